"""Draft, rules, lookup and date to a report: pure but for what `lookup` does."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

from factcheck.checks.judge import choose, judge
from factcheck.checks.outcome import Outcome
from factcheck.claims import build_claims, read_passage
from factcheck.consistency.findings import contradicted
from factcheck.dating import date_draft
from factcheck.document import Draft
from factcheck.errors import SourceError
from factcheck.model import Answer, Claim, Dating, Failure, Finding, Lookup, Observation, Query, Report, Verdict
from factcheck.rules.match import Match, Matcher

UNCHECKED = Outcome(Verdict.UNCHECKED, "no rule speaks of it")


def check_draft(
    draft: Draft, matcher: Matcher, lookup: Lookup, *, given: date | None = None, today: date | None = None
) -> Report:
    """The report on one draft.

    `given` is the date the user states; `today` stands in where none is stated, printed or inferred. With neither,
    figures that need the draft's date stay unchecked.
    """
    passage = read_passage(draft.text, draft.body_start)
    dating = Dating(given, "option") if given else date_draft(draft, passage, matcher, lookup, today)
    failures: dict[str, Failure] = {}
    findings = []
    claims = build_claims(passage, dating.day)
    for claim in claims:
        matches = matcher.match(claim, passage, dating.day)
        findings.append(_finding(draft, claim, _outcomes(matches, lookup, dating, draft.text, failures)))
    day = dating.day if dating.how != "today" else None
    findings = contradicted(draft, findings, matcher.consistency, day)
    return Report(
        path=draft.path,
        dating=dating,
        findings=tuple(findings),
        coverage=_coverage(findings),
        failures=tuple(failures.values()),
        rules_digest=matcher.digest,
        encoding=draft.encoding,
        text=draft.text,
        rules=matcher.about(finding.rule for finding in findings),
    )


def _outcomes(
    matches: tuple[Match, ...], lookup: Lookup, dating: Dating, text: str, failures: dict[str, Failure]
) -> list[tuple[Match, Outcome]]:
    found = []
    for match in matches:
        answer = lookup(match.query) if match.query is not None else ()
        outcome = judge(match, answer, dating, text, _others(match, match.query, lookup))
        if match.fallback is not None and outcome is not None and outcome.verdict is Verdict.NO_DATA:
            answer = lookup(match.fallback)
            if answer != ():
                outcome = judge(match, answer, dating, text, _others(match, match.fallback, lookup))
        if isinstance(answer, SourceError):
            failures[answer.source + answer.url] = Failure(answer.source, answer.message, answer.hint, answer.url)
        if outcome is not None:
            found.append((match, replace(outcome, series=_series(match, answer))))
    return found


def _series(match: Match, answer: Answer | SourceError) -> tuple[Observation, ...]:
    """What the source has of the same thing over time, the last edition of each period."""
    if match.rule.check.kind != "value" or isinstance(answer, SourceError):
        return ()
    return tuple({one.period: one for one in answer if one.value is not None and one.period is not None}.values())


def _others(match: Match, query: Query | None, lookup: Lookup) -> tuple[Answer | SourceError, ...]:
    """What the source has of each country that the match's own is compared with."""
    places = match.related.others if match.related is not None and query is not None else ()
    return tuple(lookup(replace(query, place=place.code)) for place in places if query is not None)


def _finding(draft: Draft, claim: Claim, outcomes: list[tuple[Match, Outcome]]) -> Finding:
    chosen = choose(outcomes)
    match, outcome = chosen if chosen is not None else (None, UNCHECKED)
    line, column = draft.position(claim.quantity.span.start)
    return Finding(
        claim=match.claim if match else claim,
        text=claim.quantity.text,
        sentence=claim.sentence.of(draft.text),
        line=line,
        column=column,
        verdict=outcome.verdict,
        reason=outcome.reason,
        rule=match.rule.id if match else None,
        severity=match.rule.severity if match else "error",
        reference=outcome.reference,
        accepts=outcome.accepts,
        refers=outcome.refers,
        resolved=outcome.resolved or (claim.period if claim.quantity.when else None),
        suggestion=outcome.suggestion,
        notes=outcome.notes,
        trace=_trace(match, outcome),
        series=outcome.series,
        fixable=match is not None and match.rule.fix == "safe" and outcome.suggestion is not None,
    )


def _trace(match: Match | None, outcome: Outcome) -> tuple[str, ...]:
    if match is None:
        return outcome.trace
    words = f" on the words “{match.words[0]}”" if match.words else ""
    return (f"rule {match.rule.id} ({match.rule.about}) speaks of it{words}", *outcome.trace)


def _coverage(findings: list[Finding]) -> dict[str, int]:
    """How many figures were found, how many got an answer, and how many have each verdict."""
    counts = Counter(finding.verdict for finding in findings)
    unanswered = counts[Verdict.UNCHECKED] + counts[Verdict.NO_DATA] + counts[Verdict.UNAVAILABLE]
    total = {"figures": len(findings), "checked": len(findings) - unanswered}
    return total | {verdict.value: counts[verdict] for verdict in Verdict}
