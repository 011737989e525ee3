"""How fast factcheck is beside the parser of units that it is built on, and how much memory it takes.

    python benchmarks/speed.py [DRAFT] [--env FOLDER] [--runs N] [--texts GOLD.jsonl]

Run it with a Python in which factcheck is installed. quantulum3 goes into two virtual environments:
as pip installs it today, and with an `inflect` that imports quickly, as its slow start is not all of it. The
sides take turns, so that a busy machine slows all alike; medians decide. Prints a Markdown table.

Exit status: 0 all is as wanted, 1 something takes more than is wanted, 2 nothing could be measured.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import NoReturn

import extraction_speed

ROOT = Path(__file__).resolve().parents[1]
DRAFTS = [*ROOT.parent.glob("shared/article.txt"), *sorted(ROOT.glob("examples/*.txt"))]

COLD, WARM, MEMORY = (0.30, 1.3), (0.25, 0.25), 100
"""The most wanted: shares of quantulum3's time, as installed and with its quick import; MB of 1,000,000 B."""
RUNS, WARM_RUNS, WARM_UP = 11, 41, 5
NEEDS = (["quantulum3"], ["quantulum3", "inflect<6"])
UNWANTED = ("quantulum3", "pydantic", "requests", "ruamel.yaml", "factcheck.sources.books")
"""What `--help` and `--version` must not load; nor may they open a file of the books."""

PARSE = "import sys; from quantulum3 import parser; parser.parse(open(sys.argv[1], encoding='utf-8').read())"

# For the warm runs: one call for each line of standard input, with its seconds as the answer.
LOOP = """
import json, sys, time
text = open(sys.argv[1], encoding="utf-8").read()
{prepare}
for _ in sys.stdin:
    start = time.perf_counter()
    call()
    print(json.dumps(time.perf_counter() - start), flush=True)
"""
WARM_PARSE = LOOP.format(prepare="from quantulum3 import parser\ncall = lambda: parser.parse(text)")
ENGINE = """import datetime; from factcheck.engine import Engine, read_rules
engine, today = Engine(read_rules()), datetime.date.today()
call = lambda: engine.check(text, today=today)"""
WARM_CHECK = LOOP.format(prepare=ENGINE)

LOADED = """
import json, sys
unwanted, opened, sys.argv = json.loads(sys.argv[1]), [], ["factcheck", sys.argv[2]]
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from factcheck.cli import main
try:
    main()
except SystemExit:
    books = [name for name in opened if "/data/books/" in name]
    print(json.dumps([name for name in unwanted if name in sys.modules] + books[:1]), file=sys.stderr)
"""


@dataclass
class Series:
    """Seconds of one side's runs in their order; `peak` is the most memory that a run took, in bytes."""

    times: list[float] = field(default_factory=list)
    peak: int = 0

    def __str__(self) -> str:
        middle, least = median(self.times) * 1000, min(self.times) * 1000
        return f"{middle:,.0f} ms ({least:,.0f})" if least >= 50 else f"{middle:.1f} ms ({least:.1f})"


def main() -> None:
    arguments = _arguments()
    draft, runs, command = str(arguments.draft), arguments.runs, [sys.executable, "-m", "factcheck"]
    if subprocess.run([*command, "--version"], capture_output=True, env=_environ(), check=False).returncode:
        _fail("factcheck is not installed in this Python. Run `make check`, then use .venv/bin/python.")
    with tempfile.TemporaryDirectory(prefix="factcheck-speed-") as temporary:
        folder = arguments.env or Path(temporary)
        pythons = [_environment(folder / f"quantulum3-{n}", needs) for n, needs in enumerate(NEEDS)]
        _say(f"cold: {runs} runs of each side in turn")
        cold = take_turns([[*command, draft], *([python, "-c", PARSE, draft] for python in pythons)], runs)
        _say(f"warm: {WARM_RUNS} calls of each side in turn, each in one lasting process")
        parses = [[python, "-W", "ignore", "-c", WARM_PARSE, draft] for python in pythons]
        warm = take_warm_turns([[sys.executable, "-c", WARM_CHECK, draft], *parses])
        names = [f"quantulum3 {_version(python)}" for python in pythons]
    short = take_turns([[*command, "--help"], [*command, "--version"]], runs)
    print("| | factcheck | quantulum3 | ratio | wanted |\n|---|---:|---:|---:|---:|")
    missed = [
        *_compare("cold process", cold, names, COLD),
        *_compare("warm call", warm, names, WARM),
        *_memory(cold),
        *_start(dict(zip(("--help", "--version"), short, strict=True))),
    ]
    _print_conditions(arguments.draft, runs)
    for sentence in missed:
        _say(f"{sentence}.")
    slow = extraction_speed.main(str(arguments.texts)) if arguments.texts else 0
    sys.exit(bool(missed) or slow)


def take_turns(commands: Sequence[list[str]], runs: int) -> list[Series]:
    """Run each command as a process, in turn: A B C A B C ...; a run of each before fills the caches."""
    series = [Series() for _ in commands]
    for turn in range(1 + runs):
        for command, one in zip(commands, series, strict=True):
            seconds, peak = _run(command, write_bytecode=not turn)
            if turn:
                one.times.append(seconds)
                one.peak = max(one.peak, peak)
    return series


