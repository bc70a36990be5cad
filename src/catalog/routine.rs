//! Functions and procedures.

use std::sync::Arc;

use super::{Origin, Place, QualifiedName};
use crate::ast::{CreateFunction, Name, Parameter, TypeName, Volatility};

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
    pub origin: Origin,
    /// The statement that last defined it, for its body.
    pub definition: Option<Arc<CreateFunction>>,
    pub defined_at: Option<Place>,
    pub comment: Option<Name>,
    /// `EXECUTE` was taken from PUBLIC.
    pub public_revoked: bool,
}

impl Routine {
    /// The input argument types, which with the name identify a function.
    pub fn signature(&self) -> Vec<&TypeName> {
        use crate::ast::ParameterMode::*;
        let inputs =
            self.parameters.iter().filter(|parameter| matches!(parameter.mode, In | InOut | Variadic));
        inputs.map(|parameter| &parameter.data_type).collect()
    }
}
