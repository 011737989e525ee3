"""What CI needs of a run: settings, exit statuses, waivers, a baseline, changed lines, corrections, many drafts."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from command import DAY, GOOD, QUIET, RULE, WRONG, Command, make_command
from factcheck import corrections, many, terminal
from factcheck.meanings import MEANINGS
from factcheck.model import Verdict
from factcheck.settings import KEYS

OLD = "Some 2 million people fled Ukraine.\n"  # what the source had a week before
WHY = "counted by the ministry"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory with a few drafts in it."""
    monkeypatch.chdir(tmp_path)
    for name, text in {"good.txt": GOOD, "wrong.txt": WRONG, "quiet.txt": QUIET, "old.txt": OLD}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Runs ``factcheck`` in this process."""
    return make_command(monkeypatch, capsys)


def findings(out: str) -> list[dict[str, object]]:
    return [finding for draft in json.loads(out)["drafts"] for finding in draft["findings"]]


def drafted(here: Path, text: str, name: str = "draft.txt") -> str:
    (here / name).write_text(text, encoding="utf-8", newline="")
    return name


# Which findings fail a run.


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("wrong.txt",), 1),
        (("wrong.txt", "--fail-on", "never"), 0),
        (("old.txt",), 0),
        (("old.txt", "--fail-on", "outdated"), 1),
        (("old.txt", "--profile", "audit"), 1),
        (("old.txt", "--profile", "audit", "--fail-on", "mismatch"), 0),
        (("old.txt", "--fail-on", "unavailable"), 1),
        (("good.txt", "--fail-on", "unchecked"), 0),
        (("good.txt", "--profile", "audit"), 0),
    ],
)
def test_what_fails_is_as_the_user_says(words: tuple[str, ...], status: int, run: Command) -> None:
    assert run(*DAY, *words).status == status


def test_a_figure_that_no_rule_speaks_of_fails_only_where_that_is_asked(run: Command, here: Path) -> None:
    name = drafted(here, "The club has 34 boats.\n")
    assert run(*DAY, name, "--fail-on", "unavailable").status == 0
    assert run(*DAY, name, "--fail-on", "unchecked").status == 1


@pytest.mark.parametrize(
    ("severity", "profile", "status", "shown"),
    [
        ("error", "wire", 1, True),
        ("warning", "wire", 0, False),
        ("warning", "default", 1, True),
        ("note", "default", 0, True),
        ("note", "audit", 1, True),
        ("off", "audit", 0, False),
    ],
)
def test_a_profile_looks_at_severity(severity: str, profile: str, status: int, shown: bool, run: Command) -> None:
    here = Path()
    more = RULE.read_text(encoding="utf-8").replace("id: sound", "id: other").replace("fled", "danced")
    (here / "rules.yaml").write_text(RULE.read_text(encoding="utf-8") + more, encoding="utf-8")
    (here / "factcheck.toml").write_text(f'severity.sound = "{severity}"\n', encoding="utf-8")
    done = run(*DAY, "wrong.txt", "--profile", profile, rules=here / "rules.yaml")
    assert done.status == status
    assert ("wrong.txt:1:1: mismatch" in done.out) == shown


def test_a_source_that_failed_ends_in_status_4_only_if_sources_are_required(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    from factcheck import engine
    from factcheck.errors import SourceError

    monkeypatch.setattr(
        engine.registry,
        "make_lookup",
        lambda **_: lambda query: SourceError(query.source, "it is down", hint="Try later."),
    )
    assert run(*DAY, "wrong.txt").status == 0
    done = run(*DAY, "wrong.txt", "--require-sources")
    assert done.status == 4
    assert "it is down" in done.out.lower()


# Settings.


def test_settings_are_found_upwards_and_options_go_first(run: Command, here: Path) -> None:
    deep = here / "news/today"
    deep.mkdir(parents=True)
    (deep / "draft.txt").write_text(WRONG, encoding="utf-8")
    (here / "factcheck.toml").write_text('fail-on = "never"\nformat = "json"\n', encoding="utf-8")
    done = run(*DAY, "news/today/draft.txt")
    assert done.status == 0
    assert json.loads(done.out)
    assert run(*DAY, "news/today/draft.txt", "--fail-on", "mismatch", "--format", "text").status == 1


def test_a_table_of_a_projects_own_file_does_as_well(run: Command, here: Path) -> None:
    (here / "pyproject.toml").write_text('[project]\nname = "x"\n\n[tool.factcheck]\nfail-on = "never"\n')
    assert run(*DAY, "wrong.txt").status == 0
    (here / "pyproject.toml").write_text('[project]\nname = "x"\n')
    assert run(*DAY, "wrong.txt").status == 1


def test_paths_in_settings_count_from_their_file(run: Command, here: Path) -> None:
    desk = here / "desk"
    desk.mkdir()
    shutil.copy(RULE, desk / "own.yaml")
    (desk / "factcheck.toml").write_text('rules = ["own.yaml"]\noutput = ["json=out/report.json"]\n', encoding="utf-8")
    shutil.copy(here / "wrong.txt", desk)
    assert run(*DAY, "desk/wrong.txt", rules=None).status == 1
    assert findings((desk / "out/report.json").read_text(encoding="utf-8"))[0]["rule"] == "sound"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('fial-on = "never"', 'factcheck.toml:1:1: there is no setting "fial-on". Did you mean "fail-on"?'),
        ('offline = true\nfail-on = "sometimes"', "factcheck.toml:2:1:"),
        ("offline = maybe", "factcheck.toml:1:11: invalid value"),
        ('format = "xml"', 'there is no format "xml"'),
        ('output = ["xml=a"]', 'there is no format "xml"'),
        ('[severity]\nsound = "loud"', "factcheck.toml:2:1:"),
        ('waivers = "none.yaml"', "the file of waivers cannot be read"),
        ('baseline = "none.json"', "this is no baseline of factcheck"),
    ],
)
def test_faulty_settings_are_told_with_their_place(text: str, said: str, run: Command, here: Path) -> None:
    (here / "factcheck.toml").write_text(text + "\n", encoding="utf-8")
    done = run(*DAY, "wrong.txt")
    assert (done.status, done.out) == (2, "")
    assert said in done.err


def test_a_severity_of_no_rule_is_told_and_the_rest_runs(run: Command, here: Path) -> None:
    (here / "factcheck.toml").write_text('[severity]\nsuond = "note"\n', encoding="utf-8")
    done = run(*DAY, "wrong.txt")
    assert done.status == 2
    assert 'there is no rule "suond" to adjust. Did you mean "sound"?' in done.err
    assert "mismatch [sound]" in done.out


def test_all_faults_of_settings_are_told_at_once(run: Command, here: Path) -> None:
    (here / "factcheck.toml").write_text('colour = 1\noffline = "x"\nprofil = "wire"\n', encoding="utf-8")
    lines = run(*DAY, "wrong.txt").err.splitlines()
    assert [line.split(":")[1] for line in lines if line.startswith("factcheck.toml")] == ["1", "2", "3"]


def test_config_show_tells_every_value_and_where_it_is_from(run: Command, here: Path) -> None:
    (here / "factcheck.toml").write_text('# ours\nprofile = "audit"\noffline = true\n', encoding="utf-8")
    rows = {line.split()[0]: line for line in run("config", "show", rules=None).out.splitlines()}
    assert set(rows) == set(KEYS)
    assert rows["offline"].split(maxsplit=2)[1:] == ["true", "factcheck.toml, line 3"]
    assert rows["fail-on"].endswith("profile audit")
    assert rows["require-sources"].endswith("default")
    wire = run("config", "show", "wrong.txt", "--profile", "wire", rules=None).out
    assert "option --profile" in wire


def test_what_is_excluded_is_left_out_of_folders(run: Command, here: Path) -> None:
    (here / "factcheck.toml").write_text('exclude = ["old.txt", "wr*.txt"]\n', encoding="utf-8")
    done = run(*DAY, ".", "--format", "json")
    assert [draft["path"] for draft in json.loads(done.out)["drafts"]] == ["good.txt", "quiet.txt"]
    assert run(*DAY, "wrong.txt").status == 1


def test_a_pattern_names_drafts_where_no_shell_opened_it(run: Command) -> None:
    done = run(*DAY, "?o*.txt", "--format", "json")
    assert [draft["path"] for draft in json.loads(done.out)["drafts"]] == ["good.txt"]
    none = run(*DAY, "*.rtf")
    assert (none.status, none.out) == (3, "")
    assert "there is no draft of this pattern" in none.err


# Waivers.


MARKS = {
    "in its paragraph": ("draft.txt", WRONG.rstrip() + f' [factcheck: waive sound "{WHY}"]\n'),
    "on its own line": ("draft.txt", f'[factcheck: waive sound "{WHY}"]\n{WRONG}'),
    "in a paragraph before": ("draft.txt", f'[factcheck: waive sound "{WHY}"]\n\n{WRONG}'),
    "as a comment of Markdown": ("draft.md", f'# Flight\n\n<!-- factcheck: waive sound "{WHY}" -->\n\n{WRONG}'),
    "as a comment in Markdown": ("draft.md", f'{WRONG.rstrip()} <!-- factcheck: waive sound "{WHY}" -->\n'),
    "as a comment of HTML": (
        "draft.html",
        f'<html><body><h1>Flight</h1><!-- factcheck: waive sound "{WHY}" --><p>{WRONG}</p></body></html>',
    ),
    "in a paragraph of HTML": (
        "draft.html",
        f'<html><body><p>Flight.</p><p>{WRONG}<!-- factcheck: waive sound "{WHY}" --></p></body></html>',
    ),
    "with a last day": ("draft.txt", f'{WRONG}[factcheck: waive sound "{WHY}" until=2999-01-01]\n'),
    "with the reference": ("draft.txt", f'{WRONG}[factcheck: waive sound "{WHY}" reference=3000381]\n'),
    "in typographic quotes": ("draft.txt", f"{WRONG}[factcheck: waive sound “{WHY}” reference=3,000,381]\n"),
    "with Windows line ends": ("draft.txt", f'{WRONG.rstrip()}\r\n[factcheck: waive sound "{WHY}"]\r\n'),
}


@pytest.mark.parametrize("kind", MARKS)
def test_a_mark_lets_a_figure_pass(kind: str, run: Command, here: Path) -> None:
    name, text = MARKS[kind]
    drafted(here, text, name)
    done = run(*DAY, name, "--format", "json")
    (finding,) = findings(done.out)
    assert (done.status, finding["verdict"], finding["waived"]) == (0, "mismatch", {"reason": WHY, "how": "mark"})
    assert run(*DAY, name, "--no-waivers").status == 1


UNDONE = {
    "of another rule": (f'{WRONG}[factcheck: waive other "{WHY}"]\n', "is not needed"),
    "of another paragraph": (f'{WRONG}\nThe mayor spoke. [factcheck: waive sound "{WHY}"]\n', "is not needed"),
    "that ended": (f'{WRONG}[factcheck: waive sound "{WHY}" until=2001-01-01]\n', "ended on 2001-01-01"),
    "of a figure that changed": (f'{WRONG}[factcheck: waive sound "{WHY}" reference=7]\n', "which has changed"),
    "without a reason": (f"{WRONG}[factcheck: waive sound]\n", "no rule or no reason"),
    "until no day": (f'{WRONG}[factcheck: waive sound "{WHY}" until=soon]\n', "'soon', which is no day"),
}


@pytest.mark.parametrize("kind", UNDONE)
def test_a_waiver_that_does_nothing_is_told(kind: str, run: Command, here: Path) -> None:
    text, said = UNDONE[kind]
    name = drafted(here, text)
    done = run(*DAY, name)
    assert done.status == 1
    assert said in " ".join(done.out.split())
    remarks = json.loads(run(*DAY, name, "--format", "json").out)["drafts"][0]["remarks"]
    assert [(one["path"], said in one["message"]) for one in remarks] == [(name, True)]
    assert remarks[0]["line"] >= 2
    assert any(said in line for line in run(*DAY, name, "--format", "github").out.splitlines())


def test_a_mark_is_no_part_of_the_draft(run: Command, here: Path) -> None:
    name = drafted(here, f'{WRONG}[factcheck: waive sound "agreed by 2 of 12 editors"]\n')
    assert len(findings(run(*DAY, name, "--format", "json").out)) == 1


def test_a_file_of_waivers_serves_formats_that_hold_none(run: Command, here: Path) -> None:
    waivers = here / "waivers.yaml"
    waivers.write_text(f"- {{draft: '*.txt', rule: sound, figure: 5 million, reason: {WHY}}}\n", encoding="utf-8")
    done = run(*DAY, "wrong.txt", "--waivers", "waivers.yaml")
    assert done.status == 0
    assert "WAIVED (1)" in done.out
    assert WHY in done.out
    waivers.write_text(f"- {{draft: other.txt, rule: sound, reason: {WHY}}}\n", encoding="utf-8")
    assert run(*DAY, "wrong.txt", "--waivers", "waivers.yaml").status == 1


def test_a_waiver_for_several_drafts_is_told_once_and_only_if_none_needs_it(run: Command, here: Path) -> None:
    (here / "waivers.yaml").write_text(f"- {{rule: sound, reason: {WHY}}}\n", encoding="utf-8")
    drafts = (*DAY, "good.txt", "quiet.txt", "--waivers", "waivers.yaml")
    assert run(*drafts).out.count("is not needed") == 1
    assert run(*drafts, "wrong.txt").out.count("is not needed") == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule: sound\n", "waivers.yaml:1:1: a file of waivers holds a list"),
        ("- rule: sound\n", 'waivers.yaml:1:3: "reason": is missing'),
        ("- rule: sound\n  reason: x\n  reson: y\n", 'waivers.yaml:3:3: "reson": there is no such key'),
        ("- rule: sound\n  reason: x\n  until: soon\n", 'waivers.yaml:3:10: "until"'),
        ("- sound\n", "waivers.yaml:1:3: a waiver is a block of keys"),
        ("- [\n", "waivers.yaml:2:1"),
    ],
)
def test_faults_of_a_file_of_waivers_are_told_with_their_place(text: str, said: str, run: Command, here: Path) -> None:
    (here / "waivers.yaml").write_text(text, encoding="utf-8")
    done = run(*DAY, "wrong.txt", "--waivers", "waivers.yaml")
    assert done.status == 2
    assert said in done.err


def test_sarif_suppresses_what_is_waived(run: Command, here: Path) -> None:
    name = drafted(here, f'{WRONG}[factcheck: waive sound "{WHY}"]\n')
    (result,) = json.loads(run(*DAY, name, "--format", "sarif").out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "inSource", "justification": WHY}]


@pytest.mark.parametrize("output", ["github", "gitlab", "markdown", "html", "junit", "jsonl"])
def test_every_report_tells_what_is_waived_apart(output: str, run: Command, here: Path) -> None:
    name = drafted(here, f'{WRONG}[factcheck: waive sound "{WHY}"]\n')
    text = run(*DAY, name, "--format", output).out
    if output in ("github", "gitlab"):
        assert "5 million" not in text
    else:
        assert WHY in text
    if output == "junit":
        assert 'failures="0"' in text


# A baseline, and changed lines.


def test_with_a_baseline_only_new_findings_count(run: Command, here: Path) -> None:
    assert run("baseline", "write", *DAY, "wrong.txt", "good.txt").status == 0
    again = run(*DAY, "wrong.txt", "--baseline", "factcheck-baseline.json")
    assert again.status == 0
    assert "known from the baseline" in " ".join(again.out.split())
    drafted(here, f"New first lines.\n\nMore of them.\n\n{WRONG}", "wrong.txt")
    assert run(*DAY, "wrong.txt", "--baseline", "factcheck-baseline.json").status == 0
    drafted(here, f"{WRONG}\nSome 6 million people fled Ukraine.\n", "wrong.txt")
    done = run(*DAY, "wrong.txt", "--baseline", "factcheck-baseline.json", "--only", "mismatch", "--format", "json")
    assert [(one["text"], one["waived"] is None) for one in findings(done.out)] == [
        ("Some 5 million", False),
        ("Some 6 million", True),
    ]
    assert done.status == 1


def test_a_baseline_counts_paths_from_its_folder(run: Command, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("baseline", "write", *DAY, "wrong.txt", "--output", "known.json").status == 0
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    assert run(*DAY, "../wrong.txt", "--baseline", "../known.json").status == 0


def git(*words: str) -> None:
    settings = ("-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *words], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_only_figures_on_changed_lines(run: Command, here: Path) -> None:
    name = drafted(here, f"{WRONG}\n{QUIET}")
    git("init", "-q")
    git("add", name)
    git("commit", "-qm", "first")
    assert run(*DAY, name, "--diff", "HEAD").status == 0
    drafted(here, f"{WRONG}\n{QUIET}\nSome 6 million people fled Ukraine.\n")
    done = run(*DAY, name, "--diff", "HEAD", "--format", "json")
    assert [one["line"] for one in findings(done.out)] == [5]
    assert json.loads(done.out)["drafts"][0]["coverage"]["figures"] == 1
    assert done.status == 1
    assert run(*DAY, "wrong.txt", "--diff", "HEAD").status == 1, "git does not know the file: all of it is new"


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("revision", ["nowhere", "--output=gone.txt"])
def test_a_revision_that_is_none_is_told(revision: str, run: Command, here: Path) -> None:
    assert "is in no git repository" in run(*DAY, "wrong.txt", f"--diff={revision}").err
    git("init", "-q")
    done = run(*DAY, "wrong.txt", f"--diff={revision}")
    assert (done.status, done.out) == (2, "")
    assert f"git knows no revision '{revision}'" in done.err
    assert not (here / "gone.txt").exists()


# Corrections.


def test_suggestions_are_a_diff_that_patch_takes(run: Command, here: Path) -> None:
    name = drafted(here, f"{QUIET}\n{WRONG.rstrip()}")
    done = run(*DAY, name, "--suggest")
    assert done.status == 1
    assert "\n+Some 3 million people fled" in done.out
    git("init", "-q")
    subprocess.run(["git", "apply", "-"], input=done.out, text=True, check=True)
    assert run(*DAY, name).status == 0
    assert run(*DAY, name, "--suggest").out == ""


def test_no_suggestion_for_what_is_waived_or_no_file_of_text(run: Command, here: Path) -> None:
    name = drafted(here, f'{WRONG}[factcheck: waive sound "{WHY}"]\n')
    assert run(*DAY, name, "--suggest").out == ""
    done = run(*DAY, "-", "--suggest", stdin=WRONG.encode())
    assert (done.out, "no file of text" in done.err) == ("", True)


@pytest.fixture
def safe_rule(here: Path) -> Path:
    """The rule, with its corrections declared safe."""
    path = here / "safe.yaml"
    path.write_text(RULE.read_text(encoding="utf-8") + "  fix: safe\n", encoding="utf-8")
    return path


def test_a_safe_correction_is_put_in_and_the_old_text_kept(run: Command, here: Path, safe_rule: Path) -> None:
    name = drafted(here, f"{WRONG}\n“{WRONG.strip()}” he said.\n")
    before = (here / name).read_bytes()
    done = run(*DAY, name, "--fix", "--yes", rules=safe_rule)
    lines = (here / name).read_text(encoding="utf-8").splitlines()
    assert "5 million" not in lines[0]
    assert lines[2] == f"“{WRONG.strip()}” he said.", "a quotation is never touched"
    assert (here / f"{name}.bak").read_bytes() == before
    assert done.status == 1, "the quotation is still as it was"
    assert run(*DAY, name, "--fix", "--yes", rules=safe_rule).err == ""


def test_no_correction_without_a_rule_that_declares_it_safe(run: Command, here: Path) -> None:
    assert run(*DAY, "wrong.txt", "--fix", "--yes").status == 1
    assert (here / "wrong.txt").read_text(encoding="utf-8") == WRONG


def test_a_correction_asks_first(run: Command, here: Path, safe_rule: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(*DAY, "wrong.txt", "--fix", rules=safe_rule)
    assert (done.status, "Add --yes" in done.err) == (2, True)
    monkeypatch.setattr("factcheck.checking.asks", lambda: True)
    asked: list[str] = []
    monkeypatch.setattr(typer, "confirm", lambda question, **_: asked.append(question) or False)
    assert run(*DAY, "wrong.txt", "--fix", rules=safe_rule).status == 1
    assert len(asked) == 1
    assert "wrong.txt:1:1: write “Some 3 million” for “Some 5 million”?" in asked[0]
    assert (here / "wrong.txt").read_text(encoding="utf-8") == WRONG
    monkeypatch.setattr(typer, "confirm", lambda *_, **__: True)
    assert run(*DAY, "wrong.txt", "--fix", rules=safe_rule).status == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "utf-8"])
def test_a_corrected_file_keeps_its_encoding_and_line_ends(
    encoding: str, run: Command, here: Path, safe_rule: Path
) -> None:
    text = f"“Déjà vu” – said the mayor.\r\n\r\n{WRONG.rstrip()}\r\n"
    (here / "draft.txt").write_bytes(text.encode(encoding))
    run(*DAY, "draft.txt", "--fix", "--yes", rules=safe_rule)
    new = (here / "draft.txt").read_bytes()
    after = new.decode(encoding)
    assert "5 million" not in after
    assert after.encode(encoding) == new
    assert after.startswith("“Déjà vu” – said the mayor.\r\n\r\nSome 3")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: “It was 5.", True),
        ("“It was,” he said, 5.", False),
        ('He said "no" to 5.', False),
        ('He said "5.', True),
        ("„Ja“ sagte er, 5.", True),  # its closing mark opens in English: left alone
        ("> It was 5.", True),
        ("“An open quotation.\n\nNot any more: 5.", False),
        ("Plain: 5.", False),
    ],
)
def test_quotations(text: str, quoted: bool) -> None:
    assert corrections.in_quotation(text, text.index("5")) is quoted


# Many drafts.


def test_many_drafts_are_shared_out_and_come_in_order(
    run: Command, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = here / "many"
    folder.mkdir()
    for number in range(30):
        text = WRONG if number % 3 == 0 else GOOD
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    alone = run(*DAY, "many", "--format", "json")
    monkeypatch.setattr("factcheck.runs.cores", lambda: 2)
    shared = run(*DAY, "many", "--format", "json")
    assert shared == alone
    assert [one["verdict"] for one in findings(shared.out)][:4] == ["mismatch", "match", "match", "mismatch"]


def test_work_is_done_by_other_processes_only_where_that_is_worth_it() -> None:
    names = [str(number) for number in range(40)]
    few = set(many.for_each(names[:5], lambda some: [os.getpid()] * len(some), 2))
    assert few == {os.getpid()}
    if sys.platform.startswith("linux"):
        assert len(set(many.for_each(names, lambda some: [os.getpid()] * len(some), 2)) - {os.getpid()}) in (1, 2)


def test_there_is_a_core() -> None:
    assert terminal.cores() >= 1


# Words about verdicts, and completion.


def test_every_verdict_is_explained(run: Command) -> None:
    assert set(MEANINGS) == set(Verdict)
    for verdict in Verdict:
        done = run("explain", verdict, rules=None)
        assert done.status == 0
        assert done.out.startswith(f"{verdict}: ")


def test_a_rule_is_explained_and_an_unknown_word_is_told(run: Command) -> None:
    assert "id: sound" in run("explain", "sound").out
    done = run("explain", "suond")
    assert done.status == 2
    assert "sound" in done.err


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("factcheck ", {"rules", "extract", "config", "baseline", "explain"}),
        ("factcheck --fail", {"--fail-on"}),
        ("factcheck rules l", {"list", "lint"}),
        ("factcheck draft.txt --base", {"--baseline"}),
    ],
)
def test_a_shell_is_offered_what_can_follow(line: str, offered: set[str]) -> None:
    words = line.split(" ")
    environment = os.environ | {
        "_FACTCHECK_COMPLETE": "complete_bash",
        "COMP_WORDS": line,
        "COMP_CWORD": str(len(words) - 1),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
    }
    done = subprocess.run(
        [sys.executable, "-m", "factcheck"], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert offered <= set(done.stdout.split()), done.stderr
