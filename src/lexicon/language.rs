//! Which language an article is written in, and how far articles of it can be checked.

use crate::gloss::style;
use crate::lexicon;
use crate::model::Article;
use crate::text::TokenKind;
use crate::{model::Span, text};
use std::borrow::Cow;

/// The language of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Language {
    /// English.
    English,
    /// Spanish.
    Spanish,
    /// Another one, by its code of three letters (ISO 639-3).
    Other(&'static str),
    /// Too short or too mixed to tell; it is read as English.
    Unknown,
}

impl Language {
    /// The code in reports: `en`, `es`, three letters for others, `und` where it is not known.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Other(code) => code,
            Self::Unknown => "und",
        }
    }

    /// How far articles of the language are checked.
    pub fn extent(self) -> Extent {
        match self {
            Self::English | Self::Unknown => Extent::Full,
            Self::Spanish => Extent::Lexicon,
            Self::Other(_) => Extent::Figures,
        }
    }
}

/// How far an article is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Extent {
    /// Figures and names tell which articles and claims belong together; what is compared is what a copy changed.
    Figures,
    /// Numbers, dates, names, standings, denials and quotations, by a lexicon of the language.
    Lexicon,
    /// In full.
    Full,
}

impl Extent {
    /// The name in reports.
    pub fn id(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Lexicon => "lexicon",
            Self::Full => "full",
        }
    }

    /// What that means, as a clause.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Figures => "figures and names are read, and compared between copies alone",
            Self::Lexicon => "numbers, dates, names, standings, denials and quotations are checked",
            Self::Full => "checked in full",
        }
    }
}

/// How decimals are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Decimals {
    /// 1,234.5
    Point,
    /// 1.234,5
    Comma,
}

/// An article's language with what reading it asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spoken {
    /// The language.
    pub language: Language,
    /// How its decimals are written.
    pub(crate) decimals: Decimals,
    /// Whether the article's metadata say so, and not only its words.
    pub told: bool,
}

/// Words of an article that are looked at.
const LOOKED_AT: usize = 600;
/// Share of English function words from which a text is English, in hundredths. English prose has 35 to 50, and no other
/// language of Europe passes 15 by the words that it happens to share ("on", "an", "was", "die").
const ENGLISH: usize = 20;
/// Share of Spanish function words from which a text is Spanish, in hundredths. Spanish prose has 35 to 50, Portuguese and
/// Catalan up to 25.
const SPANISH: usize = 30;
/// The same where the article says that it is Spanish.
const SPANISH_TOLD: usize = 12;
/// Fewer words tell no language by their function words.
const SHORT: usize = 5;
/// Fewer words are too few for letter statistics; set, not measured.
const LETTERS: usize = 12;

/// The language of an article: what its words say plainly, else what its metadata say, else what its letters say.
///
/// The words come first, for many systems that publish pages call every one of them English.
pub fn of(article: &Article) -> Spoken {
    let told = article.meta.language.as_ref().map(|field| field.value.as_str());
    of_text(article.words(), told)
}

/// The language of a text, of which `told` is what is said about it: a language tag ("es-MX").
pub fn of_text(words: &str, told: Option<&str>) -> Spoken {
    let tag = told.map(|tag| tag.split(['-', '_']).next().unwrap_or(tag).trim().to_lowercase());
    let said = tag.as_deref().and_then(|tag| match tag {
        "en" | "eng" | "english" => Some(Language::English),
        "es" | "spa" | "spanish" | "español" => Some(Language::Spanish),
        tag => whatlang::Lang::from_code(iso3(tag)).map(|lang| Language::Other(lang.code())),
    });
    let language = read(words, said);
    let decimals = match language {
        Language::English | Language::Unknown => Decimals::Point,
        Language::Spanish | Language::Other(_) => decimals(words),
    };
    Spoken { language, decimals, told: said == Some(language) }
}

fn read(words: &str, said: Option<Language>) -> Language {
    let lower: Vec<Cow<'_, str>> = lower(words);
    let share = |is: &dyn Fn(&str) -> bool| lower.iter().filter(|word| is(word)).count() * 100 / lower.len().max(1);
    let english = share(&|word| lexicon::english().is_function(word));
    if english >= ENGLISH && lower.len() >= SHORT {
        return Language::English;
    }
    let spanish = share(&|word| spanish_words().contains(&word));
    let wanted = if said == Some(Language::Spanish) { SPANISH_TOLD } else { SPANISH };
    if lower.len() >= SHORT && spanish >= wanted && spanish > english {
        // Neighbours of Spanish have many of its function words.
        return match by_letters(words).filter(|_| lower.len() >= LETTERS && said != Some(Language::Spanish)) {
            Some(other @ Language::Other("por" | "cat" | "ita" | "fra" | "ron" | "lat")) => other,
            _ => Language::Spanish,
        };
    }
    match said {
        Some(said) => said,
        None if lower.len() >= LETTERS => by_letters(words).unwrap_or(Language::Unknown),
        None => Language::Unknown,
    }
}

