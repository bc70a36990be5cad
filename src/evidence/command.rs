//! A command is run, and its outcome kept: exit code, duration, and the hash of what it printed.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use sha2::{Digest, Sha256};

use super::record::Content;

/// The command did not start.
#[derive(Debug, thiserror::Error)]
#[error("{command} cannot be run: {error}")]
pub struct CommandFailure {
    pub command: String,
    error: io::Error,
}

/// Runs a command in a folder and hands on what it prints, both streams to `shown`.
pub fn run(
    command: &[String],
    folder: &Path,
    shown: &mut (dyn Write + Send),
) -> Result<Content, CommandFailure> {
    let started = Instant::now();
    let outcome = observed(command, folder, shown)
        .map_err(|error| CommandFailure { command: command.first().cloned().unwrap_or_default(), error })?;
    Ok(Content::Command {
        command: command.to_vec(),
        exit_code: outcome.exit_code,
        milliseconds: u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX),
        output_bytes: outcome.bytes,
        output_sha256: outcome.digest,
    })
}

struct Outcome {
    exit_code: Option<i32>,
    bytes: u64,
    digest: String,
}

/// Both streams go through one pipe, so that they are hashed in the order they were written.
fn observed(command: &[String], folder: &Path, shown: &mut (dyn Write + Send)) -> io::Result<Outcome> {
    let (program, arguments) = command.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let (mut reader, writer) = io::pipe()?;
    let mut child = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .spawn()?;
    let read = thread::scope(|scope| {
        let pump = scope.spawn(|| pump(&mut reader, shown));
        let status = child.wait();
        let pumped = pump.join().map_err(|_| io::Error::other("its output could not be read"))?;
        Ok::<_, io::Error>((status?, pumped?))
    });
    let (status, (bytes, digest)) = read?;
    Ok(Outcome { exit_code: status.code(), bytes, digest })
}

fn pump(reader: &mut impl Read, shown: &mut (dyn Write + Send)) -> io::Result<(u64, String)> {
    let mut digest = Sha256::new();
    let mut buffer = [0; 8192];
    let mut bytes = 0;
    loop {
        let read = reader.read(&mut buffer)?;
        if read == 0 {
            let shown: String = digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
            return Ok((bytes, shown));
        }
        bytes += read as u64;
        digest.update(&buffer[..read]);
        // What is not shown is kept all the same.
        let _ = shown.write_all(&buffer[..read]);
    }
}
