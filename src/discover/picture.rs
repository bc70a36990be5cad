//! Files that stand beside a history and are no step of it: the schema that it comes to, and data for tests.

use std::collections::HashSet;

use super::beginning;
use super::lines::lines;
use super::names;
use super::tree::{File, read_ahead};

/// Files that hold a whole schema or test data.
const NO_MIGRATIONS: &[&str] =
    &["schema", "structure", "latest", "seed", "seeds", "dump", "full", "teardown", "drop_all", "reset"];

/// Words in the names of files that hold a whole schema.
const OF_PICTURES: &[&str] = &["schema", "structure", "snapshot", "dump"];

/// Words for filling tables, and for what is no real data; a name that has both says what it is.
const FILLING: &[&str] = &["populate", "fill", "seed", "load", "insert"];
const UNREAL: &[&str] = &["test", "tests", "performance", "benchmark", "demo", "dummy", "fake", "mock"];

/// Whether a file tells by itself that it is no step.
pub(super) fn is_no_step(file: &File) -> bool {
    is_called_no_step(file.name()) || is_one_of_many_dumps(file)
}

/// `schema-15.sql`: what pg_dump made of the schema on a server of this version, perhaps without its comments.
fn is_one_of_many_dumps(file: &File) -> bool {
    const HEAD: &[&str] =
        &["-- PostgreSQL database dump", "SELECT pg_catalog.set_config('search_path', '', false);"];
    let first = file.name().split(['-', '_', '.']).next().unwrap_or_default();
    let dumped = |text: &str| lines(text).take(20).any(|(_, line)| HEAD.contains(&line));
    NO_MIGRATIONS.contains(&first) && file.source().is_ok_and(|source| dumped(source.text()))
}

fn is_called_no_step(name: &str) -> bool {
    let stem = names::without_sql(name).unwrap_or(name).to_ascii_lowercase();
    // `00-latest-schema.sql` and `000_combined.sql` are what all that follow come to.
    let of_all = stem
        .trim_start_matches('0')
        .strip_prefix(['-', '_'])
        .is_some_and(|rest| rest.starts_with("latest") || rest == "combined");
    let dumped = stem.strip_suffix("dump").is_some_and(|name| name.ends_with(['-', '_', '.']));
    let says = |listed: &[&str]| words(&stem).any(|word| listed.contains(&word));
    let is_test_data = !stem.contains(|c: char| c.is_ascii_digit()) && says(FILLING) && says(UNREAL);
    NO_MIGRATIONS.contains(&stem.as_str()) || of_all && stem.starts_with('0') || dumped || is_test_data
}

/// Those of a history's files that have no number and make again what the numbered ones have made.
pub(super) fn of_the_end<'a>(
    steps: impl Iterator<Item = File<'a>>,
    is_numbered: impl Fn(&str) -> bool,
) -> Vec<File<'a>> {
    let (numbered, others): (Vec<File>, Vec<File>) = steps.partition(|file| is_numbered(file.name()));
    if others.is_empty() || numbered.len() < 2 {
        return Vec::new();
    }
    read_ahead(&numbered);
    let made: HashSet<String> =
        numbered.iter().flat_map(|file| beginning::tables_made(text(*file))).collect();
    let all_generated = numbered.iter().all(|file| is_generated(text(*file)));
    others
        .into_iter()
        .filter(|file| {
            let own = beginning::tables_made(text(*file));
            if takes_away(text(*file)) {
                return false;
            }
            let again = own.iter().filter(|table| made.contains(*table)).count();
            let says_so = is_called_picture(file.name()) || is_generated(text(*file)) && !all_generated;
            again > 0 && if says_so { 2 * again > own.len() } else { again > 1 && again == own.len() }
        })
        .collect()
}

/// Whether a statement at the beginning of a line takes away what is there, as no picture does.
fn takes_away(text: &str) -> bool {
    const TAKING: &[&str] = &["drop", "delete", "truncate", "update"];
    lines(text).any(|(_, line)| {
        let first = line.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        TAKING.iter().any(|word| first.eq_ignore_ascii_case(word))
    })
}

fn text<'a>(file: File<'a>) -> &'a str {
    file.source().map(|source| source.text()).unwrap_or_default()
}

/// `FullSchema.sql`, `schema_dump.sql`.
fn is_called_picture(name: &str) -> bool {
    words(name).any(|word| OF_PICTURES.iter().any(|listed| word.eq_ignore_ascii_case(listed)))
}

/// Whether the comment at the beginning says that a program wrote the file.
pub(super) fn is_generated(text: &str) -> bool {
    let head = text.lines().take_while(|line| line.is_empty() || line.starts_with("--")).take(8);
    head.map(str::to_ascii_lowercase)
        .any(|line| ["generated", "do not edit", "database dump"].iter().any(|said| line.contains(said)))
}

/// The words of a name, at its marks and its capitals.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).flat_map(|part| {
        let is_start = |at: usize| {
            at > 0 && part.as_bytes()[at].is_ascii_uppercase() && part.as_bytes()[at - 1].is_ascii_lowercase()
        };
        let starts: Vec<usize> =
            (0..part.len()).filter(|at| *at == 0 || is_start(*at)).chain([part.len()]).collect();
        starts.windows(2).map(|pair| &part[pair[0]..pair[1]]).collect::<Vec<_>>()
    })
}
