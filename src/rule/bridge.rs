//! A view under a table's old name, for code that still says it.

use std::collections::BTreeMap;

use super::Pass;
use crate::ast::{ObjectName, quoted};
use crate::catalog::Relation;
use crate::version::PgVersion;

impl Pass<'_> {
    /// Such a view with the rights that the history gave on the table, each statement on a line. `None` where it would
    /// show the rows that row security hides: before PostgreSQL 15 a view reads as its owner.
    pub fn view_under_old_name(
        &self,
        table: &Relation,
        (old, now): (&ObjectName, &ObjectName),
    ) -> Option<String> {
        let as_caller = table.row_security;
        if as_caller && self.version < PgVersion::V15 {
            return None;
        }
        let invoker = if as_caller { " WITH (security_invoker = true)" } else { "" };
        let mut sql = format!("CREATE VIEW {old}{invoker} AS SELECT * FROM {now};");
        for (grantee, privileges) in rights_through_a_view(table) {
            sql += &format!("\nGRANT {} ON {old} TO {grantee};", privileges.join(", "));
        }
        Some(sql)
    }

    /// Help that says to leave such a view.
    pub fn leave_a_view(&self, table: &Relation, names: (&ObjectName, &ObjectName), why: &str) -> String {
        match self.view_under_old_name(table, names) {
            Some(view) => format!("{why}:\n{view}"),
            None => "let the application know both names first: a view under the old one would show it the rows that row \
                     security hides, before PostgreSQL 15"
                .to_owned(),
        }
    }
}

/// Who may read and write a table, and so has to be able to do it through a view.
fn rights_through_a_view(table: &Relation) -> BTreeMap<String, Vec<String>> {
    let mut rights: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (privilege, grantee) in &table.grants {
        let privilege = match privilege.as_str() {
            "" => "ALL".to_owned(),
            "select" | "insert" | "update" | "delete" => privilege.to_uppercase(),
            of_columns => match of_columns.split_once(" (") {
                Some((right @ ("select" | "insert" | "update"), columns)) => {
                    format!("{} ({columns}", right.to_uppercase())
                }
                _ => continue,
            },
        };
        let grantee = if grantee == "public" { "PUBLIC".to_owned() } else { quoted(grantee).into_owned() };
        rights.entry(grantee).or_default().push(privilege);
    }
    rights
}
