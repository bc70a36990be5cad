//! What was chosen: each rule's page, under `migrate-lint.toml`, under the flags.

use rustc_hash::FxHashMap;

use crate::custom::{CustomRule, CustomRules};
use crate::diagnostic::Severity;
use crate::migration::ReplayOptions;
use crate::page::Page;
use crate::rule::{Paged, RuleOptions};
use crate::rules::RULES;
use crate::version::PgVersion;

mod asserts;
mod custom_table;
mod databases;
mod file;
mod globs;
pub mod key;
mod nearest;
mod reader;
mod rule_table;
mod schema;
mod selector;

pub use asserts::{AssertChoice, Operator};
pub use databases::{DatabaseChoice, DatabaseOrigin};
pub use file::*;
pub use globs::{PathBase, PathGlobs, compile as compile_glob, relation_glob};
pub use nearest::{nearest, nearest_rule};
pub use reader::{Key, Problem, Reader, Value, read_with};
pub use rule_table::{convert as convert_option, wanted as wanted_option};
pub use schema::{schema, selectors};
pub use selector::Selector;

/// What the pipeline needs to know: every layer resolved.
#[derive(Clone, Debug)]
pub struct Settings {
    pub replay: ReplayOptions,
    pub fail_on: FailOn,
    /// The code of the application.
    pub application: PathGlobs,
    /// The day of the run, counted from 1970, where the caller has a clock: for comments that end on a day.
    pub today: Option<i64>,
    /// Those that the configuration declares.
    custom: CustomRules,
    /// Databases where nothing is ever rehearsed.
    pub production: Vec<DatabaseChoice>,
    rules: FxHashMap<&'static str, RuleSettings>,
}

/// One rule, as it was chosen.
#[derive(Clone, Debug)]
pub struct RuleSettings {
    pub enabled: bool,
    pub severity: Severity,
    pub options: RuleOptions,
    /// Paths that it is not asked about.
    pub exclude: PathGlobs,
    /// The first and the last major that it is about.
    versions: (PgVersion, PgVersion),
}

/// Which findings make a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// Those of this severity and above.
    AtLeast(Severity),
    Never,
}

/// The top layer: what the flags say.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    pub select: Option<Vec<Selector>>,
    pub ignore: Vec<Selector>,
    pub version: Option<PgVersion>,
    pub fail_on: Option<FailOn>,
    /// The day of the run, counted from 1970.
    pub today: Option<i64>,
}

/// The one rule that a selection of others does not switch off: what could not be read was not checked, and a run
/// that says nothing about it would look clean. Naming it in `ignore` switches it off.
const ALWAYS_SELECTED: &str = "syntax-error";

impl Flags {
    /// The names that no rule of the program has, each with the remedy where no configuration declares one.
    pub fn unknown(&self) -> impl Iterator<Item = (&str, &str)> {
        self.select.iter().flatten().chain(&self.ignore).filter_map(|selector| match selector {
            Selector::Unknown { name, remedy } => Some((name.as_str(), remedy.as_str())),
            _ => None,
        })
    }
}

impl FailOn {
    pub const NAMES: [&str; 4] = ["error", "warning", "advice", "never"];

    pub fn from_name(name: &str) -> Option<Self> {
        if name == "never" { Some(FailOn::Never) } else { Severity::from_name(name).map(FailOn::AtLeast) }
    }

    pub fn fails(self, severity: Severity) -> bool {
        matches!(self, FailOn::AtLeast(least) if severity >= least)
    }
}

impl Default for FailOn {
    /// Errors and warnings fail, advice does not.
    fn default() -> Self {
        FailOn::AtLeast(Severity::Warning)
    }
}

impl Default for Settings {
    /// What the pages say.
    fn default() -> Self {
        let rules = RULES.iter().map(|rule| (rule.id, RuleSettings::of_page(rule))).collect();
        Self {
            replay: ReplayOptions::default(),
            fail_on: FailOn::default(),
            application: PathGlobs::default(),
            today: None,
            custom: CustomRules::default(),
            production: Vec::new(),
            rules,
        }
    }
}

