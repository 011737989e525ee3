"""A draft against itself: scores of each check on its passages, no false alarm on real text, the reason it shows."""

from __future__ import annotations

import gc
import json
import re
import time
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import get_args

import pytest

from consistency_scores import CORPUS, DAY, FRESH, OWN, PARAGRAPHS, alarms, correct, passages, said, score, sheet_of
from factcheck.claims import build_claims, read_passage
from factcheck.consistency import CHECKS, make_sheet
from factcheck.consistency.findings import _joined
from factcheck.consistency.weighing import points_of
from factcheck.document import from_text
from factcheck.engine import Engine
from factcheck.model import Report, Verdict
from factcheck.rules.schema import CheckPart
from factcheck.tables import table as data_table
from factcheck.tables import tables
from shipped_rules import shipped

FLOORS = CORPUS / "floors.json"
RULES = shipped()
PAGE = "docs/consistency.md"
POINTS = re.compile(r"(?<=<!-- points -->\n).*?(?=<!-- end of points -->)", re.DOTALL)
TABLE = re.compile(r"(?<=<!-- scores -->\n).*?(?=<!-- end of scores -->)", re.DOTALL)
NEWS = CORPUS.parent


# One process reads all passages, the first tests without coverage, and the others find them ready.
pytestmark = pytest.mark.xdist_group("passages")


@pytest.fixture(autouse=True, scope="module")
def no_rounds_of_the_collector() -> Iterator[None]:
    """All passages that were read stay until the end, and each round of the collector would go through them."""
    gc.disable()
    yield
    gc.enable()


def report(text: str, day: date = DAY) -> Report:
    return Engine(RULES).check(text, given=day)


def scores() -> dict[str, dict[str, float]]:
    found = {}
    for check in sorted(CHECKS):
        own, fresh, paragraphs = (score(check, folder) for folder in (OWN, FRESH, PARAGRAPHS))
        found[check] = {
            "precision": own.precision,
            "recall": own.recall,
            "fresh precision": fresh.precision,
            "fresh recall": fresh.recall,
            "paragraphs precision": paragraphs.precision,
            "paragraphs recall": paragraphs.recall,
            "false alarms": len(alarms(fresh=True)[check]),
        }
    return found


def _better(name: str, one: float, other: float | None) -> float:
    """The better of two scores: false alarms are few, the others high."""
    if other is None:
        return one
    return min(one, other) if name == "false alarms" else max(one, other)


@pytest.mark.no_cover
def test_scores(request: pytest.FixtureRequest, repository: Path) -> None:
    """No score falls, the page shows them, and a check that is not sure enough is a note; in one, so read once."""
    update = request.config.getoption("--update-golden")
    reached = scores()
    pinned = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.is_file() else {}
    if update:
        pinned = {
            check: {name: _better(name, value, pinned.get(check, {}).get(name)) for name, value in row.items()}
            for check, row in reached.items()
        }
        FLOORS.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")
    assert set(pinned) == set(reached)
    for check, row in pinned.items():
        for name, floor in row.items():
            assert _better(name, reached[check][name], floor) == reached[check][name], f"{check}, {name}"
    page = repository / PAGE
    text = page.read_text(encoding="utf-8")
    if update:
        page.write_text(TABLE.sub(lambda _: table(), text), encoding="utf-8")
    else:
        assert TABLE.search(text), "the page has no table"
        assert TABLE.search(text)[0] == table(), "pytest --update-golden writes it anew"  # type: ignore[index]
    for rule in RULES.rules:
        if rule.check.kind == "consistency" and rule.severity != "note":
            assert score(rule.check.of, FRESH, PARAGRAPHS).precision >= 95, rule.id
            assert reached[rule.check.of]["false alarms"] <= 1, rule.id


def table() -> str:
    most = len(correct(fresh=True))
    kinds = " | ".join(f"{name} | precision | recall" for name in ("passages", "fresh passages", "fresh paragraphs"))
    rows = [f"| check | {kinds} | false alarms in {most} |", "|---" * 11 + "|"]
    for check, row in scores().items():
        own, fresh, paragraphs = (len(said(check, folder)) for folder in (OWN, FRESH, PARAGRAPHS))
        rows.append(
            f"| `{check}` | {own} | {row['precision']} | {row['recall']} "
            f"| {fresh} | {row['fresh precision']} | {row['fresh recall']} "
            f"| {paragraphs} | {row['paragraphs precision']} | {row['paragraphs recall']} | {row['false alarms']} |"
        )
    return "\n".join(rows) + "\n"


