"""Whether a figure's words meet a rule's conditions: what it counts, what is near, what silences it."""

from __future__ import annotations

from factcheck.claims import Passage, Setting
from factcheck.model import DATED, Claim
from factcheck.rules.labels import FIGURE_NOUNS
from factcheck.rules.phrases import Compiled, Words, words_at
from factcheck.tables import verb_forms, wordset
from factcheck.text import lower_at

_BEFORE, _AFTER = 10, 4
"""Words around a date in which words that name another event silence a rule."""


def fits(rule: Compiled, claim: Claim, words: Words, passage: Passage) -> str | None:
    """The words that the rule counts, where all its conditions on words hold."""
    setting: Setting = claim.setting
    event = rule.rule.check.kind == "event"
    counted = next((spot for phrase in rule.counts if (spot := words.find(phrase))), None)
    if counted is None or not (event or _noun_fits(rule, claim)):
        return None
    if rule.rule.claim.definite and not _is_definite(setting):
        return None
    if rule.rule.claim.alone and not _is_alone(setting):
        return None
    if rule.near and not all(map(words_at(setting, setting.territory).has_any, rule.near)):
        return None
    near = _close(setting) if event and claim.quantity.kind in DATED else setting.clause
    if rule.unless and _is_silenced(rule, setting, near):
        return None
    if not in_context(rule, passage):
        return None
    first, last = counted
    return " ".join(token.text for token in setting.sentence.tokens[first : last + 1])


def _is_silenced(rule: Compiled, setting: Setting, near: tuple[int, int]) -> bool:
    """Whether a word under `unless` stands in the tokens `near`.

    "States" of "United States" is no word of its own, and "May" of "7 May" none either.
    """
    words = words_at(setting, near)
    spots = [spot for phrase in rule.unless for spot in words.spots(phrase)]
    if not spots:
        return False
    index = setting.sentence.index_at
    names = [(index(m.span.start), index(m.span.end) - 1) for m in setting.places]
    dates = {i for figure in setting.figures if figure.kind in DATED for i in range(figure.first, figure.after)}
    months = {i for i in dates if setting.sentence.tokens[i].kind == "word"}
    return any(
        not {*range(s[0], s[1] + 1)} <= months and not any(a <= s[0] and s[1] <= b and (a, b) != s for a, b in names)
        for s in spots
    )


def _is_definite(setting: Setting) -> bool:
    """Whether the figure stands for all there are, "the 32 members", "all 32", and no "that" picks some."""
    ts, before = setting.sentence.tokens, lower_at(setting.sentence.tokens, setting.figure[0] - 1)
    definite = before in ("the", "its", "their") or before.endswith(("'s", "’s")) or _tells_of_all(setting)
    behind = {token.lower for token in ts[setting.figure[1] : setting.clause[1]]}
    return definite and not behind & {"that", "who", "which", "whose", "where"}


def _tells_of_all(setting: Setting) -> bool:
    """Whether "all", or "there are", stands before the figure."""
    ts, first = setting.sentence.tokens, setting.figure[0]
    there = lower_at(ts, first - 2) == "there" and lower_at(ts, first - 1) in wordset("grammar", "auxiliaries")
    return lower_at(ts, first - 1) == "all" or there


def _is_alone(setting: Setting) -> bool:
    """Whether nothing behind the noun picks some of what is counted: "3 million people in need", "who fled".

    Behind "all 3 million people" and "there are 3 million people" the place may stand, if the clause ends there.
    """
    ts, after = setting.sentence.tokens, max(setting.noun[1], setting.figure[1])
    following = lower_at(ts, after)
    if following in ("in", "of") and _tells_of_all(setting):
        index = setting.sentence.index_at
        ends = [index(m.span.end) for m in setting.places if 1 <= index(m.span.start) - after <= 2]
        return bool(ends) and lower_at(ts, ends[0]) in ("", ",", ".", ";")
    if following in ("", ",", ".", ";", "to", "and") or following in wordset("grammar", "auxiliaries"):
        return True
    return following in wordset("grammar", "verbs") or following in verb_forms("finite")


def in_context(rule: Compiled, passage: Passage) -> bool:
    """Whether the words that a rule wants anywhere in the draft stand there."""
    return all(any(phrase in passage.stems for phrase in group) for group in rule.context)


def _close(setting: Setting) -> tuple[int, int]:
    """The part of the clause around a date in which another event could claim it."""
    first, after = setting.figure
    return max(setting.clause[0], first - _BEFORE), min(setting.clause[1], after + _AFTER)


def _noun_fits(rule: Compiled, claim: Claim) -> bool:
    """Whether the noun phrase behind the figure, if there is one, is something the rule counts."""
    setting: Setting = claim.setting
    noun = setting.words(setting.noun)
    if not noun or claim.quantity.kind in DATED or noun[-1][0] in FIGURE_NOUNS:
        return True
    if Words(noun).has_any(rule.counts):
        return True
    return noun[-1][0] in rule.of or (len(noun) > 1 and noun[0][0] in rule.of)
