"""A run made ready: rules read, sources wired, waivers and baseline read; and the evidence of it kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from factcheck.errors import Fault, FileError
from factcheck.model import Report
from factcheck.report.safe import safe
from factcheck.runs import Run
from factcheck.terminal import BROKEN, cache_folder, complain, keys, now, replies_file, store_file

if TYPE_CHECKING:
    from factcheck.baseline import Known
    from factcheck.evidence import Replay
    from factcheck.rules.load import RuleSet
    from factcheck.settings import Settings
    from factcheck.sources.store import Store
    from factcheck.waivers import Placed


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked besides its settings."""

    given: dt.date | None = None
    stdin_name: str | None = None
    waives: bool = True
    record: bool = False
    replay: str | None = None


def make_run(chosen: Settings, asked: Asked = Asked()) -> Run:
    """All that a run needs, read once; faults are told on standard error, and end it where nothing is left to do."""
    from factcheck.engine import Engine as Wired
    from factcheck.engine import keys_wanted, recorder

    when = now()
    try:
        found = read_rules(chosen)
        store = _store(chosen, when)
        listed, known = _let_pass(chosen) if asked.waives else ((), {})
        replayed = _replayed(asked.replay)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None
    cache = _replies(chosen)
    recording = recorder(cache, offline=chosen.offline) if asked.record else None
    if replayed is not None:
        held = replayed.keys
        engine = Wired(found, offline=replayed.head.offline, keys=held, fetch=replayed.fetch)
    else:
        held = keys(keys_wanted(found))
        engine = Wired(found, offline=chosen.offline, keys=held, cache=cache, fetch=recording, store=store)
    return Run(
        settings=chosen,
        engine=engine,
        now=when,
        given=asked.given,
        stdin_name=asked.stdin_name,
        broken=bool(found.faults),
        waives=asked.waives,
        listed=listed,
        known=known,
        keys=held,
        recorder=recording,
        replay=replayed,
    )


def _replies(chosen: Settings) -> Path | None:
    """The file of replies from earlier runs; offline none where it is not there, so that no draft waits for it."""
    path = replies_file() if chosen.cache else None
    return None if path is not None and chosen.offline and not path.exists() else path


def _store(chosen: Settings, when: dt.datetime) -> Store | None:
    """The store that is named, or the user's where there is one."""
    path = Path(chosen.store) if chosen.store else store_file()
    if path.is_file():
        from factcheck.engine import open_store

        return open_store(path, when, chosen.store_age)
    if chosen.store:
        hint = "Make it with: factcheck sync --store FILE."
        raise FileError(Fault(str(path), 0, 0, "there is no such store", hint))
    return None


def read_rules(chosen: Settings) -> RuleSet:
    """The rules of the settings; their faults are told on standard error, and end it where there is no rule."""
    from factcheck import engine

    more = [engine.severity_rules(chosen.severity, "the setting severity")] if chosen.severity else []
    found = engine.read_rules(chosen.rules, more, cache_folder())
    if found.faults:
        complain(FileError(*found.faults))
        if not found.rules:
            raise typer.Exit(BROKEN)
    elif not found.rules:
        typer.echo("factcheck: no rule in the files of --rules. Name a file or folder with rules.", err=True)
        raise typer.Exit(BROKEN)
    return found


def _replayed(path: str | None) -> Replay | None:
    if path is None:
        return None
    from factcheck.evidence import replay

    return replay(Path(path))


def keep_evidence(run: Run, reports: Sequence[Report], record: str | None) -> None:
    """Write what was recorded to the file `record`; of a run made again, tell what is not as it was."""
    if run.replay is not None:
        for remark in run.replay.remarks(run.engine.rules.digest, reports):
            typer.echo(f"factcheck: {safe(remark)}.", err=True)
    if run.recorder is None or record is None:
        return
    from factcheck.evidence import head_of, write

    head = head_of(reports, run.engine.rules.digest, run.keys, run.now, offline=run.settings.offline)
    try:
        write(Path(record), run.recorder, head)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None


def _let_pass(chosen: Settings) -> tuple[tuple[Placed, ...], Known]:
    """What the files of waivers and of the baseline hold."""
    listed: tuple[Placed, ...] = ()
    known: Known = {}
    if chosen.waivers is not None:
        from factcheck.waivers import read_waivers

        listed = read_waivers(Path(chosen.waivers))
    if chosen.baseline is not None:
        from factcheck.baseline import read

        known = read(Path(chosen.baseline))
    return listed, known
