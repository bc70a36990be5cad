//! What several rules say alike: how to get out of a transaction under the detected tool, where a later migration
//! goes, and the user's own text.

use crate::ast::Statement;
use crate::catalog::TransactionKind;
use crate::migration::{OptOut, Step, Switch, TransactionUnit, sees_by_itself};
use crate::rule::Pass;
use crate::source::Span;

impl<'a> Pass<'a> {
    /// The text of the deployed script under a span.
    pub fn text(&self, span: Span) -> &'a str {
        self.up().map_or("", |script| script.source.slice(span))
    }

    /// The text under a span on one line, without its comments.
    pub fn on_one_line(&self, span: Span) -> String {
        self.on_one_line_but(span, None)
    }

    /// The same without another part of it.
    pub fn on_one_line_but(&self, span: Span, part: Option<Span>) -> String {
        let comments = self.up().map_or(&[][..], |script| &script.comments);
        let out = comments.iter().map(|comment| comment.span).chain(part);
        let out = out.filter(|out| out.start >= span.start && out.end <= span.end);
        let mut blanks: Vec<(Span, &str)> = out.map(|out| (out, " ")).collect();
        blanks.sort_by_key(|(out, _)| out.start);
        joined(&self.spliced(span, &blanks))
    }

    /// The same, cut after `limit` characters.
    pub fn short(&self, span: Span, limit: usize) -> String {
        let line = self.on_one_line(span);
        match line.char_indices().nth(limit) {
            Some((end, _)) => format!("{}…", line[..end].trim_end()),
            None => line,
        }
    }

    /// How to run a statement that begins so outside a transaction with the detected tool, as the end of a sentence:
    /// "in a migration of its own that begins with `-- no-transaction`".
    pub fn outside_transaction(&self, sql: &str) -> String {
        self.outside(sql) + &self.without_own_lock(sql)
    }

    fn outside(&self, sql: &str) -> String {
        let (tool, message) = (self.tool().name, self.tool().message());
        let one_message = |alone: &str| {
            format!(
                "{alone} ({tool} sends a {message} as one message, which the server runs as one transaction)"
            )
        };
        match self.up().map(|script| script.unit) {
            Some(TransactionUnit::PerStatement) => return "as a statement of its own".to_owned(),
            Some(TransactionUnit::OptOutButImplicit) => {
                return one_message("alone in a file that opts out as this one does");
            }
            _ => {}
        }
        match self.tool().opt_out {
            OptOut::FirstLine { text, splits: false } => {
                format!("alone in a migration that begins with `{text}`")
            }
            OptOut::FirstLine { text, splits: true } => format!("in a migration that begins with `{text}`"),
            OptOut::Words { switch: Switch::FileBehind { .. }, .. } if sees_by_itself(sql) => {
                "in a migration of its own".to_owned()
            }
            OptOut::Words { how, splits: false, .. } => format!("alone in a migration, and {how}"),
            OptOut::Words { how, splits: true, .. } => format!("in a migration of its own, and {how}"),
            OptOut::OneStatementPerFile => one_message(&format!("alone in its {message}")),
            OptOut::NotNeeded if !self.tool().is_known() => {
                "outside BEGIN and COMMIT and alone in its file".to_owned()
            }
            OptOut::NotNeeded => "outside BEGIN and COMMIT".to_owned(),
            OptOut::Impossible => format!(
                "in a migration of its own that is run by hand and recorded as applied ({} runs every migration in a transaction)",
                self.tool().name
            ),
        }
    }

    /// Whether what must run outside a transaction must be alone in its file, since the tool sends a file as one message.
    pub fn is_one_to_a_file(&self) -> bool {
        let opted_out = self.up().is_some_and(|script| script.unit == TransactionUnit::OptOutButImplicit);
        opted_out
            || matches!(
                self.tool().opt_out,
                OptOut::FirstLine { splits: false, .. }
                    | OptOut::Words { splits: false, .. }
                    | OptOut::OneStatementPerFile
            )
    }

    /// Whether it is known which statements share a transaction: of a lone folder nobody knows whether something runs its
    /// files in one, unless they have their own.
    pub fn knows_transactions(&self) -> bool {
        let open = |step: &Step| step.before.session.transaction.as_ref().map(|open| open.kind);
        self.tool().is_known()
            || self.steps().iter().any(|step| open(step) == Some(TransactionKind::Explicit))
    }

    /// Whether a step stands in a function that the script calls, and not in a DO block.
    pub fn is_in_function(&self, step: &Step) -> bool {
        let outer = step.within.zip(self.up()).and_then(|(outer, script)| script.steps.get(outer));
        outer.is_some_and(|outer| !matches!(outer.statement.kind, Statement::Do(_)))
    }

    /// Why a step is in a transaction, as a clause: "sqlx runs the file in a transaction".
    pub fn why_in_transaction(&self, step: &Step) -> Option<String> {
        step.before.session.transaction.as_ref()?;
        if self.is_in_function(step) {
            return Some("the call of a function is one statement, and so one transaction".to_owned());
        }
        if step.within.is_some() {
            return Some("a DO block is one statement, and so one transaction".to_owned());
        }
        self.why_around(step)
    }

    /// Why a step is in the transaction of an earlier one: a DO block that the earlier one stands outside of is no reason.
    pub fn why_together(&self, earlier: &Step, step: &Step) -> Option<String> {
        if earlier.within == step.within { self.why_in_transaction(step) } else { self.why_around(step) }
    }

    /// Why the statement that a step is, or stands in, is in a transaction.
    fn why_around(&self, step: &Step) -> Option<String> {
        let tool = self.tool().name;
        let script = self.up()?;
        Some(match step.before.session.transaction.as_ref()?.kind {
            TransactionKind::Single => return None,
            TransactionKind::Explicit => "the file's own BEGIN opened a transaction".to_owned(),
            TransactionKind::Managed if script.unit == TransactionUnit::AllPending => {
                format!("{tool} runs all pending migrations in one transaction")
            }
            TransactionKind::Managed if script.unit == TransactionUnit::PerChangeset => {
                format!("{tool} runs the changeset in a transaction")
            }
            TransactionKind::Managed => format!("{tool} runs the file in a transaction"),
            TransactionKind::Implicit => format!(
                "{tool} sends the {} as one message, and the server runs its {} statements as one transaction",
                self.tool().message(),
                script.steps.iter().filter(|step| step.within.is_none()).count()
            ),
        })
    }
}

