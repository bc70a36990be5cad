//! What a database holds, object by object, and how two states of it differ.

use std::collections::BTreeMap;

use migrate_lint::server::{Refusal, Session};

/// Every object by its kind and name, with its definition. Rows are not part of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fingerprint {
    objects: BTreeMap<String, String>,
}

/// Whether a column's place among the others counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnOrder {
    Counts,
    Aside,
}

impl Fingerprint {
    pub(crate) fn read(session: &mut Session) -> Result<Fingerprint, Refusal> {
        let query = include_str!("fingerprint.sql");
        let rows = session.rows(&format!("BEGIN; SET LOCAL search_path = ''; {query}; COMMIT"))?;
        let objects = rows.into_iter().filter_map(|row| <[String; 2]>::try_from(row).ok());
        Ok(Fingerprint { objects: objects.map(|[object, definition]| (object, definition)).collect() })
    }

    /// One line for each object that is not the same: `-` as it is here, `+` as it is in the other.
    pub(crate) fn differences(&self, other: &Fingerprint, order: ColumnOrder) -> Vec<String> {
        let mut lines = Vec::new();
        let objects =
            self.objects.keys().chain(other.objects.keys().filter(|key| !self.objects.contains_key(*key)));
        for object in objects {
            let (here, there) = (self.objects.get(object), other.objects.get(object));
            if here.map(|text| placed(text, order)) != there.map(|text| placed(text, order)) {
                let line = |sign, text: &String| format!("{sign} {object}: {}", in_one_line(text));
                lines.extend(here.map(|text| line('-', text)));
                lines.extend(there.map(|text| line('+', text)));
            }
        }
        lines
    }
}

/// A definition, without the place of a column where that does not count.
fn placed(definition: &str, order: ColumnOrder) -> &str {
    match definition.rsplit_once(" at ") {
        Some((head, place)) if order == ColumnOrder::Aside && place.parse::<u32>().is_ok() => head,
        _ => definition,
    }
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
