//! `--since`: the revision to compare with, named or found, and what changed since.

use std::collections::HashMap;
use std::path::PathBuf;

use serde_json::Value;

use crate::discover::{Blob, Difference, Repository, absolute};
use crate::migration::{Changes, Earlier, HistorySource};
use crate::source::SourceFile;

use super::failure::Failure;
use super::staged::repository;

/// The value that stands for what the CI run is about.
const AUTO: &str = "auto";

/// What a revision is where there was none before: a branch pushed for the first time.
const NOTHING: &str = "0000000000000000000000000000000000000000";

/// Where a CI service says what a run's changes are based on.
enum Told {
    /// A commit in the environment.
    Commit(&'static str),
    /// A branch in the environment.
    Branch(&'static str),
    /// A commit in the event that GitHub hands to a run.
    EventCommit(&'static str),
    EventBranch(&'static str),
}

/// In the order of trust, one service after the other. A run has the variables of one of them.
static TOLD: &[Told] = &[
    Told::EventCommit("/pull_request/base/sha"),
    Told::EventCommit("/merge_group/base_sha"),
    Told::Branch("GITHUB_BASE_REF"),
    Told::EventCommit("/before"),
    Told::EventBranch("/repository/default_branch"),
    Told::Commit("CI_MERGE_REQUEST_DIFF_BASE_SHA"),
    Told::Branch("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"),
    Told::Commit("CI_COMMIT_BEFORE_SHA"),
    Told::Branch("CI_COMMIT_TARGET_BRANCH"),
    Told::Commit("BITBUCKET_PR_DESTINATION_COMMIT"),
    Told::Branch("BITBUCKET_PR_DESTINATION_BRANCH"),
    Told::Branch("SYSTEM_PULLREQUEST_TARGETBRANCH"),
    Told::Branch("CHANGE_TARGET"),
    Told::Branch("BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
    Told::Commit("CIRRUS_BASE_SHA"),
];

/// A revision, and what differs from the commit at which the present branch left it.
pub(super) struct Since {
    repository: Repository,
    /// As the reader knows it.
    base: String,
    difference: Difference,
}

impl Since {
    /// Nothing where `auto` finds no base: then everything is judged.
    pub(super) fn of(revision: &str, paths: &[PathBuf], staged: bool) -> Result<Option<Self>, Vec<Failure>> {
        let repository = repository(paths)?;
        let found = if revision == AUTO { find(&repository) } else { named(&repository, revision).map(Some) };
        let Some((base, commit)) = found.map_err(|failure| vec![failure])? else { return Ok(None) };
        let parting = repository.parting(&commit);
        let difference =
            repository.difference(&parting, staged).map_err(|failure| vec![Failure::from(failure)])?;
        Ok(Some(Self { repository, base, difference }))
    }

    /// What changed of the files of some histories.
    pub(super) fn changes(&self, histories: &[HistorySource]) -> Result<Changes, Vec<Failure>> {
        let mut former: Vec<(String, &Blob)> = Vec::new();
        let mut added = Vec::new();
        for source in sources(histories) {
            match self.difference.files.get(&absolute(source.path().as_ref().as_ref())) {
                Some(Some(blob)) => former.push((source.path().to_string(), blob)),
                Some(None) => added.push(source),
                None => {}
            }
        }
        let mut files: HashMap<String, Option<Earlier>> = HashMap::new();
        for (path, earlier) in self.earlier(former.into_iter())? {
            files.insert(path, Some(earlier));
        }
        // Git does not see that an untracked file is one that was moved.
        let deleted = self.difference.deleted.iter().filter(|_| !added.is_empty());
        let deleted = deleted.filter(|blob| blob.path.ends_with(".sql"));
        let deleted = self.earlier(deleted.map(|blob| (blob.path.clone(), blob)))?;
        for source in added {
            let moved = deleted.iter().find(|(_, earlier)| earlier.text == source.text());
            files.insert(source.path().to_string(), moved.map(|(_, earlier)| earlier.clone()));
        }
        Ok(Changes { base: self.base.clone(), files })
    }

    /// The texts of blobs, beside what they belong to.
    fn earlier<'a>(
        &self,
        blobs: impl Iterator<Item = (String, &'a Blob)>,
    ) -> Result<Vec<(String, Earlier)>, Vec<Failure>> {
        let (keys, blobs): (Vec<String>, Vec<&Blob>) = blobs.unzip();
        let contents = self.repository.contents(&blobs).map_err(|failure| vec![Failure::from(failure)])?;
        let texts = keys.into_iter().zip(blobs).zip(contents).map(|((key, blob), content)| {
            let text = String::from_utf8_lossy(&content.unwrap_or_default()).into_owned();
            (key, Earlier { path: blob.path.clone(), text })
        });
        Ok(texts.collect())
    }

    /// What the reader should know.
    pub(super) fn note(&self, judged: usize, all: usize) -> String {
        format!("{judged} of {all} migrations are new or changed since {}", self.base)
    }
}

/// Every file of some histories.
fn sources(histories: &[HistorySource]) -> impl Iterator<Item = &SourceFile> {
    let migrations = histories.iter().flat_map(|history| &history.migrations);
    let scripts = migrations.flat_map(|migration| migration.up.iter().chain(migration.down.script()));
    let problems = histories.iter().flat_map(|history| &history.ordering);
    scripts.map(|script| &*script.source).chain(problems.map(|problem| &*problem.source))
}

/// The revision that was named.
fn named(repository: &Repository, revision: &str) -> Result<(String, String), Failure> {
    match repository.commit(revision) {
        Some(commit) => Ok((revision.to_owned(), commit)),
        None => Err(missing(repository, revision)),
    }
}

/// What the CI run is about, else the default branch.
fn find(repository: &Repository) -> Result<Option<(String, String)>, Failure> {
    let event = event();
    let mut first_missing = None;
    for (shown, revision) in TOLD.iter().filter_map(|told| told.revision(&event)) {
        match repository.commit(&revision) {
            Some(commit) => return Ok(Some((shown, commit))),
            None => drop(first_missing.get_or_insert(revision)),
        }
    }
    if let Some(revision) = first_missing {
        return Err(missing(repository, &revision));
    }
    Ok(repository.commit("origin/HEAD").map(|commit| ("origin/HEAD".to_owned(), commit)))
}

impl Told {
    /// What to show, and what to ask git for.
    fn revision(&self, event: &Value) -> Option<(String, String)> {
        let text = |value: Option<String>| value.filter(|value| !value.is_empty() && value != NOTHING);
        let of_event = |pointer| text(event.pointer(pointer).and_then(Value::as_str).map(str::to_owned));
        match self {
            Told::Commit(name) => text(std::env::var(name).ok()).map(commit),
            Told::Branch(name) => text(std::env::var(name).ok()).map(branch),
            Told::EventCommit(pointer) => of_event(pointer).map(commit),
            Told::EventBranch(pointer) => of_event(pointer).map(branch),
        }
    }
}

fn commit(id: String) -> (String, String) {
    (id.chars().take(10).collect(), id)
}

fn branch(name: String) -> (String, String) {
    let name = name.trim_start_matches("refs/heads/");
    (name.to_owned(), format!("refs/remotes/origin/{name}"))
}

/// What GitHub hands to a run.
fn event() -> Value {
    let path = std::env::var_os("GITHUB_EVENT_PATH");
    let text = path.and_then(|path| std::fs::read(path).ok()).unwrap_or_default();
    serde_json::from_slice(&text).unwrap_or_default()
}

fn missing(repository: &Repository, revision: &str) -> Failure {
    let failure = Failure::new(format!("git has no commit `{revision}` here"));
    match repository.is_shallow() {
        true => failure.help(format!(
            "the checkout is shallow: `git fetch --depth=1 origin {}` brings it (actions/checkout: `fetch-depth: 0`)",
            revision.trim_start_matches("refs/remotes/origin/")
        )),
        false => failure.help("`git branch --all` lists the branches; a remote one may have to be fetched first"),
    }
}
