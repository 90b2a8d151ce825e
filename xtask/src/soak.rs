//! Add, check, remove and review in a loop: does anything grow that should not?

use crate::{Result, measure, process};
use clap::Args;
use flate2::read::MultiGzDecoder;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// How long, on what.
#[derive(Args)]
pub(crate) struct Options {
    /// How long to go on.
    #[arg(long, default_value_t = 30)]
    minutes: u64,
    /// JSON Lines with articles, maybe compressed by gzip; they are gone through again and again.
    #[arg(long)]
    data: PathBuf,
    /// Another program than the one that is built.
    #[arg(long)]
    program: Option<PathBuf>,
    /// Where the picture goes.
    #[arg(long, default_value = "soak.svg")]
    output: PathBuf,
}

/// Articles added in a round.
const ADDED: usize = 100;
/// Rounds after which what was added is taken out again: the archive stays of one size from then on.
const KEPT: usize = 5;
/// Verdicts given in a round, to findings of which there are so many: the table stays of one size from then on.
const VERDICTS: usize = 50;
const FINDINGS: usize = 200;
/// Longer than any run may take.
const LONGEST: Duration = Duration::from_secs(300);

/// What a round left behind.
struct Sample {
    minutes: f64,
    /// Memory of the review's server, and of the checks at most, in MB.
    server: f64,
    check: f64,
    /// Files and sockets that the server holds open.
    handles: f64,
    /// The archive, in MB.
    archive: f64,
}

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let program = options.program.clone().map_or_else(process::release_binary, Ok)?;
    let lines = lines(&options.data)?;
    let folder = tempfile::tempdir()?;
    let server = Server::start(&program, folder.path())?;
    let start = Instant::now();
    let mut samples: Vec<Sample> = Vec::new();
    for round in 0.. {
        if start.elapsed() > Duration::from_secs(60 * options.minutes) {
            break;
        }
        let sample = play(&program, folder.path(), &lines, round, &server, start)?;
        process::say(&format!(
            "round {round}: {:.1} min, server {:.1} MB, {} handles, check {:.1} MB, archive {:.1} MB\n",
            sample.minutes, sample.server, sample.handles, sample.check, sample.archive
        ))?;
        samples.push(sample);
    }
    fs::write(&options.output, picture(&samples))?;
    // What is there at first is caches and the archive filling up; the second half must be flat.
    let half = &samples[samples.len() / 2..];
    let (early, late) = half.split_at(half.len() / 2);
    let mut flat = !early.is_empty();
    for (what, of) in [
        ("server's memory", (|sample: &Sample| sample.server) as fn(&Sample) -> f64),
        ("server's handles", |sample| sample.handles),
        ("archive", |sample| sample.archive),
    ] {
        let most = |samples: &[Sample]| samples.iter().map(of).fold(0.0, f64::max);
        let (before, after) = (most(early), most(late));
        process::say(&format!("{what}: at most {before:.1} in the third quarter, {after:.1} in the last\n"))?;
        flat &= after <= before * GROWTH + 1.0;
    }
    Ok(if flat { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Growth from the third quarter to the last that is chance.
const GROWTH: f64 = 1.1;

fn play(
    program: &Path,
    folder: &Path,
    lines: &[String],
    round: usize,
    server: &Server,
    start: Instant,
) -> Result<Sample> {
    let name = |round: usize| format!("{round}.jsonl");
    let part: Vec<&str> = (0..ADDED).map(|at| lines[(round * ADDED + at) % lines.len()].as_str()).collect();
    fs::write(folder.join(name(round)), part.join("\n"))?;
    fs::write(folder.join("draft.jsonl"), part[..3].join("\n").replace("\"id\": \"", "\"id\": \"draft-"))?;
    let mut runs = vec![vec!["archive".to_owned(), "add".to_owned(), name(round)]];
    runs.push(
        ["check", "draft.jsonl", "-o", "report.json", "-o", "report.html", "--fail-on", "never", "--against", "kept"]
            .map(str::to_owned)
            .to_vec(),
    );
    if let Some(old) = round.checked_sub(KEPT) {
        runs.push(vec!["archive".to_owned(), "remove".to_owned(), name(old)]);
    }
    let mut peak = 0;
    for mut run in runs {
        if run[0] == "archive" {
            run.extend(["--archive".to_owned(), "kept".to_owned()]);
        }
        let mut command = Command::new(program);
        command.args(&run).current_dir(folder).stdin(Stdio::null()).stdout(Stdio::null());
        if run[1] != "remove" {
            command.args(["--no-config", "-q"]);
        }
        let done = measure::measured(&mut command, LONGEST)?;
        if !done.status.success() {
            return Err(format!("{}: {}", run.join(" "), done.status).into());
        }
        peak = peak.max(done.peak.unwrap_or(0));
    }
    if let Some(old) = round.checked_sub(KEPT) {
        fs::remove_file(folder.join(name(old)))?;
    }
    for at in 0..VERDICTS {
        server.post((round * VERDICTS + at) % FINDINGS, round)?;
    }
    let archive = fs::metadata(folder.join("kept/archive.sqlite"))?.len();
    let id = server.child.id();
    Ok(Sample {
        minutes: start.elapsed().as_secs_f64() / 60.0,
        server: resident(id)? / 1000.0,
        check: peak as f64 / 1e6,
        handles: fs::read_dir(format!("/proc/{id}/fd"))?.count() as f64,
        archive: archive as f64 / 1e6,
    })
}

fn lines(path: &Path) -> Result<Vec<String>> {
    let file = File::open(path)?;
    let reader: Box<dyn Read> = if path.extension().is_some_and(|ending| ending == "gz") {
        Box::new(MultiGzDecoder::new(file))
    } else {
        Box::new(file)
    };
    Ok(BufReader::new(reader).lines().collect::<std::io::Result<Vec<_>>>()?)
}

/// Memory of a process now, in kB.
fn resident(process: u32) -> Result<f64> {
    let status = fs::read_to_string(format!("/proc/{process}/status"))?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

/// A running review, ended when dropped.
struct Server {
    child: Child,
    port: u16,
    token: String,
}

impl Server {
    fn start(program: &Path, folder: &Path) -> Result<Self> {
        fs::create_dir(folder.join("small"))?;
        for (name, count) in [("a.txt", "Nine"), ("b.txt", "Twelve")] {
            fs::write(
                folder.join("small").join(name),
                format!("{count} people died when the ferry Tern sank off Skarv on Monday."),
            )?;
        }
        let mut child = Command::new(program)
            .args(["review", "--no-config", "small", "--verdicts", "verdicts.csv"])
            .current_dir(folder)
            .stdout(Stdio::piped())
            .spawn()?;
        let mut line = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut line)?;
        let (_, rest) = line.trim().split_once("127.0.0.1:").ok_or("no address")?;
        let (port, token) = rest.split_once("/?token=").ok_or("no token")?;
        Ok(Self { child, port: port.parse()?, token: token.to_owned() })
    }

    fn post(&self, finding: usize, round: usize) -> Result<()> {
        let body = format!(
            "{{\"id\":\"{finding:032x}\",\"kind\":\"date\",\"keys\":[],\"verdict\":\"dismiss\",\"note\":\"round {round}\",\"reviewer\":\"Ada\",\"message\":\"m\"}}"
        );
        let (port, token) = (self.port, &self.token);
        let mut stream = TcpStream::connect(("127.0.0.1", port))?;
        write!(
            stream,
            "POST /verdicts HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n\
             X-Crosscheck-Token: {token}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        if answer.starts_with("HTTP/1.1 204") { Ok(()) } else { Err(answer.into()) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Width and height of a strip of the picture.
const STRIP: [f64; 2] = [640.0, 90.0];

/// A strip a measure, each from zero to its largest value.
fn picture(samples: &[Sample]) -> String {
    type Row = (&'static str, fn(&Sample) -> f64);
    let rows: [Row; 4] = [
        ("server, MB", |sample| sample.server),
        ("server, files and sockets", |sample| sample.handles),
        ("largest run, MB", |sample| sample.check),
        ("archive, MB", |sample| sample.archive),
    ];
    let [width, height] = STRIP;
    let end = samples.last().map_or(1.0, |sample| sample.minutes);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {} {}\" font-family=\"sans-serif\" font-size=\"11\">\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n",
        width + 20.0,
        (height + 30.0) * rows.len() as f64 + 20.0
    );
    for (at, (name, of)) in rows.iter().enumerate() {
        let top = at as f64 * (height + 30.0) + 20.0;
        let most = samples.iter().map(of).fold(1.0, f64::max);
        // Some hundred points tell as much as all.
        let step = samples.len().div_ceil(300).max(1);
        let points: Vec<String> = samples
            .iter()
            .step_by(step)
            .map(|sample| {
                format!("{:.0},{:.0}", 10.0 + sample.minutes / end * width, top + height - of(sample) / most * height)
            })
            .collect();
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<text x=\"10\" y=\"{:.0}\">{name}: at most {most:.1}, over {end:.0} minutes</text>\n\
             <path d=\"M10 {:.0}h{width}\" stroke=\"#999\"/>\n\
             <polyline fill=\"none\" stroke=\"#1a5fb4\" points=\"{}\"/>\n",
            top - 5.0,
            top + height,
            points.join(" ")
        );
    }
    out.push_str("</svg>\n");
    out
}
