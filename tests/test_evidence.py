"""Evidence: a run recorded and made again byte for byte, what does not fit told, cassettes recorded afresh."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import requests
import vcr

from command import Command, Run, make_command
from factcheck.errors import FileError, NotKeptError, SourceError
from factcheck.evidence import read, refreshed
from factcheck.report import REPORTERS
from factcheck.sources import cassettes, evidence
from factcheck.sources.evidence import Exchange, Head, Recorder, Replaying
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Reply, Site
from local_server import replied, serving

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
    assert "bytes, of 2026-11-01" in out


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


# The recorder alone.

SITE = Site("A source", "https://a.example/", header=("x-token", "hunter2"))
HEAD = Head("digest", {"d.txt": "0" * 64}, DAY, ("A_KEY",), "2026-11-01T10:00:00+00:00", "0.1.0")
SAYS = [Reply("", "naïve “1” \U0001f30d\r\n".encode(), DAY), Reply("", b"\xff\x00\xfe", None), Reply("", b"", DAY)]


def again(recorder: Recorder) -> Replaying:
    head, exchanges = evidence.read_back(evidence.written(HEAD, recorder.exchanges.values()), "x")
    assert head == HEAD
    return Replaying(exchanges)


@pytest.mark.parametrize("reply", SAYS)
def test_bodies_come_back_as_they_were(reply: Reply) -> None:
    recorder = Recorder(lambda site, path: reply)
    recorder(SITE, "x?api_key=hunter2&a=1")
    text = evidence.written(HEAD, recorder.exchanges.values())
    assert "hunter2" not in text
    played = again(recorder)(SITE, "x?api_key=another&a=1")
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


# Cassettes recorded afresh.

OLD = b'{"rows": [{"year": 2021, "value": 1}, {"year": 2022, "value": 2}]}'
NEW = b'{"rows": [{"year": 2023, "value": 4}, {"year": 2022, "value": 3}, {"year": 2021, "value": 1}]}'


def test_rows_are_compared_and_not_their_order() -> None:
    assert cassettes.differences(OLD, NEW) == (
        ['rows {"value": 2, "year": 2022}'],
        ['rows {"value": 4, "year": 2023}', 'rows {"value": 3, "year": 2022}'],
    )
    assert cassettes.differences(b"a,1\nb,2\n", b"b,2\na,1\n") == ([], [])


@pytest.mark.enable_socket
def test_a_cassette_is_recorded_afresh(tmp_path: Path) -> None:
    with serving(lambda handler: replied(handler, 200, {}, NEW)) as base:
        path = tmp_path / "one.yaml"
        path.write_text(cassettes.written([(f"{base}x?api_key=0000", Reply("", OLD))], DAY), encoding="utf-8")
        lines = refreshed(path, Fetcher(), {}, DAY)
        assert lines[0] == f"{path}: 1 rows are gone or changed, 2 are new"
        head, exchanges = cassettes.read(path)
        assert head == ["# RECORDED on 2026-11-01 from 127.0.0.1 by factcheck cassettes refresh."]
        assert exchanges == [(f"{base}x?api_key=0000", NEW)]
        assert refreshed(path, Fetcher(), {}, DAY) == [f"{path}: as it was"]


def test_a_cassette_stays_where_there_is_no_network(tmp_path: Path) -> None:
    path = tmp_path / "one.yaml"
    path.write_text(cassettes.written([("https://a.example/x", Reply("", OLD))], DAY), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(SourceError, match="leads nowhere"):
        refreshed(path, Fetcher(resolves=lambda host: False), {}, DAY)
    assert path.read_bytes() == before
    with pytest.raises(FileError):
        read(path)


def test_the_keys_of_hosts_are_put_in_and_not_written(tmp_path: Path) -> None:
    asked: list[tuple[str, tuple[str, str] | None]] = []

    def fetch(site: Site, path: str) -> Reply:
        asked.append((path, site.header))
        return Reply("", NEW)

    path = tmp_path / "one.yaml"
    addresses = ["https://api.stlouisfed.org/fred/x?api_key=0000&a=1", "https://ucdpapi.pcr.uu.se/api/x"]
    path.write_text(cassettes.written([(one, Reply("", OLD)) for one in addresses], DAY), encoding="utf-8")
    refreshed(path, fetch, {"FRED_API_KEY": "hunter2", "UCDP_ACCESS_TOKEN": "hunter3"}, DAY)
    assert asked == [("fred/x?api_key=hunter2&a=1", None), ("api/x", ("x-ucdp-access-token", "hunter3"))]
    assert "hunter" not in path.read_text(encoding="utf-8")


def test_what_was_made_up_is_not_asked(repository: Path) -> None:
    path = repository / "cassettes/worldbank/another-place.yaml"
    assert refreshed(path, Fetcher(resolves=lambda host: False), {}, DAY) == [
        f"{path}: made up for a test, and left as it is"
    ]
