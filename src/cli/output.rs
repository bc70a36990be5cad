//! Standard output and `--output`: where a report goes, and how the reader's terminal wants it.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};

use crate::report::ReportOptions;

use super::arguments::{Color, CommonArguments};
use super::failure::{Failure, shown};

/// Columns where there is no terminal to ask.
const WIDTH: usize = 120;

/// Where a report goes.
pub(super) struct Output<'a> {
    file: Option<&'a Path>,
    color: Color,
    quiet: bool,
}

impl<'a> Output<'a> {
    pub(super) fn new(file: Option<&'a Path>, common: &CommonArguments) -> Self {
        Self { file, color: common.color, quiet: common.quiet }
    }

    pub(super) fn options(&self) -> ReportOptions {
        let color = match self.file {
            Some(_) => self.color == Color::Always,
            None => is_colored(self.color),
        };
        let terminal = self.file.is_none() && io::stdout().is_terminal();
        let hyperlinks = color && terminal && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
        let width = if terminal { terminal_width() } else { WIDTH };
        ReportOptions { color, hyperlinks, quiet: self.quiet, width, ..ReportOptions::default() }
    }

    /// Writes a report. A reader that left is no error: `migrate-lint | head` has what it wanted.
    pub(super) fn write(&self, report: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Failure> {
        let result = match self.file {
            Some(path) => File::create(path).and_then(|mut file| report(&mut file)),
            None if is_colored(self.color) => {
                // This also makes an old Windows console show color.
                let mut out = AutoStream::new(io::stdout(), ColorChoice::Always).lock();
                report(&mut out).and_then(|()| out.flush())
            }
            None => {
                let mut out = io::stdout().lock();
                report(&mut out).and_then(|()| out.flush())
            }
        };
        match (result, self.file) {
            (Err(error), None) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            (Err(error), None) => Err(Failure::new(format!("standard output cannot be written: {error}"))),
            (Err(error), Some(path)) => {
                Err(Failure::new(format!("{} cannot be written: {error}", shown(path))))
            }
            (Ok(()), _) => Ok(()),
        }
    }
}

/// Prints a text on standard output.
pub(super) fn print(text: &str) -> Result<(), Failure> {
    let color = if text.contains('\u{1b}') { Color::Always } else { Color::Never };
    Output { file: None, color, quiet: false }.write(|out| out.write_all(text.as_bytes()))
}

/// Whether standard output takes color: the flag, else `NO_COLOR`, `CLICOLOR_FORCE`, `TERM` and the terminal.
pub(super) fn is_colored(color: Color) -> bool {
    match color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => AutoStream::choice(&io::stdout()) != ColorChoice::Never,
    }
}

fn terminal_width() -> usize {
    terminal_size::terminal_size_of(io::stdout()).map_or(WIDTH, |(width, _)| usize::from(width.0))
}
