//! What a project says of Flyway: in files of its own, in those of Spring Boot, and in those of Quarkus.

use saphyr::{LoadableYamlNode, Scalar, Yaml};

use super::super::lines::lines;
use super::Folder;

const OWN: &[&str] = &["flyway.conf", "flyway.toml", "flyway.user.toml"];
const PROPERTIES: &str = "application.properties";
const YAML: &[&str] = &["application.yml", "application.yaml"];
const FRAMEWORKS: &[&str] = &["spring.flyway.", "quarkus.flyway."];

/// The settings of the files above a folder, the nearest file first.
pub(super) struct Configuration {
    /// By file, its names as `key` has them.
    files: Vec<Vec<(String, String)>>,
}

impl Configuration {
    pub(super) fn read(folder: Folder) -> Self {
        let mut files = Vec::new();
        for above in folder.upward() {
            files.extend(OWN.iter().filter_map(|name| above.text(name)).map(own));
            let framework = YAML.iter().filter_map(|name| above.text(name)).map(yaml);
            let framework = framework.chain(above.text(PROPERTIES).map(properties));
            files.extend(framework.filter(|said| !said.is_empty()));
        }
        Self { files }
    }

    /// What stands in one file of Flyway's own.
    pub(super) fn of(text: &str) -> Self {
        Self { files: vec![own(text)] }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// What the nearest file says, where it is said.
    pub(super) fn setting(&self, name: &str) -> Option<&str> {
        self.settings(name).into_iter().next()
    }

    /// What the nearest file that speaks of it says, for every environment that it has.
    pub(super) fn settings(&self, name: &str) -> Vec<&str> {
        let name = key(name);
        let said = self.files.iter().map(|file| -> Vec<&str> {
            file.iter().filter(|(key, _)| *key == name).map(|(_, value)| value.as_str()).collect()
        });
        said.into_iter().find(|said| !said.is_empty()).unwrap_or_default()
    }

    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        let name = key(name);
        self.files.iter().flatten().any(|(key, said)| *key == name && said == value)
    }
}

/// Flyway's own spelling and that of the frameworks are one: `defaultSchema`, `default-schema`.
fn key(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).map(|c| c.to_ascii_lowercase()).collect()
}

/// `flyway.group=true` or, in TOML, `group = true`.
fn own(text: &str) -> Vec<(String, String)> {
    let pairs = pairs(text).map(|(name, value)| (name.strip_prefix("flyway.").unwrap_or(name), value));
    pairs.map(|(name, value)| (key(name), unquoted(value).to_owned())).collect()
}

fn properties(text: &str) -> Vec<(String, String)> {
    let named = pairs(text).filter_map(|(name, value)| Some((of_flyway(name)?, value)));
    named.map(|(name, value)| (key(name), value.to_owned())).collect()
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = lines(text).filter_map(|(_, line)| line.split_once('='));
    pairs.map(|(name, value)| (name.trim(), value.trim())).filter(|(name, _)| !name.starts_with('#'))
}

fn of_flyway(name: &str) -> Option<&str> {
    FRAMEWORKS.iter().find_map(|framework| name.strip_prefix(framework))
}

fn yaml(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    if text.contains("flyway") {
        for document in Yaml::load_from_str(text).unwrap_or_default() {
            flatten(&document, "", &mut found);
        }
    }
    let named = found.into_iter().filter_map(|(name, value)| Some((key(of_flyway(&name)?), value)));
    named.collect()
}

/// The values of a document by their dotted names.
fn flatten(node: &Yaml, name: &str, found: &mut Vec<(String, String)>) {
    match node {
        Yaml::Mapping(entries) => {
            for (inner, value) in entries {
                let Some(inner) = inner.as_str() else { continue };
                let dotted = if name.is_empty() { inner.to_owned() } else { format!("{name}.{inner}") };
                flatten(value, &dotted, found);
            }
        }
        Yaml::Sequence(items) => {
            let items: Vec<String> = items.iter().filter_map(scalar).collect();
            found.push((name.to_owned(), items.join(",")));
        }
        _ => found.extend(scalar(node).map(|value| (name.to_owned(), value))),
    }
}

fn scalar(node: &Yaml) -> Option<String> {
    match node {
        Yaml::Value(Scalar::String(text)) => Some(text.to_string()),
        Yaml::Value(Scalar::Boolean(value)) => Some(value.to_string()),
        Yaml::Value(Scalar::Integer(value)) => Some(value.to_string()),
        _ => None,
    }
}

pub(super) fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}
