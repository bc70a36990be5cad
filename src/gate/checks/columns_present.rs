//! Columns are there with their types, or are gone, as the migrations and the plan expect.

use crate::catalog::type_name;
use crate::gate::predicted::{shown, split, tables};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};
use crate::live::{self, Facts};

pub(super) static CHECK: Check =
    Check::new("columns-present", include_str!("../../../rules/gate/columns-present.md"), check);

/// A column as it should be; without a type, any.
struct Wanted {
    schema: String,
    table: String,
    column: String,
    data_type: Option<String>,
    there: bool,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let read =
        |option: &str, there: bool| entry.each(option, "orders.currency", |text| Wanted::read(text, there));
    let mut wanted = match (read("columns", true), read("absent", false)) {
        (Ok(columns), Ok(absent)) => columns.into_iter().chain(absent).collect::<Vec<Wanted>>(),
        (Err(answer), _) | (_, Err(answer)) => return answer,
    };
    if situation.phase == Phase::Post && entry.options.boolean("derived") {
        wanted.extend(derived(situation));
    }
    let facts = match situation.facts(&["relations", "columns"]) {
        Ok(facts) => facts,
        Err(answer) => return answer,
    };
    let wrong: Vec<String> = wanted.iter().filter_map(|wanted| wanted.complaint(&facts)).collect();
    let good = match wanted.len() {
        0 => "no column is to be there or gone in this phase".to_owned(),
        count => format!("{count} of {} as expected", live::count(count as u64, "column")),
    };
    let bad = format!("{} of {} not as expected", wrong.len(), live::count(wanted.len() as u64, "column"));
    Answer::judge(Source::Catalog, good, bad, wrong)
}

impl Wanted {
    /// `orders.currency`, `orders.currency text`, `core.orders.currency`.
    fn read(text: &str, there: bool) -> Option<Self> {
        let (name, data_type) =
            text.split_once(' ').map_or((text, None), |(name, rest)| (name, Some(rest.trim())));
        let (table, column) = name.rsplit_once('.')?;
        let (schema, table) = split(table);
        let column = column.trim_matches('"').to_owned();
        Some(Self { schema, table, column, data_type: data_type.map(str::to_owned), there })
    }

    fn complaint(&self, facts: &Facts) -> Option<String> {
        let name = format!("{}.{}", shown(&self.schema, &self.table), self.column);
        let table = facts.relation(&self.schema, &self.table);
        let found = table.and_then(|table| facts.column(table, &self.column));
        match (found, &self.data_type) {
            (None, _) if !self.there => None,
            (None, _) if table.is_none() => Some(format!("{name} is missing, and so is its table")),
            (None, _) => Some(format!("{name} is missing")),
            (Some(_), _) if !self.there => Some(format!("{name} is still there")),
            (Some(found), Some(wanted)) if !same_type(&found.data_type, wanted) => {
                Some(format!("{name} is {}, not {wanted}", found.data_type))
            }
            (Some(_), _) => None,
        }
    }
}

/// What `format_type` prints against what was asked: the server spells some types out.
fn same_type(found: &str, wanted: &str) -> bool {
    let plain = |text: &str| {
        let text =
            text.to_lowercase().replace("character varying", "varchar").replace(" without time zone", "");
        let text = match text.strip_suffix(" with time zone") {
            Some(start) => start.replace("timestamp", "timestamptz").replace("time(", "timetz("),
            None => text,
        };
        match text.as_str() {
            "int" | "int4" => "integer".to_owned(),
            "int8" => "bigint".to_owned(),
            "int2" => "smallint".to_owned(),
            "bool" => "boolean".to_owned(),
            "float8" => "double precision".to_owned(),
            "float4" => "real".to_owned(),
            "decimal" => "numeric".to_owned(),
            _ => text.replace(", ", ","),
        }
    };
    plain(found) == plain(wanted)
        || !wanted.contains('(') && plain(found).split('(').next() == Some(&plain(wanted))
}

/// The columns that the migrations add to or drop from tables that stay.
fn derived(situation: &Situation) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    let after = situation.after();
    for table in tables(after) {
        let known = situation.before().relation(table.id);
        let of = |column: &crate::catalog::Column, there: bool| Wanted {
            schema: table.name.schema.to_string(),
            table: table.name.name.to_string(),
            column: column.name.to_string(),
            // A type that somebody made is shown in many ways.
            data_type: column
                .data_type
                .as_ref()
                .filter(|found| there && after.column_type(found).is_none())
                .map(type_name),
            there,
        };
        let new = table
            .columns
            .iter()
            .filter(|column| known.is_none_or(|known| known.column(&column.name).is_none()));
        wanted.extend(new.filter(|column| column.origin.created().is_some()).map(|column| of(column, true)));
        let gone = known.into_iter().flat_map(|known| &known.columns);
        wanted.extend(
            gone.filter(|column| table.column(&column.name).is_none()).map(|column| of(column, false)),
        );
    }
    wanted
}
