//! `--watch`: lints again whenever something below the paths changes, until Ctrl-C.

use std::collections::HashSet;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::config::FILE_NAME;
use crate::discover::{DiscoverOptions, Survey, absolute, upward};
use crate::suppress::BASELINE;

use super::arguments::CheckArguments;
use super::failure::Failure;
use super::{Outcome, Verdict, check, failure, output, stderr};

/// Editors write a file in several steps, and a branch that is switched to in many: nothing is read before it is quiet.
const QUIET: Duration = Duration::from_millis(80);

/// Something that never stops writing does not keep the rest from being seen.
const PATIENCE: Duration = Duration::from_secs(1);

/// What the loop hears.
enum Heard {
    Changed(Vec<PathBuf>),
    /// Changes were lost, so there may have been any.
    Missed,
    Stop,
}

/// What is listened to.
struct Watched {
    /// The folders that migrations can be in.
    folders: HashSet<PathBuf>,
    /// Files beside and above them that say how they are judged.
    files: HashSet<PathBuf>,
    /// What the program writes itself.
    own: Vec<PathBuf>,
}

pub(super) fn watch(arguments: &CheckArguments) -> Outcome {
    if arguments.input.paths.iter().any(|path| path == Path::new("-")) {
        let failure = Failure::new("standard input does not change, so there is nothing to watch");
        return Err(vec![failure.help("name the files or folders")]);
    }
    let (told, heard) = mpsc::channel();
    let stop = told.clone();
    on_interrupt(move || drop(stop.send(Heard::Stop))).map_err(|error| failed(&error))?;
    let changed = move |event: notify::Result<Event>| drop(heard_of(event).map(|heard| told.send(heard)));
    let mut watcher = notify::recommended_watcher(changed).map_err(|error| failed(&error))?;
    let mut listening: HashSet<PathBuf> = HashSet::new();
    loop {
        // What changes while it is read is heard afterwards.
        let watched = Watched::of(arguments);
        listen(&mut watcher, &watched, &mut listening)?;
        clear(arguments);
        if let Err(failures) = check::once(arguments) {
            failure::print(&failures, arguments.common.color);
        }
        stderr::line(&watched.line());
        if !wait(&heard, &watched) {
            return Ok(Verdict::Clean);
        }
    }
}

#[cfg(unix)]
fn on_interrupt(stop: impl Fn() + Send + 'static) -> io::Result<()> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM])?;
    std::thread::spawn(move || signals.forever().for_each(|_| stop()));
    Ok(())
}

#[cfg(not(unix))]
fn on_interrupt(stop: impl Fn() + Send + 'static) -> Result<(), ctrlc::Error> {
    ctrlc::set_handler(stop)
}

fn failed(error: &dyn std::fmt::Display) -> Vec<Failure> {
    vec![Failure::new(format!("changes cannot be watched here: {error}"))]
}

fn heard_of(event: notify::Result<Event>) -> Option<Heard> {
    match event {
        Ok(event) if event.need_rescan() => Some(Heard::Missed),
        Ok(event) if matches!(event.kind, EventKind::Access(_)) => None,
        Ok(event) => Some(Heard::Changed(event.paths)),
        Err(_) => Some(Heard::Missed),
    }
}

impl Watched {
    fn of(arguments: &CheckArguments) -> Self {
        let here = [PathBuf::from(".")];
        let paths = if arguments.input.paths.is_empty() { &here } else { arguments.input.paths.as_slice() };
        let (folders, files): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.iter().cloned().partition(|path| path.is_dir());
        let folders = Survey::new(&folders, DiscoverOptions::default()).folders();
        let beside = files.iter().filter_map(|file| absolute(file).parent().map(Path::to_path_buf));
        let told = paths.iter().flat_map(|path| [FILE_NAME, BASELINE].map(|name| upward(path, name)));
        let named = [&arguments.common.config, &arguments.scope.baseline].into_iter().flatten();
        let reports = arguments.report.iter().map(|wanted| &wanted.file).chain(&arguments.output);
        Self {
            folders: folders.into_iter().chain(beside).collect(),
            files: told.flatten().chain(named.map(|file| absolute(file))).collect(),
            own: reports.chain(&arguments.cache.cache_dir).map(|path| absolute(path)).collect(),
        }
    }

    /// Every folder that something can change in. One at a time: what is ignored, and what a build makes, can be large.
    fn places(&self) -> HashSet<PathBuf> {
        let above = self.files.iter().filter_map(|file| file.parent().map(Path::to_path_buf));
        self.folders.iter().cloned().chain(above).filter(|folder| folder.is_dir()).collect()
    }

    /// Whether a change can matter.
    fn is_about(&self, path: &Path) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let is_passing = name.starts_with('.') || name.ends_with('~');
        let is_inside = path.parent().is_some_and(|folder| self.folders.contains(folder));
        let is_own = self.own.iter().any(|own| path.starts_with(own));
        self.files.contains(path) || is_inside && !is_passing && !is_own
    }

    fn line(&self) -> String {
        match self.folders.len() {
            1 => "Watching 1 folder; Ctrl-C ends".to_owned(),
            count => format!("Watching {count} folders; Ctrl-C ends"),
        }
    }
}

/// Takes up folders that are new, and lets go of those that are no more.
fn listen(
    watcher: &mut RecommendedWatcher,
    watched: &Watched,
    listening: &mut HashSet<PathBuf>,
) -> Result<(), Vec<Failure>> {
    let wanted = watched.places();
    let mut paths = watcher.paths_mut();
    for gone in listening.difference(&wanted) {
        // One that was deleted is not listened to any more.
        let _ = paths.remove(gone);
    }
    for new in wanted.difference(listening) {
        match paths.add(new, RecursiveMode::NonRecursive) {
            Err(error) if new.is_dir() => return Err(failed(&error)),
            _ => {}
        }
    }
    paths.commit().map_err(|error| failed(&error))?;
    *listening = wanted;
    Ok(())
}

/// A new page at a terminal.
fn clear(arguments: &CheckArguments) {
    if arguments.output.is_none() && io::stdout().is_terminal() {
        let _ = output::print("\u{1b}[2J\u{1b}[3J\u{1b}[H");
    }
}

/// Waits until something changed and all is quiet again; false when it is time to stop.
fn wait(heard: &Receiver<Heard>, watched: &Watched) -> bool {
    let matters = |heard: &Heard| match heard {
        Heard::Changed(paths) => paths.iter().any(|path| watched.is_about(path)),
        Heard::Missed | Heard::Stop => true,
    };
    loop {
        match heard.recv() {
            Err(_) | Ok(Heard::Stop) => return false,
            Ok(heard) if matters(&heard) => break,
            Ok(_) => {}
        }
    }
    let since = Instant::now();
    while since.elapsed() < PATIENCE {
        match heard.recv_timeout(QUIET) {
            Ok(Heard::Stop) | Err(RecvTimeoutError::Disconnected) => return false,
            Ok(_) => {}
            Err(RecvTimeoutError::Timeout) => break,
        }
    }
    true
}
