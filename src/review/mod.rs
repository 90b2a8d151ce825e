//! The server behind `crosscheck review`: one page and one table of verdicts, on this computer only.
//!
//! It speaks HTTP/1.1 in its strictest form, one request a connection, over a parser of well-known provenance
//! (`httparse`): what a server of this size needs and general ones lack is a deadline for every request, so that a client
//! that stops in the middle holds nobody up.

mod access;
mod http;
mod lock;
mod store;

pub(crate) use lock::Lock;
pub(crate) use store::Store;

use access::Access;
use crosscheck::model::ClaimId;
use crosscheck::settle::{Entry, PairKeys};
use http::{Request, Response};
use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// Connections served at once; more are turned away. A browser opens six.
const CONNECTIONS: usize = 128;

/// Pause after a connection that the system could not hand over (too many open files).
const PAUSE: Duration = Duration::from_millis(50);

/// What is served.
pub(crate) struct Review {
    listener: TcpListener,
    access: Access,
    page: Vec<u8>,
    /// What is known of each finding, which a client cannot change.
    findings: BTreeMap<ClaimId, Known>,
    /// `None` once the review has ended.
    store: Mutex<Option<Store>>,
    open: AtomicUsize,
}

/// A finding that is reviewed.
pub(crate) struct Known {
    /// Without a verdict.
    pub(crate) entry: Entry,
    /// The keys of each pair of its values.
    pub(crate) pairs: Vec<PairKeys>,
}

/// A place to be served from, before the page is there: the page holds the token.
pub(crate) struct Seat {
    listener: TcpListener,
    access: Access,
}

impl Seat {
    /// Takes a port of 127.0.0.1, any free one for 0, and makes up a token.
    pub(crate) fn take(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let access = Access::new(listener.local_addr()?.port())?;
        Ok(Self { listener, access })
    }

    /// What lets a client in.
    pub(crate) fn token(&self) -> &str {
        self.access.token()
    }

    /// The address to open.
    pub(crate) fn address(&self) -> String {
        self.access.address()
    }

    /// What is served here.
    pub(crate) fn serve(self, page: Vec<u8>, findings: impl Iterator<Item = Known>, store: Store) -> Arc<Review> {
        let Self { listener, access } = self;
        let review = Arc::new(Review {
            listener,
            access,
            page,
            findings: findings.map(|known| (known.entry.id, known)).collect(),
            store: Mutex::new(Some(store)),
            open: AtomicUsize::new(0),
        });
        let accepting = Arc::clone(&review);
        thread::spawn(move || accepting.accept());
        review
    }
}

impl Review {
    /// Ends the review: no verdict is taken any more. The store, to be closed.
    pub(crate) fn end(&self) -> Option<Store> {
        self.store().take()
    }

    fn store(&self) -> MutexGuard<'_, Option<Store>> {
        // What a panic left behind is read from the file again before it is used.
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn accept(self: Arc<Self>) {
        loop {
            let Ok((stream, _)) = self.listener.accept() else {
                thread::sleep(PAUSE);
                continue;
            };
            let review = Arc::clone(&self);
            let served = thread::Builder::new().spawn(move || review.connection(stream));
            if served.is_err() {
                thread::sleep(PAUSE);
            }
        }
    }

    /// Serves one request. What goes wrong on the way to a client is the client's to see.
    fn connection(&self, mut stream: TcpStream) {
        let busy = self.open.fetch_add(1, Ordering::Relaxed) >= CONNECTIONS;
        let request = if busy { Err(Response::refusal(503, "too many connections")) } else { http::read(&mut stream) };
        let head = request.as_ref().is_ok_and(|request| request.method == "HEAD");
        let response = request.map_or_else(|refusal| refusal, |request| self.answer(&request));
        let _ = http::write(&mut stream, &response, if head { http::Send::Head } else { http::Send::All });
        self.open.fetch_sub(1, Ordering::Relaxed);
    }

    /// The answer to a request. Who may not ask is not told what there is.
    fn answer(&self, request: &Request) -> Response {
        if !self.access.is_host(request) {
            return Response::refusal(403, "not the name of this server");
        }
        if !self.access.is_origin(request) {
            return Response::refusal(403, "not the origin of this server");
        }
        let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
        match (path, request.method.as_str()) {
            ("/", "GET" | "HEAD") => self.page(query),
            ("/verdicts", "GET" | "HEAD") => self.verdicts(request),
            ("/verdicts", "POST") => self.keep(request),
            ("/", _) => Response::refusal(405, "only GET").with("Allow", "GET, HEAD"),
            ("/verdicts", _) => Response::refusal(405, "only GET and POST").with("Allow", "GET, HEAD, POST"),
            _ => Response::refusal(404, "nothing here"),
        }
    }

    fn page(&self, query: &str) -> Response {
        let mut tokens = query.split('&').filter_map(|pair| pair.strip_prefix("token="));
        if !tokens.next().is_some_and(|token| self.access.is_token(token)) {
            return Response::refusal(403, "open the address that `crosscheck review` printed: it holds the token");
        }
        Response::new(200, "text/html; charset=utf-8", self.page.clone())
    }

    fn verdicts(&self, request: &Request) -> Response {
        if !self.access.may_ask(request) {
            return Response::refusal(403, "no token, or a wrong one");
        }
        let mut store = self.store();
        let Some(store) = store.as_mut() else { return Response::refusal(503, "the review has ended") };
        let entries = store.entries().map_err(|error| error.to_string());
        // What was said of a finding that has a new value since is not said of this one.
        let holds = |entry: &&Entry| {
            self.findings.get(&entry.id).is_none_or(|known| known.pairs.iter().all(|pair| entry.knows(pair)))
        };
        let current = entries.map(|entries| entries.iter().filter(holds).collect::<Vec<_>>());
        match current.and_then(|entries| serde_json::to_vec(&entries).map_err(|error| error.to_string())) {
            Ok(json) => Response::new(200, "application/json", json),
            Err(error) => Response::refusal(503, &error),
        }
    }

    fn keep(&self, request: &Request) -> Response {
        if !self.access.may_ask(request) {
            return Response::refusal(403, "no token, or a wrong one");
        }
        let kind = request.header("content-type").unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default().trim();
        if !kind.eq_ignore_ascii_case("application/json") {
            return Response::refusal(415, "verdicts are sent as application/json");
        }
        let entry: Entry = match serde_json::from_slice(&request.body) {
            Ok(entry) => entry,
            Err(error) => return Response::refusal(400, &format!("not a verdict: {error}")),
        };
        let entry = match self.findings.get(&entry.id) {
            Some(known) => {
                Entry { verdict: entry.verdict, note: entry.note, reviewer: entry.reviewer, ..known.entry.clone() }
            }
            // A verdict on a finding of another run, imported into the page.
            None => entry,
        };
        let mut store = self.store();
        let Some(store) = store.as_mut() else { return Response::refusal(503, "the review has ended") };
        match store.put(&entry) {
            Ok(()) => Response::new(204, "", Vec::new()),
            Err(error) => {
                crate::commands::say(&format_args!("a verdict was not saved: {error}"));
                Response::refusal(503, &format!("not saved: {error}"))
            }
        }
    }
}
