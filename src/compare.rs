//! Two databases held against each other: their schemas, and what only their rows can tell, table by table.
//!
//! Both are only read. Every question to the rows has a line in a file as soon as it is answered, so that a run that
//! was interrupted goes on where it stopped.

use std::collections::{BTreeMap, BTreeSet};

use globset::GlobMatcher;
use jiff::Timestamp;

use crate::connect::{ConnectError, Limits, ProbeFailure, Server, Session, Target};
use crate::live::{self, Difference, Facts};

mod levels;
mod question;
pub mod report;
mod run;
mod state;
mod tolerance;

pub use levels::Levels;
pub use question::Question;
pub use run::Failed;
pub use state::State;
pub use tolerance::{Allowed, Tolerances};

use question::{Key, Subject};

/// Which of the two databases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    Source,
    Target,
}

/// One of the two: how it is called and reached.
#[derive(Clone, Debug)]
pub struct Place {
    pub name: String,
    pub target: Target,
    /// The server that the configuration says it is.
    pub pinned: Option<String>,
}

/// What is compared, and how closely.
#[derive(Clone, Debug)]
pub struct Options {
    pub tolerances: Tolerances,
    /// Tables as `schema.name` that are left out.
    pub excluded: Vec<GlobMatcher>,
    /// Connections to each of the two.
    pub jobs: usize,
    pub limits: Limits,
}

/// A table of both, or of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    pub name: String,
    /// Absent where it is in a cycle, or behind one.
    pub level: Option<usize>,
    pub source: Option<u64>,
    pub target: Option<u64>,
    pub allowed: u64,
}

/// A foreign key, and how many rows of each side point at nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyRow {
    pub name: String,
    pub source: Option<u64>,
    pub target: Option<u64>,
}

/// A database as a report shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SideShown {
    pub name: String,
    /// `staging (PostgreSQL 15.8, shop, primary)`.
    pub shown: String,
    /// When the first of its answers came, and the last.
    pub read: (Timestamp, Timestamp),
    /// Tables that were written in between. Which of them else nobody knows, where that could not be told.
    pub written: Result<Vec<String>, String>,
}

/// What came out.
#[derive(Clone, Debug)]
pub struct Comparison {
    pub source: SideShown,
    pub target: SideShown,
    pub levels: Levels,
    pub tables: Vec<TableRow>,
    pub keys: Vec<KeyRow>,
    /// How many of them could not be looked through on a side that has them.
    pub unread_keys: usize,
    pub differences: Vec<Difference>,
    /// What holds of one of the two alone and breaks it: the next value of a sequence is taken.
    pub advice: Advice,
    /// What could not be told, and why.
    pub unknown: Vec<String>,
    pub tolerances: String,
}

/// What a reviewer of the schemas would say, by where it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Advice {
    pub both: Vec<String>,
    pub target_alone: Vec<String>,
    pub source_alone: Vec<String>,
}

impl Advice {
    /// Nothing where a section is missing that it is said of, which is told elsewhere.
    fn of(source: &Facts, target: &Facts) -> Self {
        let is_whole = |facts: &Facts| live::ADVISED.iter().all(|section| facts.unseen(section).is_none());
        if !is_whole(source) || !is_whole(target) {
            return Self::default();
        }
        let (mine, theirs) = (live::advice(source), live::advice(target));
        Self {
            both: mine.intersection(&theirs).cloned().collect(),
            source_alone: mine.difference(&theirs).cloned().collect(),
            target_alone: theirs.difference(&mine).cloned().collect(),
        }
    }
}

/// Why there is no comparison.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("{0} and {1} are the same database: {2}")]
    SameDatabase(String, String, String),
    #[error("{0} is another server than the configuration says: its system identifier is {1}, not {2}")]
    AnotherServer(String, String, String),
    #[error("{0} could not be read: {1}")]
    Unreadable(String, ProbeFailure),
    #[error(transparent)]
    Connect(#[from] ConnectError),
    #[error("the comparison file {0}")]
    State(String),
    #[error("{0}: {1} of {2} questions are answered")]
    Interrupted(String, usize, usize),
}

