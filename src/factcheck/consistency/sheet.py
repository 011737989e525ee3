"""A draft as rows of words and slots: each sentence with a slot for each figure, for the checks to match phrases on.

A row's `shape` is the sentence in lower case with single spaces, where a figure is its kind and number: "sales rose
<percent:0> from <money:1> to <money:2> ." A range printed "from A to B" has a slot for each end.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck import intervals
from factcheck.consistency.phrases import Later
from factcheck.model import Claim, Interval, Kind, Quantity, Span

_DIGITS = Later(r"\d[\d,  ]*(?:\.\d+)?")
_LETTERS = bytes(ord(chr(sign).lower()) if chr(sign).isascii() and chr(sign).isalpha() else 32 for sign in range(256))
"""Each letter of English in lower case, and a space for any other sign."""
_ENDS = Later(r"(?:from\s+)?(?P<first>.+?)\s+to\s+(?P<second>.+)", re.IGNORECASE | re.DOTALL)
_TOLERANCE = Decimal("0.1")
"""How far "about" and "nearly" reach, as a share of the figure."""
_FAR = 200
"""Characters between two sentences that still speak of one thing."""
UNLISTED = -1
"""The claim of a slot that is no figure of the draft: "both suspects", "won 3-1"."""
_COARSEST = 20
"""A figure is rounded to a twentieth of itself at most: 400 may be 395 to 405, and is not 350."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure, or one end of a range: `claim` is the number of its claim, `span` where it stands in the draft.

    `step` is one unit of the last digit that counts; `interval` is what the printed figure can stand for, in the unit
    of its quantity, and ``None`` for dates.
    """

    claim: int
    quantity: Quantity
    span: Span
    value: Decimal | None
    interval: Interval | None
    step: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A sentence's `shape`, its slots by number, and where it stands in the draft; compared by identity."""

    shape: str
    slots: tuple[Slot, ...]
    span: Span

    def slot(self, name: str) -> Slot:
        """The slot that a pattern found, by its text in the shape ("<money:1>")."""
        return self.slots[int(name.rsplit(":", 1)[1].rstrip(">"))]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All rows of a draft that hold a figure, with its text, the claims they are made of, and its date if known.

    `memo` has what several checks read from it.
    """

    text: str
    claims: tuple[Claim, ...]
    rows: tuple[Row, ...]
    day: date | None
    memo: dict[Hashable, Any] = field(init=False, default_factory=dict, compare=False, repr=False)

    def words(self) -> frozenset[str]:
        """The words of all rows in lower case."""
        if "words" not in self.memo:
            self.memo["words"] = frozenset(" ".join(row.shape for row in self.rows).split())
        found: frozenset[str] = self.memo["words"]
        return found

    def kinds(self) -> frozenset[Kind]:
        """The kinds of all its figures."""
        if "kinds" not in self.memo:
            self.memo["kinds"] = frozenset(claim.quantity.kind for claim in self.claims)
        found: frozenset[Kind] = self.memo["kinds"]
        return found

    def said(self) -> frozenset[str]:
        """All words of the draft in lower case, without signs and figures; a letter with an accent parts two."""
        if "said" not in self.memo:
            plain = self.text.encode("ascii", "replace").translate(_LETTERS)
            self.memo["said"] = frozenset(plain.decode().split())
        found: frozenset[str] = self.memo["said"]
        return found

    def around(self, number: int, *, before: int = 0, after: int = 0) -> tuple[Row, ...]:
        """Row `number` with those before and after it that are the next sentence, or nearly so."""
        first = last = number
        while number - first < before and first > 0 and self._is_near(first - 1):
            first -= 1
        while last - number < after and last + 1 < len(self.rows) and self._is_near(last):
            last += 1
        return self.rows[first : last + 1]

    def _is_near(self, number: int) -> bool:
        """Whether the row after `number` follows it with no more than a sentence's length between."""
        return self.rows[number + 1].span.start - self.rows[number].span.end <= _FAR


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two places of a draft that cannot both be right.

    The figure at `at` is held against those at `others`; `sum` is the sum in words, with the printed figures. Any of
    them may be the wrong one, so `either` names a correction of the first and one of the others. `because` is what was
    weighed for and against the figures being of one another, where the check weighs.
    """

    at: Slot
    others: tuple[Slot, ...]
    sum: str
    either: str
    because: str = ""


def unlisted(text: str, span: Span, value: Decimal) -> Slot:
    """A number of a draft that is none of its figures, as a count."""
    quantity = Quantity(span.of(text), span, span, Kind.COUNT, value, value, Decimal(1))
    return Slot(UNLISTED, quantity, span, value, None)


def make_sheet(text: str, claims: Sequence[Claim], day: date | None) -> Sheet:
    """The rows of the sentences that the claims stand in, in order."""
    rows, start = [], 0
    while start < len(claims):
        end = start
        while end < len(claims) and claims[end].sentence == claims[start].sentence:
            end += 1
        rows.append(_row(text, claims, start, end))
        start = end
    return Sheet(text, tuple(claims), tuple(rows), day)


def _row(text: str, claims: Sequence[Claim], start: int, end: int) -> Row:
    parts: list[str] = []
    slots: list[Slot] = []
    at = claims[start].sentence.start
    tokens = claims[start].setting.sentence.tokens
    for number in range(start, end):
        quantity = claims[number].quantity
        parts += [token.lower for token in tokens if at <= token.start < quantity.span.start]
        for word in _pieces(text, number, quantity):
            if isinstance(word, Slot):
                parts.append(f"<{quantity.kind.value}:{len(slots)}>")
                slots.append(word)
            else:
                parts.append(word)
        at = quantity.span.end
    parts += [token.lower for token in tokens if token.start >= at]
    return Row(" ".join(parts), tuple(slots), claims[start].sentence)


def _pieces(text: str, number: int, quantity: Quantity) -> Iterator[str | Slot]:
    """A figure as its slot; the two ends of "from A to B" as two, with the words between."""
    said = quantity.span.of(text)
    ends = _ENDS.fullmatch(said) if quantity.low != quantity.high else None
    if ends is None or quantity.low is None or quantity.high is None:
        single = quantity.low if quantity.low == quantity.high else None
        yield _slot(text, number, quantity, quantity.span, single)
        return
    if said.lower().startswith("from"):
        yield "from"
    start = quantity.span.start
    first, second = (Span(start + ends.start(name), start + ends.end(name)) for name in ("first", "second"))
    yield _slot(text, number, quantity, first, quantity.low)
    yield "to"
    yield _slot(text, number, quantity, second, quantity.high)


def _slot(text: str, number: int, quantity: Quantity, span: Span, value: Decimal | None) -> Slot:
    if value is None or quantity.when is not None:
        return Slot(number, quantity, span, value, None)
    step = _step(span.of(text), value, quantity.step)
    return Slot(number, quantity, span, value, intervals.spread(quantity, value, value, step, _TOLERANCE), step)


def sharpened(slot: Slot, step: Decimal) -> Slot:
    """The slot read as rounded to `step`."""
    if slot.value is None:
        return slot
    interval = intervals.spread(slot.quantity, slot.value, slot.value, step, _TOLERANCE)
    return replace(slot, interval=interval, step=step)


def _step(said: str, value: Decimal, step: Decimal) -> Decimal:
    """One unit of the last digit that counts: of 400 the tens, of 4.0 the tenths, of 30,000 the thousands."""
    found = _DIGITS.search(said)
    mantissa = Decimal(re.sub(r"[,\s ]", "", found[0])) if found else Decimal(0)
    if not mantissa or not value:
        return min(step, Decimal(1)) if found is None else step
    scale = abs(value) / mantissa
    exponent = mantissa.as_tuple().exponent
    if isinstance(exponent, int) and exponent < 0:
        return Decimal(1).scaleb(exponent) * scale
    unit = Decimal(1)
    while mantissa % (unit * 10) == 0 and unit * 10 * _COARSEST <= mantissa:
        unit *= 10
    return unit * scale
