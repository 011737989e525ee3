"""Who each part of a draft is about: the persons who are its subjects, one through names, pronouns and nouns.

"Ana Ruiz, the potter, fell. She broke an arm. The potter, 60, was alone" has one person, who is told of in three places.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from factcheck.consistency.phrases import Later, word_set, words
from factcheck.consistency.reading import starts_of
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.twice import is_person
from factcheck.tables import tables, verb_forms, wordset

_NO_NAME = "The|An?|One|Another|January|February|March|April|May|June|July|August|September|October|November|December|[A-Z][a-z]+day"
_CAP = rf"(?!(?:{_NO_NAME})\b)[A-Z][\w’'-]*\w"
_NAME = rf"{_CAP}(?: (?:(?:de|da|di|van|von|der|bin|al|ben|ibn) )*(?:{_CAP}|[A-Z]\.))*"
_FAR = 3
"""Sentences after which a pronoun or noun no longer points back to who was told of."""
_SEXES = {
    "he": "mr sir lord king prince father grandfather son grandson uncle nephew brother husband widower actor priest monk man boy".split(),
    "she": "granddaughter aunt niece mrs ms miss dame lady queen princess sister mother grandmother daughter wife widow actress heiress nun"
    " duchess countess woman girl great-grandmother".split(),
}


@dataclass(eq=False, slots=True)
class Person:
    """Somebody a draft tells of: `names` and `roles` in the words it has, `sex` "he" or "she" where it is told.

    `last` is the last sentence that he was spoken of in.
    """

    names: tuple[str, ...] = ()
    roles: set[str] = field(default_factory=set)
    sex: str = ""
    last: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a sentence from `start` on, the person it is about, if one, and whether it is of a thing of his."""

    start: int
    person: Person | None
    owned: bool = False


def parts(sheet: Sheet) -> tuple[Part, ...]:
    """The parts of a draft in order, each up to the next."""
    if "parts of people" not in sheet.memo:
        sheet.memo["parts of people"] = tuple(_Reader(sheet.text).read())
    found: tuple[Part, ...] = sheet.memo["parts of people"]
    return found


def part_at(sheet: Sheet, place: int) -> Part:
    """The part in which a place of the text stands."""
    every = parts(sheet)
    return every[bisect_right(every, place, key=lambda part: part.start) - 1]


@cache
def _mentions() -> re.Pattern[str]:
    owner = rf"(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur|(?:{_CAP} )*[\w’'-]+(?:[’']s|s[’']))"
    return re.compile(
        rf"\b(?P<kin>(?:[Tt]he (?:[a-z-]+ )?)?{owner}(?: [a-z-]+){{0,2}}? (?:(?:great-)?(?:grand|step))?(?:{words('relatives')})\b(?:,? {_NAME})?)"
        r"|\b(?P<pronoun>(?:[Hh]e|[Ss]he|I|[Tt]hey|[Ww]e|[Yy]ou)\b(?!-)|(?:his|her)(?= [\w-]+ (?:birthday|year\b)))"
        r"|(?P<who>,? [“\"]?who\b)"
        r"|\b(?P<other>(?:that(?! (?:year|month|week|day|time|summer|winter))|which|whose|whom|where|what|while|whereas"
        r"|[Ii]ts?|[Tt]here (?:is|was|are|were|will))\b)"
        rf"|\b(?P<owned>(?:[Hh]is|[Hh]er|[Mm]y|[Tt]he (?:[a-z-]+ )?[a-z]+[’']s|{_NAME}[’']s) [\w-]+)"
        rf"|(?P<name>(?:(?:^[\w’'-]+|\b[Tt]he|\b[Aa]n?)(?: (?!(?:of|in|at|on|for|to|by|from|with|and|or|is|was|had|has)\b)[a-z][\w-]+){{0,3}} )?{_NAME})"
        r"|\b(?P<role>(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother)(?: (?!(?:s?he|it|they|we|who|that|which|his|her)\b)[a-z\d][\w-]*){1,4})"
    )


