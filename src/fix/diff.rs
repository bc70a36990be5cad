//! What fixes would change, as a unified diff that `git apply` takes.

use similar::TextDiff;

use super::Fixed;

/// The diff of every file, in the order of their paths.
pub fn unified(fixed: &Fixed) -> String {
    let edited = fixed.edited.iter().map(|(path, (before, after))| {
        (path, diff(&format!("a/{path}"), &format!("b/{path}"), before.text(), after))
    });
    let created = fixed
        .created
        .iter()
        .map(|(path, file)| (path, diff("/dev/null", &format!("b/{path}"), "", &file.text)));
    let mut diffs: Vec<_> = edited.chain(created).collect();
    diffs.sort_by_key(|(path, _)| *path);
    diffs.into_iter().map(|(_, diff)| diff).collect()
}

fn diff(from: &str, to: &str, before: &str, after: &str) -> String {
    TextDiff::from_lines(before, after).unified_diff().context_radius(3).header(from, to).to_string()
}
