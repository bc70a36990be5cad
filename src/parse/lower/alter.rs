//! ALTER TABLE and its actions.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, AlterTableCmd, AlterTableStmt, AlterTableType, Node};

use super::access::role_name;
use super::object::object_kind;
use super::place::Range;
use super::{Lowering, cascades, collation, integer, string, table};
use crate::ast::{
    AlterAction, AlterActionKind, AlterTable, ConstraintChange, Ident, Identity, Name, ObjectKind,
    ReplicaIdentity, RowSecurity, Statement, TypeName,
};
use crate::parse::scan::TokenKind;

impl Lowering<'_> {
    pub(super) fn alter_table(&mut self, s: &AlterTableStmt) -> Statement {
        let kind = object_kind(s.objtype());
        let clauses = self.action_clauses(s);
        let mut actions = Vec::with_capacity(s.cmds.len());
        for (index, node) in s.cmds.iter().enumerate() {
            let Some(N::AlterTableCmd(cmd)) = &node.node else { continue };
            let clause = clauses.get(index).cloned().unwrap_or(self.place.all());
            let action = if kind == ObjectKind::Type {
                self.attribute_action(cmd, clause.clone())
            } else {
                self.action(cmd, clause.clone())
            };
            actions.push(AlterAction { kind: action, span: self.place.span(clause) });
        }
        Statement::AlterTable(Box::new(AlterTable {
            kind,
            name: self.relation(s.relation.as_ref()),
            only: kind != ObjectKind::Type && s.relation.as_ref().is_some_and(|relation| !relation.inh),
            if_exists: s.missing_ok,
            actions,
        }))
    }

    /// The text after the name, at its commas.
    fn action_clauses(&self, s: &AlterTableStmt) -> Vec<Range> {
        let name = s.relation.as_ref().map_or(0, |relation| self.place.at(relation.location));
        let mut start = self.place.name_end(name);
        let parenthesized = name > 0 && self.place.kind(name - 1) == Some(TokenKind::Open);
        if parenthesized || self.place.text(start) == "*" {
            start += 1;
        }
        let clauses = self.place.items(start..self.place.tokens.len());
        if clauses.len() == s.cmds.len() {
            clauses
        } else {
            vec![start..self.place.tokens.len(); s.cmds.len()]
        }
    }

    /// The name after the verb of a clause: `DROP COLUMN IF EXISTS name`.
    fn target(&self, clause: &Range, name: &str) -> Ident {
        let mut at = clause.start + 1;
        if self.place.is(at, "always") || self.place.is(at, "replica") {
            at += 1;
        }
        let word = ["column", "constraint", "attribute", "trigger", "rule"]
            .iter()
            .any(|word| self.place.is(at, word));
        // The word itself can be the name: ALTER TABLE t DROP trigger.
        if word
            && at + 1 < clause.end
            && !self.place.is(at + 1, "cascade")
            && !self.place.is(at + 1, "restrict")
        {
            at += 1;
        }
        if self.place.is(at, "if") && self.place.is(at + 1, "not") && self.place.is(at + 2, "exists") {
            at += 3;
        } else if self.place.is(at, "if") && self.place.is(at + 1, "exists") {
            at += 2;
        }
        self.place.ident(at..clause.end, name)
    }

    fn action(&mut self, cmd: &AlterTableCmd, clause: Range) -> AlterActionKind {
        use AlterTableType::*;
        let def = cmd.def.as_deref();
        let column = || self.target(&clause, &cmd.name);
        let if_exists = cmd.missing_ok;
        match cmd.subtype() {
            AtAddColumn | AtAddColumnToView => match def.and_then(|node| node.node.as_ref()) {
                Some(N::ColumnDef(def)) => AlterActionKind::AddColumn {
                    column: Box::new(self.column(def)),
                    if_not_exists: cmd.missing_ok,
                },
                _ => AlterActionKind::Other("ADD COLUMN"),
            },
            AtDropColumn => {
                AlterActionKind::DropColumn { column: column(), if_exists, cascade: cascades(cmd.behavior()) }
            }
            AtAlterColumnType => self.column_type(cmd, clause),
            AtColumnDefault => match def {
                Some(node) => {
                    let column = column();
                    let after = self.place.word(clause.clone(), "default").map_or(clause.start, |at| at + 1);
                    AlterActionKind::SetDefault { column, default: self.expr_at(node, after..clause.end) }
                }
                None => AlterActionKind::DropDefault { column: column() },
            },
            AtSetNotNull => AlterActionKind::SetNotNull { column: column() },
            AtDropNotNull => AlterActionKind::DropNotNull { column: column() },
            AtSetExpression => match def {
                Some(node) => {
                    let column = column();
                    AlterActionKind::SetExpression { column, expr: self.expr_in_parentheses(node, clause) }
                }
                None => AlterActionKind::Other("SET EXPRESSION"),
            },
            AtDropExpression => AlterActionKind::DropExpression { column: column(), if_exists },
            AtAddIdentity => AlterActionKind::AddIdentity { column: column(), identity: identity_of(def) },
            AtSetIdentity => {
                let (identity, sequence_options) = (set_identity_of(def), has_sequence_options(def));
                AlterActionKind::SetIdentity { column: column(), identity, sequence_options }
            }
            AtDropIdentity => AlterActionKind::DropIdentity { column: column(), if_exists },
            AtSetStatistics => AlterActionKind::SetStatistics {
                column: (!cmd.name.is_empty()).then(column),
                target: integer(def),
            },
            AtSetOptions | AtResetOptions => AlterActionKind::SetColumnOptions { column: column() },
            AtSetStorage => AlterActionKind::SetStorage { column: column(), storage: text(def) },
            AtSetCompression => AlterActionKind::SetCompression { column: column(), method: text(def) },
            _ => self.constraint_action(cmd, clause),
        }
    }

    fn constraint_action(&mut self, cmd: &AlterTableCmd, clause: Range) -> AlterActionKind {
        use AlterTableType::*;
        let def = cmd.def.as_deref().and_then(|node| node.node.as_ref());
        let target = || self.target(&clause, &cmd.name);
        match cmd.subtype() {
            AtAddConstraint | AtAddIndexConstraint => match def {
                Some(N::Constraint(c)) => match self.table_constraint(c) {
                    Some(constraint) => AlterActionKind::AddConstraint { constraint: Box::new(constraint) },
                    None => AlterActionKind::Other("ADD CONSTRAINT"),
                },
                _ => AlterActionKind::Other("ADD CONSTRAINT"),
            },
            AtAlterConstraint => match def {
                Some(N::AtalterConstraint(c)) => AlterActionKind::AlterConstraint {
                    constraint: self.target(&clause, &c.conname),
                    change: constraint_change(c),
                },
                _ => AlterActionKind::Other("ALTER CONSTRAINT"),
            },
            AtValidateConstraint => AlterActionKind::ValidateConstraint { constraint: target() },
            AtDropConstraint => AlterActionKind::DropConstraint {
                constraint: target(),
                if_exists: cmd.missing_ok,
                cascade: cascades(cmd.behavior()),
            },
            AtAttachPartition | AtDetachPartition | AtDetachPartitionFinalize => match def {
                Some(N::PartitionCmd(partition)) => self.partition_action(cmd.subtype(), partition),
                _ => AlterActionKind::Other("PARTITION"),
            },
            AtAddInherit | AtDropInherit => {
                let parent = match def {
                    Some(N::RangeVar(parent)) => self.relation(Some(parent)),
                    _ => self.relation(None),
                };
                if cmd.subtype() == AtAddInherit {
                    AlterActionKind::Inherit { parent }
                } else {
                    AlterActionKind::NoInherit { parent }
                }
            }
            AtEnableTrig | AtEnableAlwaysTrig => trigger(Some(target()), true, false),
            AtEnableReplicaTrig => AlterActionKind::ToggleTrigger {
                name: Some(target()),
                enable: false,
                user_only: false,
                replica: true,
            },
            AtDisableTrig => trigger(Some(target()), false, false),
            AtEnableTrigAll => trigger(None, true, false),
            AtDisableTrigAll => trigger(None, false, false),
            AtEnableTrigUser => trigger(None, true, true),
            AtDisableTrigUser => trigger(None, false, true),
            AtEnableRule | AtEnableAlwaysRule | AtEnableReplicaRule => {
                AlterActionKind::ToggleRule { name: target(), enable: true }
            }
            AtDisableRule => AlterActionKind::ToggleRule { name: target(), enable: false },
            _ => self.table_action(cmd, clause),
        }
    }

    fn partition_action(
        &mut self,
        subtype: AlterTableType,
        partition: &protobuf::PartitionCmd,
    ) -> AlterActionKind {
        let name = self.relation(partition.name.as_ref());
        match subtype {
            AlterTableType::AtAttachPartition => AlterActionKind::AttachPartition {
                partition: name,
                bound: partition.bound.as_ref().map(|bound| self.partition_bound(bound)),
            },
            _ => AlterActionKind::DetachPartition {
                partition: name,
                concurrently: partition.concurrent,
                finalize: subtype == AlterTableType::AtDetachPartitionFinalize,
            },
        }
    }

    /// Actions on the table as a whole.
    fn table_action(&mut self, cmd: &AlterTableCmd, clause: Range) -> AlterActionKind {
        use AlterTableType::*;
        let def = cmd.def.as_deref();
        let last = clause.end.saturating_sub(1).max(clause.start)..clause.end;
        match cmd.subtype() {
            AtChangeOwner => {
                AlterActionKind::OwnerTo { role: cmd.newowner.as_ref().map(role_name).unwrap_or_default() }
            }
            AtSetLogged => AlterActionKind::SetLogged { logged: true },
            AtSetUnLogged => AlterActionKind::SetLogged { logged: false },
            AtClusterOn => AlterActionKind::ClusterOn { index: self.place.ident(last, &cmd.name) },
            AtDropCluster => AlterActionKind::SetWithoutCluster,
            AtDropOids => AlterActionKind::SetWithoutOids,
            AtSetTableSpace => AlterActionKind::SetTablespace { tablespace: Name::new(&cmd.name) },
            AtSetAccessMethod => AlterActionKind::SetAccessMethod { method: super::filled_name(&cmd.name) },
            AtSetRelOptions | AtResetRelOptions | AtReplaceRelOptions => AlterActionKind::SetOptions {
                options: match def.and_then(|node| node.node.as_ref()) {
                    Some(N::List(list)) => table::options(&list.items),
                    _ => Vec::new(),
                },
                reset: cmd.subtype() == AtResetRelOptions,
            },
            AtAddOf => match def.and_then(|node| node.node.as_ref()) {
                Some(N::TypeName(written)) => {
                    AlterActionKind::OfType { name: self.type_name(written).object_name() }
                }
                _ => AlterActionKind::Other("OF"),
            },
            AtDropOf => AlterActionKind::NotOf,
            AtEnableRowSecurity => AlterActionKind::RowSecurity(RowSecurity::Enable),
            AtDisableRowSecurity => AlterActionKind::RowSecurity(RowSecurity::Disable),
            AtForceRowSecurity => AlterActionKind::RowSecurity(RowSecurity::Force),
            AtNoForceRowSecurity => AlterActionKind::RowSecurity(RowSecurity::NoForce),
            AtReplicaIdentity => match def.and_then(|node| node.node.as_ref()) {
                Some(N::ReplicaIdentityStmt(identity)) => {
                    AlterActionKind::ReplicaIdentity(match identity.identity_type.as_str() {
                        "f" => ReplicaIdentity::Full,
                        "n" => ReplicaIdentity::Nothing,
                        "i" => ReplicaIdentity::Index(self.place.ident(last, &identity.name)),
                        _ => ReplicaIdentity::Default,
                    })
                }
                _ => AlterActionKind::Other("REPLICA IDENTITY"),
            },
            AtGenericOptions | AtAlterColumnGenericOptions => AlterActionKind::Other("OPTIONS"),
            _ => AlterActionKind::Other("ALTER TABLE"),
        }
    }

    fn column_type(&mut self, cmd: &AlterTableCmd, clause: Range) -> AlterActionKind {
        let column = self.target(&clause, &cmd.name);
        let Some(N::ColumnDef(def)) = cmd.def.as_deref().and_then(|node| node.node.as_ref()) else {
            return AlterActionKind::Other("ALTER COLUMN TYPE");
        };
        let after_using = self.place.word(clause.clone(), "using").map_or(clause.start, |at| at + 1);
        AlterActionKind::AlterColumnType {
            column,
            data_type: Box::new(self.type_of(def.type_name.as_ref())),
            collation: collation(def.coll_clause.as_deref()),
            using: def.raw_default.as_deref().map(|node| self.expr_at(node, after_using..clause.end)),
        }
    }

    /// Actions on a composite type.
    fn attribute_action(&mut self, cmd: &AlterTableCmd, clause: Range) -> AlterActionKind {
        let cascade = cascades(cmd.behavior());
        let def = match cmd.def.as_deref().and_then(|node| node.node.as_ref()) {
            Some(N::ColumnDef(def)) => Some(def),
            _ => None,
        };
        let data_type = def.map_or_else(|| TypeName::builtin(""), |def| self.type_of(def.type_name.as_ref()));
        match cmd.subtype() {
            AlterTableType::AtAddColumn => {
                let name = self.target(&clause, def.map_or("", |def| def.colname.as_str()));
                AlterActionKind::AddAttribute { name, data_type, cascade }
            }
            AlterTableType::AtDropColumn => AlterActionKind::DropAttribute {
                name: self.target(&clause, &cmd.name),
                if_exists: cmd.missing_ok,
                cascade,
            },
            AlterTableType::AtAlterColumnType => AlterActionKind::AlterAttributeType {
                name: self.target(&clause, &cmd.name),
                data_type,
                cascade,
            },
            _ => self.table_action(cmd, clause),
        }
    }
}

