//! When the lines of a log were written, in whatever zone their dates are.

use std::sync::LazyLock;

use jiff::civil::DateTime;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use regex::bytes::{Captures, Regex};

/// The date of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Dated {
    /// The line belongs to the one before it.
    Not,
    At(Timestamp),
    /// In a zone whose name stands for several.
    InZone(String),
}

/// A date is looked for in the beginning of a line.
const BEGINNING: usize = 200;

/// Names that stand for a zone, by most of the world's clocks in winter and in summer; any other word behind a time is
/// the message.
#[rustfmt::skip]
const ZONES: [&str; 50] = [
    "ACDT", "ACST", "AEDT", "AEST", "AKDT", "AKST", "ART", "AST", "ADT", "AWST", "BRT", "BST", "CAT", "CDT", "CEST",
    "CET", "COT", "CST", "EAT", "EDT", "EEST", "EET", "EST", "HKT", "HST", "IDT", "IST", "JST", "KST", "MDT", "MSK",
    "MST", "NDT", "NST", "NZDT", "NZST", "PDT", "PET", "PHT", "PKT", "PST", "SAST", "SGT", "TRT", "WAT", "WEST",
    "WET", "WIB", "WIT", "WITA",
];

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x-u) (?<day>\d{4}-\d\d-\d\d) [\x20T] (?<time>\d\d:\d\d) (?<second>:\d\d)? (?:[.,]\d+)?
          (?: \x20? (?<utc>Z|UTC|GMT)\b | \x20? (?<sign>[+-])(?<hours>\d\d)(?::?(?<minutes>\d\d))?\b
            | \x20 (?<zone>[A-Z]{3,4})\b )?",
    )
    .ok()
});

/// The date of a line. One that names no zone, or one by a name of several, is of the given one.
pub(super) fn dated(line: &[u8], zone: Option<&TimeZone>) -> Dated {
    let beginning = &line[..line.len().min(BEGINNING)];
    let Some(found) = DATE.as_ref().and_then(|date| date.captures(beginning)) else { return Dated::Not };
    let text = |name: &str| text(&found, name);
    let (Some(day), Some(time)) = (text("day"), text("time")) else { return Dated::Not };
    let second = text("second").unwrap_or(":00");
    let Ok(civil) = format!("{day}T{time}{second}").parse::<DateTime>() else { return Dated::Not };
    let named = text("zone").filter(|name| ZONES.contains(name));
    let own = match (text("utc"), offset(&found), named, zone) {
        (Some(_), ..) => TimeZone::UTC,
        (None, Some(offset), ..) => TimeZone::fixed(offset),
        (None, None, _, Some(zone)) => zone.clone(),
        (None, None, Some(name), None) => return Dated::InZone(name.to_owned()),
        (None, None, None, None) => TimeZone::UTC,
    };
    own.to_timestamp(civil).map_or(Dated::Not, Dated::At)
}

/// `+02`, `-0530`, `+05:30`.
fn offset(found: &Captures) -> Option<Offset> {
    let number = |name: &str| text(found, name).and_then(|digits| digits.parse::<i64>().ok());
    let minutes = number("hours")? * 60 + number("minutes").unwrap_or_default();
    let signed = if text(found, "sign") == Some("-") { -minutes } else { minutes };
    Offset::try_from(SignedDuration::from_mins(signed)).ok()
}

fn text<'a>(found: &Captures<'a>, name: &str) -> Option<&'a str> {
    std::str::from_utf8(found.name(name)?.as_bytes()).ok()
}
