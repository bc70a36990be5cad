//! Reads `rules/<id>.md`: the single source of what a rule says of itself.

use std::ops::Range;

use crate::diagnostic::Severity;
use crate::version::PgVersion;

/// A rule's page. The binary embeds the text, so that it is always there.
#[derive(Clone, Debug)]
pub struct Page {
    pub text: &'static str,
    /// One line, as lists show it.
    pub summary: &'static str,
    pub severity: Severity,
    pub category: Category,
    /// Whether it is on when nobody chose; style and policy rules are not.
    pub enabled: bool,
    /// Names that other tools have for it.
    pub aliases: Vec<&'static str>,
    /// The release of this tool that brought it.
    pub since: &'static str,
    /// The PostgreSQL majors it is about.
    pub postgres: (PgVersion, PgVersion),
    /// The text after the front matter.
    pub body: &'static str,
    /// The TOML under `## Options`: the defaults.
    pub options: &'static str,
}

/// What a rule is about, in the order that lists show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    Locking,
    Rewrite,
    Constraints,
    Indexes,
    Partitions,
    DataLoss,
    Breaking,
    Transaction,
    Timeouts,
    Idempotency,
    Backfill,
    Security,
    SchemaDesign,
    Naming,
    Rollback,
    Analysis,
    /// Migration plans in Markdown.
    Runbook,
    /// Rules that the configuration declares.
    Custom,
    /// What a gate asks before and after a migration.
    Gate,
}

impl Category {
    pub const ALL: [Category; 19] = [
        Category::Locking,
        Category::Rewrite,
        Category::Constraints,
        Category::Indexes,
        Category::Partitions,
        Category::DataLoss,
        Category::Breaking,
        Category::Transaction,
        Category::Timeouts,
        Category::Idempotency,
        Category::Backfill,
        Category::Security,
        Category::SchemaDesign,
        Category::Naming,
        Category::Rollback,
        Category::Analysis,
        Category::Runbook,
        Category::Custom,
        Category::Gate,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Category::Locking => "locking",
            Category::Rewrite => "rewrite",
            Category::Constraints => "constraints",
            Category::Indexes => "indexes",
            Category::Partitions => "partitions",
            Category::DataLoss => "data-loss",
            Category::Breaking => "breaking",
            Category::Transaction => "transaction",
            Category::Timeouts => "timeouts",
            Category::Idempotency => "idempotency",
            Category::Backfill => "backfill",
            Category::Security => "security",
            Category::SchemaDesign => "schema-design",
            Category::Naming => "naming",
            Category::Rollback => "rollback",
            Category::Analysis => "analysis",
            Category::Runbook => "runbook",
            Category::Custom => "custom",
            Category::Gate => "gate",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.name() == name)
    }
}

/// An example of a page: migrations, and what the tool prints about them.
#[derive(Clone, Debug)]
pub struct Example {
    pub safe: bool,
    /// The SQL, possibly of several migrations: a line `-- migration: 2_name.sql` begins the next one. On a page about
    /// plans, the Markdown.
    pub sql: &'static str,
    /// `migrate-lint.toml` for this example.
    pub config: Option<&'static str>,
    /// The output shown under an unsafe block, and where it stands in the page.
    pub output: Option<(&'static str, Range<usize>)>,
    /// Where an output belongs.
    pub end: usize,
}

impl Page {
    /// Reads a page; what it lacks is filled with the mildest reading, and [`Page::problems`] names it.
    pub fn read(text: &'static str) -> Page {
        let (front, body) = split_front_matter(text);
        let field = |name: &str| field(front, name);
        let list = |name: &str| -> Vec<&'static str> {
            field(name)
                .map(|value| value.split(',').map(str::trim).filter(|item| !item.is_empty()).collect())
                .unwrap_or_default()
        };
        Page {
            text,
            summary: field("summary").unwrap_or_default(),
            severity: field("severity").and_then(Severity::from_name).unwrap_or(Severity::Advice),
            category: field("category").and_then(Category::from_name).unwrap_or(Category::Analysis),
            enabled: field("enabled") != Some("false"),
            aliases: list("aliases"),
            since: field("since").unwrap_or_default(),
            postgres: field("postgres")
                .and_then(version_range)
                .unwrap_or((PgVersion::OLDEST, PgVersion::NEWEST)),
            body,
            options: section(body, "Options")
                .and_then(|options| first_block(options, "toml"))
                .unwrap_or_default(),
        }
    }

