use crate::extract::claims;
use crate::lexicon::english;
use crate::model::{Facet, Poll, Stance};
use crate::read::plain_text;

fn polls(text: &str) -> Vec<(String, Poll)> {
    let article = plain_text("a", text);
    let claims = claims(0, &article, &english());
    claims
        .iter()
        .flat_map(|claim| &claim.facets)
        .filter_map(|facet| match facet {
            Facet::Quantity(quantity) => {
                quantity.poll.as_ref().map(|poll| (quantity.span.of(text).to_owned(), (**poll).clone()))
            }
            _ => None,
        })
        .collect()
}

fn stances(text: &str) -> Vec<(String, Stance)> {
    polls(text).into_iter().map(|(share, poll)| (share, poll.stance)).collect()
}

#[test]
fn shares_of_things_turnout_and_plain_prose_are_no_answers() {
    for text in [
        "Turnout was 61 percent.",
        "The party took 31 percent of the vote.",
        "Prices rose 4 percent, analysts say.",
        "About 40 percent of the homes lost power.",
        "Most residents want the bridge rebuilt.",
        "Half of the villagers fled to the hills.",
        "The bank holds 20 percent of the shares and backs the merger.",
        "The candidate had 12 percent support.",
        "Crews got 95 percent of power back by Monday.",
        "In the poll, 94 percent of adults said they had heard of the storm.",
        "They support 30 percent of the patients in the region.",
    ] {
        assert_eq!(stances(text), [], "{text}");
    }
}

#[test]
fn answers_and_their_side() {
    use Stance::{Approve, Disapprove, Doubt, Favour, Hold, Oppose};
    for (text, expected) in [
        ("A third of residents oppose the dam.", vec![("A third", Oppose)]),
        ("One in ten voters would welcome a toll on the bridge.", vec![("One in ten", Favour)]),
        ("In the survey, 31 percent said they support the toll.", vec![("31 percent", Favour)]),
        ("Some 44 percent of islanders do not support the ferry tax.", vec![("Some 44 percent", Oppose)]),
        ("About 70% of adults think the harbour should be closed.", vec![("About 70%", Hold)]),
        ("Two-thirds of farmers do not believe the dam is safe.", vec![("Two-thirds", Doubt)]),
        ("Half of farmers say they do not support the toll.", vec![("Half", Oppose)]),
        ("The toll is backed by 54 percent of commuters.", vec![("54 percent", Favour)]),
        ("The poll put it plainly: most islanders want a bridge.", vec![("most", Favour)]),
        (
            "The survey found 52 percent of people approve of the mayor and 41 percent disapprove.",
            vec![("52 percent", Approve), ("41 percent", Disapprove)],
        ),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|(share, stance)| (share.to_owned(), stance)).collect();
        assert_eq!(stances(text), expected, "{text}");
    }
}

#[test]
fn the_question_is_what_follows_the_verb() {
    let text = "While 62 percent of residents oppose a new dam, 29 percent would welcome such a project.";
    let found = polls(text);
    let asked: Vec<&str> = found.iter().map(|(_, poll)| poll.asked.of(text)).collect();
    assert_eq!(asked, ["oppose a new dam", "would welcome such a project"]);
    let dam = &found[0].1.question;
    assert!(dam.iter().all(|term| found[1].1.question.contains(term)), "the pointer takes the question before it");
}

#[test]
fn a_negation_is_shown() {
    let text = "About 44 percent of islanders do not support the ferry tax, the survey found.";
    assert_eq!(polls(text)[0].1.asked.of(text), "do not support the ferry tax");
}

#[test]
fn who_asked_is_named_beside_the_share_or_before() {
    let house =
        |text: &str| polls(text).into_iter().map(|(_, poll)| poll.pollster.map(|one| one.label)).collect::<Vec<_>>();
    let named = |label: &str| Some(label.to_owned());
    assert_eq!(house("A third of residents oppose the dam."), [None]);
    assert_eq!(house("A poll by Ostmark found 40 percent of residents oppose the dam."), [named("Ostmark")]);
    assert_eq!(house("Half of adults surveyed by Ostmark said they support the toll."), [named("Ostmark")]);
    assert_eq!(house("An Ostmark poll was published. It found 40 percent of adults favor a toll."), [named("Ostmark")]);
    assert_eq!(house("An Ostmark poll was published. Another poll found 40 percent of adults favor a toll."), [None]);
}

#[test]
fn groups_are_told_apart() {
    let found = polls("In the poll, 30 percent of voters and 70 percent of young voters support the toll.");
    assert_eq!(found.len(), 1, "the first share has no verb of its own: {found:?}");
    assert!(!found[0].1.group.is_empty());
    assert!(polls("About 30 percent of likely voters support the toll.")[0].1.group.is_empty());
}
