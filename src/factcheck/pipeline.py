"""Draft, rules, lookup and date to a report: pure but for what `lookup` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from factcheck.checks.judge import choose, judge
from factcheck.checks.outcome import Outcome
from factcheck.claims import build_claims, read_passage
from factcheck.consistency.findings import contradicted
from factcheck.dating import date_draft
from factcheck.document import Draft
from factcheck.errors import SourceError
from factcheck.model import Answer, Claim, Dating, Failure, Finding, Lookup, Observation, Place, Query, Report, Verdict
from factcheck.rules.match import Match, Matcher

Ahead = Callable[[Iterable[Query]], None]
"""Takes questions that will be asked, so that they can be asked together."""

UNCHECKED = Outcome(Verdict.UNCHECKED, "no rule speaks of it")


def check_draft(
    draft: Draft, matcher: Matcher, lookup: Lookup, *, given: date | None = None, today: date | None = None
) -> Report:
    """The report on one draft.

    `given` is the date the user states; `today` stands in where none is stated, printed or inferred. With neither,
    figures that need the draft's date stay unchecked.
    """
    (report,) = check_drafts([draft], matcher, lookup, given=given, today=today)
    return report


def check_drafts(  # noqa: PLR0913  what drafts are checked with
    drafts: Sequence[Draft],
    matcher: Matcher,
    lookup: Lookup,
    *,
    given: date | None = None,
    today: date | None = None,
    ahead: Ahead | None = None,
) -> list[Report]:
    """The report on each draft, as `check_draft` makes it; `ahead` is told all that they will ask of `lookup`."""
    read = [_read(draft, matcher, lookup, given, today) for draft in drafts]
    if ahead is not None:
        ahead(query for one in read for match in one.matches() for query in _asked(match, match.query))
    tried = [_tried(one, lookup) for one in read]
    if ahead is not None:
        lacking = (trial.match for trials in tried for trial in trials if _lacks(trial))
        ahead(query for match in lacking for query in _asked(match, match.fallback))
    return [_report(one, matcher, _retried(one, trials, lookup)) for one, trials in zip(read, tried, strict=True)]


class _Read(NamedTuple):
    """A draft with its date, its figures, and the rules that speak of each."""

    draft: Draft
    dating: Dating
    claims: Sequence[Claim]
    matched: Sequence[tuple[Match, ...]]

    def matches(self) -> list[Match]:
        """All matches, in the order of the figures."""
        return [match for matches in self.matched for match in matches]


def _read(draft: Draft, matcher: Matcher, lookup: Lookup, given: date | None, today: date | None) -> _Read:
    passage = read_passage(draft.text, draft.body_start)
    dating = Dating(given, "option") if given else date_draft(draft, passage, matcher, lookup, today)
    claims = build_claims(passage, dating.day)
    return _Read(draft, dating, claims, [matcher.match(claim, passage, dating.day) for claim in claims])


def _report(read: _Read, matcher: Matcher, trials: Sequence[_Trial]) -> Report:
    draft, dating = read.draft, read.dating
    failures = [_failure(trial.answer) for trial in trials if isinstance(trial.answer, SourceError)]
    left = iter(trials)
    findings = []
    for claim, matches in zip(read.claims, read.matched, strict=True):
        own = [next(left) for _ in matches]
        findings.append(_finding(draft, claim, [(one.match, one.told()) for one in own if one.outcome is not None]))
    day = dating.day if dating.how != "today" else None
    findings = contradicted(draft, findings, matcher.consistency, day)
    return Report(
        path=draft.path,
        dating=dating,
        findings=tuple(findings),
        coverage=_coverage(findings),
        failures=tuple({failure.what + failure.url: failure for failure in failures}.values()),
        rules_digest=matcher.digest,
        encoding=draft.encoding,
        text=draft.text,
        rules=matcher.about(finding.rule for finding in findings),
    )


class _Trial(NamedTuple):
    """A match with the answer to its question and what that comes to."""

    match: Match
    answer: Answer | SourceError
    outcome: Outcome | None

    def told(self) -> Outcome:
        """The outcome with what the source has over time."""
        assert self.outcome is not None
        return replace(self.outcome, series=_series(self.match, self.answer))


def _try(read: _Read, match: Match, query: Query | None, lookup: Lookup) -> _Trial:
    answer = lookup(query) if query is not None else ()
    outcome = judge(match, answer, read.dating, read.draft.text, _others(match, query, lookup))
    return _Trial(match, answer, outcome)


def _tried(read: _Read, lookup: Lookup) -> list[_Trial]:
    """Each match judged by its first source."""
    return [_try(read, match, match.query, lookup) for match in read.matches()]


def _retried(read: _Read, trials: Sequence[_Trial], lookup: Lookup) -> list[_Trial]:
    """The trials; where the first source has no data by the one that stands in for it, unless that has none either."""
    found = []
    for trial in trials:
        second = _try(read, trial.match, trial.match.fallback, lookup) if _lacks(trial) else trial
        found.append(trial if second.answer == () else second)
    return found


def _lacks(trial: _Trial) -> bool:
    """Whether another source is to be asked."""
    return trial.match.fallback is not None and trial.outcome is not None and trial.outcome.verdict is Verdict.NO_DATA


def _asked(match: Match, query: Query | None) -> list[Query]:
    """All questions that judging a match by `query` takes."""
    if query is None:
        return []
    return [query, *(replace(query, place=place.code) for place in _compared(match))]


def _failure(error: SourceError) -> Failure:
    return Failure(error.source, error.message, error.hint, error.url)


def _series(match: Match, answer: Answer | SourceError) -> tuple[Observation, ...]:
    """What the source has of the same thing over time, the last edition of each period."""
    if match.rule.check.kind != "value" or isinstance(answer, SourceError):
        return ()
    return tuple({one.period: one for one in answer if one.value is not None and one.period is not None}.values())


def _others(match: Match, query: Query | None, lookup: Lookup) -> tuple[Answer | SourceError, ...]:
    """What the source has of each country that the match's own is compared with."""
    return tuple(lookup(one) for one in _asked(match, query)[1:])


def _compared(match: Match) -> tuple[Place, ...]:
    return match.related.others if match.related is not None else ()


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
