"""The JSON report: golden files, its schema, and the shape that is promised."""

from __future__ import annotations

import dataclasses
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import report_samples as samples
from factcheck.model import Kind, Period, Report, Verdict, When
from factcheck.report import REPORTERS, ReportOptions
from factcheck.report.schema_v1 import schema, schema_text
from golden_option import Golden
from test_report_safe import FORBIDDEN

SHIPPED = Path(__file__).resolve().parents[1] / "src/factcheck/data/report-v1.schema.json"
PLAIN = ReportOptions()
CASES = {
    "first": ((samples.first(),), ReportOptions()),
    "first-only": ((samples.first(),), ReportOptions(only=frozenset({Verdict.MISMATCH}))),
    "several": ((samples.quiet(), samples.gone()), ReportOptions()),
    "hostile": ((samples.hostile(),), ReportOptions()),
    "nothing": ((), ReportOptions()),
}


def document(*reports: Report, options: ReportOptions = PLAIN) -> Any:
    return json.loads(REPORTERS["json"](reports, options))


def closed(node: Any) -> Any:
    """The schema with every object closed, so that a key it does not declare is found."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    shut = {key: closed(value) for key, value in node.items()}
    return {**shut, "additionalProperties": False} if node.get("type") == "object" else shut


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, golden: Golden) -> None:
    reports, options = CASES[name]
    golden(f"report/{name}.json", REPORTERS["json"](reports, options))


@pytest.mark.parametrize("name", [*CASES, "long"])
def test_output_and_schema_agree_key_for_key(name: str) -> None:
    reports, options = CASES.get(name, ((samples.long(),), ReportOptions()))
    validator = jsonschema.Draft202012Validator(closed(schema()))
    assert [error.message[:200] for error in validator.iter_errors(document(*reports, options=options))] == []


def test_the_schema_refuses_what_is_not_promised() -> None:
    validator = jsonschema.Draft202012Validator(schema())
    jsonschema.Draft202012Validator.check_schema(schema())
    good = document(samples.first())
    assert validator.is_valid({**good, "a field of a later release": 1})
    for path, value in [
        (["version"], 2),
        (["drafts", 0, "findings", 0, "quantity", "low"], 5000000),
        (["drafts", 0, "findings", 0, "quantity", "low"], "5E+6"),
        (["drafts", 0, "findings", 0, "quantity", "low"], "5,000,000"),
        (["drafts", 0, "findings", 0, "verdict"], "false"),
        (["drafts", 0, "findings", 0, "span"], [1]),
        (["drafts", 0, "date"], "16 March 2022"),
    ]:
        changed = json.loads(json.dumps(good))
        place = changed
        for key in path[:-1]:
            place = place[key]
        place[path[-1]] = value
        assert not validator.is_valid(changed), path


def test_the_schema_that_ships_is_the_one_the_models_make() -> None:
    again = "run: python tools/build_report_schema.py"
    assert SHIPPED.read_text(encoding="utf-8") == schema_text(), again


def test_the_promised_keys() -> None:
    made = document(samples.first())
    assert list(made) == ["version", "drafts"]
    (draft,) = made["drafts"]
    assert {"path", "date", "date_from", "findings", "coverage", "failures"} <= set(draft)
    assert set(draft["coverage"]) == {"figures", "checked", *(verdict.value for verdict in Verdict)}
    found = draft["findings"][0]
    promised = {
        "text",
        "sentence",
        "span",
        "line",
        "column",
        "quantity",
        "claim",
        "rule",
        "verdict",
        "reference",
    }
    assert promised | {"accepts", "reason", "suggestion"} <= set(found)
    assert {"low", "high", "unit", "kind", "bound"} <= set(found["quantity"])
    assert {"measured", "place", "period"} <= set(found["claim"])
    cited = {"value", "low", "high", "unit", "period", "source", "url", "published"}
    assert cited <= set(found["reference"])


def test_offsets_give_back_the_words_of_the_draft() -> None:
    for found in document(samples.first())["drafts"][0]["findings"]:
        start, end = found["span"]
        assert samples.FIRST[start:end] == found["text"]
    start, end = document(samples.first())["drafts"][0]["findings"][0]["quantity"]["core"]
    assert samples.FIRST[start:end] == "5 million"


def test_dates_years_and_weekdays_as_quantities() -> None:
    def ends(text: str, **more: Any) -> tuple[str | None, str | None]:
        found = samples.finding("On Monday 3 May 1945.\n", text, Verdict.UNCHECKED, "", **more)
        report = samples.report("x", samples.quiet().dating, found)
        quantity = document(report)["drafts"][0]["findings"][0]["quantity"]
        return quantity["low"], quantity["high"]

    day = Period(date(1945, 5, 3), date(1945, 5, 3))
    assert ends("3 May 1945", kind=Kind.DATE, resolved=day, low=Decimal(1945)) == ("1945-05-03", "1945-05-03")
    assert ends("3 May", kind=Kind.DATE, when=When(None, 5, 3)) == (None, None)
    assert ends("1945", kind=Kind.YEAR, when=When(1945)) == ("1945", "1945")
    assert ends("1945", kind=Kind.YEAR, low=Decimal(1945)) == ("1945", "1945")
    assert ends("1945", kind=Kind.YEAR, when=When()) == (None, None)
    assert ends("Monday", kind=Kind.WEEKDAY, resolved=day) == ("1945-05-03", "1945-05-03")
    assert ends("Monday", kind=Kind.WEEKDAY) == (None, None)


def test_open_ends_and_open_periods() -> None:
    report = samples.first()
    rest = Period(date(2011, 7, 14), date.max)
    found = dataclasses.replace(
        report.findings[0],
        accepts=("700", ""),
        claim=dataclasses.replace(report.findings[0].claim, period=rest),
        reference=dataclasses.replace(samples.PORTAL, period=Period(date.min, date(2011, 7, 14))),
    )
    made = document(dataclasses.replace(report, findings=(found,)))["drafts"][0]["findings"][0]
    assert made["accepts"] == ["700", None]
    assert made["claim"]["period"] == "2011-07-14/"
    assert made["reference"]["period"] == "/2011-07-14"


def test_only_filters_findings_and_not_the_counts() -> None:
    (draft,) = document(samples.first(), options=ReportOptions(only=frozenset({Verdict.OUTDATED})))["drafts"]
    assert [found["verdict"] for found in draft["findings"]] == ["outdated"]
    assert draft["coverage"]["figures"] == 12


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_hostile_text_is_kept_and_harmless(encoding: str) -> None:
    written = REPORTERS["json"]((samples.hostile(),), ReportOptions(encoding=encoding))
    assert not set(FORBIDDEN) & set(written)
    assert written.encode(encoding).decode(encoding) == written
    assert written.endswith("}\n")
    assert json.loads(written)["drafts"][0]["path"] == f"drafts/{samples.HOSTILE}.txt"


def test_looks_and_verbosity_do_not_change_the_document() -> None:
    loud = ReportOptions(verbose=True, color=True, width=40)
    assert document(samples.first(), options=loud) == document(samples.first())
