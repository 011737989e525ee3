"""How fast factcheck is beside the parser of units that it is built on, and how much memory it takes.

    python benchmarks/speed.py [DRAFT] [--env FOLDER] [--runs N]

Run it with a Python in which factcheck is installed. quantulum3 goes into two virtual environments of its own: as
pip installs it today, and with an `inflect` that imports quickly, so that its slow start is not all that is
compared. Runs of the sides take turns, so that a busy machine slows all alike. Prints Markdown.

Exit status: 0 all is as wanted, 1 something is slower or larger than wanted, 2 nothing could be measured.
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
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = ROOT.parent / "shared" / "article.txt"

COLD_SHARE, PLAIN_SHARE, WARM_SHARE = 0.30, 1.3, 0.25
"""The most of quantulum3's time that is wanted: cold as installed, cold with its slow import away, warm."""
MEMORY = 100
"""Peak memory wanted, in MB of 1,000,000 bytes."""
RUNS, WARM_RUNS, WARM_UP = 11, 41, 5
UNWANTED = ("quantulum3", "pydantic", "requests", "ruamel.yaml", "factcheck.sources.books")
"""What `--help` and `--version` must not load; besides, they must open no file of the books."""

REQUIREMENTS = {"as pip installs it": ["quantulum3"], "with inflect < 6": ["quantulum3", "inflect<6"]}

PARSE = "import sys; from quantulum3 import parser; parser.parse(open(sys.argv[1], encoding='utf-8').read())"

# Children for the warm runs: one call for each line of standard input, its seconds as the answer.
_WARM = """
import json, sys, time
text = open(sys.argv[1], encoding="utf-8").read()
{prepare}
for _ in sys.stdin:
    start = time.perf_counter()
    call()
    print(json.dumps(time.perf_counter() - start), flush=True)
"""
WARM_PARSE = _WARM.format(prepare="from quantulum3 import parser\ncall = lambda: parser.parse(text)")
WARM_CHECK = _WARM.format(
    prepare="""
import datetime
from factcheck.engine import Engine, read_rules
engine = Engine(read_rules())
today = datetime.date.today()
call = lambda: engine.check(text, today=today)
"""
)

LOADED = """
import json, sys
unwanted, sys.argv = json.loads(sys.argv[1]), ["factcheck", sys.argv[2]]
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
from factcheck.cli import main
try:
    main()
except SystemExit:
    books = [name for name in opened if "/data/books/" in name.replace("\\\\", "/")]
    print(json.dumps([name for name in unwanted if name in sys.modules] + books[:1]), file=sys.stderr)
"""


@dataclass
class Series:
    """Times in seconds of one side, in the order of the runs; `peak` is the largest memory of a run in bytes."""

    times: list[float]
    peak: int = 0

    def __str__(self) -> str:
        return f"{_time(median(self.times))} ({_time(min(self.times))})"


def main() -> None:
    arguments = _arguments()
    draft: Path = arguments.draft
    _need_factcheck()
    with tempfile.TemporaryDirectory(prefix="factcheck-speed-") as temporary:
        folder = arguments.env or Path(temporary)
        pythons = [_environment(folder / f"quantulum3-{n}", needs) for n, needs in enumerate(REQUIREMENTS.values())]
        check = [sys.executable, "-m", "factcheck", str(draft)]
        parses = [[str(python), "-c", PARSE, str(draft)] for python in pythons]
        _say(f"cold: {arguments.runs} runs of each side in turn")
        cold = take_turns([check, *parses], arguments.runs)
        _say("warm: one process a side, calls in turn")
        warm = take_warm_turns(
            [
                [sys.executable, "-c", WARM_CHECK, str(draft)],
                *([str(python), "-c", WARM_PARSE, str(draft)] for python in pythons),
            ]
        )
        versions = [_versions(python) for python in pythons]
    options = {option: [sys.executable, "-m", "factcheck", option] for option in ("--help", "--version")}
    _say(f"--help and --version: {arguments.runs} runs of each in turn")
    short = dict(zip(options, take_turns(list(options.values()), arguments.runs), strict=True))
    loaded = {option: _loaded(option) for option in options}
    _report(draft, arguments.runs, (cold, warm, versions), (short, loaded))


