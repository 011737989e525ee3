"""All figures of a sentence: dates first, then numbers with unit, hedge and noun; never two over one word.

A number that is a name, a label, a score or a code is no quantity and is left out here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from factcheck.extraction.ages import read_bare_age, read_old
from factcheck.extraction.counted import counted
from factcheck.extraction.dates import DateRead, months, read_date, weekdays
from factcheck.extraction.hedges import Hedge, hedge_before, read_direction, read_hedge
from factcheck.extraction.labels import is_label
from factcheck.extraction.masks import masked
from factcheck.extraction.money import currency_before, money_behind, money_openers, opens_negative, scaled, with_coins
from factcheck.extraction.neighbours import with_measured
from factcheck.extraction.nouns import noun_phrase
from factcheck.extraction.numbers import Number, words
from factcheck.extraction.numerals import number_openers, read_number
from factcheck.extraction.ordinals import read_ordinal
from factcheck.extraction.ranges import Range, is_score, read_range
from factcheck.extraction.rates import read_per
from factcheck.extraction.units import Unit, currency_signs, read_unit, unit_of, units
from factcheck.extraction.vague import read_one, read_vague, vague_words
from factcheck.extraction.years import read_year
from factcheck.model import Bound, Kind, Quantity, Span
from factcheck.tables import table, wordset
from factcheck.text import Sentence, Token, lower_at, tokens

_KINDS = frozenset({"num", "iso", "slash"})


class _Read(NamedTuple):
    """A number, the range it opens, its currency, and the token after all of the amount where that is known."""

    number: Number
    spread: Range | None = None
    currency: Unit | None = None
    end: int = 0


_OWNED = frozenset({"the", "its", "their", "his", "her", "our", "my"})
"""Words between a share and what it is of: "half the voters"."""
_Step = tuple[Quantity | None, int]
"""A quantity, or ``None`` for something that is none, and the token after it."""


@cache
def _openers() -> frozenset[str]:
    """Every word and sign that can begin a figure."""
    signs = {next(tokens(sign)).lower for sign in currency_signs()} | set(table("numbers")["vulgar"])
    signs |= money_openers()
    return number_openers() | frozenset(months()) | frozenset(weekdays()) | frozenset(words("ordinals")) | signs


def find_quantities(text: str, sentence: Sentence, *, loose: bool = False) -> tuple[Quantity, ...]:
    """The quantities of one sentence of `text`, in order and without overlap.

    With `loose`, amounts without a number and every "one" that stands before a noun are read as well, and marked.
    """
    ts, openers = sentence.tokens, _openers() | vague_words().keys() if loose else _openers()
    starts = [i for i, token in enumerate(ts) if token.lower in openers or token.kind in _KINDS]
    if not starts:
        return ()
    hidden, found, done = masked(ts), list[Quantity](), 0
    for i in starts:
        if i < done or i in hidden:
            continue
        step = _at(text, ts, i, loose=loose)
        if loose and (step is None or step[0] is None):
            step = _loosely(text, ts, i) or step
        if step is None:
            continue
        quantity, done = step
        if quantity is not None and (not found or quantity.span.start >= found[-1].span.end):
            found.append(quantity)
    return with_measured(sentence, found)


def _at(text: str, ts: Sequence[Token], i: int, *, loose: bool = False) -> _Step | None:
    """What begins at token `i`; ``None`` if nothing does. With `loose`, "fell from 5 to 3" is one reading."""
    dated = read_date(ts, i) or read_year(ts, i)
    if dated is not None:
        return _dated(text, ts, i, dated), dated.after
    ordinal = read_ordinal(ts, i)
    if ordinal is not None:
        return (_ordinal(text, ts, i, *ordinal[:2]) if ordinal[2] else None), ordinal[1]
    single = _single(text, ts, i)
    if single is not None:
        return single
    minus = opens_negative(ts, i)
    i += minus
    sign = currency_before(ts, i)
    number = read_number(ts, i + sign[1] if sign else i, money=sign is not None)
    if number is None:
        return None
    if sign is None and is_score(ts, number):
        return None, number.after + 2
    spread = read_range(ts, number, sign[0].name if sign else "", changes=loose)
    last = spread.high if spread else number
    if sign is None and last.form != "ratio" and is_label(ts, number, last.after):
        return None, last.after
    if minus:
        return _measured(text, ts, i - 1, _amount(ts, scaled(number, Decimal(-1)), sign)), number.after
    read = _amount(ts, number, sign) if spread is None else _Read(number, spread, sign[0] if sign else None)
    return _measured(text, ts, i, read), max(last.after, read.end)


def _amount(ts: Sequence[Token], number: Number, sign: tuple[Unit, int, Decimal] | None) -> _Read:
    """One number with its currency before or behind it, and with the cents of the amount."""
    if sign is not None:
        unit, after = sign[0], number.after
        number = scaled(number, sign[2])
    elif (behind := money_behind(ts, number)) is not None:
        unit, number, after = behind
    else:
        return _Read(number)
    whole, end = with_coins(ts, number, unit, after)
    return _Read(whole, None, unit, end)


def _loosely(text: str, ts: Sequence[Token], i: int) -> _Step | None:
    """The amount without a number, or the "one", at token `i`."""
    vague, one = read_vague(ts, i), read_one(ts, i)
    if vague is not None:
        low, high = vague
        read = _Read(high, Range(low, high, low))
    elif one is not None:
        read = _Read(one)
    else:
        return None
    return replace(_measured(text, ts, i, read), loose=True), i + 1


def _dated(text: str, ts: Sequence[Token], i: int, read: DateRead) -> Quantity:
    span = Span(ts[i].start, ts[read.after - 1].end - read.trim)
    year = Decimal(read.when.year) if read.when.year is not None and read.kind == "year" else None
    return Quantity(span.of(text), span, span, Kind(read.kind), year, year, Decimal(1), read.kind, when=read.when)


def _ordinal(text: str, ts: Sequence[Token], i: int, value: Decimal, after: int) -> Quantity:
    span = Span(ts[i].start, ts[after - 1].end)
    noun = _noun(text, ts, after)
    return Quantity(span.of(text), span, span, Kind.ORDINAL, value, value, Decimal(1), "ordinal", noun=noun)


def _noun(text: str, ts: Sequence[Token], after: int) -> str:
    first, end = noun_phrase(ts, after)
    return text[ts[first].start : ts[end - 1].end] if end > first else ""


def _single(text: str, ts: Sequence[Token], i: int) -> _Step | None:
    """One unit of time, but only after a hedge: "more than a month", "exactly a year"."""
    if lower_at(ts, i) not in ("a", "an"):
        return None
    unit = read_unit(ts, i + 1)
    if unit is None or unit[0].kind is not Kind.DURATION or ts[unit[1] - 1].lower.endswith("s"):
        return None
    bound = hedge_before(ts, i)
    if bound is None or (bound is Bound.EXACT and lower_at(ts, i - 1) not in ("exactly", "precisely", "just", "only")):
        return None
    one = Number(Decimal(1), Decimal(1), i, i + 1, "words", Decimal(1))
    return _measured(text, ts, i, _Read(one)), unit[1]


def _measured(text: str, ts: Sequence[Token], i: int, read: _Read) -> Quantity:
    """The quantity made of a number or range, its unit, hedge and noun."""
    number, spread, currency, end = read
    last = spread.high if spread else number
    kind, unit, after = (Kind.MONEY, currency, end or last.after) if currency else _kind(ts, last)
    first = i - 1 if spread and lower_at(ts, i - 1) == "between" else i
    if kind is Kind.COUNT and (age := read_bare_age(ts, first, last)) is not None:
        kind, unit = Kind.AGE, age
    if spread and unit is None and (own := read_unit(ts, number.after)) is not None:
        kind, unit = own[0].kind, own[0]
    hedge = read_hedge(ts, first, after)
    if spread is None and hedge.after == after and (early := read_hedge(ts, first, last.after)).after > last.after:
        hedge = Hedge(early.bound, early.words, early.first, max(early.after, after))
    low, high, step = (spread.low, last.value, spread.step) if spread else (number.value, number.value, number.step)
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
        bound=hedge.bound,
        hedge=hedge.words,
        direction=read_direction(ts, hedge.first),
        noun=_noun(text, ts, hedge.after),
        counted=counted(ts, hedge.after + (kind is Kind.RATIO and lower_at(ts, hedge.after) in _OWNED)),
        per=read_per(ts, after, counts=kind is Kind.COUNT),
    )


def _kind(ts: Sequence[Token], last: Number) -> tuple[Kind, Unit | None, int]:
    """What the figure is, its unit, and the token after both."""
    if last.form in ("ratio", "multiple"):
        return Kind.RATIO if last.form == "ratio" else Kind.MULTIPLE, None, last.after
    if lower_at(ts, last.after) in ("yo", "y.o."):
        return Kind.AGE, units()["year"], last.after + 1
    read = unit_of(ts, last.after, part=last.form == "part", scale=last.scale)
    if read is not None:
        unit, after = read
        old = read_old(ts, after) if unit.kind is Kind.DURATION else None
        return (unit.kind, unit, after) if old is None else (Kind.AGE, unit, old)
    if lower_at(ts, last.after) == "times" and lower_at(ts, last.after + 1) in wordset("labels", "after_times"):
        return Kind.MULTIPLE, None, last.after + 1
    share = last.form == "part" and last.value < 1 and last.scale == 1
    return Kind.RATIO if share else Kind.COUNT, None, last.after
