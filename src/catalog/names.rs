//! Names that the server makes up for constraints, indexes and sequences that were given none, and its own columns.

use super::{Catalog, QualifiedName};
use crate::ast::{Expr, IndexElement, IndexKey, Name};

/// The longest identifier in bytes (`NAMEDATALEN - 1`).
const LONGEST: usize = 63;

/// `name1_name2_label`, with the longer of the two names shortened until it fits.
pub fn make_object_name(name1: &str, name2: Option<&str>, label: &str) -> Name {
    let overhead = label.len() + 1 + usize::from(name2.is_some());
    let available = LONGEST.saturating_sub(overhead);
    let (mut length1, mut length2) = (name1.len(), name2.map_or(0, str::len));
    while length1 + length2 > available {
        if length1 > length2 {
            length1 -= 1;
        } else {
            length2 -= 1;
        }
    }
    let mut made = clipped(name1, length1).to_owned();
    if let Some(name2) = name2 {
        made.push('_');
        made.push_str(clipped(name2, length2));
    }
    made.push('_');
    made.push_str(label);
    Name::new(made)
}

/// An identifier as the server cuts it.
pub(super) fn truncated(name: &Name) -> Name {
    if name.len() <= LONGEST { name.clone() } else { Name::new(clipped(name, LONGEST)) }
}

fn clipped(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Column names as they go into the name of an index or a foreign key.
pub(super) fn joined(columns: &[Name]) -> Name {
    let mut joined = String::new();
    for column in columns {
        if !joined.is_empty() {
            joined.push('_');
        }
        joined.push_str(column);
        if joined.len() > LONGEST {
            break;
        }
    }
    Name::new(joined)
}

/// The names that the columns of an index get: an expression is called after its function, or `expr`.
pub(super) fn index_column_names(elements: &[IndexElement], include: &[Name]) -> Vec<Name> {
    let keys = elements.iter().map(|element| match &element.key {
        IndexKey::Column(column) => column.clone(),
        IndexKey::Expression(expr) => figure_name(expr).map_or(Name::new_static("expr"), |(name, _)| name),
    });
    let mut names: Vec<Name> = Vec::new();
    for wanted in keys.chain(include.iter().cloned()) {
        let mut name = wanted.clone();
        let mut number = 0;
        while names.contains(&name) {
            number += 1;
            let digits = number.to_string();
            name = Name::new(format!("{}{digits}", clipped(&wanted, LONGEST - digits.len())));
        }
        names.push(name);
    }
    names
}

/// The name of an output column that was given none, and how good it is: a cast's type gives way to a better one.
pub(super) fn figure_name(expr: &Expr) -> Option<(Name, u8)> {
    let strong = |name: &str| Some((Name::new(name), 2));
    match expr {
        Expr::Column(parts) => parts.last().map(|last| (last.clone(), 2)),
        Expr::Call(call) => Some((call.name.clone(), 2)),
        Expr::Cast { expr, to } => match figure_name(expr) {
            Some((name, 2)) => Some((name, 2)),
            _ => Some((to.name.clone(), 1)),
        },
        Expr::Collate { expr, .. } => figure_name(expr),
        Expr::Case { otherwise, .. } => match otherwise.as_deref().and_then(figure_name) {
            Some((name, 2)) => Some((name, 2)),
            _ => Some((Name::new_static("case"), 1)),
        },
        Expr::Array(_) => strong("array"),
        Expr::Row(_) => strong("row"),
        Expr::Coalesce(_) => strong("coalesce"),
        Expr::SqlValue(word) => strong(word),
        Expr::Other { what, .. }
            if matches!(*what, "greatest" | "least" | "nullif" | "grouping" | "exists") =>
        {
            strong(what)
        }
        _ => None,
    }
}

impl Catalog {
    /// A free name for a relation of a schema.
    pub(super) fn choose_relation_name(
        &self,
        schema: &Name,
        name1: &str,
        name2: Option<&str>,
        label: &str,
        is_constraint: bool,
    ) -> Name {
        self.choose(schema, name1, name2, label, |catalog, name| {
            catalog.relation_named(name).is_some() || is_constraint && catalog.names.constraints(name) > 0
        })
    }

    /// A free name for a constraint: no other constraint of the whole schema has it.
    pub(super) fn choose_constraint_name(
        &self,
        schema: &Name,
        name1: &str,
        name2: Option<&str>,
        label: &str,
    ) -> Name {
        self.choose(schema, name1, name2, label, |catalog, name| catalog.names.constraints(name) > 0)
    }

    /// A free name for a statistics object.
    pub(super) fn choose_statistics_name(&self, schema: &Name, name1: &str, name2: &str) -> Name {
        self.choose(schema, name1, Some(name2), "stat", |catalog, name| {
            catalog.seldom.statistics.contains_key(name)
        })
    }

    fn choose(
        &self,
        schema: &Name,
        name1: &str,
        name2: Option<&str>,
        label: &str,
        taken: impl Fn(&Catalog, &QualifiedName) -> bool,
    ) -> Name {
        let mut number = 0_u32;
        loop {
            let numbered = if number == 0 { label.to_owned() } else { format!("{label}{number}") };
            let name = make_object_name(name1, name2, &numbered);
            let qualified = QualifiedName { schema: schema.clone(), name };
            if !taken(self, &qualified) {
                return qualified.name;
            }
            number += 1;
        }
    }
}

/// What every table has beside its own columns; `oid` some had before PostgreSQL 12.
pub fn is_system_column(name: &str) -> bool {
    matches!(name, "ctid" | "xmin" | "xmax" | "cmin" | "cmax" | "tableoid" | "oid")
}
