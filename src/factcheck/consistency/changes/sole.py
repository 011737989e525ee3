"""Other figures near some that can be meant instead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from factcheck.consistency.placed import RELATIVE, Placed, placed
from factcheck.consistency.sheet import Row
from factcheck.model import Kind


def others(rows: Sequence[Row], numbers: Iterable[int], claims: Collection[int]) -> list[Placed]:
    """The figures of these rows and of all between them that are none of `claims`."""
    within = list(numbers)
    spread = range(min(within), max(within) + 1)
    return [one for number in spread for one in placed(rows[number]) if one.slot.claim not in claims]


def rivals(near: Collection[Placed], figures: Collection[Placed]) -> list[Placed]:
    """Those of the figures `near` that can be meant instead: more than one, or of the kinds of these `figures`.

    A share that only says another again, "a quarter, 25 per cent", is none.
    """
    told = {share_of(one) for one in figures if one.slot.quantity.kind in RELATIVE}
    again = [one for one in near if one.slot.quantity.kind not in RELATIVE or share_of(one) not in told]
    if len(again) > 1:
        return again
    kinds = {one.slot.quantity.kind for one in figures}
    kinds |= set(RELATIVE) if kinds & set(RELATIVE) else set()
    return [one for one in again if one.slot.quantity.kind in kinds]


def share_of(figure: Placed) -> Decimal | None:
    """A share as a fraction of one: of "a quarter" and of "25 per cent" the same."""
    value = figure.slot.value
    return value / 100 if value is not None and figure.slot.quantity.kind is Kind.PERCENT else value


def are_consecutive(row: Row, figures: Collection[Placed]) -> bool:
    """Whether no other figure of the row stands between these."""
    order = [one.number for one in placed(row)]
    places = sorted(order.index(one.number) for one in figures)
    return places[-1] - places[0] == len(places) - 1