    /// A line of the front matter that not every page has.
    pub fn field(&self, name: &str) -> Option<&'static str> {
        field(split_front_matter(self.text).0, name)
    }

    /// Whether only a database can tell: nothing is found without one.
    pub fn needs_database(&self) -> bool {
        self.field("needs") == Some("database")
    }

    /// What a page must have and this one lacks.
    pub fn problems(&self) -> Vec<&'static str> {
        let examples = self.examples();
        let mut problems = Vec::new();
        let mut require = |holds: bool, problem| {
            if !holds {
                problems.push(problem);
            }
        };
        require(!self.summary.is_empty(), "the front matter has no `summary`");
        require(self.text.contains("\nseverity: "), "the front matter has no `severity`");
        require(self.text.contains("\ncategory: "), "the front matter has no `category`");
        require(!self.since.is_empty(), "the front matter has no `since`");
        require(examples.iter().any(|example| !example.safe), "there is no `## Unsafe` block");
        require(examples.iter().any(|example| example.safe), "there is no `## Safe` block");
        require(toml::from_str::<toml::Table>(self.options).is_ok(), "the `## Options` are not TOML");
        problems
    }

    /// The examples under `## Unsafe` and `## Safe`.
    pub fn examples(&self) -> Vec<Example> {
        let offset = self.text.len() - self.body.len();
        let mut examples: Vec<Example> = Vec::new();
        let mut safe = None;
        let mut config = None;
        for (at, piece) in pieces(self.body) {
            match piece {
                Piece::Heading(title) => {
                    safe = match title {
                        "Unsafe" => Some(false),
                        "Safe" => Some(true),
                        _ => None,
                    };
                    config = None;
                }
                Piece::Block { language: "toml", text } if safe.is_some() => config = Some(text),
                Piece::Block { language: "sql" | "markdown", text } => {
                    if let Some(safe) = safe {
                        let end = offset + at.end;
                        examples.push(Example { safe, sql: text, config: config.take(), output: None, end });
                    }
                }
                Piece::Block { language: "text", text } => {
                    if let Some(example) = examples.last_mut().filter(|_| safe == Some(false)) {
                        example.output = Some((text, offset + at.start..offset + at.end));
                    }
                }
                Piece::Block { .. } => {}
            }
        }
        examples
    }
}

fn split_front_matter(text: &'static str) -> (&'static str, &'static str) {
    let inner = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    inner.unwrap_or(("", text))
}

fn field(front: &'static str, name: &str) -> Option<&'static str> {
    let mut lines = front.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.trim() == name).map(|(_, value)| value.trim())
}

fn version_range(text: &str) -> Option<(PgVersion, PgVersion)> {
    if let Some(first) = text.strip_suffix('+') {
        return Some((first.parse().ok()?, PgVersion::NEWEST));
    }
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    Some((first.trim().parse().ok()?, last.trim().parse().ok()?))
}

enum Piece {
    Heading(&'static str),
    Block { language: &'static str, text: &'static str },
}

/// The second-level headings and fenced blocks of a page, with the place of each.
fn pieces(body: &'static str) -> Vec<(Range<usize>, Piece)> {
    let mut pieces = Vec::new();
    let mut open: Option<(usize, usize, &'static str, usize)> = None;
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        let trimmed = line.trim_end();
        let rest = trimmed.trim_start_matches('`');
        let ticks = trimmed.len() - rest.len();
        match (open, (ticks >= 3).then_some(rest)) {
            (None, Some(language)) => open = Some((at, at + line.len(), language, ticks)),
            (Some((start, text, language, fence)), Some("")) if fence == ticks => {
                pieces.push((start..at + line.len(), Piece::Block { language, text: &body[text..at] }));
                open = None;
            }
            (None, None) => {
                if let Some(title) = trimmed.strip_prefix("## ") {
                    pieces.push((at..at + line.len(), Piece::Heading(title.trim())));
                }
            }
            _ => {}
        }
        at += line.len();
    }
    pieces
}

fn section(body: &'static str, title: &str) -> Option<&'static str> {
    let start = body.find(&format!("\n## {title}\n"))? + 1;
    let rest = &body[start + 3..];
    Some(rest.find("\n## ").map_or(rest, |end| &rest[..end]))
}

fn first_block(text: &'static str, language: &str) -> Option<&'static str> {
    pieces(text).into_iter().find_map(|(_, piece)| match piece {
        Piece::Block { language: found, text } if found == language => Some(text),
        _ => None,
    })
}
