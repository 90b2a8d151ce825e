//! Lines that belong to the page and not to the article: credits, captions, "Read more", legal lines.

use crate::model::BlockKind;

/// Longest line that is looked at, in bytes: furniture is short, and running text must not be searched.
const LONGEST: usize = 400;

/// How furniture begins, in lower case. Each is long enough not to open an ordinary sentence.
const OPENINGS: &[(&str, BlockKind)] = &[
    ("photo:", BlockKind::Caption),
    ("photos:", BlockKind::Caption),
    ("photo by ", BlockKind::Caption),
    ("photo credit", BlockKind::Caption),
    ("photograph:", BlockKind::Caption),
    ("photographs:", BlockKind::Caption),
    ("photo illustration", BlockKind::Caption),
    ("image:", BlockKind::Caption),
    ("image credit", BlockKind::Caption),
    ("image caption", BlockKind::Caption),
    ("image source", BlockKind::Caption),
    ("media caption", BlockKind::Caption),
    ("picture:", BlockKind::Caption),
    ("file photo", BlockKind::Caption),
    ("image copyright", BlockKind::Caption),
    ("media playback", BlockKind::Caption),
    ("enlarge this image", BlockKind::Caption),
    ("credit:", BlockKind::Caption),
    ("credits:", BlockKind::Caption),
    ("read more", BlockKind::Furniture),
    ("read also", BlockKind::Furniture),
    ("read next", BlockKind::Furniture),
    ("also read:", BlockKind::Furniture),
    ("see also:", BlockKind::Furniture),
    ("related:", BlockKind::Furniture),
    ("related articles", BlockKind::Furniture),
    ("related stories", BlockKind::Furniture),
    ("related coverage", BlockKind::Furniture),
    ("watch:", BlockKind::Furniture),
    ("listen:", BlockKind::Furniture),
    ("video:", BlockKind::Furniture),
    ("story continue", BlockKind::Furniture),
    ("read the full", BlockKind::Furniture),
    ("more on this story", BlockKind::Furniture),
    ("more from ", BlockKind::Furniture),
    ("most read", BlockKind::Furniture),
    ("you may also like", BlockKind::Furniture),
    ("subscribe to ", BlockKind::Furniture),
    ("subscribe to:", BlockKind::Furniture),
    ("subscribe now", BlockKind::Furniture),
    ("sign up for our", BlockKind::Furniture),
    ("sign up to our", BlockKind::Furniture),
    ("sign up here", BlockKind::Furniture),
    ("follow us on", BlockKind::Furniture),
    ("join our newsletter", BlockKind::Furniture),
    ("get our newsletter", BlockKind::Furniture),
    ("share this", BlockKind::Furniture),
    ("click here to subscribe", BlockKind::Furniture),
    ("click here to read", BlockKind::Furniture),
    ("click here to sign", BlockKind::Furniture),
    ("advertisement", BlockKind::Furniture),
    ("copyright ", BlockKind::Furniture),
    ("©", BlockKind::Furniture),
    ("this article originally appeared", BlockKind::Furniture),
    ("this article was originally published", BlockKind::Furniture),
    ("this article first appeared", BlockKind::Furniture),
    ("this story originally appeared", BlockKind::Furniture),
    ("this story was originally published", BlockKind::Furniture),
    ("originally published", BlockKind::Furniture),
    ("first published", BlockKind::Furniture),
    ("reporting by ", BlockKind::Furniture),
    ("additional reporting", BlockKind::Furniture),
    ("contact:", BlockKind::Furniture),
    ("media contact", BlockKind::Furniture),
    ("press contact", BlockKind::Furniture),
    ("for media enquiries", BlockKind::Furniture),
    ("for media inquiries", BlockKind::Furniture),
    ("notes to editors", BlockKind::Furniture),
    ("contact the ", BlockKind::Furniture),
    ("if you value our", BlockKind::Furniture),
    ("do you have a story", BlockKind::Furniture),
    ("do you know more", BlockKind::Furniture),
    ("have a tip?", BlockKind::Furniture),
    ("scroll down ", BlockKind::Furniture),
    ("printed from ", BlockKind::Furniture),
    ("retrieved from ", BlockKind::Furniture),
    ("loading ", BlockKind::Furniture),
    ("share on", BlockKind::Furniture),
    ("please enable javascript", BlockKind::Furniture),
    ("please turn on javascript", BlockKind::Furniture),
    ("view comments", BlockKind::Furniture),
    ("posted by ", BlockKind::Furniture),
    ("posted in ", BlockKind::Furniture),
    ("filed under", BlockKind::Furniture),
    ("tags:", BlockKind::Furniture),
    ("labels:", BlockKind::Furniture),
    ("topics:", BlockKind::Furniture),
    ("categories:", BlockKind::Furniture),
    ("listen to this", BlockKind::Furniture),
    ("print this page", BlockKind::Furniture),
    ("e-mail the author", BlockKind::Furniture),
    ("email the author", BlockKind::Furniture),
    ("top of page", BlockKind::Furniture),
    ("back to top", BlockKind::Furniture),
    ("continue reading:", BlockKind::Furniture),
];

