"""Of which total and which count in a window a figure for each is made."""

from __future__ import annotations

import re
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.sheet import Slot
from factcheck.consistency.windows import Window
from factcheck.extraction.counted import singular
from factcheck.extraction.units import convert
from factcheck.model import DATED, Interval, Kind
from factcheck.tables import tables

Pair = tuple[Slot, Slot]
"""A total and the count that shares it."""
FIGURES = (Kind.MONEY, Kind.MEASURE, Kind.COUNT)
_NUMBER = Later(r"[\d,]+")
_GROUP = Later(r"(?:class|gang|group|team|crew|family|staff|party|squad|jury|syndicate) of$")
_EACH_NOUN = Later(r"(?:^| )(?:each|every) (?!of |got |gets |get |will |was |is |has |had |with )([a-z]+)(?= (?!to ))")
_IN = Later(r"(?:in|at|for) [a-z]+ (?:an?|the|each|it) ")
"""Opens a sentence that is of another place."""
_MANY = 1000
"""From here a count without a noun beside a figure per head may be one of people."""
_OLD = 125
"""Up to here a bare figure may be an age."""
_FAR = Decimal(15)
"""A figure that is so many times off is of something else."""


def every_pair(window: Window, number: int) -> list[Pair]:
    """All totals and counts that the figure may be made of, the two in either order; by its "per" if it has one."""
    each = window.slots[number]
    others = [slot for slot in window.slots if slot is not each and _is_amount(slot) and slot.claim != each.claim]
    others = [slot for slot in others if not _is_bare(window, slot)]
    pairs = [(total, count) for total in others for count in others if total is not count and _is_count(count, each)]
    pairs = [pair for pair in pairs if _is_total(pair[0], each)]
    per = per_what(window, number)
    if not per:
        return pairs
    if _NUMBER.fullmatch(per):
        return [(total, count) for total, count in pairs if (total.value or 0) < (count.value or 0)]
    return [(total, count) for total, count in pairs if _names(window, each, count, per)]


def _is_bare(window: Window, slot: Slot) -> bool:
    """Whether a figure is one of an age or a mark: "retired at 34", "who is 61"."""
    if slot.quantity.kind is not Kind.COUNT or slot.quantity.noun or (slot.value or 0) > _OLD:
        return False
    return re.search(r"(?:^| )(?:at|aged|is|was|age of)$", window.before(_number(window, slot))) is not None


def per_what(window: Window, number: int) -> str:
    """What a figure is printed to be for each of: "$5 a barrel", "10 for each part"."""
    behind = re.match(
        r"(?:[^\W\d_]+ )?(?:for |to )?(?:each|every|per|(?<=to )an?) (?!the |a |an |of |on |in |at |for |to )([a-z]+)",
        window.after(number),
    )
    one = re.match(r"an? ([a-z]+) (?:[.,;:]|said|says)", f"{window.after(number)} ")
    found = behind or (one if window.slots[number].quantity.kind is not Kind.COUNT else None)
    return window.slots[number].quantity.per or (singular(found[1]) if found is not None else "")


def _names(window: Window, each: Slot, count: Slot, per: str) -> bool:
    """Whether a count is of what a figure is `per`: 300 families of "per family", 60 million of "per person"."""
    if count.quantity.kind is not Kind.COUNT:
        return count.quantity.unit == per
    same = _same(per)
    if _nouns(window, count) & same:
        return True
    if "person" in same and each.quantity.kind is not Kind.COUNT:
        return True
    if each.quantity.kind is not Kind.COUNT and _GROUP.search(window.before(_number(window, count))):
        return True
    many = count.value is not None and count.value >= _MANY
    before = window.before(_number(window, count))
    return "person" in same and ((many and not count.quantity.noun) or before.endswith(("population of", "crowd of")))


def _is_amount(slot: Slot) -> bool:
    kind = slot.quantity.kind
    return (
        slot.value is not None
        and slot.value > 0
        and kind in (*FIGURES, Kind.DURATION)
        and (slot.quantity.per in ("", *tables("consistency")["stretches"]))
    )


