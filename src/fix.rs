//! Fixes put into texts: those that do not overlap at once, then a look at what is left, until nothing changes.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Edit, Fix, NewFile};
use crate::source::SourceFile;

mod diff;
mod text;

pub use diff::unified;
pub use text::{edited, with_line_ends_of};

/// How often the texts are looked at again. Fixes that still find something to do then chase each other.
const ROUNDS: usize = 20;

/// Which fixes are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Those that keep the meaning of the migration.
    Safe,
    /// Those that need a person to look at them, too.
    Unsafe,
}

impl Level {
    pub fn takes(self, fix: &Fix) -> bool {
        fix.safe || self == Level::Unsafe
    }
}

/// What the fixes made of the files.
#[derive(Debug, Default)]
pub struct Fixed {
    /// The files that are there, by path: as they are, and as they would be.
    pub edited: BTreeMap<String, (Arc<SourceFile>, String)>,
    /// The files that are not there yet.
    pub created: BTreeMap<String, NewFile>,
    /// How many findings each rule was rid of.
    pub applied: BTreeMap<&'static str, usize>,
    /// How many findings each kind had when one of them was last fixed.
    tried: HashMap<Kind, usize>,
}

/// Findings that a fix of one of them should make fewer.
type Kind = (&'static str, Arc<str>, String, String);

impl Fixed {
    pub fn is_empty(&self) -> bool {
        self.edited.is_empty() && self.created.is_empty()
    }

    /// How many findings were fixed.
    pub fn count(&self) -> usize {
        self.applied.values().sum()
    }

    /// The texts as `discover` takes them.
    pub fn texts(&self) -> Vec<(PathBuf, String)> {
        let edited = self.edited.iter().map(|(path, (_, text))| (PathBuf::from(path), text.clone()));
        let created = self.created.iter().map(|(path, file)| (PathBuf::from(path), file.text.clone()));
        edited.chain(created).collect()
    }

    /// Applies what can be applied at once, and says whether that was anything. `exists` says of a path whether a file
    /// is there, which a new one must not replace.
    pub fn round(&mut self, found: &[Diagnostic], level: Level, exists: &dyn Fn(&str) -> bool) -> bool {
        let mut counts: HashMap<Kind, usize> = HashMap::new();
        let fixable = || found.iter().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
        for (finding, fix) in fixable() {
            *counts.entry(kind(finding, fix)).or_default() += 1;
        }
        let mut round = Round::default();
        for (finding, fix) in fixable().filter(|(_, fix)| level.takes(fix)) {
            let kind = kind(finding, fix);
            let count = counts.get(&kind).copied().unwrap_or_default();
            // A fix that did not help would not help the next time either.
            let helps = self.tried.get(&kind).is_none_or(|before| count < *before) || round.holds(&kind);
            if helps && round.take(finding, fix, self, exists) {
                round.kinds.push(kind.clone());
                *self.applied.entry(finding.rule).or_default() += 1;
            }
        }
        for kind in &round.kinds {
            self.tried.insert(kind.clone(), counts.get(kind).copied().unwrap_or_default());
        }
        let changed = !round.kinds.is_empty();
        self.put(round);
        changed
    }

    fn put(&mut self, round: Round) {
        for (path, (source, edits)) in round.edits {
            let text = text::edited(source.text(), edits);
            match self.created.get_mut(&path) {
                Some(file) => file.text = text,
                None => {
                    self.edited.entry(path).or_insert_with(|| (source, String::new())).1 = text;
                }
            }
        }
        for file in round.files {
            self.created.insert(file.path.clone(), file);
        }
        self.edited.retain(|_, (before, after)| before.text() != after.as_str());
    }
}

/// Lints, fixes and lints again until nothing is left to be done, and gives what the last look found.
pub fn to_fixed_point<F, E>(
    level: Level,
    exists: &dyn Fn(&str) -> bool,
    mut lint: impl FnMut(&Fixed) -> Result<F, E>,
    found: impl Fn(&F) -> &[Diagnostic],
) -> Result<(Fixed, F), E> {
    let mut fixed = Fixed::default();
    let mut seen = lint(&fixed)?;
    for _ in 0..ROUNDS {
        if !fixed.round(found(&seen), level, exists) {
            break;
        }
        seen = lint(&fixed)?;
    }
    Ok((fixed, seen))
}

fn kind(finding: &Diagnostic, fix: &Fix) -> Kind {
    let path = Arc::clone(finding.source.path());
    (finding.rule, path, finding.message.clone(), fix.title.clone())
}

/// What is applied at once.
#[derive(Default)]
struct Round {
    edits: BTreeMap<String, (Arc<SourceFile>, Vec<Edit>)>,
    files: Vec<NewFile>,
    /// The file whose fixes make new ones: the names of those that others want would be the same.
    maker: Option<Arc<str>>,
    kinds: Vec<Kind>,
}

impl Round {
    fn holds(&self, kind: &Kind) -> bool {
        self.kinds.contains(kind)
    }

    /// Takes all of a fix or nothing.
    fn take(
        &mut self,
        finding: &Diagnostic,
        fix: &Fix,
        fixed: &Fixed,
        exists: &dyn Fn(&str) -> bool,
    ) -> bool {
        let path = finding.source.path();
        if (fix.edits.is_empty() && fix.files.is_empty())
            || !self.has_room_for(path, &fix.files, fixed, exists)
        {
            return false;
        }
        let edits = fix.changes(&finding.source);
        if !edits.iter().all(|(source, edits)| self.has_place_for(source, edits)) {
            return false;
        }
        for (source, edits) in edits {
            let entry = self.edits.entry(source.path().to_string());
            let (_, taken) = entry.or_insert_with(|| (Arc::clone(source), Vec::new()));
            let new: Vec<&Edit> = edits.into_iter().filter(|edit| !taken.contains(edit)).collect();
            taken.extend(new.into_iter().cloned());
        }
        if !fix.files.is_empty() {
            self.maker = Some(Arc::clone(path));
            let files = fix.files.iter().map(|file| NewFile {
                text: text::with_line_ends_of(&finding.source, &file.text),
                ..file.clone()
            });
            NewFile::join(&mut self.files, files.collect());
        }
        true
    }

    /// Whether edits leave alone what others have changed already.
    fn has_place_for(&self, source: &SourceFile, edits: &[&Edit]) -> bool {
        let taken = self.edits.get(source.path().as_ref()).map_or(&[][..], |(_, taken)| taken);
        let new: Vec<&Edit> = edits.iter().copied().filter(|edit| !taken.contains(edit)).collect();
        let apart = |edit: &&Edit| taken.iter().all(|other| !text::touch(edit, other));
        new.iter().all(apart) && text::in_order(&new)
    }

    fn has_room_for(
        &self,
        path: &Arc<str>,
        files: &[NewFile],
        fixed: &Fixed,
        exists: &dyn Fn(&str) -> bool,
    ) -> bool {
        if files.is_empty() {
            return true;
        }
        let taken = |file: &NewFile| {
            let known = self.files.iter().find(|known| known.path == file.path);
            let closed = known.is_some_and(|known| (known.alone || file.alone) && known.text != file.text);
            closed || exists(&file.path) || fixed.created.contains_key(&file.path)
        };
        // Another name would have the same number: it waits until this one is part of the history.
        let new_name = |file: &NewFile| !self.files.iter().any(|known| known.path == file.path);
        let collides = !self.files.is_empty() && files.iter().any(new_name);
        self.maker.as_ref().is_none_or(|maker| maker == path) && !collides && !files.iter().any(taken)
    }
}
