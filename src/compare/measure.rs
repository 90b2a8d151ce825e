//! What a number measures, and whether its article gives the measure one value.
//!
//! Two numbers whose sentences share little are held against one another where both name one measure of the event and each
//! article gives that measure a single value: then it is the event's, whatever stands around it.

use super::gates;
use crate::align::story::days_between;
use crate::extract::quantity::vote::{RESULT, VOTE};
use crate::lexicon;
use crate::model::{
    Assertion, Claim, Dimension, Event, Facet, Interval, Lead, Number, Party, Quantity, QuantityRole, Range, Span,
};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What a number measures: a tally of the lexicon, a measure named in the clause, or the points of a scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Measure {
    /// Hash of the measure's name.
    pub(super) name: u64,
    role: QuantityRole,
    series: bool,
}

impl Measure {
    /// Whether it is a tally, whose growth is looked at apart.
    pub(super) fn counts(self) -> bool {
        super::tally::tallies().contains(&self.name)
    }

    /// Whether it is taken again every month or day.
    pub(super) fn is_series(self) -> bool {
        self.series
    }

    /// For how many days a figure of it is current.
    pub(super) fn lasts(self) -> i32 {
        if self.is_series() { SERIES_DAYS } else { EVENT_DAYS }
    }
}

/// Days between two articles that give one figure of a monthly or daily series.
const SERIES_DAYS: i32 = 1;
/// Days between two articles that give one figure of an event.
const EVENT_DAYS: i32 = 4;

/// The measures that an article gives, with the values of each and the times they are given for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measures {
    values: BTreeMap<Measure, Vec<Value>>,
    /// How many of one kind one thing is done to or by, by the hashes of verb and noun.
    counts: BTreeMap<(u64, u64), Vec<Range>>,
    /// The days of what is done, by the hashes of verb and of the noun to whose bearer it is done.
    days: BTreeMap<(u64, u64), Vec<Interval>>,
    /// What came about and whom it befell, by the hashes of verb and noun.
    befell: BTreeSet<(u64, u64)>,
    /// How old those are to whom something was done, by the hash of the verb.
    ages: BTreeMap<u64, Vec<Range>>,
    /// The numbers that stand before a noun, by its hash.
    heads: BTreeMap<u64, Vec<Range>>,
    /// The sizes of things, by the thing, what it is measured in, and what is counted of it.
    sizes: Vec<(SizeOf, Range)>,
    /// The amounts behind verbs, by the hash of the verb, what leads them and what they are measured in.
    done: Vec<((u64, Lead, Dimension), Range)>,
    /// All that it states.
    amounts: Vec<(Dimension, Range)>,
    /// Tallies of an event that lay weeks back when the article was published.
    closed: BTreeSet<Measure>,
}

/// A value, the time it is given for, and the entry of a live page in which it is given.
#[derive(Debug, Clone)]
struct Value {
    range: Range,
    time: Option<Interval>,
    moment: Option<(Option<Date>, u16)>,
}

