//! What a build says of Flyway: the block `flyway { … }` of Gradle, in Groovy or Kotlin, and the plugin of Maven.

use super::key;

/// The names of what is asked for, as `key` has them: a build that says nothing of these does not configure the files.
const ASKED: &[&str] = &[
    "sqlmigrationprefix",
    "undosqlmigrationprefix",
    "repeatablesqlmigrationprefix",
    "sqlmigrationseparator",
    "sqlmigrationsuffixes",
    "schemas",
    "defaultschema",
    "mixed",
    "group",
    "executeintransaction",
];

/// A setting that can be known: another one's value, or a variable's, stands behind a dollar sign.
fn asked(name: &str, value: String) -> Option<(String, String)> {
    let name = key(name);
    (ASKED.contains(&name.as_str()) && !value.contains('$')).then_some((name, value))
}

/// `flyway { schemas = ['shop']; sqlMigrationPrefix = "" }`.
pub(super) fn gradle(text: &str) -> Vec<(String, String)> {
    if !text.contains("flyway") {
        return Vec::new();
    }
    let text = without_comments(text);
    block(&text).map(|block| statements(block).filter_map(assignment).collect()).unwrap_or_default()
}

/// How deep the brackets are and whether a string is open, letter by letter.
#[derive(Default)]
struct Nesting {
    depth: usize,
    quote: Option<char>,
}

impl Nesting {
    fn take(&mut self, letter: char) {
        match (self.quote, letter) {
            (Some(open), letter) if open == letter => self.quote = None,
            (Some(_), '\n') => self.quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => self.quote = Some(letter),
            (None, '{' | '[' | '(') => self.depth += 1,
            (None, '}' | ']' | ')') => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }
}

/// The text without `// …` and `/* … */`, which strings can hold too: `"jdbc:postgresql://…"`.
fn without_comments(text: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut nesting = Nesting::default();
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let ends = match nesting.quote {
            None if rest.starts_with("//") => Some(rest.find('\n').unwrap_or(rest.len())),
            None if rest.starts_with("/*") => Some(rest.find("*/").map_or(rest.len(), |at| at + 2)),
            _ => None,
        };
        let end = ends.unwrap_or(letter.len_utf8());
        if ends.is_none() {
            nesting.take(letter);
            left.push(letter);
        }
        rest = rest.get(end..).unwrap_or_default();
    }
    left
}

/// What is between the braces of `flyway { … }`.
fn block(text: &str) -> Option<&str> {
    let opens = |(at, word): (usize, &str)| {
        let before = text.get(..at)?.chars().next_back();
        let inner = text.get(at + word.len()..)?.trim_start().strip_prefix('{')?;
        before.is_none_or(char::is_whitespace).then_some(inner)
    };
    let inner = text.match_indices("flyway").find_map(opens)?;
    let mut nesting = Nesting { depth: 1, quote: None };
    let end = inner.char_indices().find(|(_, letter)| {
        nesting.take(*letter);
        nesting.depth == 0
    });
    inner.get(..end?.0)
}

/// Its lines, where brackets do not join them.
fn statements(block: &str) -> impl Iterator<Item = &str> {
    let mut nesting = Nesting::default();
    block.split(move |letter| {
        nesting.take(letter);
        nesting.depth == 0 && nesting.quote.is_none() && matches!(letter, '\n' | ';')
    })
}

/// `name = value`, `name value` and `name.set(value)`. The items of a list are one value, with commas between.
fn assignment(statement: &str) -> Option<(String, String)> {
    let statement = statement.trim();
    let (name, rest) = statement.split_at(statement.find(|c: char| !c.is_alphanumeric())?);
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(".set").unwrap_or(rest);
    let rest = rest.strip_prefix('=').unwrap_or(rest).trim();
    let quoted: Vec<&str> = rest.split(['"', '\'']).skip(1).step_by(2).collect();
    let value = match quoted.is_empty() {
        true => rest.trim_matches(['(', ')']).to_owned(),
        false => quoted.join(","),
    };
    asked(name, value)
}

/// `<sqlMigrationPrefix></sqlMigrationPrefix>` in the plugin's configuration, and `<flyway.schemas>` among the properties.
pub(super) fn maven(text: &str) -> Vec<(String, String)> {
    if !text.contains("flyway") {
        return Vec::new();
    }
    let plugin = text.split("flyway-maven-plugin").nth(1).and_then(|rest| rest.split("</plugin>").next());
    let of_plugin = plugin.and_then(|plugin| element(plugin, "configuration")).map(children);
    let properties = element(text, "properties").map(children).unwrap_or_default();
    let of_properties =
        properties.into_iter().filter_map(|(name, value)| Some((name.strip_prefix("flyway.")?, value)));
    let all = of_plugin.unwrap_or_default().into_iter().chain(of_properties);
    all.filter_map(|(name, value)| asked(name, items(value))).collect()
}

/// What is inside the first element of a name.
fn element<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let start = text.find(&format!("<{name}>"))? + name.len() + 2;
    let inner = text.get(start..)?;
    inner.get(..inner.find(&format!("</{name}>"))?)
}

/// The elements of a text, one beside the other, and what is inside each.
fn children(text: &str) -> Vec<(&str, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let opened = rest.get(start + 1..).unwrap_or_default();
        if opened.starts_with("!--") {
            rest = opened.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let Some((tag, inner)) = opened.split_once('>') else { break };
        let name = tag.split([' ', '\t', '\n', '/']).next().unwrap_or_default();
        rest = inner;
        if tag.ends_with('/') {
            found.push((name, ""));
        } else if let Some(end) = inner.find(&format!("</{name}>")) {
            found.push((name, inner.get(..end).unwrap_or_default()));
            rest = inner.get(end + name.len() + 3..).unwrap_or_default();
        }
    }
    found
}

/// A text, or the texts of a list's elements.
fn items(value: &str) -> String {
    match children(value) {
        items if items.is_empty() => value.trim().to_owned(),
        items => items.into_iter().map(|(_, item)| item.trim()).collect::<Vec<_>>().join(","),
    }
}