/// A side as its catalogs have it.
pub struct Schema {
    pub name: String,
    pub server: Server,
    /// When it was begun to be read.
    begun: Timestamp,
    facts: Facts,
    keys: Vec<Key>,
}

impl Schema {
    /// Reads the catalogs, without the tables that are left out.
    pub fn read(place: &Place, options: &Options) -> Result<Self, Refusal> {
        let begun = Timestamp::now();
        let mut session = Session::open(&place.target, options.limits)?;
        if let (Some(pinned), Some(is)) = (&place.pinned, &session.server().system_identifier)
            && pinned != is
        {
            return Err(Refusal::AnotherServer(place.name.clone(), is.clone(), pinned.clone()));
        }
        let unreadable = |failure: ProbeFailure| Refusal::Unreadable(place.name.clone(), failure);
        let mut facts = Facts::read_with(&mut session, "compare".to_owned()).map_err(unreadable)?;
        let mut keys = question::read_keys(&mut session).map_err(unreadable)?;
        let is_out = |schema: &str, name: &str| {
            options.excluded.iter().any(|glob| glob.is_match(format!("{schema}.{name}")))
        };
        let extensions: Vec<(String, String)> = facts
            .relations
            .iter()
            .filter(|relation| relation.of_extension)
            .map(|relation| (relation.schema.clone(), relation.name.clone()))
            .collect();
        let is_out = |schema: &str, name: &str| {
            is_out(schema, name) || extensions.iter().any(|(known, table)| known == schema && table == name)
        };
        facts.relations.retain(|relation| !is_out(&relation.schema, &relation.name));
        facts.columns.retain(|column| !is_out(&column.schema, &column.table));
        facts.indexes.retain(|index| !is_out(&index.schema, &index.table));
        facts.constraints.retain(|constraint| !is_out(&constraint.schema, &constraint.table));
        facts.policies.retain(|policy| !is_out(&policy.schema, &policy.table));
        facts.dependents.retain(|dependent| {
            dependent.relation.split_once('.').is_none_or(|(schema, name)| !is_out(schema, name))
        });
        facts.sequences.retain(|sequence| {
            let owner: Vec<&str> = sequence.owner.as_deref().unwrap_or_default().split('.').collect();
            let owned_out = matches!(owner.as_slice(), [schema, table, _] if is_out(schema, table));
            !owned_out && !is_out(&sequence.schema, &sequence.name)
        });
        keys.retain(|key| !is_out(&key.schema, &key.table));
        Ok(Self { name: place.name.clone(), server: session.server().clone(), begun, facts, keys })
    }

    /// As the report shows it. `resumed` is when an earlier run began whose answers are among these.
    fn shown(&self, place: &Place, options: &Options, resumed: Option<Timestamp>) -> SideShown {
        let role = if self.server.in_recovery { "standby" } else { "primary" };
        let Server { version, database, .. } = &self.server;
        let written = match resumed {
            Some(_) => Err("some answers are of an earlier run".to_owned()),
            None => self.written_since(place, options),
        };
        SideShown {
            name: self.name.clone(),
            shown: format!("{} (PostgreSQL {version}, {database}, {role})", self.name),
            read: (resumed.unwrap_or(self.begun), Timestamp::now()),
            written,
        }
    }

    /// The tables that were written since the catalogs were read, by the server's counters.
    fn written_since(&self, place: &Place, options: &Options) -> Result<Vec<String>, String> {
        if self.server.in_recovery {
            return Err("a standby does not count the changes that it is sent".to_owned());
        }
        let [before] = self.facts.usage.as_slice() else {
            return Err("its counters could not be read".to_owned());
        };
        let mut session = Session::open(&place.target, options.limits).map_err(|error| error.message)?;
        let after = live::read_usage(&mut session, &before.node).map_err(|failure| failure.to_string())?;
        if let Some(why) = before.discontinuity(&after) {
            return Err(why);
        }
        let then: BTreeMap<u32, [i64; 4]> =
            before.relations.iter().map(|table| (table.oid, table.counts())).collect();
        let is_written = |table: &&live::RelationUsage| {
            let [_, before @ ..] = then.get(&table.oid).copied().unwrap_or_default();
            let [_, after @ ..] = table.counts();
            before != after && self.facts.relation(&table.schema, &table.name).is_some()
        };
        let written = after.relations.iter().filter(is_written);
        Ok(written.map(|table| format!("{}.{}", table.schema, table.name)).collect())
    }

