"""A place in a ranking: the first N of a list, or the n-th of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from factcheck import wording
from factcheck.checks.outcome import Outcome
from factcheck.gazetteer import countries, members
from factcheck.intervals import spaced
from factcheck.model import Answer, Claim, Kind, Member, Observation, Verdict

_LONGEST = 30
_APPOSED = 5
"""Tokens from the comma behind a city to the rank said of it: "Kharkiv, the country's second-largest city"."""
_NEAR = Decimal("0.1")
"""Members whose values lie this close may change places between sources, so their order is not held against a draft."""


def judge_ranking(claim: Claim, answer: Answer, day: date | None = None) -> Outcome:
    """The outcome of "the 10 biggest cities" (the ten are listed) or "the third-largest city" (its rank is checked).

    Of several years the latest counts that the draft of `day` could know.
    """
    known = [o for o in answer if o.members and (day is None or o.period is None or o.period.start.year <= day.year)]
    listed = _of_group(known[-1], claim, day) if known else None
    wanted = claim.quantity.low
    if listed is None or wanted is None or wanted != wanted.to_integral_value() or not wanted >= 1:
        return Outcome(Verdict.NO_DATA, "the source has no ranking for this place")
    if claim.quantity.kind is Kind.ORDINAL:
        return _rank(claim, listed, int(wanted))
    return _first(listed, int(wanted))


def _of_group(listed: Observation, claim: Claim, day: date | None) -> Observation:
    """The ranking of the members of the group that is named, "the EU's", as of the draft's day."""
    inside = members(claim.place.code, day) if claim.place is not None and day is not None else frozenset()
    if not inside:
        return listed
    names = {countries()[code].name for code in inside}
    kept = [member for member in listed.members if member.name in names]
    return replace(listed, members=tuple(replace(member, rank=rank) for rank, member in enumerate(kept, 1)))


def _first(listed: Observation, wanted: int) -> Outcome:
    if wanted > min(len(listed.members), _LONGEST):
        return Outcome(Verdict.NO_DATA, f"the source ranks only {len(listed.members)} here", listed)
    first = listed.members[:wanted]
    names = f"{first[0].name} ({spaced(first[0].value)}) to {first[-1].name} ({spaced(first[-1].value)})"
    return Outcome(
        Verdict.MATCH,
        f"agrees with {listed.source}, which ranks {wanted} or more, {names}; the list below is for comparison",
        replace(listed, members=first),
        accepts=(str(wanted), str(wanted)),
        refers=(str(wanted), str(wanted)),
        notes=(listed.note,) if listed.note else (),
    )


def _rank(claim: Claim, listed: Observation, wanted: int) -> Outcome:
    member = _subject(claim, listed)
    if member is None or wanted > len(listed.members):
        return Outcome(Verdict.UNCHECKED, "which member of the ranking the draft means is not clear")
    there = listed.members[wanted - 1]
    listed = replace(listed, members=listed.members[: max(wanted, member.rank)])
    agrees = member.rank == wanted
    refers = (str(member.rank), str(member.rank))
    accepts = (str(wanted), str(wanted))
    if agrees:
        reason = f"agrees with {wording.cite(listed)}: {member.name} ({spaced(member.value)}) is number {wanted}"
        return Outcome(Verdict.MATCH, reason, listed, accepts, refers)
    if abs(member.value - there.value) <= _NEAR * max(member.value, there.value):
        reason = (
            f"{listed.source} puts {member.name} ({spaced(member.value)}) at {member.rank} and {there.name} "
            f"({spaced(there.value)}) at {wanted}; the two are close, so sources may order them otherwise"
        )
        return Outcome(Verdict.DISPUTED, reason, listed, accepts, refers)
    reason = (
        f"does not agree with {wording.cite(listed)}: {member.name} ({spaced(member.value)}) is number {member.rank}, "
        f"{there.name} ({spaced(there.value)}) is number {wanted}"
    )
    return Outcome(Verdict.MISMATCH, reason, listed, accepts, refers)


def _subject(claim: Claim, listed: Observation) -> Member | None:
    """The ranked city that the figure is said of: the one set beside it by a comma, else the only one named."""
    setting = claim.setting
    by_name = {member.name: member for member in listed.members}
    first, last = setting.territory
    ts = setting.sentence.tokens
    within = setting.places_within((first, last))
    named = {m.span.end: by_name[name] for m in within if (name := m.place.city or m.place.name) in by_name}
    for i in range(first, last):
        if ts[i].text in by_name and ts[i].end not in named:
            named[ts[i].end] = by_name[ts[i].text]
    for end, member in named.items():
        i = setting.sentence.index_at(end)
        if i < setting.figure[0] <= i + _APPOSED and ts[i].text == ",":
            return member
        if setting.noun[1] <= i <= setting.noun[1] + 3 and ts[setting.noun[1]].text in (",", "is"):
            return member
    subjects = set(named.values())
    return subjects.pop() if len(subjects) == 1 else None
