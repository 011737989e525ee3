"""What sets a figure that is spoken of as known apart from the one before it: a rival, another name, place or time."""

from __future__ import annotations

import re
from functools import cache

from factcheck.consistency.beside import Mention
from factcheck.consistency.mentions import sides
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.twice import is_person
from factcheck.model import Bound, Kind
from factcheck.tables import wordset
from factcheck.text import stem

_CLOSE = 5
"""Words behind a figure that say where or which it is."""
_BEFORE = 6
"""Words before it that do."""
_PLACED = Later(r"(?:[- ][a-z]+){0,3} (?:on|in|at|from|across) (?:the )?([A-Z][a-z]+)")
_NAME = Later(r"[-‐‑]\w+ ([A-Z][a-z]+)")
_AGED_NAME = Later(r" ([A-Z][\w’'-]+)( [A-Z][\w’'-]+)?")
_THEN = (["before"], ["after"], ["since"], ["earlier"], ["later"])
_BACK_THEN = Later(
    r" (?:per cent |percent )?(?:of|in|from) "
    r"(?P<when>last (?:week|month|quarter|year|season)|an? (?:week|month|year|decade) (?:ago|before|earlier))(?= )"
)
"""What says right behind a figure that it is an earlier one: "the 13.2 of a year ago"."""
_OWN = ("his", "her", "their", "its")
_FULL_NAME = Later(r"\b[A-Z][a-z]+ ([A-Z][\w’'-]+)")
_OF_NAME = Later(r"(?:[- ][a-z]+){1,2} of (?:the )?([A-Z][a-z]+)")
_OPENS = Later(
    r" (?:in|at|across|among|elsewhere)(?: [^ ,]+){1,4} ,(?! <)|"
    r" (?:in|at|across|among) (?:the )?[^ ,]+ (?:the|its|their|his|her|all) (?:[^ ]+ )*$"
)


def is_told_apart(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether a name, month, year or place beside the second figure says that it is of another thing or time."""
    before, after = sides(sheet, second)
    if _are_joined(sheet, first, second) or _OF_BEFORE.match(after):
        return True
    elsewhere = second.kind is not Kind.AGE and any_of("known_elsewhere").search(" ".join(after.split()[:_CLOSE]))
    then = _BACK_THEN.match(after)
    if then is not None and then["when"] not in sheet.rows[first.row].shape:
        return True
    if elsewhere or after.split()[:1] in _THEN or has_other_name(sheet, first, second):
        return True
    said = (sheet.rows[first.row].shape, before, " ".join(after.split()[:_BEFORE]))
    months = [wordset("words", "months") & set(re.findall(r"[a-z]+", words)) for words in said]
    if (
        (months[0] and months[1] - months[0])
        or (months[2] - months[0] and not first.headline)
        or (second.dated and not first.dated and not first.headline)
    ):
        return True
    return (second.slot.value or 0) < (first.slot.value or 0) and is_placed(sheet, first, second)


_OF_BEFORE = Later(
    r" (?:[a-z]+ )?of (?:an?|last|the previous|the past|the same) (?:year|month|week|quarter|day|decade|season)(?!\S)"
)
_AND_MORE = Later(r" (?:[a-z]+ ){1,2}and (?:their|his|her|its|the|an?|two|three|four|<count:\d+>) [a-z]+")
_MORE_AND = Later(
    r"(?<!\S)(?:an?|the|his|her|their) (?:[a-z]+ ){1,2}(?:, <age:\d+> , )?and (?:(?:his|her|their|the) )?$"
)


def _are_joined(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the smaller of two counts of people is one item of a list: "the two girls and their grandmother"."""
    less = min((first, second), key=lambda one: one.slot.value or 0)
    if first.kind is not Kind.COUNT or not (is_person(less.head) or less.head in word_set("one_person")):
        return False
    before, after = sides(sheet, less)
    return _AND_MORE.match(after) is not None or _MORE_AND.search(before) is not None


def is_placed(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether the name of a place stands behind the second figure that the first's sentence does not have."""
    placed = _PLACED.match(sheet.text[second.slot.span.end :])
    name = placed[1].lower() if placed is not None else ""
    return bool(name) and stem(name) not in first.words and name.removesuffix("s") not in _days()


@cache
def _days() -> frozenset[str]:
    return wordset("words", "months") | wordset("words", "weekdays")


def has_other_name(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether a name stands behind the second that the sentence before lacks: "212 rooms", "the 280-room Imperial".

    Also whether it is of a person who is named before it, "Alan Telfer, 61, has 74 of his 820", or a building's age.
    """
    if second.kind is Kind.AGE:
        noun = sides(sheet, second)[1].split()[:1]
        name = _AGED_NAME.match(sheet.text[second.slot.span.end :])
        if name is not None and name[1] not in first.named:
            known = stem(name[1].lower()) in first.words
            if known or (name[2] and not first.headline):
                return True
        return bool(noun) and noun[0] in word_set("known_things") | word_set("same_things_at_large")
    if second.before in _OWN and not first.headline:
        names = _FULL_NAME.findall(sheet.text[sheet.rows[second.row].span.start : second.slot.span.start])
        if any(stem(last.lower()) not in first.words for last in names):
            return True
    behind = sheet.text[second.slot.span.end :]
    name = _NAME.match(behind) or _OF_NAME.match(behind)
    return name is not None and not first.headline and stem(name[1].lower()) not in first.words


def has_rival(sheet: Sheet, second: Mention) -> bool:
    """Whether "its rival" or the like before a figure says that it is another's."""
    return any_of("other_things").search(sides(sheet, second)[0]) is not None


def is_of_another(sheet: Sheet, second: Mention, *, hedged: bool = False) -> bool:
    """Whether the words before the second figure bring in another thing, part or time; it may be `hedged`."""
    before = sides(sheet, second)[0].replace(" each of the ", " the ").replace(" each of those ", " those ")
    if second.slot.value == 1 or not (hedged or second.slot.quantity.bound in (Bound.EXACT, Bound.ABOUT)):
        return True
    if (second.kind is Kind.AGE and any_of("apart_kin").search(before)) or has_rival(sheet, second):
        return True
    words = before.split()
    if any_of("anaphora_others").search(" ".join(words[-_BEFORE:])) or {"first", "second", "third"} & set(words[-2:]):
        return True
    return _OPENS.match(before) is not None


_OF_WHOLE = Later(r" (?:of )?(?:the|its|their|his|her|all the|what)(?: [a-z’']+| <[a-z]+:\d+>){1,5}")
_NO_NOUN = frozenset({"of", "the", "its", "their", "his", "her", "all", "what"})


def is_of_other_whole(sheet: Sheet, first: Mention, second: Mention) -> bool:
    """Whether a fraction and a share have each a whole behind it, with no noun in common: "half the money"."""
    wholes = [_OF_WHOLE.match(sides(sheet, one)[1]) for one in (first, second)]
    if Kind.RATIO not in (first.slot.quantity.kind, second.slot.quantity.kind) or None in wholes:
        return False
    ours, theirs = ({stem(word) for word in re.findall(r"[a-z]{3,}", found[0])} for found in wholes if found)
    return not (ours & theirs) - _NO_NOUN
