"""Contradictions joined to the findings of a draft: a mismatch that shows the sum and where the other figures stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from factcheck.consistency import CHECKS
from factcheck.consistency.sheet import UNLISTED, Contradiction, Slot, make_sheet
from factcheck.document import Draft
from factcheck.model import Claim, Finding, Observation, Span, Verdict

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule

ITSELF = Observation(None, None, None, "", None, "the draft itself", "", exact=True)
"""What a contradicted figure is held against."""


def contradicted(draft: Draft, findings: list[Finding], rules: Sequence[Rule], day: date | None) -> list[Finding]:
    """The findings, in which each figure that another place of the draft contradicts is a mismatch.

    `findings` are of all claims in order; `day` is the draft's date, and ``None`` if it is only guessed. A figure that
    is a mismatch already stays so, with the contradiction among its notes, and so does a match where the check is not
    sure enough to be more than a note. A number told by other words ("the trio") has a finding only if contradicted.
    """
    if not rules or not findings:
        return findings
    sheet = make_sheet(draft.text, [finding.claim for finding in findings], day)
    joined = list(findings)
    told: set[tuple[int, ...]] = set()
    for rule in sorted(rules, key=lambda rule: rule.severity == "note"):  # the surer check speaks first
        seen: set[int] = set()
        for wrong in CHECKS[rule.check.of](sheet):
            number = wrong.at.claim
            if number == UNLISTED:
                joined.append(_joined(_unlisted(draft, wrong.at), rule, _reason(draft, rule, wrong)))
            elif _speaks_of(rule, wrong) and number not in seen and not _is_known(joined, rule, wrong, told):
                seen.add(number)
                joined[number] = _joined(joined[number], rule, _reason(draft, rule, wrong), wrong.because)
    return sorted(joined, key=lambda one: one.claim.quantity.span.start) if len(joined) > len(findings) else joined


def _unlisted(draft: Draft, slot: Slot) -> Finding:
    """A finding for a number that is no figure of the draft, with its line as its sentence."""
    start = draft.text.rfind("\n", 0, slot.span.start) + 1
    sentence = Span(start, start + len(draft.text[start:].partition("\n")[0]))
    line, column = draft.position(slot.span.start)
    claim = Claim(slot.quantity, sentence)
    return Finding(claim, slot.quantity.text, sentence.of(draft.text), line, column, Verdict.UNCHECKED, "")


def _speaks_of(rule: Rule, wrong: Contradiction) -> bool:
    quantity = wrong.at.quantity
    return quantity.kind in rule.claim.kind and (not rule.claim.unit or quantity.unit in rule.claim.unit)


def _is_known(findings: Sequence[Finding], rule: Rule, wrong: Contradiction, told: set[tuple[int, ...]]) -> bool:
    """Whether it was said already.

    By another check of the same figures, by the calendar that there is no such day, or by a source that contradicts one
    of the others, which then is the wrong one.
    """
    finding = findings[wrong.at.claim]
    if any(
        findings[other.claim].verdict is Verdict.MISMATCH and findings[other.claim].reference is not ITSELF
        for other in wrong.others
    ):
        return True
    figures = tuple(sorted({wrong.at.claim, *(other.claim for other in wrong.others)}))
    if len(figures) > 1:
        known = figures in told
        told.add(figures)
        return known
    return rule.check.of == "impossible" and finding.verdict is Verdict.MISMATCH


def _reason(draft: Draft, rule: Rule, wrong: Contradiction) -> str:
    said = "; ".join([wrong.sum, *_places(draft, wrong), f"either {wrong.either}"])
    return f"contradicts the draft itself: {said}" if wrong.others or rule.check.of != "impossible" else said


def _places(draft: Draft, wrong: Contradiction) -> Iterator[str]:
    for other in wrong.others:
        words = " ".join(other.span.of(draft.text).split())
        yield f"“{words}” stands in line {draft.position(other.span.start)[0]}"


def _joined(finding: Finding, rule: Rule, reason: str, because: str = "") -> Finding:
    confirmed = finding.verdict is Verdict.MATCH and rule.severity == "note"
    if finding.verdict is Verdict.MISMATCH or confirmed:
        return replace(finding, notes=(*finding.notes, f"{rule.id}: {reason}"), fixable=False)
    notes, weighed = finding.notes, (f"weighed: {because}",) if because else ()
    if finding.verdict is not Verdict.UNCHECKED and finding.rule:
        notes = (*notes, f"{finding.rule}: {finding.verdict.value}, {finding.reason}")
    return replace(
        finding,
        verdict=Verdict.MISMATCH,
        reason=reason,
        rule=rule.id,
        severity=rule.severity,
        reference=ITSELF,
        accepts=None,
        refers=None,
        suggestion=None,
        fixable=False,
        notes=notes,
        trace=(*finding.trace, f"rule {rule.id} ({rule.about}) holds it against another place of the draft", *weighed),
    )