impl Measures {
    /// Of the claims of one article.
    pub(crate) fn of(claims: &[Claim]) -> Self {
        let mut out = Self::default();
        for (at, claim) in claims.iter().enumerate() {
            for (event, party) in claim.events.iter().flat_map(|event| event.parties().map(move |party| (event, party)))
            {
                if let (Some(head), Some(count)) = (party.head, counted(claim, party)) {
                    out.counts.entry((event.predicate.hash, head.hash)).or_default().push(count.range);
                }
            }
            for (event, amount) in claim.events.iter().flat_map(|one| one.amounts.iter().map(move |own| (one, own))) {
                let own = claim.facets.iter().find_map(|facet| match facet {
                    Facet::Quantity(quantity) if quantity.span == amount.span => Some(quantity),
                    _ => None,
                });
                out.done.extend(own.map(|own| {
                    let key = (event.predicate.hash, amount.lead, own.dimension.clone());
                    (key, own.range.widened(own.slack))
                }));
            }
            for event in &claim.events {
                let head = event.whom().and_then(|party| party.head).filter(|_| event.holds == Some(true));
                out.befell.extend(head.map(|head| (event.predicate.hash, head.hash)));
                if let Some(age) = super::quantity::age::of_whom(claim, event) {
                    out.ages.entry(event.predicate.hash).or_default().push(age.range.widened(age.slack));
                }
                let day = super::event::date_of(claim, event).and_then(|date| date.interval);
                if let (Some(head), Some(day)) = (event.whom().and_then(|party| party.head), day) {
                    out.days.entry((event.predicate.hash, head.hash)).or_default().push(day);
                }
            }
            for (facet, mood) in claim.facets.iter().zip(&claim.moods) {
                let Facet::Quantity(quantity) = facet else { continue };
                if *mood != Assertion::Stated {
                    continue;
                }
                if let Some(head) = head_of(quantity) {
                    out.heads.entry(head).or_default().push(quantity.range.widened(quantity.slack));
                }
                out.amounts.push((quantity.dimension.clone(), quantity.range));
                out.sizes.extend(size_of(quantity).map(|of| (of, quantity.range.widened(quantity.slack))));
                let Some(measure) = measure(claim, quantity) else { continue };
                let range = quantity.range.widened(quantity.slack);
                // The day of the event stands with its toll or in the sentence before.
                let before =
                    at.checked_sub(1).map(|before| &claims[before]).filter(|before| before.block == claim.block);
                if measure.counts() && [Some(claim), before].into_iter().flatten().any(long_past) {
                    out.closed.insert(measure);
                }
                let time = gates::stated_time(claim, quantity.span);
                out.values.entry(measure).or_default().push(Value { range, time, moment: claim.at_moment() });
            }
        }
        out
    }

    /// Whether the article gives one number of those named by `party` to whom or by whom this is done.
    pub(super) fn one_count(&self, event: &Event, party: &Party) -> bool {
        let key = party.head.map(|head| (event.predicate.hash, head.hash));
        one_value(key.and_then(|key| self.counts.get(&key)).map_or(&[], Vec::as_slice))
    }

    /// Whether the article tells of one such event: of one day, and of one number.
    pub(super) fn tells_one(&self, event: &Event) -> bool {
        let Some(head) = event.whom().and_then(|party| party.head) else { return false };
        let key = (event.predicate.hash, head.hash);
        let days = self.days.get(&key).map_or(&[][..], Vec::as_slice);
        days.iter().all(|day| !day.disjoint(days[0])) && one_value(self.counts.get(&key).map_or(&[], Vec::as_slice))
    }

    /// Whether the article tells anywhere that `predicate` befell what has this head.
    pub(super) fn befell(&self, predicate: u64, head: u64) -> bool {
        self.befell.contains(&(predicate, head))
    }

    /// Whether the article gives one age of those to whom this was done, and counts no second one of them.
    pub(super) fn one_age(&self, event: &Event) -> bool {
        let several = |(of, values): (&Measure, &Vec<Value>)| {
            of.counts() && values.iter().any(|value| value.range.low.or(value.range.high) > Some(Number::ONE))
        };
        let ages = self.ages.get(&event.predicate.hash).map_or(&[][..], Vec::as_slice);
        one_value(ages) && !self.values.iter().any(several)
    }

    /// Whether the article has one number of what `quantity` counts.
    pub(super) fn one_of_a_kind(&self, quantity: &Quantity) -> bool {
        head_of(quantity).and_then(|head| self.heads.get(&head)).is_some_and(|ranges| one_value(ranges))
    }

    /// Whether the article gives one such size of what `quantity` is the size of.
    pub(super) fn one_size(&self, quantity: &Quantity) -> bool {
        let own = size_of(quantity);
        let ranges: Vec<Range> =
            self.sizes.iter().filter(|(of, _)| Some(of) == own.as_ref()).map(|(_, range)| *range).collect();
        own.is_some() && one_value(&ranges)
    }

