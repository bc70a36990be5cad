//! Tables by how many must be filled before them, with self references and cycles named.

use std::collections::{BTreeMap, BTreeSet};

use crate::live::Facts;

use super::question::Key;

/// The order in which the tables of both databases can be filled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    levels: Vec<Vec<String>>,
    /// Foreign keys that point at their own table: `public.staff.staff_manager_fkey`.
    pub self_references: Vec<String>,
    /// Tables that point at each other, along the way.
    pub cycles: Vec<Vec<String>>,
}

impl Levels {
    pub(super) fn of(source: &Facts, target: &Facts, keys: &[Key], other: &[Key]) -> Self {
        let mut parents: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for facts in [source, target] {
            let tables = facts.relations.iter().filter(|table| matches!(table.kind.as_str(), "r" | "p"));
            for table in tables.filter(|table| !facts.is_partition(table)) {
                parents.entry(table.full_name()).or_default();
            }
        }
        let mut self_references = BTreeSet::new();
        for key in keys.iter().chain(other) {
            let child = format!("{}.{}", key.schema, key.table);
            if child == key.parent {
                self_references.insert(key.name());
            } else if parents.contains_key(&key.parent)
                && let Some(own) = parents.get_mut(&child)
            {
                own.insert(key.parent.clone());
            }
        }
        let mut levels = Self { self_references: self_references.into_iter().collect(), ..Self::default() };
        levels.fill(&parents);
        levels
    }

    fn fill(&mut self, parents: &BTreeMap<String, BTreeSet<String>>) {
        let mut placed: BTreeSet<&str> = BTreeSet::new();
        loop {
            let is_ready = |own: &BTreeSet<String>| own.iter().all(|parent| placed.contains(parent.as_str()));
            let ready: Vec<&str> = parents
                .iter()
                .filter(|(table, own)| !placed.contains(table.as_str()) && is_ready(own))
                .map(|(table, _)| table.as_str())
                .collect();
            if ready.is_empty() {
                break;
            }
            placed.extend(&ready);
            self.levels.push(ready.into_iter().map(str::to_owned).collect());
        }
        let left: BTreeMap<&str, &BTreeSet<String>> = parents
            .iter()
            .filter(|(table, _)| !placed.contains(table.as_str()))
            .map(|(table, own)| (table.as_str(), own))
            .collect();
        let mut seen = BTreeSet::new();
        for table in left.keys() {
            if let Some(cycle) = cycle_through(table, &left)
                && cycle.iter().all(|member| !seen.contains(member))
            {
                seen.extend(cycle.iter().cloned());
                self.cycles.push(cycle);
            }
        }
    }

    pub fn count(&self) -> usize {
        self.levels.len()
    }

    /// The level of a table, from 0.
    pub fn of_table(&self, name: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.iter().any(|table| table == name))
    }
}

/// The shortest way from a table back to it.
fn cycle_through(table: &str, parents: &BTreeMap<&str, &BTreeSet<String>>) -> Option<Vec<String>> {
    let mut came_from: BTreeMap<&str, &str> = BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([table]);
    while let Some(at) = queue.pop_front() {
        for next in parents.get(at).into_iter().flat_map(|own| own.iter()) {
            let next = next.as_str();
            if next == table {
                let mut way = vec![at.to_owned()];
                let mut step = at;
                while step != table {
                    step = came_from.get(step)?;
                    way.push(step.to_owned());
                }
                way.reverse();
                return Some(way);
            }
            if parents.contains_key(next) && !came_from.contains_key(next) {
                came_from.insert(next, at);
                queue.push_back(next);
            }
        }
    }
    None
}
