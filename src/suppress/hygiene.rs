//! Comments that allow more, longer or graver things than a project wants: findings of the rules on them.

use crate::config::Settings;
use crate::diagnostic::Diagnostic;
use crate::rules;

use super::area::Area;
use super::comment::Style;
use super::unused::Report;
use super::{Suppression, critical};

pub(super) const BLANKET: &str = "blanket-suppression";
const EXPIRED: &str = "suppression-expired";
pub(super) const CRITICAL: &str = "suppression-of-critical";

/// What is wrong with how comments allow things, comment by comment.
pub(super) fn complaints(suppressions: &[Suppression], settings: &Settings) -> Vec<Diagnostic> {
    let mut complaints = Vec::new();
    for (id, complain) in
        [(BLANKET, blanket as Complain), (EXPIRED, expired as Complain), (CRITICAL, of_critical as Complain)]
    {
        let (Some(rule), Some(own)) = (rules::find(id), settings.rule(id)) else { continue };
        if !settings.is_on(rule.id) {
            continue;
        }
        let understood = suppressions
            .iter()
            .filter(|suppression| suppression.problem.is_none() && !own.excludes(suppression.source.path()));
        for suppression in understood {
            complaints.extend(complain(&Report { suppression, rule: rule.id, own }, settings));
        }
    }
    complaints
}

type Complain = fn(&Report, &Settings) -> Option<Diagnostic>;

/// A comment that names no rule, or, where the project asks for it, one that holds for the whole file.
fn blanket(report: &Report, _: &Settings) -> Option<Diagnostic> {
    let suppression = report.suppression;
    if suppression.names.is_empty() && suppression.style == Style::Foreign {
        let message = match suppression.area {
            Area::File => "this comment allows everything in the file, also what is written into it later",
            _ => "this comment allows every finding of the statement, also those of rules to come",
        };
        let mut finding = report.finding(suppression.comment, message.to_owned());
        finding.help("name what is meant: `-- migrate-lint: allow(rule) reason`");
        return Some(finding);
    }
    if suppression.area == Area::File && !report.own.options.boolean("whole-file") {
        let names: Vec<&str> = suppression.names.iter().map(|name| name.name.as_str()).collect();
        let message = format!(
            "this comment allows `{}` in the whole file, also for statements to come",
            names.join("`, `")
        );
        let mut finding = report.finding(suppression.comment, message);
        finding.help("put the comment directly above the statement that it is about");
        return Some(finding);
    }
    None
}

fn expired(report: &Report, _: &Settings) -> Option<Diagnostic> {
    let suppression = report.suppression;
    let until = suppression.until.as_ref().filter(|_| suppression.expired)?;
    let message = format!("this comment allowed its findings until {until} only: they count again");
    let mut finding = report.finding(suppression.comment, message);
    finding.help("do what was put off, or give it another date and say why");
    Some(finding)
}

fn of_critical(report: &Report, settings: &Settings) -> Option<Diagnostic> {
    let barred = critical(settings);
    let own = report.suppression.style == Style::Own;
    let mut names = report.suppression.names.iter().filter(|_| own);
    let named = names.find(|name| name.rules.iter().any(|rule| barred.contains(rule)))?;
    let message = format!("`{}` cannot be allowed by a comment in this project", named.name);
    let mut finding = report.finding(named.span, message);
    finding.help("mend the statement, or have the exception written into migrate-lint.toml");
    Some(finding)
}
