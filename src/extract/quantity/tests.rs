//! Tables `sentence | quantities`. A quantity is written `value unit:head role`, where the value is a number or a range
//! `low..high` with `(` and `)` for open ends and nothing for no bound, and what is usual (a plain count, no noun, a
//! level) is left out. Values are in base units, behind the unit that was printed.

use super::quantities;
use crate::lexicon::english;
use crate::model::{Dimension, Number, Qualifier, Quantity, QuantityRole, Range, Span};
use crate::text::tokens;

fn all(text: &str) -> Vec<Quantity> {
    quantities(&tokens(text, Span::new(0, text.len())), &english())
}

fn show(quantity: &Quantity) -> String {
    let Range { low, high, low_open, high_open } = quantity.range;
    let end = |value: Option<Number>| value.map_or_else(String::new, |value| value.to_string());
    let value = if low.is_some() && low == high {
        end(low)
    } else {
        let (open, close) = (if low_open { "(" } else { "" }, if high_open { ")" } else { "" });
        format!("{open}{}..{}{close}", end(low), end(high))
    };
    let unit = match &quantity.dimension {
        Dimension::Share if quantity.unit.is_empty() => " share".to_owned(),
        Dimension::Ordinal => " nth".to_owned(),
        Dimension::Label => " label".to_owned(),
        Dimension::Age => " old".to_owned(),
        _ if quantity.unit.is_empty() => String::new(),
        _ => format!(" {}", quantity.unit),
    };
    let head = if quantity.counted.head.is_empty() { String::new() } else { format!(":{}", quantity.counted.head) };
    let role = match quantity.role {
        QuantityRole::Level => "",
        QuantityRole::Rise => " rise",
        QuantityRole::Fall => " fall",
        QuantityRole::Before => " before",
        QuantityRole::Compared => " compared",
        QuantityRole::Withdrawn => " withdrawn",
        QuantityRole::Part => " part",
    };
    format!("{value}{unit}{head}{role}")
}

