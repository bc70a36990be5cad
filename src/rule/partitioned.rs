//! What is done partition by partition, since the server does it to the parent only at once or not at all.

use crate::ast::{CreateIndex, ObjectName, quoted};
use crate::catalog::{Relation, RelationKind};
use crate::migration::Step;
use crate::rule::{Pass, default_name, key_names};
use crate::source::Span;
use crate::version::PgVersion;

/// How many partitions the help spells out.
const PARTITIONS_SHOWN: usize = 2;

impl Pass<'_> {
    /// An index on a partitioned table, as help: the parent's first, then each partition's beside the traffic.
    pub fn index_by_partition(&self, step: &Step, index: &CreateIndex, table: &Relation) -> String {
        let parent_index = match &index.name {
            Some(name) => name.to_string(),
            None => default_name(&index.table, &key_names(index), "idx"),
        };
        let on_parent = self.with_names(step, index, "", &parent_index, &format!("ONLY {}", index.table));

        let mut partitions: Vec<String> = table
            .children
            .iter()
            .filter_map(|child| step.before.relation(*child))
            .map(|partition| partition.name.to_string())
            .collect();
        if partitions.is_empty() {
            partitions.push("a_partition".to_owned());
        }
        let hidden = partitions.len().saturating_sub(PARTITIONS_SHOWN);
        let schema =
            |name: &str| name.rsplit_once('.').map(|(schema, _)| format!("{schema}.")).unwrap_or_default();
        let mut lines =
            vec![format!("{on_parent};"), format!("-- then for each partition{}:", self.alone(step))];
        for partition in partitions.iter().take(PARTITIONS_SHOWN) {
            let bare = partition.rsplit('.').next().unwrap_or(partition).trim_matches('"');
            let suffix = parent_index.trim_matches('"');
            let suffix = suffix.strip_prefix(&format!("{}_", index.table.name)).unwrap_or(suffix);
            let own = quoted(&format!("{bare}_{suffix}")).into_owned();
            let build = self.with_names(step, index, " CONCURRENTLY", &own, partition);
            lines.push(format!("{build};"));
            lines.push(format!("ALTER INDEX {parent_index} ATTACH PARTITION {}{own};", schema(partition)));
        }
        if hidden > 0 {
            lines.push(format!("-- … and the same for {hidden} more"));
        }
        format!(
            "make the parent's index first, which is valid as soon as every partition has its own:\n{}",
            lines.join("\n")
        )
    }

    /// The statement for another table and under another name, with or without CONCURRENTLY.
    pub(super) fn with_names(
        &self,
        step: &Step,
        index: &CreateIndex,
        words: &str,
        name: &str,
        table: &str,
    ) -> String {
        let keyword = index.keyword_span.end;
        let rest = self.text(Span { start: keyword, end: step.span().end }).to_ascii_lowercase();
        let written = rest.find("concurrently").filter(|_| index.concurrently);
        let end = written.map_or(keyword, |at| keyword + (at + "concurrently".len()) as u32);
        let place = Span { start: keyword, end };
        match &index.name {
            Some(written) => {
                self.spliced(step.span(), &[(place, words), (written.span, name), (index.table.span, table)])
            }
            None => {
                let named = format!("{words} {name}");
                self.spliced(step.span(), &[(place, &named), (index.table.span, table)])
            }
        }
    }

    /// Whether the server takes no NOT VALID foreign key on a table.
    pub fn refuses_not_valid_keys(&self, table: &Relation) -> bool {
        table.kind == RelationKind::PartitionedTable && self.version < PgVersion::V18
    }

    /// A foreign key on a partitioned table that takes no NOT VALID, as help.
    pub fn foreign_key_by_partition(
        &self,
        step: &Step,
        table: &ObjectName,
        name: &str,
        clause: &str,
    ) -> String {
        format!(
            "a partitioned table takes no NOT VALID before PostgreSQL 18: add and validate the same foreign key on each \
             partition first, then on `{}`, which then finds every partition checked:\n\
             ALTER TABLE each_partition {clause} NOT VALID;\n\
             -- {later}:\n\
             ALTER TABLE each_partition VALIDATE CONSTRAINT {name};\n\
             -- when all are done:\n\
             ALTER TABLE {table} {clause};",
            table.name,
            later = self.later(step),
        )
    }
}
