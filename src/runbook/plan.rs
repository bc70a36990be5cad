//! A plan as its readers see it: headings, items with and without ticks, and blocks of SQL and of shell.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::shell::{self, Command};
use crate::ast::ParsedStatement;
use crate::parse::{self, Comment, ParseOptions, SyntaxError};
use crate::source::{SourceFile, Span};

/// A Markdown file, read.
#[derive(Debug)]
pub struct Plan {
    pub source: Arc<SourceFile>,
    pub headings: Vec<Heading>,
    /// List items and paragraphs, in order.
    pub items: Vec<Item>,
    pub blocks: Vec<Block>,
    /// Every statement of every block of SQL and of every `psql -c` and heredoc.
    pub statements: Vec<PlannedStatement>,
    pub commands: Vec<Command>,
    pub errors: Vec<SyntaxError>,
    pub comments: Vec<Comment>,
}

#[derive(Debug)]
pub struct Heading {
    pub level: HeadingLevel,
    pub span: Span,
    pub text: String,
}

/// The text of a list item or a paragraph, without what is nested below it.
#[derive(Debug)]
pub struct Item {
    pub span: Span,
    pub text: String,
    /// The box before it: whether it is ticked.
    pub ticked: Option<bool>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Sql,
    Shell,
    Other,
}

#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    /// The text between the fences.
    pub span: Span,
}

/// A statement, and where the plan has it from.
#[derive(Debug)]
pub struct PlannedStatement {
    pub statement: ParsedStatement,
    /// The block that holds it.
    pub block: usize,
    /// The command that sends it, where it stands in one.
    pub command: Option<usize>,
}

impl Plan {
    pub fn read(source: &Arc<SourceFile>) -> Self {
        let mut plan = Self {
            source: Arc::clone(source),
            headings: Vec::new(),
            items: Vec::new(),
            blocks: Vec::new(),
            statements: Vec::new(),
            commands: Vec::new(),
            errors: Vec::new(),
            comments: Vec::new(),
        };
        plan.read_markdown();
        for at in 0..plan.blocks.len() {
            plan.read_block(at);
        }
        plan.comments.sort_by_key(|comment| comment.span.start);
        plan
    }

