//! The GitHub action's scripts, run over a recorded pull request whose names and SQL are hostile.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use migrate_lint::live::{Facts, write_snapshot};
use serde_json::{Value, json};
use tempfile::TempDir;

use self::api::Api;

mod api;

/// A file name and a statement that would make commands of themselves, and markup.
const FILE: &str = "db/2_::error::x%0A::add-mask::y,z=1 `<img src=x>` @everyone.sql";
const SQL: &str = "-- ::error file=forged.sql::forged\n##[error]forged\nCREATE INDEX \"a\n::error::b %0A::stop-commands::c\" ON orders (state);\n";

/// A job that runs the action on a pull request.
struct Job {
    repository: TempDir,
    runner: TempDir,
    event: PathBuf,
}

impl Job {
    fn new() -> Self {
        let (repository, runner) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let git = |arguments: &str| {
            let mut command = Command::new("git");
            command.current_dir(repository.path()).env_remove("GIT_INDEX_FILE").env_remove("GIT_DIR");
            command.args(["-c", "user.name=test", "-c", "user.email=test@example.com"]);
            let output = command.args(arguments.split(' ')).output().unwrap();
            assert!(output.status.success(), "git {arguments}: {output:?}");
            String::from_utf8(output.stdout).unwrap().trim().to_owned()
        };
        let write = |path: &str, text: &str| {
            let path = repository.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        git("init --quiet --initial-branch main .");
        write("db/1_orders.sql", "CREATE TABLE orders (id bigint, state timestamp);\n");
        git("add --all");
        git("commit --quiet -m base");
        let base = git("rev-parse HEAD");
        write(FILE, SQL);
        git("add --all");
        git("commit --quiet -m head");
        let recorded = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/action/pull_request.json");
        let event = fs::read_to_string(recorded).unwrap().replace("BASE_SHA", &base);
        let path = runner.path().join("event.json");
        fs::write(&path, event).unwrap();
        Self { repository, runner, event: path }
    }

    fn run(&self, program: &str, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
        let own = Path::new(env!("CARGO_BIN_EXE_migrate-lint")).parent().unwrap();
        let path = format!("{}:{}", own.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(program);
        command.current_dir(self.repository.path()).env("PATH", path);
        for argument in arguments {
            command.arg(argument.replace("scripts/", &format!("{}/", scripts.display())));
        }
        command.env("GITHUB_ACTIONS", "true").env("GITHUB_EVENT_PATH", &self.event);
        command.env("GITHUB_REPOSITORY", "shop/shop").env("RUNNER_TEMP", self.runner.path());
        for file in ["GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "GITHUB_PATH"] {
            command.env(file, self.runner.path().join(file));
        }
        command.envs(environment.iter().copied()).output().unwrap()
    }

    fn lint(&self) -> Output {
        self.run("bash", &["scripts/action", "lint"], &[("INPUT_SINCE", "auto"), ("INPUT_PATHS", "\ndb\n")])
    }

    fn file(&self, name: &str) -> String {
        fs::read_to_string(self.runner.path().join(name)).unwrap()
    }
}

#[test]
fn the_log_holds_no_command_of_the_migration() {
    let job = Job::new();
    let output = job.lint();
    let log = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{log}{}", String::from_utf8_lossy(&output.stderr));
    let heeded = heeded(&log);
    assert!(!heeded.is_empty(), "{log}");
    for command in &heeded {
        let path =
            "file=db/2_%3A%3Aerror%3A%3Ax%250A%3A%3Aadd-mask%3A%3Ay%2Cz=1 `<img src=x>` @everyone.sql,";
        assert!(command.contains(path), "a forged command: {command}\nin\n{log}");
    }
    assert!(heeded.iter().any(|command| command.contains("title=index-not-concurrent::")), "{heeded:?}");
    assert!(!log.contains("1_orders.sql:"), "the old migration is judged: {log}");
}

/// A name on standard error is no command either.
#[test]
fn what_cannot_be_read_is_named_harmlessly() {
    let job = Job::new();
    let path = job.repository.path().join("db/3_a\n::error::b##[error]c.sql");
    fs::write(path, b"SELECT 'caf\xe9';\n").unwrap();
    let output = job.lint();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("is not UTF-8"), "{said}");
    assert!(heeded(&said).is_empty(), "{said}");
}

/// A snapshot is evidence under the findings, and its name is data too.
#[test]
fn a_snapshot_is_taken_as_evidence() {
    let job = Job::new();
    let name = "-x $(touch forged) ::error::%0A`touch forged`.json";
    let facts = Facts { format: 1, taken_at: "2026-01-15T09:30:00Z".to_owned(), ..Facts::default() };
    fs::write(job.repository.path().join(name), write_snapshot(&facts).unwrap()).unwrap();
    let inputs = [("INPUT_SINCE", "auto"), ("INPUT_PATHS", "db"), ("INPUT_SNAPSHOT", name)];
    let output = job.run("bash", &["scripts/action", "lint"], &inputs);
    let log = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{log}{}", String::from_utf8_lossy(&output.stderr));
    assert!(log.contains("the snapshot -x $(touch forged)") && log.contains("proves nothing after"), "{log}");
    assert!(heeded(&log).iter().all(|command| command.contains("file=db/2_")), "{log}");
    assert!(!job.repository.path().join("forged").exists());
    // One that is not there stops the job: evidence that is missing is not good news.
    let inputs = [("INPUT_PATHS", "db"), ("INPUT_SNAPSHOT", "none.json")];
    let output = job.run("bash", &["scripts/action", "lint"], &inputs);
    assert_eq!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn reports_say_the_same_and_keep_hostile_names_inert() {
    let job = Job::new();
    job.lint();
    assert_eq!(job.file("GITHUB_OUTPUT").lines().next(), Some("status=1"), "{}", job.file("GITHUB_OUTPUT"));
    assert_eq!(job.file("GITHUB_OUTPUT").lines().count(), 3);
    let summary = job.file("GITHUB_STEP_SUMMARY");
    assert_eq!(summary, job.file("migrate-lint.md"));
    assert!(summary.starts_with("<!-- migrate-lint -->\n### migrate-lint: "), "{summary}");
    assert!(summary.contains("<code>index-not-concurrent</code>"), "{summary}");
    assert!(summary.contains("| SHARE | every write | an index is built |"), "{summary}");
    let outside = summary.lines().filter(|line| line.starts_with("<details>") || line.starts_with('|'));
    for line in outside {
        assert!(!line.contains("<img") && !line.contains("@everyone"), "{line}");
    }
    let sarif: Value = serde_json::from_str(&job.file("migrate-lint.sarif")).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    let uri = "db/2_%3A%3Aerror%3A%3Ax%250A%3A%3Aadd-mask%3A%3Ay%2Cz%3D1%20%60%3Cimg%20src%3Dx%3E%60%20%40everyone.sql";
    for result in results {
        assert_eq!(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"], uri);
    }
    assert!(results.iter().any(|result| result["ruleId"] == "index-not-concurrent"));
    let left: Vec<_> = fs::read_dir(job.repository.path()).unwrap().flatten().collect();
    assert_eq!(left.len(), 2, "only .git and db: {left:?}");
}

#[test]
fn one_comment_is_made_and_then_updated() {
    if Command::new("python3").arg("--version").output().is_err() {
        println!("left out: there is no python3");
        return;
    }
    let job = Job::new();
    job.lint();
    let api = Api::new("github-actions[bot]");
    let comment = |report: &str| {
        let report = job.runner.path().join(report);
        let arguments = ["scripts/comment-on-pull-request.py", report.to_str().unwrap()];
        let output =
            job.run("python3", &arguments, &[("GITHUB_API_URL", api.url()), ("GITHUB_TOKEN", "secret")]);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    // Somebody else's comment with our marker stays theirs.
    api.add("mallory", "<!-- migrate-lint -->\nnot ours");
    assert_eq!(comment("migrate-lint.md"), "commented\n");
    assert_eq!(api.comments().len(), 2);
    assert_eq!(api.comments()[1]["body"], job.file("migrate-lint.md"));
    assert_eq!(comment("migrate-lint.md"), "the comment is as it should be\n");
    fs::write(job.runner.path().join("next.md"), "<!-- migrate-lint -->\n### migrate-lint: No findings\n")
        .unwrap();
    assert_eq!(comment("next.md"), "updated the comment\n");
    let comments = api.comments();
    assert_eq!(comments.len(), 2);
    assert_eq!(comments[0]["body"], "<!-- migrate-lint -->\nnot ours");
    assert_eq!(comments[1]["body"], "<!-- migrate-lint -->\n### migrate-lint: No findings\n");
    // Behind a hundred others.
    (0..150).for_each(|_| api.add("someone", "+1"));
    api.move_to_end(1);
    assert_eq!(comment("migrate-lint.md"), "updated the comment\n");
    assert_eq!(api.comments().last().unwrap()["body"], job.file("migrate-lint.md"));
    assert!(api.authorized_everywhere("Bearer secret"));
    // A fork's token may only read.
    api.forbid_writing();
    assert!(comment("next.md").starts_with("::notice::This job may not comment"), "no failure");
    assert_eq!(
        api.comments().last().unwrap(),
        &json!({ "id": 2, "user": { "login": "github-actions[bot]" }, "body": job.file("migrate-lint.md") })
    );
}

/// The lines that the runner takes for commands: those that begin with `::` after white space, and those with `##[`
/// anywhere, unless the commands are stopped.
fn heeded(log: &str) -> Vec<String> {
    let (mut stopped, mut heeded) = (None::<String>, Vec::new());
    for line in log.lines() {
        let trimmed = line.trim_start();
        match &stopped {
            Some(token) if trimmed == format!("::{token}::") => stopped = None,
            Some(_) => {}
            None => match trimmed.strip_prefix("::stop-commands::") {
                Some(token) => stopped = Some(token.to_owned()),
                None if trimmed.starts_with("::") || line.contains("##[") => heeded.push(line.to_owned()),
                None => {}
            },
        }
    }
    assert!(stopped.is_none(), "commands stay stopped");
    heeded
}

/// The hook of pre-commit installs the wheel of the same version.
#[test]
fn the_hook_installs_the_wheel_of_this_version() {
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("pyproject.toml")).unwrap();
    let project: toml::Table = text.parse().unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(project["project"]["version"].as_str(), Some(version));
    assert_eq!(
        project["project"]["dependencies"][0].as_str(),
        Some(format!("migrate-lint=={version}").as_str())
    );
}
