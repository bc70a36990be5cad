//! A server that is too old, and connections that break at any moment: a clear message, exit 2, and the findings of the
//! files all the same.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};

use super::{Report, must_pass};
use crate::cluster::{Ran, program, shared};

const INDEX: &str = "CREATE INDEX orders_email ON orders (email);\n";

/// As much of the protocol as the first questions need, spoken as a server of this version does.
struct FakeServer {
    port: u16,
}

impl FakeServer {
    fn of(number: &'static str, name: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // The client goes away when it has seen enough.
                let _ = converse(stream, number, name);
            }
        });
        Self { port }
    }
}

fn converse(mut stream: TcpStream, number: &str, name: &str) -> std::io::Result<()> {
    loop {
        let packet = startup(&mut stream)?;
        if packet[..4] != 80_877_103_i32.to_be_bytes() {
            break;
        }
        // No TLS here.
        stream.write_all(b"N")?;
    }
    stream.write_all(&message(b'R', &0_i32.to_be_bytes()))?;
    stream.write_all(&message(b'Z', b"I"))?;
    let (version, asked) = (format!("{{\"number\":{number},\"name\":\"{name}\"}}"), name);
    loop {
        let mut head = [0; 5];
        stream.read_exact(&mut head)?;
        let mut body = vec![0; i32::from_be_bytes(head[1..].try_into().unwrap()) as usize - 4];
        stream.read_exact(&mut body)?;
        let text = String::from_utf8_lossy(&body);
        let answer = match head[0] {
            b'Q' if text.contains("idle_in_transaction") && number < "090600" => {
                let text = b"SERROR\0C42704\0Munrecognized configuration parameter \"idle_in_transaction_session_timeout\"\0\0";
                [message(b'E', text), message(b'Z', b"E")].concat()
            }
            b'Q' if text.contains("SHOW server_version") => {
                [row_of(asked), message(b'C', b"SHOW\0"), message(b'Z', b"I")].concat()
            }
            b'Q' => [message(b'C', b"SELECT 1\0"), message(b'Z', b"I")].concat(),
            b'P' => message(b'1', b""),
            b'B' => message(b'2', b""),
            b'D' => description(),
            b'E' => [data(&version), message(b'C', b"SELECT 1\0")].concat(),
            b'S' => message(b'Z', b"I"),
            _ => return Ok(()),
        };
        stream.write_all(&answer)?;
    }
}

fn startup(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 4];
    stream.read_exact(&mut length)?;
    let mut packet = vec![0; i32::from_be_bytes(length) as usize - 4];
    stream.read_exact(&mut packet)?;
    Ok(packet)
}

fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[kind], ((body.len() + 4) as i32).to_be_bytes().as_slice(), body].concat()
}

/// One column of type text.
fn description() -> Vec<u8> {
    let mut body = vec![0, 1];
    body.extend(b"answer\0");
    body.extend([0; 6]);
    body.extend(25_i32.to_be_bytes());
    body.extend((-1_i16).to_be_bytes());
    body.extend((-1_i32).to_be_bytes());
    body.extend([0, 0]);
    message(b'T', &body)
}

fn data(text: &str) -> Vec<u8> {
    let mut body = vec![0, 1];
    body.extend((text.len() as i32).to_be_bytes());
    body.extend(text.as_bytes());
    message(b'D', &body)
}

fn row_of(text: &str) -> Vec<u8> {
    [description(), data(text)].concat()
}

/// Between the program and the server: when the program says this, the line is cut.
fn cut_at(server: u16, words: &'static str) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for mut client in listener.incoming().flatten() {
            let mut upstream = TcpStream::connect(("127.0.0.1", server)).unwrap();
            let (mut down, mut back) = (upstream.try_clone().unwrap(), client.try_clone().unwrap());
            std::thread::spawn(move || std::io::copy(&mut down, &mut back));
            let mut buffer = [0; 65_536];
            while let Ok(length @ 1..) = client.read(&mut buffer) {
                if buffer[..length].windows(words.len()).any(|window| window == words.as_bytes()) {
                    break;
                }
                upstream.write_all(&buffer[..length]).unwrap();
            }
            let _ = client.shutdown(Shutdown::Both);
            let _ = upstream.shutdown(Shutdown::Both);
        }
    });
    port
}

fn check(url: &str) -> Ran {
    let folder = must_pass::folder(INDEX);
    program(folder.path(), &[("DATABASE_URL", url)], &must_pass::LIVE)
}

#[test]
fn a_server_that_is_too_old_leaves_the_findings_of_the_files() {
    for (number, name) in [("110022", "11.22"), ("90624", "9.6.24"), ("090500", "9.5.25")] {
        let server = FakeServer::of(number, name);
        let ran = check(&format!("postgres://u@127.0.0.1:{}/app", server.port));
        assert_eq!(ran.code, 2, "{}", ran.all());
        for words in
            [&format!("runs PostgreSQL {name}, which is too old"), "PostgreSQL 12 and later are supported"]
        {
            assert!(ran.err.contains(words), "{words}: {}", ran.all());
        }
        let report = Report::of(&ran);
        let index = report.diagnostics.iter().find(|finding| finding.rule == "index-not-concurrent");
        assert!(index.is_some_and(|index| index.evidence.is_none()), "{}", ran.all());
    }
}

#[test]
fn a_connection_that_breaks_half_way_leaves_the_findings_of_the_files() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    database.run("CREATE TABLE orders (id bigint PRIMARY KEY, email text); ANALYZE orders");
    let cuts = [
        // While it says who it is, what is there, what it applied, whether rows are there, who may do it, who is in the way.
        ("server_version_num", "the connection was lost"),
        ("pg_partitioned_table", "the database could not be read: the connection was lost"),
        ("_sqlx_migrations", "the database could not be read: the connection was lost"),
        ("pg_has_role(r.oid", "the connection to the database was lost, so some findings have no evidence"),
        ("pg_prepared_xacts", "the connection to the database was lost, so some findings have no evidence"),
    ];
    for (words, said) in cuts {
        let port = cut_at(cluster.port(), words);
        let ran =
            check(&format!("postgresql://postgres@127.0.0.1:{port}/{}?sslmode=disable", database.name()));
        assert_eq!(ran.code, 2, "{words}: {}", ran.all());
        assert!(ran.err.contains(said), "{words}: {}", ran.all());
        let report = Report::of(&ran);
        assert!(
            report.diagnostics.iter().any(|finding| finding.rule == "index-not-concurrent"),
            "{words}: {}",
            ran.all()
        );
    }
}
