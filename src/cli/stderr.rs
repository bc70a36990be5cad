//! Standard error, kept apart: while the parser reads a statement it puts a pipe in the place of descriptor 2, and
//! with several threads at it the real one can be lost. All that the program says there goes through a copy that was
//! made before.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::panic::PanicHookInfo;
use std::sync::OnceLock;

use anstream::{AutoStream, ColorChoice};

use super::arguments::Color;

struct Kept {
    file: File,
    terminal: bool,
    /// What the environment says of color.
    color: bool,
}

static KEPT: OnceLock<Option<Kept>> = OnceLock::new();

/// Copies the descriptor. Call it before anything is parsed.
pub(super) fn keep() {
    KEPT.get_or_init(|| {
        let stderr = io::stderr();
        let terminal = stderr.is_terminal();
        let color = AutoStream::choice(&stderr) != ColorChoice::Never;
        copy(&stderr).ok().map(|file| Kept { file, terminal, color })
    });
}

#[cfg(unix)]
fn copy(stderr: &io::Stderr) -> io::Result<File> {
    use std::os::fd::AsFd;
    stderr.as_fd().try_clone_to_owned().map(File::from)
}

#[cfg(windows)]
fn copy(stderr: &io::Stderr) -> io::Result<File> {
    use std::os::windows::io::AsHandle;
    stderr.as_handle().try_clone_to_owned().map(File::from)
}

/// Writes it. Nobody is left to be told when that fails.
pub(super) fn write(text: &str) {
    if let Some(kept) = kept() {
        let _ = (&kept.file).write_all(without_commands(text).as_bytes());
    }
}

/// The log of a GitHub job takes lines for commands, and a file can have the name of one.
fn without_commands(text: &str) -> Cow<'_, str> {
    if std::env::var_os("GITHUB_ACTIONS").is_none_or(|on| on != "true") {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("::", ":\u{200b}:").replace("##[", "#\u{200b}#["))
}

/// Writes one line.
pub(super) fn line(text: &str) {
    write(&format!("{text}\n"));
}

pub(super) fn is_terminal() -> bool {
    kept().is_some_and(|kept| kept.terminal)
}

pub(super) fn is_colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => kept().is_some_and(|kept| kept.color),
    }
}

fn kept() -> Option<&'static Kept> {
    KEPT.get().and_then(Option::as_ref)
}

/// A bug: what a report of it needs, and no backtrace.
pub(super) fn report_panic(panic: &PanicHookInfo) {
    let place = panic.location().map(|place| format!(" at {}:{}", place.file(), place.line()));
    let payload = panic.payload();
    let said = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    line(&format!(
        "migrate-lint {} stopped because of a bug of its own{}: {}\n\
         Your migrations are not to blame. Please report this line, and the migration if you can share it, at\n\
         {}/issues",
        env!("CARGO_PKG_VERSION"),
        place.unwrap_or_default(),
        said.unwrap_or("no message"),
        crate::report::REPOSITORY,
    ));
}
