use super::{dates, likely};
use crate::model::{Bound, DateFacet, Precision, Span};
use crate::text::tokens;
use jiff::civil::{Date, Weekday, date};

/// A Thursday.
const ANCHOR: Date = date(2025, 11, 20);

fn read(text: &str) -> Vec<DateFacet> {
    dates(&tokens(text, Span::new(0, text.len())), Some(ANCHOR))
}

/// Each date as "words = start..end", with "?" for what can't be resolved.
fn shown(text: &str) -> Vec<String> {
    display(text, read(text))
}

fn display(text: &str, found: Vec<DateFacet>) -> Vec<String> {
    found
        .into_iter()
        .map(|found| match found.interval {
            Some(span) if span.start == span.end => format!("{} = {}", found.span.of(text), span.start),
            Some(span) => format!("{} = {}..{}", found.span.of(text), span.start, span.end),
            None => format!("{} = ?", found.span.of(text)),
        })
        .collect()
}

#[track_caller]
fn one(text: &str, expected: &str) {
    assert_eq!(shown(text), [expected], "in {text:?}");
}

#[test]
fn what_is_no_date() {
    for text in [
        "The force of 2000 troops left by 1900 votes to 1800.",
        "In 2000 cases the figure was wrong.",
        "It costs $2000, or 1999 euros.",
        "Output rose from 1800 to 1950.",
        "A crowd of 1500 gathered, between 1500 and 2000 people.",
        "She may march on; the mayor may resign.",
        "Prime Minister May and April Jones met August Wilson.",
        "Allies of May said so, and so did May's cabinet.",
        "The Sun sat on the story, and Sun Microsystems won.",
        "Black Friday and Super Tuesday are every Monday for some.",
        "I read it in USA TODAY and the Sunday Times.",
        "Version 4.2.1 scored 3:2 in 3:52 on Route 2006.",
        "A 2000-strong crowd, 1980 metres up, in 1990 km of road.",
        "Three weeks later they left; the next week was quiet.",
        "It took two weeks and three days.",
        "The 12:30:45 clip ran at 1:1.",
        "On February 30 and 31/31/2025 nothing happens.",
        "The second March for peace drew crowds.",
        "Mondays are slow.",
        "The Christmas party was on the Easter holiday, at Thanksgiving dinner.",
        "The H2 engine and the H1 visa are no halves of a year.",
        "It fell on 5/12 and in week 31; in two days it was over.",
    ] {
        assert_eq!(shown(text), [""; 0], "in {text:?}");
    }
}

#[test]
fn days_that_stand_alone() {
    one("They met on Nov. 15, 2024, in Oslo.", "Nov. 15, 2024 = 2024-11-15");
    one("They met on Tuesday 17 June 2025.", "Tuesday 17 June 2025 = 2025-06-17");
    one("Released 2025-06-17.", "2025-06-17 = 2025-06-17");
    one("Released 17/06/2025.", "17/06/2025 = 2025-06-17");
    one("Released 05-Aug-2016.", "05-Aug-2016 = 2016-08-05");
    one("Released 06/07/2025.", "06/07/2025 = 2025-01-01..2025-12-31");
    one("the 12th of March 2020", "12th of March 2020 = 2020-03-12");
    one("by June the 28th 2020", "June the 28th 2020 = 2020-06-28");
}

#[test]
fn the_year_nearest_to_the_article() {
    one("on November 15", "November 15 = 2025-11-15");
    one("on 3 December", "3 December = 2025-12-03");
    one("on 3 January", "3 January = 2026-01-03");
    one("on 3 March", "3 March = 2025-03-03");
    one("in April", "April = 2025-04-01..2025-04-30");
    one("on 15 May last year", "15 May last year = 2024-05-15");
    let undated = dates(&tokens("on 3 March", Span::new(0, 10)), None);
    assert_eq!((undated[0].interval, undated[0].stated.month, undated[0].stated.day), (None, Some(3), Some(3)));
}

