"""What tells a lead apart from two figures that it seems to lie between: another poll, time, rival or speaker."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.consistency.phrases import Later, any_of, words
from factcheck.consistency.polls.holders import is_anothers
from factcheck.consistency.reading import Figure
from factcheck.consistency.speakers import names_in

_SCOPE = Later(
    r" (?:and |but |yet )?(?:in|among|within|on the (?:first|second|third|last|next|other)|of|before|after"
    r"|seasonally|excluding|include|including|counting|without|overall"
    r"|nationally|nationwide|elsewhere|country - wide|across) "
)
_IN_A_POLL = Later(r"[^,]*? (?:polls?|surveys?|counts?|vote|ballots?|result|tracker|final) ")
_COUNTED = Later(r" (?:excluding|including|include|counting|without|if) ")
_GROUP = Later(r" (with|of|among|in) ")
_GAP = Later(r" (?:gap|difference|gulf|disparity|divide|discrepancy|between|by which) ")
_OWN = Later(r" of (?:their|its|his|her) ")
_AMONG = Later(r" (?:points? |lead |advantage )?among ")
_RECORD = Later(r" (?:are|is|now|record|improve[ds]? to|fell to|dropped to|season at|with) $")
_OF_ERROR = Later(
    r" (?:polls?|surveys?|firm|usual|its|sample|results?|pollster) (?:(?:ha[sd]|have|carrie[sd]) )?(?:an? )?margins? "
)
_NOW = Later(r" (?:now|today|this (?:time|year|month|week|season|summer|spring|autumn|winter)) ")
_THEN = Later(r"^ (?:in|at|by|before|after) [^,;]*(?:19|20)\d\d |^ (?:in|at) the last | then ")
_IN_A_HOUSE = Later(r"^ (?:(?!is |was |[a-z]+est )[a-z-]+ ){0,3}in (?:the|its|their|his|her) ((?:[a-z-]+ )?([a-z-]+)) ")
_JOINT = Later(r" (?:, |and |or )+$")
_THAN = Later(r" (?:[a-z-]+ ){1,3}than (.*)")
_HAD = Later(r"(?:[a-z]+ ){0,2}(?:had|was|were|would|did|expected|predicted) ")
_RIVAL = Later(
    r"(?:over|ahead of|behind|clear of|beat|against|than) (?:the |Mr |Ms |Mrs |Dr |Prof )?"
    r"([A-Z][a-z]+)(?<!day)(?![a-z])"
)
_ERROR_SIZE = Later(r"^ (?:- )?(?:[a-z]+ )?margins? (?:of|for) error ")
_WOULD = Later(r"^[^,;.]* (?:would|could|might) ")
_EARLIER = Later(r" had (?:been|won|lost|beaten|led|ended|[a-z]+ed) ")
_HAD_BY = Later(r" had (?:[a-z]+ed|won|lost|beaten|led) (?:[a-z]+ ){0,3}by ")
_ONCE = Later(
    r" (?:first|last|previous|earlier|before|week|month|year|in (?:[a-z]+uary|march|april|may|ju[a-z]+|[a-z]+ber)) "
)
_GONE = Later(r"^ (?:[a-z]+ )?(?:has|have|had|is) (?:gone|vanished|evaporated|disappeared|overturned|wiped out) ")
_CLAUSE = Later(r" [,;.] | (?=after |before |while |but )")
_LOST = Later(r"^ (?:was|were) (?:lost|overturned|wiped out) ")
_BLOC = Later(r" (bloc|coalition|alliance|camp|government) ")
_AND_ANOTHER = Later(
    r" and (?:in )?the (?:first|second|third|fourth|other|next|last)(?: [a-z]+)? by $"
    r"| and (?:(?:mr|ms|mrs|dr|the) )?(?!won|lost|led|leads?|beat)[a-z]+ by (?:[a-z]+ )?$"
)
_NO_SIDE = Later(r" (?:up|down|risen|grown|fallen|rising|falling|improved|slipped) from (?:[a-z]+ )?$")
_TARGET = Later(r" (?:need(?:ed|ing)?|required|chasing|target of) (?:[a-z]+ )?$")
_IN_THIRD = Later(r" (?:third|fourth|fifth|last) (?:[,|]|place|on|with|was|is|at|in) ")
_ROUNDS = Later(r" (?:rounds|cards|scores|throws|efforts|knocks|innings|runs|times|jumps|hauls|totals) of $")
_SEXES = (Later(r" (?:men|men's|boys|boys') "), Later(r" (?:women|women's|girls|girls'|ladies) "))
_REACH = 60
"""Characters before a lead in which the rival is looked for."""


def is_of_others(margin: Figure, pair: Sequence[Figure], text: Sequence[str]) -> bool:
    """Whether words tell a lead and two figures apart, or one of the two from the other; `text` are the sentences."""
    first, last = sorted(pair, key=lambda one: one.span.start)
    return (
        _is_no_lead(margin)
        or is_anothers(margin, (first, last))
        or _is_told_apart(first, last, margin, text)
        or _are_no_sides(first, last, margin, text[margin.sentence])
        or _is_of_another_count(first, last, margin, text)
        or (margin.sentence not in (first.sentence, last.sentence) and _is_apart(first, last, margin, text))
    )


def _is_no_lead(margin: Figure) -> bool:
    """Whether it is over something else, or was so only for a while."""
    than = _THAN.match(margin.after)
    if than and (any_of("than_others").match(than[1]) or _HAD.match(than[1])):
        return True
    if _ERROR_SIZE.match(margin.after) or _WOULD.match(margin.after):
        return True
    near = f"{re.split(' [;.] ', margin.before)[-1]} {re.split(' [,;.] ', margin.after)[0]} "
    return any_of("other_leads").search(near) is not None


def _is_told_apart(first: Figure, last: Figure, margin: Figure, text: Sequence[str]) -> bool:
    """Whether the clause of a margin is of an earlier match, another team, chamber or rival than that of the two."""
    if _AND_ANOTHER.search(margin.before) and last.span.end < margin.span.start:
        return True
    mine = f" {re.split(' [;.] ', margin.head)[-1]}{re.split(' [;.] ', margin.tail)[0]} "
    theirs = f"{first.before}{first.after}{last.before}{last.after}"
    if margin.sentence in (first.sentence, last.sentence):
        own = _CLAUSE.split(margin.before)[-1]
        own = own if len(own.split()) > 1 else margin.before  # "and the men, a day earlier, by three"
        mine = f" {own}{_CLAUSE.split(margin.after)[0]} "
        theirs = theirs.replace(own, " ")
        if last.span.end < margin.span.start and own != margin.before and _SCOPE.match(f" {own}"):
            return True
    else:
        theirs = f"{text[first.sentence]}{text[last.sentence]}"
    if (_HAD_BY.search(mine) and not _EARLIER.search(theirs)) or (
        _EARLIER.search(theirs) and _ONCE.search(theirs) and not _EARLIER.search(mine)
    ):
        return True
    if _LOST.match(margin.after) or (margin.span.start < first.span.start and _GONE.match(margin.after)):
        return True
    bloc = _BLOC.search(mine)
    if bloc and " majority " in mine and bloc[1] not in theirs:
        return True
    told = [[bool(sex.search(one)) for sex in _SEXES] for one in (mine, theirs)]
    return any(told[0]) and any(told[1]) and told[0] == [not one for one in told[1]]


def _are_no_sides(first: Figure, last: Figure, margin: Figure, said: str) -> bool:
    """Whether the two are a change, games won and lost, shares that one side has in two groups, or leads themselves."""
    if first.after == " to " and (first.before.endswith(" from ") or first.kind in ("money", "measure")):
        return True
    if any(_NO_SIDE.search(one.before) for one in (first, last)) or _is_third(first, last, margin):
        return True
    if _TARGET.search(last.before) and last.value - first.value == 1:
        return True
    if (first.after == " and " and _ROUNDS.search(first.before)) or (
        first.after == " - " and _RECORD.search(first.before)
    ):
        return True
    if any(one.kind == "percent" and _OWN.match(one.after) for one in (first, last)):
        return True
    if first.before == margin.after and _JOINT.match(first.before) and _JOINT.match(first.after):
        return True
    groups = [_GROUP.match(one.after) for one in (first, last)]
    return bool(groups[0] and groups[1] and groups[0][1] == groups[1][1]) and not _GAP.search(said)


def _is_third(first: Figure, last: Figure, margin: Figure) -> bool:
    """Whether one of the two is told of who came third or later, and the lead is not."""
    said = (f"{one.before}|{one.after.partition(' and ')[0]}" for one in (first, last))
    return any(map(_IN_THIRD.search, said)) and not _IN_THIRD.search(f"{margin.before}{margin.after}")


def _is_of_another_count(first: Figure, last: Figure, margin: Figure, text: Sequence[str]) -> bool:
    """Whether words part two polls, a lead of a year from today's, or a speaker from another."""
    every = sorted({one.sentence for one in (first, last, margin)})
    if len(every) > 1 and any_of("other_counts").search("".join(text[one] for one in every)):
        return True
    if first.sentence != last.sentence and any(_COUNTED.match(text[one.sentence]) for one in (first, last)):
        return True
    clause = f" {re.split(' [;.] ', margin.head)[-1]}{re.split(' [;.] ', margin.tail)[0]} "
    if re.search(rf" in (?:(?:{words('margin_months')}) )?(?:19|20)\d\d ", clause) and not any(
        one.sentence == margin.sentence and one.said.lower() in clause for one in (first, last)
    ):
        return True
    mine = _quotation(margin)
    return bool(mine) and all(_quotation(one) not in (0, mine) for one in (first, last))


