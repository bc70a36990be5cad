//! Comments that allow a finding.
//!
//! `-- migrate-lint: allow(rule[, rule]) reason` holds for the statement it stands in, the one at the end of whose
//! line it stands, or else the next one. Before the first statement of a file and parted from it by an empty line,
//! it holds for the file, as `allow-file(…)` does anywhere. Squawk's and eugene's comments are understood.

use std::sync::Arc;

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::migration::Script;
use crate::rule::Rule;
use crate::source::{SourceFile, Span};

mod area;
mod comment;
mod unused;

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
    /// Why it was not understood.
    problem: Option<String>,
}

/// One name in a comment.
#[derive(Debug)]
struct Named {
    name: String,
    span: Span,
    /// Another tool's name can stand for several rules.
    rules: Vec<&'static Rule>,
    used: bool,
}

/// Takes out what a comment of these scripts allows; adds what is wrong with the comments themselves.
pub fn apply(found: Vec<Diagnostic>, scripts: &[&Script], settings: &Settings) -> Applied {
    let mut suppressions = collect(scripts);
    if suppressions.is_empty() {
        return Applied { kept: found, allowed: Vec::new() };
    }
    let mut applied = Applied::default();
    for finding in found {
        match allow(&mut suppressions, &finding) {
            Some((reason, comment)) => applied.allowed.push(Allowed { finding, reason, comment }),
            None => applied.kept.push(finding),
        }
    }
    let complaints = unused::complaints(&suppressions, &applied.kept, settings);
    for complaint in complaints {
        match allow(&mut suppressions, &complaint) {
            Some((reason, comment)) => applied.allowed.push(Allowed { finding: complaint, reason, comment }),
            None => applied.kept.push(complaint),
        }
    }
    applied
}

fn collect(scripts: &[&Script]) -> Vec<Suppression> {
    let mut suppressions = Vec::new();
    for (source, scripts) in area::by_source(scripts) {
        if !comment::is_possible(source.text()) {
            continue;
        }
        let places = area::Places::of(&source, &scripts);
        for place in places.comments() {
            for directive in comment::read(source.slice(place), place.start as usize) {
                let area = places.area(place, &directive);
                suppressions.push(Suppression {
                    source: Arc::clone(&source),
                    comment: place,
                    style: directive.style,
                    area,
                    names: directive.names,
                    reason: directive.reason,
                    problem: directive.problem,
                });
            }
        }
    }
    suppressions
}

/// The reason and the place of the first comment that allows a finding. Every comment that allows it counts as used.
fn allow(suppressions: &mut [Suppression], finding: &Diagnostic) -> Option<(Option<String>, Span)> {
    let mut first = None;
    for suppression in suppressions.iter_mut() {
        let here = suppression.problem.is_none()
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
            return rule != unused::RULE_ID;
        }
        let mut named = false;
        for name in &mut self.names {
            if name.rules.iter().any(|allowed| allowed.id == rule) {
                name.used = true;
                named = true;
            }
        }
        named
    }
}
