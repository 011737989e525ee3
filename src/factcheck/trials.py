"""What is asked for a match, step by step, and what the answers come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from factcheck.checks.judge import judge
from factcheck.checks.outcome import Outcome
from factcheck.errors import SourceError
from factcheck.model import Answer, Dating, Lookup, Observation, Place, Query, Verdict
from factcheck.rules.match import Match


class Trial(NamedTuple):
    """A match with the answer to its question and what that comes to."""

    match: Match
    answer: Answer | SourceError
    outcome: Outcome | None

    def told(self) -> Outcome:
        """The outcome with what the source has over time."""
        assert self.outcome is not None
        return replace(self.outcome, series=_series(self.match, self.answer))


def _usual(match: Match) -> Query | None:
    return match.query


def _newer(match: Match) -> Query | None:
    """Past a store, which may have been filled before the period that the claim is about had a value."""
    return replace(match.query, beyond=True) if match.query is not None else None


def _instead(match: Match) -> Query | None:
    return match.fallback


def _newer_instead(match: Match) -> Query | None:
    return replace(match.fallback, beyond=True) if match.fallback is not None else None


STEPS = (_usual, _newer, _instead, _newer_instead)
"""What is asked for a match, one after the other for as long as there is no data."""
Step = Callable[[Match], Query | None]


def wanted(trials: Iterable[Trial], step: Step) -> Iterator[Query]:
    """All questions of a step."""
    for trial in trials:
        if _lacks(trial, step):
            yield from _asked(trial.match, step(trial.match))


def tried(trials: Sequence[Trial], step: Step, lookup: Lookup, dating: Dating, text: str) -> list[Trial]:
    """The trials; those without data judged by the answer to the step's question, unless that has none either."""
    return [_try(trial, step, lookup, dating, text) if _lacks(trial, step) else trial for trial in trials]


def _try(trial: Trial, step: Step, lookup: Lookup, dating: Dating, text: str) -> Trial:
    match, query = trial.match, step(trial.match)
    answer = lookup(query) if query is not None else ()
    tells = _is_empty(trial) or not isinstance(answer, SourceError)
    if trial.outcome is not None and (not tells or answer == () or answer is trial.answer):
        return trial
    outcome = judge(match, answer, dating, text, _others(match, query, lookup))
    return Trial(match, answer, outcome)


def _lacks(trial: Trial, step: Step) -> bool:
    """Whether a step is still to be taken: always the first, the others where there is no data."""
    if step is _usual:
        return True
    empty = _is_empty(trial) or (step in (_newer, _newer_instead) and _is_of_before(trial))
    return empty and step(trial.match) is not None


def _is_empty(trial: Trial) -> bool:
    return trial.outcome is not None and trial.outcome.verdict is Verdict.NO_DATA


def _is_of_before(trial: Trial) -> bool:
    """Whether the figure was held against a value of an earlier period than its own."""
    own, reference = trial.match.claim.period, trial.outcome.reference if trial.outcome is not None else None
    return (
        own is not None and reference is not None and reference.period is not None and reference.period.end < own.start
    )


def _asked(match: Match, query: Query | None) -> list[Query]:
    """All questions that judging a match by `query` takes."""
    if query is None:
        return []
    return [query, *(replace(query, place=place.code) for place in _compared(match))]


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
