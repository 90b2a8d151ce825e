//! Which pattern of the configuration speaks of a path.

use std::collections::BTreeMap;

/// The value of the longest pattern that matches `path`; of two as long, the first in the order of the alphabet.
pub(super) fn best<'a, T>(patterns: &'a BTreeMap<String, T>, path: &str) -> Option<&'a T> {
    let matching = patterns.iter().rev().filter(|(pattern, _)| matches(pattern, path));
    matching.max_by_key(|(pattern, _)| pattern.len()).map(|(_, value)| value)
}

/// Whether `pattern` matches `path` or a folder (or the file of a record) that it lies in.
pub(super) fn matches(pattern: &str, path: &str) -> bool {
    let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
    let pattern = pattern.strip_suffix('/').unwrap_or(pattern);
    let ends = path.match_indices(['/', '#']).map(|(at, _)| at).chain([path.len()]);
    ends.into_iter().any(|end| glob(pattern, &path[..end]))
}

/// `*` stands for any run of characters; linear in both, by going back to the last star only.
fn glob(pattern: &str, text: &str) -> bool {
    let (pattern, text) = (pattern.as_bytes(), text.as_bytes());
    let (mut p, mut t) = (0, 0);
    let mut star = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, t));
                p += 1;
            }
            Some(byte) if *byte == text[t] => {
                p += 1;
                t += 1;
            }
            _ => {
                let Some((at, from)) = star else { return false };
                star = Some((at, from + 1));
                p = at + 1;
                t = from + 1;
            }
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_stands_for_all_below_it_and_for_nothing_beside_it() {
        assert!(matches("news/post", "news/post/a.txt"));
        assert!(matches("news/post/", "news/post/deep/a.txt"));
        assert!(!matches("news/post", "news/postscript/a.txt"));
        assert!(matches("wire.jsonl", "wire.jsonl#17"));
        assert!(matches("news/*-post.txt", "news/0512-post.txt"));
        assert!(!matches("news/*-post.txt", "news/0512-herald.txt"));
        assert!(matches("*", "anything"));
    }

    #[test]
    fn the_longest_wins() {
        let patterns = BTreeMap::from([("news".to_owned(), 1), ("news/post".to_owned(), 2), ("*".to_owned(), 0)]);
        assert_eq!(best(&patterns, "news/post/a.txt"), Some(&2));
        assert_eq!(best(&patterns, "news/b.txt"), Some(&1));
        assert_eq!(best(&patterns, "c.txt"), Some(&0));
    }
}
