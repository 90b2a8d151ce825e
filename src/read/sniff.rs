//! What a file is by its first bytes, whatever it is called.

/// Signs with which files of a kind begin: the sign, the id of the format as which it is read (empty where there is none),
/// and what it is called.
const SIGNS: &[(&[u8], &str, &str)] = &[
    (b"%PDF-", "pdf", "a PDF document"),
    (b"PK\x03\x04", "docx", "a zip archive, such as .docx"),
    (b"\x1f\x8b", "gz", "compressed by gzip"),
    (b"\x28\xb5\x2f\xfd", "zst", "compressed by zstd"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "", "an old Office document; save it as .docx"),
    (b"{\\rtf", "", "rich text; save it as .docx"),
    (b"\x89PNG", "", "a picture"),
    (b"\xff\xd8\xff", "", "a picture"),
    (b"GIF8", "", "a picture"),
    (b"\x7fELF", "", "a program"),
    (b"SQLite format 3", "", "a database"),
    (b"BZh", "", "compressed by bzip2; use gzip or zstd"),
    (b"\xfd7zXZ", "", "compressed by xz; use gzip or zstd"),
    (b"PAR1", "", "a Parquet table; export it as .jsonl or .csv"),
];

/// What the bytes say: the id of the format or of the compression, empty where it is not read, and what it is called.
pub(super) fn sign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    SIGNS.iter().find(|(sign, ..)| bytes.starts_with(sign)).map(|&(_, id, name)| (id, name))
}

/// The format of text: by what it begins with.
#[cfg(any(test, feature = "cli"))]
pub(super) fn of_text(text: &str) -> &'static str {
    let head = text[..text.floor_char_boundary(4096)].trim_start();
    let lower = head.to_ascii_lowercase();
    if head.starts_with('{') {
        // Two records on two lines make JSON Lines; one object over several lines is JSON.
        let first = text.trim_start().lines().next().unwrap_or_default().trim_end();
        return if first.ends_with('}') { "jsonl" } else { "json" };
    }
    if head.starts_with('[') && text.trim_end().ends_with(']') {
        return "json";
    }
    let opens = |names: &[&str]| names.iter().any(|name| lower.contains(&format!("<{name}")));
    if lower.starts_with('<') {
        return if opens(&["rss", "feed", "rdf:rdf"]) && !opens(&["html"]) { "feed" } else { "html" };
    }
    if head.starts_with("---\n") || head.starts_with("---\r\n") || head.starts_with("+++\n") || head.starts_with("# ") {
        return "md";
    }
    "txt"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_told_by_how_they_begin() {
        for (text, format) in [
            ("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n", "jsonl"),
            ("{\n \"text\": \"One.\"\n}", "json"),
            ("[{\"text\": \"One.\"}]\n", "json"),
            ("[Note] The ferry sank.", "txt"),
            ("<!doctype html><p>One.", "html"),
            ("<?xml version=\"1.0\"?>\n<rss><channel>", "feed"),
            ("---\ntitle: x\n---\nOne.", "md"),
            ("The ferry sank.", "txt"),
            ("", "txt"),
        ] {
            assert_eq!(of_text(text), format, "{text}");
        }
        assert_eq!(sign(b"%PDF-1.7").map(|(id, _)| id), Some("pdf"));
        assert_eq!(sign(b"One."), None);
    }
}