def take_warm_turns(commands: Sequence[list[str]]) -> list[Series]:
    """Times of calls inside lasting processes, one a command, in turn; the first calls are not counted."""
    pipe, environ = subprocess.PIPE, _environ()
    children = [subprocess.Popen(one, stdin=pipe, stdout=pipe, text=True, env=environ) for one in commands]
    series = [Series() for _ in commands]
    for turn in range(WARM_UP + WARM_RUNS):
        for child, one in zip(children, series, strict=True):
            print(file=child.stdin, flush=True)
            answer = child.stdout.readline() if child.stdout else ""
            if not answer:
                _fail("a process of the warm runs ended early; its message stands above")
            if turn >= WARM_UP:
                one.times.append(json.loads(answer))
    for child in children:
        child.communicate()
    return series


def _run(command: list[str], *, write_bytecode: bool) -> tuple[float, int]:
    """Seconds and peak memory in bytes of one process; a status above 1 ends the benchmark.

    This process stays small and imports nothing of what it measures: Linux counts the memory of the process
    that starts another towards the peak of the other.
    """
    with tempfile.TemporaryFile() as errors:
        environ = _environ(write_bytecode=write_bytecode)
        start = time.perf_counter()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=environ)
        _, status, usage = os.wait4(child.pid, 0)
        seconds = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        message = errors.read().decode(errors="replace").strip()
    if child.returncode not in (0, 1) or "Traceback" in message:
        _fail(f"a run ended with status {child.returncode}: {message[-400:]}")
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _environ(*, write_bytecode: bool = False) -> dict[str, str]:
    """The children's environment: without settings of Python's; once caches are full, they are left alone."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept if write_bytecode else kept | {"PYTHONDONTWRITEBYTECODE": "1"}


def _environment(folder: Path, needs: list[str]) -> str:
    """The Python of a virtual environment in `folder` with `needs` installed, made if it is not there yet."""
    python, ready = str(folder / "bin" / "python"), folder / ".ready"
    wanted, environ = f"{platform.python_version()} {' '.join(needs)}", _environ(write_bytecode=True)
    if ready.exists() and ready.read_text(encoding="utf-8") == wanted:
        return python
    _say(f"installing {' and '.join(needs)} into an environment of its own, once")
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [python, "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *needs],
        [python, "-W", "ignore", "-c", "from quantulum3 import parser; parser.parse('5 km')"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, env=environ, check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            _fail(f"{' and '.join(needs)} could not be installed; pip needs a package index. It said: {last}")
    ready.write_text(wanted, encoding="utf-8")
    return python


def _version(python: str) -> str:
    code = "from importlib.metadata import version as v; print(v('quantulum3'), 'with inflect', v('inflect'))"
    return subprocess.check_output([python, "-c", code], text=True, env=_environ()).strip()


def _compare(what: str, series: list[Series], names: list[str], most: tuple[float, ...]) -> Iterator[str]:
    """Print a row for each of quantulum3's environments; give a sentence for each ratio that is missed."""
    ours, *others = series
    for name, theirs, wanted in zip(names, others, most, strict=True):
        ratio, least = (pick(ours.times) / pick(theirs.times) for pick in (median, min))
        print(f"| {what}; {name} | {ours} | {theirs} | {ratio:.2f} ({least:.2f}) | at most {wanted:.2f} |")
        if ratio > wanted:
            yield f"{what}: factcheck takes {ratio:.2f} times as long as {name}; wanted: at most {wanted:.2f}"


def _memory(cold: list[Series]) -> Iterator[str]:
    ours, theirs = (one.peak / 1e6 for one in cold[:2])
    print(f"| peak memory | {ours:.0f} MB | {theirs:.0f} MB | | under {MEMORY} MB |")
    if ours >= MEMORY:
        yield f"peak memory is {ours:.0f} MB; wanted: under {MEMORY} MB"


def _start(short: dict[str, Series]) -> Iterator[str]:
    """Print what `--help` and `--version` take; give a sentence for each that loads too much."""
    for option, series in short.items():
        command = [sys.executable, "-c", LOADED, json.dumps(UNWANTED), option]
        done = subprocess.run(command, capture_output=True, text=True, env=_environ(), check=True)
        found = ", ".join(json.loads(done.stderr.splitlines()[-1])) or "none"
        print(f"| `factcheck {option}`; loads {found} of the modules below | {series} | | | none |")
        if found != "none":
            yield f"factcheck {option} loads {found}; wanted: none of these"


def _print_conditions(draft: Path, runs: int) -> None:
    size, modules = len(draft.read_text(encoding="utf-8")), ", ".join(f"`{name}`" for name in UNWANTED)
    print(
        f"\nMedians of {runs} cold runs and {WARM_RUNS} warm calls, in turn; the minimum in brackets. Draft:"
        f" {draft.name}, {size:,} characters. {platform.python_implementation()} {platform.python_version()},"
        f" {platform.system()}, {platform.machine()}, {os.cpu_count()} cores."
        " quantulum3 only parses the text; factcheck reads its rules and books too, checks and reports."
        f" Modules that `--help` and `--version` must not load: {modules}; nor may they open a book."
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("draft", nargs="?", type=Path, metavar="DRAFT", default=next(iter(DRAFTS), None))
    parser.add_argument("--env", type=Path, metavar="FOLDER", help="keep the environments here for next time")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"7 or more; default {RUNS}")
    parser.add_argument("--texts", type=Path, metavar="GOLD", help="time finding figures on these texts as well")
    arguments = parser.parse_args()
    if arguments.runs < 7 or arguments.draft is None or not arguments.draft.is_file():
        parser.error("name a text file as the draft, and 7 runs or more")
    return arguments


def _say(text: str) -> None:
    print(f"speed.py: {text}", file=sys.stderr, flush=True)


def _fail(text: str) -> NoReturn:
    _say(text)
    sys.exit(2)


if __name__ == "__main__":
    main()
