//! The files of `testdata/effects`: a setup, a statement, and what servers of each major version do with it.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::version::PgVersion;

const CASE: &str = "-- == ";
const STATEMENT: &str = "-- statement\n";

/// A file, divided.
pub(crate) struct CaseFile {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    /// What stands before the first case: a setup that all of them share.
    pub(crate) shared: String,
    pub(crate) cases: Vec<Case>,
}

pub(crate) struct Case {
    file: String,
    /// The name, with the majors that know the statement: `name [14-18]`.
    pub(crate) head: String,
    /// As it stands in the file, under what the file's cases share.
    pub(crate) own_setup: String,
    pub(crate) setup: String,
    pub(crate) statement: String,
    /// What is written beneath: first major, last major, outcome.
    outcomes: Vec<(u8, u8, String)>,
}

pub(crate) fn case_files() -> Vec<CaseFile> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    paths.sort();
    paths.into_iter().map(CaseFile::read).collect()
}

/// The tables that every case starts from.
pub(crate) fn schema() -> String {
    fs::read_to_string(folder().join("schema")).unwrap()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/effects")
}

impl CaseFile {
    fn read(path: PathBuf) -> CaseFile {
        let text = fs::read_to_string(&path).unwrap();
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        let mut parts = text.split(CASE);
        let shared = parts.next().unwrap().to_owned();
        let cases = parts.map(|part| Case::read(&file, &shared, part)).collect();
        CaseFile { path, shared, cases, text }
    }
}

impl Case {
    fn read(file: &str, shared: &str, part: &str) -> Case {
        let (head, body) = part.split_once('\n').unwrap();
        let (own_setup, rest) = body.split_once(STATEMENT).expect("a case has a statement");
        let (outcomes, statement): (Vec<&str>, Vec<&str>) =
            rest.lines().partition(|line| line.starts_with("-- "));
        Case {
            file: file.to_owned(),
            head: head.to_owned(),
            own_setup: own_setup.to_owned(),
            setup: format!("{shared}{own_setup}"),
            statement: statement.join("\n").trim().to_owned(),
            outcomes: outcomes.into_iter().map(outcome).collect(),
        }
    }

    pub(crate) fn title(&self) -> String {
        format!("{}: {}", self.file, self.head)
    }

    pub(crate) fn applies(&self, version: PgVersion) -> bool {
        let range = self.head.rsplit_once(" [").and_then(|(_, range)| range.strip_suffix(']'));
        range.is_none_or(|range| {
            let (first, last) = majors(range);
            (first..=last).contains(&version.major())
        })
    }

    /// What is written down for a version.
    pub(crate) fn expected(&self, version: PgVersion) -> Option<&str> {
        let major = version.major();
        let outcome = self.outcomes.iter().find(|(first, last, _)| (*first..=*last).contains(&major));
        outcome.map(|(.., outcome)| outcome.as_str()).filter(|_| self.applies(version))
    }

    /// The case with other outcomes beneath it.
    pub(crate) fn written(&self, outcomes: &[(String, String)]) -> String {
        let Case { head, own_setup, statement, .. } = self;
        let mut out = format!("{CASE}{head}\n{own_setup}{STATEMENT}{statement}\n");
        for (range, outcome) in outcomes {
            out.push_str(&format!("-- {range}: {outcome}\n"));
        }
        out + "\n"
    }
}

fn outcome(line: &str) -> (u8, u8, String) {
    let (range, outcome) = line["-- ".len()..].split_once(": ").expect("an outcome is `majors: what`");
    let (first, last) = majors(range);
    (first, last, outcome.to_owned())
}

/// `14-18` or `17`.
fn majors(range: &str) -> (u8, u8) {
    let (first, last) = range.split_once('-').unwrap_or((range, range));
    (first.parse().unwrap(), last.parse().unwrap())
}
