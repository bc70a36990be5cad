//! Paths to histories: each path under its configuration, found by the layout of its tool.

use std::io::Read;
use std::path::{Path, PathBuf};

use crate::cache::KeyStart;
use crate::config::{Flags, Settings, nearest};
use crate::discover::{self, DiscoverOptions, Discovery, assumed_units, override_units, start_after};
use crate::migration::HistorySource;

use super::arguments::{CommonArguments, InputArguments};
use super::configuration::{self, Found, Group};
use super::failure::{Failure, shown};
use super::staged::Staged;
use super::stderr;

/// Histories under one configuration.
#[derive(Default)]
pub(super) struct Configured {
    pub(super) settings: Settings,
    pub(super) histories: Vec<HistorySource>,
    /// What their findings depend on besides themselves.
    pub(super) key: Option<KeyStart>,
}

/// Everything there is to look at.
#[derive(Default)]
pub(super) struct Input {
    pub(super) groups: Vec<Configured>,
    /// What was left out, and why.
    pub(super) notes: Vec<String>,
    /// What could not be read. The rest is looked at all the same.
    pub(super) failures: Vec<Failure>,
}

impl Input {
    pub(super) fn read(
        arguments: &InputArguments,
        common: &CommonArguments,
        flags: &Flags,
    ) -> Result<Self, Vec<Failure>> {
        Self::read_with(arguments, common, flags, &[])
    }

    /// The same with other texts in the place of some files.
    pub(super) fn read_with(
        arguments: &InputArguments,
        common: &CommonArguments,
        flags: &Flags,
        texts: &[(PathBuf, String)],
    ) -> Result<Self, Vec<Failure>> {
        let mut input = Self::default();
        let standard = standard_input(arguments)?;
        let staged = if arguments.staged { Staged::read(&arguments.paths)? } else { Staged::default() };
        for group in groups(arguments, common)? {
            let Group { found, paths } = group;
            if common.verbose {
                say_configuration(&found);
            }
            let options = options(arguments, &found, texts, &staged);
            let mut discovery = match &standard {
                Some(text) => discover::stdin(text, arguments.stdin_filename.as_deref(), &options),
                None => discover::discover(&input.present(paths), &options),
            };
            override_units(&mut discovery.histories, &found.configuration, &found.base);
            input.notes.extend(assumed_units(
                &discovery.histories,
                &found.configuration,
                &found.base,
                &options,
            ));
            input.notes.extend(start_after(&mut discovery.histories, &found.configuration, &found.base));
            let settings = Settings::resolve(&found.configuration, flags, &found.base);
            let key = KeyStart::new(&settings, &found.text, &found.base);
            let histories = input.take(discovery, common.verbose);
            input.groups.push(Configured { settings, histories, key });
        }
        let unknown =
            flags.unknown().filter(|(name, _)| input.groups.iter().all(|group| !group.settings.knows(name)));
        let unknown: Vec<Failure> = unknown
            .map(|(name, remedy)| Failure::new(format!("unknown rule or category `{name}`")).help(remedy))
            .collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        match (input.migrations(), input.failures.is_empty()) {
            (0, true) => Err(vec![nothing_found(arguments, &input.notes)]),
            (0, false) => Err(input.failures),
            _ => Ok(input),
        }
    }

    /// The paths that exist; a failure for each that does not.
    fn present(&mut self, paths: Vec<PathBuf>) -> Vec<PathBuf> {
        let (present, missing): (Vec<_>, Vec<_>) = paths.into_iter().partition(|path| path.exists());
        self.failures.extend(missing.iter().map(|path| not_there(path)));
        present
    }

    /// What was found, without what there is to say about it.
    fn take(&mut self, found: Discovery, verbose: bool) -> Vec<HistorySource> {
        if verbose {
            for history in &found.histories {
                let count = history.migrations.len();
                let migrations = if count == 1 { "migration" } else { "migrations" };
                stderr::line(&format!(
                    "{}: {} layout, {count} {migrations}",
                    history.root, history.tool.name
                ));
            }
        }
        let notes = found.notes.into_iter().map(|note| format!("{} {}", note.path, note.message));
        self.notes.extend(notes);
        self.failures.extend(found.failures.into_iter().map(|failure| {
            let shown = Failure::new(format!("{} {}", failure.path, failure.message));
            match failure.remedy {
                Some(remedy) => shown.help(remedy),
                None => shown,
            }
        }));
        found.histories
    }

