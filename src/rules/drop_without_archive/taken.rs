//! Tables that go in the migration that put their rows, or a part of them, elsewhere.

use super::moved;
use crate::ast::ObjectName;
use crate::catalog::Relation;
use crate::diagnostic::{Diagnostic, Severity};
use crate::migration::Step;
use crate::rule::{Pass, Taken, list};

/// A table that a step drops, and what became of its rows.
pub(super) struct Gone<'a> {
    pub(super) at: (usize, &'a Step),
    pub(super) cascade: bool,
    pub(super) name: &'a ObjectName,
    pub(super) table: &'a Relation,
    pub(super) taken: Taken,
}

/// What has the name that running code knows the table by after the migration.
fn namesake<'a>(pass: &Pass<'a>, table: &Relation) -> Option<&'a Relation> {
    let up = pass.up()?;
    let known = up.before.relation(table.id).unwrap_or(table);
    up.after.relation_named(&known.name)
}

/// Whether the name is there again, and nothing is lost with the table: another table that was in use before takes its
/// name without its columns.
pub(super) fn is_there_again(pass: &Pass, table: &Relation, taken: &Taken) -> bool {
    namesake(pass, table).is_some_and(|now| {
        let older = pass.up().is_some_and(|up| up.before.relation(now.id).is_some());
        let lacks = |column: &crate::ast::Name| now.column(column).is_none();
        !(older && now.columns_known && taken.left.iter().any(lacks))
    })
}

/// Those of which everything was taken have one finding: what is said of them is one thing.
pub(super) fn report(pass: &mut Pass, gone: Vec<Gone>) {
    let (whole, parts): (Vec<Gone>, Vec<Gone>) =
        gone.into_iter().partition(|gone| gone.taken.left.is_empty());
    for gone in &parts {
        let name = &gone.table.name;
        let values = list(gone.taken.left.iter().map(|column| format!("{name}.{column}")));
        let code = match namesake(pass, gone.table) {
            Some(now) => format!("another table is `{}` from here on", now.name),
            None => "running code that still uses the table fails from here on".to_owned(),
        };
        let message = format!("destroys the values of {values}, and {code}");
        let help = moved::help(pass, gone.at, &[(gone.name, gone.table)], gone.cascade);
        tell(pass, gone, message).help(help);
    }
    let Some(first) = whole.first() else { return };
    let names = list(whole.iter().map(|gone| &gone.table.name));
    let fails = if whole.len() == 1 { "fails" } else { "fail" };
    let (code, it) = match whole.len() {
        1 => ("running code that still uses", "it"),
        _ => ("queries of running code on", "each of them"),
    };
    tell(pass, first, format!("{code} {names} {fails} from here on")).severity(Severity::Warning).help(format!(
        "drop {it} in a later migration, once every running version of the application uses what has the rows now"
    ));
}

fn tell<'p>(pass: &'p mut Pass, gone: &Gone, message: String) -> &'p mut Diagnostic {
    let table = gone.table;
    let label = pass.label_created(table.origin, format!("`{}` is created here", table.name));
    let (into, from) = (&gone.taken.into, &table.name);
    let verb = if into.len() == 1 { "was" } else { "were" };
    let note = (!into.is_empty()).then(|| format!("{} {verb} filled from `{from}`", list(into)));
    let finding = pass.report(gone.name.span, message).on(gone.at.1, table.id).label(label);
    finding.notes.extend(note);
    finding
}
