//! Faults of the program itself: what one article brings out costs that article, not the run.

use crate::model::Skipped;
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

thread_local! {
    /// How many calls of [`caught`] this thread is in.
    static DEPTH: Cell<u32> = const { Cell::new(0) };
    /// Where the last panic of this thread came from.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// What panicked, and where: one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(String);

impl Fault {
    /// What panicked, and where.
    pub fn reason(&self) -> &str {
        &self.0
    }

    /// The row of a report about what could not be checked for this fault.
    pub(crate) fn of(self, what: &str) -> Skipped {
        Skipped { what: what.to_owned(), why: self.to_string(), fatal: true }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "crosscheck failed on it ({}); all else was checked. Please report this as a bug", self.0)
    }
}

/// Runs `work`; a panic in it is its error. What it was about to change must not be used any more.
pub fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Fault> {
    DEPTH.with(|depth| depth.set(depth.get() + 1));
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    DEPTH.with(|depth| depth.set(depth.get() - 1));
    outcome.map_err(|panic| Fault(told(&*panic)))
}

/// Has panics that are [`caught`] print nothing, for programs: what became of them is told with the results. The others go
/// the way they went before.
pub fn hush() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info: &PanicHookInfo<'_>| {
        if DEPTH.with(Cell::get) == 0 {
            usual(info);
        } else {
            let place = info.location().map(|place| format!("{}:{}", place.file(), place.line()));
            PLACE.with(|last| *last.borrow_mut() = place);
        }
    }));
}

/// The words of a panic on one line, with its place where it is known.
fn told(panic: &(dyn Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let words = crate::text::shortened(words.unwrap_or("no reason given"), LONGEST).into_owned();
    match PLACE.with(|last| last.borrow_mut().take()) {
        Some(place) => format!("{place}: {words}"),
        None => words,
    }
}

/// Of the words of a panic, so many characters are shown: an assertion may print a whole article.
const LONGEST: usize = 200;

/// Panics where a test asks for it. Only in builds for tests and debugging: `CROSSCHECK_TEST_PANIC` holds a stage and an
/// article's id, parted by a colon.
#[inline]
pub(crate) fn provoked(stage: &str, id: &str) {
    if cfg!(debug_assertions)
        && let Some(asked) = asked()
        && asked.split_once(':').is_some_and(|(at, name)| at == stage && id.ends_with(name))
    {
        panic!("a test asked for it");
    }
}

fn asked() -> Option<&'static str> {
    static ASKED: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    ASKED.get_or_init(|| std::env::var("CROSSCHECK_TEST_PANIC").ok()).as_deref()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_told_and_what_went_well_is_given() {
        assert_eq!(caught(|| 3), Ok(3));
        let fault = caught(|| panic!("no such article: {}", 7)).map(|()| 0).expect_err("it panics");
        let row = fault.of("a.txt");
        assert!(row.fatal && row.what == "a.txt");
        assert!(row.why.contains("no such article: 7") && row.why.contains("all else was checked"), "{}", row.why);
    }
}
