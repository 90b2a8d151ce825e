//! Names of elements, roles, classes and ids that pages give to what stands around an article.
//!
//! Classes are compared whole, or by their parts between dashes and underscores. The lists grew from those of Mozilla's
//! Readability (`unlikelyCandidates`, `shareElements`) and from the templates that site systems ship with.

/// Elements that never hold words of an article.
pub(super) const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "button", "iframe", "select", "textarea", "input",
    "dialog", "head", "title", "object", "video", "audio", "canvas", "map", "nav", "aside", "footer", "form", "menu",
    "rp", "rt",
];

/// Landmarks that are not the article.
pub(super) const ROLES: &[&str] = &[
    "navigation",
    "banner",
    "contentinfo",
    "complementary",
    "search",
    "dialog",
    "alertdialog",
    "alert",
    "toolbar",
    "menu",
    "doc-toc",
    "doc-backlink",
];

/// What is read to people who cannot see, or only shown on paper or elsewhere.
const UNSEEN: &[&str] = &[
    "visually-hidden",
    "visuallyhidden",
    "sr-only",
    "screen-reader-text",
    "screen-reader",
    "noprint",
    "no-print",
    "print-hidden",
    "hidden-print",
    "d-print-none",
];

/// What stands around an article, however long it is.
const AROUND: &[&str] = &[
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "onetrust",
    "newsletter",
    "newsletters",
    "related",
    "relatedposts",
    "social",
    "comments",
    "commentlist",
    "disqus",
    "respond",
    "promo",
    "promos",
    "promotion",
    "sponsored",
    "breadcrumb",
    "breadcrumbs",
    "crumbs",
    "sidebar",
    "navbar",
    "navbox",
    "navigation",
    "pagination",
    "paywall",
    "regwall",
    "recommended",
    "recommendations",
    "recirc",
    "signup",
    "optin",
    "popup",
    "popups",
    "modal",
    "masthead",
    "skiplink",
    "mostread",
    "mostpopular",
    "mostviewed",
    "trending",
    "outbrain",
    "taboola",
    "catlinks",
    "printfooter",
    "editsection",
    "toc",
    "tableofcontents",
    "hatnote",
    "upnext",
    "readnext",
    "replies",
    "colophon",
    "tooltip",
    "lightbox",
];

/// The same, where it is short: longer than [`SHORT`] it may be the article itself, or say so of a part of it.
const AROUND_SHORT: &[&str] = &[
    "share",
    "sharing",
    "sharebar",
    "sharethis",
    "sharedaddy",
    "sharewrap",
    "sharelinks",
    "addtoany",
    "cta",
    "donate",
    "subscribe",
    "subscription",
    "membership",
    "tags",
    "tag",
    "taglist",
    "labels",
    "topics",
    "keywords",
    "pager",
    "paging",
    "tools",
    "toolbar",
    "actions",
    "ufi",
    "rating",
    "feedback",
    "republish",
    "teaser",
    "teasers",
    "bookmark",
    "loadmore",
    "prevnext",
    "postnav",
    "jump",
    "crumb",
    "skip",
    "follow",
    "profile",
    "bio",
    "video",
    "interstitial",
    "footer",
    "aftercontent",
    "backlink",
    "sitenotice",
    "announcement",
    "reactions",
    "storytools",
];

/// The same, where it is the whole name: "share" alone, but not "market-share".
const AROUND_WHOLE: &[&str] =
    &["nav", "menu", "banner", "footer", "skip-link", "author-box", "author-bio", "about-author", "next-prev"];

/// What advertisements are called, and the longest one in words, in characters: an element that was never closed holds the
/// rest of the article.
const ADS: &[&str] = &["ad", "ads", "advert", "adverts", "advertisement"];
const AD: usize = 200;

/// Longest element that is left out for a name of [`AROUND_SHORT`], in characters: Readability's bound for share boxes.
const SHORT: usize = 500;

/// How an element is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// As something that is not seen on the page.
    Unseen,
    /// As something around the article.
    Around,
    /// As an advertisement.
    Ad,
    /// As something around the article, if it is short.
    Short,
}

impl Named {
    /// What one class or id says.
    pub(super) fn by(name: &str) -> Option<Self> {
        let lower = name.to_ascii_lowercase();
        let part_of = |list: &[&str]| lower.split(['-', '_']).any(|part| list.contains(&part));
        if UNSEEN.contains(&lower.as_str()) {
            Some(Self::Unseen)
        } else if AROUND_WHOLE.contains(&lower.as_str()) || part_of(AROUND) {
            Some(Self::Around)
        } else if ADS.contains(&lower.as_str()) || part_of(&ADS[2..]) {
            Some(Self::Ad)
        } else {
            part_of(AROUND_SHORT).then_some(Self::Short)
        }
    }

    /// Whether an element of `chars` characters is left out for the name.
    pub(super) fn leaves_out(self, chars: usize) -> bool {
        match self {
            Self::Unseen | Self::Around => true,
            Self::Ad => chars <= AD,
            Self::Short => chars <= SHORT,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_articles() {
        for name in ["market", "has-sidebars", "commentary", "stock", "story", "shareholders", "votes", "cookbook"] {
            assert_eq!(Named::by(name), None, "{name}");
        }
    }

    #[test]
    fn names_of_surroundings() {
        assert_eq!(Named::by("jp-relatedposts"), Some(Named::Around));
        assert_eq!(Named::by("td-post-share"), Some(Named::Short));
        assert!(!Named::Short.leaves_out(SHORT + 1));
        assert_eq!(Named::by("sr-only"), Some(Named::Unseen));
    }
}
