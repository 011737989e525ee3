"""Evidence and its points: what is summed, what is told, and the tool that fits the table."""

import importlib.util
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from consistency_scores import correct, passages, sheet_of
from factcheck.consistency import CHECKS
from factcheck.consistency.sheet import Contradiction
from factcheck.consistency.weighing import Candidate, points, points_of, told, weighed
from factcheck.tables import table

TEXT = "Women hold 22 of the 40 seats on the board. At 35 per cent, the share is below target."


def of_share(text: str) -> list[Candidate]:
    found: list[Candidate] = list(import_module("factcheck.consistency.shares.share").candidates(sheet_of(text)))
    return found


def test_points_are_summed_and_explained() -> None:
    counts = points_of("share")
    one, other = sorted(set(counts) - {"needed"})[:2]
    evidence = {one: 1, other: 2, "no such evidence": 3}
    assert points("share", evidence) == counts[one] + 2 * counts[other] - counts["needed"]
    said = weighed("share", evidence)
    assert said.startswith(f"{counts[one] + 2 * counts[other]} points of {counts['needed']} needed: ")
    assert f"{other} {2 * counts[other]}" in said
    assert "no such evidence" not in said


def test_the_candidate_with_most_points_is_told_once_if_it_has_enough() -> None:
    (likely,) = of_share(TEXT)
    counts = points_of("share")
    against = min(set(counts) - {"needed"}, key=lambda name: counts[name])
    weaker = Candidate({**likely.evidence, against: 1}, likely.wrong)
    (wrong,) = told("share", [weaker, likely])
    assert isinstance(wrong, Contradiction)
    assert wrong.because == weighed("share", likely.evidence)
    assert not list(told("share", [Candidate({}, likely.wrong)]))


@pytest.mark.no_cover
@pytest.mark.parametrize("check", sorted(table("points")))
def test_every_kind_of_evidence_in_the_table_is_found_in_passages(check: str) -> None:
    module = import_module(f"factcheck.consistency.{CHECKS[check].module}")
    left = set(points_of(check)) - {"needed"}
    every = [passages(one) for one in sorted(CHECKS, key=lambda name: name != check)]
    for text in (*(text for one in every for group in one.values() for text in group), *correct(fresh=False)):
        if not left:
            return
        left -= {name for one in module.candidates(sheet_of(text)) for name in one.evidence}
    assert left == set()


@pytest.fixture(scope="module")
def tool(repository: Path) -> ModuleType:
    """The tool, as a module."""
    spec = importlib.util.spec_from_file_location("fit_points", repository / "tools" / "fit_points.py")
    assert spec is not None
    assert spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules["fit_points"] = made
    spec.loader.exec_module(made)
    return made


def test_the_tool_finds_what_tells_and_leaves_out_the_rest(tool: ModuleType) -> None:
    chosen = np.random.default_rng(7)
    texts = []
    for number in range(240):
        wrong = number % 2 == 0
        evidence = {"same noun": int(chosen.random() < (0.9 if wrong else 0.1)), "coin": int(chosen.random() < 0.5)}
        others = [{"coin": 1}] if number % 3 == 0 else []
        meant = [wrong, *(False for _ in others)]
        texts.append(tool.Text(wrong, correct=False, candidates=[evidence, *others], meant=meant))
    scores = tool.left_out(texts, tool.PENALTY, 0)
    least = tool.best(texts, scores, tool.COST)
    model = tool.fit(texts, tool.PENALTY)
    entries = dict(entry.rsplit(" ", 1) for entry in tool.table_of(model, least))
    assert int(entries["same noun"]) > 10 * abs(int(entries.get("coin", 0)))
    found = tool.tally(texts, scores, least)
    assert found.right > 90
    assert found.false < 30


def test_the_tool_learns_from_marked_figures(tool: ModuleType) -> None:
    assert tool.unmarked("None here.") == ("None here.", [])
    assert tool.unmarked("⟦12⟧ of the ⟦40⟧.") == ("12 of the 40.", [(0, 2), (10, 12)])
    women, seats, share = "⟦22⟧", "⟦40⟧", "⟦35 per cent⟧"
    passage = f"Women hold {women} of the {seats} seats on the board. At {share}, the share is below target."
    marked = tool.read_text("share", passage, wrong=True)
    assert list(marked.meant) == [True]
    assert list(tool.read_text("share", passage.replace(seats, "40"), wrong=True).meant) == [False]
    assert list(tool.read_text("share", tool.unmarked(passage)[0], wrong=True).meant) == [None]
    assert list(tool.read_text("share", tool.unmarked(passage)[0]).meant) == [False]


def test_the_tool_writes_one_entry_in_place_of_the_one_before(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "points.yaml"
    path.write_text("# a remark\none: needed 1, apart -2\ntwo: needed 3\n", encoding="utf-8")
    monkeypatch.setattr(tool, "TABLE", path)
    tool.write("one", ["needed 4", "apart -5"])
    tool.write("three", ["needed 6"])
    assert path.read_text(encoding="utf-8") == "# a remark\none: needed 4, apart -5\ntwo: needed 3\nthree: needed 6\n"
