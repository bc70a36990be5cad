//! A way back that leaves the schema other than the migration found it.

use std::sync::Arc;

use crate::ast::{AlterActionKind, Expr, Statement};
use crate::catalog::{Baseline, Catalog, Change, Difference, Relation, RelationKind, not_undone};
use crate::diagnostic::{Diagnostic, Severity};
use crate::effects::Failure;
use crate::migration::{Script, Step};
use crate::parse::{MaskedKind, identifiers};
use crate::rule::{Pass, Rule, code_of, first_line, raises_error};
use crate::source::Span;
use crate::version::PgVersion;

mod dropped_unseen;
mod fails_on_rows;
mod missing;
mod not_null;
mod renamed;
mod unsure;
mod words;

use unsure::{dropped_in_case, made_by_a_call, made_by_replacing, may_be_attached, may_be_not_null};
use words::{bare, remedy, said, split};

pub(super) static RULE: Rule =
    Rule::new("rollback-incomplete", include_str!("../../rules/rollback-incomplete.md"), check);

const SHOWN: usize = 5;
const WRITE_IT: &str = "write it for the schema that the migration leaves, and run it once on a copy";

fn check(pass: &mut Pass) {
    if pass.unit.len() > 1 {
        return check_unit(pass);
    }
    let (Some(up), Some(down)) = (pass.up(), pass.down()) else { return };
    let Some(first) = down.steps.first() else { return };
    let opaque =
        is_opaque(up) || is_opaque(down) || down.steps.iter().any(|step| calls_code(&step.statement.kind));
    if opaque || pass.says_irreversible(down) || pass.says_irreversible(up) || refuses(down) {
        return;
    }
    if let Some((step, why, help)) = first_failure(pass, up, down) {
        let place = first_line(&down.source, step.span());
        pass.report_in(Arc::clone(&down.source), place, format!("the way back fails here: {why}")).help(help);
        return;
    }
    if let Some(nulls) = fails_on_rows::first(up, down) {
        let place = first_line(&down.source, nulls.step.span());
        pass.report_in(Arc::clone(&down.source), place, nulls.message()).help(nulls.help());
    }
    let met = up.steps.iter().chain(&down.steps).map(|step| &step.before);
    let not_null_has_name = names_not_null(pass);
    let round =
        Round { ups: vec![up], downs: vec![down], before: &up.before, after: &down.after, not_null_has_name };
    let mut left = round.left(met, &up.after);
    left.retain(|difference| !is_unsure(pass, &round, difference));
    if left.iter().any(|difference| !is_renamed(difference)) {
        report(pass, down, first.span(), "the way back does not lead back", (&left, &round));
    } else if !left.is_empty() {
        let named = left.iter().any(|difference| calls(up, bare(&difference.name)));
        let what = match named {
            true => "by which the migration does not find them when it runs again",
            false => "and what calls them by the old ones fails later",
        };
        let what = format!("the way back leads back under other names, {what}");
        let finding = report(pass, down, first.span(), &what, (&left, &round));
        if !named {
            finding.severity(Severity::Advice);
        }
    }
}

/// Whether the server may be one that gives every NOT NULL a name.
fn names_not_null(pass: &Pass) -> bool {
    !pass.history.version_given || pass.version >= PgVersion::V18
}

/// Whether a statement of a script has a name in it.
fn calls(script: &Script, name: &str) -> bool {
    let mut texts = script.steps.iter().map(|step| script.source.slice(step.span()));
    texts.any(|text| identifiers(text).iter().any(|(_, word)| word.trim_matches('"') == name))
}

/// Code knows the names of tables and columns, and hardly those of constraints and indexes.
fn is_renamed(difference: &Difference) -> bool {
    matches!(difference.kind, "constraint" | "index") && matches!(difference.change, Change::Renamed(_))
}

