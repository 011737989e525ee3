"""The documents say what the program does: commands in them are run, rules in them are tested."""

from __future__ import annotations

import io
import json
import re
import shlex
import sys
from pathlib import Path
from typing import get_args

import pytest
from ruamel.yaml import YAML

from factcheck import __version__, document
from factcheck.cli import main
from factcheck.engine import Engine, read_texts
from factcheck.extraction.units import units
from factcheck.model import Kind, Verdict
from factcheck.rulekit.jsonschema import _BLOCKS
from factcheck.rules import schema
from factcheck.rules.load import load_rules
from factcheck.selftest import run_examples
from factcheck.sources import registry
from factcheck.tables import table
from shipped_rules import shipped

REPOSITORY = Path(__file__).resolve().parents[1]
PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").glob("*.md"))]
OUTPUT = re.compile(r"<!-- output of: (.+?) -->\n```text\n(.*?)```\n<!-- end of output -->", re.DOTALL)
FILE = re.compile(r"<!-- file: (\S+) -->\n```(\w+)\n(.*?)```", re.DOTALL)
RULE = re.compile(r"<!-- a rule, tested with its own examples -->\n```yaml\n(.*?)```", re.DOTALL)
INDICATORS = re.compile(r"<!-- indicators -->\n.*?<!-- end of indicators -->", re.DOTALL)
ENTRIES = re.compile(r"<!-- entries, tried on the rules that ship -->\n```yaml\n(.*?)```", re.DOTALL)
SOURCES = re.compile(r"<!-- a source, tried -->\n```yaml\n(.*?)```", re.DOTALL)
KEYS = re.compile(r"<!-- keys -->\n.*?<!-- end of keys -->", re.DOTALL)
CATALOGUE = re.compile(r"<!-- catalogue -->\n.*?<!-- end of catalogue -->", re.DOTALL)
FLOORS = re.compile(r"<!-- floors -->\n.*?<!-- end of floors -->", re.DOTALL)
FLOORS_OF_CLAIMS = re.compile(r"<!-- floors of claims -->\n.*?<!-- end of floors of claims -->", re.DOTALL)
FLOORS_OF_PLANTED = re.compile(r"<!-- floors of planted -->\n.*?<!-- end of floors of planted -->", re.DOTALL)
CORPORA = re.compile(r"<!-- corpora -->\n.*?<!-- end of corpora -->", re.DOTALL)
PUBLISHED = {
    # measure: quantulum3 on the dev half; Recognizers-Text and CQE as published on the whole set
    "NewsQuant value": ("70.6", "69.1", "92.0"),
    "NewsQuant value+unit": ("46.4", "34.2", "85.6"),
    "NewsQuant value+change": ("49.8", "", "88.1"),
    "NewsQuant value+concept, partial": ("7.5", "", "76.1"),
    "NewsQuant value+concept, complete": ("7.5", "", "57.0"),
    "currency-model value+unit": ("34.0", "", ""),
    "dimension-model value+unit": ("72.3", "", ""),
    "age-model value+unit": ("8.3", "", ""),
    "temperature-model value+unit": ("66.7", "", ""),
}
LINK = re.compile(r"\]\(([^)#\s]+)\)")


