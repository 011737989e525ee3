"""The JSON report, version 1: a shape of its own, apart from the types inside; fields are only ever added.

`schema_v1` declares it and a test holds the two together; plain dicts are written here, as loading pydantic
costs more than writing the report. Keys stand in the order below. Numbers are strings of exact decimals, days
are ISO 8601, offsets count characters of the draft.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.errors import Fault
from factcheck.model import (
    Claim,
    Dating,
    Failure,
    Finding,
    Kind,
    Observation,
    Period,
    Quantity,
    Report,
    Span,
    Verdict,
)
from factcheck.report.options import ReportOptions
from factcheck.report.safe import safe_json
from factcheck.report.wording import decimal_text, unit_of

VERSION = 1


def render(reports: tuple[Report, ...], options: ReportOptions) -> str:
    """The reports as one JSON document that ends with a newline; `width`, `color` and `verbose` do not matter here."""
    document = {"version": VERSION, "drafts": [_draft(report, options) for report in reports]}
    return safe_json(json.dumps(document, ensure_ascii=False, indent=2) + "\n", options.encoding)


def _draft(report: Report, options: ReportOptions) -> dict[str, Any]:
    return {
        "path": report.path,
        **dating_fields(report.dating),
        "encoding": report.encoding,
        "rules_digest": report.rules_digest,
        "findings": [finding_fields(found) for found in report.findings if options.shows(found)],
        "coverage": {key: report.coverage.get(key, 0) for key in ("figures", "checked", *Verdict)},
        "failures": [_failure(failure) for failure in report.failures],
        "remarks": [_remark(remark) for remark in report.remarks],
    }


def dating_fields(dating: Dating) -> dict[str, Any]:
    """The draft's date and where it comes from."""
    return {"date": _day(dating.day), "date_from": dating.how, "date_because": dating.because}


def finding_fields(finding: Finding) -> dict[str, Any]:
    """The fields of one finding."""
    return {
        "text": finding.text,
        "sentence": finding.sentence,
        "span": _span(finding.claim.quantity.span),
        "line": finding.line,
        "column": finding.column,
        "quantity": _quantity(finding.claim.quantity, finding.resolved),
        "claim": _claim(finding.claim),
        "rule": finding.rule,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "reference": None if finding.reference is None else _reference(finding.reference),
        "accepts": _ends(finding.accepts),
        "refers": _ends(finding.refers),
        "unit": unit_of(finding),
        "reason": finding.reason,
        "suggestion": finding.suggestion,
        "notes": list(finding.notes),
        "trace": list(finding.trace),
        "waived": None if finding.waived is None else {"reason": finding.waived.reason, "how": finding.waived.how},
    }


def _quantity(quantity: Quantity, resolved: Period | None) -> dict[str, Any]:
    low, high = _number(quantity.low), _number(quantity.high)
    if quantity.kind in (Kind.DATE, Kind.WEEKDAY):
        low = None if resolved is None else resolved.start.isoformat()
        high = None if resolved is None else resolved.end.isoformat()
    elif quantity.kind is Kind.YEAR and low is None and quantity.when is not None:
        low = high = None if quantity.when.year is None else str(quantity.when.year)
    return {
        "low": low,
        "high": high,
        "unit": quantity.unit,
        "kind": quantity.kind,
        "bound": quantity.bound,
        "hedge": quantity.hedge,
        "direction": quantity.direction,
        "step": _number(quantity.step),
        "noun": quantity.noun,
        "core": _span(quantity.core),
    }


def _claim(claim: Claim) -> dict[str, Any]:
    place = claim.place
    return {
        "measured": claim.measured,
        "place": None if place is None else {"code": place.code, "name": place.name, "city": place.city},
        "period": _period(claim.period),
    }


def _reference(reference: Observation) -> dict[str, Any]:
    return {
        "value": _number(reference.value),
        "low": _number(reference.low),
        "high": _number(reference.high),
        "day": _period(reference.day),
        "unit": reference.unit,
        "period": _period(reference.period),
        "source": reference.source,
        "url": reference.url,
        "published": _day(reference.published),
        "superseded": _day(reference.superseded),
        "retrieved": _day(reference.retrieved),
        "edition": reference.edition,
        "qualifier": reference.qualifier,
        "exact": reference.exact,
        "note": reference.note,
        "members": [
            {"rank": member.rank, "name": member.name, "value": _number(member.value), "note": member.note}
            for member in reference.members
        ],
    }


def _remark(remark: Fault) -> dict[str, Any]:
    return {
        "path": remark.path,
        "line": remark.line,
        "column": remark.column,
        "message": remark.message,
        "hint": remark.hint,
    }


def _failure(failure: Failure) -> dict[str, Any]:
    return {"what": failure.what, "message": failure.message, "hint": failure.hint, "url": failure.url}


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _ends(ends: tuple[str, str] | None) -> list[str | None] | None:
    return None if ends is None else [end or None for end in ends]


def _number(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _period(period: Period | None) -> str | None:
    """2022, 2022-03, 2022-03-16 or FROM/TO; the first and last day that Python knows leave that end open."""
    if period is None:
        return None
    if period.start != date.min and period.end != date.max:
        return period.label()
    start = "" if period.start == date.min else period.start.isoformat()
    end = "" if period.end == date.max else period.end.isoformat()
    return f"{start}/{end}"
