//! From paths to histories: which folders belong to which layout, and what of them was asked for.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::asked::{self, Asked};
use super::layout::{Confidence, Extent, Loaded};
use super::told_twice::{self, Telling};
use super::tree::{File, Folder, Given, Tree, is_sql};
use super::{
    DiscoverOptions, Discovery, Failure, LAYOUTS, Layout, Note, anchor, beginning, dialect, dumps, embedded,
    flyway, plain, queries,
};
use crate::catalog::Baseline;
use crate::config::PathGlobs;
use crate::migration::{Down, HistorySource, MigrationSource, ScriptSource, Tool};
use crate::source::SourceFile;

/// Folders of test data: histories in them are read when they are named.
const FIXTURES: &[&str] = &[
    "testdata",
    "initdb.d",
    "docker-entrypoint-initdb.d",
    "docker-init",
    "initdb",
    "test",
    "tests",
    "fixtures",
    "__tests__",
    "__fixtures__",
    "e2e",
    "spec",
    "mocks",
    "stub",
    "stubs",
    "integration-tests",
];

/// Why what a folder holds is no history of its own.
fn no_migrations(folder: Folder) -> Option<&'static str> {
    let name = folder.name().to_ascii_lowercase();
    let in_database_folder =
        || folder.parent().is_some_and(|above| matches!(above.name(), "db" | "database"));
    let is_fixture = FIXTURES.contains(&name.as_str())
        // `db/local` beside `db/migration` fills a developer's database.
        || name == "local" && in_database_folder()
        || name.starts_with("test_")
        || name.starts_with("test-")
        || (name.ends_with("test") && name != "latest");
    match () {
        () if is_fixture => Some("holds test data"),
        () if matches!(name.as_str(), "seeds" | "seed") => Some("holds seed data"),
        () if matches!(name.as_str(), "experiments" | "experiment" | "playground" | "playgrounds") => {
            Some("holds experiments")
        }
        () if flyway::are_callbacks(folder) => Some("holds Flyway's callbacks"),
        () if flyway::is_of_tests(folder) => Some(flyway::OF_TESTS),
        () if matches!(name.as_str(), "benchmarks" | "benchmark" | "benches") => Some("holds benchmarks"),
        () if matches!(name.as_str(), "rollback" | "rollbacks" | "rollback_dbs" | "rollback_scripts") => {
            Some("holds ways back")
        }
        () => {
            let is_left_behind = embedded::is_left_behind(folder);
            is_left_behind.then_some("is embedded by no Go file, while a folder beside it is")
        }
    }
}

/// A folder and the layout that has it.
struct Claim<'a> {
    folder: Folder<'a>,
    layout: &'static Layout,
    load: fn(Folder) -> Loaded,
    /// Further folders of the same history.
    also: Vec<Folder<'a>>,
}

impl<'a> Claim<'a> {
    fn new(folder: Folder<'a>, layout: &'static Layout) -> Self {
        Self { folder, layout, load: layout.load, also: Vec::new() }
    }
}

/// What a look at some folders brought.
#[derive(Default)]
struct Visit<'a> {
    visited: FxHashSet<&'a Path>,
    claims: Vec<Claim<'a>>,
    notes: Vec<Note>,
}

impl<'a> Visit<'a> {
    fn take(&mut self, mut other: Visit<'a>) {
        self.visited.extend(other.visited);
        self.claims.append(&mut other.claims);
        self.notes.append(&mut other.notes);
    }
}

struct Search<'a> {
    options: &'a DiscoverOptions,
    forced: Option<&'static Layout>,
    per_folder: Vec<(PathGlobs, &'static Layout)>,
    asked: Asked<'a>,
}

/// The folders around the given paths, walked once; what is in them can be looked at again with other texts.
pub struct Survey {
    options: DiscoverOptions,
    given: Vec<Given>,
    tree: Tree,
    roots: Vec<usize>,
    /// What the walk already had to say.
    walked: Discovery,
}

