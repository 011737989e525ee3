"""A ranking against its own figures: the largest that is not, a list that is out of its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.consistency import sums
from factcheck.consistency.crowd import is_crowded
from factcheck.consistency.order.ordered import is_in_order, out_of_order
from factcheck.consistency.order.other_sorts import is_record
from factcheck.consistency.order.rivalry import is_narrow, is_rival, is_the_same
from factcheck.consistency.order.since import is_bound, is_within
from factcheck.consistency.order.standings import LAST, Standing, is_pronoun, is_rankable, standings, tells_a_place
from factcheck.consistency.order.tied import is_tied
from factcheck.consistency.pairs import unhedged
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import UNLISTED, Contradiction, Sheet, Slot
from factcheck.consistency.twice import is_person
from factcheck.model import Bound, Kind
from factcheck.text import stem

_SHORT = (Kind.MONEY, Kind.MEASURE, Kind.PERCENT, Kind.POINTS, Kind.DURATION)
_REACH = 3
"""How many sentences with figures a rival may stand behind the first of a ranking."""
_FARTHEST = 3
"""How many times as much a rival may have: what has more is likely another thing."""
_HAD = Later(r"(?<!\S)had [a-z]+(?:ed|en|on)(?!\S)")
_LAST_TIME = Later(r"(?<!\S)last [a-z]+ ?['’]s $")
_BY = Later(r"(?<!\S)by (?:market |total )?([a-z]+)(?!\S)")
_SAME_SUBJECT = Later(
    r"(?: [a-z]+){0,3},? (?:and|but) (?:[a-z]+ed|won|made|lost|has|had|drew|took|sold|built) (?:[a-z]+ )*"
)
_WON = Later(r"(?<!\S)(?:winner|winners|won|leader|leaders|leads|heads|tops|topped|the gold)(?!\S)")
_AGES = range(3, 111)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every ranking that its figures contradict."""
    seen: set[int] = set()
    for wrong in (*out_of_order(sheet), *_out_of_place(sheet)):
        if wrong.at.claim not in seen:
            seen.update((wrong.at.claim, *(other.claim for other in wrong.others)))
            yield wrong


def _out_of_place(sheet: Sheet) -> Iterator[Contradiction]:
    """One that is placed before another and has less."""
    for number, row in enumerate(sheet.rows):
        rows = sheet.around(number, after=_REACH)
        if sum(is_rankable(slot) for one in rows for slot in one.slots) < 2 or not (
            any(tells_a_place(one.shape) or "<ordinal" in one.shape for one in rows) or is_pronoun(row.shape)
        ):
            continue
        slots = [unhedged(slot) for one in rows for slot in one.slots if is_rankable(slot)]
        near = [two for two in combinations(slots, 2) if _may_be_beaten(*two)]
        if not any(_are_alike(one, two) or _are_alike(two, one) for one, two in near):
            continue
        found = standings(sheet.text, rows)
        ranked = [one for one in found if one.place not in (0, LAST) and one.slot.claim != UNLISTED]
        if not ranked or is_in_order(row.shape):
            continue
        for first in ranked:
            wrong = [one for one in found if _is_wrong(sheet, found, first, one)]
            if wrong and row in (first.row, wrong[0].row):
                rest = [one.slot for one in found if one.row is wrong[0].row and not one.place and one is not wrong[0]]
                told = _told(sheet, first.slot, wrong[0].slot, [slot for slot in rest if slot is not first.slot])
                if _is_sure(first, wrong[0]) or not is_crowded(sheet, told):
                    yield told
                    break


