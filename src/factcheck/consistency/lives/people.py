"""Who each part of a draft is about: the persons who are its subjects, one through names, pronouns and nouns.

"Ana Ruiz, the potter, fell. She broke an arm. The potter, 60, was alone" has one person, told of in three places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from factcheck.consistency.lives.cast import Cast, Person, is_verb, may_name, names_in, names_person, titles
from factcheck.consistency.lives.mentions import Mention, mentions
from factcheck.consistency.phrases import Later, any_of, word_set
from factcheck.consistency.reading import starts_of
from factcheck.consistency.sheet import Sheet
from factcheck.tables import wordset


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence from `start` on, the person it is about, if one, and whether it is of a thing of his."""

    start: int
    person: Person | None
    owned: bool = False


_Told = tuple[Person | None, bool, bool]
"""The person of a mention, whether what follows is about him, and whether it is about a thing of his."""


def parts(sheet: Sheet) -> tuple[Part, ...]:
    """The parts of a draft in order, each up to the next."""
    if "parts of people" not in sheet.memo:
        sheet.memo["parts of people"] = tuple(_read(sheet.text))
    found: tuple[Part, ...] = sheet.memo["parts of people"]
    return found


def part_at(sheet: Sheet, place: int) -> Part:
    """The part in which a place of the text stands."""
    every = parts(sheet)
    return every[bisect_right(every, place, key=lambda part: part.start) - 1]


def _read(text: str) -> Iterator[Part]:
    yield Part(0, None)
    cast = Cast()
    for cast.at, (start, end) in enumerate(pairwise([*starts_of(text), len(text)])):
        for unit in re.finditer(r"[^;\n]+", text[start:end]):
            place = start + unit.start()
            begin = len(unit[0]) - len(unit[0].lstrip(' “"'))
            closes = _CLOSES.search(unit[0], begin) if _is_quoted(text, place + begin) else None
            found = _unit(cast, unit[0], place, place + closes.start() if closes else 0)
            yield from sorted(found, key=lambda part: part.start)


_CLOSES = Later('[”"]|$')


def _is_quoted(text: str, place: int) -> bool:
    """Whether a place stands in a quotation, in which "he" is nobody that the draft tells of."""
    opens = text.rfind("\n", 0, place) + 1
    return text.count('"', opens, place) % 2 == 1 or text.count("“", opens, place) > text.count("”", opens, place)


def _unit(cast: Cast, unit: str, place: int, said_until: int) -> Iterator[Part]:
    """The parts of a sentence, or of a half up to a semicolon, that begins at `place` and is quoted up to another."""
    quoted = _QUOTED.match(unit)
    begin = quoted.end() if quoted else len(unit) - len(unit.lstrip(' “"‘(\n'))
    led = waits = _HEAD.match(unit, begin) is not None
    end, last = -1, None
    mine = _spoken_by_one(quoted, place)
    if not led:
        yield Part(place, None)
    for found in mentions().finditer(unit[begin:]):
        at = begin + found.start()
        lead = unit[begin:at]
        if found.lastgroup == "who":
            if end == at or not _ONE_OF.search(lead):
                yield Part(place + at, last if end == at else None)
            continue
        one = Mention(found.lastgroup or "", found[0], lead, unit[begin + found.end() :], led)
        told = _told(cast, one) if one.kind != "pronoun" or place + at >= said_until else (None, True, False)
        if one.said == "I" and place + at < said_until:
            mine.append(place + at)
        if told is None:
            continue
        if told[0] is not None and (_SAYS.search(lead) or (quoted and not lead)):
            yield from (Part(start, told[0]) for start in mine)
        end, last = begin + found.end(), told[0]
        if told[1]:
            apart = bool(lead) and _CONJUNCTION.search(lead) is not None
            yield Part(place + (0 if waits and not apart else at), told[0], told[2])
            waits = waits and apart
            aside = _ASIDE.match(unit, end) if one.kind == "name" and _OBLIQUE.search(lead) else None
            if aside is not None:
                yield Part(place + aside.end(), None)
        end = _end_of(one, unit, end)


