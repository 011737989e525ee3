"""The command as a user runs it: options, exit statuses, what goes to which stream, and input that is no draft."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
import typer

from command import DAY, GOOD, QUIET, RULE, WRONG, Command, Run, make_command
from factcheck import __version__, cli, engine, outputs
from factcheck.document import MAX_BYTES
from factcheck.model import Verdict
from factcheck.report import REPORTERS
from factcheck.sources import registry
from golden_option import GOLDEN

ESCAPES = "\x1b]0;owned\x07\x1b[31m\x1b[2J\x9b1m\u202e\u200b\x08\x7f"
COMMAND = (sys.executable, "-m", "factcheck")
RAW = re.compile("[^\n\x20-\x7e\xa0-\u200a\u2010-\u2027\u2030-\u2065\u2070-\ud7ff]")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with three drafts in it."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"good.txt": GOOD, "wrong.txt": WRONG, "quiet.txt": QUIET}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs ``factcheck`` in this process."""
    return make_command(monkeypatch, capsys)


def start(*words: str, **more: object) -> subprocess.Popen[bytes]:
    """``factcheck`` as a process of its own."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": environment}
    return subprocess.Popen([*COMMAND, *words], **(pipes | more))  # type: ignore[call-overload,no-any-return]


def verdicts(done: Run) -> list[list[str]]:
    """The verdicts in a JSON report, a list a draft."""
    return [[finding["verdict"] for finding in draft["findings"]] for draft in json.loads(done.out)["drafts"]]


# Exit status.


@pytest.mark.parametrize(
    ("drafts", "status"),
    [
        (("good.txt",), 0),
        (("quiet.txt",), 0),
        (("good.txt", "quiet.txt"), 0),
        (("wrong.txt",), 1),
        (("good.txt", "wrong.txt"), 1),
        (("gone.txt",), 3),
        (("wrong.txt", "gone.txt"), 3),
        (("gone.txt", "good.txt"), 3),
    ],
)
def test_the_status_says_the_worst_that_was_found(drafts: tuple[str, ...], status: int, run: Command) -> None:
    assert run(*DAY, *drafts).status == status


@pytest.mark.parametrize("hidden", ["match", "unchecked"])
def test_what_is_not_shown_still_counts(hidden: str, run: Command) -> None:
    assert run(*DAY, "wrong.txt", "--only", hidden).status == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--date", "16.3.2022", "good.txt"), "'16.3.2022' is not a day; write it as 2022-03-16"),
        (("--date", "2022-02-30", "good.txt"), "'2022-02-30' is not a day"),
        (("--only", "false", "good.txt"), "'false' is none of mismatch, outdated"),
        (("--format", "xml", "good.txt"), "'xml' is none of text, json"),
        (("--format", "JSON", "good.txt"), "'JSON' is none of text, json"),
        (("--colour", "good.txt"), "No such option: --colour"),
        (("good.txt", "--date"), "requires an argument"),
        (("--offline",), "Missing argument"),
    ],
)
def test_bad_usage_is_told_with_the_way_out(words: tuple[str, ...], said: str, run: Command) -> None:
    done = run(*words, rules=None)
    assert (done.status, done.out) == (2, "")
    assert said in done.err
    assert "Value error" not in done.err


# Drafts.


def test_several_drafts_come_in_the_order_they_were_named(run: Command) -> None:
    done = run(*DAY, "--format", "json", "wrong.txt", "good.txt", "quiet.txt", "good.txt")
    assert [draft["path"] for draft in json.loads(done.out)["drafts"]] == [
        *("wrong.txt", "good.txt", "quiet.txt", "good.txt")
    ]
    assert verdicts(done) == [["mismatch"], ["match"], [], ["match"]]


def test_a_dash_is_standard_input(run: Command) -> None:
    done = run(*DAY, "--format", "json", "-", "good.txt", stdin=WRONG.encode())
    assert verdicts(done) == [["mismatch"], ["match"]]
    assert json.loads(done.out)["drafts"][0]["path"] == "-"


@pytest.mark.parametrize("stdin", [b"", b" \n", b"\x89PNG\r\n\x1a\n"])
def test_standard_input_that_is_no_draft_is_told(stdin: bytes, run: Command) -> None:
    done = run(*DAY, "-", stdin=stdin)
    assert done.status == 2
    assert re.fullmatch(r"-: .*\. .*\.\n", done.err)


def test_a_closed_standard_input_is_told(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(io, "TextIOWrapper", lambda *_, **__: None)
    done = run(*DAY, "-")
    assert done.status == 2
    assert done.err == (
        "-: standard input cannot be read (it is closed). Pipe a text into factcheck, or name a file.\n"
    )


def test_the_date_is_the_one_given(run: Command) -> None:
    (draft,) = json.loads(run("--date", "2022-03-09", "--format", "json", "good.txt").out)["drafts"]
    assert (draft["date"], draft["date_from"]) == ("2022-03-09", "option")


def test_without_a_date_it_is_today_and_the_report_says_so(run: Command) -> None:
    (draft,) = json.loads(run("--format", "json", "quiet.txt").out)["drafts"]
    assert draft["date_from"] == "today"
    assert abs((date.fromisoformat(draft["date"]) - date.today()).days) <= 1  # noqa: DTZ011  the run's own zone


# Rules.


def test_rules_may_be_files_and_folders_and_many(run: Command, here: Path) -> None:
    folder = here / "house/deep"
    folder.mkdir(parents=True)
    text = RULE.read_text(encoding="utf-8")
    (folder / "one.yaml").write_text(text.replace("sound", "one").replace("fled", "escaped"), encoding="utf-8")
    (folder / "two.yml").write_text(text.replace("sound", "two"), encoding="utf-8")
    (folder / "notes.txt").write_text("not a rule", encoding="utf-8")
    (here / "three.rules").write_text(text.replace("sound", "three").replace("fled", "left"), encoding="utf-8")
    (here / "draft.txt").write_text("5 million people escaped. 5 million people left. 5 million people fled.\n")
    done = run(*DAY, "--rules", "house", "--rules", "three.rules", "--format", "json", "draft.txt", rules=None)
    assert [finding["rule"] for finding in json.loads(done.out)["drafts"][0]["findings"]] == ["one", "three", "two"]
    assert done.status == 1


def test_rules_replace_those_that_ship(run: Command, here: Path) -> None:
    (here / "euro.txt").write_text("The euro was launched in 1998.\n", encoding="utf-8")
    assert run(*DAY, "euro.txt", rules=None).status == 1
    assert run(*DAY, "euro.txt").status == 0


def test_a_broken_rule_is_told_and_the_sound_ones_run(run: Command, here: Path) -> None:
    text = RULE.read_text(encoding="utf-8").replace("about:", "abuot:").replace("sound", "wrong")
    (here / "wrong.yaml").write_text(text, encoding="utf-8")
    done = run(*DAY, "--rules", "wrong.yaml", "--format", "json", "wrong.txt")
    assert done.status == 2
    assert done.err.splitlines() == [
        'wrong.yaml:2:3: the rule "wrong" has the unknown key "abuot". Did you mean "about"?',
        "  2 |   abuot: People who fled Ukraine in 2022",
        "    |   ^",
    ]
    assert verdicts(done) == [["mismatch"]]


def test_all_faults_of_all_rule_files_are_told_and_the_sound_rules_run(run: Command, here: Path) -> None:
    for path in sorted((GOLDEN / "rules").glob("*.yaml")):
        if path.read_text(encoding="utf-8"):
            (here / "rules").mkdir(exist_ok=True)
            (here / "rules" / path.name).write_bytes(path.read_bytes())
    done = run(*DAY, "--rules", "rules", "--format", "json", "good.txt", rules=None)
    expected = (GOLDEN / "rules/messages.txt").read_text(encoding="utf-8").splitlines()
    told = [line for line in expected if not re.match(r"rules/(written-.*|empty)\.yaml", line)]
    assert [line for line in done.err.splitlines() if not re.match(r" +\d* \| ", line)] == told
    assert done.status == 2
    assert verdicts(done) == [["match"]]


def test_where_no_rule_is_sound_nothing_is_checked(run: Command, here: Path) -> None:
    (here / "wrong.yaml").write_text("- id: [a\n", encoding="utf-8")
    done = run(*DAY, "good.txt", rules=here / "wrong.yaml")
    assert (done.status, done.out) == (2, "")
    assert "wrong.yaml:1:7: the list that opens here with [ is not closed" in done.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("gone", "gone: there is no such file or folder. Name a rule file or a folder of them.\n"),
        ("folder", "factcheck: no rule in the files of --rules. Name a file or folder with rules.\n"),
    ],
)
def test_rules_that_are_not_there_are_bad_usage(name: str, said: str, run: Command, here: Path) -> None:
    (here / "folder").mkdir()
    assert run(*DAY, "good.txt", rules=Path(name)) == Run(2, "", said)


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n\0"], ids=["empty", "binary"])
def test_a_rule_file_that_cannot_be_read_does_not_stop_the_others(content: bytes, run: Command, here: Path) -> None:
    (here / "wrong.yaml").write_bytes(content)
    done = run(*DAY, "--rules", "wrong.yaml", "--format", "json", "good.txt")
    assert done.status == 2
    assert re.fullmatch(r"wrong.yaml(:1:1)?: [^\n]*\. [^\n]*\.\n", done.err)
    assert "draft" not in done.err
    assert verdicts(done) == [["match"]]


# Options.


@pytest.mark.parametrize("words", [(), ("--offline",)])
def test_only_without_offline_may_a_source_be_asked_over_the_network(
    words: tuple[str, ...], run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    make = registry.make_lookup

    def remember(*, offline: bool, **_: object) -> object:
        asked.append(offline)
        return make(offline=True)

    monkeypatch.setattr(engine.registry, "make_lookup", remember)
    assert run(*DAY, *words, "good.txt").status == 0
    assert asked == [bool(words)]


def test_only_shows_the_named_verdicts(run: Command, here: Path) -> None:
    (here / "both.txt").write_text(f"{GOOD.strip()} {WRONG.strip()} It is 9 km long.\n", encoding="utf-8")
    shown = {
        only: {"match": "3 million", "mismatch": "5 million", "unchecked": "9 km"}[only]
        for only in ("match", "mismatch")
    }
    for only, words in shown.items():
        done = run(*DAY, "both.txt", "--only", only)
        assert f"»{words}" in done.out.replace("Some ", "")
        assert sum(f"{other}" in done.out for other in ("3 million«", "5 million«", "9 km«")) == 1
    assert verdicts(run(*DAY, "both.txt", "--format", "json", "--only", "match", "--only", "mismatch")) == [
        ["match", "mismatch"]
    ]


def test_verbose_names_the_rule_and_both_intervals(run: Command) -> None:
    plain, verbose = run(*DAY, "good.txt").out, run(*DAY, "good.txt", "--verbose").out
    assert "rule sound" in verbose
    assert "rule sound" not in plain
    assert run(*DAY, "good.txt", "-v").out == verbose


def test_the_formats_of_the_command_are_those_of_the_registry() -> None:
    assert set(outputs.FORMATS) == set(REPORTERS)


def test_the_same_run_writes_the_same(run: Command) -> None:
    words = (*DAY, "--format", "json", "wrong.txt", "good.txt")
    assert run(*words).out == run(*words).out


# Help, version, sub-commands.


def test_no_arguments_show_the_help(run: Command) -> None:
    done = run(rules=None)
    assert done.status == 0
    assert done.out.startswith("Usage: factcheck")
    assert done == run("--help", rules=None)


def test_the_help_names_every_option_and_every_status(run: Command) -> None:
    text = " ".join(run("--help", rules=None).out.split())
    options = ("--date", "--rules", "--format", "--offline", "--only", "--verbose", "--no-color", "--version")
    assert all(option in text for option in options)
    assert all(f"{status} " in text.split("Exit status:")[1] for status in range(5))


def test_the_version_is_the_packages(run: Command) -> None:
    assert run("--version", rules=None) == Run(0, f"factcheck {__version__}\n", "")


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_load_nothing_heavy(option: str) -> None:
    script = (
        "import sys\nfrom factcheck.cli import main\n"
        "try: main()\nexcept SystemExit: print('LOADED', *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, option], capture_output=True, text=True, check=True)
    loaded = set(done.stderr.split("LOADED ")[1].split())
    heavy = {"quantulum3", "inflect", "pydantic", "requests", "urllib3", "ruamel", "ruamel.yaml", "charset_normalizer"}
    assert not heavy & loaded
    own = {name for name in loaded if name.startswith("factcheck.")}
    assert not {name for name in own if name.startswith(("factcheck.sources", "factcheck.rules", "factcheck.engine"))}


@pytest.fixture
def added() -> Iterator[None]:
    """A sub-command named ``hello``."""
    command = typer.Typer(add_completion=False)

    @command.command()
    def hello(name: str = "world") -> None:
        typer.echo(f"hello {name}")
        raise typer.Exit(7)

    cli.COMMANDS["hello"] = lambda: command
    yield
    del cli.COMMANDS["hello"]


@pytest.mark.usefixtures("added")
def test_the_first_word_may_name_a_sub_command(run: Command) -> None:
    assert run("hello", "--name", "desk", rules=None) == Run(7, "hello desk\n", "")


@pytest.mark.usefixtures("added")
def test_any_other_first_word_is_a_file(run: Command, here: Path) -> None:
    (here / "hello").write_text(WRONG, encoding="utf-8")
    (here / "check").write_text(WRONG, encoding="utf-8")
    assert run(*DAY, "./hello").status == 1
    assert run("check", *DAY).status == 1
    assert run(*DAY, "good.txt", "hello").status == 1  # only the first word


# Drafts that cannot be read.


def unreadable(path: Path) -> None:
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda _: None, "there is no such file"),
    "empty": (lambda path: path.write_bytes(b""), "the draft is empty"),
    "blank": (lambda path: path.write_bytes(b"\n \t\n"), "the draft has only white space in it"),
    "unreadable": (unreadable, "you have no permission to read this file"),
    "pipe": (os.mkfifo, "this is a pipe, not a file"),
    "image": (lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\0\0"), "this is an image, not plain text"),
    "binary": (lambda path: path.write_bytes(b"ab\nc\0d"), "this is a binary file (it has a NUL byte here)"),
    "utf-8": (lambda path: path.write_bytes("é è ö ü ".encode() * 3 + b"\xff"), "byte 0xff is not valid UTF-8"),
    "20 MB": (lambda path: path.write_bytes(b"3 million. " * (MAX_BYTES // 11 + 1)), "the draft has 20 MB or more"),
}


def test_a_folder_stands_for_the_drafts_in_it(run: Command, here: Path) -> None:
    folder = here / "today"
    (folder / "desk").mkdir(parents=True)
    (folder / "b.txt").write_text(WRONG, encoding="utf-8")
    (folder / "desk" / "a.md").write_text(f"# News\n\n{WRONG}", encoding="utf-8")
    (folder / "notes.pdf").write_bytes(b"%PDF-1.7")
    (folder / ".hidden.txt").write_text(WRONG, encoding="utf-8")
    done = run(*DAY, "--format", "json", "today")
    assert [draft["path"] for draft in json.loads(done.out)["drafts"]] == ["today/b.txt", "today/desk/a.md"]
    assert verdicts(done) == [["mismatch"], ["mismatch"]]


def test_a_folder_without_drafts_is_told(run: Command, here: Path) -> None:
    (here / "today").mkdir()
    done = run(*DAY, "today")
    assert (done.status, done.out) == (3, "")
    assert done.err.startswith("today: there is no draft in this folder. Drafts end in .txt")


def test_standard_input_has_the_format_of_its_name(run: Command) -> None:
    done = run(*DAY, "--format", "json", "--stdin-name", "a.md", "-", stdin=f"`12 dogs`\n\n{WRONG}".encode())
    assert verdicts(done) == [["mismatch"]]


@pytest.mark.parametrize("kind", BAD)
def test_a_draft_that_cannot_be_read_is_one_sentence_and_stops_no_other(kind: str, run: Command, here: Path) -> None:
    make, said = BAD[kind]
    make(here / "bad.txt")
    done = run(*DAY, "--format", "json", "bad.txt", "wrong.txt", "good.txt")
    assert done.status == (3 if kind == "missing" else 2)
    assert re.fullmatch(r"bad\.txt(:\d+:\d+)?: [^\n]*\. [A-Z][^\n]*\.\n", done.err)
    assert said in done.err
    assert verdicts(done) == [[], ["mismatch"], ["match"]]
    (failure,) = [failure for draft in json.loads(done.out)["drafts"] for failure in draft["failures"]]
    assert said.lower() in failure["message"].lower()
    shown = run(*DAY, "bad.txt")
    assert "this draft could not be read" in shown.out
    assert "false" not in f"{shown.out}{shown.err}".lower()


@pytest.mark.parametrize(("encoding", "named"), [("cp1252", "cp1252"), ("utf-16", "utf-16"), ("utf-8-sig", None)])
def test_other_encodings_are_read_and_named(encoding: str, named: str | None, run: Command, here: Path) -> None:
    (here / "draft.txt").write_bytes(f"In the café: {WRONG}".encode(encoding))
    done = run(*DAY, "draft.txt")
    assert (done.status, done.err) == (1, "")
    assert (f"read as {named}" in done.out) if named else ("read as" not in done.out)


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text",
    [
        "7" * 1_000_000,
        "1," * 20_000,
        "1." * 50_000,
        "(" * 100_000 + ")" * 100_000,
        "a" * 1_000_000,
        "3 million people fled Ukraine\n" * 1_000,
        "".join(f"{n},{n * 7},{n * 7919}\n\n" for n in range(3_000)),
        ESCAPES * 300,
    ],
    ids=["digits", "commas", "points", "brackets", "letters", "lines", "table", "escapes"],
)
def test_a_strange_draft_takes_bounded_time(text: str, run: Command, here: Path) -> None:
    (here / "strange.txt").write_text(f"{text}\n", encoding="utf-8")
    begin = time.perf_counter()
    done = run(*DAY, "strange.txt")
    assert time.perf_counter() - begin < 5
    assert (done.status in (0, 1), done.err) == (True, "")


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text",
    [
        "1 " * 20_000,
        "12,500 " * 4_000,
        "½" * 10_000,
        "$1 " * 10_000,
        "one " * 10_000,
        "4 May " * 5_000,
    ],
    ids=["digits", "thousands", "halves", "dollars", "words", "dates"],
)
def test_the_time_for_nothing_but_figures_grows_with_their_number(text: str, run: Command, here: Path) -> None:
    def seconds(length: int) -> float:
        (here / "figures.txt").write_text(text[:length], encoding="utf-8")
        begin = time.perf_counter()
        run(*DAY, "figures.txt", "--format", "json")
        return time.perf_counter() - begin

    seconds(100)
    assert seconds(6_000) < 5 * seconds(2_000) + 0.5


# Hostile text.


@pytest.mark.parametrize("words", [(), ("--verbose",), ("--format", "json")])
def test_no_escape_of_a_draft_reaches_the_terminal(words: tuple[str, ...], run: Command, here: Path) -> None:
    (here / "draft.txt").write_text(f"{ESCAPES}Some 5{ESCAPES} million {ESCAPES} people fled. {WRONG}")
    done = run(*DAY, "draft.txt", *words)
    assert done.status == 1
    assert not RAW.search(done.out + done.err)


@pytest.mark.parametrize("words", [(), ("--format", "json")])
@pytest.mark.parametrize("exists", [True, False])
def test_no_escape_of_a_file_name_reaches_the_terminal(
    words: tuple[str, ...], exists: bool, run: Command, here: Path
) -> None:
    name = f"draft{ESCAPES}\n\udcff.txt"
    if exists:
        (here / name).write_text(WRONG, encoding="utf-8")
    done = run(*DAY, name, *words)
    assert done.status == (1 if exists else 3)
    assert not RAW.search(done.out + done.err)
    assert len(done.err.splitlines()) == (0 if exists else 1)


def test_a_file_name_that_looks_like_an_option_does_not_either(run: Command) -> None:
    done = run(f"--{ESCAPES}.txt")
    assert done.status == 2
    assert not RAW.search(done.out + done.err)
    assert "there is no option" in done.err


def test_no_escape_of_a_rule_reaches_the_terminal(run: Command, here: Path) -> None:
    hidden = '"\\e]0;owned\\a\\e[31m\\x9b1m\\u202e"'
    text = RULE.read_text(encoding="utf-8").replace("about: People who fled", f"about: {hidden}\n  message: {hidden} #")
    sound = here / "sound.yaml"
    sound.write_text(f"{text}\n- {hidden}: {hidden}\n  id: {hidden}\n", encoding="utf-8")
    for words in ((), ("--verbose",), ("--format", "json")):
        done = run(*DAY, "wrong.txt", *words, rules=sound)
        assert done.status == 2  # for the second rule
        assert "has the unknown key" in done.err
        assert not RAW.search(done.out + done.err)


def test_a_fault_of_the_programs_own_is_told_without_a_traceback(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError(f"odd{ESCAPES}")

    monkeypatch.setattr(engine.Engine, "check_drafts", fail)
    for words in ((), ("--verbose",)):
        done = run(*DAY, "good.txt", *words)
        assert done.status == 2
        assert "a fault of factcheck itself: RuntimeError" in done.err
        assert ("Traceback" in done.err) is bool(words)
        assert not RAW.search(done.out + done.err)


# Streams, terminals and signals, as processes.


def test_a_pipe_gets_no_colour() -> None:
    out, err = start(*DAY, "wrong.txt", "--rules", str(RULE)).communicate(timeout=60)
    assert b"mismatch" in out
    assert b"\x1b" not in out + err


def on_terminal(*words: str, **environment: str) -> str:
    """What ``factcheck`` writes on a terminal."""
    leader, follower = pty.openpty()
    path = os.pathsep.join(filter(None, sys.path))
    more = {"env": os.environ | {"TERM": "xterm-256color", "PYTHONPATH": path} | environment}
    process = start(*words, stdout=follower, stderr=follower, stdin=follower, **more)
    os.close(follower)
    shown = b""
    while select.select([leader], [], [], 60)[0]:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not chunk:
            break
        shown += chunk
    process.wait(timeout=60)
    os.close(leader)
    return shown.decode()


def test_a_terminal_gets_colour_unless_told_otherwise() -> None:
    words = (*DAY, "wrong.txt", "--rules", str(RULE))
    assert "\x1b[" in on_terminal(*words)
    for plain in (
        on_terminal(*words, "--no-color"),
        on_terminal(*words, NO_COLOR="1"),
        on_terminal(*words, TERM="dumb"),
        on_terminal(*words, "--format", "json"),
    ):
        assert "\x1b" not in plain
        assert "mismatch" in plain


@pytest.mark.parametrize("name", ["good.txt", "wrong.txt"])
def test_a_reader_that_has_seen_enough_changes_no_status(name: str, here: Path) -> None:
    text = (here / name).read_text(encoding="utf-8")
    (here / "long.txt").write_text(text * 1_000, encoding="utf-8")
    with start(*DAY, "long.txt", "--rules", str(RULE)) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(100)
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == (name == "wrong.txt")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        process = start(*DAY, "good.txt", "--rules", str(RULE), stdout=full)
        _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err == b"factcheck: the report cannot be written (no space left on device). Send it elsewhere.\n"


def test_a_closed_standard_output_is_told() -> None:
    command = f'exec "$@" {" ".join(DAY)} good.txt --rules "{RULE}" >&-'
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(["sh", "-c", command, "sh", *COMMAND], capture_output=True, env=environment, check=False)
    assert done.returncode == 2
    assert done.stderr == b"factcheck: standard output is closed. Leave it open, or send it to a file.\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_stream_that_cannot_carry_a_sign_gets_its_escape(encoding: str, here: Path) -> None:
    (here / "draft.txt").write_text(f"“Łódź” – {WRONG}", encoding="utf-8")
    environment = os.environ | {
        "PYTHONIOENCODING": encoding,
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    process = start(*DAY, "draft.txt", "gone…", "--rules", str(RULE), env=environment)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 3
    assert "mismatch" in out.decode(encoding)
    assert "there is no such file" in err.decode(encoding)
    assert "Traceback" not in err.decode(encoding)


def wait_until_idle(pid: int) -> None:
    """Until a process has started and waits, as its processor time tells where the system has it."""
    stat, seen = Path(f"/proc/{pid}/stat"), [""]
    time.sleep(1.5)
    while stat.exists() and len(seen) < 100 and (len(seen) < 4 or len(set(seen[-4:])) > 1):
        seen.append(" ".join(stat.read_text().rpartition(")")[2].split()[11:13]))
        time.sleep(0.3)


def test_an_interrupt_ends_quietly_with_its_status() -> None:
    process = start(*DAY, "-", "--rules", str(RULE))
    wait_until_idle(process.pid)
    process.send_signal(signal.SIGINT)
    try:
        assert process.wait(timeout=30) == 130
        assert process.stderr is not None
        assert process.stderr.read() == b""
    finally:
        process.kill()
        process.communicate()


def test_an_interrupt_in_the_middle_of_a_check_has_its_status(run: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(engine.Engine, "check_drafts", interrupted)
    done = run(*DAY, "good.txt")
    assert (done.status, done.out) == (130, "")
    assert "Traceback" not in done.err


def test_the_words_of_only_are_the_verdicts(run: Command) -> None:
    for verdict in Verdict:
        assert run(*DAY, "good.txt", "--only", str(verdict)).status == 0


def test_extract_prints_figures_and_goes_on_behind_a_draft_that_cannot_be_read(run: Command) -> None:
    found = run("extract", "good.txt", "missing.txt", "quiet.txt", "--format", "jsonl", rules=None)
    assert found.status == 2
    assert [json.loads(line)["text"] for line in found.out.splitlines()] == ["Some 3 million"]
    assert "missing.txt" in found.err
    assert run("extract", "good.txt", rules=None).status == 0
