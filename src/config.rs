//! What was chosen: each rule's page, under `migrate-lint.toml`, under the flags.

use std::sync::Arc;

use globset::GlobSet;
use rustc_hash::FxHashMap;

use crate::diagnostic::Severity;
use crate::migration::ReplayOptions;
use crate::rule::{Rule, RuleOptions};
use crate::rules::RULES;

/// What the pipeline needs to know: every layer resolved.
#[derive(Clone, Debug)]
pub struct Settings {
    pub replay: ReplayOptions,
    rules: FxHashMap<&'static str, RuleSettings>,
}

/// One rule, as it was chosen.
#[derive(Clone, Debug)]
pub struct RuleSettings {
    pub enabled: bool,
    pub severity: Severity,
    pub options: RuleOptions,
    /// Paths that it is not asked about.
    pub exclude: Option<Arc<GlobSet>>,
}

impl Default for Settings {
    /// What the pages say.
    fn default() -> Self {
        let rules = RULES.iter().map(|rule| (rule.id, RuleSettings::of_page(rule))).collect();
        Self { replay: ReplayOptions::default(), rules }
    }
}

impl Settings {
    pub fn rule(&self, id: &str) -> Option<&RuleSettings> {
        self.rules.get(id)
    }

    pub fn rule_mut(&mut self, id: &str) -> Option<&mut RuleSettings> {
        self.rules.get_mut(id)
    }

    /// Whether a rule is on, for the target version too.
    pub fn is_on(&self, rule: &Rule) -> bool {
        let (first, last) = rule.page().postgres;
        let applies = (first..=last).contains(&self.replay.version);
        applies && self.rule(rule.id).is_some_and(|settings| settings.enabled)
    }
}

impl RuleSettings {
    fn of_page(rule: &Rule) -> Self {
        let page = rule.page();
        let options = RuleOptions(page.options.parse().unwrap_or_default());
        Self { enabled: page.enabled, severity: page.severity, options, exclude: None }
    }

    pub fn excludes(&self, path: &str) -> bool {
        self.exclude.as_ref().is_some_and(|globs| globs.is_match(path))
    }
}
