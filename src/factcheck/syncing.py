"""What `factcheck sync` does: rules read, series fetched with a bar, what changed told as it comes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from factcheck.preparing import read_rules
from factcheck.report.safe import safe
from factcheck.terminal import NO_SOURCE, OK, each, keys, now, out, send

if TYPE_CHECKING:
    from factcheck.settings import Settings


def list_store(path: Path) -> int:
    """Print what a store holds; the exit status. Raises FileError for a file that is no store."""
    from factcheck.engine import open_store

    rows = [
        f"{one.source} {one.series}: {one.places} places, fetched {one.fetched[:10]}"
        for one in open_store(path, now()).held()
    ]
    send("".join(f"{safe(line, out()[2])}\n" for line in (str(path), *(rows or ["holds nothing; run factcheck sync"]))))
    return OK


def fetch_series(chosen: Settings, path: Path, only: Sequence[str], *, force: bool) -> int:
    """Fetch all that the rules name of the sources `only`, or of all; the exit status. Raises FileError."""
    from factcheck.engine import keys_wanted, lookup_of, open_store
    from factcheck.sync import synced, told, wanted

    found, when = read_rules(chosen), now()
    series = wanted(found, only)
    unknown = set(only) - {source for source, _ in series}
    if unknown:
        known = ", ".join(sorted({source for source, _ in wanted(found)})) or "none"
        raise typer.BadParameter(f"no rule asks {', '.join(sorted(unknown))}; sources that are asked: {known}")
    store = open_store(path, when)
    sources = lookup_of(found, keys(keys_wanted(found)))
    failed = False
    for one in each(synced(series.items(), store, sources, now=when, force=force), len(series), "fetching series"):
        send("".join(f"{safe(line, out()[2])}\n" for line in told(one)))
        failed = failed or one.error is not None
    return NO_SOURCE if failed else OK
