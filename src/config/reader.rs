//! Reads `migrate-lint.toml` with the place of everything, so that every mistake can be shown where it stands.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::migration::TransactionUnit;
use crate::version::PgVersion;

use super::key::{APPLICATION, FILE, FOLDER, names};
use super::nearest::nearest;
use super::{Configuration, FailOn, Folder, Selector, compile_glob};
use super::{asserts, custom_table, databases, rule_table};

/// Something wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// One sentence.
    pub message: String,
    /// The bytes it is about.
    pub span: Range<usize>,
    /// What stands beside them.
    pub label: String,
    pub help: Option<String>,
}

pub type Value<'a> = Spanned<DeValue<'a>>;
pub type Key<'a> = Spanned<Cow<'a, str>>;

/// Takes the values of a table and notes what is wrong with them.
pub struct Reader<'a> {
    layouts: &'a [&'a str],
    /// The rules that the file declares.
    declared: Vec<String>,
    problems: Vec<Problem>,
}

pub(super) fn read(text: &str, layouts: &[&str]) -> Result<Configuration, Vec<Problem>> {
    read_with(text, layouts, |reader, table| reader.file(table))
}

/// Reads a text of TOML by what `take` makes of its table, if nothing in it is wrong.
pub fn read_with<T>(
    text: &str,
    layouts: &[&str],
    take: impl FnOnce(&mut Reader, &DeTable) -> T,
) -> Result<T, Vec<Problem>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader { layouts, declared: Vec::new(), problems: Vec::new() };
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        let rest = text.get(span.start..).unwrap_or_default().trim_start_matches([' ', '\t']);
        let missing = rest.is_empty() || rest.starts_with(['\n', '\r', '#']);
        // The parser takes what is not there for a string without quotes.
        let label = if missing && error.message().contains("quoted") {
            "a value is missing"
        } else {
            error.message()
        };
        reader.problem(span, "this is not valid TOML", label, None);
    }
    // What follows a syntax error may have been read as something else.
    let taken = reader.problems.is_empty().then(|| take(&mut reader, table.get_ref()));
    reader.problems.sort_by_key(|problem| problem.span.start);
    taken.filter(|_| reader.problems.is_empty()).ok_or(reader.problems)
}

