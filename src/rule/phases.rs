//! Fixes that need more than an edit: the switch that takes a script out of its transaction, and further migrations.

use crate::ast::Ident;
use crate::catalog::TransactionKind;
use crate::diagnostic::{Edit, Fix, NewFile};
use crate::migration::{Naming, OptOut, Step, Switch, TransactionUnit, beside_script};
use crate::rule::{Altering, Pass};
use crate::source::Span;

/// A migration that a fix makes.
#[derive(Clone, Debug)]
pub struct Phase {
    /// What its file's name says behind that of the migration that is fixed.
    pub words: &'static str,
    /// Statements, each with its semicolon.
    pub sql: String,
    /// It must not run in a transaction, and so holds one statement.
    pub alone: bool,
}

impl Phase {
    pub fn new(words: &'static str, sql: impl Into<String>) -> Self {
        Self { words, sql: sql.into(), alone: false }
    }

    pub fn alone(words: &'static str, sql: impl Into<String>) -> Self {
        Self { words, sql: sql.into(), alone: true }
    }
}

type Parts = (Vec<Edit>, Vec<NewFile>);

impl<'a> Pass<'a> {
    /// Migrations after the last one, in their order; nothing where the tool would not run them later than this one, or
    /// where nobody can tell what they are called.
    pub fn later_migrations(&self, step: &Step, phases: &[Phase]) -> Option<Vec<NewFile>> {
        let unit = self.up()?.unit;
        let together = matches!(unit, TransactionUnit::AllPending | TransactionUnit::PerChangeset);
        if together || step.within.is_some() || self.migration.repeatable {
            return None;
        }
        let mut files = Vec::new();
        for (phase, ahead) in phases.iter().zip(1..) {
            let words = format!("{}_{}", self.migration.name, phase.words);
            let path = self.history.next_path(&words, ahead)?;
            files.extend(self.tool().written(path, &phase.sql, phase.alone)?);
        }
        Some(files)
    }

    /// What takes the deployed script out of its transaction, where the step is all there is in it.
    pub fn opt_out_here(&self, step: &Step) -> Option<Parts> {
        let script = self.up()?;
        if step.within.is_some() {
            return None;
        }
        if !step.in_transaction() {
            return Some((Vec::new(), Vec::new()));
        }
        let managed = step
            .before
            .session
            .transaction
            .as_ref()
            .is_some_and(|open| open.kind == TransactionKind::Managed);
        if script.steps.len() != 1 || !script.errors.is_empty() || !managed || script.directive.is_some() {
            return None;
        }
        // A byte order mark or a header would come before the line.
        let marked = script.source.text().starts_with('\u{feff}') || script.source.text().starts_with("--!");
        let first = |text: String| (!marked).then(|| (vec![insertion(0, text)], Vec::new()));
        match self.tool().opt_out {
            OptOut::FirstLine { text, .. } => first(format!("{text}\n")),
            OptOut::Words { switch: Switch::FirstLines(lines), .. } => first(lines.to_owned()),
            OptOut::Words { switch: Switch::Heading(words), .. } => {
                Some((vec![insertion(self.heading_end(step)?, words.to_owned())], Vec::new()))
            }
            OptOut::Words { switch, .. } => {
                let files = beside_script(switch, script.source.path(), "CREATE INDEX CONCURRENTLY")?;
                Some((Vec::new(), files))
            }
            _ => None,
        }
    }

    /// The end of the line above what is deployed.
    fn heading_end(&self, step: &Step) -> Option<u32> {
        let Naming::Numbered { heading: Some(heading) } = self.tool().naming else { return None };
        let text = self.up()?.source.text().get(..step.span().start as usize)?;
        let at = text.rfind(heading)?;
        let line = text.get(at..)?.split(['\n', '\r']).next()?;
        (line.trim_end() == heading).then(|| (at + heading.len()) as u32)
    }

