//! A catalog as text: everything that is not the server's own, one object a line, sorted.

use super::objects::objects;
use super::{Catalog, Origin};

impl Catalog {
    /// Everything user-made or assumed, one object a line, sorted.
    pub fn dump(&self) -> String {
        let mut text = String::new();
        for (key, object) in objects(self, None) {
            let shown: Vec<String> = object.properties.iter().map(|property| property.shown()).collect();
            let assumed = match object.origin {
                Origin::Assumed { certain: true } => " (assumed)",
                Origin::Assumed { certain: false } => " (perhaps)",
                _ => "",
            };
            let colon = if shown.is_empty() { "" } else { ": " };
            text.push_str(&format!("{} {}{assumed}{colon}{}\n", key.kind, key.name, shown.join(", ")));
        }
        text
    }
}
