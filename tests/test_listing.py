"""`factcheck extract`: the figures of a draft as a table and as JSON lines."""

from __future__ import annotations

import json

import pytest

from factcheck.document import from_text
from factcheck.listing import FORMATS, as_lines, as_table, figures

TEXT = (
    "---\ntitle: 5 things\n---\nMore than 3 million refugees left by 24 February.\n"
    "Prices rose 5.20 percent to $1.5-2 trillion.\n"
)


def test_lines_hold_words_place_and_exact_values() -> None:
    rows = [json.loads(line) for line in as_lines(figures(from_text(TEXT, "a.txt"))).splitlines()]
    assert [(row["text"], row["line"], row["low"], row["high"], row["unit"], row["bound"]) for row in rows] == [
        ("More than 3 million", 4, "3000000", "3000000", "", ">"),
        ("24 February", 4, None, None, "date", "="),
        ("5.20 percent", 5, "5.2", "5.2", "percent", "="),
        ("$1.5-2 trillion", 5, "1500000000000", "2000000000000", "dollar", "="),
    ]
    assert all(TEXT[slice(*row["span"])] == row["text"] for row in rows)
    assert rows[0]["noun"] == "refugees"
    assert rows[1]["date"] == [None, 2, 24, None]
    assert rows[2]["direction"] == "up"


def test_the_table_has_a_line_a_figure_and_cuts_long_cells() -> None:
    table = as_table(figures(from_text(TEXT, "a.txt"))).splitlines()
    assert len(table) == 5
    assert table[1].startswith("a.txt:4:1 ")
    assert "1500000000000 to 20000000..." in table[4]


@pytest.mark.parametrize(("name", "said"), [("table", "No figures found.\n"), ("jsonl", "")])
def test_nothing_found(name: str, said: str) -> None:
    assert FORMATS[name](figures(from_text("No figure here.", "a.txt")), "utf-8") == said


def test_escapes_never_pass() -> None:
    found = figures(from_text("Some 5 \x1b[31mred\x1b[0m people.", "\x1b]0;x\x07.txt"))
    for render in FORMATS.values():
        assert "\x1b" not in render(found, "utf-8")
