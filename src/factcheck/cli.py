"""The command line: arguments in, wiring, exit status out; nothing else.

The only module that reads the clock, the environment and the terminal.
"""

from __future__ import annotations

import datetime as dt
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, NoReturn

import typer

import factcheck
from factcheck.errors import DraftError
from factcheck.model import Verdict
from factcheck.outputs import FORMATS, Output, parse_output
from factcheck.report.safe import safe
from factcheck.runs import make_engine, named_drafts, report_on, write
from factcheck.terminal import BROKEN, complain, out, read_draft, send, silence

_GARBAGE = 20_000
"""Objects between two collections: a run makes many that live to its end, and looking for rubbish costs 20 ms."""
OK, DISAGREES = 0, 1
INTERRUPTED = 130

LISTS = ("table", "jsonl")

app, extract_app = (
    typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None) for _ in range(2)
)


def _rules_app() -> typer.Typer:
    from factcheck.cli_rules import app as rules_app

    return rules_app


DraftDay = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The drafts' date. Default: read or inferred from each."),
]
Drafts = Annotated[
    list[str],
    typer.Argument(metavar="DRAFT...", help="Files (text, .md, .html, .docx) or folders; - for standard input."),
]
StdinName = Annotated[
    str | None, typer.Option("--stdin-name", metavar="NAME", help="The name of the draft on standard input: story.md")
]
COMMANDS: dict[str, Callable[[], typer.Typer]] = {"extract": lambda: extract_app, "rules": _rules_app}
"""Sub-commands by name. Any other first word is a draft's file, so that checking needs no word of its own."""


def _one_of(words: tuple[str, ...]) -> Callable[[str], str]:
    """A parser of an option's value that takes one of `words`."""

    def parse(word: str) -> str:
        if word not in words:
            raise typer.BadParameter(f"{word!r} is none of {', '.join(words)}")
        return word

    return parse


def _output(word: str) -> Output:
    try:
        return parse_output(word)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None


Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR|FILE", help="Rule files instead of those that ship; repeatable."),
]
Format = Annotated[
    str, typer.Option("--format", metavar="|".join(FORMATS), parser=_one_of(FORMATS), help="The report's format.")
]
Files = Annotated[
    list[Output] | None,
    typer.Option("--output", metavar="FORMAT=FILE", parser=_output, help="A report in a file; repeatable."),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only", metavar="VERDICT", parser=_one_of(tuple(Verdict)), help="Show only these verdicts; repeatable."
    ),
]


def main() -> NoReturn:
    """Run the sub-command that the first word names, else check drafts; never returns."""
    gc.set_threshold(_GARBAGE)
    arguments = sys.argv[1:]
    command = COMMANDS.get(arguments[0]) if arguments else None
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


def _day(value: str) -> dt.date:
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        message = f"{value!r} is not a day; write it as 2022-03-16"
        raise typer.BadParameter(message, param_hint="--date") from None


@app.command()
def check(
    drafts: Drafts,
    day: DraftDay = None,
    rules: Rules = None,
    output: Format = FORMATS[0],
    files: Files = None,
    stdin_name: StdinName = None,
    offline: Annotated[bool, typer.Option("--offline", help="Ask no source that needs a network.")] = False,
    only: Only = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Every interval, rule and reading.")] = False,
    no_color: Annotated[bool, typer.Option("--no-color", help="No colour, also on a terminal.")] = False,
    version: Annotated[  # noqa: ARG001  its callback shows it
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Check the figures in news drafts against cited references.

    Exit status: 0 nothing mismatches, 1 a figure does not agree with its reference, 2 bad usage, a broken
    rule or a draft that cannot be read.

    Other commands: factcheck extract DRAFT... prints the figures and checks nothing; factcheck rules --help tells what
    there is for rules. Drafts of those names are ./extract and ./rules.

    Examples: factcheck article.txt; factcheck --date 2022-03-16 *.txt; pbpaste | factcheck - --format json
    """
    given = _day(day) if day is not None else None
    names = named_drafts(drafts)
    engine, broken = make_engine(rules, offline=offline)
    reports = [report_on(engine, name, given, stdin_name) for name in names]
    write(tuple(reports), (output, files or []), only, verbose=verbose, color=not no_color)
    if broken or any(failure.what == report.path for report in reports for failure in report.failures):
        raise typer.Exit(BROKEN)
    if any(report.coverage.get("mismatch") for report in reports):
        raise typer.Exit(DISAGREES)


@extract_app.command()
def extract(
    drafts: Drafts,
    output: Annotated[
        str, typer.Option("--format", metavar="|".join(LISTS), parser=_one_of(LISTS), help="How to print them.")
    ] = LISTS[0],
    stdin_name: StdinName = None,
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
