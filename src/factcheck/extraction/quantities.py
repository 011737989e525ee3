"""All figures of a sentence: dates first, then numbers with unit, hedge and noun; never two over one word.

A number that is a name, a label, a score or a code is no quantity: it is passed over, and told with what it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from factcheck.extraction.ages import read_decade_of_life
from factcheck.extraction.dates import read_date
from factcheck.extraction.day_names import months, weekdays
from factcheck.extraction.eras import era_words, read_era
from factcheck.extraction.figures import Amount, dated, measured, ordinal
from factcheck.extraction.hedges import hedge_before
from factcheck.extraction.labels import label_of
from factcheck.extraction.masks import masks
from factcheck.extraction.money import currency_before, money_behind, money_openers, opens_negative, scaled, with_coins
from factcheck.extraction.neighbours import with_measured
from factcheck.extraction.numbers import Number, words
from factcheck.extraction.numerals import number_openers, read_number
from factcheck.extraction.ordinals import read_ordinal
from factcheck.extraction.pairs import pair_of
from factcheck.extraction.ranges import Range, read_range
from factcheck.extraction.sums import has_sum, read_sum
from factcheck.extraction.units import Unit, currency_signs, read_unit
from factcheck.extraction.vague import read_one, read_vague, vague_words
from factcheck.extraction.years import read_year
from factcheck.model import Bound, Kind, NotFigure, Passed, Quantity, Span
from factcheck.tables import table, wordset
from factcheck.text import Sentence, Token, lower_at, tokens

_KINDS = frozenset({"num", "iso", "slash", "clock"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence holds: its quantities, and the numbers that are none; each in order, none over another."""

    quantities: tuple[Quantity, ...] = ()
    passed: tuple[Passed, ...] = ()


class _Step(NamedTuple):
    """What was read: a quantity, or what a number is instead, and the token after it."""

    quantity: Quantity | None
    after: int
    instead: NotFigure = NotFigure.WORD


@cache
def _openers() -> frozenset[str]:
    """Every word and sign that can begin a figure."""
    signs = {next(tokens(sign)).lower for sign in currency_signs()} | set(table("numbers")["vulgar"])
    signs |= money_openers() | era_words()
    return number_openers() | frozenset(months()) | frozenset(weekdays()) | frozenset(words("ordinals")) | signs


def find_quantities(text: str, sentence: Sentence, *, loose: bool = False) -> tuple[Quantity, ...]:
    """The quantities of one sentence of `text`, in order and without overlap.

    With `loose`, amounts without a number and every "one" that stands before a noun are read as well, and marked.
    """
    return read_sentence(text, sentence, loose=loose).quantities


def read_sentence(text: str, sentence: Sentence, *, loose: bool = False) -> Reading:
    """The quantities of one sentence of `text`, and the numbers in it that are none, with what they are instead."""
    ts, openers = sentence.tokens, _openers() | vague_words().keys() if loose else _openers()
    openers = openers | _comparatives() if has_sum(ts) else openers
    starts = [i for i, token in enumerate(ts) if token.lower in openers or token.kind in _KINDS]
    hidden = masks(ts, whole=any(ts[i].kind != "clock" for i in starts))
    passed = [Passed(_words(text, ts, m.first, m.after), _span(ts, m.first, m.after), m.kind) for m in hidden]
    skip = {i for mask in hidden for i in range(mask.first, mask.after)}
    found, done = list[Quantity](), 0
    for i in starts:
        if i < done or i in skip:
            continue
        step = _at(text, ts, i, loose=loose)
        if loose and (step is None or step.quantity is None):
            step = _loosely(text, ts, i) or step
        if step is None:
            continue
        done = step.after
        if step.quantity is None:
            passed.append(Passed(_words(text, ts, i, done), _span(ts, i, done), step.instead))
        elif not found or step.quantity.span.start >= found[-1].span.end:
            found.append(step.quantity)
    return Reading(with_measured(sentence, found), _apart(passed, found))


@cache
def _comparatives() -> frozenset[str]:
    return wordset("changes", "more") | wordset("changes", "less")


def _span(ts: Sequence[Token], first: int, after: int) -> Span:
    return Span(ts[first].start, ts[min(after, len(ts)) - 1].end)


def _words(text: str, ts: Sequence[Token], first: int, after: int) -> str:
    return _span(ts, first, after).of(text)


def _apart(passed: Sequence[Passed], found: Sequence[Quantity]) -> tuple[Passed, ...]:
    """What was passed over, in order, without what lies over a quantity or over what came before it."""
    kept: list[Passed] = []
    ends = [quantity.span.end for quantity in found]
    for candidate in sorted(passed, key=lambda p: (p.span.start, -p.span.end)):
        beyond = bisect_right(ends, candidate.span.start)
        free = not kept or candidate.span.start >= kept[-1].span.end
        if free and (beyond == len(found) or found[beyond].span.start >= candidate.span.end):
            kept.append(candidate)
    return tuple(kept)


