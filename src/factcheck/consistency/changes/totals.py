"""What something came to over a stretch of time: "a quarter richer", "down to a tenth", "a total of 33 per cent"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from factcheck.consistency import sums
from factcheck.consistency.changes.multiplied import multiple_of
from factcheck.consistency.changes.rates import Rate
from factcheck.consistency.moves import Move, move_of
from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.placed import RELATIVE, Placed, placed
from factcheck.consistency.sheet import Row
from factcheck.model import Interval, Kind

_GONE = Later(
    r"(?: of (?:it|them|its [a-z]+|their [a-z]+|the [a-z]+))?"
    r" (?:has|have|had|will have|will be|is|are) (?:vanished|gone|disappeared|melted|died|been lost)"
)
_LEFT = Later(
    r"(?: of (?:it|them|what|its|their|the|those|today|this)(?:['’]s)?(?: [a-z'’<>:0-9,-]+){0,5}?)?"
    r" (?:(?:is|are|was|were|will be|would be|has been|have been) )?"
    r"(?:left|remains?|remained|remaining|survives?|survived) "
)
_OF_ITS_SIZE = Later(
    r"(?: of)? (?:what (?:it|they)|(?:its|their)(?: former| original| old| initial| first| present| current)?"
    r" (?:size|extent|level|volume|value|strength|numbers?|length|weight|area|mass|height|width|worth|price)) "
)
"""A share that says how much there still is."""
_AGO = Later(r" <duration:(\d+)> (?:ago|earlier|before) ")
_AS_FAST = Later(r" (?:as|so) (?:fast|quick|likely|often|old|slow)")


@dataclass(frozen=True, slots=True)
class Total:
    """A figure that says how many times as much it is in the end, the row that it stands in, and its direction."""

    figure: Placed
    row: int
    sign: int
    times: Interval


def totals(rows: Sequence[Row], rate: Rate) -> list[Total] | None:
    """What the rows say it came to; ``None`` where a share in them is neither the rate nor that."""
    found: list[Total] = []
    for number, row in enumerate(rows):
        for figure in placed(row):
            if figure.slot.quantity.kind not in RELATIVE or figure.slot.claim == rate.figure.slot.claim:
                continue
            if figure.slot.quantity.kind is Kind.MULTIPLE and _AS_FAST.match(figure.after):
                continue
            total = _total(number, _compared(row, figure), rate)
            if total is None:
                return None
            found.append(total)
    return found


def _compared(row: Row, figure: Placed) -> Placed:
    """The figure with the words behind it that were read as a hedge of the time: "a fifth more than ten years ago"."""
    ago = _AGO.match(figure.after)
    hedge = row.slots[int(ago[1])].quantity.hedge.lower() if ago is not None else ""
    return replace(figure, after=f" {hedge}{figure.after}") if hedge else figure


def _total(number: int, figure: Placed, rate: Rate) -> Total | None:
    kind, printed = figure.slot.quantity.kind, _share(figure)
    if kind is Kind.MULTIPLE:
        times = multiple_of(Move(figure, 1))
        sign = 1 if times is not None and times.low is not None and times.low > 1 else -1
        return None if times is None else Total(figure, number, sign, times)
    if printed is None or printed.low is None or printed.high is None:
        return None
    if _LEFT.match(figure.rest) or (_OF_ITS_SIZE.match(figure.rest) and move_of(figure) is None):
        return Total(figure, number, -1, printed)
    sign = _sign(figure, rate)
    if sign == 0:
        return None
    low, high = sorted((1 + sign * printed.low, 1 + sign * printed.high))
    return Total(figure, number, sign, Interval(low, high))


def _share(figure: Placed) -> Interval | None:
    """A share as a part of one, as rough as it is printed."""
    if figure.slot.quantity.kind is Kind.PERCENT:
        printed = sums.cut_off(figure.slot)
        if printed is None or printed.low is None or printed.high is None:
            return None
        return Interval(printed.low / sums.HUNDRED, printed.high / sums.HUNDRED)
    grown = multiple_of(Move(figure, 1))
    if grown is None or grown.low is None or grown.high is None:
        return None
    return Interval(grown.low - 1, grown.high - 1)


def _sign(figure: Placed, rate: Rate) -> int:
    """Whether the share is one more or less; that of the rate where it is only said to be the sum."""
    move = move_of(figure)
    if move is not None and move.sign:
        return move.sign
    if _GONE.match(figure.after) or any_of("falling").search(" ".join(figure.before.split()[-3:])):
        return -1
    compared = _comparative().match(figure.after)
    if compared is not None:
        return -1 if any_of("lesser").is_in(compared[0]) else 1
    if rate.figure.before.strip(" ,(") in ("or", "or about", "or some"):
        return rate.sign or 1
    return (rate.sign or 1) if _summed().search(figure.before) or _summed_behind().match(figure.after) else 0


@cache
def _comparative() -> re.Pattern[str]:
    return re.compile(
        rf" (?:better |worse )?(?:{words('lesser')}|{words('greater')}"
        r"|[a-z]{2,}(?:er|ier) (?=than |now |by |today |[.,;]))"
    )


@cache
def _summed() -> re.Pattern[str]:
    return re.compile(rf" (?:{words('summed_before')})(?! up )(?: [a-z]+){{0,2}} $")


@cache
def _summed_behind() -> re.Pattern[str]:
    return re.compile(rf"(?: [a-z]+){{0,2}} (?:{words('over_the_time')})(?= )")
