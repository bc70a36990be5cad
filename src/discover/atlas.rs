//! Atlas: `<version>_<name>.sql` beside `atlas.sum`, with directives at the head of each file.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::{lines, occurrences};
use super::names::Order;
use super::pieces::{self, Expected, Halves, Named, Part};
use super::tree::Folder;
use crate::migration::{
    AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool, TransactionUnit,
};
use crate::source::{SourceFile, Span};

pub(super) static TOOL: Tool = Tool {
    name: "atlas",
    opt_out: OptOut::Words {
        how: "begin the file with `-- atlas:txmode none` and an empty line",
        splits: true,
        switch: Switch::FirstLines("-- atlas:txmode none\n\n"),
    },
    rollback: RollbackConvention::None,
    ledger: Some("atlas_schema_revisions.atlas_schema_revisions"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::PerFile, extent: Extent::Files, detect, load };

const SUM: &str = "atlas.sum";

/// Atlas also keeps the sum of folders that other tools run; their names and markers then say whose they are.
fn detect(folder: Folder) -> Option<Confidence> {
    let foreign = |name: &str| {
        name.contains(".up.") || name.contains(".down.") || (name.starts_with('V') && name.contains("__"))
    };
    if !folder.has(SUM) || folder.sql_files().any(|file| foreign(file.name())) {
        return None;
    }
    folder.sql_files().next().map(|_| Confidence::LockFile)
}

fn load(folder: Folder) -> Loaded {
    let is_checkpoint = |text: &str| header(text).any(|(_, line)| directive(line, "checkpoint").is_some());
    let checkpoints: Vec<&str> = folder
        .sql_files()
        .filter(|file| file.source().is_ok_and(|source| is_checkpoint(source.text())))
        .map(|file| file.name())
        .collect();
    let files = folder.sql_files().filter(|file| !checkpoints.contains(&file.name()));
    let pieces = pieces::recognize(files, parse);
    let mut loaded = pieces::assemble(pieces, Expected::Never, |_, source| halves(source));
    for file in folder.sql_files().filter(|file| checkpoints.contains(&file.name())) {
        loaded.note(file.shown(), "is a checkpoint for new databases, not a step of the history: left out");
    }
    note_older_folders(folder, &mut loaded);
    report_unsummed(folder, &mut loaded);
    pieces::report_same_versions(&mut loaded);
    pieces::report_text_order(&mut loaded, "Atlas");
    loaded
}

fn parse(name: &str) -> Option<Named> {
    let stem = name.strip_suffix(".sql")?;
    let (version, rest) = stem.split_once('_').unwrap_or((stem, ""));
    let order = Order::text(name);
    Some(Named {
        order,
        version: version.to_owned(),
        name: rest.to_owned(),
        part: Part::Up,
        repeatable: false,
    })
}

/// What diesel ran before Atlas took over. Atlas makes a database from its own files alone, so that the first of them
/// stands for all that diesel did.
fn note_older_folders(folder: Folder, loaded: &mut Loaded) {
    let count = folder.folders().filter(|inner| inner.has("up.sql")).count();
    if count > 0 {
        let message = format!(
            "are diesel's, {count} in all, and Atlas does not run them: left out; `--layout diesel` has them linted"
        );
        loaded.note(format!("{}/*/up.sql", folder.shown()), message);
    }
}

/// Files that the sum does not know: Atlas refuses the folder until it is computed anew.
fn report_unsummed(folder: Folder, loaded: &mut Loaded) {
    let Some(sum) = folder.text(SUM) else { return };
    let known: HashSet<&str> =
        lines(sum).skip(1).filter_map(|(_, line)| Some(line.rsplit_once(" h1:")?.0.trim())).collect();
    if known.is_empty() {
        return;
    }
    let unknown = folder.sql_files().filter(|file| !known.contains(file.name()));
    pieces::report_unrecognized(loaded, unknown, |file| {
        let ignored = file
            .source()
            .is_ok_and(|source| header(source.text()).any(|(_, line)| line.contains("atlas:sum ignore")));
        let name = file.name();
        (!ignored).then(|| {
            format!(
                "`{name}` is not in `atlas.sum`: Atlas refuses this folder until `atlas migrate hash` has run"
            )
        })
    });
}

/// The comment lines at the head, if an empty line ends them; else there is no header.
fn header(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_comment = |line: &str| line.starts_with("--") || line.starts_with('#');
    let count = lines(text).take_while(|(_, line)| is_comment(line)).count();
    let ended = lines(text).nth(count).is_some_and(|(_, line)| line.trim().is_empty());
    lines(text).take(if ended { count } else { 0 })
}

fn directive<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let rest = line[line.find("atlas:")? + "atlas:".len()..].strip_prefix(name)?;
    (rest.is_empty() || rest.starts_with(' ')).then(|| rest.trim())
}

fn halves(source: &Arc<SourceFile>) -> Halves {
    let text = source.text();
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::PerFile);
    let mut archive = false;
    for (start, line) in header(text) {
        match (directive(line, "txmode"), directive(line, "delimiter")) {
            (Some("none"), _) => {
                script.unit = TransactionUnit::PerStatement;
                script.directive = Some(Span::new(start, start + line.len()));
            }
            (_, Some(delimiter)) => {
                script.separators = occurrences(text, &unescaped(delimiter));
                script.separators.retain(|separator| separator.start > start + line.len());
            }
            _ => archive |= directive(line, "txtar").is_some(),
        }
    }
    if !archive {
        return script.into();
    }
    let members = members(text);
    let member = |name: &str| members.iter().find(|(is, _)| *is == name).map(|(_, range)| range.clone());
    let down = member("down.sql").map(|range| ScriptSource { sections: vec![range], ..script.clone() });
    script.sections.extend(member("migration.sql"));
    Halves::new(script, down)
}

fn unescaped(delimiter: &str) -> String {
    delimiter.trim_matches('"').replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t")
}

/// The members of an archive in one file: `-- migration.sql --` and what follows it.
fn members(text: &str) -> Vec<(&str, Range<usize>)> {
    let mut members: Vec<(&str, Range<usize>)> = Vec::new();
    for (start, line) in lines(text) {
        let name = line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
        if let Some(last) = members.last_mut() {
            last.1.end = if name.is_some() { start } else { text.len() };
        }
        if let Some(name) = name {
            members.push((name.trim(), start..text.len()));
        }
    }
    members
}
