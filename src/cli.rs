//! The command line: arguments in, a report and an exit code out.

use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

mod arguments;
mod baseline;
mod changed;
mod check;
mod compare;
mod configuration;
mod database;
mod drift;
mod evidence;
mod failure;
mod fix;
mod gate;
mod init;
mod input;
mod judge;
mod known;
mod lsp;
mod monitor;
mod output;
mod progress;
mod records;
mod reference;
mod rehearse;
mod report;
mod rollback;
mod runbook;
mod snapshot;
mod scope;
mod since;
mod staged;
mod stderr;
mod test;
mod verify;
mod watch;

use arguments::{Cli, Command};
use failure::Failure;

/// What a run comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Nothing at or above the threshold.
    Clean,
    Findings,
    CouldNotRun,
}

impl From<Verdict> for ExitCode {
    fn from(verdict: Verdict) -> Self {
        ExitCode::from(match verdict {
            Verdict::Clean => 0,
            Verdict::Findings => 1,
            Verdict::CouldNotRun => 2,
        })
    }
}

/// Runs the program.
pub fn main() -> ExitCode {
    stderr::keep();
    panic::set_hook(Box::new(stderr::report_panic));
    let verdict = panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or(Verdict::CouldNotRun);
    verdict.into()
}

fn run() -> Verdict {
    let arguments = arguments::command_first(std::env::args_os().collect());
    let parsed =
        Cli::command().try_get_matches_from(arguments).and_then(|found| Cli::from_arg_matches(&found));
    match parsed {
        Ok(cli) => dispatch(cli),
        Err(error) => usage(&error),
    }
}

fn dispatch(cli: Cli) -> Verdict {
    let command = cli.command.unwrap_or_else(|| Command::Check(Box::new(cli.check)));
    let color = command.color();
    let result = match command {
        Command::Check(arguments) => check::check(&arguments),
        Command::Locks(arguments) => check::locks(&arguments),
        Command::Explain(arguments) => reference::explain(&arguments),
        Command::Rules(arguments) => reference::rules(&arguments),
        Command::Rehearse(arguments) => rehearse::rehearse(&arguments),
        Command::Rollback(arguments) => rollback::rollback(&arguments),
        Command::Baseline(arguments) => baseline::baseline(&arguments),
        Command::Runbook(arguments) => runbook::runbook(&arguments),
        Command::Test(arguments) => test::test(&arguments),
        Command::Drift(arguments) => drift::drift(&arguments),
        Command::Verify(arguments) => verify::verify(&arguments),
        Command::Snapshot(arguments) => snapshot::snapshot(&arguments),
        Command::Compare(arguments) => compare::compare(&arguments),
        Command::Monitor(arguments) => monitor::monitor(&arguments),
        Command::Gate(arguments) => gate::gate(&arguments),
        Command::Evidence(arguments) => records::evidence(&arguments),
        Command::Attest(arguments) => records::attest(&arguments),
        Command::Waive(arguments) => records::waive(&arguments),
        Command::Init(arguments) => init::init(&arguments),
        Command::Lsp(arguments) => lsp::lsp(&arguments),
        Command::Schema => lsp::schema(),
        Command::Completions { shell } => reference::completions(shell),
        Command::Man => reference::man(),
    };
    result.unwrap_or_else(|failures| {
        failure::print(&failures, color);
        Verdict::CouldNotRun
    })
}

/// Help and version are asked for and go to standard output; everything else here is a mistake.
fn usage(error: &clap::Error) -> Verdict {
    let rendered = error.render();
    let color = arguments::Color::Auto;
    if error.use_stderr() {
        let text = if stderr::is_colored(color) { rendered.ansi().to_string() } else { rendered.to_string() };
        stderr::write(&text);
        return Verdict::CouldNotRun;
    }
    let text = if output::is_colored(color) { rendered.ansi().to_string() } else { rendered.to_string() };
    match output::print(&text) {
        Ok(()) => Verdict::Clean,
        Err(failure) => {
            failure::print(&[failure], color);
            Verdict::CouldNotRun
        }
    }
}

type Outcome = Result<Verdict, Vec<Failure>>;
