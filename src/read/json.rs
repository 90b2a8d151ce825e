//! JSON: one article, or a list of them somewhere in the file.

use super::load::Omission;
use super::record::{self, At, Said};
use super::{Fields, Loaded, Names, Parse, Reader, TextFile, lines};
use crate::Error;
use crate::model::MetaOrigin;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::path::Path;

pub(super) const READER: Reader = Reader {
    id: "json",
    summary: "JSON: an article or a list of them",
    extensions: &["json"],
    parse: Parse::Text(parse),
};

/// How deep in a file a list of articles is looked for.
const DEEPEST: usize = 4;

/// An object, each member as it stands in the file.
type Object<'a> = BTreeMap<&'a str, &'a RawValue>;

fn parse(file: &TextFile<'_>) -> Result<Loaded, Error> {
    let fields = &file.settings.fields;
    let whole: &RawValue = match serde_json::from_str(file.text) {
        Ok(whole) => whole,
        Err(error) => return unparsed(file, &error),
    };
    let records = match fields.records.iter().next() {
        Some(path) => follow(whole, path).map(items),
        None => find(whole, fields, DEEPEST),
    };
    let Some(records) = records.filter(|records| !records.is_empty()) else {
        let why = match fields.records.iter().next() {
            Some(path) => format!("there is no list at \"{path}\" (`records` in [fields] of crosscheck.toml)"),
            None => format!(
                "no article in it: none of the fields {} holds text; name the field in [fields] of crosscheck.toml",
                fields.text.listed()
            ),
        };
        let severity = if fields.records.is_empty() { Omission::Passed } else { Omission::Fault };
        return Ok(Loaded::without(file.id, why, severity));
    };
    file.settings.vet_records(file.id, records.len())?;
    let starts = lines::starts(file.text);
    let mut out = Loaded::default();
    for (record, number) in records.into_iter().zip(1..) {
        // Values are cut out of the file itself, so that the way back is the distance between the two.
        let offset = (record.get().as_ptr() as usize).saturating_sub(file.text.as_ptr() as usize);
        let line = u32::try_from(starts.partition_point(|&start| start as usize <= offset)).unwrap_or(u32::MAX);
        let read = said(record, fields)
            .and_then(|said| record::article(file, READER.id, MetaOrigin::Record, (At { line, number }, number), said));
        out.append(read.unwrap_or_else(|why| record::broken(file, line, format!("record {number}: {why}"))));
    }
    Ok(out)
}

/// A file that is not JSON. One that does not even name a field of texts is no article: settings with comments, say.
fn unparsed(file: &TextFile<'_>, error: &serde_json::Error) -> Result<Loaded, Error> {
    let place = (error.line() as u64, error.column() as u64);
    let what = not_json(error);
    if file.settings.fields.text.iter().any(|name| file.text.contains(&format!("\"{name}\""))) {
        return Err(Error::malformed(Path::new(file.id), Some(place), what));
    }
    let what = format!("{what} (line {}), and no article in it", place.0);
    Ok(Loaded::without(file.id, what, Omission::Passed))
}

/// What a parser says, without the place.
pub(super) fn not_json(error: &serde_json::Error) -> String {
    let message = error.to_string();
    format!("not JSON: {}", message.split(" at line ").next().unwrap_or_default())
}

/// The records: the items of a list of which one holds text, or an object that does.
fn find<'a>(value: &'a RawValue, fields: &Fields, depth: usize) -> Option<Vec<&'a RawValue>> {
    let holds_text = |value: &RawValue| said(value, fields).is_ok_and(|said| said.text.is_some());
    if value.get().starts_with('[') {
        let all = items(value);
        return all.iter().any(|item| holds_text(item)).then_some(all);
    }
    if holds_text(value) {
        return Some(vec![value]);
    }
    let members = object(value)?;
    let inner = || members.values().copied().filter(|member| member.get().starts_with(['[', '{']));
    if depth == 0 {
        return None;
    }
    let mut lists: Vec<Vec<&RawValue>> = inner().filter_map(|member| find(member, fields, depth - 1)).collect();
    lists.sort_by_key(|list| std::cmp::Reverse(list.len()));
    lists.into_iter().next()
}

