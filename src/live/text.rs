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
        (_, noun) if noun.ends_with("ry") => format!("{grouped} {}ies", &noun[..noun.len() - 1]),
        (_, noun) if noun.ends_with('x') => format!("{grouped} {noun}es"),
        (_, noun) => format!("{grouped} {noun}s"),
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
