"""Fit one entry of src/factcheck/data/points.yaml for several checks that weigh the same evidence; see fit_points.py.

    python tools/fit_together.py twofold same hedge thousand quotation --write

All their passages make one model. Each check needs a sum of its own, which its evidence "for <check>" makes up; a check
that has none only lends its passages.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import fit_points
import numpy as np
from fit_points import CORPUS, FOLDS, Floats, Model, Text, fit, read, table_of, tally, write

fit_points.PENALTY = 1.0  # many passages bear more evidence


def main() -> None:
    """Fit the entry."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entry")
    parser.add_argument("checks", nargs="+")
    parser.add_argument("--also", type=Path, action="append", default=[], help="a folder of more passages")
    parser.add_argument("--test", type=Path, action="append", default=[], help="a folder of passages to try it on")
    parser.add_argument("--write", action="store_true", help="write the entry of the table")
    options = parser.parse_args()
    texts = {check: of_check(check, options.also) for check in options.checks}
    every = [text for check in texts for text in texts[check]]
    left, model = left_out(every), fit(every)
    start = 0
    for check, mine in texts.items():
        scores = left[start : start + len(mine)]
        start += len(mine)
        if f"for {check}" not in model.names:
            continue
        sums = sorted({round(float(score), 1) for score in scores if np.isfinite(score)})
        needed = max(sums, key=lambda least: tally(mine, scores, least).worth)
        print(f"{check} left out, from {needed}: {tally(mine, scores, needed)}")
        for folder in options.test:
            others = read(check, folder / f"{check}.yaml")
            print(f"  {folder}: {tally(others, [model.score(text) for text in others], needed)}")
        model.weights[model.names[f"for {check}"]] -= needed
    points = table_of(model, 0)
    print(f"{options.entry}: {', '.join(points)}")
    if options.write:
        write(options.entry, points)


def of_check(check: str, also: list[Path]) -> list[Text]:
    """The passages of a check, and the correct articles."""
    found = [text for folder in (CORPUS, *also) for text in read(check, folder / f"{check}.yaml")]
    return found + read(check, CORPUS / "correct" / "known.yaml")


def left_out(texts: list[Text]) -> Floats:
    """The score of each text by a model of others."""
    scores = np.full(len(texts), -np.inf)
    order = np.random.default_rng(1).permutation(len(texts))
    for fold in range(FOLDS):
        left = set(order[fold::FOLDS].tolist())
        model: Model = fit([text for number, text in enumerate(texts) if number not in left])
        for number in left:
            scores[number] = model.score(texts[number])
    return scores


if __name__ == "__main__":
    main()
