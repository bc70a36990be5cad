//! Lengths of time and moments, as a configuration and a report write them.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::catalog::milliseconds;

/// A length of time: `500ms`, `2s`, `30min`, `24h`, `90d`.
pub fn duration(text: &str) -> Option<SignedDuration> {
    let has_unit = text.trim().ends_with(|c: char| c.is_ascii_alphabetic());
    let milliseconds = i64::try_from(milliseconds(text)?).ok()?;
    has_unit.then(|| SignedDuration::from_millis(milliseconds))
}

/// A moment: `2025-01-19T02:00Z`, or a day, which begins at midnight in UTC.
pub fn instant(text: &str) -> Option<Timestamp> {
    text.parse().ok().or_else(|| {
        let day: Date = text.parse().ok()?;
        TimeZone::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()
    })
}

/// The day of a moment in UTC.
pub fn date(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%d").to_string()
}

/// A length of time in the two units that matter: `3 d 4 h`, `2.4 s`.
pub fn shown_duration(duration: SignedDuration) -> String {
    let milliseconds = duration.as_millis();
    let seconds = milliseconds / 1000;
    let (minutes, hours, days) = (seconds / 60, seconds / 3600, seconds / 86_400);
    match () {
        () if milliseconds < 1000 => format!("{milliseconds} ms"),
        () if seconds < 60 => format!("{}.{} s", seconds, milliseconds % 1000 / 100),
        () if minutes < 60 => format!("{minutes} min"),
        () if hours < 48 => format!("{hours} h {} min", minutes % 60),
        () => format!("{days} d"),
    }
}
