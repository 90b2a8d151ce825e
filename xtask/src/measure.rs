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
}

/// Runs a program to its end and measures it; one that takes longer than `limit` is killed, which its status tells.
pub(crate) fn measured(command: &mut Command, limit: Duration) -> io::Result<Run> {
    let start = Instant::now();
    let mut child = command.spawn()?;
    let mut peak = None;
    loop {
        peak = peak.max(resident(child.id()));
        if let Some(status) = child.try_wait()? {
            return Ok(Run { status, wall: start.elapsed(), peak });
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
