//! The year of a dateline that gives day and month only, as those of agencies do: "SKARV, May 3 (Lantern) — ...".

use crate::align::story::{FAR_DAYS, days_between};
use crate::model::{Article, DateField, MetaOrigin, Places};
use jiff::civil::Date;

/// Gives such articles the year in which their day is near to those of the other articles, where that is one year. Records have
/// a field for their day.
pub(super) fn complete(articles: &mut [Article]) {
    let open = |article: &Article| {
        let record = matches!(article.places, Places::Record(_));
        article.meta.dateline_day.filter(|_| article.meta.date.is_none() && !record)
    };
    if !articles.iter().any(|article| open(article).is_some()) {
        return;
    }
    let known: Vec<Date> = articles.iter().filter_map(|article| Some(article.meta.date.as_ref()?.value)).collect();
    for article in articles {
        if let Some(day) = open(article).and_then(|day| nearest(day, &known)) {
            article.meta.date = Some(DateField::day(day, MetaOrigin::Others));
        }
    }
}

/// The one day of this month and day that lies near to days that are known; `None` where there are two, or none.
fn nearest((month, day): (i8, i8), known: &[Date]) -> Option<Date> {
    let mut near = known.iter().filter_map(|known| {
        (known.year() - 1..=known.year() + 1)
            .filter_map(|year| Date::new(year, month, day).ok())
            .find(|&day| days_between(*known, day) <= FAR_DAYS)
    });
    let first = near.next()?;
    near.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_that_of_the_others_where_they_agree() {
        let date = |year, month, day| Date::new(year, month, day).unwrap();
        let of = |known: &[Date]| nearest((1, 2), known);
        assert_eq!(of(&[date(2030, 12, 30), date(2031, 1, 4)]), Some(date(2031, 1, 2)));
        assert_eq!(of(&[date(2030, 6, 30)]), None);
        assert_eq!(of(&[date(2030, 1, 1), date(2031, 1, 1)]), None);
        assert_eq!(of(&[]), None);
    }
}
