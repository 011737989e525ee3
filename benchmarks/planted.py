"""Plant one error in half of many sentences made of facts, check them, and count: planted.py FACTS [--show] [--each N].

FACTS is a folder of books in YAML, each with `entries`. Sentences are those of ``planted.yaml``, filled with an entry's
figure as news prints it (rounded, hedged), true or with one error. The draws are seeded: the same facts give the same
sentences. A planted figure lies at least a fifth off every value that the book holds for it.
"""

from __future__ import annotations

import random
import sys
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal
from pathlib import Path
from typing import Any

from factcheck.engine import Engine, read_rules
from factcheck.model import Finding, Verdict
from factcheck.yamlfile import load

SEED = 4
PHRASINGS = Path(__file__).with_suffix(".yaml")
FAR = Decimal("0.2")
"""A planted figure is at least this share off the truth, so that nobody could call it a rounding."""

CAUGHT = (Verdict.MISMATCH, Verdict.OUTDATED)
NOUNS = {
    "years": "years",
    "area": "square kilometres",
    "tonnes": "tonnes",
    "metres": "metres",
    "kilometres": "kilometres",
}
LARGE = {"people", "dollars", "area", "tonnes"}
WHOLE = {"people", "countries", "area", "tonnes", "ordinal"}
Entry = dict[str, Any]


@dataclass(frozen=True)
class Sentence:
    """A sentence with the day of its draft, what was planted in it ("" for nothing) and what the book says."""

    text: str
    day: date
    error: str
    topic: str
    book: str
    known: tuple[str, ...]


def entries(folder: Path, topic: Entry) -> list[Entry]:
    """The entries of the topic's book that it speaks of; those with a figure, in the book's order."""
    path = folder / f"{topic['book']}.yaml"
    read = load(path.read_text(encoding="utf-8"), path.name).plain()["entries"]
    found = [{key: value for key, value in e.items() if value != "null"} for e in read]
    chosen = [e for e in found if all(str(e.get(k)) == v for k, v in topic["where"].items()) and day_of(e)]
    chosen = [e for e in chosen if e.get("place") != "World" and e.get("subject") != "World"]
    if topic["figure"] == "date":
        return [e for e in chosen if len(str(e["value"])) == 10]
    return [e for e in chosen if "positive" not in topic or Decimal(e["value"]) > 0]


def day_of(entry: Entry) -> date | None:
    """A day on which a draft would quote the entry's value."""
    if entry.get("published"):
        return date.fromisoformat(entry["published"])
    if entry.get("year"):
        return date(int(entry["year"]) + 1, 7, 1)
    since = str(entry.get("valid_from") or "")
    if since and entry["unit"] == "countries":
        return date.fromisoformat(since) + timedelta(days=40) if len(since) == 10 else date(int(since[:4]) + 1, 1, 10)
    if "series" in entry or entry["unit"] == "people":
        as_of = str(entry.get("as_of") or "")
        return date.fromisoformat(as_of) + timedelta(days=1) if len(as_of) == 10 else None
    return date(2026, 6, 1)


def values(entry: Entry) -> list[Decimal]:
    """Every value that the book knows for the entry."""
    given = [entry["value"], entry.get("low"), entry.get("high")]
    given += [other["value"] for other in entry.get("other_values") or ()]
    return [Decimal(str(value)) for value in given if value not in (None, "")]


def rounded(value: Decimal, digits: int, mode: str = ROUND_HALF_EVEN) -> Decimal:
    """`value` to so many significant digits."""
    return value.quantize(Decimal(1).scaleb(value.adjusted() - digits + 1), rounding=mode)


def spelled(value: Decimal, figure: str) -> str:
    """A value in the words of news, with its unit."""
    if figure == "percent":
        return f"{value.normalize():f}" + random_of(value, "%", " percent", " per cent")
    if figure == "ordinal":
        number = int(value)
        end = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"{number}{end}"
    head, scale = value, ""
    if figure in LARGE and value >= 10**6 and len(value.normalize().as_tuple().digits) <= 4:
        power, scale = next(x for x in ((12, " trillion"), (9, " billion"), (6, " million")) if value >= 10 ** x[0])
        head = value.scaleb(-power)
    text = f"{head.normalize():,f}" + scale
    text = f"${text}" if figure == "dollars" else text
    return f"{text} {NOUNS[figure]}" if figure in NOUNS else text


def random_of(value: Decimal, *choices: str) -> str:
    """One of the choices, the same for the same value."""
    return choices[int(value * 100) % len(choices)]