def _is_total(total: Slot, each: Slot) -> bool:
    if each.quantity.kind is Kind.COUNT and not each.quantity.counted and total.quantity.kind is Kind.MONEY:
        return True
    if total.quantity.kind is not each.quantity.kind:
        return False
    return total.quantity.unit == each.quantity.unit or _factor(total, each) is not None


def _factor(total: Slot, each: Slot) -> Decimal | None:
    """What one unit of the total is in that of the figure for each."""
    unit, to = total.quantity.unit, each.quantity.unit
    if unit == to or each.quantity.kind is Kind.COUNT:
        return Decimal(1)
    return convert(Decimal(1), unit, to) if unit and to else None


def _is_count(count: Slot, each: Slot) -> bool:
    of_time = count.quantity.kind is Kind.DURATION and count.quantity.unit == each.quantity.per
    of_area = count.quantity.kind is Kind.MEASURE and count.quantity.unit == each.quantity.per
    return (
        of_time
        or of_area
        or (
            count.quantity.kind is Kind.COUNT
            and count.value is not None
            and count.value > 1
            and count.value == int(count.value)
        )
    )


def chosen(window: Window, number: int, every: list[Pair]) -> list[Pair]:
    """The total and the count that the figure must be of: by their nouns, then those that stand together."""
    each, wanted = window.slots[number], _wanted(window, number)
    every = [pair for pair in every if _is_whole(each, *pair)]
    pairs = [pair for pair in every if _is_near(each, *pair) and _is_of_these(window, number, wanted, *pair)]
    noun = each.quantity.counted
    tests = [
        [bool(wanted & _nouns(window, count)) for _, count in pairs],
        [bool(noun and noun == total.quantity.counted) for total, _ in pairs],
        [(total.value or 0) > (count.value or 0) or (each.value or 0) < 1 for total, count in pairs],
    ]
    if each.quantity.kind is Kind.COUNT:
        places = [(_number(window, total), _number(window, count)) for total, count in pairs]
        tests += [
            [window.order(total) == window.order(count) for total, count in places],
            [abs(total - count) == 1 for total, count in places],
        ]
    kept = list(range(len(pairs)))
    for passed in tests:
        kept = [n for n in kept if passed[n]] or kept
    return [pairs[n] for n in kept]


def _is_whole(each: Slot, total: Slot, count: Slot) -> bool:
    """Whether a total is more than what each has of it; of bare counts, whether the count is one of something."""
    if each.quantity.kind is Kind.COUNT:
        counted = total.quantity.counted or (total.value or 0) >= _MANY
        return bool(each.quantity.per or (count.quantity.counted and counted) or count.quantity.kind is not Kind.COUNT)
    by = _factor(total, each)
    return by is not None and each.value is not None and total.value is not None and total.value * by > each.value


def _is_of_these(window: Window, number: int, wanted: set[str], total: Slot, count: Slot) -> bool:
    """Whether nothing speaks against a total and count: other nouns, a count of its own, a sentence of other things."""
    each, at, of = window.slots[number], _number(window, total), _number(window, count)
    if not _is_total_here(window, number, at, of):
        return False
    named = _EACH_NOUN.findall(window.before(number)) if window.order(of) != window.order(number) else []
    nouns = _nouns(window, count)
    if named and nouns and not _same(singular(named[-1])) & nouns:
        return False
    far = window.order(number) not in (window.order(at), window.order(of))
    if each.quantity.kind is not Kind.COUNT:
        between = [n for n in range(max(at, of) + 1, number) if _is_count(window.slots[n], each)]
        if any(window.order(n) == window.order(number) for n in between):
            return False
    elif _counts_another(each, total) and (_head(total) or (far and scale_of(each.quantity.per) == 1)):
        return False
    before = window.before(number)
    return not far or bool(wanted & nouns or per_what(window, number) or any_of("dates_points_back").search(before))


