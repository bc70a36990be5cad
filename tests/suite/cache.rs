//! The cache is never wrong: a tree that changes at random is judged with it and without it.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

const CHANGES: usize = 200;

/// Every format but the one that goes to standard output.
const REPORTS: [&str; 11] = [
    "concise",
    "json",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "checkstyle",
    "rdjsonl",
    "sonarqube",
    "markdown",
    "html",
];

/// What a migration can hold. Each is judged by what the others made, and some by the code.
const SNIPPETS: [&str; 14] = [
    "CREATE TABLE orders (id bigint PRIMARY KEY, note text, total real);\n",
    "CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint REFERENCES orders (id));\n",
    "CREATE INDEX orders_note_idx ON orders (note);\n",
    "ALTER TABLE orders ADD CONSTRAINT noted CHECK (note IS NOT NULL) NOT VALID;\nALTER TABLE orders VALIDATE CONSTRAINT noted;\n",
    "ALTER TABLE orders ALTER COLUMN note SET NOT NULL;\n",
    "ALTER TABLE orders DROP COLUMN note;\n",
    "ALTER TABLE orders RENAME TO purchases;\n",
    "DROP TABLE items;\n",
    "-- migrate-lint: allow(drop-without-archive) nobody reads it\nDROP TABLE items;\n",
    "-- migrate-lint: allow(truncate) until 2020-01-01\nTRUNCATE items;\n",
    "ALTER TABLE items ALTER COLUMN order_id TYPE text;\n",
    "UPDATE orders SET note = '';\n",
    "SELECT FROM WHERE;\n",
    "BEGIN;\nLOCK TABLE orders;\nCREATE INDEX CONCURRENTLY i ON orders (id);\nCOMMIT;\n",
];

const CODE: [&str; 3] = [
    "select note from orders\n",
    "class Order: table = 'orders'\nclass Item: table = 'items'\n",
    "print('nothing of it')\n",
];

const CONFIGURATIONS: [&str; 6] = [
    "",
    "pg-version = 12\n",
    "[application]\npaths = [\"app\"]\n",
    "start-after = \"3\"\n[application]\npaths = [\"app/*.py\"]\n",
    "select = [\"all\"]\nexclude = [\"*_2.sql\"]\n[rules.index-not-concurrent]\nseverity = \"advice\"\n",
    "[[custom]]\nid = \"own\"\nwhen = 'size(created) > 0'\nmessage = \"makes `{created[0].name}`\"\n",
];

const FLAGS: [&[&str]; 9] = [
    &[],
    &[],
    &[],
    &["--pg-version", "18"],
    &["--ignore", "index-not-concurrent"],
    &["--select", "locking,breaking"],
    &["--since", "HEAD"],
    &["--fail-on", "never"],
    &["--layout", "golang-migrate"],
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).unwrap()
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }
}

#[test]
fn a_tree_that_changes_at_random_is_judged_alike_with_and_without() {
    let (folder, cache) = (tree(), tempfile::tempdir().unwrap());
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let mut former: Vec<Vec<(String, String)>> = Vec::new();
    let (mut met, mut used) = (0, 0);
    for round in 0..CHANGES {
        change(folder.path(), &mut dice, &mut former);
        let flags = dice.pick(&FLAGS);
        let before = entries(cache.path());
        let with = run(folder.path(), flags, &["--cache-dir", cache.path().to_str().unwrap()]);
        used += usize::from(entries(cache.path()) == before);
        let without = run(folder.path(), flags, &["--no-cache"]);
        met += usize::from(with.iter().any(|(_, text)| text.contains("orders")));
        for ((name, with), (_, without)) in with.iter().zip(&without) {
            let files = files(folder.path());
            assert!(
                with == without,
                "round {round}, {flags:?}, {name}:\n{with}\n---\n{without}\n---\n{files:#?}"
            );
        }
    }
    assert!(met > CHANGES / 2, "too few findings to tell: {met}");
    assert!(used > CHANGES / 10, "the cache was used in {used} of {CHANGES} rounds");
}

/// A repository with a few migrations and a program.
fn tree() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for sub in ["db", "app"] {
        fs::create_dir(folder.path().join(sub)).unwrap();
    }
    for (number, text) in SNIPPETS.iter().enumerate().take(8) {
        fs::write(folder.path().join(format!("db/{}_{}.sql", number + 1, number % 3)), text).unwrap();
    }
    fs::write(folder.path().join("app/main.py"), CODE[0]).unwrap();
    fs::write(folder.path().join("migrate-lint.toml"), CONFIGURATIONS[2]).unwrap();
    let git = |arguments: &str| {
        let output = Command::new("git")
            .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-C"])
            .arg(folder.path())
            .args(arguments.split(' '))
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
    };
    git("init --quiet");
    git("add --all");
    git("commit --quiet --message=base");
    folder
}

