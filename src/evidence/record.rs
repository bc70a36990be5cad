//! One record: what was found when, about which files and which server, and for how long it counts.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::digest;

/// The version of the JSON. A record of another version is not read.
pub const FORMAT: u32 = 1;

/// A record as it is kept. These structs are the definition of its JSON.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Record {
    pub format: u32,
    /// Counts from one, without gaps.
    pub number: u64,
    pub gate: String,
    /// What the gate's checks look for it by.
    pub id: String,
    pub made_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// The version of this program.
    pub tool: String,
    /// Who made it, as git or the system knows them.
    pub by: String,
    pub subject: Subject,
    pub content: Content,
    /// The hash of the record before it; empty for the first.
    pub previous: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}

/// What a record is about. A record counts for nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Subject {
    pub migrations: Vec<BoundFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server: Option<ServerIdentity>,
}

/// A file, and the bytes it had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundFile {
    pub path: String,
    pub sha256: String,
}

/// A database of a server, by what a copy with the same name does not have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServerIdentity {
    /// `pg_control_system().system_identifier`, made by `initdb`.
    pub system_identifier: String,
    pub database: String,
}

/// What a record holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Content {
    /// A command was run.
    Command {
        command: Vec<String>,
        /// Absent where a signal ended it.
        exit_code: Option<i32>,
        milliseconds: u64,
        output_bytes: u64,
        output_sha256: String,
    },
    /// A dump was read.
    Backup(Backup),
    /// A dump was restored into a scratch server.
    Restore { dump_sha256: String, errors: u64, milliseconds: u64, rows: BTreeMap<String, u64> },
    /// Somebody said so.
    Attestation { statement: String, role: String },
    /// Somebody answers for going on without a check.
    Waiver { reason: String },
    /// Exact numbers of rows, by table.
    RowCounts { rows: BTreeMap<String, u64> },
    /// Bytes of the database and of tables.
    Sizes { database: u64, tables: BTreeMap<String, u64> },
    /// What a reviewer says of the schema.
    Advice { said: Vec<String> },
    /// What the planner expects of queries: the cost, and the tables that are read from end to end.
    Plans { costs: BTreeMap<String, f64>, scans: BTreeMap<String, Vec<String>> },
    /// Migrations were run on a scratch server.
    Rehearsal { facts: BTreeMap<String, String> },
    /// A gate was decided.
    Decision { phase: String, verdict: String, statuses: BTreeMap<String, String> },
}

/// What there is to know of a dump without restoring it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Backup {
    pub path: String,
    pub format: String,
    pub bytes: u64,
    pub sha256: String,
    /// When `pg_dump` says that it began, or else when the file was last written.
    pub taken_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database: Option<String>,
    /// The tables whose rows are in it.
    pub tables: Vec<String>,
}

/// A record that is about to be made.
#[derive(Clone, Debug)]
pub struct Draft {
    pub gate: String,
    pub id: String,
    pub by: String,
    pub expires_at: Option<Timestamp>,
    pub subject: Subject,
    pub content: Content,
}

/// Whether a record says something of the matter at hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Validity {
    Valid,
    /// It is about something else by now, and why.
    Stale(String),
}

impl Content {
    /// As the JSON and lists name it.
    pub fn kind(&self) -> &'static str {
        match self {
            Content::Command { .. } => "command",
            Content::Backup(_) => "backup",
            Content::Restore { .. } => "restore",
            Content::Attestation { .. } => "attestation",
            Content::Waiver { .. } => "waiver",
            Content::RowCounts { .. } => "row-counts",
            Content::Sizes { .. } => "sizes",
            Content::Advice { .. } => "advice",
            Content::Plans { .. } => "plans",
            Content::Rehearsal { .. } => "rehearsal",
            Content::Decision { .. } => "decision",
        }
    }
}

impl Record {
    /// The hash that belongs to what it says.
    pub fn computed_hash(&self) -> String {
        let unsealed = Record { hash: String::new(), ..self.clone() };
        digest::of_bytes(&serde_json::to_vec(&unsealed).unwrap_or_default())
    }

    /// Holds it against the files and the server as they are now.
    pub fn validity(&self, present: &Subject, now: Timestamp) -> Validity {
        let reason =
            self.expired(now).or_else(|| self.other_files(present)).or_else(|| self.other_server(present));
        match reason.or_else(|| self.other_tool()) {
            Some(reason) => Validity::Stale(reason),
            None => Validity::Valid,
        }
    }

    fn expired(&self, now: Timestamp) -> Option<String> {
        let expiry = self.expires_at.filter(|expiry| *expiry <= now)?;
        Some(format!("it expired on {}", expiry.strftime("%Y-%m-%d %H:%MZ")))
    }

    fn other_files(&self, present: &Subject) -> Option<String> {
        let own = &self.subject.migrations;
        let then = |path: &str| own.iter().find(|file| file.path == path);
        for file in &present.migrations {
            match then(&file.path) {
                None => return Some(format!("it is not about {}", file.path)),
                Some(known) if known.sha256 != file.sha256 => {
                    return Some(format!("{} has changed since", file.path));
                }
                Some(_) => {}
            }
        }
        let gone = own.iter().find(|file| present.migrations.iter().all(|other| other.path != file.path))?;
        Some(format!("it is about {} too", gone.path))
    }

    /// Where nobody is connected now, there is nothing to compare.
    fn other_server(&self, present: &Subject) -> Option<String> {
        let (then, now) = (self.subject.server.as_ref()?, present.server.as_ref()?);
        if then.database != now.database {
            return Some(format!("it is about the database {}, this one is {}", then.database, now.database));
        }
        let other = then.system_identifier != now.system_identifier;
        other.then(|| {
            let (then, now) = (&then.system_identifier, &now.system_identifier);
            format!(
                "it is about another server of the same name: system identifier {then}, this one has {now}"
            )
        })
    }

    /// What this program concluded may come out otherwise in another version; what others did or said does not.
    fn other_tool(&self) -> Option<String> {
        let concluded =
            matches!(self.content, Content::Backup(_) | Content::Restore { .. } | Content::Rehearsal { .. });
        let other = self.tool != env!("CARGO_PKG_VERSION");
        (concluded && other).then(|| format!("migrate-lint {} made it", self.tool))
    }
}
