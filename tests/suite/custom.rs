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

#[test]
fn each_finding_is_about_what_was_found() {
    let sql = "CREATE TABLE a (id bigint PRIMARY KEY, tenant_id bigint NOT NULL);\n\
               CREATE TABLE b (id bigint PRIMARY KEY);\nCREATE TABLE c (id bigint PRIMARY KEY);\n";
    let about_migration = configuration().replacen("severity", "about = \"migration\"\nseverity", 1);
    for config in [configuration(), &about_migration] {
        let files = [("1_example.sql".to_owned(), sql.to_owned())];
        let found = lint_files(&files, Some(config)).found;
        let own = found.iter().filter(|found| found.rule == "no-tenant-column");
        let own: Vec<_> = own
            .map(|found| (found.message.split(' ').next().unwrap(), found.relation.as_deref().unwrap()))
            .collect();
        assert_eq!(own, [("`b`", "public.b"), ("`c`", "public.c")]);
    }
}

/// A name in one of the lists is a relation too.
#[test]
fn an_element_that_is_a_name_is_what_the_finding_is_about() {
    let config = r#"
[[custom]]
id = "scanned-whole"
each = "scans"
when = "it != ''"
message = "}} `{it}` is read whole {{"
unsafe = ["ALTER TABLE a VALIDATE CONSTRAINT b"]
safe = ["SELECT 1"]
"#;
    let sql = "CREATE TABLE z (id bigint PRIMARY KEY);\n\
               ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (z) REFERENCES z;\n";
    let found = lint_files(&[("1_example.sql".to_owned(), sql.to_owned())], Some(config)).found;
    let own = found.iter().filter(|found| found.rule == "scanned-whole");
    let own: Vec<_> = own.map(|found| (found.message.as_str(), found.relation.as_deref().unwrap())).collect();
    assert_eq!(own, [("} `public.a` is read whole {", "public.a")]);
}

/// The file's own `select` and the flags take a rule by its name.
#[test]
fn a_rule_is_chosen_by_its_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("db")).unwrap();
    std::fs::write(
        folder.path().join("db/1_a.sql"),
        "DROP TABLE a;\nALTER TABLE orders ADD COLUMN note text;\n",
    )
    .unwrap();
    let run = |config: &str, arguments: &[&str]| {
        std::fs::write(folder.path().join("migrate-lint.toml"), config).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_migrate-lint"));
        command.current_dir(folder.path()).args(["--format", "concise", "--quiet"]).args(arguments);
        let output = command.output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
    };
    let (_, found, _) = run(configuration(), &["--select", "hot-table-locked"]);
    assert!(found.contains("hot-table-locked") && found.lines().count() == 1, "{found}");
    let (_, found, _) = run(configuration(), &["--ignore", "hot-table-locked"]);
    assert!(found.contains("no-ticket") && !found.contains("hot-table-locked"), "{found}");
    let (_, found, _) = run(&format!("select = [\"no-ticket\"]\n{}", configuration()), &[]);
    assert!(found.contains("no-ticket") && found.lines().count() == 1, "{found}");
    let (code, _, said) = run(configuration(), &["--select", "hot-table-lokced"]);
    assert!(code == 2 && said.contains("unknown rule or category `hot-table-lokced`"), "{said}");
    let (code, _, said) = run(&format!("ignore = [\"no-tikcet\"]\n{}", configuration()), &[]);
    assert!(code == 2 && said.contains("unknown rule or category `no-tikcet`"), "{said}");
}

/// No report links to a page that is in no repository.
#[test]
fn a_rule_of_the_team_has_no_page_to_link_to() {
    use migrate_lint::report::{Format, ReportOptions, Summary, write};
    let files = [("1_example.sql".to_owned(), "ALTER TABLE orders ADD COLUMN note text;".to_owned())];
    let mut found = lint_files(&files, Some(configuration())).found;
    found.retain(|found| found.rule == "hot-table-locked");
    assert_eq!(found.len(), 1);
    for format in Format::ALL {
        let options = ReportOptions {
            color: true,
            hyperlinks: true,
            declared: vec!["hot-table-locked"],
            ..ReportOptions::default()
        };
        let mut report = Vec::new();
        write(format, &found, &Summary::default(), &options, &mut report).unwrap();
        assert!(!String::from_utf8(report).unwrap().contains("hot-table-locked.md"), "{}", format.name());
    }
}

/// `migrate-lint test` sees a condition that finds everything and one that finds nothing, in each of the rules.
#[test]
fn the_command_holds_rules_to_their_examples() {
    let folder = tempfile::tempdir().unwrap();
    let run = |config: &str| {
        std::fs::write(folder.path().join("migrate-lint.toml"), config).unwrap();
        let output = std::process::Command::new(env!("CARGO_BIN_EXE_migrate-lint"))
            .current_dir(folder.path())
            .arg("test")
            .output()
            .unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    let (code, said) = run(configuration());
    assert!(
        code == 0 && said.lines().count() == 5 && said.lines().all(|line| line.contains(" hold")),
        "{said}"
    );
    let whole: toml::Table = configuration().parse().unwrap();
    for index in 0..5 {
        for (condition, complaint) in [("true", "finds something in"), ("false", "finds nothing in")] {
            let mut mutated = whole.clone();
            let rule = mutated["custom"][index].as_table_mut().unwrap();
            let id = rule["id"].as_str().unwrap().to_owned();
            rule.insert("when".to_owned(), condition.into());
            // A list that is empty asks nothing.
            rule.remove("each").map(|_| rule.insert("message".to_owned(), "found".into()));
            let (code, said) = run(&mutated.to_string());
            let broken: Vec<&str> = said.lines().filter(|line| line.contains("do not hold")).collect();
            assert_eq!(code, 1, "{id}, {condition}: {said}");
            assert!(broken.len() == 1 && broken[0].starts_with(&id) && said.contains(complaint), "{said}");
        }
    }
}
