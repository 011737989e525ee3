"""A draft as a line of figures, each with the words around it: for checks whose figures stand in sentences apart.

Besides the slots of the rows it holds the bare numbers between them, which are no claims: the two sides of a score, a
number behind a name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import pairwise

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.model import Bound, Span
from factcheck.text import sentence_starts

BARE, CLOCK, FRACTION, WORDS = "bare", "clock", "fraction", "words"
_BARE = Later(r"\d(?<![\w.,:/$£€]\d)\d{0,2}(?:(?:,\d{3})+|\d*)(?:\.\d+)?(?![\w/%]|[.,:]\d)")  # digit first: fast
_COLON = Later(r":(?<=\d:)\d\d")  # sign first: fast
_CLOCK = Later(r"(?<![\w.,:])(?:(\d{1,2}):)?(\d{1,2}):(\d{2}(?:\.\d+)?)(?![\w:]|\.\d| ?[ap]\.?m\b| ?(?:GMT|BST|ET)\b)")
_FRACTION = Later(
    r"\b(?:(a|one|another|(?:the )?(?:other|last|final|remaining|missing)|two|three|four)[ -]"
    r"(half|halves|thirds?|quarters?|fifths?|eighths?|tenths?)|(half))\b"
    r"(?![ -]?(?:time|hours?|year|day|final|century))",
    re.IGNORECASE,
)
_PARTS = frozenset(
    ("half", "halves", *(f"{part}{s}" for part in ("third", "quarter", "fifth", "eighth", "tenth") for s in ("", "s")))
)
_MANY = 20
_LONGEST = 400
"""Characters around a figure that are read at most."""


@dataclass(frozen=True, eq=False)
class Figure:
    """A figure with the words around it, which are read when they are asked for.

    `kind` is that of its quantity, "bare" for a number that is no claim or "clock" for a time run, in seconds; `low`
    and `high` are what it may stand for. `ends` are the places in `text` of its sentence's beginning, of the figure
    before it or that beginning, of the figure behind it or the sentence's end, and of that end.
    """

    slot: Slot | None
    kind: str
    value: Decimal
    low: Decimal
    high: Decimal
    span: Span
    sentence: int
    text: str
    ends: tuple[int, int, int, int]

    @property
    def said(self) -> str:
        """The figure as it is printed."""
        return self.span.of(self.text)

    @cached_property
    def before(self) -> str:
        """The words before it, from the figure before or the beginning of the sentence."""
        return spoken(self.text[self.ends[1] : self.span.start])

    @cached_property
    def after(self) -> str:
        """The words behind it, up to the next figure or the end of the sentence."""
        return spoken(self.text[self.span.end : self.ends[2]])

    @cached_property
    def head(self) -> str:
        """All words of its sentence before it."""
        return spoken(self.text[self.ends[0] : self.span.start])

    @cached_property
    def tail(self) -> str:
        """All words of its sentence behind it."""
        return spoken(self.text[self.span.end : self.ends[3]])

    @property
    def unit(self) -> str:
        """The unit of its quantity, empty for bare numbers."""
        return self.slot.quantity.unit if self.slot else ""

    @property
    def bound(self) -> Bound:
        """The hedge beside it."""
        return self.slot.quantity.bound if self.slot else Bound.EXACT

    @property
    def counted(self) -> str:
        """What it counts, in the singular; empty where that is not said."""
        return self.slot.quantity.counted.lower() if self.slot else ""


def figures(sheet: Sheet, *, fractions: bool = False) -> tuple[Figure, ...]:
    """All figures of the draft whose value is known, in order; dates and years are left out.

    With `fractions` also those in words that are no claims, such as "the other half".
    """
    fractions = fractions and not sheet.said().isdisjoint(_PARTS)
    key = f"figures {fractions}"
    if key not in sheet.memo:
        sheet.memo[key] = tuple(_all(sheet, fractions))
    found: tuple[Figure, ...] = sheet.memo[key]
    return found


def by_place(sheet: Sheet) -> Mapping[int, Figure]:
    """The figures of the draft, those of `figures`, by where they begin."""
    if "figures by place" not in sheet.memo:
        sheet.memo["figures by place"] = {one.span.start: one for one in figures(sheet)}
    found: Mapping[int, Figure] = sheet.memo["figures by place"]
    return found


def neighbours(line: Sequence[Figure], one: Figure, *, before: int = 1, after: int = 1) -> list[Figure]:
    """The other figures of its sentence, and of so many before and after; of very many the nearest."""
    at = bisect_left(line, one.span.start, key=lambda figure: figure.span.start)
    near = line[max(0, at - _MANY) : at + _MANY + 1]
    return [other for other in near if other.span != one.span and -before <= other.sentence - one.sentence <= after]


def figure_in_words(text: str, line: Sequence[Figure], span: Span, value: Decimal) -> Figure:
    """A place between the figures of a draft as a figure: "most", "hardly any"."""
    starts = starts_of(text)
    number = bisect_right(starts, span.start) - 1
    first = max(starts[number], span.start - _LONGEST)
    last = min(starts[number + 1] if number + 1 < len(starts) else len(text), span.end + _LONGEST)
    at = bisect_left(line, span.start, key=lambda figure: figure.span.start)
    left = max(first, line[at - 1].span.end) if at else first
    right = min(last, line[at].span.start) if at < len(line) else last
    return Figure(None, WORDS, value, value, value, span, number, text, (first, left, right, last))


def _all(sheet: Sheet, fractions: bool) -> Iterator[Figure]:
    starts = starts_of(sheet.text)
    clocks = [found.span() for found in _CLOCK.finditer(sheet.text)] if _tells_time(sheet.text) else []
    slots = [
        (slot, max(slot.span.end, slot.quantity.span.end if slot is row.slots[-1] else 0))
        for row in sheet.rows
        for slot in row.slots
        if not any(first < slot.span.end and slot.span.start < last for first, last in clocks)
    ]
    found: list[tuple[Span, Slot | None]] = [(slot.span, slot) for slot, _ in slots]
    begins = [slot.span.start for slot, _ in slots]
    for span in (Span(*one) for one in (*_bare(sheet.text, fractions), *clocks)):
        before = bisect_right(begins, span.start)
        is_free = before == 0 or slots[before - 1][1] <= span.start
        if is_free and (before == len(slots) or span.end <= begins[before]):
            found.append((span, None))
    yield from _read(sheet.text, sorted(found, key=lambda one: one[0].start), starts)


@lru_cache(maxsize=4)
def starts_of(text: str) -> tuple[int, ...]:
    """Where the sentences of a text begin."""
    return tuple(sentence_starts(text))


def _bare(text: str, fractions: bool) -> Iterator[tuple[int, int]]:
    patterns = [_BARE, _FRACTION] if fractions else [_BARE]
    yield from (one.span() for pattern in patterns for one in pattern.finditer(text))


def _tells_time(text: str) -> bool:
    return ":" in text and _COLON.search(text) is not None


def _read(text: str, found: Sequence[tuple[Span, Slot | None]], starts: Sequence[int]) -> Iterator[Figure]:
    for n, (span, slot) in enumerate(found):
        number = bisect_right(starts, span.start) - 1
        first = max(starts[number], span.start - _LONGEST) if number >= 0 else 0
        last = min(starts[number + 1] if number + 1 < len(starts) else len(text), span.end + _LONGEST)
        values = _values(span.of(text), slot)
        if values is None:
            continue
        left = max(first, found[n - 1][0].end) if n else first
        right = min(last, found[n + 1][0].start) if n + 1 < len(found) else last
        kind = slot.quantity.kind.value if slot else _kind(span.of(text))
        yield Figure(slot, kind, *values, span, number, text, (first, left, right, last))


@lru_cache(maxsize=4)
def sentence_words(text: str) -> tuple[str, ...]:
    """Each sentence as `spoken`, by the number that figures give."""
    starts = starts_of(text)
    return tuple(spoken(text[one:two]) for one, two in pairwise([*starts, len(text)]))


def spoken(text: str) -> str:
    """The words in lower case with single spaces, also around them and around each sign."""
    return f" {' '.join(_WORDS.findall(text.lower().replace('’', chr(39))))} "


_WORDS = Later(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d[\d,.]*\d|\d|[^\w\s]")


def _values(said: str, slot: Slot | None) -> tuple[Decimal, Decimal, Decimal] | None:
    if slot is None:
        fraction, clock = _FRACTION.fullmatch(said), _CLOCK.fullmatch(said)
        if fraction is not None:
            part = _fraction(fraction[1] or "", fraction[2] or fraction[3])
            return part, part, part
        value = Decimal(said.replace(",", "")) if clock is None else _seconds(*clock.groups())
        return value, value, value
    both = sums.ends(slot)
    return None if both is None or slot.value is None else (slot.value, *both)


def _seconds(hours: str | None, minutes: str, seconds: str) -> Decimal:
    return Decimal(hours or 0) * 3600 + Decimal(minutes) * 60 + Decimal(seconds)


def _kind(said: str) -> str:
    if said[0].isdigit():
        return CLOCK if ":" in said else BARE
    return FRACTION


def _fraction(many: str, part: str) -> Decimal:
    parts = {"hal": 2, "thi": 3, "qua": 4, "fif": 5, "eig": 8, "ten": 10}
    return Decimal({"two": 2, "three": 3, "four": 4}.get(many.lower(), 1)) / parts[part[:3].lower()]
