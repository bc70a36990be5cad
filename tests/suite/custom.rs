//! Rules that a configuration declares: the book's examples are held to what they claim.

use migrate_lint::config::{Configuration, Flags, PathBase, Settings};
use migrate_lint::discover::layout_names;

use super::support::lint_files;

const GUIDE: &str = include_str!("../../book/src/custom-rules.md");

fn configuration() -> &'static str {
    let start = GUIDE.find("```toml\n").unwrap() + "```toml\n".len();
    let end = start + GUIDE[start..].find("\n```\n").unwrap();
    &GUIDE[start..end]
}

#[test]
fn the_examples_of_the_guide_hold() {
    let file = Configuration::read(configuration(), &layout_names()).unwrap();
    let settings = Settings::resolve(&file, &Flags::default(), &PathBase::default());
    assert_eq!(settings.custom().len(), 5);
    for rule in settings.custom() {
        let (safe, unsafe_): (Vec<_>, Vec<_>) = rule.check.examples.iter().partition(|example| example.safe);
        assert!(!safe.is_empty() && !unsafe_.is_empty(), "{} needs examples of both kinds", rule.id);
        for example in &rule.check.examples {
            let files = [("1_example.sql".to_owned(), example.sql.clone())];
            let found = lint_files(&files, Some(configuration())).found;
            let own: Vec<_> = found.iter().filter(|found| found.rule == rule.id).collect();
            assert_eq!(own.is_empty(), example.safe, "{}: {}", rule.id, example.sql);
            assert!(own.iter().all(|found| !found.message.contains("cannot be evaluated")), "{own:?}");
        }
    }
}

#[test]
fn a_finding_is_allowed_by_a_comment_and_switched_off_by_its_category() {
    let sql = "-- SHOP-1\n-- migrate-lint: allow(hot-table-locked) announced\nALTER TABLE orders ADD COLUMN note text;\n";
    let files = [("1_example.sql".to_owned(), sql.to_owned())];
    let rules = |config: &str| -> Vec<&str> {
        lint_files(&files, Some(config)).found.iter().map(|found| found.rule).collect()
    };
    assert!(!rules(configuration()).contains(&"hot-table-locked"));
    assert!(rules("").contains(&"unused-suppression"), "without the configuration there is no such rule");
    let without = format!("ignore = [\"custom\"]\n{}", configuration());
    let bare = [("1_example.sql".to_owned(), "ALTER TABLE orders ADD COLUMN note text;".to_owned())];
    let off = lint_files(&bare, Some(&without)).found;
    assert!(off.iter().all(|found| found.rule != "hot-table-locked"), "{off:?}");
}

#[test]
fn a_condition_that_cannot_be_asked_is_no_silence() {
    let config = "[[custom]]\nid = \"first\"\nwhen = 'dropped[0].name == \"x\"'\nmessage = \"…\"\n";
    let files = [("1_example.sql".to_owned(), "CREATE TABLE a (id bigint PRIMARY KEY);".to_owned())];
    let found = lint_files(&files, Some(config)).found;
    let own = found.iter().find(|found| found.rule == "first").unwrap();
    assert!(own.message.contains("cannot be evaluated here"), "{}", own.message);
}

#[test]
fn mistakes_are_shown_where_they_stand() {
    let config = |when: &str, message: &str| {
        format!("[[custom]]\nid = \"own\"\nwhen = '{when}'\nmessage = '{message}'\n")
    };
    let problem = |text: &str| {
        let problems = Configuration::read(text, &layout_names()).unwrap_err();
        (problems[0].message.clone(), text[problems[0].span.clone()].to_owned())
    };
    let (message, place) = problem(&config("locsk.size() > 0", "…"));
    assert!(message.contains("there is no `locsk` here"), "{message}");
    assert_eq!(place, "'locsk.size() > 0'");
    assert!(problem(&config("locks.exists(l, l.mode ==", "…")).0.contains("`when` is not understood"));
    assert!(problem(&config("true", "{nothing}")).0.contains("there is no `nothing` here"));
    assert!(problem(&config("true", "{postgres")).0.contains("a `{` has no `}`"));
    assert!(problem("[[custom]]\nid = \"own\"\nmessage = \"…\"\n").0.contains("needs `when`"));
    let taken = config("true", "…").replace("\"own\"", "\"drop-cascade\"");
    assert!(problem(&taken).0.contains("there is a rule `drop-cascade` already"));
    let twice = config("true", "…").repeat(2);
    assert!(problem(&twice).0.contains("there is a rule `own` already"));
}

proptest::proptest! {
    #[test]
    fn no_condition_ends_the_program(text in "[ -~]{0,40}") {
        let config = toml::Table::from_iter([("custom".to_owned(), toml::Value::Array(vec![toml::Value::Table(
            toml::Table::from_iter(["id", "when", "message"].map(|key| {
                (key.to_owned(), toml::Value::String(if key == "id" { "own".to_owned() } else { text.clone() }))
            })),
        )]))]);
        if let Ok(file) = Configuration::read(&config.to_string(), &layout_names()) {
            let settings = Settings::resolve(&file, &Flags::default(), &PathBase::default());
            proptest::prop_assert_eq!(settings.custom().len(), 1);
        }
    }
}
