"""Words of a sentence that may be who or what it goes on about: names, pronouns, relatives, nouns and things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factcheck.consistency.lives.cast import is_verb
from factcheck.consistency.phrases import Later, words


@dataclass(frozen=True, slots=True)
class Mention:
    """Words of a unit that may be who it goes on about, with the text before and behind.

    It `opens` the unit, or stands behind a phrase that does, as in "In 1990, he": then it is `led`. A verb may follow
    (`does`), or an apposition such as an age.
    """

    kind: str
    said: str
    lead: str
    behind: str
    led: bool

    @property
    def opens(self) -> bool:
        """Whether a sentence, or a half of one, begins with it."""
        return not self.lead

    @property
    def does(self) -> bool:
        """Whether a verb follows."""
        word = re.match(r" ([a-z]+)", self.behind)
        return word is not None and is_verb(word[1])

    @property
    def apposed(self) -> bool:
        """Whether an age, a birth or “who” follows."""
        return _APPOSED.match(self.behind) is not None


_APPOSED = Later(r",? (?:[“\"]?who|now|then|aged|born)\b|, \d| \((?:\d|born|b\.)")
_CAP = (
    r"(?!(?:The|An?|One|Another|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|[A-Z][a-z]+day)\b)[A-Z][\w’'-]*\w"
)
_NAME = rf"{_CAP}(?: (?:(?:de|da|di|van|von|der|bin|al|ben|ibn) )*(?:{_CAP}|[A-Z]\.))*"


@cache
def mentions() -> re.Pattern[str]:
    """Words that may be somebody, or that turn to something else, by kind."""
    owner = rf"(?:[Hh]is|[Hh]er|[Mm]y|[Tt]heir|[Oo]ur|(?:{_CAP} )*[\w’'-]+(?:[’']s|s[’']))"
    kin = rf"(?:great-)*(?:grand|step)?(?:{words('relatives')})"
    role = r"(?: (?!(?:of|in|at|on|for|to|by|from|with|and|or|is|was|had|has)\b)[a-z][\w-]+){0,3}"
    return re.compile(
        rf"\b(?P<kin>(?:[Tt]he (?:[a-z-]+ )?)?{owner}(?: [a-z-]+){{0,2}}? {kin}\b(?:,? {_NAME})?)"
        r"|\b(?P<pronoun>(?:[Hh]e|[Ss]he|I|[Tt]hey|[Ww]e|[Yy]ou)\b(?!-)|(?:his|her)(?= [\w-]+ (?:birthday|year\b)))"
        r"|(?P<who>,? [“\"]?who\b)"
        r"|\b(?P<other>(?:that(?! (?:year|month|week|day|time|summer|winter))|which|whose|whom|where|what|while|whereas"
        r"|[Tt]here (?:is|was|are|were|will))\b)|\b(?P<it>[Ii]ts?\b)"
        rf"|\b(?P<owned>(?:[Hh]is|[Hh]er|[Mm]y|[Tt]he (?:[a-z-]+ )?[a-z]+[’']s|{_NAME}[’']s) [\w-]+)"
        rf"|(?P<name>(?:(?:^[\w’'-]+|\b[Tt]he|\b[Aa]n?){role} )?{_NAME})"
        r"|\b(?P<role>(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother)"
        r"(?: (?!(?:s?he|it|they|we|who|that|which|where|when|while|his|her)\b)[a-z\d][\w-]*){1,4})"
    )