_SEX_OF = {"he": "he", "his": "he", "she": "she", "her": "she"}
_HEAD = Later(
    r"(?:(?i:born|now|today|[a-z]+ (?:years?|months?|decades?)|at|in|on|when|aged|after|before|by|though|as|since|until|from|for|during|under|with)\b|[A-Z][a-z]+ed"
    r"|[A-Z][a-z]+ (?:since|for|from|of|at|years))\b"
)
_APPOSED = Later(r",? (?:[“\"]?who\b|now\b|aged\b|born\b|a sprightly\b)|, \d| \((?:\d|born|b\.)")
_ASIDE = Later(r", (?:now |aged )?\d+,")
_LIVES = Later(r",? (?:who |\d\d,|(?:was |had been )?born (?!again))")
_CONJUNCTION = Later(r"\b(?:after|before|since|until|when|as|because|than|if|once|how) (?:the )?$")
_BESIDE = Later(r"\b(?:met|married|wed|beat|beats|told|with|and|by|against|replaced|replaces|succeeded|succeeds|defeated|praised|thanked|saw|hired|named) $")
_ONE_OF = Later(r"\b(?:(?:one of|among) (?:the )?[a-z]+(?: [a-z]+)?|the (?:first|last|only|youngest|oldest)(?: [a-z]+){1,2})$")
_AS = Later(r"(?:\b(?:as|like|than|being|was|is|became|become|called|named)|,|\() $")
_OBLIQUE = Later(r"\b(?:in|at|of|from|to|for|with|near|off|by|on|against|the|over|after|before|and|for|than|like) $", re.I)


def is_verb(word: str) -> bool:
    return word in verb_forms("finite") or word in word_set("past_forms") or word in _AUX or (word.endswith("ed") and len(word) > 4)


_AUX = frozenset("is was are were has had have will would can could may might must did does still also later first".split())


