//! Migration plans in Markdown: the SQL and the shell in their fenced blocks, and what their prose says of itself.
//!
//! A plan is read by people at night, and its queries decide whether a deployment goes on. So a check here asks whether
//! a query can run, whether its answer proves what the plan takes it to prove, and whether the plan agrees with itself.

use std::sync::{Arc, LazyLock};

use crate::diagnostic::{Confidence, Diagnostic};
use crate::rule::Paged;
use crate::source::Span;
use crate::version::PgVersion;

mod absolute_counter;
mod ambiguous_relation_name;
mod blockers_overlooked;
mod calendar;
mod contradicting_dates;
mod contradicting_numbers;
mod destructive_without_stop;
mod false_proof;
mod foreign_key_kept;
mod missing_file;
mod nulls_counted_as_orphans;
mod plan;
mod premature_tick;
mod psql_without_stop;
mod restores_no_rows;
mod setting_out_of_reach;
mod shell;
mod sql_syntax;
mod system_views;
mod undecidable_result;
mod unescaped_like;
mod unknown_catalog_column;
mod unverified_object;

pub use plan::{Block, BlockKind, Item, Plan, PlannedStatement};
pub use shell::{Command, Word};

/// One check of a plan: declared like a rule, with a page of its own.
pub type PlanCheck = Paged<fn(&mut Reading)>;

/// Every check, in the order that findings at one place are shown.
pub static CHECKS: &[&PlanCheck] = &[
    &sql_syntax::CHECK,
    &unknown_catalog_column::CHECK,
    &psql_without_stop::CHECK,
    &destructive_without_stop::CHECK,
    &missing_file::CHECK,
    &setting_out_of_reach::CHECK,
    &ambiguous_relation_name::CHECK,
    &false_proof::CHECK,
    &absolute_counter::CHECK,
    &nulls_counted_as_orphans::CHECK,
    &blockers_overlooked::CHECK,
    &undecidable_result::CHECK,
    &unescaped_like::CHECK,
    &unverified_object::CHECK,
    &restores_no_rows::CHECK,
    &foreign_key_kept::CHECK,
    &contradicting_dates::CHECK,
    &contradicting_numbers::CHECK,
    &premature_tick::CHECK,
];

/// What a plan is held against.
pub struct Surroundings<'a> {
    pub version: PgVersion,
    /// Whether a path that the plan names is there, as seen from the plan or from the root of its repository.
    pub exists: &'a dyn Fn(&str) -> bool,
}

/// One check looking at one plan.
pub struct Reading<'a> {
    pub plan: &'a Plan,
    pub surroundings: &'a Surroundings<'a>,
    check: &'static PlanCheck,
    diagnostics: Vec<Diagnostic>,
}

/// What is wrong with a plan, in the order of its lines.
pub fn lint(plan: &Plan, surroundings: &Surroundings) -> Vec<Diagnostic> {
    let found = CHECKS.iter().flat_map(|check| {
        let mut reading = Reading { plan, surroundings, check, diagnostics: Vec::new() };
        (check.check)(&mut reading);
        reading.diagnostics
    });
    let mut found: Vec<Diagnostic> = found.collect();
    found.sort_by(Diagnostic::order);
    found
}

/// The check of this name.
pub fn find(id: &str) -> Option<&'static PlanCheck> {
    CHECKS.iter().copied().find(|check| check.id == id)
}

impl Reading<'_> {
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic {
            rule: self.check.id,
            severity: self.check.page().severity,
            confidence: Confidence::Predicted,
            source: Arc::clone(&self.plan.source),
            span,
            message: message.into(),
            labels: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
            relation: None,
            lock: None,
            evidence: None,
        });
        let last = self.diagnostics.len() - 1;
        &mut self.diagnostics[last]
    }
}

/// The lower-case words of a text, for looking for several of them.
fn lower_words(text: &str) -> Vec<String> {
    let word = |c: char| !(c.is_alphanumeric() || c == '_' || c == '%');
    text.split(word).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// Whether a text holds a word as a whole, in any case.
fn has_word(text: &str, word: &str) -> bool {
    word_at(text, word).is_some()
}

/// Where a text holds a word as a whole, in any case.
fn word_at(text: &str, word: &str) -> Option<usize> {
    let is_part = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let lower = text.to_ascii_lowercase();
    let word = word.to_ascii_lowercase();
    lower.match_indices(&word).map(|(at, _)| at).find(|at| {
        !is_part(text[..*at].chars().next_back()) && !is_part(text[at + word.len()..].chars().next())
    })
}

/// What this tool knows of the server's own views, observed on servers of every major version.
static SYSTEM_VIEWS: LazyLock<system_views::SystemViews> = LazyLock::new(system_views::SystemViews::read);
