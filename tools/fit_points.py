"""Fit the points of evidence in src/factcheck/data/points.yaml; run by a maintainer.

    python tools/fit_points.py share            # what it would write, and how well it does on passages left out
    python tools/fit_points.py share --write    # writes the entry

The passages of ``tests/corpus/consistency/<check>.yaml`` and its ``correct/known.yaml`` say which candidates of a
check are contradictions: in a contradictory passage those whose figures are marked (between ⟦ and ⟧), of several the
ones with most of the marks, in others none, nor in the right passages of other checks. Contradictory passages without
a mark are scored, but teach nothing. The points are the coefficients of a logistic regression (with the lasso, so
that most evidence gets none), times ten. What a check needs is the sum that is worth most on passages left out of the
fit (one part in six at a time, parted in a few ways that count together), where a false alarm costs a few finds: less
for a note, more in a correct article. The folder ``fresh/`` is never read.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import yaml
from numpy.typing import NDArray

from factcheck.claims import build_claims, read_passage
from factcheck.consistency import CHECKS
from factcheck.consistency.crowd import is_crowded
from factcheck.consistency.sheet import Contradiction, Sheet, make_sheet
from factcheck.engine import read_rules

ROOT = Path(__file__).parent.parent
Floats = NDArray[np.float64]
CORPUS = ROOT / "tests" / "corpus" / "consistency"
KNOWN = CORPUS / "correct" / "known.yaml"
TABLE = ROOT / "src" / "factcheck" / "data" / "points.yaml"
DAY = date(2022, 3, 16)
COSTS = {"note": 2}
"""What a false alarm in a right passage costs in finds, by the severity of the rule, where it is not COST.

A note fails nothing, and right passages look more alike than what newspapers print.
"""
COST, ALARM = 3, 5
"""In any other passage, and in a correct article: a false alarm costs a copy desk more trust than three misses."""
FOLDS, SPLITS, STEPS = 6, 3, 400
PENALTY = 1.0
ALIKE = 0.98
"""Sums that are worth so much of the best are alike: which of them is the best is chance, and the least finds more."""
SCALE = 10
RIGHT = ("agreeing", "alike")
MARK = re.compile("[⟦⟧]")
CROWD = "(?:figures|rivals) (?:inside|outside|between)|crowded|others"
APART = "[a-z]+ [a-z]+ (?:contrast|place|names|other noun|other side)"
OF_TWO = "(?:nouns )?of (?:two things|another)|another told|apart(?: in time)?|far apart|twice|explained|with more"
AGAINST = re.compile(f"{CROWD}|{APART}|{OF_TWO}")
"""Evidence that may only speak against a contradiction: other figures around, and what sets two figures apart.

In the passages it can speak for one by chance; in long articles, where all of it abounds, anything would then be told.
"""


@dataclass(frozen=True)
class Text:
    """A passage: whether it contradicts itself, whether it is a correct article, and its candidates.

    `meant` says of each candidate whether it is the contradiction; ``None`` of all where nothing is marked.
    """

    wrong: bool
    correct: bool
    candidates: Sequence[Mapping[str, int]]
    meant: Sequence[bool | None]


@dataclass
class Model:
    """The weight of each kind of evidence, by its number, and the constant."""

    names: dict[str, int]
    weights: Floats
    constant: float

    def score(self, text: Text) -> float:
        """The score of the likeliest candidate, of a contradictory passage among those that may be meant."""
        found = [one for one, meant in zip(text.candidates, text.meant, strict=True) if meant is not False]
        return max(self.scores(found if text.wrong else text.candidates), default=-np.inf)

    def scores(self, candidates: Sequence[Mapping[str, int]]) -> Floats:
        """The score of each candidate."""
        return matrix(candidates, self.names) @ self.weights + self.constant if candidates else np.zeros(0)


def main() -> None:
    """Fit each check that is named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checks", nargs="+")
    parser.add_argument("--write", action="store_true", help="write the entries of the table")
    parser.add_argument(
        "--cost", type=int, help="finds that a false alarm in a passage costs; by severity if not given"
    )
    parser.add_argument("--penalty", type=float, default=PENALTY, help="of the lasso")
    options = parser.parse_args()
    for check in options.checks:
        texts = list(read(check))
        splits = [left_out(texts, options.penalty, seed) for seed in range(SPLITS)]
        needed = best(texts * SPLITS, np.concatenate(splits), options.cost or cost_of(check))
        for scores in splits:
            print(f"  {check} left out, from {needed:.1f}: {tally(texts, scores, needed)}")
        points = table_of(fit(texts, options.penalty), needed)
        print(f"{check}: {', '.join(points)}")
        if options.write:
            write(check, points)


def cost_of(check: str) -> int:
    """What a false alarm in a passage costs, by the severity of the rule of a check."""
    return next(COSTS.get(rule.severity, COST) for rule in read_rules().rules if rule.check.of == check)


def read(check: str) -> Iterator[Text]:
    """The passages of a check, the right ones of all others, and the correct articles, with their candidates."""
    for path in sorted(CORPUS.glob("*.yaml")):
        for name, passages in loaded(path).items():
            if path.stem == check or name in RIGHT:
                for passage in passages:
                    yield read_text(check, passage, wrong=name == "contradictory")
    for passage in loaded(KNOWN):
        yield read_text(check, passage, correct=True)