fn check(table: &[(&str, &str)]) {
    for (text, expected) in table {
        let found = all(text).iter().map(show).collect::<Vec<_>>().join("; ");
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn what_is_no_quantity() {
    for text in [
        "It happened in 2006, on November 15, and again in June 2021.",
        "On 15 November, on Nov. 3-5 and on the 4th of July.",
        "It began at 4:12 a.m. on 2025-06-17.",
        "The doors open at 9 p.m. and close at 11.",
        "In the 1990s and the '80s he was in his 20s.",
        "One of the largest, and no one knew it one day.",
        "The one who called was the only one.",
        "The second half, half-time and half past ten.",
        "It was 3-1 at the break and 53–47 in the end.",
        "The shop is open 24/7 since 9/11.",
        "Call 555-0199 or 1-800-555-0100.",
        "1. Price",
        "See Section 4.2 on page 14.",
        "We met at ten past two, not at eight fifty-one.",
        "A Big Ten school, a 5G mast and a 3D film.",
        "Read https://example.org/2024/05/31?id=77 first.",
        "The answer is `404`.",
        "A mum-of-three moved to 14 Linden Street.",
        "It was most expensive at the first attempt of 1987.",
        "In 4.1 it hung.",
        "Four years ago.",
        "What percent of them, and that one day.",
    ] {
        let found: Vec<_> = all(text).iter().filter(|found| found.dimension != Dimension::Ordinal).map(show).collect();
        assert_eq!(found, Vec::<String>::new(), "{text}");
    }
}

#[test]
fn counts_and_what_they_count() {
    check(&[
        ("more than 130 people had died", "(130..:people"),
        ("112 dead", "112:dead"),
        ("The death toll reached 112.", "112:toll"),
        ("The number of people killed rose to nine on Saturday.", "9:people"),
        ("Thirteen of the 20 economists had predicted it.", "13:economists; 20:economists"),
        ("Two of the council's seven members left.", "2:members; 7:members"),
        ("the 9,600-strong workforce and a 140-page report", "9600:workforce; 140:page"),
        ("two senior officials said", "2:officials"),
        ("It was 41 on Sunday.", "41"),
        ("half a million people and half million eggs", "500000:people; 500000:eggs"),
        ("at 41 places, in 2000 villages", "41:places"),
        ("one person died", "1:person"),
        ("two police officers; two people missing", "2:officers; 2:people"),
    ]);
}

#[test]
fn hedges_and_vague_amounts() {
    check(&[
        ("about 1,200 people", "1140..1260:people"),
        ("around 100 people", "85..115:people"),
        ("nearly 200 people", "180..200):people"),
        ("just over half of voters", "(0.5..0.55 share:voters"),
        ("nearly a third of the houses", "0.3..1/3) share:houses"),
        ("no fewer than 40 ships", "40..:ships"),
        ("up to 100 files", "..100:files"),
        ("fewer than 60 towns", "..60):towns"),
        ("100-plus cars, 100+ cars, 100 or more cars", "100..:cars; 100..:cars; 100..:cars"),
        ("340 million, give or take 4 million", "336000000..344000000"),
        ("hundred thousand dollars", "100000 dollar"),
        ("⅙ of the homes, ½ of the homes", "1/6 share:homes; 0.5 share:homes"),
        ("over two years", "63115200.. year"),
        ("between 10 and 12 boats, 5 to 7 days", "10..12:boats; 432000..604800 day"),
        ("two or three shots", "2..3:shots"),
        ("It rose by 14 to 126.", "14 rise; 126"),
        ("between 5 percent and 7 percent, 5 km to 7 km", "0.05..0.07 percent; 5000..7000 km"),
        ("3 to 5 million birds", "3000000..5000000:birds"),
        ("dozens of fans", "24..99:fans"),
        ("hundreds of thousands of fans", "200000..999999:fans"),
        ("several officers, a few hundred soldiers", "3..9:officers; 200..1000):soldiers"),
        ("millions of dollars", "2000000..999999999 dollar"),
    ]);
}

#[test]
fn shares() {
    check(&[
        ("31 percent of the homes", "0.31 percent:homes"),
        ("Turnout was 58.4 percent.", "0.584 percent:Turnout"),
        ("75% approval", "0.75 percent:approval"),
        ("one worker in ten; seven in ten voters", "0.1 share:worker; 0.7 share:voters"),
        ("three in 24 hours", "3; 86400 h"),
        ("two-thirds of the seats", "2/3 share:seats"),
        ("a majority of doctors; most nurses", "(0.5..1 share:doctors; (0.5..1 share:nurses"),
        ("a third body was found", "3 nth:body"),
        ("a quarter of a percentage point; a half-point rise", "0.25 points; 0.5 points:rise rise"),
    ]);
}

#[test]
fn units_and_rates() {
    check(&[
        ("8 min 51 s, or 8 minutes and 51 seconds", "531 min; 531 min"),
        ("2 hours 14 minutes, so 134 minutes", "8040 h; 8040 min"),
        ("16 MiB or 16,777,216 bytes", "16777216 MiB; 16777216 B"),
        ("a 40-km (25-mile) stretch", "40000 km; 40233.6 mi"),
        ("18 miles an hour, 18 km/h", "8.04672 mi/h; 5 km/h"),
        ("300 requests a minute; five every second", "5 /s:requests; 5 /s"),
        ("60 euros per kilogram", "0.06 EUR/g"),
        ("90 requests per hour and none at night", "0.025 /s:requests"),
        ("$3bn, US$ 5 million, €0.004, 3 billion pesos", "3000000000 dollar; 5000000 USD; 0.004 EUR; 3000000000 peso"),
        ("5 million pounds, 5 million pounds of beef", "5000000 GBP; 2267961850 lb:beef"),
        ("23 euros and 50 cents", "23.5 EUR"),
        ("-5°C and 41 degrees Fahrenheit", "-5 °C; 5 °F"),
        ("a 5m wall, 5m people", "5 m:wall; 5000000:people"),
        ("USD115, EUR20.5, 30 MUSD, 75 USD million", "115 USD; 20.5 EUR; 30000000 USD; 75000000 USD"),
        ("20 (kg); 37 microgrammes; that one mile", "20000 kg; 0.000037 µg; 1609.344 mi"),
        ("quarter million dollars", "250000 dollar"),
    ]);
}

#[test]
fn percent_may_stand_before_its_number() {
    let dimension = |text: &str| all(text).last().map(|found| found.dimension.clone());
    assert_eq!(dimension("a percentage of 10."), Some(Dimension::Share));
    assert_eq!(dimension("what percentage of 10 people"), Some(Dimension::Count));
    assert_eq!(dimension("50 percent of 10."), Some(Dimension::Count));
}

#[test]
fn labels_ages_ordinals_factors_and_scales() {
    check(&[
        ("port 7411, version 4.2, TLS 1.2", "7411 label:port; 4.2 label:version; 1.2 label:TLS"),
        ("All Falke 3 vehicles; in Velm 12 boats sank", "3 label:Falke; 12:boats"),
        ("Kern, 49, will stay for two hours more", "49 old:Kern; 7200 h"),
        ("On Highway 7 the Falke 3 rocket fell", "7 label:Highway; 3 label:Falke"),
        ("a 38-year-old baker; Ada Kern, 29.; aged 42", "38 old:baker; 29 old:Kern; 42 old"),
        ("on Monday, 12, and on May 5, 29,", "12"),
        ("the third attempt; School No. 4", "3 nth:attempt; 4 nth:School"),
        ("twice as many; a threefold rise", "2 times; 3 times rise"),
        (
            "magnitude 6.7; a 6.7-magnitude quake; the quake was a 6.7.",
            "6.7 magnitude; 6.7 magnitude:quake; 6.7 magnitude:quake",
        ),
    ]);
}

#[test]
fn roles() {
    check(&[
        ("They cut 420 jobs.", "420:jobs"),
        ("It turned down 20 euros.", "20 EUR"),
        ("Prices rose by 3 percent.", "0.03 percent rise"),
        ("a 50% drop in thefts", "0.5 percent:drop fall"),
        ("It rose from 25 to 50.", "25 before; 50"),
        ("from 40 minutes to 14", "2400 min before; 840 min"),
        ("from 6.25 to 6.50 percent", "0.0625 percent before; 0.065 percent"),
        ("Turnout was 58.4 percent, up from 55.2.", "0.584 percent:Turnout; 0.552 percent:Turnout before"),
        ("16 MiB, down from 32 MiB", "16777216 MiB; 33554432 MiB before"),
        ("compared with 71,204", "71204 before"),
        ("200 shocks, against 22 on the first day", "200:shocks; 22 compared"),
        ("It was 200 in 4.1.", "200 before"),
        ("An earlier version said 60 percent.", "0.6 percent withdrawn"),
        ("I first wrote 1,500; the correct number is 1,200.", "1500 withdrawn; 1200:number"),
        ("The notes gave 108; it is 118.", "108 withdrawn; 118"),
    ]);
}

#[test]
fn slack_lets_rounded_conversions_meet() {
    for (left, right) in [
        ("10 km", "6.2 miles"),
        ("17 MB", "16 MiB"),
        ("a third of it", "33 percent"),
        ("60,000 ms", "60 s"),
        ("10 feet", "3 metres"),
    ] {
        let (left, right) = (&all(left)[0], &all(right)[0]);
        assert!(!left.range.widened(left.slack).disjoint(right.range.widened(right.slack)), "{left:?} {right:?}");
    }
    let (near, far) = (&all("200 km")[0], &all("100 miles")[0]);
    assert!(near.range.widened(near.slack).disjoint(far.range.widened(far.slack)));
}

#[test]
fn spans_hold_qualifier_number_and_unit() {
    for (text, expected) in [
        ("Some said more than 130 people died.", "more than 130"),
        ("It cost nearly $3 billion.", "nearly $3 billion"),
        ("They walked 10 km or more.", "10 km or more"),
        ("It ran 8 min 51 s.", "8 min 51 s"),
    ] {
        assert_eq!(all(text)[0].span.of(text), expected);
    }
    assert_eq!(all("about 10 km")[0].qualifier, Qualifier::About);
}

#[test]
fn long_strings_of_digits_are_passed_over_in_linear_time() {
    assert_eq!(all(&"7".repeat(100_000)), []);
    assert_eq!(all(&"7 ".repeat(50_000)).len(), 50_000);
    assert_eq!(all(&"1-".repeat(50_000)), []);
    assert_eq!(all(&"one hundred ".repeat(10_000)).len(), 5_000);
    assert_eq!(all(&"'s 7 ".repeat(10_000)).len(), 10_000);
}

proptest::proptest! {
    /// Any jumble of the grammar's own words: no panic, spans in order and apart, ranges the right way round.
    #[test]
    fn spans_are_in_order_and_apart(words in proptest::collection::vec(proptest::sample::select(WORDS), 1..14)) {
        let text = words.concat();
        let mut end = 0;
        for found in all(&text) {
            assert!(found.span.start >= end && found.span.end > found.span.start, "{text}");
            end = found.span.end;
            if let (Some(low), Some(high)) = (found.range.low, found.range.high) {
                assert!(low <= high, "{text}");
            }
        }
    }
}

const WORDS: &[&str] = &[
    "aged ",
    "42",
    "magnitude ",
    "6.7 ",
    "-",
    "–",
    "$",
    "3 ",
    "bn ",
    "from ",
    "to ",
    "and ",
    "a ",
    "half ",
    "third ",
    "million ",
    "No. ",
    "percent ",
    "between ",
    "about ",
    "or more ",
    "1/4 ",
    "in ",
    "ten ",
    "of ",
    "year-old ",
    "km ",
    "a minute ",
    "up from ",
    ", ",
    ".5 ",
    "999999999999999999 billion ",
    "0.0000000000000001 ",
    "May ",
    "2019 ",
    "one ",
    "points ",
    "°C ",
    "May",
    "people ",
];
