//! Databases: where one is named, how it is reached, and how it is asked without leaving a trace.
//!
//! `target` finds the parameters that `parameters`, `service_file`, `password_file` and `command` read, and connects
//! under the policy of `tls`. `session` asks: read-only, one question at a time, each in a transaction of its own.

mod command;
mod error;
mod explain;
mod origin;
mod parameters;
mod password_file;
mod secret;
mod service_file;
mod session;
mod target;
mod tls;

pub use error::ConnectError;
pub use secret::Secret;
pub use session::{Limits, Parameter, ProbeFailure, Server, Session};
pub use target::{Host, Permissions, Target};