def test_the_page_shows_the_points(request: pytest.FixtureRequest, repository: Path) -> None:
    page = repository / PAGE
    text = page.read_text(encoding="utf-8")
    if request.config.getoption("--update-golden"):
        page.write_text(POINTS.sub(lambda _: points_table(), text), encoding="utf-8")
        return
    found = POINTS.search(text)
    assert found is not None, "the page has no table of points"
    assert found[0] == points_table(), "pytest --update-golden writes it anew"


def points_table() -> str:
    rows = ["| check | needs | for | against |", "|---|---|---|---|"]
    for check in sorted(data_table("points")):
        counts = dict(points_of(check))
        needed = counts.pop("needed")
        speak, against = (
            ", ".join(f"{name} {many}" for name, many in counts.items() if (many > 0) is positive)
            for positive in (True, False)
        )
        rows.append(f"| `{check}` | {needed} | {speak} | {against} |")
    return "\n".join(rows) + "\n"


@pytest.mark.no_cover
def test_no_false_alarm_in_correct_prose() -> None:
    assert {check: texts for check, texts in alarms(fresh=False, checks=surer()).items() if texts} == {}


def surer() -> frozenset[str]:
    """The checks that are more than a note."""
    severity = {rule.check.of: rule.severity for rule in RULES.rules if rule.check.kind == "consistency"}
    return frozenset(check for check, word in severity.items() if word != "note")


def contradictions(text: str, checks: Collection[str] = CHECKS) -> list[str]:
    return [wrong.sum for check, find in CHECKS.items() if check in checks for wrong in find(sheet_of(text))]


@pytest.mark.no_cover
def test_other_checks_hardly_ever_speak_of_what_agrees() -> None:
    """Checks are seldom wrong on passages that were written to mislead another: one in 200, of none one in 20.

    Every third passage is read: all of them take a minute.
    """
    told, read = {}, {}
    for check in CHECKS:
        content = passages(check)
        texts = [*content["agreeing"], *content["alike"]][::3]
        told[check] = [(text, wrong) for text in texts if (wrong := contradictions(text, surer() - {check}))]
        read[check] = len(texts)
    assert 200 * sum(map(len, told.values())) <= sum(read.values()), told
    assert {check: wrong for check, wrong in told.items() if 20 * len(wrong) > read[check]} == {}


def test_rules_name_every_check_and_no_other() -> None:
    declared = {rule.check.of for rule in RULES.rules if rule.check.kind == "consistency"}
    assert declared == set(CHECKS) == set(get_args(CheckPart.model_fields["of"].annotation)) - {""}


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_no_check_fails_on_a_text_that_ends_or_begins_with_a_figure(check: str) -> None:
    """A headline may end with its figure."""
    for text in (*passages(check)["contradictory"][:2], "Kick-off in Lagos 4.75 "):
        for span in (claim.quantity.span for claim in build_claims(read_passage(text), DAY)):
            for cut in (text[: span.end], text[span.start :]):
                sheet = make_sheet(cut, build_claims(read_passage(cut), DAY), DAY)
                for find in CHECKS.values():
                    list(find(sheet))


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_what_agrees_or_only_looks_alike_is_hardly_ever_contradicted(check: str) -> None:
    false = [one.text for one in said(check) if one.found and one.of != "contradictory"]
    assert score(check, OWN).precision >= (90 if check in surer() else 85), false


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_passages_are_many_and_used_once(check: str) -> None:
    every = [
        [text for texts in passages(check, folder).values() for text in texts] for folder in (OWN, FRESH, PARAGRAPHS)
    ]
    assert len({text for texts in every for text in texts}) == sum(map(len, every))
    assert min(map(len, every)) >= 20


def test_no_false_alarm_in_the_repository(repository: Path) -> None:
    page = (repository / PAGE).resolve()
    texts = [path for folder in ("examples", "docs") for path in (repository / folder).rglob("*") if path.is_file()]
    texts += [repository / "README.md", repository / "CHANGELOG.md"]
    for path in texts:
        if path.suffix in (".md", ".txt") and path.resolve() != page:
            assert contradictions(path.read_text(encoding="utf-8")) == [], path


