"""Whether a date or a stretch of time is tied to an event that its sentence names.

A sentence may name an event and a date that have nothing to do with each other ("he said on 8 March that the war
went badly"), so word lists alone do not decide. The patterns here do; E is one of the event's words, B a word of
beginning, D the figure:

* "E began on D", "launched on D, E", "the start of E on D", "D, the day E began", "on D, when E began"
* "invaded U on D", "on D, U was invaded", "the D invasion", "the invasion on D"
* "D into E", "D after E", "D since the start of E", "E began D ago", "a D-old E", "E is D old", "D of E",
  "E has lasted D"
* "the n-th anniversary of E", "E since D" where E is a word of its own beginning: "independent since"

Between the words that tie them there is no other verb, no other date, and nothing that reports speech.
"""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.claims import Setting
from factcheck.model import Kind, Quantity
from factcheck.rules.barriers import REACH, Spot, Tie, begins_event, default_begins, is_act, is_clear
from factcheck.rules.elapsed import age_tie, anniversary_tie, duration_tie
from factcheck.tables import wordset
from factcheck.text import Token

__all__ = ["Tie", "default_begins", "tie"]


def tie(quantity: Quantity, setting: Setting, events: Sequence[Spot], begins: frozenset[str]) -> Tie:
    """How the figure is tied to the event whose words stand at `events`, token ranges of the sentence."""
    if not events:
        return Tie.NONE
    if quantity.kind is Kind.AGE:
        return age_tie(setting, events)
    if quantity.kind is Kind.DURATION:
        return duration_tie(setting, events, begins)
    if quantity.kind is Kind.ORDINAL:
        return anniversary_tie(setting, events)
    return Tie.SURE if _dated(setting, events, begins) else Tie.NONE


def _dated(setting: Setting, events: Sequence[Spot], begins: frozenset[str]) -> bool:
    ts, (first, after) = setting.sentence.tokens, setting.figure
    if setting.reporting:
        return False
    starts = [i for i, token in enumerate(ts) if token.stem in begins and not first <= i < after]
    acts = [spot for spot in events if is_act(ts, spot)]
    for i in starts:
        since = i + 2 == first and ts[i + 1].lower == "since"  # "independent since D"
        if since and any(spot[0] <= i <= spot[1] for spot in events):
            return True
        if any(begins_event(ts, i, spot) for spot in events) and _tied(ts, (i, i), first, after):
            return True
    if any(_tied(ts, spot, first, after) for spot in acts):
        return True
    return any(_beside(ts, spot, first, after) for spot in events if spot not in acts)


def _tied(ts: Sequence[Token], spot: Spot, first: int, after: int) -> bool:
    """Whether the word at `spot` and the figure stand in one phrase, whichever comes first."""
    if spot[1] < first:
        between = ts[spot[1] + 1 : first]
        return len(between) <= REACH and is_clear(between) and _leads_to_figure(ts, first)
    between = ts[after : spot[0]]
    return len(between) <= REACH and is_clear(between) and _opens(ts, first, after, spot[0])


def _leads_to_figure(ts: Sequence[Token], first: int) -> bool:
    """Whether the word before the date is one that ties it to what came before."""
    if first == 0:
        return False
    before = ts[first - 1]
    return before.text == "," or before.lower in wordset("events", "on") or before.stem in default_begins()


def _opens(ts: Sequence[Token], first: int, after: int, spot: int) -> bool:
    """As in "On D, Russia invaded" (the date opens its clause) and "D, the day when it began" (a link follows it)."""
    link = [token.lower for token in ts[after : after + 5]]
    if link[:1] == [","]:
        link = link[1:]
    if link[:1] in (["when"], ["which"]) or link[:2] in (["the", "day"], ["on", "which"], ["the", "morning"]):
        return True
    begins_sentence = all(
        token.kind == "sym" or token.lower in wordset("events", "on") for token in ts[max(0, first - 3) : first]
    )
    opens_clause = first <= 3 or ts[first - 2].text in ",;—–" or ts[first - 1].text in ",;—–"
    return begins_sentence and opens_clause and spot - after <= REACH


def _beside(ts: Sequence[Token], spot: Spot, first: int, after: int) -> bool:
    """As in "the Feb. 24 invasion", "the invasion of Ukraine on Feb. 24", "the start of the war on Feb. 24"."""
    if spot[0] >= after:
        between = ts[after : spot[0]]
        return len(between) <= 3 and all(t.kind == "word" and t.lower not in wordset("words", "stop") for t in between)
    between = ts[spot[1] + 1 : first]
    if not between or len(between) > 5 or not is_clear(between) or between[-1].lower not in ("on", "in", "of", "from"):
        return False
    return all(
        t.is_title or t.lower in ("of", "on", "in", "by", "the", "'s", "against", "early", "from") for t in between
    )