/// What marks furniture anywhere in a line; the case of the first word varies, so that it lacks its first letter.
const MARKS: &[&str] = &[
    "ll rights reserved",
    "LL RIGHTS RESERVED",
    "ontributed to this report",
    "ontributed to this story",
    "ontributed to this article",
    "ontributed reporting",
    // The line about the author at the end: "Reach her at ana@example.org or follow her on Mastodon."
    "each him at ",
    "each her at ",
    "each them at ",
    "e reached at ",
    "ollow him on ",
    "ollow her on ",
    "ollow them on ",
    "nsubscribe at any time",
    "ou agree to our ",
];

/// Where publications ask to be followed.
const NETWORKS: &[&str] =
    &["on Facebook", "on Instagram", "on Twitter", "on X", "on Telegram", "on Mastodon", "on Bluesky"];

/// Bytes of a line that its opening is looked for in.
const HEAD: usize = 48;

/// Lines that are furniture as a whole, in lower case.
const WHOLE: &[&str] = &["ends", "end", "-30-", "more", "close", "share", "subscribe", "sign up"];

/// Whose pictures are printed: what a credit in parentheses ends with or names after a slash.
const AGENCIES: &[&str] = &[
    "getty",
    "reuters",
    "ap",
    "afp",
    "epa",
    "shutterstock",
    "nurphoto",
    "bloomberg",
    "xinhua",
    "alamy",
    "pool",
    "handout",
];

/// What a credit calls the picture, in lower case.
const PICTURES: &[&str] =
    &["photos", "photographs", "photograph", "photo", "image", "picture", "credit", "illustration", "graphic"];

/// Most words of a credit that stands without brackets.
const CREDIT_WORDS: usize = 8;

/// How a staff note in parentheses at the end of a paragraph begins, in lower case.
const STAFF_NOTES: &[&str] = &["(reporting by", "(additional reporting", "(writing by", "(editing by", "(compiled by"];

/// What a line of the page is, where its words show that it makes no claim of the article.
pub(super) fn kind(line: &str) -> Option<BlockKind> {
    if line.len() > LONGEST {
        return None;
    }
    if !line.chars().any(char::is_alphanumeric) {
        return Some(BlockKind::Furniture);
    }
    if MARKS.iter().any(|mark| line.contains(mark)) {
        return Some(BlockKind::Furniture);
    }
    if line.ends_with([')', ']']) {
        let lower = line.to_lowercase();
        if let Some(inside) = enclosed(&lower) {
            if is_credit(inside) || inside.starts_with("photo") || inside.starts_with("image") {
                return Some(BlockKind::Caption);
            }
            let note = WHOLE.contains(&inside) || STAFF_NOTES.iter().any(|note| lower.starts_with(note));
            return if note { Some(BlockKind::Furniture) } else { opening(inside) };
        }
        if closing_parenthesis(&lower).is_some_and(|at| is_credit(&lower[at + 1..lower.len() - 1])) {
            return Some(BlockKind::Caption);
        }
    }
    if line.starts_with("Follow ") && NETWORKS.iter().any(|network| line.contains(network)) {
        return Some(BlockKind::Furniture);
    }
    let head = line[..line.floor_char_boundary(HEAD)].to_lowercase();
    if line.len() <= HEAD && WHOLE.contains(&head.as_str()) {
        return Some(BlockKind::Furniture);
    }
    let credit = line.contains('/')
        && line.split_whitespace().nth(CREDIT_WORDS).is_none()
        && !line.ends_with('.')
        && is_agency_credit(&line.to_lowercase());
    if credit { Some(BlockKind::Caption) } else { opening(&head) }
}

fn opening(lower: &str) -> Option<BlockKind> {
    OPENINGS.iter().find(|(words, _)| lower.starts_with(words)).map(|&(_, kind)| kind)
}

/// What stands inside, where one pair of brackets holds the whole line.
fn enclosed(line: &str) -> Option<&str> {
    [('(', ')'), ('[', ']')].into_iter().find_map(|(open, close)| {
        let inside = line.strip_prefix(open)?.strip_suffix(close)?;
        (!inside.contains([open, close])).then_some(inside.trim())
    })
}

/// Where the parenthesis begins with which the line ends.
fn closing_parenthesis(line: &str) -> Option<usize> {
    let (open, close) = if line.ends_with(')') { ('(', ')') } else { line.strip_suffix(']').map(|_| ('[', ']'))? };
    let at = line.rfind(open)?;
    (line[at..].matches(close).count() == 1).then_some(at)
}

