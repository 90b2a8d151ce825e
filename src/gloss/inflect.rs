//! The forms of regular words, so that the table holds one of each.

/// How a form of a verb stands in time: a negation goes before it in another way each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    Past,
    Present,
    /// None of its own: infinitives, participles, and forms that the gloss begins with an auxiliary.
    None,
}

/// The Spanish plural of a noun or adjective.
pub(super) fn plural(word: &str) -> String {
    for (end, plural) in
        [("ión", "iones"), ("ón", "ones"), ("án", "anes"), ("ín", "ines"), ("és", "eses"), ("z", "ces")]
    {
        if let Some(stem) = word.strip_suffix(end) {
            return format!("{stem}{plural}");
        }
    }
    match word.chars().next_back() {
        Some('a' | 'e' | 'i' | 'o' | 'u' | 'á' | 'é' | 'ó') => format!("{word}s"),
        Some('s') => word.to_owned(),
        _ => format!("{word}es"),
    }
}

/// The feminine of a noun or adjective that has one of its own.
pub(super) fn feminine(word: &str) -> Option<String> {
    if let Some(stem) = word.strip_suffix('o') {
        return Some(format!("{stem}a"));
    }
    if let Some(stem) = word.strip_suffix("és") {
        return Some(format!("{stem}esa"));
    }
    let ends = ["dor", "tor", "sor", "ñol", "án", "ón"].iter().any(|end| word.ends_with(end));
    ends.then(|| format!("{}a", word.replace('á', "a").replace("ón", "on")))
}

/// The English plural of the last word of a phrase; one that is irregular stands behind a bar: "man|men".
pub(super) fn english_plural(gloss: &str) -> String {
    if let Some((_, plural)) = gloss.split_once('|') {
        return plural.to_owned();
    }
    let es = ["s", "x", "ch", "sh"].iter().any(|end| gloss.ends_with(end));
    match gloss.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ies"),
        _ if es => format!("{gloss}es"),
        _ => format!("{gloss}s"),
    }
}

/// The parts of an English verb: "find|found", "write|wrote|written"; a regular one is its base alone.
pub(super) fn parts(gloss: &str) -> [String; 3] {
    let mut given = gloss.split('|').map(str::to_owned);
    let base = given.next().unwrap_or_default();
    let past = given.next().unwrap_or_else(|| regular_past(&base));
    let participle = given.next().unwrap_or_else(|| past.clone());
    [base, past, participle]
}

fn regular_past(base: &str) -> String {
    // Of "carry out" the first word takes the ending.
    let (verb, rest) = base.split_once(' ').map_or((base, String::new()), |(verb, rest)| (verb, format!(" {rest}")));
    let past = match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ied"),
        _ if verb.ends_with('e') => format!("{verb}d"),
        _ => format!("{verb}ed"),
    };
    past + &rest
}

fn gerund(base: &str) -> String {
    match base.strip_suffix('e') {
        Some(stem) if !stem.ends_with('e') => format!("{stem}ing"),
        _ => format!("{base}ing"),
    }
}

/// The forms in which newspapers print a regular verb: the third person, infinitive, gerund and participle, each with its
/// gloss.
pub(super) fn verb(infinitive: &str, gloss: &str) -> Vec<(String, String, Tense)> {
    let [base, past, participle] = parts(gloss);
    let (will, would, ing) = (format!("will {base}"), format!("would {base}"), gerund(&base));
    let Some((stem, vowel)) = infinitive.char_indices().rev().nth(1).map(|(at, vowel)| (&infinitive[..at], vowel))
    else {
        return Vec::new();
    };
    let (pasts, presents, gerunds, participles): (&[&str], &[&str], _, _) = match vowel {
        'a' => (&["ó", "aron", "aba", "aban", "ara", "aran", "ase", "asen"], &["a", "an", "e", "en"], "ando", "ad"),
        _ => (&["ió", "ieron", "ía", "ían", "iera", "ieran", "iese", "iesen"], &["e", "en", "a", "an"], "iendo", "id"),
    };
    let mut out = vec![(infinitive.to_owned(), base.clone(), Tense::None)];
    out.extend(pasts.iter().map(|end| (format!("{stem}{end}"), past.clone(), Tense::Past)));
    out.extend(presents.iter().map(|end| (format!("{stem}{end}"), base.clone(), Tense::Present)));
    out.extend(["á", "án"].map(|end| (format!("{infinitive}{end}"), will.clone(), Tense::None)));
    out.extend(["ía", "ían"].map(|end| (format!("{infinitive}{end}"), would.clone(), Tense::None)));
    out.push((format!("{stem}{gerunds}"), ing, Tense::None));
    out.extend(
        ["o", "a", "os", "as"].map(|end| (format!("{stem}{participles}{end}"), participle.clone(), Tense::None)),
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_and_feminines() {
        assert_eq!(plural("herido"), "heridos");
        assert_eq!(plural("inundación"), "inundaciones");
        assert_eq!(plural("hospital"), "hospitales");
        assert_eq!(plural("juez"), "jueces");
        assert_eq!(feminine("gobernador").as_deref(), Some("gobernadora"));
        assert_eq!(feminine("francés").as_deref(), Some("francesa"));
        assert_eq!(feminine("alcalde"), None);
        assert_eq!(english_plural("city"), "cities");
        assert_eq!(english_plural("man|men"), "men");
    }

    #[test]
    fn verbs_in_their_tenses() {
        let forms = verb("evacuar", "evacuate");
        let of = |form: &str| forms.iter().find(|(own, ..)| own == form).map(|(_, gloss, _)| gloss.as_str());
        assert_eq!(of("evacuaron"), Some("evacuated"));
        assert_eq!(of("evacuará"), Some("will evacuate"));
        assert_eq!(of("evacuadas"), Some("evacuated"));
        let forms = verb("perder", "lose|lost");
        let of = |form: &str| forms.iter().find(|(own, ..)| own == form).map(|(_, gloss, _)| gloss.as_str());
        assert_eq!((of("perdieron"), of("perdería")), (Some("lost"), Some("would lose")));
    }
}
