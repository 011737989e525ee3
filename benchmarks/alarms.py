r"""Count what the checks of a draft against itself say of published articles: alarms.py FILE --date DAY [--show].

FILE holds one article a line, paragraphs parted by a literal ``\n``. What is published has been read by editors, so
nearly all that is told of it is a false alarm: few are wanted. No article ships with the project, as they are others'
work; run it over the archive of your own newsroom, or over corpora that language packages ship as test data.
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from factcheck.claims import build_claims, read_passage
from factcheck.consistency import CHECKS, Contradiction, make_sheet
from factcheck.engine import read_rules

AROUND = 100
"""Characters of an article to either side of what is told of it."""


def main() -> None:
    """Print a row for each check that tells of anything, and with --show all that is told."""
    options = arguments()
    severity = {rule.check.of: rule.severity for rule in read_rules().rules if rule.check.kind == "consistency"}
    told: Counter[str] = Counter()
    articles = [line.strip().replace("\\n", "\n") for line in options.file.read_text(encoding="utf-8").splitlines()]
    articles = [text for text in articles if text]
    figures = loud = 0
    for number, text in enumerate(articles, start=1):
        found = list(checked(text, options.date))
        figures += len(build_claims(read_passage(text), options.date))
        told.update(check for check, _ in found)
        loud += any(severity[check] != "note" for check, _ in found)
        if options.show:
            for check, wrong in found:
                print(
                    f"{number} {check} ({severity[check]}): {wrong.sum}\n    {around(text, wrong)}\n", file=sys.stderr
                )
    print("| check | severity | told |\n|---|---|---:|")
    for check, many in sorted(told.items()):
        print(f"| `{check}` | {severity[check]} | {many} |")
    print(f"| all, in {len(articles)} articles with {figures:,} figures | | {told.total()} |")
    print(f"| articles with more than notes | | {loud} |")


def arguments() -> Namespace:
    """The file of articles, the day that they are read as of, and whether to show what is told."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--date", type=date.fromisoformat, required=True, help="of the articles, YYYY-MM-DD")
    parser.add_argument("--show", action="store_true", help="each finding, with the text around it")
    return parser.parse_args()


def checked(text: str, day: date) -> Iterator[tuple[str, Contradiction]]:
    """Each contradiction that a check finds in an article."""
    sheet = make_sheet(text, build_claims(read_passage(text), day), day)
    for name, check in CHECKS.items():
        for wrong in check(sheet):
            yield name, wrong


def around(text: str, wrong: Contradiction) -> str:
    """The piece of an article that has every figure of a contradiction."""
    spans = [slot.span for slot in (wrong.at, *wrong.others)]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return text[max(0, start - AROUND) : end + AROUND].replace("\n", " ")


if __name__ == "__main__":
    main()