impl Survey {
    /// Walks what the given paths need. A path that stands in the options' texts need not exist.
    pub fn new(paths: &[PathBuf], options: DiscoverOptions) -> Self {
        Self::with(paths, options, None)
    }
    pub(super) fn with(paths: &[PathBuf], options: DiscoverOptions, text: Option<Arc<SourceFile>>) -> Self {
        let mut walked = Discovery::default();
        let is_virtual = |path: &Path| text.is_some() || options.texts.iter().any(|(known, _)| known == path);
        let given = asked::given(paths, &is_virtual, &mut walked);
        let (mut tree, roots) = plant(&given, text, &mut walked);
        for (path, text) in &options.texts {
            tree.replace(&asked::absolute(path), text);
        }
        for path in &options.hidden {
            tree.hide(path);
        }
        Self { options, given, tree, roots, walked }
    }

    /// Gives a file another text than the disk's.
    pub fn replace(&mut self, path: &Path, text: &str) {
        self.tree.replace(&asked::absolute(path), text);
    }

    /// Every folder that was walked.
    pub fn folders(&self) -> Vec<PathBuf> {
        let mut pending: Vec<Folder> = self.roots.iter().map(|root| self.tree.folder(*root)).collect();
        let mut folders = Vec::new();
        while let Some(folder) = pending.pop() {
            folders.push(folder.path().to_path_buf());
            pending.extend(folder.folders());
        }
        folders
    }

    /// Makes one claim of those that are locations of one configuration.
    fn join<'t>(&'t self, claims: &mut Vec<Claim<'t>>) {
        let is_flyways = |claim: &&Claim| std::ptr::eq(claim.layout, &flyway::LAYOUT);
        let folders: Vec<Folder> = claims.iter().filter(is_flyways).map(|claim| claim.folder).collect();
        let roots: Vec<Folder> = self.roots.iter().map(|root| self.tree.folder(*root)).collect();
        for (first, also) in flyway::joined(&roots, &folders) {
            claims.retain(|claim| also.iter().all(|other| other.path() != claim.folder.path()));
            if let Some(claim) = claims.iter_mut().find(|claim| claim.folder.path() == first.path()) {
                claim.also = also;
            }
        }
    }

    /// The histories in these folders, with the texts as they are now.
    pub fn discovery(&self) -> Discovery {
        let mut discovery = self.walked.clone();
        let Some(search) = Search::new(&self.options, &self.given, &mut discovery) else { return discovery };
        let mut visit = Visit::default();
        for root in &self.roots {
            search.visit(self.tree.folder(*root), &mut visit);
        }
        self.join(&mut visit.claims);
        discovery.notes.append(&mut visit.notes);
        let loaded: Vec<(Loaded, Option<&str>)> =
            visit.claims.par_iter().map(|claim| search.load(claim)).collect();
        let mut left_out = search.copies(&visit.claims, &loaded);
        left_out.extend(search.queries(&visit.claims, &loaded));
        for (at, (claim, (loaded, foreign))) in visit.claims.iter().zip(loaded).enumerate() {
            match left_out.iter().find(|(left_out, _)| *left_out == at) {
                Some((_, note)) => discovery.notes.push(note.clone()),
                None => search.finish(claim, loaded, foreign, &mut discovery),
            }
        }
        search.strays(&self.tree, &self.roots, &mut discovery);
        discovery.histories.sort_by(|left, right| super::names::natural(&left.root, &right.root));
        discovery.notes.sort();
        discovery.notes.dedup();
        discovery.failures.sort();
        discovery.failures.dedup();
        discovery
    }
}

/// A text that belongs to no history.
pub(super) fn standalone(source: Arc<SourceFile>, options: &DiscoverOptions) -> HistorySource {
    let tool = dumps::tool_of(source.path(), source.text()).unwrap_or(&plain::TOOL);
    let mut script = ScriptSource::whole(source, plain::LAYOUT.unit);
    script.unit = options.unit.unwrap_or(script.unit);
    let migration = MigrationSource {
        version: String::new(),
        name: script.source.path().to_string(),
        repeatable: false,
        judged: true,
        unordered: false,
        up: Some(script),
        down: Down::NotExpected,
    };
    history(tool, String::new(), vec![migration])
}