    fn read_markdown(&mut self) {
        let source = Arc::clone(&self.source);
        let options = Options::ENABLE_TASKLISTS | Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        let mut open: Vec<Item> = Vec::new();
        let mut heading: Option<Heading> = None;
        let mut code: Option<(String, Option<Range<usize>>)> = None;
        for (event, range) in Parser::new_ext(source.text(), options).into_offset_iter() {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    heading = Some(Heading { level, span: span_of(&range), text: String::new() });
                }
                Event::End(TagEnd::Heading(_)) => self.headings.extend(heading.take()),
                Event::Start(Tag::Item | Tag::Paragraph | Tag::TableCell) => open.push(Item::new(&range)),
                Event::End(TagEnd::Item | TagEnd::Paragraph | TagEnd::TableCell) => {
                    self.items.extend(open.pop().filter(|item| !item.text.trim().is_empty()));
                }
                Event::TaskListMarker(ticked) => {
                    if let Some(item) = open.last_mut() {
                        item.ticked = Some(ticked);
                    }
                }
                Event::Start(Tag::CodeBlock(kind)) => code = Some((language(&kind), None)),
                Event::End(TagEnd::CodeBlock) => self.close_block(code.take()),
                Event::Text(_) if code.is_some() => {
                    if let Some((_, text)) = &mut code {
                        let start = text.as_ref().map_or(range.start, |text| text.start);
                        *text = Some(start..range.end);
                    }
                }
                Event::Code(code) if is_command(&code) => {
                    let start = range.start + self.source.text()[range.clone()].find(&*code).unwrap_or(0);
                    let span = Span::new(start, start + code.len());
                    self.blocks.push(Block { kind: BlockKind::Shell, span });
                    if let Some(item) = open.last_mut() {
                        item.add(&code, &range);
                    }
                }
                Event::Text(_) | Event::Code(_) | Event::SoftBreak | Event::HardBreak => {
                    let words = match &event {
                        Event::Text(words) | Event::Code(words) => words.as_ref(),
                        _ => " ",
                    };
                    if let Some(heading) = &mut heading {
                        heading.text.push_str(words);
                    } else if let Some(item) = open.last_mut() {
                        item.add(words, &range);
                    }
                }
                _ => {}
            }
        }
        self.items.sort_by_key(|item| item.span.start);
    }

    fn close_block(&mut self, code: Option<(String, Option<Range<usize>>)>) {
        let Some((language, Some(range))) = code else { return };
        let span = span_of(&range);
        let kind = kind_of(&language, self.source.slice(span));
        self.blocks.push(Block { kind, span });
    }

    fn read_block(&mut self, at: usize) {
        let Block { kind, span } = self.blocks[at];
        match kind {
            BlockKind::Sql => self.read_sql(at, span, None),
            BlockKind::Shell => {
                for command in shell::commands(&self.source, span) {
                    let sql = command.sql.clone();
                    self.commands.push(command);
                    let number = self.commands.len() - 1;
                    sql.into_iter().for_each(|sql| self.read_sql(at, sql, Some(number)));
                }
            }
            BlockKind::Other => {}
        }
    }

    fn read_sql(&mut self, block: usize, span: Span, command: Option<usize>) {
        let section = span.range();
        let options = ParseOptions { sections: vec![section], ..ParseOptions::default() };
        let parsed = parse::parse(&self.source, &options);
        self.statements.extend(parsed.statements.into_iter().map(|statement| PlannedStatement {
            statement,
            block,
            command,
        }));
        self.errors.extend(parsed.errors);
        self.comments.extend(parsed.comments);
    }

    /// The text of a statement, or of anything else.
    pub fn text(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    /// The headings that a place stands under, the nearest first.
    pub fn headings_over(&self, place: u32) -> Vec<&Heading> {
        let mut over: Vec<&Heading> = Vec::new();
        for heading in self.headings.iter().rev().filter(|heading| heading.span.start <= place) {
            if over.last().is_none_or(|nearer| heading.level < nearer.level) {
                over.push(heading);
            }
        }
        over
    }

    /// What is written about a statement: the comments beside it, the text next to its block, its heading.
    pub fn words_about(&self, planned: &PlannedStatement) -> String {
        let mut words = String::new();
        let mut add = |text: &str| {
            words.push_str(text);
            words.push('\n');
        };
        self.remarks(planned).iter().for_each(|remark| add(self.text(remark.span)));
        let block = self.blocks[planned.block].span;
        let before = self.items.iter().rfind(|item| item.span.end <= block.start);
        let after = self.items.iter().find(|item| item.span.start >= block.end);
        // Only the fence may stand between.
        let near = |from: u32, to: u32| {
            let between = self.text(Span { start: from, end: to });
            between.lines().filter(|line| !line.trim().is_empty()).count() <= 2
        };
        if let Some(before) = before.filter(|item| near(item.span.end, block.start)) {
            add(&before.text);
        }
        if let Some(after) = after.filter(|item| near(block.end, item.span.start)) {
            add(&after.text);
        }
        if let Some(heading) = self.headings_over(block.start).first() {
            add(&heading.text);
        }
        words
    }

    /// The comments that are about a statement: those after the statement before it, and those on the lines below it.
    fn remarks(&self, planned: &PlannedStatement) -> Vec<&Comment> {
        let block = self.blocks[planned.block].span;
        let span = planned.statement.span;
        let others = || self.statements.iter().filter(|other| other.block == planned.block);
        let from = others().map(|other| other.statement.span.end).filter(|end| *end <= span.start).max();
        let to = others().map(|other| other.statement.span.start).filter(|start| *start >= span.end).min();
        let (from, to) = (from.unwrap_or(block.start), to.unwrap_or(block.end));
        self.comments.iter().filter(|comment| from <= comment.span.start && comment.span.end <= to).collect()
    }
}

impl Item {
    fn new(range: &Range<usize>) -> Self {
        Self { span: Span::new(range.start, range.start), text: String::new(), ticked: None }
    }

    fn add(&mut self, words: &str, range: &Range<usize>) {
        self.text.push_str(words);
        self.span.end = self.span.end.max(range.end as u32);
    }
}

/// Whether code in the middle of a text is a command to run.
fn is_command(code: &str) -> bool {
    let mut words = code.split_whitespace();
    matches!(words.next(), Some("psql" | "pg_restore" | "sqlx")) && words.next().is_some()
}

fn span_of(range: &Range<usize>) -> Span {
    Span::new(range.start, range.end)
}

fn language(kind: &CodeBlockKind) -> String {
    match kind {
        CodeBlockKind::Fenced(info) => info.split([' ', ',', '{']).next().unwrap_or_default().to_lowercase(),
        CodeBlockKind::Indented => String::new(),
    }
}

/// What a block holds: what it says, or, where it says nothing, what its first word tells.
fn kind_of(language: &str, text: &str) -> BlockKind {
    match language {
        "sql" | "pgsql" | "postgres" | "postgresql" | "psql" | "plpgsql" => return BlockKind::Sql,
        "sh" | "bash" | "shell" | "zsh" | "console" | "shell-session" => return BlockKind::Shell,
        "" => {}
        _ => return BlockKind::Other,
    }
    let code = text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with("--") && !line.starts_with('#'));
    let first = code.and_then(|line| line.split_whitespace().next()).unwrap_or_default();
    let sql = [
        "select", "with", "insert", "update", "delete", "create", "alter", "drop", "set", "begin", "truncate",
    ];
    let shell = ["$", "psql", "pg_dump", "pg_restore", "sqlx", "createdb", "dropdb", "export", "vacuumdb"];
    let ends = text.contains(';');
    if ends && sql.iter().any(|word| first.eq_ignore_ascii_case(word)) {
        BlockKind::Sql
    } else if shell.contains(&first) {
        BlockKind::Shell
    } else {
        BlockKind::Other
    }
}
