//! Files that begin with a mark that the server takes for a word.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("byte-order-mark", include_str!("../../rules/byte-order-mark.md"), check);

const MARK: char = '\u{feff}';

/// Whether the files before and after begin so too: then what runs them takes the mark away.
fn is_usual(pass: &Pass) -> bool {
    if pass.tool().is_known() {
        return false;
    }
    let from = pass.index.saturating_sub(2);
    let near = pass.history.migrations.iter().enumerate().skip(from).take(5);
    let others = near.filter(|(at, _)| *at != pass.index).filter_map(|(_, other)| other.up.as_ref());
    others.filter(|up| up.source.text().starts_with(MARK)).count() >= 2
}

fn check(pass: &mut Pass) {
    let Some(up) = pass.up().filter(|_| !pass.tool().skips_byte_order_mark()) else { return };
    let begins = up.source.text().starts_with(MARK);
    let whole = up.sections.first().is_none_or(|section| section.start <= MARK.len_utf8());
    let Some(first) = up.steps.first().filter(|_| begins && whole && !is_usual(pass)) else { return };
    let span = crate::rule::first_line(&up.source, first.span());
    pass.report(
        span,
        "the file begins with a byte order mark, which the server takes for a part of the first word",
    )
    .note(
        "psql leaves it out; a tool that sends the file as it is gets a syntax error at its first character",
    )
    .help("save the file as UTF-8 without a byte order mark");
}
