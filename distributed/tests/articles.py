"""Articles for the tests, made of the demo articles of the project: the same ones on every run."""

from __future__ import annotations

import json
import random
from pathlib import Path

CORPUS = Path(__file__).parents[2] / "corpus"
# Claims of the chain, each of which shares words with the next only.
CHAIN = 300
# Bytes of the huge article.
HUGE = 400_000


def demo() -> list[dict[str, object]]:
    """The demo articles that are text, Markdown, pages or records."""
    texts: list[tuple[str, str]] = []
    for path in sorted(CORPUS.rglob("*")):
        name = path.relative_to(CORPUS).as_posix()
        if path.suffix in (".txt", ".html"):
            texts.append((name, path.read_text(encoding="utf-8")))
        elif path.suffix == ".md":
            texts.append((name, path.read_text(encoding="utf-8").split("---\n", 2)[-1]))
        elif path.suffix == ".jsonl":
            lines_of = path.read_text(encoding="utf-8").splitlines()
            texts += [(f"{name}-{at}", json.loads(line)["text"]) for at, line in enumerate(lines_of) if line.strip()]
    # Articles of one folder are of one day.
    return [
        {
            "id": name,
            "source": f"Outlet {at}",
            "date": f"2025-11-{sum(name.split('/')[0].encode()) % 27 + 1:02}",
            "text": text,
        }
        for at, (name, text) in enumerate(texts)
    ]


def copies(of: list[dict[str, object]], each: int) -> list[dict[str, object]]:
    """Copies of articles, in which some numbers, days and names are changed."""
    out = []
    for article in of:
        for number in range(each):
            text = str(article["text"])
            if number % 2:
                text = (
                    text.replace("12", "13")
                    .replace("Monday", "Sunday")
                    .replace("nine", "five")
                    .replace("President", "Premier")
                )
            out.append({**article, "id": f"copy-{number}/{article['id']}", "source": f"Paper {number}", "text": text})
    return out


def skewed(count: int) -> list[dict[str, object]]:
    """One story so many times that its key words tell nothing and its lines are those of thousands."""
    text = (
        "The bridge at Quellmark fell into the river on Monday while a bus with pupils was crossing it. "
        "Nine people died and seventeen were taken to the hospital in Brandvik, said the mayor, Ida Lund. "
        "Divers searched the muddy water for the driver until darkness fell over the valley. "
        "The bridge was built in 1931 and carried twice the traffic for which its engineers had planned it."
    )
    changed = text.replace("Nine people", "Eleven people")
    return [
        {"id": f"skew-{number:05}", "date": "2025-12-02", "text": changed if number % 500 == 499 else text}
        for number in range(count)
    ]


def chain() -> list[dict[str, object]]:
    """Articles of which each shares a few words with the next."""
    syllables = ["ba", "do", "ke", "li", "mu", "ra", "so", "te", "vi", "zu"]

    def name(number: int) -> str:
        return "".join(syllables[int(digit)] for digit in f"{number:03}").capitalize() + "holm"

    return [
        {
            "id": f"chain-{at:03}",
            "date": "2025-10-10",
            "text": f"{name(at)} met {name(at + 1)}. {name(at)} left {name(at + 1)} at {200 + at} metres.",
        }
        for at in range(CHAIN)
    ]


def odd() -> list[dict[str, object]]:
    """Articles with nothing in them, with very much, twice of one id, without one, with letters of all kinds."""
    letters = random.Random(5)
    long = ""
    # Sentences that share no words, more than are compared: what is alike in them would take all of the time.
    while len(long) < HUGE:
        words = ("".join(letters.choices("bdfgklmnprstvz", k=5)) + letters.choice("aeiou") for _ in range(8))
        long += " ".join(words).capitalize() + ". "
    return [
        {"id": "empty", "text": ""},
        {"id": "blank", "text": " \n\t "},
        {"id": "huge", "date": "2025-11-03", "text": long},
        {"id": "twice", "text": "The Skarv dam is 40 metres high. It was built in 1961."},
        {"id": "twice", "text": "The Skarv dam is 44 metres high. It was built in 1961."},
        {"text": "The Larkspur Bridge is 240 metres long, the council said on Monday."},
        {"text": "The Larkspur Bridge is 260 metres long, the council said on Monday."},
        {"id": 7, "text": "Łódź – 12 zabitych. \u0410na Brennick said \u201cno\u201d to 李娜."},
        {"id": "no text", "title": "Only a title"},
    ]


def lines(records: list[dict[str, object]], shuffled: int | None = None) -> bytes:
    """The records as JSON Lines, in an order that the number decides, with lines that are blank or broken."""
    made = [json.dumps(record, ensure_ascii=record.get("id") == 7).encode() for record in records]
    if shuffled is not None:
        random.Random(shuffled).shuffle(made)
    made[len(made) // 2 : len(made) // 2] = [b"", b'{"text": "cut off', b"  \r"]
    return b"\n".join(made) + b"\n"
