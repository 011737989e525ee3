"""Fit the points of evidence in src/factcheck/data/points.yaml; run by a maintainer.

    python tools/fit_points.py share            # what it would write, and how well it does on passages left out
    python tools/fit_points.py share --write    # writes the entry

The passages of ``tests/corpus/consistency/<check>.yaml`` and its ``correct/known.yaml`` say which candidates of a check
are contradictions: of a contradictory passage the likeliest one is, of all others none. The points are the coefficients
of a logistic regression (with the lasso, so that most evidence gets none), times ten. What a check needs is the sum
that is worth most on passages left out of the fit (one part in six at a time), where a false alarm costs COST finds.
The folder ``fresh/`` is never read.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from factcheck.claims import build_claims, read_passage
from factcheck.consistency import CHECKS
from factcheck.consistency.crowd import is_crowded
from factcheck.consistency.sheet import make_sheet

ROOT = Path(__file__).parent.parent
Floats = NDArray[np.float64]
CORPUS = ROOT / "tests" / "corpus" / "consistency"
TABLE = ROOT / "src" / "factcheck" / "data" / "points.yaml"
DAY = date(2022, 3, 16)
COST = 4
FOLDS, ROUNDS, STEPS = 6, 3, 600
PENALTY = 2.5
SCALE = 10


@dataclass
class Text:
    """A passage: whether it contradicts itself, whether it is one of the correct articles, and its candidates."""

    wrong: bool
    correct: bool
    candidates: list[Mapping[str, int]]


@dataclass
class Model:
    """The weight of each kind of evidence, by its number, and the constant."""

    names: dict[str, int]
    weights: Floats
    constant: float

    def score(self, text: Text) -> float:
        """The score of the likeliest candidate."""
        return max(self.scores(text.candidates), default=-np.inf)

    def scores(self, candidates: Sequence[Mapping[str, int]]) -> Floats:
        """The score of each candidate."""
        return matrix(candidates, self.names) @ self.weights + self.constant if candidates else np.zeros(0)


def main() -> None:
    """Fit each check that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checks", nargs="+")
    parser.add_argument("--also", type=Path, action="append", default=[], help="a folder of more passages")
    parser.add_argument("--test", type=Path, action="append", default=[], help="a folder of passages to try it on")
    parser.add_argument("--write", action="store_true", help="write the entries of the table")
    options = parser.parse_args()
    for check in options.checks:
        texts = [text for folder in (CORPUS, *options.also) for text in read(check, folder / f"{check}.yaml")]
        texts += read(check, CORPUS / "correct" / "known.yaml")
        needed = threshold(texts, check)
        model = fit(texts)
        points = table_of(model, needed)
        print(f"{check}: {', '.join(points)}")
        for folder in options.test:
            print(f"  {folder}: {counted(read(check, folder / f'{check}.yaml'), model, needed)}")
        if options.write:
            write(check, points)


def read(check: str, path: Path) -> list[Text]:
    """The passages of a file with their candidates; none where there is no file."""
    if not path.exists():
        return []
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    groups = content if isinstance(content, dict) else {"correct": content}
    return [
        Text(name == "contradictory", name == "correct", candidates_in(check, text))
        for name in ("contradictory", "agreeing", "alike", "correct")
        for text in groups.get(name, [])
    ]


def candidates_in(check: str, text: str) -> list[Mapping[str, int]]:
    """The evidence of each candidate of a check in a text."""
    sheet = make_sheet(text, build_claims(read_passage(text), DAY), DAY)
    module = import_module(f"factcheck.consistency.{CHECKS[check].module}")
    return [one.evidence for one in module.candidates(sheet) if not is_crowded(sheet, one.wrong)]


def matrix(candidates: Sequence[Mapping[str, int]], names: Mapping[str, int]) -> Floats:
    """A row for each candidate, a column for each kind of evidence."""
    rows = np.zeros((len(candidates), len(names)))
    for row, one in zip(rows, candidates, strict=True):
        for name, many in one.items():
            if name in names:
                row[names[name]] = many
    return rows


def fit(texts: Sequence[Text], penalty: float = PENALTY) -> Model:
    """The model of the likeliest candidate in each contradictory passage against all in the others."""
    every = sorted({name for text in texts for one in text.candidates for name in one})
    names = {name: number for number, name in enumerate(every)}
    against = [(one, len(text.candidates) ** -0.5) for text in texts if not text.wrong for one in text.candidates]
    wrong = [text.candidates for text in texts if text.wrong and text.candidates]
    chosen = [(one, 1 / len(found)) for found in wrong for one in found]
    model = Model(names, np.zeros(len(names)), 0.0)
    for _ in range(ROUNDS):
        both = [*against, *chosen]
        labels = np.array([0.0] * len(against) + [1.0] * len(chosen))
        rows, weights = matrix([one for one, _ in both], names), np.array([weight for _, weight in both])
        model = Model(names, *lasso(rows, labels, weights, penalty))
        chosen = [(found[int(np.argmax(model.scores(found)))], 1.0) for found in wrong]
    return model


