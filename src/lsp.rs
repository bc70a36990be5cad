//! The language server: documents as an editor has them, judged within their whole history at every keystroke.
//!
//! `server` is the loop, `handlers` the table of what it answers, `session` what it knows between two messages, and
//! every feature has a file of its own.

mod actions;
mod capabilities;
mod commands;
mod completion;
mod configuration;
mod definition;
mod diagnostics;
mod documents;
mod edits;
mod handlers;
mod hints;
mod hover;
mod judged;
mod locks;
mod naming;
mod position;
mod project;
mod references;
mod server;
mod session;
mod symbols;

pub use server::{End, WORK, serve, serve_watched};
