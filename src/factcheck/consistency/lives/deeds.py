"""What somebody did in a year that is told: how old he was at least, and whether he did it while he lived."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from factcheck.consistency.lives.cast import is_verb
from factcheck.consistency.lives.lives import of_relative
from factcheck.consistency.lives.people import Part
from factcheck.consistency.phrases import Later, any_of, word_set, words
from factcheck.consistency.reading import spoken
from factcheck.consistency.sheet import Sheet
from factcheck.consistency.windows import Window
from factcheck.model import Span

OFFICE, GROWN, SMALL, YOUNG = 15, 12, 6, 3
"""Ages under which nobody takes office, marries or graduates, works or fights, and does anything else of note."""


@dataclass(frozen=True, slots=True)
class Deed:
    """The age that somebody has at `least` who did something, and whether it tells that he was `alive`."""

    least: int
    alive: bool


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb with what follows it (`said`), and whether it is done to the person (`passive`)."""

    word: str
    said: str
    passive: bool


def deed_at(sheet: Sheet, window: Window, number: int, part: Part) -> Deed | None:
    """What the person of a part did at the date in a slot; ``None`` where it is not clear that he did anything."""
    span = window.slots[number].span
    lead = spoken(sheet.text[part.start : span.start])
    opens = _OPENER.fullmatch(lead) is not None and _SUBJECT.match(sheet.text, span.end) is not None
    if opens:
        lead = spoken(_CLAUSE_END.split(sheet.text[span.end : span.end + 90])[0])
    elif not (_ON.search(lead) or _EVENT.search(lead)):
        return None
    if any(pattern.search(lead) for pattern in (_NOT_SO, _ASIDE)) or _BY_THEM.search(window.sentence(number)):
        return None
    if part.owned:
        return _made(lead)
    if lead.endswith(" since ") and (_PERFECT.search(lead) is None or _RECORD.search(lead)):
        return None
    if lead.endswith(" from ") and _UNTIL.match(sheet.text, span.end) is None:
        return None
    office = _office().search(lead) is not None
    verb = _verb(lead.split(), part, opens)
    if verb is None:
        return Deed(OFFICE, alive=False) if office else None
    if any_of("small").is_in(verb.said) or of_relative().search(lead[: lead.find(verb.said)]):
        return None
    return _judged(verb, office)


def may_do(text: str, span: Span) -> bool:
    """Whether a date at a place may be that of a deed, by the word before or behind it."""
    lead = text[max(0, span.start - 12) : span.start].rstrip().lower()
    return lead.endswith(_LAST) or _SUBJECT.match(text, span.end) is not None


_LAST = ("in", "by", "on", "since", "from", "until", "till", "during", "late", "early", "the", "of")
"""Words before the date of a deed, each the last of those that `_ON`, `_EVENT` and `_OPENER` find."""


def _made(lead: str) -> Deed | None:
    """A work or event that is somebody's: "his first novel came out in", "her wedding was in"."""
    if any_of("milestones").is_in(lead):
        return Deed(GROWN, alive=True)
    return Deed(SMALL, any_of("presences").is_in(lead)) if _firsts().search(lead) and not _TELLS.search(lead) else None


def _judged(verb: _Verb, office: bool) -> Deed:
    told = ((GROWN, "grown_deeds"), (SMALL, "deeds"))
    least = OFFICE if office else next((age for age, name in told if any_of(name).is_in(verb.said)), YOUNG)
    if verb.word in _IDLE or (verb.passive and least < GROWN) or any_of("lived").is_in(verb.said):
        least = 0
    if verb.word in word_set("after_death") or any_of("posthumous_gains").is_in(verb.said):
        return Deed(least, alive=False)
    return Deed(least, not verb.passive or least >= GROWN or any_of("living_deeds").is_in(verb.said))


