//! A lock timeline as lines of text: plain data in, bars out.

use std::io::{self, Write};

use crate::report::text::{cut, padded, width};
use crate::report::{ReportOptions, style};

/// Statements shown whatever they do; of more, only those that matter.
const SHORT: usize = 12;
/// Bars shown for one transaction.
const BARS: usize = 16;
/// The longest name of a relation that is given a column of its own.
const NAME: usize = 32;

/// One transaction.
pub(super) struct Chart {
    pub rows: Vec<Row>,
    pub bars: Vec<Bar>,
    /// It is a single statement.
    pub alone: bool,
    /// Its locks outlive the file.
    pub stays_open: bool,
}

/// A statement.
pub(super) struct Row {
    pub number: usize,
    pub line: usize,
    pub sql: String,
    /// It stands in a `DO` block.
    pub inner: bool,
    pub conditional: bool,
    /// It begins or ends the transaction.
    pub frame: bool,
    pub work: Vec<String>,
    /// It takes a lock that has a bar.
    pub locks: bool,
}

/// A relation, and what becomes of it at each statement.
pub(super) struct Bar {
    pub relation: String,
    pub mode: &'static str,
    pub words: String,
    pub cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Cell {
    Free,
    /// Locked in a mode that lets reads and writes through.
    Shared,
    /// Reads or writes wait.
    Blocking,
    /// They wait for work that takes longer the larger a table is.
    Slow,
}

impl Cell {
    fn glyph(self) -> char {
        match self {
            Cell::Free => '·',
            Cell::Shared => '─',
            Cell::Blocking => '━',
            Cell::Slow => '█',
        }
    }

    fn style(self) -> annotate_snippets::renderer::Style {
        match self {
            Cell::Free => style::DIM,
            Cell::Shared => style::GOOD,
            Cell::Blocking => style::WARNING,
            Cell::Slow => style::ERROR,
        }
    }
}

impl Bar {
    pub(super) fn first_held(&self) -> usize {
        self.cells.iter().position(|cell| *cell != Cell::Free).unwrap_or_default()
    }
}

pub(super) fn legend(options: &ReportOptions) -> String {
    let parts = [
        (Cell::Slow, "reads or writes wait for slow work"),
        (Cell::Blocking, "they wait, for nothing slow"),
        (Cell::Shared, "locked, but they go on"),
    ];
    let parts = parts.map(|(cell, words)| {
        let sample: String = std::iter::repeat_n(cell.glyph(), 2).collect();
        format!("{} {words}", options.paint(cell.style(), &sample))
    });
    parts.join("   ")
}

impl Chart {
    pub(super) fn draw(&self, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
        writeln!(out)?;
        self.draw_rows(options, out)?;
        let names = self.bars.iter().map(|bar| width(&bar.relation).min(NAME)).max().unwrap_or_default();
        let modes = self.bars.iter().map(|bar| bar.mode.len()).max().unwrap_or_default();
        let lead = 4 + names + 2 + modes + 2;
        let ruler = Ruler::new(self.rows.len(), options.width.saturating_sub(lead + 60).max(16));
        if !self.alone {
            writeln!(out)?;
            let numbers = ruler.numbers(&self.rows);
            writeln!(out, "{}{}", " ".repeat(lead), options.paint(style::DIM, numbers.trim_end()))?;
        }
        for bar in self.bars.iter().take(BARS) {
            let relation = cut(&bar.relation, names);
            let mut line = format!("    {}  {}  ", padded(&relation, names), padded(bar.mode, modes));
            let mut columns = lead;
            if !self.alone {
                line.push_str(&ruler.bar(&bar.cells, options));
                line.push_str(if self.stays_open { "→ " } else { "  " });
                columns += ruler.columns() + 2;
            }
            if columns + width(&bar.words) > options.width.max(60) {
                writeln!(out, "{}", line.trim_end())?;
                line = " ".repeat(lead);
            }
            writeln!(out, "{line}{}", bar.painted_words(options))?;
        }
        if let Some(more) = self.bars.len().checked_sub(BARS).filter(|more| *more > 0) {
            writeln!(out, "    and {more} more relations in weaker modes, or later")?;
        }
        Ok(())
    }

