"""The terminal report: golden files, and what holds for every one of them."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from datetime import date
from decimal import Decimal

import pytest

import report_samples as samples
from factcheck.model import Dating, Finding, Kind, Observation, Period, Report, Verdict
from factcheck.report import REPORTERS, ReportOptions
from factcheck.report.layout import Page, Piece, columns
from factcheck.report.safe import safe
from factcheck.report.wording import (
    dating_words,
    decimal_text,
    given_words,
    interval_words,
    period_words,
    plural,
    sentence,
    unit_of,
)
from golden_option import Golden
from test_report_safe import FORBIDDEN

PLAIN = ReportOptions()
VERBOSE = ReportOptions(verbose=True)
COLOUR = ReportOptions(color=True)
SEVERE = ReportOptions(only=frozenset({Verdict.MISMATCH, Verdict.OUTDATED}))
CASES = {
    "first": ((samples.first(),), ReportOptions()),
    "first-verbose": ((samples.first(),), VERBOSE),
    "first-only": ((samples.first(),), SEVERE),
    "first-colour": ((samples.first(),), COLOUR),
    "first-ascii": ((samples.first(),), ReportOptions(encoding="ascii")),
    "first-wide": ((samples.first(),), ReportOptions(width=120)),
    "several": ((samples.first(), samples.gone(), samples.quiet()), ReportOptions()),
    "quiet": ((samples.quiet(),), ReportOptions()),
    "quiet-only": ((samples.quiet(),), SEVERE),
    "gone": ((samples.gone(),), ReportOptions()),
    "hostile": ((samples.hostile(),), VERBOSE),
    "long": ((samples.long(),), ReportOptions()),
    "nothing": ((), ReportOptions()),
}


def text(*reports: Report, options: ReportOptions = PLAIN) -> str:
    return REPORTERS["text"](reports, options)


def without_styles(shown: str) -> str:
    """`shown` with the styles taken off, and nothing but styles."""
    first, *rest = shown.split("\x1b[")
    codes, plain = zip(*(part.split("m", 1) for part in rest), strict=True) if rest else ((), ())
    assert all(code.replace(";", "").isdigit() for code in codes)
    return first + "".join(plain)


@pytest.mark.parametrize("name", CASES)
def test_golden(name: str, golden: Golden) -> None:
    reports, options = CASES[name]
    golden(f"report/{name}.txt", text(*reports, options=options))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [1, 40, 60, 80, 100])
def test_no_line_is_too_long_but_for_addresses_and_paths(name: str, width: int) -> None:
    reports, options = CASES[name]
    options = dataclasses.replace(options, width=width, color=False)
    paths = [safe(report.path).split()[0] for report in reports]
    for line in text(*reports, options=options).splitlines():
        assert columns(line) <= max(width, 40) or "://" in line or any(path in line for path in paths)
        assert line == line.rstrip()


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "cp1252"])
def test_only_safe_characters_get_out(name: str, verbose: bool, encoding: str) -> None:
    reports, _ = CASES[name]
    shown = text(*reports, options=ReportOptions(verbose=verbose, encoding=encoding))
    assert not set(FORBIDDEN) & set(shown)
    assert shown.encode(encoding).decode(encoding) == shown
    assert shown.endswith("\n")
    assert not shown.endswith("\n\n")


@pytest.mark.parametrize("name", CASES)
def test_colour_adds_styles_and_changes_nothing_else(name: str) -> None:
    reports, options = CASES[name]
    plain = text(*reports, options=dataclasses.replace(options, color=False))
    coloured = text(*reports, options=dataclasses.replace(options, color=True))
    assert without_styles(coloured) == plain


def test_colour_does_not_read_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    coloured = text(samples.first(), options=COLOUR)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "dumb")
    assert text(samples.first(), options=COLOUR) == coloured


def test_findings_stand_by_verdict_and_then_by_position() -> None:
    report = samples.first()
    shown = text(dataclasses.replace(report, findings=report.findings[::-1]))
    assert shown == text(report)
    headings = [line.split()[0].lower() for line in shown.splitlines() if line[:3].isupper() and "(" in line]
    assert headings[:-1] == [verdict.value for verdict in Verdict]
    assert headings[-1] == "failures"


def test_only_what_was_asked_for_is_shown_and_all_is_counted() -> None:
    shown = text(samples.first(), options=SEVERE)
    assert "MISMATCH (2)" in shown
    assert "MATCH (4)" not in shown
    assert "12 figures found" in shown
    report = dataclasses.replace(samples.first(), findings=samples.first().findings[:1])
    matches = ReportOptions(only=frozenset({Verdict.MATCH, Verdict.OUTDATED}))
    assert "No figure came out as outdated or match." in text(report, options=matches)


def test_addresses_stand_alone_on_their_line_and_whole() -> None:
    lines = [line.strip() for line in text(samples.first(), options=ReportOptions(width=40)).splitlines()]
    assert samples.PORTAL.url in lines
    assert samples.first().failures[0].url in lines


def test_the_report_never_says_false() -> None:
    for reports, options in CASES.values():
        shown = text(*reports, options=options).lower()
        assert not {"false", "wrong", "incorrect", "error", "untrue"} & set(shown.split())


def test_a_figure_that_is_not_in_its_sentence_stands_alone() -> None:
    moved = dataclasses.replace(samples.first().findings[0], sentence="Another sentence altogether.")
    report = dataclasses.replace(samples.first(), findings=(moved,))
    assert "\n    »more than 5 million people«\n" in text(report)


def test_a_sentence_with_tidied_spaces_still_shows_its_figure() -> None:
    moved = dataclasses.replace(samples.first().findings[0], sentence="There are more than 5 million people here.")
    report = dataclasses.replace(samples.first(), findings=(moved,))
    assert "\n    There are »more than 5 million people« here.\n" in text(report)


def test_ten_thousand_findings_of_a_long_line_take_no_time() -> None:
    found = dataclasses.replace(samples.first().findings[9], sentence="x " * 500_000)
    report = dataclasses.replace(samples.first(), findings=(found,) * 200)
    assert text(report).count("»12 tanks«") == 200


def _finding(**more: object) -> Finding:
    draft = "It took 3 weeks.\n"
    return samples.finding(draft, "3 weeks", Verdict.MATCH, "", unit="week", **more)


@pytest.mark.parametrize(
    ("ends", "kind", "unit", "words"),
    [
        (("2950000", "3050000"), Kind.COUNT, "person", "2,950,000 to 3,050,000 people"),
        (("3000381", "3000381"), Kind.COUNT, "person", "3,000,381 people"),
        (("1", "1"), Kind.COUNT, "city", "1 city"),
        (("999", "1000"), Kind.COUNT, "city", "999 to 1,000 cities"),
        (("-0.45", "-0.35"), Kind.PERCENT, "percent", "-0.45 to -0.35 percent"),
        (("-1234567.5", ""), Kind.MONEY, "US dollar", "-1,234,567 US dollars or more"),
        (("", "20"), Kind.DURATION, "day", "20 days or less"),
        (("", ""), Kind.COUNT, "person", "any value"),
        (("1945", "1945"), Kind.YEAR, "year", "1945"),
        (("1945", ""), Kind.YEAR, "year", "1945 or later"),
        (("", "2022-02-24"), Kind.DATE, "date", "24 February 2022 or earlier"),
        (("2022-02-24", "2022-03-01"), Kind.DATE, "date", "24 February 2022 to 1 March 2022"),
        (("2022-13-45", "2022-13-45"), Kind.DATE, "date", "2022-13-45"),
        (("about five", "about five"), Kind.COUNT, "", "about five"),
    ],
)
def test_intervals_in_words(ends: tuple[str, str], kind: Kind, unit: str, words: str) -> None:
    assert interval_words(ends, kind, unit) == words


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("square kilometre", "square kilometres"),
        ("kilometre per hour", "kilometres per hour"),
        ("degree Celsius", "degrees Celsius"),
        ("country", "countries"),
        ("day", "days"),
        ("cubic foot", "cubic feet"),
        ("hertz", "hertz"),
        ("percentage point", "percentage points"),
        ("siemens", "siemens"),
    ],
)
def test_plurals(unit: str, words: str) -> None:
    assert plural(unit) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2022-03-15", "2022-03-15", "15 March 2022"),
        ("2022-03-01", "2022-03-31", "March 2022"),
        ("2021-01-01", "2021-12-31", "2021"),
        ("2004-05-01", "2006-12-31", "1 May 2004 to 31 December 2006"),
        ("2011-07-14", "9999-12-31", "since 14 July 2011"),
        ("0001-01-01", "2011-07-14", "until 14 July 2011"),
        ("0001-01-01", "9999-12-31", "all years"),
    ],
)
def test_periods_in_words(start: str, end: str, words: str) -> None:
    assert period_words(Period(date.fromisoformat(start), date.fromisoformat(end))) == words


@pytest.mark.parametrize(
    ("how", "because", "words"),
    [
        ("option", "", "given on the command line"),
        (
            "metadata",
            "meta article:published_time",
            "from the file's own metadata (meta article:published_time)",
        ),
        ("dateline", "GENEVA, March 16", 'from the dateline "GENEVA, March 16"'),
        ("inferred", "three weeks ago", 'inferred from "three weeks ago"'),
        ("inferred", '"three weeks ago", on a Wednesday', 'inferred from "three weeks ago", on a Wednesday'),
        ("today", "", "today's date, as the draft does not give its own"),
        ("a new way", "", "a new way"),
    ],
)
def test_where_the_date_came_from(how: str, because: str, words: str) -> None:
    assert dating_words(Dating(date(2022, 3, 16), how, because)) == f"Wednesday 16 March 2022, {words}"


def test_an_encoding_that_is_not_usual_is_named() -> None:
    old = dataclasses.replace(samples.quiet(), dating=Dating(date(2022, 3, 16), "option"), encoding="cp1252")
    head, more, *_ = text(old).splitlines()
    assert head == "drafts/quiet.md: Wednesday 16 March 2022, given on the command line; read as"
    assert more == "  cp1252"


def test_a_draft_without_a_date_says_so() -> None:
    shown = text(dataclasses.replace(samples.quiet(), dating=Dating(None, "unknown")))
    assert shown.startswith("drafts/quiet.md: date unknown\n")
    assert shown.endswith("Date: unknown.\n")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("3E+6", "3000000"),
        ("4200000.0", "4200000"),
        ("4.20", "4.2"),
        ("-0.0", "0"),
        ("1E-7", "0.0000001"),
        (f"{'9' * 60}.5", f"{'9' * 60}.5"),
    ],
)
def test_decimals_are_exact_and_have_no_exponent(value: str, words: str) -> None:
    assert decimal_text(Decimal(value)) == words


def test_intervals_are_made_safe_too() -> None:
    odd = dataclasses.replace(samples.first().findings[0], accepts=(samples.HOSTILE, ""), refers=None)
    shown = text(dataclasses.replace(samples.first(), findings=(odd,)))
    assert not set(FORBIDDEN) & set(shown)
    assert "source has: 3,000,381\n" in shown


def test_the_unit_of_the_intervals() -> None:
    assert unit_of(_finding(kind=Kind.DURATION)) == "week"
    assert unit_of(_finding(kind=Kind.DURATION, reference=samples.INVASION)) == "day"
    assert unit_of(_finding(kind=Kind.COUNT, reference=samples.PORTAL)) == "person"


def test_the_source_is_quoted_with_its_own_hedge() -> None:
    given = Observation(Decimal(3000), None, None, "person", None, "Agency", "", qualifier="at least")
    assert given_words(given, Kind.COUNT) == "at least 3,000"
    assert given_words(dataclasses.replace(given, value=None), Kind.COUNT) == ""


def test_sentences_end_once() -> None:
    assert sentence("no answer", "", "Try again!", " ") == "No answer. Try again!"


def test_words_of_several_pieces_stay_together() -> None:
    page = Page(40)
    page.add(Piece("a" * 37 + " ("), Piece("5", "figure"), Piece(")"))
    assert page.render(color=False) == "a" * 37 + "\n(5)\n"


def test_the_registry_loads_nothing_heavy() -> None:
    program = (
        "import sys; from factcheck.report import REPORTERS, ReportOptions; "
        "before = set(sys.modules); REPORTERS['text']((), ReportOptions()); "
        "assert 'json' not in before and 'factcheck.report.text' not in before; "
        "REPORTERS['json']((), ReportOptions()); "
        "assert not {'rich', 'pydantic'} & set(sys.modules), 'too much'"
    )
    subprocess.run([sys.executable, "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {program}"], check=True)
