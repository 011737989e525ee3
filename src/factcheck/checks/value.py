"""A figure against the values of a series: which observations were current, and whether one of them agrees."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from factcheck import wording
from factcheck.checks.editions import by_publication, editions, grouped, is_daily, is_moment, since_revised, standing_on
from factcheck.checks.outcome import Outcome, in_place
from factcheck.extraction.units import convert
from factcheck.intervals import hull, printed, reference, scaled, shown
from factcheck.model import Answer, Bound, Claim, Interval, Kind, Observation, Verdict

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule

_ONE = Decimal(1)
_MOST_OF_A_YEAR = 300
"""Days; a shorter period is a part of a year."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A value check ready to be judged: the accepted interval in the reference's unit, and the days that matter."""

    claim: Claim
    rule: Rule
    accepts: Interval
    factor: Decimal
    at: date | None
    explicit: bool
    day: date | None

    def agrees(self, observation: Observation) -> bool:
        """Whether the printed figure and the observation have a value in common."""
        interval = refers_to(self.rule, observation)
        return interval is not None and self.accepts.meets(interval)


def judge_value(claim: Claim, rule: Rule, answer: Answer, day: date | None, text: str) -> Outcome:
    """The outcome of `claim` against `answer`, all that the source holds; `text` is the draft's."""
    asked = agreement(claim, rule, answer, day)
    if claim.quantity.kind is Kind.POINTS and Kind.POINTS not in rule.claim.kind:
        return _points_for_percent(claim, rule, answer, day)
    if asked is None:
        reason = f"the draft's unit ({claim.quantity.unit or 'none'}) does not compare with the reference's"
        return Outcome(Verdict.UNCHECKED, reason)
    current = list(answer) if rule.check.at == "any" else _current(asked, answer)
    if not current:
        return Outcome(Verdict.NO_DATA, _no_data(asked, answer), accepts=shown(asked.accepts))
    outcome = _softened(asked, _verdict(asked, current, answer, text))
    return replace(outcome, trace=_trace(asked, current))


def _softened(asked: Asked, outcome: Outcome) -> Outcome:
    """A month or quarter that does not agree with a value of a whole year is left unchecked."""
    period, reference_ = asked.claim.period, outcome.reference.period if outcome.reference else None
    if outcome.verdict is not Verdict.MISMATCH or period is None or reference_ is None:
        return outcome
    if (period.end - period.start).days >= _MOST_OF_A_YEAR or (
        reference_.end - reference_.start
    ).days < _MOST_OF_A_YEAR:
        return outcome
    reason = f"is of {wording.period_words(period)}, and the source has a value of the whole year: {outcome.reason}"
    return replace(outcome, verdict=Verdict.UNCHECKED, reason=reason, suggestion=None)


def _points_for_percent(claim: Claim, rule: Rule, answer: Answer, day: date | None) -> Outcome:
    """The outcome of percentage points that are said to be a level, which is a share in per cent."""
    asked = Asked(claim, rule, Interval(None, None), _ONE, claim.period.end if claim.period else day, False, day)
    current = list(answer) if rule.check.at == "any" else _current(asked, answer)
    if not current:
        return Outcome(Verdict.NO_DATA, _no_data(asked, answer))
    reason = (
        "percentage points tell a difference between two shares, and this is a share, in per cent: "
        f"{wording.value_words(current[0])}, {wording.cite(current[0])}"
    )
    return Outcome(Verdict.MISMATCH, reason, current[0])


def agreement(claim: Claim, rule: Rule, answer: Answer, day: date | None = None) -> Asked | None:
    """The check made ready in the unit of `answer`; ``None`` where the two units do not compare."""
    unit = next((o.unit for o in answer if o.unit), "")
    factor = _factor(claim.quantity.unit, unit)
    if factor is None or claim.quantity.low is None:
        return None
    accepts = scaled(printed(claim.quantity, rule.allow.about), factor)
    at = claim.period.end if claim.period is not None else day
    return Asked(claim, rule, accepts, factor, at, claim.period is not None, day)


def refers_to(rule: Rule, observation: Observation) -> Interval | None:
    """What the observation can stand for by the rule's tolerance; ``None`` where it has no figure."""
    return reference(observation, rule.allow.revision, rule.allow.amount)


def _factor(have: str, want: str) -> Decimal | None:
    """What one of the draft's unit is in the reference's; plain counts compare with any counted thing."""
    if have == want or (not have and convert(_ONE, want, want) is not None and want not in _physical()):
        return _ONE
    if have == "dollar" and want == "US dollar":
        return _ONE
    return convert(_ONE, have, want)


def _physical() -> frozenset[str]:
    from factcheck.extraction.units import units

    return frozenset(units())


def _current(asked: Asked, answer: Answer) -> list[Observation]:
    """The observations a draft of that day could rightly quote, the best known first."""
    at, rule, period = asked.at, asked.rule, asked.claim.period
    if at is None:
        return []
    if period is not None and period.loose:
        inside = [o for o in answer if o.period is not None and period.meets(o.period)]
        return by_publication(standing_on(inside, asked.day), asked.day)
    dated = [o for o in answer if o.period is None or o.period.start <= at]
    standing = [o for o in dated if o.period is None or (o.period.end >= at and not is_moment(o))]
    holding = standing or [o for o in dated if o.period is not None and o.period.contains(at)]
    past = [o for o in dated if o.period is not None and o.period.end <= at and o not in holding]
    if asked.explicit and holding and not rule.allow.age:
        return by_publication(holding, asked.day)
    live = [o for o in past if o.superseded is None or asked.day is None or asked.day < o.superseded]
    latest = max((o.period.end for o in live if o.period is not None), default=None)
    recent: list[Observation] = []
    if latest is not None and (at - latest).days <= rule.allow.stale:
        since = latest - timedelta(days=rule.allow.age)
        recent = [o for o in live if o.period is not None and o.period.end >= since]
    if asked.explicit and not holding and not rule.allow.age and not is_daily(past):
        return []
    return by_publication([*standing_on(holding, asked.day), *recent], asked.day)


