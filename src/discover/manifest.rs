//! Whether a dependency manifest beside or above a folder names a library.

use super::lines::lines;
use super::tree::Folder;

/// A crate in the nearest `Cargo.toml` files upward.
pub(super) fn rust(folder: Folder, name: &str) -> bool {
    any_upward(folder, "Cargo.toml", |text| {
        lines(text).any(|(_, line)| {
            let line = line.trim_start();
            let table = line.strip_prefix('[').is_some_and(|rest| {
                rest.trim_end_matches(']').rsplit('.').next() == Some(name) && rest.contains("dependencies.")
            });
            let key = line.trim_start_matches('"');
            let after = key.strip_prefix(name).map(|rest| rest.trim_start_matches('"').trim_start());
            table || after.is_some_and(|rest| rest.starts_with('=') || rest.starts_with('.'))
        })
    })
}

/// A package in the nearest `package.json` files upward.
pub(super) fn node(folder: Folder, name: &str) -> bool {
    let quoted = format!("\"{name}\"");
    any_upward(folder, "package.json", |text| text.contains(&quoted))
}

/// A module in the nearest `go.mod` files upward.
pub(super) fn go(folder: Folder, module: &str) -> bool {
    any_upward(folder, "go.mod", |text| text.contains(module))
}

/// A Go module that is required for its own sake.
pub(super) fn go_itself(folder: Folder, module: &str) -> bool {
    any_upward(folder, "go.mod", |text| {
        lines(text).any(|(_, line)| line.contains(module) && !line.contains("// indirect"))
    })
}

/// A distribution in Python's manifests.
pub(super) fn python(folder: Folder, name: &str) -> bool {
    ["pyproject.toml", "requirements.txt", "setup.py", "setup.cfg"].iter().any(|manifest| {
        any_upward(folder, manifest, |text| {
            lines(text).any(|(_, line)| !line.trim_start().starts_with('#') && line.contains(name))
        })
    })
}

/// A library in Clojure's manifests, or the configuration that it reads itself.
pub(super) fn clojure(folder: Folder, name: &str) -> bool {
    let own = format!("{name}.edn");
    ["project.clj", "deps.edn", "bb.edn", "config.edn"]
        .iter()
        .any(|manifest| any_upward(folder, manifest, |text| text.contains(name)))
        || folder.upward().any(|above| above.has(&own))
}

fn any_upward(folder: Folder, manifest: &str, test: impl Fn(&str) -> bool) -> bool {
    folder.upward().filter_map(|folder| folder.text(manifest)).any(test)
}
