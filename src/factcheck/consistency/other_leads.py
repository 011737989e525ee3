"""What tells a lead apart from two figures that it seems to lie between: another poll, group, time, game or speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.consistency.phrases import Later, any_of
from factcheck.consistency.reading import Figure

_SCOPE = Later(
    r" (?:and |but |yet )?(?:(?:in|among|of|before|after|seasonally|excluding|include|including|counting"
    r"|without|overall|nationally|nationwide|elsewhere|country - wide|across)) "
)
_NEUTRAL = Later(r"[^,]*? (?:polls?|surveys?|counts?|vote|ballots?|result|tracker|final) ")
_GROUPS = Later(r" (with|of|among|in) ")
_GAP = Later(r" (?:gap|difference|gulf|disparity|divide|discrepancy|between|by which) ")
_RECORD = Later(r" (?:are|is|now|record|improved? to|improves to|fell to|dropped to|season at|with) $")
_OWN = Later(r" of (?:their|its|his|her) ")
_COUNTED = Later(r" (?:excluding|including|include|counting|without|if) ")
_OF_ERROR = Later(r" (?:polls?|surveys?|firm|usual|its|sample|results?|pollster) (?:(?:has|have|had|carries|carried) )?(?:an? )?margins? ")
_LISTED = Later(r" (?:, |and |or )+$")
_WHEN = Later(r" in (?:(?:january|february|march|april|may|june|july|august|september|october|november|december) )?(?:19|20)\d\d ")
_THAN = Later(r" (?:[a-z-]+ ){1,3}than (.*)")
_AMONG = Later(r" (?:points? |lead |advantage )?among ")
_BOTH = Later(r" (?:both|each|neither|all (?:two|three|four)) (?:are|is|were|was|have|has|had) ")


def is_of_others(margin: Figure, pair: Sequence[Figure], text: Sequence[str]) -> str:
    """Whether words tell the lead and the two figures, or one of the two and the other, apart."""
    first, last = sorted(pair, key=lambda one: one.span.start)
    own, theirs = text[margin.sentence], {one.sentence for one in pair}
    every = sorted({margin.sentence, *theirs})
    near = f"{re.split(' [;.] ', margin.before)[-1]} {re.split(' [,;.] ', margin.after)[0]} "
    if any_of("other_leads").search(near):
        return "words"
    than = _THAN.match(margin.after)
    if than and any_of("than_others").match(than[1]):
        return "than"
    if len(every) > 1 and any_of("other_counts").search("".join(text[one] for one in every)):
        return "counts"
    if margin.sentence not in theirs:
        if _AMONG.match(margin.after):
            return "among"
        if any_of("margin_earlier").search(re.split(" [;.] ", margin.head)[-1]):
            return "earlier"
        if _OF_ERROR.search(margin.before):
            return "error"
        if _SCOPE.match(own) and not _NEUTRAL.match(own):
            return "scope"
        opening = text[first.sentence]
        if first.sentence > margin.sentence and _SCOPE.match(opening) and not _NEUTRAL.match(opening):
            return "scope2"
    if first.sentence != last.sentence and any(_COUNTED.match(text[one.sentence]) for one in pair):
        return "counted"
    if first.before == margin.after and _LISTED.match(first.before) and _LISTED.match(first.after):
        return "listed"
    if first.before.endswith(" from ") and first.after == " to ":
        return "from to"
    if first.after == " to " and first.kind in ("money", "measure"):
        return "joined to"
    clause = f" {re.split(' [;.] ', margin.head)[-1]}{re.split(' [;.] ', margin.tail)[0]}"
    if _WHEN.search(clause) and not any(one.sentence == margin.sentence and one.said.lower() in clause for one in pair):
        return "when"
    groups = [_GROUPS.match(one.after) for one in (first, last)]
    if groups[0] and groups[1] and groups[0][1] == groups[1][1] and not _GAP.search(own):
        return "groups"
    if first.after == " - " and _RECORD.search(first.before):
        return "record"
    if any(one.kind == "percent" and _OWN.match(one.after) for one in pair):
        return "own"
    if _BOTH.search(margin.head):
        return "both"
    if _quoted(margin) and all(_quoted(one) and _quoted(one) != _quoted(margin) for one in pair):
        return "speaker"
    return ""


def _quoted(one: Figure) -> int:
    """Where the quotation begins that a figure stands in, nought if it stands in none."""
    opens = max(one.text.rfind("“", 0, one.span.start), -1)
    return opens + 1 if opens > one.text.rfind("”", 0, one.span.start) else 0
