//! SARIF 2.1.0 as GitHub code scanning takes it: every rule described, every place in full.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::json::Proof;
use super::text::{one_line, printable, relative};
use super::{REPOSITORY, ReportOptions, markdown};
use crate::diagnostic::{Diagnostic, Fingerprints, Fix, Label, Severity};
use crate::rule::{Paged, Rule};
use crate::runbook;
use crate::source::{SourceFile, Span};

mod log;

use log::*;

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// The root of the repository, which every relative path counts from.
const ROOT: &str = "%SRCROOT%";
/// GitHub refuses longer descriptions.
const DESCRIPTION: usize = 1000;

pub(super) fn write(
    diagnostics: &[Diagnostic],
    rules: &[&'static Rule],
    options: &ReportOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut descriptors: Vec<Descriptor> = rules.iter().map(|rule| Descriptor::of(rule, options)).collect();
    let mut indexes: FxHashMap<&str, usize> =
        rules.iter().zip(0..).map(|(rule, index)| (rule.id, index)).collect();
    let mut fingerprints = Fingerprints::default();
    let results = diagnostics.iter().map(|diagnostic| {
        let index = *indexes.entry(diagnostic.rule).or_insert_with(|| {
            descriptors.push(match runbook::find(diagnostic.rule) {
                Some(check) => Descriptor::of(check, options),
                None => Descriptor::unregistered(diagnostic, options),
            });
            descriptors.len() - 1
        });
        Finding::of(diagnostic, index, fingerprints.next(diagnostic))
    });
    let results = results.collect();
    let version = env!("CARGO_PKG_VERSION");
    let driver = Driver {
        name: "migrate-lint",
        semantic_version: version,
        version,
        information_uri: REPOSITORY,
        rules: descriptors,
    };
    let run = Run {
        tool: Tool { driver },
        invocations: [Invocation { execution_successful: true }],
        automation_details: AutomationDetails { id: "migrate-lint/" },
        original_uri_base_ids: BaseIds {
            root: BaseId { description: Text::new("The root of the repository.") },
        },
        column_kind: "unicodeCodePoints",
        results,
    };
    serde_json::to_writer(&mut *out, &Log { schema: SCHEMA, version: "2.1.0", runs: [run] })?;
    out.write_all(b"\n")
}

impl Text {
    fn new(text: &str) -> Self {
        Text { text: text.to_owned() }
    }

    /// A sentence, with the period that SARIF asks for.
    fn sentence(text: &str) -> Self {
        let text = text.trim();
        let ends = text.ends_with(['.', '!', '?', '…']);
        Text { text: if ends { text.to_owned() } else { format!("{text}.") } }
    }
}

impl<'a> Descriptor<'a> {
    fn of<F>(rule: &'static Paged<F>, options: &ReportOptions) -> Self {
        let page = rule.page();
        let mut reason = markdown::first_paragraph(page.body);
        if let Some((end, _)) = reason.char_indices().nth(DESCRIPTION) {
            reason.truncate(end);
            reason.push('…');
        }
        let reason = if reason.is_empty() { page.summary } else { &reason };
        Descriptor {
            id: rule.id,
            name: pascal_case(rule.id),
            short_description: Text::sentence(page.summary),
            full_description: Text::sentence(reason),
            help: Help { text: markdown::plain(page.body), markdown: page.body },
            help_uri: options.page_url(rule.id),
            default_configuration: Configuration { enabled: page.enabled, level: level(page.severity) },
            properties: Properties::of(page.severity, Some(page.category.name())),
        }
    }

    /// A finding of something that is no registered rule still has to name one.
    fn unregistered(diagnostic: &'a Diagnostic, options: &ReportOptions) -> Self {
        let id = diagnostic.rule;
        Descriptor {
            id,
            name: pascal_case(id),
            short_description: Text::sentence(id),
            full_description: Text::sentence(id),
            help: Help { text: id.to_owned(), markdown: id },
            help_uri: options.page_url(id),
            default_configuration: Configuration { enabled: true, level: level(diagnostic.severity) },
            properties: Properties::of(diagnostic.severity, None),
        }
    }
}

impl Properties {
    fn of(severity: Severity, category: Option<&'static str>) -> Self {
        let tags = ["postgresql", "migration"].into_iter().chain(category).collect();
        let problem_severity = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "recommendation",
        };
        Properties { tags, precision: "high", problem_severity }
    }
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic, rule_index: usize, fingerprint: String) -> Self {
        let related = diagnostic.labels.iter().zip(1..);
        Finding {
            rule_id: diagnostic.rule,
            rule_index,
            level: level(diagnostic.severity),
            message: message(diagnostic),
            locations: [Location::of(&diagnostic.source, diagnostic.span)],
            related_locations: related.map(|(label, id)| Location::related(label, id)).collect(),
            partial_fingerprints: PartialFingerprints { primary_location_line_hash: fingerprint },
            fixes: diagnostic.fix.iter().map(|fix| Change::of(diagnostic, fix)).collect(),
            properties: diagnostic
                .evidence
                .as_ref()
                .map(|evidence| FindingProperties { evidence: Proof::of(evidence) }),
        }
    }
}