#[test]
fn months_years_and_longer() {
    one("the June 2021 elections", "June 2021 = 2021-06-01..2021-06-30");
    one("In October, 2000 people left.", "October = 2025-10-01..2025-10-31");
    one("in June 2021", "June 2021 = 2021-06-01..2021-06-30");
    one("In 2006, prices fell.", "2006 = 2006-01-01..2006-12-31");
    one("the financial crisis of 2008 began", "2008 = 2008-01-01..2008-12-31");
    one("a film (2016) about it", "2016 = 2016-01-01..2016-12-31");
    one("in the 1990s", "1990s = 1990-01-01..1999-12-31");
    one("in 2011-12", "2011-12 = 2011-01-01..2012-12-31");
    one("mid-November was mild", "mid-November = 2025-11-08..2025-11-23");
    one("in early March", "early March = 2025-03-01..2025-03-16");
    one("by the end of June it was over", "by the end of June = 2025-06-21..2025-06-30");
    one("in the third quarter of 2025", "third quarter of 2025 = 2025-07-01..2025-09-30");
    one("in Q3 2025", "Q3 2025 = 2025-07-01..2025-09-30");
    one("the second half of 2024", "the second half of 2024 = 2024-07-01..2024-12-31");
    one("the last four months of 2021", "last four months of 2021 = 2021-09-01..2021-12-31");
    one("in spring 2021", "spring 2021 = 2021-03-01..2021-05-31");
}

#[test]
fn days_known_by_name_and_halves() {
    one("on Christmas Eve 2024", "Christmas Eve 2024 = 2024-12-24");
    one("since New Year's Day", "New Year's Day = 2026-01-01");
    one("on Good Friday 2024", "Good Friday 2024 = 2024-03-29");
    one("in H2 2024", "H2 2024 = 2024-07-01..2024-12-31");
    one("on the twenty-third of June 2021", "twenty-third of June 2021 = 2021-06-23");
    one("in June in 2017", "June in 2017 = 2017-06-01..2017-06-30");
    one("over the last two quarters", "last two quarters = 2025-04-01..2025-09-30");
    one("on 29 February", "29 February = 2024-02-29");
}

#[test]
fn bounds_of_several_words() {
    let bound = |text: &str| read(text).first().map(|found| found.bound);
    assert_eq!(bound("no later than 5 May 2020"), Some(Bound::By));
    assert_eq!(bound("later than 5 May 2020"), Some(Bound::After));
    assert_eq!(bound("prior to 5 May 2020"), Some(Bound::Before));
    assert_eq!(bound("rather than 5 May 2020"), Some(Bound::On));
}

#[test]
fn likely_dates_are_read_when_asked_for() {
    for (text, expected) in [
        ("They meet next Friday.", "next Friday = 2025-11-28"),
        ("The vote will be held on Friday.", "Friday = 2025-11-21"),
        ("It fell on 5/12.", "5/12 = 2025-05-12"),
        ("in week 31", "week 31 = 2025-07-28..2025-08-03"),
        ("in two days", "two days = 2025-11-22"),
        ("a year ago", "a year ago = 2024-11-20"),
        ("the next decade", "next decade = 2030-01-01..2039-12-31"),
        ("sales of the year", "the year = 2025-01-01..2025-12-31"),
        ("in the nineties", "nineties = 1990-01-01..1999-12-31"),
        ("the last easter", "last easter = 2025-04-20"),
        ("the last week of 2016", "last week of 2016 = 2016-12-26..2017-01-01"),
        ("report-20170302.html", "20170302 = 2017-03-02"),
        ("the 5 past years", "5 past years = 2020-11-20..2025-11-20"),
        ("next week Wednesday", "next week Wednesday = 2025-11-26"),
    ] {
        let found = likely(&tokens(text, Span::new(0, text.len())), Some(ANCHOR));
        assert_eq!(display(text, found), [expected], "in {text:?}");
    }
}

