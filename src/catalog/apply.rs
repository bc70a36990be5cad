//! Makes the change that a statement makes.
impl super::Catalog {
    /// Makes the change that a statement makes.
    pub fn apply(
        &mut self,
        _statement: &crate::ast::ParsedStatement,
        _script: super::ScriptId,
        _version: crate::version::PgVersion,
    ) {
    }
}
