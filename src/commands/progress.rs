//! A sign of life for work that takes longer than a second, on a terminal only.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Duration;

/// How long work may take unseen.
const PATIENCE: Duration = Duration::from_secs(1);
/// Time between two pictures of the spinner.
const TICK: Duration = Duration::from_millis(120);

/// The bar; it goes away with [`Progress::finish`] or when dropped.
pub(super) struct Progress {
    bar: ProgressBar,
    /// Dropping it wakes the thread that waits to show the bar.
    _waiting: Sender<()>,
}

/// Who may see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Audience {
    /// Whoever sits at the terminal.
    Terminal,
    /// Nobody: quiet was asked for.
    Nobody,
}

impl Progress {
    /// For work whose steps are counted when `steps` is given.
    pub(super) fn new(audience: Audience, steps: Option<u64>) -> Self {
        let bar = ProgressBar::with_draw_target(steps, ProgressDrawTarget::hidden());
        let template = match steps {
            Some(_) => "{spinner} {msg} {bar:30} {human_pos} of {human_len}, {eta} left",
            None => "{spinner} {msg} ({elapsed})",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        let (waiting, finished) = mpsc::channel::<()>();
        if audience == Audience::Terminal && std::io::stderr().is_terminal() {
            let bar = bar.clone();
            thread::spawn(move || {
                let slow = finished.recv_timeout(PATIENCE) == Err(mpsc::RecvTimeoutError::Timeout);
                if slow && !bar.is_finished() {
                    bar.set_draw_target(ProgressDrawTarget::stderr());
                    bar.enable_steady_tick(TICK);
                }
            });
        }
        Self { bar, _waiting: waiting }
    }

    pub(super) fn stage(&self, name: &str) {
        self.bar.set_message(name.to_owned());
    }

    pub(super) fn advance(&self, steps: u64) {
        self.bar.inc(steps);
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.finish();
    }
}
