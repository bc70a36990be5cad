//! The Markdown of rule pages as text for a terminal.

use annotate_snippets::renderer::Style;

use super::text::{printable, wrapped};
use super::{ReportOptions, style};

/// Lines of prose are easy to read up to here.
const PROSE: usize = 100;

/// The first paragraph, as one line of Markdown.
pub(super) fn first_paragraph(body: &str) -> String {
    let lines = body.lines().map(str::trim).skip_while(|line| line.is_empty() || line.starts_with('#'));
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Without any styling.
pub(super) fn plain(body: &str) -> String {
    render(body, &ReportOptions { width: PROSE, ..ReportOptions::default() })
}

/// Headings stand out, code is set in, prose is wrapped.
pub(super) fn render(body: &str, options: &ReportOptions) -> String {
    let mut page = Page { options, printed: String::new(), paragraph: String::new(), hanging: 0 };
    let mut in_code = false;
    let mut code_style = style::CODE;
    for line in body.lines() {
        if let Some(language) = line.trim_start().strip_prefix("```") {
            page.end_paragraph();
            in_code = !in_code;
            // What the program prints is no code, and has colors of its own when it is printed.
            code_style = if language == "text" { Style::new() } else { style::CODE };
        } else if in_code {
            page.code(line, code_style);
        } else {
            page.prose(line);
        }
    }
    page.end_paragraph();
    page.printed.trim().to_owned()
}

struct Page<'a> {
    options: &'a ReportOptions,
    printed: String,
    /// What was read of a paragraph or an item so far.
    paragraph: String,
    /// How far its further lines are set in.
    hanging: usize,
}

impl Page<'_> {
    fn code(&mut self, line: &str, style: Style) {
        let line = printable(line.trim_end());
        if !line.is_empty() {
            self.printed.push_str("    ");
            self.printed.push_str(&self.options.paint(style, &line));
        }
        self.printed.push('\n');
    }

    fn prose(&mut self, line: &str) {
        let trimmed = line.trim();
        let heading = trimmed.trim_start_matches('#');
        if trimmed.is_empty() {
            self.end_paragraph();
            if !self.printed.ends_with("\n\n") {
                self.printed.push('\n');
            }
        } else if heading.len() < trimmed.len() && heading.starts_with(' ') {
            self.end_paragraph();
            self.printed.push_str(&self.options.paint(style::STRONG, &printable(heading.trim())));
            self.printed.push('\n');
        } else if trimmed.starts_with('|') {
            self.end_paragraph();
            self.printed.push_str(&printable(trimmed));
            self.printed.push('\n');
        } else {
            if let Some(width) = item_marker(trimmed) {
                self.end_paragraph();
                self.hanging = width;
            }
            self.paragraph.push_str(trimmed);
            self.paragraph.push(' ');
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.paragraph);
        let width = self.options.width.clamp(40, PROSE) - self.hanging;
        let mut code = false;
        for (number, line) in wrapped(&printable(&text), width).iter().enumerate() {
            if number > 0 {
                self.printed.push_str(&" ".repeat(self.hanging));
            }
            let painted = self.inline(line, &mut code);
            self.printed.push_str(&painted);
            self.printed.push('\n');
        }
        self.hanging = 0;
    }

    /// Code between backticks in its color; it may go on in the next line.
    fn inline(&self, line: &str, code: &mut bool) -> String {
        if !self.options.color {
            return line.to_owned();
        }
        let mut painted = String::new();
        for (number, piece) in line.split('`').enumerate() {
            *code ^= number > 0;
            painted.push_str(&if *code { self.options.paint(style::CODE, piece) } else { piece.to_owned() });
        }
        painted
    }
}

/// The width of `- ` or `1. ` at the beginning of a line.
fn item_marker(line: &str) -> Option<usize> {
    if line.starts_with("- ") || line.starts_with("* ") {
        return Some(2);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && line.get(digits..)?.starts_with(". ")).then_some(digits + 2)
}