impl Settings {
    /// The three layers as one. `base` says what the paths in the file count from.
    pub fn resolve(file: &Configuration, flags: &Flags, base: &PathBase) -> Self {
        let mut settings = Self::default();
        let version = flags.version.or(file.version);
        settings.replay.version = version.unwrap_or_default();
        settings.replay.version_given = version.is_some();
        settings.replay.placeholders = file.placeholders.clone();
        settings.replay.settings = file.settings.clone();
        settings.fail_on = flags.fail_on.or(file.fail_on).unwrap_or_default();
        settings.application = PathGlobs::new(&file.application, base.clone());
        settings.today = flags.today;
        settings.declare(&file.custom, base);
        let production = file.databases.iter().filter(|database| database.is_production);
        settings.production = production.cloned().collect();
        settings.select(file.select.as_deref());
        for (id, choice) in &file.rules {
            if let Some(rule) = settings.rules.get_mut(id) {
                rule.choose(choice, file.select.is_none(), base);
            }
        }
        settings.ignore(&file.ignore);
        settings.select(flags.select.as_deref());
        settings.ignore(&flags.ignore);
        settings
    }

    pub fn rule(&self, id: &str) -> Option<&RuleSettings> {
        self.rules.get(id)
    }

    pub fn rule_mut(&mut self, id: &str) -> Option<&mut RuleSettings> {
        self.rules.get_mut(id)
    }

    /// Whether a rule is on, for the target version too.
    pub fn is_on(&self, id: &str) -> bool {
        self.rule(id).is_some_and(|rule| {
            let (first, last) = rule.versions;
            rule.enabled && (first..=last).contains(&self.replay.version)
        })
    }

    /// The same with one rule on and no other.
    pub fn only(&self, id: &str) -> Self {
        let mut settings = self.clone();
        settings.rules.iter_mut().for_each(|(known, rule)| rule.enabled = *known == id);
        settings
    }

    /// Whether a rule of this name can be chosen.
    pub fn knows(&self, id: &str) -> bool {
        self.rules.contains_key(id)
    }

    /// The rules that the configuration declares.
    pub fn custom(&self) -> &[&'static CustomRule] {
        &self.custom
    }

    fn declare(&mut self, declared: &[CustomChoice], base: &PathBase) {
        for choice in declared {
            let mut own = RuleSettings::of_page(choice.rule);
            own.exclude = PathGlobs::new(&choice.exclude, base.clone());
            self.rules.insert(choice.rule.id, own);
        }
        self.custom = declared.iter().map(|choice| choice.rule).collect();
    }

    /// Leaves on what is selected and nothing else.
    fn select(&mut self, selection: Option<&[Selector]>) {
        let Some(selection) = selection else { return };
        for (id, page) in self.pages() {
            let named = selection.iter().any(|selector| selector.covers(id, page));
            if let Some(settings) = self.rules.get_mut(id) {
                settings.enabled = named || id == ALWAYS_SELECTED;
            }
        }
    }

    fn ignore(&mut self, ignored: &[Selector]) {
        for (id, page) in self.pages() {
            if ignored.iter().any(|selector| selector.covers(id, page))
                && let Some(settings) = self.rules.get_mut(id)
            {
                settings.enabled = false;
            }
        }
    }

    /// Every rule that can be chosen, with its page.
    pub fn pages(&self) -> Vec<(&'static str, &'static Page)> {
        let declared = self.custom.iter().map(|rule| (rule.id, rule.page()));
        RULES.iter().map(|rule| (rule.id, rule.page())).chain(declared).collect()
    }
}

impl RuleSettings {
    fn of_page<F>(rule: &Paged<F>) -> Self {
        let page = rule.page();
        let options = RuleOptions(page.options.parse().unwrap_or_default());
        Self {
            enabled: page.enabled,
            severity: page.severity,
            options,
            exclude: PathGlobs::default(),
            versions: page.postgres,
        }
    }

    /// Takes over a rule's table. A severity switches an optional rule on, unless a list says which rules are on.
    fn choose(&mut self, choice: &RuleChoice, may_enable: bool, base: &PathBase) {
        match choice.severity {
            Some(SeverityChoice::Off) => self.enabled = false,
            Some(SeverityChoice::Severity(severity)) => {
                self.severity = severity;
                self.enabled |= may_enable;
            }
            None => {}
        }
        for (name, value) in &choice.options {
            self.options.0.insert(name.clone(), value.clone());
        }
        self.exclude = PathGlobs::new(&choice.exclude, base.clone());
    }

    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.matches(path)
    }
}
