//! What a narrower type does to values that do not fit: some make the statement fail, some are rounded without a word.

use crate::ast::TypeName;

/// A type change without USING, as a note: what becomes of values that the new type cannot hold.
pub(super) fn note(column: &str, old: &TypeName, new: &TypeName) -> Option<String> {
    if old.array > 0 || new.array > 0 {
        return None;
    }
    if let (Some(from), Some(to)) = (integer_width(old), integer_width(new)) {
        return (to < from).then(|| fails(column, &format!("out of the range of {new}")));
    }
    let rounds = matches!(old.name.as_str(), "numeric" | "float4" | "float8");
    if rounds && integer_width(new).is_some() {
        return Some(rounded(column, "whole numbers"));
    }
    match (old.name.as_str(), new.name.as_str()) {
        ("varchar" | "text" | "bpchar", "varchar" | "bpchar") => {
            let to = *new.modifiers.first()?;
            let shorter = old.modifiers.first().is_none_or(|from| to < *from);
            shorter.then(|| fails(column, &format!("longer than {to} characters")))
        }
        ("numeric", "numeric") => narrower_numeric(column, old, new),
        ("timestamp" | "timestamptz", "date") => {
            Some(format!("the time of day in `{column}` is lost, without an error"))
        }
        ("timestamp" | "timestamptz" | "time" | "timetz", _) if old.name == new.name => {
            let to = *new.modifiers.first()?;
            let from = old.modifiers.first().copied().unwrap_or(6);
            (to < from).then(|| rounded(column, &format!("{to} places of a second")))
        }
        _ => None,
    }
}

fn narrower_numeric(column: &str, old: &TypeName, new: &TypeName) -> Option<String> {
    let parts = |of: &TypeName| {
        let precision = *of.modifiers.first()?;
        Some((precision, of.modifiers.get(1).copied().unwrap_or(0)))
    };
    let (precision, scale) = parts(new)?;
    let Some((old_precision, old_scale)) = parts(old) else {
        return Some(rounded(column, &format!("{scale} places")));
    };
    if scale < old_scale {
        return Some(rounded(column, &format!("{scale} places")));
    }
    (precision - scale < old_precision - old_scale)
        .then(|| fails(column, &format!("with more than {} digits before the point", precision - scale)))
}

fn integer_width(data_type: &TypeName) -> Option<u8> {
    match data_type.name.as_str() {
        "int2" => Some(2),
        "int4" => Some(4),
        "int8" => Some(8),
        _ => None,
    }
}

fn fails(column: &str, which: &str) -> String {
    format!("a value of `{column}` {which} makes it fail")
}

fn rounded(column: &str, to: &str) -> String {
    format!("values of `{column}` are rounded to {to}, without an error")
}
