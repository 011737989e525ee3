"""What the command line knows of the terminal: drafts in, text out, complaints on standard error."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import typer

from factcheck import document
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


def read_draft(name: str) -> document.Draft:
    """The draft that `name` names. Raises DraftError if it cannot be read."""
    if name == INPUT:
        return document.decode(_standard_input(document.MAX_BYTES), INPUT)
    return document.read(Path(name))


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


def silence() -> None:
    """Keep the interpreter from complaining at exit that nobody reads its output any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
