"""Draft, rules, lookup and date to a report: pure but for what `lookup` does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from factcheck import trials
from factcheck.checks.judge import choose
from factcheck.checks.outcome import Outcome
from factcheck.claims import build_claims, read_passage
from factcheck.consistency.findings import contradicted
from factcheck.dating import date_draft
from factcheck.document import Draft
from factcheck.errors import SourceError
from factcheck.model import Claim, Dating, Failure, Finding, Lookup, Query, Report, Verdict
from factcheck.rules.match import Match, Matcher
from factcheck.trials import Step, Trial

Ahead = Callable[[Iterable[Query]], None]
"""Takes questions that will be asked, so that they can be asked together."""
Lacking = Callable[[Iterable[Query]], tuple[Query, ...]]
"""The questions that have no answer yet."""


class Wanted(NamedTuple):
    """What has to be asked before a draft can be judged."""

    queries: tuple[Query, ...]


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
    found = [one.untried() for one in read]
    for step in trials.STEPS:
        if ahead is not None:
            ahead(query for own in found for query in trials.wanted(own, step))
        found = [one.tried(own, step, lookup) for one, own in zip(read, found, strict=True)]
    return [_report(one, matcher, own) for one, own in zip(read, found, strict=True)]


def try_draft(  # noqa: PLR0913  what drafts are checked with
    draft: Draft,
    matcher: Matcher,
    lookup: Lookup,
    lacking: Lacking,
    *,
    given: date | None = None,
    today: date | None = None,
) -> Report | Wanted:
    """The report on a draft, as `check_draft` makes it, or what is to be asked for it first.

    `lacking` says which of the questions that a draft asks of `lookup` are not answered yet.
    """
    read = _read(draft, matcher, lookup, given, today)
    found = read.untried()
    for step in trials.STEPS:
        wanted = lacking(trials.wanted(found, step))
        if wanted:
            return Wanted(wanted)
        found = read.tried(found, step, lookup)
    return _report(read, matcher, found)


class _Read(NamedTuple):
    """A draft with its date, its figures, and the rules that speak of each."""

    draft: Draft
    dating: Dating
    claims: Sequence[Claim]
    matched: Sequence[tuple[Match, ...]]

    def matches(self) -> list[Match]:
        """All matches, in the order of the figures."""
        return [match for matches in self.matched for match in matches]

    def untried(self) -> list[Trial]:
        """The matches before anything was asked."""
        return [Trial(match, (), None) for match in self.matches()]

    def tried(self, found: Sequence[Trial], step: Step, lookup: Lookup) -> list[Trial]:
        """The matches after a step."""
        return trials.tried(found, step, lookup, self.dating, self.draft.text)


def _read(draft: Draft, matcher: Matcher, lookup: Lookup, given: date | None, today: date | None) -> _Read:
    passage = read_passage(draft.text, draft.body_start)
    dating = Dating(given, "option") if given else date_draft(draft, passage, matcher, lookup, today)
    claims = build_claims(passage, dating.day)
    return _Read(draft, dating, claims, [matcher.match(claim, passage, dating.day) for claim in claims])


def _report(read: _Read, matcher: Matcher, found: Sequence[Trial]) -> Report:
    draft, dating = read.draft, read.dating
    failures = [_failure(trial.answer) for trial in found if isinstance(trial.answer, SourceError)]
    left = iter(found)
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


def _failure(error: SourceError) -> Failure:
    return Failure(error.source, error.message, error.hint, error.url)


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
