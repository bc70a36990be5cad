//! Statements about the transaction and the session.

use pg_query::protobuf::{self, TransactionStmtKind, VariableSetKind};

use super::{Lowering, node_text};
use crate::ast::{Name, SetConstraints, SetVariable, Statement, Transaction};

impl Lowering<'_> {
    pub(super) fn set_constraints(&mut self, s: &protobuf::ConstraintsSetStmt) -> Statement {
        let constraints = self.relations(&s.constraints);
        Statement::SetConstraints(SetConstraints { constraints, deferred: s.deferred })
    }
}

pub(super) fn transaction(s: &protobuf::TransactionStmt) -> Statement {
    use TransactionStmtKind::*;
    let savepoint = Name::new(&s.savepoint_name);
    Statement::Transaction(match s.kind() {
        TransStmtBegin | TransStmtStart => Transaction::Begin,
        TransStmtCommit => Transaction::Commit { and_chain: s.chain },
        TransStmtRollback => Transaction::Rollback { and_chain: s.chain },
        TransStmtSavepoint => Transaction::Savepoint(savepoint),
        TransStmtRelease => Transaction::ReleaseSavepoint(savepoint),
        TransStmtRollbackTo => Transaction::RollbackTo(savepoint),
        TransStmtPrepare => Transaction::Prepare,
        TransStmtCommitPrepared => Transaction::CommitPrepared,
        TransStmtRollbackPrepared => Transaction::RollbackPrepared,
        Undefined => return Statement::Other("TRANSACTION"),
    })
}

pub(super) fn set_variable(s: &protobuf::VariableSetStmt) -> Statement {
    let name = Name::new(s.name.to_lowercase());
    let value = match s.kind() {
        VariableSetKind::VarSetValue => {
            let values: Vec<Name> = s.args.iter().filter_map(node_text).collect();
            Some(Name::new(values.join(",")))
        }
        VariableSetKind::VarSetMulti => return Statement::Other("SET TRANSACTION"),
        VariableSetKind::VarResetAll => {
            return Statement::Set(Box::new(SetVariable {
                name: Name::new("all"),
                value: None,
                local: false,
            }));
        }
        _ => None,
    };
    Statement::Set(Box::new(SetVariable { name, value, local: s.is_local }))
}
