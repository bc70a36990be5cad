//! What is wrong with the comments themselves: findings of the rule `unused-suppression`.

use std::sync::Arc;

use crate::config::{RuleSettings, Settings, nearest_rule};
use crate::diagnostic::{Confidence, Diagnostic, Edit};
use crate::rules;
use crate::source::{SourceFile, Span};

use super::area::Area;
use super::comment::Style;
use super::{Named, Suppression};

pub(super) const RULE_ID: &str = "unused-suppression";

/// What is wrong, comment by comment. `kept` are the findings that none of them allows.
pub(super) fn complaints(
    suppressions: &[Suppression],
    kept: &[Diagnostic],
    settings: &Settings,
) -> Vec<Diagnostic> {
    let (Some(rule), Some(own)) = (rules::find(RULE_ID), settings.rule(RULE_ID)) else { return Vec::new() };
    if !settings.is_on(rule.id) {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    let judged = suppressions
        .iter()
        .filter(|suppression| suppression.style == Style::Own && !own.excludes(suppression.source.path()));
    for suppression in judged {
        let report = Report { suppression, rule: rule.id, own };
        if let Some(problem) = &suppression.problem {
            complaints.push(report.not_understood(problem));
            continue;
        }
        if suppression.reason.is_none() && own.options.boolean("require-reason") {
            complaints.push(report.no_reason());
        }
        for name in &suppression.names {
            if name.rules.is_empty() {
                complaints.push(report.unknown(name));
            } else if !name.used && !suppression.expired && is_live(name, suppression, settings) {
                complaints.push(report.unused(name, kept));
            }
        }
    }
    complaints
}

fn needs_database(rule: &str) -> bool {
    rules::find(rule).is_some_and(|rule| rule.page().needs_database())
}

/// Whether every rule that a name stands for was asked. A comment for a rule that is switched off here may be needed
/// where it is on; one that allows this very rule is needed only when there is something to allow.
fn is_live(name: &Named, suppression: &Suppression, settings: &Settings) -> bool {
    let critical = super::critical(settings);
    name.rules.iter().all(|rule| {
        let asked = settings.rule(rule).is_some_and(|rule| !rule.excludes(suppression.source.path()));
        let was_asked = asked && settings.is_on(rule) && !needs_database(rule);
        *rule != RULE_ID && was_asked && !critical.contains(rule)
    })
}

pub(super) struct Report<'a> {
    pub(super) suppression: &'a Suppression,
    pub(super) rule: &'static str,
    pub(super) own: &'a RuleSettings,
}

impl Report<'_> {
    pub(super) fn finding(&self, span: Span, message: String) -> Diagnostic {
        Diagnostic {
            rule: self.rule,
            severity: self.own.severity,
            confidence: Confidence::Predicted,
            source: Arc::clone(&self.suppression.source),
            span,
            message,
            labels: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
            fix: None,
            relation: None,
            lock: None,
            evidence: None,
        }
    }

    fn not_understood(&self, problem: &str) -> Diagnostic {
        let message = "this comment is not understood, so it allows nothing".to_owned();
        let mut finding = self.finding(self.suppression.comment, message);
        finding.help(problem);
        finding
    }

    fn no_reason(&self) -> Diagnostic {
        let message = "this comment does not say why the finding is allowed".to_owned();
        let names: Vec<&str> = self.suppression.names.iter().map(|name| name.name.as_str()).collect();
        let mut finding = self.finding(self.suppression.comment, message);
        finding.help(format!(
            "write the reason after the parenthesis: `-- migrate-lint: allow({}) the table holds ten rows`",
            names.join(", ")
        ));
        finding
    }

    fn unknown(&self, name: &Named) -> Diagnostic {
        let message = format!("there is no rule `{}`, so this comment allows nothing", name.name);
        let mut finding = self.finding(name.span, message);
        match nearest_rule(&name.name) {
            Some(meant) => {
                let edit = Edit { span: name.span, replacement: meant.id.to_owned() };
                finding.unsafe_fix(format!("write `{}`", meant.id), vec![edit]);
            }
            None => {
                finding.help("`migrate-lint rules` lists all rules");
            }
        }
        finding
    }

    fn unused(&self, name: &Named, kept: &[Diagnostic]) -> Diagnostic {
        let place = match self.suppression.area {
            Area::File => "in this file",
            Area::Statement(_) => "in the statement that the comment is about",
            Area::Nowhere => "here, since no statement follows",
        };
        let message = format!("this comment allows nothing: there is no `{}` finding {place}", name.name);
        let mut finding = self.finding(name.span, message);
        let elsewhere = kept.iter().find(|other| {
            other.source.path() == self.suppression.source.path() && name.rules.contains(&other.rule)
        });
        match elsewhere {
            Some(other) => {
                finding.label_here(other.span, format!("this is the `{}` finding", other.rule));
                finding.help(format!(
                    "move the comment directly above that statement, or write `allow-file({})`",
                    name.name
                ));
            }
            None => {
                let edit = Edit { span: self.removal(name), replacement: String::new() };
                finding.fix("remove it: it would hide the next finding of that rule", vec![edit]);
            }
        }
        finding
    }

    /// The name and its comma; the whole comment where it holds no other name.
    fn removal(&self, name: &Named) -> Span {
        let source = &self.suppression.source;
        let names = &self.suppression.names;
        let at = names.iter().position(|other| other.span == name.span).unwrap_or_default();
        match (at.checked_sub(1).and_then(|before| names.get(before)), names.get(at + 1)) {
            (_, Some(next)) => Span { start: name.span.start, end: next.span.start },
            (Some(before), None) => Span { start: before.span.end, end: name.span.end },
            (None, None) => whole_line(source, self.suppression.comment),
        }
    }
}

/// The comment with its line, where nothing else stands on it.
fn whole_line(source: &SourceFile, comment: Span) -> Span {
    let text = source.text();
    let before = text.get(..comment.start as usize).unwrap_or_default();
    let after = text.get(comment.end as usize..).unwrap_or_default();
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let begins_line = before.len() == indent || before.trim_end_matches([' ', '\t']).ends_with('\n');
    let rest = after.len() - after.trim_start_matches([' ', '\t', '\r']).len();
    let ends_line = after.get(rest..).is_some_and(|rest| rest.is_empty() || rest.starts_with('\n'));
    match (begins_line, ends_line) {
        (true, true) => {
            let newline = usize::from(rest < after.len());
            Span::new(comment.start as usize - indent, comment.end as usize + rest + newline)
        }
        (false, true) => Span::new(comment.start as usize - indent, comment.end as usize),
        _ => comment,
    }
}
