"""The tools for maintainers of rules: `factcheck rules ...`, as commands and as functions."""

from __future__ import annotations

import io
import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from factcheck.cli import main
from factcheck.errors import SourceError
from factcheck.model import Observation, Period
from factcheck.rulekit import lint
from factcheck.rulekit.jsonschema import schema
from factcheck.rules.load import load_rules
from factcheck.sources import registry
from shipped_rules import shipped

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT / "src/factcheck/data/rules.schema.json"
RULE = """\
- id: {id}
  about: {about}
  claim: {{kind: count, counts: [{counts}], unless: [{unless}], place: country}}
  check: {{kind: value, source: worldbank, series: SP.POP.TOTL}}
  allow: {{revision: {revision}}}
  examples:
    match:
      - {{text: "Peru has 34 million {counts}s.", date: 2024-06-16, value: 34000000}}
    mismatch:
      - {{text: "Peru has {wrong} million {counts}s.", date: 2024-06-16, value: 34000000}}
    silent:
      - "Peru has many of them."
"""
SOUND = {
    "id": "llamas",
    "about": "Llamas of a country",
    "counts": "llama",
    "unless": "wild",
    "revision": "2%",
    "wrong": "43",
}

OBSERVED = Observation(
    *(Decimal(34), Decimal(34), Decimal(34), "person", Period(date(2023, 1, 1), date(2023, 12, 31)), "World Bank", "")
)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Runs `factcheck` with arguments; its status, standard output and standard error."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["factcheck", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), printed.out, printed.err

    return call


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    """Writes a file with the sound rule, parts of it replaced; its path."""

    def write(**parts: str) -> str:
        path = tmp_path / "animals.yaml"
        path.write_text(RULE.format(**SOUND | parts), encoding="utf-8")
        return str(path)

    return write


def test_list_names_every_rule_with_its_place(run: Any) -> None:
    status, out, _ = run("rules", "list")
    assert status == 0
    lines = out.splitlines()
    assert len(lines) == 1 + len(shipped().rules)
    assert any("population-of-country" in line and "rules/" in line for line in lines)


@pytest.mark.parametrize(
    ("option", "value", "has", "lacks"),
    [
        ("--topic", "trade", "exports-of-country", "population-of-country"),
        ("--topic", "statistics", "exports-of-country", "brexit"),
        ("--source", "worldbank", "exports-of-country", "brexit"),
    ],
)
def test_list_by_topic_and_source(run: Any, option: str, value: str, has: str, lacks: str) -> None:
    status, out, _ = run("rules", "list", option, value)
    assert (status, has in out, lacks in out) == (0, True, False)


def test_list_of_an_unknown_topic_says_which_there_are(run: Any) -> None:
    status, _, err = run("rules", "list", "--topic", "gardening")
    assert status == 2
    assert "trade" in err


def test_show_prints_the_rule_as_it_stands(run: Any, file: Any) -> None:
    status, out, _ = run("rules", "show", "llamas", "--rules", file())
    assert status == 0
    assert out.splitlines()[1:] == RULE.format(**SOUND).splitlines()


def test_show_of_an_unknown_rule_names_like_ones(run: Any) -> None:
    status, _, err = run("rules", "show", "population-of-a-country")
    assert status == 2
    assert "population-of-country" in err


@pytest.mark.parametrize(
    ("parts", "status", "says"),
    [
        ({}, 0, "3 examples of 1 rule: 3 passed, 0 failed."),
        ({"wrong": "34"}, 1, "expected  mismatch\n    got       match"),
        ({"counts": "alpaca", "unless": "million"}, 1, "got       silent"),
    ],
)
def test_examples_are_run(run: Any, file: Any, parts: dict[str, str], status: int, says: str) -> None:
    got, out, _ = run("rules", "test", file(**parts))
    assert got == status
    assert says in out


def test_junit_is_read_by_a_parser(run: Any, file: Any) -> None:
    status, out, _ = run("rules", "test", file(wrong="34"), "--format", "junit")
    suites = ET.parse(io.StringIO(out)).getroot()  # noqa: S314  our own
    assert status == 1
    assert (suites.get("tests"), suites.get("failures")) == ("3", "1")
    assert [case.get("classname") for case in suites.iter("testcase")] == ["llamas"] * 3


@pytest.mark.no_cover
def test_all_that_ships_passes(run: Any) -> None:
    status, out, _ = run("rules", "test")
    assert status == 0, out


@pytest.mark.parametrize(
    ("parts", "says"),
    [
        ({}, ""),
        ({"about": "Fake llamas"}, 'about says "Fake"'),
        ({"unless": "wild, llamas"}, '"llama" stands under counts and under unless'),
        ({"revision": "40%"}, "agrees with its value"),
        ({"counts": "of it"}, "stands in nearly every sentence"),
    ],
)
def test_lint(parts: dict[str, str], says: str) -> None:
    rules = load_rules([("animals.yaml", RULE.format(**SOUND | parts))], registry.SERIES)
    found = [remark.message for remark in lint.remarks(rules)]
    assert any(says in message for message in found) if says else not found


def test_lint_tells_of_rules_in_each_others_way() -> None:
    other = RULE.format(**SOUND | {"id": "more-llamas"}).replace("SP.POP.TOTL", "SP.POP.GROW")
    rules = load_rules([("a.yaml", RULE.format(**SOUND)), ("b.yaml", other)], registry.SERIES)
    assert any("the rule more-llamas speaks of" in remark.message for remark in lint.remarks(rules))


