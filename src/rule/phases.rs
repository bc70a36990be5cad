//! Fixes that need more than an edit: the switch that takes a script out of its transaction, and further migrations.

use std::sync::Arc;

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
    /// How many days after the last migration it is due, where versions carry dates.
    pub days: i64,
}

impl Phase {
    pub fn new(words: &'static str, sql: impl Into<String>) -> Self {
        Self { words, sql: sql.into(), alone: false, days: 0 }
    }

    pub fn alone(words: &'static str, sql: impl Into<String>) -> Self {
        Self { words, sql: sql.into(), alone: true, days: 0 }
    }

    pub fn due(words: &'static str, sql: impl Into<String>, days: i64) -> Self {
        Self { words, sql: sql.into(), alone: false, days }
    }
}

type Parts = (Vec<Edit>, Vec<NewFile>);

impl<'a> Pass<'a> {
    /// Migrations after the last one, in their order; nothing where the tool would not run them later than this one,
    /// where nobody can tell what they are called, or where what they name is gone by then.
    pub fn later_migrations(&self, step: &Step, phases: &[Phase]) -> Option<Vec<NewFile>> {
        let unit = self.up()?.unit;
        let together = matches!(unit, TransactionUnit::AllPending | TransactionUnit::PerChangeset);
        if together || step.within.is_some() || self.migration.repeatable || !self.outlasts(step, phases) {
            return None;
        }
        let mut files = Vec::new();
        let name = &self.migration.name;
        let name =
            name.strip_prefix(&self.migration.version).unwrap_or(name).trim_start_matches(['_', '-', '.']);
        for (phase, ahead) in phases.iter().zip(1..) {
            let words = format!("{name}_{}", phase.words);
            let words = words.trim_start_matches('_');
            let path = self.history.next_path(words, ahead, (&self.migration.version, phase.days))?;
            files.extend(self.tool().written(path, &phase.sql, phase.alone)?);
        }
        Some(files)
    }