/// "Ana Ruiz/NurPhoto/Getty Images", "Photo: B. Ostrom", "Photo by Ana Ruiz", "via Getty Images"; lower case.
fn is_credit(inside: &str) -> bool {
    let labelled = PICTURES
        .iter()
        .filter_map(|word| inside.strip_prefix(word))
        .any(|rest| rest.trim_start().starts_with(':') || rest.starts_with(" by ") || rest.starts_with(" credit"));
    labelled || is_agency_credit(inside) || inside.contains("getty images") || inside.starts_with("ap photo")
}

/// "Ana Ruiz/NurPhoto"; lower case.
fn is_agency_credit(line: &str) -> bool {
    let named = |part: &str| part.split(|c: char| !c.is_alphanumeric()).any(|word| AGENCIES.contains(&word));
    line.split('/').skip(1).any(|part| named(part) || part.ends_with(" images"))
}

/// Where the credit begins with which a caption ends: "... Photograph: Ana Ruiz", "... (NW Photo/Tom Holt)".
pub(super) fn credit(caption: &str) -> Option<usize> {
    if let Some(at) = closing_parenthesis(caption) {
        let lower = caption[at + 1..caption.len() - 1].to_lowercase();
        let staff = lower.contains(" photo/") || lower.ends_with(" staff") || is_credit(&lower);
        return staff.then_some(at);
    }
    let colon = caption.rfind(": ")?;
    let start =
        caption[..colon].rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| caption.ceil_char_boundary(at + 1));
    let word = caption[start..colon].to_lowercase();
    let name = caption[colon + 2..].split_whitespace().count() <= CREDIT_WORDS;
    (name && PICTURES.contains(&word.as_str())).then_some(start)
}

/// Where the note of the staff begins with which a paragraph ends: "... (Reporting by Ana Ruiz; editing by T. Holt)".
pub(super) fn staff_note(paragraph: &str) -> Option<usize> {
    let at = closing_parenthesis(paragraph).filter(|&at| at > 0 && paragraph.len() - at <= LONGEST)?;
    let lower = paragraph[at..].to_lowercase();
    STAFF_NOTES.iter().any(|note| lower.starts_with(note)).then_some(at)
}

/// Whether the line names whose words the pull quote above it was: "— Ana Ruiz, harbour master".
pub(super) fn is_attribution(line: &str) -> bool {
    let Some(rest) = ["—", "–", "―", "--", "- "].iter().find_map(|dash| line.strip_prefix(dash)) else {
        return false;
    };
    let rest = rest.trim();
    let name: Vec<&str> = rest.split(',').next().unwrap_or_default().split_whitespace().collect();
    let capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let particle = |word: &&str| matches!(*word, "de" | "da" | "del" | "van" | "von" | "der" | "al" | "of" | "the");
    line.len() <= 120
        && rest.split_whitespace().count() <= 14
        && (2..=5).contains(&name.len())
        && name.first().is_some_and(capital)
        && name.iter().all(|word| capital(word) || particle(word))
        && !rest.contains(['"', '“', '”', '!', '?', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_that_look_like_furniture() {
        for line in [
            "Readers morally support the strike.",
            "Subscribers pay 4 euros a month.",
            "Relatedly, the minister left.",
            "The ferry (MV Auk/2) sank.",
            "Photographers were kept out of the hall.",
            "(The minister later denied it.)",
            "Credit card fraud rose 4 percent.",
            "Follow the path on the left bank.",
            "Sign up with a work address; the key arrives within two minutes.",
        ] {
            assert_eq!(kind(line), None, "{line}");
        }
    }

    #[test]
    fn furniture_and_captions() {
        for line in ["[Read More: Ferry Fares Rise]", "***", "Copyright 2025 The Lantern. All rights reserved.", "ENDS"]
        {
            assert_eq!(kind(line), Some(BlockKind::Furniture), "{line}");
        }
        for line in [
            "(Ana Ruiz/NurPhoto/Getty Images)",
            "[Photo Credit: A. Ruiz, CC BY]",
            "(Photographs by Ana Ruiz)",
            "The quay on Monday. (Tom Holt/Reuters)",
            "Photo: agency",
        ] {
            assert_eq!(kind(line), Some(BlockKind::Caption), "{line}");
        }
    }

    #[test]
    fn attributions_and_staff_notes() {
        assert!(is_attribution("— Ana Ruiz, harbour master."));
        assert!(!is_attribution("— I never said that, he replied."));
        assert!(!is_attribution("- Fixed: a crash"));
        let text = "Rain will stop. (Reporting by Ana Ruiz; editing by T. Holt)";
        assert_eq!(staff_note(text), Some(16));
        assert_eq!(staff_note("Rain will stop (on Sunday)."), None);
    }
}