def lasso(rows: Floats, labels: Floats, weights: Floats, penalty: float) -> tuple[Floats, float]:
    """Logistic regression with an L1 penalty by accelerated proximal gradient steps (Beck and Teboulle 2009)."""
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    step = 4 / np.linalg.eigvalsh((rows * weights[:, None]).T @ rows)[-1]
    now = ahead = np.zeros(rows.shape[1])
    inertia = 1.0
    for _ in range(STEPS):
        slope = rows.T @ (weights * (1 / (1 + np.exp(-(rows @ ahead))) - labels))
        moved = ahead - step * slope
        moved[:-1] = np.sign(moved[:-1]) * np.maximum(abs(moved[:-1]) - step * penalty, 0)
        following = (1 + (1 + 4 * inertia**2) ** 0.5) / 2
        ahead = moved + (inertia - 1) / following * (moved - now)
        now, inertia = moved, following
    return now[:-1], float(now[-1])


def threshold(texts: Sequence[Text], check: str) -> float:
    """What a sum must reach, found on passages that were left out of the fit; it prints how well others do."""
    scores = left_out(texts)
    chosen = best(texts, scores)
    for least in sorted({-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, chosen}):
        print(f"  {check} left out, from {least}: {tally(texts, scores, least)}{' *' if least == chosen else ''}")
    return chosen


def left_out(texts: Sequence[Text], penalty: float = PENALTY) -> Floats:
    """The score of each text by a model of others."""
    scores = np.full(len(texts), -np.inf)
    order = np.random.default_rng(1).permutation(len(texts))
    for fold in range(FOLDS):
        left = set(order[fold::FOLDS].tolist())
        model = fit([text for number, text in enumerate(texts) if number not in left], penalty)
        for number in left:
            scores[number] = model.score(texts[number])
    return scores


def best(texts: Sequence[Text], scores: Floats) -> float:
    """The sum from which it is worth most to tell."""
    every = sorted({round(float(one), 1) for one in scores[np.isfinite(scores)]})
    return max(every, key=lambda least: tally(texts, scores, least).worth)


@dataclass
class Tally:
    """How many passages are told of: rightly, falsely, and correct articles; and how many there are."""

    right: int
    false: int
    alarms: int
    wrong: int
    correct: int

    @property
    def worth(self) -> int:
        """The finds without what false alarms cost."""
        return self.right - COST * (self.false + self.alarms)

    def __str__(self) -> str:
        told = max(1, self.right + self.false)
        return (
            f"recall {100 * self.right / max(1, self.wrong):.0f} %, precision {100 * self.right / told:.0f} % "
            f"({self.false} false), {self.alarms} of {self.correct} correct articles"
        )


def tally(texts: Sequence[Text], scores: Iterable[float], least: float) -> Tally:
    """What is told at a threshold."""
    told = [(text, score >= least) for text, score in zip(texts, scores, strict=True)]
    return Tally(
        sum(is_told and text.wrong for text, is_told in told),
        sum(is_told and not text.wrong and not text.correct for text, is_told in told),
        sum(is_told and text.correct for text, is_told in told),
        sum(text.wrong for text in texts),
        sum(text.correct for text in texts),
    )


def counted(texts: Sequence[Text], model: Model, least: float) -> Tally:
    """What a model tells of other passages."""
    return tally(texts, [model.score(text) for text in texts], least)


def table_of(model: Model, needed: float) -> list[str]:
    """The points as entries of the table, the weightiest first."""
    points = {name: round(SCALE * float(model.weights[number])) for name, number in model.names.items()}
    ordered = sorted(((name, many) for name, many in points.items() if many), key=lambda one: (-abs(one[1]), one[0]))
    return [f"needed {round(SCALE * (needed - model.constant))}", *(f"{name} {many}" for name, many in ordered)]


def write(check: str, points: Sequence[str]) -> None:
    """Put the entry of a check in the table in place of the one before."""
    entry = f"{check}: {', '.join(points)}\n"
    text = TABLE.read_text(encoding="utf-8")
    pattern = re.compile(rf"^{check}: .*\n", re.MULTILINE)
    TABLE.write_text(pattern.sub(lambda _: entry, text) if pattern.search(text) else text + entry, encoding="utf-8")


if __name__ == "__main__":
    main()
