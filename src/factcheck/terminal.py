"""What the command line knows of the terminal: drafts in, text out, complaints on standard error."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from glob import glob
from pathlib import Path, PurePath
from typing import TypeVar

import typer

from factcheck import document, formats
from factcheck.errors import DraftError, Fault, FileError, NoDraftError
from factcheck.report.safe import safe

OK, DISAGREES, BROKEN, NO_DRAFT, NO_SOURCE = range(5)
"""Exit statuses: all well; a figure counts against the draft; bad usage, settings or rules, or a draft that cannot be
read; no draft where one is named; a source that is needed could not be used."""
_EXCERPT = 90
"""Columns of an excerpt."""
T = TypeVar("T")
INPUT = "-"
"""Stands for standard input among the names of drafts."""


def complain(error: FileError) -> None:
    """Tell each fault of `error` on standard error, steering no terminal; of rules and settings with the line."""
    encoding = getattr(sys.stderr, "encoding", None) or "utf-8"
    for fault in error.faults:
        typer.echo(safe(str(fault), encoding), err=True)
        for line in () if isinstance(error, DraftError) else _excerpt(fault):
            typer.echo(safe(line, encoding), err=True)


def _excerpt(fault: Fault) -> list[str]:
    """The line of a fault with a caret under its column; nothing where the file cannot be looked into."""
    try:
        line = Path(fault.path).read_text(encoding="utf-8").splitlines()[fault.line - 1] if fault.line else ""
    except (OSError, UnicodeDecodeError, IndexError, ValueError):
        return []
    column = max(fault.column - 1, 0)
    start = max(0, column - _EXCERPT + 20) if len(line) > _EXCERPT else 0
    shown = line[start : start + _EXCERPT].replace("\t", " ")
    number = str(fault.line)
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * (column - start)}^"] if shown.strip() else []


def named(names: Sequence[str], exclude: Sequence[str] = ()) -> list[str]:
    """The drafts that `names` name: each as it is, for a folder the drafts in it, for a pattern what fits it.

    `exclude` are patterns of what is left out of folders and patterns. Raises NoDraftError for a folder or pattern
    without any; the drafts of others are lost with it, as nothing was read yet.
    """
    found: list[str] = []
    for name in names:
        folder = Path(name)
        if name == INPUT or folder.is_file():
            found.append(name)
        elif folder.is_dir():
            found += _wanted(_inside(folder), exclude, name, "in this folder")
        elif any(sign in name for sign in "*?["):
            found += _wanted(sorted(filter(_is_file, glob(name, recursive=True))), exclude, name, "of this pattern")  # noqa: PTH207  as typed, absolute or not
        else:
            found.append(name)
    return found


def _inside(folder: Path) -> list[str]:
    """The drafts of a folder and of those in it, but for what is hidden."""
    inside = sorted(p for p in folder.rglob("*") if p.suffix.lower() in formats.ENDINGS and p.is_file())
    return [str(path) for path in inside if not any(part.startswith(".") for part in path.relative_to(folder).parts)]


def _is_file(name: str) -> bool:
    return Path(name).is_file()


def _wanted(found: Sequence[str], exclude: Sequence[str], name: str, where: str) -> list[str]:
    left = [one for one in found if not any(fnmatch(PurePath(one).as_posix(), f"*{pattern}") for pattern in exclude)]
    if not left:
        hint = f"Drafts end in {', '.join(formats.ENDINGS)}."
        raise NoDraftError(Fault(name, 0, 0, f"there is no draft {where}", hint))
    return left


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


def counted(found: Iterator[T], length: int) -> list[T]:
    """All that is `found`, with a progress bar on standard error where that is a terminal and there are several."""
    if length < 2 or sys.stderr is None or not sys.stderr.isatty():
        return list(found)
    with typer.progressbar(found, length=length, label="checking drafts", file=sys.stderr, show_pos=True) as bar:
        return list(bar)


def each(found: Iterator[T], length: int, label: str) -> Iterator[T]:
    """What is `found`, as it comes, with a progress bar on standard error where that alone is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty() or (sys.stdout is not None and sys.stdout.isatty()):
        yield from found
        return
    with typer.progressbar(found, length=length, label=label, file=sys.stderr, show_pos=True) as bar:
        yield from bar


def waited(done: Iterator[int], length: int) -> None:
    """Go through what is `done`, with a progress bar on standard error where that is a terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        return
    with typer.progressbar(length=length, label="asking sources", file=sys.stderr, show_pos=True) as bar:
        for count in done:
            bar.update(count)


def now() -> dt.datetime:
    """The time of the run, in the zone of this machine."""
    return dt.datetime.now().astimezone()


def cores() -> int:
    """How many processes this one may run at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cache_folder() -> Path:
    """The user's folder for what can be made again, which need not be there."""
    from platformdirs import user_cache_path

    return user_cache_path("factcheck", appauthor=False)


def keys(names: Sequence[str]) -> dict[str, str]:
    """The keys of sources by name: from the environment, or from `keys.toml` in the user's folder of settings."""
    found = {name: value for name in names if (value := os.environ.get(name, "").strip())}
    if len(found) < len(names):
        from platformdirs import user_config_path

        path = user_config_path("factcheck", appauthor=False) / "keys.toml"
        found = _keys_in(path, names) | found
    return found


def _keys_in(path: Path, names: Sequence[str]) -> dict[str, str]:
    """The keys in a file; one that cannot be read is told of, and not what is in it."""
    import tomllib

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError, PermissionError):
        return {}  # a home folder that is another's, as in a container, is none of ours
    except (OSError, ValueError):
        typer.echo(f'factcheck: {safe(str(path))} cannot be read. Write lines of NAME = "key" in it.', err=True)
        return {}
    return {name: str(content[name]) for name in names if content.get(name)}


def replies_file() -> Path:
    """The file in which replies of sources are kept between runs, which need not be there."""
    return cache_folder() / "replies.sqlite"


def store_file() -> Path:
    """The file of series fetched once, which need not be there."""
    from platformdirs import user_data_path

    return user_data_path("factcheck", appauthor=False) / "store.sqlite"


def asks() -> bool:
    """Whether somebody sits there who can answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()


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
