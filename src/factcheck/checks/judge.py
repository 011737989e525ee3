"""From a match and an answer to an outcome: dispatches on the kind of check and softens what is unsure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from factcheck.checks.calendar import judge_calendar
from factcheck.checks.change import judge_change, judge_comparison
from factcheck.checks.event import judge_event
from factcheck.checks.extreme import judge_extreme
from factcheck.checks.outcome import Outcome
from factcheck.checks.ranking import judge_ranking
from factcheck.checks.value import judge_value
from factcheck.errors import SourceError
from factcheck.extraction.places import why_open
from factcheck.model import Answer, Dating, Kind, Verdict
from factcheck.rules.match import Match
from factcheck.rules.relations import Asks

_UNSURE = frozenset({Verdict.MISMATCH, Verdict.OUTDATED, Verdict.DISPUTED})


def judge(
    match: Match, answer: Answer | SourceError, dating: Dating, text: str, others: tuple[Answer | SourceError, ...] = ()
) -> Outcome | None:
    """The outcome of a match, or ``None`` where its check has nothing to say of the claim.

    `others` is what the source has of other countries, where some are compared.
    """
    rule, claim, day = match.rule, match.claim, dating.day
    if match.open:
        return Outcome(Verdict.UNCHECKED, f"{why_open(match.open)}, so nothing was asked")
    if rule.check.kind == "calendar":
        return judge_calendar(claim, day, text, sure=dating.how != "today")
    if isinstance(answer, SourceError):
        return Outcome(Verdict.UNAVAILABLE, f"{answer.source} gave no answer to go by: {answer.message}")
    if not answer:
        place = f" for {claim.place.name}" if claim.place else ""
        return Outcome(Verdict.NO_DATA, f"the source has no value{place} in {rule.check.series}")
    match "relation" if match.related is not None else rule.check.kind:
        case "relation":
            outcome = _judge_relation(match, answer, others, day)
        case "event":
            outcome = judge_event(claim, rule, answer, day, text)
        case "ranking":
            outcome = judge_ranking(claim, answer, day)
        case _:
            outcome = judge_value(claim, rule, answer, day, text)
    if match.doubtful and outcome.verdict in _UNSURE and not _is_still_to_come(match, outcome):
        reason = f"may speak of another moment, so this is not held against it: {outcome.reason}"
        outcome = replace(outcome, verdict=Verdict.UNCHECKED, reason=reason, suggestion=None)
    if rule.note and outcome.verdict is not Verdict.UNCHECKED:
        outcome = replace(outcome, notes=(*outcome.notes, rule.note))
    return outcome


def _judge_relation(
    match: Match, answer: Answer, others: tuple[Answer | SourceError, ...], day: date | None
) -> Outcome:
    """The outcome of a change, a multiple, an extreme or a comparison."""
    assert match.related is not None
    if match.related.asks is Asks.COMPARE:
        failed = next((one for one in others if isinstance(one, SourceError)), None)
        if failed is not None:
            return Outcome(Verdict.UNAVAILABLE, f"{failed.source} gave no answer to go by: {failed.message}")
        found = tuple(one for one in others if not isinstance(one, SourceError))
        return judge_comparison(match.claim, match.rule, match.related, (answer, *found), day)
    if match.related.asks is Asks.EXTREME:
        return judge_extreme(match.related, answer)
    return judge_change(match.claim, match.rule, match.related, answer, day)


def _is_still_to_come(match: Match, outcome: Outcome) -> bool:
    """A stretch of time after an event that would end after the draft was written is wrong, whatever it means."""
    if match.claim.quantity.kind is not Kind.DURATION or outcome.accepts is None or outcome.refers is None:
        return False
    shortest, elapsed = outcome.accepts[0], outcome.refers[1]
    return bool(shortest and elapsed) and Decimal(shortest) > Decimal(elapsed)


_ORDER = (
    Verdict.MATCH,
    Verdict.DISPUTED,
    Verdict.OUTDATED,
    Verdict.MISMATCH,
    Verdict.UNAVAILABLE,
    Verdict.NO_DATA,
    Verdict.UNCHECKED,
)


def choose(outcomes: list[tuple[Match, Outcome]]) -> tuple[Match, Outcome] | None:
    """The outcome to report where several rules speak of one claim.

    A fault of the calendar counts whatever else agrees; apart from it one rule that agrees is enough, because
    the others may have been about something else.
    """
    calendar = [pair for pair in outcomes if pair[0].rule.check.kind == "calendar"]
    if calendar and calendar[0][1].verdict is Verdict.MISMATCH:
        return calendar[0]
    others = [pair for pair in outcomes if pair not in calendar and pair[1].verdict is not Verdict.UNCHECKED]
    ranked = sorted(others or outcomes, key=lambda pair: _ORDER.index(pair[1].verdict))
    return ranked[0] if ranked else None
