"""So many a year against the total over the years: "900 drowned in three years, an average of 120 a year"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.links import are_alone, goes_on, has_new_subject, share_words
from factcheck.consistency.moves import move_of
from factcheck.consistency.pairs import noun_of
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.placed import placed
from factcheck.consistency.rates import Rate, lasting
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.topics import are_contrasted, are_other_names, scope
from factcheck.model import Interval, Kind

_NEAR = Decimal("0.12")
"""How far a total of yearly counts may be off."""
_OWN = Later(r" (?:its|their|his|her) [a-z-]+ (?:[a-z-]+ ){1,3}$")


def counted(sheet: Sheet, rows: Sequence[Row], rate: Rate) -> Iterator[Contradiction]:
    """So many a year against the total over the years."""
    slot = rate.figure.slot
    both = sums.ends(slot)
    if any_of("for_each").search(rows[rate.row].shape):
        return
    levels = [
        Rate(one, number, 0)
        for number, row in enumerate(rows)
        for one in placed(row)
        if one.slot.claim != slot.claim
        and (noun_of(one) or one.slot.quantity.kind is not Kind.COUNT)
        and (one.slot.quantity.kind, one.slot.quantity.unit) == (slot.quantity.kind, slot.quantity.unit)
    ]
    if len(levels) != 1 or both is None or both[0] <= 0:
        return
    told = levels[0]
    if noun_of(rate.figure) and noun_of(told.figure) and not noun_of(rate.figure) & noun_of(told.figure):
        return
    years = lasting(rows[min(rate.row, told.row) : max(rate.row, told.row) + 1], "year", None)
    printed = sums.ends(told.figure.slot)
    totals = [Interval(both[0] * n * (1 - _NEAR), both[1] * n * (1 + _NEAR)) for n in years]
    if (
        not totals
        or printed is None
        or any(one.meets(Interval(*printed)) for one in totals)
        or not is_of_one(sheet, rows, rate, told)
    ):
        return
    n = max(years)
    said, total = slot.span.of(sheet.text), told.figure.slot.span.of(sheet.text)
    come = sums.middle(Interval(both[0] * n, both[1] * n), "")
    sum_ = f"{said} a year over {n} years is {come}, the draft says {total}"
    yield Contradiction(told.figure.slot, (slot,), sum_, f"“{come}”, or another figure a year")


def is_of_one(sheet: Sheet, rows: Sequence[Row], rate: Rate, told: Rate) -> bool:
    """Whether the rate and the total are of one thing, as far as words or the lack of others tell."""
    if rate.row == told.row:
        return True
    first, second = (rate, told) if rate.row < told.row else (told, rate)
    scopes = [scope(rows[one.row], one.figure) for one in (first, second)]
    if are_contrasted(*scopes) or are_other_names(sheet.text, rows[first.row], rows[second.row], second.figure.slot):
        return False
    move = move_of(second.figure)
    refers = move is not None and move.refers
    if _OWN.search(second.figure.before) and not share_words(second.figure.before, rows[first.row].shape):
        return False
    return refers or goes_on(second.figure) or share_words(*scopes) or _are_untold_apart(rows, first, second)


def _are_untold_apart(rows: Sequence[Row], first: Rate, second: Rate) -> bool:
    """Whether two sentences hold no other figures, and the second does not open a new subject: "Wages rose 12%"."""
    claims = {one.figure.slot.claim for one in (first, second)}
    return are_alone(rows, {first.row, second.row}, claims) and not has_new_subject(second.figure, rows[first.row])
