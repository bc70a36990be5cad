//! Conditions and messages: CEL as the configuration has it, compiled once.

use cel::{Context, Program, Value};

use super::facts::Facts;
use super::names;

/// A condition.
#[derive(Debug)]
pub struct Condition(Program);

/// What a condition is asked about one by one.
#[derive(Debug)]
pub struct Items(Program);

/// A message with expressions in braces: "`{created[0].name}` has no owner".
#[derive(Debug)]
pub struct Template(Vec<Part>);

#[derive(Debug)]
enum Part {
    Text(String),
    Expression(Program),
}

impl Condition {
    /// Reads a condition that can use some names; what is wrong is said in one sentence.
    pub fn read(text: &str, names: &[&str]) -> Result<Self, String> {
        compile(text, names).map(Self)
    }

    pub(super) fn holds(&self, facts: &Facts) -> Result<bool, String> {
        match evaluate(&self.0, facts)? {
            Value::Bool(holds) => Ok(holds),
            other => Err(format!("it gives {} and not true or false", text_of(&other))),
        }
    }
}

impl Items {
    pub fn read(text: &str, names: &[&str]) -> Result<Self, String> {
        compile(text, names).map(Self)
    }

    pub(super) fn of(&self, facts: &Facts) -> Result<Vec<Value>, String> {
        match evaluate(&self.0, facts)? {
            Value::List(items) => Ok(items.to_vec()),
            other => Err(format!("`each` gives {} and not a list", text_of(&other))),
        }
    }
}

impl Template {
    pub fn read(text: &str, names: &[&str]) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find('{') {
            let (before, from) = rest.split_at(at);
            push_text(&mut parts, &closed(before));
            if let Some(after) = from.strip_prefix("{{") {
                push_text(&mut parts, "{");
                rest = after;
                continue;
            }
            let end = from.find('}').ok_or("a `{` has no `}`; a brace itself is written `{{`")?;
            parts.push(Part::Expression(compile(&from[1..end], names)?));
            rest = &from[end + 1..];
        }
        push_text(&mut parts, &closed(rest));
        Ok(Self(parts))
    }

    pub(super) fn text(&self, facts: &Facts) -> String {
        let parts = self.0.iter().map(|part| match part {
            Part::Text(text) => text.clone(),
            Part::Expression(program) => {
                evaluate(program, facts).map_or_else(|reason| format!("({reason})"), |value| text_of(&value))
            }
        });
        parts.collect()
    }
}

/// Text outside of expressions, where a brace is written twice.
fn closed(text: &str) -> String {
    text.replace("}}", "}")
}

fn push_text(parts: &mut Vec<Part>, text: &str) {
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(Part::Text(before)) => before.push_str(text),
        _ => parts.push(Part::Text(text.to_owned())),
    }
}

fn compile(text: &str, known: &[&str]) -> Result<Program, String> {
    let program = Program::compile(text).map_err(|errors| {
        let first = errors.errors.first();
        first.map_or_else(|| "it is no CEL".to_owned(), |error| error.msg.trim().to_owned())
    })?;
    match names::first_unknown(program.expression(), known) {
        Some(name) => Err(format!("there is no `{name}` here; there are {}", listed(known))),
        None => Ok(program),
    }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

fn evaluate(program: &Program, facts: &Facts) -> Result<Value, String> {
    let mut context = Context::default();
    for (name, value) in &facts.values {
        context.add_variable_from_value(*name, value.clone());
    }
    program.execute(&context).map_err(|error| error.to_string().trim_end_matches('.').to_owned())
}

/// A value as a message shows it.
fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::Int(number) => number.to_string(),
        Value::UInt(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::List(items) => items.iter().map(text_of).collect::<Vec<_>>().join(", "),
        Value::Null => "nothing".to_owned(),
        _ => "a map".to_owned(),
    }
}
