//! Maintenance: VACUUM, CLUSTER, REINDEX, LOCK, TRUNCATE.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, Node, ReindexObjectType};

use super::{Lowering, cascades, def_elems, filled_name, is_on, strings};
use crate::ast::{ClusterTable, LockTable, Name, Reindex, ReindexTarget, Statement, Truncate, Vacuum};
use crate::lock::LockMode;

impl Lowering<'_> {
    pub(super) fn vacuum(&mut self, s: &protobuf::VacuumStmt) -> Statement {
        let on = |name: &str| def_elems(&s.options).any(|option| option.defname == name && is_on(option));
        let relation = |node: &Node| match &node.node {
            Some(N::VacuumRelation(vacuum)) => {
                let listed: Vec<Name> = strings(&vacuum.va_cols).map(Name::new).collect();
                Some((vacuum.relation.clone()?, listed))
            }
            _ => None,
        };
        let (relations, listed): (Vec<_>, Vec<_>) = s.rels.iter().filter_map(relation).unzip();
        let tables: Vec<_> = relations.iter().map(|relation| self.relation(Some(relation))).collect();
        let columns = tables.iter().zip(listed);
        let columns =
            columns.flat_map(|(table, listed)| listed.into_iter().map(|column| (table.clone(), column)));
        Statement::Vacuum(Box::new(Vacuum {
            columns: columns.collect(),
            tables,
            analyze_only: !s.is_vacuumcmd,
            analyze: !s.is_vacuumcmd || on("analyze"),
            full: on("full"),
            only: relations.iter().any(|relation| !relation.inh),
        }))
    }

    pub(super) fn cluster_table(&mut self, s: &protobuf::ClusterStmt) -> Statement {
        let table = s.relation.as_ref().map(|relation| self.relation(Some(relation)));
        let from = table.as_ref().map_or(0, |table| self.after(table.span));
        let index = filled_name(&s.indexname).map(|name| {
            let written_after = self.place.is(from, "using");
            let range = if written_after { from + 1..self.place.tokens.len() } else { 1..from };
            self.place.ident(range, &name)
        });
        Statement::ClusterTable(Box::new(ClusterTable { table, index }))
    }

    pub(super) fn reindex(&mut self, s: &protobuf::ReindexStmt) -> Statement {
        use ReindexObjectType::*;
        let words = ["index", "table", "schema", "database", "system"];
        let is_word = |at: &usize| words.iter().any(|word| self.place.is(*at, word));
        let keyword = self.place.outer(self.place.all()).find(is_word).unwrap_or(0);
        let name = filled_name(&s.name);
        let target = match s.kind() {
            ReindexObjectTable => ReindexTarget::Table(self.relation(s.relation.as_ref())),
            ReindexObjectSchema => ReindexTarget::Schema(name.unwrap_or_default()),
            ReindexObjectSystem => ReindexTarget::System(name),
            ReindexObjectDatabase => ReindexTarget::Database(name),
            _ => ReindexTarget::Index(self.relation(s.relation.as_ref())),
        };
        let tablespace = def_elems(&s.params).find(|option| option.defname == "tablespace");
        Statement::Reindex(Box::new(Reindex {
            target,
            concurrently: def_elems(&s.params)
                .any(|option| option.defname == "concurrently" && is_on(option)),
            tablespace: tablespace.and_then(super::option_value),
            keyword_span: self.place.span(keyword..keyword + 1),
        }))
    }

    pub(super) fn lock_table(&mut self, s: &protobuf::LockStmt) -> Statement {
        let only =
            s.relations.iter().any(|node| matches!(&node.node, Some(N::RangeVar(relation)) if !relation.inh));
        let mode = usize::try_from(s.mode - 1).ok().and_then(|index| LockMode::ALL.get(index));
        Statement::LockTable(LockTable {
            tables: self.relations(&s.relations),
            only,
            mode: mode.copied().unwrap_or(LockMode::AccessExclusive),
            nowait: s.nowait,
        })
    }

    pub(super) fn truncate(&mut self, s: &protobuf::TruncateStmt) -> Statement {
        let only =
            s.relations.iter().any(|node| matches!(&node.node, Some(N::RangeVar(relation)) if !relation.inh));
        Statement::Truncate(Truncate {
            only,
            tables: self.relations(&s.relations),
            cascade: cascades(s.behavior()),
            restart_identity: s.restart_seqs,
        })
    }
}