def test_lint_tells_of_a_rule_that_adds_nothing() -> None:
    twice = RULE.format(**SOUND) + RULE.format(**SOUND | {"id": "more-llamas"})
    found = [str(remark) for remark in lint.remarks(load_rules([("rules.yaml", twice)], registry.SERIES))]
    assert any("llamas: the rule more-llamas asks the same of every example" in remark for remark in found)


@pytest.mark.no_cover
def test_nothing_is_to_be_remarked_of_what_ships(run: Any) -> None:
    assert run("rules", "lint") == (0, f"{len(shipped().rules)} rules, nothing to remark.\n", "")


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (SourceError("World Bank", "it is down"), "World Bank could not be asked for SP.POP.TOTL: it is down"),
        ((), "worldbank has no value of SP.POP.TOTL for PER: the series may be gone"),
        ((OBSERVED,), None),
    ],
)
def test_lint_asks_the_sources_where_told_to(answer: Any, says: str | None) -> None:
    rules = load_rules([("rules.yaml", RULE.format(**SOUND))], registry.SERIES)
    found = [remark.message for remark in lint.dead_series(rules, lambda _: answer)]
    assert found == ([says] if says else [])


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("unless: [wild]", "unless: [wild]", "no example needs unless"),
        ("unless: [wild]", "unless: [many], doubt: [perhaps]", "no example needs doubt"),
        ("unless: [wild]", "near: [[Peru], [of them]]", "none of its examples makes it speak"),
        ("unless: [wild]", "near: [[Peru]]", "no example needs near [Peru]"),
        (", unless: [wild]", "", None),
    ],
)
def test_conditions_that_no_example_needs_fail_where_that_is_asked(
    old: str, new: str, says: str | None, run: Any, tmp_path: Path
) -> None:
    path = tmp_path / "rules.yaml"
    path.write_text(RULE.format(**SOUND).replace(old, new), encoding="utf-8")
    status, out, _ = run("rules", "test", str(path), "--coverage")
    assert status == (1 if says else 0)
    assert (says or "") in out


@pytest.mark.parametrize(
    ("sentence", "says"),
    [
        ("Kenya has a population of 55 million.", "speaks of it"),
        ("Kenya's population is expected to reach 55 million.", 'NO   unless: "expected"'),
        ("Kenya has a debt of 55 million.", "NO   names: none of population"),
        ("The population is 55 million.", "NO   place"),
        ("Kenya is large.", "no figure"),
    ],
)
def test_explain(run: Any, sentence: str, says: str) -> None:
    status, out, _ = run("rules", "explain", "population-of-country", "--on", sentence)
    assert status == 0
    assert says in out


def test_coverage_groups_what_no_rule_speaks_of(run: Any, tmp_path: Path) -> None:
    draft = tmp_path / "draft.txt"
    draft.write_text("He bought 14 cakes.\n\nShe baked 20 cakes and 3 pies.\n", encoding="utf-8")
    status, out, _ = run("rules", "coverage", str(draft))
    lines = out.splitlines()
    assert status == 0
    assert lines[0] == "3 figures in 1 drafts; a rule speaks of 0, none of 3."
    assert lines[3].split()[:2] == ["2", "cake:"]
    assert f"{draft}:3:11 20" in lines[3]


def test_new_writes_a_rule_that_holds(run: Any, tmp_path: Path) -> None:
    sentence = "The Nile is 6,650 km long."
    status, out, _ = run("rules", "new", "our-nile", "--on", sentence, "--series", "nile-length", "--counts", "Nile")
    assert status == 0
    path = tmp_path / "new.yaml"
    path.write_text(out, encoding="utf-8")
    assert run("rules", "test", str(path))[0] == 0
    assert "unit: [kilometre]" in out


@pytest.mark.parametrize(
    ("sentence", "series", "says"),
    [
        ("Nothing is counted here.", "nile-length", "has no figure"),
        ("The Nile is 6,650 km long.", "nile-lenght", 'Did you mean "nile-length"?'),
    ],
)
def test_new_says_what_is_missing(run: Any, sentence: str, series: str, says: str) -> None:
    status, _, err = run("rules", "new", "our-nile", "--on", sentence, "--series", series, "--counts", "Nile")
    assert status == 2
    assert says in err


def test_the_schema_that_ships_is_that_of_the_models(request: pytest.FixtureRequest) -> None:
    fresh = json.dumps(schema(tuple(registry.SERIES)), indent=2, ensure_ascii=False) + "\n"
    if request.config.getoption("--update-golden"):
        SCHEMA.write_text(fresh, encoding="utf-8")
    assert SCHEMA.read_text(encoding="utf-8") == fresh


@pytest.mark.parametrize("path", sorted((ROOT / "rules").rglob("*.yaml")), ids=lambda path: path.name)
def test_rules_that_ship_fit_the_schema(path: Path) -> None:
    content = json.loads(json.dumps(YAML(typ="safe").load(path), default=str))
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(content)


def test_the_schema_refuses_an_unknown_key() -> None:
    content = YAML(typ="safe").load(RULE.format(**SOUND))
    content[0]["claim"]["unles"] = ["wild"]
    content = json.loads(json.dumps(content, default=str))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(content)
