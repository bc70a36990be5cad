//! What `select` and `ignore` take: rules, other tools' names for them, categories, `all` and `default`.

use crate::page::{Category, Page};
use crate::rule::Rule;
use crate::rules;

use super::nearest::{nearest, nearest_rule};

/// One item of a selection.
#[derive(Clone, Debug)]
pub enum Selector {
    All,
    /// The rules that are on when nobody chose.
    Default,
    Category(Category),
    Rules(Vec<&'static Rule>),
    /// A rule that the configuration declares.
    Declared(String),
    /// What no rule of the program is called, with the remedy where the configuration declares none of that name.
    Unknown {
        name: String,
        remedy: String,
    },
}

impl Selector {
    /// Reads an item; an unknown one gives the remedy.
    pub fn read(name: &str) -> Result<Self, String> {
        match name {
            "all" => return Ok(Selector::All),
            "default" => return Ok(Selector::Default),
            _ => {}
        }
        if let Some(category) = Category::from_name(name) {
            return Ok(Selector::Category(category));
        }
        let found = rules::find_all(name);
        if !found.is_empty() {
            return Ok(Selector::Rules(found));
        }
        let categories = Category::ALL.into_iter().map(Category::name);
        let meant = nearest(name, categories.chain(["all", "default"]));
        let meant = nearest_rule(name).map(|rule| rule.id).or(meant);
        Err(match meant {
            Some(meant) => {
                format!("did you mean `{meant}`? `migrate-lint rules` lists all rules and categories")
            }
            None => "`migrate-lint rules` lists all rules and categories".to_owned(),
        })
    }

    /// Reads an item of a flag, which can name a rule of a configuration that is not read yet.
    pub fn read_flag(name: &str) -> Result<Self, String> {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        match Self::read(name) {
            Err(remedy) if !name.is_empty() && name.chars().all(is_plain) => {
                Ok(Selector::Unknown { name: name.to_owned(), remedy })
            }
            read => read,
        }
    }

    pub fn covers(&self, id: &str, page: &Page) -> bool {
        match self {
            Selector::All => true,
            Selector::Default => page.enabled,
            Selector::Category(category) => page.category == *category,
            Selector::Rules(rules) => rules.iter().any(|named| named.id == id),
            Selector::Declared(name) | Selector::Unknown { name, .. } => name == id,
        }
    }
}
