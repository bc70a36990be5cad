//! What is read without an error is what the grammar accepts, also where it was not asked.

use migrate_lint::parse::{ParseOptions, parse};
use migrate_lint::source::SourceFile;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::parse_statements::{change, statement};
use crate::support::corpus;

mod texts;

use texts::{CLOSE, FORMS, KEY_WORDS};

/// Fails where the grammar refuses what is read without an error, or accepts what is not.
pub(crate) fn agree(text: &str) {
    let parsed = parse(&SourceFile::new("a.sql", text), &ParseOptions::default());
    if !parsed.masked.is_empty() {
        return;
    }
    let refused = pg_query::parse(text, 0).err();
    assert_eq!(parsed.errors.is_empty(), refused.is_none(), "{text}: {refused:?}, {:?}", parsed.errors);
}

#[test]
fn every_key_word_is_taken_for_what_the_grammar_takes_it() {
    for form in FORMS {
        KEY_WORDS.split_whitespace().for_each(|word| agree(&form.replace("{}", word)));
    }
}

#[test]
fn what_is_almost_right_is_refused() {
    CLOSE.iter().for_each(|text| agree(text));
}

/// The parts of a statement: words, numbers and single marks.
fn parts(text: &str) -> Vec<&str> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '\'' | '"');
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match is_word(first) {
            true => rest.find(|c: char| !is_word(c)).unwrap_or(rest.len()),
            false => first.len_utf8(),
        };
        parts.push(&rest[..length]);
        rest = &rest[length..];
    }
    parts
}

/// What a slip makes of a statement.
fn slips(text: &str, kinds: &[(u8, prop::sample::Index, prop::sample::Index)]) -> String {
    let mut parts = parts(text);
    for (kind, here, there) in kinds {
        if parts.is_empty() {
            break;
        }
        let (here, other) = (here.index(parts.len()), there.index(parts.len()));
        match kind {
            0 => drop(parts.remove(here)),
            1 => parts.insert(here, parts[other]),
            2 => parts.swap(here, other),
            _ => {
                let words: Vec<&str> = KEY_WORDS.split_whitespace().collect();
                parts[here] = words[there.index(words.len())];
            }
        }
    }
    parts.concat()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_slip_is_seen(
        text in prop_oneof![3 => statement(), 1 => change()],
        kinds in prop::collection::vec((0_u8..4, any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..3),
    ) {
        agree(&slips(&text, &kinds));
    }
}

/// Every statement of the corpus that `benches/corpus.sh` assembles, with a slip in one of its parts.
#[test]
#[ignore = "needs benches/corpus"]
fn a_slip_in_the_corpus_is_seen() {
    let mut runner = TestRunner::deterministic();
    let index = || any::<prop::sample::Index>();
    for text in corpus().filter(|text| text.len() < 100_000) {
        let source = SourceFile::new("a.sql", text.as_str());
        for statement in parse(&source, &ParseOptions::default()).statements {
            let slip = (0_u8..4, index(), index()).new_tree(&mut runner).unwrap().current();
            agree(&slips(source.slice(statement.span), &[slip]));
        }
    }
}