/// The migrations that were one are taken back together, from the last to the first, and the ways back may stand in other
/// files than what they undo.
fn check_unit(pass: &mut Pass) {
    if pass.index + 1 != pass.unit.end {
        return;
    }
    let Some(unit) = pass.history.migrations.get(pass.unit.clone()) else { return };
    let pairs: Vec<(&Script, &Script)> =
        unit.iter().filter_map(|one| Some((one.up.as_ref()?, one.down.script()?))).collect();
    let (Some((first, _)), Some((last, place))) = (pairs.first(), pairs.last()) else { return };
    let unknown = |(up, down): &(&Script, &Script)| {
        let says = pass.says_irreversible(up) || pass.says_irreversible(down);
        says || is_opaque(up)
            || is_opaque(down)
            || refuses(down)
            || down.steps.iter().any(|step| calls_code(&step.statement.kind))
    };
    if pairs.len() < unit.len() || pairs.iter().any(unknown) {
        return;
    }
    let mut after = last.after.clone();
    for (_, down) in pairs.iter().rev() {
        for step in &down.steps {
            after.assume(&step.statement.kind);
            after.apply(&step.statement, down.id, pass.version);
        }
    }
    let met = pairs.iter().flat_map(|(up, _)| &up.steps).map(|step| &step.before);
    let ups = pairs.iter().map(|(up, _)| *up).collect();
    let downs = pairs.iter().rev().map(|(_, down)| *down).collect();
    let not_null_has_name = names_not_null(pass);
    let round = Round { ups, downs, before: &first.before, after: &after, not_null_has_name };
    let mut left = round.left(met, &last.after);
    left.retain(|difference| !is_unsure(pass, &round, difference));
    let span = place.steps.first().map_or(Span::default(), Step::span);
    if !left.is_empty() {
        let what =
            format!("taken back together, the {} files of this migration do not lead back", pairs.len());
        report(pass, place, span, &what, (&left, &round));
    }
}

/// Whether what the way back does not make again may not have been there either.
fn is_unsure(pass: &Pass, round: &Round, difference: &Difference) -> bool {
    let gone = matches!(difference.change, Change::Removed(_) | Change::Renamed(_));
    gone && dropped_unseen::may_be(pass, round.before, difference)
}

/// What was done and taken back.
struct Round<'a> {
    ups: Vec<&'a Script>,
    downs: Vec<&'a Script>,
    before: &'a Catalog,
    after: &'a Catalog,
    /// From PostgreSQL 18 on every NOT NULL is a constraint with a name.
    not_null_has_name: bool,
}

impl<'a> Round<'a> {
    fn left(&self, met: impl Iterator<Item = &'a Catalog>, between: &Catalog) -> Vec<Difference> {
        let mut left = not_undone(self.before, met, between, self.after);
        renamed::pair(&mut left, self);
        left.iter_mut().for_each(forget_labels);
        left.iter_mut().for_each(|difference| self.forget_default(difference));
        left.retain(|difference| counts(difference, self));
        left
    }

    /// A column that is dropped and must not be null can be added again only with a default.
    fn forget_default(&self, difference: &mut Difference) {
        let (table, column) = split(&difference.name);
        let drops = |step: &Step| table.is_some_and(|table| drops_column(step, table, column));
        if let Change::Changed(changes) = &mut difference.change
            && difference.kind == "column"
            && !changes.iter().any(|change| change.property == "not null")
            && self.steps().any(drops)
        {
            changes.retain(|change| change.property != "default" || change.before.is_some());
        }
    }

    fn steps(&self) -> impl Iterator<Item = &'a Step> {
        self.ups.iter().flat_map(|up| &up.steps)
    }
}

/// Whether a statement drops a column, both as a message shows them.
fn drops_column(step: &Step, table: &str, column: &str) -> bool {
    let Statement::AlterTable(alter) = &step.statement.kind else { return false };
    let known = step.before.resolve(&alter.name);
    known.is_some_and(|known| known.name.to_string() == table)
        && alter.actions.iter().any(|action| match &action.kind {
            AlterActionKind::DropColumn { column: dropped, .. } => dropped.to_string() == column,
            _ => false,
        })
}

