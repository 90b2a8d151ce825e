//! Inputs that are made to hurt: what each costs as it grows.

use crate::{Result, measure, process};
use clap::Args;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::Duration;

/// What to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// Only the traps whose name contains this.
    name: Option<String>,
    /// Bytes of the smallest input; the others have twice, four and eight times as many.
    #[arg(long, default_value_t = 250_000)]
    bytes: usize,
    /// Another program than the one that is built: a path.
    #[arg(long)]
    program: Option<std::path::PathBuf>,
    /// Write one input here and measure nothing; the name must be that of one trap.
    #[arg(long)]
    write: Option<std::path::PathBuf>,
}

/// An input of any size.
struct Trap {
    name: &'static str,
    ending: &'static str,
    make: fn(usize) -> String,
}

/// The pieces of `piece`, from 0, that fit below `n` bytes.
fn growing(piece: impl Fn(usize) -> String, n: usize) -> String {
    let mut sum = 0;
    let below = |piece: &String| {
        sum += piece.len();
        sum < n
    };
    (0..).map(piece).take_while(below).collect()
}

/// A unit said over and over, to about so many bytes.
fn over(unit: &str, bytes: usize) -> String {
    unit.repeat((bytes / unit.len()).max(1))
}

/// A unit in which `#` is another number each time.
fn counted(unit: &str, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + unit.len());
    let mut number = 0_u64;
    while out.len() < bytes {
        number += 1;
        out.push_str(&unit.replace('#', &number.to_string()));
    }
    out
}

/// A unit in which `#` is another capitalised word each time.
fn named(unit: &str, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + unit.len());
    let mut number = 0_usize;
    while out.len() < bytes {
        number += 1;
        let (mut rest, mut name) = (number, String::from("B"));
        while rest > 0 {
            name.push_str(["ar", "en", "il", "os", "ud", "am", "et", "ir"][rest % 8]);
            rest /= 8;
        }
        out.push_str(&unit.replace('#', &name));
    }
    out
}

fn nested(open: &str, middle: &str, close: &str, bytes: usize) -> String {
    let depth = (bytes / (open.len() + close.len())).max(1);
    format!("{}{middle}{}", open.repeat(depth), close.repeat(depth))
}

const fn trap(name: &'static str, ending: &'static str, make: fn(usize) -> String) -> Trap {
    Trap { name, ending, make }
}