def _verdict(asked: Asked, current: list[Observation], answer: Answer, text: str) -> Outcome:
    accepts = asked.accepts
    agreeing = next((o for o in current if asked.agrees(o)), None)
    if agreeing is not None:
        reason = f"agrees with {wording.cite(agreeing)}: {wording.value_words(agreeing)}"
        notes = (*since_revised(agreeing, answer, asked.day, asked.agrees), *editions(agreeing, current))
        return _outcome(asked, Verdict.MATCH, reason, agreeing, notes=notes)
    older = [o for o in answer if o not in current and _is_older(o, asked)]
    stale = next((o for o in sorted(older, key=_age, reverse=True) if asked.agrees(o)), None)
    best = current[0]
    fix = _suggestion(asked, best, text)
    if stale is not None:
        reason = (
            f"agrees with an older figure, {wording.value_words(stale)} in {wording.cite(stale)}; "
            f"by {_by(best)} it was {wording.value_words(best)}"
        )
        if stale.period == best.period and stale.period is not None and not is_moment(stale):
            reason = (
                f"agrees with an earlier edition, {wording.value_words(stale)} in {wording.cite(stale)}; "
                f"before the draft it was revised to {wording.value_words(best)}"
            )
        return replace(_outcome(asked, Verdict.OUTDATED, reason, best), suggestion=fix)
    whole = hull([interval for o in current if (interval := refers_to(asked.rule, o)) is not None])
    if len(current) > 1 and _apart(asked, current) and accepts.meets(whole):
        reason = f"the references differ ({_values(current)}) and the figure lies between them"
        return _outcome(asked, Verdict.DISPUTED, reason, best)
    reason = _mismatch(asked, best)
    return replace(_outcome(asked, Verdict.MISMATCH, reason, best, notes=editions(best, current)), suggestion=fix)


def _age(observation: Observation) -> tuple[int, int]:
    return (
        observation.period.end.toordinal() if observation.period else 0,
        observation.published.toordinal() if observation.published else 0,
    )


def _is_older(observation: Observation, asked: Asked) -> bool:
    if observation.period is None or asked.at is None or observation.period.start > asked.at:
        return False
    return not asked.explicit or observation.period.contains(asked.at) or is_moment(observation)


def _by(observation: Observation) -> str:
    period = observation.period
    return wording.period_words(period) if period and period.end.year < 9000 else "the draft's date"


def _outcome(
    asked: Asked, verdict: Verdict, reason: str, observation: Observation, notes: tuple[str, ...] = ()
) -> Outcome:
    interval = refers_to(asked.rule, observation)
    return Outcome(
        verdict,
        reason,
        observation,
        accepts=shown(asked.accepts),
        refers=shown(interval) if interval else None,
        notes=notes,
    )


def _mismatch(asked: Asked, best: Observation) -> str:
    rule, claim = asked.rule, asked.claim
    interval = refers_to(rule, best)
    side = ""
    if (
        interval is not None
        and claim.quantity.bound in (Bound.OVER, Bound.AT_LEAST)
        and asked.accepts.is_below(interval)
    ):
        side = "; it understates"
    place = claim.place.name if claim.place else ""
    said = wording.filled(rule.message, best, place, claim.quantity.text) if rule.message else wording.value_words(best)
    return f"does not agree with {wording.cite(best)}: {said}{side}"


def _suggestion(asked: Asked, best: Observation, text: str) -> str | None:
    quantity = asked.claim.quantity
    core = quantity.core.of(text)
    return in_place(wording.corrected(best, quantity, core, _ONE / asked.factor), quantity, text)


def _apart(asked: Asked, observations: list[Observation]) -> bool:
    """Whether two of the references do not meet."""
    intervals = [i for o in observations if (i := refers_to(asked.rule, o)) is not None]
    return any(not a.meets(b) for k, a in enumerate(intervals) for b in intervals[k + 1 :])


def _values(observations: list[Observation]) -> str:
    return ", ".join(dict.fromkeys(wording.value_words(o) for o in observations[:4]))


def _no_data(asked: Asked, answer: Answer) -> str:
    if asked.at is None:
        return "the draft's date is not known, so no reference can be chosen"
    when = wording.period_words(asked.claim.period) if asked.claim.period else wording.long_date(asked.at)
    held = [o.period for o in answer if o.period is not None]
    if not held:
        return f"the source has no value for {when}"
    first, last = min(p.start for p in held), max(p.end for p in held)
    return (
        f"the source has no value for {when}; it runs from {first.year} to {last.year if last.year < 9000 else 'now'}"
    )


def _trace(asked: Asked, current: list[Observation]) -> tuple[str, ...]:
    low, high = shown(asked.accepts)
    lines = [f"the draft's figure can stand for {grouped(low)} to {grouped(high)}"]
    lines += [f"reference: {wording.value_words(o)}, {wording.cite(o)}" for o in current[:6]]
    return tuple(lines)
