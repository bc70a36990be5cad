//! It is the time for it: not before a day, not after another, inside the maintenance window.

use jiff::SignedDuration;

use crate::gate::{Answer, Check, Entry, Situation, Source, date, duration, instant, shown_duration};

pub(super) static CHECK: Check =
    Check::new("time-window", include_str!("../../../rules/gate/time-window.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let now = situation.now;
    let option = |name: &str| Some(entry.options.string(name)).filter(|text| !text.is_empty());
    let mut opens = match option("not-before").map(instant) {
        Some(None) => return unreadable("not-before"),
        Some(found) => found,
        None => None,
    };
    let closes = match option("not-after").map(instant) {
        Some(None) => return unreadable("not-after"),
        Some(found) => found,
        None => None,
    };
    if let (Some(start), Some(text)) = (opens, option("wait")) {
        let Some(wait) = duration(text) else { return unreadable("wait") };
        opens = start.checked_add(wait).ok();
    }
    let day = now.strftime("%Y-%m-%d %H:%MZ");
    match (opens, closes) {
        (Some(opens), _) if now < opens => {
            let missing = SignedDuration::from_secs(opens.as_second() - now.as_second());
            let finding = format!("it is {day}: {} too early", shown_duration(missing));
            Answer::fail(Source::Clock, finding)
                .note(format!("not before {}", opens.strftime("%Y-%m-%d %H:%MZ")))
        }
        (_, Some(closes)) if now >= closes => {
            let finding = format!("it is {day}: the window closed on {}", closes.strftime("%Y-%m-%d %H:%MZ"));
            Answer::fail(Source::Clock, finding)
        }
        (None, None) => Answer::unknown(Source::Clock, "neither `not-before` nor `not-after` says when"),
        (Some(opens), _) => Answer::pass(Source::Clock, format!("it is {day}, after {}", date(opens))),
        (None, Some(closes)) => Answer::pass(Source::Clock, format!("it is {day}, before {}", date(closes))),
    }
}

fn unreadable(option: &str) -> Answer {
    let finding = format!("`{option}` is no time that can be read");
    Answer::unknown(Source::Clock, finding).help("a day, as 2026-03-01, or a moment, as 2026-03-01T02:00Z")
}
