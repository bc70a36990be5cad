//! What a database says about itself: everything a verdict needs, and the contents of a snapshot. No row's value and no
//! literal is in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ast::ObjectName;
use crate::connect::{ProbeFailure, Session};

mod constraints;
mod dependents;
mod indexes;
mod masked;
mod policies;
mod relations;
mod replication;
mod routines;
mod settings;
mod usage;

pub use constraints::ConstraintFact;
pub use dependents::{Dependent, dependents_of};
pub use indexes::IndexFact;
pub use policies::PolicyFact;
pub use relations::{ColumnFact, RelationFact, SequenceFact};
pub use replication::{PublicationFact, SlotFact};
pub use routines::{EnumFact, ExtensionFact, RoutineFact};
pub use usage::{IndexUsage, NodeUsage, RelationUsage, read as read_usage};

use super::duration::{Extent, upkeep};
use super::ledger::Ledger;

/// The version of the format.
pub const FORMAT: u32 = 1;

/// Everything known of one database at one moment.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Facts {
    pub format: u32,
    pub tool: String,
    /// `2026-01-15T09:30:00Z`, by the server's clock.
    pub taken_at: String,
    pub server: ServerFact,
    /// What could not be seen, and why: an absent fact is not a fact of absence.
    pub unseen: Vec<Unseen>,
    pub settings: BTreeMap<String, String>,
    /// Settings that a role or a database gives its sessions.
    pub role_settings: Vec<settings::RoleSetting>,
    pub ledgers: Vec<Ledger>,
    pub relations: Vec<RelationFact>,
    pub columns: Vec<ColumnFact>,
    pub sequences: Vec<SequenceFact>,
    pub indexes: Vec<IndexFact>,
    pub constraints: Vec<ConstraintFact>,
    #[serde(default)]
    pub policies: Vec<PolicyFact>,
    pub dependents: Vec<Dependent>,
    pub routines: Vec<RoutineFact>,
    pub enums: Vec<EnumFact>,
    pub extensions: Vec<ExtensionFact>,
    pub publications: Vec<PublicationFact>,
    pub slots: Vec<SlotFact>,
    /// Counters, for each server that was asked.
    pub usage: Vec<NodeUsage>,
}

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServerFact {
    pub version_number: i64,
    pub version: String,
    pub in_recovery: bool,
    /// Tells databases apart without naming them.
    pub id: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unseen {
    pub section: String,
    pub reason: String,
}

impl Facts {
    /// Asks for everything. What has no answer is noted as unseen; a lost connection ends it.
    pub fn read(session: &mut Session) -> Result<Self, ProbeFailure> {
        let server = session.server();
        let key = format!("{}/{}", server.system_identifier.as_deref().unwrap_or_default(), server.database);
        Self::read_with(session, key)
    }

    /// The same with a key that another database is read with too, so that the hashes of both can be compared.
    pub fn read_with(session: &mut Session, key: String) -> Result<Self, ProbeFailure> {
        let server = session.server().clone();
        let mut facts = Self {
            format: FORMAT,
            tool: concat!("migrate-lint ", env!("CARGO_PKG_VERSION")).to_owned(),
            taken_at: moment(server.now),
            server: ServerFact {
                version_number: server.version_number,
                version: server.version.clone(),
                in_recovery: server.in_recovery,
                id: masked::fingerprint(&key, "database"),
            },
            ..Self::default()
        };
        let mut reading = Reading { session, unseen: Vec::new(), key };
        facts.settings = reading.section("settings", settings::read)?;
        facts.role_settings = reading.section("role settings", settings::read_of_roles)?;
        facts.relations = reading.section("relations", relations::read)?;
        facts.columns = reading.section("columns", relations::read_columns)?;
        facts.sequences = reading.section("sequences", relations::read_sequences)?;
        facts.indexes = reading.section("indexes", indexes::read)?;
        facts.constraints = reading.section("constraints", constraints::read)?;
        facts.policies = reading.section("policies", policies::read)?;
        facts.dependents = reading.section("dependents", dependents::read)?;
        facts.routines = reading.section("routines", routines::read)?;
        facts.enums = reading.section("enums", routines::read_enums)?;
        facts.extensions = reading.section("extensions", routines::read_extensions)?;
        facts.publications = reading.section("publications", replication::read_publications)?;
        facts.slots = reading.section("slots", replication::read_slots)?;
        let node = if server.in_recovery { "standby" } else { "primary" };
        facts.usage = reading.section("usage", |session, _| Ok(vec![usage::read(session, node)?]))?;
        facts.unseen = reading.unseen;
        routines::keep_known_names(&mut facts);
        Ok(facts)
    }

    pub fn relation(&self, schema: &str, name: &str) -> Option<&RelationFact> {
        self.relations.iter().find(|relation| relation.schema == schema && relation.name == name)
    }

    /// An enum by the name that a statement has for it.
    pub fn enum_of(&self, name: &ObjectName) -> Option<&EnumFact> {
        let in_schema = |known: &&EnumFact| name.schema.as_ref().is_none_or(|schema| *schema == known.schema);
        self.enums.iter().filter(in_schema).find(|known| known.name == name.name.as_str())
    }

    pub fn column(&self, relation: &RelationFact, name: &str) -> Option<&ColumnFact> {
        let of = |column: &&ColumnFact| column.schema == relation.schema && column.table == relation.name;
        self.columns.iter().filter(of).find(|column| column.name == name)
    }

    pub fn indexes_of<'a>(&'a self, relation: &'a RelationFact) -> impl Iterator<Item = &'a IndexFact> {
        self.indexes.iter().filter(|index| index.schema == relation.schema && index.table == relation.name)
    }

    pub fn constraints_of<'a>(
        &'a self,
        relation: &'a RelationFact,
    ) -> impl Iterator<Item = &'a ConstraintFact> {
        let of = |fact: &&ConstraintFact| fact.schema == relation.schema && fact.table == relation.name;
        self.constraints.iter().filter(of)
    }

    /// How much there is of a table, or of all its partitions.
    pub fn extent(&self, relation: &RelationFact) -> Extent {
        let leaves = self.leaves(relation);
        let upkeep = |leaf: &&RelationFact| {
            let costs = self.indexes_of(leaf).map(|index| {
                let columns = index.columns.iter().filter_map(|name| self.column(leaf, name));
                upkeep(&index.method, columns.map(|column| column.data_type.as_str()))
            });
            costs.sum::<f64>()
        };
        Extent {
            rows: leaves.iter().map(|leaf| leaf.rows).sum(),
            bytes: leaves.iter().map(|leaf| leaf.bytes + leaf.toast_bytes).sum(),
            indexes: leaves.iter().map(|leaf| leaf.indexes).max().unwrap_or_default(),
            upkeep: leaves.iter().map(upkeep).fold(0.0, f64::max),
        }
    }

    /// The leaves of a partitioned table or of a tree of inheritance; the relation itself where it has no children.
    pub fn leaves<'a>(&'a self, relation: &'a RelationFact) -> Vec<&'a RelationFact> {
        let own = relation.full_name();
        let children = self.relations.iter().filter(|child| child.parents.contains(&own));
        let mut leaves: Vec<&RelationFact> = children.flat_map(|child| self.leaves(child)).collect();
        if leaves.is_empty() || relation.kind != "p" {
            leaves.push(relation);
        }
        leaves
    }

    /// Whether its rows are those of a partitioned table. A child of another table has rows of its own.
    pub fn is_partition(&self, relation: &RelationFact) -> bool {
        let mut parents =
            self.relations.iter().filter(|parent| relation.parents.contains(&parent.full_name()));
        parents.any(|parent| parent.kind == "p")
    }

    /// Why a section is empty, where it is so because it could not be seen.
    pub fn unseen(&self, section: &str) -> Option<&str> {
        self.unseen.iter().find(|unseen| unseen.section == section).map(|unseen| unseen.reason.as_str())
    }
}

/// One pass over the sections.
struct Reading<'a> {
    session: &'a mut Session,
    unseen: Vec<Unseen>,
    key: String,
}

impl Reading<'_> {
    fn section<T: Default>(
        &mut self,
        name: &str,
        read: impl FnOnce(&mut Session, &str) -> Result<T, ProbeFailure>,
    ) -> Result<T, ProbeFailure> {
        match read(self.session, &self.key) {
            Ok(facts) => Ok(facts),
            Err(ProbeFailure::Lost) => Err(ProbeFailure::Lost),
            Err(failure) => {
                self.unseen.push(Unseen { section: name.to_owned(), reason: failure.to_string() });
                Ok(T::default())
            }
        }
    }
}

/// Seconds since 1970 as a moment that people and programs read.
pub fn moment(seconds: i64) -> String {
    jiff::Timestamp::from_second(seconds).map(|moment| moment.to_string()).unwrap_or_default()
}
