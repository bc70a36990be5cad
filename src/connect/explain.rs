//! What the driver and the server say when a connection fails, in the words of the one who has to mend it.

use std::error::Error;
use std::io::{self, ErrorKind};

use postgres::error::{DbError, SqlState};
use rustls::CertificateError;

use super::error::ConnectError;
use super::target::Target;

pub(super) fn explain(error: &postgres::Error, target: &Target) -> ConnectError {
    let place = target.place();
    if let Some(refusal) = error.as_db_error() {
        return of_server(refusal, target);
    }
    if let Some(rejection) = cause::<rustls::Error>(error) {
        return of_certificate(rejection, &place);
    }
    match cause::<io::Error>(error) {
        Some(failure) => of_network(failure, &place),
        None => of_driver(error, target),
    }
}

/// What the server itself answered. Its words may name the password's user, never the password.
fn of_server(refusal: &DbError, target: &Target) -> ConnectError {
    let place = target.place();
    let message = format!("{place} refused the connection: {}", target.scrub(refusal.message()));
    let remedy = match *refusal.code() {
        SqlState::INVALID_PASSWORD | SqlState::INVALID_AUTHORIZATION_SPECIFICATION => {
            "check the user and the password; pg_hba.conf on the server says who may come from where"
        }
        SqlState::INVALID_CATALOG_NAME => "check the name of the database",
        SqlState::TOO_MANY_CONNECTIONS => "wait for a free connection, or give the role one of its own",
        SqlState::CANNOT_CONNECT_NOW => "the server is starting or stopping; try again in a moment",
        _ => return ConnectError::new(message),
    };
    ConnectError::new(message).remedy(remedy)
}

fn of_certificate(rejection: &rustls::Error, place: &str) -> ConnectError {
    let (what, remedy) = match rejection {
        rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer) => (
            "shows a certificate of an authority that this system does not know".to_owned(),
            "name the authority's file: sslrootcert=/path/to/ca.pem (cloud providers publish theirs)",
        ),
        rustls::Error::InvalidCertificate(
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
        ) => (
            "shows a certificate for another host name".to_owned(),
            "use the name that the certificate has, or sslmode=verify-ca where the authority is your own",
        ),
        rustls::Error::InvalidCertificate(
            CertificateError::Expired | CertificateError::ExpiredContext { .. },
        ) => ("shows a certificate that has expired".to_owned(), "have the server's certificate renewed"),
        other => (format!("cannot be trusted: {other}"), "check the server's certificate and sslrootcert"),
    };
    ConnectError::new(format!("{place} {what}, so nothing was sent to it")).remedy(remedy)
}

fn of_network(failure: &io::Error, place: &str) -> ConnectError {
    let text = failure.to_string();
    let (message, remedy) = match failure.kind() {
        ErrorKind::ConnectionRefused => {
            (format!("nothing answers at {place}"), "check host and port, and that the server is running")
        }
        ErrorKind::NotFound => {
            (format!("there is no socket at {place}"), "check the folder and the port, or name a host")
        }
        ErrorKind::PermissionDenied => {
            (format!("this user may not use {place}"), "check the rights of the socket's folder")
        }
        ErrorKind::TimedOut => (
            format!("{place} does not answer"),
            "check the host, the network and the firewall; connect_timeout=10 waits longer",
        ),
        _ if text.contains("lookup") || text.contains("resolve") => {
            (format!("the host of {place} is not known"), "check its spelling, and the network's DNS")
        }
        ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset => {
            (format!("{place} closed the connection"), "check that a PostgreSQL server listens there")
        }
        _ => return ConnectError::new(format!("{place} cannot be reached: {text}")),
    };
    ConnectError::new(message).remedy(remedy)
}

/// What the driver found wrong by itself, before or after the first byte.
fn of_driver(error: &postgres::Error, target: &Target) -> ConnectError {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(inner) = source {
        text = inner.to_string();
        source = inner.source();
    }
    let text = target.scrub(&text);
    let place = target.place();
    let message = format!("{place} cannot be used: {text}");
    if text.contains("does not support TLS") {
        return ConnectError::new(format!("{place} does not offer encryption, so nothing was sent to it"))
            .remedy("switch it on at the server (ssl = on), or say --allow-plaintext with sslmode=disable");
    }
    if text.contains("password missing") {
        return ConnectError::new(format!("{place} asks for a password, and none was given"))
            .remedy("put it into the URL's variable, into PGPASSWORD, or into ~/.pgpass (chmod 600)");
    }
    if text.contains("timed out") || text.contains("timeout") {
        return of_network(&io::Error::from(ErrorKind::TimedOut), &place);
    }
    ConnectError::new(message)
}

/// The first of its causes that is of a kind. An I/O error hides what it wraps.
fn cause<'e, E: Error + 'static>(error: &'e postgres::Error) -> Option<&'e E> {
    let mut next: Option<&'e (dyn Error + 'static)> = error.source();
    while let Some(inner) = next {
        if let Some(found) = inner.downcast_ref::<E>() {
            return Some(found);
        }
        let wrapped = inner.downcast_ref::<io::Error>().and_then(|failure| failure.get_ref());
        if let Some(found) = wrapped.and_then(|wrapped| wrapped.downcast_ref::<E>()) {
            return Some(found);
        }
        next = inner.source();
    }
    None
}
