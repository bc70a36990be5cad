//! GRANT, REVOKE and default privileges.

use super::Apply;
use crate::ast::{Grant, Name, ObjectKind};
use crate::catalog::{QualifiedName, edit::push_new};

impl Apply<'_> {
    pub(super) fn grant(&mut self, grant: &Grant) {
        if grant.of_role {
            self.grant_roles(grant);
            return;
        }
        match grant.kind {
            ObjectKind::Table
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::ForeignTable
            | ObjectKind::Sequence => {
                for id in self.catalog.granted_relations(grant) {
                    self.catalog.change(id, |relation| change_grants(&mut relation.grants, grant));
                }
            }
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine => self.grant_execute(grant),
            _ => {}
        }
    }

    fn grant_roles(&mut self, grant: &Grant) {
        if !grant.grant && grant.with_grant_option {
            return;
        }
        for (member, group) in
            grant.grantees.iter().flat_map(|member| grant.privileges.iter().map(move |group| (member, group)))
        {
            self.catalog.note_members(member, group, grant.grant);
        }
    }

    fn grant_execute(&mut self, grant: &Grant) {
        let execute =
            grant.privileges.is_empty() || grant.privileges.iter().any(|privilege| privilege == "execute");
        let public = grant.grantees.iter().any(|grantee| grantee == "public");
        if !execute || !public {
            return;
        }
        let revoked = !grant.grant;
        if !grant.all_in_schema {
            for object in &grant.objects {
                self.change_routines(&object.name, object.arguments.as_deref(), |routine| {
                    routine.public_revoked = revoked;
                });
            }
            return;
        }
        let schemas: Vec<&Name> = grant.objects.iter().map(|object| &object.name.name).collect();
        let names: Vec<QualifiedName> =
            self.catalog.routines.keys().filter(|name| schemas.contains(&&name.schema)).cloned().collect();
        for name in names {
            if let Some(overloads) = self.catalog.routines.get_mut(&name) {
                for routine in overloads.iter_mut() {
                    std::sync::Arc::make_mut(routine).public_revoked = revoked;
                }
            }
        }
    }

    pub(super) fn default_privileges(&mut self, grant: &Grant) {
        let execute =
            grant.privileges.is_empty() || grant.privileges.iter().any(|privilege| privilege == "execute");
        let public = grant.grantees.iter().any(|grantee| grantee == "public");
        let functions = grant.kind.is_routine();
        // What a schema adds cannot take away what is granted globally.
        if functions && execute && public && grant.objects.is_empty() {
            self.catalog.seldom.new_functions_revoked = !grant.grant;
        }
    }
}

fn change_grants(grants: &mut Vec<(Name, Name)>, grant: &Grant) {
    let all = [Name::default()];
    let privileges = if grant.privileges.is_empty() { &all[..] } else { &grant.privileges[..] };
    for grantee in &grant.grantees {
        for privilege in privileges {
            match (grant.grant, privilege.is_empty()) {
                (true, _) => push_new(grants, (privilege.clone(), grantee.clone())),
                (false, true) => grants.retain(|(_, known)| known != grantee),
                (false, false) => {
                    // A right on the whole takes those on its columns along.
                    let of_columns = format!("{privilege} (");
                    grants.retain(|(known, to)| {
                        to != grantee || known != privilege && !known.starts_with(&of_columns)
                    });
                }
            }
        }
    }
}