def _spoken_by_one(quoted: re.Match[str] | None, place: int) -> list[int]:
    """The place of a quotation that a unit begins with, where it is of nobody but "I"."""
    return [place] if quoted and _I.search(quoted[0]) and not _OTHERS.search(quoted[0]) else []


def _end_of(one: Mention, unit: str, end: int) -> int:
    """Where "who" must stand to be of a mention, behind his age if it is told; -1 where it may be of somebody else."""
    with_age = _WITH_AGE.match(unit, end)
    if with_age is not None:
        return with_age.end()
    return -1 if one.kind == "role" and " of " in one.said else end


_SEXES = {"he": "he", "his": "he", "she": "she", "her": "she"}
_SAYS_SO = "(?:(?:says|said|recalls|recalled|adds|added|explains|explained) )"
_QUOTED = Later(rf"[“\"][^”\"]*[”\"] {_SAYS_SO}?")
_HEAD = Later(
    r"(?:(?i:born|now|today|yesterday|back|(?:last|this|next) [a-z]+|[a-z]+ (?:years?|months?|decades?)|at|in|on"
    r"|when|aged|after|before|by|though|as|since|until|from|for|during|under|with)\b"
    r"|[A-Z][a-z]+ed|[A-Z][a-z]+ (?:since|for|from|of|at|years))\b"
)
_ASIDE = Later(r", (?:now |then |aged )?\d+,")
_WITH_AGE = Later(r"(?:, (?:now |aged |now aged )?\d+| \(\d+\))(?=,? who\b)")
_I, _OTHERS = Later(r"\bI\b"), Later(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Mm]y|[Oo]ur|who)\b")
_SAYS = Later(rf"[”\"] {_SAYS_SO}?$")
"""Between a quotation and who says it."""
_LIVES = Later(r",? (?:who |\d\d,|(?:was |had been )?born (?!again))")
_CONJUNCTION = Later(r"\b(?:after|before|since|until|when|as|because|than|if|once|how) (?:the )?$")
_BESIDE = Later(
    r"\b(?:met|married|wed|beat|beats|told|with|and|by|against|replaced|replaces|succeeded|succeeds|defeated|praised"
    r"|thanked|saw|hired|named) $"
)
_ONE_OF = Later(
    r"\b(?:(?:one of|among) (?:the )?[a-z]+(?: [a-z]+)?|the (?:first|last|only|youngest|oldest)(?: [a-z]+){1,2})$"
)
_AS = Later(r"(?:\b(?:as|like|than|being|was|is|became|become|called|named)|,|\() $")
_OBLIQUE = Later(
    r"\b(?:in|at|of|from|to|for|with|near|off|by|on|against|the|over|after|before|and|than|like) $", re.IGNORECASE
)


def _told(cast: Cast, one: Mention) -> _Told | None:
    """What a mention tells; a person whom a sentence begins with leads it."""
    told = _read_mention(cast, one)
    if told is not None and told[0] is not None and (one.opens or one.led):
        told[0].leads = True
    return told


def _read_mention(cast: Cast, one: Mention) -> _Told | None:
    if one.kind == "pronoun":
        sex = _SEXES.get(one.said.lower())
        return (cast.he(sex) if sex else None), True, False
    if one.kind == "other" or (one.kind == "it" and one.does):
        return None, True, False
    readers = {"kin": _kin, "owned": _owned, "name": _name, "role": _role}
    return readers[one.kind](cast, one) if one.kind in readers else None


def _kin(cast: Cast, one: Mention) -> _Told:
    """A relative of somebody, who from then on may be meant as well."""
    owner, *rest = re.split("[’']s ", one.said)
    first = one.said.split()[0].lower()
    if rest and names_in(owner):
        cast.named(names_in(owner))
    elif rest:
        cast.role(owner.split()[-1].lower())
    elif first in _SEXES:
        cast.he(_SEXES[first])
    person = cast.named(names_in((rest or [owner])[-1]), one.said.lower().split())
    return person, one.does or one.apposed or one.opens, False


