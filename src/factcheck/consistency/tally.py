"""A total against the items that should make it up: the sum, and every other reading of the figures around it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.consistency import sums
from factcheck.consistency.listing import Item, behind
from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Interval, Kind

_MOST_RIVALS = 6
_OF = Later(r"(?:$|[.,;]|(?:and|of|for|on|waiting|to)(?!\S))")
_MANY = 5
"""From here some of the items may be of something else, such as changes: if the others make the total, all is well."""
_SMALL = 6
"""Up to here an item in words is surely a count: "a trio"; other numbers may be parts of names."""
FAR, NEAR, ANY = (
    (Decimal("0.4"), Decimal("1.8")),
    (Decimal("0.65"), Decimal("1.5")),
    (Decimal("0.1"), Decimal(10)),
)
"""How far a sum may be from its total for the two to be held against each other at all."""


def contradiction(
    sheet: Sheet, total: Item, parts: Sequence[Item], rivals: Sequence[Item], far: tuple[Decimal, Decimal] = FAR
) -> Contradiction | None:
    """What is wrong where `parts` do not make `total`, and no reading with the `rivals` around them makes them agree.

    `far` is how far off the sum may be: less where it is less sure that the parts are all.
    """
    if not are_at_odds(total, parts, far):
        return None
    others = [rival for rival in rivals if is_addable(total, rival) and rival is not total and rival not in parts]
    if len(others) > _MOST_RIVALS or _agrees_otherwise(added(parts), total, parts, others):
        return None
    return told(sheet, total, parts)


def are_at_odds(total: Item, parts: Sequence[Item], far: tuple[Decimal, Decimal] = FAR) -> bool:
    """Whether `parts` do not make `total`, and come near enough to it to be held against it."""
    if len(parts) < 2 or not all(is_addable(total, part) for part in parts):
        return False
    if any(_meet((part.low, part.high), total) for part in parts):
        return False  # the total told again, and what the others are parts of
    come = added(parts)
    fitting = far is ANY or all(part.low <= total.high for part in parts)
    return fitting and not _meet(come, total) and _is_near(come, total, *far)


def told(sheet: Sheet, total: Item, parts: Sequence[Item]) -> Contradiction | None:
    """The contradiction between a total and its parts, in words."""
    slots = [item.slot for item in (total, *parts) if item.slot is not None]
    if not slots:
        return None
    at, others = slots[0], slots[1:]
    said = " and ".join(part.said(sheet.text) for part in parts)
    come, whole = sums.told(Interval(*added(parts)), "").strip(), total.said(sheet.text)
    unit = f" {at.quantity.unit}" if at.quantity.unit else ""
    sum_ = f"{said} make {come}{unit}, the draft says {whole}"
    return Contradiction(at, tuple(others), sum_, f"“{come}{unit}”, or other parts of {whole}")


def is_addable(total: Item, part: Item) -> bool:
    """Whether a part can be of the total: in the same unit, or bare where the total has one ("250 of barley")."""
    if part.unit == total.unit:
        return True
    measured = part.unit == "count" and not total.unit.startswith(Kind.MONEY.value)
    return measured and _OF.match(behind(part)) is not None


def added(parts: Sequence[Item]) -> tuple[Decimal, Decimal]:
    """The least and the most that items come to."""
    return sum((part.low for part in parts), Decimal(0)), sum((part.high for part in parts), Decimal(0))


def _meet(come: tuple[Decimal, Decimal], total: Item) -> bool:
    return come[0] <= total.high and come[1] >= total.low


def _is_near(come: tuple[Decimal, Decimal], total: Item, least: Decimal, most: Decimal) -> bool:
    return total.low > 0 and come[1] / total.low >= least and come[0] / total.high <= most


def _agrees_otherwise(
    come: tuple[Decimal, Decimal], total: Item, parts: Sequence[Item], others: Sequence[Item]
) -> bool:
    """Whether the parts with some of the others make the total, or make one of the others."""
    largest = max(part.high for part in parts)
    with_total = added([*parts, total])
    if any(other.high > largest and (_meet(come, other) or _meet(with_total, other)) for other in others):
        return True
    figures = [part for part in parts if part.is_sure and (part.slot is not None or part.low <= _SMALL)]
    if len(figures) < len(parts) and _meet(added(figures), total):
        return True
    if len(parts) >= _MANY:
        fewer = (some for many in range(3, len(parts)) for some in combinations(parts, many))
        if len(parts) > 2 * _MANY or any(_meet(added(some), total) for some in fewer):
            return True
    for many in range(1, len(others) + 1):
        for more in combinations(others, many):
            extra = added(more)
            if _meet((come[0] + extra[0], come[1] + extra[1]), total):
                return True
            if come[0] <= total.high + extra[1] and come[1] >= total.low + extra[0]:
                return True
    return False
