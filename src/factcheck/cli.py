"""The command line: arguments in, wiring, exit status out; nothing else.

The only module that reads the clock, the environment and the terminal.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from typing import Annotated, NoReturn

import typer

import factcheck
from factcheck import options
from factcheck.checking import Wish, check_drafts
from factcheck.errors import DraftError
from factcheck.report.safe import safe
from factcheck.runs import named_drafts
from factcheck.terminal import BROKEN, OK, complain, out, read_draft, send, silence

_GARBAGE = 20_000
"""Objects between two collections: a run makes many that live to its end, and looking for rubbish costs 20 ms."""
INTERRUPTED = 130

LISTS = ("table", "jsonl")

_COMPLETE = "_FACTCHECK_COMPLETE"
"""Set by the shell when it asks for completions: https://click.palletsprojects.com/en/stable/shell-completion/."""

app, extract_app = (
    typer.Typer(add_completion=completes, pretty_exceptions_enable=False, rich_markup_mode=None)
    for completes in (True, False)
)


def _rules_app() -> typer.Typer:
    from factcheck.cli_rules import app as rules_app

    return rules_app


def _more(name: str) -> Callable[[], typer.Typer]:
    def load() -> typer.Typer:
        from factcheck import cli_more

        found: typer.Typer = getattr(cli_more, f"{name}_app")
        return found

    return load


COMMANDS: dict[str, Callable[[], typer.Typer]] = {
    "extract": lambda: extract_app,
    "rules": _rules_app,
    "explain": _more("explain"),
    "config": _more("config"),
    "baseline": _more("baseline"),
    "cache": _more("cache"),
    "sync": _more("sync"),
    "evidence": _more("evidence"),
    "cassettes": _more("cassettes"),
}
"""Sub-commands by name. Any other first word is a draft's file, so that checking needs no word of its own."""


def main() -> NoReturn:
    """Run the sub-command that the first word names, else check drafts; never returns."""
    gc.set_threshold(_GARBAGE)
    arguments = sys.argv[1:]
    command = COMMANDS.get(arguments[0]) if arguments else None
    if _COMPLETE in os.environ:
        _complete()
    _refuse_hidden(arguments)
    try:
        if command is not None:
            command()(args=arguments[1:], prog_name=f"factcheck {arguments[0]}")
        else:
            app(args=arguments or ["--help"], prog_name="factcheck")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        silence()
        sys.exit(OK)
    except Exception as error:  # noqa: BLE001  whatever it is, no traceback
        _internal(error, arguments)
        sys.exit(BROKEN)
    sys.exit(OK)


def _complete() -> None:
    """Answer a shell that asks what can follow: the sub-commands, and the options of checking."""
    from typer.core import TyperGroup

    checking = typer.main.get_command(app)
    found = {name: typer.main.get_command(load()) for name, load in COMMANDS.items()}
    asked = [one for one in checking.params if one.param_type_name == "option"]
    TyperGroup(name="factcheck", params=asked, commands=found).main(
        args=[], prog_name="factcheck", complete_var=_COMPLETE
    )


def _refuse_hidden(arguments: list[str]) -> None:
    """Stop at an option that could steer the terminal: typer repeats an unknown one as it is."""
    for word in arguments:
        if word.startswith("-") and not word.isprintable():
            typer.echo(f"factcheck: there is no option {safe(word)}. Name such a file as ./{safe(word)}.", err=True)
            sys.exit(BROKEN)


def _internal(error: Exception, arguments: list[str]) -> None:
    """Tell of a fault of the program's own, with the traceback only where it was asked for."""
    typer.echo(f"factcheck: a fault of factcheck itself: {safe(repr(error))}. Please report it.", err=True)
    if {"-v", "--verbose"} & set(arguments):
        import traceback

        for line in "".join(traceback.format_exception(error)).splitlines():
            typer.echo(safe(line), err=True)
    else:
        typer.echo("factcheck: run again with --verbose to see where it happened.", err=True)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"factcheck {factcheck.__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
]


@app.command(epilog=options.EPILOG)
def check(
    drafts: options.Drafts,
    day: options.Day = None,
    rules: options.Rules = None,
    output: options.Format = None,
    files: options.Files = None,
    stdin_name: options.StdinName = None,
    fail_on: options.FailOn = None,
    profile: options.Profile = None,
    only: options.Only = None,
    offline: options.Offline = False,
    no_cache: options.NoCache = False,
    store: options.Store = None,
    require_sources: options.RequireSources = False,
    waivers: options.Waivers = None,
    baseline: options.Baseline = None,
    no_waivers: options.NoWaivers = False,
    diff: options.Diff = None,
    suggest: options.Suggest = False,
    fix: options.Fix = False,
    yes: options.Yes = False,
    record: options.Record = None,
    replay: options.Replay = None,
    config: options.Config = None,
    verbose: options.Verbose = False,
    no_color: options.NoColor = False,
    version: Version = False,  # noqa: ARG001  its callback shows it
) -> None:
    """Check the figures in news drafts against cited references."""
    words: dict[str, object] = {"fail_on": fail_on, "profile": profile, "only": only, "format": output, "output": files}
    words |= {"rules": rules, "waivers": waivers, "baseline": baseline, "cache": False if no_cache else None}
    words |= {"store": store}
    flags = {"offline": offline, "require_sources": require_sources}
    if record is not None and replay is not None:
        raise typer.BadParameter("a run is recorded or replayed, not both", param_hint="--record")
    wish = Wish(options.day(day), stdin_name, not no_waivers, diff, suggest, fix, yes, verbose, not no_color)
    wish = replace(wish, record=record, replay=replay)
    raise typer.Exit(check_drafts(drafts, options.chosen(drafts, words, flags, config).settings, wish))


@extract_app.command()
def extract(
    drafts: options.Drafts,
    output: Annotated[
        str, typer.Option("--format", metavar="|".join(LISTS), parser=options.one_of(LISTS), help="How to print them.")
    ] = LISTS[0],
    stdin_name: options.StdinName = None,
    passed_over: Annotated[
        bool, typer.Option("--passed-over", help="List numbers that are no figures too, and what they are.")
    ] = False,
) -> None:
    """Print every figure of drafts, with its value, unit, hedge and what it counts; check nothing.

    Exit status: 0, or 2 for a draft that cannot be read.
    """
    from factcheck.listing import FORMATS as LISTINGS
    from factcheck.listing import figures

    found, status = [], OK
    for name in named_drafts(drafts):
        try:
            found += figures(read_draft(name, stdin_name), passed_over=passed_over)
        except DraftError as error:
            complain(error)
            status = BROKEN
    send(LISTINGS[output](found, out()[2]))
    raise typer.Exit(status)
