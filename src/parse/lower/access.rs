//! Schemas, extensions, publications, roles and rights.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{
    self, AlterPublicationAction, GrantTargetType, Node, ObjectType, PublicationObjSpecType, RoleSpec,
    RoleSpecType, RoleStmtType,
};

use super::object::object_kind;
use super::{Lowering, cascades, def_elems, filled_name, is_on, option_value, strings};
use crate::ast::{
    AlterExtension, AlterExtensionAction, CreateExtension, CreateSchema, Grant, Name, ObjectKind, ObjectRef,
    ParsedStatement, Publication, PublicationAction, PublishedPart, RoleChange, Statement, quoted,
};
use crate::parse::scan::TokenKind;

/// `select`, and `select (id, name)` of columns.
fn privilege_name(privilege: &protobuf::AccessPriv) -> Name {
    let right = privilege.priv_name.to_lowercase();
    match strings(&privilege.cols).map(|column| quoted(column).into_owned()).collect::<Vec<_>>() {
        columns if columns.is_empty() => Name::new(right),
        columns => Name::new(format!("{} ({})", right, columns.join(", "))),
    }
}

impl Lowering<'_> {
    pub(super) fn create_schema(&mut self, s: &protobuf::CreateSchemaStmt) -> Statement {
        let authorization = s.authrole.as_ref().map(role_name);
        Statement::CreateSchema(Box::new(CreateSchema {
            name: filled_name(&s.schemaname),
            authorization,
            if_not_exists: s.if_not_exists,
            elements: self.schema_elements(&s.schema_elts),
        }))
    }

    /// The statements inside CREATE SCHEMA have no semicolons; each begins with CREATE or GRANT.
    fn schema_elements(&mut self, nodes: &[Node]) -> Vec<ParsedStatement> {
        if nodes.is_empty() {
            return Vec::new();
        }
        let (place, level) = (self.place, self.level);
        let is_start = |at: &usize| *at > 0 && (place.is(*at, "create") || place.is(*at, "grant"));
        let starts: Vec<usize> = place.outer(place.all()).filter(is_start).collect();
        let end = place.tokens.len();
        let range = |index: usize| {
            if starts.len() != nodes.len() {
                return 0..end;
            }
            starts.get(index).copied().unwrap_or(0)..starts.get(index + 1).copied().unwrap_or(end)
        };
        let element = |(index, node): (usize, &Node)| {
            let range = range(index);
            let tokens = place.tokens.get(range.clone()).unwrap_or_default();
            let mut lowering = Lowering::new(super::Place { tokens, ..place }, level);
            ParsedStatement { kind: lowering.statement(node), span: place.span(range) }
        };
        nodes.iter().enumerate().map(element).collect()
    }

    pub(super) fn create_extension(&mut self, s: &protobuf::CreateExtensionStmt) -> Statement {
        let option = |name: &str| def_elems(&s.options).find(|option| option.defname == name);
        Statement::CreateExtension(Box::new(CreateExtension {
            name: Name::new(&s.extname),
            if_not_exists: s.if_not_exists,
            schema: option("schema").and_then(option_value),
            version: option("new_version").and_then(option_value),
            cascade: option("cascade").is_some_and(is_on),
        }))
    }

    pub(super) fn alter_extension(&mut self, s: &protobuf::AlterExtensionStmt) -> Statement {
        let version =
            def_elems(&s.options).find(|option| option.defname == "new_version").and_then(option_value);
        let action = AlterExtensionAction::Update(version);
        Statement::AlterExtension(Box::new(AlterExtension { name: Name::new(&s.extname), action }))
    }

    pub(super) fn alter_extension_contents(&mut self, s: &protobuf::AlterExtensionContentsStmt) -> Statement {
        let action = AlterExtensionAction::Member;
        Statement::AlterExtension(Box::new(AlterExtension { name: Name::new(&s.extname), action }))
    }

    pub(super) fn create_publication(&mut self, s: &protobuf::CreatePublicationStmt) -> Statement {
        let publication =
            self.publication(&s.pubname, PublicationAction::Create, &s.pubobjects, s.for_all_tables);
        let publishes_changes = publishes_changes(&s.options);
        Statement::CreatePublication(Box::new(Publication { publishes_changes, ..publication }))
    }

    pub(super) fn alter_publication(&mut self, s: &protobuf::AlterPublicationStmt) -> Statement {
        let action = match s.action() {
            _ if s.pubobjects.is_empty() => PublicationAction::Options,
            AlterPublicationAction::ApDropObjects => PublicationAction::Drop,
            AlterPublicationAction::ApSetObjects => PublicationAction::Set,
            _ => PublicationAction::Add,
        };
        let publication = self.publication(&s.pubname, action, &s.pubobjects, s.for_all_tables);
        let publishes_changes = publishes_changes(&s.options);
        Statement::AlterPublication(Box::new(Publication { publishes_changes, ..publication }))
    }

    fn publication(
        &mut self,
        name: &str,
        action: PublicationAction,
        objects: &[Node],
        all_tables: bool,
    ) -> Publication {
        let mut publication = Publication {
            name: Name::new(name),
            action,
            tables: Vec::new(),
            parts: Vec::new(),
            schemas: Vec::new(),
            all_tables,
            publishes_changes: None,
        };
        for node in objects {
            let Some(N::PublicationObjSpec(object)) = &node.node else { continue };
            match (object.pubobjtype(), &object.pubtable) {
                (_, Some(table)) => {
                    let name = self.relation(table.relation.as_ref());
                    let filter = table.where_clause.as_deref().map(|node| self.expr(node));
                    let columns: Vec<Name> = strings(&table.columns).map(Name::new).collect();
                    if filter.is_some() || !columns.is_empty() {
                        publication.parts.push(PublishedPart { table: name.clone(), columns, filter });
                    }
                    publication.tables.push(name);
                }
                (PublicationObjSpecType::PublicationobjTablesInCurSchema, _) => {
                    publication.schemas.push(Name::new("current_schema"));
                }
                _ => publication.schemas.push(Name::new(&object.name)),
            }
        }
        publication
    }

    pub(super) fn create_role(&mut self, s: &protobuf::CreateRoleStmt) -> Statement {
        let mut change = self.role_change(Some(Name::new(&s.role)), &s.options);
        let may_log_in = s.stmt_type() == RoleStmtType::RolestmtUser;
        change.login = change.login.or(Some(may_log_in));
        Statement::CreateRole(Box::new(change))
    }

    pub(super) fn alter_role(&mut self, s: &protobuf::AlterRoleStmt) -> Statement {
        let change = self.role_change(s.role.as_ref().map(role_name), &s.options);
        Statement::AlterRole(Box::new(RoleChange { drops_members: s.action < 0, ..change }))
    }

    fn role_change(&self, role: Option<Name>, options: &[Node]) -> RoleChange {
        let attribute = |option: &protobuf::DefElem| match option.defname.as_str() {
            "canlogin" => Name::new("login"),
            "isreplication" => Name::new("replication"),
            other => Name::new(other),
        };
        // An attribute that is taken away (NOSUPERUSER) is no attribute.
        let given = def_elems(options).filter(|option| {
            !matches!(option.arg.as_deref().and_then(|node| node.node.as_ref()), Some(N::Boolean(b)) if !b.boolval)
        });
        let password = self.place.word(self.place.all(), "password").map(|at| at + 1);
        let password =
            password.filter(|at| matches!(self.place.kind(*at), Some(TokenKind::Text | TokenKind::Dollar)));
        let option = |name: &str| def_elems(options).find(|option| option.defname == name);
        let named = |name: &'static str| {
            let given = def_elems(options).filter(move |option| option.defname == name);
            given.flat_map(|option| match option.arg.as_deref().and_then(|node| node.node.as_ref()) {
                Some(N::List(list)) => super::hang::roles(&list.items),
                _ => Vec::new(),
            })
        };
        RoleChange {
            role,
            attributes: given.map(attribute).collect(),
            login: option("canlogin").map(is_on),
            connection_limit: option("connectionlimit").and_then(option_value).and_then(|n| n.parse().ok()),
            valid_until: option("validUntil").and_then(option_value),
            password: password.map(|at| self.place.span(at..at + 1)),
            inherits: option("inherit").map(is_on),
            groups: named("addroleto").collect(),
            members: named("rolemembers").chain(named("adminmembers")).collect(),
            ..RoleChange::default()
        }
    }

    pub(super) fn alter_role_set(&mut self, s: &protobuf::AlterRoleSetStmt) -> Statement {
        Statement::AlterRole(Box::new(RoleChange {
            role: s.role.as_ref().map(role_name),
            database: filled_name(&s.database),
            setting: s.setstmt.as_ref().map(|set| Name::new(set.name.to_lowercase())),
            ..RoleChange::default()
        }))
    }

    pub(super) fn alter_database_set(&mut self, s: &protobuf::AlterDatabaseSetStmt) -> Statement {
        Statement::AlterRole(Box::new(RoleChange {
            database: filled_name(&s.dbname),
            setting: s.setstmt.as_ref().map(|set| Name::new(set.name.to_lowercase())),
            ..RoleChange::default()
        }))
    }

    pub(super) fn grant(&mut self, s: &protobuf::GrantStmt) -> Statement {
        Statement::Grant(Box::new(self.grant_of(s)))
    }

    fn grant_of(&self, s: &protobuf::GrantStmt) -> Grant {
        let privilege = |node: &Node| match &node.node {
            Some(N::AccessPriv(privilege)) => Some(privilege_name(privilege)),
            _ => None,
        };
        let all_in_schema = s.targtype() == GrantTargetType::AclTargetAllInSchema;
        let kind = if all_in_schema { ObjectType::ObjectSchema } else { s.objtype() };
        Grant {
            grant: s.is_grant,
            privileges: s.privileges.iter().filter_map(privilege).collect(),
            kind: object_kind(s.objtype()),
            objects: s.objects.iter().map(|node| self.granted(kind, node)).collect(),
            all_in_schema,
            grantees: super::hang::roles(&s.grantees),
            with_grant_option: s.grant_option,
            cascade: cascades(s.behavior()),
            of_role: false,
        }
    }

    /// An object that rights are given on.
    fn granted(&self, kind: ObjectType, node: &Node) -> ObjectRef {
        let after_on = self.place.word(self.place.all(), "on").map_or(0, |at| at + 1);
        let find = |name: &str| {
            let span = self.place.find_name(after_on..self.place.tokens.len(), name);
            self.place.tokens.partition_point(|token| token.start < span.start)
        };
        let first = |names: &[Node]| find(strings(names).next().unwrap_or(""));
        let (name, arguments) = match &node.node {
            Some(N::RangeVar(relation)) => (self.relation(Some(relation)), None),
            Some(N::String(name)) => (self.place.object(find(&name.sval), None, &name.sval), None),
            Some(N::List(list)) => (self.name_at(first(&list.items), &list.items), None),
            Some(N::ObjectWithArgs(function)) => {
                let name = self.name_at(first(&function.objname), &function.objname);
                (name, (!function.args_unspecified).then(|| self.types(&function.objargs)))
            }
            _ => (self.place.object(after_on, None, ""), None),
        };
        ObjectRef { kind: object_kind(kind), name, part: None, arguments }
    }

    pub(super) fn grant_role(&mut self, s: &protobuf::GrantRoleStmt) -> Statement {
        let role = |node: &Node| match &node.node {
            Some(N::AccessPriv(role)) => Some(Name::new(&role.priv_name)),
            _ => None,
        };
        Statement::Grant(Box::new(Grant {
            grant: s.is_grant,
            privileges: s.granted_roles.iter().filter_map(role).collect(),
            kind: ObjectKind::Role,
            objects: Vec::new(),
            all_in_schema: false,
            grantees: super::hang::roles(&s.grantee_roles),
            with_grant_option: match s.is_grant {
                true => def_elems(&s.opt).any(|option| option.defname == "admin" && is_on(option)),
                false => !s.opt.is_empty(),
            },
            cascade: cascades(s.behavior()),
            of_role: true,
        }))
    }

    pub(super) fn default_privileges(&mut self, s: &protobuf::AlterDefaultPrivilegesStmt) -> Statement {
        let Some(action) = &s.action else { return Statement::Other("ALTER DEFAULT PRIVILEGES") };
        let mut grant = self.grant_of(action);
        let schemas = def_elems(&s.options).find(|option| option.defname == "schemas");
        if let Some(N::List(list)) = schemas.and_then(|option| option.arg.as_deref()?.node.as_ref()) {
            let names: Vec<&str> = strings(&list.items).collect();
            let idents = self.place.idents(self.place.all(), names.into_iter());
            let schema = |ident: crate::ast::Ident| {
                let mut reference = super::object::role_reference(ident);
                reference.kind = ObjectKind::Schema;
                reference
            };
            grant.objects = idents.into_iter().map(schema).collect();
        }
        Statement::AlterDefaultPrivileges(Box::new(grant))
    }
}

pub(super) fn role_name(role: &RoleSpec) -> Name {
    Name::new(match role.roletype() {
        RoleSpecType::RolespecPublic => "public",
        RoleSpecType::RolespecCurrentRole => "current_role",
        RoleSpecType::RolespecCurrentUser => "current_user",
        RoleSpecType::RolespecSessionUser => "session_user",
        _ => role.rolename.as_str(),
    })
}

/// Whether `WITH (publish = '…')` lists UPDATE or DELETE.
fn publishes_changes(options: &[Node]) -> Option<bool> {
    let publish = def_elems(options).find(|option| option.defname == "publish")?;
    let listed = option_value(publish)?.to_ascii_lowercase();
    Some(listed.contains("update") || listed.contains("delete"))
}
