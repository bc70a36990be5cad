//! The operator class that an index method has for a type by default: without one the index must name a class.

use super::column_type::built_in;
use super::expression_type::ColumnTypes;
use super::prediction::Prediction;
use super::type_change::bare_type_words;
use crate::ast::{IndexElement, IndexKey, TypeName};
use crate::catalog::{Catalog, Relation, TypeDefKind};

/// Types that no extension brings a default class for, by method.
const NEVER: &[(&str, &[&str])] = &[
    ("btree", &["json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle"]),
    (
        "hash",
        &[
            "json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "tsvector",
            "tsquery", "money", "bit", "varbit",
        ],
    ),
    ("gin", &["json", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "tsquery"]),
    ("gist", &["json", "jsonb", "xml", "line", "lseg", "path"]),
    ("brin", &["json", "jsonb", "xml", "bool", "tsvector", "tsquery", "money"]),
];

/// Those that `btree_gin` and `btree_gist` bring one for.
const SCALARS: &[&str] = &[
    "int2",
    "int4",
    "int8",
    "float4",
    "float8",
    "numeric",
    "text",
    "varchar",
    "bpchar",
    "date",
    "time",
    "timetz",
    "timestamp",
    "timestamptz",
    "interval",
    "bytea",
    "bit",
    "varbit",
    "uuid",
    "bool",
    "money",
    "macaddr",
    "inet",
    "cidr",
];

/// Classes for texts only.
const OF_TEXT: &[&str] = &["text_ops", "text_pattern_ops", "varchar_ops", "varchar_pattern_ops"];

/// Classes for `jsonb` only.
const OF_JSONB: &[&str] = &["jsonb_ops", "jsonb_path_ops"];

impl<'a> Prediction<'a> {
    pub(super) fn refuse_operator_classes<'e>(
        &mut self,
        method: &str,
        elements: impl IntoIterator<Item = &'e IndexElement>,
        types: &ColumnTypes,
        table: Option<&Relation>,
    ) {
        let elements: Vec<&IndexElement> = elements.into_iter().collect();
        let alone = elements.len() == 1;
        for element in elements {
            let data_type = match &element.key {
                IndexKey::Column(column) => types.of_column(column),
                IndexKey::Expression(expr) => types.of_expr(expr),
            };
            let Some(data_type) = data_type else { continue };
            if let Some(message) = self.class_refusal((method, alone), element, &data_type) {
                let code = if element.operator_class.is_some() { "42804" } else { "42704" };
                self.fail_for(code, message, table.and_then(|table| table.origin.created()));
                return;
            }
        }
    }

    fn class_refusal(
        &self,
        (method, alone): (&str, bool),
        element: &IndexElement,
        data_type: &TypeName,
    ) -> Option<String> {
        if let Some(class) = element.operator_class.as_deref() {
            let fits = match data_type.name.as_str() {
                _ if !is_certain(self.before, data_type) || data_type.array > 0 => return None,
                "text" | "varchar" | "bpchar" | "name" => !OF_JSONB.contains(&class),
                "jsonb" => !OF_TEXT.contains(&class),
                _ => !OF_TEXT.contains(&class) && !OF_JSONB.contains(&class),
            };
            return (!fits).then(|| {
                format!("operator class \"{class}\" does not accept data type {}", bare_type_words(data_type))
            });
        }
        lacks_class(self.before, (method, alone), data_type).then(|| {
            format!(
                "data type {} has no default operator class for access method \"{method}\"",
                bare_type_words(data_type)
            )
        })
    }
}

/// Whether an index method cannot take a type without a class being named, as far as the history shows the extensions.
fn lacks_class(catalog: &Catalog, (method, alone): (&str, bool), data_type: &TypeName) -> bool {
    if data_type.array > 0 {
        return false;
    }
    let name = data_type.name.as_str();
    let known = catalog.column_type(data_type);
    let is_enum = known.is_some_and(|known| matches!(known.kind, TypeDefKind::Enum { .. }));
    if known.is_some() && !is_enum || known.is_none() && !built_in(data_type) {
        return false;
    }
    let never = NEVER.iter().find(|(of, _)| *of == method).map_or(&[][..], |(_, types)| *types);
    // Where the history makes no extension at all, somebody else does; and who puts a number beside a range knows of it.
    let brought = || {
        let extension = format!("btree_{method}");
        !alone
            || catalog.extension(&extension).is_some()
            || catalog.extensions().all(|name| name == "plpgsql")
    };
    !is_enum && never.contains(&name)
        || matches!(method, "gin" | "gist") && (is_enum || SCALARS.contains(&name)) && !brought()
}

/// Whether a type is sure to be what its name says.
fn is_certain(catalog: &Catalog, data_type: &TypeName) -> bool {
    catalog.column_type(data_type).is_none() && built_in(data_type)
}