def _at(text: str, ts: Sequence[Token], i: int, *, loose: bool = False) -> _Step | None:
    """What begins at token `i`; ``None`` if nothing does. With `loose`, "fell from 5 to 3" is one reading."""
    in_time = _in_time(text, ts, i)
    if in_time is not None:
        return in_time
    if ts[i].lower in _comparatives():
        summed = read_sum(text, ts, i)
        return None if summed is None else _Step(*summed)
    minus = opens_negative(ts, i)
    i += minus
    sign = currency_before(ts, i)
    number = read_number(ts, i + sign[1] if sign else i, money=sign is not None)
    if number is None:
        return None
    if sign is None and (pair := pair_of(ts, number)) is not None:
        return _Step(None, pair[1], pair[0])
    spread = read_range(ts, number, sign[0].name if sign else "", changes=loose)
    last = spread.high if spread else number
    if sign is None and last.form != "ratio" and (label := label_of(ts, number, last.after)) is not None:
        return _Step(None, last.after, label)
    if minus:
        number = scaled(number, Decimal(-1))
        return _Step(*measured(text, ts, i - 1, _amount(ts, number, sign)))
    amount = _amount(ts, number, sign) if spread is None else Amount(number, spread, sign[0] if sign else None)
    return _Step(*measured(text, ts, i, amount))


def _in_time(text: str, ts: Sequence[Token], i: int) -> _Step | None:
    """The date, year, stretch of years, decade of a life, rank or single unit of time at token `i`."""
    life = read_decade_of_life(ts, i)
    if life is not None:
        value, after, lead = life
        return _Step(_of_life(text, _span(ts, i - lead, after), _span(ts, i, after), value), after)
    read = read_era(ts, i) or read_date(ts, i) or read_year(ts, i)
    if read is not None:
        return _Step(dated(text, ts, i, read), read.after)
    rank = read_ordinal(ts, i)
    if rank is not None:
        return _Step(ordinal(text, ts, i, *rank[:2]) if rank[2] else None, rank[1])
    return _single(text, ts, i)


def _amount(ts: Sequence[Token], number: Number, sign: tuple[Unit, int, Decimal] | None) -> Amount:
    """One number with its currency before or behind it, and with the cents of the amount."""
    if sign is not None:
        unit, after = sign[0], number.after
        number = scaled(number, sign[2])
    elif (behind := money_behind(ts, number)) is not None:
        unit, number, after = behind
    else:
        return Amount(number)
    whole, end = with_coins(ts, number, unit, after)
    return Amount(whole, None, unit, end)


def _loosely(text: str, ts: Sequence[Token], i: int) -> _Step | None:
    """The amount without a number, or the "one", at token `i`."""
    vague, one = read_vague(ts, i), read_one(ts, i)
    if vague is not None:
        low, high = vague
        amount = Amount(high, Range(low, high, low))
    elif one is not None:
        amount = Amount(one)
    else:
        return None
    return _Step(replace(measured(text, ts, i, amount)[0], loose=True), i + 1)


def _of_life(text: str, span: Span, core: Span, value: Decimal) -> Quantity:
    return Quantity(span.of(text), span, core, Kind.AGE, value, value + 9, Decimal(1), "year")


def _single(text: str, ts: Sequence[Token], i: int) -> _Step | None:
    """One unit of time after a hedge or a word of lasting, or with a half: "more than a month", "lasted a decade"."""
    if lower_at(ts, i) not in ("a", "an"):
        return None
    unit = read_unit(ts, i + 1)
    if unit is None or unit[0].kind is not Kind.DURATION or ts[unit[1] - 1].lower.endswith("s"):
        return None
    bound, before = hedge_before(ts, i), lower_at(ts, i - 1)
    half = tuple(lower_at(ts, j) for j in range(unit[1], unit[1] + 3)) == ("and", "a", "half")
    behind = lower_at(ts, unit[1]) in ("ago", "earlier", "later")
    lasts = (before in wordset("labels", "lasting") or behind) and unit[0].name in wordset("labels", "lasting_units")
    if not (half or lasts or bound is not None):
        return None
    if bound is Bound.EXACT and not half and before not in ("exactly", "precisely", "just", "only"):
        return None
    value, step = (Decimal("1.5"), Decimal("0.5")) if half else (Decimal(1), Decimal(1))
    after = unit[1] + 3 * half
    one = Number(value, step, i, i + 1, "words", value)
    return _Step(measured(text, ts, i, Amount(one, None, unit[0], after))[0], after)