def take_turns(commands: Sequence[list[str]], runs: int) -> list[Series]:
    """Run each command as a process, in turn: A B C A B C ...; one run of each before that fills the caches."""
    series = [Series([]) for _ in commands]
    for command in commands:
        _run(command, write_bytecode=True)
    for _ in range(runs):
        for command, one in zip(commands, series, strict=True):
            seconds, peak = _run(command)
            one.times.append(seconds)
            one.peak = max(one.peak, peak)
    return series


def take_warm_turns(commands: Sequence[list[str]]) -> list[Series]:
    """The times of calls inside lasting processes, one a command, in turn; the first calls are not counted."""
    children = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=_environ())
        for command in commands
    ]
    series = [Series([]) for _ in commands]
    for turn in range(WARM_UP + WARM_RUNS):
        for child, one in zip(children, series, strict=True):
            assert child.stdin and child.stdout
            child.stdin.write("\n")
            child.stdin.flush()
            answer = child.stdout.readline()
            if not answer:
                _fail("a process for the warm runs ended early; see its message above")
            if turn >= WARM_UP:
                one.times.append(json.loads(answer))
    for child in children:
        child.communicate()
    return series


def _run(command: list[str], *, write_bytecode: bool = False) -> tuple[float, int]:
    """Seconds and peak memory in bytes of one process; a status above 1 ends the benchmark.

    This process stays small and imports nothing of what it measures: Linux counts the memory of the process that
    starts another towards that one's peak.
    """
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=_environ(write_bytecode))
    assert child.stderr
    message = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    child.stderr.close()
    if child.returncode not in (0, 1) or b"Traceback" in message:
        _fail(f"a run ended with status {child.returncode}: {message.decode(errors='replace').strip()[-400:]}")
    return seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def _environ(write_bytecode: bool = False) -> dict[str, str]:
    """The environment of the children: no settings of Python's but, once the caches are full, to leave them be."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept if write_bytecode else kept | {"PYTHONDONTWRITEBYTECODE": "1"}


def _environment(folder: Path, needs: list[str]) -> Path:
    """The Python of a virtual environment in `folder` with `needs` installed, made if it is not there yet."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = folder / ".ready"
    wanted = f"{platform.python_version()} {' '.join(needs)}"
    if ready.exists() and ready.read_text(encoding="utf-8") == wanted:
        return python
    _say(f"installing {' and '.join(needs)} into an environment of its own, once")
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", "install", *needs],
        [str(python), "-W", "ignore", "-c", "from quantulum3 import parser; parser.parse('5 km')"],
    ):
        done = subprocess.run(command, capture_output=True, text=True, env=_environ(write_bytecode=True), check=False)
        if done.returncode:
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            _fail(f"pip could not install {' and '.join(needs)} ({last}). It needs a package index; or give --env.")
    ready.write_text(wanted, encoding="utf-8")
    return python


def _versions(python: Path) -> dict[str, str]:
    code = "import json, importlib.metadata as m; print(json.dumps({n: m.version(n) for n in ('quantulum3', 'inflect')}))"
    found: dict[str, str] = _json(subprocess.run([str(python), "-c", code], capture_output=True, check=True).stdout)
    return found


def _loaded(option: str) -> list[str]:
    """Which of UNWANTED `factcheck option` loads, and the first file of the books that it opens."""
    command = [sys.executable, "-c", LOADED, json.dumps(UNWANTED), option]
    done = subprocess.run(command, capture_output=True, env=_environ(), check=True)
    found: list[str] = _json(done.stderr.splitlines()[-1])
    return found


def _json(text: bytes) -> Any:
    return json.loads(text)


