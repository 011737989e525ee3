"""Cassettes: what they say of themselves, that none holds a secret, and how they are recorded afresh."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from command import Run, make_command
from factcheck.errors import FileError, SourceError
from factcheck.evidence import refreshed
from factcheck.model import Member, Observation, Period
from factcheck.sources import cassettes
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Reply, Site
from leaks import PATTERNS, leaks
from local_server import replied, serving

FOLDER = Path(__file__).resolve().parents[1] / "cassettes"
PATHS = sorted(FOLDER.rglob("*.yaml"))
every = pytest.mark.parametrize("path", PATHS, ids=lambda path: str(path.relative_to(FOLDER)))
DAY = date(2026, 11, 25)
KENYA = FOLDER / "worldbank/population-of-kenya.yaml"
Change = Callable[[bytes], bytes]


def tape_of(path: Path) -> cassettes.Tape:
    return cassettes.read(path.read_text(encoding="utf-8"), str(path))


# What they are.


@every
def test_a_cassette_says_whence_it_is_and_when(path: Path) -> None:
    head = tape_of(path).head
    assert head[0].startswith(("# TRANSCRIBED on 20", "# RECORDED on 20"))
    if head[0].startswith("# TRANSCRIBED"):
        assert head[0].endswith("; not recorded live.")
        assert sum(map(len, head[1:-1])) > 80, "it does not say from what"


@every
def test_a_cassette_answers_what_it_says_is_asked(path: Path) -> None:
    tape = tape_of(path)
    assert tape.query.source == path.parent.name
    answer = cassettes.answer(tape)
    if isinstance(answer, SourceError):
        assert "another request" not in answer.message
        assert path.stem in ("another-place", "unknown-indicator", "unknown-place")


# No secret.


@every
def test_no_cassette_holds_anything_like_a_secret(path: Path) -> None:
    assert leaks(path.read_text(encoding="utf-8")) == []


PLANTED = [
    ("a parameter with a key", "uri: https://a.example/x?api_key=d41d8cd9"),
    ("a parameter with a key", "uri: https://a.example/x?a=1&appid=abc"),
    ("a field with a key", 'string: \'{"access_token":"abcdefgh12"}\''),
    ("a field with a key", "password: hunter2hunter2"),
    ("a header that signs in", "      Authorization: [x]"),
    ("a header that signs in", "      Set-Cookie: [id=1]"),
    ("a header that signs in", "      x-ucdp-access-token: [x]"),
    ("a way to sign in", "said: Bearer abcdefghijkl"),
    ("a password in an address", "at: postgresql://desk:hunter2@db/x"),
    ("a private key", "-----BEGIN RSA PRIVATE KEY-----"),
    ("a token of JWT", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0xxx.x"),
    ("a key of a known form", "AKIAIOSFODNN7EXAMPLE"),
    ("hexadecimal of the length of a key", "x abcdef0123456789abcdef0123456789 x"),
]


@pytest.mark.parametrize(("name", "text"), PLANTED)
def test_a_secret_would_be_found(name: str, text: str) -> None:
    assert name in leaks(f"interactions:\n{text}\n")


def test_every_pattern_is_tried() -> None:
    assert {name for name, _ in PLANTED} == set(PATTERNS)


@pytest.mark.parametrize(
    "text", ["x?api_key=0000&a=1", "x?api_key=...", "x?token=recorded", "keyword search: none", "0" * 32]
)
def test_a_stand_in_is_no_secret(text: str) -> None:
    assert leaks(text) == []


# Recorded afresh.


def served(path: Path, change: Change = lambda body: body) -> Callable[[Site, str], Reply]:
    """A fetch that says what a cassette has, changed; the key may be another."""
    held = dict(tape_of(path).replies)

    def fetch(site: Site, path: str) -> Reply:
        url = site.base + path
        found = held[url.replace(f"={site.secret}", "=0000") if site.secret else url]
        return Reply(url, change(found.body), DAY, found.kind)

    return fetch


@pytest.fixture
def copy(tmp_path: Path) -> Callable[[Path], Path]:
    return lambda path: Path(shutil.copy(path, tmp_path / "one.yaml"))


REAL_KEYS = {"FRED_API_KEY": "hunter2hunter2", "UCDP_ACCESS_TOKEN": "hunter3hunter3"}


@every
def test_what_did_not_change_is_as_it_was(path: Path, copy: Callable[[Path], Path]) -> None:
    fresh = copy(path)
    lines = refreshed(fresh, served(path), REAL_KEYS, DAY)
    if tape_of(path).is_made_up:
        assert lines == ["made up for a test, and left as it is"]
        assert fresh.read_bytes() == path.read_bytes()
        return
    assert lines == ["as it was"]
    old, new = tape_of(path), tape_of(fresh)
    assert new.query == old.query
    assert [(url, reply.body, reply.kind) for url, reply in new.replies] == [
        (url, reply.body, reply.kind) for url, reply in old.replies
    ]
    assert new.head[0].startswith("# RECORDED on 2026-11-25 from ")
    text = fresh.read_text(encoding="utf-8")
    assert "hunter" not in text
    assert leaks(text) == []
    assert refreshed(fresh, served(path), REAL_KEYS, DAY) == ["as it was"]


ROW = (
    b',{"indicator":{"id":"SP.POP.TOTL","value":"x"},"country":{"id":"KE","value":"Kenya"},'
    b'"countryiso3code":"KEN","date":"2024","value":56432944}]]'
)
CHANGES: list[tuple[Change, list[str]]] = [
    (lambda body: body.replace(b"55339003", b"55340000"), ["2023 was 55339003 person, is 55340000 person"]),
    (lambda body: body[:-2] + ROW, ["2024 is new: 56432944 person"]),
    (lambda body: body.replace(b'"value":52217334', b'"value":null'), ["2020 is gone: 52217334 person"]),
    (lambda body: body.replace(b"2025-01-28", b"2026-07-01"), ["the edition was 2025-01-28, is 2026-07-01"]),
    (lambda body: body.replace(b"55339003", b"55339003.0"), ["as it was"]),
]


@pytest.mark.parametrize(("change", "lines"), CHANGES)
def test_what_changed_is_told_by_period(change: Change, lines: list[str], copy: Callable[[Path], Path]) -> None:
    assert refreshed(copy(KENYA), served(KENYA, change), {}, DAY) == lines


BAD: list[tuple[bytes, str]] = [
    (b"<html>", "not whole JSON"),
    (b"", "not whole JSON"),
    (b'[{"message":[{"id":"120","key":"x","value":"y"}]}]', "does not know the indicator"),
    (b"{}", "not of the form"),
]


@pytest.mark.parametrize(("body", "said"), BAD)
def test_what_cannot_be_believed_takes_no_cassettes_place(body: bytes, said: str, copy: Callable[[Path], Path]) -> None:
    path = copy(KENYA)
    with pytest.raises(SourceError, match=said):
        refreshed(path, served(KENYA, lambda _: body), {}, DAY)
    assert path.read_bytes() == KENYA.read_bytes()


def test_another_place_takes_no_cassettes_place(copy: Callable[[Path], Path]) -> None:
    path = copy(KENYA)
    with pytest.raises(SourceError, match="another place"):
        refreshed(path, served(KENYA, lambda body: body.replace(b'"KEN"', b'"UKR"')), {}, DAY)
    assert path.read_bytes() == KENYA.read_bytes()


def test_an_error_that_is_recorded_may_become_another_or_an_answer(copy: Callable[[Path], Path]) -> None:
    unknown = FOLDER / "worldbank/unknown-indicator.yaml"
    (line,) = refreshed(copy(unknown), served(unknown, lambda body: body.replace(b'"175"', b'"120"')), {}, DAY)
    assert line.startswith("it had no answer (it no longer has the indicator EN.ATM.CO2E.KT), and now has no answer (")
    none = b'[{"page":0,"pages":0,"total":0,"sourceid":null,"lastupdated":null},null]'
    (line,) = refreshed(copy(unknown), served(unknown, lambda body: none), {}, DAY)
    assert line.endswith("and now has 0 values")


def test_many_changes_are_cut_short() -> None:
    years = [Period(date(year, 1, 1), date(year, 12, 31)) for year in range(1960, 2025)]
    answer = tuple(Observation(Decimal(1), Decimal(1), Decimal(1), "person", year, "", "") for year in years)
    lines = cassettes.changes((), answer)
    assert len(lines) == 11
    assert lines[-1] == "and 55 more, the last: 2024 is new: 1 person"


def test_rankings_days_and_ranges_are_compared_too() -> None:
    year = Period(date(2022, 1, 1), date(2022, 12, 31))

    def ranked(first: int) -> Observation:
        return Observation(None, None, None, "", year, "", "", members=(Member(1, "Kenya", Decimal(first)),))

    one, two = (Observation(Decimal(1), Decimal(0), Decimal(high), "person", year, "", "") for high in (2, 3))
    days = [
        Observation(None, None, None, "", None, "", "", day=Period(date(2022, 1, d), date(2022, 1, d))) for d in (1, 2)
    ]
    assert cassettes.changes((ranked(5),), (ranked(6),)) == ["2022 was Kenya 5, is Kenya 6"]
    assert cassettes.changes((one,), (two,)) == ["2022 was 1 (0 to 2) person, is 1 (0 to 3) person"]
    assert cassettes.changes(days[:1], days[1:]) == ["what has no period was 2022-01-01, is 2022-01-02"]  # type: ignore[arg-type]


@pytest.mark.enable_socket
def test_a_server_is_asked(copy: Callable[[Path], Path], monkeypatch: pytest.MonkeyPatch) -> None:
    ((_, old),) = tape_of(KENYA).replies
    body = old.body.replace(b"55339003", b"55340000")
    with serving(lambda handler: replied(handler, 200, {}, body)) as base:
        site = Site("World Bank", base)
        monkeypatch.setattr("factcheck.sources.worldbank.lookup.__defaults__", (site,))
        text = KENYA.read_text(encoding="utf-8").replace("https://api.worldbank.org/", base)
        path = copy(KENYA)
        path.write_text(text, encoding="utf-8")
        assert refreshed(path, Fetcher(), {}, DAY) == ["2023 was 55339003 person, is 55340000 person"]
        assert tape_of(path).head[0] == "# RECORDED on 2026-11-25 from 127.0.0.1 by factcheck cassettes refresh."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x: 1", "no cassette"),
        ("interactions: []", "does not say what is asked"),
        ("- [", "no cassette"),
        ("!!python/object/apply:os.getcwd []", "no cassette"),
    ],
)
def test_what_is_no_cassette_is_told(text: str, said: str) -> None:
    with pytest.raises(FileError, match=said):
        cassettes.read(text, "x.yaml")


# The command.


@pytest.fixture
def refresh(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Run]:
    """`factcheck cassettes refresh` with a copy of the cassettes, without a network unless one is put in."""
    shutil.copytree(FOLDER, tmp_path / "cassettes")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("factcheck.sources.fetcher.has_address", lambda host: False)
    command = make_command(monkeypatch, capsys)
    return lambda *names: command("cassettes", "refresh", *names, rules=None)


def test_without_a_network_one_sentence_tells_and_all_is_as_it_was(refresh: Callable[..., Run], tmp_path: Path) -> None:
    done = refresh()
    assert done.status == 4
    assert done.err.startswith(
        "factcheck: 17 cassettes stay as they are, as no source of theirs could be asked, such as "
    )
    assert done.err.count("\n") == 1
    for path in PATHS:
        assert (tmp_path / "cassettes" / path.relative_to(FOLDER)).read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    "name",
    ["worldbank/no-rows", "worldbank/no-rows.yaml", "cassettes/worldbank/no-rows.yaml", "cassettes/worldbank/no-rows"],
)
def test_a_cassette_is_named_in_several_ways(name: str, refresh: Callable[..., Run]) -> None:
    done = refresh(name)
    assert (done.status, done.err) == (0, "")
    assert done.out == "cassettes/worldbank/no-rows.yaml: made up for a test, and left as it is\n"


@pytest.mark.parametrize(("name", "said"), [("none", "none: there is no cassette."), ("../x", "there is no cassette")])
def test_a_name_of_none_is_told(name: str, said: str, refresh: Callable[..., Run]) -> None:
    done = refresh(name)
    assert done.status == 2
    assert said in done.err


def test_changes_are_printed(refresh: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = served(KENYA, CHANGES[0][0])
    monkeypatch.setattr(Fetcher, "__call__", lambda self, site, path: fetch(site, path))
    done = refresh("worldbank/population-of-kenya")
    assert done.out == "cassettes/worldbank/population-of-kenya.yaml: 2023 was 55339003 person, is 55340000 person\n"
    assert done.status == 0


def test_a_key_that_is_not_there_is_told(refresh: Callable[..., Run]) -> None:
    done = refresh("fred")
    assert done.status == 4
    assert "cassettes/fred/gdp.yaml stays as it is. FRED: it needs a key" in done.err
    assert "FRED_API_KEY" in done.err
