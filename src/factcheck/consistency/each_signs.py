"""The words before and behind a figure that make it one for each of some."""

from __future__ import annotations

import re
from functools import cache

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.tables import tables

_REST = r"(?: (?!<|and |but |while )\S+)"
"""A word between what marks a figure and the figure."""
_NO_NOUN = (
    "of|the|them|its|their|his|her|this|that|these|other|time|side|way|end|average|mean|total|few|lot|further|good|record"
    "|with|at|in|on|for|from|to|and|said|was|is|as|by|but|rate|year's"
)
_DEEDS = "one|got|gets|get|had|has|have|will|won|could|can|put|took|paid|made"
PACKED = Later(r"<(?:count|measure):(?P<n>\d+)> (?:(?!of )[a-z-]+ ){0,2}?(?P<of>[a-z-]+) of $")
"""15 rows of 30."""
AT = Later(r"<(?:count|measure):(?P<n>\d+)> (?:(?!and |for |from )[a-z-]+ ){0,4}(?:, )?at (?:just |only |about )?$")
"""40 jets at $100m."""


@cache
def _about() -> str:
    """Words between a verb and its price: "cost about", "pay a fee of"."""
    return rf"(?: (?:about|around|some|just|only|at|for|of|an?|the|flat|(?:{words('price_words')})s?))*"


@cache
def _times() -> str:
    days = ("weekday", "weekend", "morning", "afternoon", "evening", "time", "side", "other", "single", "working")
    return "|".join((*tables("consistency")["stretches"], *days))


@cache
def behind() -> re.Pattern[str]:
    """Behind it: "each", "a head", "per seat", "on each of nine floors"; groups for what it is for one of."""
    no = "and|or|to|in|of|for|from|with|at|on|as|by|but|than|each|every|per|an?|when|after|over|was|is|were|are"
    few, to = rf"(?: (?!(?:{no}) )[a-z'’-]+)", "(?: (?:for|to|in|from|on|aboard|by))"
    no_noun = rf"(?!(?:{_NO_NOUN}|{_times()}) )"
    head = "(?P<head>a head|per (?:head|person|capita))"
    return re.compile(
        rf"^(?:{few}{{0,2}}?(?: of [a-z]+)?"
        rf"(?:{to} (?:each|every)(?: one)? of (?:the |its |their )?(?:<count:(?P<n>\d+)>|[a-z]+)"
        rf"|{to}? (?:each|every) (?P<every>{no_noun}[a-z-]+)"
        rf"|{to}? (?:each|apiece|a piece|a pop|per unit|{head})(?! (?:<|(?:of|{_times()}) )))"
        rf"|{few}{{0,1}}?(?: to| for)? (?:per|an?) (?P<of>{no_noun}[a-z-]+))(?= )"
    )


def every(before: str) -> re.Match[str] | None:
    """Before it: "each of the 40 households got", "every truck carried"."""
    return _every().search(before) if " each " in before or " every " in before else None


@cache
def _every() -> re.Pattern[str]:
    return re.compile(
        rf"(?<! in)(?<! for)(?<! of)(?<! on)(?<! at) (?:each|every)(?! (?:{_times()}) )(?: one)?"
        r"(?: of (?:the |its |their |these |those )?(?:<count:(?P<n>\d+)>|[a-z]+)"
        rf"| (?P<of>(?!(?:{_NO_NOUN}|{_DEEDS}) )[a-z-]+(?<!ing)(?<!s)(?<!ed))(?= ))?{_REST}{{1,9}} $"
    )


def mean(before: str) -> re.Match[str] | None:
    """Before it: "an average of", "on average a family uses"."""
    return _mean().search(before) if any(sign in before for sign in _MEANS) else None


_MEANS = (" averag", " mean ", " typical ", " per ")


@cache
def _mean() -> re.Pattern[str]:
    return re.compile(
        rf" (?:on average (?:an? |one |every |each |the )?(?P<unit>[a-z]+){_REST}{{0,4}}"
        rf"|(?:average|mean|typical)(?: (?!of |is |was )(?P<of>[a-z]+))?{_REST}{{0,7}}"
        rf"|averag(?:ed|es|ing|e)(?: out)?(?: at)?|(?:per capita|per head|per person){_REST}{{0,4}}) $"
    )


def one(before: str) -> re.Match[str] | None:
    """Before it: "a crate weighs", "as a nurse earns"."""
    return _one().search(before) if any_of("each_verbs").is_in(before.strip()) else None


@cache
def _one() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|[,;:“–—]| and| that| with| as| once) (?:an?|one) (?P<of>[a-z-]+)(?: of [a-z]+)?"
        rf"(?: (?:now|alone|still|will|would))? (?:{words('each_verbs')}){_about()} $"
    )


@cache
def costs() -> re.Pattern[str]:
    """Before it: "tickets cost", "guests pay a fee of"."""
    return re.compile(
        r"(?:^|[,;:“–—]| and| that| with| as| of| the| to) (?P<of>(?!(?:was|is|has|this|its|his) )[a-z-]+s)"
        rf"(?: in [a-z]+)?(?: (?:now|still|each|were|are|will|would|had))? (?:{words('each_price_verbs')}){_about()} $"
    )


@cache
def price() -> re.Pattern[str]:
    """Before it: "at a price of", "fines of", "tickets at"."""
    return re.compile(
        rf" (?:(?:unit|identical|support|fixed|flat|selling|purchase) (?:price|cost|rate)|(?:{words('price_words')})s?)"
        r"(?: (?:of|at|is|was|were|are|,|:))?(?: (?:about|some|just|only))? $"
    )
