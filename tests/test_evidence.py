"""Evidence: a run recorded and made again byte for byte, and what does not fit told. Cassettes: test_cassettes."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from threading import Barrier

import pytest
import requests
import vcr

from command import Command, Run, make_command
from factcheck.errors import FileError, NotKeptError, SourceError
from factcheck.evidence import RECORDED, write
from factcheck.model import Observation, Period, Query
from factcheck.report import REPORTERS
from factcheck.sources import cassettes, evidence, registry, tapes
from factcheck.sources.evidence import Exchange, Recorder, Replaying
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Reply, Site
from factcheck.sources.store import Store
from factcheck.sources.tapes import Head
from leaks import leaks

DRAFT = "Kenya has a population of 35 million. Peru has a population of 33 million. Japan has one of 125 million.\n"
DAY = date(2026, 11, 1)
Replies = Callable[[Site, str], Reply]


def rows(place: str, value: int) -> bytes:
    content = [
        {"page": 1, "pages": 1, "per_page": "200", "sourceid": "2", "lastupdated": "2026-01-01"},
        [
            {
                "indicator": {"id": "SP.POP.TOTL", "value": "?"},
                "country": {"id": place[:2], "value": place},
                "countryiso3code": place,
                "date": str(year),
                "value": value,
            }
            for year in (2022, 2021)
        ],
    ]
    return json.dumps(content).encode()


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Command:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    command = make_command(monkeypatch, capsys)

    def with_shipped_rules(*words: str) -> Run:
        return command("--date", "2022-11-16", *words, rules=None)

    return with_shipped_rules


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The World Bank knows Kenya and is busy when asked for Peru; what it is asked."""
    asked: list[str] = []

    def fetch(_: Fetcher, site: Site, path: str) -> Reply:
        asked.append(path)
        if "PER" in path:
            raise site.error("it answered with HTTP status 503 (Service Unavailable)", url=site.base + path, status=503)
        return Reply(site.base + path, rows("KEN", 54_252_461), DAY)

    monkeypatch.setattr(Fetcher, "__call__", fetch)
    return asked


def without_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def fetch(_: Fetcher, site: Site, path: str) -> Reply:
        raise AssertionError(f"asked {path} of {site.name}")

    monkeypatch.setattr(Fetcher, "__call__", fetch)


