//! `lsp` and `schema`: what editors start, and what they check a configuration with.

use lsp_server::Connection;

use crate::config;
use crate::discover::layout_names;
use crate::lsp::{End, serve};

use super::failure::Failure;
use super::{Outcome, Verdict, output};

/// What `lsp` takes.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct LspArguments {
    /// Speak over standard input and output, as is done anyway; some editors add it
    #[arg(long, hide = true)]
    pub(super) stdio: bool,
}

/// Serves one editor over standard input and output until it leaves.
pub(super) fn lsp(_: &LspArguments) -> Outcome {
    let (connection, threads) = Connection::stdio();
    let end = serve(&connection);
    // The threads end with the connection.
    drop(connection);
    let joined = threads.join();
    match (end, joined) {
        (Ok(End::Orderly), _) => Ok(Verdict::Clean),
        (Ok(End::Abrupt), Ok(())) => {
            Err(vec![Failure::new("the editor left without saying so (no `shutdown` before the end)")])
        }
        (Ok(End::Abrupt), Err(error)) => Err(vec![Failure::new(format!("the editor is gone: {error}"))]),
        (Err(error), _) => {
            let failure = Failure::new(format!("nobody speaks the Language Server Protocol here: {error}"));
            Err(vec![failure.help("this command is for editors; `migrate-lint` alone lints")])
        }
    }
}

/// Prints the JSON schema of `migrate-lint.toml`.
pub(super) fn schema() -> Outcome {
    let text = serde_json::to_string_pretty(&config::schema(&layout_names())).unwrap_or_default();
    output::print(&format!("{text}\n")).map(|()| Verdict::Clean).map_err(|failure| vec![failure])
}
