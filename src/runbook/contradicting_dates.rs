//! Dates that are no such weekday, and periods that the plan's own dates cut short.

use super::calendar::{Date, WEEKDAYS, dates, periods, weekday_before};
use super::{PlanCheck, Reading, has_word, lower_words};
use crate::source::Span;

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("contradicting-dates", include_str!("../../rules/runbook/contradicting-dates.md"), check);

/// A date of the plan, in order, with the line that says what happens on it.
struct Event {
    date: Date,
    span: Span,
    line: String,
}

fn check(reading: &mut Reading) {
    let events = events(reading);
    for event in &events {
        if let Some(said) = weekday_before(&event.line, &event.date)
            && said != event.date.weekday()
        {
            let date = &event.line[event.date.range.clone()];
            let (said, is) = (WEEKDAYS[said], WEEKDAYS[event.date.weekday()]);
            reading
                .report(event.span, format!("{date} is a {is}, not a {said}"))
                .help("find out which of the two was meant before anybody is told when to be there");
        }
    }
    ends_too_early(reading, &events);
    begins_too_early(reading, &events);
}

fn events(reading: &Reading) -> Vec<Event> {
    let source = &reading.plan.source;
    let mut found = Vec::new();
    for number in 1..=source.line_count() {
        let start = source.line_start(number);
        let line = source.slice(Span::new(start, source.line_start(number + 1))).trim_end();
        let in_code = |block: &&super::Block| block.span.range().contains(&start);
        if reading.plan.blocks.iter().any(|block| in_code(&block)) {
            continue;
        }
        found.extend(dates(line).into_iter().map(|date| {
            let span = Span::new(start + date.range.start, start + date.range.end);
            Event { date, span, line: line.to_owned() }
        }));
    }
    found
}

/// A date said to be at least so many days after what is dated before it, and is not.
fn ends_too_early(reading: &mut Reading, events: &[Event]) {
    for event in events {
        let [(days, _)] = periods(&event.line)[..] else { continue };
        let others = dates(&event.line).len() > 1;
        let Some(before) =
            events.iter().filter(|other| other.date.day < event.date.day).max_by_key(|other| other.date.day)
        else {
            continue;
        };
        let between = event.date.day - before.date.day;
        // Far apart, the period is about something else.
        let near = between >= days - days / 5 - 1;
        if !others && between < days && near {
            let (from, to) = (&before.line[before.date.range.clone()], &event.line[event.date.range.clone()]);
            reading
                .report(
                    event.span,
                    format!("{to} is day {between} after {from}, and the plan says {days} days"),
                )
                .label_here(before.span, "counted from here")
                .help(format!("the first day that fulfills it is {}", written(before.date.day + days)));
        }
    }
}

/// A period that must pass before a step, and the dates of the plan leave less.
fn begins_too_early(reading: &mut Reading, events: &[Event]) {
    let plan = reading.plan;
    for item in plan.items.iter().filter(|item| dates(&item.text).is_empty()) {
        for (days, range) in periods(&item.text) {
            let Some(step) = step_after(&item.text[range.end..]) else { continue };
            let named = |event: &&Event| step.iter().any(|word| has_word(&event.line, word));
            let Some(event) = events.iter().find(named) else { continue };
            let before = events
                .iter()
                .filter(|other| other.date.day < event.date.day)
                .max_by_key(|other| other.date.day);
            let Some(before) = before else { continue };
            let between = event.date.day - before.date.day;
            if between < days {
                let (from, to) =
                    (&before.line[before.date.range.clone()], &event.line[event.date.range.clone()]);
                reading
                    .report(
                        item.span,
                        format!(
                            "asks for {days} days, and the plan's own dates leave {between}: {from} to {to}"
                        ),
                    )
                    .label_here(event.span, "the step's date")
                    .help("move the date, or say why fewer days are enough");
            }
        }
    }
}

/// The words that name the step in `30 days stable before 011`.
fn step_after(rest: &str) -> Option<Vec<String>> {
    let words = lower_words(rest);
    let at = words.iter().position(|word| matches!(word.as_str(), "before" | "until" | "prior"))?;
    let common = [
        "the",
        "running",
        "applying",
        "migration",
        "this",
        "step",
        "phase",
        "with",
        "going",
        "moving",
        "next",
        "any",
    ];
    let named: Vec<String> = words[at + 1..]
        .iter()
        .take(5)
        .filter(|word| word.len() >= 3 && !common.contains(&word.as_str()))
        .cloned()
        .collect();
    (!named.is_empty()).then_some(named)
}

/// A day as ISO 8601 writes it.
fn written(day: i64) -> String {
    let (mut year, mut low) = (1970, 0);
    while let Some(next) = crate::rule::day_number(year + 1, 1, 1).filter(|next| *next <= day) {
        year += 1;
        low = next;
    }
    let start = |month: i64| crate::rule::day_number(year, month, 1).unwrap_or(low);
    let month = (1..=12).rev().find(|month| start(*month) <= day).unwrap_or(1);
    format!("{year}-{month:02}-{:02}", day - start(month) + 1)
}
