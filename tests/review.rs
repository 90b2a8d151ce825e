//! `crosscheck review`, as browsers, other programs and other sites meet it: over the wire, byte by byte.

mod program;
mod server;

use program::ferry;
use server::{Server, csv_rows};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// A verdict on a finding that no run knows.
const UNKNOWN: &str = r#"{"id":"000000000000000000000000000000ff","kind":"date","keys":["00000000000000000000000000000001"],
"verdict":"dismiss","note":"=a; \"b\",\r\nc","reviewer":"Zoë","message":"m"}"#;

#[test]
fn a_verdict_is_in_the_file_when_it_is_acknowledged_and_there_again_next_time() {
    let folder = ferry();
    let id = {
        let server = Server::start(folder.path());
        let page = server.get(&format!("/?token={}", server.token), &[]);
        assert_eq!(page.status, 200);
        assert!(page.head.contains("text/html") && page.head.contains("Cache-Control: no-store"), "{}", page.head);
        assert!(page.body.contains(&format!("<meta name=\"crosscheck-review\" content=\"{}\">", server.token)));
        assert_eq!(server.verdicts(), serde_json::json!([]));

        let id = server.finding_id();
        let verdict = format!(r#"{{"id":"{id}","verdict":"dismiss","note":"one list is older","reviewer":"Ada"}}"#);
        assert_eq!(server.post(&verdict).status, 204);
        let rows = csv_rows(&folder.path().join("verdicts.csv"));
        assert_eq!(rows.len(), 1);
        assert_eq!(
            (&rows[0]["id"], &rows[0]["kind"], &rows[0]["verdict"]),
            (&id, &"quantity".into(), &"dismiss".into())
        );
        assert!(rows[0]["keys"].len() == 32 && rows[0]["message"].starts_with("Numbers differ"), "{rows:?}");
        assert_eq!(server.post(UNKNOWN).status, 204);
        let (status, said) = server.interrupt();
        assert!(status.success(), "{status}: {said}");
        assert!(said.contains("2 verdicts in verdicts.csv"), "{said}");
        id
    };
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "articles and verdicts, and nothing left beside them");
    let server = Server::start(folder.path());
    let kept = server.verdicts();
    assert_eq!((&kept[0]["id"], &kept[0]["verdict"]), (&id.clone().into(), &"dismiss".into()));
    assert_eq!((&kept[1]["note"], &kept[1]["reviewer"]), (&"=a; \"b\",\nc".into(), &"Zoë".into()));
    // Undone.
    assert_eq!(server.post(&format!(r#"{{"id":"{id}","verdict":""}}"#)).status, 204);
    assert_eq!(server.verdicts()[0]["verdict"], "");
}

#[test]
fn no_other_site_reads_or_writes() {
    let folder = ferry();
    let server = Server::start(folder.path());
    let (port, token) = (server.port, server.token.clone());
    let own = format!("127.0.0.1:{port}");
    let json = "Content-Type: application/json";
    let with_token = format!("X-Crosscheck-Token: {token}");
    let refused: &[(&str, u16, String)] = &[
        (
            "DNS rebinding, reading",
            403,
            request("GET", "/verdicts", &format!("evil.example:{port}"), &[&with_token], ""),
        ),
        ("DNS rebinding, the page", 403, request("GET", &format!("/?token={token}"), "evil.example", &[], "")),
        ("DNS rebinding, writing", 403, request("POST", "/verdicts", "evil.example", &[json, &with_token], UNKNOWN)),
        ("another port's name", 403, request("GET", "/verdicts", "127.0.0.1:1", &[&with_token], "")),
        ("no host", 403, format!("GET /verdicts HTTP/1.1\r\n{with_token}\r\n\r\n")),
        ("two hosts", 403, request("GET", "/verdicts", &own, &["Host: evil.example", &with_token], "")),
        (
            "a foreign origin",
            403,
            request("POST", "/verdicts", &own, &["Origin: http://evil.example", json, &with_token], UNKNOWN),
        ),
        ("a sandboxed page", 403, request("POST", "/verdicts", &own, &["Origin: null", json, &with_token], UNKNOWN)),
        (
            "another server on this computer",
            403,
            request("POST", "/verdicts", &own, &["Origin: http://127.0.0.1:1", json, &with_token], UNKNOWN),
        ),
        ("cross-site", 403, request("GET", "/verdicts", &own, &["Sec-Fetch-Site: cross-site", &with_token], "")),
        ("no token, reading", 403, request("GET", "/verdicts", &own, &[], "")),
        ("no token, writing", 403, request("POST", "/verdicts", &own, &[json], UNKNOWN)),
        ("a wrong token", 403, request("POST", "/verdicts", &own, &[json, "X-Crosscheck-Token: 00"], UNKNOWN)),
        ("no token, the page", 403, request("GET", "/", &own, &[], "")),
        ("a wrong token, the page", 403, request("GET", "/?token=", &own, &[], "")),
        // What a form of another site can send without being asked.
        ("a simple form", 403, request("POST", "/verdicts", &own, &["Content-Type: text/plain"], UNKNOWN)),
        (
            "a form with the token",
            415,
            request("POST", "/verdicts", &own, &["Content-Type: text/plain", &with_token], UNKNOWN),
        ),
    ];
    for (what, status, bytes) in refused {
        let answer = server.send(bytes.as_bytes());
        assert_eq!(answer.status, *status, "{what}: {}", answer.body);
        assert!(!answer.head.to_lowercase().contains("access-control"), "{what}: {}", answer.head);
        assert!(!answer.body.contains(&token) && !answer.body.contains("quantity"), "{what}: {}", answer.body);
    }
    // Browsers ask first whether a token may be sent: never.
    let ask = ["Origin: http://evil.example", "Access-Control-Request-Method: POST"];
    assert_eq!(server.send(request("OPTIONS", "/verdicts", &own, &ask, "").as_bytes()).status, 403);
    let answer = server.send(request("OPTIONS", "/verdicts", &own, &[], "").as_bytes());
    assert!(answer.status == 405 && answer.head.contains("Allow: GET, HEAD, POST"), "{}", answer.head);
    assert_eq!(csv_rows(&folder.path().join("verdicts.csv")).len(), 0, "nothing was written");
    // What the page itself sends.
    let origin = format!("Origin: http://127.0.0.1:{port}");
    let headers = [json, with_token.as_str(), origin.as_str(), "Sec-Fetch-Site: same-origin"];
    assert_eq!(server.send(request("POST", "/verdicts", &own, &headers, UNKNOWN).as_bytes()).status, 204);
    assert_eq!(csv_rows(&folder.path().join("verdicts.csv")).len(), 1);
}

#[test]
fn what_is_not_asked_properly_is_refused_and_harms_nobody() {
    let folder = ferry();
    let server = Server::start(folder.path());
    let own = format!("127.0.0.1:{}", server.port);
    let with_token = format!("X-Crosscheck-Token: {}", server.token);
    let post = |extra: &str| {
        format!("POST /verdicts HTTP/1.1\r\nHost: {own}\r\nContent-Type: application/json\r\n{with_token}\r\n{extra}")
    };
    let long = "x".repeat(20_000);
    let many = "A: b\r\n".repeat(100);
    for (what, status, bytes) in [
        ("an unknown path", 404, request("GET", "/verdicts.csv", &own, &[&with_token], "")),
        ("a path out of the folder", 404, request("GET", "/../../etc/passwd", &own, &[&with_token], "")),
        ("an encoded path", 404, request("GET", "/%2e%2e/%2e%2e/etc/passwd", &own, &[&with_token], "")),
        ("a whole address", 404, request("GET", "http://127.0.0.1/verdicts", &own, &[&with_token], "")),
        ("another method", 405, request("DELETE", "/verdicts", &own, &[&with_token], "")),
        ("a method on the page", 405, request("POST", "/", &own, &[&with_token], "{}")),
        ("a body of a thousand gigabytes", 413, post("Content-Length: 1000000000000\r\n\r\n")),
        ("a body longer than any number", 413, post(&format!("Content-Length: {}\r\n\r\n", "9".repeat(40)))),
        ("a negative length", 400, post("Content-Length: -1\r\n\r\n")),
        ("two lengths", 400, post("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")),
        ("no length", 411, post("\r\n")),
        ("chunks", 501, post("Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n")),
        ("a long header", 431, request("GET", "/", &own, &[&format!("A: {long}")], "")),
        ("many headers", 431, request("GET", "/", &own, &[many.trim_end()], "")),
        ("no HTTP", 400, "\u{16}\u{3}\u{1}\r\n\r\n".to_owned()),
        ("no JSON", 400, post("Content-Length: 2\r\n\r\n{x")),
        (
            "no verdict",
            400,
            post(&format!("Content-Length: {}\r\n\r\n{}", 43, r#"{"id":"1","verdict":"maybe","note":"12345"}"#)),
        ),
    ] {
        let answer = server.send(bytes.as_bytes());
        assert_eq!(answer.status, status, "{what}: {}", answer.body);
    }
    let head = server.send(request("HEAD", &format!("/?token={}", server.token), &own, &[], "").as_bytes());
    assert!(head.status == 200 && head.body.is_empty() && !head.head.contains("Content-Length: 0"), "{}", head.head);
    assert_eq!(csv_rows(&folder.path().join("verdicts.csv")).len(), 0);

    // A body that is announced and does not come, heads that stop in the middle: others are served meanwhile.
    let mut slow: Vec<TcpStream> = (0..40).map(|_| TcpStream::connect(&own).unwrap()).collect();
    for (at, stream) in slow.iter_mut().enumerate() {
        let begun = if at % 2 == 0 { post("Content-Length: 400\r\n\r\n{") } else { "GET /verdi".to_owned() };
        stream.write_all(begun.as_bytes()).unwrap();
    }
    let begun = Instant::now();
    assert_eq!(server.post(UNKNOWN).status, 204);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    let mut answer = String::new();
    slow[0].set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    slow[0].read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}

#[test]
fn a_second_review_of_the_same_file_is_refused() {
    let folder = ferry();
    let server = Server::start(folder.path());
    let second = server::command(folder.path(), "verdicts.csv").output().unwrap();
    assert_eq!(second.status.code(), Some(2));
    let said = String::from_utf8(second.stderr).unwrap();
    assert_eq!(
        said,
        "crosscheck: cannot review into verdicts.csv: another `crosscheck review` writes it; end that one, or name another file\n"
    );
    let port = server.port.to_string();
    let taken = server::command(folder.path(), "other.csv").args(["--port", &port]).output().unwrap();
    assert_eq!(taken.status.code(), Some(2));
    assert!(String::from_utf8(taken.stderr).unwrap().contains(&format!("cannot serve on port {port}")));
}

#[test]
fn an_edit_made_meanwhile_is_kept_and_one_that_cannot_be_read_is_not_overwritten() {
    let folder = ferry();
    let path = folder.path().join("verdicts.csv");
    let server = Server::start(folder.path());
    assert_eq!(server.post(UNKNOWN).status, 204);
    std::thread::sleep(Duration::from_millis(20));
    // As a spreadsheet saves it, with a column of the reviewer's own.
    let edited =
        fs::read_to_string(&path).unwrap().replace("dismiss", "unsure").replacen("message\n", "message,mine\n", 1);
    let edited = edited.strip_suffix('\n').unwrap().to_owned() + ",my words\n";
    fs::write(&path, &edited).unwrap();
    assert_eq!(server.verdicts()[0]["verdict"], "unsure");
    let id = server.finding_id();
    assert_eq!(server.post(&format!(r#"{{"id":"{id}","verdict":"confirm"}}"#)).status, 204);
    let rows = csv_rows(&path);
    assert_eq!((rows.len(), rows[0]["verdict"].as_str(), rows[0]["mine"].as_str()), (2, "unsure", "my words"));

    fs::write(&path, "something else\n").unwrap();
    let refused = server.post(UNKNOWN);
    assert_eq!(refused.status, 503);
    assert!(refused.body.contains("not saved: verdicts.csv:1:1: no column `id`"), "{}", refused.body);
    assert_eq!(fs::read_to_string(&path).unwrap(), "something else\n");
}

#[test]
fn a_finding_that_says_something_new_is_to_be_judged_again() {
    let folder = ferry();
    let id = {
        let server = Server::start(folder.path());
        let id = server.finding_id();
        assert_eq!(server.post(&format!(r#"{{"id":"{id}","verdict":"dismiss"}}"#)).status, 204);
        server.interrupt();
        id
    };
    let third = "---\ndate: 2025-05-13\n---\nSeven people died when the ferry Aurora sank off Larkspur Point on Monday, the coast guard said.\n";
    fs::write(folder.path().join("ferry/third.md"), third).unwrap();
    let server = Server::start(folder.path());
    let now = server.finding_id();
    let kept = server.verdicts();
    let said = kept.as_array().unwrap().iter().filter(|entry| entry["id"] == now.as_str()).count();
    assert_eq!(said, 0, "{id} was dismissed, and {now} is not: {kept}");
}

/// A request, with the length of its body where it has one.
fn request(method: &str, target: &str, host: &str, headers: &[&str], body: &str) -> String {
    let mut text = format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    if !body.is_empty() {
        text.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    text + "\r\n" + body
}