/// All traps: for each stage what its worst case looks like.
const TRAPS: &[Trap] = &[
    trap("one line of prose", "txt", |n| over("and then 17 more people came to the town hall on the hill, ", n)),
    trap("one word", "txt", |n| over("a", n)),
    trap("one number", "txt", |n| format!("It cost {} euros.", over("9", n))),
    trap("numbers in one sentence", "txt", |n| counted("# and ", n)),
    trap("decimal points", "txt", |n| over("1.", n)),
    trap("magnitudes", "txt", |n| over("hundred thousand million ", n)),
    trap("straight quotation marks", "txt", |n| over("\"", n)),
    trap("opening quotation marks", "txt", |n| over("“a ", n)),
    trap("short quotations", "txt", |n| over("“No more of that now.” ", n)),
    trap("brackets", "txt", |n| over("(", n)),
    trap("ellipses", "txt", |n| over("… ", n)),
    trap("full stops", "txt", |n| over(".", n)),
    trap("abbreviations", "txt", |n| over("Mr. ", n)),
    trap("commas", "txt", |n| over("so, ", n)),
    trap("apostrophes", "txt", |n| over("'", n)),
    trap("empty lines", "txt", |n| over("\n", n)),
    trap("short lines", "txt", |n| over("So it is.\n", n)),
    trap("carriage returns", "txt", |n| over("So it is.\r", n)),
    trap("one sentence again and again", "txt", |n| over("Nine people died when the ferry sank. ", n)),
    trap("figures that differ", "txt", |n| counted("# people died when the ferry Aurora sank. ", n)),
    trap("dates that differ", "txt", |n| counted("The ferry Aurora sank on May #. ", n)),
    trap("one name", "txt", |n| over("Ana Brennick met Ana Brennick. ", n)),
    trap("names that differ", "txt", |n| named("Ana # met Tobias #. ", n)),
    trap("surnames of one person", "txt", |n| format!("Ana Brennick came. {}", over("Brennick spoke. ", n))),
    trap("offices", "txt", |n| named("President # and former President # spoke. ", n)),
    trap("attributions", "txt", |n| named("The vote was lost, Ms # said. ", n)),
    trap("denials", "txt", |n| over("The ship was not insured. The ship was insured. ", n)),
    trap("polls", "txt", |n| counted("A poll found #% of voters support the bridge. ", n)),
    trap("corrections", "txt", |n| over("Correction: An earlier version of this article said 12, not 19. ", n)),
    trap("combining marks", "txt", |n| format!("e{} was there.", over("\u{301}", n))),
    trap("invisible characters", "txt", |n| over("fer\u{200b}ry ", n)),
    trap("addresses", "txt", |n| over("https://a.example/x ", n)),
    trap("Spanish", "txt", |n| counted("El lunes murieron # personas en el puerto, dijo el alcalde. ", n)),
    trap("opening brackets in Markdown", "md", |n| over("[", n)),
    trap("links in Markdown", "md", |n| over("[a](b ", n)),
    trap("exceptions in Markdown", "md", |n| over("<!-- crosscheck-ignore date: so -->\nIt sank.\n\n", n)),
    trap("emphasis in Markdown", "md", |n| over("*a **b ", n)),
    trap("quotations in quotations", "md", |n| over("> ", n)),
    trap("lists in lists", "md", |n| growing(|at| format!("{}- a\n", " ".repeat(at % 400)), n)),
    trap("backticks", "md", |n| growing(|at| format!("{} ", "`".repeat(at + 1)), n)),
    trap("headings", "md", |n| counted("# Part #\n\nThe limit is 12.\n\n", n)),
    trap("rows of a table", "md", |n| format!("| a | b |\n|---|---|\n{}", counted("| port | # |\n", n))),
    trap("settings of a manual", "md", |n| format!("# Settings\n\n{}", counted("The default port is #.\n\n", n))),
    trap("link definitions", "md", |n| counted("[a#]: https://a.example/#\n", n)),
    trap("front matter", "md", |n| format!("---\n{}---\nIt sank.\n", counted("k#: v\n", n))),
    trap("nested elements", "html", |n| nested("<div>", "It sank.", "</div>", n)),
    trap("elements that are not closed", "html", |n| over("<b><p>It sank. ", n)),
    trap("nested formatting", "html", |n| over("<a><b><i><table>", n)),
    trap("attributes", "html", |n| format!("<p {}>It sank.</p>", counted("a#=b ", n))),
    trap("paragraphs", "html", |n| counted("<p>The ferry sank with # on board.</p>", n)),
    trap("inline elements", "html", |n| format!("<p>{}</p>", over("<b>x</b> ", n))),
    trap("links", "html", |n| counted("<p><a href=/#>Read on</a> It sank.</p>", n)),
    trap("entities", "html", |n| format!("<p>{}</p>", over("&amp;", n))),
    trap("comments", "html", |n| over("<!-- -- > -->", n)),
    trap("exceptions in comments", "html", |n| over("<!-- crosscheck-ignore date: so --><p>It sank.</p>", n)),
    trap("comment that is not closed", "html", |n| over("<!--", n)),
    trap("linked data", "html", |n| {
        format!("<script type=\"application/ld+json\">{}</script><p>It sank.</p>", nested("[", "", "]", n))
    }),
    trap("nested tables", "html", |n| nested("<table><tr><td>", "It sank.", "</td></tr></table>", n)),
    trap("list items of a page", "html", |n| format!("<ul>{}</ul>", over("<li>It sank.", n))),
    trap("nested lists in JSON", "json", |n| nested("[", "", "]", n)),
    trap("nested objects in JSON", "json", |n| nested("{\"a\":", "1", "}", n)),
    trap("members in JSON", "json", |n| format!("{{{}\"text\":\"It sank.\"}}", counted("\"k#\":\"v\",", n))),
    trap("lists of strings in JSON", "json", |n| format!("{{\"text\":[{}\"It sank.\"]}}", over("\"It sank.\",", n))),
    trap("records", "jsonl", |n| counted("{\"text\":\"The ferry sank with # on board.\"}\n", n)),
    trap("records of one id", "jsonl", |n| over("{\"id\":1,\"text\":\"It sank.\"}\n", n)),
    trap("broken records", "jsonl", |n| over("{\n", n)),
    trap("rows", "csv", |n| format!("id,text\n{}", counted("#,The ferry sank with # on board.\n", n))),
    trap("columns", "csv", |n| format!("text,{}\n", counted("c#,", n))),
    trap("a cell that is not closed", "csv", |n| format!("id,text\n1,\"{}", over("It sank.\n", n))),
    trap("items of a feed", "rss", |n| {
        format!(
            "<rss><channel>{}</channel></rss>",
            counted("<item><title>Ferry #</title><description>It sank with # on board.</description></item>", n)
        )
    }),
    trap("nested elements of a feed", "rss", |n| {
        format!("<rss><channel><item>{}</item></channel></rss>", nested("<a>", "It sank.", "</a>", n))
    }),
    trap("entities of a feed", "rss", |n| {
        format!(
            "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><rss><channel><item><description>{}</description></item></channel></rss>",
            over("&b;", n)
        )
    }),
    trap("nested lists in a document", "pdf", |n| pdf(&nested("[", "", "]", n))),
    trap("operators of a document", "pdf", |n| {
        pdf(&over("q 1 0 0 1 0 0 cm BT /F1 12 Tf 72 700 Td (It sank.) Tj ET ", n))
    }),
];

