//! A database that was found: hosts, login, encryption; and the connection to it.

use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

use postgres::config::{ChannelBinding, TargetSessionAttrs};
use postgres::error::DbError;
use postgres::{Client, Config};

use crate::config::DatabaseOrigin;

use super::error::ConnectError;
use super::explain::explain;
use super::origin;
use super::parameters::Parameters;
use super::password_file::{self, Login};
use super::secret::Secret;
use super::tls::{TlsPolicy, Verification};

/// A place to connect to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Host {
    /// The folder of a socket.
    Socket(PathBuf),
    Name(String),
}

/// What the user allowed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Permissions {
    /// An unencrypted connection to another host.
    pub plaintext: bool,
}

/// Everything needed to connect.
#[derive(Clone, Debug)]
pub struct Target {
    hosts: Vec<(Host, u16)>,
    address: Option<IpAddr>,
    user: String,
    database: String,
    password: Option<Secret>,
    tls: TlsPolicy,
    channel_binding: ChannelBinding,
    session: TargetSessionAttrs,
    patience: Duration,
}

const PORT: u16 = 5432;
const PATIENCE: Duration = Duration::from_secs(5);

/// How long data that was sent may stay unacknowledged before the connection counts as lost.
const SILENCE: Duration = Duration::from_secs(20);

impl Target {
    /// Reads what names the database. Nothing is connected yet.
    pub fn find(origin: &DatabaseOrigin, permissions: Permissions) -> Result<Self, ConnectError> {
        Self::of(&origin::parameters(origin)?, &origin::shown(origin), permissions)
    }

    /// Reads a URL or `key=value` pairs, and nothing else.
    pub fn read(text: &Secret, permissions: Permissions) -> Result<Self, ConnectError> {
        let parameters = Parameters::read(text.reveal()).map_err(ConnectError::new)?;
        Self::of(&parameters, "the URL", permissions)
    }

    fn of(parameters: &Parameters, named_by: &str, permissions: Permissions) -> Result<Self, ConnectError> {
        let hosts = hosts(parameters)?;
        let address = match parameters.get("hostaddr") {
            Some(text) => Some(text.parse().map_err(|_| ConnectError::new("`hostaddr` is no IP address"))?),
            None => None,
        };
        let is_local = match address {
            Some(address) => IpAddr::is_loopback(&address),
            None => hosts.iter().all(|(host, _)| host.is_local()),
        };
        let tls = TlsPolicy::choose(
            parameters.get("sslmode"),
            parameters.get("sslrootcert"),
            is_local,
            permissions.plaintext,
        )?;
        let user = parameters.get("user").map(str::to_owned).or_else(system_user).ok_or_else(|| {
            ConnectError::new(format!("{named_by} names no user"))
                .remedy("write it as postgresql://user@host/database, or set PGUSER")
        })?;
        let database = parameters.get("dbname").unwrap_or(&user).to_owned();
        let mut target = Self {
            hosts,
            address,
            user,
            database,
            password: parameters.get("password").map(Secret::new),
            tls,
            channel_binding: channel_binding(parameters)?,
            session: session(parameters)?,
            patience: patience(parameters),
        };
        if target.password.is_none() {
            target.password = target.password_in_file(parameters)?;
        }
        Ok(target)
    }

    /// Opens a connection that can write. Those who only ask use [`super::Session`].
    pub fn connect(&self, application: &str) -> Result<Client, ConnectError> {
        let connector = self.tls.connector()?;
        self.config(application).connect(connector).map_err(|error| explain(&error, self))
    }

    /// The same, where what the server says beside its answers is told to somebody.
    pub fn connect_heard(
        &self,
        application: &str,
        heard: impl Fn(DbError) + Send + Sync + 'static,
    ) -> Result<Client, ConnectError> {
        let connector = self.tls.connector()?;
        let mut config = self.config(application);
        config.notice_callback(heard);
        config.connect(connector).map_err(|error| explain(&error, self))
    }

    /// Whether both lead to the same database of the same server, as far as their names tell.
    pub fn is_same_place(&self, other: &Target) -> bool {
        let shared = self.hosts.iter().any(|host| other.hosts.contains(host));
        self.database == other.database && shared
    }

    /// How the server is called in a message.
    pub fn place(&self) -> String {
        let shown: Vec<String> = self.hosts.iter().map(|(host, port)| host.shown(*port)).collect();
        shown.join(", ")
    }

    pub fn user(&self) -> &str {
        &self.user
    }

    pub fn database(&self) -> &str {
        &self.database
    }

