"""The options of checking, with their help, and the settings that they and a file come to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from factcheck import profiles
from factcheck.errors import FileError
from factcheck.model import Verdict
from factcheck.outputs import FORMATS, parse_output
from factcheck.terminal import BROKEN, INPUT, complain

if TYPE_CHECKING:
    from factcheck.settings import Chosen

EPILOG = (
    "Exit status: 0 all well; 1 a figure counts against a draft (--fail-on); 2 bad usage, settings or rules, or a "
    "draft that cannot be read; 3 no draft where one is named; 4 a source could not be used (--require-sources).\n\n"
    "Other commands: factcheck extract, rules, explain, config, baseline, cache, sync, evidence; each has --help. A "
    "draft of such a name is ./extract.\n\n"
    "Examples: factcheck article.txt; factcheck --date 2022-03-16 *.txt; pbpaste | factcheck - --format json"
)


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """A parser of an option's value that takes one of `words`."""

    def parse(word: str) -> str:
        if word not in words:
            raise typer.BadParameter(f"{word!r} is none of {', '.join(words)}")
        return word

    return parse


def _output(word: str) -> str:
    try:
        parse_output(word)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    return word


def day(text: str | None) -> dt.date | None:
    """The day that an option names. Raises typer's error for text that is none."""
    try:
        return dt.date.fromisoformat(text) if text is not None else None
    except ValueError:
        message = f"{text!r} is not a day; write it as 2022-03-16"
        raise typer.BadParameter(message, param_hint="--date") from None


_FAIL_ON, _PROFILES = get_args(profiles.FailOn), get_args(profiles.Profile)

Drafts = Annotated[
    list[str],
    typer.Argument(
        metavar="DRAFT...", help="Files (text, .md, .html, .docx), folders or patterns; - for standard input."
    ),
]
Day = Annotated[
    str | None,
    typer.Option("--date", metavar="YYYY-MM-DD", help="The drafts' date. Default: read or inferred from each."),
]
Rules = Annotated[
    list[str] | None,
    typer.Option(
        "--rules",
        metavar="DIR|FILE|shipped|pack:NAME",
        help="Rule files instead of those that ship; repeatable, so that shipped keeps them.",
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="|".join(FORMATS), parser=one_of(FORMATS), help="The report's format.  [default: text]"
    ),
]
Files = Annotated[
    list[str] | None,
    typer.Option("--output", metavar="FORMAT=FILE", parser=_output, help="A report in a file; repeatable."),
]
StdinName = Annotated[
    str | None, typer.Option("--stdin-name", metavar="NAME", help="The name of the draft on standard input: story.md")
]
FailOn = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(_FAIL_ON),
        parser=one_of(_FAIL_ON),
        help="The mildest verdict that ends in status 1.  [default: mismatch]",
    ),
]
Profile = Annotated[
    str | None,
    typer.Option(
        metavar="|".join(_PROFILES),
        parser=one_of(_PROFILES),
        help="wire: only what is sure; audit: all of it, and old figures fail.",
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only", metavar="VERDICT", parser=one_of(tuple(Verdict)), help="Show only these verdicts; repeatable."
    ),
]
Offline = Annotated[bool, typer.Option("--offline", help="Use no network: books, and what sources told earlier runs.")]
NoCache = Annotated[bool, typer.Option("--no-cache", help="Take no reply that a source gave to an earlier run.")]
Store = Annotated[
    str | None, typer.Option(metavar="FILE", help="Series fetched by factcheck sync.  [default: in the user's folder]")
]
RequireSources = Annotated[bool, typer.Option("--require-sources", help="End in status 4 if a source cannot be used.")]
Waivers = Annotated[str | None, typer.Option(metavar="FILE", help="A file of waivers (YAML).")]
Baseline = Annotated[str | None, typer.Option(metavar="FILE", help="Only what is not in this baseline counts.")]
NoWaivers = Annotated[bool, typer.Option("--no-waivers", help="Let nothing pass: no waiver, no baseline.")]
Diff = Annotated[str | None, typer.Option(metavar="REV", help="Only figures on lines changed since a git revision.")]
Suggest = Annotated[bool, typer.Option("--suggest", help="Print the corrections as a diff, and no report.")]
Fix = Annotated[bool, typer.Option("--fix", help="Put in corrections that a rule declares safe, one by one.")]
Yes = Annotated[bool, typer.Option("--yes", help="With --fix: do not ask.")]
Record = Annotated[
    str | None, typer.Option(metavar="FILE", help="Write all that sources told into a file of evidence.")
]
Replay = Annotated[str | None, typer.Option(metavar="FILE", help="Make the report again from a file of evidence.")]
Config = Annotated[str | None, typer.Option(metavar="FILE", help="Settings instead of the nearest factcheck.toml.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Every interval, rule and reading.")]
NoColor = Annotated[bool, typer.Option("--no-color", help="No colour, also on a terminal.")]


def chosen(
    drafts: Sequence[str],
    words: Mapping[str, object],
    flags: Mapping[str, bool] | None = None,
    config: str | None = None,
) -> Chosen:
    """The settings for these drafts; those not given are looked up. A faulty file ends the run."""
    from factcheck import settings

    first = next((name for name in drafts if name != INPUT), ".")
    path = Path(config) if config is not None else settings.find(Path(first))
    given = {name: value for name, value in words.items() if value not in (None, [])}
    given |= {name: True for name, value in (flags or {}).items() if value}
    try:
        return settings.choose(given, path)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None
