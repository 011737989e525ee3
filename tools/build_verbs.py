"""Write ``src/factcheck/data/verbs.txt``: English verb forms, from the lexicon of Brill's tagger that textblob carries.

Run by a maintainer: ``pip install textblob && python tools/build_verbs.py``. The lexicon gives each word the part of
speech that it most often has in the Brown corpus and the Penn Treebank (Eric Brill, "A simple rule-based part of speech
tagger", 1992; Copyright 1993 Massachusetts Institute of Technology and University of Pennsylvania, MIT licence).
Two lines of words are kept: `finite` forms, which are hardly ever anything else, and `base` forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src/factcheck/data/verbs.txt"
FINITE, BASE = {"VBD", "VBZ", "VBP"}, {"VB"}
NOT_VERBS = {"thats", "whats", "theres", "lets", "im", "ive", "dont", "cant", "wont", "didnt", "doesnt", "isnt"}
"""Slips of the pen that the lexicon has from the web; some are common in news without their apostrophes."""


def entries() -> Iterator[tuple[str, str]]:
    """Words in lower-case letters, each with its part of speech."""
    for line in (files("textblob.en") / "en-lexicon.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.partition(" ")
        if re.fullmatch(r"[a-z]{2,}", word) and word not in NOT_VERBS:
            yield word, tag.strip()


def main() -> None:
    words = list(entries())
    lines = [
        "# Verb forms of English, made by tools/build_verbs.py from the lexicon of Brill's tagger; do not edit.",
        "finite " + " ".join(sorted(word for word, tag in words if tag in FINITE)),
        "base " + " ".join(sorted(word for word, tag in words if tag in BASE)),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