fn report<'p>(
    pass: &'p mut Pass,
    down: &Script,
    span: Span,
    what: &str,
    (left, round): (&[Difference], &Round),
) -> &'p mut Diagnostic {
    let empty = |difference: &Difference| not_null::comes_back_empty(difference, round);
    let words: Vec<String> = left.iter().take(SHOWN).map(|one| said(one, empty(one))).collect();
    let more = match left.len().saturating_sub(SHOWN) {
        0 => String::new(),
        more => format!(", and {more} more"),
    };
    let remedies = left.iter().take(SHOWN);
    let remedies: Vec<String> = remedies
        .flat_map(|one| [not_null::instead_of_check(one, left, round.after), remedy(one)])
        .flatten()
        .collect();
    let remedies = if remedies.is_empty() { String::new() } else { format!(":\n{}", remedies.join("\n")) };
    let help = match left.iter().all(empty) {
        true => "copy the values into another table before the column is dropped, and take them from there; or say in a comment \
                 that begins with `irreversible` that they are gone"
            .to_owned(),
        false => {
            format!("undo that too, or say why not in a comment that begins with `irreversible`{remedies}")
        }
    };
    let place = first_line(&down.source, span);
    pass.report_in(Arc::clone(&down.source), place, format!("{what}: {}{more}", words.join(", "))).help(help)
}

/// Whether parts of a script are not known.
fn is_opaque(script: &Script) -> bool {
    let masked = |kind| matches!(kind, MaskedKind::Placeholder | MaskedKind::Include);
    !script.errors.is_empty()
        || script.masked.iter().any(|masked_part| masked(masked_part.kind))
        || script.steps.iter().any(|step| match &step.statement.kind {
            Statement::Do(block) => !block.dynamic.is_empty() || block.language != "plpgsql",
            Statement::Call(_) => true,
            _ => false,
        })
}

/// A SELECT that calls a function which may change the schema.
fn calls_code(statement: &Statement) -> bool {
    let Statement::Select(query) = statement else { return false };
    let harmless = ["set_config", "setval", "pg_notify", "now", "count"];
    query
        .outputs
        .iter()
        .any(|output| matches!(&output.expr, Expr::Call(call) if !harmless.contains(&call.name.as_str())))
}

/// Whether the way back raises an error on purpose.
fn refuses(down: &Script) -> bool {
    down.steps.iter().any(|step| {
        matches!(step.statement.kind, Statement::Do(_))
            && raises_error(&code_of(down.source.slice(step.span())))
    })
}

/// The first statement of the way back that fails, the server's words for it, and what to do.
fn first_failure<'a>(
    pass: &Pass<'a>,
    up: &Script,
    down: &'a Script,
) -> Option<(&'a Step, String, &'static str)> {
    const REVOKE: &str =
        "revoke the rights that the role has, or drop what it has them on, further up in this script";
    const DROPPED: &str = "a statement above has dropped it already, perhaps with what it belonged to: put this one first, or \
                           say IF EXISTS";
    const NAME_IT: &str = "write the schema before the name";
    let refused =
        refused(pass, down).map(|(step, failure)| (step, failure.message.clone(), way_out(failure)));
    let missing = missing::column(up, down).map(|(step, message)| (step, message, WRITE_IT));
    let never = missing::constraint(pass, up, down).or_else(|| missing::relation(pass, up, down));
    let never = never.map(|(step, message)| (step, message, WRITE_IT));
    let twice = missing::dropped_twice(down)
        .map(|(step, name)| (step, format!("`{name}` does not exist any more"), DROPPED));
    let mut steps = missing::certain_steps(down);
    let needed = steps.find_map(|step| Some((step, pass.held_rights(step, Some(down))?.message(), REVOKE)));
    let elsewhere = missing::elsewhere(up, down).map(|(step, message)| (step, message, NAME_IT));
    [elsewhere, refused, missing, never, twice, needed]
        .into_iter()
        .flatten()
        .min_by_key(|(step, ..)| step.span().start)
}

/// The first statement of the way back that the server is certain to refuse after the migration.
fn refused<'a>(pass: &Pass, down: &'a Script) -> Option<(&'a Step, &'a Failure)> {
    let unsure = |step: &Step, failure: &Failure| failure.code == "42809" && !pass.knows_kinds(step);
    let mut steps = missing::certain_steps(down);
    steps.find_map(|step| {
        Some((step, step.effects.failure.as_ref().filter(|failure| !unsure(step, failure))?))
    })
}