    pub(super) fn migrations(&self) -> usize {
        self.groups.iter().flat_map(|group| &group.histories).map(|history| history.migrations.len()).sum()
    }
}

impl InputArguments {
    /// Whether whole folders are looked at, and no single files.
    pub(super) fn is_everything(&self) -> bool {
        self.paths.iter().all(|path| path.is_dir())
    }
}

fn groups(arguments: &InputArguments, common: &CommonArguments) -> Result<Vec<Group>, Vec<Failure>> {
    let here = || vec![PathBuf::from(".")];
    let paths = match (&arguments.stdin_filename, arguments.paths.as_slice()) {
        (Some(name), [only]) if only == Path::new("-") => vec![name.clone()],
        (None, [only]) if only == Path::new("-") => here(),
        (_, []) => here(),
        (_, paths) => paths.to_vec(),
    };
    configuration::groups(&paths, common)
}

/// What stands in place of a file, if `-` was given.
fn standard_input(arguments: &InputArguments) -> Result<Option<String>, Vec<Failure>> {
    let dash = arguments.paths.iter().any(|path| path == Path::new("-"));
    if !dash {
        if arguments.stdin_filename.is_some() {
            let failure =
                Failure::new("--stdin-filename says what standard input stands for, but nothing reads it");
            return Err(vec![failure.help("give `-` as the only path")]);
        }
        return Ok(None);
    }
    if arguments.paths.len() > 1 {
        let failure = Failure::new("`-` (standard input) cannot stand beside other paths");
        return Err(vec![failure.help("lint them in a run of their own")]);
    }
    let mut bytes = Vec::new();
    std::io::stdin()
        .read_to_end(&mut bytes)
        .map_err(|error| vec![Failure::new(format!("standard input cannot be read: {error}"))])?;
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(text)),
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            Err(vec![Failure::new(format!(
                "standard input is not UTF-8: the byte at offset {offset} begins no character"
            ))])
        }
    }
}

fn options(
    arguments: &InputArguments,
    found: &Found,
    texts: &[(PathBuf, String)],
    staged: &Staged,
) -> DiscoverOptions {
    let mut options = DiscoverOptions::of(&found.configuration, &found.base);
    if let Some(layout) = &arguments.layout {
        options.layout = Some(layout.clone());
        // A layout that is given as a flag is meant for everything.
        options.layouts.clear();
    }
    options.exclude.extend(arguments.exclude.iter().cloned());
    options.texts = staged.texts.iter().chain(texts).cloned().collect();
    options.hidden = staged.hidden.clone();
    options
}

fn say_configuration(found: &Found) {
    match &found.file {
        Some(file) => stderr::line(&format!("settings: {}", shown(file))),
        None => stderr::line("settings: the defaults, as no migrate-lint.toml was found"),
    }
}

/// A path that is not there, with the name beside it that was probably meant.
fn not_there(path: &Path) -> Failure {
    let failure = Failure::new(format!("{} does not exist", shown(path)));
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let Some(name) = path.file_name().map(|name| name.to_string_lossy()) else { return failure };
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    match nearest(&name, names.iter().map(String::as_str)) {
        Some(meant) => {
            let meant = if folder == Path::new(".") { PathBuf::from(meant) } else { folder.join(meant) };
            failure.help(format!("did you mean `{}`?", shown(&meant)))
        }
        None => failure,
    }
}

/// A run that looked at nothing must not look like a clean one.
fn nothing_found(arguments: &InputArguments, notes: &[String]) -> Failure {
    let place = match arguments.paths.as_slice() {
        [] => "here or in the folders below".to_owned(),
        [only] if only == Path::new(".") => "here or in the folders below".to_owned(),
        paths => {
            let paths: Vec<String> = paths.iter().map(|path| shown(path)).collect();
            format!("in {}", paths.join(", "))
        }
    };
    let failure = Failure::new(format!("no SQL migrations were found {place}, so nothing was checked"));
    if notes.is_empty() {
        failure.help("name the folder that holds the .sql files: `migrate-lint path/to/migrations`")
    } else {
        failure.help(format!("what was left out: {}", notes.join("; ")))
    }
}