/// The words of a text in lower case, as many as are looked at.
fn lower(words: &str) -> Vec<Cow<'_, str>> {
    let parts = words.split(|c: char| !(c.is_alphabetic() || matches!(c, '\'' | '’')));
    let parts = parts.filter(|word| !word.is_empty()).take(LOOKED_AT);
    parts
        .map(|word| {
            let plain = word.chars().all(char::is_lowercase);
            if plain { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
        })
        .collect()
}

/// Characters of a text whose statistics are looked at.
const CHARACTERS: usize = 3000;

/// The language that the letters of a text tell, where they leave little doubt.
fn by_letters(words: &str) -> Option<Language> {
    let end = words.char_indices().nth(CHARACTERS).map_or(words.len(), |(end, _)| end);
    let info = whatlang::detect(&words[..end]).filter(whatlang::Info::is_reliable)?;
    Some(match info.lang() {
        whatlang::Lang::Eng => Language::English,
        whatlang::Lang::Spa => Language::Spanish,
        other => Language::Other(other.code()),
    })
}

/// The code of three letters of a common language tag.
fn iso3(tag: &str) -> &str {
    const CODES: [(&str, &str); 24] = [
        ("fr", "fra"),
        ("de", "deu"),
        ("it", "ita"),
        ("pt", "por"),
        ("ca", "cat"),
        ("nl", "nld"),
        ("sv", "swe"),
        ("da", "dan"),
        ("fi", "fin"),
        ("pl", "pol"),
        ("cs", "ces"),
        ("ro", "ron"),
        ("hu", "hun"),
        ("tr", "tur"),
        ("ru", "rus"),
        ("uk", "ukr"),
        ("el", "ell"),
        ("ar", "ara"),
        ("he", "heb"),
        ("zh", "cmn"),
        ("ja", "jpn"),
        ("ko", "kor"),
        ("hi", "hin"),
        ("nb", "nob"),
    ];
    CODES.iter().find(|(two, _)| *two == tag).map_or(tag, |(_, three)| three)
}

fn decimals(words: &str) -> Decimals {
    let end = words.floor_char_boundary(words.len().min(CHARACTERS * 2));
    let tokens = text::tokens(words, Span::new(0, end));
    style(tokens.iter().filter(|token| token.kind == TokenKind::Number).map(|token| token.raw))
}

/// Spanish words that carry grammar; none of them is an English one.
fn spanish_words() -> &'static [&'static str] {
    &[
        "el", "la", "los", "las", "de", "del", "que", "en", "y", "un", "una", "unos", "unas", "por", "con", "para",
        "se", "su", "sus", "al", "como", "más", "pero", "fue", "fueron", "según", "es", "son", "lo", "le", "les", "ha",
        "han", "había", "está", "están", "este", "esta", "estos", "estas", "ese", "esa", "entre", "desde", "hasta",
        "sobre", "también", "cuando", "donde", "porque", "sin", "tras", "ya", "muy", "después", "antes", "durante",
        "dijo", "ser", "hay", "tiene", "si", "ni", "o", "e",
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> &'static str {
        of_text(text, None).language.code()
    }

    #[test]
    fn plain_prose_of_many_languages() {
        for (language, text) in [
            ("en", "The bridge at Quellmark fell on Monday and nine people died."),
            ("es", "El puente de Quellmark se derrumbó el lunes y murieron nueve personas."),
            ("es", "La alcaldesa de Quellmark dimitió el martes tras la huelga del puerto."),
            (
                "por",
                "A ponte de Quellmark desabou na segunda-feira e nove pessoas morreram, disse ontem a prefeita da cidade, que não quis dar mais informações sobre o acidente.",
            ),
            (
                "cat",
                "El pont de Quellmark va caure dilluns i van morir nou persones, segons va dir ahir l'alcaldessa de la ciutat, que no va voler donar més informació sobre l'accident.",
            ),
            (
                "deu",
                "Die Brücke in Quellmark stürzte am Montag ein, neun Menschen kamen dabei ums Leben, sagte die Bürgermeisterin am Dienstag.",
            ),
            (
                "fra",
                "Le pont de Quellmark s'est effondré lundi et neuf personnes sont mortes, a déclaré hier la maire de la ville.",
            ),
            ("und", "Quellmark 12, Brandvik 7."),
        ] {
            assert_eq!(code(text), language, "{text}");
        }
    }

    #[test]
    fn what_is_told_decides_where_words_do_not() {
        let spoken = of_text("Quellmark 12, Brandvik 7.", Some("es-MX"));
        assert_eq!((spoken.language, spoken.told), (Language::Spanish, true));
        // Many systems call every page English.
        let spoken = of_text("El puente de Quellmark se derrumbó el lunes y murieron nueve personas.", Some("en"));
        assert_eq!((spoken.language, spoken.told), (Language::Spanish, false));
        assert_eq!(of_text("Nine people died when the bridge fell.", Some("es")).language, Language::English);
    }

    #[test]
    fn half_english_is_english() {
        let text =
            "The council met on Monday. El concejo se reunió el lunes. It will meet again in May. Se reunirá en mayo.";
        assert_eq!(code(text), "en");
    }
}
