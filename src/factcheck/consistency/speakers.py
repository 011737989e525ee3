"""Who speaks in a sentence: by name, by what he is, or as "he"; and whether two sentences have one speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.tables import wordset

_WORD = Later(r"[\w’'-]+")
_NO_PERSONS = ("union", "opposition", "rival", "critic")
_REACH = 60
"""Characters between a verb of saying and the name of who speaks."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks in a sentence: the names beside a verb of saying, a word for a person, or a pronoun."""

    says: bool
    names: frozenset[str]
    role: str
    pronoun: bool


def speaker_in(text: str) -> Speaker:
    """The speaker of a sentence without what is quoted in it."""
    names: set[str] = set()
    roles: list[str] = []
    pronoun = _pronoun_says().search(text) is not None
    found = list(_saying().finditer(text))
    for verb in found:
        before, behind = _last_part(text[: verb.start()]), _first_part(text[verb.end() :])
        behind = "" if verb[0].lower() in _TO_WHOM else behind
        said = {name for name in names_in(behind) if name.lower() not in _small()}
        whom, who = _ROLE_BEHIND.fullmatch(behind), None if said else _ROLE_BEFORE.search(before)
        names |= said or {name for name in names_in(before) if name.lower() not in _small()}
        roles += [one[1].lower() for one in (whom, who) if one]
    return Speaker(bool(found), frozenset(names), roles[0] if roles else "", pronoun)


_TO_WHOM = ("told", "tell", "tells", "assured")


@cache
def _small() -> frozenset[str]:
    return wordset("words", "stop") | {"all", "not", "no", "none", "both"}


_ROLE_BEFORE = Later(r"(?:^|\W)(?:[Tt]he|[Hh]er|[Hh]is|[Ii]ts) (?:[a-z’'-]+ )?([a-z]+)\W+$")
_ROLE_BEHIND = Later(r"\W+(?:the|her|his|its) (?:[a-z’'-]+ )?([a-z]+)\W*")


def _last_part(text: str) -> str:
    return re.split(r"[;:]\s|(?<![A-Z])\.\s|\bthat\b", text[-_REACH:])[-1]


def _first_part(text: str) -> str:
    return re.split(r"[;:,]\s|(?<![A-Z])\.(?:\s|$)|\bthat\b", text[:_REACH])[0]


_NAME = Later(r"(?<!\w)[A-ZÀ-Þ][\w’'-]+")


def names_in(text: str) -> frozenset[str]:
    """Words with a capital that are no known beginning of a sentence, month or day."""
    found = [match[0].removesuffix("'s").removesuffix("’s") for match in _NAME.finditer(text)]
    return frozenset(name for name in found if name.lower() not in word_set("no_speakers"))


def are_one(told: str, quoted: str, *, quoted_later: bool) -> bool:
    """Whether the speaker of a paraphrase and of the sentence with a quotation are one, from what is not quoted."""
    both = (told, quoted)
    if any(any_of("other_speakers").search(" ".join(_untitled(text))) for text in both):
        return False
    teller, speaker = speaker_in(told), speaker_in(quoted)
    if not teller.says:
        return False
    if not speaker.says:
        return not _WORD.search(quoted)  # the quotation alone
    if teller.names and speaker.names:
        return bool(teller.names & speaker.names)
    later = speaker if quoted_later else teller
    if later.pronoun or teller.pronoun or speaker.pronoun:
        return True
    if teller.role and speaker.role:
        return teller.role == speaker.role
    role, text = (teller.role, quoted) if speaker.names else (speaker.role, told)
    before = bool(speaker.names) is quoted_later  # a role and then its bearer's name: "The widow said"
    if not role or (role in word_set("other_roles") and not (before and role not in _NO_PERSONS)):
        return False
    return bool(word_set("officers") & set(_WORD.findall(text.lower()))) is (role in word_set("officers"))


def _untitled(text: str) -> list[str]:
    """The words in lower case, but for those before a name: "Sister Agnes"."""
    found = _WORD.findall(text)
    return [
        word if word[0].isupper() and following[:1].isupper() else word.lower()
        for word, following in zip_longest(found, found[1:], fillvalue="")
    ]


@cache
def _saying() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?<!was )(?<!were )(?:{words('says')})(?!\w)", re.IGNORECASE)


@cache
def _pronoun_says() -> re.Pattern[str]:
    said = words("says")
    return re.compile(rf"(?<!\w)(?:(?:he|she|they) (?:{said})|(?:{said}) (?:he|she|they))(?!\w)", re.IGNORECASE)