    /// What takes the deployed script out of its transaction, where the step is all there is in it, for what is to be
    /// written in its place.
    fn opt_out_here(&self, step: &Step, sql: &str) -> Option<Parts> {
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
                let files = beside_script(switch, script.source.path(), sql)?;
                Some((Vec::new(), files))
            }
            _ => None,
        }
    }

    /// Whether nothing says in which transaction the deployed script runs: no tool was recognized, and no configuration
    /// tells.
    pub fn is_unit_assumed(&self) -> bool {
        self.tool().name == "plain" && self.up().is_some_and(|up| up.unit == TransactionUnit::Script)
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
    pub fn add_concurrently(&self, step: &Step, after: Span, words: &str) -> Option<Fix> {
        let word = insertion(after.end, words.to_owned());
        let sql = format!("{};", self.with_inserted(step.span(), after, words));
        if let Some((mut edits, files)) = self.opt_out_here(step, &sql) {
            let alone = edits.is_empty() && files.is_empty();
            let title = if alone {
                "add CONCURRENTLY"
            } else {
                "add CONCURRENTLY, and take it out of the transaction"
            };
            edits.push(word);
            let safe = !self.is_unit_assumed() && !self.waits_for_tool(&sql);
            return Some(Fix { title: title.to_owned(), safe, edits, back: Vec::new(), files });
        }
        let (edits, files) = self.moved(step, &[Phase::alone("concurrently", sql)])?;
        let title = "move it to a migration of its own, with CONCURRENTLY".to_owned();
        Some(Fix { title, safe: false, edits, back: Vec::new(), files })
    }

    /// A fix that adds a constraint without a look at the rows, and validates it in the next migration; nothing where no
    /// constraint is left by then.
    pub fn add_not_valid(&self, altering: &Altering, name: &Ident) -> Option<Fix> {
        let edits = vec![insertion(altering.action.span.end, " NOT VALID".to_owned())];
        let [table, name] = self.lasting_constraint(altering, name)?;
        let validate = format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name};");
        Some(match self.later_migrations(altering.step, &[Phase::new("validate", validate)]) {
            Some(files) => Fix {
                title: "add NOT VALID, and validate in the next migration".to_owned(),
                safe: true,
                edits,
                back: Vec::new(),
                files,
            },
            None => {
                let title = "add NOT VALID, to be validated in a later migration".to_owned();
                Fix { title, safe: false, edits, back: Vec::new(), files: Vec::new() }
            }
        })
    }

    /// A fix that builds an index beside the traffic, and makes it a constraint's in the migration after it.
    pub fn built_first(&self, step: &Step, build: &str, adopt: &str) -> Option<Fix> {
        let title = "build the index first, and add the constraint in a later migration".to_owned();
        let adopt = Phase::new("constraint", adopt);
        let (edits, files) = match self.opt_out_here(step, build) {
            Some((mut edits, mut files)) => {
                let fix = self.replaced(step, &title, build, std::slice::from_ref(&adopt))?;
                edits.extend(fix.edits);
                files.extend(fix.files);
                (edits, files)
            }
            None => self.moved(step, &[Phase::alone("index", build), adopt])?,
        };
        Some(Fix { title, safe: false, edits, back: Vec::new(), files })
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

    /// A statement with its semicolon, the end of its line, and what a generator has written over it.
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
        let start = step.span().start as usize;
        let start = generated_title(text.get(..start)?).unwrap_or(start);
        // One empty line is enough between what stood around it.
        if text.get(..start)?.ends_with("\n\n") && text.get(end..)?.starts_with('\n') {
            end += 1;
        }
        Some(Edit { span: Span::new(start, end), replacement: String::new() })
    }

    /// Where another statement goes before this one: above the comments that tell a linter something about it.
    pub fn before_statement(&self, step: &Step) -> Span {
        let start = step.span().start as usize;
        let text = self.up().and_then(|up| up.source.text().get(..start)).unwrap_or_default();
        let mut above = text;
        while let Some(rest) = above.strip_suffix('\n') {
            let at = rest.rfind('\n').map_or(0, |end| end + 1);
            if !rest.get(at..).is_some_and(is_for_linter) {
                break;
            }
            above = text.get(..at).unwrap_or_default();
        }
        let at = if text.is_empty() { start } else { above.len() };
        Span::new(at, at)
    }

    /// Statements that must happen together, in a transaction of their own where their file has none.
    pub fn together(&self, sql: &str) -> String {
        match self.up().map(|up| up.unit) {
            Some(TransactionUnit::Script) => format!("BEGIN;\n{}\nCOMMIT;", sql.trim_end()),
            _ => sql.to_owned(),
        }
    }

    /// A fix that writes another statement in the place of this one, and what follows it in later migrations. Nothing
    /// where a way back takes back what the statement did.
    pub fn replaced(&self, step: &Step, title: &str, here: &str, phases: &[Phase]) -> Option<Fix> {
        let goes_back = self.down().is_some_and(|down| !down.steps.is_empty());
        if goes_back { None } else { self.replaced_here(step, title, here, phases) }
    }

    /// The same where there is a way back: `takes_back` says which of its statements has to become `back`.
    pub fn replaced_both_ways(
        &self,
        (step, title, here, phases): (&Step, &str, &str, &[Phase]),
        takes_back: impl Fn(&Step) -> bool,
        back: &str,
    ) -> Option<Fix> {
        let mut fix = self.replaced_here(step, title, here, phases)?;
        if let Some(down) = self.down().filter(|down| !down.steps.is_empty()) {
            let undone = down.steps.iter().find(|step| step.within.is_none() && takes_back(step))?;
            let edit = Edit { span: undone.span(), replacement: without_end(back).to_owned() };
            fix.back.push((Arc::clone(&down.source), edit));
        }
        Some(fix)
    }

    fn replaced_here(&self, step: &Step, title: &str, here: &str, phases: &[Phase]) -> Option<Fix> {
        let files = self.later_migrations(step, phases)?;
        let edit = Edit { span: step.span(), replacement: without_end(here).to_owned() };
        Some(Fix { title: title.to_owned(), safe: false, edits: vec![edit], back: Vec::new(), files })
    }
}

/// Statements without the last semicolon, which the text has.
fn without_end(sql: &str) -> &str {
    sql.trim_end().trim_end_matches(';')
}

/// Where a text ends in a line that says what kind of statement follows, as Prisma writes it: `-- CreateIndex`.
fn generated_title(text: &str) -> Option<usize> {
    let above = text.strip_suffix('\n')?;
    let at = above.rfind('\n').map_or(0, |end| end + 1);
    let title = above.get(at..)?.trim_end().strip_prefix("-- ")?;
    let joined = title.chars().all(|c| c.is_ascii_alphabetic())
        && title.starts_with(|c: char| c.is_ascii_uppercase())
        && title.chars().filter(char::is_ascii_uppercase).count() > 1
        && title.chars().any(|c| c.is_ascii_lowercase());
    joined.then_some(at)
}

/// Whether a line is a comment that counts for the statement under it.
fn is_for_linter(line: &str) -> bool {
    let words = ["nolint", "migrate-lint: allow(", "squawk-ignore ", "eugene: ignore"];
    line.trim_start().starts_with("--") && words.iter().any(|word| line.contains(word))
}

fn insertion(at: u32, text: String) -> Edit {
    Edit { span: Span { start: at, end: at }, replacement: text }
}
