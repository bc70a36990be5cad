//! Everything that a database holds, object by object with its definition, so that two moments can be compared: what
//! is gone, what was left behind, what is not the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::refusal::Refusal;
use super::session::Session;

mod parts;

use parts::PARTS;

/// The objects of a database by what people call them: `index public.users_email_idx`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    objects: Arc<BTreeMap<String, String>>,
}

/// How an object of the earlier fingerprint differs from the later one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// It is gone.
    Lost(String),
    /// It was not there before.
    Left(String),
    Changed {
        object: String,
        before: String,
        after: String,
    },
}

impl Fingerprint {
    pub fn read(session: &mut Session) -> Result<Fingerprint, Refusal> {
        let version: u32 = session.value("SHOW server_version_num")?.parse().unwrap_or_default();
        let parts = PARTS.iter().filter(|part| version >= part.since).map(|part| part.query);
        let query = parts.collect::<Vec<_>>().join(" UNION ALL ");
        // Definitions name what is on the search path without its schema.
        let path = session.value("SELECT pg_catalog.current_setting('search_path')")?;
        session.run("SET search_path = pg_catalog")?;
        let rows = session.rows(&query);
        let path = path.replace('\'', "''");
        session.rows(&format!("SELECT pg_catalog.set_config('search_path', '{path}', false)"))?;
        let objects = rows?.into_iter().filter_map(|row| <[String; 2]>::try_from(row).ok());
        let objects = objects.map(|[object, definition]| (object, definition)).collect();
        Ok(Fingerprint { objects: Arc::new(objects) })
    }

    /// What differs in a later fingerprint. The parts of a relation that is gone as a whole are not told one by one.
    pub fn differences(&self, later: &Fingerprint) -> Vec<Difference> {
        let gone = |from: &Fingerprint, to: &Fingerprint| -> Vec<String> {
            let names = from.objects.keys().filter(|name| !to.objects.contains_key(*name));
            let names: Vec<&String> = names.collect();
            let wholes: Vec<String> = names.iter().filter_map(|name| whole(name)).collect();
            let part = |name: &str| wholes.iter().any(|whole| is_part(name, whole));
            names.into_iter().filter(|name| !part(name)).cloned().collect()
        };
        let mut found: Vec<Difference> = gone(self, later).into_iter().map(Difference::Lost).collect();
        found.extend(gone(later, self).into_iter().map(Difference::Left));
        for (object, before) in self.objects.as_ref() {
            if let Some(after) = later.objects.get(object).filter(|after| *after != before) {
                let (object, before, after) = (object.clone(), before.clone(), after.clone());
                found.push(Difference::Changed { object, before, after });
            }
        }
        found
    }

    pub fn definition(&self, object: &str) -> Option<&str> {
        self.objects.get(object).map(String::as_str)
    }

    pub fn objects(&self) -> impl Iterator<Item = (&str, &str)> {
        self.objects.iter().map(|(object, definition)| (object.as_str(), definition.as_str()))
    }
}

impl Difference {
    /// Whether it is only that a constraint was NOT VALID and is now known to hold. No way back takes that away.
    pub fn is_proof(&self) -> bool {
        match self {
            Difference::Changed { object, before, after } => {
                object.starts_with("constraint ") && before.strip_suffix(" NOT VALID") == Some(after)
            }
            Difference::Lost(_) | Difference::Left(_) => false,
        }
    }

    pub fn object(&self) -> &str {
        match self {
            Difference::Lost(object) | Difference::Left(object) | Difference::Changed { object, .. } => {
                object
            }
        }
    }
}

/// The name of a relation, where an object is one that others are part of.
fn whole(object: &str) -> Option<String> {
    let kinds = ["table ", "view ", "materialized view ", "foreign table "];
    kinds.iter().find_map(|kind| object.strip_prefix(kind)).map(str::to_owned)
}

/// Whether an object goes with a relation: its columns, and what is said to be on it.
fn is_part(object: &str, relation: &str) -> bool {
    let column = object.strip_prefix("column ").and_then(|name| name.strip_prefix(relation));
    let on = object.rsplit_once(" on ").is_some_and(|(_, on)| on == relation);
    on || column.is_some_and(|rest| rest.starts_with('.'))
}
