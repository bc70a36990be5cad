//! What the server knows between two messages: the client, the open documents, and the projects that they are in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use gen_lsp_types::{Location, Uri};

use super::capabilities::{Client, Options};
use super::documents::{Document, DocumentKind, Documents, uri_of};
use super::judged::Left;
use super::position::Lines;
use super::project::Project;
use crate::config::{Configuration, Problem};
use crate::discover::{configuration_of, layout_names};
use crate::migration::{History, Script, Step};
use crate::source::{SourceFile, Span};

/// All there is to answer from.
#[derive(Default)]
pub(super) struct Session {
    pub(super) client: Client,
    pub(super) options: Options,
    pub(super) documents: Documents,
    projects: Vec<Project>,
    /// Files came, went or changed on the disk: what lies where is looked up again.
    moved: bool,
    /// The last configuration of each file that could be read.
    configurations: BTreeMap<PathBuf, Configuration>,
    /// What is wrong with those that are in use and not open.
    pub(super) problems: BTreeMap<PathBuf, (String, Vec<Problem>)>,
}

/// A script of an open document, in its history.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) project: &'a Project,
    pub(super) history: &'a History,
    /// The index of the migration.
    pub(super) index: usize,
    pub(super) script: &'a Script,
}

impl Session {
    pub(super) fn new(client: Client, options: Options) -> Self {
        Self { client, options, ..Self::default() }
    }

    /// Notes that files came, went or changed on the disk.
    pub(super) fn look_again(&mut self) {
        self.moved = true;
    }

    /// Takes over the new text of a document.
    pub(super) fn changed(&mut self, uri: &Uri) {
        let Some(document) = self.documents.get(uri) else { return };
        match document.kind {
            DocumentKind::Sql => self.projects.iter_mut().for_each(|project| {
                if project.has(&document.name) {
                    project.change(document);
                }
            }),
            DocumentKind::Configuration => self.moved = true,
            DocumentKind::Other => {}
        }
    }

    /// Forgets everything but the documents: it is read anew.
    pub(super) fn reset(&mut self) {
        self.projects.clear();
        self.moved = true;
    }

    pub(super) fn left(&self) -> Left {
        if self.moved {
            Left::Urgent
        } else {
            self.projects.iter().map(Project::left).max().unwrap_or_default()
        }
    }

    /// Does a little of what is left, the most urgent first.
    pub(super) fn step(&mut self, slice: Duration) {
        if std::mem::take(&mut self.moved) {
            return self.survey();
        }
        if let Some(project) = self.projects.iter_mut().max_by_key(|project| project.left()) {
            project.step(slice);
        }
    }

    /// Whether a question about a document can be answered: it, and what comes before it, is up to date.
    pub(super) fn is_ready(&self, uri: &Uri) -> bool {
        let name = self.documents.get(uri).map(|document| document.name.as_str()).unwrap_or_default();
        self.left() < Left::Urgent && self.projects.iter().all(|project| project.is_ready(name))
    }

    fn survey(&mut self) {
        let mut before = std::mem::take(&mut self.projects);
        let mut groups: BTreeMap<Option<PathBuf>, Vec<&Document>> = BTreeMap::new();
        for document in self.documents.all().filter(|document| document.kind == DocumentKind::Sql) {
            let found = || document.path.as_deref().and_then(configuration_of);
            let file = self.options.config.clone().or_else(found);
            groups.entry(file).or_default().push(document);
        }
        self.problems.clear();
        for (file, documents) in groups {
            let configuration = match &file {
                Some(file) => {
                    let read = read_configuration(&self.documents, file);
                    let last = self.configurations.get(file).cloned().unwrap_or_default();
                    let configuration = match read {
                        Ok(configuration) => configuration,
                        Err(problem) => {
                            self.problems.insert(file.clone(), problem);
                            last
                        }
                    };
                    self.configurations.insert(file.clone(), configuration.clone());
                    configuration
                }
                None => Configuration::default(),
            };
            let known = before.iter().position(|project| project.is_of(file.as_deref()));
            let mut project = Project::new(file, configuration, self.options.version(), &documents);
            if let Some(known) = known {
                project.inherit(before.swap_remove(known));
            }
            self.projects.push(project);
        }
    }

    /// The project that an open document is in.
    pub(super) fn project_of(&self, document: &Document) -> Option<&Project> {
        self.projects.iter().find(|project| project.has(&document.name))
    }

    /// The open documents of a project.
    pub(super) fn documents_of(&self, project: &Project) -> Vec<&Document> {
        self.documents.all().filter(|document| project.has(&document.name)).collect()
    }

    /// The scripts that stand in a document: its way there, its way back, or several changesets.
    pub(super) fn scripts_of(&self, document: &Document) -> Vec<Place<'_>> {
        let mut places = Vec::new();
        let Some(project) = self.project_of(document) else { return places };
        for judged in project.judged() {
            let history = judged.history();
            for (index, migration) in history.migrations.iter().enumerate() {
                for script in migration.up.iter().chain(migration.down.script()) {
                    if **script.source.path() == *document.name {
                        places.push(Place { project, history, index, script });
                    }
                }
            }
        }
        places
    }

    /// The innermost statement at a byte of a document.
    pub(super) fn step_at(&self, document: &Document, offset: usize) -> Option<(Place<'_>, usize)> {
        let touches = |step: &Step| {
            let range = step.span().range();
            range.start <= offset && offset <= range.end
        };
        self.scripts_of(document)
            .into_iter()
            .find_map(|place| Some((place, place.script.steps.iter().rposition(touches)?)))
    }

    pub(super) fn lines<'t>(&self, text: &'t str) -> Lines<'t> {
        self.client.encoding.lines(text)
    }

    /// The address of what findings call by a name: the editor's own where it is open.
    pub(super) fn uri_of(&self, name: &str) -> Option<Uri> {
        self.documents.named(name).map(|document| document.uri.clone()).or_else(|| uri_of(name))
    }

    pub(super) fn location(&self, source: &SourceFile, span: Span) -> Option<Location> {
        let range = self.lines(source.text()).range(span);
        Some(Location { uri: self.uri_of(source.path())?, range })
    }
}

/// The configuration in a file, as the editor has it or as it is on the disk; else its text and what is wrong.
fn read_configuration(documents: &Documents, file: &Path) -> Result<Configuration, (String, Vec<Problem>)> {
    let open = documents.at(file).map(|document| document.text.clone());
    let text = open.or_else(|| fs::read_to_string(file).ok()).unwrap_or_default();
    let plain = text.strip_prefix('\u{feff}').unwrap_or(&text);
    Configuration::read(plain, &layout_names()).map_err(|problems| (plain.to_owned(), problems))
}
