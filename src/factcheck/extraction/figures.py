"""Quantities put together: a number or date that was read, with its unit, hedge, rate and noun."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from factcheck.extraction.ages import read_bare_age, read_old
from factcheck.extraction.counted import counted
from factcheck.extraction.dates import DateRead
from factcheck.extraction.hedges import Hedge, direction_behind, read_direction, read_hedge
from factcheck.extraction.nouns import noun_phrase
from factcheck.extraction.numbers import Number
from factcheck.extraction.ranges import Range, margin_lead
from factcheck.extraction.rates import read_per
from factcheck.extraction.units import Unit, read_unit, unit_of, units
from factcheck.model import Bound, Direction, Kind, Quantity, Span
from factcheck.tables import verb_forms, wordset
from factcheck.text import Token, lower_at

_OWNED = frozenset({"the", "its", "their", "his", "her", "our", "my"})
"""Words between a share and what it is of: "half the voters"."""


class Amount(NamedTuple):
    """A number, the range it opens, and its unit and the token after all of the amount where those are known."""

    number: Number
    spread: Range | None = None
    unit: Unit | None = None
    end: int = 0


def dated(text: str, ts: Sequence[Token], i: int, read: DateRead) -> Quantity:
    """The date, year, weekday or named period that was read at token `i`."""
    core = Span(ts[i - read.lead].start, ts[read.after - 1].end - read.trim)
    when, kind = read.when, Kind(read.kind)
    hedge = read_hedge(ts, i, read.after) if kind is Kind.YEAR else None
    rough = hedge is not None and hedge.bound is Bound.ABOUT
    span = Span(ts[hedge.first].start, core.end) if hedge is not None and rough else core
    low = high = None
    if when.year is not None and kind in (Kind.YEAR, Kind.PERIOD):
        low, high = Decimal(when.year), Decimal(when.until or when.year)
    return Quantity(
        text=span.of(text),
        span=span,
        core=core,
        kind=kind,
        low=low,
        high=high,
        step=Decimal(1),
        unit=read.unit or read.kind,
        when=when,
        bound=Bound.ABOUT if rough else Bound.EXACT,
        hedge=hedge.words if hedge is not None and rough else "",
    )


def ordinal(text: str, ts: Sequence[Token], i: int, value: Decimal, after: int) -> Quantity:
    """The rank or number in a row in the tokens ``[i, after)``."""
    span = Span(ts[i].start, ts[after - 1].end)
    noun = _noun(text, ts, after)
    return Quantity(span.of(text), span, span, Kind.ORDINAL, value, value, Decimal(1), "ordinal", noun=noun)


def measured(text: str, ts: Sequence[Token], i: int, amount: Amount) -> tuple[Quantity, int]:
    """The quantity made of an amount at token `i`, its unit, hedge, rate and noun, and the token after all of it."""
    number, spread, known, end = amount
    last = spread.high if spread else number
    kind, unit, after = (known.kind, known, end or last.after) if known else _kind(ts, last)
    first = i - _lead(ts, i, last) if spread else i
    if kind is Kind.COUNT and (age := read_bare_age(ts, first, last)) is not None:
        kind, unit = Kind.AGE, age
    if spread and unit is None and (own := read_unit(ts, number.after)) is not None:
        kind, unit = own[0].kind, own[0]
    hedge = read_hedge(ts, first, after)
    if kind is Kind.DURATION and hedge.words == "over" and not _is_passed(ts, hedge.first):
        hedge = Hedge(Bound.EXACT, "", first, after)
    if spread is None and hedge.after == after and (early := read_hedge(ts, first, last.after)).after > last.after:
        hedge = Hedge(early.bound, early.words, early.first, max(early.after, after))
    low, high, step = (spread.low, last.value, spread.step) if spread else (number.value, number.value, number.step)
    whole = max(hedge.after, after)
    rate = read_per(ts, after, counts=kind is Kind.COUNT)
    beside = bool(rate.per) and rate.beside
    span = Span(ts[hedge.first].start, ts[max(whole, rate.after if beside else 0) - 1].end)
    quantity = Quantity(
        text=span.of(text),
        span=span,
        core=Span(ts[first].start, ts[last.after - 1].end),
        kind=kind,
        low=low,
        high=high,
        step=step,
        unit=unit.name if unit else "",
        bound=hedge.bound,
        hedge=hedge.words,
        direction=_direction(ts, i if lower_at(ts, first) == "from" else hedge.first, whole, number),
        noun="" if beside else _noun(text, ts, hedge.after),
        counted="" if beside else counted(ts, hedge.after + (kind is Kind.RATIO and _is_owned(ts, hedge.after))),
        per=rate.per,
    )
    return quantity, max(last.after, end, rate.after if rate.per else 0)


def _is_passed(ts: Sequence[Token], over: int) -> bool:
    """Whether "over" before a stretch of time says that it was more: behind a verb, or "for" and the like."""
    before = lower_at(ts, over - 1)
    if before in ("", "for", "after", "in", "just", "well", "of", "by", "lasting"):
        return True
    return before in verb_forms("finite") or before in wordset("grammar", "verbs") or before in ("is", "be", "been")


def _lead(ts: Sequence[Token], i: int, last: Number) -> int:
    """How many tokens before the range at token `i` are of its figure: "between", "from", "plus or"."""
    opened = lower_at(ts, i - 1) in ("between", "from") and last.form != "ratio"
    return 1 if opened else margin_lead(ts, i)


def _is_owned(ts: Sequence[Token], i: int) -> bool:
    return lower_at(ts, i) in _OWNED


def _direction(ts: Sequence[Token], first: int, after: int, number: Number) -> Direction:
    if number.form == "change":
        return Direction.UP if number.value > 1 else Direction.DOWN
    return read_direction(ts, first) or direction_behind(ts, after)


def _noun(text: str, ts: Sequence[Token], after: int) -> str:
    first, end = noun_phrase(ts, after)
    return text[ts[first].start : ts[end - 1].end] if end > first else ""


_FORMS = {"ratio": Kind.RATIO, "multiple": Kind.MULTIPLE, "change": Kind.MULTIPLE}


def _kind(ts: Sequence[Token], last: Number) -> tuple[Kind, Unit | None, int]:
    """What the figure is, its unit, and the token after both."""
    if last.form in _FORMS:
        return _FORMS[last.form], None, last.after
    if lower_at(ts, last.after) in ("yo", "y.o."):
        return Kind.AGE, units()["year"], last.after + 1
    is_part = last.form == "part" or (0 < last.value < 1 and lower_at(ts, last.after) == "of")
    read = unit_of(ts, last.after, part=is_part, scale=last.scale)
    if read is not None:
        unit, after = read
        old = read_old(ts, after) if unit.kind is Kind.DURATION else None
        return (unit.kind, unit, after) if old is None else (Kind.AGE, unit, old)
    if lower_at(ts, last.after) == "times" and lower_at(ts, last.after + 1) in wordset("labels", "after_times"):
        return Kind.MULTIPLE, None, last.after + 1
    share = last.form == "part" and last.value < 1 and last.scale == 1
    return Kind.RATIO if share else Kind.COUNT, None, last.after
