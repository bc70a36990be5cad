//! The one test binary: what is declared in pages, folders and transcripts is held to what the program does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout)]
// Much of the support is for the tests on the embedded server.
#![cfg_attr(not(feature = "embedded"), allow(dead_code))]

mod action;
mod baseline;
mod book;
mod cache;
mod catalog;
mod checklists;
mod cli;
mod clone;
mod cluster;
mod compare;
mod config;
mod connect;
mod coverage;
mod custom;
mod discover;
mod editors;
mod effects;
mod evidence;
mod fixes;
mod formats;
mod gate_pages;
mod gates;
mod layers;
mod live;
mod lsp;
mod monitor;
#[cfg(feature = "embedded")]
mod oracle;
mod pages;
mod past;
mod parse;
mod parse_accepted;
mod parse_dump;
mod parse_edges;
mod parse_quick;
mod parse_random;
mod parse_statements;
#[cfg(feature = "embedded")]
mod rehearse;
mod rehearse_system;
mod report;
mod report_cases;
mod resume;
mod rollback;
mod rules;
mod runbook;
mod schema;
mod server;
mod since;
mod support;
mod suppress;
mod timeline;
mod watch;
