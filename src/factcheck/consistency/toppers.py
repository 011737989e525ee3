"""One that is said to have the most or the least, or a record, against the figures of others in the next sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.consistency.phrases import SLOT, Later, any_of, word_set, words
from factcheck.consistency.rivalry import (
    OWN_HISTORY,
    PAST,
    clause,
    figures,
    has_one_noun,
    is_beaten,
    is_elsewhere,
    is_gap,
    is_of_another_kind,
    is_of_places_within,
    is_of_those,
    is_on_other_terms,
)
from factcheck.consistency.sheet import Contradiction, Row, Sheet, Slot
from factcheck.consistency.twice import is_person
from factcheck.extraction.counted import singular
from factcheck.model import Kind
from factcheck.tables import wordset
from factcheck.text import stem

_NAME = Later(r"\b[A-Z][\w’'-]+")
_CLAUSE = Later(r"(?<!\S)[;:–—](?!\S)")
_BARE = Later(
    r"(?:$|[.,;)]|and |in |at |on |there |last |to |for |by |of the |from |out |over |before |when |as |not )"
)
_PRONOUN = Later(r"[“\"]?(?:It|Its|They|He|She|We|I|This|That|These|Those|You|There|His|Her|Their|Our|My)\b")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_OF_AGE = ("oldest", "youngest")
_OWN = (" its", " his", " her", " their", " our", " my", " own")
_AGES = range(3, 111)
_NEAR = 9


@dataclass(frozen=True, slots=True)
class _Top:
    """The figure of one that has the most, or the least; `ever` where it is a record over all time."""

    row: Row
    slot: Slot
    most: bool
    ever: bool
    word: str


def out_of_place(sheet: Sheet, window: Sequence[Row]) -> Iterator[Contradiction]:
    """Figures of others, in the sentence behind one that has the most, that are more."""
    if len(window) < 2 or "\n\n" in sheet.text[window[0].span.end : window[1].span.start + 1]:
        return
    first, second = window[0], window[1]
    yield from _only(sheet, first, second)
    top = _top(first)
    if top is None:
        return
    past = top.ever and any_of("of_the_past").search(second.shape) is not None
    if not past and (_is_no_rival(second.shape, top) or not _is_of_another(sheet.text, top, second)):
        return
    for slot in figures(second):
        if top.ever and PAST.search(second.shape) and not PAST.search(clause(second, slot)):
            continue
        if _is_comparable(top, second, slot, sheet.text[second.span.start : slot.span.start], past=past) and is_beaten(
            top.slot, slot, most=top.most
        ):
            yield _told(sheet, top.slot, slot, "more" if top.most else "less")
            return


def _top(row: Row) -> _Top | None:
    """The superlative of a sentence with its figure, where there is just one that it can be of."""
    found = list(_superlatives().finditer(row.shape))
    every = figures(row)
    if len(found) != 1 or not every or row.shape.startswith(("if ", "no ")):
        return None
    at, word = found[0], found[0][0]
    left, right = row.shape[: at.start()].strip(), row.shape[at.end() :].strip()
    end = _CLAUSE.split(right)[0]
    near = " " + " ".join(left.split()[-4:])
    if re.search(rf"(?<!\S)(?:{words('no_claim')}|<ordinal:\d+>)(?: -)?$", near) or any_of("narrowed").search(
        f"{' '.join(left.split()[-2:])} {end.replace('since records began', '')}"
    ):
        return None
    slot = _nearest(row, every, at)
    if slot is None:
        return None
    if near.endswith(_OWN) and any_of("for_ever").search(f"{word} {end}") is None:
        return None
    ever = any_of("for_ever").search(f"{word} {end}") is not None or OWN_HISTORY.search(end) is not None
    most = at["most"] is not None
    if not has_one_noun(word, right):
        return None
    return _Top(row, slot, most, ever, word)


@cache
def _superlatives() -> re.Pattern[str]:
    more, less = (rf"(?:{kind}) (?:[a-z]+ ){{0,3}}than any(?: other)?" for kind in ("more", "fewer|less"))
    degree = r"[a-z]+(?:ed|ive|ant|ous|ful|ar|ble|al|ent|ic)(?!\S)"
    most = f"{words('record_most')}|{words('top_most')}|most {degree}|the most(?! {degree})|{more}"
    least = f"{words('record_least')}|{words('top_least')}|least {degree}|the least(?! {degree})|{less}"
    return re.compile(rf"(?<!\S)(?:(?P<most>{most})|(?P<least>{least}))(?!\S)")


def _nearest(row: Row, every: Sequence[Slot], at: re.Match[str]) -> Slot | None:
    """The figure of a superlative: the first behind it, or the one with which its sentence opens."""
    levels = [row.slots[int(one[2])] for one in SLOT.finditer(row.shape) if not is_of_those(row.shape, one)]
    kinds = [(slot.quantity.kind, slot.quantity.unit) for slot in every if slot in levels]
    for found in SLOT.finditer(row.shape, at.end()):
        slot = row.slots[int(found[2])]
        between = row.shape[at.end() : found.start()]
        if slot in every and not is_gap(row.shape, found) and not is_of_those(row.shape, found):
            few = len(between.split()) <= 2 * _NEAR and ";" not in between
            return slot if few and kinds.count((slot.quantity.kind, slot.quantity.unit)) == 1 else None
    before = [found for found in SLOT.finditer(row.shape[: at.start()]) if row.slots[int(found[2])] in every]
    if len(before) != 1 or is_gap(row.shape, before[0]) or is_of_those(row.shape, before[0]):
        return None
    return row.slots[int(before[0][2])]


def _is_no_rival(shape: str, top: _Top) -> bool:
    """Whether words of the next sentence say that its figures are of another matter."""
    said = " ".join(word for word in shape.split() if not (top.ever and word in ("previous", "ago")))
    if any_of("no_rival").search(said) or "“" in shape.split()[:1]:
        return True
    return is_of_another_kind(f"{top.word} {top.row.shape}", shape)


def _is_of_another(text: str, top: _Top, row: Row) -> bool:
    """Whether a sentence is of another one than the first; of a record, also of the same at another time."""
    said, first = row.span.of(text), top.row.span.of(text)
    if not top.ever and (re.search(r", an? [a-z]", said.split(".")[0]) or _is_of_other_sort(top, said)):
        return False
    if top.ever and PAST.search(row.shape) and any_of("had_been").search(row.shape):
        return True
    if top.ever and OWN_HISTORY.search(top.row.shape) and top.word not in _OF_AGE:
        return False
    if is_elsewhere(top.row.shape, row.shape) or is_of_places_within(first) or is_on_other_terms(first, said):
        return False
    if any_of("rival_opens").match(row.shape):
        return True
    if _PRONOUN.match(said) or PAST.search(row.shape.split(" , ")[0]):
        return False
    known = {word.lower().removesuffix("'s").removesuffix("’s") for word in re.findall(r"[\w’'-]+", first)}
    fresh = [name for name in _NAME.findall(said) if name.lower().removesuffix("'s").removesuffix("’s") not in known]
    openers = word_set("toll_openers")
    fresh = [
        name
        for name in fresh
        if name.lower() not in _MONTHS and not name.endswith("day") and name.lower() not in openers
    ]
    if not fresh:
        return False
    opener = re.match(r"[“\"]?(?:The |A |An |In |At |Of |Only )?([A-Z]?[\w’'-]+)", said)
    return opener is not None and any(said.find(name) <= 3 * _NEAR for name in fresh)


_OF_SORT = Later(r"(?<!\S)(?:by an?|among(?: the)?|of (?:the|its|their|all)) (?:[a-z]+ )?([a-z]{3,})(?!\S)")
_ROLE = Later(r"(?:The |A |An )?(?:[\w]+[’']s )?(?P<role>[A-Z]?[a-z-]+),? (?=[A-Z][a-z])")
_DESCRIBED = Later(r"(?:The |A |An )?(?:[\w’'-]+ ){1,3}?[\w’'-]+, (?:which|who|where|whose) ")


def _is_of_other_sort(top: _Top, said: str) -> bool:
    """Whether the second sentence says of what sort its subject is, and the first ranks others: "of the judges"."""
    sorts = {stem(found[1]) for found in _OF_SORT.finditer(top.row.shape) if is_person(singular(found[1]))}
    role = _ROLE.match(said)
    if sorts and role is not None and is_person(role["role"].lower()) and stem(role["role"].lower()) not in sorts:
        return True
    return _DESCRIBED.match(said) is not None


def _is_comparable(top: _Top, row: Row, slot: Slot, left: str, *, past: bool) -> bool:
    one, two = top.slot.quantity, slot.quantity
    found = next(found for found in SLOT.finditer(row.shape) if row.slots[int(found[2])] is slot)
    if is_gap(row.shape, found) or is_of_those(row.shape, found):
        return False
    behind = row.shape[found.end() :].strip()
    if two.per not in ("", one.per):
        return False
    bare = two.kind is Kind.COUNT and (not two.noun or _BARE.match(behind) is not None)
    if Kind.AGE in (one.kind, two.kind) or top.word in _OF_AGE:
        aged = all(quantity.kind is Kind.AGE or quantity.kind is Kind.COUNT for quantity in (one, two))
        values = [found.value for found in (top.slot, slot)]
        return aged and all(value is not None and value in _AGES for value in values) and (bare or two.kind is Kind.AGE)
    if one.kind is not two.kind or one.unit != two.unit:
        return bare and one.kind in (Kind.MEASURE, Kind.POINTS)
    if one.kind is not Kind.COUNT:
        return past or one.kind is not Kind.PERCENT or _is_of_one_topic(top.row.shape, left)
    first, second = set(one.counted.split()), set(two.counted.split())
    return bool(first & second) or (bare and bool(first)) or (not first and not second)


def _is_of_one_topic(first: str, said: str) -> bool:
    """Whether the words before a share bring in nothing but names that the first sentence has not."""
    known = wordset("words", "stop") | word_set("neutral_words") | set(re.findall(r"[a-z’']+", first))
    stems = {stem(word) for word in known}
    return len({stem(word) for word in re.findall(r"(?<![\w’'-])[a-z’']+", said)} - stems) <= 1


def _only(sheet: Sheet, first: Row, second: Row) -> Iterator[Contradiction]:
    """What "only Ada, with 30, is larger" says against the figure that it is larger than."""
    found = re.match(r"only [^.;]*$", second.shape.rstrip(" ."))
    more, less = (any_of(name).search(second.shape) for name in ("bigger_words", "smaller_words"))
    ones, twos = figures(first), figures(second)
    if found is None or bool(more) is bool(less) or " than " in second.shape or len(ones) != 1 or not twos:
        return
    if re.search(r"(?:more|less|fewer|larger|higher|lower) than", first.shape):
        return
    for slot in twos:
        kind = slot.quantity.kind is ones[0].quantity.kind and slot.quantity.unit == ones[0].quantity.unit
        if not kind and not (slot.quantity.kind is Kind.COUNT and not slot.quantity.noun):
            continue
        if is_beaten(ones[0], slot, most=bool(less)) and slot.value != ones[0].value:
            yield _told(sheet, ones[0], slot, "less" if more else "more")
            return


def _told(sheet: Sheet, one: Slot, two: Slot, more: str) -> Contradiction:
    said, other = one.span.of(sheet.text), two.span.of(sheet.text)
    sum_ = f"{other} is {more} than {said}, which is placed before it"
    return Contradiction(one, (two,), sum_, f"another place for {said}, or for {other}")
