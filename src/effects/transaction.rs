//! From a statement to the family it belongs to, and what refuses a transaction block without touching a relation.

use super::prediction::{DEEPEST_CALL, Prediction};
use super::query::Stage;
use crate::ast::{BlockStatement, ClusterWide, Expr, FunctionCall, Query, Statement, Transaction};
use crate::source::Span;

impl Prediction<'_> {
    pub(super) fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::CreateTable(create) => self.create_table(create),
            Statement::CreateTableAs(create) => self.create_table_as(create),
            Statement::CreateView(create) => self.create_view(create),
            Statement::CreateSequence(create) => self.create_sequence(create),
            Statement::CreateIndex(create) => self.create_index(create),
            Statement::AlterTable(alter) => self.alter_table(alter),
            Statement::AlterSequence(alter) => self.alter_sequence(alter),
            Statement::RefreshMaterializedView(refresh) => self.refresh(refresh),
            Statement::CreateStatistics(create) => self.create_statistics(create),

            Statement::Drop(drop) => self.drop_of_kind(drop),
            Statement::Rename(rename) => self.rename(rename),
            Statement::SetSchema(set) => self.set_schema(set),
            Statement::OwnerTo(owner) => self.owner_to(owner),
            Statement::Comment(comment) => self.comment(comment),
            Statement::Label(object) => self.label(object),

            Statement::CreateTrigger(create) => self.create_trigger(create),
            Statement::CreateRule(create) => self.create_rule(create),
            Statement::CreatePolicy(create) => self.create_policy(create),
            Statement::AlterPolicy(alter) => self.alter_policy(alter),

            Statement::AlterEnum(alter) => self.alter_enum(alter),
            Statement::AlterDomain(alter) => self.alter_domain(alter),
            Statement::CreateFunction(create) => self.create_function(create),
            Statement::CreateSchema(create) => self.create_schema(create),
            Statement::CreatePublication(publication) | Statement::AlterPublication(publication) => {
                self.publication(publication);
            }
            Statement::Grant(grant) => self.grant(grant),
            Statement::Cluster(cluster) => self.cluster_wide(cluster),

            Statement::Vacuum(vacuum) => self.vacuum(vacuum),
            Statement::ClusterTable(cluster) => self.cluster(cluster),
            Statement::Reindex(reindex) => self.reindex(reindex),
            Statement::LockTable(lock) => self.lock_table(lock),
            Statement::Truncate(truncate) => self.truncate(truncate),

            Statement::Select(query) => {
                self.query(query, Stage::Executed);
                self.refuse_ending_calls(query);
            }
            Statement::Insert(insert) => self.insert(insert),
            Statement::Update(update) => self.update(update),
            Statement::Delete(delete) => self.delete(delete),
            Statement::Merge(merge) => self.merge(merge),
            Statement::Copy(copy) => self.copy(copy),
            Statement::Call(call) => {
                if self.procedure_commits(call, 0) {
                    self.refuse_transaction("a procedure that commits");
                }
                call.arguments.iter().for_each(|argument| self.expression_calls(argument));
                self.call(call);
            }
            Statement::Transaction(transaction) => self.transaction(transaction),

            // The statements inside a block are steps of their own, whose effects the block takes over.
            Statement::Do(block) => {
                if self.commits(&block.statements, 0) {
                    self.refuse_transaction("a block that commits");
                }
            }
            // These change no relation that exists and lock none.
            Statement::CreateType(_) | Statement::CreateDomain(_) | Statement::AlterFunction(_) => {}
            Statement::CreateExtension(_) | Statement::AlterExtension(_) => {}
            Statement::CreateRole(_) | Statement::AlterRole(_) | Statement::AlterDefaultPrivileges(_) => {}
            Statement::Set(_) | Statement::SetConstraints(_) | Statement::Other(_) => {}
        }
        self.refuse_misspelled_in(statement);
    }

    /// Whether one of the statements of a block ends the transaction, or calls a procedure that does.
    fn commits(&self, statements: &[BlockStatement], depth: u8) -> bool {
        statements.iter().any(|inside| match &inside.statement.kind {
            Statement::Transaction(Transaction::Commit { .. } | Transaction::Rollback { .. }) => true,
            Statement::Call(call) => self.procedure_commits(call, depth),
            _ => false,
        })
    }

    fn procedure_commits(&self, call: &FunctionCall, depth: u8) -> bool {
        let called = self.before.called(&call.name_at(Span::default()), Some(call.arguments.len()));
        depth < DEEPEST_CALL
            && called
                .and_then(|routine| routine.definition.as_deref())
                .is_some_and(|definition| self.commits(&definition.statements, depth + 1))
    }

    /// A function cannot end the transaction of the query that calls it, whether others are in it or not.
    fn refuse_ending_calls(&mut self, query: &Query) {
        // Without a row none is called.
        if !query.relations.is_empty() {
            return;
        }
        let mut ends = false;
        query.walk_expressions(&mut |expr| {
            if let Expr::Call(call) = expr {
                ends |= self.surely_ends(call, 0);
            }
        });
        if ends {
            self.fail("2D000", "invalid transaction termination");
        }
    }

    fn surely_ends(&self, call: &FunctionCall, depth: u8) -> bool {
        let called = self.before.called(&call.name_at(Span::default()), Some(call.arguments.len()));
        let Some(definition) = called.and_then(|routine| routine.definition.as_deref()) else { return false };
        // A handler may catch it.
        let handles =
            definition.body.as_ref().is_none_or(|(body, _)| body.to_lowercase().contains("exception"));
        depth < DEEPEST_CALL
            && definition.language == "plpgsql"
            && !handles
            && definition.statements.iter().filter(|inside| !inside.conditional).any(|inside| {
                match &inside.statement.kind {
                    Statement::Transaction(Transaction::Commit { .. } | Transaction::Rollback { .. }) => true,
                    Statement::Call(call) => self.surely_ends(call, depth + 1),
                    _ => false,
                }
            })
    }

    fn cluster_wide(&mut self, cluster: &ClusterWide) {
        if cluster.refuses_transaction {
            self.refuse_transaction(cluster.command);
        }
    }

    fn transaction(&mut self, transaction: &Transaction) {
        match transaction {
            Transaction::CommitPrepared => self.refuse_transaction("COMMIT PREPARED"),
            Transaction::RollbackPrepared => self.refuse_transaction("ROLLBACK PREPARED"),
            _ => {}
        }
    }
}
