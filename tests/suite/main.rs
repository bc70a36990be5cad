//! The one test binary: what is declared in pages, folders and transcripts is held to what the program does.

mod config;
mod pages;
mod parse;
mod parse_dump;
mod report;
mod report_cases;
mod rules;
mod support;
