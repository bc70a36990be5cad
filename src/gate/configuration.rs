//! Gates as they are written: `[gate.NAME]` in `migrate-lint.toml`, or `[gate]` in `gates/NAME.toml`.

use std::ops::Range;

use jiff::SignedDuration;
use toml::de::{DeTable, DeValue};

use super::{Answer, CHECKS, Check, Source, find, time};
use crate::config::{
    Key, Problem, Reader, Value, compile_glob, convert_option, nearest, read_with, wanted_option,
};
use crate::rule::RuleOptions;

/// A gate: which migrations it is about, and what it asks.
#[derive(Clone, Debug)]
pub struct Gate {
    pub name: String,
    /// The database that the migrations are for, as `[databases]` names it.
    pub database: Option<String>,
    /// Patterns of files, from the configuration's folder.
    pub migrations: Vec<String>,
    /// Where ways back are that the migration tool knows nothing of: `rollbacks/{stem}_rollback.sql`.
    pub rollbacks: Option<String>,
    /// How long a record counts that says nothing else.
    pub expires_after: SignedDuration,
    pub entries: Vec<Entry>,
}

/// One check of a gate, with what was chosen for it.
#[derive(Clone, Debug)]
pub struct Entry {
    pub check: &'static Check,
    /// What records and waivers name it by: its own, or the check's.
    pub id: String,
    pub required: bool,
    pub phases: Vec<Phase>,
    pub options: RuleOptions,
    /// How long a record for it counts, if not as long as the gate's.
    pub expires_after: Option<SignedDuration>,
    /// The box of a checklist that it stands for: `docs/PLAN.md:41`.
    pub checkbox: Option<String>,
}

/// When a gate is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Phase {
    /// Before the migration.
    #[default]
    Go,
    /// After it.
    Post,
    /// Before what it put aside is dropped.
    Drop,
}

/// Which of the two places a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateFile<'a> {
    /// `migrate-lint.toml`, with any number of gates.
    Configuration,
    /// `gates/NAME.toml`, with one.
    Own(&'a str),
}

const KEYS: [&str; 8] =
    ["database", "migrations", "rollbacks", "expires-after", "check", "attest", "assert", "command"];

const ENTRY_KEYS: [&str; 6] = ["uses", "id", "required", "phase", "expires", "box"];

/// Lists that say which check their entries are of, so that these need not.
const SHORT: [(&str, &str); 3] = [("attest", "attestation"), ("assert", "assertion"), ("command", "command")];

const A_DAY: SignedDuration = SignedDuration::from_hours(24);

impl Phase {
    pub const ALL: [Phase; 3] = [Phase::Go, Phase::Post, Phase::Drop];
    pub const NAMES: [&str; 3] = ["go", "post", "drop"];

    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|phase| phase.name() == name)
    }

    /// The phases that a check's page says it is asked in.
    fn of_page(check: &Check) -> Vec<Phase> {
        let listed = check.page().field("phases").unwrap_or_default();
        listed.split(',').filter_map(|name| Phase::from_name(name.trim())).collect()
    }
}

/// Reads every gate of a text.
pub fn read(text: &str, file: GateFile) -> Result<Vec<Gate>, Vec<Problem>> {
    read_with(text, &[], |reader, table| {
        let mut gates = Vec::new();
        for (key, value) in table.iter() {
            match (key.get_ref().as_ref(), file) {
                ("gate", GateFile::Own(name)) => gates.extend(gate(reader, name, value)),
                ("gate", GateFile::Configuration) => {
                    for (name, value) in reader.table("gate", value).into_iter().flat_map(DeTable::iter) {
                        gates.extend(gate(reader, name.get_ref(), value));
                    }
                }
                (_, GateFile::Own(_)) => reader.unknown_key(key, "a gate's own file", &["gate"]),
                (_, GateFile::Configuration) => {}
            }
        }
        gates
    })
}

