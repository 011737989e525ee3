"""When a figure belongs to an event that its sentence names; see corpus/ties.yaml."""

from __future__ import annotations

from typing import Any

import pytest

from corpus_sentences import read
from factcheck.claims import build_claims, read_passage
from factcheck.model import Kind
from factcheck.rules.attach import Tie, default_begins, tie
from factcheck.rules.phrases import Words, phrases_of

EVENT = phrases_of(["invasion", "invade", "war", "attack", "offensive", "campaign"])
TIED = {Kind.DATE, Kind.YEAR, Kind.DURATION, Kind.AGE, Kind.ORDINAL}


@pytest.mark.parametrize("row", read("ties.yaml"), ids=lambda row: row["text"][:60])
def test_tie(row: Any) -> None:
    claim = next(c for c in build_claims(read_passage(row["text"]), None) if c.quantity.kind in TIED)
    setting = claim.setting
    words = Words(setting.words((0, len(setting.sentence.tokens))))
    events = sorted({spot for phrase in EVENT for spot in words.spots(phrase)})
    assert tie(claim.quantity, setting, events, default_begins()) is Tie[row["tie"].upper()]
