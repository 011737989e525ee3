"""What the command line knows of the terminal: drafts in, text out, complaints on standard error."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

import typer

from factcheck import document, formats
from factcheck.errors import DraftError, Fault, FileError
from factcheck.report.safe import safe

BROKEN = 2
INPUT = "-"
"""Stands for standard input among the names of drafts."""


def complain(error: FileError) -> None:
    """Tell each fault of `error` on standard error, in a form that steers no terminal."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    for fault in error.faults:
        typer.echo(safe(str(fault), encoding), err=True)


def named(names: Sequence[str]) -> list[str]:
    """The drafts that `names` name: each as it is, and for a folder the drafts in it and in its folders.

    Raises DraftError for a folder without any; the drafts of others are lost with it, as nothing was read yet.
    """
    found: list[str] = []
    for name in names:
        folder = Path(name)
        if name == INPUT or not folder.is_dir():
            found.append(name)
            continue
        inside = sorted(p for p in folder.rglob("*") if p.suffix.lower() in formats.ENDINGS and p.is_file())
        inside = [path for path in inside if not any(part.startswith(".") for part in path.relative_to(folder).parts)]
        if not inside:
            endings = ", ".join(formats.ENDINGS)
            raise DraftError(Fault(name, 0, 0, "there is no draft in this folder", f"Drafts end in {endings}."))
        found += map(str, inside)
    return found


def read_draft(name: str, stdin_name: str | None = None) -> document.Draft:
    """The draft that `name` names; `stdin_name` tells what standard input is. Raises DraftError for one not read."""
    if name == INPUT:
        return formats.decode(_standard_input(document.MAX_BYTES), stdin_name or INPUT)
    return formats.read(Path(name))


def _standard_input(limit: int) -> bytes:
    """The first `limit` bytes of standard input. Raises DraftError where there is none."""
    why = "it is closed"
    if sys.stdin is not None:  # None where the shell closed it: factcheck - <&-
        try:
            return sys.stdin.buffer.read(limit)
        except OSError as error:
            why = (error.strerror or "it is broken").lower()
    hint = "Pipe a text into factcheck, or name a file."
    raise DraftError(Fault(INPUT, 0, 0, f"standard input cannot be read ({why})", hint))


def out() -> tuple[bool, int, str]:
    """Whether standard output is a terminal that shows colour, its width in columns, and its encoding."""
    stream = sys.stdout
    if stream is None:  # None where the shell closed it: factcheck draft.txt >&-
        typer.echo("factcheck: standard output is closed. Leave it open, or send it to a file.", err=True)
        raise typer.Exit(BROKEN)
    terminal = stream.isatty()
    width = min(100, shutil.get_terminal_size((80, 24)).columns) if terminal else 80
    color = terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return color, max(width, 40), stream.encoding or "utf-8"


def send(text: str) -> None:
    """Write `text` to standard output; a reader that has seen enough is no failure, a full disk is."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the status is that of the figures
        silence()
    except OSError as error:
        silence()
        reason = (error.strerror or "unknown reason").lower()
        typer.echo(f"factcheck: the report cannot be written ({reason}). Send it elsewhere.", err=True)
        raise typer.Exit(BROKEN) from None


def on_github() -> bool:
    """Whether this is a step of GitHub Actions, which turns certain lines of output into annotations."""
    return os.environ.get("GITHUB_ACTIONS") == "true"


def github_summary() -> Path | None:
    """The file that GitHub Actions shows as the step's summary."""
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    return Path(path) if path else None


def silence() -> None:
    """Keep the interpreter from complaining at exit that nobody reads its output any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
