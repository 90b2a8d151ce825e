//! For people, at a terminal or in a log.

use super::paint::{Role, paint};
use super::view::{self, Counts, Shown, decimal, plural};
use super::wrap::{Run, wrap};
use super::{Colour, Context, Detail, NearMisses, excerpt, visible};
use crate::model::{Finding, Mention, Report, Value};
use std::io;

/// The margin that holds a finding together: a value, under it a mention, under it the mention's words.
const BAR: &str = "  │ ";
const ITEM: &str = "  │   ";
const WORDS: &str = "  │     ";
const GAP: &str = "  │";
const END: &str = "  ╰ ";
const UNDER: &str = "    ";

pub(super) fn write(report: &Report, context: &Context<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut page = Page { report, context, text: String::new() };
    if context.detail == Detail::Brief {
        view::open(report).for_each(|finding| page.headline(finding));
    } else {
        for story in view::stories(report) {
            page.story(&story);
        }
        if context.near_misses == NearMisses::Shown {
            page.near_misses();
        }
        if context.detail == Detail::Full {
            page.settled();
            page.languages();
        }
        page.summary();
    }
    out.write_all(page.text.as_bytes())
}

struct Page<'a> {
    report: &'a Report,
    context: &'a Context<'a>,
    text: String,
}

impl Page<'_> {
    fn story(&mut self, story: &view::Story<'_>) {
        let title = visible(story.title);
        let about = format!(" · {}", plural(story.articles, "article"));
        self.wrapped("", "  ", &[(Role::Strong, &title), (Role::Dim, &about)]);
        self.text.push('\n');
        for finding in &story.findings {
            self.finding(finding);
            self.text.push('\n');
        }
    }

    fn finding(&mut self, finding: &Finding) {
        self.headline(finding);
        for (index, value) in finding.values.iter().enumerate() {
            if index > 0 {
                self.line(Role::Dim, GAP);
            }
            self.value(finding, value);
        }
        self.line(Role::Dim, GAP);
        self.closing(finding);
    }

    /// `high quantity: what the sources disagree on`.
    fn headline(&mut self, finding: &Finding) {
        let level = Role::Level(finding.severity);
        let message = format!(" {}", visible(&finding.message));
        let kind = format!("{} {}:", finding.severity.id(), finding.kind);
        self.wrapped("", UNDER, &[(level, &kind), (Role::Strong, &message)]);
    }

    fn value(&mut self, finding: &Finding, value: &Value) {
        let copies = view::copies(self.report, value).map(|copies| format!(" · {copies}")).unwrap_or_default();
        self.framed(BAR, BAR, &[(Role::Level(finding.severity), &visible(&value.value)), (Role::Dim, &copies)]);
        let shown = self.context.detail.mentions();
        for mention in value.mentions.iter().take(shown) {
            self.mention(mention);
        }
        let more = value.mentions.len().saturating_sub(shown);
        if more > 0 {
            self.framed(ITEM, WORDS, &[(Role::Dim, &format!("and {more} more (-v shows all)"))]);
        }
    }

    fn mention(&mut self, mention: &Mention) {
        let shown = Shown::of(self.report, mention);
        let speaker = shown.speaker.map(|speaker| format!(", quoting {}", visible(speaker))).unwrap_or_default();
        let source = format!("{}{speaker}", shown.source());
        let location = format!(" · {}", shown.location());
        self.framed(ITEM, WORDS, &[(Role::Plain, &source), (Role::Dim, &location)]);
        let [before, quote, after] = self.sentence(&shown);
        let runs = [(Role::Plain, before.as_str()), (Role::Mark, quote.as_str()), (Role::Plain, after.as_str())];
        self.framed(WORDS, WORDS, &runs);
    }

    /// The sentence in three parts, the middle one the words that carry the fact, marked where there is no colour.
    fn sentence(&self, shown: &Shown<'_>) -> [String; 3] {
        let [before, quote, after] = shown.parts;
        // Spaces at the seams belong to the sentence, and making a part visible trims it.
        let lead = if before.ends_with(char::is_whitespace) { " " } else { "" };
        let trail = if after.starts_with(char::is_whitespace) { " " } else { "" };
        let mut before = format!("{}{lead}", visible(before));
        let mut after = format!("{trail}{}", visible(after));
        if self.context.detail < Detail::Full && !quote.is_empty() {
            before = excerpt::before(&before);
            after = excerpt::after(&after);
        }
        let quote = match visible(quote) {
            quote if quote.is_empty() || self.context.colour == Colour::Ansi => quote.into_owned(),
            quote => format!("«{quote}»"),
        };
        [before, quote, after]
    }

    /// Why the values are comparable, how sure it is, and with `-v` the score's parts and the id.
    fn closing(&mut self, finding: &Finding) {
        let within = if finding.within_article { ", within one article" } else { "" };
        let sure =
            format!("confidence {:.2}{within}: {}", f64::from(finding.confidence) / 1000.0, visible(&finding.because));
        self.framed(END, UNDER, &[(Role::Dim, &sure)]);
        if self.context.detail == Detail::Full {
            let mut parts: Vec<String> =
                finding.score.iter().map(|part| format!("{} {}", part.name, decimal(part.value))).collect();
            parts.push(view::id_list(self.report, finding));
            self.framed(UNDER, UNDER, &[(Role::Dim, &parts.join(" · "))]);
        }
    }

    /// A line for each finding that fails nothing, and for each that is gone.
    fn settled(&mut self) {
        let before = self.text.len();
        for (finding, by) in view::settled(self.report) {
            let message = format!(" {}", visible(&finding.message));
            let kind = format!("{}:", finding.kind);
            let by = format!(" · {by} · {}", view::id_list(self.report, finding));
            self.wrapped("", UNDER, &[(Role::Strong, &kind), (Role::Plain, &message), (Role::Dim, &by)]);
        }
        for absent in &self.report.settlement.absent {
            let message = format!(" {}", visible(&absent.message));
            let kind = format!("{}:", visible(&absent.kind));
            self.wrapped("", UNDER, &[(Role::Strong, &kind), (Role::Plain, &message), (Role::Dim, " · gone")]);
        }
        if self.text.len() > before {
            self.text.push('\n');
        }
    }

    /// A line for each article that is not checked in full, or that is a copy.
    fn languages(&mut self) {
        let lines = view::languages(self.report);
        for (article, words) in &lines {
            self.wrapped("", UNDER, &[(Role::Strong, &visible(&article.id)), (Role::Plain, &format!(": {words}"))]);
        }
        if !lines.is_empty() {
            self.text.push('\n');
        }
    }

    fn near_misses(&mut self) {
        if self.report.near_misses.is_empty() {
            return;
        }
        let count = plural(self.report.near_misses.len(), "near miss");
        self.wrapped("", "", &[(Role::Strong, &count), (Role::Dim, ": alike, and not compared")]);
        self.text.push('\n');
        for miss in &self.report.near_misses {
            let kind = format!("{}:", miss.kind);
            let gate = format!(" {}", miss.gate.meaning());
            let name = format!(" · gate {}", miss.gate.id());
            self.wrapped("", UNDER, &[(Role::Strong, &kind), (Role::Plain, &gate), (Role::Dim, &name)]);
            for side in &miss.sides {
                self.mention(side);
            }
            self.text.push('\n');
        }
    }

    fn summary(&mut self) {
        let counts = Counts::of(self.report);
        let summary = counts.summary();
        let hint = match self.context.near_misses {
            NearMisses::Hidden if counts.near_misses > 0 => {
                format!("; {} (--why-not)", plural(counts.near_misses, "near miss"))
            }
            _ => String::new(),
        };
        self.wrapped("", "", &[(Role::Strong, &summary), (Role::Dim, &hint)]);
    }

    /// A line in one role.
    fn line(&mut self, role: Role, words: &str) {
        paint(self.context.colour, role, words, &mut self.text);
        self.text.push('\n');
    }

    /// Words inside the frame, whose bar is painted dim.
    fn framed(&mut self, first: &str, rest: &str, runs: &[Run<'_>]) {
        let mut margins = [String::new(), String::new()];
        for (margin, words) in margins.iter_mut().zip([first, rest]) {
            paint(self.context.colour, Role::Dim, words, margin);
        }
        let margin = first.chars().count().max(rest.chars().count());
        let [first, rest] = &margins;
        wrap(runs, (first, rest), margin, self.context.width, self.context.colour, &mut self.text);
    }

    /// Words outside the frame.
    fn wrapped(&mut self, first: &str, rest: &str, runs: &[Run<'_>]) {
        wrap(runs, (first, rest), rest.len(), self.context.width, self.context.colour, &mut self.text);
    }
}
