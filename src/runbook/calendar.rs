//! Dates and periods in prose.

use std::ops::Range;

use crate::rule::day_number;

/// A date that a text names.
#[derive(Clone, Debug)]
pub(super) struct Date {
    pub(super) day: i64,
    /// In the text.
    pub(super) range: Range<usize>,
}

pub(super) const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

impl Date {
    /// Counted from Monday.
    pub(super) fn weekday(&self) -> usize {
        // The first of January 1970 was a Thursday.
        (self.day + 3).rem_euclid(7) as usize
    }
}

/// Every date of a text: `2026-02-28`, `January 29, 2024`, `29 January 2024`.
pub(super) fn dates(text: &str) -> Vec<Date> {
    let words = words(text);
    let mut found = Vec::new();
    for (at, (range, word)) in words.iter().enumerate() {
        if let Some(day) = iso(word) {
            found.push(Date { day, range: range.clone() });
        } else if let Some(month) = month(word) {
            let number = |at: Option<usize>| at.and_then(|at| words.get(at)).map(|(_, word)| *word);
            let ordinal =
                |word: &str| word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<i64>().ok();
            let before = number(at.checked_sub(1)).and_then(ordinal);
            let after = number(Some(at + 1)).and_then(ordinal);
            let year = |at: usize| {
                number(Some(at)).and_then(|word| word.parse::<i64>().ok()).filter(|year| *year > 1970)
            };
            let (first, last, day, year) =
                match (after.filter(|day| *day <= 31), before.filter(|day| *day <= 31)) {
                    (Some(day), _) if year(at + 2).is_some() => (at, at + 2, day, year(at + 2)),
                    (_, Some(day)) if year(at + 1).is_some() => (at - 1, at + 1, day, year(at + 1)),
                    _ => continue,
                };
            if let Some(day) = year.and_then(|year| day_number(year, month, day)) {
                found.push(Date { day, range: words[first].0.start..words[last].0.end });
            }
        }
    }
    found
}

/// A number of days that a text asks for: `90 days`, `90+ days`, `90-day`.
pub(super) fn periods(text: &str) -> Vec<(i64, Range<usize>)> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for (at, _) in lower.match_indices("day") {
        let before = lower[..at].trim_end_matches([' ', '-', '+', '\u{a0}']);
        let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if let Ok(days) = before[before.len() - digits..].parse::<i64>()
            && days > 1
        {
            found.push((days, before.len() - digits..at + 3));
        }
    }
    found
}

/// The weekday that stands before a date, with its name.
pub(super) fn weekday_before(text: &str, date: &Date) -> Option<usize> {
    let before = text.get(..date.range.start)?.trim_end_matches([' ', ',', '(', '*', '_']);
    WEEKDAYS.iter().position(|name| {
        let short = &name[..3];
        ends_with_word(before, name) || ends_with_word(before, short)
    })
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(start) = text.len().checked_sub(word.len()) else { return false };
    let ends = text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case(word));
    ends && !text[..start].ends_with(char::is_alphanumeric)
}

fn iso(word: &str) -> Option<i64> {
    let mut parts = word.splitn(3, '-');
    let mut part = |length: usize| {
        let digits = parts.next()?;
        let all = digits.len() == length && digits.bytes().all(|byte| byte.is_ascii_digit());
        if all { digits.parse::<i64>().ok() } else { None }
    };
    day_number(part(4)?, part(2)?, part(2)?)
}

fn month(word: &str) -> Option<i64> {
    let lower = word.to_lowercase();
    let lower = lower.trim_end_matches('.');
    if lower.len() < 3 {
        return None;
    }
    let at =
        MONTHS.iter().position(|month| *month == lower || (lower.len() == 3 && month.starts_with(lower)));
    at.map(|at| at as i64 + 1)
}

fn words(text: &str) -> Vec<(Range<usize>, &str)> {
    let mut found = Vec::new();
    let mut start = None;
    let part = |c: char| c.is_alphanumeric() || c == '-';
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (start, part(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                found.push((from..at, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    found
}
