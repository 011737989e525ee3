"""A hedge that the exact figure elsewhere contradicts: "more than 500 people" and "the tally stood at 478"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.consistency import sums
from factcheck.consistency.anaphora import is_alone, is_known, is_one_sort, tie
from factcheck.consistency.apart import told_apart
from factcheck.consistency.beside import Mention
from factcheck.consistency.known_apart import has_rival, is_of_another, is_of_other_whole, is_placed, is_told_apart
from factcheck.consistency.mentions import mentions, nearest, opens_with_place, shared_words, sides
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Contradiction, Sheet, sharpened
from factcheck.consistency.twice import factor, is_only, nouns_agree, refers_back, roles, whole
from factcheck.intervals import scaled
from factcheck.model import Bound, Interval, Kind
from factcheck.text import stem

_ABOVE, _BELOW = (Bound.OVER, Bound.AT_LEAST), (Bound.UNDER, Bound.UP_TO, Bound.NEARLY)
_ROUGH = Decimal("1.4")
"""How many times as much the exact figure can be as what "about" says, and "barely"."""
_LITTLE_MORE = Decimal("1.15")
_SLIGHTLY, _FAR = Decimal("0.01"), Decimal(2)
"""What nobody calls wrong, as a share of the figure; and how many times one can be the other if they are one thing."""
_LEAST, _SIZE, _TIED = 2, 10, 3
"""Points, and how many times a figure can be another in its row that might be meant as well."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every hedged figure for which a sentence beside it has an exact one on the hedge's other side."""
    near = {
        number + step
        for number, row in enumerate(sheet.rows)
        if any(slot.quantity.bound is not Bound.EXACT for slot in row.slots) or _LOOSE.search(row.shape)
        for step in (-1, 0, 1)
    }
    every = list(_joined(sheet, [_turned(sheet, in_per_cent(one)) for one in mentions(sheet, ratios=True, rows=near)]))
    seen: set[int] = set()
    for n, second in enumerate(every):
        around = nearest(every, n, after=True)
        for first in reversed(nearest(every, n)):
            if second.row - first.row > 1 or {first.slot.claim, second.slot.claim} & seen:
                break
            hedged, exact = _sides(first, second)
            if hedged is None or exact is None or not _is_beyond(hedged, exact):
                continue
            if first.row == second.row:
                continue
            if _is_known(sheet, first, second, around) or _is_same(sheet, first, second, around):
                seen |= {first.slot.claim, second.slot.claim}
                yield _contradiction(sheet, hedged, exact)


def _joined(sheet: Sheet, every: Sequence[Mention]) -> Iterator[Mention]:
    """The figures; "six years and four months" as one."""
    last: Mention | None = None
    for one in every:
        times = factor(last, one) if last is not None and last.row == one.row and one.kind is Kind.DURATION else None
        if last is not None and times is not None and times < 1 and sides(sheet, one)[0].endswith("> and "):
            value = (last.slot.value or Decimal(0)) + (one.slot.value or Decimal(0)) * times
            last = replace(last, slot=sharpened(replace(last.slot, value=value), times))
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def in_per_cent(one: Mention) -> Mention:
    """A ratio as per cent: "just under half" is just under 50%."""
    if one.kind is not Kind.RATIO or one.slot.value is None or one.slot.interval is None:
        return one
    quantity = replace(one.slot.quantity, unit="percent")
    interval = scaled(one.slot.interval, sums.HUNDRED)
    slot = replace(one.slot, value=one.slot.value * sums.HUNDRED, interval=interval, quantity=quantity)
    return replace(one, slot=slot, kind=Kind.PERCENT)


def _turned(sheet: Sheet, one: Mention) -> Mention:
    """The figure; "never more than 70" is "no more than 70"."""
    quantity = one.slot.quantity
    before = sides(sheet, one)[0]
    if quantity.bound is Bound.OVER and any_of("never").search(sheet.rows[one.row].shape.partition("<")[0]):
        return _bounded(one, Bound.UP_TO, quantity.hedge)
    if quantity.bound is Bound.AT_LEAST and quantity.hedge in word_set("no_hedges") and _NOT.search(before):
        return _bounded(one, Bound.UNDER, f"not {quantity.hedge}")
    if quantity.bound is Bound.EXACT:
        found = _QUOTED.search(before)
        for name, bound in (("hedges_over", Bound.OVER), ("hedges_under", Bound.UNDER)):
            if found is not None and found[1] in word_set(name):
                return _bounded(one, bound, found[1])
    return one


