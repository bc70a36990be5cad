//! The command line program.

use std::process::ExitCode;

/// A run makes and drops millions of small objects on several threads.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    migrate_lint::cli::main()
}