impl Reader<'_> {
    fn file(&mut self, table: &DeTable) -> Configuration {
        let mut file = Configuration::default();
        self.declared = custom_table::ids(table);
        for (key, value) in table.iter() {
            match key.get_ref().as_ref() {
                "pg-version" => file.version = self.version(value),
                "layout" => file.layout = self.layout(value),
                "transaction" => file.transaction = self.unit(value),
                "start-after" => file.start_after = self.start_after(value),
                "exclude" => file.exclude = self.globs("exclude", value),
                "select" => file.select = Some(self.selectors("select", value)),
                "ignore" => file.ignore = self.selectors("ignore", value),
                "fail-on" => {
                    file.fail_on = self.one_of("fail-on", value, &FailOn::NAMES).and_then(FailOn::from_name)
                }
                "rules" => file.rules = rule_table::read(self, value),
                "custom" => file.custom = custom_table::read(self, value),
                "placeholders" => file.placeholders = self.scalars("placeholders", value),
                "settings" => file.settings = self.scalars("settings", value),
                "migrations" => file.migrations = self.folders(value),
                "application" => file.application = self.application(value),
                "assert" => file.asserts = asserts::read(self, value),
                "databases" => file.databases = databases::read(self, value),
                // Gates are read by what knows their checks.
                "gate" => drop(self.table("gate", value)),
                _ => self.unknown_key(key, "this file", &names(FILE)),
            }
        }
        file
    }

    pub fn problem(
        &mut self,
        span: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
        help: Option<String>,
    ) {
        self.problems.push(Problem { message: message.into(), span, label: label.into(), help });
    }

    pub fn unknown_key(&mut self, key: &Key, place: &str, known: &[&str]) {
        let name = key.get_ref();
        let (label, help) = match nearest(name, known.iter().copied()) {
            Some(meant) => (format!("did you mean `{meant}`?"), None),
            None => ("no such key".to_owned(), Some(format!("{place} can have {}", listed(known)))),
        };
        self.problem(key.span(), format!("unknown key `{name}`"), label, help);
    }

    pub fn wrong_type(&mut self, name: &str, value: &Value, wanted: &str) {
        let found = type_name(value.get_ref());
        self.problem(value.span(), format!("`{name}` must be {wanted}"), format!("this is {found}"), None);
    }

    pub fn text<'v>(&mut self, name: &str, value: &'v Value, wanted: &str) -> Option<&'v str> {
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.wrong_type(name, value, wanted);
        }
        text
    }

    /// A string that is one of a few.
    pub fn one_of<'v>(&mut self, name: &str, value: &'v Value, known: &[&str]) -> Option<&'v str> {
        let text = self.text(name, value, &format!("one of {}", quoted_list(known)))?;
        if known.contains(&text) {
            return Some(text);
        }
        let label = match nearest(text, known.iter().copied()) {
            Some(meant) => format!("did you mean \"{meant}\"?"),
            None => "not one of them".to_owned(),
        };
        self.problem(value.span(), format!("`{name}` must be one of {}", quoted_list(known)), label, None);
        None
    }

    fn version(&mut self, value: &Value) -> Option<PgVersion> {
        let text = match value.get_ref() {
            DeValue::Integer(number) => number.as_str(),
            DeValue::Float(number) => number.as_str(),
            DeValue::String(text) => text.as_ref(),
            _ => {
                self.wrong_type("pg-version", value, "a PostgreSQL version, as `pg-version = 17`");
                return None;
            }
        };
        let version = text.parse::<PgVersion>();
        if let Err(unknown) = &version {
            self.problem(value.span(), unknown.to_string(), "not known", None);
        }
        version.ok()
    }

    fn layout(&mut self, value: &Value) -> Option<String> {
        let layouts = self.layouts;
        self.one_of("layout", value, layouts).map(str::to_owned)
    }

    fn unit(&mut self, value: &Value) -> Option<TransactionUnit> {
        let names = TransactionUnit::ALL.map(TransactionUnit::name);
        self.one_of("transaction", value, &names).and_then(TransactionUnit::from_name)
    }

    /// A version; one of digits alone may be written as a number, unless zeros lead it, which TOML does not allow.
    fn start_after(&mut self, value: &Value) -> Option<String> {
        match value.get_ref() {
            DeValue::Integer(number) => Some(number.as_str().to_owned()),
            _ => self
                .text("start-after", value, "a version, as `start-after = \"20240131120000\"`")
                .map(str::to_owned),
        }
    }

    /// The strings of an array, with their places.
    pub fn strings<'v>(&mut self, name: &str, value: &'v Value) -> Vec<(&'v str, Range<usize>)> {
        let wanted = "a list of strings, as `[\"…\"]`";
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(name, value, wanted);
            return Vec::new();
        };
        let mut strings = Vec::new();
        for item in array.iter() {
            if let Some(text) = self.text(name, item, wanted) {
                strings.push((text, item.span()));
            }
        }
        strings
    }

    pub fn globs(&mut self, name: &str, value: &Value) -> Vec<String> {
        let mut globs = Vec::new();
        for (pattern, span) in self.strings(name, value) {
            match compile_glob(pattern) {
                Ok(_) => globs.push(pattern.to_owned()),
                Err(error) => self.problem(
                    span,
                    format!("`{name}` takes path patterns"),
                    error.kind().to_string(),
                    None,
                ),
            }
        }
        globs
    }

    fn selectors(&mut self, name: &str, value: &Value) -> Vec<Selector> {
        let mut selectors = Vec::new();
        for (item, span) in self.strings(name, value) {
            match Selector::read(item) {
                Ok(selector) => selectors.push(selector),
                Err(_) if self.declared.iter().any(|id| id == item) => {
                    selectors.push(Selector::Declared(item.to_owned()));
                }
                Err(help) => {
                    self.problem(span, format!("unknown rule or category `{item}`"), "not known", Some(help))
                }
            }
        }
        selectors
    }

    pub fn table<'v>(&mut self, name: &str, value: &'v Value) -> Option<&'v DeTable<'v>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(name, value, &format!("a table, as `[{name}]`"));
        }
        table
    }

    /// A table of names and plain values.
    fn scalars(&mut self, name: &str, value: &Value) -> Vec<(String, String)> {
        let mut scalars = Vec::new();
        let Some(table) = self.table(name, value) else { return scalars };
        for (key, value) in table.iter() {
            let text = match value.get_ref() {
                DeValue::String(text) => text.to_string(),
                DeValue::Integer(number) => number.to_string(),
                DeValue::Float(number) => number.to_string(),
                DeValue::Boolean(yes) => yes.to_string(),
                _ => {
                    let name = format!("{name}.{}", key.get_ref());
                    self.wrong_type(
                        &name,
                        value,
                        "a string, a number or a boolean (a name with a dot needs quotes)",
                    );
                    continue;
                }
            };
            scalars.push((key.get_ref().to_string(), text));
        }
        scalars
    }

    fn application(&mut self, value: &Value) -> Vec<String> {
        let mut paths = Vec::new();
        let Some(table) = self.table("application", value) else { return paths };
        for (key, value) in table.iter() {
            match key.get_ref().as_ref() {
                "paths" => paths = self.globs("paths", value),
                _ => self.unknown_key(key, "`[application]`", &names(APPLICATION)),
            }
        }
        paths
    }

    fn folders(&mut self, value: &Value) -> Vec<Folder> {
        let wanted = "a list of tables, each begun by `[[migrations]]`";
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type("migrations", value, wanted);
            return Vec::new();
        };
        let mut folders = Vec::new();
        for item in array.iter() {
            match item.get_ref().as_table() {
                Some(table) => folders.push(self.folder(table, item.span())),
                None => self.wrong_type("migrations", item, wanted),
            }
        }
        folders
    }

    fn folder(&mut self, table: &DeTable, span: Range<usize>) -> Folder {
        let mut folder = Folder::default();
        for (key, value) in table.iter() {
            match key.get_ref().as_ref() {
                "path" => folder.path = self.text("path", value, "a string").unwrap_or_default().to_owned(),
                "layout" => folder.layout = self.layout(value),
                "transaction" => folder.transaction = self.unit(value),
                "start-after" => folder.start_after = self.start_after(value),
                _ => self.unknown_key(key, "`[[migrations]]`", &names(FOLDER)),
            }
        }
        if !table.contains_key("path") {
            let help = "`path = \"db/migrations\"` says which folder it is about".to_owned();
            self.problem(span, "`[[migrations]]` needs a `path`", "has none", Some(help));
        }
        folder
    }
}

/// What a value is, with its article.
pub(super) fn type_name(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) => "an integer",
        DeValue::Float(_) => "a decimal number",
        DeValue::Boolean(_) => "a boolean",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn quoted_list(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}
