//! Text in XML, which knows fewer characters than SQL: none that is not printable.

use super::text::printable;

/// A text as content or as the value of an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 16);
    for c in printable(text).chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\'' => xml.push_str("&apos;"),
            // A reader makes a plain one in an attribute a space.
            '\n' => xml.push_str("&#10;"),
            c => xml.push(c),
        }
    }
    xml
}
