"""Whether a share only says again what a part and a whole before it are: "the 20 per cent", "At 20 per cent,"."""

from __future__ import annotations

import re
from functools import cache

from factcheck.consistency.bonds import Bond, nouns_in
from factcheck.consistency.phrases import Later, words
from factcheck.consistency.shares.share_forms import Share

PRONOUN = Later(r"^ (?:of|in) (?:all )?(?:it|them|these|those|whom|which) ")
DEFINITE = Later(r" (?:the|that|this|his|her|its|their)(?: [a-z]+)? $")
_RESTATED = Later(
    r" (?:speaks?|spoke|talks?|talked|tells|told|warns?|warned|complains?|complained) of $"
    r"| (?:the|a|that|this) [a-z]+ of $| to (?:[a-z]+ )?[a-z]+ $|^ (?:[a-z' ]*)[a-z]+ing $"
)
_APPOSED = Later(r"[,(:–—-] (?:just |only |some |about |almost |nearly )?$")
_END = Later(r" (?:[,;:.)!?–—-]|of|in all|altogether|and|exactly|were|was|are|is|have|had|has) ")
_THUS = Later(r" (?:thus|therefore|hence|accordingly|in other words) ")
_THAT = Later(r" (?:that|this) (?:[a-z]+ )?$")
_RATE = Later(r" (?:[a-z]+ )?(?:rate|share|proportion|ratio) ")
_AT = Later(r"(?:^|[,;:]) at (?:just |only |some |about |almost |nearly )?$")
_SHARE = Later(r" (?:share|part|portion|proportion|contribution|slice|stake|rate) , $")
_IS = Later(r" (?:are|were|is|was|makes?|made) (?:just |only |some |about |almost |nearly )?$")
_OF_IT = Later(r" (?:the|its|their|his|her|all|our|my) ")


def equates(share: Share, found: Bond) -> bool:
    """Whether a share has no verb of its own: "the 20 per cent", ", or 20 per cent", "At 20 per cent,"."""
    figure = share.figure
    if PRONOUN.match(share.after) and not found.joined:
        return False  # "281 died, half of them in April": of the part
    of = share.after.startswith(" of ")
    if _THUS.search(figure.before + share.after):
        return True
    if (share.is_bare and nouns_in(share.after) and DEFINITE.search(figure.before)) or (
        not of and _THAT.search(figure.before)
    ):
        return True
    ends = _END.match(share.after) is not None or (not share.is_bare and _OF_IT.match(share.after) is not None)
    if not ends and not _RATE.match(share.after):
        return False
    last = f" {' '.join(figure.before.split()[-4:])} "
    if _equating().search(last) or (of and _RESTATED.search(figure.before)):
        return True
    if ends and (_AT.search(figure.before) or _SHARE.search(figure.before)):
        return True
    if found.part.sentence != figure.sentence or not ends:
        return False
    return _APPOSED.search(figure.before) is not None or _IS.search(figure.before) is not None


@cache
def _equating() -> re.Pattern[str]:
    return re.compile(rf" (?:{words('equates_before')})(?: (?:a|an|the|just|only|some|about))? $")
