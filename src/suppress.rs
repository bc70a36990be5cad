//! Comments that allow a finding, and the baseline of those that were there before.
//!
//! `-- migrate-lint: allow(rule[, rule]) reason` holds for the statement it stands in, the one at the end of whose
//! line it stands, or else the next one. Before the first statement of a file and parted from it by an empty line,
//! it holds for the file, as `allow-file(…)` does anywhere. `until 2030-01-31` in the reason ends it. Squawk's and eugene's comments are understood.

use std::sync::Arc;

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::migration::Script;
use crate::rule::day_in;
use crate::source::{SourceFile, Span};

mod area;
mod baseline;
mod comment;
mod hygiene;
mod unused;

pub use baseline::*;

use area::Area;
use comment::Style;

/// What is left after the comments were heeded.
#[derive(Debug, Default)]
pub struct Applied {
    /// What no comment allows, and what is wrong with the comments themselves.
    pub kept: Vec<Diagnostic>,
    pub allowed: Vec<Allowed>,
}

/// A finding that a comment allows.
#[derive(Clone, Debug)]
pub struct Allowed {
    pub finding: Diagnostic,
    /// What the comment gives as the reason.
    pub reason: Option<String>,
    pub comment: Span,
}

/// A comment that allows something.
#[derive(Debug)]
struct Suppression {
    source: Arc<SourceFile>,
    /// The whole comment, with its markers.
    comment: Span,
    style: Style,
    area: Area,
    /// Empty in another tool's comment that allows everything.
    names: Vec<Named>,
    reason: Option<String>,
    /// The last day on which it holds, as it was written.
    until: Option<String>,
    /// That day is over: it allows nothing any more.
    expired: bool,
    /// Why it was not understood.
    problem: Option<String>,
}

/// One name in a comment.
#[derive(Debug)]
struct Named {
    name: String,
    span: Span,
    /// Another tool's name can stand for several rules.
    rules: Vec<&'static str>,
    used: bool,
}

impl Named {
    /// A name that no rule of the program has can be one that the configuration declares.
    fn declared_in(mut self, settings: &Settings) -> Self {
        if self.rules.is_empty() {
            let declared = settings.custom().iter().map(|rule| rule.id);
            self.rules = declared.filter(|id| *id == self.name).collect();
        }
        self
    }
}

/// Takes out what a comment of these scripts allows; adds what is wrong with the comments themselves.
pub fn apply(found: Vec<Diagnostic>, scripts: &[&Script], settings: &Settings) -> Applied {
    let mut suppressions = collect(scripts, settings);
    if suppressions.is_empty() {
        return Applied { kept: found, allowed: Vec::new() };
    }
    let critical = critical(settings);
    let mut applied = heeded(found, &mut suppressions, &critical);
    let mut complaints = unused::complaints(&suppressions, &applied.kept, settings);
    complaints.extend(hygiene::complaints(&suppressions, settings));
    let Applied { kept, allowed } = heeded(complaints, &mut suppressions, &critical);
    applied.kept.extend(kept);
    applied.allowed.extend(allowed);
    applied
}

/// Takes out what a comment of these scripts allows. Nothing is said of the comments themselves.
pub fn heed(found: Vec<Diagnostic>, scripts: &[&Script], settings: &Settings) -> Applied {
    heeded(found, &mut collect(scripts, settings), &critical(settings))
}

fn heeded(found: Vec<Diagnostic>, suppressions: &mut [Suppression], critical: &[&str]) -> Applied {
    let mut applied = Applied::default();
    for finding in found {
        match allow(suppressions, &finding, critical) {
            Some((reason, comment)) => applied.allowed.push(Allowed { finding, reason, comment }),
            None => applied.kept.push(finding),
        }
    }
    applied
}

/// Whether no comment allows the findings of a rule.
pub fn is_critical(rule: &str, settings: &Settings) -> bool {
    critical(settings).contains(&rule)
}

/// The rules whose findings no comment allows, as the configuration has them.
fn critical(settings: &Settings) -> Vec<&str> {
    let own = settings.rule(hygiene::CRITICAL).filter(|_| settings.is_on(hygiene::CRITICAL));
    own.map(|own| own.options.strings("rules")).unwrap_or_default()
}

/// The day after `until` in a reason, as it was written, and counted from 1970.
fn end_of(reason: &str) -> Option<(&str, i64)> {
    let mut words = reason.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')'));
    words.find(|word| word.eq_ignore_ascii_case("until"))?;
    let day = words.find(|word| !word.is_empty())?.trim_end_matches('.');
    (day.len() == "2030-01-31".len()).then_some(())?;
    Some((day, day_in(day)?))
}

fn collect(scripts: &[&Script], settings: &Settings) -> Vec<Suppression> {
    let mut suppressions = Vec::new();
    for (source, scripts) in area::by_source(scripts) {
        if !comment::is_possible(source.text()) {
            continue;
        }
        let places = area::Places::of(&source, &scripts);
        for place in places.comments() {
            for directive in comment::read(source.slice(place), place.start as usize) {
                let area = places.area(place, &directive);
                let end = directive.reason.as_deref().and_then(end_of);
                let expired = end.zip(settings.today).is_some_and(|((_, end), today)| end < today);
                let until = end.map(|(day, _)| day.to_owned());
                suppressions.push(Suppression {
                    source: Arc::clone(&source),
                    comment: place,
                    style: directive.style,
                    area,
                    names: directive.names.into_iter().map(|name| name.declared_in(settings)).collect(),
                    reason: directive.reason,
                    until,
                    expired,
                    problem: directive.problem,
                });
            }
        }
    }
    suppressions
}

/// The reason and the place of the first comment that allows a finding. Every comment that allows it counts as used.
fn allow(
    suppressions: &mut [Suppression],
    finding: &Diagnostic,
    critical: &[&str],
) -> Option<(Option<String>, Span)> {
    if critical.contains(&finding.rule) {
        return None;
    }
    let mut first = None;
    for suppression in suppressions.iter_mut() {
        let here = suppression.problem.is_none()
            && !suppression.expired
            && suppression.source.path() == finding.source.path()
            && suppression.area.covers(finding.span);
        if here && suppression.names(finding.rule) && first.is_none() {
            first = Some((suppression.reason.clone(), suppression.comment));
        }
    }
    first
}

impl Suppression {
    /// Whether it names this rule; the name is then used.
    fn names(&mut self, rule: &str) -> bool {
        if self.names.is_empty() {
            return rule != unused::RULE_ID && rule != hygiene::BLANKET;
        }
        let mut named = false;
        for name in &mut self.names {
            if name.rules.contains(&rule) {
                name.used = true;
                named = true;
            }
        }
        named
    }
}