/// A page with these contents.
fn pdf(contents: &str) -> String {
    let length = contents.len();
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for object in [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_owned(),
        format!("<</Length {length}>>stream\n{contents}\nendstream"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
    ] {
        places.push(out.len());
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{} 0 obj\n{object}\nendobj", places.len());
    }
    let start = out.len();
    let _ = writeln!(out, "xref\n0 6\n0000000000 65535 f ");
    places.iter().for_each(|place| _ = writeln!(out, "{place:010} 00000 n "));
    let _ = writeln!(out, "trailer<</Root 1 0 R/Size 6>>\nstartxref\n{start}\n%%EOF");
    out
}

/// Longer than any of the runs may take.
const LONGEST: Duration = Duration::from_secs(120);

pub(crate) fn run(options: &Options) -> Result<ExitCode> {
    let asked = |trap: &&Trap| options.name.as_ref().is_none_or(|name| trap.name.contains(name.as_str()));
    let traps: Vec<&Trap> = TRAPS.iter().filter(asked).collect();
    if let Some(path) = &options.write {
        let [trap] = traps.as_slice() else { return Err("name one trap".into()) };
        fs::write(path, (trap.make)(options.bytes))?;
        return Ok(ExitCode::SUCCESS);
    }
    let program = options.program.clone().map_or_else(process::release_binary, Ok)?;
    let folder = tempfile::tempdir()?;
    process::say("| trap | | 1 | 2 | 4 | 8 | growth | memory |\n|---|---|---|---|---|---|---|---|\n")?;
    let mut worst: f64 = 0.0;
    for trap in traps {
        let mut walls = Vec::new();
        let (mut peak, mut length) = (0, 0);
        for times in [1, 2, 4, 8] {
            let text = (trap.make)(options.bytes * times);
            length = text.len();
            let path = folder.path().join(format!("trap.{}", trap.ending));
            fs::write(&path, text)?;
            let run = cost(&program, &path)?;
            walls.push(run.cpu.unwrap_or(run.wall).as_secs_f64());
            peak = run.peak.unwrap_or(0);
            if !matches!(run.status.code(), Some(0..=2)) {
                process::say(&format!("{}: {}\n", trap.name, run.status))?;
                return Ok(ExitCode::FAILURE);
            }
        }
        // What a run of nothing takes says nothing about growth.
        let growth = (walls[3].max(FLOOR) / walls[1].max(FLOOR)).log(4.0);
        worst = worst.max(growth);
        let cells: Vec<String> = walls.iter().map(|wall| format!("{wall:.2} s")).collect();
        let memory = peak as f64 / length as f64;
        process::say(&format!(
            "| {} | {} | {} | {growth:.2} | {} MB, {memory:.0} a byte |\n",
            trap.name,
            trap.ending,
            cells.join(" | "),
            peak / 1_000_000
        ))?;
    }
    process::say(&format!("\nThe steepest grows with the power {worst:.2} of its size.\n"))?;
    Ok(ExitCode::SUCCESS)
}

/// Seconds of a processor below which a run tells nothing.
const FLOOR: f64 = 0.05;

fn cost(program: &Path, path: &Path) -> Result<measure::Run> {
    let mut command = Command::new(program);
    command
        .args(["check", "--no-config", "-q", "--fail-on", "never", "--threads", "1"])
        .arg(path)
        .arg("-o")
        .arg(path.with_extension("out.json"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    Ok(measure::measured(&mut command, LONGEST)?)
}
