"""Totals with the runs of figures around them that do not come to them, though they would have to if all are of them.

A run is all figures of the total's kind behind it or before it in its sentence, in the next or the one before, or in
two together; people told of without a figure count one each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.reading import BARE, WORDS, Figure, figure_in_words, figures
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.model import Bound, Interval, Kind, Span

KINDS = (Kind.COUNT.value, BARE, Kind.MONEY.value, Kind.MEASURE.value, Kind.DURATION.value, Kind.POINTS.value)
_COUNTS = (Kind.COUNT.value, BARE, WORDS)
_REACH, _MOST, _LONGEST = 2, 14, 9
"""Sentences to either side of a total that are read, figures in them, and parts of a total."""
_LEAST_PARTS = 2
_LEAST, _FARTHEST = Decimal("0.4"), Decimal("2.2")
"""How far a sum may be from its total for the two to be held against each other at all."""
_SINGLE = Later(
    r"(?:(?<=[,:;(–—-] )|(?<=\band )|(?<=\bplus )|(?<=^))(?:an?|one|another|his|her|their|the|himself|herself)\b"
    r"(?:(?=,| (?:for|in|at|of|by|from|was|is|to|on) )| (?:[a-z]+[ -]){0,2}?[A-Za-z]+(?=[,;.)]| and | make| made|$))"
)
_ONE_OF = Later(r" one of (?:the|its|their|his|her|our|those|these) (?:[a-z]+ )?$")
_NO_UNIT = Later(r"^ (?:[.,;:)]|and|of|for|on|to|in|by|with|at|from) ")
_OF_THOSE_BEFORE = Later(r"^ (?:of them )?[a-z]{3,}ly [.,;]")
"""Behind a count of some of those that were counted before it: "nine seriously,"."""
_NOT_BEFORE = ("aged", "from", "than", "against")
"""Before an age, and before a count that another is only compared with."""
_OPEN = (Bound.UNDER, Bound.UP_TO)


@dataclass(frozen=True, slots=True)
class Run:
    """A total and the figures that would make it up, where they stand to it, and how many of them are in words."""

    total: Figure
    parts: tuple[Figure, ...]
    place: str

    @property
    def come(self) -> tuple[Decimal, Decimal]:
        """The least and the most that the parts come to."""
        return added(self.parts)


def added(parts: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    """The least and the most that figures come to."""
    return sum((one.low for one in parts), Decimal(0)), sum((one.high for one in parts), Decimal(0))


def meets(come: tuple[Decimal, Decimal], total: Figure) -> bool:
    """Whether what figures come to is what a total may stand for."""
    return come[0] <= total.high and come[1] >= total.low


def runs(sheet: Sheet) -> Sequence[tuple[Run, Sequence[Figure]]]:
    """Every total with every run near it that does not come to it, where no run does, and all figures around."""
    if "runs" not in sheet.memo:
        sheet.memo["runs"] = tuple(_runs(sheet))
    found: Sequence[tuple[Run, Sequence[Figure]]] = sheet.memo["runs"]
    return found


def explained(sheet: Sheet) -> frozenset[Span]:
    """Where the totals and the parts stand that do come to one another."""
    runs(sheet)
    if "explained" not in sheet.memo:
        right: list[Run] = sheet.memo.get("right runs", [])
        sheet.memo["explained"] = frozenset(one.span for run in right for one in (run.total, *run.parts))
    found: frozenset[Span] = sheet.memo["explained"]
    return found


def _runs(sheet: Sheet) -> Iterator[tuple[Run, Sequence[Figure]]]:
    line = figures(sheet)
    for n, total in enumerate(line):
        if total.kind not in KINDS or total.value < 2:
            continue
        around = line[max(0, n - 2 * _MOST) : n + 2 * _MOST + 1]
        near = [one for one in around if abs(one.sentence - total.sentence) <= _REACH]
        if len(near) > 2 * _MOST or not _may_come(total, near) or _is_no_count(total):
            continue
        like = [one for one in near if one is not total and is_addable(total, one)]
        if not _may_come(total, _beside_none_larger(total, like)):
            continue
        beside = [one for one in like if abs(one.sentence - total.sentence) <= 1]
        single = _singles(sheet.text, line, [total, *beside]) if total.kind in _COUNTS else []
        if len(like) < _LEAST_PARTS and not single:
            continue
        found = list(_near(total, like))
        if single:
            found += _near(total, sorted([*like, *single], key=lambda one: one.span.start))
        one_apart = _ONE_OF.search(total.before) is not None
        right = [one for one in found if meets(one.come, total) or (one_apart and _lacks_one(one.come, total))]
        sheet.memo.setdefault("right runs", []).extend(right)
        if not right:
            yield from ((one, near) for one in dict.fromkeys(found) if _is_list(one))


def _lacks_one(come: tuple[Decimal, Decimal], total: Figure) -> bool:
    """Whether what figures come to is a total but for one that is told of before: "One of the 9 was spared"."""
    return meets((come[0] + 1, come[1] + 1), total)


def _may_come(total: Figure, parts: Sequence[Figure]) -> bool:
    """Whether figures that are less than a total can come near it, with people told of one by one."""
    less = [max(one.high, Decimal(0)) for one in parts if one.high < total.low]
    return bool(less) and sum(less, Decimal(_LONGEST)) >= _LEAST * total.low


def _beside_none_larger(total: Figure, like: Sequence[Figure]) -> Sequence[Figure]:
    """The figures of stretches that have none which is no part, nor a number of parts: a run has all of a stretch."""
    places = [(one.sentence, one.span.start > total.span.start) for one in like]
    full = {place for one, place in zip(like, places, strict=True) if one.high >= total.low and one.value > _LONGEST}
    return [one for one, place in zip(like, places, strict=True) if place not in full]


def _near(total: Figure, like: Sequence[Figure]) -> Iterator[Run]:
    """The runs around a total, without a first figure that only counts the others: "in two parts"."""
    here = total.sentence
    ahead = [one for one in like if one.sentence == here and one.span.start < total.span.start]
    behind = [one for one in like if one.sentence == here and one.span.start > total.span.start]
    last, before, following, beyond = (
        [one for one in like if one.sentence - here == apart] for apart in (-2, -1, 1, 2)
    )
    every = {
        "behind": behind,
        "ahead": ahead,
        "around": [*ahead, *behind] if ahead and behind else [],
        "next": following,
        "behind and next": [*behind, *following] if behind and following else [],
        "ahead and next": [*ahead, *following] if ahead and following else [],
        "next two": [*following, *beyond] if following and beyond else [],
        "later": beyond if not following else [],
        "before": before,
        "before and ahead": [*before, *ahead] if ahead and before else [],
        "two before": [*last, *before] if last and before else [],
    }
    for place, parts in every.items():
        if parts:
            yield Run(total, tuple(parts), place)
        if len(parts) > 2 and parts[0].value == len(parts) - 1:
            yield Run(total, tuple(parts[1:]), place)


def _is_list(run: Run) -> bool:
    """Whether there are two or more parts, none more than the total, that come near it but not to it."""
    (low, high), total = run.come, run.total
    if (
        not _LEAST_PARTS <= len(run.parts) <= _LONGEST
        or not any(one.slot for one in run.parts)
        or meets((low, high), total)
    ):
        return False
    near = total.low > 0 and high >= _LEAST * total.low and low <= _FARTHEST * total.high
    return near and all(one.high < total.low for one in run.parts) and not _has_subtotal(run.parts)


def _has_subtotal(parts: Sequence[Figure]) -> bool:
    """Whether one of the figures is what all before it come to: "30 men and 12 women, 42 in all"."""
    return any(meets(added(parts[:many]), parts[many]) for many in range(_LEAST_PARTS, len(parts)))


def is_addable(total: Figure, part: Figure) -> bool:
    """Whether a part can be of the total: in the same unit, or bare where the total has one ("30 acres, 12 of rye")."""
    if part.kind not in KINDS or part.bound in _OPEN or (part.slot and part.slot.quantity.per):
        return False
    if part.kind not in _COUNTS:
        return part.kind == total.kind and part.unit == total.unit
    if total.kind in _COUNTS:
        return not _is_no_count(part) and _OF_THOSE_BEFORE.match(part.after) is None
    return total.kind != Kind.MONEY.value and _NO_UNIT.match(part.after) is not None and not _is_no_count(part)


def _is_no_count(part: Figure) -> bool:
    """Whether the words before a figure make it an age, a number of a thing or a round: "a man of 51"."""
    if part.kind not in _COUNTS or part.value % 1:
        return part.kind in _COUNTS  # 7.42 is a time of day
    *rest, last = ["", *part.before.split()]
    if last == "of":
        return any_of("one_person").ends(" ".join(rest))
    if last == "at" and _NO_UNIT.match(part.after):
        return True  # "the last at 83"
    return last in _NOT_BEFORE or (last in word_set("numbered") and not "".join(rest[-1:]).endswith("s"))


def _singles(text: str, line: Sequence[Figure], near: Sequence[Figure]) -> list[Figure]:
    """People told of one by one among the figures around a total, without a figure."""
    start, end = min(one.ends[0] for one in near), max(one.ends[3] for one in near)
    spans = (Span(*one.span()) for one in _SINGLE.finditer(text, start, end) if _is_person(one[0]))
    taken = [one.span for one in near]
    free = (one for one in spans if not any(one.start < two.end and two.start < one.end for two in taken))
    return [figure_in_words(text, line, one, Decimal(1)) for one in free]


def _is_person(said: str) -> bool:
    known = word_set("one_person") | word_set("more_persons")
    first, *rest = said.lower().split()
    if rest and any_of("saying").is_in(" ".join(rest)):
        return False  # "the mayor said"
    return first in ("a", "an", "one", "another", "himself", "herself") or not known.isdisjoint(rest)


def contradiction(run: Run) -> Contradiction | None:
    """The contradiction between a total and its parts, in words."""
    slots = [one.slot for one in (run.total, *run.parts) if one.slot is not None]
    if not slots:
        return None
    said = " and ".join(one.said if one.slot or one.kind == BARE else "one" for one in run.parts)
    unit = f" {slots[0].quantity.unit}" if slots[0].quantity.unit else ""
    come = f"{sums.told(Interval(*run.come), '').strip()}{unit}"
    whole = run.total.said
    return Contradiction(
        slots[0],
        tuple(slots[1:]),
        f"{said} make {come}, the draft says {whole}",
        f"“{come}”, or other parts of {whole}",
    )
