"""Figures that are likely changes, though no verb or noun right beside them says so: "45 more to feed"."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from factcheck.consistency.moves import Move
from factcheck.consistency.phrases import Later, words
from factcheck.consistency.placed import Placed

_MORE = Later(r"(?: [a-z'’-]+)? (?:(?P<up>more|extra|additional|dearer|higher)|fewer|less|lower|cheaper) ")
_IN_HALF = Later(r" (?:cut|cutting|slashed|sliced|chopped)(?: [a-z'’-]+){1,4} in $")
_GONE = Later(r" (?:of (?:it|them|the [a-z]+) )?(?:gone|lost|vanished|wiped off) ")
_LINKS = (
    r"(?: (?:in|of|to) [a-z'’-]+)?(?: ,| at| as| by| being| equals| (?:works|worked) out at| (?:comes|came) to"
    r"| (?:amounts|amounted) to)(?: (?:about|some|nearly|almost|just|only))?"
)


@lru_cache(maxsize=1024)
def loosely(figure: Placed) -> Move | None:
    """The figure as a change, told less surely than `move_of` tells it; points are nothing else, whatever their way."""
    kind = figure.slot.quantity.kind.value
    if kind == "points":
        return Move(figure, 0)
    if kind in ("ratio", "percent") and (_IN_HALF.search(figure.before) or _GONE.match(figure.after)):
        return Move(figure, -1)
    if kind == "count":
        more = _MORE.match(figure.rest)
        if more is not None:
            return Move(figure, 1 if more["up"] else -1)
    if kind in ("ratio", "percent", "money", "count"):
        for sign, side in ((1, "up"), (-1, "down")):
            if _named(side, kind).search(figure.before):
                return Move(figure, sign, True)
    return None


@cache
def _named(side: str, kind: str) -> re.Pattern[str]:
    """A noun of change and what joins a figure to it: "the decline works out at", "a reduction by"."""
    nouns = words(f"move_sums_{side}" if kind in ("count", "money") else f"move_nouns_{side}")
    return re.compile(rf" (?:{nouns}){_LINKS} $")
