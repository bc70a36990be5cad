//! `[[assert]]`: a query of the user's, and what it must answer.

use toml::de::{DeTable, DeValue};

use super::reader::{Reader, Value};

/// One question with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssertChoice {
    pub name: Option<String>,
    pub sql: String,
    pub operator: Operator,
    pub expect: String,
    /// Absent for both phases of a release.
    pub phase: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Operator {
    #[default]
    Equal,
    NotEqual,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

impl Operator {
    const ALL: [Operator; 6] = [
        Operator::Equal,
        Operator::NotEqual,
        Operator::Less,
        Operator::AtMost,
        Operator::Greater,
        Operator::AtLeast,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Operator::Equal => "=",
            Operator::NotEqual => "<>",
            Operator::Less => "<",
            Operator::AtMost => "<=",
            Operator::Greater => ">",
            Operator::AtLeast => ">=",
        }
    }
}

const KEYS: [&str; 5] = ["name", "sql", "op", "expect", "phase"];

pub(super) fn read(reader: &mut Reader, value: &Value) -> Vec<AssertChoice> {
    let wanted = "a list of tables, each begun by `[[assert]]`";
    let Some(array) = value.get_ref().as_array() else {
        reader.wrong_type("assert", value, wanted);
        return Vec::new();
    };
    let mut asserts = Vec::new();
    for item in array.iter() {
        match item.get_ref().as_table() {
            Some(table) => asserts.extend(assert(reader, item, table)),
            None => reader.wrong_type("assert", item, wanted),
        }
    }
    asserts
}

fn assert(reader: &mut Reader, item: &Value, table: &DeTable) -> Option<AssertChoice> {
    let (mut sql, mut expect) = (None, None);
    let (mut name, mut operator, mut phase) = (None, Operator::Equal, None);
    for (key, value) in table.iter() {
        match key.get_ref().as_ref() {
            "sql" => sql = reader.text("sql", value, "a SELECT").map(str::to_owned),
            "name" => name = reader.text("name", value, "a string").map(str::to_owned),
            "phase" => phase = reader.one_of("phase", value, &["before", "after"]).map(str::to_owned),
            "op" => {
                let known = Operator::ALL.map(Operator::name);
                let written = reader.one_of("op", value, &known);
                operator =
                    Operator::ALL.into_iter().find(|one| Some(one.name()) == written).unwrap_or_default();
            }
            "expect" => expect = expected(reader, value),
            _ => reader.unknown_key(key, "`[[assert]]`", &KEYS),
        }
    }
    match (sql, expect) {
        (Some(sql), Some(expect)) => Some(AssertChoice { name, sql, operator, expect, phase }),
        _ => {
            let help = "sql = \"SELECT count(*) FROM …\" and expect = 0".to_owned();
            reader.problem(item.span(), "`[[assert]]` needs `sql` and `expect`", "has not both", Some(help));
            None
        }
    }
}

fn expected(reader: &mut Reader, value: &Value) -> Option<String> {
    match value.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(number) => Some(number.to_string()),
        DeValue::Float(number) => Some(number.to_string()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        _ => {
            reader.wrong_type("expect", value, "a string, a number or a boolean");
            None
        }
    }
}