    /// What tells the database from every other.
    fn identity(&self) -> String {
        let system = self.server.system_identifier.as_deref().unwrap_or("unknown");
        format!("{} of the system {system}", self.server.database)
    }
}

/// Compares. `heard` is told how many questions there are and whenever one is answered.
pub fn compare(
    places: &[Place; 2],
    options: &Options,
    mut state: Option<&mut State>,
    heard: &(dyn Fn(usize, usize) + Sync),
) -> Result<Comparison, Refusal> {
    let [source, target] = [Schema::read(&places[0], options)?, Schema::read(&places[1], options)?];
    if source.server.system_identifier.is_some() && source.identity() == target.identity() {
        let identity = source.identity();
        return Err(Refusal::SameDatabase(source.name, target.name, identity));
    }
    let questions: Vec<Question> =
        [(Side::Source, &source), (Side::Target, &target)].into_iter().flat_map(questions).collect();
    if let Some(state) = state.as_deref_mut() {
        state.bind([&source.identity(), &target.identity()]).map_err(Refusal::State)?;
    }
    let answers = run::ask(places, options, &questions, state.as_deref_mut(), heard)?;
    let resumed = state.filter(|state| state.resumed > 0).and_then(|state| state.begun_at());
    let [mine, theirs] = [(&source, &places[0]), (&target, &places[1])]
        .map(|(schema, place)| schema.shown(place, options, resumed));
    let mut comparison = schemas((&source, mine), (&target, theirs), options);
    comparison.rows(&questions, &answers, options);
    if comparison.tables.is_empty() {
        comparison.unknown.push("neither of the two has a table that is compared".to_owned());
    }
    Ok(comparison)
}

fn questions((side, schema): (Side, &Schema)) -> Vec<Question> {
    let mut questions = question::of_facts(side, &schema.facts);
    questions.extend(schema.keys.iter().map(|key| key.question(side)));
    questions
}

/// What the catalogs alone say.
fn schemas(
    (source, mine): (&Schema, SideShown),
    (target, theirs): (&Schema, SideShown),
    options: &Options,
) -> Comparison {
    let mut unknown = live::uncompared(&source.facts, &target.facts, &source.name, &target.name);
    let mut differences = Vec::new();
    if source.server.version_number / 10_000 != target.server.version_number / 10_000 {
        let text = format!(
            "server: {} runs PostgreSQL {} and {} runs {}",
            source.name, source.server.version, target.name, target.server.version
        );
        differences.push(Difference { noun: "server", text });
    }
    match live::compare(&source.facts, &target.facts, &source.name, &target.name) {
        // What depends on what follows from the objects themselves.
        Ok(found) => differences.extend(found.into_iter().filter(|found| found.noun != "dependency")),
        Err(error) => unknown.push(format!("the schemas could not be compared: {error}")),
    }
    Comparison {
        source: mine,
        target: theirs,
        levels: Levels::of(&source.facts, &target.facts, &source.keys, &target.keys),
        tables: Vec::new(),
        keys: Vec::new(),
        unread_keys: 0,
        differences,
        advice: Advice::of(&source.facts, &target.facts),
        unknown,
        tolerances: options.tolerances.shown(),
    }
}

/// Answers by what they are about: one for each side that has it.
type Pair = [Option<Vec<Option<i64>>>; 2];

