"""A rule written from one sentence that it must speak of: the figure's kind, unit, words and place, and examples."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from factcheck.claims import Setting, build_claims, read_passage
from factcheck.errors import FactcheckError
from factcheck.intervals import plain
from factcheck.model import DATED, Claim, Kind

_SILENT = "Nothing is said of {words} here, though 7 people came."


class SentenceError(FactcheckError):
    """The sentence has no figure that a rule can be written for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the maintainer says of the new rule: its id, the sentence, and what it is checked against."""

    name: str
    sentence: str
    source: str
    series: str
    day: date | None = None
    about: str = ""
    counts: str = ""


def written(wish: Wish) -> str:
    """The rule as YAML, with a sentence that matches, one that does not and one that it must not speak of.

    The values of the examples are the figure's own: the maintainer puts the source's in their place. Raises
    SentenceError where the sentence has no figure, or none whose words tell what it counts.
    """
    claim = _claim(wish)
    quantity, words = claim.quantity, wish.counts or _words(claim)
    if not words:
        raise SentenceError("the figure counts nothing that can be named; say it with --counts")
    value = quantity.low if quantity.low is not None else Decimal(0)
    wrong = _other(wish.sentence, claim)
    lines = [f"- id: {wish.name}", f"  about: {_text(wish.about or words.capitalize())}", "  claim:"]
    lines.append(f"    kind: {quantity.kind.value}")
    if quantity.unit and quantity.kind is not Kind.PERCENT:
        lines.append(f"    unit: [{quantity.unit}]")
    lines.append(f"    counts: [{', '.join(map(_text, words.split(', ')))}]")
    lines.append("    unless: [forecast, expected, could, would]   # words that make it another claim")
    setting: Setting = claim.setting
    if any(mention.place.code for mention in setting.places):
        lines.append("    place: country")
    lines += [
        f"  check: {{source: {wish.source}, series: {_text(wish.series)}}}",
        "  allow: {about: 10%, revision: 2%}",
        "  examples:",
        "    match:",
        f"      - {{text: {_quoted(wish.sentence)}, {_date(wish)}value: {plain(value)}}}",
        "    mismatch:",
        f"      - {{text: {_quoted(wrong)}, {_date(wish)}value: {plain(value)}}}",
        "    silent:",
        f"      - {_quoted(_SILENT.format(words=words.split(', ')[0]))}",
    ]
    return "\n".join(lines) + "\n"


def _claim(wish: Wish) -> Claim:
    """The first figure of the sentence that is no date."""
    found = [c for c in build_claims(read_passage(wish.sentence), wish.day) if c.quantity.kind not in DATED]
    if not found:
        raise SentenceError("the sentence has no figure but dates; write one with the figure to be checked")
    return found[0]


def _words(claim: Claim) -> str:
    """What the figure counts, or is said of."""
    return claim.quantity.counted or claim.quantity.measured.lower()


def _other(sentence: str, claim: Claim) -> str:
    """The sentence with another figure in the place of its own: its first digit changed, or three times as much."""
    quantity = claim.quantity
    first = next((k for k, c in enumerate(quantity.core.of(sentence)) if c.isdigit()), None)
    if first is None:
        tripled = plain((quantity.high or Decimal(1)) * 3)
        return sentence[: quantity.core.start] + tripled + sentence[quantity.core.end :]
    at = quantity.core.start + first
    digit = "9" if sentence[at] < "5" else "2"
    return sentence[:at] + digit + sentence[at + 1 :]


def _date(wish: Wish) -> str:
    return f"date: {wish.day.isoformat()}, " if wish.day else ""


def _text(text: str) -> str:
    """The text as YAML writes it: as it is where that is safe, else in quotation marks."""
    safe = text and all(c.isalnum() or c in " -_." for c in text) and text[0].isalpha() and text.strip() == text
    return text if safe and text.lower() not in ("yes", "no", "true", "false", "null", "on", "off") else _quoted(text)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
