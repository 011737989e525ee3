"""Whether words say that a figure is the one before it again, in another unit or currency: "or", "That is", "the"."""

from __future__ import annotations

import re
from functools import cache

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.tables import wordset

_MORE = Later(r" (?:[a-z]+ )?(?:more|less|higher|lower|wider|longer|further|deeper|away|apart|cheaper|dearer|extra) ")
_CLOSED = Later(r" (?:[-–—,.)]|for|to|in|of) ")
_DASH, _COMMA = Later(r" [-–—/=] "), Later(r" (?:[a-z]+ ){0,4}, (?:just |only )?")
_OF_IT = Later(r" of (?:it|them|these|those|which|the) ")


def is_beside(between: str, after: str, hedge: str = "") -> bool:
    """Whether a figure right behind another is the same: in brackets with nothing else, behind "or", "worth" or a dash.

    With a `hedge` a comma is enough: "10 acres, about four hectares".
    """
    if _brackets().fullmatch(between):
        return after.startswith((" ) ", " ] "))
    hedged = bool(hedge) or between.endswith((" just ", " only "))
    if _DASH.fullmatch(between) or (hedged and _COMMA.fullmatch(between) and not _OF_IT.match(after)):
        return _CLOSED.match(after) is not None
    joined = _or_else().fullmatch(between.replace('" ', ""))
    return joined is not None and not {"but", "and"} & set(between.split()) and _MORE.match(after) is None


def is_told_again(head: str, after: str) -> bool:
    """Whether the words of a sentence before a figure, its `head`, and those behind it speak of one told already."""
    head = head.replace("’", "'")
    if _MORE.match(after) or any_of("not_again").search(head):
        return False
    following = after.split(" ", 2)[1:2]
    no_noun = wordset("words", "stop") | wordset("words", "verbs")
    is_noun = bool(following) and following[0].isalpha() and following[0] not in no_noun
    if _told_again().search(head):
        return not (is_noun and head.endswith(" , a "))
    return not is_noun and _definite().search(head) is not None


@cache
def _rough() -> str:
    return rf"(?:(?:{words('or_else')}) )*"


@cache
def _or_else() -> re.Pattern[str]:
    cues = rf"or|that is|that's|which is|i \. e \. ,?|{words('worth')}"
    return re.compile(rf" (?:[,;–—-] )?(?:[a-z]+ ){{0,6}}?(?:[,–—-] (?:[a-z]+ ){{0,3}}?)?(?:{cues}) {_rough()}")


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile(rf" (?:[a-z'-]+ ){{0,4}}[(\[] (?:[-−–] )?(?:(?:{words('worth')}) )?{_rough()}")


@cache
def _definite() -> re.Pattern[str]:
    return re.compile(rf" (?:the|these|those|its|his|her|their|that|this|all) (?:full |whole |same )?{_rough()}$")


@cache
def _told_again() -> re.Pattern[str]:
    those = r"(?:that|this|it|these|those|they|he|she|each|(?:the|this|that) (?:figure|sum|total|amount))"
    is_so = rf" (?:{those} (?:would )?(?:{words('sized')}|{words('amounts')})|that's) (?:[a-z]+ ){{0,4}}?"
    named = r" (?:the|this|that|such an?) (?:[a-z'-]+ ){1,5}?(?:, (?:of |at )?|[-–—] |of )"
    sized = rf" (?:an? )?(?:(?:{words('same_size')}) (?:of |, )|[a-z]+ like that , )"
    at = rf"^ (?:{words('worth')}) |(?:^|[,;\"“]) at | being | weighing in at | (?:same|equal) [a-z]+ [:,] "
    return re.compile(rf"(?:{is_so}|{named}|{sized}|{at}){_rough()}$")
