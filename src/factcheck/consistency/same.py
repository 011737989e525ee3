"""Different figures for one thing at one time: in headline and text, caption and text, or two places of the text."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.consistency.anaphora import is_of_other_noun, known_again
from factcheck.consistency.known_apart import has_rival, is_told_apart
from factcheck.consistency.mentions import opens_with_place, shared_words
from factcheck.consistency.phrases import Later, word_set
from factcheck.consistency.quotation import is_inside, quotations
from factcheck.consistency.sameyear import same_event
from factcheck.consistency.sheet import Contradiction, Sheet, Slot
from factcheck.consistency.twice import Pair, is_explained, pairs
from factcheck.model import Bound, Kind
from factcheck.text import stem

_LEAST = 3
"""Points from which two figures are of the same thing."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every figure that an earlier one of the same thing contradicts, and none confirms."""
    quoted = quotations(sheet)
    found = [
        pair
        for pair in pairs(sheet, _LEAST)
        if is_inside(pair.first, quoted) is is_inside(pair.second, quoted)
        and not _is_set_apart(pair)
        and not _are_of_a_table(sheet, pair)
        and not has_rival(sheet, pair.second)
        and (pair.first.headline or not _is_of_another(sheet, pair))
    ]
    agreeing = {id(pair.second.slot) for pair in found if pair.ends[0].meets(pair.ends[1])}
    seen: set[int] = set()
    for pair in sorted(found, key=lambda pair: -pair.sure):
        second = pair.second.slot
        if id(second) in agreeing or second.claim in seen or is_explained(pair, sheet):
            continue
        seen.add(second.claim)
        yield _contradiction(sheet, pair.first.slot, second, "the same thing is")
    for pair in known_again(sheet):
        second = pair.second.slot
        same_side = is_inside(pair.first, quoted) is is_inside(pair.second, quoted)
        if same_side and second.claim not in seen and id(second) not in agreeing and not is_explained(pair, sheet):
            seen.add(second.claim)
            yield _contradiction(sheet, pair.first.slot, second, "the same thing is")
    for one, other in same_event(sheet):
        yield _contradiction(sheet, one, other, "the same was in")


def _is_of_another(sheet: Sheet, pair: Pair) -> bool:
    """Whether a name, time, place or noun beside the second figure is of another thing than the first."""
    return is_told_apart(sheet, pair.first, pair.second) or is_of_other_noun(pair.first, pair.second)


_ENTRY = Later(r"(?:^|\n)(?P<name>[^\n.!?:]*[^\n!?:]{2,40}) $")


def _are_of_a_table(sheet: Sheet, pair: Pair) -> bool:
    """Whether both figures end lines of their own behind different names: "B. Nkosi 19", "L. Farias 17"."""
    names = []
    for one in (pair.first, pair.second):
        span = one.slot.span
        entry = _ENTRY.search(sheet.text[max(0, span.start - 80) : span.start])
        if entry is None or sheet.text[span.end : span.end + 1] not in ("", "\n"):
            return False
        names.append(entry["name"])
    return names[0] != names[1]


def _is_set_apart(pair: Pair) -> bool:
    """Whether the second figure is of some that its words alone tell: "the 120 jobs in York", "in winter its 200"."""
    first, second = pair.first, pair.second
    less = (second.slot.value or 0) < (first.slot.value or 0)
    own = {stem(word) for word in second.own} - first.words - {stem(second.head)}
    told = less and ((bool(own) and bool(first.own)) or second.behind not in word_set("goes_on"))
    told = told or second.restricted or (second.behind == "of" and not second.is_whole) or opens_with_place(second)
    if 1 in (first.slot.value, second.slot.value):
        return True
    tied = second.definite or second.is_whole or second.owner or second.label or first.label or second.before == "all"
    rough = any(one.slot.quantity.bound is not Bound.EXACT for one in (first, second))
    told = told or (rough and first.kind is Kind.COUNT and not tied)
    return told and not (first.headline or second.same_time or shared_words(first, second))


def _contradiction(sheet: Sheet, first: Slot, second: Slot, what: str) -> Contradiction:
    said, again = (one.span.of(sheet.text) for one in (first, second))
    sum_ = f"{what} {said} in one place and {again} in another"
    return Contradiction(second, (first,), sum_, f"“{said}” here, or “{again}” there")