/// The message and the remedy, and a link to each related location: GitHub shows only those that are linked.
fn message(diagnostic: &Diagnostic) -> Text {
    let mut text = Text::sentence(&unlinked(&diagnostic.message)).text;
    for (label, id) in diagnostic.labels.iter().zip(1..) {
        let label = one_line(&label.text).replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
        let lead = if id == 1 { "\n\nSee also: " } else { ", " };
        text.push_str(&format!("{lead}[{label}]({id})"));
    }
    if let Some(evidence) = &diagnostic.evidence {
        text.push_str(&unlinked(&format!("\n\nEvidence: {}: {}", evidence.verdict.name(), evidence.text)));
    }
    for remark in diagnostic.notes.iter().chain(&diagnostic.help) {
        text.push_str("\n\n");
        text.push_str(&unlinked(remark));
    }
    Text { text }
}

/// Text that SARIF would not take for a link: `int[](3)` looks like one.
fn unlinked(text: &str) -> String {
    printable(text).replace("](", "] (")
}

impl Location {
    fn of(source: &SourceFile, span: Span) -> Self {
        let physical_location = PhysicalLocation {
            artifact_location: ArtifactLocation::of(source),
            region: Region::of(source, span),
        };
        Location { id: None, physical_location, message: None }
    }

    fn related(label: &Label, id: usize) -> Self {
        let message = Some(Text::sentence(&unlinked(&one_line(&label.text))));
        Location { id: Some(id), message, ..Location::of(&label.source, label.span) }
    }
}

impl ArtifactLocation {
    fn of(source: &SourceFile) -> Self {
        Self::of_path(source.path())
    }

    fn of_path(path: &str) -> Self {
        if path.starts_with('/') {
            return ArtifactLocation { uri: format!("file://{}", encoded(path)), uri_base_id: None };
        }
        if let Some((drive, rest)) = path.split_once(":/").filter(|(drive, _)| drive.len() == 1) {
            return ArtifactLocation {
                uri: format!("file:///{drive}:/{}", encoded(rest)),
                uri_base_id: None,
            };
        }
        ArtifactLocation { uri: encoded(relative(path)), uri_base_id: Some(ROOT) }
    }
}

/// A path as a URI has it (RFC 3986): everything but unreserved characters and `/` in percent encoding.
fn encoded(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(byte.into());
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

impl Region {
    fn of(source: &SourceFile, span: Span) -> Self {
        let (start, end) = (source.line_column(span.start), source.line_column(span.end));
        Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        }
    }
}

impl<'a> Change<'a> {
    fn of(diagnostic: &'a Diagnostic, fix: &'a Fix) -> Self {
        let edited = fix.changes(&diagnostic.source).into_iter().map(|(source, edits)| {
            let replacements = edits.into_iter().map(|edit| Replacement {
                deleted_region: Region::of(source, edit.span),
                inserted_content: Content { text: &edit.replacement },
            });
            ArtifactChange {
                artifact_location: ArtifactLocation::of(source),
                replacements: replacements.collect(),
            }
        });
        let start = Region { start_line: 1, start_column: 1, end_line: 1, end_column: 1 };
        let made = fix.files.iter().map(|file| ArtifactChange {
            artifact_location: ArtifactLocation::of_path(&file.path),
            replacements: vec![Replacement {
                deleted_region: start,
                inserted_content: Content { text: &file.text },
            }],
        });
        Change { description: Text::sentence(&fix.title), artifact_changes: edited.chain(made).collect() }
    }
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "note",
    }
}

/// SARIF's name of a rule: `IndexNotConcurrent`. An id of one word has none, since the two have to differ.
fn pascal_case(id: &str) -> Option<String> {
    let words = id.split('-').map(|word| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect::<String>()
    });
    id.contains('-').then(|| words.collect())
}
