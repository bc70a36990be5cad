//! `init`: a commented `migrate-lint.toml`, with what was recognized filled in.

use std::fs;
use std::path::Path;

use crate::config::FILE_NAME;
use crate::discover::{self, DiscoverOptions};

use super::arguments::InitArguments;
use super::failure::{Failure, shown};
use super::{Outcome, Verdict, output};

mod migrate;

/// Every key, commented out.
const TEMPLATE: &str = include_str!("template.toml");

/// The layout of no tool in particular.
const PLAIN: &str = "plain";

/// The line that a recognized tool takes the place of.
const LAYOUT_LINE: &str = "# layout = \"plain\"\n";

pub(super) fn init(arguments: &InitArguments) -> Outcome {
    let file = arguments.folder.join(FILE_NAME);
    let name = shown(file.strip_prefix(".").unwrap_or(&file));
    if !arguments.folder.is_dir() {
        return Err(vec![Failure::new(format!("{} is no folder", shown(&arguments.folder)))]);
    }
    if file.exists() && !arguments.force {
        let failure = Failure::new(format!("{name} is there already"));
        return Err(vec![failure.help("`migrate-lint init --force` overwrites it")]);
    }
    let carried = match arguments.from {
        Some(origin) => Some(migrate::carried(origin, &arguments.folder).map_err(|failure| vec![failure])?),
        None => None,
    };
    let found = recognize(&arguments.folder);
    let mut text = template(&found);
    for (default, line) in carried.iter().flat_map(migrate::lines) {
        text = text.replacen(&default, &line, 1);
    }
    if let Err(error) = fs::write(&file, text) {
        return Err(vec![Failure::new(format!("{name} cannot be written: {error}"))]);
    }
    let mut said = format!("Wrote {name}");
    match found.as_slice() {
        [] => said.push_str("; no migrations were found below it"),
        found => {
            for (folder, layout) in found {
                said.push_str(&format!("\n  {folder}: {layout}"));
            }
        }
    }
    if let Some(carried) = &carried {
        said.push_str(&format!("\n  settings from {}", shown(&carried.from)));
        for lost in &carried.lost {
            said.push_str(&format!("\n  not taken over: {lost}"));
        }
    }
    match output::print(&format!("{said}\n")) {
        Ok(()) => Ok(Verdict::Clean),
        Err(failure) => Err(vec![failure]),
    }
}

/// The folders of migrations below, with their tools.
fn recognize(folder: &Path) -> Vec<(String, &'static str)> {
    let found = discover::discover(&[folder.to_path_buf()], &DiscoverOptions::default());
    found.histories.into_iter().map(|history| (history.root, history.tool.name)).collect()
}

/// One tool is stated for the whole file, so that a stray file cannot change what is recognized. Several are
/// recognized folder by folder, as without the file, and what looks like none may get one.
fn template(found: &[(String, &'static str)]) -> String {
    let mut layouts: Vec<&str> = found.iter().map(|(_, layout)| *layout).collect();
    layouts.sort_unstable();
    layouts.dedup();
    match layouts.as_slice() {
        [only] if *only != PLAIN => TEMPLATE.replacen(LAYOUT_LINE, &format!("layout = \"{only}\"\n"), 1),
        _ => TEMPLATE.to_owned(),
    }
}