def _owned(cast: Cast, one: Mention) -> _Told | None:
    if not (one.opens or one.does or one.apposed):
        return None
    owner, noun = re.split("[’']s ", one.said)[0], one.said.split()[-1].lower()
    sex = _SEXES.get(one.said.split()[0].lower())
    whose = cast.he(sex) if sex else None
    if names_person(noun):
        if not sex and names_in(owner):
            cast.named(names_in(owner))
        return cast.named((), {noun}), True, False
    if not (one.opens or one.does):
        return None, True, False
    if sex:
        return whose, True, True
    return (cast.named(names_in(owner)) if names_in(owner) else cast.role(owner.split()[-1].lower())), True, True


def _name(cast: Cast, one: Mention) -> _Told | None:
    every, article = one.said.split(), one.said[:4].lower() == "the "
    plain = [word for word in every if word[:1].islower()]
    if any(is_verb(word) or word in wordset("words", "stop") - {"the", "a", "an"} for word in plain):
        said = " ".join(every[: len(plain) + 1])
        return _role(cast, Mention("role", said, one.lead, one.behind, one.led)) if article else None
    names, low = names_in(one.said), {word.lower().strip(".") for word in every}
    roles = {word for word in low if names_person(word) or word in titles()}
    if not names or (len(names) == 1 and article and not roles):
        return (None, True, False) if one.opens and not one.led else None
    if any(word[:1].isupper() and any_of("not_persons").is_in(word.lower()) for word in every[1:]):
        return (None, True, False) if one.opens or one.does else None
    if one.led and one.opens and len(every) == 1:
        return None
    titled = low & titles() or (one.does and _CONJUNCTION.search(one.lead))
    oblique = not titled and _OBLIQUE.search(one.lead) is not None
    known = cast.known(names)
    if not (one.opens or (one.does and not oblique) or (one.apposed and (not oblique or len(names) >= 1))):
        if known or (len(names) > 1 and _BESIDE.search(one.lead)):
            (known or cast.named(names, roles)).last = cast.at
        elif len(names) > 1:
            cast.aside = names
        return known, False, False
    follows = one.does or one.apposed or one.behind.startswith(",")
    if len(names) == 1 and not (known or roles or (follows and may_name(names[0]))):
        return None, True, False
    return cast.named(names, roles, merges=one.opens or (one.led and one.lead.endswith(", "))), True, False


def _role(cast: Cast, one: Mention) -> _Told | None:
    """A noun with an article: "the poet" who was told of, "a farmer", or something that is no person."""
    article, *rest = one.said.split()
    size = next(
        (n for n, word in enumerate(rest) if n and (_acts(word) or word in wordset("words", "stop"))), len(rest)
    )
    head, left = rest[:size], rest[size:]
    does, behind = bool(left) and _acts(left[0]), " ".join(["", *left]) + one.behind
    follows = one.led and one.lead.endswith(", ")
    person = any("year-old" in word for word in head) or names_person(head[-1]) or _LIVES.match(behind) is not None
    person = person and head[-1] not in word_set("not_persons")
    new = article.lower() != "the" or head[0] in word_set("others_of_kind") or (not left and behind.startswith(" who "))
    oblique = _OBLIQUE.search(one.lead) is not None
    if person and new and (oblique or _BESIDE.search(one.lead)):
        cast.named((), {head[-1]})
    if not (one.opens or does or one.apposed) or (_AS.search(one.lead) and not (follows and (does or one.apposed))):
        return None
    if not person or oblique or not (one.opens or follows or one.apposed):
        return None, True, False
    return (cast.named((), {head[-1]}) if new else cast.role(head[-1], apart=not (one.opens or one.led))), True, False


def _acts(word: str) -> bool:
    return word == "born" or is_verb(word)
