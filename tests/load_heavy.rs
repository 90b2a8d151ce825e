//! A review under load from another process. Run by `cargo xtask test --heavy`, in release mode.

#![expect(clippy::unwrap_used, reason = "a failed step is a failed test")]

mod program;
mod server;

use program::ferry;
use server::{Server, csv_rows};
use std::collections::BTreeSet;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// Verdicts, each on another finding, and how many are sent at once.
const VERDICTS: usize = 10_000;
const PARALLEL: usize = 50;
/// Clients that send a byte now and then.
const SLOW: usize = 30;
/// Bytes by which the server may grow for each verdict that it holds, and at all: it keeps them in memory, and each is less
/// than a kilobyte.
const BYTES_A_VERDICT: u64 = 4_000;
const BYTES: u64 = 32_000_000;

fn verdict(at: usize) -> String {
    format!(
        r#"{{"id":"{at:032x}","kind":"date","keys":["{:032x}"],"verdict":"dismiss","note":"note {at}","reviewer":"Ada","message":"m"}}"#,
        at + (1 << 40)
    )
}

/// Resident memory in bytes, where the system tells it.
fn memory(server: &Server) -> u64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.child.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() * 1024
}

fn handles(server: &Server) -> usize {
    fs::read_dir(format!("/proc/{}/fd", server.child.id())).map_or(0, Iterator::count)
}

/// Requests that must be refused, each with the answer that it gets.
fn refused(server: &Server) -> Vec<(Vec<u8>, u16)> {
    let (port, token) = (server.port, &server.token);
    let host = format!("Host: 127.0.0.1:{port}\r\n");
    let post = |headers: &str, body: &str| format!("POST /verdicts HTTP/1.1\r\n{headers}\r\n{body}").into_bytes();
    let get = |target: &str| format!("GET {target} HTTP/1.1\r\n{host}X-Crosscheck-Token: {token}\r\n\r\n").into_bytes();
    let json = "Content-Type: application/json\r\n";
    let mut out = vec![
        (post(&format!("{host}{json}X-Crosscheck-Token: {}\r\nContent-Length: 2\r\n", "0".repeat(32)), "{}"), 403),
        (post(&format!("{host}{json}Content-Length: 2\r\n"), "{}"), 403),
        (post(&format!("Host: evil.example\r\n{json}X-Crosscheck-Token: {token}\r\nContent-Length: 2\r\n"), "{}"), 403),
        (
            post(
                &format!(
                    "{host}Origin: http://evil.example\r\n{json}X-Crosscheck-Token: {token}\r\nContent-Length: 2\r\n"
                ),
                "{}",
            ),
            403,
        ),
        (post(&format!("{host}{json}X-Crosscheck-Token: {token}\r\nContent-Length: 99999999999\r\n"), ""), 413),
        (
            post(&format!("{host}{json}X-Crosscheck-Token: {token}\r\nTransfer-Encoding: chunked\r\n"), "ffffffff\r\n"),
            501,
        ),
        (post(&format!("{host}X-Long: {}\r\n", "x".repeat(20_000)), ""), 431),
    ];
    for path in [
        "/../verdicts.csv",
        "/..%2f..%2fetc/passwd",
        "/verdicts.csv",
        "//verdicts",
        "/verdicts/",
        "/%00",
        "/./",
        "/verdicts%20",
    ] {
        out.push((get(path), 404));
    }
    out
}

#[test]
fn ten_thousand_verdicts_at_fifty_in_parallel_are_each_there_once() {
    let folder = ferry();
    let server = Server::start(folder.path());
    let before = memory(&server);
    let (next, over, turned) = (AtomicUsize::new(0), AtomicBool::new(false), AtomicUsize::new(0));
    let most = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..SLOW {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", server.port)) else { continue };
                    for byte in b"POST /verdicts HTTP/1.1\r\nHost: 127.0.0.1\r\nX: " {
                        if over.load(Ordering::Relaxed) || stream.write_all(&[*byte]).is_err() {
                            break;
                        }
                        thread::sleep(Duration::from_millis(250));
                    }
                    stream.set_read_timeout(Some(Duration::from_millis(10))).unwrap();
                    let _ = stream.read(&mut [0; 64]);
                }
            });
        }
        scope.spawn(|| {
            let all = refused(&server);
            while !over.load(Ordering::Relaxed) {
                for (request, status) in &all {
                    // A server that is busy may close before it has read all that was sent.
                    if let Ok(answer) = server.try_send(request) {
                        assert!(
                            answer.status == *status || answer.status == 503,
                            "{} for {}",
                            answer.status,
                            String::from_utf8_lossy(&request[..60])
                        );
                        turned.fetch_add(1, Ordering::Relaxed);
                    }
                }
                most.fetch_max(handles(&server), Ordering::Relaxed);
            }
        });
        let workers: Vec<_> = (0..PARALLEL)
            .map(|_| {
                scope.spawn(|| {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        if at >= VERDICTS {
                            return;
                        }
                        let request = server.verdict(&verdict(at));
                        // Who is turned away asks again.
                        while !server.try_send(&request).is_ok_and(|answer| answer.status == 204) {
                            thread::sleep(Duration::from_millis(5));
                        }
                    }
                })
            })
            .collect();
        workers.into_iter().for_each(|worker| worker.join().unwrap());
        over.store(true, Ordering::Relaxed);
    });
    let after = memory(&server);
    let rows = csv_rows(&folder.path().join("verdicts.csv"));
    let ids: BTreeSet<&str> = rows.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!((rows.len(), ids.len()), (VERDICTS, VERDICTS), "none is lost, and none is there twice");
    assert!(rows.iter().all(|row| row["verdict"] == "dismiss"));
    assert_eq!(server.verdicts().as_array().map(Vec::len), Some(VERDICTS));
    let turned = turned.into_inner();
    println!(
        "{VERDICTS} verdicts; {turned} others refused; memory {} to {} MB, at most {} handles",
        before / 1_000_000,
        after / 1_000_000,
        most.into_inner()
    );
    assert!(turned > 100, "only {turned} requests were refused");
    assert!(after < before + BYTES + BYTES_A_VERDICT * VERDICTS as u64, "from {before} to {after} bytes of memory");
    // What came and went leaves nothing open.
    thread::sleep(Duration::from_secs(11));
    assert!(handles(&server) < 20, "{} handles are still open", handles(&server));
    let (status, _) = server.interrupt();
    assert_eq!(status.code(), Some(0));
}
