//! Articles, claims and profiles as bytes, for the same core to read again.

use super::frame::{Column, Kind, Row, column};
use crate::Error;
use crate::align::story::Profile;
use crate::archive::record as packed;
use crate::model::{Article, Claim};
use crate::origin::{Print, Runs};

/// An article with its claims.
pub(super) type Told = (Article, Vec<Claim>);

/// The columns of a row that holds an article by its number.
pub(super) const NUMBERED: &[Column] =
    &[column("article", Kind::Long), column("body", Kind::Bytes), column("read", Kind::Bytes)];

/// The number, the article and its claims of such a row.
pub(super) fn numbered(row: &Row<'_>) -> Result<(i64, Article, Vec<Claim>), Error> {
    let (article, claims) = read(row)?;
    Ok((row.long("article")?, article, claims))
}

/// The article and its claims of a row, as [`article`] and [`claims`] packed them.
pub(super) fn read(row: &Row<'_>) -> Result<Told, Error> {
    packed::unpacked(&(row.bytes("body")?.to_vec(), row.bytes("read")?.to_vec())).ok_or_else(damaged)
}

pub(super) fn article(article: &Article) -> Vec<u8> {
    packed::packed(&packed::json(article))
}

pub(super) fn claims(claims: &[Claim]) -> Vec<u8> {
    packed::packed(&packed::compact(&claims))
}

pub(super) fn profile(profile: &Profile) -> Vec<u8> {
    packed::packed(&packed::compact(profile))
}

pub(super) fn unpacked_profile(bytes: &[u8]) -> Result<Profile, Error> {
    packed::profile(bytes).ok_or_else(damaged)
}

/// What tells whether an article is a copy.
pub(super) fn printed(print: &(Runs, Print)) -> Vec<u8> {
    packed::packed(&packed::compact(print))
}

/// Of what [`printed`] packed.
pub(super) fn print(bytes: &[u8]) -> Result<(Runs, Print), Error> {
    packed::compact_value(bytes).ok_or_else(damaged)
}

fn damaged() -> Error {
    Error::usage("a row is damaged, or was written by other code; run all stages anew")
}