def run(command: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """The standard output of a command of the docs, run at the top of the repository."""
    stream = io.StringIO()
    stream.encoding_name = "utf-8"  # type: ignore[attr-defined]
    monkeypatch.chdir(REPOSITORY)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "argv", shlex.split(command))
    monkeypatch.setattr(sys, "stdout", stream)
    with pytest.raises(SystemExit):
        main()
    return stream.getvalue()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_outputs_are_what_the_commands_print(
    page: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    text = page.read_text(encoding="utf-8")
    outputs = {command: run(command, monkeypatch) for command, _ in OUTPUT.findall(text)}
    fresh = OUTPUT.sub(
        lambda m: f"<!-- output of: {m[1]} -->\n```text\n{outputs[m[1]]}```\n<!-- end of output -->", text
    )
    if request.config.getoption("--update-golden"):
        page.write_text(fresh, encoding="utf-8")
    assert fresh == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_entries_that_adjust_rules_load(page: Path) -> None:
    for text in ENTRIES.findall(page.read_text(encoding="utf-8")):
        texts, _ = read_texts()
        rules = load_rules([*texts, (page.name, text)], registry.SERIES)
        assert not rules.faults
        assert rules.adjusted


def test_sources_that_are_declared_load_and_those_that_ship_are_told() -> None:
    page = REPOSITORY / "docs" / "sources.md"
    text = page.read_text(encoding="utf-8")
    for entry in SOURCES.findall(text):
        loaded = load_rules([(page.name, entry)], registry.SERIES)
        assert not loaded.faults
        assert loaded.declared
    assert [name for name in registry.SERIES if f"`{name}`" not in text] == []
    assert [key for key in registry.KEYS if f"`{key}`" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_files_are_shown_as_they_are(page: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    fresh = FILE.sub(
        lambda m: f"<!-- file: {m[1]} -->\n```{m[2]}\n{(REPOSITORY / m[1]).read_text(encoding='utf-8')}```", text
    )
    if request.config.getoption("--update-golden"):
        page.write_text(fresh, encoding="utf-8")
    assert fresh == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_place_for_an_output_is_found(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.count("<!-- output of:") == len(OUTPUT.findall(text))
    assert text.count("<!-- file:") == len(FILE.findall(text))


def floors(gold: str) -> dict[str, float]:
    """The pinned scores on an evaluation set, by name."""
    content = json.loads((REPOSITORY / "tests" / "floors.json").read_text(encoding="utf-8"))
    found: dict[str, float] = content[gold]["floors"]
    return found


def assert_table(page: Path, place: re.Pattern[str], table: str, request: pytest.FixtureRequest) -> None:
    """Whether the page has the table at its place; with --update-golden it is put there first."""
    if request.config.getoption("--update-golden"):
        page.write_text(place.sub(lambda _: table, page.read_text(encoding="utf-8")), encoding="utf-8")
    assert table in page.read_text(encoding="utf-8")


def test_the_keys_are_those_of_the_models(request: pytest.FixtureRequest) -> None:
    meanings = table("rule_keys")
    head = "| key | meaning |\n|---|---|"
    rows = [head]
    for block, model in _BLOCKS.items():
        fields = [field.alias or name for name, field in getattr(schema, model).model_fields.items()]
        assert set(meanings[block]) == set(fields), block
        rows += [f"| **{block}** | |"] if block != "rule" else []
        rows += [f"| `{key}` | {meanings[block][key].replace('|', chr(92) + '|')} |" for key in fields]
    rows += [
        "| **source**, an entry of its own | |",
        *(f"| `{key}` | {text} |" for key, text in meanings["source"].items()),
    ]
    assert set(meanings["kinds"]) == set(get_args(schema.CheckPart.model_fields["kind"].annotation))
    kinds = ["| kind of check | holds a figure against |\n|---|---|"]
    kinds += [f"| `{kind}` | {meaning} |" for kind, meaning in meanings["kinds"].items()]
    sources = ["| source | series |\n|---|---:|"]
    sources += [f"| `{name}` | {len(series()):,} |" for name, series in registry.SERIES.items()]
    names = ", ".join(f"`{name}`" for name in sorted(name for name in units() if name))
    parts = ["\n".join(part) for part in (rows, kinds, sources)]
    text = "\n\n".join([*parts, f"The units that a rule may name: {names}."])
    assert_table(REPOSITORY / "docs" / "rules.md", KEYS, f"<!-- keys -->\n{text}\n<!-- end of keys -->", request)


def test_the_catalogue_has_every_rule_that_ships(request: pytest.FixtureRequest) -> None:
    rules = shipped()
    topics: dict[str, list[str]] = {}
    for rule in rules.rules:
        path = rules.places[rule.id][0]
        source = "" if rule.check.kind in ("calendar", "consistency") else f"{rule.check.source}, `{rule.check.series}`"
        row = f"| `{rule.id}` | {rule.about} | {source} | {rule.severity} |"
        topics.setdefault(path, []).append(row)
    head = "| rule | what it checks | source | severity |\n|---|---|---|---|"
    parts = ["\n".join([f"## [{path}](../{path})", "", head, *rows]) for path, rows in topics.items()]
    page = REPOSITORY / "docs" / "catalogue.md"
    text = "\n\n".join(parts)
    assert_table(page, CATALOGUE, f"<!-- catalogue -->\n{text}\n<!-- end of catalogue -->", request)


def test_the_table_of_claims_is_that_of_the_floors(request: pytest.FixtureRequest) -> None:
    reached = floors("claims.dev.jsonl")
    shares = ("precision", "recall", "N rejected")
    names = dict.fromkeys(name.rpartition(", ")[0] for name in reached)
    rows = [
        f"| {name.replace('_', ' ')} | "
        + " | ".join(f"{reached[key]:.1f}" if (key := f"{name}, {share}") in reached else "" for share in shares)
        + " |"
        for name in names
    ]
    head = "| per cent | precision | recall of Y | N rejected |\n|---|---:|---:|---:|"
    table = "\n".join(["<!-- floors of claims -->", head, *rows, "<!-- end of floors of claims -->"])
    assert_table(REPOSITORY / "docs" / "statistics.md", FLOORS_OF_CLAIMS, table, request)


def test_the_table_of_planted_errors_is_that_of_the_floors(request: pytest.FixtureRequest) -> None:
    columns = [floors(f"{name}.yaml") for name in ("planted", "planted_more", "planted_third")]
    rows = [f"| {name} | {' | '.join(f'{column[name]:.1f}' for column in columns)} |" for name in columns[0]]
    head = "| per cent | as developed on | other phrasings | a third set |\n|---|---:|---:|---:|"
    table = "\n".join(["<!-- floors of planted -->", head, *rows, "<!-- end of floors of planted -->"])
    assert_table(REPOSITORY / "docs" / "statistics.md", FLOORS_OF_PLANTED, table, request)


def test_the_table_of_scores_is_that_of_the_floors(request: pytest.FixtureRequest) -> None:
    reached = floors("quantities.dev.jsonl")
    fresh = floors("news.jsonl")
    rows = []
    for name, others in PUBLISHED.items():
        own = f"{fresh[name]:.1f}" if name in fresh else ""
        rows.append(f"| {name} | {reached[name]:.1f} | {' | '.join(others)} | {own} |")
    head = "| F1 | factcheck | quantulum3 | Recognizers-Text | CQE | factcheck, fresh |\n|---|---:|---:|---:|---:|---:|"
    table = "\n".join(["<!-- floors -->", head, *rows, "<!-- end of floors -->"])
    assert_table(REPOSITORY / "docs" / "extraction.md", FLOORS, table, request)


def test_the_table_of_corpora_counts_their_lines(request: pytest.FixtureRequest) -> None:
    rows = []
    for name in ("quantities.yaml", "phrasings.yaml", "not-quantities.yaml", "negatives.yaml"):
        content = YAML(typ="safe").load(REPOSITORY / "tests" / "corpus" / name)
        todo = [row["todo"] for row in content if row.get("todo")]
        missed = sum(len(one) if isinstance(one, list) else 1 for one in todo)
        lines = sum(len(row["phrasings"]) + len(row.get("todo", ())) if "phrasings" in row else 1 for row in content)
        rows.append(f"| [`{name}`](../tests/corpus/{name}) | {lines:,} | {missed} |")
    head = "| corpus | lines | misses |\n|---|---:|---:|"
    table = "\n".join(["<!-- corpora -->", head, *rows, "<!-- end of corpora -->"])
    assert_table(REPOSITORY / "docs" / "extraction.md", CORPORA, table, request)


def test_the_indicators_are_those_of_the_rules(request: pytest.FixtureRequest) -> None:
    page = REPOSITORY / "docs" / "indicators.md"
    rules = shipped()
    rows: dict[str, list[str]] = {}
    for rule in rules.rules:
        if rule.definition:
            topic = Path(rules.places[rule.id][0]).stem
            asked = [rule.check, *([rule.check.otherwise] if rule.check.otherwise else [])]
            series = ", ".join(f"{one.source} `{one.series}`" for one in asked)
            unit = (
                rule.claim.unit[0] if rule.claim.unit else "percent" if rule.claim.kind == (Kind.PERCENT,) else "number"
            )
            unit += f" per {rule.claim.per[0]}" if rule.claim.per else ""
            cells = [f"`{rule.id}`", rule.about, series, unit, rule.measure, rule.definition]
            rows.setdefault(topic, []).append(f"| {' | '.join(cells)} |")
    head = "| rule | what | series | unit | | definition |\n|---|---|---|---|---|---|"
    tables = "\n".join(f"## {topic.capitalize()}\n\n{head}\n" + "\n".join(of) + "\n" for topic, of in rows.items())
    table = f"<!-- indicators -->\n{tables}<!-- end of indicators -->"
    if request.config.getoption("--update-golden"):
        page.write_text(INDICATORS.sub(lambda _: table, page.read_text(encoding="utf-8")), encoding="utf-8")
    assert table in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_rules_in_the_docs_pass_their_examples(page: Path) -> None:
    for text in RULE.findall(page.read_text(encoding="utf-8")):
        rules = load_rules([(page.name, text)], registry.SERIES)
        assert rules.faults == ()
        for rule in rules.rules:
            for example in run_examples(rule, registry.lookup):
                assert example.passes, f"{example.expected}, got {example.got}: {example.text}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in LINK.findall(OUTPUT.sub("", page.read_text(encoding="utf-8"))):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_changelog_begins_with_this_version() -> None:
    first = re.search(r"^## (\S+)", (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert first is not None
    assert first[1] == __version__


def test_no_rule_calls_a_draft_false() -> None:
    for rule in shipped().rules:
        said = f"{rule.about} {rule.message or ''} {rule.note or ''}".lower()
        assert not re.search(r"\b(false|wrong|lie|lies|incorrect)\b", said), rule.id


def test_every_option_and_verdict_is_in_the_readme() -> None:
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    for word in ("mismatch", "outdated", "disputed", "unavailable", "no-data", "match", "unchecked"):
        assert f"| `{word}` |" in text


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("displacement", ["Feb. 23", "Tuesday, 16 March", "32"]), ("economy", ["41 percent", "8,489 metres"])],
)
def test_the_examples_hold_the_errors_they_were_written_with(name: str, wrong: list[str]) -> None:
    draft = document.read(REPOSITORY / "examples" / f"{name}.txt")
    report = Engine(shipped()).check_draft(draft)
    assert [finding.text for finding in report.of(Verdict.MISMATCH)] == wrong