def printings(value: Decimal, figure: str) -> list[str]:
    """True ways to print a value: as it is, rounded, and with hedges on the right side."""
    if figure in ("ordinal", "countries"):
        return [spelled(value, figure)]
    plain = value.quantize(Decimal(1)) if figure in WHOLE else value
    if figure in ("percent", "years"):
        plain = value.quantize(Decimal("0.1"))
    found = [spelled(plain, figure), spelled(rounded(plain, 3), figure)]
    if value > 20:
        found += [f"{word} {spelled(rounded(value, 2), figure)}" for word in ("about", "around", "roughly")]
        low, high = rounded(value, 2, ROUND_FLOOR), rounded(value, 2, ROUND_CEILING)
        found += [f"{word} {spelled(low, figure)}" for word in ("more than", "over") if low < value]
        found += [f"{word} {spelled(high, figure)}" for word in ("nearly", "almost") if high > value]
    return found


def wrong_values(draw: random.Random, entry: Entry, figure: str, others: list[Entry]) -> Iterator[tuple[str, str]]:
    """Kinds of error, each with a figure that has it."""
    value = Decimal(entry["value"])
    short = rounded(value, 3) if figure in LARGE or figure in ("percent", "years") else value
    digits = swapped(draw, short)
    if digits is not None and far(digits, entry):
        yield "digit", spelled(digits, figure)
    if figure in LARGE:
        factor = Decimal(1000) if value < 10**9 else Decimal("0.001")
        if value >= 10**6:
            yield "scale", spelled(short * factor, figure)
    if figure == "percent":
        yield "points", f"{short.normalize():f} percentage points"
    if figure not in ("ordinal", "countries"):
        yield "hedge", f"more than {spelled(rounded(value * Decimal('1.45'), 2), figure)}"
        yield "hedge", f"{'fewer' if figure == 'people' else 'less'} than {spelled(rounded(value / 2, 2), figure)}"
    near = [e for e in others if e.get("place") != entry.get("place") or e.get("subject") != entry.get("subject")]
    near = [e for e in near if far(Decimal(e["value"]), entry) and (e.get("year") == entry.get("year"))]
    if near and "published" not in entry:
        yield "neighbour", spelled(rounded(Decimal(draw.choice(near)["value"]), 3), figure)
    old = [e for e in others if same(e, entry) and (day_of(e) or date.max) < (day_of(entry) or date.min)]
    old = [e for e in old if far(Decimal(e["value"]), entry)]
    if old:
        yield "stale" if "year" not in entry else "year", spelled(rounded(Decimal(old[-1]["value"]), 3), figure)


def same(one: Entry, other: Entry) -> bool:
    return one.get("place") == other.get("place") and one.get("subject") == other.get("subject")


def swapped(draw: random.Random, value: Decimal) -> Decimal | None:
    """The value with two neighbouring digits swapped, or its one digit replaced."""
    text = f"{value.normalize():f}"
    spots = [k for k in range(len(text) - 1) if text[k : k + 2].isdigit() and text[k] != text[k + 1]]
    spots = [k for k in spots if not (k == 0 and text[1] == "0")]
    if spots:
        k = spots[0]
        return Decimal(text[:k] + text[k + 1] + text[k] + text[k + 2 :])
    return value + draw.choice((2, 3, 4)) if len(text) == 1 else None


def far(value: Decimal, entry: Entry) -> bool:
    if entry["unit"] in ("ordinal", "countries"):
        return value != Decimal(entry["value"])
    known = values(entry)
    return not min(known) * (1 - FAR) <= value <= max(known) * (1 + FAR)


def wrong_dates(draw: random.Random, day: date) -> Iterator[tuple[str, str]]:
    yield "year", long_date(draw, day.replace(year=day.year + draw.choice((-10, -3, -1, 1, 4)), day=min(day.day, 28)))
    if day.day != 21 and day.day > 12:
        yield "digit", long_date(draw, day.replace(day=int(str(day.day)[::-1]) if int(str(day.day)[::-1]) < 28 else 10))


