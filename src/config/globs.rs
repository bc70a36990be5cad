//! Path patterns as `exclude` takes them, and the folder that they count from.

use std::sync::Arc;

use globset::{Glob, GlobBuilder, GlobMatcher, GlobSet, GlobSetBuilder};

/// Patterns and the folder that they count from. A pattern without a slash matches a file or folder of that name
/// anywhere; one with a slash counts from the folder; one that matches a folder matches all that is in it.
#[derive(Clone, Debug, Default)]
pub struct PathGlobs {
    set: Option<Arc<GlobSet>>,
    base: PathBase,
}

/// What relative paths mean, as absolute paths with `/` between their parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PathBase {
    /// The folder of the configuration.
    pub folder: String,
    /// The folder that the paths the user gave count from.
    pub working: String,
}

/// A pattern of relations: `archive.*`, or `orders` for `public.orders`.
pub fn relation_glob(pattern: &str) -> Result<GlobMatcher, globset::Error> {
    let full = if pattern.contains('.') { pattern.to_owned() } else { format!("public.{pattern}") };
    Ok(Glob::new(&full)?.compile_matcher())
}

impl PathGlobs {
    /// Patterns that are no globs were reported where they were read; here they match nothing.
    pub fn new(patterns: &[String], base: PathBase) -> Self {
        if patterns.is_empty() {
            return Self::default();
        }
        let mut builder = GlobSetBuilder::new();
        for glob in patterns.iter().filter_map(|pattern| compile(pattern).ok()).flatten() {
            builder.add(glob);
        }
        Self { set: builder.build().ok().map(Arc::new), base }
    }

    /// No pattern at all.
    pub fn is_empty(&self) -> bool {
        self.set.is_none()
    }

    pub fn base(&self) -> &PathBase {
        &self.base
    }

    pub fn matches(&self, path: &str) -> bool {
        self.set.as_ref().is_some_and(|set| set.is_match(self.base.relative(path)))
    }
}

impl PathBase {
    /// The path as seen from the configuration's folder; one outside of it stays absolute, without its first slash.
    pub fn relative(&self, path: &str) -> String {
        let path = path.replace('\\', "/");
        let absolute = path.starts_with('/') || path.get(1..3) == Some(":/");
        let whole =
            if absolute { normalized(&path) } else { normalized(&format!("{}/{path}", self.working)) };
        let folder = normalized(&self.folder);
        match whole.strip_prefix(&folder) {
            Some(rest) if folder.is_empty() || rest.starts_with('/') => {
                rest.trim_start_matches('/').to_owned()
            }
            _ => whole.trim_start_matches('/').to_owned(),
        }
    }
}

/// The globs that a pattern stands for.
pub fn compile(pattern: &str) -> Result<Vec<Glob>, globset::Error> {
    let trimmed = pattern.strip_prefix("./").unwrap_or(pattern).trim_end_matches('/');
    let anchored = match trimmed.strip_prefix('/') {
        Some(rest) => rest.to_owned(),
        None if trimmed.contains('/') => trimmed.to_owned(),
        None => format!("**/{trimmed}"),
    };
    let below = format!("{anchored}/**");
    [anchored, below].iter().map(|text| GlobBuilder::new(text).literal_separator(true).build()).collect()
}

/// Without `.` and `..`, by the letters alone.
fn normalized(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    if parts.is_empty() { String::new() } else { format!("/{}", parts.join("/")) }
}
