//! The columns of the server's own tables and views, by major version.
//!
//! `system_views.txt` was read from `pg_attribute` of servers of every major from 12 to 18, and from the extension
//! `pg_stat_statements` of each. `column@13-` is there since 13, `column@-12` was there up to 12.

use rustc_hash::FxHashMap;

use crate::ast::{ObjectName, quoted};
use crate::version::PgVersion;

pub(super) struct SystemViews {
    /// By name: `pg_class`, `information_schema.tables`.
    columns: FxHashMap<&'static str, Vec<ViewColumn>>,
}

#[derive(Clone, Copy)]
pub(super) struct ViewColumn {
    pub(super) name: &'static str,
    first: PgVersion,
    last: PgVersion,
}

impl ViewColumn {
    pub(super) fn is_in(&self, version: PgVersion) -> bool {
        (self.first..=self.last).contains(&version)
    }

    /// `PostgreSQL 13 and later`
    pub(super) fn versions(&self) -> String {
        match (self.first > PgVersion::OLDEST, self.last < PgVersion::NEWEST) {
            (true, false) => format!("PostgreSQL {} and later", self.first),
            (false, true) => format!("PostgreSQL {} and earlier", self.last),
            _ => format!("PostgreSQL {} to {}", self.first, self.last),
        }
    }
}

impl SystemViews {
    pub(super) fn read() -> Self {
        let lines = include_str!("system_views.txt").lines();
        let read = |line: &'static str| {
            let (name, columns) = line.split_once(": ")?;
            Some((name, columns.split(' ').map(ViewColumn::read).collect()))
        };
        Self { columns: lines.filter_map(read).collect() }
    }

    /// The columns of a view of the server's own, in every version; nothing for any other relation.
    pub(super) fn columns(&self, name: &ObjectName) -> Option<&[ViewColumn]> {
        let found = match name.schema.as_deref() {
            None | Some("pg_catalog") => self.columns.get(name.name.as_str()),
            // An extension can be in any schema.
            Some("information_schema") => {
                self.columns.get(format!("information_schema.{}", quoted(&name.name)).as_str())
            }
            Some(_) => {
                self.columns.get(name.name.as_str()).filter(|_| name.name.starts_with("pg_stat_statements"))
            }
        };
        found.map(Vec::as_slice)
    }
}

impl ViewColumn {
    fn read(text: &'static str) -> Self {
        let (name, versions) = text.split_once('@').unwrap_or((text, "-"));
        let (first, last) = versions.split_once('-').unwrap_or_default();
        Self {
            name,
            first: first.parse().unwrap_or(PgVersion::OLDEST),
            last: last.parse().unwrap_or(PgVersion::NEWEST),
        }
    }
}
