//! The words of polls: who asks, who is asked, how they answer.

use super::data::{self, Families};
use super::phrases::{Phrases, Slot};
use crate::model::Stance;
use std::sync::LazyLock;

/// The tables by which answers to polls are read.
#[derive(Debug)]
pub(crate) struct Polls {
    /// Names of an inquiry; `false` for phrases that only look like one.
    pub(crate) cues: Phrases<bool>,
    /// Houses whose trade it is to ask.
    pub(crate) pollsters: Phrases<()>,
    /// People who can be asked; `true` for words that set no group apart.
    pub(crate) people: Phrases<bool>,
    /// Words that may stand between people and their answer.
    pub(crate) asides: Phrases<()>,
    /// Verbs of the answer.
    pub(crate) stances: Phrases<Stance>,
    /// Phrases that point back at a question asked before.
    pub(crate) back: Phrases<()>,
}

/// The built-in tables for English.
pub(crate) fn get() -> &'static Polls {
    static POLLS: LazyLock<Polls> = LazyLock::new(|| Polls::build(include_str!("en/polls.toml")));
    &POLLS
}

impl Polls {
    fn build(text: &str) -> Self {
        let file: Families = data::load("polls.toml", text);
        let of = |id: &'static str| {
            let families = file.family.iter().filter(move |family| family.id == id);
            families.flat_map(|family| family.words.iter().map(String::as_str))
        };
        let plain = |slot, id| Phrases::new(slot, of(id).map(|word| (word, ())));
        let stances = [
            ("favour", Stance::Favour),
            ("oppose", Stance::Oppose),
            ("approve", Stance::Approve),
            ("disapprove", Stance::Disapprove),
            ("hold", Stance::Hold),
            ("doubt", Stance::Doubt),
        ];
        Self {
            cues: Phrases::new(
                Slot::PollCues,
                of("no-poll").map(|word| (word, false)).chain(of("poll").map(|word| (word, true))),
            ),
            pollsters: plain(Slot::Pollsters, "pollster"),
            people: Phrases::new(
                Slot::PollPeople,
                of("anyone").map(|word| (word, true)).chain(of("group").map(|word| (word, false))),
            ),
            asides: plain(Slot::PollAsides, "aside"),
            stances: Phrases::new(
                Slot::PollStances,
                stances.into_iter().flat_map(|(id, stance)| of(id).map(move |word| (word, stance))).collect::<Vec<_>>(),
            ),
            back: plain(Slot::PollBack, "points-back"),
        }
    }
}