_LOOSE = Later(r"(?:['\"’”]|not even) <")
_NOT = Later(r" (?:not|never|n't|n’t|failed to|without)(?: (?:even|quite|yet))?(?: [a-z]+)? $")
_QUOTED = Later(r" (?:['\"‘“] )?([a-z]+(?: [a-z]+)?)(?: ['\"’”])? $")


def _bounded(one: Mention, bound: Bound, hedge: str) -> Mention:
    return replace(one, slot=replace(one.slot, quantity=replace(one.slot.quantity, bound=bound, hedge=hedge)))


def _sides(first: Mention, second: Mention) -> tuple[Mention | None, Mention | None]:
    """The hedged figure and the exact one; ``None`` where both are one or the other, or they do not compare."""
    bounds = [_bound(one) for one in (first, second)]
    if first.kind is not second.kind or (bounds[0] is Bound.EXACT) is (bounds[1] is Bound.EXACT):
        return None, None
    return (second, first) if bounds[0] is Bound.EXACT else (first, second)


def _bound(one: Mention) -> Bound:
    """The relation that a hedge states; "barely" is hardly more, and "reached" is none."""
    quantity = one.slot.quantity
    if quantity.hedge in word_set("no_hedges") and quantity.bound is Bound.AT_LEAST:
        return Bound.EXACT
    return Bound.NEARLY if quantity.hedge in word_set("barely") else quantity.bound


def _is_beyond(hedged: Mention, exact: Mention) -> bool:
    """Whether the exact figure is on the wrong side of the hedge, and not so far off that it is of another thing."""
    times, said, have = factor(hedged, exact), hedged.slot.value, exact.slot.value
    if times is None or not said or not have or said < 0 or have < 0:
        return False
    have *= times
    half = exact.slot.step * times / 2 if exact.kind is not Kind.COUNT else Decimal(0)
    if not said / _FAR <= have <= said * _FAR:
        return False
    if _bound(hedged) in _ABOVE:
        return have + half < said * (1 - _SLIGHTLY)
    if hedged.slot.quantity.hedge in word_set("barely"):
        return have > said * _LITTLE_MORE
    if _bound(hedged) in _BELOW:
        return have - half > said * (1 + _SLIGHTLY)
    return not Interval(said / _ROUGH, said * _ROUGH).meets(Interval(have, have))


