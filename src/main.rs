//! The command line program.

use std::process::ExitCode;

fn main() -> ExitCode {
    migrate_lint::cli::main()
}
