//! Files compressed by gzip or zstd.

use super::Settings;
use crate::Error;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use std::io::{self, Read};
use std::path::Path;

/// Endings of compressed files, in lower case and without the dot.
pub(super) const ENDINGS: &[&str] = &["gz", "zst"];

/// The bytes of a file that was compressed as its ending says.
pub(super) fn unpack(id: &str, ending: &str, bytes: &[u8], settings: &Settings) -> Result<Vec<u8>, Error> {
    let limit = settings.expand_limit();
    let (name, unpacked) = match ending {
        "gz" => ("gzip", take(MultiGzDecoder::new(bytes), limit)),
        _ => ("zstd", frames(bytes, limit)),
    };
    let out = unpacked.map_err(|error| {
        Error::malformed(Path::new(id), None, format!("cannot be unpacked ({name}: {error}); is it whole?"))
    })?;
    if out.len() as u64 > limit { Err(settings.too_much(id)) } else { Ok(out) }
}

/// What `from` gives, up to one byte more than the limit.
pub(super) fn take(from: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    from.take(limit.saturating_add(1)).read_to_end(&mut out)?;
    Ok(out)
}

/// A zstd file is a sequence of frames, of which some hold no data.
fn frames(mut bytes: &[u8], limit: u64) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    while !bytes.is_empty() && out.len() as u64 <= limit {
        if let Some(rest) = after_skippable(bytes) {
            bytes = rest;
            continue;
        }
        let frame = StreamingDecoder::new(&mut bytes).map_err(io::Error::other)?;
        out.append(&mut take(frame, limit - out.len() as u64)?);
    }
    Ok(out)
}

/// What follows a skippable frame, if `bytes` begin with one (RFC 8878, 3.1.2).
fn after_skippable(bytes: &[u8]) -> Option<&[u8]> {
    let magic = u32::from_le_bytes(*bytes.first_chunk()?);
    if !(0x184d_2a50..=0x184d_2a5f).contains(&magic) {
        return None;
    }
    let len = u32::from_le_bytes(*bytes.get(4..)?.first_chunk()?);
    Some(bytes.get(8 + len as usize..).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use ruzstd::encoding::{CompressionLevel, compress_to_vec};
    use std::io::Write;

    fn gz(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        encoder.write_all(bytes).expect("written");
        encoder.finish().expect("written")
    }

    fn zst(bytes: &[u8]) -> Vec<u8> {
        compress_to_vec(bytes, CompressionLevel::Fastest)
    }

    #[test]
    fn members_and_frames_are_joined() {
        let settings = Settings::default();
        for (ending, pack) in [("gz", gz as fn(&[u8]) -> Vec<u8>), ("zst", zst)] {
            let mut bytes = pack(b"One. ");
            if ending == "zst" {
                bytes.extend(b"\x50\x2a\x4d\x18\x02\0\0\0ab");
            }
            bytes.extend(pack(b"Two."));
            assert_eq!(unpack("a", ending, &bytes, &settings).expect("unpacked"), b"One. Two.");
        }
    }

    #[test]
    fn bombs_and_stumps_are_refused() {
        let settings = Settings { expand_limit_mib: 1, ..Settings::default() };
        let bomb = vec![b' '; (1 << 20) + 1];
        for (ending, pack) in [("gz", gz as fn(&[u8]) -> Vec<u8>), ("zst", zst)] {
            let error = unpack("a.txt.gz", ending, &pack(&bomb), &settings).expect_err("a bomb").to_string();
            assert!(error.starts_with("a.txt.gz: expands to more than 1 MiB"), "{error}");
            assert_eq!(unpack("a", ending, &pack(&bomb[1..]), &settings).expect("fits").len(), 1 << 20);
            let whole = pack(b"The ferry sank on Monday, and forty were saved.");
            let error = unpack("a", ending, &whole[..whole.len() - 9], &settings).expect_err("a stump").to_string();
            assert!(error.contains("cannot be unpacked"), "{error}");
        }
    }
}