fn gate(reader: &mut Reader, name: &str, value: &Value) -> Option<Gate> {
    let table = reader.table(&format!("gate.{name}"), value)?;
    let mut gate = Gate {
        name: name.to_owned(),
        database: None,
        migrations: Vec::new(),
        rollbacks: None,
        expires_after: A_DAY,
        entries: Vec::new(),
    };
    let mut chosen = false;
    for (key, value) in table.iter() {
        match key.get_ref().as_ref() {
            "database" => gate.database = reader.text("database", value, "a string").map(str::to_owned),
            "migrations" => gate.migrations = patterns(reader, value),
            "rollbacks" => gate.rollbacks = reader.text("rollbacks", value, "a string").map(str::to_owned),
            "expires-after" => gate.expires_after = length(reader, "expires-after", value).unwrap_or(A_DAY),
            "check" => {
                chosen = true;
                gate.entries.extend(entries(reader, "check", None, value));
            }
            list => match SHORT.iter().find(|(short, _)| *short == list) {
                Some((_, check)) => gate.entries.extend(entries(reader, list, Some(check), value)),
                None => reader.unknown_key(key, &format!("`[gate.{name}]`"), &KEYS),
            },
        }
    }
    if !table.contains_key("migrations") {
        let help = "`migrations = \"migrations/0011_*.sql\"` says which files it is about".to_owned();
        reader.problem(value.span(), format!("the gate `{name}` needs `migrations`"), "has none", Some(help));
    }
    if !chosen {
        gate.entries.extend(CHECKS.iter().filter(|check| check.page().enabled).map(|check| Entry::of(check)));
    }
    refuse_twins(reader, &gate, value.span());
    Some(gate)
}

/// Two entries of one name could not be told apart in the records.
fn refuse_twins(reader: &mut Reader, gate: &Gate, span: Range<usize>) {
    for (at, entry) in gate.entries.iter().enumerate() {
        let twin = |other: &Entry| {
            other.id == entry.id && other.phases.iter().any(|phase| entry.phases.contains(phase))
        };
        if gate.entries[..at].iter().any(twin) {
            let help = format!("give one of them another name: `id = \"{}-2\"`", entry.id);
            let message = format!("the gate `{}` has two entries `{}`", gate.name, entry.id);
            reader.problem(span.clone(), message, "in here", Some(help));
        }
    }
}

fn entries(reader: &mut Reader, list: &str, uses: Option<&str>, value: &Value) -> Vec<Entry> {
    let wanted = "a list of tables, as `[{ … }]`";
    let Some(array) = value.get_ref().as_array() else {
        reader.wrong_type(list, value, wanted);
        return Vec::new();
    };
    let mut entries = Vec::new();
    for item in array.iter() {
        match item.get_ref() {
            DeValue::Table(table) => entries.extend(entry(reader, uses, table, item.span())),
            // A check without options is its name.
            DeValue::String(name) if uses.is_none() => {
                entries.extend(known(reader, name, item.span()).map(Entry::of));
            }
            _ => reader.wrong_type(list, item, wanted),
        }
    }
    entries
}

fn known(reader: &mut Reader, name: &str, span: Range<usize>) -> Option<&'static Check> {
    let found = find(name);
    if found.is_none() {
        let label = match nearest(name, CHECKS.iter().map(|check| check.id)) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "no such check".to_owned(),
        };
        let help = Some("`migrate-lint rules` lists all checks of gates".to_owned());
        reader.problem(span, format!("unknown check `{name}`"), label, help);
    }
    found
}

fn entry(reader: &mut Reader, uses: Option<&str>, table: &DeTable, span: Range<usize>) -> Option<Entry> {
    let check = match (uses, table.get("uses")) {
        (Some(uses), _) => find(uses)?,
        (None, Some(value)) => {
            let name = reader.text("uses", value, "the name of a check")?;
            known(reader, name, value.span())?
        }
        (None, None) => {
            let help = Some("`uses = \"orphans\"` says what is asked".to_owned());
            reader.problem(span, "an entry of `check` needs `uses`", "has none", help);
            return None;
        }
    };
    let mut entry = Entry::of(check);
    for (key, value) in table.iter() {
        match key.get_ref().as_ref() {
            "uses" if uses.is_none() => {}
            "id" => entry.id = reader.text("id", value, "a string")?.to_owned(),
            "required" => match value.get_ref() {
                DeValue::Boolean(required) => entry.required = *required,
                _ => reader.wrong_type("required", value, "true or false"),
            },
            "phase" => entry.phases = phases(reader, value),
            "box" => {
                entry.checkbox = reader.text("box", value, "a place, as \"PLAN.md:41\"").map(str::to_owned)
            }
            "expires" => entry.expires_after = length(reader, "expires", value),
            _ => option(reader, &mut entry, key, value),
        }
    }
    Some(entry)
}

