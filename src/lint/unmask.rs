//! Puts the placeholders of a template back where a finding speaks of the names that they were read as.

use crate::diagnostic::Diagnostic;
use crate::migration::History;
use crate::parse::{self, MaskedKind};

/// A name that was read in place of a placeholder, and how the placeholder is written.
struct Placeholder {
    name: String,
    written: String,
}

pub(super) fn unmask(found: &mut [Diagnostic], history: &History) {
    let placeholders = placeholders(history);
    if placeholders.is_empty() {
        return;
    }
    for finding in found {
        each_text(finding, &mut |text| {
            for placeholder in
                placeholders.iter().filter(|known| text.contains(&known.name)).collect::<Vec<_>>()
            {
                *text = text.replace(&placeholder.name, &placeholder.written);
            }
        });
    }
}

/// Those of a history, the longest first, for one name may be the beginning of another.
fn placeholders(history: &History) -> Vec<Placeholder> {
    let scripts = history.migrations.iter().flat_map(super::scripts);
    let mut all: Vec<Placeholder> = Vec::new();
    for script in scripts.filter(|script| !script.masked.is_empty()) {
        let placeholders = script.masked.iter().filter(|part| part.kind == MaskedKind::Placeholder);
        for written in placeholders.map(|part| script.source.slice(part.span)) {
            let names = parse::placeholder_names(written).into_iter().filter(|_| !written.contains('\n'));
            for name in names {
                if !all.iter().any(|known| known.name == name) {
                    all.push(Placeholder { name, written: written.to_owned() });
                }
            }
        }
    }
    all.sort_by_key(|known| std::cmp::Reverse(known.name.len()));
    all
}

fn each_text(finding: &mut Diagnostic, change: &mut dyn FnMut(&mut String)) {
    change(&mut finding.message);
    finding.relation.iter_mut().for_each(&mut *change);
    finding.labels.iter_mut().for_each(|label| change(&mut label.text));
    finding.notes.iter_mut().for_each(&mut *change);
    finding.help.iter_mut().for_each(&mut *change);
    if let Some(fix) = &mut finding.fix {
        change(&mut fix.title);
        fix.edits.iter_mut().for_each(|edit| change(&mut edit.replacement));
        fix.files.iter_mut().for_each(|file| change(&mut file.text));
    }
}
