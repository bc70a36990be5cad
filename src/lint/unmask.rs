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
    /// Somewhere it continues a word: `events_{date}`.
    continues: bool,
}

impl Placeholder {
    /// Replaces the name with what follows it, where a word begins, or anywhere where the template has it so.
    fn replace(&self, text: &mut String, after: &str, with: &str) {
        let name = format!("{}{after}", self.name);
        let mut rest = text.as_str();
        let mut made = String::new();
        while let Some(at) = rest.find(&name) {
            let (before, found) = rest.split_at(at);
            made.push_str(before);
            let inside = made.ends_with(is_of_a_word) && !self.continues;
            made.push_str(if inside { &name } else { with });
            rest = &found[name.len()..];
        }
        made.push_str(rest);
        *text = made;
    }
}

fn is_of_a_word(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
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
            for (start, written) in placeholders.map(|part| (part.span.start, script.source.slice(part.span)))
            {
                let before = script.source.text().get(..start as usize).unwrap_or_default();
                let continues = before.ends_with(is_of_a_word);
                let names = parse::placeholder_names(written).into_iter().filter(|_| !written.contains('\n'));
                for name in names {
                    match all.iter_mut().find(|known| known.name == name) {
                        Some(known) => known.continues |= continues,
                        None => all.push(Placeholder { name, written: written.to_owned(), continues }),
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
            placeholder.replace(text, "", &placeholder.written);
        }
    }

    /// The same for prose, where one that stands for a schema only makes a name long: it is left out.
    pub fn leave_out(&self, text: &mut String) {
        for placeholder in &self.0 {
            if text.contains(&placeholder.name) {
                placeholder.replace(text, ".", "");
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
