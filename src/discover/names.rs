//! Versions in file names, and the orders that tools compare them in.

use std::cmp::Ordering;

/// How a tool compares two migrations: numbers first, then text.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    pub(super) numbers: Vec<u128>,
    pub(super) text: String,
}

impl Order {
    pub(super) fn number(digits: &str) -> Self {
        Self { numbers: vec![number(digits)], text: String::new() }
    }

    pub(super) fn text(text: &str) -> Self {
        Self { numbers: Vec::new(), text: text.to_owned() }
    }
}

/// The value of a run of digits; one too long for any tool counts as the greatest.
pub(super) fn number(digits: &str) -> u128 {
    digits.parse().unwrap_or(u128::MAX)
}

/// The digits that a name begins with, and what follows.
pub(super) fn leading_digits(name: &str) -> Option<(&str, &str)> {
    let end = name.find(|character: char| !character.is_ascii_digit()).unwrap_or(name.len());
    (end > 0).then(|| name.split_at(end))
}

/// The version before the first `_`, when it is all digits, and the description behind it.
pub(super) fn version_and_name(name: &str) -> Option<(&str, &str)> {
    let (digits, rest) = leading_digits(name)?;
    Some((digits, rest.strip_prefix('_')?))
}

/// The numbers of a dotted version: `3.10` is 3, 10.
pub(super) fn dotted(version: &str) -> Option<Vec<u128>> {
    let parts = version.split(['.', '_']).map(|part| part.parse().ok());
    parts.collect()
}

/// Compares as a person would: runs of digits by value, everything else as text.
pub(super) fn natural(left: &str, right: &str) -> Ordering {
    let (mut left_rest, mut right_rest) = (left, right);
    loop {
        match (leading_digits(left_rest), leading_digits(right_rest)) {
            (Some((a, after_a)), Some((b, after_b))) => {
                let by_value = number(a).cmp(&number(b));
                if by_value.is_ne() {
                    return by_value;
                }
                (left_rest, right_rest) = (after_a, after_b);
            }
            _ => {
                let (mut a, mut b) = (left_rest.chars(), right_rest.chars());
                match (a.next(), b.next()) {
                    (None, None) => return left.cmp(right),
                    (a, b) if a != b => return a.cmp(&b),
                    _ => (left_rest, right_rest) = (a.as_str(), b.as_str()),
                }
            }
        }
    }
}

/// The name without `.sql`, in any case.
pub(super) fn without_sql(name: &str) -> Option<&str> {
    super::tree::has_ending(name, ".sql").then(|| &name[..name.len() - 4])
}

const CODE: &[&str] = &[
    "go", "ts", "js", "mjs", "cjs", "mts", "cts", "py", "rb", "java", "kt", "kts", "scala", "groovy", "rs",
    "cs", "php", "ex", "exs", "fizz",
];

/// The name that a migration written in a programming language would have if it were SQL.
pub(super) fn code_as_sql(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_test = ["_test", ".test", ".spec", ".d"].iter().any(|end| stem.ends_with(end));
    (CODE.contains(&extension) && !is_test).then(|| format!("{stem}.sql"))
}
