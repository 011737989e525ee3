"""Write ``src/factcheck/data/unit_words.txt``: the words of quantulum3's unit names that news can mean as a unit.

Run by a maintainer when quantulum3 moves: ``python tools/build_unit_words.py``. The list only gates the question
put to quantulum3 (see ``extract/units.py``). Left out: words of under four letters, words that its own list of
everyday English words holds unless they are named in KEEP, and everything in this package's own unit table.
"""

from __future__ import annotations

import json
from pathlib import Path

import quantulum3

from factcheck.tables import table

KEEP = {
    "knot",
    "knots",
    "hertz",
    "volts",
    "volt",
    "joule",
    "joules",
    "horsepower",
    "pint",
    "calorie",
    "calories",
}
"""Units whose names are also in the list of everyday words but are read as units after a number."""

DROP = {
    "quartet",
    "tesla",
    "mole",
    "earth",
    "dessert",
    "solar",
    "galileo",
    "franklin",
    "barry",
    "barrie",
    "tetrad",
    "australian",
    "brazilian",
    "british",
    "canadian",
    "chinese",
    "japanese",
    "korean",
    "mexican",
    "russian",
    "swiss",
    "african",
    "indian",
    "poise",
    "stokes",
    "peck",
    "darcy",
    "henry",
    "faraday",
    "curie",
    "maxwell",
    "nucleotide",
    "electron",
    "republic",
    "reciprocal",
    "inverse",
    "refrigeration",
    "hydraulic",
    "imperial",
    "therapeutic",
    "squared",
    "unified",
    "hundred",
    "dalton",
    "langley",
    "weber",
    "boiler",
    "spoon",
    "reais",
}
"""Words that news uses after a number for people, things and names far more often than for a unit."""

HOME = Path(quantulum3.__file__).parent
TARGET = Path(__file__).parent.parent / "src/factcheck/data/unit_words.txt"


def main() -> None:
    """Collect the words and write them, sorted, one a line."""
    rows = json.loads((HOME / "units.json").read_text(encoding="utf-8"))
    everyday = set((HOME / "_lang/en_US/common-words.txt").read_text(encoding="utf-8").split())
    own = {word.lower() for row in table("units").values() for form in row["forms"].split("|") for word in form.split()}
    words: set[str] = set()
    for name, row in rows.items():
        if row.get("entity") in ("dimensionless", "unknown"):
            continue
        for surface in [name, *row.get("surfaces", ())]:
            words.update(part.lower() for part in surface.split() if part.isalpha())
    kept = {word for word in words if len(word) > 3 and (word in KEEP or word not in everyday)} - own - DROP
    kept |= {word + "s" for word in kept if not word.endswith(("s", "z"))}
    head = f"# Made by tools/build_unit_words.py from quantulum3's unit names; {len(kept)} words.\n"
    TARGET.write_text(head + "\n".join(sorted(kept)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
