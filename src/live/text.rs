//! Numbers as people say them.

/// `1 row`, `3 rows`, `1,204,000 rows`.
pub fn count(number: u64, noun: &str) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    match (number, noun) {
        (_, "") => grouped,
        (1, noun) => format!("1 {noun}"),
        (_, noun) => format!("{grouped} {}", plural(noun)),
    }
}

/// Of a noun with words behind it, as `way back`, the first word has the ending.
fn plural(noun: &str) -> String {
    let (noun, rest) = match noun.split_once(' ') {
        Some((first @ ("way" | "thing"), _)) => noun.split_at(first.len()),
        _ => (noun, ""),
    };
    let vowel_before_y = ["ay", "ey", "oy", "uy"].iter().any(|ending| noun.ends_with(ending));
    match noun.strip_suffix('y') {
        Some(stem) if !vowel_before_y => format!("{stem}ies{rest}"),
        _ if noun.ends_with('x') => format!("{noun}es{rest}"),
        _ => format!("{noun}s{rest}"),
    }
}

/// An estimate, to three digits.
pub fn about(number: u64, noun: &str) -> String {
    let mut scale = 1;
    while number / scale >= 1000 {
        scale *= 10;
    }
    let rounded = (number + scale / 2) / scale * scale;
    if number < 1000 { count(number, noun) } else { format!("about {}", count(rounded, noun)) }
}

/// `8 kB`, `1.2 GB`.
pub fn bytes(number: u64) -> String {
    let units = ["B", "kB", "MB", "GB", "TB"];
    let mut value = number as f64;
    let mut unit = 0;
    while value >= 1000.0 && unit + 1 < units.len() {
        value /= 1000.0;
        unit += 1;
    }
    let unit = units.get(unit).copied().unwrap_or("B");
    if value < 9.95 && value.fract() > 0.05 {
        format!("{value:.1} {unit}")
    } else {
        format!("{value:.0} {unit}")
    }
}

/// `12 s`, `14 min`, `3 h`, `2 days`.
pub fn age(seconds: i64) -> String {
    match seconds {
        s if s < 120 => format!("{s} s"),
        s if s < 7200 => format!("{} min", s / 60),
        s if s < 172_800 => format!("{} h", s / 3600),
        s => format!("{} days", s / 86_400),
    }
}

/// A few names, and how many more there are.
pub fn names(names: &[String]) -> String {
    const SHOWN: usize = 4;
    let shown = names.iter().take(SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {more} more"),
    }
}
