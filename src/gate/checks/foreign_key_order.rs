//! The order in which tables can be filled: parents before children, with self references and cycles named.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, RelationId};
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("foreign-key-order", include_str!("../../../rules/gate/foreign-key-order.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let graph = Graph::of(situation.after());
    let (levels, cyclic) = graph.levels();
    let mut wrong = Vec::new();
    if !cyclic.is_empty() {
        let names: Vec<String> = cyclic.iter().map(|table| graph.names[table].clone()).collect();
        wrong.push(format!("{} point at each other in a cycle", names.join(", ")));
    }
    let order = entry.options.strings("order");
    for (at, name) in order.iter().enumerate() {
        let Some(table) = graph.find(name) else {
            wrong.push(format!("{name} is in the order, and there is no such table"));
            continue;
        };
        let later =
            |parent: &&RelationId| order[at + 1..].iter().any(|name| graph.find(name) == Some(**parent));
        wrong.extend(
            graph.parents[&table]
                .iter()
                .filter(later)
                .map(|parent| format!("{name} comes before {}, which it points at", graph.names[parent])),
        );
    }
    if !order.is_empty() {
        let named: BTreeSet<RelationId> = order.iter().filter_map(|name| graph.find(name)).collect();
        let left_out = graph.names.iter().filter(|(table, _)| !named.contains(table));
        wrong.extend(left_out.map(|(_, name)| format!("{name} is not in the order")));
    }
    let selves: Vec<&str> = graph.selves.iter().map(String::as_str).collect();
    let own =
        if selves.is_empty() { String::new() } else { format!(", {} points at itself", selves.join(", ")) };
    let good = format!(
        "{} in {}{own}",
        live::count(graph.names.len() as u64, "table"),
        live::count(levels.len() as u64, "level")
    );
    let shown = levels.iter().enumerate().map(|(at, level)| format!("level {at}: {}", level.join(", ")));
    let bad = format!("{} with the order of tables", live::count(wrong.len() as u64, "problem"));
    let shown: Vec<String> = shown.collect();
    let answer = Answer::judge(Source::Files, good, bad, wrong);
    if answer.status.is_good() { answer.notes(shown) } else { answer }
}

/// Tables and the tables that their foreign keys point at.
struct Graph {
    names: BTreeMap<RelationId, String>,
    parents: BTreeMap<RelationId, BTreeSet<RelationId>>,
    /// `table.constraint` of each that points at its own table.
    selves: Vec<String>,
}

impl Graph {
    fn of(catalog: &Catalog) -> Self {
        let mut graph = Self { names: BTreeMap::new(), parents: BTreeMap::new(), selves: Vec::new() };
        let tables = || catalog.relations().filter(|table| table.holds_rows() && !table.is_partition());
        for table in tables().filter(|table| table.query.is_none() && !table.is_temporary()) {
            graph.names.insert(table.id, table.name.to_string());
            let keys = table.foreign_keys().filter_map(|key| Some((key, key.references()?)));
            let parents = graph.parents.entry(table.id).or_default();
            for (key, parent) in keys {
                if parent == table.id {
                    graph.selves.push(format!("{}.{}", table.name, key.name));
                } else {
                    parents.insert(parent);
                }
            }
        }
        graph
    }

    fn find(&self, name: &str) -> Option<RelationId> {
        let name = name.trim_start_matches("public.");
        self.names.iter().find(|(_, known)| known.as_str() == name).map(|(id, _)| *id)
    }

    /// Tables by how many must come before them, and those that no order can fill.
    fn levels(&self) -> (Vec<Vec<String>>, Vec<RelationId>) {
        let mut levels = Vec::new();
        let mut placed: BTreeSet<RelationId> = BTreeSet::new();
        loop {
            let ready = self.parents.iter().filter(|(table, parents)| {
                let is_placed =
                    |parent: &&RelationId| placed.contains(*parent) || !self.names.contains_key(*parent);
                !placed.contains(*table) && parents.iter().filter(is_placed).count() == parents.len()
            });
            let ready: Vec<RelationId> = ready.map(|(table, _)| *table).collect();
            if ready.is_empty() {
                let left = self.names.keys().filter(|table| !placed.contains(table)).copied().collect();
                return (levels, left);
            }
            let mut names: Vec<String> = ready.iter().map(|table| self.names[table].clone()).collect();
            names.sort_unstable();
            levels.push(names);
            placed.extend(ready);
        }
    }
}