fn history(tool: &'static Tool, root: String, migrations: Vec<MigrationSource>) -> HistorySource {
    HistorySource {
        tool,
        root,
        baseline: Baseline::Unknown,
        settings: Vec::new(),
        migrations,
        ordering: Vec::new(),
        edits: Vec::new(),
    }
}

/// Walks what the given paths need, each folder once.
fn plant(given: &[Given], text: Option<Arc<SourceFile>>, discovery: &mut Discovery) -> (Tree, Vec<usize>) {
    let mut anchors = anchor::all(given.iter().map(|given| given.path.as_path()));
    anchors.sort_by(|left, right| (&left.root, left.shallow).cmp(&(&right.root, right.shallow)));
    let mut kept: Vec<anchor::Anchor> = Vec::new();
    for anchor in anchors {
        let covered = kept
            .iter()
            .any(|kept| kept.root == anchor.root || (!kept.shallow && anchor.root.starts_with(&kept.root)));
        if !covered {
            kept.push(anchor);
        }
    }
    let mut tree = Tree::new(given);
    let mut roots = Vec::new();
    for anchor in &kept {
        let root = tree.walk(&anchor.root, anchor.shallow, &mut discovery.notes);
        tree.add_ancestors(root);
        roots.push(root);
    }
    for given in given.iter().filter(|given| !given.path.is_dir()) {
        tree.insert(&given.path, text.clone());
    }
    (tree, roots)
}

impl<'a> Search<'a> {
    fn new(options: &'a DiscoverOptions, given: &'a [Given], discovery: &mut Discovery) -> Option<Self> {
        let forced = match &options.layout {
            Some(name) => Some(named(name, discovery)?),
            None => None,
        };
        let mut per_folder = Vec::new();
        for (pattern, name) in &options.layouts {
            per_folder.push((asked::globs(options, std::slice::from_ref(pattern)), named(name, discovery)?));
        }
        Some(Self { options, forced, per_folder, asked: Asked::new(given, options) })
    }

