"""The smaller commands: `factcheck config show`, `baseline write`, `explain`, `cache info` and `cache clear`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

import typer

from factcheck import options
from factcheck.errors import Fault, FileError, SourceError
from factcheck.meanings import MEANINGS
from factcheck.preparing import Asked, make_run
from factcheck.report.safe import safe
from factcheck.runs import named_drafts
from factcheck.settings import KEYS
from factcheck.syncing import fetch_series, list_store
from factcheck.terminal import BROKEN, NO_SOURCE, complain, keys, now, out, replies_file, send, store_file

config_app, baseline_app, explain_app, cache_app, evidence_app, cassettes_app, sync_app = (
    typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, help=about)
    for about in (
        "Settings: factcheck.toml, or [tool.factcheck] in pyproject.toml, in the draft's folder or one above.",
        "A baseline holds what was found once, so that only new findings count.",
        "What a verdict means and what to do about it, or what a rule checks.",
        "Replies of sources that are kept between runs, so that each is asked once a day.",
        "Evidence is what sources told a run, recorded with --record, played with --replay.",
        "The recorded exchanges that the tests of factcheck play.",
        "Series fetched once for all places, so that drafts are checked without a network.",
    )
)


@config_app.callback()
def config_group() -> None:
    """Keep `show` a word of its own."""


@config_app.command("show")
def show_config(
    draft: Annotated[
        str, typer.Argument(metavar="[DRAFT]", help="Whose settings. Default: those of this folder.")
    ] = ".",
    config: options.Config = None,
    profile: options.Profile = None,
) -> None:
    """Print every setting, its value and where that comes from."""
    chosen = options.chosen([draft], {"profile": profile}, config=config)
    values = chosen.settings.model_dump(mode="json")
    rows = [(key, json.dumps(values[name], ensure_ascii=False), chosen.origins[name]) for key, name in KEYS.items()]
    broad, long = (max(len(row[column]) for row in rows) for column in (0, 1))
    lines = [f"{key:<{broad}}  {value:<{min(long, 40)}}  {origin}" for key, value, origin in rows]
    send("".join(f"{safe(line, out()[2])}\n" for line in lines))


@baseline_app.callback()
def baseline_group() -> None:
    """Keep `write` a word of its own."""


@baseline_app.command("write")
def write_baseline(
    drafts: options.Drafts,
    file: Annotated[Path | None, typer.Option("--output", metavar="FILE", help="Where to write it.")] = None,
    day: options.Day = None,
    rules: options.Rules = None,
    config: options.Config = None,
    offline: options.Offline = False,
) -> None:
    """Write what disagrees now into a baseline: with it, only new findings count.

    Example: factcheck baseline write drafts/; then factcheck --baseline factcheck-baseline.json drafts/
    """
    from factcheck.baseline import DEFAULT, written

    chosen = options.chosen(drafts, {"rules": rules}, {"offline": offline}, config).settings
    path = file or Path(chosen.baseline or DEFAULT)
    chosen = chosen.model_copy(update={"baseline": None})
    reports, errors = make_run(chosen, Asked(options.day(day))).reports(named_drafts(drafts, chosen.exclude))
    try:
        path.write_text(written(reports, path.parent), encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        complain(FileError(Fault(str(path), 0, 0, f"the baseline cannot be written ({reason})", "Name another file.")))
        raise typer.Exit(BROKEN) from None
    count = len(json.loads(path.read_text(encoding="utf-8"))["findings"])
    typer.echo(f"factcheck: findings of {count} of {len(reports)} drafts are in {safe(str(path))}.", err=True)
    raise typer.Exit(BROKEN if errors else 0)


@explain_app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="VERDICT|RULE")],
    rules: Annotated[
        list[str] | None, typer.Option("--rules", metavar="DIR|FILE", help="Rule files instead of those that ship.")
    ] = None,
) -> None:
    """Say what a verdict means and what to do about it, or show what a rule checks and how."""
    if name in MEANINGS:
        send(f"{name}: {MEANINGS[name]}\n")
        return
    from factcheck.cli_rules import show

    show(name, rules)


@cache_app.command("info")
def cache_info() -> None:
    """Print where replies are kept, and how many of each host: of which size, read from when to when."""
    path = replies_file()
    if not path.is_file():
        send(f"No reply of a source is kept. They would be in {safe(str(path))}\n")
        return
    from factcheck.engine import kept_replies

    rows = [
        f"{one.host}: {one.replies} repl{'y' if one.replies == 1 else 'ies'}, {one.size:,} bytes, read {one.first}"
        + (f" to {one.last}" if one.last != one.first else "")
        for one in kept_replies(path)
    ]
    send("".join(f"{safe(line)}\n" for line in (str(path), *(rows or ["empty"]))))


@cache_app.command("clear")
def cache_clear() -> None:
    """Forget all replies; the next run asks the sources anew."""
    path = replies_file()
    from factcheck.engine import forget_replies

    count = forget_replies(path) if path.is_file() else 0
    typer.echo(f"factcheck: {count} repl{'y' if count == 1 else 'ies'} of sources forgotten.", err=True)


@evidence_app.callback()
def evidence_group() -> None:
    """Keep `show` a word of its own."""


@evidence_app.command("show")
def show_evidence(file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """List what a file of evidence proves: rules, drafts, and each question with what came of it."""
    from factcheck.evidence import lines_of

    try:
        lines = lines_of(file)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None
    send("".join(f"{safe(line, out()[2])}\n" for line in lines))


@cassettes_app.callback()
def cassettes_group() -> None:
    """Keep `refresh` a word of its own."""


@cassettes_app.command("refresh")
def refresh_cassettes(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NAME]...", help="Such as worldbank, or a file. Default: all of them."),
    ] = None,
) -> None:
    """Record cassettes afresh and print which values changed. One whose source gives no answer stays as it is.

    Exit status: 4 if a source gave no answer that can be believed, 2 for what is no cassette.
    """
    from factcheck.engine import live_keys, recorder
    from factcheck.evidence import cassettes_of, refreshed

    fetch, held, broken = recorder(None, offline=False).fetch, keys(live_keys()), False
    left: dict[Path, SourceError] = {}
    try:
        paths = cassettes_of(names or [])
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None
    for path in paths:
        try:
            lines = refreshed(path, fetch, held, now().date())
        except FileError as error:
            complain(error)
            broken = True
        except SourceError as error:
            left[path] = error
        else:
            send("".join(f"{safe(f'{path}: {line}', out()[2])}\n" for line in lines))
    for line in _as_they_were(left):
        typer.echo(f"factcheck: {safe(line)}", err=True)
    raise typer.Exit(BROKEN if broken else NO_SOURCE if left else 0)


def _as_they_were(left: Mapping[Path, SourceError]) -> Iterator[str]:
    """What is said of cassettes that stay as they are: in one sentence where no source was reached at all."""
    if len(left) > 1 and not any(error.status for error in left.values()):
        first = next(iter(left.values()))
        yield f"{len(left)} cassettes stay as they are, as no source of theirs could be asked, such as {first}."
        return
    for path, error in left.items():
        hint = "" if "--offline" in error.hint else error.hint  # a refresh has no such option
        yield f"{path} stays as it is. {error}. {hint}".rstrip()


@sync_app.command()
def sync(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Only of these. Default: all that rules name.")
    ] = None,
    rules: options.Rules = None,
    store: options.Store = None,
    force: Annotated[bool, typer.Option("--force", help="Also what was fetched less than a day ago.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Fetch nothing; say what the store holds.")] = False,
) -> None:
    """Fetch every series that the rules name, for all places, and say what changed since the last time.

    It can be broken off and run again. Exit status: 4 if a source could not be asked, 2 for a store that cannot be
    used.
    """
    chosen = options.chosen(["."], {"rules": rules, "store": store}).settings
    path = Path(chosen.store) if chosen.store else store_file()
    try:
        status = list_store(path) if listed else fetch_series(chosen, path, sources or [], force=force)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None
    raise typer.Exit(status)
