"""Write what factcheck's rules read in the texts of a gold file, in the gold file's names: claims.py GOLD > PREDICTED.

Both hold one JSON object a line. A claim is a figure that a rule that ships speaks of, for the country that the rule
would ask for; ``claims.yaml`` names the property of each rule's series. Nothing is looked up.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from factcheck.claims import build_claims, read_passage
from factcheck.engine import read_rules
from factcheck.extraction.units import convert
from factcheck.model import Claim
from factcheck.rules.match import Match, Matcher
from factcheck.yamlfile import load


@cache
def names() -> dict[str, Any]:
    path = Path(__file__).with_suffix(".yaml")
    found: dict[str, Any] = load(path.read_text(encoding="utf-8"), path.name).plain()
    return found


def value(claim: Claim, unit: str) -> float | None:
    """The figure in `unit`; the middle of a printed range."""
    low, high = claim.quantity.low, claim.quantity.high
    if low is None or high is None:
        return None
    middle = convert((low + high) / 2, claim.quantity.unit, unit or claim.quantity.unit)
    return None if middle is None else float(middle)


def claims(matches: tuple[Match, ...]) -> Iterator[dict[str, Any]]:
    for match in matches:
        known = names()["properties"].get(match.rule.id)
        if known is None or match.claim.place is None:
            continue
        figure = value(match.claim, known.get("unit", ""))
        if figure is not None:
            yield {"property": known["property"], "place": match.claim.place.code, "value": figure}


def main(gold: str) -> None:
    rules = read_rules()
    matcher = Matcher(rules.rules, rules.digest)
    lines = Path(gold).read_text(encoding="utf-8").splitlines()
    for text in dict.fromkeys(json.loads(line)["text"] for line in lines if line.strip()):
        passage = read_passage(text)
        found = [row for claim in build_claims(passage, None) for row in claims(matcher.match(claim, passage, None))]
        print(json.dumps({"text": text, "claims": found}, ensure_ascii=False))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