def _report(
    draft: Path,
    runs: int,
    timed: tuple[list[Series], list[Series], list[dict[str, str]]],
    brief: tuple[dict[str, Series], dict[str, list[str]]],
) -> None:
    """Print the tables and end the run: status 1 with a sentence for each thing that is not as wanted."""
    (cold, warm, versions), (short, loaded) = timed, brief
    missed: list[str] = []
    sides = [
        f"quantulum3 {found['quantulum3']} {name} (inflect {found['inflect']})"
        for name, found in zip(REQUIREMENTS, versions, strict=True)
    ]
    print("| | factcheck | quantulum3 | ratio | wanted |")
    print("|---|---:|---:|---:|---:|")
    rows = [
        (f"cold process; {sides[0]}", cold[0], cold[1], COLD_SHARE),
        (f"cold process; {sides[1]}", cold[0], cold[2], PLAIN_SHARE),
        (f"warm call; {sides[0]}", warm[0], warm[1], WARM_SHARE),
        (f"warm call; {sides[1]}", warm[0], warm[2], WARM_SHARE),
    ]
    for title, ours, theirs, most in rows:
        ratio, least = median(ours.times) / median(theirs.times), min(ours.times) / min(theirs.times)
        print(f"| {title} | {ours} | {theirs} | {ratio:.2f} ({least:.2f}) | at most {most:.2f} |")
        if ratio > most:
            missed.append(f"{title}: factcheck takes {ratio:.2f} of its time, and at most {most:.2f} is wanted")
    megabytes = [one.peak / 1e6 for one in cold]
    print(f"| peak memory | {megabytes[0]:.0f} MB | {megabytes[1]:.0f} MB | | under {MEMORY} MB |")
    if megabytes[0] >= MEMORY:
        missed.append(f"peak memory is {megabytes[0]:.0f} MB, and less than {MEMORY} MB is wanted")
    for option, one in short.items():
        found = loaded[option]
        print(f"| `factcheck {option}`, loads {', '.join(found) or 'none of these'} | {one} | | | loads none |")
        if found:
            missed.append(f"factcheck {option} loads {', '.join(found)}")
    _print_conditions(draft, runs)
    for sentence in missed:
        print(f"speed.py: {sentence}.", file=sys.stderr)
    sys.exit(bool(missed))


def _print_conditions(draft: Path, runs: int) -> None:
    size = len(draft.read_text(encoding="utf-8"))
    print(
        f"\nMedians of {runs} cold runs and {WARM_RUNS} warm calls, the sides in turn; the minimum in brackets."
        f" Draft: {draft.name}, {size:,} characters. {platform.python_implementation()} {platform.python_version()},"
        f" {platform.system()}, {platform.machine()}, {os.cpu_count()} cores. quantulum3 only parses the text;"
        " factcheck also reads its rules and books, checks and reports. The modules that `--help` and `--version`"
        f" must not load: {', '.join(f'`{name}`' for name in UNWANTED)}; nor any file of the books."
    )


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.{0 if seconds >= 0.1 else 1}f} ms"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("draft", nargs="?", type=Path, metavar="DRAFT", default=_default_draft())
    parser.add_argument("--env", type=Path, metavar="FOLDER", help="keep quantulum3's environments here for next time")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"cold runs a side, 7 or more ({RUNS})")
    arguments = parser.parse_args()
    if arguments.runs < 7:
        parser.error("--runs must be 7 or more")
    if arguments.draft is None or not arguments.draft.is_file():
        parser.error("there is no such draft; name a text file")
    return arguments


def _default_draft() -> Path | None:
    return next((path for path in (ARTICLE, *sorted((ROOT / "examples").glob("*.txt"))) if path.is_file()), None)


def _need_factcheck() -> None:
    command = [sys.executable, "-m", "factcheck", "--version"]
    if subprocess.run(command, capture_output=True, env=_environ(), check=False).returncode:
        _fail("factcheck is not installed in this Python. Run it with .venv/bin/python after `make check`.")


def _say(text: str) -> None:
    print(f"speed.py: {text}", file=sys.stderr, flush=True)


def _fail(text: str) -> NoReturn:
    print(f"speed.py: {text}", file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