def long_date(draw: random.Random, day: date) -> str:
    month = day.strftime("%B")
    return draw.choice((f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"))


def filled(template: str, entry: Entry, figure: str, article: list[str]) -> str:
    place, subject = str(entry.get("place")), str(entry["subject"]).split(" (")[0]
    place, subject = (f"the {name}" if name in article else name for name in (place, subject))
    its = f"{place}'" if place.endswith("s") else f"{place}'s"
    text = template.format(place=place, its=its, subject=subject, figure=figure, year=entry.get("year"))
    return text[0].upper() + text[1:]


def sentences(folder: Path, each: int, phrasings: Path = PHRASINGS) -> Iterator[Sentence]:
    """At most `each` true sentences a topic and as many with an error, phrased as the file of that name says."""
    table = load(phrasings.read_text(encoding="utf-8"), phrasings.name).plain()
    for topic in table["topics"]:
        draw = random.Random(f"{SEED} {topic['name']}")  # noqa: S311  (no secrets)
        found, figure = entries(folder, topic), topic["figure"]
        true: list[Sentence] = []
        wrong: dict[str, list[Sentence]] = defaultdict(list)
        for entry in found:
            made = [*topic.get("dated", []), *(topic.get("current", []) if newest(entry, found) else [])]
            if not made:
                continue
            if figure == "date":
                day = date.fromisoformat(entry["value"])
                right, errors, known = [long_date(draw, day)], list(wrong_dates(draw, day)), (entry["value"],)
            else:
                right = printings(Decimal(entry["value"]), figure)
                errors = list(wrong_values(draw, entry, figure, found))
                known = tuple(str(value) for one in [entry, *lately(entry, found)] for value in values(one))
            at = day_of(entry)
            assert at is not None
            for error, text in [*(("", text) for text in draw.sample(right, min(3, len(right)))), *errors]:
                kept = [t for t in made if not (error == "stale" and "{year}" in t)]
                said = filled(draw.choice(kept), entry, text, table["article"])
                row = Sentence(said, at, error, topic["name"], topic["book"], known)
                (wrong[error] if error else true).append(row)
        draw.shuffle(true)
        yield from true[:each]
        yield from evenly(draw, wrong, each)


def lately(entry: Entry, found: list[Entry]) -> list[Entry]:
    """Of a daily series the entries of the three days before, which a draft of the entry's day may quote as well."""
    at = day_of(entry)
    if "published" not in entry or at is None:
        return []
    return [e for e in found if same(e, entry) and timedelta(0) <= at - (day_of(e) or date.max) <= timedelta(days=3)]


def newest(entry: Entry, found: list[Entry]) -> bool:
    return not any(same(e, entry) and e.get("year") and e["year"] > entry["year"] for e in found)


def evenly(draw: random.Random, rows: dict[str, list[Sentence]], most: int) -> list[Sentence]:
    """At most so many of the rows, as many of one kind of error as of another where there are enough."""
    for kind in rows.values():
        draw.shuffle(kind)
    turns = [row for turn in range(most) for kind in rows.values() for row in kind[turn : turn + 1]]
    return turns[:most]


def caught(found: tuple[Finding, ...]) -> Finding | None:
    return next((finding for finding in found if finding.verdict in CAUGHT), None)


def names_reference(finding: Finding, row: Sentence) -> bool:
    """Whether the report's reference is a value that the book knows for the entry, within a hundredth."""
    reference = finding.reference
    if reference is None:
        return False
    if row.known[0][4:5] == "-":
        return reference.period is not None and reference.period.start.isoformat() == row.known[0]
    known = {Decimal(value) for value in row.known}
    named = {value for value in (reference.low, reference.value, reference.high) if value is not None}
    return any(abs(one - other) <= abs(other) / 100 for one in named for other in known)


def main() -> None:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("facts", type=Path)
    parser.add_argument("--each", type=int, default=24, help="true and false sentences a topic")
    parser.add_argument("--phrasings", type=Path, default=PHRASINGS, help="another file of sentences")
    parser.add_argument("--show", action="store_true", help="list the sentences that fail")
    asked = parser.parse_args()
    engine = Engine(read_rules())
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for row in sentences(asked.facts, asked.each, asked.phrasings):
        found = engine.check(row.text, given=row.day).findings
        finding = caught(found)
        spoken = any(f.verdict is Verdict.MATCH for f in found)
        good = (finding is not None) == bool(row.error)
        right = finding is not None and bool(row.error) and names_reference(finding, row)
        names = ["all wrong" if row.error else "all true", f"error: {row.error}" if row.error else ""]
        names += [f"topic: {row.topic}, {'wrong' if row.error else 'true'}"]
        names += [f"book: {row.book}, {'wrong' if row.error else 'true'}"]
        for name in filter(None, names):
            counts[name] += Counter(all=1, caught=finding is not None, right=right, match=spoken)
        if asked.show and not good:
            verdicts = ", ".join(f"{f.text}: {f.verdict}" for f in found) or "nothing read"
            print(f"{row.error or 'true'} | {row.topic} | {row.day} | {row.text} | {verdicts} | {row.known[0]}")
    print(f"{'':40}{'sentences':>10}{'caught %':>10}{'right reference %':>19}{'match %':>9}")
    for name in sorted(counts):
        n = counts[name]
        share = [f"{100 * n[key] / n['all']:.1f}" for key in ("caught", "match")]
        right_share = f"{100 * n['right'] / n['caught']:.1f}" if n["caught"] and "true" not in name else ""
        print(f"{name:40}{n['all']:10}{share[0]:>10}{right_share:>19}{share[1]:>9}")


if __name__ == "__main__":
    sys.exit(main())
