"""Whether two sentences say what they say of two things: "The fund returned 7% a year. The index gained 50%"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.consistency.phrases import any_of, words
from factcheck.consistency.rates import Rate
from factcheck.consistency.sheet import Row
from factcheck.consistency.topics import topics
from factcheck.model import Kind

_STEM = 5
"""Letters in which two words of one thing begin alike."""
_OF_TIME = re.compile(
    r" (?:over|in|during|after|by|since|between|within|for) (?:the |that |those |these |this |a |an )*"
    r"(?:(?:past|last|same|next|whole) )*(?:<[a-z]+:\d+>|period|time|decade|years?|end)"
    r"(?: (?:and|to|of) <year:\d+>| of it)*"
    r"(?: of)?(?: ,)?(?= )"
)
_POINTED = re.compile(r"(?:^| )(?:such|thus|that makes|by that|at that rate|as a result|this makes|making) ")


def are_of_two(text: str, rows: Sequence[Row], first: Rate, second: Rate) -> bool:
    """Whether both sentences name what they are of, and no word or topic of the later is in the earlier."""
    one, two = rows[first.row], rows[second.row]
    if _POINTED.search(two.shape):
        return False
    mine, theirs = subject(one, first), subject(two, second)
    if not mine or not theirs or any_of("payers").is_in(theirs) or any_of("payers").is_in(mine):
        return False
    if any(word[:_STEM] in one.shape for word in theirs.split()):
        return False
    name = re.search(rf"\b{re.escape(theirs.split()[-1])}\b", text[two.span.start : two.span.end], re.IGNORECASE)
    if name is not None and name.start() and name[0][0].isupper():
        return False
    return not any(topics(one.shape, kind) & topics(theirs, kind) for kind in (Kind.MONEY, Kind.COUNT))


def subject(row: Row, at: Rate) -> str:
    """The noun before the verb of a figure's statement, without the words of time between; empty for a pronoun."""
    before = f" {row.shape.split(f':{at.figure.number}>')[0].rpartition('<')[0]}"
    found = list(_noun().finditer(_OF_TIME.sub(" ", before)))
    if not found or any_of("going_on").is_in(found[-1]["noun"]) or any_of("generic_nouns").is_in(found[-1]["noun"]):
        return ""
    return found[-1]["noun"]


@cache
def _noun() -> re.Pattern[str]:
    moved = "|".join(words(name) for name in ("move_up", "move_down"))
    aux = "(?: (?:has|have|had|will|also|alone|then|was|were|is|are|been|be))*"
    other = "went|came|ran|stood|was|were|is|are|had|has|averaged|returned|lent"
    return re.compile(rf"(?<= )(?P<noun>[a-z][a-z'-]+){aux} (?:{moved}|{other}) ")