    /// Whether the article gives one such amount as `quantity` behind this verb.
    pub(super) fn one_amount(&self, verb: u64, lead: Lead, quantity: &Quantity) -> bool {
        let key = (verb, lead, quantity.dimension.clone());
        let ranges: Vec<Range> = self.done.iter().filter(|(own, _)| *own == key).map(|(_, range)| *range).collect();
        !ranges.is_empty() && one_value(&ranges)
    }

    /// Whether the article gives this number too.
    pub(super) fn gives(&self, quantity: &Quantity) -> bool {
        self.amounts.iter().any(|(dimension, range)| *dimension == quantity.dimension && *range == quantity.range)
    }

    /// Whether the article counts `measure` of an event that lay weeks back.
    pub(super) fn closed(&self, measure: Measure) -> bool {
        self.closed.contains(&measure)
    }

    /// Whether the article gives the measure a single value for the time of which `quantity` speaks: "41 on Sunday" is no
    /// rival of "112 on Wednesday", and what a live page said before of what it says now.
    pub(crate) fn settled(&self, measure: Measure, claim: &Claim, quantity: &Quantity) -> bool {
        let time = gates::stated_time(claim, quantity.span);
        let own = quantity.range.widened(quantity.slack);
        let apart = |other: &Value| matches!((time, other.time), (Some(a), Some(b)) if a.disjoint(b));
        let before = |other: &Value| matches!((other.moment, claim.at_moment()), (Some(a), Some(b)) if a < b);
        let values = self.values.get(&measure).map_or(&[][..], Vec::as_slice);
        values.iter().all(|other| apart(other) || before(other) || !other.range.disjoint(own))
    }
}

/// The number that a noun phrase gives of what it names: "46 campers", "640 kilograms of cocaine".
pub(super) fn counted<'c>(claim: &'c Claim, party: &Party) -> Option<&'c Quantity> {
    claim.facets.iter().find_map(|facet| match facet {
        Facet::Quantity(quantity)
            if party.span.contains(quantity.span)
                && (quantity.dimension == Dimension::Count || quantity.is_measured()) =>
        {
            Some(&**quantity)
        }
        _ => None,
    })
}

/// Whether none of these is at odds with the first.
/// A thing, what it is measured in, and what is counted of it; nouns by their hashes.
type SizeOf = (u64, Dimension, Option<u64>);

fn size_of(quantity: &Quantity) -> Option<SizeOf> {
    let of = quantity.counted.of.as_ref()?;
    let noun = quantity.counted.terms.last().filter(|_| quantity.dimension == Dimension::Count);
    Some((of.head.hash, quantity.dimension.clone(), noun.map(|noun| noun.hash)))
}

fn one_value(ranges: &[Range]) -> bool {
    ranges.iter().all(|range| !range.disjoint(ranges[0]))
}

/// A lighter noun ("people", "cases") is counted of many things in one story; thousandths of a nat.
const RARE: u16 = 3500;

/// The noun of a plain count, where it is rare enough to be counted once in a story.
fn head_of(quantity: &Quantity) -> Option<u64> {
    let head = quantity.counted.terms.last().filter(|_| quantity.dimension == Dimension::Count)?;
    let plain = quantity.role == QuantityRole::Level && quantity.counted.setting.is_none() && quantity.poll.is_none();
    let thing = head.weight >= RARE && !lexicon::gauges().contains(&head.hash);
    (plain && thing && quantity.counted.terms.len() == 1).then_some(head.hash)
}

/// Days after an event from which its dead and injured are not counted any more.
const COUNTED_DAYS: i32 = 21;
/// Days after which a date is no longer that of the event which is news.
const HISTORY_DAYS: i32 = 800;