impl Step {
    /// Whether more than this statement runs in its transaction.
    pub fn in_transaction(&self) -> bool {
        self.before.session.transaction.as_ref().is_some_and(|open| open.kind != TransactionKind::Single)
    }
}

/// Names in a sentence: "`a`", "`a` and `b`", "`a`, `b` and 3 more".
pub fn list<T: std::fmt::Display>(items: impl IntoIterator<Item = T>) -> String {
    listed(&items.into_iter().map(|item| format!("`{item}`")).collect::<Vec<_>>())
}

/// The same of words that are quoted already.
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] if names.len() <= 4 => format!("{} and {last}", first.join(", ")),
        _ => format!("{} and {} more", names[..3].join(", "), names.len() - 3),
    }
}

/// A text on one line, with what stands between quotes as it is.
fn joined(text: &str) -> String {
    let (mut line, mut quote, mut apart) = (String::new(), None, false);
    for c in text.chars() {
        if quote.is_none() && c.is_whitespace() {
            apart = !line.is_empty();
            continue;
        }
        if std::mem::take(&mut apart) {
            line.push(' ');
        }
        line.push(c);
        quote = match quote {
            Some(open) if open == c => None,
            None if matches!(c, '\'' | '"') => Some(c),
            open => open,
        };
    }
    line
}
