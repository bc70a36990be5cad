//! Encryption: whose certificate is believed, under libpq's `sslmode` names. verify-full off the local host.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use postgres::config::SslMode;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::error::ConnectError;

/// How far the server's certificate is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verification {
    /// No encryption.
    Off,
    /// Encrypted where the server can: for the local host alone.
    Opportunistic,
    /// Encrypted, to whoever answers.
    Anyone,
    /// Signed by an authority that is known.
    Authority,
    /// The same, and it names the host.
    Host,
}

/// What was asked for, and what it needs.
#[derive(Clone, Debug)]
pub(super) struct TlsPolicy {
    pub(super) verification: Verification,
    pub(super) roots: Option<PathBuf>,
}

impl TlsPolicy {
    /// The policy for a host: what is written, but nothing weaker than encryption to another host without consent.
    pub(super) fn choose(
        mode: Option<&str>,
        roots: Option<&str>,
        is_local: bool,
        allow_plaintext: bool,
    ) -> Result<Self, ConnectError> {
        let roots = roots.filter(|path| *path != "system").map(PathBuf::from);
        let verification = match mode {
            None if is_local => Verification::Opportunistic,
            None => Verification::Host,
            Some("verify-full") => Verification::Host,
            Some("verify-ca") => Verification::Authority,
            // As libpq has it: who names an authority wants it asked.
            Some("require") if roots.is_some() => Verification::Authority,
            Some("require") => Verification::Anyone,
            Some("allow" | "prefer") if is_local || allow_plaintext => Verification::Opportunistic,
            Some("allow" | "prefer") => Verification::Anyone,
            Some("disable") if is_local || allow_plaintext => Verification::Off,
            Some("disable") => {
                return Err(ConnectError::new(
                    "`sslmode=disable` would send the password and everything else in the clear to another host",
                )
                .remedy("use sslmode=verify-full, or say --allow-plaintext where the network is your own"));
            }
            Some(_) => {
                return Err(ConnectError::new("`sslmode` has a value that libpq does not know")
                    .remedy("use verify-full, verify-ca, require, prefer, allow or disable"));
            }
        };
        Ok(Self { verification, roots })
    }

    pub(super) fn mode(&self) -> SslMode {
        match self.verification {
            Verification::Off => SslMode::Disable,
            Verification::Opportunistic => SslMode::Prefer,
            _ => SslMode::Require,
        }
    }

    pub(super) fn connector(&self) -> Result<MakeRustlsConnect, ConnectError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier: Arc<dyn ServerCertVerifier> = match self.verification {
            Verification::Off | Verification::Opportunistic | Verification::Anyone => {
                Arc::new(Encrypted { provider: provider.clone() })
            }
            Verification::Authority => Arc::new(Signed { inner: self.web_pki(provider.clone())? }),
            Verification::Host => self.web_pki(provider.clone())?,
        };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| ConnectError::new(format!("TLS cannot be set up: {error}")))?
            .dangerous()
            .with_custom_certificate_verifier(verifier)
            .with_no_client_auth();
        Ok(MakeRustlsConnect::new(config))
    }

    fn web_pki(&self, provider: Arc<CryptoProvider>) -> Result<Arc<WebPkiServerVerifier>, ConnectError> {
        let roots = match &self.roots {
            Some(file) => roots_of(file)?,
            None => native_roots(),
        };
        WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build().map_err(|_| {
            ConnectError::new("this system has no certificate authorities to verify the server by")
                .remedy("install ca-certificates, or name the provider's file: sslrootcert=/path/to/ca.pem")
        })
    }
}

fn native_roots() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots
}

fn roots_of(file: &Path) -> Result<RootCertStore, ConnectError> {
    let unusable = |what: String| {
        ConnectError::new(format!("`sslrootcert` {} {what}", file.display()))
            .remedy("name the PEM file with the certificate of the server's authority")
    };
    let certificates = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unusable(format!("cannot be read: {error}")))?;
    let mut roots = RootCertStore::empty();
    match roots.add_parsable_certificates(certificates) {
        (0, _) => Err(unusable("holds no certificate".to_owned())),
        _ => Ok(roots),
    }
}

/// Believes any certificate, but checks that the one who shows it has its key.
#[derive(Debug)]
struct Encrypted {
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Encrypted {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Asks for a known authority, and not for the host's name.
#[derive(Debug)]
struct Signed {
    inner: Arc<WebPkiServerVerifier>,
}

impl ServerCertVerifier for Signed {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        match self.inner.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now) {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            verified => verified,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.inner.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.inner.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.inner.supported_verify_schemes()
    }
}