fn way_out(failure: &Failure) -> &'static str {
    match failure.code {
        "2BP01" => "drop what depends on it first, further up in this script",
        "42P16" if failure.message.contains("view") => {
            "drop the view first, and create it as it was: OR REPLACE can only add columns at its end"
        }
        _ => WRITE_IT,
    }
}

/// Takes out what changes nothing that code can meet, what PostgreSQL cannot take back, and what is only written in
/// another way.
fn forget_labels(difference: &mut Difference) {
    if let Change::Changed(changes) = &mut difference.change {
        changes.retain(|change| {
            let aside = matches!(change.property.as_str(), "comment" | "owner" | "grants" | "not valid");
            let enum_value = difference.kind == "enum" && change.property == "values";
            let unknown = change.property == "type" && (change.before.is_none() || change.after.is_none());
            let same = change.before.as_ref().zip(change.after.as_ref()).is_some_and(|(before, after)| {
                let draws = |text: &str| text.starts_with("nextval(");
                plain(before) == plain(after)
                    || is_same_default(&change.property, before, after)
                    || draws(before) && draws(after)
            });
            let unknown = unknown || difference.kind == "extension" && change.before.is_none();
            !aside && !enum_value && !unknown && !same
        });
    }
}

/// Whether one default is `'false'` and the other `false`: the server reads the first as what the second is.
fn is_same_default(property: &str, before: &str, after: &str) -> bool {
    let is_value = |text: &&str| {
        let number = text.strip_prefix('-').unwrap_or(text);
        let digits = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
        matches!(*text, "true" | "false") || digits && (number == "0" || !number.starts_with('0'))
    };
    let inside = |text: &str| {
        let quoted = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
        quoted.filter(is_value).unwrap_or(text).to_owned()
    };
    property == "default" && inside(&plain(before)) == inside(&plain(after))
}

/// A definition without the casts and the schema that one text spells out and another leaves to the server.
fn plain(text: &str) -> String {
    let mut pieces = text.split("::");
    let mut plain = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"');
        plain += piece.trim_start_matches(part);
    }
    plain.replace("public.", "").split_whitespace().collect()
}

fn counts(difference: &Difference, round: &Round) -> bool {
    let owner = split(&difference.name).0.unwrap_or_default();
    match &difference.change {
        // What a view puts out follows from its query, and is not always known.
        Change::Changed(_) if difference.kind == "column" && is_view(owner, round) => false,
        Change::Changed(changes) => !changes.is_empty(),
        _ if difference.kind == "column" && is_view(owner, round) => false,
        _ if difference.kind == "sequence" && is_owned(&difference.name, round) => false,
        Change::Removed(_) if made_by_a_call(difference, round) || may_be_not_null(difference, round) => {
            false
        }
        Change::Removed(_) | Change::Renamed(_) => !dropped_in_case(difference, round),
        Change::Added if dropped_in_case(difference, round) => false,
        Change::Added if difference.kind == "index" && may_be_attached(difference, round) => false,
        Change::Added => match difference.kind {
            // Others may use it by then.
            "extension" | "schema" => false,
            "function" | "procedure" | "view" => {
                round.before.baseline == Baseline::Empty || !made_by_replacing(difference, round)
            }
            _ => true,
        },
    }
}

fn is_view(name: &str, round: &Round) -> bool {
    named(name, round)
        .any(|relation| matches!(relation.kind, RelationKind::View | RelationKind::MaterializedView))
}

/// A sequence that a column owns comes and goes with it, under a name that the server chooses.
fn is_owned(name: &str, round: &Round) -> bool {
    named(name, round).any(|relation| relation.sequence_owner.is_some())
}

fn named<'a>(name: &'a str, round: &Round<'a>) -> impl Iterator<Item = &'a Relation> {
    [round.before, round.after].into_iter().filter_map(move |catalog| catalog.relation_shown(name))
}
