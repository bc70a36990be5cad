//! `--fix` and `--diff`: the fixed texts to their files, each at once or not at all.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::discover::is_taken;
use crate::fix::{Fixed, Level, to_fixed_point, unified};
use crate::rollback;

use super::arguments::CheckArguments;
use super::check::{Looked, look};
use super::failure::{self, Failure};
use super::input::{Configured, Input};
use super::output;
use super::progress::Progress;
use super::scope::Scope;
use super::{Outcome, Verdict, stderr};

/// That fixes are wanted, and which.
#[derive(Clone, Copy)]
pub(super) struct Mode(Level);

impl Mode {
    pub(super) fn of(arguments: &CheckArguments) -> Result<Option<Self>, Vec<Failure>> {
        if !arguments.fix && !arguments.diff {
            return match arguments.unsafe_fixes {
                true => Err(vec![
                    Failure::new("--unsafe-fixes says which fixes to apply, but nothing applies any")
                        .help("add --diff to see them, or --fix to have them written"),
                ]),
                false => Ok(None),
            };
        }
        if arguments.input.paths.iter().any(|path| path == Path::new("-")) {
            let failure = Failure::new("standard input cannot be fixed: there is no file to write to");
            return Err(vec![failure.help("name the file")]);
        }
        if arguments.input.staged {
            let failure =
                Failure::new("what is staged cannot be fixed: the working tree may hold something else");
            return Err(vec![failure.help("fix the working tree, and stage it again")]);
        }
        Ok(Some(Mode(if arguments.unsafe_fixes { Level::Unsafe } else { Level::Safe })))
    }
}

/// What is left to find when everything is fixed, and what was done to the texts.
pub(super) fn fixed(
    arguments: &CheckArguments,
    scope: &Scope,
    Mode(level): Mode,
    progress: &Progress,
) -> Result<(Looked, Option<Fixed>), Vec<Failure>> {
    let lint = |fixed: &Fixed| look(arguments, scope, progress, &fixed.texts());
    let (mut fixed, mut looked) =
        to_fixed_point(level, &is_taken, lint, |looked| &looked.whole.diagnostics, &|_| true)?;
    if add_ways_back(&mut fixed, arguments)? {
        looked = look(arguments, scope, progress, &fixed.texts())?;
    }
    Ok((looked, Some(fixed)))
}

/// Writes the way back of every new migration, where the history has them; says whether there was any to write.
fn add_ways_back(fixed: &mut Fixed, arguments: &CheckArguments) -> Result<bool, Vec<Failure>> {
    let mut any = false;
    if fixed.created.is_empty() {
        return Ok(any);
    }
    let flags = crate::config::Flags { version: arguments.input.pg_version, ..Default::default() };
    let input = Input::read_with(&arguments.input, &arguments.common, &flags, &fixed.texts())?;
    for Configured { settings, histories, .. } in input.groups {
        for source in histories {
            let history = crate::migration::replay(source, &settings.replay);
            any |= rollback::write_beside_new(&history, fixed);
        }
    }
    Ok(any)
}

/// Prints the difference. It is a finding of its own that there is one.
pub(super) fn show(fixed: &Fixed, looked: &Looked, arguments: &CheckArguments) -> Outcome {
    let level = if arguments.unsafe_fixes { Level::Unsafe } else { Level::Safe };
    failure::print(&looked.failures, arguments.common.color);
    if let Err(failure) = output::print(&unified(fixed)) {
        return Err(vec![failure]);
    }
    if !arguments.common.quiet {
        for note in left_out(fixed, level, &looked.whole.diagnostics) {
            stderr::line(&format!("note: {note}"));
        }
    }
    Ok(match (looked.failures.is_empty(), fixed.is_empty()) {
        (false, _) => Verdict::CouldNotRun,
        (true, false) => Verdict::Findings,
        (true, true) => Verdict::Clean,
    })
}

/// Writes the files. New ones are not written where something stands by now.
pub(super) fn write(fixed: &Fixed) -> Vec<Failure> {
    let edited = fixed.edited.iter().filter_map(|(path, (before, after))| {
        replace(Path::new(path), before.text(), after).err().map(|error| (path, error))
    });
    let created = fixed
        .created
        .iter()
        .filter_map(|(path, file)| create(Path::new(path), &file.text).err().map(|error| (path, error)));
    let failed = edited.chain(created);
    failed.map(|(path, error)| Failure::new(format!("{path} cannot be written: {error}"))).collect()
}

/// What was done, as sentences.
pub(super) fn said(fixed: &Fixed) -> Vec<String> {
    let count = fixed.count();
    if count == 0 {
        return Vec::new();
    }
    let mut said =
        vec![format!("fixed {} in {}", counted(count, "finding"), counted(fixed.edited.len(), "file"))];
    if !fixed.created.is_empty() {
        let paths: Vec<&str> = fixed.created.keys().map(String::as_str).collect();
        said.push(format!("wrote {}", paths.join(", ")));
    }
    said.extend(taken_back(fixed));
    said
}

/// What a reader of the difference does not see in it.
fn left_out(fixed: &Fixed, level: Level, left: &[Diagnostic]) -> Vec<String> {
    let mut said = Vec::new();
    let more = |finding: &&Diagnostic| finding.fix.as_ref().is_some_and(|fix| !level.takes(fix));
    let fixable = left.iter().filter(more).count();
    if !left.is_empty() {
        let are = if left.len() == 1 { "is" } else { "are" };
        let more = match fixable {
            0 => String::new(),
            1 if left.len() == 1 => "; --unsafe-fixes has a fix for it".to_owned(),
            some => format!("; --unsafe-fixes has a fix for {some} of them"),
        };
        said.push(format!("{} {are} left{more}", counted(left.len(), "finding")));
    }
    said.extend(taken_back(fixed));
    said
}

fn taken_back(fixed: &Fixed) -> Option<String> {
    let count = fixed.refused();
    let are = if count == 1 { "is" } else { "are" };
    (count > 0).then(|| format!("{} {are} left out: a migration would fail with it", counted_fixes(count)))
}

fn counted_fixes(count: usize) -> String {
    if count == 1 { "1 fix".to_owned() } else { format!("{count} fixes") }
}

fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// Replaces a file's text, unless it is no longer what was linted. Whoever reads it meanwhile sees the one or the other.
pub(super) fn replace(path: &Path, before: &str, after: &str) -> std::io::Result<()> {
    // A link stays one.
    let path = fs::canonicalize(path)?;
    if fs::read(&path)? != before.as_bytes() {
        return Err(std::io::Error::other("it was changed meanwhile"));
    }
    let mut file = tempfile::NamedTempFile::new_in(folder(&path))?;
    file.write_all(after.as_bytes())?;
    file.as_file().set_permissions(fs::metadata(&path)?.permissions())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// Writes a file that must not be there yet, and its folder.
pub(super) fn create(path: &Path, text: &str) -> std::io::Result<()> {
    fs::create_dir_all(folder(path))?;
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

fn folder(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        _ => PathBuf::from("."),
    }
}
