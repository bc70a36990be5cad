//! What `rules` and `explain` print: every rule on a line, and one rule's page.

use std::io::{self, Write};

use serde::Serialize;

use super::summary::counted;
use super::text::{cut, padded, wrapped};
use super::{ReportOptions, markdown, style};
use crate::config::Settings;
use crate::page::{Category, Page};
use crate::rule::Paged;
use crate::version::PgVersion;

/// A rule's id and its page.
pub type Listed = (&'static str, &'static Page);

/// Checks that are not chosen with the rules, since another command asks them.
pub struct Others {
    category: Category,
    command: &'static str,
    checks: Vec<Listed>,
}

/// Every rule under its category: what it weighs here, and its summary.
pub fn write(
    rules: &[Listed],
    others: &[Others],
    settings: &Settings,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let names = rules.iter().map(|(id, _)| id.len()).max().unwrap_or_default();
    for category in Category::ALL {
        let mut own = rules.iter().filter(|(_, page)| page.category == category).peekable();
        if own.peek().is_none() {
            continue;
        }
        writeln!(out, "{}", options.paint(style::STRONG, &title(category)))?;
        for (id, page) in own {
            let (weight, weight_style) = weight(id, settings);
            let summary = cut(page.summary, options.width.saturating_sub(names + 13).max(30));
            writeln!(
                out,
                "  {}  {}  {}",
                padded(id, names),
                options.paint(weight_style, &padded(weight, 7)),
                if weight == "off" { options.paint(style::DIM, &summary) } else { summary.into_owned() }
            )?;
        }
        writeln!(out)?;
    }
    for checks in others {
        checks.write(names, options, out)?;
    }
    let on = rules.iter().filter(|(id, _)| settings.is_on(id)).count();
    writeln!(
        out,
        "{}, {on} on. `migrate-lint explain RULE` shows one with its reasons and examples.",
        counted(rules.len(), "rule", "rules")
    )
}

impl Others {
    pub fn new<F>(category: Category, command: &'static str, checks: &[&'static Paged<F>]) -> Self {
        Self { category, command, checks: checks.iter().map(|check| (check.id, check.page())).collect() }
    }

    fn write(&self, names: usize, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
        let heading = format!("{} (with `{}`)", title(self.category), self.command);
        writeln!(out, "{}", options.paint(style::STRONG, &heading))?;
        for (id, page) in &self.checks {
            let summary = cut(page.summary, options.width.saturating_sub(names + 13).max(30));
            let weight = options.paint(style::of(page.severity), &padded(page.severity.name(), 7));
            writeln!(out, "  {}  {weight}  {summary}", padded(id, names))?;
        }
        writeln!(out)
    }
}

/// The same as JSON.
pub fn write_json(
    rules: &[Listed],
    settings: &Settings,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rules = rules.iter().map(|(id, page)| Entry::of(id, page, settings, options)).collect();
    serde_json::to_writer(&mut *out, &List { version: 1, rules })?;
    out.write_all(b"\n")
}

/// One rule's page, for reading in a terminal.
pub fn explain<F>(
    rule: &'static Paged<F>,
    settings: &Settings,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    page(rule.id, rule.page(), weight(rule.id, settings), options, out)
}

/// The page of a check of plans or of a gate.
pub fn explain_check<F>(
    check: &'static Paged<F>,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let severity = check.page().severity;
    page(check.id, check.page(), (severity.name(), style::of(severity)), options, out)
}

fn page(
    id: &str,
    page: &'static Page,
    (weight, weight_style): (&str, annotate_snippets::renderer::Style),
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(out, "{}", options.paint(style::STRONG, id))?;
    for line in wrapped(page.summary, options.width.max(40)) {
        writeln!(out, "{line}")?;
    }
    writeln!(out)?;
    fact(out, options, "severity", &options.paint(weight_style, weight))?;
    fact(out, options, "category", &title(page.category))?;
    if page.postgres != (PgVersion::OLDEST, PgVersion::NEWEST) {
        fact(out, options, "PostgreSQL", &versions(page.postgres))?;
    }
    if !page.aliases.is_empty() {
        fact(out, options, "aliases", &page.aliases.join(", "))?;
    }
    fact(out, options, "since", page.since)?;
    if page.category == Category::Gate {
        fact(out, options, "page", &format!("{}gate/{id}.md", options.documentation))?;
    } else if let Some(page) = page_of(id, page, options) {
        fact(out, options, "page", &page)?;
    }
    writeln!(out, "\n{}", markdown::render(page.body, options))
}

fn page_of(id: &str, page: &Page, options: &ReportOptions) -> Option<String> {
    options.page_url(id).filter(|_| page.category != Category::Custom)
}

fn fact(out: &mut dyn Write, options: &ReportOptions, name: &str, value: &str) -> io::Result<()> {
    writeln!(out, "  {}  {value}", options.paint(style::DIM, &padded(name, 10)))
}

#[derive(Serialize)]
struct List {
    version: u32,
    rules: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    category: &'static str,
    enabled: bool,
    severity: &'static str,
    summary: &'static str,
    aliases: Vec<&'static str>,
    since: &'static str,
    /// The first and the last major that it is about.
    postgres: [u8; 2],
    options: toml::Table,
    /// None for a rule that the configuration declares.
    url: Option<String>,
}

impl Entry {
    fn of(id: &'static str, page: &'static Page, settings: &Settings, options: &ReportOptions) -> Self {
        let chosen = settings.rule(id);
        Entry {
            id,
            category: page.category.name(),
            enabled: settings.is_on(id),
            severity: chosen.map_or(page.severity, |chosen| chosen.severity).name(),
            summary: page.summary,
            aliases: page.aliases.clone(),
            since: page.since,
            postgres: [page.postgres.0.major(), page.postgres.1.major()],
            options: chosen.map(|chosen| chosen.options.0.clone()).unwrap_or_default(),
            url: page_of(id, page, options),
        }
    }
}

/// What a finding of the rule would weigh here.
fn weight(id: &str, settings: &Settings) -> (&'static str, annotate_snippets::renderer::Style) {
    match settings.rule(id).filter(|_| settings.is_on(id)) {
        Some(chosen) => (chosen.severity.name(), style::of(chosen.severity)),
        None => ("off", style::DIM),
    }
}

fn versions((first, last): (PgVersion, PgVersion)) -> String {
    match (first, last) {
        (first, PgVersion::NEWEST) => format!("{first} and later"),
        (PgVersion::OLDEST, last) => format!("up to {last}"),
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first} to {last}"),
    }
}

/// A category's name as a heading: `Data loss`.
fn title(category: Category) -> String {
    let name = category.name().replace('-', " ");
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}
