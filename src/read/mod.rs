//! Bytes to [`Article`](crate::Article)s: one file a format.
/// t
pub fn plain_text(_: &str, _: &str) -> crate::Article {
    panic!()
}
