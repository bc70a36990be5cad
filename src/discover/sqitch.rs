//! Sqitch: `deploy/`, `revert/` and `verify/` scripts in the order of `sqitch.plan`, run by psql.

use std::collections::HashMap;
use std::sync::Arc;

use super::dialect;
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::names::Order;
use super::pieces::{self, Expected, Named, Part, Piece};
use super::tree::Folder;
use crate::migration::{
    AfterEdit, Naming, OptOut, RollbackConvention, ScriptSource, Switch, Tool, TransactionUnit,
};

pub(super) static TOOL: Tool = Tool {
    name: "sqitch",
    opt_out: OptOut::Words {
        how: "leave BEGIN and COMMIT out of the script",
        splits: true,
        switch: Switch::ByHand,
    },
    rollback: RollbackConvention::File,
    ledger: Some("sqitch.changes"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::Script, extent: Extent::Tree, detect, load };

const PLAN: &str = "sqitch.plan";

/// Where the configuration puts things; relative to its folder.
struct Places<'a> {
    top: Folder<'a>,
    deploy: Option<Folder<'a>>,
    revert: Option<Folder<'a>>,
    plan: &'a str,
}

fn detect(folder: Folder) -> Option<Confidence> {
    places(folder).map(|_| Confidence::MarkerFile)
}

fn load(folder: Folder) -> Loaded {
    let engine = setting(folder, "core", "engine").filter(|engine| *engine != "pg");
    if let Some(database) = engine.and_then(dialect::of_provider) {
        return Loaded::left_out(folder, database);
    }
    let Some(places) = places(folder) else { return Loaded::default() };
    let plan = plan(places.plan);
    let mut pieces = Vec::new();
    let mut absent = Vec::new();
    for (at, change) in plan.iter().enumerate() {
        let candidates = change.files();
        let find = |folder: Option<Folder<'_>>| {
            let folder = folder?;
            candidates.iter().find_map(|name| folder.file_at(name).map(|file| file.path()))
        };
        if find(places.deploy).is_none() {
            absent.push(change.name.to_owned());
        }
        for (folder, part) in [(places.deploy, Part::Up), (places.revert, Part::Down)] {
            let file = folder.and_then(|folder| candidates.iter().find_map(|name| folder.file_at(name)));
            let order = Order { numbers: vec![at as u128], text: String::new() };
            let (version, name) = ((at + 1).to_string(), change.name.to_owned());
            if let Some(file) = file {
                pieces.push(Piece {
                    named: Named { order, version, name, part, repeatable: false },
                    file,
                    code: false,
                });
            }
        }
    }
    let in_plan: std::collections::HashSet<_> = pieces.iter().map(|piece| piece.file.path()).collect();
    let mut loaded = pieces::assemble(pieces, Expected::Always(&revert_name), |_, source| {
        ScriptSource::whole(Arc::clone(source), TransactionUnit::Script).into()
    });
    loaded.holes |= !absent.is_empty();
    for change in absent {
        loaded.note(places.top.shown(), format!("has no deploy script for `{change}`, which its plan lists"));
    }
    let scripts = places.deploy.map(Folder::all_files).unwrap_or_default();
    let unplanned = scripts.into_iter().filter(|file| {
        super::tree::is_sql(file.name()) && !file.name().contains('@') && !in_plan.contains(&file.path())
    });
    pieces::report_unrecognized(&mut loaded, unplanned, |file| {
        let name = file.name();
        Some(format!("Sqitch does not deploy `{name}`: the plan does not list it"))
    });
    loaded
}

fn revert_name(piece: &Piece) -> String {
    piece.file.shown().replacen("deploy/", "revert/", 1)
}

fn places(folder: Folder) -> Option<Places> {
    let top = match setting(folder, "core", "top_dir") {
        Some(path) => folder.folder_at(path)?,
        None => folder,
    };
    let plan = match setting(folder, "core", "plan_file") {
        Some(path) => folder.file_at(path)?,
        None => top.file(PLAN)?,
    };
    let plan = plan.source().ok()?.text();
    let place = |key: &str, name: &str| match setting(folder, "core", key) {
        Some(path) => folder.folder_at(path),
        None => top.folder(name),
    };
    let (deploy, revert) = (place("deploy_dir", "deploy"), place("revert_dir", "revert"));
    deploy.is_some().then_some(Places { top, deploy, revert, plan })
}

/// A value of `sqitch.conf`, which is written like git's configuration.
fn setting<'a>(folder: Folder<'a>, section: &str, key: &str) -> Option<&'a str> {
    let mut inside = false;
    for (_, line) in lines(folder.text("sqitch.conf")?) {
        let line = line.trim();
        if let Some(head) = line.strip_prefix('[') {
            inside = head.trim_end_matches(']').trim() == section;
        } else if let (true, Some((name, value))) = (inside, line.split_once('='))
            && name.trim() == key
        {
            return Some(value.trim().trim_matches('"'));
        }
    }
    None
}

struct Change<'a> {
    name: &'a str,
    /// Where it was reworked later: the tags between, whose names its own scripts then carry.
    tags: Vec<&'a str>,
}

impl Change<'_> {
    fn files(&self) -> Vec<String> {
        match self.tags.as_slice() {
            [] => vec![format!("{}.sql", self.name)],
            tags => tags.iter().map(|tag| format!("{}@{tag}.sql", self.name)).collect(),
        }
    }
}

/// The changes of a plan in order.
fn plan(text: &str) -> Vec<Change<'_>> {
    let mut changes: Vec<Change> = Vec::new();
    let mut tags: Vec<(usize, &str)> = Vec::new();
    let mut latest: HashMap<&str, usize> = HashMap::new();
    for (_, line) in lines(text) {
        let line = line.split('#').next().unwrap_or_default().trim();
        if line.is_empty() || line.starts_with('%') || line.starts_with('-') {
            continue;
        }
        let word = line.trim_start_matches('+').split_whitespace().next().unwrap_or_default();
        if let Some(tag) = word.strip_prefix('@') {
            tags.push((changes.len(), tag));
            continue;
        }
        if let Some(earlier) = latest.insert(word, changes.len()) {
            let after = tags.iter().filter(|(at, _)| *at > earlier);
            changes[earlier].tags = after.map(|(_, tag)| *tag).collect();
        }
        changes.push(Change { name: word, tags: Vec::new() });
    }
    changes
}