/// Whether a claim tells of a time weeks before its article, and not of history.
fn long_past(claim: &Claim) -> bool {
    let Some(published) = claim.published else { return false };
    claim.facets.iter().any(|facet| match facet {
        Facet::Date(date) => date.interval.is_some_and(|time| {
            time.end < published && (COUNTED_DAYS..HISTORY_DAYS).contains(&days_between(time.end, published))
        }),
        _ => false,
    })
}

/// The scale on which an event has one place for good.
const EVENT_SCALE: &str = "magnitude";
/// A noun this near behind a number is what the number measures: "31 percent premium", "five years in prison"; in bytes.
const ADJACENT: u32 = 6;
/// A word this near behind people counted is what is counted of them: "184 people who were aboard"; in bytes.
const STATE: u32 = 12;
/// The same behind a rise or fall, with "rise in the" between.
const MOVED: u32 = 24;

/// What a number measures, where its clause names a measure.
pub(crate) fn measure(claim: &Claim, quantity: &Quantity) -> Option<Measure> {
    let of = |name| Some(Measure { name, role: quantity.role, series: false });
    if let Some(tally) = super::quantity::tally(quantity) {
        return of(tally);
    }
    if let Dimension::Scale(scale) = &quantity.dimension {
        // The category of a storm or a rating goes up and down.
        // A team plays every few days.
        if scale == RESULT {
            return Some(Measure { name: crate::text::hash(scale), role: quantity.role, series: true });
        }
        let once = scale == EVENT_SCALE || scale == VOTE;
        return if once { of(crate::text::hash(scale)) } else { None };
    }
    if quantity.counted.setting.is_some() || quantity.unit.contains('/') || quantity.poll.is_some() {
        return None;
    }
    let (name, series) = named(claim, quantity).or_else(|| by_verb(claim, quantity))?;
    Some(Measure { name, role: quantity.role, series })
}

/// The measure named nearest to the number in its clause.
fn named(claim: &Claim, quantity: &Quantity) -> Option<(u64, bool)> {
    let measures = lexicon::measures();
    let dimension = dimension(&quantity.dimension)?;
    let words = claim.occurrences.iter();
    let at = words.clone().find(|word| word.span.end > quantity.span.start).or(claim.occurrences.last())?;
    // The noun belongs to the number nearest to it.
    let nearest = |word: Span| {
        claim.facets.iter().all(|facet| {
            !matches!(facet, Facet::Quantity(other) if other.span != quantity.span && gap(word, other.span) <= gap(word, quantity.span))
        })
    };
    let own = words.filter(|word| word.clause == at.clause && nearest(word.span));
    let counts = quantity.dimension == Dimension::Count;
    let found = own.filter_map(|word| {
        let found = measures.get(&word.hash).filter(|found| found.of.iter().any(|of| of == dimension))?;
        // "the premium was 31 percent", "a 31 percent premium"; of things counted, only "30,000 passengers", and of a bare
        // number also "the attendance was 30,000".
        let said_of = quantity.counted.terms.iter().all(|term| term.hash == word.hash);
        let leads = word.span.end <= quantity.span.start && (!counts || said_of);
        // "a half-point rise in the base rate": what rose follows the rise.
        let reach = if quantity.role == QuantityRole::Level { ADJACENT } else { MOVED };
        let follows = word.span.start >= quantity.span.end && word.span.start - quantity.span.end <= reach;
        // "184 people were aboard": the word beside them tells what is counted of people.
        let people = counts && quantity.counted.terms.iter().all(|term| lexicon::anybody().contains(&term.hash));
        let beside = people
            && quantity
                .counted
                .span
                .is_some_and(|noun| word.span.start.checked_sub(noun.end).is_some_and(|gap| gap <= STATE));
        (leads || follows || beside).then_some((gap(word.span, quantity.span), found.name, found.series))
    });
    found.min().map(|(_, name, series)| (name, series))
}

