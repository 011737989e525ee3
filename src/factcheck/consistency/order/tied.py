"""Whether words tie a sentence to a ranking that the one before told: "in the same league", "over those months"."""

from __future__ import annotations

from factcheck.consistency.order.other_sorts import INSERTED, TIMES, goes_elsewhere, is_record, near, tells
from factcheck.consistency.order.standings import Standing
from factcheck.consistency.phrases import Later, any_of

ANY_TIME = (
    r"<year:|<date:|<period:|(?<!\S)(?:ago|earlier|(?:year|month|week|day|<duration:\d+>) before|last [a-z]+)(?!\S)"
)
"""Another time in a pattern."""
_PAST = Later(ANY_TIME)
_SAME_TIME = Later(rf"(?<!\S)(?:the same|those|that) (?:[a-z]+ )?(?:{TIMES})(?!\S)")
_SAME = Later(
    rf"(?<!\S)(?:(?:in|at|on|of|from|over|by|to) the same (?!{TIMES})([a-z]+)"
    r"|another (?:,|[a-z]+ (?:in|of|on) (?:that|the same)))"
)
_OWNED = Later(
    r"the same |(?:his|her|their|our) "
    r"(?!(?:[a-z]+ (?:- )?){0,3}(?:rival|mate|neighbour|challenger|competitor|colleague)s?(?!\S))"
)
_OWN_BEST = Later(r"(?:^|(?<!is )(?<!was )(?<!are )(?<!were ))(?:its|his|her|their)$")
_WHOSE = Later(r"[a-z]+['’]s ")
_GOES_ON = Later(r"(?:it|he|she|they|another) ")


def is_tied(second: Standing) -> bool:
    """Whether a sentence is of one of those that are ranked, or of the same time."""
    return is_one_of_those(second) or _SAME_TIME.search(second.row.shape) is not None


def is_one_of_those(second: Standing) -> bool:
    """Whether a sentence is of one of those that are ranked: "another of them", "its nearest rival"."""
    return any_of("of_those").is_in(second.row.shape) or _SAME.search(second.row.shape) is not None


def is_tied_rival(first: Standing, second: Standing) -> bool:
    """Whether a sentence that is tied to a ranking is of a rival: not of somebody's own, of another time or sort."""
    said, before = second.row.shape, near(first)
    same = _SAME.search(said)
    if (
        tells(first, second, "no_rival_at_all")
        or _OWNED.match(said)
        or (_OWN_BEST.search(before) and not _GOES_ON.match(said))
        or (before.endswith("'s") and _WHOSE.match(said))
        or (_PAST.search(INSERTED.sub(" ", said)) and not is_record(first))
        or (same is not None and same[1] and f" {same[1]}s " in first.row.shape)
    ):
        return False
    return is_one_of_those(second) or not goes_elsewhere(first, second)
