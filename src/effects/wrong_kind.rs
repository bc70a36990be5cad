//! A `DROP` of what is of another kind than it says.

use super::prediction::Prediction;
use crate::ast::{DropObjects, ObjectKind, ObjectRef};
use crate::catalog::RelationKind;

impl Prediction<'_> {
    pub(super) fn drop_of_kind(&mut self, drop: &DropObjects) {
        for object in &drop.objects {
            self.refuse_kind(drop.kind, object);
        }
        self.drop_objects(drop);
    }

    /// What is of another kind than the statement says is refused, also with IF EXISTS.
    fn refuse_kind(&mut self, kind: ObjectKind, object: &ObjectRef) {
        use RelationKind as Is;
        let (kinds, said): (&[RelationKind], _) = match kind {
            ObjectKind::Table => (&[Is::Table, Is::PartitionedTable], "a table"),
            ObjectKind::ForeignTable => (&[Is::ForeignTable], "a foreign table"),
            ObjectKind::View => (&[Is::View], "a view"),
            ObjectKind::MaterializedView => (&[Is::MaterializedView], "a materialized view"),
            ObjectKind::Index => (&[Is::Index, Is::PartitionedIndex], "an index"),
            ObjectKind::Sequence => (&[Is::Sequence], "a sequence"),
            _ => return,
        };
        let Some(found) = self.resolve(&object.name).filter(|found| !kinds.contains(&found.kind)) else {
            return;
        };
        // What a statement only names is taken for a table until something says more.
        if let Some(made) = found.origin.created() {
            self.fail_for("42809", format!("\"{}\" is not {said}", found.name.name), [made]);
        }
    }
}