@cache
def loaded(path: Path) -> Mapping[str, Sequence[str]]:
    """The content of a file of passages."""
    found: Mapping[str, Sequence[str]] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def read_text(check: str, passage: str, *, wrong: bool = False, correct: bool = False) -> Text:
    """A passage with the evidence of each candidate of a check."""
    text, marks = unmarked(passage)
    sheet = sheet_of(text)
    weighs_crowds = CHECKS[check].weighs_crowds
    candidates = import_module(f"factcheck.consistency.{CHECKS[check].module}").candidates
    found = [one for one in candidates(sheet) if weighs_crowds or not is_crowded(sheet, one.wrong)]
    meant = _meant([one.wrong for one in found], marks) if marks or not wrong else [None] * len(found)
    return Text(wrong, correct, [one.evidence for one in found], meant)


@cache
def sheet_of(text: str) -> Sheet:
    """A passage made ready, once for all checks."""
    return make_sheet(text, build_claims(read_passage(text), DAY), DAY)


def unmarked(passage: str) -> tuple[str, list[tuple[int, int]]]:
    """A passage without its marks, and where they begin and end."""
    *pieces, rest = MARK.split(passage)
    ends = np.cumsum([0, *map(len, pieces)]).tolist()[1:]
    return "".join(pieces) + rest, list(zip(ends[::2], ends[1::2], strict=True))


def _meant(every: Sequence[Contradiction], marks: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether all figures of a contradiction are marked, and no other has more of the marked ones."""
    covers = [_covered(wrong, marks) for wrong in every]
    most = max((many for many in covers if many is not None), default=0)
    return [many == most for many in covers]


def _covered(wrong: Contradiction, marks: Sequence[tuple[int, int]]) -> int | None:
    """How many marked figures a contradiction has; ``None`` if it has one that is not marked."""
    spans = [slot.span for slot in (wrong.at, *wrong.others)]
    found = [[n for n, (start, end) in enumerate(marks) if start < span.end and span.start < end] for span in spans]
    return len({n for one in found for n in one}) if all(found) else None


def matrix(candidates: Sequence[Mapping[str, int]], names: Mapping[str, int]) -> Floats:
    """A row for each candidate, a column for each kind of evidence."""
    rows = np.zeros((len(candidates), len(names)))
    for row, one in zip(rows, candidates, strict=True):
        for name, many in one.items():
            if name in names:
                row[names[name]] = many
    return rows


def fit(texts: Sequence[Text], penalty: float) -> Model:
    """The model of the candidates that are meant against all others; those of one passage count as few."""
    taught = [text for text in texts if text.candidates and None not in text.meant]
    every = sorted({name for text in taught for one in text.candidates for name in one})
    names = {name: number for number, name in enumerate(every)}
    labels, weights = [], []
    for text in taught:
        meant = sum(map(bool, text.meant))
        for one in text.meant:
            labels.append(float(bool(one)))
            weights.append(1 / meant if one else (len(text.meant) - meant) ** -0.5)
    rows = np.vstack([matrix(text.candidates, names) for text in taught])
    most = np.array([0.0 if AGAINST.fullmatch(name) else np.inf for name in names])
    return Model(names, *lasso(rows, np.array(labels), np.array(weights), penalty, most))


def lasso(rows: Floats, labels: Floats, weights: Floats, penalty: float, most: Floats) -> tuple[Floats, float]:
    """Logistic regression with an L1 penalty by accelerated proximal gradient steps (Beck and Teboulle 2009).

    No coefficient is above its entry in `most`, which the proximal step cuts off.
    """
    rows = np.hstack([rows, np.ones((len(rows), 1))])
    step = 4 / np.linalg.eigvalsh((rows * weights[:, None]).T @ rows)[-1]
    now = ahead = np.zeros(rows.shape[1])
    inertia = 1.0
    for _ in range(STEPS):
        slope = rows.T @ (weights * (1 / (1 + np.exp(-(rows @ ahead))) - labels))
        moved = ahead - step * slope
        shrunk = np.sign(moved[:-1]) * np.maximum(abs(moved[:-1]) - step * penalty, 0)
        moved[:-1] = np.minimum(shrunk, most)
        following = (1 + (1 + 4 * inertia**2) ** 0.5) / 2
        ahead = moved + (inertia - 1) / following * (moved - now)
        now, inertia = moved, following
    return now[:-1], float(now[-1])


def left_out(texts: Sequence[Text], penalty: float, seed: int) -> Floats:
    """The score of each text by a model of others, which are chosen by `seed`."""
    scores = np.full(len(texts), -np.inf)
    order = np.random.default_rng(seed).permutation(len(texts))
    for fold in range(FOLDS):
        left = set(order[fold::FOLDS].tolist())
        model = fit([text for number, text in enumerate(texts) if number not in left], penalty)
        for number in left:
            scores[number] = model.score(texts[number])
    return scores


def best(texts: Sequence[Text], scores: Floats, cost: int) -> float:
    """The least sum from which it is worth about most to tell, where a false alarm costs so many finds in a passage."""
    every = sorted({round(float(one), 1) for one in scores[np.isfinite(scores)]})
    worth = {least: tally(texts, scores, least).worth(cost) for least in every}
    most = max(worth.values())
    return next(least for least in every if worth[least] >= most - (1 - ALIKE) * abs(most))


@dataclass
class Tally:
    """How many passages are told of: rightly, falsely, and correct articles; and how many there are."""

    right: int
    false: int
    alarms: int
    wrong: int
    correct: int

    def worth(self, cost: int) -> int:
        """The finds without what false alarms cost."""
        return self.right - cost * self.false - ALARM * self.alarms

    @property
    def precision(self) -> float:
        """How much of what is told is right."""
        return self.right / max(1, self.right + self.false + self.alarms)

    def __str__(self) -> str:
        return (
            f"recall {100 * self.right / max(1, self.wrong):.0f} %, precision {100 * self.precision:.0f} % "
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
