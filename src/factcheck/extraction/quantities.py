"""All figures of a sentence: dates first, then numbers with unit, hedge and noun; never two over one word.

A number that is a name, a label, a score or a code is no quantity and is left out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.extraction.dates import DateRead, read_date, read_year
from factcheck.extraction.hedges import Hedge, read_direction, read_hedge
from factcheck.extraction.labels import is_label
from factcheck.extraction.nouns import noun_phrase
from factcheck.extraction.numbers import Number, read_number
from factcheck.extraction.ordinals import read_ordinal
from factcheck.extraction.ranges import Range, read_range
from factcheck.extraction.units import Unit, currency_signs, read_unit
from factcheck.model import Bound, Kind, Quantity, Span
from factcheck.text import Sentence, Token

_SKIPPED = frozenset({"url", "clock", "phone", "version", "code"})
_SIGNS = frozenset("$€£¥₹₽₴₩")
_AGE_MARKS = frozenset({"old", "olds"})


def find_quantities(text: str, sentence: Sentence) -> tuple[Quantity, ...]:
    """The quantities of one sentence of `text`, in order and without overlap."""
    found: list[Quantity] = []
    ts, i = sentence.tokens, 0
    while i < len(ts):
        step = _at(text, ts, i)
        if step is None:
            i += 1
            continue
        quantity, after = step
        if quantity is not None and (not found or quantity.span.start >= found[-1].span.end):
            found.append(quantity)
        i = max(after, i + 1)
    return tuple(found)


def _at(text: str, ts: Sequence[Token], i: int) -> tuple[Quantity | None, int] | None:
    """What begins at token `i`: a quantity, or ``None`` with the token after something that is none."""
    token = ts[i]
    if token.kind in _SKIPPED:
        return None
    dated = read_date(ts, i) or (read_year(ts, i) if token.kind == "num" else None)
    if dated is not None:
        return _dated(text, ts, i, dated), dated.after
    ordinal = read_ordinal(ts, i)
    if ordinal is not None:
        return (_ordinal(text, ts, i, *ordinal) if ordinal[2] else None), ordinal[1]
    sign = _currency(ts, i)
    start = i + sign[1] if sign else i
    number = read_number(ts, start, money=sign is not None) if start < len(ts) else None
    if number is None:
        return None
    spread = read_range(ts, number, sign[0].name if sign else "")
    last = spread.high if spread else number
    if sign is None and (spread is None or spread.high.form != "ratio") and is_label(ts, number, last.after):
        return None, last.after
    return _measured(text, ts, i, number, spread, sign[0] if sign else None), last.after


def _dated(text: str, ts: Sequence[Token], i: int, read: DateRead) -> Quantity:
    span = Span(ts[i].start, ts[read.after - 1].end)
    year = Decimal(read.when.year) if read.when.year is not None and read.kind == "year" else None
    return Quantity(span.of(text), span, span, Kind(read.kind), year, year, Decimal(1), read.kind, when=read.when)


def _ordinal(text: str, ts: Sequence[Token], i: int, value: Decimal, after: int, _: bool) -> Quantity:
    span = Span(ts[i].start, ts[after - 1].end)
    first, end = noun_phrase(ts, after)
    noun = text[ts[first].start : ts[end - 1].end] if end > first else ""
    return Quantity(span.of(text), span, span, Kind.ORDINAL, value, value, Decimal(1), "ordinal", noun=noun)


def _currency(ts: Sequence[Token], i: int) -> tuple[Unit, int] | None:
    """A currency sign or code right before a number at token `i`: its unit and how many tokens it takes."""
    signs = currency_signs()
    for length in (3, 2, 1):
        part = ts[i : i + length]
        if len(part) < length or i + length >= len(ts) or not _starts_amount(ts, i + length):
            continue
        form = "".join(token.text for token in part)
        if form in signs and all(token.glued for token in part[1:]):
            return signs[form], length
    return None


def _starts_amount(ts: Sequence[Token], i: int) -> bool:
    return ts[i].kind == "num" or (ts[i].kind == "word" and read_number(ts, i) is not None)


def _measured(
    text: str, ts: Sequence[Token], i: int, number: Number, spread: Range | None, currency: Unit | None
) -> Quantity | None:
    """The quantity made of a number or range, its unit, hedge and noun."""
    last = spread.high if spread else number
    after, unit = last.after, currency
    if currency is None and (read := read_unit(ts, after)) is not None:
        unit, after = read
    if unit is not None and unit.kind is Kind.DURATION and (aged := _age(ts, after)) is not None:
        kind, after = Kind.AGE, aged
    else:
        kind = _kind(last, unit)
        if kind is Kind.COUNT and after < len(ts) and ts[after].lower == "times":
            kind, after = Kind.MULTIPLE, after + 1
    first = min(spread.first, i) if spread else i
    hedge = read_hedge(ts, first, after)
    if spread is None and hedge.after == after and (early := read_hedge(ts, first, last.after)).after > last.after:
        hedge = Hedge(early.bound, early.words, early.first, max(early.after, after))
    low, high, step = (spread.low, spread.high.value, spread.step) if spread else (number.value,) * 2 + (number.step,)
    np_first, np_end = noun_phrase(ts, hedge.after)
    span = Span(ts[hedge.first].start, ts[max(hedge.after, after) - 1].end)
    return Quantity(
        text=span.of(text),
        span=span,
        core=Span(ts[first].start, ts[last.after - 1].end),
        kind=kind,
        low=low,
        high=high,
        step=step,
        unit=unit.name if unit else "",
        bound=hedge.bound if not (spread and hedge.bound is Bound.EXACT) else Bound.EXACT,
        hedge=hedge.words,
        direction=read_direction(ts, hedge.first),
        noun=text[ts[np_first].start : ts[np_end - 1].end] if np_end > np_first else "",
    )


def _age(ts: Sequence[Token], after: int) -> int | None:
    """ "45 years old", "20-year-old", "a man of 45 years": the token after the age's words."""
    j = after
    while j < len(ts) and ts[j].text in "-‐‑" and ts[j].glued:
        j += 1
    return j + 1 if j < len(ts) and ts[j].lower in _AGE_MARKS else None


def _kind(number: Number, unit: Unit | None) -> Kind:
    if unit is not None:
        return unit.kind
    if number.form == "multiple":
        return Kind.MULTIPLE
    return Kind.RATIO if number.form in ("part", "ratio") and number.value < 1 else Kind.COUNT
