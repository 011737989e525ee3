"""What says that the items of a list are all of a total: words, the form of the list, the kinds that it is made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from itertools import pairwise

from factcheck.consistency.listing import Item, before, behind, gap, is_tight, items
from factcheck.consistency.phrases import Later, any_of, words, words_of
from factcheck.consistency.sheet import Sheet
from factcheck.tables import tables

_MARK = Later(r"(?<!\S)(?::|-|–|—|\()(?!\S)")
_FIGURE = Later(r"<(?:count|points|money|measure|percent|duration):")
_STOP = Later(r"(?<!\S)\.(?!\S)")
_ASIDE = Later(r"(?:[^\W\d_][\w’'-]* ){0,6},(?: with)?")
_TAIL = Later(r"(?:(?<!\S)[^\W\d_][^\s<>]*(?: |$))*(?=[.;,)–—-]|$)")
_BREAK = Later(r"(?<!\S)[,;:–—-](?!\S)")
_SEPARATOR = Later(r"(?<!\S)(?:,|;|and|while|with|plus)(?!\S)")
_RESTS = frozenset(("other", "others", "rest", "remaining", "remainder", "balance"))
_REST = Later(r"(?<!\S)(?:others?|rest|remaining|remainder|balance)(?!\S)")
_NUMBERED_REST = Later(
    r"(?<!\S)(?:no|no one else or|any|each|the only|after the) others?(?!\S)|<\w+:\d+> others?(?!\S)"
    r"|(?<!\S)(?:other|remaining|rest|remainder|balance)(?: [^\s<>]+| ,){0,3} <\w+:\d+>"
)
_ARE = Later(r"(?:are|were|is|was|have|had) ")
_THAT_IS = Later(r"(?:that|this) (?:is|was|makes|made|means|comes to|came to|gives|gave)(?: [a-z]+)?")
_THE_REST = Later(r"(?:[a-z]+ ){0,2}, (?:was|were|is|are|made up) the (?:rest|remainder|balance)(?!\S)")
_HARM = ("dead_words", "hurt_words")
_FEW = 3
_FAR = 7
_NEXT = 90
_PIECES = range(2, 8)


class Whole(IntEnum):
    """How sure it is that a list is the whole of a total."""

    NO = 0
    LIKELY = 1
    SURE = 2


def is_partial(shape: str) -> bool:
    """Whether words say that what is listed is not all: "among them", "and others"."""
    if any_of("not_whole").is_in(shape):
        return True
    return not _RESTS.isdisjoint(words_of(shape)) and _REST.search(_NUMBERED_REST.sub("#", shape)) is not None


def in_one_sentence(sheet: Sheet, total: Item, parts: Sequence[Item]) -> Whole:
    """How sure the parts behind a total in its own sentence are all of it."""
    link = gap(total, parts[0])
    if any_of("toll_made_of").search(link):
        return Whole.SURE
    if _STOP.search(link):
        return in_the_next(sheet, total, parts)
    if is_counted(total, parts) or (_is_explicit(sheet, parts) and _is_set_off(total, link)):
        return Whole.SURE
    if len(parts) >= _FEW and before(total).startswith("of ") and _is_sequence(parts, len(before(parts[0]).split())):
        return Whole.LIKELY
    if _MARK.search(link) and not link.startswith(")"):
        listed = _is_plain(parts) or _is_division(parts) or _is_labelled(parts)
        return Whole.SURE if listed and not _FIGURE.search(link) else Whole.NO
    if link.endswith(",") and ";" not in link and _is_plain(parts) and (is_sum(total) or before(total).endswith("all")):
        return Whole.SURE
    if not _ASIDE.fullmatch(link) or not _is_general(total) or not _is_plain(parts):
        return Whole.NO
    toll = any_of("toll_words").is_in(before(total)) or any(any_of(name).is_in(link) for name in _HARM)
    return Whole.SURE if toll or _is_division(parts) or before(total).endswith("the") else Whole.NO


def in_the_next(sheet: Sheet, total: Item, parts: Sequence[Item]) -> Whole:
    """How sure the parts in the sentence after a total are all of it."""
    shape = parts[-1].row.shape
    if _is_explicit(sheet, parts):
        return Whole.SURE
    if re.match(rf"(?:{words('stands_for_all')})(?!\S)", shape) and _is_joined(parts) and not _is_narrowed(parts):
        return Whole.SURE
    if _is_division(parts) or is_counted(total, parts):
        return Whole.SURE
    if is_sum(total) and _is_sequence(parts, _FAR):
        return Whole.LIKELY
    if _is_of_one_noun(total, parts):
        return Whole.LIKELY
    return Whole.LIKELY if len(parts) >= _FEW and (_is_gapped(parts) or _is_subject(total, parts)) else Whole.NO


def is_summed(parts: Sequence[Item], last: Item) -> bool:
    """Whether a figure behind the parts is said to be all of them."""
    whole = any_of("whole_words").search(gap(parts[-1], last))
    return is_sum(last) or (whole is not None and not is_sum(parts[-1]))


def is_sum(total: Item) -> bool:
    """Whether the words around a figure say that it is a sum."""
    left, right = _BREAK.split(before(total))[-1], _BREAK.split(behind(total))[0]
    near = " ".join([*left.split()[-5:], "#", *right.split()[:5]])
    return any_of("sum_words").search(near) is not None


def sums_up(total: Item) -> bool:
    """Whether a sentence opens with a figure as the sum of what the one before it tells: "That is 3,200", "All 11"."""
    if any_of("not_summed").match(behind(total)):
        return False
    opens = before(total) in ("all", "in all") or before(total).startswith("together ")
    return opens or _THAT_IS.fullmatch(before(total)) is not None


def _is_set_off(total: Item, link: str) -> bool:
    """Whether a total is no item of the list behind it."""
    if (_MARK.search(link) and not link.startswith(")")) or before(total).startswith("of "):
        return True
    return total.is_named and total.unit == "count"


def is_pieces(item: Item, total: Item, parts: Sequence[Item]) -> bool:
    """Whether a count beside the total is of its parts: "two quarries employ 310"."""
    small = item.unit == "count" and item.low == len(parts) and item.low in _PIECES
    return small and item is not total and item.is_named and not item.row.shape.startswith("a ", item.start)


def is_counted(total: Item, parts: Sequence[Item]) -> bool:
    """Whether the total's sentence counts as many pieces as there are parts."""
    pieces = [item for item in items(total.row) if item not in parts and is_pieces(item, total, parts)]
    links = [gap(*sorted((item, total), key=lambda one: one.start)) for item in pieces]
    return any(not any_of("another_clause").search(link) for link in links)


