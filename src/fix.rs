//! Fixes put into texts: those that do not overlap at once, then a look at what is left, until nothing changes.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Edit, Fix, NewFile};
use crate::source::SourceFile;

mod diff;
mod failing;
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
#[derive(Clone, Debug, Default)]
pub struct Fixed {
    /// The files that are there, by path: as they are, and as they would be.
    pub edited: BTreeMap<String, (Arc<SourceFile>, String)>,
    /// The files that are not there yet.
    pub created: BTreeMap<String, NewFile>,
    /// How many findings each rule was rid of.
    pub applied: BTreeMap<&'static str, usize>,
    /// How many findings each kind had when one of them was last fixed.
    tried: HashMap<Kind, usize>,
    /// Those whose fix made a migration that fails.
    refused: HashSet<Kind>,
    /// What the last round did.
    last: Vec<Taken>,
}

/// A fix that was applied, and the files that it changed or made.
#[derive(Clone, Debug)]
struct Taken {
    kind: Kind,
    paths: Vec<String>,
    makes_files: bool,
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

    /// How many fixes were taken back.
    pub fn refused(&self) -> usize {
        self.refused.len()
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
            if self.refused.contains(&kind) {
                continue;
            }
            let count = counts.get(&kind).copied().unwrap_or_default();
            // A fix that did not help would not help the next time either.
            let helps = self.tried.get(&kind).is_none_or(|before| count < *before) || round.holds(&kind);
            if helps && round.take(finding, fix, self, exists) {
                round.taken.push(Taken::new(kind, finding, fix));
                *self.applied.entry(finding.rule).or_default() += 1;
            }
        }
        for Taken { kind, .. } in &round.taken {
            self.tried.insert(kind.clone(), counts.get(kind).copied().unwrap_or_default());
        }
        self.last = std::mem::take(&mut round.taken);
        self.put(round);
        !self.last.is_empty()
    }

    /// The same without those fixes of the last round that have to do with files that fail now; without all of them
    /// where none has.
    fn without_failing(self, before: Fixed, failing: &[Arc<str>]) -> Fixed {
        let touches =
            |taken: &Taken| failing.iter().any(|path| taken.paths.iter().any(|own| **own == **path));
        let blamed: Vec<bool> = match self.last.iter().any(touches) {
            true => self.last.iter().map(touches).collect(),
            false => {
                let makes_files = self.last.iter().any(|taken| taken.makes_files);
                self.last.iter().map(|taken| taken.makes_files || !makes_files).collect()
            }
        };
        let blamed = self.last.into_iter().zip(blamed).filter(|(_, blamed)| *blamed);
        let mut before = before;
        before.refused.extend(blamed.map(|(taken, _)| taken.kind));
        before
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

/// Lints, fixes and lints again until nothing is left to be done, and gives what the last look found. A fix after which
/// a migration fails is taken back. `wanted` says of a finding whether it is to be fixed.
pub fn to_fixed_point<F, E>(
    level: Level,
    exists: &dyn Fn(&str) -> bool,
    mut lint: impl FnMut(&Fixed) -> Result<F, E>,
    found: impl Fn(&F) -> &[Diagnostic],
    wanted: &dyn Fn(&Diagnostic) -> bool,
) -> Result<(Fixed, F), E> {
    let mut fixed = Fixed::default();
    let mut seen = lint(&fixed)?;
    let mut rounds = 0;
    while rounds < ROUNDS {
        let meant: Vec<Diagnostic> = found(&seen).iter().filter(|finding| wanted(finding)).cloned().collect();
        let before = fixed.clone();
        if !fixed.round(&meant, level, exists) {
            break;
        }
        let next = lint(&fixed)?;
        let failing = failing::anew(found(&seen), found(&next));
        if failing.is_empty() {
            seen = next;
            rounds += 1;
        } else {
            fixed = fixed.without_failing(before, &failing);
        }
    }
    Ok((fixed, seen))
}

impl Taken {
    fn new(kind: Kind, finding: &Diagnostic, fix: &Fix) -> Self {
        let edited = fix.changes(&finding.source).into_iter().map(|(source, _)| source.path().to_string());
        let made = fix.files.iter().map(|file| file.path.clone());
        Self { kind, paths: edited.chain(made).collect(), makes_files: !fix.files.is_empty() }
    }
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
    taken: Vec<Taken>,
}

impl Round {
    fn holds(&self, kind: &Kind) -> bool {
        self.taken.iter().any(|taken| taken.kind == *kind)
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
