//! A timeout that is taken off for statements with CONCURRENTLY, and set again behind the last of them.

use crate::ast::Statement;
use crate::catalog::Setting;
use crate::diagnostic::Edit;
use crate::migration::{Step, TransactionUnit};
use crate::rule::Pass;
use crate::source::Span;

/// The help for a statement, and the edits for those that follow each other, which the first of them has.
pub struct Lifted {
    pub help: String,
    pub edits: Option<Vec<Edit>>,
}

impl Pass<'_> {
    /// How a statement with CONCURRENTLY gets rid of a timeout that counts again for what follows; `aim` says what for.
    pub fn lift_timeout(&self, step: &Step, name: &str, setting: &Setting, aim: &str) -> Lifted {
        let one_message = self.up().is_some_and(|up| {
            matches!(up.unit, TransactionUnit::OptOutButImplicit | TransactionUnit::PerFileImplicit)
        });
        if one_message {
            let help = format!(
                "{aim}: the connection that runs this file needs {name} = 0. A SET in the file would put both into one \
                 transaction, in which CONCURRENTLY cannot run"
            );
            return Lifted { help, edits: None };
        }
        let row = self.concurrent_row(step);
        let next = row.last().and_then(|last| self.outer_after(last));
        let again = match next {
            Some(next) if gives_value(next, name) => None,
            _ => Some(set_again(name, setting)),
        };
        let written = match row.as_slice() {
            [_] | [] => format!("{};", self.on_one_line(step.span())),
            several => {
                format!("-- the {} statements with CONCURRENTLY that stand together here", several.len())
            }
        };
        let off = format!("SET {name} = 0;");
        let help = match &again {
            None => format!("{aim}:\n{off}"),
            Some(again) => {
                format!("{aim}, and set the timeout again for what follows:\n{off}\n{written}\n{again};")
            }
        };
        let is_first = row.first().is_none_or(|first| std::ptr::eq(*first, step));
        let edits = is_first.then(|| self.around(step, row.last().copied().unwrap_or(step), &off, again));
        Lifted { help, edits }
    }

    /// The statements with CONCURRENTLY around this one, with nothing between them.
    fn concurrent_row<'s>(&'s self, step: &Step) -> Vec<&'s Step> {
        let outer: Vec<&Step> = self.steps().iter().filter(|step| step.within.is_none()).collect();
        let rows = outer.chunk_by(|one, other| one.concurrent().is_some() && other.concurrent().is_some());
        let row = rows.into_iter().find(|row| row.iter().any(|other| std::ptr::eq(*other, step)));
        row.unwrap_or_default().to_vec()
    }

    fn outer_after(&self, step: &Step) -> Option<&Step> {
        let end = step.span().end;
        self.steps().iter().find(|other| other.within.is_none() && other.span().start >= end)
    }

    fn around(&self, first: &Step, last: &Step, off: &str, again: Option<String>) -> Vec<Edit> {
        let mut edits = vec![Edit { span: self.before_statement(first), replacement: format!("{off}\n") }];
        if let Some(again) = again {
            let end = last.span().end as usize;
            let rest = self.up().and_then(|up| up.source.text().get(end..)).unwrap_or_default();
            let edit = match rest.trim_start().strip_prefix(';') {
                Some(behind) => {
                    let at = end + rest.len() - behind.len();
                    Edit { span: Span::new(at, at), replacement: format!("\n{again};") }
                }
                None => Edit { span: Span::new(end, end), replacement: format!(";\n{again}") },
            };
            edits.push(edit);
        }
        edits
    }
}

/// Whether a statement sets or resets a setting, whatever it was before.
fn gives_value(step: &Step, name: &str) -> bool {
    matches!(&step.statement.kind, Statement::Set(set)
        if !set.local && (set.name == name || set.name == "all" && set.value.is_none()))
}

/// What no statement has set comes from the connection, and RESET comes back to it.
fn set_again(name: &str, setting: &Setting) -> String {
    match setting.place {
        Some(_) => format!("SET {name} = '{}'", setting.value.trim_matches('\'')),
        None => format!("RESET {name}"),
    }
}