#[test]
fn words_that_lean_on_the_article() {
    one("It closed last month.", "last month = 2025-10-01..2025-10-31");
    one("It opens next week.", "next week = 2025-11-24..2025-11-30");
    one("Prices rose this year.", "this year = 2025-01-01..2025-12-31");
    one("He left yesterday morning.", "yesterday morning = 2025-11-19");
    one("It rained last night.", "last night = 2025-11-19..2025-11-20");
    one("They spoke on Tuesday.", "Tuesday = 2025-11-18");
    one("They spoke on Thursday night.", "Thursday night = 2025-11-20");
    one("They met last Friday.", "last Friday = 2025-11-14");
    one("They met two days ago.", "two days ago = 2025-11-18");
    one("A year ago it snowed.", "A year ago = 2024-05-20..2025-05-20");
    one("It was said earlier in the week.", "earlier in the week = 2025-11-17..2025-11-20");
    one("over the past three weeks", "past three weeks = 2025-10-30..2025-11-20");
    one("over the weekend", "weekend = 2025-11-15..2025-11-16");
    one("They met on Tuesday of last week.", "Tuesday of last week = 2025-11-11");
}

#[test]
fn divided_usage_is_left_open() {
    one("They meet next Friday.", "next Friday = ?");
    one("They met last Monday.", "last Monday = ?");
    one("The vote will be held on Friday.", "Friday = ?");
    one("It must be done before March.", "March = ?");
    one("She said on Monday it would rain.", "Monday = 2025-11-17");
    let found = read("The vote will be held on Friday.");
    assert_eq!(found[0].stated.weekday, Some(Weekday::Friday));
}

#[test]
fn ranges() {
    one("in the night of 1 to 2 November 2025", "1 to 2 November 2025 = 2025-11-01..2025-11-02");
    one("between 3 and 5 May", "between 3 and 5 May = 2025-05-03..2025-05-05");
    one("from March to June", "from March to June = 2025-03-01..2025-06-30");
    one("July to September 2024", "July to September 2024 = 2024-07-01..2024-09-30");
    one("from November to March", "from November to March = 2024-11-01..2025-03-31");
    one("on November 1-2, 2025", "November 1-2, 2025 = 2025-11-01..2025-11-02");
    one("Nov 18-Dec 19, 2015", "Nov 18-Dec 19, 2015 = 2015-11-18..2015-12-19");
    one("from 2014 to 2018", "from 2014 to 2018 = 2014-01-01..2018-12-31");
    one("the 2014–2018 war", "2014–2018 = 2014-01-01..2018-12-31");
}

#[test]
fn times_of_day() {
    let minute = |text: &str| read(text).first().and_then(|found| found.stated.minute);
    assert_eq!(minute("at 11:15 p.m. on Thursday"), Some(23 * 60 + 15));
    assert_eq!(minute("on Thursday at 9 a.m."), Some(9 * 60));
    assert_eq!(minute("at 4:12"), Some(4 * 60 + 12));
    assert_eq!(minute("at 4:12 in the afternoon"), Some(16 * 60 + 12));
    assert_eq!(minute("at 23:15"), Some(23 * 60 + 15));
    assert_eq!(minute("at 9.30pm"), Some(21 * 60 + 30));
    assert_eq!(minute("at quarter past eleven"), Some(11 * 60 + 15));
    assert_eq!(minute("at half past nine"), Some(9 * 60 + 30));
    assert_eq!(minute("at quarter to one"), Some(45));
    assert_eq!(minute("at ten past two"), Some(2 * 60 + 10));
    assert_eq!(minute("it is one o’clock in the morning"), Some(60));
    assert_eq!(minute("by noon"), Some(12 * 60));
    assert_eq!(minute("until midnight"), Some(0));
    one("at 11:15 p.m. on Thursday", "11:15 p.m. on Thursday = 2025-11-20");
    one("on 3 March 2024 at 11 p.m.", "3 March 2024 at 11 p.m. = 2024-03-03");
    assert_eq!(read("at 11:15 p.m. on Thursday")[0].precision, Precision::Minute);
}
