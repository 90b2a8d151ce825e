//! A running `crosscheck review`. What one test file does not use another does.
#![allow(dead_code)]

use crate::program;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// `crosscheck review` on the folder's articles, into this table.
pub(crate) fn command(folder: &Path, verdicts: &str) -> Command {
    let mut command = program::command(folder);
    command.args(["review", "--no-config", "ferry", "--verdicts", verdicts]);
    command
}

/// The rows of a table by the names of its columns, as they were before they were shielded from spreadsheets.
pub(crate) fn csv_rows(path: &Path) -> Vec<BTreeMap<String, String>> {
    let mut table = csv::Reader::from_path(path).expect("the table is there");
    let header = table.headers().expect("the table has a header").clone();
    let rows = table.records().map(|row| row.expect("every row is whole"));
    let cells = |row: csv::StringRecord| {
        let pairs = header.iter().zip(row.iter());
        pairs.map(|(name, cell)| (name.to_owned(), crosscheck::report::restored(cell).to_owned())).collect()
    };
    rows.map(cells).collect()
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

/// A server, ended when dropped.
pub(crate) struct Server {
    pub(crate) child: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
    folder: PathBuf,
}

impl Server {
    pub(crate) fn start(folder: &Path) -> Self {
        let mut child = command(folder, "verdicts.csv")
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program can be started");
        let mut line = String::new();
        let out = child.stdout.take().expect("its output is piped");
        BufReader::new(out).read_line(&mut line).expect("it says where it is");
        let address = line.rsplit(' ').next().unwrap_or_default().trim();
        let parts = address.strip_prefix("http://127.0.0.1:").and_then(|rest| rest.split_once("/?token="));
        let Some((port, token)) = parts else { panic!("no address in `{line}`") };
        Self {
            child,
            port: port.parse().expect("a port is a number"),
            token: token.to_owned(),
            folder: folder.to_owned(),
        }
    }

    /// Sends bytes and reads what comes back until the server closes.
    pub(crate) fn send(&self, bytes: &[u8]) -> Answer {
        self.try_send(bytes).expect("the server answers")
    }

    pub(crate) fn try_send(&self, bytes: &[u8]) -> std::io::Result<Answer> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(bytes)?;
        let mut text = String::new();
        stream.read_to_string(&mut text)?;
        let (head, body) = text.split_once("\r\n\r\n").ok_or(std::io::ErrorKind::UnexpectedEof)?;
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or(std::io::ErrorKind::InvalidData)?;
        Ok(Answer { status, head: head.to_owned(), body: body.to_owned() })
    }

    pub(crate) fn get(&self, target: &str, headers: &[&str]) -> Answer {
        let mut text = format!("GET {target} HTTP/1.1\r\nHost: localhost:{}\r\n", self.port);
        headers.iter().for_each(|header| text.push_str(&format!("{header}\r\n")));
        self.send((text + "\r\n").as_bytes())
    }

    /// A POST as the page sends it.
    pub(crate) fn verdict(&self, json: &str) -> Vec<u8> {
        let (port, token, length) = (self.port, &self.token, json.len());
        format!(
            "POST /verdicts HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n\
             Content-Type: application/json\r\nX-Crosscheck-Token: {token}\r\nContent-Length: {length}\r\n\r\n{json}"
        )
        .into_bytes()
    }

    pub(crate) fn post(&self, json: &str) -> Answer {
        self.send(&self.verdict(json))
    }

    pub(crate) fn verdicts(&self) -> serde_json::Value {
        let answer = self.get("/verdicts", &[&format!("X-Crosscheck-Token: {}", self.token)]);
        assert_eq!(answer.status, 200, "{}", answer.body);
        serde_json::from_str(&answer.body).expect("verdicts are JSON")
    }

    /// The id of the only finding, as `check` tells it.
    pub(crate) fn finding_id(&self) -> String {
        let output = program::crosscheck(&["check", "--no-config", "ferry", "--format", "json"], &self.folder);
        let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("a report is JSON");
        report["discrepancies"][0]["id"].as_str().expect("there is a finding").to_owned()
    }

    /// Ctrl-C; how it ended, and what it said.
    pub(crate) fn interrupt(mut self) -> (ExitStatus, String) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().expect("kill can be run").success());
        let mut said = String::new();
        let mut errors = self.child.stderr.take().expect("its errors are piped");
        errors.read_to_string(&mut said).expect("it speaks UTF-8");
        (self.child.wait().expect("it ends"), said)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