class _Reader:
    """Reads one draft from its beginning and keeps the persons it has met."""

    def __init__(self, text: str) -> None:
        self.text, self.persons, self.at = text, [], 0  # type: tuple[str, list[Person], int]

    def read(self) -> Iterator[Part]:
        yield Part(0, None)
        for number, (start, end) in enumerate(pairwise([*starts_of(self.text), len(self.text)])):
            self.at = number
            for first, last in _units(self.text, start, end):
                yield from sorted(self._unit(first, last), key=lambda part: part.start)

    def _unit(self, start: int, end: int) -> Iterator[Part]:
        unit = self.text[start:end]
        quoted = re.match(r"[“\"][^”\"]*[”\"] ", unit)
        begin = quoted.end() if quoted else len(unit) - len(unit.lstrip(' “"‘(\n'))
        open_, first = _HEAD.match(unit[begin:]) is not None, True
        before: tuple[int, Person | None] = (-1, None)
        if not open_:
            yield Part(start, None)
        for found in _mentions().finditer(unit[begin:]):
            kind, at = found.lastgroup or "", found.start()
            opens = at == 0
            if kind == "who":
                if before[0] == at and before[1] is not None:
                    yield Part(start + begin + at, before[1])
                elif before[0] == at or not _ONE_OF.search(unit[: begin + at]):
                    yield Part(start + begin + at, None)
                continue
            told = self._told(kind, found, unit[begin:], opens, open_)
            if told is None:
                continue
            person, is_subject, owned = told
            before = (found.end(), person)
            if is_subject:
                clause = _CONJUNCTION.search(unit[: begin + at]) is not None and not opens
                yield Part(start if first and open_ and not clause else start + begin + at, person, owned)
                first = first and clause
                aside = _ASIDE.match(unit, begin + found.end()) if kind == "name" and _OBLIQUE.search(unit[: begin + at]) else None
                if aside is not None:
                    yield Part(start + aside.end(), None)

    def _told(self, kind: str, found: re.Match[str], unit: str, opens: bool, open_: bool) -> tuple[Person | None, bool, bool] | None:
        """The person of a mention, whether what follows is of him, and whether it is of a thing of his."""
        said, behind = found[0], unit[found.end() :]
        word = re.match(r" ([a-z]+)", behind)
        does = word is not None and is_verb(word[1])
        apposed = _APPOSED.match(behind) is not None
        lead = unit[: found.start()]
        if kind == "kin":
            if owner := _names(re.split("[’']s ", said)[0]) if re.search("[’']s ", said) else ():
                self._named(owner, set())
            elif re.search("[’']s ", said):
                self._role(re.split("[’']s ", said)[0].split()[-1].lower())
            elif said.split()[0].lower() in _SEX_OF:
                self._he(_SEX_OF[said.split()[0].lower()])
            person = self._named(_names(said.split("’s ")[-1].split("'s ")[-1]), set(said.lower().split())) if does or apposed or opens else None
            return person, does or apposed or opens, False
        if kind == "pronoun":
            return (self._he(_SEX_OF[said.lower()]) if said.lower() in _SEX_OF else None), True, False
        if kind == "other" and (said.lower() not in ("it", "its") or does):
            return None, True, False
        if kind == "other":
            return None
        if kind == "owned":
            who = said.split()[0].lower()
            if not (opens or does):
                return None
            noun = said.split()[-1].lower()
            if _is_person(noun):
                return self._named((), {noun}), True, False
            if who in ("his", "her"):
                return self._he("he" if who == "his" else "she"), True, True
            names = _names(re.split("[’']s", said)[0])
            if names:
                return self._named(names, set()), True, True
            return (self._role(said.lower().split("’s")[0].split("'s")[0].split()[-1]), True, True)
        if kind == "name":
            return self._name(said, opens, does, apposed, lead, behind, open_)
        return self._noun(said, opens, lead, behind, open_)

    def _name(self, said: str, opens: bool, does: bool, apposed: bool, lead: str, behind: str, open_: bool) -> tuple[Person | None, bool, bool] | None:
        plain = [word for word in said.split() if word[:1].islower()]
        if any(is_verb(word) or word in wordset("words", "stop") - {"the", "a", "an"} for word in plain):
            return self._noun(" ".join(said.split()[: len(plain) + 1]), opens, lead, behind, open_) if said[:4].lower() == "the " else None
        names, roles = _names(said), {word.lower() for word in said.split() if _is_person(word.lower())}
        titled = {word.lower().strip(".") for word in said.split()} & _all_titles()
        if not names or (len(names) == 1 and said[:4].lower() == "the " and not roles | titled):
            return (None, True, False) if opens and not open_ else None
        if any(word[:1].isupper() and word.lower() in word_set("not_persons") for word in said.split()[1:]):
            return (None, True, False) if opens or does else None
        if open_ and opens and " " not in said:
            return None
        oblique = _OBLIQUE.search(lead) is not None and not (titled or (does and _CONJUNCTION.search(lead)))
        subject = opens or ((does or apposed) and not oblique) or (apposed and (oblique or len(names) > 1))
        known = self._known(names)
        if not subject:
            if known or (len(names) > 1 and _BESIDE.search(lead)):
                (known or self._named(names, roles | titled)).last = self.at
            return (known, False, False)
        if len(names) == 1 and not (known or titled or roles or (does or apposed or behind.startswith(",")) and _may_name(names[0])):
            return None, True, False
        return self._named(names, roles | titled, merges=opens or (open_ and lead.endswith(", "))), True, False

    def _noun(self, said: str, opens: bool, lead: str, behind: str, open_: bool) -> tuple[Person | None, bool, bool] | None:
        article, *rest = said.split()
        head: list[str] = []
        for word in rest:
            if head and (is_verb(word) or word in wordset("words", "stop")):
                break
            head.append(word)
        cut = len(head) < len(rest)
        does = (cut and is_verb(rest[len(head)])) or _APPOSED.match(behind) is not None
        noun = head[-1].lower() if head else ""
        aged = any("year-old" in word for word in head)
        person = aged or _is_person(noun) or _LIVES.match(" ".join(["", *rest[len(head) :]]) + behind) is not None
        if (_AS.search(lead) and not (open_ and does and lead.endswith(", "))) or not (opens or does):
            return None
        if not person or (_OBLIQUE.search(lead) and not (does and _CONJUNCTION.search(lead))):
            return None, True, False
        defined = len(head) == len(rest) and behind.startswith(" who ")
        if not opens and not (open_ and lead.endswith(", ")) and not _APPOSED.match(behind):
            return None, True, False
        if article.lower() != "the" or defined or head[0] in ("new", "other", "next", "second", "third", "current", "previous"):
            return self._named((), {noun}), True, False
        return self._role(noun), True, False

    def _known(self, names: tuple[str, ...]) -> Person | None:
        for person in reversed(self.persons):
            if set(names) & set(person.names):
                if len(names) > 1 and len(person.names) > 1 and names[0] != person.names[0] and names[-1] == person.names[-1]:
                    continue
                return person
        return None

    def _named(self, names: tuple[str, ...], roles: set[str], *, merges: bool = False) -> Person:
        person = self._known(names) if names else None
        if person is None and merges and len(self.persons) == 1 and not self.persons[0].names:
            only = self.persons[0]
            if not only.roles or only.roles & roles:
                person = only
        if person is None:
            person = Person()
            self.persons.append(person)
        if len(names) > len(person.names):
            person.names = names
        person.roles |= roles
        person.sex = person.sex or next((sex for sex, told in _SEXES.items() if roles & set(told)), "")
        person.last = self.at
        return person

    def _he(self, sex: str) -> Person | None:
        fitting = [person for person in self.persons if person.sex in ("", sex)]
        if not self.persons:
            return self._anonymous(sex)
        for reach in (0, 1, _FAR):
            near = [person for person in fitting if self.at - person.last <= reach]
            if len(near) == 1:
                near[0].last, near[0].sex = self.at, sex
                return near[0]
            if near:
                return None
        return None

    def _role(self, noun: str) -> Person | None:
        sex = next((sex for sex, told in _SEXES.items() if noun in told), "")
        near = [one for one in self.persons if self.at - one.last <= _FAR and (not sex or one.sex in ("", sex))]
        same = [one for one in near if noun in one.roles]
        if len(same or near) == 1:
            (same or near)[0].last = self.at
            (same or near)[0].roles.add(noun)
            return (same or near)[0]
        if not near:
            return self._named((), {noun})
        return None

    def _anonymous(self, sex: str) -> Person:
        person = Person(sex=sex, last=self.at)
        self.persons.append(person)
        return person


