//! A team's own rules: a condition in CEL over what a statement is and does, declared in the configuration.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::migration::Script;
use crate::page::Category;
use crate::rule::{Paged, Pass};
use crate::source::Span;

mod expression;
mod facts;
mod names;

pub use expression::{Condition, Items, Template};
pub use facts::{ITEM, MIGRATION_NAMES, STATEMENT_NAMES};

/// A rule of the configuration. It has a page as every rule has, made of what the configuration says.
pub type CustomRule = Paged<Check>;

/// What a rule looks at, and what it says.
#[derive(Debug)]
pub struct Check {
    pub subject: Subject,
    /// The list whose elements the condition is asked about, one by one.
    pub each: Option<Items>,
    pub condition: Condition,
    pub message: Template,
    pub help: Option<Template>,
    pub examples: Vec<Example>,
}

/// What the condition is asked about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Subject {
    #[default]
    Statement,
    /// The whole deployed script, once.
    Migration,
}

/// Migrations that show the rule at work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Example {
    /// The rule must say nothing of it; otherwise it must say something.
    pub safe: bool,
    pub sql: String,
}

/// A rule as it was declared.
#[derive(Debug)]
pub struct Declaration {
    pub id: String,
    pub severity: Severity,
    pub description: String,
    /// The condition and the message as they were written.
    pub when: String,
    pub summary: String,
    pub check: Check,
}

impl Subject {
    pub const NAMES: [&str; 2] = ["statement", "migration"];

    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "statement" => Some(Subject::Statement),
            "migration" => Some(Subject::Migration),
            _ => None,
        }
    }

    /// The names that a condition can use.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Subject::Statement => STATEMENT_NAMES,
            Subject::Migration => MIGRATION_NAMES,
        }
    }
}

impl Declaration {
    /// The rule. It lives as long as the program, as the rules that come with it do.
    pub fn into_rule(self) -> &'static CustomRule {
        let page = self.page();
        let id = String::leak(self.id);
        Box::leak(Box::new(Paged::new(id, String::leak(page), self.check)))
    }

    /// The page in the form of every rule's page.
    fn page(&self) -> String {
        let mut page = format!(
            "---\nsummary: {}\nseverity: {}\ncategory: {}\nsince: the configuration\n---\n\n",
            self.summary,
            self.severity,
            Category::Custom.name()
        );
        if !self.description.is_empty() {
            page.push_str(&format!("{}\n\n", self.description.trim()));
        }
        page.push_str(&format!("```cel\n{}\n```\n", self.when.trim()));
        for (title, safe) in [("Unsafe", false), ("Safe", true)] {
            let examples = self.check.examples.iter().filter(|example| example.safe == safe);
            let blocks: Vec<String> =
                examples.map(|example| format!("```sql\n{}\n```\n", example.sql.trim())).collect();
            if !blocks.is_empty() {
                page.push_str(&format!("\n## {title}\n\n{}", blocks.join("\n")));
            }
        }
        page
    }
}

impl Check {
    /// Asks the condition about everything that is deployed.
    pub fn run(&self, pass: &mut Pass) {
        let Some(script) = pass.up() else { return };
        let history = pass.history;
        match self.subject {
            Subject::Migration => {
                let facts = facts::of_migration(history, pass.migration, script, pass.version);
                self.ask(pass, &facts, head_of(script));
            }
            Subject::Statement => {
                for index in 0..script.steps.len() {
                    let facts = facts::of_statement(history, pass.migration, script, index, pass.version);
                    self.ask(pass, &facts, script.steps[index].span());
                }
            }
        }
    }

    fn ask(&self, pass: &mut Pass, facts: &facts::Facts, span: Span) {
        match self.each.as_ref().map(|each| each.of(facts)) {
            None => self.ask_once(pass, facts, span),
            Some(Ok(items)) => items.iter().for_each(|it| self.ask_once(pass, &facts.with_item(it), span)),
            Some(Err(reason)) => unasked(pass, span, &reason),
        }
    }

    fn ask_once(&self, pass: &mut Pass, facts: &facts::Facts, span: Span) {
        match self.condition.holds(facts) {
            Ok(false) => {}
            Ok(true) => self.report(pass, facts, span),
            Err(reason) => unasked(pass, span, &reason),
        }
    }

    fn report(&self, pass: &mut Pass, facts: &facts::Facts, span: Span) {
        let found: &mut Diagnostic = pass.report(span, self.message.text(facts));
        found.relation = facts.relation();
        if let Some(help) = &self.help {
            found.help(help.text(facts));
        }
    }
}

/// A rule that cannot be asked must not look like one that found nothing.
fn unasked(pass: &mut Pass, span: Span, reason: &str) {
    pass.report(span, format!("this rule's condition cannot be evaluated here: {reason}")).help(
        "`has(x.y)` asks whether something is there, and `size(x) > 0` whether a list has a first element",
    );
}

/// Where a finding about a whole script stands: at its first statement.
fn head_of(script: &Script) -> Span {
    script.steps.first().map_or(Span::default(), |step| step.span())
}

/// Rules of one configuration, shared by the settings of its folders.
pub type CustomRules = Arc<[&'static CustomRule]>;
