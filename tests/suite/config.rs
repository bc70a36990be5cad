//! `migrate-lint.toml`: what is read from it, what is refused and how, and which layer wins.

use migrate_lint::config::{
    Configuration, FailOn, Flags, PathBase, PathGlobs, Problem, Selector, Settings, nearest, nearest_rule,
};
use migrate_lint::diagnostic::Severity;
use migrate_lint::migration::TransactionUnit;
use migrate_lint::rules;
use migrate_lint::source::SourceFile;
use migrate_lint::version::PgVersion;

const LAYOUTS: [&str; 3] = ["flyway", "sqlx", "plain"];

fn read(text: &str) -> Configuration {
    Configuration::read(text, &LAYOUTS).unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// `line:column text | message | label | help`
fn problems(text: &str) -> Vec<String> {
    let source = SourceFile::new("migrate-lint.toml", text);
    let show = |problem: Problem| {
        let at = source.line_column(problem.span.start as u32);
        let help = problem.help.map(|help| format!(" | {help}")).unwrap_or_default();
        let (message, label) = (problem.message, problem.label);
        format!("{}:{} {} | {message} | {label}{help}", at.line, at.column, &text[problem.span])
    };
    match Configuration::read(text, &LAYOUTS) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.into_iter().map(show).collect(),
    }
}

fn resolve(text: &str, flags: &Flags) -> Settings {
    Settings::resolve(&read(text), flags, &PathBase::default())
}

fn enabled(settings: &Settings, rule: &str) -> bool {
    settings.rule(rule).is_some_and(|settings| settings.enabled)
}

fn selectors(names: &[&str]) -> Vec<Selector> {
    names.iter().map(|name| Selector::read(name).unwrap()).collect()
}

#[test]
fn reads_every_key() {
    let file = read(
        r#"
pg-version = 17
layout = "flyway"
transaction = "per-file-implicit"
exclude = ["seeds/"]
select = ["locking", "drop-table"]
ignore = ["index-not-concurrent"]
fail-on = "never"

[rules.index-not-concurrent]
severity = "advice"
exclude = ["legacy/**"]

[placeholders]
schema = "app"
shards = 4

[settings]
lock_timeout = "2s"
check_function_bodies = false

[[migrations]]
path = "db/migrations"
layout = "sqlx"
transaction = "per-statement"
"#
        .replace(", \"drop-table\"", "")
        .as_str(),
    );
    assert_eq!(file.version, Some(PgVersion::V17));
    assert_eq!(file.layout.as_deref(), Some("flyway"));
    assert_eq!(file.transaction, Some(TransactionUnit::PerFileImplicit));
    assert_eq!(file.exclude, ["seeds/"]);
    assert_eq!(file.select.map(|select| select.len()), Some(1));
    assert_eq!(file.ignore.len(), 1);
    assert_eq!(file.fail_on, Some(FailOn::Never));
    assert_eq!(file.rules["index-not-concurrent"].exclude, ["legacy/**"]);
    // The order of a table's keys depends on what the other crates of a build ask of the TOML reader.
    let pairs = |pairs: &[(String, String)]| -> Vec<String> {
        let mut pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        pairs.sort();
        pairs
    };
    assert_eq!(pairs(&file.placeholders), ["schema=app", "shards=4"]);
    assert_eq!(pairs(&file.settings), ["check_function_bodies=false", "lock_timeout=2s"]);
    assert_eq!(file.migrations[0].path, "db/migrations");
    assert_eq!(file.migrations[0].layout.as_deref(), Some("sqlx"));
    assert_eq!(file.migrations[0].transaction, Some(TransactionUnit::PerStatement));
}

#[test]
fn takes_a_version_as_number_or_text() {
    for text in ["pg-version = 16", "pg-version = 16.4", "pg-version = \"16\"", "pg-version = \"16.4\""] {
        assert_eq!(read(text).version, Some(PgVersion::V16), "{text}");
    }
}

#[test]
fn tells_every_problem_at_once() {
    let found = problems(
        r#"pg_version = 17
layout = "flywya"
exclude = "seeds"
ignore = ["index-not-concurent", 3]
fail-on = true
colour = "red"

[rules.index-not-conccurrent]
severity = "error"

[rules.index-not-concurrent]
severity = "warn"
exclude = ["a{"]
retention = 3

[settings]
app.user = "x"

[[migrations]]
layout = "sqlx"
"#,
    );
    let expected = [
        "1:1 pg_version | unknown key `pg_version` | did you mean `pg-version`?",
        "2:10 \"flywya\" | `layout` must be one of \"flyway\", \"sqlx\", \"plain\" | did you mean \"flyway\"?",
        "3:11 \"seeds\" | `exclude` must be a list of strings, as `[\"…\"]` | this is a string",
        "4:11 \"index-not-concurent\" | unknown rule or category `index-not-concurent` | not known | did you mean \
         `index-not-concurrent`? `migrate-lint rules` lists all rules and categories",
        "4:34 3 | `ignore` must be a list of strings, as `[\"…\"]` | this is an integer",
        "5:11 true | `fail-on` must be one of \"error\", \"warning\", \"advice\", \"never\" | this is a boolean",
        "6:1 colour | unknown key `colour` | no such key | this file can have `pg-version`, `layout`, \
         `transaction`, `start-after`, `exclude`, `select`, `ignore`, `fail-on`, `rules`, `custom`, `placeholders`, `settings`, `migrations`, `application`, `databases`, `assert`, `gate`",
        "8:8 index-not-conccurrent | unknown rule `index-not-conccurrent` | did you mean \
         `index-not-concurrent`? | `migrate-lint rules` lists all rules",
        "12:12 \"warn\" | `severity` must be one of \"error\", \"warning\", \"advice\", \"off\" | did you mean \
         \"warning\"?",
        "13:12 \"a{\" | `exclude` takes path patterns | unclosed alternate group; missing '}' (maybe escape '{' \
         with '[{]'?)",
        "14:1 retention | unknown key `retention` | no such key | the rule `index-not-concurrent` can have \
         `severity`, `exclude`",
        "17:1 app | `settings.app` must be a string, a number or a boolean (a name with a dot needs quotes) | \
         this is a table",
        "19:1 [[migrations]] | `[[migrations]]` needs a `path` | has none | `path = \"db/migrations\"` says which \
         folder it is about",
    ];
    assert_eq!(found, expected);
}

