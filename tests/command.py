"""Running ``factcheck`` inside a test's own process, with one small rule unless told otherwise."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from factcheck import cli
from golden_option import GOLDEN

RULE = GOLDEN / "rules/sound.yaml"
GOOD = "Some 3 million people fled Ukraine.\n"
WRONG = "Some 5 million people fled Ukraine.\n"
QUIET = "The mayor opened the bridge.\n"
DAY = ("--date", "2022-03-16")


@dataclass(frozen=True)
class Run:
    """What one run came to."""

    status: int
    out: str
    err: str


Command = Callable[..., Run]


def make_command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """A function that runs the command with the words it is given."""

    def command(*words: str, stdin: bytes = b"", rules: Path | None = RULE) -> Run:
        own = ["--rules", str(rules)] if rules else []
        monkeypatch.setattr(sys, "argv", ["factcheck", *words, *own])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        with pytest.raises(SystemExit) as stop:
            cli.main()
        assert isinstance(stop.value.code, int)
        return Run(stop.value.code, *capsys.readouterr())

    return command
