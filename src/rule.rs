//! A rule as a value, and the pass that hands it one migration and takes its findings.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

mod advice;
mod along;
mod alter;
mod bare;
mod batch;
mod body;
mod bounds;
mod bridge;
mod certain;
mod changed_only;
mod concurrent;
mod constant_fill;
mod converted;
mod copied;
mod declared;
pub mod dependents;
mod emptied;
mod fields;
mod held;
mod held_rights;
mod inverse;
mod kept;
mod key;
mod lasting;
mod lifted_timeout;
mod lost_timeout;
mod ordering;
mod own_lock;
mod partitioned;
mod past;
mod phases;
mod recipe;
mod refused;
mod renamed;
mod replaced_index;
mod required;
mod rerun;
mod rows;
mod scene;
mod second_column;
mod statistics;
mod triggers_off;
mod wait;
mod way_back;
mod written;

pub use advice::{list, listed};
pub use along::RowsAlong;
pub use alter::{Altering, leaves_nulls, type_refuses_nulls};
pub use bare::bare_name;
pub use batch::{batch, in_batches, single_key, unfilled};
pub use body::{handles_errors, made_by, makes, raises_error, says, says_statement, says_word, words};
pub use bounds::{inside_bound, key_column};
pub use changed_only::in_batches_of_changed;
pub use declared::Declared;
pub use emptied::{Emptied, empties, gets_identity_beside};
pub use fields::{RowField, carried_fields, code_of, row_fields, says_in_code};
pub use held::{Held, Holder};
pub use held_rights::{Beside, HeldRights};
pub use inverse::{changes_schema, changes_something, inputs};
pub use kept::{Taken, is_aggregate};
pub use own_lock::{BUILD, switched_off};
pub use past::{day_in, day_number, first_line, fits_any, marks_deprecated};
pub use phases::Phase;
pub use recipe::{
    bare_default_name, beside, columns, default_name, from_keyword, is_plain_cast, key_names, last_trigger,
    literal, of_new_row, span_of_word, swap_for_new, unique_index,
};
pub use required::{Required, requires};
pub use rows::{ChangeKind, ChangePlace, RowsChanged, row_notes, rows_changed, touches_every_row};
pub use scene::Scene;
pub use second_column::SecondColumn;
pub use statistics::StatisticsLost;
pub use triggers_off::WITHOUT_TRIGGERS;
pub use wait::Wait;
pub use way_back::says_irreversible;
pub use written::Written;

use crate::catalog::RelationId;
use crate::diagnostic::{Confidence, Diagnostic, Edit, Fix, Label, Severity};
use crate::effects::Unknown;
use crate::lock::LockMode;
use crate::migration::Step;
use crate::page::Page;
use crate::source::{SourceFile, Span};

/// A check with its page. It is declared in a file of its own and listed once.
#[derive(Debug)]
pub struct Paged<F> {
    pub id: &'static str,
    page_text: &'static str,
    page: OnceLock<Page>,
    pub check: F,
}

/// A check of migrations; `rules` lists them.
pub type Rule = Paged<fn(&mut Pass)>;

impl<F> Paged<F> {
    pub const fn new(id: &'static str, page_text: &'static str, check: F) -> Self {
        Self { id, page_text, page: OnceLock::new(), check }
    }

    pub fn page(&self) -> &Page {
        self.page.get_or_init(|| Page::read(self.page_text))
    }
}

/// The options of one rule: the page's defaults under what the configuration says.
#[derive(Clone, Debug, Default)]
pub struct RuleOptions(pub toml::Table);

impl RuleOptions {
    pub fn integer(&self, name: &str) -> i64 {
        self.0.get(name).and_then(toml::Value::as_integer).unwrap_or_default()
    }

    pub fn boolean(&self, name: &str) -> bool {
        self.0.get(name).and_then(toml::Value::as_bool).unwrap_or_default()
    }

    pub fn string(&self, name: &str) -> &str {
        self.0.get(name).and_then(toml::Value::as_str).unwrap_or_default()
    }

    pub fn strings(&self, name: &str) -> Vec<&str> {
        let values = self.0.get(name).and_then(toml::Value::as_array);
        values.map(|values| values.iter().filter_map(toml::Value::as_str).collect()).unwrap_or_default()
    }
}

/// One rule looking at one migration.
pub struct Pass<'a> {
    scene: &'a Scene<'a>,
    pub options: &'a RuleOptions,
    rule: &'static str,
    severity: Severity,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Deref for Pass<'a> {
    type Target = Scene<'a>;

    fn deref(&self) -> &Scene<'a> {
        self.scene
    }
}

impl<'a> Pass<'a> {
    pub fn new(
        rule: &'static str,
        severity: Severity,
        options: &'a RuleOptions,
        scene: &'a Scene<'a>,
    ) -> Self {
        Self { scene, options, rule, severity, diagnostics: Vec::new() }
    }

    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.diagnostics
    }

    /// Reports a finding in the deployed script.
    pub fn report(&mut self, span: Span, message: impl Into<String>) -> &mut Diagnostic {
        let source = match (&self.migration.up, &self.migration.down) {
            (Some(up), _) => Arc::clone(&up.source),
            (None, down) => match down.script() {
                Some(down) => Arc::clone(&down.source),
                None => SourceFile::new(self.migration.name.as_str(), ""),
            },
        };
        self.report_in(source, span, message)
    }

    /// Reports a finding in the script that takes the migration back, or in any other file.
    pub fn report_in(
        &mut self,
        source: Arc<SourceFile>,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.diagnostics.push(Diagnostic {
            rule: self.rule,
            severity: self.severity,
            confidence: Confidence::Predicted,
            source,
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

impl Diagnostic {
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }

    pub fn label(&mut self, label: Option<Label>) -> &mut Self {
        self.labels.extend(label);
        self
    }

    /// A label in the same file.
    pub fn label_here(&mut self, span: Span, text: impl Into<String>) -> &mut Self {
        let source = Arc::clone(&self.source);
        self.labels.push(Label { source, span, text: text.into() });
        self
    }

    pub fn note(&mut self, note: impl Into<String>) -> &mut Self {
        self.notes.push(note.into());
        self
    }

    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help.push(help.into());
        self
    }

    /// A change that keeps the meaning of the migration.
    pub fn fix(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Self {
        self.fix = Some(Box::new(Fix {
            title: title.into(),
            safe: true,
            edits,
            back: Vec::new(),
            files: Vec::new(),
        }));
        self
    }

    pub fn unsafe_fix(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Self {
        self.fix = Some(Box::new(Fix {
            title: title.into(),
            safe: false,
            edits,
            back: Vec::new(),
            files: Vec::new(),
        }));
        self
    }

    /// A change that may need files beside.
    pub fn fix_with(&mut self, fix: Option<Fix>) -> &mut Self {
        self.fix = fix.map(Box::new);
        self
    }

    /// The relation it is about, the lock that the step takes on it, and partitions of it that nobody sees here.
    pub fn on(&mut self, step: &Step, relation: RelationId) -> &mut Self {
        self.relation = step
            .before
            .relation(relation)
            .map(|relation| format!("{}.{}", relation.name.schema, relation.name.name));
        self.lock = step.effects.lock_on(relation);
        if step.effects.unknowns.contains(&Unknown::Partitions(relation)) {
            self.notes.push(
                "the history shows none of its partitions: each that is there is locked and worked on with it".to_owned(),
            );
        }
        self
    }

    pub fn lock(&mut self, lock: LockMode) -> &mut Self {
        self.lock = Some(lock);
        self
    }
}