/// What a record says in its fields.
pub(super) fn said(record: &RawValue, fields: &Fields) -> Result<Said, String> {
    let Some(members) = object(record) else { return Err("not an object".to_owned()) };
    let field = |names: &Names| {
        names.iter().find_map(|name| {
            let value = get(&members, name)?;
            printed(value, ", ").filter(|value| !value.trim().is_empty())
        })
    };
    let day = |names: &Names| names.iter().find_map(|name| date(get(&members, name)?));
    let texts = || fields.text.iter().filter_map(|name| Some((name.to_owned(), body(get(&members, name)?)?)));
    let text = texts().find(|(_, text)| !text.trim().is_empty()).or_else(|| texts().next());
    let halves =
        |name: &str| get(&members, name).is_some_and(|value| value.get().starts_with('"') && body(value).is_none());
    if let Some(name) = fields.text.iter().find(|name| text.is_none() && halves(name)) {
        return Err(format!(
            "\"{name}\" holds one half of a surrogate pair (\\ud800 to \\udfff), which is no character"
        ));
    }
    Ok(Said::of(fields, field, day, text))
}

/// The member of that name, or the one to which `outlet.name` leads.
fn get<'a>(members: &Object<'a>, name: &str) -> Option<&'a RawValue> {
    if let Some(value) = members.get(name) {
        return Some(value);
    }
    let (first, rest) = name.split_once('.')?;
    get(&object(members.get(first)?)?, rest)
}

/// Where a path leads, from the whole file.
fn follow<'a>(value: &'a RawValue, path: &str) -> Option<&'a RawValue> {
    get(&object(value)?, path)
}

fn object(value: &RawValue) -> Option<Object<'_>> {
    value
        .get()
        .starts_with('{')
        .then(|| serde_json::from_str::<BTreeMap<Key<'_>, &RawValue>>(value.get()).ok())?
        .map(|members| members.into_iter().filter_map(|(Key(name), value)| Some((name?, value))).collect())
}

/// The name of a member; none where it is spelt with escapes, which no name of a field is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a>(Option<&'a str>);

impl<'de: 'a, 'a> serde::Deserialize<'de> for Key<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> serde::de::Visitor<'de> for Visitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a name")
            }
            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Some(name)))
            }
            fn visit_str<E>(self, _: &str) -> Result<Key<'de>, E> {
                Ok(Key(None))
            }
        }
        from.deserialize_str(Visitor)
    }
}

/// The items of a list, or the value itself.
fn items(value: &RawValue) -> Vec<&RawValue> {
    match value.get().starts_with('[') {
        true => serde_json::from_str(value.get()).unwrap_or_default(),
        false => vec![value],
    }
}

/// The running text of a value: a string, or the strings of a list as paragraphs.
fn body(value: &RawValue) -> Option<String> {
    match value.get().as_bytes().first()? {
        b'"' => serde_json::from_str(value.get()).ok(),
        b'[' => {
            let parts = items(value).into_iter().map(|item| serde_json::from_str::<String>(item.get()).ok());
            let parts: Option<Vec<String>> = parts.collect();
            parts.filter(|parts| !parts.is_empty()).map(|parts| parts.join("\n\n"))
        }
        _ => None,
    }
}

/// A value in one line: a string, a number, the `name` of an object, or those of a list.
fn printed(value: &RawValue, between: &str) -> Option<String> {
    match value.get().as_bytes().first()? {
        b'"' => serde_json::from_str(value.get()).ok(),
        b'{' => printed(object(value)?.get("name").copied().filter(|name| name.get().starts_with('"'))?, between),
        b'[' => {
            let all: Vec<String> = items(value).into_iter().filter_map(|item| printed(item, between)).collect();
            (!all.is_empty()).then(|| all.join(between))
        }
        b'-' | b'0'..=b'9' => Some(value.get().to_owned()),
        _ => None,
    }
}

/// Numbers above this count milliseconds, others seconds: as seconds it is the year 5138.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// A day as it is printed, or as the seconds or milliseconds since 1970 (UTC).
fn date(value: &RawValue) -> Option<String> {
    let printed = printed(value, ", ")?;
    let Ok(number) = printed.parse::<i64>() else { return Some(printed) };
    // "20250508" is a day as it stands.
    if printed.len() <= 8 {
        return Some(printed);
    }
    let seconds = if number >= MILLISECONDS_FROM { number / 1000 } else { number };
    let moment = Timestamp::from_second(seconds).ok()?.to_zoned(TimeZone::UTC);
    Some(format!("{}T{}Z", moment.date(), moment.time()))
}

