//! `CREATE FUNCTION` and `PROCEDURE`: what a body locks, and what OR REPLACE may not change.

use super::prediction::Prediction;
use super::query::Stage;
use crate::ast::{CreateFunction, Name, ObjectName, Parameter, ParameterMode, TypeName};
use crate::catalog::{Origin, Routine};

/// What a call yields.
#[derive(PartialEq)]
enum Result<'a> {
    Value(bool, Shape<'a>),
    /// A row, with the names and types of its columns.
    Row(bool, Vec<(Option<&'a Name>, Shape<'a>)>),
}

/// A type without its modifiers, which the server does not keep of a function: name, array or not.
type Shape<'a> = (&'a Name, bool);

impl Prediction<'_> {
    /// A SQL function's body is analyzed when it is made, and its relations are locked until the transaction ends; a
    /// body in another language is text.
    pub(super) fn create_function(&mut self, create: &CreateFunction) {
        self.refuse_function(create);
        if create.language != "sql" && !create.sql_body {
            return;
        }
        for inside in &create.statements {
            self.analyze(&inside.statement.kind, Stage::Rewritten);
        }
    }

    /// Whether a function returns rows of a table that has another name since, and its type with it.
    fn returns_renamed(&self, routine: &Routine) -> bool {
        let returns = routine.definition.as_deref().and_then(|definition| definition.returns.as_ref());
        returns.is_some_and(|returns| {
            let name =
                ObjectName { schema: returns.schema.clone(), name: returns.name.clone(), span: returns.span };
            self.before.gone(&self.before.qualify(&name)).is_some_and(|gone| gone.now.is_some())
        })
    }

    /// What ProcedureCreate refuses of a name and arguments that are there already.
    fn refuse_function(&mut self, create: &CreateFunction) {
        let wanted: Vec<&Parameter> = inputs(&create.parameters).collect();
        let overloads = self.before.routines(&create.name).into_iter();
        let present = overloads
            .filter(|routine| routine.definition.is_some() && matches!(routine.origin, Origin::Created(_)))
            .find(|routine| {
                let known = inputs(&routine.parameters);
                routine.signature().len() == wanted.len()
                    && known.zip(&wanted).all(|(one, other)| shape(&one.data_type) == shape(&other.data_type))
            });
        let Some(present) = present else { return };
        let name = &create.name.name;
        if !create.or_replace {
            return self
                .fail("42723", format!("function \"{name}\" already exists with same argument types"));
        }
        if present.procedure != create.procedure || present.aggregate {
            return self.fail("42809", "cannot change routine kind");
        }
        if !create.procedure && result_of(present) != result(create) && !self.returns_renamed(present) {
            return self.fail("42P13", "cannot change return type of existing function");
        }
        for (known, new) in inputs(&present.parameters).zip(&wanted) {
            if let Some(old) = known.name.as_ref().filter(|old| Some(*old) != new.name.as_ref()) {
                return self.fail("42P13", format!("cannot change name of input parameter \"{old}\""));
            }
        }
        if inputs(&present.parameters).zip(&wanted).any(|(known, new)| known.has_default && !new.has_default)
        {
            self.fail("42P13", "cannot remove parameter defaults from existing function");
        }
    }
}

fn inputs(parameters: &[Parameter]) -> impl Iterator<Item = &Parameter> {
    use ParameterMode::{In, InOut, Variadic};
    parameters.iter().filter(|parameter| matches!(parameter.mode, In | InOut | Variadic))
}

fn result_of(routine: &Routine) -> Option<Result<'_>> {
    routine.definition.as_deref().and_then(result)
}

/// A single OUT parameter is what the function returns; several are a row.
fn result(create: &CreateFunction) -> Option<Result<'_>> {
    use ParameterMode::{InOut, Out, Table};
    let outputs = create.parameters.iter().filter(|parameter| matches!(parameter.mode, Out | InOut | Table));
    let outputs: Vec<_> = outputs.map(|output| (output.name.as_ref(), shape(&output.data_type))).collect();
    let many = create.returns_table || create.returns.as_ref().is_some_and(|returns| returns.set_of);
    match outputs.as_slice() {
        [] => create.returns.as_ref().map(|returns| Result::Value(many, shape(returns))),
        [(_, only)] => Some(Result::Value(many, *only)),
        _ => Some(Result::Row(many, outputs)),
    }
}

fn shape(data_type: &TypeName) -> Shape<'_> {
    (&data_type.name, data_type.array > 0)
}