_BY_THEM = Later(r" by (?:his|her|their|the) ")
_SUBJECT = Later(r",? (?:[a-z]+ly )?(?:he|she|the|[A-Z])")
_OPENER = Later(
    r" (?:[^,]{3,30} (?:later|on|earlier|before|after) , )?"
    r"(?:(?:back |as early as |early |late )?(?:in|by|on|since|from|until|during)(?: the (?:[a-z]+ of)?)?)? "
)
_PERFECT, _UNTIL = Later(r" (?:has|have|had|been) "), Later(r" (?:to|until|till) ")
_RECORD = Later(r" (?:first|time|only|best|worst|largest|longest|biggest|youngest|oldest|highest|lowest|fastest|most) ")
_ON = Later(r" (?:in|by|on|since|from|until|till|during|in late|in early)(?: the (?:[a-z]+ of)?)? $")
_CLAUSE_END = Later(r"[.;]\s|, (?:and|but|when|which|where|who)\b")
_EVENT = Later(r" (?:in|at|with|during|led|won|fought|survived|joined|staged) (?:the|an?) [^,]{0,40} of $")
_NOT_SO = Later(r" (?:would|could|never|not|nobody|if|imagined|portrays|plays a|said to|legend|would - be) ")
_ASIDE = Later(r" (?:that|which|whose|where|after|before|since|until) [^<,]{5,}$")
_TELLS = Later(
    r" (?:built|made|manufactured|dates|dated|brewed|laid|planted|set|about|story|tells"
    r"|told|based|inspired|takes|took|recalls|opens|begins|follows|covers|deals|starts) "
)


@cache
def _office() -> re.Pattern[str]:
    return re.compile(
        rf" (?:became|become|been|was|made|named|serving as|served as|as) (?:(?:an?|the|its|his|her|their) )?"
        rf"(?:[a-z’'-]+ ){{0,3}}?(?:{words('offices')}) [^<;]*$"
    )


@cache
def _firsts() -> re.Pattern[str]:
    return re.compile(rf" (?:first|debut|second|last|early) (?!(?:[a-z]+ )?(?:{words('relatives')}|home|house) )")


def _verb(said: list[str], part: Part, opens: bool) -> _Verb | None:
    """The verb of a person in words about him: the last one, or the first where the date opens the sentence."""
    if part.person is None:
        return None
    own = {piece for name in part.person.names for piece in spoken(name).split()} | part.person.roles
    start = max((at + 1 for at, word in enumerate(said) if _YEAR.fullmatch(word)), default=0)
    places = [at for at, word in enumerate(said) if at >= start and is_past(word) and word not in own]
    if not places:
        idle = [at for at, word in enumerate(said) if at >= start and word in _IDLE]
        return _Verb("was", f" {' '.join(said[idle[0] :])} ", passive=False) if idle else None
    at = places[0] if opens else places[-1]
    prior = said[:at]
    while prior and (prior[-1].endswith("ly") or prior[-1] in _ADVERBS):
        prior.pop()
    passive = bool(prior) and prior[-1] in _BE
    if said[at] in word_set("of_other_times") or (passive and any_of("done_to_things").is_in(said[at])):
        return None
    leads = not prior or prior[-1] in _LEADS or prior[-1] in own or _resumes(prior, own)
    if not leads and (not opens or any(map(is_verb, prior))):
        return None
    return _Verb(said[at], f" {' '.join(said[at - passive :])} ", passive)


def _resumes(prior: list[str], own: set[str]) -> bool:
    """Whether a comma before a verb ends what was put in behind the subject: "the poet, born in Kyiv, moved"."""
    return prior[-1] == "," and not any(is_verb(word) for word in prior[1 : prior.index(",")] if word not in own)


_YEAR = Later(r"1\d{3}|20\d\d")
_ADVERBS = frozenset(["first", "later", "also", "then", "still", "soon"])
_IDLE = ("was", "had")
_BE = ("was", "were", "been", "be", "is", "are", "being", "got")
_AUXILIARIES = frozenset((*_BE, "had", "has", "have", "did")) - {"got"}
_LEADS = _AUXILIARIES | frozenset(["he", "she", "who", "i", "and", "having", "got", ")", "to", "himself", "herself"])


def is_past(word: str) -> bool:
    """Whether a word may be a verb in the past, and is no auxiliary."""
    return is_verb(word) and not word.endswith("s") and word not in _ADVERBS and word not in _AUXILIARIES
