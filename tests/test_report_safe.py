"""Text from outside: nothing invisible and nothing that steers a terminal gets through."""

from __future__ import annotations

import json
import sys

import pytest

from factcheck.report.layout import columns, fit
from factcheck.report.safe import carries, safe, safe_json
from report_samples import HOSTILE

# What must never reach a terminal: controls but the line feed, and every character that shows nothing.
FORBIDDEN = [
    *(chr(code) for code in (*range(0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0))),
    *(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),  # bidirectional overrides
    *"\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2061\ufeff\u00ad\u180e\u034f\u3164\U000e0041\ud800\udfff\ue000",
]


@pytest.mark.parametrize("character", FORBIDDEN, ids=lambda character: f"U+{ord(character):04X}")
def test_what_steers_or_hides_is_shown_as_an_escape(character: str) -> None:
    shown = safe(f"a{character}b")
    if character in "\t\r":
        assert shown == "a b"
    else:
        assert f"{ord(character):02x}" in shown
        assert shown.isascii()
    document = safe_json(json.dumps(f"a{character}b", ensure_ascii=False))
    assert character not in document
    assert json.loads(document) == f"a{character}b"


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("3 million", "utf-8", "3 million"),
        ("Zaporizhzhia, Łódź, 東京, 🌾", "utf-8", "Zaporizhzhia, Łódź, 東京, 🌾"),
        ("3\u00a0000\u202f381\nend\r\n", "utf-8", "3 000 381 end  "),
        ("\x1b[31mred\x1b[0m", "utf-8", r"\x1b[31mred\x1b[0m"),
        ("\x9b2J", "utf-8", r"\x9b2J"),
        ("\u202egnp.exe", "utf-8", r"\u202egnp.exe"),
        ("\U000e0041", "utf-8", r"\U000e0041"),
        ("[bold]5[/bold]", "utf-8", "[bold]5[/bold]"),
        ("“5 million” – the agency’s…", "ascii", '"5 million" - the agency\'s...'),
        ("Łódź", "latin-1", r"\u0141ód\u017a"),
        ("€5", "cp1252", "€5"),
        ("Łódź", "no such encoding", r"\u0141\xf3d\u017a"),
    ],
)
def test_safe(text: str, encoding: str, shown: str) -> None:
    assert safe(text, encoding) == shown


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
def test_json_keeps_its_meaning_in_every_encoding(encoding: str) -> None:
    text = f"Łódź “3 million” 🌾\n{HOSTILE}"
    document = safe_json(json.dumps({"text": text}, ensure_ascii=False, indent=2), encoding)
    assert json.loads(document.encode(encoding).decode(encoding)) == {"text": text}
    assert not set(FORBIDDEN) & set(document)


@pytest.mark.no_cover
def test_every_character_is_shown_or_escaped() -> None:
    through = [c for c in map(chr, range(sys.maxunicode + 1)) if safe(c) == c and not c.isprintable()]
    assert through == []


def test_carries() -> None:
    assert carries("utf-8", "Ł")
    assert not carries("ascii", "Ł")
    assert not carries("utf-8", "\ud800")


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("short", 10, "short"),
        ("0123456789", 10, "0123456789"),
        ("01234567890", 10, "012345…890"),
        ("東" * 10, 10, "東東東…東"),
        ("https://example.org/long", 10, "https://example.org/long"),
    ],
)
def test_fit_leaves_out_the_middle(text: str, limit: int, shown: str) -> None:
    assert fit(text, limit) == shown


def test_columns_counts_what_a_terminal_shows() -> None:
    assert columns("abc") == 3
    assert columns("東京") == 4
    assert columns("e\u0301") == 1
