//! Views that stand for one table, whose rows are changed through them.

use super::{Catalog, Relation, RelationKind};
use crate::ast::{Expr, Name, ObjectName, TriggerTiming};

/// A table, and the views that a change of its rows comes through, the outermost first.
pub struct Through<'a> {
    pub table: &'a Relation,
    pub views: Vec<&'a Relation>,
}

impl Catalog {
    /// The table that a change of a relation's rows arrives at. Views that read each other arrive at none, nor does one
    /// that a trigger stands in for.
    pub fn changed_through<'a>(&'a self, relation: &'a Relation) -> Option<Through<'a>> {
        let (mut views, mut at): (Vec<&Relation>, _) = (Vec::new(), relation);
        while at.kind == RelationKind::View {
            if stands_in(at) || views.iter().any(|view| view.id == at.id) {
                return None;
            }
            views.push(at);
            at = at.reads.iter().find_map(|read| self.relation(*read))?;
        }
        Some(Through { table: at, views })
    }

    /// The same of what a statement names; the view itself where something stands in for its table.
    pub fn changed_by_name<'a>(&'a self, name: &ObjectName) -> Option<Through<'a>> {
        let named = self.resolve(name)?;
        Some(self.changed_through(named).unwrap_or(Through { table: named, views: Vec::new() }))
    }
}

impl Through<'_> {
    /// The table as the end of "every row of …", with the view that the rows are seen through.
    pub fn rows(&self) -> String {
        match self.views.first() {
            Some(view) => format!("`{}` that the view `{}` shows", self.table.name, view.name),
            None => format!("`{}`", self.table.name),
        }
    }

    /// What the table calls a column of the outermost view; none where the view works it out.
    pub fn column(&self, name: &Name) -> Option<Name> {
        self.views.iter().try_fold(name.clone(), |name, view| {
            let query = view.query.as_deref()?;
            let outputs = &query.outputs;
            let listed = !outputs.iter().any(|output| matches!(output.expr, Expr::Star(_)));
            // The view may have names of its own for its columns, in their order.
            let output = match view.columns.iter().position(|column| column.name == name) {
                Some(at) if listed => outputs.get(at),
                None if listed => return None,
                _ => outputs.iter().find(|output| output.name.as_ref() == Some(&name)),
            };
            match output.map(|output| &output.expr) {
                Some(Expr::Column(parts)) => parts.last().cloned(),
                Some(_) => None,
                None => Some(name),
            }
        })
    }
}

fn stands_in(view: &Relation) -> bool {
    view.triggers.iter().any(|trigger| trigger.timing == TriggerTiming::InsteadOf && trigger.enabled)
}
