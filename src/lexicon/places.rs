//! Directions and ranks of places: the built-in words behind locations.

use super::data::load;
use super::phrases::{Phrases, Slot};
use crate::text::stem;
use serde::Deserialize;
use std::sync::LazyLock;

/// The words by which places are told.
pub(crate) struct PlaceWords {
    /// Points of the compass, in degrees from north.
    pub(crate) directions: Phrases<u16>,
    /// Degrees and word of each point.
    names: Vec<(u16, String)>,
    /// Words of a place's name, by the index of their rank.
    pub(crate) ranks: Phrases<u16>,
    /// Ranks whose word may stand first in a name.
    leads: Vec<u16>,
    /// Words that show that a place is where a service runs.
    pub(crate) hosting: Phrases<()>,
}

#[derive(Deserialize)]
struct File {
    direction: Vec<Bearing>,
    rank: Vec<Rank>,
    site: Vec<Listed>,
    room: Listed,
    hosting: Vec<Listed>,
}

#[derive(Deserialize)]
struct Bearing {
    degrees: u16,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Rank {
    #[serde(default)]
    leads: bool,
    words: Vec<String>,
}

#[derive(Deserialize)]
struct Listed {
    words: Vec<String>,
}

/// The tables of the language.
pub(crate) fn get() -> &'static PlaceWords {
    static WORDS: LazyLock<PlaceWords> = LazyLock::new(|| PlaceWords::new(&file()));
    &WORDS
}

fn file() -> File {
    load("direction.toml", include_str!("en/direction.toml"))
}

/// The nouns for places that are told without a name.
pub(super) fn sites() -> Vec<String> {
    file().site.into_iter().flat_map(|list| list.words).collect()
}

/// The nouns for the parts of a house.
pub(super) fn rooms() -> Vec<String> {
    file().room.words
}

impl PlaceWords {
    /// The word for a direction: "north" for 0.
    pub(crate) fn name_of(&self, degrees: u16) -> Option<&str> {
        self.names.iter().find(|(of, _)| *of == degrees).map(|(_, name)| name.as_str())
    }

    /// The degrees of a direction by its word.
    pub(crate) fn degrees(&self, name: &str) -> Option<u16> {
        self.names.iter().find(|(_, of)| of == name).map(|(degrees, _)| *degrees)
    }

    /// The rank of a place by the last word of its name, else by the first ("Lake Ontario").
    pub(crate) fn rank(&self, place: &str) -> Option<u16> {
        let of = |word: &str| self.ranks.word(word, &stem(word));
        let last = place.rsplit(' ').next().and_then(of);
        last.or_else(|| place.split(' ').next().and_then(of).filter(|rank| self.leads.contains(rank)))
    }

    /// Whether a word tells a rank.
    pub(crate) fn is_rank(&self, word: &str) -> bool {
        self.ranks.word(word, &stem(word)).is_some()
    }

    fn new(file: &File) -> Self {
        let directions =
            file.direction.iter().flat_map(|bearing| bearing.words.iter().map(|word| (word.as_str(), bearing.degrees)));
        let ranks =
            (0..).zip(&file.rank).flat_map(|(index, rank)| rank.words.iter().map(move |word| (word.as_str(), index)));
        let hosting = file.hosting.iter().flat_map(|list| list.words.iter().map(|word| (word.as_str(), ())));
        Self {
            directions: Phrases::new(Slot::Directions, directions),
            names: file
                .direction
                .iter()
                .filter_map(|bearing| Some((bearing.degrees, bearing.words.first()?.clone())))
                .collect(),
            ranks: Phrases::new(Slot::Ranks, ranks),
            leads: (0..).zip(&file.rank).filter(|(_, rank)| rank.leads).map(|(index, _)| index).collect(),
            hosting: Phrases::new(Slot::Hosting, hosting),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn north_is_not_south() {
        let words = get();
        assert_eq!(words.directions.word("north", "north"), Some(0));
        assert_eq!(words.directions.word("south", "south"), Some(180));
        assert_eq!(words.rank("lake ontario"), words.rank("coral sea"));
        assert_ne!(words.rank("coral sea"), words.rank("market square"));
        assert_eq!(words.rank("square deal"), None);
    }
}