def is_short(total: Item, parts: Sequence[Item], around: Sequence[Item]) -> bool:
    """Whether a sentence before the list counts more pieces than there are parts."""
    pieces = (item for item in around if item.row.span.start < parts[0].row.span.start and item is not total)
    return any(len(parts) < item.low <= max(_PIECES) and item.unit == "count" and item not in parts for item in pieces)


def _is_general(total: Item) -> bool:
    return any(noun in tables("consistency")["people"] for noun in total.nouns) or total.is_bare


def _is_plain(parts: Sequence[Item]) -> bool:
    """Whether the parts are named by a noun each, or by where each belongs, and the list ends with the last."""
    tail = _TAIL.match(behind(parts[-1]))
    if tail is None or (" and " not in f" {gap(parts[-2], parts[-1])} " and len(parts) < _FEW):
        return False
    words_behind = len(tail[0].split())
    told = all(part.is_named for part in parts) or len(parts) >= _FEW
    if told and words_behind <= _FEW and _is_joined(parts):
        return True
    placed = any_of("of_places")
    fair = all(part.is_named or placed.match(behind(part)) is not None for part in parts)
    return fair and words_behind <= _FEW + 1 and "day:" not in parts[-1].row.shape[parts[0].start :]


def _is_explicit(sheet: Sheet, parts: Sequence[Item]) -> bool:
    """Whether words say that the list is whole: "the entire haul", "the remaining 40", "No one else was hurt."."""
    if any_of("whole_words").search(parts[-1].row.shape) is not None or any(is_rest(part) for part in parts):
        return True
    end = parts[-1].row.span.end
    following = " ".join(re.findall(r"[\w’']+|[.!?]", sheet.text[end : end + _NEXT].lower()))
    return any_of("closing_words").search(re.split(r"[.!?]", following.lstrip(" ."))[0]) is not None


