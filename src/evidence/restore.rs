//! A dump is restored into a scratch server, and what came out is counted.

use std::collections::BTreeMap;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use flate2::read::MultiGzDecoder;

use super::dump::{DumpFailure, read as read_dump};
use super::record::{Backup, Content};
use crate::server::{Installed, Refusal, Server, Session, installation_for};
use crate::version::PgVersion;

/// Why a dump was not restored.
#[derive(Debug, thiserror::Error)]
pub enum RestoreFailure {
    #[error("{} {}", .0.path.display(), .0.message)]
    Dump(#[from] DumpFailure),
    #[error("{0}")]
    Server(String),
    #[error("{0} cannot be run: {1}")]
    Program(String, io::Error),
}

/// What a restore said that was no success, beside the record.
#[derive(Debug)]
pub struct Restored {
    pub content: Content,
    /// `PostgreSQL 15.8`.
    pub server: String,
    /// The first few lines of what went wrong.
    pub errors: Vec<String>,
}

const SHOWN: usize = 5;

/// Restores a dump with the programs of an installed server: of this version, or of the newest that is here.
pub fn restore(dump: &Path, version: PgVersion) -> Result<Restored, RestoreFailure> {
    let backup = read_dump(dump)?;
    let refused = |refusal: Refusal| RestoreFailure::Server(refusal.message);
    let installation = installation_for(version).ok_or_else(|| {
        RestoreFailure::Server("no PostgreSQL server is installed here to restore it into".to_owned())
    })?;
    let bin = installation.bin.clone();
    let mut server = Installed::start(installation, &[]).map_err(refused)?;
    let mut session = server.fresh("").map_err(refused)?;
    let database = session.value("SELECT current_database()").map_err(refused)?;
    let begun = Instant::now();
    let said = run(&bin, &backup, dump, server.folder(), &database)?;
    let milliseconds = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
    let errors: Vec<String> = said.lines().filter(|line| is_error(line)).map(str::to_owned).collect();
    let rows = rows(&mut session).map_err(refused)?;
    let content =
        Content::Restore { dump_sha256: backup.sha256, errors: errors.len() as u64, milliseconds, rows };
    let server = format!("PostgreSQL {}", server.full_version());
    Ok(Restored { content, server, errors: errors.into_iter().take(SHOWN).collect() })
}

/// Owners and rights are of another server, and say nothing of the rows.
fn is_error(line: &str) -> bool {
    (line.contains("ERROR:") || line.contains("error:") || line.contains("FATAL:"))
        && !(line.contains("role \"") && line.contains("does not exist"))
        && !line.contains("warning: errors ignored on restore")
}

/// Runs the program for the dump's format, and returns what it complained of.
fn run(
    bin: &Path,
    backup: &Backup,
    dump: &Path,
    socket: &Path,
    database: &str,
) -> Result<String, RestoreFailure> {
    let plain = backup.format.starts_with("plain");
    let name = if plain { "psql" } else { "pg_restore" };
    let program = program(bin, name);
    let failed = |error: io::Error| RestoreFailure::Program(name.to_owned(), error);
    let mut command = Command::new(&program);
    command.arg("--host").arg(socket).args([
        "--port",
        "5432",
        "--username",
        "postgres",
        "--dbname",
        database,
    ]);
    // The settings of whoever runs this are not the server's.
    command
        .env_remove("PGOPTIONS")
        .env_remove("PGSERVICE")
        .env("LC_ALL", "C")
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    if plain {
        command.args(["--no-psqlrc", "--quiet"]).stdin(Stdio::piped());
    } else {
        command.args(["--no-owner", "--no-privileges"]).arg(dump).stdin(Stdio::null());
    }
    let mut child = command.spawn().map_err(failed)?;
    let feeding = child.stdin.take().map(|input| {
        let (dump, backup) = (dump.to_path_buf(), backup.clone());
        std::thread::spawn(move || feed(&dump, &backup, input))
    });
    let output = child.wait_with_output().map_err(failed)?;
    let fed =
        feeding.map(|feeding| feeding.join().unwrap_or_else(|_| Err(io::Error::other("it ended early"))));
    let mut said = String::from_utf8_lossy(&output.stderr).into_owned();
    if !output.status.success() && !said.lines().any(is_error) {
        said += &format!("{name}: error: it ended with {}\n", output.status);
    }
    // A program that stops early says why itself.
    if let Some(Err(error)) = fed
        && (error.kind() != io::ErrorKind::BrokenPipe || !said.lines().any(is_error))
    {
        said += &format!("{name}: error: the dump was not read to its end: {error}\n");
    }
    Ok(said)
}

/// Hands a script on to the program. A file that was whole a moment ago may have changed since.
fn feed(dump: &Path, backup: &Backup, mut input: impl Write) -> io::Result<()> {
    let file = std::fs::File::open(dump)?;
    if backup.format.ends_with("gzip") {
        io::copy(&mut MultiGzDecoder::new(file), &mut input)?;
        return Ok(());
    }
    let bytes = io::copy(&mut file.take(backup.bytes), &mut input)?;
    if bytes == backup.bytes { Ok(()) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

/// Beside the server's own programs, or where PATH finds it.
fn program(bin: &Path, name: &str) -> PathBuf {
    let own = bin.join(name);
    if own.exists() { own } else { PathBuf::from(name) }
}

/// Exact counts of every table.
fn rows(session: &mut Session) -> Result<BTreeMap<String, u64>, Refusal> {
    let tables = session.rows(
        "SELECT n.nspname || '.' || c.relname, quote_ident(n.nspname) || '.' || quote_ident(c.relname)
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
    )?;
    let mut rows = BTreeMap::new();
    for table in tables {
        let [name, quoted] = table.as_slice() else { continue };
        let count = session.value(&format!("SELECT count(*) FROM {quoted}"))?;
        let count = count.parse().map_err(|_| Refusal::of(format!("{name} could not be counted")))?;
        rows.insert(name.clone(), count);
    }
    Ok(rows)
}
