//! The command tag of a statement, as the server reports it: `CREATE INDEX`.

use std::borrow::Cow;

use super::{ObjectKind, Statement, Transaction};

impl Statement {
    /// The command tag (PostgreSQL manual, 55.7 CommandComplete). Where one word stands for many objects, it is the
    /// one that the statement has: `ALTER VIEW`, `DROP POLICY`.
    pub fn command(&self) -> Cow<'static, str> {
        let of = |verb: &str, kind: ObjectKind| Cow::Owned(format!("{verb} {}", kind.in_command()));
        Cow::Borrowed(match self {
            Statement::CreateTable(_) => "CREATE TABLE",
            Statement::CreateTableAs(create) if create.materialized_view => "CREATE MATERIALIZED VIEW",
            Statement::CreateTableAs(_) => "CREATE TABLE AS",
            Statement::CreateView(_) => "CREATE VIEW",
            Statement::CreateSequence(_) => "CREATE SEQUENCE",
            Statement::CreateIndex(_) => "CREATE INDEX",
            Statement::AlterTable(alter) => return of("ALTER", alter.kind),
            Statement::AlterSequence(_) => "ALTER SEQUENCE",
            Statement::RefreshMaterializedView(_) => "REFRESH MATERIALIZED VIEW",
            Statement::CreateStatistics(_) => "CREATE STATISTICS",
            Statement::Drop(drop) if drop.owned => "DROP OWNED",
            Statement::Drop(drop) => return of("DROP", drop.kind),
            Statement::Rename(rename) => return of("ALTER", rename.written_as),
            Statement::SetSchema(set) => return of("ALTER", set.object.kind),
            Statement::OwnerTo(owner) => return of("ALTER", owner.object.kind),
            Statement::Comment(_) => "COMMENT",
            Statement::Label(object) => return of("ALTER", object.kind),
            Statement::CreateTrigger(_) => "CREATE TRIGGER",
            Statement::CreateRule(_) => "CREATE RULE",
            Statement::CreatePolicy(_) => "CREATE POLICY",
            Statement::AlterPolicy(_) => "ALTER POLICY",
            Statement::CreateType(_) => "CREATE TYPE",
            Statement::AlterEnum(_) => "ALTER TYPE",
            Statement::CreateDomain(_) => "CREATE DOMAIN",
            Statement::AlterDomain(_) => "ALTER DOMAIN",
            Statement::CreateFunction(create) if create.procedure => "CREATE PROCEDURE",
            Statement::CreateFunction(_) => "CREATE FUNCTION",
            Statement::AlterFunction(alter) => return of("ALTER", alter.function.kind),
            Statement::CreateSchema(_) => "CREATE SCHEMA",
            Statement::CreateExtension(_) => "CREATE EXTENSION",
            Statement::AlterExtension(_) => "ALTER EXTENSION",
            Statement::CreatePublication(_) => "CREATE PUBLICATION",
            Statement::AlterPublication(_) => "ALTER PUBLICATION",
            Statement::CreateRole(_) => "CREATE ROLE",
            Statement::AlterRole(_) => "ALTER ROLE",
            Statement::Grant(grant) if grant.grant => "GRANT",
            Statement::Grant(_) => "REVOKE",
            Statement::AlterDefaultPrivileges(_) => "ALTER DEFAULT PRIVILEGES",
            Statement::Cluster(wide) => wide.command,
            Statement::Vacuum(vacuum) if vacuum.analyze_only => "ANALYZE",
            Statement::Vacuum(_) => "VACUUM",
            Statement::ClusterTable(_) => "CLUSTER",
            Statement::Reindex(_) => "REINDEX",
            Statement::LockTable(_) => "LOCK TABLE",
            Statement::Truncate(_) => "TRUNCATE TABLE",
            Statement::Select(_) => "SELECT",
            Statement::Insert(_) => "INSERT",
            Statement::Update(_) => "UPDATE",
            Statement::Delete(_) => "DELETE",
            Statement::Merge(_) => "MERGE",
            Statement::Copy(_) => "COPY",
            Statement::Do(_) => "DO",
            Statement::Call(_) => "CALL",
            Statement::Transaction(transaction) => transaction.command(),
            Statement::Set(set) if set.value.is_none() => "RESET",
            Statement::Set(_) => "SET",
            Statement::SetConstraints(_) => "SET CONSTRAINTS",
            Statement::Other(command) => command,
        })
    }
}

impl Transaction {
    fn command(&self) -> &'static str {
        match self {
            Transaction::Begin => "BEGIN",
            Transaction::Commit { .. } => "COMMIT",
            Transaction::Rollback { .. } | Transaction::RollbackTo(_) => "ROLLBACK",
            Transaction::Savepoint(_) => "SAVEPOINT",
            Transaction::ReleaseSavepoint(_) => "RELEASE",
            Transaction::Prepare => "PREPARE TRANSACTION",
            Transaction::CommitPrepared => "COMMIT PREPARED",
            Transaction::RollbackPrepared => "ROLLBACK PREPARED",
        }
    }
}

impl ObjectKind {
    /// The words after CREATE, ALTER or DROP: what hangs on a table is altered with it.
    fn in_command(self) -> String {
        match self {
            ObjectKind::Column | ObjectKind::Constraint => "TABLE".to_owned(),
            ObjectKind::DomainConstraint => "DOMAIN".to_owned(),
            ObjectKind::Attribute => "TYPE".to_owned(),
            ObjectKind::Statistics => "STATISTICS".to_owned(),
            kind => kind.name().to_ascii_uppercase(),
        }
    }
}
