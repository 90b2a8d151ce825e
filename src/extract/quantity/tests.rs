//! Tables `sentence | quantities`. A quantity is written `range unit:head role`, with `a..b` for a range, `(` and `)` for
//! open ends, nothing for no bound; parts that say the usual (no unit, no head, level) are left out.

use super::quantities;
use crate::model::{Dimension, Quantity, QuantityRole, Span};
use crate::text::tokens;

fn show(quantity: &Quantity) -> String {
    let range = &quantity.range;
    let end = |value: Option<crate::model::Number>| value.map_or_else(String::new, |value| value.to_string());
    let (open, close) = (if range.low_open { "(" } else { "" }, if range.high_open { ")" } else { "" });
    let value = if range.low.is_some() && range.low == range.high {
        end(range.low)
    } else {
        format!("{open}{}..{}{close}", end(range.low), end(range.high))
    };
    let unit =
        match &quantity.dimension {
            Dimension::Count | Dimension::Share if quantity.unit.is_empty() => {
                if quantity.dimension == Dimension::Share { " share".to_owned() } else { String::new() }
            }
            Dimension::Ordinal => " nth".to_owned(),
            Dimension::Label => " label".to_owned(),
            Dimension::Age => " old".to_owned(),
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
    };
    format!("{value}{unit}{head}{role}")
}

pub(super) fn read(text: &str) -> String {
    let found = quantities(&tokens(text, Span::new(0, text.len())));
    found.iter().map(show).collect::<Vec<_>>().join("; ")
}

#[test]
fn dump() {
    for line in std::fs::read_to_string("/tmp/q.txt").unwrap().lines() {
        println!("{line}\n      => {}", read(line));
    }
}