#[test]
fn shows_what_is_not_toml() {
    let found = problems("pg-version = \nlayout = [\n");
    assert!(found.iter().all(|problem| problem.contains("this is not valid TOML")), "{found:?}");
    assert!(found[0].starts_with("1:"), "{found:?}");
    assert!(found.len() >= 2, "{found:?}");
}

#[test]
fn knows_the_options_of_a_rule_and_their_types() {
    let found = problems("[rules.unused-suppression]\nrequire-reason = \"yes\"\nrequire-reasons = true\n");
    let expected = [
        "2:18 \"yes\" | `require-reason` must be true or false | this is a string",
        "3:1 require-reasons | unknown key `require-reasons` | did you mean `require-reason`?",
    ];
    assert_eq!(found, expected);
    let settings = resolve("[rules.unused-suppression]\nrequire-reason = true\n", &Flags::default());
    assert!(settings.rule("unused-suppression").unwrap().options.boolean("require-reason"));
    assert!(!Settings::default().rule("unused-suppression").unwrap().options.boolean("require-reason"));
}

#[test]
fn accepts_the_names_of_other_tools() {
    let settings =
        resolve("[rules.require-concurrent-index-creation]\nseverity = \"off\"\n", &Flags::default());
    assert!(!enabled(&settings, "index-not-concurrent"));
    let settings = resolve("ignore = [\"E6\"]\n", &Flags::default());
    assert!(!enabled(&settings, "index-not-concurrent"));
}

#[test]
fn resolves_file_and_flags() {
    let rule = "index-not-concurrent";
    assert!(enabled(&resolve("", &Flags::default()), rule));
    assert!(!enabled(&resolve("ignore = [\"all\"]", &Flags::default()), rule));
    assert!(!enabled(&resolve("select = [\"unused-suppression\"]", &Flags::default()), rule));
    assert!(enabled(&resolve("select = [\"default\"]", &Flags::default()), rule));
    assert!(!enabled(
        &resolve("select = [\"all\"]\n[rules.E6]\nseverity = \"off\"", &Flags::default()),
        rule
    ));

    let select = Flags { select: Some(selectors(&[rule])), ..Flags::default() };
    assert!(enabled(&resolve("ignore = [\"all\"]", &select), rule), "a flag wins over the file");
    assert!(!enabled(&resolve("", &select), "unused-suppression"));
    let ignore = Flags { ignore: selectors(&["locking"]), ..Flags::default() };
    assert!(!enabled(&resolve("select = [\"all\"]", &ignore), rule));

    let flags = Flags { version: Some(PgVersion::V18), fail_on: Some(FailOn::Never), ..Flags::default() };
    let settings = resolve("pg-version = 13\nfail-on = \"error\"", &flags);
    assert_eq!((settings.replay.version, settings.fail_on), (PgVersion::V18, FailOn::Never));
    let settings = resolve("[rules.index-not-concurrent]\nseverity = \"advice\"", &Flags::default());
    assert_eq!(settings.rule(rule).unwrap().severity, Severity::Advice);
}

#[test]
fn fails_on_warnings_unless_told_otherwise() {
    let fails = |fail_on: FailOn| {
        [Severity::Advice, Severity::Warning, Severity::Error].map(|severity| fail_on.fails(severity))
    };
    assert_eq!(fails(FailOn::default()), [false, true, true]);
    assert_eq!(fails(FailOn::AtLeast(Severity::Error)), [false, false, true]);
    assert_eq!(fails(FailOn::Never), [false; 3]);
}

#[test]
fn matches_paths_from_the_folder_of_the_file() {
    let base = PathBase { folder: "/repo".into(), working: "/repo/db".into() };
    let matches =
        |pattern: &str, path: &str| PathGlobs::new(&[pattern.to_owned()], base.clone()).matches(path);
    assert!(matches("db/legacy", "legacy/1.sql"));
    assert!(matches("db/legacy/", "./legacy/deep/1.sql"));
    assert!(matches("db/*.sql", "1.sql"));
    assert!(!matches("db/*.sql", "legacy/1.sql"));
    assert!(matches("/other/**", "../other/1.sql"));
    assert!(matches("legacy", "legacy/1.sql"));
    assert!(matches("1.sql", "legacy/1.sql"));
    assert!(matches("db/legacy", "/repo/db/legacy/1.sql"));
    assert!(matches("*.sql", "/elsewhere/1.sql"));
    assert!(!matches("db/legacy", "/repository/db/legacy/1.sql"));
    assert!(!PathGlobs::default().matches("1.sql"));
}

#[test]
fn suggests_only_what_can_be_meant() {
    assert_eq!(nearest("lay_out", ["layout", "exclude"]), Some("layout"));
    assert_eq!(nearest("xyzzy", ["layout", "exclude"]), None);
    assert_eq!(
        nearest_rule("require-index-creation-concurrent").map(|rule| rule.id),
        Some("index-not-concurrent")
    );
    assert!(nearest_rule("zzz").is_none());
    assert!(rules::find_all("zzz").is_empty());
}