def _units(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence parted at its semicolons and line breaks."""
    for found in re.finditer(r"[^;\n]+", text[start:end]):
        yield start + found.start(), start + found.end()


@cache
def _all_titles() -> frozenset[str]:
    return frozenset(tables("consistency")["openers"]) - wordset("words", "stop") | frozenset(
        word for told in _SEXES.values() for word in told
    ) | {"rev", "reverend", "justice", "bishop", "professor", "colonel", "captain", "admiral", "private", "lt", "sgt"}


def _is_person(noun: str) -> bool:
    if noun in word_set("not_persons"):
        return False
    return is_person(noun) or any(noun in word_set(name) for name in ("persons", "singulars", "offices", "callings")) or noun in _all_titles()


def _may_name(word: str) -> bool:
    """Whether a word with a capital that opens a sentence may be a name: none in the plural, none of a deed."""
    return not word.endswith(("s", "ing", "ion", "ment", "body", "try")) or word.endswith("ss")


def _names(said: str) -> tuple[str, ...]:
    """The words of a name without titles, offices and what a sentence begins with."""
    found: list[str] = []
    every = said.replace(".", "").split()
    for at, word in enumerate(every):
        low = word.lower()
        if found and word[:1].isupper() and at == len(every) - 1:
            found.append(re.sub(r"[’']s$", "", word))
        elif not word[:1].isupper():
            found = [] if low not in ("de", "da", "di", "van", "von", "der", "bin", "al", "ben", "ibn") else found
        elif low not in _all_titles() and low not in wordset("words", "stop") and not _is_person(low):
            found.append(re.sub(r"[’']s$", "", word))
    return tuple(found)
