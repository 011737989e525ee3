"""The commands for maintainers of rules, `factcheck rules ...`: arguments in, text out, exit status."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from factcheck.engine import Engine, keys_wanted, known_series, lookup_of, offline_lookup, read_rules, read_texts
from factcheck.errors import DraftError, FactcheckError, FileError
from factcheck.report.safe import safe
from factcheck.rulekit import catalog, explain, jsonschema, lint, needed, reach, scaffold, trial
from factcheck.rules.load import load_rules
from factcheck.selftest import run_examples
from factcheck.terminal import BROKEN, complain, keys, named, out, read_draft, send

if TYPE_CHECKING:
    from factcheck.rules.load import RuleSet
    from factcheck.rules.schema import Rule

FOUND = 1
app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    help="List, test and explain rules, and write new ones. Example: factcheck rules test my-rules.yaml",
)
Rules = Annotated[
    list[str] | None,
    typer.Option("--rules", metavar="DIR|FILE", help="Rule files instead of those that ship (shipped); repeatable."),
]
Files = Annotated[
    list[str] | None, typer.Argument(metavar="[FILE]...", help="Rule files or folders. Default: the rules that ship.")
]
Day = Annotated[str | None, typer.Option("--date", metavar="YYYY-MM-DD", help="The day on which it is written.")]


@app.command("list")
def list_rules(
    rules: Rules = None,
    topic: Annotated[str | None, typer.Option(metavar="NAME", help="Only rules of this file or folder.")] = None,
    source: Annotated[str | None, typer.Option(metavar="NAME", help="Only rules that ask this source.")] = None,
) -> None:
    """List rules: id, what each checks, source, series, severity, file and line."""
    loaded = _loaded(rules)
    found = catalog.chosen(loaded, topic, source)
    if not found:
        names = f"Topics: {', '.join(catalog.topics(loaded))}. Sources: {', '.join(sorted(known_series()))}."
        _stop(f"no rule has this topic or source. {names}")
    send(catalog.as_table(found, loaded, out()[2]))


@app.command()
def show(name: Annotated[str, typer.Argument(metavar="ID")], rules: Rules = None) -> None:
    """Show a rule as it stands in its file."""
    loaded = _loaded(rules)
    send(catalog.as_written(_rule(name, loaded), loaded, dict(read_texts(rules)[0])))


@app.command("test")
def try_rules(
    files: Files = None,
    output: Annotated[str, typer.Option("--format", metavar="text|junit", help="How to print the results.")] = "text",
    covered: Annotated[
        bool, typer.Option("--coverage", help="Fail too where no example reaches a rule or needs a condition of it.")
    ] = False,
) -> None:
    """Run the examples in rule files. Exit status: 1 if one fails, 2 for a file that cannot be read."""
    if output not in ("text", "junit"):
        raise typer.BadParameter(f"{output!r} is none of text, junit", param_hint="--format")
    loaded = _loaded(files)
    lookup = offline_lookup(loaded)
    examples = [example for rule in loaded.rules for example in run_examples(rule, lookup)]
    send(trial.as_junit(examples, loaded) if output == "junit" else trial.as_text(examples, loaded, out()[2]))
    missed = list(needed.unneeded(loaded, lookup)) if covered else []
    for remark in missed:
        typer.echo(safe(str(remark), out()[2]), err=output == "junit")
    _end(loaded, bool(missed) or any(map(trial.is_wrong, examples)))


@app.command("lint")
def lint_rules(
    files: Files = None,
    online: Annotated[bool, typer.Option("--online", help="Ask each source whether it has the series.")] = False,
) -> None:
    """Find what loads but is wrong: words that never count, tolerances too wide, rules in each other's way."""
    loaded = _loaded(files)
    found = lint.remarks(loaded)
    found += lint.dead_series(loaded, lookup_of(loaded, keys(keys_wanted(loaded)))) if online else ()
    for remark in found:
        typer.echo(safe(str(remark), out()[2]))
    if not found:
        typer.echo(f"{len(loaded.rules)} rules, nothing to remark.")
    _end(loaded, bool(found))


