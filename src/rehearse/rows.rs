//! Rows for tables that are empty, so that scans and rewrites have something to do and what the schema allows shows:
//! nulls in columns that take them, equal values where nothing keeps them apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::parse::{self, ParseOptions};
use crate::server::{Refusal, Session};
use crate::source::SourceFile;

mod insert;
mod shape;
mod value;

use insert::Nulls;
use shape::{ForeignKey, Shape};

use super::Options;

pub(super) struct Seeder {
    rows: usize,
    /// Statements of the user's own that have not run yet.
    seed: Option<Vec<String>>,
    /// Tables that were looked at, by their OIDs.
    tried: BTreeSet<String>,
    /// Tables whose rows are all of our making, as SQL names them.
    filled: Vec<String>,
    refused: BTreeMap<String, Unseeded>,
}

/// A table that no rows could be made up for.
#[derive(Clone, Debug)]
pub struct Unseeded {
    pub table: String,
    pub reason: String,
    /// The table that it must refer to, where that has no rows.
    pub because_of: Option<String>,
}

impl Seeder {
    pub(super) fn new(options: &Options) -> Self {
        let seed = options.seed.as_ref().map(|text| {
            let source = SourceFile::new("seed", text.as_str());
            let parsed = parse::parse(&source, &ParseOptions::default());
            parsed.statements.iter().map(|statement| source.slice(statement.span).to_owned()).collect()
        });
        Self {
            rows: options.rows,
            seed,
            tried: BTreeSet::new(),
            filled: Vec::new(),
            refused: BTreeMap::new(),
        }
    }

    /// Fills what is new and empty. With rows of the user's own: runs those of their statements that can run now.
    pub(super) fn fill(&mut self, session: &mut Session) -> Result<(), Refusal> {
        if let Some(seed) = &mut self.seed {
            seed.retain(|statement| session.run(statement).is_err());
            return Ok(());
        }
        if self.rows == 0 {
            return Ok(());
        }
        let shapes = shape::read(session, &self.tried)?;
        if shapes.is_empty() {
            return Ok(());
        }
        let mut filled = Vec::new();
        // What triggers do is not asked for, and every key that is made up has its row.
        let _ = session.run("SET session_replication_role = replica");
        for shape in in_order(shapes) {
            match self.insert(session, &shape) {
                Ok(()) => {
                    self.tried.insert(shape.oid.clone());
                    self.refused.remove(&shape.shown);
                    filled.push(shape.quoted.clone());
                }
                Err(refusal) => {
                    let because_of = missing_key(session, &shape);
                    // What it refers to may get rows later.
                    if because_of.is_none() {
                        self.tried.insert(shape.oid.clone());
                    }
                    let table = shape.shown.clone();
                    self.refused
                        .insert(table.clone(), Unseeded { table, reason: refusal.message, because_of });
                }
            }
        }
        let _ = session.run("RESET session_replication_role");
        if !filled.is_empty() {
            session.run(&format!("ANALYZE {}", filled.join(", ")))?;
        }
        self.filled.extend(filled);
        Ok(())
    }

    fn insert(&self, session: &mut Session, shape: &Shape) -> Result<(), Refusal> {
        let some = session.run(&insert::statement(shape, self.rows, Nulls::Some));
        if some.is_err() {
            session.run(&insert::statement(shape, self.rows, Nulls::None))?;
        }
        let count = session.value(&format!("SELECT pg_catalog.count(*) FROM {}", shape.quoted))?;
        if count == "0" {
            return Err(Refusal::of("no value was found that its constraints take"));
        }
        Ok(())
    }

    /// Whether there are rows that nobody but this made.
    pub(super) fn has_filled(&self) -> bool {
        !self.filled.is_empty()
    }

    /// Takes the rows away. The tables get new ones later.
    pub(super) fn empty(&mut self, session: &mut Session) -> Result<(), Refusal> {
        let there = |session: &mut Session, table: &String| {
            let quoted = table.replace('\'', "''");
            session
                .value(&format!("SELECT pg_catalog.to_regclass('{quoted}')"))
                .is_ok_and(|oid| !oid.is_empty())
        };
        let tables: Vec<String> = std::mem::take(&mut self.filled);
        let tables: Vec<String> = tables.into_iter().filter(|table| there(session, table)).collect();
        self.tried.clear();
        if tables.is_empty() {
            Ok(())
        } else {
            session.run(&format!("TRUNCATE {} CASCADE", tables.join(", ")))
        }
    }

    /// The database is another one.
    pub(super) fn forget(&mut self) {
        self.tried.clear();
        self.filled.clear();
    }

    /// Tables that got no rows, and why.
    pub(super) fn refused(&self) -> Vec<Unseeded> {
        self.refused.values().cloned().collect()
    }
}

/// The first table that a row must refer to and that has none.
fn missing_key(session: &mut Session, shape: &Shape) -> Option<String> {
    let needed = |key: &&ForeignKey| {
        let mut columns = shape.columns.iter().filter(|column| key.columns.contains(&column.name));
        key.table_oid != shape.oid && columns.any(|column| column.not_null)
    };
    let mut needed = shape.keys.iter().filter(needed);
    let empty = |key: &&ForeignKey| {
        let rows = session.rows(&format!("SELECT FROM {} LIMIT 1", key.table));
        rows.is_ok_and(|rows| rows.is_empty())
    };
    needed.find(empty).map(|key| key.table.clone())
}

/// Tables after those that they refer to, as far as that goes.
fn in_order(mut shapes: Vec<Shape>) -> Vec<Shape> {
    let mut ordered: Vec<Shape> = Vec::new();
    while !shapes.is_empty() {
        let waits = |shape: &Shape| {
            let missing = |oid: &str| oid != shape.oid && shapes.iter().any(|other| other.oid == oid);
            shape.keys.iter().any(|key| missing(&key.table_oid))
        };
        let free = shapes.iter().position(|shape| !waits(shape)).unwrap_or(0);
        ordered.push(shapes.remove(free));
    }
    ordered
}
