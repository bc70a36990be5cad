//! How a value of one type becomes one of another: for free, by a function that writes every row anew, or not at all.
//!
//! ALTER COLUMN TYPE coerces every row as an assignment does and looks at what is left of the expression once the
//! planner has simplified it (ATColumnChangeRequiresRewrite): a bare column and binary-coercible casts cost nothing.

use crate::ast::{Expr, Name, TypeName};
use crate::catalog::{Catalog, TypeDefKind};

use super::prediction::Prediction;

/// What a domain comes down to, through all the domains under it.
#[derive(Clone, Debug)]
pub(super) struct Domain {
    pub(super) base: TypeName,
    /// Some domain of the chain has a CHECK or NOT NULL.
    pub(super) constrained: bool,
    pub(super) default: Option<Expr>,
}

/// A value on its way: its type, and whether getting there takes work on every row.
#[derive(Clone, Debug)]
pub(super) struct Coerced {
    pub(super) data_type: TypeName,
    pub(super) rewrites: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Context {
    /// ALTER COLUMN TYPE and defaults: implicit and assignment casts, and text output of anything.
    Assignment,
    /// A written cast: any that exists, and text input of anything.
    Explicit,
}

/// No cast leads there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NoCast;

/// Binary-coercible pairs (pg_cast.castmethod = 'b' in PostgreSQL 12 to 18 and in citext); every `reg…` type also
/// goes to and from `oid`, and from `int4`.
const BINARY: &[(&str, &[&str])] = &[
    ("text", &["varchar", "bpchar", "citext"]),
    ("varchar", &["text", "bpchar", "citext"]),
    ("citext", &["text", "varchar", "bpchar"]),
    ("cidr", &["inet"]),
    ("bit", &["varbit"]),
    ("varbit", &["bit"]),
    ("int4", &["oid"]),
    ("oid", &["int4"]),
    ("xml", &["text", "varchar", "bpchar"]),
    ("pg_node_tree", &["text"]),
];

/// Casts by a function that an assignment may use (pg_cast.castcontext in 'a' and 'i').
const BY_FUNCTION: &[(&str, &[&str])] = &[
    ("int2", &["int4", "int8", "float4", "float8", "numeric", "oid", "regclass", "regtype", "regproc"]),
    ("int4", &["int2", "int8", "float4", "float8", "numeric", "money", "char"]),
    (
        "int8",
        &["int2", "int4", "float4", "float8", "numeric", "money", "oid", "regclass", "regtype", "regproc"],
    ),
    ("float4", &["int2", "int4", "int8", "float8", "numeric"]),
    ("float8", &["int2", "int4", "int8", "float4", "numeric"]),
    ("numeric", &["int2", "int4", "int8", "float4", "float8", "money"]),
    ("money", &["numeric"]),
    ("oid", &["int8"]),
    ("date", &["timestamp", "timestamptz"]),
    ("timestamp", &["timestamptz", "date", "time"]),
    ("timestamptz", &["timestamp", "date", "time", "timetz"]),
    ("time", &["interval", "timetz"]),
    ("timetz", &["time"]),
    ("interval", &["time"]),
    ("json", &["jsonb"]),
    ("jsonb", &["json"]),
    ("inet", &["cidr"]),
    ("macaddr", &["macaddr8"]),
    ("macaddr8", &["macaddr"]),
    ("text", &["name", "regclass", "char"]),
    ("varchar", &["name", "regclass", "char"]),
    ("bpchar", &["name", "text", "varchar", "citext", "char"]),
    ("name", &["text", "varchar", "bpchar"]),
    ("point", &["box"]),
    ("path", &["polygon"]),
    ("box", &["polygon"]),
];

/// The string types, which take the text form of anything in an assignment.
const STRINGS: &[&str] = &["text", "varchar", "bpchar", "citext", "name"];

impl<'a> Prediction<'a> {
    /// The domain that a type is, followed down to its base type.
    pub(super) fn domain_of(&self, data_type: &TypeName) -> Option<Domain> {
        domain_of(self.before, data_type)
    }
}

pub(super) fn domain_of(catalog: &Catalog, data_type: &TypeName) -> Option<Domain> {
    let mut found: Option<Domain> = None;
    let mut current = data_type.clone();
    // A chain of domains is as long as it is; the bound is against a circle in a broken history.
    for _ in 0..32 {
        let definition =
            Some(&current).filter(|name| name.array == 0).and_then(|name| catalog.column_type(name));
        let Some(TypeDefKind::Domain { base, not_null, default, checks }) = definition.map(|def| &def.kind)
        else {
            break;
        };
        let mut domain = found.unwrap_or(Domain { base: base.clone(), constrained: false, default: None });
        domain.constrained |= *not_null || !checks.is_empty();
        domain.default = domain.default.or_else(|| default.clone());
        domain.base = base.clone();
        current = base.clone();
        found = Some(domain);
    }
    found
}

/// Whether two names mean the same type, length and precision aside.
pub(super) fn same_type(left: &TypeName, right: &TypeName) -> bool {
    left.name == right.name && (left.array > 0) == (right.array > 0)
}

/// Coerces a value to a type; `utc` says that the session's time zone has no offset.
pub(super) fn coerce(
    catalog: &Catalog,
    value: Coerced,
    to: &TypeName,
    context: Context,
    utc: bool,
) -> Result<Coerced, NoCast> {
    if same_type(&value.data_type, to)
        && (to.modifiers.is_empty() || to.modifiers == value.data_type.modifiers)
    {
        return Ok(Coerced { data_type: to.clone(), rewrites: value.rewrites });
    }
    let target_domain = domain_of(catalog, to);
    let target = target_domain.as_ref().map_or(to, |domain| &domain.base);
    // Under a domain the length is the domain's business: the value comes out without one.
    let mut value = match domain_of(catalog, &value.data_type) {
        Some(domain) => {
            Coerced { data_type: TypeName { modifiers: Vec::new(), ..domain.base }, rewrites: value.rewrites }
        }
        None => value,
    };
    if !same_type(&value.data_type, target) {
        let costs = cast(catalog, &value.data_type, target, context, utc)?;
        value.rewrites |= costs;
        value.data_type = TypeName { modifiers: Vec::new(), ..target.clone() };
    }
    if !target.modifiers.is_empty() && target.modifiers != value.data_type.modifiers {
        value.rewrites |= !length_fits(&value.data_type, target);
    }
    value.rewrites |= target_domain.is_some_and(|domain| domain.constrained);
    Ok(Coerced { data_type: to.clone(), ..value })
}

/// Whether a written cast from one type to the other is sure to be there; through text there always is one.
pub fn casts_directly(catalog: &Catalog, from: &TypeName, to: &TypeName) -> bool {
    let base = |of: &TypeName| domain_of(catalog, of).map_or_else(|| of.clone(), |domain| domain.base);
    let (from, to) = (base(from), base(to));
    let user_made = catalog.column_type(&from).is_some() || catalog.column_type(&to).is_some();
    let explicit_only = matches!((from.name.as_str(), to.name.as_str()), ("int4", "bool") | ("bool", "int4"));
    let known = built_in(&from) && built_in(&to) && !user_made;
    same_type(&from, &to)
        || is_string(&from)
        || is_string(&to)
        || known && (explicit_only || cast(catalog, &from, &to, Context::Assignment, true).is_ok())
}

/// Whether values of a type are texts.
pub(super) fn is_string(data_type: &TypeName) -> bool {
    data_type.array == 0 && STRINGS.contains(&data_type.name.as_str())
}

/// Whether a cast costs work on every row.
pub(super) fn cast(
    catalog: &Catalog,
    from: &TypeName,
    to: &TypeName,
    context: Context,
    utc: bool,
) -> Result<bool, NoCast> {
    let (source, target) = (from.name.as_str(), to.name.as_str());
    let user_made = catalog.column_type(from).is_some() || catalog.column_type(to).is_some();
    if from.array > 0 && to.array > 0 {
        // Arrays are rebuilt element by element, even where the elements could stay as they are.
        let element = |of: &TypeName| TypeName { array: 0, ..of.clone() };
        return cast(catalog, &element(from), &element(to), context, utc).map(|_| true);
    }
    let plain = from.array == 0 && to.array == 0;
    if plain && is_binary(source, target) {
        return Ok(false);
    }
    if plain && matches!((source, target), ("timestamp", "timestamptz") | ("timestamptz", "timestamp")) {
        return Ok(!utc);
    }
    let listed = |table: &[(&str, &[&str])]| {
        table.iter().any(|(from, targets)| *from == source && targets.contains(&target))
    };
    let text_form = to.array == 0 && STRINGS.contains(&target);
    let text_input = from.array == 0 && STRINGS.contains(&source) && context == Context::Explicit;
    if plain && listed(BY_FUNCTION) || text_form || text_input {
        return Ok(true);
    }
    // An enum has no other casts than those through text, unless CREATE CAST has made one.
    let is_enum = |of: &TypeName| {
        catalog.column_type(of).is_some_and(|known| matches!(known.kind, TypeDefKind::Enum { .. }))
    };
    let settled = |of: &TypeName| is_enum(of) || built_in(of) && catalog.column_type(of).is_none();
    if plain
        && context == Context::Assignment
        && !catalog.has_own_casts()
        && (is_enum(from) || is_enum(to))
        && settled(from)
        && settled(to)
    {
        return Err(NoCast);
    }
    // Casts of the user's own types, of extensions, and explicit ones are not all known: they run a function.
    let known = built_in(from) && built_in(to) && !user_made;
    if known && context == Context::Assignment { Err(NoCast) } else { Ok(true) }
}

fn is_binary(source: &str, target: &str) -> bool {
    let is_reg = |name: &str| REG_TYPES.contains(&name);
    BINARY.iter().any(|(from, targets)| *from == source && targets.contains(&target))
        || is_reg(source) && matches!(target, "oid" | "int4")
        || is_reg(target) && matches!(source, "oid" | "int4")
        || matches!((source, target), ("regproc", "regprocedure") | ("regprocedure", "regproc"))
        || matches!((source, target), ("regoper", "regoperator") | ("regoperator", "regoper"))
}

const REG_TYPES: &[&str] = &[
    "regclass",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regnamespace",
    "regoper",
    "regoperator",
    "regproc",
    "regprocedure",
    "regrole",
    "regtype",
];

/// Built-in types that are sure to have no other assignment casts than those listed.
pub(super) fn built_in(data_type: &TypeName) -> bool {
    const KNOWN: &[&str] = &[
        "bool",
        "bytea",
        "int2",
        "int4",
        "int8",
        "float4",
        "float8",
        "numeric",
        "money",
        "oid",
        "text",
        "varchar",
        "bpchar",
        "name",
        "date",
        "time",
        "timetz",
        "timestamp",
        "timestamptz",
        "interval",
        "uuid",
        "json",
        "jsonb",
        "xml",
        "inet",
        "cidr",
        "macaddr",
        "macaddr8",
        "bit",
        "varbit",
        "point",
        "line",
        "lseg",
        "box",
        "path",
        "polygon",
        "circle",
        "tsvector",
        "tsquery",
        "int4range",
        "int8range",
        "numrange",
        "tsrange",
        "tstzrange",
        "daterange",
    ];
    data_type.schema.as_deref().is_none_or(|schema| schema == "pg_catalog")
        && KNOWN.contains(&data_type.name.as_str())
}

/// Whether the new length or precision takes every value of the old one as it is: what the planner support functions
/// of the length coercions find to be no work.
fn length_fits(from: &TypeName, to: &TypeName) -> bool {
    if from.array > 0 || to.array > 0 {
        return false;
    }
    let (old, new) = (from.modifiers.as_slice(), to.modifiers.as_slice());
    match to.name.as_str() {
        "varchar" | "varbit" => matches!((old, new), ([old, ..], [new, ..]) if old <= new),
        "numeric" => {
            let scale = |modifiers: &[i32]| modifiers.get(1).copied().unwrap_or(0);
            matches!((old, new), ([old_precision, ..], [new_precision, ..])
                if scale(old) == scale(new) && old_precision <= new_precision)
        }
        "time" | "timetz" | "timestamp" | "timestamptz" => match (old, new) {
            (_, [6, ..]) => true,
            ([old, ..], [new, ..]) => old <= new,
            _ => false,
        },
        "interval" => interval_fits(old, new),
        // char(n) is padded and bit(n) is checked: neither has a shortcut.
        _ => false,
    }
}

/// An interval's modifiers are its fields, as a mask, and its precision; either may be left out.
fn interval_fits(old: &[i32], new: &[i32]) -> bool {
    const FULL_RANGE: i32 = 0x7FFF;
    const FULL_PRECISION: i32 = 0xFFFF;
    let parts = |modifiers: &[i32]| match modifiers {
        [] => (FULL_RANGE, FULL_PRECISION),
        [range] => (*range, FULL_PRECISION),
        [range, precision, ..] => (*range, *precision),
    };
    // The least field of a mask: PostgreSQL counts years as the highest.
    let least = |range: i32| match range {
        FULL_RANGE => 0,
        range if range & (1 << 12) != 0 => 0,
        range if range & (1 << 11) != 0 => 1,
        range if range & (1 << 10) != 0 => 2,
        range if range & (1 << 3) != 0 => 3,
        range if range & (1 << 1) != 0 => 4,
        _ => 5,
    };
    let ((old_range, old_precision), (new_range, new_precision)) = (parts(old), parts(new));
    least(new_range) <= least(old_range)
        && (least(old_range) > 0 || new_precision >= 6 || new_precision >= old_precision)
}

/// What USING makes of a column: `None` where the expression is more than the column and casts of it.
pub(super) fn using_value(
    catalog: &Catalog,
    expr: &Expr,
    column: &str,
    old: &TypeName,
    utc: bool,
) -> Option<Coerced> {
    match expr {
        Expr::Column(parts) if parts.last().is_some_and(|name| name == column) => {
            Some(Coerced { data_type: old.clone(), rewrites: false })
        }
        Expr::Cast { expr, to } => {
            let value = using_value(catalog, expr, column, old, utc)?;
            coerce(catalog, value, to, Context::Explicit, utc).ok()
        }
        Expr::Collate { expr, .. } => using_value(catalog, expr, column, old, utc),
        _ => None,
    }
}

/// What decides whether an index survives a change: the operator class that a type gets by default. Classes over
/// `anyarray`, `anyenum` and the like belong to the exact type.
pub(super) fn operator_class(catalog: &Catalog, data_type: &TypeName) -> Name {
    let base = domain_of(catalog, data_type).map(|domain| domain.base);
    let (exact, data_type) = (data_type, base.as_ref().unwrap_or(data_type));
    if data_type.array > 0 || catalog.column_type(data_type).is_some() {
        let brackets = if exact.array > 0 { "[]" } else { "" };
        return Name::new(format!("{}{brackets}", exact.name));
    }
    match data_type.name.as_str() {
        "varchar" => Name::new_static("text"),
        "cidr" => Name::new_static("inet"),
        name if REG_TYPES.contains(&name) => Name::new_static("oid"),
        _ => data_type.name.clone(),
    }
}