@pytest.mark.parametrize("form", sorted(REPORTERS))
def test_a_report_is_made_again_byte_for_byte(
    form: str, run: Command, network: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run("draft.txt", "--record", "evidence.yaml", "--format", form, "--require-sources")
    assert len(network) == 3  # both at once, which fails for one of them, and then one by one
    without_network(monkeypatch)
    again = run("draft.txt", "--replay", "evidence.yaml", "--format", form, "--require-sources")
    assert again == first
    assert first.status == 4
    assert "54" in first.out


def test_the_day_that_stood_for_today_is_replayed(
    run: Command, network: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "draft.txt").write_text("Kenya has a population of 54 million.\n", encoding="utf-8")
    command = run.__closure__[0].cell_contents  # type: ignore[attr-defined]  # without --date
    first = command("draft.txt", "--record", "evidence.yaml", rules=None)
    text = (tmp_path / "evidence.yaml").read_text(encoding="utf-8")
    (tmp_path / "evidence.yaml").write_text(re.sub("today: '.*'", "today: '2023-05-04'", text), encoding="utf-8")
    again = command("draft.txt", "--replay", "evidence.yaml", rules=None)
    assert "4 May 2023" in again.out
    assert "4 May 2023" not in first.out


def test_what_is_not_as_it_was_is_told(run: Command, network: list[str], tmp_path: Path) -> None:
    run("draft.txt", "--record", "evidence.yaml")
    assert run("draft.txt", "--replay", "evidence.yaml").err == ""
    (tmp_path / "draft.txt").write_text(DRAFT.replace("Peru", "Ghana"), encoding="utf-8")
    (tmp_path / "other.txt").write_text("Nothing at all.\n", encoding="utf-8")
    again = run("draft.txt", "other.txt", "--replay", "evidence.yaml", "--rules", "shipped")
    assert "factcheck: draft.txt is not as it was when the evidence was recorded." in again.err
    assert "factcheck: other.txt is no draft of the evidence." in again.err
    said = " ".join(again.out.split())
    assert "the evidence has no recording of this request" in said.lower()
    assert "“PER” in place of “GHA” in its path" in said
    assert "the evidence has no recording of this request, https://api.worldbank.org/v2/country/GHA" in again.err
    assert "The nearest is https://api.worldbank.org/v2/country/PER" in again.err


def test_the_evidence_can_be_looked_into(run: Command, network: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    run("draft.txt", "--record", "evidence.yaml")
    monkey = pytest.MonkeyPatch()
    monkey.setattr("sys.argv", ["factcheck", "evidence", "show", "evidence.yaml"])
    from factcheck import cli

    with pytest.raises(SystemExit) as stop:
        cli.main()
    monkey.undo()
    assert stop.value.code == 0
    out = capsys.readouterr().out
    assert "Draft draft.txt, SHA-256 " in out
    assert "World Bank: https://api.worldbank.org/v2/country/KEN/indicator/SP.POP.TOTL" in out
    assert "no answer: it answered with HTTP status 503" in out
    assert re.search(r"status 200, \d+ bytes, of 2026-11-01", out)
    assert re.search(r"\d questions, [\d,]+ bytes", out)


def test_vcrpy_plays_it_too(run: Command, network: list[str], tmp_path: Path) -> None:
    run("draft.txt", "--record", "evidence.yaml")
    with vcr.use_cassette(str(tmp_path / "evidence.yaml"), record_mode="none", match_on=["uri"]):
        url = "https://api.worldbank.org/v2/country/KEN/indicator/SP.POP.TOTL?format=json&per_page=200"
        assert requests.get(url, timeout=1).json()[1][0]["value"] == 54_252_461


BAD = [("--record", "a", "--replay", "b"), ("--replay", "none.yaml"), ("--replay", "draft.txt")]


@pytest.mark.parametrize("words", BAD)
def test_bad_evidence_is_told(words: tuple[str, ...], run: Command) -> None:
    done = run("draft.txt", *words)
    assert done.status == 2
    assert done.out == ""
    assert "Traceback" not in done.err


def test_evidence_that_cannot_be_written_is_told(run: Command, network: list[str]) -> None:
    done = run("draft.txt", "--record", "no-folder/evidence.yaml")
    assert done.status == 2
    assert "the evidence cannot be written (no such file or directory)" in done.err


REMARKS = [  # what is changed in the file of evidence, and what is said of it
    ("factcheck: 0.1.0", "factcheck: 0.0.9", "the evidence is of factcheck 0.0.9, and this is 0.1.0"),
    ("rules: ", "rules: x", "the rules are not those of the evidence (digest "),
    ("draft.txt: ", "other.txt: ", "draft.txt is in the evidence as other.txt"),
    ("draft.txt: ", "draft.txt: 0", "draft.txt is not as it was when the evidence was recorded"),
    ("    draft.txt: ", "    gone.txt: '1'\n    draft.txt: ", "gone.txt is a draft of the evidence and is not named"),
]


@pytest.mark.parametrize("remark", REMARKS, ids=lambda remark: remark[2][:40])
def test_a_head_that_does_not_fit_is_told_and_the_run_goes_on(
    remark: tuple[str, str, str], run: Command, network: list[str], tmp_path: Path
) -> None:
    old, new, said = remark
    first = run("draft.txt", "--record", "evidence.yaml")
    text = (tmp_path / "evidence.yaml").read_text(encoding="utf-8")
    head, last = text.split("metadata:")
    assert old in last
    (tmp_path / "evidence.yaml").write_text(f"{head}metadata:{last.replace(old, new)}", encoding="utf-8")
    again = run("draft.txt", "--replay", "evidence.yaml")
    assert said in again.err
    assert again.err.count("\n") == 1
    assert (again.status, again.out) == (first.status, first.out)


def test_a_draft_that_cannot_be_read_is_no_part_of_the_evidence(run: Command, network: list[str]) -> None:
    first = run("draft.txt", "none.txt", "--record", "evidence.yaml")
    again = run("draft.txt", "none.txt", "--replay", "evidence.yaml")
    assert again == first
    assert "none.txt" not in Path("evidence.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["draft.txt", "./draft.txt", "link.txt"])
def test_no_draft_is_written_over(name: str, run: Command, network: list[str], tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to(tmp_path / "draft.txt")
    done = run("draft.txt", "--record", name)
    assert done.status == 2
    assert "this is a draft, and the evidence would take its place" in done.err
    assert (tmp_path / "draft.txt").read_text(encoding="utf-8") == DRAFT
    assert not network


def test_the_old_file_stays_where_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "evidence.yaml"
    path.write_text("old", encoding="utf-8")

    def full(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(FileError, match="no space left on device"):
        write(path, Recorder(lambda site, path: Reply("", b"")), HEAD)
    assert [one.name for one in tmp_path.iterdir()] == ["evidence.yaml"]
    assert path.read_text(encoding="utf-8") == "old"


# What this machine has.


def test_what_the_store_has_is_evidence_too(
    run: Command, network: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    year = Period(date(2022, 1, 1), date(2022, 12, 31))
    value = Decimal("54000001.50")
    held = Observation(value, value, value, "person", year, "World Bank", "https://data.worldbank.org/")
    store = Store(tmp_path / "s.db", now=datetime.now(UTC))
    store.put({Query("worldbank", "SP.POP.TOTL", place): (held,) for place in ("KEN", "PER", "JPN")})
    first = run("draft.txt", "--store", "s.db", "--record", "evidence.yaml", "--format", "json")
    assert "54000001.5" in first.out
    (tmp_path / "s.db").unlink()
    without_network(monkeypatch)
    assert run("draft.txt", "--replay", "evidence.yaml", "--format", "json") == first


def test_what_a_table_had_is_evidence_too() -> None:
    source = {"ours": {"about": "Our own", "file": "ours.csv", "value": "n", "period": "year", "folder": "/nowhere"}}
    query = Query("ours", "all", "KEN")

    def ask(fetch: Replies) -> object:
        return registry.make_lookup(offline=False, fetch=fetch, own=source)(query)

    year = Period(date(2022, 1, 1), date(2022, 12, 31))
    answer = (Observation(Decimal("1.50"), Decimal(1), Decimal(2), "person", year, "Our own", "ours.csv"),)
    recorder = Recorder(lambda site, path: Reply("", b""))
    first = ask(recorder)  # there is no such file, and that is noted
    assert isinstance(first, SourceError)
    played = ask(again(recorder))
    assert isinstance(played, SourceError)
    assert vars(played) == vars(first)
    recorder = Recorder(lambda site, path: Reply("", b""))
    assert recorder.local(evidence.TABLE, query, lambda: answer) == answer
    assert ask(again(recorder)) == answer
    missing = ask(Replaying([]))
    assert isinstance(missing, SourceError)
    assert missing.message == evidence.MISSING


def test_a_database_is_not_reached_when_a_run_is_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("factcheck.sources.own_tables.rows", lambda name, source, keys: asked.append(name) or [])
    source = {"ours": {"about": "Our own", "database": "OUR_DB", "table": "t", "value": "n", "folder": "."}}
    query = Query("ours", "all", "KEN")
    recorder = Recorder(lambda site, path: Reply("", b""))
    keys = {"OUR_DB": "postgresql://desk:hunter2@db/x"}
    assert registry.make_lookup(offline=False, fetch=recorder, own=source, keys=keys)(query) == ()
    assert asked == ["ours"]
    assert (
        registry.make_lookup(offline=False, fetch=again(recorder), own=source, keys={"OUR_DB": "recorded"})(query) == ()
    )
    assert asked == ["ours"]
    assert "hunter2" not in tapes.written(HEAD, recorder.exchanges.values())


# The example of the docs.

EXAMPLE = Path(__file__).resolve().parents[1] / "examples/evidence/kenya.yaml"
TRANSCRIBED = "# TRANSCRIBED on 2026-11-25 from cassettes/worldbank/population-of-kenya.yaml; not recorded live.\n"


def is_of(fresh: Head, asked: list[Exchange]) -> bool:
    """Whether the example holds the same but for the rules, which change more often than what they ask."""
    head, exchanges = tapes.read_back(EXAMPLE.read_text(encoding="utf-8"), "x")
    return (exchanges, head.drafts, head.today) == (asked, fresh.drafts, fresh.today)


def test_the_example_is_what_a_run_records(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """With --update-golden it is written afresh; its rules are those of the day on which it was."""
    top = EXAMPLE.parents[2]
    monkeypatch.chdir(top)
    tape = cassettes.read((top / "cassettes/worldbank/population-of-kenya.yaml").read_text(encoding="utf-8"), "x")
    held = dict(tape.replies)
    monkeypatch.setattr(Fetcher, "__call__", lambda self, site, path: held[site.base + path])
    monkeypatch.setattr("factcheck.preparing.now", lambda: datetime(2026, 11, 25, 12, tzinfo=UTC))
    made = tmp_path / "made.yaml"
    make_command(monkeypatch, capsys)(
        "--date", "2022-11-16", "examples/evidence/kenya.txt", "--record", str(made), rules=None
    )
    fresh, asked = tapes.read_back(made.read_text(encoding="utf-8"), "x")
    if request.config.getoption("--update-golden") and not is_of(fresh, asked):
        EXAMPLE.write_text(TRANSCRIBED + made.read_text(encoding="utf-8"), encoding="utf-8")
    assert is_of(fresh, asked)
    text = EXAMPLE.read_text(encoding="utf-8")
    assert text.startswith(TRANSCRIBED)
    assert leaks(text) == []


# The recorder alone.

TOKEN = ("x-token", "hunter2")
SITE = Site("A source", "https://a.example/", header=TOKEN)
HEAD = Head("digest", {"d.txt": "0" * 64}, DAY, ("A_KEY",), "2026-11-01T10:00:00+00:00", "0.1.0")
SAYS = [Reply("", "naïve “1” \U0001f30d\r\n".encode(), DAY), Reply("", b"\xff\x00\xfe", None), Reply("", b"", DAY)]


def again(recorder: Recorder) -> Replaying:
    head, exchanges = tapes.read_back(tapes.written(HEAD, recorder.exchanges.values()), "x")
    assert head == HEAD
    return Replaying(exchanges)


@pytest.mark.parametrize("reply", SAYS)
def test_bodies_come_back_as_they_were(reply: Reply) -> None:
    recorder = Recorder(lambda site, path: reply)
    recorder(SITE._replace(secret=TOKEN[1]), "x?api_key=hunter2&a=1")
    text = tapes.written(HEAD, recorder.exchanges.values())
    assert "hunter2" not in text
    played = again(recorder)(SITE._replace(secret=RECORDED), "x?api_key=recorded&a=1")
    assert (played.body, played.day) == (reply.body, reply.day)


@pytest.mark.parametrize("kind", [SourceError, NotKeptError])
def test_failures_come_back_as_they_were(kind: type[SourceError]) -> None:
    error = kind("A source", "it is “busy”", url="https://a.example/", status=503, hint="Wait.")

    def fail(site: Site, path: str) -> Reply:
        raise error

    recorder = Recorder(fail)
    with pytest.raises(kind):
        recorder(SITE, "x")
    with pytest.raises(kind) as caught:
        again(recorder)(SITE, "x")
    assert vars(caught.value) == vars(error)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("asked", "recorded", "told"),
    [
        ("https://a.example/x/KEN", "https://a.example/x/PER", "“PER” in place of “KEN” in its path"),
        ("https://a.example/x?a=1&b=2", "https://a.example/x?a=1&b=3", "b=3 in place of b=2"),
        ("https://a.example/x?a=1", "https://a.example/x", "a=(none) in place of a=1"),
        ("https://a.example/x", "https://b.example/x", "the host b.example in place of a.example"),
    ],
)
def test_what_differs(asked: str, recorded: str, told: str) -> None:
    assert evidence.difference(asked, recorded) == told
    playing = Replaying([Exchange("A source", recorded)])
    with pytest.raises(SourceError, match="no recording") as caught:
        playing(Site("A source", asked), "")
    assert recorded in caught.value.hint or "none of them" in caught.value.hint


# Keys, and addresses that look as if they had one.

KEY = "hunter2hunter2+/="
DECLARED = {"about": "Ours", "url": "https://x.example/v?keyword={series}", "key": "OUR_KEY"}
DECLARED |= {"rows": "rows", "value": "v", "period": "y", "folder": "."}


@pytest.mark.parametrize("where", ["parameter appid", "parameter api_key", "parameter sid", "header x-desk"])
def test_a_key_is_nowhere_and_questions_stay_apart(where: str) -> None:
    told = {"keyword=a": 1, "keyword=b": 2}

    def server(site: Site, path: str) -> Reply:
        assert KEY in f"{site.header} {path}" or "hunter2hunter2%2B%2F%3D" in path
        value = next(value for question, value in told.items() if question in path)
        echo = f"{site.base}{path} {site.header}"
        return Reply(site.base + path, json.dumps({"rows": [{"v": value, "y": "2022"}], "you": echo}).encode(), DAY)

    def ask(fetch: Replies, key: str) -> list[Decimal | None]:
        source = {"ours": DECLARED | {"key-in": where}}
        lookup = registry.make_lookup(offline=False, fetch=fetch, own=source, keys={"OUR_KEY": key})
        return [lookup(Query("ours", name, ""))[0].value for name in "ab"]  # type: ignore[index,union-attr]

    recorder = Recorder(server)
    assert ask(recorder, KEY) == [1, 2]
    text = tapes.written(HEAD, recorder.exchanges.values())
    assert "hunter2" not in text
    assert leaks(text) == []
    assert ask(again(recorder), "recorded") == [1, 2]


@pytest.mark.parametrize("status", [200, 503])
def test_a_key_is_in_no_error(status: int) -> None:
    source = {"ours": DECLARED | {"key-in": "parameter appid"}}

    def server(site: Site, path: str) -> Reply:
        if status != 200:
            raise site.error("it is busy", url=site.base + path, status=status)
        return Reply(site.base + path, b"{}", DAY)

    found = registry.make_lookup(offline=False, fetch=server, own=source, keys={"OUR_KEY": KEY})(Query("ours", "a", ""))
    assert isinstance(found, SourceError)
    assert "hunter2" not in repr(vars(found))
    assert "appid=..." in found.url


def test_what_is_asked_twice_is_told_as_at_first() -> None:
    replies = iter([b"first", b"second"])
    recorder = Recorder(lambda site, path: Reply("", next(replies)))
    assert [recorder(SITE, "x").body for _ in range(2)] == [b"first", b"first"]


def test_what_two_threads_ask_at_once_is_told_to_both_as_it_is_noted() -> None:
    both, replies = Barrier(2), iter([b"first", b"second"])

    def fetch(site: Site, path: str) -> Reply:
        both.wait(5)
        return Reply("", next(replies))

    recorder = Recorder(fetch)
    with ThreadPoolExecutor(2) as pool:
        told = [reply.body for reply in pool.map(lambda path: recorder(SITE, path), ["x", "x"])]
    assert told == [again(recorder)(SITE, "x").body] * 2


def test_where_a_server_moved_a_question_to_is_told_again() -> None:
    recorder = Recorder(lambda site, path: Reply(f"{site.base}moved/{path}", b"{}", DAY, "application/json"))
    first = recorder(SITE, "x")
    assert again(recorder)(SITE, "x") == first
    assert first.url == "https://a.example/moved/x"


BODIES = [
    "\r\n",
    "\ufeff{}",
    "a\u0085b\u2028c",
    "null",
    "=",
    "2024-01-01",
    "\x7f\x00",
    "  x  ",
    "- \n#",
    "x" * 1_000_000,
]


@pytest.mark.parametrize("body", BODIES, ids=repr)
def test_any_text_comes_back(body: str, tmp_path: Path) -> None:
    path = tmp_path / "e.yaml"
    recorder = Recorder(lambda site, path: Reply("", body.encode()))
    recorder(SITE, "x")
    write(path, recorder, HEAD)
    ((_, (exchange,)),) = [tapes.read_back(path.read_text(encoding="utf-8"), "x")]
    assert exchange.body == body.encode()


NONE = ["", "1", "[]", "a: b", "interactions: []", "\x00", "{", "- " * 2000, "!!python/object/apply:os.getcwd []"]


@pytest.mark.parametrize("text", NONE, ids=lambda text: text[:20])
def test_what_is_no_evidence_is_told(text: str) -> None:
    with pytest.raises(FileError, match="no evidence"):
        tapes.read_back(text, "x")


CUTS = [("status:", "stat:"), ("headers:", "heads:"), ("X-Factcheck-Source:", "X:"), ("body:", "b:"), ("uri:", "u:")]


@pytest.mark.parametrize(("old", "new"), CUTS)
def test_broken_evidence_is_told(old: str, new: str) -> None:
    text = tapes.written(HEAD, [Exchange("A source", "https://a.example/x", b"1", DAY)])
    assert old in text
    with pytest.raises(FileError, match="no evidence"):
        tapes.read_back(text.replace(old, new), "x")
