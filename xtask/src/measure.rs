//! Time and memory of a program, seen from outside.

use std::io;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

/// A program's run as measured from outside.
pub(crate) struct Run {
    pub(crate) status: ExitStatus,
    pub(crate) wall: Duration,
    /// Largest resident set in bytes, where the system tells it (Linux).
    pub(crate) peak: Option<u64>,
    /// Time on processors, where the system tells it (Linux), to a hundredth of a second: other programs do not count.
    #[allow(dead_code, reason = "what one user of this file needs another does not")]
    pub(crate) cpu: Option<Duration>,
}

/// Runs a program to its end and measures it; one that takes longer than `limit` is killed, which its status tells.
pub(crate) fn measured(command: &mut Command, limit: Duration) -> io::Result<Run> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let (mut peak, mut cpu) = (None, None);
    loop {
        peak = peak.max(resident(child.id()));
        cpu = cpu.max(processor(child.id()));
        if let Some(status) = child.try_wait()? {
            return Ok(Run { status, wall: start.elapsed(), peak, cpu });
        }
        if start.elapsed() > limit {
            child.kill()?;
        }
        std::thread::sleep(Duration::from_micros(500));
    }
}

/// The largest resident set so far, in bytes.
fn resident(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// The time on processors so far. The system counts in hundredths of a second wherever it is Linux.
fn processor(process: u32) -> Option<Duration> {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields: Vec<u64> =
        stat.rsplit_once(')')?.1.split_whitespace().map(|field| field.parse().unwrap_or(0)).collect();
    Some(Duration::from_millis(10 * (fields.get(11)? + fields.get(12)?)))
}