@app.command("explain")
def explain_rule(
    name: Annotated[str, typer.Argument(metavar="ID")],
    text: Annotated[str, typer.Option("--on", metavar="SENTENCE", help="The sentence to read.")],
    day: Day = None,
    rules: Rules = None,
) -> None:
    """Say why a rule speaks of the figures of a sentence, or does not, and what it would ask."""
    rule = _rule(name, _loaded(rules))
    send(explain.as_text(rule, explain.explained(rule, text, _day(day)), out()[2]))


@app.command()
def coverage(
    drafts: Annotated[list[str], typer.Argument(metavar="DRAFT...", help="Text files, or - for standard input.")],
    rules: Rules = None,
    top: Annotated[int, typer.Option(min=1, help="How many kinds of figures to show.")] = 20,
) -> None:
    """Say which figures of drafts no rule speaks of, by what they count, and which rules never spoke."""
    loaded = _loaded(rules)
    engine = Engine(loaded, offline=True)
    try:
        reports = [engine.check_draft(read_draft(name)) for name in named(drafts)]
    except DraftError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None
    send(reach.as_text(reports, loaded, top, out()[2]))
    _end(loaded, False)


@app.command()
def schema() -> None:
    """Print a JSON Schema of rule files, for editors that complete YAML."""
    send(json.dumps(jsonschema.schema(tuple(known_series())), indent=2, ensure_ascii=False) + "\n")


@app.command()
def new(
    name: Annotated[str, typer.Argument(metavar="ID", help="Lower-case words joined by hyphens.")],
    text: Annotated[str, typer.Option("--on", metavar="SENTENCE", help="A sentence that it must check.")] = "",
    source: Annotated[str, typer.Option(metavar="NAME", help="Where the reference is.")] = "books",
    series: Annotated[str, typer.Option(metavar="NAME", help="The series of that source.")] = "",
    counts: Annotated[
        str, typer.Option(metavar="WORDS", help="What the figure counts; else read off the sentence.")
    ] = "",
    day: Day = None,
) -> None:
    """Write a rule from a sentence, with examples, and try it; what is not given is asked for.

    Example: factcheck rules new nile --on "The Nile is 6,650 km long." --series nile-length --counts Nile
    """
    if not text:
        text = typer.prompt("A sentence that it must check", err=True)
        source = typer.prompt("Source", default=source, err=True)
    series = series or typer.prompt(f"Series of {source}", err=True)
    wish = scaffold.Wish(name, text, source, series, _day(day), counts=counts)
    try:
        rule = scaffold.written(wish)
    except FactcheckError as error:
        _stop(f"{error}.")
    loaded = load_rules([("new rule", rule)], known_series())
    if loaded.faults:
        complain(FileError(*loaded.faults))
        raise typer.Exit(BROKEN)
    examples = [example for one in loaded.rules for example in run_examples(one, offline_lookup(loaded))]
    send(rule)
    if any(map(trial.is_wrong, examples)):
        typer.echo("factcheck: its examples do not hold yet; change its words until they do:", err=True)
        typer.echo(trial.as_text(examples, loaded), err=True)
        raise typer.Exit(FOUND)


def _loaded(paths: Sequence[str] | None) -> RuleSet:
    """The rules at `paths`, or those that ship; faults are told on standard error."""
    try:
        found = read_rules(list(paths) if paths else None)
    except FileError as error:
        complain(error)
        raise typer.Exit(BROKEN) from None
    if found.faults:
        complain(FileError(*found.faults))
    if not found.rules:
        _stop("there is no rule to work with. Name a file or folder with rules.")
    return found


def _rule(name: str, rules: RuleSet) -> Rule:
    found: Rule | None = next((rule for rule in rules.rules if rule.id == name), None)
    return found or _stop(catalog.no_such_rule(name, rules))


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a day; write it as 2022-03-16", param_hint="--date") from None


def _stop(message: str) -> NoReturn:
    typer.echo(f"factcheck: {message}", err=True)
    raise typer.Exit(BROKEN)


def _end(rules: RuleSet, found: bool) -> None:
    raise typer.Exit(BROKEN if rules.faults else FOUND if found else 0)