/// Whether it is the verb that tells what a number measures.
pub(super) fn told_by_verb(claim: &Claim, quantity: &Quantity) -> bool {
    by_verb(claim, quantity).is_some()
}

/// The measure that a verb names of people who do it, or to whom it is done: "36,000 people visited", "drew 42,000 people".
fn by_verb(claim: &Claim, quantity: &Quantity) -> Option<(u64, bool)> {
    let people = quantity.dimension == Dimension::Count
        && quantity.counted.terms.iter().all(|term| lexicon::anybody().contains(&term.hash));
    let told = |event: &Event| {
        let [by, to] = [&event.agent, &event.patient]
            .map(|party| party.as_ref().is_some_and(|party| !party.more && party.span.contains(quantity.span)));
        let measure = lexicon::measures_by_verb().get(&event.predicate.hash)?;
        (people && (by && measure.by || to && measure.to)).then_some((measure.name, false))
    };
    claim.events.iter().find_map(told)
}

/// Bytes between two stretches.
fn gap(left: Span, right: Span) -> u32 {
    left.start.saturating_sub(right.end).max(right.start.saturating_sub(left.end))
}

/// The name of a dimension in the lexicon; `None` for those in which no measure is given.
fn dimension(dimension: &Dimension) -> Option<&'static str> {
    Some(match dimension {
        Dimension::Count => "count",
        Dimension::Share => "share",
        Dimension::Points => "points",
        Dimension::Money(_) => "money",
        Dimension::Length => "length",
        Dimension::Area => "area",
        Dimension::Volume => "volume",
        Dimension::Mass => "mass",
        Dimension::Duration => "duration",
        Dimension::Speed => "speed",
        Dimension::Temperature => "temperature",
        Dimension::Power => "power",
        Dimension::Energy => "energy",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::model::{Article, DateField, Field, MetaOrigin};
    use crate::{Config, check, read};
    use jiff::civil::date;

    /// An article of the day `day` of a month.
    fn article(id: &str, day: i8, text: &str) -> Article {
        let mut article = read::plain_text(id, text);
        article.meta.date = Some(DateField::day(date(2031, 5, day), MetaOrigin::Table));
        article.meta.source = Some(Field { value: id.to_owned(), origin: MetaOrigin::Table });
        article
    }

    /// The values of the quantity findings between two articles.
    fn found(left: (i8, &str), right: (i8, &str)) -> Vec<Vec<String>> {
        let articles = vec![article("ledger", left.0, left.1), article("post", right.0, right.1)];
        let report = check(articles, &Config::default());
        let values = |finding: &crate::model::Finding| finding.values.iter().map(|value| value.value.clone()).collect();
        report.findings.iter().filter(|finding| finding.kind == "quantity").map(values).collect()
    }

    const LEDGER: &str = "Voters in Quellmark chose Ida Brandvik on Sunday. Turnout across Quellmark was 56 percent.";
    const POST: &str = "Ida Brandvik won Sunday's vote in Quellmark. The participation lay at 61 percent.";

    #[test]
    fn one_measure_of_one_event_is_held_against_the_other_whatever_stands_around_it() {
        assert_eq!(found((12, LEDGER), (12, POST)), [["56 percent", "61 percent"]]);
    }

    #[test]
    fn a_measure_with_two_values_in_one_article_is_not_the_events() {
        let two = format!("{POST} In the old town, where it rained, the participation lay at 52 percent.");
        assert_eq!(found((12, LEDGER), (12, &two)), [[""; 0]; 0]);
    }

    #[test]
    fn a_series_is_of_its_day() {
        let inflation = |percent: u8| {
            format!(
                "Quellmark's statistics office under Ida Brandvik met the press. Inflation stood at {percent} percent."
            )
        };
        let (may, later) = (inflation(6), inflation(7).replace("met the press", "spoke"));
        assert_eq!(found((12, &may), (15, &later)), [[""; 0]; 0]);
    }
}
