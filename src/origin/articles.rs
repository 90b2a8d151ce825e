//! Which articles are copies and rewrites of one.

use super::print::{Print, enough, is_copy};
use super::runs::Runs;
use crate::model::{Article, Claim};
use rayon::prelude::*;
use std::borrow::Cow;
use std::cell::OnceCell;
use std::cmp::Reverse;

/// Articles that hold one run, beyond which each is held against the first of them alone: a line that thousands print
/// (a disclaimer, a slogan) must not make the work grow with their square.
pub(crate) const BUCKET: usize = 48;
/// Share of a long article that two unlike copies fill, from which it is a compilation of both, in thousandths.
const COMPILED: u32 = 150;

/// Articles by their origins.
#[derive(Debug, Clone, Default)]
pub(crate) struct Copies {
    /// The origin of each article: the longest of its copies, by index.
    pub(crate) origins: Vec<u32>,
    /// The pairs of a copy and its origin, sorted.
    pub(crate) pairs: Vec<(u32, u32)>,
}

/// Two articles, the one of lower index first, with the number of runs that they share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shared {
    pub(crate) articles: [u32; 2],
    pub(crate) count: u32,
}

/// The articles that are copies of one another. `runs` are those of each, `claims` gives an article's, and `told` are the pairs
/// of articles that tell one story, sorted.
pub(crate) fn copies<'c>(
    articles: &[Article],
    runs: &[Runs],
    claims: impl Fn(usize) -> Cow<'c, [Claim]>,
    told: &[(u32, u32)],
) -> Copies {
    // Few articles share so much that it matters what else is in them.
    let prints: Vec<OnceCell<Print>> = vec![OnceCell::new(); articles.len()];
    let print = |at: usize| prints[at].get_or_init(|| Print::of(&articles[at], &claims(at)));
    let sizes: Vec<u32> = runs.iter().map(Runs::count).collect();
    let mut edges = shared(runs);
    edges.retain(|edge| {
        let ends = edge.articles.map(|at| at as usize);
        let runs = ends.map(|at| &runs[at]);
        enough(edge.count, runs) && is_copy(edge.count, runs, ends.map(print))
    });
    group(&edges, &sizes, told)
}

/// The pairs of articles that share runs.
fn shared(runs: &[Runs]) -> Vec<Shared> {
    let mut index: Vec<(u64, u32)> =
        (0..).zip(runs).flat_map(|(article, runs)| runs.all().iter().map(move |&run| (run, article))).collect();
    index.par_sort_unstable();
    let mut pairs: Vec<[u32; 2]> = Vec::new();
    for bucket in index.chunk_by(|left, right| left.0 == right.0).filter(|bucket| bucket.len() > 1) {
        for (at, &(_, right)) in bucket.iter().enumerate().skip(1) {
            let lefts = if bucket.len() <= BUCKET { &bucket[..at] } else { &bucket[..1] };
            pairs.extend(lefts.iter().map(|&(_, left)| [left, right]));
        }
    }
    pairs.par_sort_unstable();
    let same = pairs.chunk_by(|left, right| left == right);
    same.map(|run| Shared { articles: run[0], count: super::count(run.len()) }).collect()
}

