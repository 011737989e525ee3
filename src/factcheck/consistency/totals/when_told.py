"""Whether a total is told for another time than the figures that it might be made of."""

from __future__ import annotations

import re
from functools import cache

_DAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"


@cache
def _times() -> re.Pattern[str]:
    spell = "day|week|weekend|month|quarter|season|summer|winter|spring|autumn|year|decade"
    return re.compile(
        rf"(?<!said) (?:on|by|in|last|early|late|this|every) ({_DAYS}|{_MONTHS}|(?:19|20)\d\d)(?= )"
        rf"| ((?:last|this|next|that) (?:{spell})|yesterday|today|now) "
    )


@cache
def _gathered() -> re.Pattern[str]:
    """Words by which a total has been growing for longer than the other figures tell of."""
    spell = "day|week|weekend|month|quarter|season|year|decade"
    return re.compile(
        rf" (?:since (?!then|that)[a-z0-9]+|by (?:{_DAYS}|{_MONTHS}|the end|then|now)"
        rf"|in all of (?:{_MONTHS}|last|this|[12])"
        rf"|so far|to date|over the (?:years|{spell}s?)|after (?:an?|two|three|four|five|six|ten) (?:{spell})s?"
        rf"|in (?:the|its|his|her|a) (?:{spell})|for the (?:year|season)) "
    )


def is_of_another_time(total: str, others: str) -> bool:
    """Whether the sentence of a total tells of another time than that of the other figures; both as `spoken`."""
    if _gathered().search(total) and not _gathered().search(others):
        return True
    here, there = (
        {found[1] or found[2] for found in _times().finditer(said.replace(" said on ", " said said "))}
        for said in (total, others)
    )
    return bool(here) and bool(there) and not here & there
