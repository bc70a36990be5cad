//! What git knows of the files: what changed since a revision, and what is staged. All of it through the `git` command.

use std::collections::HashMap;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

/// A working tree.
#[derive(Debug)]
pub struct Repository {
    root: PathBuf,
}

/// A file as git has it: its path below the root, and the id of its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blob {
    pub path: String,
    pub id: String,
}

/// The files that differ from those of a commit.
#[derive(Clone, Debug, Default)]
pub struct Difference {
    /// By absolute path: what the file was before, or nothing where it is new.
    pub files: HashMap<PathBuf, Option<Blob>>,
    pub deleted: Vec<Blob>,
}

/// Why git did not answer, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GitFailure {
    pub message: String,
    pub remedy: Option<String>,
}

impl Repository {
    /// The working tree that a folder belongs to.
    pub fn of(folder: &Path) -> Result<Self, GitFailure> {
        let found = run(folder, ["rev-parse", "--show-toplevel"])?;
        if !found.status.success() {
            let said = String::from_utf8_lossy(&found.stderr).trim().to_owned();
            return Err(GitFailure {
                message: format!("git knows no working tree here: {said}"),
                remedy: None,
            });
        }
        let root = PathBuf::from(text(&found.stdout).trim_end_matches(['\r', '\n']));
        Ok(Self { root: root.canonicalize().unwrap_or(root) })
    }

    /// The commit that a revision names, if it is here.
    pub fn commit(&self, revision: &str) -> Option<String> {
        let named = format!("{revision}^{{commit}}");
        let found = run(&self.root, ["rev-parse", "--verify", "--quiet", "--end-of-options", &named]).ok()?;
        found.status.success().then(|| text(&found.stdout).trim().to_owned())
    }

    /// The commit at which the present branch parted from another. A checkout without history has none: then the other
    /// commit itself, which is right for a merge commit on top of it.
    pub fn parting(&self, commit: &str) -> String {
        let base = run(&self.root, ["merge-base", commit, "HEAD"]).ok();
        let base = base.filter(|base| base.status.success());
        base.map_or_else(|| commit.to_owned(), |base| text(&base.stdout).trim().to_owned())
    }

    /// Whether the checkout leaves out older commits.
    pub fn is_shallow(&self) -> bool {
        let found = run(&self.root, ["rev-parse", "--is-shallow-repository"]);
        found.is_ok_and(|found| found.stdout.starts_with(b"true"))
    }

    /// What differs from a commit: in the working tree with its untracked files, or in the index alone.
    pub fn difference(&self, commit: &str, staged: bool) -> Result<Difference, GitFailure> {
        let cached = if staged { "--cached" } else { "--ignore-submodules" };
        let raw = self.read(["diff-index", "--raw", "-z", "-M", "--no-abbrev", cached, commit, "--"])?;
        let mut difference = Difference::default();
        for change in changes(&raw) {
            match change.status {
                'D' => difference.deleted.push(change.before),
                'A' => drop(difference.files.insert(self.root.join(change.path), None)),
                _ => drop(difference.files.insert(self.root.join(change.path), Some(change.before))),
            }
        }
        if !staged {
            difference.files.extend(self.untracked()?.into_iter().map(|path| (path, None)));
        }
        Ok(difference)
    }

    /// Files whose staged content is not the working tree's, with the staged one.
    pub fn unstaged(&self) -> Result<Vec<Blob>, GitFailure> {
        let raw = self.read(["diff-files", "--raw", "-z", "--no-abbrev", "--ignore-submodules"])?;
        Ok(changes(&raw).map(|change| change.before).collect())
    }

    /// Files that are not in the index, as absolute paths; ignored ones are not among them.
    pub fn untracked(&self) -> Result<Vec<PathBuf>, GitFailure> {
        let listed = self.read(["ls-files", "-z", "--others", "--exclude-standard"])?;
        Ok(fields(&listed).map(|path| self.root.join(path)).collect())
    }

    pub fn path_of(&self, blob: &Blob) -> PathBuf {
        self.root.join(&blob.path)
    }

    /// The contents of some files, in their order; nothing where git has none.
    pub fn contents(&self, blobs: &[&Blob]) -> Result<Vec<Option<Vec<u8>>>, GitFailure> {
        if blobs.is_empty() {
            return Ok(Vec::new());
        }
        let asked: String = blobs.iter().map(|blob| format!("{}\n", blob.id)).collect();
        let mut child = command(&self.root, ["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| unavailable(&error))?;
        let stdin = child.stdin.take();
        // Git answers while it is asked: both pipes have to be served at once.
        let asking = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(asked.as_bytes())));
        let output = child.wait_with_output().map_err(|error| unavailable(&error))?;
        let _ = asking.join();
        let mut rest = output.stdout.as_slice();
        Ok(blobs.iter().map(|_| next_content(&mut rest)).collect())
    }

    fn read<const N: usize>(&self, arguments: [&str; N]) -> Result<Vec<u8>, GitFailure> {
        let output = run(&self.root, arguments)?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let said = String::from_utf8_lossy(&output.stderr).trim().to_owned();
        Err(GitFailure { message: format!("git {} failed: {said}", arguments[0]), remedy: None })
    }
}

/// One entry of git's raw format: `:100644 100644 <id> <id> M`, a zero byte, one path or two.
struct Change {
    status: char,
    before: Blob,
    /// Where it is now.
    path: String,
}

fn changes(raw: &[u8]) -> impl Iterator<Item = Change> {
    let mut fields = fields(raw);
    std::iter::from_fn(move || {
        let head = fields.next()?;
        let mut parts = head.split(' ').skip(2);
        let (id, _, status) = (parts.next()?, parts.next()?, parts.next()?.chars().next()?);
        let former = fields.next()?;
        let path = if matches!(status, 'R' | 'C') { fields.next()? } else { former.clone() };
        // A copy is a new file.
        let status = if status == 'C' { 'A' } else { status };
        Some(Change { status, before: Blob { path: former, id: id.to_owned() }, path })
    })
}

/// The fields of an output that ends each with a zero byte.
fn fields(output: &[u8]) -> impl Iterator<Item = String> {
    let fields = output.split(|byte| *byte == 0).filter(|field| !field.is_empty());
    fields.map(text).collect::<Vec<_>>().into_iter()
}

/// The next answer of `cat-file --batch`: a line with id, type and size, then so many bytes and a line break.
fn next_content(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let end = memchr::memchr(b'\n', rest)?;
    let head = text(&rest[..end]);
    *rest = &rest[end + 1..];
    let size: usize = head.split(' ').nth(2)?.parse().ok()?;
    let content = rest.get(..size)?.to_vec();
    *rest = rest.get(size + 1..).unwrap_or_default();
    Some(content)
}

fn run<const N: usize>(folder: &Path, arguments: [&str; N]) -> Result<Output, GitFailure> {
    let output = command(folder, arguments).stdin(Stdio::null()).output();
    output.map_err(|error| unavailable(&error))
}

fn command<const N: usize>(folder: &Path, arguments: [&str; N]) -> Command {
    let mut command = Command::new("git");
    // A hook is run with the index of its commit in the environment, which has to stay.
    command.arg("-C").arg(folder).args(arguments.map(OsStr::new));
    command.env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0");
    command
}

fn unavailable(error: &std::io::Error) -> GitFailure {
    let remedy = Some("install git, or name the files to be judged".to_owned());
    GitFailure { message: format!("git cannot be run: {error}"), remedy }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