def _is_same(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether the two are of one thing, by fewer signs than two exact figures need."""
    nouns, ours, theirs = nouns_agree(first, second), roles(first), roles(second)
    if _are_of_others(sheet, first, second, every):
        return False
    if first.kind is Kind.DURATION and not (_has_pronoun(sheet, second) or second.definite):
        return False
    if nouns is None or (ours and theirs and not ours & theirs) or _are_apart(first, second):
        return False
    said = [" ".join((*one.opening, "|", *one.near)) for one in (first, second)]
    if any(any_of("another_hedged").search(words) for words in said):
        return False
    if opens_with_place(second) or has_rival(sheet, second) or _is_tally_of_another(sheet, first, second):
        return False
    only = is_only(first, second, every, _SIZE)
    points = nouns + 2 * bool(ours & theirs) + min(2, len(shared_words(first, second)))
    points += 2 * (first.headline or refers_back(first, second) or second.definite)
    points += 2 * bool(word_set("twice_tallies") & second.words) + _has_pronoun(sheet, second)
    if first.kind is Kind.COUNT and points == nouns:
        return False  # the same noun alone
    points += only * ((first.kind is not Kind.COUNT) + _are_close(first, second))
    rough = Bound.ABOUT in (_bound(first), _bound(second))
    return points >= _LEAST + 2 * rough + (not only) and (only or not _are_parts(first, second, every))


def _are_apart(first: Mention, second: Mention) -> bool:
    """Whether words tell the two apart; a share "of them" is of the same."""
    apart = told_apart(first, second)
    return bool(apart) and not (apart == "of them" and first.kind is Kind.PERCENT)


def _is_known(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether the second figure is spoken of as known, so that it points back to the first: "All seventeen are"."""
    if not is_known(sheet, second) or is_of_another(sheet, second, hedged=True) or is_told_apart(sheet, first, second):
        return False
    if _are_of_others(sheet, first, second, every):
        return False
    if any_of("another_hedged").search(" ".join((*first.opening, "|", *first.near))):
        return False
    return tie(sheet, first, second) >= _TIED and is_alone(sheet, first, second, every)


def _are_of_others(sheet: Sheet, first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether a third figure, a part or a whole of its own keeps the two from being of one thing."""
    if _is_rest_named(sheet, first, second) or _is_kept(first, second, every):
        return True
    return _is_part(sheet, first, second) or is_of_other_whole(sheet, first, second)


def _is_part(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the second figure is less and of some that its words tell, or of another: "The 480 who", "Output, 6,"."""
    shape = sheet.rows[second.row].shape
    subject = _BARE.match(shape)
    bare = subject is not None and not {subject[1], stem(subject[1])} & (first.words | word_set("twice_tallies"))
    if bare or _THOSE_OF.match(shape):
        return True
    less = (second.slot.value or 0) < (first.slot.value or 0)
    if not less or second.kind is not Kind.COUNT:
        return False
    placed = is_placed(sheet, first, second) or _WHO.match(sides(sheet, second)[1]) is not None
    return (placed and not shared_words(first, second)) or is_one_sort(first, second)


_WHO = Later(r"(?: [a-z]+)? (?:who|that|whose|from|among|aboard|of whom) | (?:in|at|on|near|behind|under|above) ")
_BARE = Later(r"([a-z]+) , <")
_THOSE_OF = Later(r"(?:those|that|the ones) (?:to|from|in|of|for|by|among|who|with|at|on) ")


def _is_tally_of_another(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the exact figure is the count of what the hedged one does not speak of: "the number against was 41"."""
    found = _TALLY_OF.search(f" {sheet.rows[second.row].shape}")
    if found is None or not {found[1], stem(found[1])} & word_set("twice_tallies"):
        return False
    return found[2] == "against" or (bool(found[3]) and stem(found[3]) not in first.words)


_TALLY_OF = Later(
    r" (?:the|a|its|an) (?:[a-z]+ )?([a-z]+)(?: owed| paid)? (of|for|to|against|among) (?:the |all )?([a-z]*)"
)


def _is_kept(first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether another figure beside the exact one is what the hedge says, so that the exact one is of another thing."""
    hedged, exact = _sides(first, second)
    if hedged is None or exact is None:
        return True
    rivals = [one for one in every if one.row == exact.row and one is not exact and one.kind is exact.kind]
    plain = whole(hedged)
    return any(_are_close(plain, whole(one)) and not _is_beyond(plain, whole(one)) for one in rivals)


def _are_close(first: Mention, second: Mention) -> bool:
    """Whether the two are of about the same size."""
    times, a, b = factor(first, second), first.slot.value, second.slot.value
    return bool(times and a and b) and 1 / _ROUGH <= (b or 0) * (times or 0) / (a or 1) <= _ROUGH


def _is_rest_named(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether a third figure near the two is what lies between them."""
    gap = abs((first.slot.value or Decimal(0)) - (second.slot.value or Decimal(0)))
    near = sheet.rows[max(0, first.row - 1) : second.row + 3]
    return any(slot.value == gap and slot.quantity.kind is first.kind for row in near for slot in row.slots)


def _has_pronoun(sheet: Sheet, second: Mention) -> bool:
    """Whether "it" or the like opens the second sentence or stands beside its figure."""
    opening = sheet.rows[second.row].shape.split()[:2]
    return bool(word_set("hedged_pronouns") & {*opening, *second.beside})


def _are_parts(first: Mention, second: Mention, every: Sequence[Mention]) -> bool:
    """Whether the figures of the second's sentence come to the first, or to as much as its hedge says."""
    row = [one for one in every if one.row == second.row and one.kind is second.kind]
    both = sum((one.slot.value or Decimal(0) for one in row), Decimal(0))
    return bool(first.slot.value) and both >= (first.slot.value or 0) and second.slot.value != both


def _contradiction(sheet: Sheet, hedged: Mention, exact: Mention) -> Contradiction:
    said, have = (one.slot.span.of(sheet.text) for one in (hedged, exact))
    hedge = hedged.slot.quantity.hedge or hedged.slot.quantity.text
    sum_ = f"{have} is not what “{hedge}” says of {said}" if hedge not in said else f"{have} is not “{said}”"
    return Contradiction(hedged.slot, (exact.slot,), sum_, f"another hedge, or another figure for {have}")