/// Each article with the longest that it is a copy of. An article that two of different stories fill is a compilation, and
/// the origin of neither.
pub(crate) fn group(edges: &[Shared], sizes: &[u32], told: &[(u32, u32)]) -> Copies {
    let mut near: Vec<Vec<(u32, u32)>> = vec![Vec::new(); sizes.len()];
    for edge in edges {
        let [left, right] = edge.articles;
        near[left as usize].push((right, edge.count));
        near[right as usize].push((left, edge.count));
    }
    near.par_iter_mut().for_each(|list| list.sort_unstable());
    let linked = |left: u32, right: u32| {
        told.binary_search(&(left.min(right), left.max(right))).is_ok()
            || near[left as usize].binary_search_by_key(&right, |&(other, _)| other).is_ok()
    };
    let compiled: Vec<bool> = (0..sizes.len())
        .into_par_iter()
        .map(|at| {
            let parts: Vec<u32> = near[at]
                .iter()
                .filter(|&&(other, shared)| sizes[other as usize] < sizes[at] && shared * 1000 >= sizes[at] * COMPILED)
                .map(|&(other, _)| other)
                .take(BUCKET)
                .collect();
            (1..parts.len()).any(|right| (0..right).any(|left| !linked(parts[left], parts[right])))
        })
        .collect();
    let mut order: Vec<u32> = (0..super::count(sizes.len())).collect();
    order.sort_unstable_by_key(|&at| (compiled[at as usize], Reverse(sizes[at as usize]), at));
    let mut origins: Vec<Option<u32>> = vec![None; sizes.len()];
    for &at in &order {
        let lead = |other: u32| origins[other as usize] == Some(other) && !compiled[other as usize];
        // Of several the one of which it holds most.
        let best = near[at as usize].iter().filter(|&&(other, _)| lead(other) && !compiled[at as usize]);
        let best = best.max_by_key(|&&(other, shared)| (shared, Reverse(other))).map(|&(other, _)| other);
        origins[at as usize] = Some(best.unwrap_or(at));
    }
    let origins: Vec<u32> = (0..).zip(origins).map(|(at, origin)| origin.unwrap_or(at)).collect();
    let copies = (0..).zip(&origins).filter(|&(at, &origin)| at != origin);
    let mut pairs: Vec<(u32, u32)> = copies.map(|(at, &origin)| (at.min(origin), at.max(origin))).collect();
    pairs.sort_unstable();
    Copies { origins, pairs }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DateField, MetaOrigin};
    use crate::{extract, lexicon, read};

    const WIRE: &str = "The bridge at Quellmark fell into the river on Monday while a bus with pupils was crossing it. \
        Nine people died and seventeen were taken to the hospital in Brandvik, said the mayor, Ida Lund. \
        Divers searched the muddy water for the driver until darkness fell over the valley. \
        The bridge was built in 1931 and carried twice the traffic for which its engineers had planned it. \
        An inspector had warned the county two years ago that rust was eating the bearings of the eastern pier.";

    const OTHER: &str = "Quellmark lost its bridge on Monday: the old span gave way under a school bus, and nine people are dead. \
        Ida Lund, who runs the town, spoke of the worst hour of her life and thanked the divers. \
        Pupils from Brandvik were on the way home when the roadway tilted and slid into the current. \
        County records show that repairs of the piers were put off in each of the last two budgets. \
        The state will pay for a ferry until a temporary crossing stands, a minister promised relatives.";

    fn origins(texts: &[&str]) -> Vec<u32> {
        dated(&texts.iter().map(|&text| (text, None)).collect::<Vec<_>>())
    }

    /// The origins of texts that were printed on these days of May 2031, counted on beyond its end.
    fn dated(texts: &[(&str, Option<i32>)]) -> Vec<u32> {
        let mut articles: Vec<Article> = texts.iter().map(|(text, _)| read::plain_text("a", text)).collect();
        for (article, (_, day)) in articles.iter_mut().zip(texts) {
            article.meta.date = day.map(|day| {
                let date = jiff::civil::date(2031, 5, 1) + jiff::Span::new().days(day - 1);
                DateField::day(date, MetaOrigin::Config)
            });
        }
        let read = |(at, article)| extract::claims(at, article, &lexicon::english());
        let claims: Vec<Vec<Claim>> = (0..).zip(&articles).map(read).collect();
        let runs: Vec<Runs> = claims.iter().map(|claims| Runs::of(claims)).collect();
        copies(&articles, &runs, |at| claims[at].as_slice().into(), &[]).origins
    }

    fn edge(left: u32, right: u32) -> Shared {
        Shared { articles: [left, right], count: 40 }
    }

    #[test]
    fn accounts_in_words_of_their_own_are_two_origins() {
        assert_eq!(origins(&[WIRE, OTHER]), [0, 1]);
    }

    #[test]
    fn cut_reordered_retitled_and_edited_copies_are_one() {
        let sentences: Vec<&str> = WIRE.split_inclusive(". ").collect();
        let cut = sentences[..3].concat();
        let turned = sentences.iter().rev().copied().collect::<Vec<_>>().join(" ");
        let edited = format!(
            "School bus falls\n\n{}",
            WIRE.replace("Nine", "Ten").replace("muddy ", "").replace("warned", "told")
        );
        assert_eq!(origins(&[WIRE, OTHER, &cut, &turned, &edited]), [0, 1, 0, 0, 0]);
    }

    #[test]
    fn a_compilation_is_not_the_origin_of_its_parts() {
        let both = format!("{WIRE}\n\n{OTHER}");
        assert_eq!(origins(&[WIRE, OTHER, &both]), [0, 1, 2]);
        // The head and the tail of one story are of that story, though they share no run.
        assert_eq!(group(&[edge(0, 2), edge(1, 2)], &[40, 40, 100], &[(0, 1)]).origins, [2, 2, 2]);
        assert_eq!(group(&[edge(0, 2), edge(1, 2)], &[40, 40, 100], &[]).origins, [0, 1, 2]);
    }

    /// What an outlet sets under each of its pages.
    const GALLERY: &str = "Photos: the bridges of the county \
        The stone arch at Ostby has carried carts since 1720 and is closed to lorries. \
        Workers hang the cables of the Harbour Bridge on a foggy morning in spring 1958. \
        Cyclists cross the wooden bridge of Lindvik during the summer race around the lake. \
        The swing bridge at Torsund opens for sailing boats at noon and again at six. \
        Ice covers the railings of the mountain bridge near Fjellheim after the storm of 1987. \
        Children fish from the small iron bridge behind the old brewery in Nordby. \
        The new motorway bridge at Holm stands on twelve pillars of white concrete. \
        Painters work under the deck of the railway bridge at Askvik in the autumn of 2004.";

    #[test]
    fn what_an_outlet_sets_under_every_page_makes_no_copies() {
        let (one, other) = (format!("{WIRE}\n\n{GALLERY}"), format!("{OTHER}\n\n{GALLERY}"));
        assert_eq!(origins(&[&one, &other]), [0, 1]);
        // A copy with the gallery and one without are one origin.
        assert_eq!(origins(&[&one, WIRE]), [0, 0]);
    }

    #[test]
    fn what_both_quote_makes_no_copies() {
        let speech = "The bridge will stand again before the snow comes to the valley of Quellmark, whatever it may cost us. \
            Nobody in this county shall cross the river on a plank while the state counts its money in the capital. \
            I have asked the engineers for three plans and the builders for their best price by Friday noon. \
            Those who put off the repairs will answer to the council, to the parents and to me.";
        let one = format!(
            "Ida Lund promised a new bridge on Tuesday, a day after nine people died. “{speech}” she told the crowd. \
             Her rivals in the council called the plan a dream without a budget and asked for a vote next month. Shops along \
             the closed road reported empty tills, and the school moved its lessons to the fire station on the hill."
        );
        let other = format!(
            "Standing in the rain by the broken pier, the mayor turned on those who had saved on steel. “{speech}” Some \
             parents wept; others left before she had ended, and said that promises had been made to them before. A retired \
             engineer held up photographs of cracked bearings, taken two winters ago, which nobody had wanted to see."
        );
        assert_eq!(origins(&[&one, &other]), [0, 1]);
        assert_eq!(origins(&[&one, &one.replace("a dream", "a lovely dream")]), [1, 1]);
        // A post without marks, as pages set it.
        let posted = |text: &str| {
            let post = format!("\n\n{speech} — Ida Lund (@ida_lund) May 6, 2031\n\n");
            text.replace(&format!("“{speech}”"), &post)
        };
        assert_eq!(origins(&[&posted(&one), &posted(&other)]), [0, 1]);
        // Who takes over what another wrote, between marks, is no witness of his own.
        assert_eq!(
            origins(&[WIRE, &format!("The Lantern writes on the bridge: “{WIRE}” We have nothing to add to it.")]),
            [1, 1]
        );
    }

    #[test]
    fn a_list_that_two_pages_print_makes_no_copies() {
        let names: Vec<String> = (0..300).map(|n| format!("Land{n}")).collect();
        let list = format!("Choose your country: {}.", names.join(" "));
        assert_eq!(origins(&[&format!("{WIRE}\n\n{list}"), &format!("{OTHER}\n\n{list}")]), [0, 1]);
    }

    #[test]
    fn what_fills_in_one_form_is_no_copy() {
        let form = |name: &str, age: u32, place: &str, street: &str, sum: u32| {
            format!(
                "{name}, {age}, of {place} was taken to the county jail on Tuesday night after a patrol stopped a car in \
                 {street}. Officers found tools for opening locks under the seat and ${sum} in small notes in a bag. \
                 {name} faces a charge of burglary and will be heard by a judge next week. Anybody who saw the car that \
                 night is asked to call the office of the sheriff, which keeps the names of callers to itself."
            )
        };
        let (one, other) = (
            form("Ida Lund", 34, "Brandvik", "Elm Street", 1250),
            form("Tom Aldershot", 51, "Ostby", "Harbour Road", 780),
        );
        assert_eq!(origins(&[&one, &other]), [0, 1]);
        assert_eq!(origins(&[&one, &one.replace("Lund", "Lind").replace("34", "43")]), [0, 0]);
    }

    #[test]
    fn what_is_printed_much_later_is_a_copy_only_as_a_whole() {
        let half: String = WIRE.split_inclusive(". ").take(3).collect::<String>() + OTHER;
        assert_eq!(dated(&[(WIRE, Some(1)), (&half, Some(4))]), [1, 1]);
        assert_eq!(dated(&[(WIRE, Some(1)), (&half, Some(60))]), [0, 1]);
        assert_eq!(dated(&[(WIRE, Some(1)), (WIRE, Some(400))]), [0, 0]);
    }
}