/// Changes one thing, or takes everything back to what it was some time ago.
fn change(folder: &Path, dice: &mut Dice, former: &mut Vec<Vec<(String, String)>>) {
    let migrations = || -> Vec<String> {
        files(folder).into_iter().map(|(name, _)| name).filter(|name| name.starts_with("db/")).collect()
    };
    let (known, number) = (migrations(), 1 + dice.below(12));
    let one = known.get(dice.below(known.len().max(1)));
    let new = format!("db/{number}_{}.sql", dice.below(3));
    match (dice.below(10), one) {
        (0 | 1, Some(one)) => fs::write(folder.join(one), dice.pick(&SNIPPETS)).unwrap(),
        (2, Some(one)) => {
            let text = fs::read_to_string(folder.join(one)).unwrap();
            fs::write(folder.join(one), text + dice.pick(&SNIPPETS)).unwrap();
        }
        (3, Some(one)) if known.len() > 2 => fs::remove_file(folder.join(one)).unwrap(),
        (4, Some(one)) => fs::rename(folder.join(one), folder.join(&new)).unwrap(),
        (5, _) => fs::write(folder.join("app/main.py"), dice.pick(&CODE)).unwrap(),
        (6, _) => fs::write(folder.join("migrate-lint.toml"), dice.pick(&CONFIGURATIONS)).unwrap(),
        (7 | 8, _) if !former.is_empty() => {
            let then = &former[dice.below(former.len())];
            known.iter().for_each(|name| fs::remove_file(folder.join(name)).unwrap());
            then.iter().for_each(|(name, text)| fs::write(folder.join(name), text).unwrap());
        }
        _ => fs::write(folder.join(&new), dice.pick(&SNIPPETS)).unwrap(),
    }
    former.push(files(folder));
}

/// Every file with its text, in order.
fn files(folder: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for sub in ["db", "app", "."] {
        for entry in fs::read_dir(folder.join(sub)).unwrap().map(Result::unwrap) {
            let name = format!("{sub}/{}", entry.file_name().to_str().unwrap());
            if entry.path().is_file() {
                files.push((
                    name.trim_start_matches("./").to_owned(),
                    fs::read_to_string(entry.path()).unwrap(),
                ));
            }
        }
    }
    files.sort();
    files
}

/// The exit code, what is printed, and every report.
fn run(folder: &Path, flags: &[&str], cache: &[&str]) -> Vec<(String, String)> {
    let reports = tempfile::tempdir().unwrap();
    let path = |format: &str| reports.path().join(format);
    let output = Command::new(env!("CARGO_BIN_EXE_migrate-lint"))
        .current_dir(folder)
        .env_remove("GITHUB_ACTIONS")
        .arg("db")
        .args(flags)
        .args(cache)
        .args(REPORTS.iter().map(|format| format!("--report={format}={}", path(format).display())))
        .output()
        .unwrap();
    let mut all = vec![
        ("exit code".to_owned(), format!("{:?}", output.status.code())),
        ("standard output".to_owned(), String::from_utf8(output.stdout).unwrap()),
        ("standard error".to_owned(), String::from_utf8(output.stderr).unwrap()),
    ];
    for format in REPORTS {
        all.push((format.to_owned(), fs::read_to_string(path(format)).unwrap_or_default()));
    }
    // How long it took is the one thing that differs.
    let took = regex::Regex::new(r#"\((\d+ ms|[\d.]+ s)\)| time="[\d.]+""#).unwrap();
    all.iter_mut().for_each(|(_, text)| *text = took.replace_all(text, "(…)").into_owned());
    all
}

fn entries(cache: &Path) -> usize {
    let files = fs::read_dir(cache).into_iter().flatten().map(Result::unwrap);
    files.filter(|file| file.path().extension().is_some_and(|ending| ending == "findings")).count()
}

#[test]
fn what_is_not_whole_is_not_used() {
    let (folder, cache) = (tree(), tempfile::tempdir().unwrap());
    let place = ["--cache-dir", cache.path().to_str().unwrap()];
    let first = run(folder.path(), &[], &place);
    let mut files = fs::read_dir(cache.path()).unwrap().map(|entry| entry.unwrap().path());
    let entry = files.find(|path| path.extension().is_some_and(|ending| ending == "findings")).unwrap();
    let whole = fs::read(&entry).unwrap();
    let mut damaged: Vec<Vec<u8>> =
        (0..whole.len()).step_by(whole.len() / 8).map(|end| whole[..end].to_vec()).collect();
    for at in (0..whole.len()).step_by(whole.len() / 8) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        damaged.push(flipped);
    }
    for bytes in damaged {
        fs::write(&entry, &bytes).unwrap();
        assert!(run(folder.path(), &[], &place) == first, "{} bytes of {}", bytes.len(), whole.len());
        assert_eq!(fs::read(&entry).unwrap(), whole, "a damaged entry is written anew");
    }
}

#[test]
fn a_folder_that_is_none_is_no_cache() {
    let folder = tree();
    let file = folder.path().join("migrate-lint.toml");
    let with = run(folder.path(), &[], &["--cache-dir", file.join("below").to_str().unwrap()]);
    assert!(with == run(folder.path(), &[], &["--no-cache"]));
}

#[test]
fn old_entries_go_and_other_files_stay() {
    let (folder, cache) = (tree(), tempfile::tempdir().unwrap());
    for number in 0..2_100 {
        fs::write(cache.path().join(format!("{number}.findings")), "old").unwrap();
    }
    fs::write(cache.path().join("notes.txt"), "somebody's").unwrap();
    run(folder.path(), &[], &["--cache-dir", cache.path().to_str().unwrap()]);
    assert_eq!(entries(cache.path()), 2_000);
    assert!(cache.path().join("notes.txt").exists());
}

/// A small history is judged as fast as an entry is read: nothing is written to the user's folder.
#[test]
fn the_folder_of_the_user_is_for_large_histories() {
    let (folder, home) = (tree(), tempfile::tempdir().unwrap());
    let lint = |paths: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_migrate-lint"));
        command.current_dir(folder.path()).arg(paths).args(["--fail-on", "never"]);
        command.env("HOME", home.path()).env("XDG_CACHE_HOME", home.path()).env("LOCALAPPDATA", home.path());
        assert!(command.output().unwrap().status.success());
    };
    lint("db");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0);
    let line = "INSERT INTO orders (id, note) VALUES (1, 'a note that is rather long for what it says');\n";
    fs::write(folder.path().join("db/9_0.sql"), line.repeat(2_000)).unwrap();
    lint("db");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}
