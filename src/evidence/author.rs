//! Who makes a record, as far as this machine knows.

use std::path::Path;
use std::process::Command;

/// The user of the repository that a folder is in, or else of the system.
pub fn author(folder: &Path) -> String {
    let setting = |name: &str| {
        let output = Command::new("git").current_dir(folder).args(["config", name]).output().ok()?;
        let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
        (output.status.success() && !text.is_empty()).then_some(text)
    };
    let of_system = || ["USER", "USERNAME"].into_iter().find_map(|name| std::env::var(name).ok());
    match (setting("user.name"), setting("user.email")) {
        (Some(name), Some(email)) => format!("{name} <{email}>"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => of_system().unwrap_or_else(|| "unknown".to_owned()),
    }
}
