//! What words do beside naming things: they negate, colour their sentence, put something right, belong to a name.

/// A role of a word in negation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Negation {
    /// Negates what follows.
    Negates,
    /// A verb that denies what it governs.
    Denies,
    /// Looks like a negation and is none.
    Neutral,
    /// Two that cancel out: the sign is left open.
    Double,
}

/// How a word colours its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mood {
    /// A condition.
    Conditional,
    /// What might be.
    Imagined,
    /// What somebody wants.
    Wish,
    /// A time that is over.
    PastFrame,
}

/// What words do in a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Correcting {
    /// They name it one.
    Label,
    /// They lead to what was wrong.
    Withdrawn,
    /// They lead to what the article's own house said before, which was wrong if a correction says so.
    Own,
    /// They lead to what is right.
    Right,
    /// They part the two.
    Instead,
}

/// What a word tells about the name in which it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameWord {
    /// Stands before a person's name.
    Courtesy,
    /// Makes the name an organisation's.
    Organisation,
    /// Makes the name a place's.
    Place,
    /// Is no part of a name.
    NotName,
}
