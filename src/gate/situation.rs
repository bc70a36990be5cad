//! What a check can look at: the gate's migrations, the evidence, the clock, the database.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use jiff::Timestamp;

use super::answer::{Answer, Source, Status};
use super::configuration::{Entry, Gate, Phase};
use super::database::{self, Database};
use crate::catalog::Catalog;
use crate::compare::Place;
use crate::config::{DatabaseChoice, PathBase, Settings};
use crate::connect::{Permissions, Target};
use crate::evidence::{self, BoundFile, Content, Kept, Record, Store, Subject, Validity};
use crate::lint::{self, Outcome};
use crate::live::{self, Facts};
use crate::migration::{History, HistorySource, Migration, Script};
use crate::source::Span;

/// The matter of a gate, while its checks are asked.
pub struct Situation<'a> {
    pub gate: &'a Gate,
    pub phase: Phase,
    pub now: Timestamp,
    /// What paths count from.
    pub base: &'a PathBase,
    pub settings: &'a Settings,
    /// The folder of migrations, simulated; those of the gate are the judged ones.
    pub history: &'a History,
    /// The same as it was found.
    pub source: &'a HistorySource,
    pub store: &'a Store,
    /// The files and the server as they are.
    pub subject: Subject,
    /// Every database of the configuration.
    databases: &'a [DatabaseChoice],
    permissions: Permissions,
    findings: OnceCell<Outcome>,
    database: Option<Database>,
}

/// A migration that the ledger knows.
#[derive(Clone, Debug)]
pub struct Applied {
    pub version: String,
    pub applied_at: Option<Timestamp>,
    /// It stopped half-way.
    pub failed: bool,
}

/// What a situation is made of.
pub struct Surroundings<'a> {
    pub base: &'a PathBase,
    pub settings: &'a Settings,
    pub history: &'a History,
    pub source: &'a HistorySource,
    pub store: &'a Store,
    pub now: Timestamp,
    /// Every database of the configuration, and how one may be connected to.
    pub databases: &'a [DatabaseChoice],
    pub permissions: Permissions,
    /// The database that the gate names, connected.
    pub database: Option<Database>,
}

impl<'a> Situation<'a> {
    pub fn new(gate: &'a Gate, phase: Phase, surroundings: Surroundings<'a>) -> Self {
        let Surroundings { base, settings, history, source, store, now, .. } = surroundings;
        let Surroundings { databases, permissions, database, .. } = surroundings;
        let server = database.as_ref().and_then(Database::identity);
        let subject = Subject { migrations: bound_files(history, base), server };
        let findings = OnceCell::new();
        Self {
            gate,
            phase,
            now,
            base,
            settings,
            history,
            source,
            store,
            subject,
            databases,
            permissions,
            findings,
            database,
        }
    }