#[cfg(test)]
mod tests {
    use super::super::{Input, Settings, Storage};
    use super::*;

    fn read_with(fields: &str, text: &str) -> Result<Loaded, Error> {
        let settings = Settings { fields: toml::from_str(fields).expect("fields"), ..Settings::default() };
        READER.read(&Input { id: "a.json", bytes: text.as_bytes(), storage: Storage::Plain, settings: &settings })
    }

    fn seen(fields: &str, text: &str) -> Vec<(String, String, u32)> {
        let loaded = read_with(fields, text).expect("read");
        loaded
            .articles
            .into_iter()
            .map(|article| (article.id.clone(), article.text.clone(), article.place(0).line))
            .collect()
    }

    #[test]
    fn articles_are_found_wherever_they_lie() {
        let one = |line: u32| vec![("a.json#1".to_owned(), "It sank.".to_owned(), line)];
        assert_eq!(seen("", "{\"body\": \"It sank.\"}"), one(1));
        assert_eq!(seen("", "\n[\n{\"body\": \"It sank.\"}]"), one(3));
        assert_eq!(seen("", "{\"a\": [1], \"data\": {\"items\":\n [{\"content_text\": \"It sank.\"}]}}"), one(2));
        assert_eq!(seen("text = \"story.words\"", "{\"story\": {\"words\": [\"It sank.\"]}}"), one(1));
        assert_eq!(
            seen("records = \"a.b\"", "{\"x\": [{\"text\": \"No.\"}], \"a\": {\"b\": [{\"text\": \"It sank.\"}]}}"),
            one(1)
        );
    }

    #[test]
    fn fields_are_mapped_and_nested() {
        let text = r#"[{"key": 9, "story": "It sank.", "head": "Ferry sinks", "outlet": {"name": "The Lantern"},
            "by": [{"name": "Ana Ruiz"}, "Tom Holt"], "ts": 1746266400, "changed": "2025-05-04"}]"#;
        let fields = "id = \"key\"\ntext = \"story\"\ntitle = [\"no\", \"head\"]\nsource = \"outlet.name\"\nauthor = \"by\"\n\
            date = \"ts\"\nupdated = \"changed\"";
        let article = read_with(fields, text).expect("read").articles.remove(0);
        let meta = &article.meta;
        let value = |field: &Option<crate::model::Field>| field.as_ref().map(|field| field.value.clone());
        assert_eq!(article.id, "a.json#9");
        assert_eq!((value(&meta.title), value(&meta.source)), (Some("Ferry sinks".into()), Some("The Lantern".into())));
        assert_eq!(value(&meta.author).as_deref(), Some("Ana Ruiz, Tom Holt"));
        let date = meta.date.as_ref().expect("a date");
        assert_eq!((date.value.to_string().as_str(), date.time.as_deref()), ("2025-05-03", Some("10:00:00Z")));
        assert_eq!(meta.updated.as_ref().map(|field| field.value.day()), Some(4));
        assert_eq!(article.field(), Some("story"));
    }

    #[test]
    fn what_holds_no_article_is_named() {
        let skipped = |fields: &str, text: &str| {
            let loaded = read_with(fields, text).expect("read");
            assert!(loaded.articles.is_empty());
            loaded.skipped.into_iter().map(|skipped| (skipped.fatal, skipped.why)).next().expect("a word about it")
        };
        assert!(!skipped("", "{\"name\": \"x\", \"version\": \"1.0\"}").0);
        assert!(skipped("records = \"a\"", "{\"b\": []}").0);
        let error = read_with("", "{\"text\": \n \"It sank.}").expect_err("broken").to_string();
        assert!(error.starts_with("a.json:2:"), "{error}");
        let loaded = read_with("", "[{\"text\": \"One.\"},\n{\"txt\": 1}]").expect("read");
        assert_eq!((loaded.articles.len(), loaded.skipped[0].what.as_str()), (1, "a.json:2"));
    }
}
