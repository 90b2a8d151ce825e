//! HTTP/1.1, as much of it as one page needs: one request a connection, bounded in size and time.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

/// Longest head of a request, in bytes; browsers send one or two thousand.
const HEAD: usize = 16 * 1024;
/// Most headers of a request; browsers send about twenty.
const HEADERS: usize = 64;
/// Longest body, in bytes: a verdict with a long note, on a finding of a thousand mentions.
const BODY: usize = 4 * 1024 * 1024;
/// Time in which a request must be there.
const PATIENCE: Duration = Duration::from_secs(10);
/// Time for a client that sends more than is read to notice the answer.
const LINGER: Duration = Duration::from_millis(500);

/// A request.
pub(super) struct Request {
    pub(super) method: String,
    /// Path and query.
    pub(super) target: String,
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// The values of a header.
    pub(super) fn headers<'a>(&'a self, name: &'static str) -> impl Iterator<Item = &'a str> {
        self.headers.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The value of a header that is there once; one that is repeated is as good as missing.
    pub(super) fn header(&self, name: &'static str) -> Option<&str> {
        let mut values = self.headers(name);
        let first = values.next();
        first.filter(|_| values.next().is_none())
    }
}

/// An answer.
pub(super) struct Response {
    status: u16,
    kind: &'static str,
    extra: Option<(&'static str, &'static str)>,
    body: Vec<u8>,
}

impl Response {
    /// A body of this media type.
    pub(super) fn new(status: u16, kind: &'static str, body: Vec<u8>) -> Self {
        Self { status, kind, extra: None, body }
    }

    /// Why not, in a line.
    pub(super) fn refusal(status: u16, why: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{why}\n").into_bytes())
    }

    /// With one more header.
    pub(super) fn with(self, name: &'static str, value: &'static str) -> Self {
        Self { extra: Some((name, value)), ..self }
    }
}

/// How much of an answer is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Send {
    All,
    /// As for HEAD, without the body.
    Head,
}

/// Reads a request, or tells what is wrong with it.
pub(super) fn read(stream: &mut TcpStream) -> Result<Request, Response> {
    let mut input = Input { stream, end: Instant::now() + PATIENCE, bytes: Vec::new() };
    let (mut request, head) = loop {
        if let Some(parsed) = head(&input.bytes)? {
            break parsed;
        }
        if input.bytes.len() >= HEAD {
            return Err(Response::refusal(431, "the head of the request is too long"));
        }
        input.more()?;
    };
    if request.headers("transfer-encoding").next().is_some() {
        return Err(Response::refusal(501, "send the body with its length"));
    }
    let length = match (request.headers("content-length").count(), request.header("content-length")) {
        (0, _) if request.method == "POST" => return Err(Response::refusal(411, "send the length of the body")),
        (0, _) => 0,
        (_, Some(length)) if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
            // More digits than a number holds are more than is read.
            length.parse().unwrap_or(usize::MAX)
        }
        _ => return Err(Response::refusal(400, "the length of the body is no number")),
    };
    if length > BODY {
        return Err(Response::refusal(413, "the body is too long"));
    }
    if request.header("expect").is_some_and(|expect| expect.eq_ignore_ascii_case("100-continue")) {
        input.stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").map_err(|_| late())?;
    }
    while input.bytes.len() < head + length {
        input.more()?;
    }
    request.body = input.bytes[head..head + length].to_vec();
    Ok(request)
}

/// The request whose head stands in `bytes`, and the head's length; `None` while it is not whole.
fn head(bytes: &[u8]) -> Result<Option<(Request, usize)>, Response> {
    let mut headers = [httparse::EMPTY_HEADER; HEADERS];
    let mut parsed = httparse::Request::new(&mut headers);
    let length = match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Ok(None),
        Err(httparse::Error::TooManyHeaders) => return Err(Response::refusal(431, "too many headers")),
        Err(error) => return Err(Response::refusal(400, &format!("not HTTP: {error}"))),
    };
    let mut own = Vec::with_capacity(parsed.headers.len());
    for header in parsed.headers.iter() {
        let value = std::str::from_utf8(header.value).map_err(|_| Response::refusal(400, "a header is not UTF-8"))?;
        own.push((header.name.to_owned(), value.trim().to_owned()));
    }
    let (method, target) = (parsed.method.unwrap_or_default(), parsed.path.unwrap_or_default());
    Ok(Some((Request { method: method.to_owned(), target: target.to_owned(), headers: own, body: Vec::new() }, length)))
}

/// What has come so far.
struct Input<'a> {
    stream: &'a mut TcpStream,
    end: Instant,
    bytes: Vec<u8>,
}

impl Input<'_> {
    /// Waits for more, not longer than the request as a whole may take.
    fn more(&mut self) -> Result<(), Response> {
        let left = self.end.saturating_duration_since(Instant::now());
        if left.is_zero() || self.stream.set_read_timeout(Some(left)).is_err() {
            return Err(late());
        }
        let mut buffer = [0; 16 * 1024];
        match self.stream.read(&mut buffer) {
            Ok(0) => Err(Response::refusal(400, "the request is not whole")),
            Ok(count) => {
                self.bytes.extend_from_slice(&buffer[..count]);
                Ok(())
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Ok(()),
            Err(_) => Err(late()),
        }
    }
}

fn late() -> Response {
    Response::refusal(408, "the request took too long")
}

/// Sends an answer and closes the connection.
pub(super) fn write(stream: &mut TcpStream, response: &Response, send: Send) -> io::Result<()> {
    let Response { status, kind, extra, body } = response;
    let mut head = format!("HTTP/1.1 {status} {}\r\nConnection: close\r\n", reason(*status));
    if *status != 204 {
        head.push_str(&format!("Content-Type: {kind}\r\nContent-Length: {}\r\n", body.len()));
    }
    // Nothing is kept, framed, guessed or sent on. The page's own policy stands in the page.
    head.push_str(
        "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n\
         X-Frame-Options: DENY\r\nContent-Security-Policy: frame-ancestors 'none'\r\n\
         Cross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin\r\n",
    );
    if let Some((name, value)) = extra {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(head.as_bytes())?;
    if send == Send::All {
        stream.write_all(body)?;
    }
    stream.flush()?;
    close(stream)
}

/// Closes without cutting off an answer that the client has not read: what it still sends is taken and dropped.
fn close(stream: &mut TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    let end = Instant::now() + LINGER;
    let mut buffer = [0; 16 * 1024];
    loop {
        let left = end.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        stream.set_read_timeout(Some(left))?;
        if stream.read(&mut buffer)? == 0 {
            return Ok(());
        }
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        411 => "Length Required",
        413 => "Content Too Large",
        415 => "Unsupported Media Type",
        431 => "Request Header Fields Too Large",
        501 => "Not Implemented",
        _ => "Service Unavailable",
    }
}
