//! What a page's examples name and do not make, as the linter assumes it: `testdata/effects/assumed` has definitions,
//! and a table that has none there gets the columns that the statements name.

use std::collections::{BTreeMap, BTreeSet};

use migrate_lint::catalog::{Catalog, Origin, Relation, RelationKind, Routine, type_name};
use migrate_lint::migration::Script;

const CERTAIN: Origin = Origin::Assumed { certain: true };

/// The names that a page's examples take to exist. A definition begins with `-- == orders`, one for a page alone with
/// `-- == orders (rule-id)`, and one for a type of columns with `-- == type geometry`. `-- == page rule-id` has what
/// else the examples of a page need.
#[derive(Default)]
pub(crate) struct Assumed {
    schemas: BTreeSet<String>,
    /// Relations, and what would make each if nothing defines it.
    relations: BTreeMap<String, Option<String>>,
    types: BTreeSet<String>,
    /// Functions that triggers call.
    functions: BTreeSet<String>,
}

/// A script that makes everything that these scripts take to exist.
pub(crate) fn beginning<'a>(page: &str, scripts: impl Iterator<Item = &'a Script>) -> String {
    let mut assumed = Assumed::default();
    for script in scripts {
        let catalogs = script.steps.iter().map(|step| &step.before).chain([&script.after]);
        catalogs.for_each(|catalog| assumed.add(catalog));
    }
    assumed.script(page)
}

impl Assumed {
    fn add(&mut self, catalog: &Catalog) {
        let schemas = catalog.schemas().filter(|(_, origin)| *origin == CERTAIN).map(|(name, _)| name);
        let searched = catalog.session.search_path.iter().filter(|name| catalog.schema(name).is_none());
        self.schemas.extend(schemas.chain(searched).map(ToString::to_string));
        for relation in catalog.relations() {
            if relation.origin == CERTAIN {
                self.relations.insert(relation.name.to_string(), plain_table(relation));
            }
            for trigger in &relation.triggers {
                let made = |routine: &Routine| routine.name == trigger.function && routine.origin != CERTAIN;
                if !catalog.all_routines().any(made) {
                    self.functions.insert(trigger.function.to_string());
                }
            }
            let types = relation.columns.iter().filter_map(|column| column.data_type.as_ref());
            self.types.extend(types.map(|data_type| format!("type {}", data_type.name)));
        }
    }

    fn script(mut self, page: &str) -> String {
        let definitions = include_str!("../../../testdata/effects/assumed");
        let mut out: String =
            self.schemas.iter().map(|name| format!("CREATE SCHEMA \"{name}\";\n")).collect();
        for (head, sql) in
            definitions.split("-- == ").skip(1).filter_map(|definition| definition.split_once('\n'))
        {
            let (name, only) = match head.split_once(" (") {
                Some((name, only)) => (name, only.strip_suffix(')')),
                None => (head, None),
            };
            if name.strip_prefix("page ") == Some(page) {
                out += sql;
                continue;
            }
            let replaced = only.is_none() && definitions.contains(&format!("-- == {name} ({page})\n"));
            if replaced || only.is_some_and(|only| only != page) {
                continue;
            }
            if self.relations.remove(name).is_some() || self.types.remove(name) {
                out += sql;
            }
        }
        for function in self.functions {
            let body = "RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'";
            out += &format!("CREATE FUNCTION {function}() {body};\n");
        }
        out.extend(self.relations.into_values().flatten());
        out
    }
}

/// A table with the columns that a statement names; those whose type nobody tells are text.
fn plain_table(relation: &Relation) -> Option<String> {
    let column = |column: &migrate_lint::catalog::Column| {
        let data_type = column.data_type.as_ref().map_or("text".to_owned(), type_name);
        format!("\"{}\" {data_type}", column.name)
    };
    let columns: Vec<String> = relation
        .columns
        .iter()
        .filter(|column| column.origin.created().is_none())
        .map(|found| column(found))
        .collect();
    (relation.kind == RelationKind::Table)
        .then(|| format!("CREATE TABLE {} ({});\n", relation.name, columns.join(", ")))
}