def _is_wrong(sheet: Sheet, found: Sequence[Standing], first: Standing, second: Standing) -> bool:
    """Whether the second figure is set against the first, which should have more, or less, and has not."""
    if first is second or not _are_alike(first.slot, second.slot) or not _are_on_scale(first, second):
        return False
    if not _are_near(sheet, first, second) and not _are_surely_alike(first, second):
        return False
    silenced = any_of("other_ranks").is_in(f"{first.row.shape} {second.row.shape}")
    if is_bound(first) or is_bound(second):
        beaten = first.most is not None and not second.place and _is_beaten(first.slot, second.slot, most=first.most)
        return beaten and is_within(sheet.day, first, second) and is_the_same(first, second)
    if second.place:
        most = _way(found, first, second)
        ordered = not silenced and most is not None and _are_in_order(first, second)
        return ordered and _is_beaten(first.slot, second.slot, most=most is True)
    claims = first.place == 1 and (first.most is not None or any_of("either_words").is_in(first.cue) or _won(first))
    if not claims or first.slot.span.start > second.slot.span.start or not _may_be_counted(first, second):
        return False
    if silenced and not is_record(first) and not is_tied(second):
        return False
    if _goes_on(sheet, found, second):
        return False
    most = _is_slow(first) is (first.slot.quantity.kind is Kind.DURATION) if first.most is None else first.most
    return _is_beaten(first.slot, second.slot, most=most) and is_rival(sheet.text, first, second)


def _goes_on(sheet: Sheet, found: Sequence[Standing], second: Standing) -> bool:
    """Whether a figure is told of the one that has the figure before it: "won 91 races and started 306"."""
    before = [one.slot for one in found if one.row is second.row and one.slot.span.start < second.slot.span.start]
    between = sheet.text[before[-1].span.end : second.slot.span.start] if before else ""
    return _SAME_SUBJECT.fullmatch(between) is not None and _are_alike(before[-1], second.slot)


def _is_sure(first: Standing, second: Standing) -> bool:
    """Whether even a crowd of other figures leaves it sure what is ranked: "the largest, with 310 beds"."""
    quantity, other = first.slot.quantity, second.slot.quantity
    told = quantity.kind is not Kind.COUNT or bool(quantity.noun)
    if second.place:
        bare = second.row is first.row and not other.noun
        return told and quantity.kind is other.kind and (bare or quantity.noun == other.noun)
    return told and first.most is not None


def _are_near(sheet: Sheet, first: Standing, second: Standing) -> bool:
    """Whether two figures stand in one sentence, or in two with no other figures between."""
    rows = [sheet.rows.index(one.row) for one in (first, second)]
    return abs(rows[0] - rows[1]) <= 1


def _are_surely_alike(first: Standing, second: Standing) -> bool:
    """Whether two figures that stand apart are of one kind and unit, as those of two rivals are."""
    one, two = first.slot.quantity, second.slot.quantity
    if one.kind is not two.kind or one.unit != two.unit or is_narrow(first):
        return False
    return bool(second.place) or one.kind is not Kind.AGE or is_tied(second)


def _are_in_order(first: Standing, second: Standing) -> bool:
    """Whether the first of two figures with places is placed before the second, in one ranking of which both are."""
    if second.place <= first.place or (second.place == LAST and first.place != 1) or _HAD.search(second.before):
        return False
    if second.cue and _LAST_TIME.search(second.before.partition(second.cue)[0]):
        return False
    ways = [set(_BY.findall(one.row.shape)) for one in (first, second)]
    turned = first.cue.startswith("no") and first.slot.span.start > second.slot.span.start
    return not turned and not (all(ways) and not ways[0] & ways[1])


def _way(found: Sequence[Standing], first: Standing, second: Standing) -> bool | None:
    """Whether the first should have more; where no word says so, votes and points are more, and times are less."""
    told = next((one.most for one in (first, second) if one.most is not None), None)
    if told is not None:
        return told
    bare = all(one.slot.quantity.kind is Kind.COUNT and (one.slot.value or 0) % 1 for one in (first, second))
    timed = any(one.slot.quantity.kind is Kind.DURATION for one in found if one.row in (first.row, second.row))
    return None if bare else timed is (_is_slow(first) or _is_slow(second))


