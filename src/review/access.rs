//! Who may read and write: the page that this server sent, and nobody else.
//!
//! A page of another origin reaches 127.0.0.1 too. Its `Origin` tells it (cross-site requests), or, when its own name was
//! made to point here (DNS rebinding), its `Host`. The token keeps out what sends neither, other users of the computer
//! among them; as a header of its own it also makes browsers ask before another origin may send it, and no such question is
//! ever answered with yes.

use super::http::Request;
use std::fmt::Write as _;
use std::io;

/// Bytes of the token: not to be guessed, and short enough for a line of a terminal.
const TOKEN_BYTES: usize = 16;

/// The header that carries the token.
const TOKEN_HEADER: &str = "x-crosscheck-token";

/// What is let in.
pub(super) struct Access {
    port: u16,
    token: String,
}

impl Access {
    /// For the server on this port, with a new token from the system's source of randomness.
    pub(super) fn new(port: u16) -> io::Result<Self> {
        let mut bytes = [0; TOKEN_BYTES];
        getrandom::fill(&mut bytes).map_err(io::Error::other)?;
        let mut token = String::with_capacity(2 * TOKEN_BYTES);
        for byte in bytes {
            // Writing to a string cannot fail.
            let _ = write!(token, "{byte:02x}");
        }
        Ok(Self { port, token })
    }

    pub(super) fn token(&self) -> &str {
        &self.token
    }

    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/?token={}", self.port, self.token)
    }

    /// Whether the request names this server, and names it once.
    pub(super) fn is_host(&self, request: &Request) -> bool {
        request.header("host").is_some_and(|host| self.names().contains(&host.to_ascii_lowercase()))
    }

    /// Whether the request comes from this server's page, or from no page at all.
    pub(super) fn is_origin(&self, request: &Request) -> bool {
        let ours = |origin: &str| self.names().iter().any(|name| origin.strip_prefix("http://") == Some(name.as_str()));
        let mut origins = request.headers("origin");
        origins.all(ours)
    }

    /// Whether the request carries the token and does not come from another site, as browsers tell unasked.
    pub(super) fn may_ask(&self, request: &Request) -> bool {
        let same_site = request.headers("sec-fetch-site").all(|site| matches!(site, "same-origin" | "none"));
        same_site && request.header(TOKEN_HEADER).is_some_and(|token| self.is_token(token))
    }

    /// Whether it is the token; hashes are compared in constant time.
    pub(super) fn is_token(&self, token: &str) -> bool {
        blake3::hash(token.as_bytes()) == blake3::hash(self.token.as_bytes())
    }

    fn names(&self) -> [String; 2] {
        [format!("127.0.0.1:{}", self.port), format!("localhost:{}", self.port)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(headers: &[(&str, &str)]) -> Request {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Request {
            method: "GET".into(),
            target: "/".into(),
            headers: headers.iter().map(own).collect(),
            body: Vec::new(),
        }
    }

    #[test]
    fn only_the_own_name_and_origin_are_let_in() {
        let access = Access::new(8000).unwrap();
        for (host, good) in [
            ("127.0.0.1:8000", true),
            ("LOCALHOST:8000", true),
            ("127.0.0.1", false),
            ("127.0.0.1:8001", false),
            ("rebound.example:8000", false),
            ("localhost.evil.example:8000", false),
        ] {
            assert_eq!(access.is_host(&request(&[("Host", host)])), good, "{host}");
        }
        assert!(!access.is_host(&request(&[])));
        assert!(!access.is_host(&request(&[("Host", "127.0.0.1:8000"), ("host", "evil.example")])));
        for (origin, good) in [
            ("http://127.0.0.1:8000", true),
            ("http://localhost:8000", true),
            ("https://127.0.0.1:8000", false),
            ("http://127.0.0.1:9000", false),
            ("null", false),
            ("http://evil.example", false),
        ] {
            assert_eq!(access.is_origin(&request(&[("Origin", origin)])), good, "{origin}");
        }
        assert!(access.is_origin(&request(&[])));
    }

    #[test]
    fn tokens_are_new_each_time_and_compared_whole() {
        let [first, second] = [Access::new(1).unwrap(), Access::new(1).unwrap()];
        assert_ne!(first.token(), second.token());
        assert_eq!(first.token().len(), 32);
        let with = |token: &str, site: &str| request(&[("X-Crosscheck-Token", token), ("Sec-Fetch-Site", site)]);
        assert!(first.may_ask(&with(first.token(), "same-origin")));
        assert!(!first.may_ask(&with(first.token(), "cross-site")));
        assert!(!first.may_ask(&with(second.token(), "none")));
        assert!(!first.may_ask(&with(&first.token()[1..], "none")) && !first.may_ask(&request(&[])));
    }
}
