//! The valid name that a misspelled one was meant to be.

use crate::rule::Rule;
use crate::rules::RULES;

/// The candidate closest to a name, if one is close enough to be meant.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_ascii_lowercase().replace(['_', ' '], "-");
    let name = plain(name);
    let candidates: Vec<&str> = candidates.into_iter().collect();
    // The beginning of one name only is that name.
    let mut begun =
        candidates.iter().filter(|candidate| name.len() >= 3 && plain(candidate).starts_with(&name));
    if let (Some(only), None) = (begun.next(), begun.next()) {
        return Some(only);
    }
    let distances = candidates.into_iter().map(|candidate| {
        let distance = strsim::damerau_levenshtein(&name, &plain(candidate));
        (distance, candidate)
    });
    let (distance, candidate) = distances.min_by_key(|(distance, _)| *distance)?;
    let tolerated = (name.chars().count().max(candidate.chars().count()) / 3).max(1);
    (distance <= tolerated).then_some(candidate)
}

/// The rule closest to a name, by its id or by another tool's name for it: by letters, else by shared words.
pub fn nearest_rule(name: &str) -> Option<&'static Rule> {
    let names = || RULES.iter().flat_map(|rule| names_of(rule).map(move |known| (known, *rule)));
    if let Some(found) = nearest(name, names().map(|(known, _)| known)) {
        return names().find(|(known, _)| *known == found).map(|(_, rule)| rule);
    }
    let words = |text: &str| -> Vec<String> { text.split(['-', '_']).map(str::to_ascii_lowercase).collect() };
    let wanted = words(name);
    let shared = |known: &str| words(known).iter().filter(|word| wanted.contains(word)).count();
    let best = names().max_by_key(|(known, _)| shared(known))?;
    (shared(best.0) >= 2).then_some(best.1)
}

fn names_of(rule: &'static Rule) -> impl Iterator<Item = &'static str> {
    // Codes such as `E6` are too short to be misspelled.
    let aliases = rule.page().aliases.iter().copied().filter(|alias| alias.len() > 4);
    std::iter::once(rule.id).chain(aliases)
}
