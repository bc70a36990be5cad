//! What a project says of Flyway: in files of its own, in those of Spring Boot and Quarkus, and in its build.

use saphyr_parser::Parser;

use super::super::lines::lines;
use super::{File, Folder};

mod build;
mod xml;
mod yaml;

const OWN: &[&str] = &["flyway.conf", "flyway.toml", "flyway.user.toml"];
const PROPERTIES: &str = "application.properties";
const YAML: &[&str] = &["application.yml", "application.yaml"];
const GRADLE: &[&str] = &["build.gradle", "build.gradle.kts"];
const MAVEN: &str = "pom.xml";
const FRAMEWORKS: &[&str] = &["spring.flyway.", "quarkus.flyway."];

/// The settings of the files above a folder, the nearest file first.
pub(super) struct Configuration<'a> {
    /// By file, its names as `key` has them.
    files: Vec<&'a [(String, String)]>,
}

impl<'a> Configuration<'a> {
    pub(super) fn read(folder: Folder<'a>) -> Self {
        let mut files = Vec::new();
        let mut is_built = false;
        for above in folder.upward() {
            files.extend(OWN.iter().filter_map(|name| above.file(name)).map(|file| file.settings(own)));
            let framework = YAML.iter().filter_map(|name| above.file(name)).map(|file| file.settings(yaml));
            let framework = framework.chain(above.file(PROPERTIES).map(|file| file.settings(properties)));
            // A module of Gradle has nothing from the block of another, as one of Maven has from its parent.
            let gradle: Vec<File> =
                GRADLE.iter().filter_map(|name| above.file(name)).filter(|_| !is_built).collect();
            is_built |= !gradle.is_empty();
            let gradle = gradle.into_iter().map(|file| file.settings(build::gradle));
            let build = gradle.chain(above.file(MAVEN).map(|file| file.settings(build::maven)));
            files.extend(framework.chain(build).filter(|said| !said.is_empty()));
        }
        Self { files }
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

    /// Whether Flyway is told not to keep its lock in a transaction: `flyway.postgresql.transactional.lock=false`.
    pub(super) fn has_no_lock(&self) -> bool {
        let is_lock = |name: &str| name.replace('.', "") == "postgresqltransactionallock";
        self.files.iter().copied().flatten().any(|(name, said)| is_lock(name) && said == "false")
    }

    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        let name = key(name);
        self.files.iter().copied().flatten().any(|(key, said)| *key == name && said == value)
    }
}

/// Where a file says that migrations are, if it is a configuration and says so.
pub(super) fn locations<'a>(file: &File<'a>) -> Option<&'a str> {
    let said = match file.name() {
        name if OWN.contains(&name) => file.settings(own),
        name if YAML.contains(&name) => file.settings(yaml),
        PROPERTIES => file.settings(properties),
        _ => return None,
    };
    said.iter().find(|(name, _)| name == "locations").map(|(_, value)| value.as_str())
}

/// Every value that a Spring or Quarkus configuration has for the locations, in any of its profiles.
pub(super) fn every_location(name: &str, text: impl Fn() -> String) -> Vec<String> {
    let said = match name.strip_prefix("application").and_then(|rest| rest.rsplit_once('.')) {
        Some(("", "properties")) => properties(&text()),
        Some((profile, "properties")) if profile.starts_with('-') => properties(&text()),
        Some((profile, "yml" | "yaml")) if profile.is_empty() || profile.starts_with('-') => {
            documents(&text()).iter().flat_map(|said| of_frameworks(said)).collect()
        }
        _ => return Vec::new(),
    };
    said.into_iter().filter(|(name, _)| name == "locations").map(|(_, value)| value).collect()
}

/// Flyway's own spelling and that of the frameworks are one: `defaultSchema`, `default-schema`.
fn key(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, '-' | '_')).map(|c| c.to_ascii_lowercase()).collect()
}

/// `flyway.group=true` or, in TOML, `group = true`.
pub(super) fn own(text: &str) -> Vec<(String, String)> {
    let pairs = pairs(text).map(|(name, value)| (name.strip_prefix("flyway.").unwrap_or(name), value));
    pairs.map(|(name, value)| (key(name), unquoted(value).to_owned())).collect()
}

fn properties(text: &str) -> Vec<(String, String)> {
    of_frameworks(&pairs(text).map(|(name, value)| (name.to_owned(), value.to_owned())).collect::<Vec<_>>())
}

fn pairs(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let pairs = lines(text).filter_map(|(_, line)| line.split_once('='));
    pairs.map(|(name, value)| (name.trim(), value.trim())).filter(|(name, _)| !name.starts_with('#'))
}

/// What all properties of a file say of Flyway.
fn of_frameworks(said: &[(String, String)]) -> Vec<(String, String)> {
    let of_flyway =
        |name: &str| FRAMEWORKS.iter().find_map(|framework| Some(key(name.strip_prefix(framework)?)));
    said.iter().filter_map(|(name, value)| Some((of_flyway(name)?, settled(value, said, DEEPEST)))).collect()
}

fn yaml(text: &str) -> Vec<(String, String)> {
    let documents = documents(text).into_iter();
    let always = documents.filter(|said| !said.iter().any(|(name, _)| is_profile(name)));
    of_frameworks(&always.flatten().collect::<Vec<_>>())
}

/// What each document of a file says, if it speaks of Flyway.
fn documents(text: &str) -> Vec<Vec<(String, String)>> {
    if !text.contains("flyway") {
        return Vec::new();
    }
    // Maven puts its own values in place of `@name@`, which is no YAML.
    let text = text.replace(": @", ": _@");
    let mut reader = yaml::Reader::default();
    for event in Parser::new_from_str(&text) {
        let Ok((event, _)) = event else { break };
        reader.take(event);
    }
    reader.documents
}

/// Whether a document counts only where such a profile is on.
fn is_profile(name: &str) -> bool {
    matches!(name, "spring.profiles" | "spring.config.activate.on-profile")
}

/// How many properties may stand for one another.
const DEEPEST: u8 = 8;

/// `V` for `${PREFIX:V}`: what holds where nothing else is said. `${spring.datasource.schema}` is another property of the
/// file.
fn settled(value: &str, said: &[(String, String)], depth: u8) -> String {
    let inner = value.strip_prefix("${").and_then(|rest| rest.strip_suffix('}'));
    let Some(inner) = inner.filter(|_| depth > 0) else { return value.to_owned() };
    let (name, default) = inner.split_once(':').map_or((inner, None), |(name, value)| (name, Some(value)));
    let meant =
        said.iter().find(|(known, _)| known == name).map(|(_, value)| settled(value, said, depth - 1));
    meant.or(default.map(str::to_owned)).unwrap_or_else(|| value.to_owned())
}

pub(super) fn unquoted(text: &str) -> &str {
    text.trim().trim_matches(['"', '\''])
}