def _is_slow(one: Standing) -> bool:
    """Whether the first of a ranking is the slowest."""
    return any_of("slow_words").is_in(one.cue)


def _may_be_counted(first: Standing, second: Standing) -> bool:
    """Whether what the second figure counts is named in the sentence of a first that leaves it out, or is people."""
    one, two = (each.slot.quantity for each in (first, second))
    if not two.counted or one.counted or not one.kind is two.kind is Kind.COUNT:
        return True
    known = {stem(word) for word in first.row.shape.split()}
    return any(stem(word) in known or is_person(word) for word in two.counted.lower().split())


def _won(first: Standing) -> bool:
    """Whether one has won by the number of something: "the winner was Ito with 512 votes"."""
    quantity = first.slot.quantity
    return _WON.search(first.cue) is not None and (quantity.kind is Kind.PERCENT or bool(quantity.noun))


def _are_alike(first: Slot, second: Slot) -> bool:
    """Whether two figures are of one kind, unit and thing, or one leaves that out: "rises to 1,240"."""
    one, two = first.quantity, second.quantity
    bare = [quantity.kind is Kind.COUNT and not quantity.noun for quantity in (one, two)]
    if two.per not in ("", one.per):
        return False
    if Kind.AGE in (one.kind, two.kind):
        aged = all(quantity.kind is Kind.AGE or plain for quantity, plain in zip((one, two), bare, strict=True))
        return aged and all(slot.value in _AGES for slot in (first, second))
    if one.kind is not two.kind or one.unit != two.unit:
        return any(bare) and (one.kind in _SHORT or two.kind in _SHORT)
    nouns = [set(quantity.counted.lower().split()) for quantity in (one, two)]
    if one.kind is not Kind.COUNT or any(bare) or nouns[0] & nouns[1]:
        return True
    return all(any(map(is_person, noun)) for noun in nouns)


def _are_on_scale(first: Standing, second: Standing) -> bool:
    """Whether both figures can be what the superlative is of: an age for the oldest, and for nobody else."""
    quantities = [one.slot.quantity for one in (first, second)]
    if any_of("of_age").is_in(f"{first.cue} {second.cue}"):
        return all(one.kind is Kind.AGE or (one.kind is Kind.COUNT and not one.noun) for one in quantities)
    kinds = {one.kind for one in quantities}
    no_sum = any_of("of_size").is_in(f"{first.cue} {second.cue}")
    return Kind.AGE not in kinds and not (no_sum and kinds & {Kind.MONEY, Kind.PERCENT})


def _may_be_beaten(first: Slot, second: Slot) -> bool:
    """Whether one of two figures surely is more, but not so much that it likely is of another thing."""
    one, other = _ends(first, second), _ends(second, first)
    if one is None or other is None or min(one[0], other[0]) <= 0:
        return False
    return 1 < max(one[0] / other[1], other[0] / one[1]) <= _FARTHEST


def _is_beaten(first: Slot, second: Slot, *, most: bool) -> bool:
    """Whether the second figure surely is more than the first, or less where that has the least."""
    one, other = _ends(first, second), _ends(second, first)
    if one is None or other is None or not _may_be_beaten(first, second):
        return False
    return other[0] > one[1] if most else other[1] < one[0]


def _ends(slot: Slot, beside: Slot) -> tuple[Decimal, Decimal] | None:
    """What a figure may stand for; its value beside another that is rounded alike, for that leaves their order."""
    exact = slot.quantity.bound is beside.quantity.bound is Bound.EXACT
    if exact and slot.step == beside.step and slot.value is not None:
        return slot.value, slot.value
    return sums.ends(slot)


def _told(sheet: Sheet, one: Slot, two: Slot, rest: Sequence[Slot]) -> Contradiction:
    said, other = one.span.of(sheet.text), two.span.of(sheet.text)
    sum_ = f"{other} and {said}, which is placed before it, are the wrong way round"
    return Contradiction(one, (two, *rest), sum_, f"another place for {said}, or for {other}")