def _is_apart(first: Figure, last: Figure, margin: Figure, text: Sequence[str]) -> bool:
    """Whether a lead in a sentence of its own is of another time, group or rival than those of the two."""
    clause = f" {re.split(' [;.] ', margin.head)[-1]}{re.split(' [;,.] | since ', margin.after)[0]} "
    if any_of("margin_earlier").search(clause):
        return True
    told = f"{text[first.sentence]}{text[last.sentence]}"
    if _NOW.search(clause) and _THEN.search(told) and not _NOW.search(told):
        return True
    place = _IN_A_HOUSE.match(margin.after)
    if place and place[1] not in told and not any_of("lead_places").search(f" {place[2]} "):
        return True
    if _OF_ERROR.search(margin.before) or _AMONG.match(margin.after):
        return True
    scopes = [text[margin.sentence]] + ([text[first.sentence]] if first.sentence > margin.sentence else [])
    if any(_SCOPE.match(one) and not _IN_A_POLL.match(one) for one in scopes):
        return True
    rival = _RIVAL.search(margin.text, max(margin.ends[0], margin.span.start - _REACH), margin.ends[3])
    said = margin.text[first.ends[0] : last.ends[3]]
    return rival is not None and rival[1] not in said and len(names_in(said)) > 1


def _quotation(one: Figure) -> int:
    """Where the quotation begins that a figure stands in, 0 if it stands in none."""
    begins = one.text.rfind("“", 0, one.span.start) + 1
    return begins if begins > one.text.rfind("”", 0, one.span.start) else 0
