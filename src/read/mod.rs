//! Bytes to [`Article`](crate::Article)s: one file a format.
