"""Dead and injured against all casualties, and a toll against those that it is told of, in the sentences around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.consistency import parts, tally, wholes
from factcheck.consistency.fates import Role, Toll
from factcheck.consistency.lines import by_lines
from factcheck.consistency.listing import Item, before, behind, items
from factcheck.consistency.outcomes import tells_of_nobody, wrong_outcomes
from factcheck.consistency.phrases import Later, any_of, rarest
from factcheck.consistency.retold import headline, wrong_tolls
from factcheck.consistency.sheet import Contradiction, Row, Sheet
from factcheck.consistency.tolls import is_apart, sentences
from factcheck.consistency.tolls import tolls as people
from factcheck.consistency.victims import (
    Fate,
    are_of_one_event,
    fate,
    is_fate_of_all,
    is_person,
)

_COUNT = r"<count:\d+>"
_FEWEST, _MOST = 2, 12
_BEFORE, _NEAR = 2, 120
_LISTS = Later(
    r"(?:(?:of )?(?:them|those|these)(?: who [a-z]+)?,? |they (?:were|are|comprised?|included) "
    r"|(?:the )?[a-z]+ (?:were|are) )? ?"
)
"""Before the first of a list that is of all told of in the sentence before it."""
_TOLD = (Fate.DEAD, Fate.HURT, Fate.BOTH)


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every toll that the counts of dead and hurt around it contradict."""
    if rarest("harm_words").isdisjoint(sheet.words()):
        return
    harm_told = rarest("harm_words") & sheet.said()
    sheet = by_lines(sheet)
    harm = [any_of("harm_words").is_in(row.shape) for row in sheet.rows]
    for number, row in enumerate(sheet.rows):
        if not any(harm[max(0, number - 1) : number + 2]) or not items(row):
            continue
        found = parts.wrong_total(sheet, number)
        if found is not None and fate(found[0]):
            yield found[1]
        window = sheet.around(number, before=1)
        checks = [_dead_and_hurt(sheet, window)]
        if len(window) > 1:
            checks.append(_listed(sheet, window))
        yield from [wrong for wrong in checks if wrong is not None][:1]
    yield from _by_tolls(sheet, list(sentences(sheet, harm_told)))


def _by_tolls(sheet: Sheet, every: Sequence[Row]) -> Iterator[Contradiction]:
    """What the people counted in up to three sentences say of each other."""
    harm = [any_of("harm_words").is_in(row.shape) for row in every]
    near = [any(harm[max(0, number - 1) : number + 2]) for number in range(len(every))]
    known = [people(row) if speaks else () for row, speaks in zip(every, near, strict=True)]
    for number, row in enumerate(every):
        first = number
        while number - first < _BEFORE and first > 0 and every[first].span.start - every[first - 1].span.end <= _NEAR:
            first -= 1
        rows, window = every[first : number + 1], known[first : number + 1]
        if not any(toll.fate for tolls in window for toll in tolls):
            continue
        if number and known[number - 1] and _is_headline(sheet, every[number - 1], row):
            yield from headline(sheet, known[number - 1], known[number : number + 3])
        if not _may_be_wrong(rows, window):
            continue
        while len(rows) > 1 and is_apart(rows):
            rows, window = rows[1:], window[1:]
        if is_apart(rows):
            continue
        yield from wrong_tolls(sheet, window, *known[number + 1 : number + 2])
        if len(rows) > 1:
            yield from wrong_outcomes(sheet, rows[-2:], window[-2:])


def _may_be_wrong(rows: Sequence[Row], window: Sequence[Sequence[Toll]]) -> bool:
    """Whether one of the last sentence is more than a count, or the last two tell of a group or of nobody."""
    if any(toll.role not in (Role.PLAIN, Role.MORE) for toll in window[-1]):
        return True
    if len(rows) == 1:
        return False
    if len(window[-2]) == 1 and len({toll.fate for toll in window[-1]}) > 1:
        return True
    beside = zip(rows[-2:], (window[-1], window[-2]), strict=True)
    return any(any(toll.fate for toll in tolls) and tells_of_nobody(row) for row, tolls in beside)


def _is_headline(sheet: Sheet, line: Row, row: Row) -> bool:
    """Whether a line without a full stop stands above a sentence."""
    between = sheet.text[line.span.end : row.span.start]
    return (
        not line.shape.endswith((".", "?", "!"))
        and "\n" in f"{line.span.of(sheet.text)[-1:]}{between}{row.span.of(sheet.text)[:1]}"
    )


def _dead_and_hurt(sheet: Sheet, window: Sequence[Row]) -> Contradiction | None:
    """Dead and hurt against all casualties, where each is told once."""
    found = [item for row in window for item in items(row)]
    if len(found) < len(_TOLD) or not any(any_of("hurt_words").is_in(row.shape) for row in window):
        return None
    fates: dict[Fate, list[Item]] = {one: [] for one in Fate}
    for item in found:
        fates[fate(item)].append(item)
    if any(len(fates[one]) != 1 for one in _TOLD) or fates[Fate.MISSING]:
        return None
    dead, hurt, both = (fates[one][0] for one in _TOLD)
    rows = {item.row.span.start for item in (dead, hurt, both)}
    if window[-1].span.start not in rows or dead.row is not hurt.row:
        return None
    shape = " / ".join(row.shape for row in window if row.span.start in rows)
    if any_of("another_event").search(shape) or any_of("not_all_dead").search(shape):
        return None
    return tally.contradiction(sheet, both, [dead, hurt], found, tally.ANY)


def _listed(sheet: Sheet, window: Sequence[Row]) -> Contradiction | None:
    """A toll against those told of in the next sentence: they may be more than it, or fewer if they are all."""
    own = [item for item in items(window[1]) if _is_told(item)]
    if len(own) < 2 or not are_of_one_event(window[0].shape, window[1].shape):
        return None
    told = {toll.start: toll for toll in people(window[0])}
    tolls = [item for item in items(window[0]) if item.start in told and told[item.start].fate in _TOLD]
    if len(tolls) != 1 or is_apart(window) or parts.is_completed(tolls[0], own):
        return None
    besides = before(own[0]).endswith(("another", "further")) or behind(own[0]).startswith(("more ", "other "))
    besides = besides or any_of("told_besides").is_in(window[1].shape)
    lists = any(toll.role is Role.LIST for toll in told.values())
    if besides or lists or any(toll.role is Role.WHOLE for toll in people(window[1])):
        return None
    if any(item is not tolls[0] and item.low >= tally.added(own)[0] for item in items(window[0])):
        return None
    total, fates = tolls[0], {fate(item) for item in own}
    what = told[total.start].fate
    of_all = is_fate_of_all(own, what) or _LISTS.fullmatch(f"{before(own[0])} ") is not None
    others = any(not fate(item) and item.is_named and not is_person(item) for item in own)
    if (
        (others and not of_all)
        or not (fates <= {what, Fate.NONE} or what is Fate.BOTH)
        or not (what in fates or of_all)
    ):
        return None
    if sum(1 for item in own if item.slot is not None) < 2 and not of_all:
        return None
    more = tally.added(own)[0] > total.high
    if more or (wholes.in_the_next(sheet, total, own) and not wholes.is_partial(window[1].shape)):
        return tally.contradiction(sheet, total, own, [], tally.ANY)
    return None


def _is_told(item: Item) -> bool:
    return (item.is_sure or not before(item)) and not behind(item).startswith(("of those ", "of them "))