    /// Claims the folders of histories below a root, outermost first.
    fn visit<'t>(&self, root: Folder<'t>, visit: &mut Visit<'t>) {
        if visit.visited.contains(root.path()) {
            return;
        }
        if !self.asked.names_folder(root)
            && let Some(database) = dialect::of_path(root)
        {
            visit.notes.push(foreign(root, database));
            return;
        }
        let mut found = self.visit_below(root, root, &visit.visited);
        if found.claims.is_empty() && self.asked.names_folder(root) {
            self.nothing_found(root, &mut found.claims, &mut found.notes);
        }
        visit.take(found);
    }

    /// The same from a folder on. To tell a layout, files are read: several folders at once.
    fn visit_below<'t>(&self, folder: Folder<'t>, root: Folder, before: &FxHashSet<&Path>) -> Visit<'t> {
        let mut visit = Visit::default();
        let known = before.contains(folder.path());
        if !folder.has_sql_below() || self.asked.excludes(folder) || known {
            return visit;
        }
        visit.visited.insert(folder.path());
        if folder.path() != root.path()
            && !self.asked.names_folder(folder)
            && let Some(note) = self.passed_over(folder)
        {
            visit.notes.extend(note);
            return visit;
        }
        if let Some(claim) = self.claim(folder) {
            let whole = claim.layout.extent == Extent::Tree;
            visit.claims.push(claim);
            if whole {
                return visit;
            }
        }
        let folders: Vec<Folder<'t>> = folder.folders().collect();
        let below: Vec<Visit<'t>> =
            folders.par_iter().map(|folder| self.visit_below(*folder, root, before)).collect();
        below.into_iter().rev().for_each(|below| visit.take(below));
        visit
    }

    /// What is in a claimed folder, and the other database that it is for.
    fn load(&self, claim: &Claim) -> (Loaded, Option<&'static str>) {
        let loaded = match claim.also.as_slice() {
            [] => (claim.load)(claim.folder),
            also => flyway::load_locations(claim.folder, also),
        };
        let migrations = &loaded.migrations;
        let foreign = self
            .forced
            .is_none()
            .then(|| dialect::of_scripts(migrations).or_else(|| dialect::of_crate(claim.folder, migrations)));
        (loaded, foreign.flatten())
    }

    /// The claims that tell again what another one tells that is asked for, and the notes on them.
    fn copies(&self, claims: &[Claim], loaded: &[(Loaded, Option<&str>)]) -> Vec<(usize, Note)> {
        let mut tellings = Vec::new();
        for (at, (claim, (loaded, foreign))) in claims.iter().zip(loaded).enumerate() {
            let mut scripts = told_twice::scripts(loaded);
            if foreign.is_some() || !scripts.all(|script| self.asked.includes(script.source.path())) {
                continue;
            }
            let (root, is_named) = (claim.folder.shown(), self.is_named(claim.folder));
            tellings.push(Telling { at, root, loaded, is_known: claim.layout.tool.is_known(), is_named });
        }
        let note = |(copy, of): (&Telling, &Telling)| {
            let message =
                format!("tells again what `{}` tells: left out; name it to have it linted", of.root);
            (copy.at, Note { path: copy.root.to_owned(), message })
        };
        told_twice::copies(&tellings).into_iter().map(note).collect()
    }

    /// The claims of no tool that hold nothing but queries, where a tool's history stands beside them.
    fn queries(&self, claims: &[Claim], loaded: &[(Loaded, Option<&str>)]) -> Vec<(usize, Note)> {
        let all = || claims.iter().zip(loaded).enumerate();
        let is_history = |(_, (claim, (loaded, foreign))): &(_, (&Claim, &(Loaded, Option<&str>)))| {
            claim.layout.tool.is_known() && loaded.has_scripts() && foreign.is_none()
        };
        let Some((_, (history, _))) = all().find(is_history) else { return Vec::new() };
        let is_chosen = |folder: Folder| {
            let mut patterns = self.per_folder.iter().map(|(pattern, _)| pattern);
            self.is_named(folder) || patterns.any(|pattern| pattern.matches(&folder.path().to_string_lossy()))
        };
        let asks_only = all().filter(|(_, (claim, (loaded, _)))| {
            let of_no_tool = self.forced.is_none() && !claim.layout.tool.is_known();
            of_no_tool && !plain::is_called_after_migrations(claim.folder) && queries::are_all(loaded)
        });
        let folders = asks_only.map(|(at, (claim, _))| (at, claim.folder));
        let message = format!(
            "holds queries that change nothing, beside the history in `{}`: left out; name it to have it linted",
            history.folder.shown()
        );
        let note = |(at, folder): (usize, Folder)| {
            (at, Note { path: folder.shown().to_owned(), message: message.clone() })
        };
        folders.filter(|(_, folder)| !is_chosen(*folder)).map(note).collect()
    }

    /// Whether a folder was given, or a file in it.
    fn is_named(&self, folder: Folder) -> bool {
        let is_within = |file: &Given| asked::is_within(&file.shown, folder.shown());
        self.asked.names_folder(folder) || self.asked.files().any(is_within)
    }

    /// A folder of another database or of what is no migration: the note on it, if there are migrations in it at all.
    fn passed_over(&self, folder: Folder) -> Option<Option<Note>> {
        let foreign_database = dialect::of_folder(folder);
        let other = no_migrations(folder);
        if foreign_database.is_none() && other.is_none() {
            return None;
        }
        let mut pending = vec![folder];
        let holds_migrations = std::iter::from_fn(|| {
            let next = pending.pop()?;
            pending.extend(next.folders());
            Some(next)
        })
        .any(|inner| inner.has_sql_below() && self.claim(inner).is_some());
        let path = folder.shown().to_owned();
        let note = match foreign_database {
            Some(database) => foreign(folder, database),
            None => {
                let what = other.unwrap_or_default();
                Note { path, message: format!("{what}: left out; name it to have it linted") }
            }
        };
        Some(holds_migrations.then_some(note))
    }

    /// The layout that recognizes a folder best.
    fn claim<'t>(&self, folder: Folder<'t>) -> Option<Claim<'t>> {
        let configured = self
            .per_folder
            .iter()
            .rev()
            .find(|(pattern, _)| pattern.matches(&folder.path().to_string_lossy()));
        if let Some((_, layout)) = configured {
            return Some(Claim::new(folder, layout));
        }
        if let Some(forced) = self.forced {
            let variants = LAYOUTS.iter().filter(|layout| std::ptr::eq(layout.tool, forced.tool));
            let layout = variants.into_iter().find(|layout| (layout.detect)(folder).is_some());
            return layout.map(|layout| Claim::new(folder, layout));
        }
        let mut best: Option<(Confidence, &'static Layout)> = None;
        for layout in LAYOUTS {
            if let Some(confidence) = (layout.detect)(folder)
                && best.is_none_or(|(known, _)| confidence > known)
            {
                best = Some((confidence, layout));
            }
        }
        best.map(|(_, layout)| Claim::new(folder, layout))
    }

    /// A folder that was named although no layout knows it: its SQL files in natural order, unless it is a repository.
    fn nothing_found<'t>(&self, root: Folder<'t>, claims: &mut Vec<Claim<'t>>, notes: &mut Vec<Note>) {
        const REPOSITORY: &[&str] = &[
            "Cargo.toml",
            "package.json",
            "go.mod",
            "pyproject.toml",
            "Gemfile",
            "pom.xml",
            "build.gradle",
            "mix.exs",
        ];
        let is_repository = root.path().join(".git").exists() || REPOSITORY.iter().any(|file| root.has(file));
        if let Some(layout) = self.forced {
            let first = claims.len();
            self.force(root, layout, claims);
            if claims.len() == first {
                claims.push(Claim::new(root, layout));
            }
        } else if !root.has_sql_below() || is_repository {
            let message = "holds no migrations that are recognized: name their folder to have it linted";
            notes.push(Note { path: root.shown().to_owned(), message: message.to_owned() });
        } else {
            claims.push(Claim { load: plain::load_tree, ..Claim::new(root, &plain::NESTED) });
        }
    }

    /// The folders whose files are named as the layout has them, where nothing else tells that they are its own.
    fn force<'t>(&self, root: Folder<'t>, layout: &'static Layout, claims: &mut Vec<Claim<'t>>) {
        let mut pending = vec![root];
        while let Some(folder) = pending.pop() {
            let left_out = folder.path() != root.path()
                && !self.asked.names_folder(folder)
                && self.passed_over(folder).is_some();
            if !folder.has_sql_below() || self.asked.excludes(folder) || left_out {
                continue;
            }
            let fits = (layout.load)(folder).has_scripts();
            if fits {
                claims.push(Claim::new(folder, layout));
            }
            if !fits || layout.extent == Extent::Files {
                pending.extend(folder.folders());
            }
        }
    }

    /// What was loaded becomes a history, or a note where it is none.
    fn finish(
        &self,
        claim: &Claim,
        loaded: Loaded,
        database: Option<&'static str>,
        discovery: &mut Discovery,
    ) {
        let Claim { layout, folder, .. } = *claim;
        let is_history = loaded.has_scripts() || !loaded.ordering.is_empty();
        discovery.notes.extend(loaded.notes);
        for failure in loaded.failures {
            if self.asked.includes(&failure.path) {
                discovery.failures.push(failure);
            } else {
                let message = format!("{}; what it does to the schema is not known", failure.message);
                discovery.notes.push(Note { path: failure.path, message });
            }
        }
        if !is_history {
            return;
        }
        if let Some(database) = database {
            discovery.notes.push(foreign(folder, database));
            return;
        }
        let mut migrations = loaded.migrations;
        for migration in &mut migrations {
            self.settle(layout, migration);
        }
        let asked = |source: &SourceFile| self.asked.includes(source.path());
        let ordering: Vec<_> = loaded.ordering.into_iter().filter(|problem| asked(&problem.source)).collect();
        if ordering.is_empty() && !migrations.iter().any(|migration| migration.judged) {
            return;
        }
        let baseline = beginning::baseline(layout.tool, &migrations, !loaded.holes && !loaded.open_beginning);
        let mut history = history(layout.tool, folder.shown().to_owned(), migrations);
        history.baseline = baseline;
        history.settings = loaded.settings;
        history.ordering = ordering;
        discovery.histories.push(history);
    }

    /// Applies what was asked for and what the configuration overrides.
    fn settle(&self, layout: &Layout, migration: &mut MigrationSource) {
        let mut scripts: Vec<&mut ScriptSource> = migration.up.iter_mut().collect();
        if let Down::Script(down) = &mut migration.down {
            scripts.push(down);
        }
        migration.judged = scripts.iter().any(|script| self.asked.includes(script.source.path()));
        if let Some(unit) = self.options.unit {
            for script in
                scripts.iter_mut().filter(|script| script.unit == layout.unit && script.directive.is_none())
            {
                script.unit = unit;
            }
        }
    }

    /// Files that were named and that no history has: each is judged by itself.
    fn strays(&self, tree: &Tree, roots: &[usize], discovery: &mut Discovery) {
        let scripts =
            discovery.histories.iter().flat_map(|history| &history.migrations).flat_map(|migration| {
                migration
                    .up
                    .iter()
                    .chain(migration.down.script())
                    .map(|script| Arc::clone(script.source.path()))
            });
        let mut known: FxHashSet<Arc<str>> = scripts.collect();
        known.extend(discovery.failures.iter().map(|failure| Arc::from(failure.path.as_str())));
        discovery.notes.retain(|note| !self.asked.names_file(&note.path));
        for given in self.asked.files().filter(|given| self.asked.includes(&given.shown)) {
            if known.contains(given.shown.as_str()) {
                continue;
            }
            if !is_sql(&given.path.to_string_lossy()) && known_side_file(&given.path) {
                continue;
            }
            if discovery.notes.iter().any(|note| asked::is_within(&given.shown, &note.path)) {
                continue;
            }
            let Some(file) = find(tree, roots, &given.path) else { continue };
            match file.source() {
                Ok(source) => discovery.histories.push(standalone(Arc::clone(source), self.options)),
                Err(failure) => discovery.failures.push(failure.clone()),
            }
        }
    }
}

fn find<'t>(tree: &'t Tree, roots: &[usize], path: &Path) -> Option<File<'t>> {
    let name = path.file_name()?.to_string_lossy();
    roots.iter().find_map(|root| {
        let root = tree.folder(*root);
        let relative = path.parent()?.strip_prefix(root.path()).ok()?;
        root.folder_at(&relative.to_string_lossy().replace('\\', "/"))?.file(&name)
    })
}

/// Files that editors and hooks pass along although they are no SQL.
fn known_side_file(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension != "sql" && extension != "psql" && extension != "ddl")
}

fn foreign(folder: Folder, database: &str) -> Note {
    Note { path: folder.shown().to_owned(), message: format!("holds {database} migrations: left out") }
}

fn named(name: &str, discovery: &mut Discovery) -> Option<&'static Layout> {
    let found = super::layout(name);
    if found.is_none() {
        let message = format!("is no layout: choose one of {}", super::layout_names().join(", "));
        discovery.failures.push(Failure {
            path: name.to_owned(),
            message,
            offset: None,
            line: None,
            remedy: None,
        });
    }
    found
}
