"""Births, deaths and other dates of the people of a window, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from factcheck.consistency.phrases import Later, any_of, rarest, words
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.timeline import Point
from factcheck.consistency.twice import is_person
from factcheck.consistency.windows import Window
from factcheck.model import Kind
from factcheck.tables import tables, wordset

_REACH = 70
"""Characters between "born" and the year."""
_BEHIND_NAME = Later(r"[A-Z][\w’'-]+(?: ?\(|,) ?$")
_IN_BRACKETS = Later(r"(?:(?:^|[^\w])([A-Za-z]+) )?(?:[A-Z][\w’'-]+ ){1,2}[A-Z][\w’'-]+ \($")
_TITLES = "Sister|Brother|Dr|Sir|Dame|Lady|Lord|General|Captain|Colonel|Mr|Mrs|Ms|Miss|Prof|Rev|King|Queen|Princess"
_BORN_BEHIND = Later(
    r",? (?:[^.;<]{0,40} (?:was|were) born\b(?!,? (?:to|in|on|at)\b)"
    r"|as (?:the|his|her) (?:year |date )?(?:of )?(?:his |her )?birth)"
)
_OBJECT = Later(
    r"(?: (?:after|of|by|with|for|to|from|than|like|and|beside) )(?:the )?(?:[a-z]+ )*(?:[A-Z][\w’'-]+ ){1,4}\($"
)
"""Before the years of somebody who is spoken of by the way: "named after Dr Lee (1900-1970)"."""
_PRONOUN = Later(r"\b(?:he|she|i|him as|her as) (?:was |had been |is )?$")
_BOUND = Later(r"^born (?:on or )?(?:before|after|since|between|from) $")
_POSSESSIVE = Later(r"\b(?:his|her) $")
_THE = Later(r"\bthe ([a-z-]+(?: [a-z-]+)?) (?:who )?(?:was|is|had been) $")
_TWINS = Later(r"(?:the )?(?:twin|triplet)s(?: [a-z]+ and [a-z ]+)?,?(?: were)? $")
_KIND = Later(r"(?:[a-z’'.-]+ ){0,3}[a-z’'-]+, an? [a-z-]+ $")
"""A subject with what he is: "the senator, a Texan born in"."""
_NAMED = Later(
    r"((?:[A-Z][\w’'-]+ ?)+)(?:, | ?\(|, who was |was |had been )?$"
    r"|((?:[A-Z][\w’'-]+ ){1,3}[A-Z][\w’'-]+), was $"
)
_ANOTHER = Later(
    r"\b(?:his|her|their|whose|its|my|our|’s|'s) (?:[a-z-]+,? ){1,3}?(?:[a-z]+,? )?(?:was |were |had been |is )?$"
    r"|\b(?:an?|two|three|some|many) [a-z-]+,? (?:who )?(?:was |were )?$"
    r"|[a-z]+(?<!wa)(?<!i)(?<!ha)(?<!twin)(?<!triplet)s,? (?:who )?(?:were )?$"
    r"|\b(?:one|some|many|most) of (?:the|them|his|her|their)\b[^,;]*$"
)


@dataclass(frozen=True, slots=True)
class Lives:
    """The points of a window by what they are in a life; `others` are neither births nor deaths."""

    births: tuple[Point, ...]
    deaths: tuple[Point, ...]
    others: tuple[Point, ...]


def lives(sheet: Sheet, window: Window, known: Sequence[Point]) -> Lives:
    """The dates of births and of deaths in a window, of people alone, and the other dates."""
    births: list[Point] = []
    deaths: list[Point] = []
    others: list[Point] = []
    for point in known:
        if is_birth(sheet, window, point):
            births.append(point)
        elif _is_a_life(sheet, window, point) or _died().search(_lead(sheet, window, point.number)):
            deaths.append(point)
        else:
            others.append(point)
    return Lives(tuple(births), tuple(deaths), tuple(others))


def is_birth(sheet: Sheet, window: Window, point: Point) -> bool:
    """Whether a date of a window is told as that of a birth."""
    if _is_a_life(sheet, window, point):
        return point.cue == "from"
    return tells_birth(sheet, window, point.number)


def tells_birth(sheet: Sheet, window: Window, number: int) -> bool:
    """Whether words for a birth lead to a date, or follow."""
    if sheet.said().isdisjoint(_birth_words()):
        return False
    behind = _BORN_BEHIND.match(sheet.text, window.slots[number].span.end)
    return behind is not None or _born().search(_lead(sheet, window, number)) is not None


@cache
def _birth_words() -> frozenset[str]:
    """A text without any of these tells of no birth."""
    return frozenset(max(re.findall("[a-z]+", word), key=len) for word in rarest("births")) | {"born", "birth"}


def _is_a_life(sheet: Sheet, window: Window, point: Point) -> bool:
    """Whether years such as "1930-2022" stand behind a name, where lives are told of."""
    slot = window.slots[point.number]
    before = sheet.text[max(0, slot.span.start - 60) : slot.span.start]
    if slot.quantity.kind is not Kind.PERIOD:
        return False
    if _IN_BRACKETS.search(before) and sheet.text[slot.span.end : slot.span.end + 1] == ")":
        before_name = _IN_BRACKETS.search(before)
        behind = re.match(r"\) (?:was an?|,? an?) ([a-z]+)", sheet.text[slot.span.end : slot.span.end + 40])
        if re.search(rf"(?:^|[^\w])(?:{_TITLES}) (?:[A-Z][\w’'-]+ ){{1,3}}\($", before):
            return True
        nouns = [before_name[1] if before_name else None, behind[1] if behind else None]
        if any(noun and noun.lower() not in wordset("words", "stop") and is_person(noun.lower()) for noun in nouns):
            return True
    told = window.tells("late")
    return bool(_BEHIND_NAME.search(before)) and told


def _lead(sheet: Sheet, window: Window, number: int) -> str:
    """The text right before a date, back to the figure before it."""
    start = window.slots[number].span.start
    before = [slot.span.end for slot in window.slots[:number] if slot.quantity.when is not None]
    return sheet.text[max(0, start - _REACH, *before) : start].lower()


@cache
def _born() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w-])(?<!really )(?<!truly )(?:{words('births')})(?!\w)"
        r"(?:(?! born |[.!?] | (?:built|which|that (?:had|has|was)) "
        r"| (?:year|decade|generation|month|week|day)s? (?:before|after|prior) ).)*$"
    )


@cache
def _died() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{words('deaths')})(?!\w)[^.;:]*$")


def is_own(sheet: Sheet, window: Window, birth: Point) -> bool:
    """Whether a birth is of a person that the window speaks of: of no child, parent, club or country."""
    span = window.slots[birth.number].span
    lead = sheet.text[max(0, span.start - 200) : span.start].lower()
    found = _born().search(lead)
    subject = re.split(r"[.!?;:\n]\s", lead[: found.start()])[-1] if found is not None else ""
    said = found[0] if found is not None else ""
    if _bore().match(said) or _BOUND.search(said):
        return False
    if said.startswith("birth") and _POSSESSIVE.search(subject):
        return True
    if birth.cue == "from" and found is None and _OBJECT.search(sheet.text[max(0, span.start - 80) : span.start]):
        return False
    if (
        _PRONOUN.search(subject)
        or _TWINS.match(subject)
        or _KIND.fullmatch(subject)
        or re.match(r"[a-z ]+ (?:her|him)\b", said)
    ):
        return True
    subject = re.split(r" (?:said|says|that) ", subject)[-1]
    if (
        subject.endswith(("when ", "they were "))
        or (_ANOTHER.search(subject) and not _of_office(subject))
        or any_of("not_persons").search(_head_of(subject))
    ):
        return False
    opens = re.match(
        r"[^.;]{0,30}?, (?:the|its|an?) ([a-z-]+(?: [a-z-]+)?)", sheet.text[span.end : span.end + 60].lower()
    )
    return opens is None or any_of("not_persons").search(opens[1]) is None


def _of_office(subject: str) -> bool:
    """Whether somebody is who he is by an office of something: "its new director, Jo Orr, born in"."""
    found = _ITS.search(subject)
    return found is not None and any_of("offices").is_in(f" {found[1]} ")


_ITS = Later(r"\bits ((?:[a-z-]+ ){0,2}[a-z-]+), (?:[a-z’'.-]+ ){1,3}?[a-z’'.-]+, (?:who was )?$")


def _head_of(subject: str) -> str:
    """The noun that is said to be born, or the last words before."""
    noun = _THE.search(subject)
    return noun[1] if noun is not None else " ".join(re.findall(r"[\w’'-]+", subject)[-5:])


@cache
def _bore() -> re.Pattern[str]:
    """That somebody bore a child: "gave birth to her third boy in"."""
    return re.compile(rf"g(?:a|i)ven? birth to (?:his|her|him) (?:[a-z]+ )?(?:{words('relatives')})\b")


@cache
def of_relative() -> re.Pattern[str]:
    """Words for a relative of somebody: "his late father", "the poet's nephew"."""
    return re.compile(
        rf"(?:\b(?:his|her|their|whose|my|our)|['’]s)(?: [a-z]+){{0,2}} (?:{words('relatives')}|{words('kin')})\b"
    )


def subject_of(sheet: Sheet, window: Window, birth: Point) -> str:
    """The name right before "born", or behind "Born in 1950,"; an empty text where there is none."""
    span = window.slots[birth.number].span
    lead = sheet.text[max(0, span.start - 200) : span.start]
    found = _born().search(lead.lower())
    before = _NAMED.search(lead[: found.start()]) if found is not None else None
    if before is not None and ((before[1] or before[2]).startswith("The ") or lead[: before.start()].endswith("the ")):
        return ""
    if before is not None and proper(before[1] or before[2]):
        return proper(before[1] or before[2])
    opens = found is not None and not lead[: found.start()].strip(' \n"“.!?')
    behind = re.match(r", ((?:[A-Z][\w’'-]+ ?)+)", sheet.text[span.end : span.end + 60]) if opens else None
    return proper(behind[1]) if behind is not None else ""


def proper(name: str) -> str:
    """A name without the words that are capital only because a sentence begins with them."""
    return " ".join(word for word in name.split() if word.lower() not in tables("consistency")["openers"])
