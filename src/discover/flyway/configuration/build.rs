//! What a build says of Flyway: the block `flyway { … }` of Gradle, in Groovy or Kotlin, and the plugin of Maven.

use super::key;
use super::xml::{Document, Element};

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
    "postgresql.transactional.lock",
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

/// `name = value`, `name value` and `name.set(value)`.
fn assignment(statement: &str) -> Option<(String, String)> {
    let statement = statement.trim();
    let (name, rest) = statement.split_at(statement.find(|c: char| !c.is_alphanumeric())?);
    let rest = rest.trim_start();
    let rest = rest.strip_prefix(".set").unwrap_or(rest);
    asked(name, literal(rest.strip_prefix('=').unwrap_or(rest))?)
}

/// The words that may stand beside the strings of a value: `arrayOf("a", "b")`, `['a'] as String[]`.
const BESIDE: &[&str] = &["listOf", "arrayOf", "as", "String"];

/// `true`, `false` or strings, the items of a list with commas between; nothing where a variable or a call has a say.
fn literal(value: &str) -> Option<String> {
    let (mut strings, mut beside) = (Vec::new(), Vec::new());
    let mut rest = value;
    while let Some((before, quoted)) = rest.find(['"', '\'']).and_then(|at| rest.split_at_checked(at)) {
        // The three quotes around a string of several lines would be strings too.
        if !strings.is_empty() && !before.contains(',') {
            return None;
        }
        let quote = quoted.chars().next()?;
        let (string, behind) = quoted.strip_prefix(quote)?.split_once(quote)?;
        strings.push(string);
        beside.extend(words(before));
        rest = behind;
    }
    beside.extend(words(rest));
    match (strings.as_slice(), beside.as_slice()) {
        ([], [word @ ("true" | "false")]) => Some((*word).to_owned()),
        ([], _) => None,
        _ => beside.iter().all(|word| BESIDE.contains(word)).then(|| strings.join(",")),
    }
}

/// What a text has besides brackets and commas.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let between = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | ',');
    text.split(between).filter(|word| !word.is_empty())
}

/// `<sqlMigrationPrefix></sqlMigrationPrefix>` in the plugin's configuration, and `<flyway.schemas>` among the properties.
pub(super) fn maven(text: &str) -> Vec<(String, String)> {
    if !text.contains("flyway") {
        return Vec::new();
    }
    let Some(pom) = Document::read(text) else { return Vec::new() };
    let of_plugin = configurations(&pom).into_iter().flat_map(|configuration| pom.inside(configuration));
    let of_plugin = of_plugin.map(|setting| (setting.name, setting));
    let project = pom.elements.iter().filter(|element| element.name == "project" && element.parent.is_none());
    let properties = project.flat_map(|project| pom.named(project, "properties"));
    let of_properties = properties
        .flat_map(|properties| pom.inside(properties))
        .filter_map(|property| Some((property.name.strip_prefix("flyway.")?, property)));
    let all = of_plugin.chain(of_properties);
    all.filter_map(|(name, setting)| asked(name, items(&pom, setting))).collect()
}

/// How the plugin is configured for all of its executions: in the profiles only where the project itself does not say it.
fn configurations<'d>(pom: &'d Document<'d>) -> Vec<&'d Element<'d>> {
    let mut in_profile: Vec<bool> = Vec::with_capacity(pom.elements.len());
    let (mut always, mut at_times) = (Vec::new(), Vec::new());
    for element in &pom.elements {
        let is_below = element.parent.is_some_and(|parent| in_profile.get(parent) == Some(&true));
        in_profile.push(is_below || element.name == "profile");
        if is_plugin(pom, element) {
            let found = if is_below { &mut at_times } else { &mut always };
            found.extend(pom.named(element, "configuration"));
        }
    }
    if always.is_empty() { at_times } else { always }
}

fn is_plugin(pom: &Document, element: &Element) -> bool {
    let is_flyway = |id: &Element| id.text.trim() == "flyway-maven-plugin";
    element.name == "plugin" && pom.named(element, "artifactId").any(is_flyway)
}

/// A text, or the texts of a list's elements.
fn items(pom: &Document, setting: &Element) -> String {
    let items: Vec<&str> = pom.inside(setting).map(|item| item.text.trim()).collect();
    if items.is_empty() { setting.text.trim().to_owned() } else { items.join(",") }
}
