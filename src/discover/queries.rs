//! Numbered scripts that only read, as reports and checks by hand do: no steps of a history.

use super::layout::Loaded;
use super::lex::{Token, tokens};
use super::told_twice::scripts;
use crate::effects::is_built_in_reader;

/// Words that stand before a bracket and call nothing.
const BEFORE_BRACKETS: &[&str] = &[
    "all",
    "and",
    "any",
    "array",
    "as",
    "between",
    "by",
    "case",
    "cast",
    "coalesce",
    "decimal",
    "distinct",
    "else",
    "except",
    "exists",
    "extract",
    "filter",
    "from",
    "greatest",
    "having",
    "in",
    "intersect",
    "join",
    "lateral",
    "least",
    "limit",
    "not",
    "nullif",
    "numeric",
    "on",
    "or",
    "over",
    "select",
    "some",
    "then",
    "union",
    "using",
    "values",
    "varchar",
    "when",
    "where",
];

/// Aggregates and window functions, of which all that the server has only read.
const OF_MANY_ROWS: &[&str] = &[
    "array_agg",
    "avg",
    "bool_and",
    "bool_or",
    "count",
    "dense_rank",
    "every",
    "first_value",
    "json_agg",
    "jsonb_agg",
    "lag",
    "last_value",
    "lead",
    "max",
    "min",
    "rank",
    "row_number",
    "string_agg",
    "sum",
];

/// Words that a query which changes nothing does not have.
const CHANGING: &[&str] = &["create", "delete", "insert", "into", "merge", "update"];

/// Whether all that the scripts do is to read tables.
pub(super) fn are_all(loaded: &Loaded) -> bool {
    let mut all = scripts(loaded).map(|script| queries(script.source.text()));
    let mut found = 0;
    let only = all.all(|queries| {
        found += queries.unwrap_or_default();
        queries.is_some()
    });
    only && found > 0
}

/// How many queries a script has, if it has nothing else.
fn queries(text: &str) -> Option<usize> {
    let tokens: Vec<Token> = tokens(text).collect();
    let mut statements = tokens.split(|token| *token == Token::End).filter(|statement| !statement.is_empty());
    statements.try_fold(0, |count, statement| is_query(statement).then_some(count + 1))
}

fn is_query(statement: &[Token]) -> bool {
    let first = statement.iter().find(|token| **token != Token::Mark(b'('));
    let selects = first.is_some_and(|token| token.is("select") || token.is("with"));
    let has = |words: &[&str]| statement.iter().any(|token| words.iter().any(|word| token.is(word)));
    selects && has(&["from"]) && !has(CHANGING) && !statement.windows(2).any(may_change)
}

/// Whether a function is called of which it is not known that it only reads.
fn may_change(pair: &[Token]) -> bool {
    match pair {
        [Token::Word(name), Token::Mark(b'(')] => {
            let name = name.to_ascii_lowercase();
            let known = BEFORE_BRACKETS.iter().chain(OF_MANY_ROWS).any(|known| *known == name);
            !known && !is_built_in_reader(&name)
        }
        [Token::Quoted(_), Token::Mark(b'(')] => true,
        _ => false,
    }
}
