//! The words: data files of a language, built in.

pub(crate) mod amounts;
