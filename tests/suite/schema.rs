//! The published JSON schema of `migrate-lint.toml` is the program's own, and allows what the reader reads.

use std::path::Path;

use migrate_lint::config::key::{APPLICATION, DATABASE, FILE, FOLDER, Key, RULE, Takes};
use migrate_lint::config::{Configuration, schema};
use migrate_lint::discover::layout_names;
use migrate_lint::rules::RULES;
use serde_json::Value;

#[test]
fn the_published_schema_is_the_programs_own() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("editors/migrate-lint.schema.json");
    let text = serde_json::to_string_pretty(&schema(&layout_names())).unwrap() + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(path).unwrap(), text, "UPDATE=1 writes it anew");
}

#[test]
fn the_schema_has_every_key_of_the_reader() {
    let schema = schema(&layout_names());
    let properties = schema["properties"].as_object().unwrap();
    assert_eq!(properties.len(), FILE.len());
    let rules = properties["rules"]["properties"].as_object().unwrap();
    for rule in RULES {
        let known = rules[rule.id]["properties"].as_object().unwrap();
        let options: toml::Table = rule.page().options.parse().unwrap_or_default();
        assert_eq!(known.len(), RULE.len() + options.len(), "{}", rule.id);
    }
}

/// Whatever a key takes by its table is read, and whatever it does not take is refused.
#[test]
fn the_reader_takes_what_the_schema_allows() {
    let tables = [("", FILE), ("[[migrations]]\npath = \"x\"\n", FOLDER), ("[application]\n", APPLICATION)];
    // A database needs one of the first three, and no more than one.
    let (origins, others) = DATABASE.split_at(3);
    let named = [
        ("[rules.index-not-concurrent]\n", RULE),
        ("[databases.x]\n", origins),
        ("[databases.x]\nservice = \"y\"\n", others),
    ];
    for (head, keys) in tables.into_iter().chain(named) {
        for key in keys.iter().filter(|key| !(head.contains("path = ") && key.name == "path")) {
            for (value, is_allowed) in values(key) {
                let text = format!("{head}{} = {value}\n", key.name);
                let read = Configuration::read(&text, &layout_names());
                assert_eq!(read.is_ok(), is_allowed, "{text}{read:?}");
            }
        }
    }
}

/// The defaults of every rule's options, as the schema gives them, can be written down.
#[test]
fn every_option_can_have_its_default() {
    let schema = schema(&layout_names());
    for rule in RULES {
        let options: toml::Table = rule.page().options.parse().unwrap_or_default();
        let properties = &schema["properties"]["rules"]["properties"][rule.id]["properties"];
        for name in options.keys() {
            let default = &properties[name]["default"];
            let value = toml::Value::try_from(default).unwrap();
            let text = format!("[rules.{}]\n{name} = {value}\n", rule.id);
            Configuration::read(&text, &layout_names())
                .unwrap_or_else(|problems| panic!("{text}{problems:?}"));
            assert!(properties[name]["type"].is_string() && default != &Value::Null, "{text}");
        }
    }
}

/// Values that a key takes, and values that it does not.
fn values(key: &Key) -> Vec<(String, bool)> {
    let quoted = |word: &str| format!("\"{word}\"");
    let yes = |values: Vec<String>| values.into_iter().map(|value| (value, true));
    let no = |values: &[&str]| values.iter().map(|value| ((*value).to_owned(), false)).collect::<Vec<_>>();
    let (allowed, refused): (Vec<String>, &[&str]) = match key.takes {
        Takes::Version => (vec!["17".to_owned(), quoted("15.4")], &["9", "true", "[17]"]),
        Takes::Layout => (layout_names().into_iter().map(quoted).collect(), &["\"no-such-tool\"", "1"]),
        Takes::Word(words) => (words().into_iter().map(quoted).collect(), &["\"no-such-word\"", "7", "[]"]),
        Takes::Globs => (vec!["[]".to_owned(), "[\"a/**\"]".to_owned()], &["\"a\"", "[1]", "[\"a[\"]"]),
        Takes::Selectors => {
            let all: Vec<String> = migrate_lint::config::selectors().into_iter().map(quoted).collect();
            (vec![format!("[{}]", all.join(", "))], &["\"all\"", "[\"no-such-rule\"]", "{}"])
        }
        Takes::MigrationVersion => (vec!["12".to_owned(), quoted("1.2")], &["true", "[]"]),
        Takes::Text => (vec![quoted("x")], &["1"]),
        Takes::Texts => (vec!["[\"x\"]".to_owned()], &["\"x\"", "[1]"]),
        Takes::Scalars => (vec!["{ a = 1, b = \"x\", c = true, d = 1.5 }".to_owned()], &["1", "{ a = [] }"]),
        Takes::Rules => (vec!["{}".to_owned()], &["1", "{ no-such-rule = {} }"]),
        Takes::Table(_) => (vec!["{}".to_owned()], &["1", "{ no-such-key = 1 }"]),
        Takes::Named(_) => {
            (vec!["{ x = { service = \"x\" } }".to_owned()], &["1", "{ x = { no-such-key = 1 } }"])
        }
        Takes::Open("array") => (vec!["[]".to_owned()], &["1", "{}"]),
        Takes::Open(_) => (vec!["{}".to_owned()], &["1", "[]"]),
        Takes::Tables(_) => {
            (vec!["[{ path = \"x\" }]".to_owned()], &["1", "[{}]", "[{ path = \"x\", y = 1 }]"])
        }
    };
    yes(allowed).chain(no(refused)).collect()
}
