//! The pipeline: a folder of migrations in, diagnostics out. Pure, and parallel wherever the catalog allows.

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use crate::config::{RuleSettings, Settings};
use crate::custom::CustomRule;
use crate::diagnostic::Diagnostic;
use crate::migration::{History, HistorySource, Migration, Script, replay};
use crate::rule::{Pass, Rule, Scene};
use crate::rules::RULES;
use crate::suppress::{self, Allowed, Applied};
use crate::version::PgVersion;

mod merge;
mod perhaps;
mod shared;
mod unmask;

pub use unmask::Placeholders;

/// What was found, and what was looked at.
#[derive(Debug, Default)]
pub struct Outcome {
    pub diagnostics: Vec<Diagnostic>,
    pub files: usize,
    pub statements: usize,
    /// Findings that a comment allows.
    pub suppressed: usize,
    /// The same, with the reasons that the comments give.
    pub allowed: Vec<Allowed>,
}

/// Simulates a history and asks every rule about every migration that is to be judged.
pub fn lint(source: HistorySource, settings: &Settings) -> Outcome {
    judge(&replay(source, &settings.replay), settings)
}

/// Asks every rule about every migration of a simulated history that is to be judged.
pub fn judge(history: &History, settings: &Settings) -> Outcome {
    let judged: Vec<usize> =
        (0..history.migrations.len()).filter(|index| history.migrations[*index].judged).collect();
    judge_some(history, &judged, settings)
}

/// Asks every rule about some of the migrations. Those that share a file are to be judged together.
pub fn judge_some(history: &History, judged: &[usize], settings: &Settings) -> Outcome {
    let rules = asked(settings);
    let version = settings.replay.version;
    // The thread pool costs more to start than one migration to judge.
    let outcomes: Vec<Vec<Outcome>> = match judged {
        [_] => vec![migrations(history, judged, &rules, version)],
        several => {
            // Of few migrations each thread has its own.
            let share = several.len() / (4 * rayon::current_num_threads());
            let chunks = several.par_chunks(share.clamp(1, TOGETHER));
            chunks.map(|some| migrations(history, some, &rules, version)).collect()
        }
    };
    let outcomes: Vec<Outcome> = outcomes.into_iter().flatten().collect();
    let found = outcomes.iter().map(|outcome| outcome.diagnostics.len()).sum();
    let whole = Outcome { diagnostics: Vec::with_capacity(found), ..Outcome::default() };
    let mut whole = outcomes.into_iter().fold(whole, Outcome::with);
    // One file can hold several migrations, and a comment at its head is about all of them.
    let scripts: Vec<&Script> =
        judged.iter().flat_map(|index| scripts(&history.migrations[*index])).collect();
    let Applied { kept, allowed } = suppress::apply(whole.diagnostics, &scripts, settings);
    whole.files = files(&scripts);
    whole.suppressed = allowed.len();
    whole.allowed = allowed;
    whole.diagnostics = merge::merge(kept, &scripts);
    unmask::unmask(&mut whole.diagnostics, history);
    whole.diagnostics.sort_by(Diagnostic::order);
    whole
}

/// What a database said of simulated histories, as the configuration and the comments in the files have it.
pub fn told(found: Vec<Diagnostic>, histories: &[History], settings: &Settings) -> Outcome {
    let chosen = found.into_iter().filter_map(|mut finding| {
        let chosen = settings.rule(finding.rule)?;
        let is_wanted = settings.is_on(finding.rule) && !chosen.excludes(finding.source.path());
        finding.severity = chosen.severity;
        is_wanted.then_some(finding)
    });
    let migrations = histories.iter().flat_map(|history| &history.migrations);
    let scripts: Vec<&Script> = migrations.flat_map(scripts).collect();
    let Applied { kept, allowed } = suppress::heed(chosen.collect(), &scripts, settings);
    Outcome { diagnostics: kept, suppressed: allowed.len(), allowed, ..Outcome::default() }
}

/// A rule that is on, as it was chosen.
struct Asked<'a> {
    id: &'static str,
    check: Check,
    chosen: &'a RuleSettings,
}

/// One that comes with the program, or one that the configuration declares.
enum Check {
    Rule(&'static Rule),
    Custom(&'static CustomRule),
}

impl Check {
    fn run(&self, pass: &mut Pass) {
        match self {
            Check::Rule(rule) => (rule.check)(pass),
            Check::Custom(rule) => rule.check.run(pass),
        }
    }
}

fn asked(settings: &Settings) -> Vec<Asked<'_>> {
    let own = RULES.iter().map(|rule| (rule.id, Check::Rule(rule)));
    let declared = settings.custom().iter().map(|rule| (rule.id, Check::Custom(rule)));
    let on = own.chain(declared).filter(|(id, _)| settings.is_on(id));
    on.filter_map(|(id, check)| Some(Asked { id, check, chosen: settings.rule(id)? })).collect()
}

/// How many migrations at most a rule looks at before the next rule does: its code stays at hand meanwhile.
const TOGETHER: usize = 8;

fn migrations(history: &History, some: &[usize], rules: &[Asked], version: PgVersion) -> Vec<Outcome> {
    let scenes: Vec<Scene> = some.iter().map(|index| Scene::new(history, *index, version)).collect();
    let mut found: Vec<Vec<Diagnostic>> = vec![Vec::new(); some.len()];
    for Asked { id, check, chosen } in rules {
        for (scene, found) in scenes.iter().zip(&mut found) {
            let mut pass = Pass::new(id, chosen.severity, &chosen.options, scene);
            check.run(&mut pass);
            let new = pass.into_diagnostics().into_iter();
            found.extend(new.filter(|finding| !chosen.excludes(finding.source.path())));
        }
    }
    scenes.iter().zip(found).map(|(scene, found)| outcome(scene.migration, found)).collect()
}

fn outcome(migration: &Migration, mut diagnostics: Vec<Diagnostic>) -> Outcome {
    if let Some(up) = &migration.up {
        perhaps::say(&mut diagnostics, up);
    }
    let scripts: Vec<&Script> = scripts(migration).collect();
    shared::withhold_fixes(&mut diagnostics, &scripts);
    Outcome { diagnostics, statements: statements(&scripts), ..Outcome::default() }
}

fn scripts(migration: &Migration) -> impl Iterator<Item = &Script> {
    migration.up.iter().chain(migration.down.script())
}

/// A file counts once, with both its ways and however many migrations are in it.
fn files(scripts: &[&Script]) -> usize {
    scripts.iter().map(|script| script.source.path()).collect::<FxHashSet<_>>().len()
}

fn statements(scripts: &[&Script]) -> usize {
    scripts.iter().map(|script| script.steps.iter().filter(|step| step.within.is_none()).count()).sum()
}

impl Outcome {
    pub fn with(mut self, other: Outcome) -> Outcome {
        self.diagnostics.extend(other.diagnostics);
        self.files += other.files;
        self.statements += other.statements;
        self.suppressed += other.suppressed;
        self.allowed.extend(other.allowed);
        self
    }
}
