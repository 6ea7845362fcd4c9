//! `variorum serve` stays up: whatever is sent to it, and however slowly, an honest request is
//! answered, memory and threads stay bounded, and nobody else's page is served.
#![cfg(unix)]
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and writes what it serves"
)]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

/// How soon an honest request is answered, whatever the others do.
const SOON: Duration = Duration::from_secs(2);
/// Connections that the program keeps open at a time.
const PLACES: usize = 128;

/// A running server, ended when this is dropped.
struct Server {
    process: Child,
    address: SocketAddr,
    _documents: TempDir,
}

impl Server {
    fn start() -> Self {
        let documents = tempfile::tempdir().unwrap();
        let text = "The harbour office of Halvern said on Monday that twelve boats had been lost.";
        std::fs::write(documents.path().join("a.txt"), text).unwrap();
        std::fs::write(documents.path().join("b.txt"), text.replace("twelve", "twenty")).unwrap();
        let mut process = Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(["serve", ".", "--port", "0", "--quiet"])
            .current_dir(documents.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().trim_start_matches("http://").trim_end_matches('/');
        Self { process, address: address.parse().unwrap(), _documents: documents }
    }

    fn open(&self) -> TcpStream {
        let stream = TcpStream::connect_timeout(&self.address, SOON).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(8))).unwrap();
        stream.set_write_timeout(Some(Duration::from_secs(8))).unwrap();
        stream
    }

    /// Everything that comes back for these bytes, until the connection ends.
    fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = self.open();
        // The other side may refuse before it has read all.
        let _ = stream.write_all(bytes);
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// The status of the answer to a request; 0 where the connection ended without one.
    fn status(&self, bytes: &[u8]) -> u16 {
        let answer = self.raw(bytes);
        let status = answer.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3));
        status.map_or(0, |status| status.parse().unwrap())
    }

    fn get(&self, path: &str, headers: &str) -> u16 {
        self.status(format!("GET {path} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").as_bytes())
    }

    fn assert_answers(&self, when: &str) {
        let start = Instant::now();
        assert_eq!(self.get("/api/version", "Host: 127.0.0.1\r\n"), 200, "{when}");
        assert!(start.elapsed() < SOON, "{when}: answered after {:?}", start.elapsed());
    }

    /// A number of `/proc/PID/status`, where there is one.
    fn number(&self, name: &str) -> Option<usize> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with(name))?;
        line.split_whitespace().nth(1)?.parse().ok()
    }

    fn assert_small(&self, when: &str) {
        if let Some(threads) = self.number("Threads") {
            assert!(threads <= 64, "{when}: {threads} threads");
        }
        if let Some(kib) = self.number("VmRSS") {
            assert!(kib < 256 << 10, "{when}: {kib} KiB");
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn only_this_machine_by_its_own_name_is_answered() {
    let server = Server::start();
    for host in ["127.0.0.1", "localhost:80", "LOCALHOST", "[::1]:9"] {
        assert_eq!(server.get("/api/version", &format!("Host: {host}\r\n")), 200, "{host}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example", "localhost.", "0.0.0.0", "x@127.0.0.1"] {
        assert_eq!(server.get("/api/version", &format!("Host: {host}\r\n")), 403, "{host}");
    }
    assert_eq!(server.get("/api/version", ""), 403);
    for two in
        ["Host: 127.0.0.1\r\nHost: evil.example\r\n", "Host: a.example\r\nHost: localhost\r\n"]
    {
        assert_eq!(server.get("/api/version", two), 400, "{two}");
    }
    assert_eq!(server.get("http://evil.example/api/version", "Host: 127.0.0.1\r\n"), 403);
    for site in ["cross-site", "same-site"] {
        let headers = format!("Host: localhost\r\nSec-Fetch-Site: {site}\r\n");
        assert_eq!(server.get("/api/statements", &headers), 403, "{site}");
    }
    let own = "Host: localhost\r\nSec-Fetch-Site: same-origin\r\n";
    assert_eq!(server.get("/api/statements", own), 200);
    for path in ["/../b.txt", "/..%2fb.txt", "//etc/passwd", "/%", "/api/document?index=-1"] {
        assert_eq!(server.get(path, "Host: localhost\r\n"), 404, "{path}");
    }
}

#[test]
fn a_request_is_bounded_before_anything_is_kept_of_it() {
    let server = Server::start();
    let host = "Host: 127.0.0.1\r\n";
    let long = "y".repeat(4 << 20);
    let heads = [
        ("a long address", format!("GET /{long} HTTP/1.1\r\n{host}\r\n")),
        ("a long header", format!("GET / HTTP/1.1\r\n{host}X: {long}\r\n\r\n")),
        ("many headers", format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(1_000))),
        ("headers without end", format!("GET / HTTP/1.1\r\n{host}{}", "X: y\r\n".repeat(500_000))),
    ];
    let before = server.number("VmRSS");
    for (what, head) in heads {
        let status = server.status(head.as_bytes());
        assert!(matches!(status, 0 | 414 | 431), "{what}: {status}");
        server.assert_answers(what);
    }
    if let (Some(before), Some(after)) = (before, server.number("VmRSS")) {
        assert!(after < before + (16 << 10), "{before} KiB became {after} KiB");
    }
    for (what, request) in [
        ("a body", format!("GET / HTTP/1.1\r\n{host}Content-Length: 3\r\n\r\nabc")),
        (
            "a body that does not come",
            format!("GET / HTTP/1.1\r\n{host}Content-Length: 9999999999\r\n\r\n"),
        ),
        (
            "an odd size",
            format!(
                "GET / HTTP/1.1\r\n{host}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nx"
            ),
        ),
        (
            "an expectation",
            format!("POST / HTTP/1.1\r\n{host}Expect: 100-continue\r\nContent-Length: 9\r\n\r\n"),
        ),
        ("another method", format!("POST / HTTP/1.1\r\n{host}Connection: close\r\n\r\n")),
        (
            "a tunnel",
            format!("CONNECT evil.example:80 HTTP/1.1\r\n{host}Connection: close\r\n\r\n"),
        ),
        ("no version", "GET /\r\n\r\n".to_owned()),
        ("noise", "\0\u{7f}".repeat(500) + "\r\n\r\n"),
    ] {
        let status = server.status(request.as_bytes());
        assert!(matches!(status, 0 | 400 | 403 | 405 | 413), "{what}: {status}");
        server.assert_answers(what);
    }
}

#[test]
fn half_open_requests_hold_nobody_off() {
    let server = Server::start();
    let half = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ";
    let open: Vec<TcpStream> = (0..4 * PLACES)
        .map(|_| {
            let mut stream = server.open();
            let _ = stream.write_all(half);
            stream
        })
        .collect();
    for _ in 0..5 {
        server.assert_answers("half-open requests are held");
    }
    server.assert_small("half-open requests are held");
    drop(open);
    server.assert_answers("they are gone");
}

#[test]
fn who_never_reads_holds_no_worker() {
    let server = Server::start();
    let request = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    let open: Vec<TcpStream> = (0..64)
        .map(|_| {
            let mut stream = server.open();
            stream.set_nonblocking(true).unwrap();
            let _ = stream.write_all(&request.repeat(100));
            stream
        })
        .collect();
    for _ in 0..5 {
        server.assert_answers("64 clients never read");
    }
    server.assert_small("64 clients never read");
    drop(open);
    server.assert_answers("they are gone");
}

#[test]
fn who_is_silent_or_drips_is_sent_away() {
    let server = Server::start();
    let mut silent = server.open();
    let mut dripping = server.open();
    let mut idle = server.open();
    idle.write_all(b"GET /api/version HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").unwrap();
    dripping.write_all(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ").unwrap();
    let start = Instant::now();
    // A reset is an end too.
    while dripping.write_all(b"y").is_ok() && start.elapsed() < Duration::from_secs(8) {
        std::thread::sleep(Duration::from_millis(200));
    }
    assert!(start.elapsed() < Duration::from_secs(8), "a head that never ends is read for ever");
    for (stream, who) in [(&mut silent, "silent"), (&mut idle, "idle")] {
        let ended = stream.read_to_end(&mut Vec::new());
        assert!(ended.is_ok(), "the {who} connection is still open: {ended:?}");
    }
    server.assert_answers("they are gone");
}

#[test]
fn memory_stays_flat_over_many_requests() {
    let server = Server::start();
    let paths = ["/", "/api/statements?q=boats", "/api/document?index=0", "/api/version"];
    let many = |rounds: usize| {
        let mut stream = BufReader::new(server.open());
        for round in 0..rounds {
            let path = paths[round % paths.len()];
            let request = format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            stream.get_mut().write_all(request.as_bytes()).unwrap();
            let (mut length, mut line) = (0, String::new());
            stream.read_line(&mut line).unwrap();
            assert!(line.starts_with("HTTP/1.1 200"), "{path}: {line}");
            while line.trim() != "" {
                line.clear();
                stream.read_line(&mut line).unwrap();
                if let Some(given) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = given.trim().parse().unwrap();
                }
            }
            stream.read_exact(&mut vec![0; length]).unwrap();
        }
    };
    many(400);
    let before = server.number("VmRSS");
    many(3_000);
    if let (Some(before), Some(after)) = (before, server.number("VmRSS")) {
        assert!(after < before + (8 << 10), "{before} KiB became {after} KiB");
    }
}

#[test]
fn an_interrupt_ends_it_calmly() {
    for signal in ["-INT", "-TERM"] {
        let mut server = Server::start();
        let mut half = server.open();
        half.write_all(b"GET / HTTP/1.1\r\nHost: ").unwrap();
        server.assert_answers("before the interrupt");
        let id = server.process.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
        let start = Instant::now();
        let code = loop {
            if let Some(status) = server.process.try_wait().unwrap() {
                break status.code();
            }
            assert!(start.elapsed() < Duration::from_secs(6), "{signal}: it goes on");
            std::thread::sleep(Duration::from_millis(20));
        };
        assert_eq!(code, Some(0), "{signal}");
    }
}
