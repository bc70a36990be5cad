//! A database of one test.

use postgres::Client;

use super::Cluster;

pub(crate) struct Database {
    cluster: &'static Cluster,
    name: String,
}

impl Database {
    pub(super) fn new(cluster: &'static Cluster, name: String) -> Self {
        Self { cluster, name }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A connection as the owner of everything.
    pub(crate) fn client(&self) -> Client {
        self.cluster.client(&self.name)
    }

    pub(crate) fn run(&self, sql: &str) {
        self.client().batch_execute(sql).unwrap_or_else(|error| panic!("{error:?}\n{sql}"));
    }

    pub(crate) fn url(&self, user: &str) -> String {
        format!("postgresql://{user}@127.0.0.1:{}/{}", self.cluster.port(), self.name)
    }
}
