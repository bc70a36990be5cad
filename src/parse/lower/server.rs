//! Statements about the whole server, and the command tags of those that have no statement of their own.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{AlterSubscriptionType, DefElem, Node};

use super::{def_elems, filled_name, is_on};
use crate::ast::{ClusterWide, Name, ObjectKind, Statement};

pub(super) fn cluster_wide(node: &N) -> Option<Statement> {
    use ObjectKind::{Database, Subscription, Tablespace};
    let (command, kind, name, if_exists, refuses) = match node {
        N::CreatedbStmt(s) => ("CREATE DATABASE", Database, &s.dbname, false, true),
        N::DropdbStmt(s) => ("DROP DATABASE", Database, &s.dbname, s.missing_ok, true),
        N::AlterDatabaseStmt(s) => {
            let moves = def_elems(&s.options).any(|option| option.defname == "tablespace");
            ("ALTER DATABASE", Database, &s.dbname, false, moves)
        }
        N::AlterDatabaseRefreshCollStmt(s) => ("ALTER DATABASE", Database, &s.dbname, false, false),
        N::CreateTableSpaceStmt(s) => ("CREATE TABLESPACE", Tablespace, &s.tablespacename, false, true),
        N::DropTableSpaceStmt(s) => ("DROP TABLESPACE", Tablespace, &s.tablespacename, s.missing_ok, true),
        N::AlterTableSpaceOptionsStmt(s) => ("ALTER TABLESPACE", Tablespace, &s.tablespacename, false, false),
        N::CreateSubscriptionStmt(s) => {
            let makes_slot = !is_off(&s.options, "create_slot") && !is_off(&s.options, "connect");
            ("CREATE SUBSCRIPTION", Subscription, &s.subname, false, makes_slot)
        }
        N::AlterSubscriptionStmt(s) => {
            use AlterSubscriptionType::*;
            let refreshes = match s.kind() {
                AlterSubscriptionRefresh => true,
                AlterSubscriptionSetPublication
                | AlterSubscriptionAddPublication
                | AlterSubscriptionDropPublication => !is_off(&s.options, "refresh"),
                _ => false,
            };
            ("ALTER SUBSCRIPTION", Subscription, &s.subname, false, refreshes)
        }
        // Whether it has a slot is not known here; one that has refuses.
        N::DropSubscriptionStmt(s) => ("DROP SUBSCRIPTION", Subscription, &s.subname, s.missing_ok, true),
        N::AlterSystemStmt(s) => return Some(alter_system(s.setstmt.as_ref().map(|set| set.name.as_str()))),
        _ => return None,
    };
    let name = filled_name(name);
    Some(Statement::Cluster(Box::new(ClusterWide {
        command,
        kind,
        name,
        if_exists,
        refuses_transaction: refuses,
    })))
}

fn alter_system(setting: Option<&str>) -> Statement {
    Statement::Cluster(Box::new(ClusterWide {
        command: "ALTER SYSTEM",
        kind: ObjectKind::Other,
        name: setting.map(Name::new),
        if_exists: false,
        refuses_transaction: true,
    }))
}

fn is_off(options: &[Node], name: &str) -> bool {
    def_elems(options).any(|option: &DefElem| option.defname == name && !is_on(option))
}

/// The command tag.
pub(super) fn tag(node: &N) -> &'static str {
    match node {
        N::AlterCollationStmt(_) => "ALTER COLLATION",
        N::AlterTableMoveAllStmt(_) => "ALTER TABLE ALL IN TABLESPACE",
        N::CreateFdwStmt(_) => "CREATE FOREIGN DATA WRAPPER",
        N::AlterFdwStmt(_) => "ALTER FOREIGN DATA WRAPPER",
        N::CreateForeignServerStmt(_) => "CREATE SERVER",
        N::AlterForeignServerStmt(_) => "ALTER SERVER",
        N::CreateUserMappingStmt(_) => "CREATE USER MAPPING",
        N::AlterUserMappingStmt(_) => "ALTER USER MAPPING",
        N::DropUserMappingStmt(_) => "DROP USER MAPPING",
        N::ImportForeignSchemaStmt(_) => "IMPORT FOREIGN SCHEMA",
        N::CreateAmStmt(_) => "CREATE ACCESS METHOD",
        N::CreateEventTrigStmt(_) => "CREATE EVENT TRIGGER",
        N::AlterEventTrigStmt(_) => "ALTER EVENT TRIGGER",
        N::CreatePlangStmt(_) => "CREATE LANGUAGE",
        N::CreateOpClassStmt(_) => "CREATE OPERATOR CLASS",
        N::CreateOpFamilyStmt(_) => "CREATE OPERATOR FAMILY",
        N::AlterOpFamilyStmt(_) => "ALTER OPERATOR FAMILY",
        N::AlterOperatorStmt(_) => "ALTER OPERATOR",
        N::AlterTypeStmt(_) => "ALTER TYPE",
        N::AlterStatsStmt(_) => "ALTER STATISTICS",
        N::CreateConversionStmt(_) => "CREATE CONVERSION",
        N::CreateCastStmt(_) => "CREATE CAST",
        N::CreateTransformStmt(_) => "CREATE TRANSFORM",
        N::AlterTsdictionaryStmt(_) => "ALTER TEXT SEARCH DICTIONARY",
        N::AlterTsconfigurationStmt(_) => "ALTER TEXT SEARCH CONFIGURATION",
        N::ExplainStmt(_) => "EXPLAIN",
        N::PrepareStmt(_) => "PREPARE",
        N::ExecuteStmt(_) => "EXECUTE",
        N::DeallocateStmt(_) => "DEALLOCATE",
        N::ClosePortalStmt(_) => "CLOSE",
        N::FetchStmt(_) => "FETCH",
        N::NotifyStmt(_) => "NOTIFY",
        N::ListenStmt(_) => "LISTEN",
        N::UnlistenStmt(_) => "UNLISTEN",
        N::LoadStmt(_) => "LOAD",
        N::CheckPointStmt(_) => "CHECKPOINT",
        N::DiscardStmt(_) => "DISCARD",
        N::VariableShowStmt(_) => "SHOW",
        _ => "",
    }
}