def test_no_false_alarm_in_labelled_news() -> None:
    for line in (NEWS / "news.jsonl").read_text(encoding="utf-8").splitlines():
        text = " ".join(value for value in json.loads(line).values() if isinstance(value, str))
        assert contradictions(text) == [], text


def test_no_false_alarm_in_the_real_article(shared: Path) -> None:
    text = (shared / "article.txt").read_text(encoding="utf-8")
    assert contradictions(text) == []


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text", ["Some {0} people fled.\n", "The {0} men and {0} women got ${0} each, 5% of ${0}m, in 1990. "]
)
def test_time_grows_with_the_figures_and_no_faster(text: str) -> None:
    def spent(count: int) -> float:
        draft = "".join(text.format(number % 7 + 12) for number in range(count))
        sheet = make_sheet(draft, build_claims(read_passage(draft), DAY), DAY)
        begin = time.perf_counter()
        for find in CHECKS.values():
            list(find(sheet))
        return time.perf_counter() - begin

    spent(10)
    assert spent(600) < 12 * spent(150) + 1  # four times, and room for a busy machine; squares would be sixteen times


def test_the_reason_shows_the_sum_the_other_places_and_both_corrections() -> None:
    found = report("The survey is out.\nOf the 40 households surveyed, 12 (25%) had no heating.").of(Verdict.MISMATCH)
    assert [(one.text, one.rule, one.line) for one in found] == [("25%", "share-of-a-count", 2)]
    assert found[0].reason == (
        "contradicts the draft itself: 12 of 40 is 30 %, the draft says 25%; “12” stands in line 2; “40” stands in "
        "line 2; either “30 %”, or another count for 25%"
    )


@pytest.mark.parametrize(("severity", "verdict"), [("note", Verdict.MATCH), ("warning", Verdict.MISMATCH)])
def test_a_note_leaves_what_a_source_confirms(severity: str, verdict: Verdict) -> None:
    (match,) = report("NATO has 30 members.").of(Verdict.MATCH)
    rule = next(rule for rule in RULES.rules if rule.check.of == "same").model_copy(update={"severity": severity})
    joined = _joined(match, rule, "contradicts the draft itself")
    assert joined.verdict is verdict
    assert any("contradicts" in said for said in (joined.reason, *joined.notes))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The trio, Ann Hill, Bo Lee, Cy Dunn and Dee Ash, met at school in 2016.", ["trio"]),
        ("The trio, Ann Hill, Bo Lee and Cy Dunn, met at school in 2016.", []),
        ("Hearts beat Rovers 3-1 on Saturday before 9,000 fans. The 4-1 victory lifts them to second.", ["4-1"]),
        ("Hearts beat Rovers 3-1 on Saturday before 9,000 fans. The 3-1 victory lifts them to second.", []),
    ],
)
def test_a_number_that_is_no_figure_has_a_finding_only_if_contradicted(text: str, told: list[str]) -> None:
    found = report(text)
    assert [one.text for one in found.of(Verdict.MISMATCH)] == told
    assert [one.text for one in found.findings if one.text in ("trio", "3-1", "4-1")] == told
    assert [one.line for one in found.of(Verdict.MISMATCH)] == [1] * len(told)


def test_an_age_is_not_held_against_a_day_that_is_only_today() -> None:
    text = "The singer, 29, was born in Leeds in 1983."
    assert report(text).of(Verdict.MISMATCH)
    assert not Engine(RULES).check(text, today=DAY).of(Verdict.MISMATCH)


def test_a_rule_left_out_is_not_run() -> None:
    text = from_text("Nine of 12 schools (80%) failed the inspection.", "-")
    assert Engine(RULES).check_draft(text, given=DAY).of(Verdict.MISMATCH)
    fewer = [rule for rule in RULES.rules if rule.check.of != "share"]
    from factcheck.pipeline import check_draft
    from factcheck.rules.match import Matcher

    assert not check_draft(text, Matcher(fewer), lambda _: (), given=DAY).of(Verdict.MISMATCH)


def test_no_word_stands_twice_in_a_list() -> None:
    lists = {name: entry for name, entry in tables("consistency").items() if isinstance(entry, list)}
    assert {name: entry for name, entry in lists.items() if len(set(map(str, entry))) < len(entry)} == {}