    /// The folder of the configuration.
    pub fn root(&self) -> &'a Path {
        Path::new(&self.base.folder)
    }

    /// A path as seen from there.
    pub fn shown(&self, path: &str) -> String {
        self.base.relative(path)
    }

    /// A place in a script: `migrations/0012.sql:3`.
    pub fn place(&self, script: &Script, span: Span) -> String {
        let line = script.source.line_column(span.start).line;
        format!("{}:{line}", self.shown(script.source.path()))
    }

    /// The migrations that the gate is about.
    pub fn migrations(&self) -> impl Iterator<Item = &'a Migration> + use<'a> {
        self.history.migrations.iter().filter(|migration| migration.judged)
    }

    /// The scripts that are deployed.
    pub fn scripts(&self) -> impl Iterator<Item = &'a Script> + use<'a> {
        self.migrations().filter_map(|migration| migration.up.as_ref())
    }

    /// The schema that the first of them finds.
    pub fn before(&self) -> &'a Catalog {
        self.scripts().next().map_or(&self.history.end, |script| &script.before)
    }

    /// The schema that the last of them leaves.
    pub fn after(&self) -> &'a Catalog {
        self.scripts().last().map_or(&self.history.end, |script| &script.after)
    }

    /// What the rules find in them.
    pub fn findings(&self) -> &Outcome {
        self.findings.get_or_init(|| lint::judge(self.history, self.settings))
    }

    /// The newest record that an entry looks for, if it still counts; or else the answer that says why not.
    pub fn record(
        &self,
        entry: &Entry,
        fits: impl Fn(&Content) -> bool,
        remedy: &str,
    ) -> Result<&'a Record, Answer> {
        let fits = |kept: &&Kept| kept.record.id == entry.id && fits(&kept.record.content);
        let Some(kept) = self.store.of_gate(&self.gate.name).find(fits) else {
            let missing = Answer::new(Status::Missing, Source::Evidence, "nobody has recorded it");
            return Err(missing.help(remedy));
        };
        self.counts(kept).map_err(|answer| answer.help(remedy))
    }

    /// A record, if it counts here and now.
    pub fn counts(&self, kept: &'a Kept) -> Result<&'a Record, Answer> {
        let name = kept.file.file_name().unwrap_or_default().to_string_lossy();
        if let Some(fault) = &kept.fault {
            return Err(Answer::fail(Source::Evidence, format!("the record {name} {fault}")));
        }
        if self.store.ahead_of(self.now).is_some() {
            let finding = "the clock is behind the records, so that none can be dated";
            return Err(Answer::unknown(Source::Evidence, finding));
        }
        match kept.record.validity(&self.subject, self.now) {
            Validity::Valid => Ok(&kept.record),
            Validity::Stale(why) => {
                let finding =
                    format!("the record of {} does not count: {why}", super::date(kept.record.made_at));
                Err(Answer::new(Status::Stale, Source::Evidence, finding))
            }
        }
    }

    /// The schema that the database should have by now.
    pub fn expected(&self) -> &'a Catalog {
        if self.phase == Phase::Post { self.after() } else { self.before() }
    }

    /// The database, or the answer of a check that needs one.
    pub fn database(&mut self) -> Result<&mut Database, Answer> {
        let help = "database = \"production\" in the gate, and [databases.production] in migrate-lint.toml";
        let unknown = || Answer::unknown(Source::Catalog, "the gate names no database to ask").help(help);
        self.database.as_mut().ok_or_else(unknown)
    }

    /// Another database of the configuration.
    pub fn other_database(&self, name: &str) -> Result<Place, Answer> {
        let found = self.databases.iter().find(|choice| choice.name == name);
        let Some(choice) = found else {
            let unknown = Answer::unknown(Source::Catalog, format!("there is no database `{name}`"));
            return Err(unknown.help(format!("[databases.{name}] in migrate-lint.toml")));
        };
        let target = Target::find(&choice.origin, self.permissions)
            .map_err(|error| Answer::unknown(Source::Catalog, error.message))?;
        Ok(Place { name: name.to_owned(), target, pinned: choice.system_identifier.clone() })
    }

    /// What the database says about itself. Where one of these sections could not be read, nothing can be told: what is
    /// not seen is not missing.
    pub fn facts(&mut self, sections: &[&str]) -> Result<Rc<Facts>, Answer> {
        let facts = self.database()?.facts()?;
        let unseen = sections.iter().filter_map(|section| Some((section, facts.unseen(section)?)));
        let unseen: Vec<String> =
            unseen.map(|(section, reason)| format!("{section} could not be read: {reason}")).collect();
        if unseen.is_empty() {
            return Ok(facts);
        }
        Err(Answer::unknown(Source::Catalog, "the catalogs could not be read whole").notes(unseen))
    }

    /// The schemas that are there.
    pub fn schemas(&mut self) -> Result<BTreeSet<String>, Answer> {
        #[derive(serde::Deserialize)]
        struct Schema {
            name: String,
        }
        let found = self.database()?.rows::<Schema>("SELECT nspname AS name FROM pg_namespace", &[]);
        let found = found.map_err(|failure| database::unknown(&failure))?;
        Ok(found.into_iter().map(|schema| schema.name).collect())
    }

    /// The migrations that the tool has noted as applied.
    pub fn applied(&mut self) -> Result<Vec<Applied>, Answer> {
        let ledgers = self.database()?.ledgers()?;
        let noted =
            live::noted(self.source, &ledgers).map_err(|reason| Answer::unknown(Source::Ledger, reason))?;
        let applied = noted.into_iter().map(|(index, applied)| Applied {
            version: self.source.migrations[index].version.clone(),
            applied_at: applied.applied_at.as_ref().and_then(|at| at.parse().ok()),
            failed: applied.failed,
        });
        Ok(applied.collect())
    }

    /// Whether the ledger has one of the gate's migrations already.
    pub fn has_begun(&mut self) -> bool {
        let own: Vec<&str> = self
            .migrations()
            .filter(|one| !one.repeatable)
            .map(|migration| migration.version.as_str())
            .collect();
        let applied = self.applied().unwrap_or_default();
        applied.iter().any(|applied| own.contains(&applied.version.as_str()))
    }

    /// What of the gate's migrations nothing here has understood: no rule and no simulation tells anything of it.
    pub fn unread(&self) -> Vec<String> {
        let unread = self.migrations().filter_map(|migration| match &migration.up {
            None => Some(format!("{} is not SQL", migration.name)),
            Some(up) => {
                let error = up.errors.first()?;
                Some(format!("{}: {}", self.place(up, error.span), error.message))
            }
        });
        unread.collect()
    }

    /// When the ledger says that a migration was applied.
    pub fn applied_at(&mut self, version: &str) -> Option<Timestamp> {
        let applied = self.applied().ok()?;
        applied.into_iter().find(|applied| applied.version == version && !applied.failed)?.applied_at
    }

    /// What the server calls the database.
    pub fn database_name(&self) -> Option<&str> {
        self.database.as_ref().map(|database| &*database.server().database)
    }

    /// The server in a few words.
    pub fn server_shown(&self) -> Option<String> {
        self.database.as_ref().map(Database::shown)
    }

    /// What does not fit together about the records as a whole.
    pub fn contradictions(&self) -> Vec<String> {
        let mut found = Vec::new();
        if let Some(record) = self.store.ahead_of(self.now) {
            found.push(format!(
                "the clock says {}, but record {} was made at {}: one of them is wrong, or the clock was set back",
                self.now.strftime("%Y-%m-%d %H:%MZ"),
                record.number,
                record.made_at.strftime("%Y-%m-%d %H:%MZ")
            ));
        }
        if let Some(database) = &self.database
            && let (Some(pinned), Some(is)) = (&database.pinned, &database.server().system_identifier)
            && pinned != is
        {
            found.push(format!(
                "{} is another server than [databases.{0}] says: its system identifier is {is}, not {pinned}",
                database.name
            ));
        }
        let own = |kept: &&Kept| kept.record.gate == self.gate.name;
        for kept in self.store.records().iter().filter(own) {
            let name = kept.file.file_name().unwrap_or_default().to_string_lossy();
            found.extend(kept.fault.as_ref().map(|fault| format!("the record {name} {fault}")));
        }
        for (file, why) in self.store.unreadable() {
            found.push(format!("{} {why}", file.display()));
        }
        found
    }
}

/// Every file of the gate's migrations, with the hash of its text.
fn bound_files(history: &History, base: &PathBase) -> Vec<BoundFile> {
    let mut files: Vec<BoundFile> = Vec::new();
    for migration in history.migrations.iter().filter(|migration| migration.judged) {
        for script in migration.up.iter().chain(migration.down.script()) {
            let path = base.relative(script.source.path());
            if files.iter().all(|known| known.path != path) {
                files.push(BoundFile { path, sha256: evidence::of_bytes(script.source.text().as_bytes()) });
            }
        }
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
}
