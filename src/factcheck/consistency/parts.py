"""A total and all its parts: "five people were killed: three men and a woman", in one sentence or in two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import chain, pairwise

from factcheck.consistency import tally, wholes
from factcheck.consistency.lines import by_lines
from factcheck.consistency.listing import Item, before, behind, gap, is_owner, items
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Contradiction, Sheet
from factcheck.consistency.tolls import tolls
from factcheck.consistency.wholes import Whole

_COMPOUND = Later(r"- [a-z]")
_LAST = Later(r"(?: [a-z]+){0,3} (?:, )?and (?:the|an?|his|her|their) [a-z]")
_SINGLE = Later(r"(?<!\S)(?:,|:|;|and) (an?|his|her|their) [a-z]")
_PART_OF = Later(r"(?<!\S)(?:one|<[a-z]+:\d+>) of (?:the|its)$")
_FEWEST = 2
"""Parts that make up a total."""
_MOST_ITEMS = 30
"""A sentence with more figures is a table, not a list."""
_Reading = tuple[Item, Sequence[Item], Callable[[Sheet, Item, Sequence[Item]], Whole]]
"""A total, its parts, and what tells how sure they are all of it."""


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every total that is not the sum of its parts, where something says that they are all of it."""
    sheet = by_lines(sheet)
    for number in range(len(sheet.rows)):
        found = wrong_total(sheet, number)
        if found is not None:
            yield found[1]


def wrong_total(sheet: Sheet, number: int) -> tuple[Item, Contradiction] | None:
    """The first total that the parts in one row contradict, with what does; read once."""
    known: dict[int, tuple[Item, Contradiction] | None] = sheet.memo.setdefault("totals", {})
    if number not in known:
        known[number] = next(_wrong_totals(sheet, number), None)
    return known[number]


def _wrong_totals(sheet: Sheet, number: int) -> Iterator[tuple[Item, Contradiction]]:
    row = sheet.rows[number]
    own = items(row)
    if not own or len(own) > _MOST_ITEMS:
        return
    for total, parts, sure in chain(_inside(own), _before(sheet, number, own), _behind(sheet, number, own)):
        if not tally.are_at_odds(total, parts) or not _is_list(parts) or is_compared(total):
            continue
        if wholes.is_partial(row.shape):
            return
        whole = sure(sheet, total, parts)
        if not whole:
            continue
        around = [item for one in sheet.around(number, before=4, after=1) for item in items(one)]
        if wholes.is_short(total, parts, around):
            continue
        wrong = tally.contradiction(sheet, total, parts, around, tally.NEAR if whole is Whole.LIKELY else tally.FAR)
        if wrong is not None and not is_completed(total, parts):
            yield total, wrong


def is_completed(total: Item, parts: Sequence[Item]) -> bool:
    """Whether people told of beside the parts without a figure make up the total: "the driver and his mate"."""
    row = parts[-1].row
    more = [toll for toll in tolls(row) if not any(toll.start < part.end and part.start < toll.end for part in parts)]
    low, high = tally.added(parts)
    sums = [(toll.low, toll.high) for toll in more if not toll.slots]
    start, known = total.end if total.row is row else 0, {part.start for part in parts}
    unread = sum(one.start(1) not in known for one in _SINGLE.finditer(row.shape, start, parts[-1].end))
    unread += _LAST.match(row.shape, parts[-1].end) is not None
    sums += [(Decimal(one), Decimal(one)) for one in range(1, unread + 1)]
    return any(low + one <= total.high and high + two >= total.low for one, two in sums)


def _inside(own: Sequence[Item]) -> Iterator[_Reading]:
    """A total and its parts in one sentence, the total first or last."""
    if len(own) <= _FEWEST:
        return
    for place, total in enumerate(own[:-2]):
        parts = _alike(total, own[place + 1 :], least=_FEWEST)
        if len(parts) > 2 and wholes.is_pieces(parts[0], total, parts[1:]) and ":" in gap(parts[0], parts[1]):
            parts = parts[1:]
        if len(parts) > 1:
            yield total, parts, wholes.in_one_sentence
    last = own[-1]
    parts = _alike(last, own[:-1], least=_FEWEST)
    if tally.are_at_odds(last, parts) and (wholes.is_summed(parts, last) or before(last).endswith(" all")):
        yield last, parts, _likely


def _before(sheet: Sheet, number: int, own: Sequence[Item]) -> Iterator[_Reading]:
    """A total in one of the two sentences before its parts; "of the 45 seats" may have the first of them beside it."""
    for row in reversed(sheet.around(number, before=2)[:-1]):
        every = (*items(row), *own)
        for total in items(row) if len(every) > _FEWEST else ():
            if sum(tally.is_addable(total, item) for item in every) <= _FEWEST:
                continue
            parts = _alike(total, own)
            beside = _alike(total, items(row), parts) if parts else []
            if not parts or len(beside) > 2 or (len(beside) == 2 and not before(total).startswith("of ")):
                continue
            parts = [*beside[1:], *parts]
            if beside[0] is total and len(parts) > 1 and not _PART_OF.search(before(total)):
                yield total, parts, wholes.in_the_next


def _behind(sheet: Sheet, number: int, own: Sequence[Item]) -> Iterator[_Reading]:
    """A sum in the sentence after its parts."""
    for row in sheet.around(number, after=1)[1:] if len(own) >= _FEWEST else ():
        for total in items(row):
            parts = _alike(total, own, least=_FEWEST)
            if not tally.are_at_odds(total, parts) or wholes.is_partial(row.shape):
                continue
            if wholes.is_sum(total) or wholes.sums_up(total):
                yield total, parts, _summed_up


def _likely(_sheet: Sheet, _total: Item, _parts: Sequence[Item]) -> Whole:
    return Whole.LIKELY


def _summed_up(_sheet: Sheet, total: Item, _parts: Sequence[Item]) -> Whole:
    return Whole.SURE if wholes.sums_up(total) else Whole.LIKELY


def _alike(total: Item, found: Sequence[Item], parts: Sequence[Item] = (), *, least: int = 1) -> list[Item]:
    """The items that add up: none that count another thing behind "plus", nor those that the others belong to.

    None where fewer than the `least` are in one unit.
    """
    fitting = [item for item in found if item is total or tally.is_addable(total, item)]
    if len(fitting) < least:
        return []
    fitting = [item for item in fitting if item is total or not _is_another(item)]
    return [item for item in fitting if item is total or not (is_owner(item) or wholes.is_pieces(item, total, parts))]


def is_compared(item: Item) -> bool:
    """Whether a figure is what others are compared with: "down from 230"."""
    near = before(item).rsplit(None, 3)[-3:]
    return bool(near) and (near[-1] in word_set("compared") or "than" in near)


def _is_list(parts: Sequence[Item]) -> bool:
    """Whether there are two or more items, one of them printed as a figure, and none a sum of others."""
    shares = any(one.row is two.row and gap(one, two) == "of" for one, two in pairwise(parts))
    sums = any(wholes.is_sum(part) for part in parts)
    return len(parts) > 1 and any(part.is_figure for part in parts) and not sums and not shares


@lru_cache(maxsize=512)
def _is_another(item: Item) -> bool:
    """Whether the words beside an item say that it counts another thing than those around it."""
    place = before(item).rpartition(" ")[2]
    if is_compared(item) or _COMPOUND.match(behind(item)) or (item.high <= 1 and place in word_set("of_places")):
        return True
    near = before(item).rsplit(None, 2)[-2:]
    return near != [",", "with"] and any_of("not_a_part").is_in(" ".join(near))
