//! Functions and procedures.

use std::sync::Arc;

use super::{Origin, Place, QualifiedName};
use crate::ast::{CreateFunction, Name, Parameter, ParameterMode, TypeName, Volatility};

#[derive(Clone, Debug)]
pub struct Routine {
    pub name: QualifiedName,
    pub procedure: bool,
    pub aggregate: bool,
    pub parameters: Vec<Parameter>,
    pub returns: Option<TypeName>,
    pub language: Name,
    pub volatility: Volatility,
    pub security_definer: bool,
    pub settings: Vec<Name>,
    /// The schemas of its own `search_path`, where it has one that is known.
    pub search_path: Option<Vec<Name>>,
    pub origin: Origin,
    /// The statement that last defined it, for its body.
    pub definition: Option<Arc<CreateFunction>>,
    pub defined_at: Option<Place>,
    pub comment: Option<Name>,
    /// `EXECUTE` was taken from PUBLIC.
    pub public_revoked: bool,
}

impl Routine {
    /// The types of its parameters and of what it gives.
    pub fn types(&self) -> impl Iterator<Item = &TypeName> {
        self.parameters.iter().map(|parameter| &parameter.data_type).chain(&self.returns)
    }

    /// Whether only triggers run it.
    pub fn is_for_triggers(&self) -> bool {
        self.returns.as_ref().is_some_and(TypeName::is_trigger)
    }

    /// Whether it can be called with so many arguments, as far as its parameters are known.
    pub fn takes(&self, count: usize) -> bool {
        use ParameterMode::{In, InOut, Variadic};
        let inputs = || self.parameters.iter().filter(|given| matches!(given.mode, In | InOut | Variadic));
        let needed = inputs().filter(|given| !given.has_default && given.mode != Variadic).count();
        let variadic = inputs().any(|given| given.mode == Variadic);
        self.origin.created().is_none() || needed <= count && (count <= inputs().count() || variadic)
    }

    /// The input argument types, which with the name identify a function.
    pub fn signature(&self) -> Vec<&TypeName> {
        input_types(&self.parameters)
    }

    /// Whether the statement makes one with the same arguments, which of the same name takes its place.
    pub fn is_replaced_by(&self, create: &CreateFunction) -> bool {
        let (old, new) = (self.signature(), input_types(&create.parameters));
        let alike = |one: &TypeName, other: &TypeName| {
            one.name == other.name && one.array.min(1) == other.array.min(1)
        };
        old.len() == new.len() && old.iter().zip(new).all(|(one, other)| alike(one, other))
    }
}

fn input_types(parameters: &[Parameter]) -> Vec<&TypeName> {
    use ParameterMode::{In, InOut, Variadic};
    let inputs = parameters.iter().filter(|parameter| matches!(parameter.mode, In | InOut | Variadic));
    inputs.map(|parameter| &parameter.data_type).collect()
}

impl Routine {
    /// Of one that nobody made, the arguments are not known: it stands for every overload.
    pub fn is_unknown(&self) -> bool {
        matches!(self.origin, Origin::Assumed { .. }) && self.parameters.is_empty()
    }

    /// Whether a statement means it that lists these arguments, or none.
    pub fn is_meant(&self, arguments: Option<&[TypeName]>) -> bool {
        let Some(arguments) = arguments else { return true };
        if self.is_unknown() {
            return true;
        }
        let arguments: Vec<&TypeName> = arguments.iter().collect();
        // A procedure may also be named with its OUT arguments.
        let all: Vec<&TypeName> = self
            .parameters
            .iter()
            .filter(|parameter| parameter.mode != ParameterMode::Table)
            .map(|parameter| &parameter.data_type)
            .collect();
        same_types(&self.signature(), &arguments) || same_types(&all, &arguments)
    }
}

/// Whether two lists of arguments are of the same types, as far as they say in which schemas.
pub fn same_types(one: &[&TypeName], other: &[&TypeName]) -> bool {
    one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            let same_schema = one.schema == other.schema || one.schema.is_none() || other.schema.is_none();
            one.name == other.name && one.array.min(1) == other.array.min(1) && same_schema
        })
}
