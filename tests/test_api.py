"""The Python interface: what it takes, gives and raises, and that importing it does nothing."""

from __future__ import annotations

import doctest
import inspect
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from decimal import Decimal
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import pytest

import factcheck
from factcheck.errors import DraftError, FactcheckError, FileError, RuleError, SourceError
from factcheck.model import Answer, Kind, Observation, Period, Query, Verdict
from factcheck.report import REPORTERS, ReportOptions
from golden_option import GOLDEN

DAY = date(2022, 3, 16)
TEXT = "Some 5 million people fled Ukraine. Some 3 million people fled Ukraine. The bridge is 9 kilometres long."
RULE = GOLDEN / "rules/sound.yaml"


def test_the_docstrings_example_holds() -> None:
    done = doctest.testmod(factcheck)
    assert done.attempted > 1
    assert done.failed == 0


def test_the_names_are_those_that_are_promised() -> None:
    promised = "Lookup Passed Quantity Report __version__ check extract load_rules passed_over"
    assert set(factcheck.__all__) == set(promised.split())
    for name in factcheck.__all__:
        assert hasattr(factcheck, name)


def test_the_version_is_the_one_of_the_project(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert factcheck.__version__ == project["version"] == version("factcheck-figures")


def test_its_types_are_shipped() -> None:
    assert (files("factcheck") / "py.typed").is_file()


@pytest.mark.parametrize("function", [factcheck.check, factcheck.extract, factcheck.load_rules])
def test_every_function_is_typed_and_described(function: object) -> None:
    assert inspect.getdoc(function)
    signature = inspect.signature(function)  # type: ignore[arg-type]
    assert all(one.annotation is not one.empty for one in signature.parameters.values())
    assert signature.return_annotation is not signature.empty


def test_importing_it_does_nothing() -> None:
    script = """
import sys
opened = []
sys.addaudithook(lambda event, words: opened.append(str(words[0])) if event == "open" else None)
import factcheck
import os, threading
data = [name for name in opened if not name.endswith((".py", ".pyc")) and os.path.isfile(name)]
heavy = {"quantulum3", "pydantic", "requests", "ruamel", "ruamel.yaml", "typer", "rich", "socket", "inflect", "logging"}
print(data, sorted(heavy & set(sys.modules)), threading.active_count(), sep="|")
"""
    done = subprocess.run([sys.executable, "-W", "error", "-c", script], capture_output=True, text=True, check=True)
    data, heavy, threads = done.stdout.strip().split("|")
    assert [name for name in eval(data) if "factcheck" in name] == []  # noqa: S307  a list that was printed above
    assert (heavy, threads, done.stderr) == ("[]", "1", "")


# check


def test_check_reports_on_every_figure() -> None:
    report = factcheck.check(TEXT, date=DAY, rules=factcheck.load_rules([RULE]))
    assert [(finding.text, finding.verdict) for finding in report.findings] == [
        ("Some 5 million", Verdict.MISMATCH),
        ("Some 3 million", Verdict.MATCH),
        ("9 kilometres", Verdict.UNCHECKED),
    ]
    assert report.dating.day == DAY
    assert (report.coverage["figures"], report.coverage["checked"]) == (3, 2)
    for finding in report.findings:
        assert finding.claim.quantity.span.of(TEXT) == finding.text


def test_without_any_date_what_needs_one_is_unchecked() -> None:
    text = "The euro was launched in 1998. The mayor spoke on Tuesday. The bridge opened on Tuesday, 12 March."
    report = factcheck.check(text)
    assert report.dating.day is None
    found = {finding.text: finding.verdict for finding in report.findings}
    assert found.pop("1998") is Verdict.MISMATCH
    assert set(found.values()) == {Verdict.UNCHECKED}


def test_today_stands_in_only_where_it_is_given() -> None:
    report = factcheck.check("The mayor spoke on Tuesday.", today=DAY)
    assert (report.dating.day, report.dating.how) == (DAY, "today")
    assert factcheck.check("Russia invaded Ukraine 20 days ago.", date=DAY, today=date(2030, 1, 1)).dating.day == DAY


@pytest.mark.parametrize("text", ["", " \n", "\ufeff"])
def test_a_blank_text_is_refused(text: str) -> None:
    with pytest.raises(DraftError) as caught:
        factcheck.check(text)
    assert caught.value.faults[0].hint


def test_the_same_call_gives_the_same_report() -> None:
    def written() -> str:
        return REPORTERS["json"]((factcheck.check(TEXT, date=DAY),), ReportOptions())

    assert written() == written()


def test_another_process_gives_the_same_report() -> None:
    script = f"""
import datetime, factcheck
from factcheck.report import REPORTERS, ReportOptions
report = factcheck.check({TEXT!r}, date=datetime.date(2022, 3, 16))
print(REPORTERS["json"]((report,), ReportOptions()))
"""
    written = {
        subprocess.run(
            [sys.executable, "-c", script], capture_output=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("0", "1")
    }
    assert len(written) == 1


# lookup


def counted(answer: Answer | SourceError) -> tuple[factcheck.Lookup, Counter[Query]]:
    """A lookup that always gives `answer`, and how often each query was put to it."""
    asked: Counter[Query] = Counter()

    def lookup(query: Query) -> Answer | SourceError:
        asked[query] += 1
        return answer

    return lookup, asked


def test_a_lookup_of_ones_own_answers_and_is_asked_each_query_once() -> None:
    five = Decimal(5_000_000)
    seen = Observation(five, five, five, "person", Period(DAY, DAY), "The desk", "https://desk.example/", published=DAY)
    lookup, asked = counted((seen,))
    text = "Some 5 million people fled Ukraine. Some 3 million people fled Ukraine. Some 5 million people fled Ukraine."
    report = factcheck.check(text, date=DAY, rules=factcheck.load_rules([RULE]), lookup=lookup)
    assert [finding.verdict for finding in report.findings] == [Verdict.MATCH, Verdict.MISMATCH, Verdict.MATCH]
    assert report.findings[0].reference == seen
    assert set(asked.values()) == {1}
    assert {query.series for query in asked} == {"ukraine-refugees-cumulative"}


def test_a_lookup_without_an_answer_is_no_data() -> None:
    lookup, _ = counted(())
    report = factcheck.check(TEXT, date=DAY, rules=factcheck.load_rules([RULE]), lookup=lookup)
    assert report.findings[0].verdict is Verdict.NO_DATA
    assert report.failures == ()


def test_a_lookup_that_fails_is_unavailable_and_told_once() -> None:
    lookup, _ = counted(SourceError("desk", "it does not answer", url="https://desk.example/"))
    report = factcheck.check(f"{TEXT} {TEXT}", date=DAY, rules=factcheck.load_rules([RULE]), lookup=lookup)
    found = [finding.verdict for finding in report.findings if finding.rule == "sound"]
    assert found == [Verdict.UNAVAILABLE] * 4
    assert [failure.what for failure in report.failures] == ["desk"]


# extract


def test_extract_gives_exact_values_in_the_order_of_the_text() -> None:
    text = "It cost £1.50, up from about 1.2 million euros in 2019. Nearly three weeks later, 5 % were left."
    found = factcheck.extract(text)
    assert [(one.low, one.kind) for one in found] == [
        (Decimal("1.50"), Kind.MONEY),
        (Decimal(1200000), Kind.MONEY),
        (Decimal(2019), Kind.YEAR),
        (Decimal(3), Kind.DURATION),
        (Decimal(5), Kind.PERCENT),
    ]
    assert str(found[0].low) == "1.50"  # as printed
    assert [one.unit for one in found if one.kind is Kind.MONEY] == ["pound sterling", "euro"]
    assert all(one.span.of(text) == one.text for one in found)
    assert isinstance(found, tuple)


@pytest.mark.parametrize("text", ["", "No figure here."])
def test_extract_finds_nothing_where_there_is_nothing(text: str) -> None:
    assert factcheck.extract(text) == ()


# load_rules


def test_the_shipped_rules_load_with_a_digest() -> None:
    rules = factcheck.load_rules()
    assert rules.rules
    assert rules.faults == ()
    assert rules.digest == factcheck.load_rules().digest
    assert rules.digest != factcheck.load_rules([RULE]).digest


def test_rules_are_named_by_path_or_text() -> None:
    one, same = factcheck.load_rules([RULE]), factcheck.load_rules([str(RULE)])
    assert [rule.id for rule in one.rules] == [rule.id for rule in same.rules] == ["sound"]
    assert one.places == {"sound": (str(RULE), 1)}


def test_all_faults_of_all_files_are_in_the_error(tmp_path: Path) -> None:
    text = RULE.read_text(encoding="utf-8")
    (tmp_path / "a.yaml").write_text(text.replace("about:", "abuot:").replace("kind: count", "kind: cuont"))
    (tmp_path / "b.yaml").write_text("- id: [a\n")
    with pytest.raises(RuleError) as caught:
        factcheck.load_rules([tmp_path])
    assert [(Path(fault.path).name, fault.line) for fault in caught.value.faults] == [
        *(("a.yaml", 2), ("a.yaml", 4), ("b.yaml", 1))
    ]
    assert str(caught.value).count("\n") == 2


def test_rules_that_are_not_there_are_an_error_of_the_package() -> None:
    with pytest.raises(FileError) as caught:
        factcheck.load_rules(["gone"])
    assert isinstance(caught.value, FactcheckError)
