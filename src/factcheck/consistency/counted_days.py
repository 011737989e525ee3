"""What else a number beside a month can be: a count, "By November 31 had left", a year, "May 68", or an age."""

from __future__ import annotations

from factcheck.consistency.phrases import Later
from factcheck.consistency.sheet import Sheet, Slot
from factcheck.tables import table, wordset

_PART_OF_MONTH = Later(r"(?:^| )(?:middle|end|start|beginning|close|half|most|rest|part) of $")
_OPENS_CLAUSE = Later(r"(?:^|[,;:.“\"(] |(?:^| )(?:and|but|then|yet) )(?:[a-z]+ )?[a-z]+ $")
_IS_COUNTED = Later(
    r"(?:%|per ?cent|percent|- year|million|billion|more|others|other|new|people|children|men|women|staff|"
    r"of (?:the|them|its|it|their|those|these|our|his|her|my|your|us|all|<)(?! (?:year|month)))"
)
_VERBS = Later(r"(?:had|have|were|are|will|would|could|can|may|might|must|should)(?: |$)")
_OWNED = Later(r"(?:^| )(?:his|her|its|their|our|my|your|\S+['’]s?) $")
_ORDINAL = Later(r"\d(?:st|nd|rd|th)")
_SERIES = Later(rf"(?:^| )(?:{'|'.join(table('words')['months'].split())}) <count:")
_YEAR_OF_TWO_DIGITS = 40
"""From here on "by May 68" is the year; "by May 32" hardly is."""


def is_other_than_a_day(sheet: Sheet, slot: Slot, before: str, behind: str) -> bool:
    """Whether what reads as a day and a month may be two things, or is the number of something."""
    said = slot.span.of(sheet.text)
    when = slot.quantity.when
    if when is None or when.year is not None:
        return False
    if _ORDINAL.search(said) is not None:
        is_event = " of " not in said and (when.day or 0) > 31 and not before.endswith("on the ")
        return bool(_OWNED.search(before)) or is_event
    if said[0].isdigit():
        return _is_number_and_name(sheet.text, slot, before, behind)
    return not before.endswith("on ") and _is_month_and_number(when.day or 0, before, behind)


def _is_month_and_number(day: int, before: str, behind: str) -> bool:
    """A month, and a count or a year: "in April 31", "By June 45 of the 60", "May 68", "April 31, May 45"."""
    if (
        before.endswith("in ")
        or day >= _YEAR_OF_TWO_DIGITS
        or _IS_COUNTED.match(behind)
        or _PART_OF_MONTH.search(before)
        or _SERIES.search(before + behind)
    ):
        return True
    return _VERBS.match(behind) is not None and _OPENS_CLAUSE.search(f" {before}") is not None


def _is_number_and_name(text: str, slot: Slot, before: str, behind: str) -> bool:
    """A number, and a name or what is counted: "At 31 June Carter retired", "all 30 February children"."""
    if behind.split(" ", 1)[0] in wordset("dates", "counted"):
        return True
    name = slot.span.of(text).split()[-1].lower() in ("april", "june", "may", "august")
    next_ = text[slot.span.end :].lstrip(" ")
    return name and next_[:1].isupper() and not before.endswith(("on ", "the "))
