//! A static linter and lock-safety analyzer for PostgreSQL migrations.
//!
//! The modules are listed in the order they may use each other: a module uses only those above it.

pub mod source;
pub mod lock;
pub mod diagnostic;
pub mod version;
pub mod ast;
pub mod parse;
pub mod catalog;
pub mod effects;
pub mod migration;
pub mod page;
pub mod rule;
pub mod rules;
pub mod custom;
pub mod config;
pub mod suppress;
pub mod lint;
pub mod runbook;
pub mod fix;
pub mod report;
pub mod rollback;
pub mod discover;
pub mod cache;
pub mod connect;
pub mod server;
pub mod live;
pub mod compare;
pub mod rehearse;
pub mod evidence;
pub mod monitor;
pub mod gate;
pub mod lsp;
pub mod cli;