    fn draw_rows(&self, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
        let digits = self.rows.last().map_or(1, |row| row.number.to_string().len());
        let lines = self.rows.iter().map(|row| row.line.to_string().len()).max().unwrap_or(1);
        let mut left_out = 0;
        for row in &self.rows {
            if self.rows.len() > SHORT && !row.matters() {
                left_out += 1;
                continue;
            }
            self.draw_left_out(&mut left_out, options, out)?;
            let number = options.paint(style::STRONG, &format!("{:>digits$}", row.number));
            let place = options.paint(style::DIM, &padded(&format!(":{}", row.line), lines + 1));
            let inner = if row.inner { "  " } else { "" };
            let condition = if row.conditional { "if … " } else { "" };
            let work = row.work.join(", ");
            let used = 4 + digits + 2 + lines + 1 + 2 + inner.len() + width(condition);
            let room = options.width.max(60).saturating_sub(used);
            let work = cut(&work, room / 2);
            let beside = if work.is_empty() { 0 } else { width(&work) + 3 };
            let sql = cut(&row.sql, room.saturating_sub(beside).max(16));
            write!(out, "  {number}  {place}  {inner}{condition}{sql}")?;
            if !work.is_empty() {
                write!(out, " {} {}", options.paint(style::DIM, "←"), options.paint(style::ERROR, &work))?;
            }
            writeln!(out)?;
        }
        self.draw_left_out(&mut left_out, options, out)
    }

    fn draw_left_out(
        &self,
        count: &mut usize,
        options: &ReportOptions,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if *count > 0 {
            let words = format!("… {count} more that take no further lock");
            writeln!(out, "  {}", options.paint(style::DIM, &words))?;
        }
        *count = 0;
        Ok(())
    }
}

impl Row {
    fn matters(&self) -> bool {
        self.locks || self.frame || !self.work.is_empty()
    }
}

impl Bar {
    fn painted_words(&self, options: &ReportOptions) -> String {
        let worst = self.cells.iter().max().copied().unwrap_or(Cell::Free);
        let style = if worst == Cell::Shared { style::DIM } else { worst.style() };
        options.paint(style, &self.words)
    }
}

/// How statements are laid out from left to right: several columns for each, or several of them in one.
struct Ruler {
    statements: usize,
    columns_each: usize,
    columns: usize,
}

impl Ruler {
    fn new(statements: usize, room: usize) -> Self {
        let columns_each = (room / statements.max(1)).min(4);
        let columns = if columns_each > 0 { statements * columns_each } else { room };
        Ruler { statements, columns_each, columns }
    }

    fn columns(&self) -> usize {
        self.columns
    }

    /// The statements that a column stands for.
    fn statements_at(&self, column: usize) -> std::ops::Range<usize> {
        if let Some(statement) = column.checked_div(self.columns_each) {
            return statement..statement + 1;
        }
        let start = column * self.statements / self.columns;
        start..((column + 1) * self.statements / self.columns).max(start + 1)
    }

    /// The numbers of the statements above their columns, as many as there is room for.
    fn numbers(&self, rows: &[Row]) -> String {
        let mut line = String::new();
        for column in 0..self.columns {
            let statement = self.statements_at(column).start;
            let first = column == 0 || self.statements_at(column - 1).start != statement;
            let Some(row) = rows.get(statement).filter(|_| first) else { continue };
            let number = row.number.to_string();
            if line.is_empty() || line.len() < column {
                line.push_str(&" ".repeat(column - line.len()));
                line.push_str(&number);
            }
        }
        line
    }

    fn bar(&self, cells: &[Cell], options: &ReportOptions) -> String {
        let worst = |column: usize| {
            let cells = cells.get(self.statements_at(column)).unwrap_or_default();
            cells.iter().max().copied().unwrap_or(Cell::Free)
        };
        let drawn: Vec<(Cell, char)> = (0..self.columns)
            .map(|column| {
                let cell = worst(column);
                // A dot for each statement at which nothing is locked, not a row of them.
                let inside = self.columns_each > 0 && column % self.columns_each > 0;
                (cell, if cell == Cell::Free && inside { ' ' } else { cell.glyph() })
            })
            .collect();
        let runs = drawn.chunk_by(|a, b| a.0 == b.0);
        runs.map(|run| {
            let text: String = run.iter().map(|(_, glyph)| *glyph).collect();
            options.paint(run.first().map_or(style::DIM, |(cell, _)| cell.style()), &text)
        })
        .collect()
    }
}