def _is_total_here(window: Window, number: int, at: int, of: int) -> bool:
    """Whether the words around a total leave it the one that a figure is of, and of the same time and place."""
    near, clause, before = " ".join(window.before(at).split()[-3:]), window.clause(at), window.before(number)
    same = window.order(number) == window.order(at)
    own = f":{of}>" not in clause and re.search(r"<count:\d+>", clause.replace(f"<count:{at}>", ""))
    elsewhere = not same and (any_of("another_time_opens").match(before) or _IN.match(before))
    if window.slots[number].quantity.per in tables("consistency")["stretches"] and (
        not any_of("averages").search(before) or window.order(at) != window.order(of)
    ):
        return False
    return not (
        own
        or elsewhere
        or window.between(at, number) == " to "
        or any_of("no_total").search(near)
        or any_of("for_others").search(clause)
        or (number < at and same and not _is_said_total(window, at))
        or any(window.slots[n].quantity.kind in DATED for n in range(number, of))
    )


def is_mean(window: Window, number: int) -> bool:
    """Whether a figure is among those of its kind, or their mean."""
    each = window.slots[number]
    alike = [one for one in window.slots if one is not each and _is_amount(one) and _is_total(one, each)]
    values = [one.value for one in alike if one.value is not None]
    printed = sums.cut_off(each)
    if each.value in values or len(values) < 2 or printed is None:
        return each.value in values and each.quantity.kind is not Kind.COUNT
    mean = sum(values, Decimal(0)) / len(values)
    return len(values) > 2 and printed.meets(Interval(mean, mean))


def _same(noun: str) -> set[str]:
    """A noun with those for the same thing."""
    groups = [set(group.split()) for group in tables("consistency")["same_things"]]
    return {noun}.union(*(group for group in groups if noun in group))


def _is_said_total(window: Window, number: int) -> bool:
    """Whether the words around a figure call it a total."""
    near = (*window.before(number).split()[-3:], "<>", *window.after(number).split()[:3])
    return any_of("said_total").search(" ".join(near)) is not None


def _counts_another(each: Slot, total: Slot) -> bool:
    """Whether a figure counts things that the total does not."""
    nouns, others = ({singular(word) for word in one.quantity.counted.split()} for one in (each, total))
    return bool(nouns) and not set().union(*map(_same, nouns)) & set().union(*map(_same, others))


def _head(slot: Slot) -> str:
    return slot.quantity.counted.split()[-1] if slot.quantity.counted else ""


def _number(window: Window, slot: Slot) -> int:
    return next(number for number, other in enumerate(window.slots) if other is slot)


def _nouns(window: Window, slot: Slot) -> set[str]:
    """The nouns that a figure may count: those right behind it."""
    number = _number(window, slot)
    behind = re.match(r"(?: ?[^\W\d_][\w'’-]*){1,3}", window.after(number))
    if behind is not None and behind[0].startswith("of them"):
        return {singular(word) for word in window.before(number).replace(" ,", "").split()[-1:]}
    return {singular(word) for word in behind[0].split()} if behind is not None else set()


def _wanted(window: Window, number: int) -> set[str]:
    """What a figure is for each of: the noun behind "per" and those of its clause, with words for the same."""
    each = window.slots[number]
    said = {singular(word) for word in window.clause(number).split() if word.isalpha()} | {each.quantity.per}
    groups = [set(group.split()) for group in tables("consistency")["same_things"]]
    return said.union(*(group for group in groups if said & group))


def scale_of(per: str) -> int:
    """How many of them a rate is for: 100,000 of "5 per 100,000"."""
    return int(per.replace(",", "")) if _NUMBER.fullmatch(per) and per.strip(",") else 1


def actual(each: Slot, total: Slot, count: Slot) -> Interval | None:
    """What the total over the count can come to, in the unit of the figure for each."""
    above, below, factor = sums.ends(total), sums.ends(count), _factor(total, each)
    if above is None or below is None or factor is None or below[0] <= 0 or not above[0] > 0:
        return None
    scale = factor * scale_of(each.quantity.per)
    return Interval(above[0] * scale / below[1], above[1] * scale / below[0])


def _is_near(each: Slot, total: Slot, count: Slot) -> bool:
    """Whether the figure is of the order of the total over the count."""
    got = actual(each, total, count)
    if got is None or got.low is None or got.high is None or each.value is None:
        return False
    return got.low / _FAR <= each.value <= got.high * _FAR
