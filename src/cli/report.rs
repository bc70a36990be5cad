//! What a run found, to where it is wanted: standard output, files, and the log of a GitHub Actions job.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, Write};
use std::path::PathBuf;

use crate::diagnostic::Diagnostic;
use crate::report::{self, Format, ReportOptions, Summary};

use super::arguments::CheckArguments;
use super::failure::Failure;
use super::output::Output;
use super::stderr;

/// `--report FORMAT=FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) format: Format,
    pub(super) file: PathBuf,
}

impl Wanted {
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let known = || Format::ALL.map(Format::name).join(", ");
        let (format, file) =
            text.split_once('=').ok_or("a format, `=` and a file are needed: sarif=out.sarif")?;
        match Format::from_name(format) {
            Some(format) if !file.is_empty() => Ok(Self { format, file: PathBuf::from(file) }),
            Some(_) => Err("the name of the file is missing".to_owned()),
            None => Err(format!("there is no format `{format}`: choose one of {}", known())),
        }
    }
}

impl CheckArguments {
    /// Whether a report shows what is locked.
    pub(super) fn shows_locks(&self) -> bool {
        let wanted = self.report.iter().map(|wanted| wanted.format);
        let mut formats = wanted.chain([self.format.unwrap_or_default()]);
        formats.any(|format| matches!(format, Format::Markdown | Format::Html))
    }
}

/// Writes every report that was asked for. A file that cannot be written does not keep the others from it.
pub(super) fn write(
    arguments: &CheckArguments,
    found: &[Diagnostic],
    summary: &Summary,
    declared: &[&'static str],
) -> Vec<Failure> {
    let options = |output: &Output| ReportOptions { declared: declared.to_vec(), ..output.options() };
    let files = arguments.report.iter().map(|wanted| {
        let output = Output::new(Some(&wanted.file), &arguments.common);
        let options = options(&output);
        output.write(|out| report::write(wanted.format, found, summary, &options, out))
    });
    let written: Vec<_> = files.chain([main(arguments, found, summary, options)]).collect();
    written.into_iter().filter_map(Result::err).collect()
}

fn main(
    arguments: &CheckArguments,
    found: &[Diagnostic],
    summary: &Summary,
    options: impl Fn(&Output) -> ReportOptions,
) -> Result<(), Failure> {
    let output = Output::new(arguments.output.as_deref(), &arguments.common);
    let options = options(&output);
    let format = arguments.format.unwrap_or_default();
    let in_log =
        arguments.output.is_none() && std::env::var_os("GITHUB_ACTIONS").is_some_and(|on| on == "true");
    output.write(|out| {
        if !in_log || !matches!(format, Format::Human | Format::Concise) {
            return report::write(format, found, summary, &options, out);
        }
        // A line of a migration must not be taken for a command to the runner.
        let token = token();
        writeln!(out, "::stop-commands::{token}")?;
        report::write(format, found, summary, &options, out)?;
        writeln!(out, "::{token}::")?;
        if arguments.format.is_none() { annotations(found, summary, &options, out) } else { Ok(()) }
    })?;
    if arguments.output.is_some() && !arguments.common.quiet {
        stderr::line(&summary.line());
    }
    Ok(())
}

/// The workflow commands alone: people have read the rest already.
fn annotations(
    found: &[Diagnostic],
    summary: &Summary,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut commands = Vec::new();
    report::write(Format::Github, found, summary, options, &mut commands)?;
    for command in commands.split_inclusive(|byte| *byte == b'\n').filter(|line| line.starts_with(b"::")) {
        out.write_all(command)?;
    }
    Ok(())
}

/// What nobody who wrote a migration could know.
fn token() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}