fn trigger(name: Option<Ident>, enable: bool, user_only: bool) -> AlterActionKind {
    AlterActionKind::ToggleTrigger { name, enable, user_only, replica: false }
}

fn text(node: Option<&Node>) -> Name {
    node.and_then(string).map(Name::new).unwrap_or_default()
}

fn identity_of(node: Option<&Node>) -> Identity {
    match node.and_then(|node| node.node.as_ref()) {
        Some(N::Constraint(constraint)) => table::identity(&constraint.generated_when),
        _ => Identity::Always,
    }
}

/// The kind in `SET GENERATED …`, which the grammar gives as a letter's number.
fn set_identity_of(node: Option<&Node>) -> Option<Identity> {
    let Some(N::List(options)) = node.and_then(|node| node.node.as_ref()) else { return None };
    options.items.iter().find_map(|option| match &option.node {
        Some(N::DefElem(element)) if element.defname == "generated" => {
            let written = element.arg.as_deref().and_then(|value| value.node.as_ref())?;
            let N::Integer(letter) = written else { return None };
            Some(if letter.ival == i32::from(b'd') { Identity::ByDefault } else { Identity::Always })
        }
        _ => None,
    })
}

/// Whether options of the sequence itself were given beside `GENERATED …`.
fn has_sequence_options(node: Option<&Node>) -> bool {
    let Some(N::List(options)) = node.and_then(|node| node.node.as_ref()) else { return false };
    options
        .items
        .iter()
        .any(|option| matches!(&option.node, Some(N::DefElem(element)) if element.defname != "generated"))
}

fn constraint_change(c: &protobuf::AtAlterConstraint) -> ConstraintChange {
    ConstraintChange {
        deferrable: c.alter_deferrability.then_some(c.deferrable),
        initially_deferred: c.alter_deferrability.then_some(c.initdeferred),
        enforced: c.alter_enforceability.then_some(c.is_enforced),
        inherit: c.alter_inheritability.then_some(!c.noinherit),
    }
}
