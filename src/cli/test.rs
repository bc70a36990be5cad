//! `test`: holds the rules that the configuration declares to their own examples.

use std::io::{self, Write};
use std::path::Path;

use crate::config::{Flags, Settings};
use crate::custom::{CustomRule, Example};
use crate::discover::{self, DiscoverOptions};
use crate::lint::lint;

use super::arguments::TestArguments;
use super::failure::Failure;
use super::output::Output;
use super::{Outcome, Verdict, configuration};

/// What became of one example.
struct Tried<'a> {
    rule: &'static CustomRule,
    example: &'a Example,
    kept: bool,
}

pub(super) fn test(arguments: &TestArguments) -> Outcome {
    let found = configuration::for_path(Path::new("."), &arguments.common)?;
    let settings = Settings::resolve(&found.configuration, &Flags::default(), &found.base);
    if settings.custom().is_empty() {
        let failure = Failure::new("the configuration declares no rules, so there is nothing to test");
        return Err(vec![failure.help("`[[custom]]` in migrate-lint.toml declares one")]);
    }
    let rules = settings.custom().iter().copied();
    let tried: Vec<Tried> = rules
        .flat_map(|rule| rule.check.examples.iter().map(move |example| (rule, example)))
        .map(|(rule, example)| Tried { rule, example, kept: keeps(rule, example, &settings) })
        .collect();
    let output = Output::new(None, &arguments.common);
    output.write(|out| write(&settings, &tried, out)).map_err(|failure| vec![failure])?;
    Ok(if tried.iter().all(|tried| tried.kept) { Verdict::Clean } else { Verdict::Findings })
}

/// Whether the rule says something of an unsafe example and nothing of a safe one.
fn keeps(rule: &'static CustomRule, example: &Example, settings: &Settings) -> bool {
    let discovery = discover::stdin(&example.sql, None, &DiscoverOptions::default());
    let alone = settings.only(rule.id);
    let mut found = discovery.histories.into_iter().flat_map(|source| lint(source, &alone).diagnostics);
    found.any(|finding| finding.rule == rule.id) != example.safe
}

fn write(settings: &Settings, tried: &[Tried], out: &mut dyn Write) -> io::Result<()> {
    for rule in settings.custom() {
        let own: Vec<&Tried> = tried.iter().filter(|tried| tried.rule.id == rule.id).collect();
        let failed = own.iter().filter(|tried| !tried.kept).count();
        match (own.len(), failed) {
            (0, _) => writeln!(out, "{}: has no examples; `unsafe` and `safe` take SQL", rule.id)?,
            (1, 0) => writeln!(out, "{}: its example holds", rule.id)?,
            (all, 0) => writeln!(out, "{}: its {all} examples hold", rule.id)?,
            (all, failed) => writeln!(out, "{}: {failed} of {all} examples do not hold", rule.id)?,
        }
        for tried in own.iter().filter(|tried| !tried.kept) {
            let should = if tried.example.safe { "finds something in" } else { "finds nothing in" };
            writeln!(out, "  {should}:")?;
            for line in tried.example.sql.trim().lines() {
                writeln!(out, "    {line}")?;
            }
        }
    }
    Ok(())
}
