"""A number of things promised against those listed: "three reasons: cost and time", in its sentence or the next."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.consistency.lines import by_lines
from factcheck.consistency.lists.enumeration import ANY, Enumeration
from factcheck.consistency.lists.groups import groups
from factcheck.consistency.lists.in_turn import near_words, one_by_one, until_closed, where_closed
from factcheck.consistency.lists.lists_behind import named_next, opened, some_and_others
from factcheck.consistency.lists.lists_beside import in_lines, in_the_sentence, to_do
from factcheck.consistency.lists.parallel import short_sentences
from factcheck.consistency.phrases import Later, any_of, rarest, word_set
from factcheck.consistency.sheet import UNLISTED, Contradiction, Row, Sheet, Slot
from factcheck.extraction.counted import singular
from factcheck.model import Bound, Kind

_FEWEST, _MOST = 2, 12
_NEAR = 240
_NOUNS = 3
_SHORT = 24
_OFF = 4
"""How many items may be too many or too few for the list still to be the one that was promised."""
_END = (
    r"(?:[^.!?\n]+|\.(?=\w)|(?<=\bSt)\.|(?<=\b[A-Z])\.|(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bDr)\.|"
    r"(?<=\bRep)\.|(?<=\bSen)\.|(?<=\bGov)\.|(?<=\bGen)\.|(?<=\bProf)\.)"
)
_REST = Later(rf"{_END}*")
_SENTENCE = Later(rf"[.!?”\"\s]*(?P<said>{_END}+)")
_AMONG = Later(r"\b[Aa]mong (?:[a-z]+ )?$")


def find(sheet: Sheet) -> Iterator[Contradiction]:
    """Every list that has more or fewer items than were promised."""
    for row in by_lines(sheet).rows:
        for number, slot in enumerate(row.slots):
            if slot.span.start < row.span.start or slot.span.end > row.span.end or not _is_promise(row, number):
                continue
            wrong = _judge(sheet, slot, slot.span.end)
            if wrong is not None:
                yield wrong
    for slot, end in groups(sheet):
        wrong = _judge(sheet, slot, end)
        if wrong is not None:
            yield wrong


def _is_promise(row: Row, number: int) -> bool:
    slot, quantity = row.slots[number], row.slots[number].quantity
    if quantity.kind not in (Kind.COUNT, Kind.POINTS, Kind.DURATION) or slot.value not in range(_FEWEST, _MOST + 1):
        return False
    before = row.shape.partition(f":{number}>")[0].rpartition(" <")[0].rpartition(" ")[2]
    return (quantity.bound is Bound.EXACT and quantity.hedge in ("", "odd")) or (
        quantity.hedge == "about" and any_of("about_verbs").fullmatch(before) is not None
    )


def _judge(sheet: Sheet, slot: Slot, start: int) -> Contradiction | None:
    """The list that has more or fewer items than the slot says; what it counts is named from `start` on."""
    rest = _REST.match(sheet.text, start)
    behind_it = rest[0] if rest is not None else ""
    noun = re.match(r"[\s-]+(?P<first>[\w’'-]+)", behind_it)
    first = noun["first"].lower() if noun is not None else "of"
    named = slot.quantity.kind is not Kind.COUNT or any_of("no_noun_words").fullmatch(first) is None
    named = (
        named
        or re.match(r" of (?:the|these|those|its|his|her|their|our|them|[a-z]+[’']s) [a-z\d]", behind_it) is not None
    )
    named = named or sheet.text[: slot.span.start].endswith(" of ") or slot.claim == UNLISTED
    near = sheet.text[max(0, slot.span.start - _SHORT) : slot.span.start]
    if _AMONG.search(near) or _is_silenced(behind_it):
        return None
    end = start + len(behind_it)
    behind = _listed(sheet.text, slot, behind_it, end) if named else ()
    for listed in behind:
        wanted = int(slot.value or 0)
        if listed is None or (listed.least <= wanted and listed.most == ANY):
            continue
        if listed.least <= wanted <= listed.most:
            return None
        if abs(len(listed.items) - wanted) > _OFF:
            return None
        return _told(sheet, slot, listed)
    return None


def _is_silenced(text: str) -> bool:
    lower = text.lower()
    if not _silencing().search(lower):
        return False
    lower = re.sub(r"\b(?:no others?|at once|the other(?= (?:is|was|has|had|to|an?)\b))\b", "", lower)
    shape = re.sub(r"([^\w\s’'-])", r" \1 ", lower)
    return any_of("not_the_list").search(" ".join(shape.split())) is not None


@cache
def _silencing() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(rarest("not_the_list")))))


def _listed(text: str, slot: Slot, behind_it: str, end: int) -> Iterator[Enumeration | None]:
    """The lists that may be the promised one, the nearest first."""
    said = re.findall(r"[a-z]+", behind_it.lower())
    nouns = [singular(word) for word in said[:_NOUNS]]
    in_words = not behind_it.startswith(" of ") and (
        "-point" in slot.quantity.text or not word_set("listed_nouns").isdisjoint(map(singular, said))
    )
    told = slot.claim == UNLISTED or _TELLS.search(text[max(0, slot.span.start - _SHORT) : slot.span.start]) is not None
    yield from in_the_sentence(behind_it, told=told, in_words=in_words)
    yield in_lines(text, end)
    yield some_and_others(text[end : end + 2 * _NEAR], nouns)
    following = _SENTENCE.match(text, end)
    next_ = following["said"] if following is not None else ""
    if not next_ or _is_silenced(next_):
        return
    yield opened(next_, in_words=in_words)
    start = max(text.rfind(". ", 0, slot.span.start), text.rfind("\n", 0, slot.span.start))
    promise = f"{text[start + 1 : slot.span.start]}{behind_it}"
    near = text[end : end + len(next_) + _NEAR] if slot.claim != UNLISTED else ""
    yield from named_next(promise, next_, near)
    if slot.quantity.kind is Kind.COUNT:
        yield one_by_one(text[end : end + 2 * _NEAR], int(slot.value or 0))
        yield until_closed(text[end : end + 2 * _NEAR], promise)
        if set(nouns) & word_set("listed_nouns"):
            yield short_sentences(text[end : end + 2 * _NEAR])
    if in_words or where_closed(near_words(next_), promise) is not None:
        yield to_do(next_, int(slot.value or 0))


_TELLS = Later(r"(?:\b(?:[Tt]he|[Ff]ollowing|[Aa]ll|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Oo]ur)|[’']s) $")


def _told(sheet: Sheet, slot: Slot, listed: Enumeration) -> Contradiction:
    said, many = slot.span.of(sheet.text), len(listed.items)
    sum_ = f"{many} are listed ({', '.join(listed.items)}), the draft says {said}"
    return Contradiction(slot, (), sum_, f"“{many}”, or another list")
