//! Puts the placeholders of a template back where a text speaks of the names that they were read as.

use crate::diagnostic::Diagnostic;
use crate::migration::{History, Script};
use crate::parse::{self, MaskedKind};

/// The placeholders of a history's templates.
#[derive(Debug, Default)]
pub struct Placeholders(Vec<Placeholder>);

/// A name that was read in place of a placeholder, and how the placeholder is written.
#[derive(Debug)]
struct Placeholder {
    name: String,
    written: String,
}

impl Placeholders {
    pub fn of(history: &History) -> Self {
        Self::in_scripts(history.migrations.iter().flat_map(super::scripts))
    }

    pub fn of_script(script: &Script) -> Self {
        Self::in_scripts(std::iter::once(script))
    }

    /// The longest first, for one name may be the beginning of another.
    fn in_scripts<'a>(scripts: impl Iterator<Item = &'a Script>) -> Self {
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
        Self(all)
    }

    /// Writes each as the template does: for SQL that is to be put into it.
    pub fn restore(&self, text: &mut String) {
        for placeholder in self.0.iter().filter(|known| text.contains(&known.name)).collect::<Vec<_>>() {
            *text = text.replace(&placeholder.name, &placeholder.written);
        }
    }

    /// The same for prose, where one that stands for a schema only makes a name long: it is left out.
    pub fn leave_out(&self, text: &mut String) {
        for placeholder in &self.0 {
            let schema = format!("{}.", placeholder.name);
            if text.contains(&schema) {
                *text = text.replace(&schema, "");
            }
        }
        self.restore(text);
    }
}

pub(super) fn unmask(found: &mut [Diagnostic], history: &History) {
    let placeholders = Placeholders::of(history);
    if placeholders.0.is_empty() {
        return;
    }
    for finding in found {
        placeholders.leave_out(&mut finding.message);
        finding.labels.iter_mut().for_each(|label| placeholders.leave_out(&mut label.text));
        finding.notes.iter_mut().for_each(|note| placeholders.leave_out(note));
        finding.relation.iter_mut().for_each(|relation| placeholders.restore(relation));
        finding.help.iter_mut().for_each(|help| placeholders.restore(help));
        if let Some(fix) = &mut finding.fix {
            placeholders.leave_out(&mut fix.title);
            fix.edits.iter_mut().for_each(|edit| placeholders.restore(&mut edit.replacement));
            fix.files.iter_mut().for_each(|file| placeholders.restore(&mut file.text));
        }
    }
}
