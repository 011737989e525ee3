"""The persons of a draft, each met again by name, pronoun or noun, and the words that name persons."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from factcheck.consistency import twice
from factcheck.consistency.phrases import word_set
from factcheck.tables import tables, verb_forms, wordset

_FAR = 3
"""Sentences after which a pronoun or noun no longer points back to who was told of."""


@dataclass(eq=False, slots=True)
class Person:
    """Somebody a draft tells of: `names` and `roles` in the words it has, `sex` "he" or "she" where it is told.

    `last` is the last sentence that he was spoken of in, and one `leads` who a sentence began with.
    """

    names: tuple[str, ...] = ()
    roles: set[str] = field(default_factory=set)
    sex: str = ""
    last: int = 0
    leads: bool = False

    @property
    def is_kin(self) -> bool:
        """Whether he is known as a relative of somebody alone: "her father"."""
        return not self.names and len(self.roles) > 1 and not self.roles.isdisjoint(word_set("relatives"))


class Cast:
    """The persons met so far in a draft that is read from its beginning; `at` is the sentence that is read."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.at = 0
        self.aside: tuple[str, ...] = ()

    def known(self, names: tuple[str, ...]) -> Person | None:
        """The person who has one of the names, and not another first name."""
        for person in reversed(self.persons):
            other = len(names) > 1 and len(person.names) > 1 and names[0] != person.names[0]
            if set(names) & set(person.names) and not (other and names[-1] == person.names[-1]):
                return person
        return None

    def named(self, names: tuple[str, ...], roles: Iterable[str] = (), *, merges: bool = False) -> Person:
        """The person of a name, or a new one; with `merges` perhaps the one who was only "he" or "the poet"."""
        roles = set(roles)
        person = self.known(names)
        told = [one for one in self.persons if not one.is_kin]
        if person is None and merges and len(told) == 1 and not told[0].names:
            person = told[0] if not told[0].roles or told[0].roles & roles else None
        if person is None:
            person = self._new()
        if len(names) > len(person.names):
            person.names = names
        person.roles |= roles
        person.sex = person.sex or _sex_of(roles)
        person.last = self.at
        return person

    def he(self, sex: str) -> Person | None:
        """Whom "he" or "she" points to; ``None`` where it may be more than one."""
        if all(one.sex not in ("", sex) for one in self.persons):
            person = self._new()
            person.sex, person.names = sex, () if self.persons[1:] else self.aside
        for reach in (0, 1, _FAR):
            near = [one for one in self.persons if one.sex in ("", sex) and self.at - one.last <= reach]
            if reach == _FAR:
                near = [one for one in near if one.leads] or near
            for one in near:
                one.last, one.sex = self.at, sex if len(near) == 1 else one.sex
            if near:
                return near[0] if len(near) == 1 else None
        return None

    def role(self, noun: str, *, apart: bool = False) -> Person | None:
        """Whom "the poet" points to, with `apart` none of the same sentence; ``None`` where it may be more than one."""
        sex = _sex_of((noun,))
        near = [
            one for one in self.persons if apart <= self.at - one.last <= _FAR and (not sex or one.sex in ("", sex))
        ]
        near = [one for one in near if noun in one.roles] or [one for one in near if not one.is_kin]
        if len(near) > 1:
            return None
        person = near[0] if near else self._new()
        person.roles.add(noun)
        person.last = self.at
        return person

    def _new(self) -> Person:
        self.persons.append(Person(last=self.at))
        return self.persons[-1]


def _sex_of(roles: Iterable[str]) -> str:
    said = set(roles)
    return next((sex for sex, name in (("he", "men"), ("she", "women")) if said & word_set(name)), "")


def is_verb(word: str) -> bool:
    """Whether a word may be the verb of a sentence."""
    ends = word.endswith("ed") and len(word) > 4
    return (
        ends or word in verb_forms("finite") or word in word_set("past_forms") or word in word_set("life_auxiliaries")
    )


@cache
def titles() -> frozenset[str]:
    """Words before a name, and those that a sentence may begin with before one."""
    openers = frozenset(tables("consistency")["openers"]) - wordset("words", "stop")
    return openers | word_set("men") | word_set("women") | word_set("titles")


@cache
def names_person(noun: str) -> bool:
    """Whether a noun in lower case names persons by what they are."""
    if noun in word_set("not_persons"):
        return False
    told = any(noun in word_set(name) for name in ("persons", "singulars", "offices", "callings"))
    return told or twice.is_person(noun) or noun in titles()


def names_in(said: str) -> tuple[str, ...]:
    """The words of a name without titles, offices and what a sentence begins with."""
    found: list[str] = []
    every = said.replace(".", "").split()
    for at, word in enumerate(every):
        low = word.lower()
        if not word[:1].isupper():
            found = found if low in word_set("name_particles") else []
        elif (found and at == len(every) - 1) or not (
            low in titles() or low in wordset("words", "stop") or names_person(low)
        ):
            found.append(re.sub(r"[’']s$", "", word))
    return tuple(found)


def may_name(word: str) -> bool:
    """Whether a single word with a capital that opens a sentence may be a name: none in the plural, none of a deed."""
    return word.endswith("ss") or not word.endswith(("s", "ing", "ion", "ment", "body", "try"))