def is_rest(part: Item) -> bool:
    """Whether words say that an item is all that is left: "the remaining 40", "everything else, 300 items"."""
    near = before(part).split()
    final = any_of("final_words").is_in(" ".join(near[-2:])) and "and" in near[-5:]
    left = any_of("toll_rest_words").is_in(" ".join(near[-3:]))
    return final or left or _THE_REST.match(behind(part)) is not None


def _is_joined(parts: Sequence[Item]) -> bool:
    """Whether items of one row stand as one list, noun by noun."""
    return all(one.row is two.row and is_tight(gap(one, two)) for one, two in pairwise(parts))


@cache
def _divisions() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in tables("consistency")["divisions"])


def _is_division(parts: Sequence[Item]) -> bool:
    """Whether the parts are the kinds that such things come in: men and women, gold, silver and bronze."""
    if not _is_joined(parts) or _is_narrowed(parts):
        return False
    return any(all(division & set(part.nouns[:2]) for part in parts) for division in _divisions())


def _is_sequence(parts: Sequence[Item], far: int = 1) -> bool:
    """Whether a sentence opens with items in a row, with "and" before the last; `far` words may go before."""
    if len(before(parts[0]).split()) > far or any(one.row is not parts[0].row for one in parts):
        return False
    gaps = [gap(one, two) for one, two in pairwise(parts)]
    joined = all(_SEPARATOR.search(link) and len(link.split()) <= _FAR for link in gaps)
    return joined and "and" in gaps[-1].split()


def _is_gapped(parts: Sequence[Item]) -> bool:
    """Whether a sentence opens with them, and none says what it counts: "Nine came in the league, three in the cup"."""
    opened = re.match(rf"(?:{words('stands_for_all')})(?!\S)", before(parts[0])) is not None
    bare = all(part.is_bare or not part.is_named for part in parts)
    return bare and _is_sequence(parts, _FEW if opened else 1) and not any(_ARE.match(behind(part)) for part in parts)


def _is_subject(total: Item, parts: Sequence[Item]) -> bool:
    """Whether both sentences open with what is counted: "Nine MPs rebelled. Four Greens and two Reds did."."""
    return not before(total) and not before(parts[0]) and _is_sequence(parts) and _is_joined(parts)


def _is_narrowed(parts: Sequence[Item]) -> bool:
    """Whether the list is only of some of those: "men and women in the over-40 class"."""
    return any_of("narrows").match(behind(parts[-1]).partition(" ")[2]) is not None


def _is_labelled(parts: Sequence[Item]) -> bool:
    """Whether each figure stands behind its name: "altos nine, tenors six and basses five"."""
    links = [gap(one, two).split() for one, two in pairwise(parts)]
    named = all(_SEPARATOR.fullmatch(link[0]) and 1 < len(link) <= _FEW + 1 for link in links if link)
    return len(parts) >= _FEW and all(links) and named and all(part.is_bare for part in parts)


def _is_of_one_noun(total: Item, parts: Sequence[Item]) -> bool:
    """Whether each part has the noun of the total with a word of its own before it: "six primary schools"."""
    kinds = [set(part.nouns) - set(total.nouns) for part in parts]
    return _is_joined(parts) and all(set(part.nouns) & set(total.nouns) for part in parts) and all(kinds)
