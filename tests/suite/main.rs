//! The one test binary: what is declared in pages, folders and transcripts is held to what the program does.

mod pages;
mod rules;
mod support;