impl Comparison {
    /// What the rows say.
    fn rows(
        &mut self,
        questions: &[Question],
        answers: &[Result<Vec<Option<i64>>, Failed>],
        options: &Options,
    ) {
        let mut pairs: BTreeMap<&Subject, Pair> = BTreeMap::new();
        let mut unread: BTreeSet<&Subject> = BTreeSet::new();
        for (question, answer) in questions.iter().zip(answers) {
            match answer {
                Ok(numbers) => {
                    pairs.entry(&question.subject).or_default()[question.side as usize] =
                        Some(numbers.clone());
                }
                Err(failed) => {
                    pairs.entry(&question.subject).or_default();
                    unread.insert(&question.subject);
                    let side = if question.side == Side::Source { &self.source } else { &self.target };
                    let about = question.subject.shown();
                    self.unknown.push(format!("{about} in {}: {}", side.name, failed.0));
                }
            }
        }
        self.unread_keys = unread.iter().filter(|subject| matches!(subject, Subject::Orphans { .. })).count();
        for (subject, pair) in pairs {
            match subject {
                Subject::Rows(name) => self.table(name, &pair, options),
                Subject::Orphans { key, parent } => self.key(key, parent, &pair),
                Subject::Sequence { sequence, column } => self.sequence(sequence, column, &pair),
                Subject::Dimensions(column) => self.dimensions(column, &pair),
            }
        }
        self.tables.sort_by(|one, other| {
            let place = |row: &TableRow| row.level.unwrap_or(usize::MAX);
            (place(one), &one.name).cmp(&(place(other), &other.name))
        });
    }

    fn names(&self) -> [String; 2] {
        [&self.source, &self.target].map(|side| side.name.clone())
    }

    fn table(&mut self, name: &str, pair: &Pair, options: &Options) {
        let [source, target] = [first(&pair[0]), first(&pair[1])];
        let allowed = options.tolerances.of(name).rows(source.unwrap_or_default());
        if let (Some(mine), Some(theirs)) = (source, target)
            && mine.abs_diff(theirs) > allowed
        {
            let [before, after] = self.names();
            let delta = i128::from(theirs) - i128::from(mine);
            let about = match allowed {
                0 => String::new(),
                _ => format!(", {} allowed", live::count(allowed, "")),
            };
            let text = format!(
                "{name} has {} in {before} and {} in {after} ({delta:+}{about})",
                live::count(mine, "row"),
                live::count(theirs, "")
            );
            self.differences.push(Difference { noun: "rows", text });
        }
        let level = self.levels.of_table(name);
        self.tables.push(TableRow { name: name.to_owned(), level, source, target, allowed });
    }

    /// A row without its parent is wrong, whether or not the other side has it too.
    fn key(&mut self, key: &str, parent: &str, pair: &Pair) {
        let [source, target] = [first(&pair[0]), first(&pair[1])];
        let names = self.names();
        for (orphans, name) in [source, target].into_iter().zip(names) {
            let Some(orphans) = orphans.filter(|orphans| *orphans > 0) else { continue };
            let point = if orphans == 1 { "points" } else { "point" };
            let text = format!(
                "foreign key {key}: {} of {name} {point} at no row of {parent}",
                live::count(orphans, "row")
            );
            self.differences.push(Difference { noun: "orphans", text });
        }
        self.keys.push(KeyRow { name: key.to_owned(), source, target });
    }

    /// A copy that brought the rows and not the sequences fails at the first insert.
    fn sequence(&mut self, sequence: &str, column: &str, pair: &Pair) {
        for (numbers, name) in pair.iter().zip(self.names()) {
            let Some([Some(next), Some(step), Some(taken)]) = numbers.as_deref() else { continue };
            let is_free = if *step < 0 { next < taken } else { next > taken };
            if !is_free {
                let text = format!(
                    "sequence {sequence} of {name} gives {next} next, and {column} has {taken} already: \
                     the next inserts fail"
                );
                self.differences.push(Difference { noun: "sequence", text });
            }
        }
    }

    fn dimensions(&mut self, column: &str, pair: &Pair) {
        let [before, after] = self.names();
        let shown = |numbers: &[Option<i64>]| match numbers {
            [Some(least), Some(most)] if least == most => format!("{least} dimensions"),
            [Some(least), Some(most)] => format!("{least} to {most} dimensions"),
            _ => "no vector".to_owned(),
        };
        if let [Some(mine), Some(theirs)] = pair
            && mine != theirs
        {
            let text = format!(
                "vectors of {column} have {} in {before} and {} in {after}",
                shown(mine),
                shown(theirs)
            );
            self.differences.push(Difference { noun: "vectors", text });
        }
    }

    pub fn is_same(&self) -> bool {
        self.differences.is_empty()
    }
}

fn first(numbers: &Option<Vec<Option<i64>>>) -> Option<u64> {
    numbers.as_deref()?.first().copied().flatten().and_then(|number| u64::try_from(number).ok())
}
