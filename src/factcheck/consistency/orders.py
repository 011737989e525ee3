"""Whether two figures with places are in one ranking, and which way it runs: times, strokes and penalties rise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Slot
from factcheck.consistency.standings import LAST, Standing, shape_of
from factcheck.model import Kind

_SHORT = (Kind.MEASURE, Kind.PERCENT, Kind.POINTS, Kind.DURATION)
_FEW = 3


def is_same_kind(one: Slot, two: Slot) -> bool:
    """Whether two figures are in one unit, or the second leaves it out: "rises to 1,240"."""
    if one.quantity.kind is two.quantity.kind:
        return one.quantity.unit == two.quantity.unit
    bare = [slot for slot in (one, two) if slot.quantity.kind is Kind.COUNT and not slot.quantity.noun]
    return len(bare) == 1 and any(slot.quantity.kind in _SHORT for slot in (one, two))


def is_of_other_order(found: Sequence[Standing], first: Standing, second: Standing) -> bool:
    """Whether three places or more are in the other order, the least first, or one of the two is of another ranking."""
    firsts = [one.slot for one in found if one.place == 1 and one.row is first.row]
    if not second.place:
        if re.search(r"(?<!\S)if(?!\S)", second.row.shape):
            return True
        return first.row is not second.row and len({slot.value for slot in firsts}) > 1
    alike = [(_told_place(one), one) for one in found if is_same_kind(first.slot, one.slot)]
    behind_it = first.slot.span.start > second.slot.span.start
    if behind_it and (
        re.search(r"(?<!\S)no(?:ne|body)?(?!\S).* than(?!\S)", shape_of(first.left))
        or any(place == 1 and one.slot.span.start < second.slot.span.start for place, one in alike)
    ):
        return True
    if first.most is None and second.most is None:
        ordered = sorted((place, one.slot.value or 0) for place, one in alike if 0 < place < LAST)
        values = [value for _, value in ordered]
        if len({place for place, _ in ordered}) >= _FEW and values == sorted(values):
            return True
    places = [_IN_PLACE.findall(shape_of(one.left))[-1:] for one in (first, second)]
    return first.row is second.row and all(places) and places[0] != places[1]


def _told_place(one: Standing) -> int:
    """The place of a figure, the first for "won with"."""
    return 1 if re.search(r"\bwon (?:in|with|on)(?: \w+)? $", one.left) else one.place


_IN_PLACE = Later(r"(?:first|second|third|top|last) in (?:the )?([a-z]+)")