    /// A fix that lets a statement run CONCURRENTLY, with what its tool needs for that.
    pub fn add_concurrently(&self, step: &Step, after: Span) -> Option<Fix> {
        let word = insertion(after.end, " CONCURRENTLY".to_owned());
        if let Some((mut edits, files)) = self.opt_out_here(step) {
            let alone = edits.is_empty() && files.is_empty();
            let title = if alone {
                "add CONCURRENTLY"
            } else {
                "add CONCURRENTLY, and take it out of the transaction"
            };
            edits.push(word);
            return Some(Fix { title: title.to_owned(), safe: true, edits, files });
        }
        let sql = format!("{};", self.with_inserted(step.span(), after, " CONCURRENTLY"));
        let (edits, files) = self.moved(step, &[Phase::alone("concurrently", sql)])?;
        let title = "move it to a migration of its own, with CONCURRENTLY".to_owned();
        Some(Fix { title, safe: false, edits, files })
    }

    /// A fix that adds a constraint without a look at the rows, and validates it in the next migration.
    pub fn add_not_valid(&self, altering: &Altering, name: &Ident) -> Fix {
        let edits = vec![insertion(altering.action.span.end, " NOT VALID".to_owned())];
        let validate = format!("ALTER TABLE {} VALIDATE CONSTRAINT {name};", altering.alter.name);
        match self.later_migrations(altering.step, &[Phase::new("validate", validate)]) {
            Some(files) => Fix {
                title: "add NOT VALID, and validate in the next migration".to_owned(),
                safe: true,
                edits,
                files,
            },
            None => {
                let title = "add NOT VALID, to be validated in a later migration".to_owned();
                Fix { title, safe: false, edits, files: Vec::new() }
            }
        }
    }

    /// A fix that builds an index beside the traffic, and makes it a constraint's in the migration after it.
    pub fn built_first(&self, step: &Step, build: &str, adopt: &str) -> Option<Fix> {
        let title = "build the index first, and add the constraint in a later migration".to_owned();
        let adopt = Phase::new("constraint", adopt);
        let (edits, files) = match self.opt_out_here(step) {
            Some((mut edits, mut files)) => {
                let fix = self.replaced(step, &title, build, std::slice::from_ref(&adopt))?;
                edits.extend(fix.edits);
                files.extend(fix.files);
                (edits, files)
            }
            None => self.moved(step, &[Phase::alone("index", build), adopt])?,
        };
        Some(Fix { title, safe: false, edits, files })
    }

    /// Takes a statement out of its file and makes it later migrations, where others stay behind and no way back relies
    /// on it.
    pub fn moved(&self, step: &Step, phases: &[Phase]) -> Option<Parts> {
        let script = self.up()?;
        let goes_back = self.down().is_some_and(|down| !down.steps.is_empty());
        if script.steps.len() < 2 || goes_back {
            return None;
        }
        let files = self.later_migrations(step, phases)?;
        Some((vec![self.removal(step)?], files))
    }

    /// A statement with its semicolon and the end of its line.
    fn removal(&self, step: &Step) -> Option<Edit> {
        let text = self.up()?.source.text();
        let mut end = step.span().end as usize;
        let rest = text.get(end..)?;
        end += rest.len() - rest.trim_start().strip_prefix(';')?.len();
        let rest = text.get(end..)?;
        let blank = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
        if rest.get(blank..).is_some_and(|rest| rest.starts_with('\n')) {
            end += blank + 1;
        }
        Some(Edit { span: Span::new(step.span().start as usize, end), replacement: String::new() })
    }

    /// A fix that writes another statement in the place of this one, and what follows it in later migrations.
    pub fn replaced(&self, step: &Step, title: &str, here: &str, phases: &[Phase]) -> Option<Fix> {
        let goes_back = self.down().is_some_and(|down| !down.steps.is_empty());
        if goes_back {
            return None;
        }
        let files = self.later_migrations(step, phases)?;
        let edit = Edit { span: step.span(), replacement: here.trim_end().trim_end_matches(';').to_owned() };
        Some(Fix { title: title.to_owned(), safe: false, edits: vec![edit], files })
    }
}

fn insertion(at: u32, text: String) -> Edit {
    Edit { span: Span { start: at, end: at }, replacement: text }
}