    /// What the user should know about the connection before trusting it.
    pub fn caveat(&self) -> Option<&'static str> {
        (self.tls.verification == Verification::Anyone).then_some(
            "the connection is encrypted, but nobody verified who answers: use sslmode=verify-full",
        )
    }

    /// Another's words without the password.
    pub(super) fn scrub(&self, text: &str) -> String {
        self.password.as_ref().map_or_else(|| text.to_owned(), |password| password.scrub(text))
    }

    fn config(&self, application: &str) -> Config {
        let mut config = Config::new();
        for (host, port) in &self.hosts {
            match host {
                Host::Socket(folder) => config.host_path(folder),
                Host::Name(name) => config.host(name),
            };
            config.port(*port);
        }
        if let Some(address) = self.address {
            config.hostaddr(address);
        }
        if let Some(password) = &self.password {
            config.password(password.reveal());
        }
        config
            .user(&self.user)
            .dbname(&self.database)
            .application_name(application)
            .connect_timeout(self.patience)
            .tcp_user_timeout(SILENCE)
            .ssl_mode(self.tls.mode())
            .channel_binding(self.channel_binding)
            .target_session_attrs(self.session);
        config
    }

    fn password_in_file(&self, parameters: &Parameters) -> Result<Option<Secret>, ConnectError> {
        let file = parameters.get("passfile").map(PathBuf::from).or_else(password_file::default_path);
        let (Some(file), Some((host, port))) = (file, self.hosts.first()) else { return Ok(None) };
        let host = match host {
            Host::Name(name) => name,
            // libpq calls a socket in its usual place so.
            Host::Socket(_) => "localhost",
        };
        let login = Login { host, port: *port, database: &self.database, user: &self.user };
        password_file::password(&file, &login)
    }
}

impl Host {
    fn is_local(&self) -> bool {
        match self {
            Host::Socket(_) => true,
            Host::Name(name) => {
                name == "localhost" || name.parse().is_ok_and(|address: IpAddr| address.is_loopback())
            }
        }
    }

    fn shown(&self, port: u16) -> String {
        match self {
            Host::Socket(folder) => format!("{}/.s.PGSQL.{port}", folder.display()),
            Host::Name(name) if name.contains(':') => format!("[{name}]:{port}"),
            Host::Name(name) => format!("{name}:{port}"),
        }
    }
}

fn hosts(parameters: &Parameters) -> Result<Vec<(Host, u16)>, ConnectError> {
    let stated = parameters.get("host").or_else(|| parameters.get("hostaddr"));
    let hosts: Vec<Host> = match stated {
        Some(names) => names.split(',').map(host).collect(),
        None => vec![usual_host()],
    };
    let ports = match parameters.get("port") {
        Some(ports) => ports
            .split(',')
            .map(|port| if port.is_empty() { Ok(PORT) } else { port.trim().parse() })
            .collect::<Result<Vec<u16>, _>>()
            .map_err(|_| ConnectError::new("`port` is no number from 1 to 65535"))?,
        None => vec![PORT],
    };
    if ports.len() != 1 && ports.len() != hosts.len() {
        return Err(ConnectError::new("there are more ports than hosts, or fewer")
            .remedy("give one port for all, or one for each host"));
    }
    let port = |at: usize| ports.get(at).or(ports.first()).copied().unwrap_or(PORT);
    Ok(hosts.into_iter().enumerate().map(|(at, host)| (host, port(at))).collect())
}

fn host(name: &str) -> Host {
    if name.starts_with('/') { Host::Socket(PathBuf::from(name)) } else { Host::Name(name.trim().to_owned()) }
}

/// Where libpq looks when nobody says: the socket of the system's package, else the network's own.
fn usual_host() -> Host {
    let folders = ["/var/run/postgresql", "/tmp"].map(PathBuf::from);
    let found = folders.into_iter().find(|folder| folder.join(format!(".s.PGSQL.{PORT}")).exists());
    found.map_or_else(|| Host::Name("localhost".to_owned()), Host::Socket)
}

fn system_user() -> Option<String> {
    ["USER", "LOGNAME", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|user| !user.is_empty()))
}

fn channel_binding(parameters: &Parameters) -> Result<ChannelBinding, ConnectError> {
    match parameters.get("channel_binding") {
        None | Some("prefer") => Ok(ChannelBinding::Prefer),
        Some("require") => Ok(ChannelBinding::Require),
        Some("disable") => Ok(ChannelBinding::Disable),
        Some(_) => Err(ConnectError::new("`channel_binding` must be prefer, require or disable")),
    }
}

fn session(parameters: &Parameters) -> Result<TargetSessionAttrs, ConnectError> {
    match parameters.get("target_session_attrs") {
        None | Some("any" | "prefer-standby") => Ok(TargetSessionAttrs::Any),
        Some("read-write" | "primary") => Ok(TargetSessionAttrs::ReadWrite),
        Some("read-only" | "standby") => Ok(TargetSessionAttrs::ReadOnly),
        Some(_) => Err(ConnectError::new("`target_session_attrs` has a value that libpq does not know")),
    }
}

fn patience(parameters: &Parameters) -> Duration {
    let stated =
        parameters.get("connect_timeout").and_then(|text| text.parse().ok()).filter(|seconds| *seconds > 0);
    stated.map_or(PATIENCE, Duration::from_secs)
}