fn option(reader: &mut Reader, entry: &mut Entry, key: &Key, value: &Value) {
    let name = key.get_ref().as_ref();
    let Some(default) = entry.options.0.get(name) else {
        let own = entry.options.0.keys().map(String::as_str);
        let all: Vec<&str> = ENTRY_KEYS.into_iter().chain(own).collect();
        reader.unknown_key(key, &format!("the check `{}`", entry.check.id), &all);
        return;
    };
    match convert_option(value.get_ref(), default).or_else(|| as_text(value.get_ref(), default)) {
        Some(converted) => drop(entry.options.0.insert(name.to_owned(), converted)),
        None => reader.wrong_type(name, value, wanted_option(default)),
    }
}

/// A number is as good as its digits where a text is compared, and one item as good as a list of one.
fn as_text(value: &DeValue, default: &toml::Value) -> Option<toml::Value> {
    let text = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Float(number) => number.to_string(),
        DeValue::Boolean(yes) => yes.to_string(),
        _ => return None,
    };
    match default {
        toml::Value::String(_) => Some(toml::Value::String(text)),
        toml::Value::Array(_) => Some(toml::Value::Array(vec![toml::Value::String(text)])),
        _ => None,
    }
}

/// One pattern, or a list of them.
fn patterns(reader: &mut Reader, value: &Value) -> Vec<String> {
    let DeValue::String(pattern) = value.get_ref() else { return reader.globs("migrations", value) };
    if let Err(error) = compile_glob(pattern) {
        let message = "`migrations` takes path patterns";
        reader.problem(value.span(), message, error.kind().to_string(), None);
    }
    vec![pattern.to_string()]
}

/// One phase, or a list of them.
fn phases(reader: &mut Reader, value: &Value) -> Vec<Phase> {
    if let DeValue::Array(items) = value.get_ref() {
        let names = items.iter().filter_map(|item| reader.one_of("phase", item, &Phase::NAMES));
        return names.filter_map(Phase::from_name).collect();
    }
    reader.one_of("phase", value, &Phase::NAMES).and_then(Phase::from_name).into_iter().collect()
}

fn length(reader: &mut Reader, name: &str, value: &Value) -> Option<SignedDuration> {
    let wanted = "a length of time, as \"24h\" or \"90d\"";
    let text = reader.text(name, value, wanted)?;
    let found = time::duration(text);
    if found.is_none() {
        reader.problem(value.span(), format!("`{name}` must be {wanted}"), "not one", None);
    }
    found
}

impl Entry {
    /// A length of time that was chosen; nothing where it is empty.
    pub fn duration(&self, option: &str) -> Result<Option<SignedDuration>, Answer> {
        let text = self.options.string(option);
        if text.is_empty() {
            return Ok(None);
        }
        time::duration(text).map(Some).ok_or_else(|| {
            let finding = format!("`{option}` is no length of time: {text}");
            Answer::unknown(Source::Files, finding)
                .help("a length of time is written 500ms, 2s, 30min, 24h, 90d")
        })
    }

    /// Each text of a list as what it stands for. One that stands for nothing would never be asked about.
    pub fn each<T>(
        &self,
        option: &str,
        like: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Result<Vec<T>, Answer> {
        let texts = self.options.strings(option).into_iter();
        texts
            .map(|text| {
                read(text).ok_or_else(|| {
                    let finding = format!("`{option}` has what cannot be read: {text}");
                    Answer::unknown(Source::Files, finding).help(format!("it is written {like}"))
                })
            })
            .collect()
    }

    /// The check as its page has it.
    pub fn of(check: &'static Check) -> Self {
        Self {
            check,
            id: check.id.to_owned(),
            required: true,
            phases: Phase::of_page(check),
            options: RuleOptions(check.page().options.parse().unwrap_or_default()),
            expires_after: None,
            checkbox: None,
        }
    }
}
