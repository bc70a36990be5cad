//! A command that prints a URL: a vault's, a cloud's token. What it prints is never shown.

use std::io::Read;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::error::ConnectError;
use super::secret::Secret;

/// A login prompt that nobody answers must not hang a pipeline.
const PATIENCE: Duration = Duration::from_secs(30);

pub(super) fn output(command: &[String]) -> Result<Secret, ConnectError> {
    let Some((program, arguments)) = command.split_first() else {
        return Err(ConnectError::new("`url-command` is empty")
            .remedy("write the program and its arguments: url-command = [\"vault\", \"read\", \"…\"]"));
    };
    let failed = |what: String| ConnectError::new(format!("`url-command` ({program}) {what}"));
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| failed(format!("cannot be started: {error}")))?;
    let reader = child.stdout.take().map(|mut stdout| {
        thread::spawn(move || {
            let mut text = String::new();
            stdout.read_to_string(&mut text).map(|_| text)
        })
    });
    let begun = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if begun.elapsed() < PATIENCE => thread::sleep(Duration::from_millis(10)),
            Ok(None) => {
                let _ = child.kill();
                let _ = child.wait();
                return Err(failed(format!("printed no URL within {} seconds", PATIENCE.as_secs())));
            }
            Err(error) => return Err(failed(format!("cannot be waited for: {error}"))),
        }
    };
    if !status.success() {
        return Err(failed(format!("failed: {status}")).remedy("run it by hand to see what it says"));
    }
    match reader.and_then(|reader| reader.join().ok()) {
        Some(Ok(text)) if !text.trim().is_empty() => Ok(Secret::new(text.trim())),
        _ => Err(failed("printed no URL".to_owned())),
    }
}
