"""Fit entries of src/factcheck/data/points.yaml for checks that weigh the same evidence; see fit_points.py.

    python tools/fit_together.py same hedge thousand --lends quotation --write

All their passages make one model, which gives each kind of evidence the same points for all. What a check needs is
found on its own passages. A check that lends its passages gets no entry.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from fit_points import CORPUS, Model, Text, best, counted, fit, left_out, read, table_of, tally, write


def main() -> None:
    """Fit the entries of the checks that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checks", nargs="+")
    parser.add_argument("--lends", action="append", default=[], help="a check whose passages are read as well")
    parser.add_argument("--also", type=Path, action="append", default=[], help="a folder of more passages")
    parser.add_argument("--test", type=Path, action="append", default=[], help="a folder of passages to try it on")
    parser.add_argument("--write", action="store_true", help="write the entries of the table")
    parser.add_argument("--penalty", type=float, default=1.0, help="of the lasso; many passages bear a lower one")
    parser.add_argument("--alone", action="store_true", help="leave out the right passages of other checks")
    options = parser.parse_args()
    texts = {check: of_check(check, (CORPUS, *options.also)) for check in (*options.checks, *options.lends)}
    for check in () if options.alone else options.checks:
        texts[check] += marked(check, of_others(check))
    every = [text for mine in texts.values() for text in mine]
    scores, model = left_out(every, options.penalty), fit(every, options.penalty)
    for check in options.checks:
        mine = texts[check]
        own, scores = scores[: len(mine)], scores[len(mine) :]
        least = best(mine, own)
        print(f"{check} left out, from {least}: {tally(mine, own, least)}")
        for folder in options.test:
            print(f"  {folder}: {counted(marked(check, read(check, folder / f'{check}.yaml')), model, least)}")
        points = table_of(*of_one(check, model, least))
        print(f"{check}: {', '.join(points)}")
        if options.write:
            write(check, points)


def of_check(check: str, folders: Sequence[Path]) -> list[Text]:
    """The passages of a check, and the correct articles."""
    found = [text for folder in folders for text in read(check, folder / f"{check}.yaml")]
    return marked(check, [*found, *read(check, CORPUS / "correct" / "known.yaml")])


def of_others(check: str) -> list[Text]:
    """The passages of other checks that are right."""
    every = [read(check, path) for path in sorted(CORPUS.glob("*.yaml")) if path.stem != check]
    return [text for texts in every for text in texts if not text.wrong]


def marked(check: str, texts: Sequence[Text]) -> list[Text]:
    """The texts with the check as one more kind of evidence, since some find more that is no contradiction."""
    return [Text(text.wrong, text.correct, [{**one, f"for {check}": 1} for one in text.candidates]) for text in texts]


def of_one(check: str, model: Model, least: float) -> tuple[Model, float]:
    """The model with the evidence that the passages of a check have, and what it needs in it."""
    mark = f"for {check}"
    found = {name for text in read(check, CORPUS / f"{check}.yaml") for one in text.candidates for name in one}
    names = {name: number for name, number in model.names.items() if name in found}
    more = float(model.weights[model.names[mark]]) if mark in model.names else 0.0
    return Model(names, model.weights, model.constant + more), least


if __name__ == "__main__":
    main()
