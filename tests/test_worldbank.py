"""The World Bank: cassettes replayed, real captured responses read, and every fault told as what it is."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import requests
import vcr
from requests.adapters import BaseAdapter
from ruamel.yaml import YAML
from urllib3 import HTTPResponse
from urllib3.exceptions import MaxRetryError, ReadTimeoutError

import factcheck
from factcheck.engine import Engine
from factcheck.errors import SourceError
from factcheck.model import Observation, Period, Query, Verdict
from factcheck.sources import fetcher as fetching
from factcheck.sources import registry, session, worldbank
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Reply, Site
from shipped_rules import shipped

POPULATION = Query("worldbank", "SP.POP.TOTL", "KEN")
GROWTH = Query("worldbank", "NY.GDP.MKTP.KD.ZG", "KEN")
DAY = date(2022, 11, 16)
Replay = Callable[..., Any]


def fetcher() -> Fetcher:
    """One that needs no name server."""
    return Fetcher(resolves=lambda host: True)


@pytest.fixture
def replay(repository: Path) -> Callable[[str], Any]:
    """The cassette of that name, for a `with` block; a request that it has not is an error."""
    recorder = vcr.VCR(
        cassette_library_dir=str(repository / "cassettes" / "worldbank"),
        record_mode="none",
        match_on=["method", "scheme", "host", "port", "path", "query"],
    )
    return lambda name: recorder.use_cassette(f"{name}.yaml")


@pytest.fixture
def exchange(tmp_path: Path) -> Callable[..., Any]:
    """A cassette made up on the spot: replies of (status, headers, body) to one question in turn."""

    def made(*replies: tuple[int, Mapping[str, str], bytes], url: str = "") -> Any:
        uri = url or "https://api.worldbank.org/v2/country/KEN/indicator/SP.POP.TOTL?format=json&per_page=200"
        interactions = [
            {
                "request": {"method": "GET", "uri": uri, "body": None, "headers": {}},
                "response": {
                    "status": {"code": status, "message": ""},
                    "headers": {key: [value] for key, value in headers.items()},
                    "body": {"string": body},
                },
            }
            for status, headers, body in replies
        ]
        with (tmp_path / "made.yaml").open("wb") as file:
            YAML(typ="safe").dump({"version": 1, "interactions": interactions}, file)
        return vcr.use_cassette(str(tmp_path / "made.yaml"), record_mode="none")

    return made


JSON = {"Content-Type": "application/json;charset=utf-8"}


def rows(*values: Any, place: str = "KEN", code: str = "SP.POP.TOTL", **head: Any) -> bytes:
    """A reply in the World Bank's form with one value a year, the newest first."""
    envelope = {"page": 1, "pages": 1, "per_page": "200", "sourceid": "2", "lastupdated": "2026-01-01"} | head
    content = [
        {
            "indicator": {"id": code, "value": "?"},
            "country": {"id": "KE", "value": "Kenya"},
            "countryiso3code": place,
            "date": str(2023 - number),
            "value": value,
        }
        for number, value in enumerate(values)
    ]
    return json.dumps([envelope, content]).encode()


def answers(*bodies: bytes) -> Callable[[Site, str], Reply]:
    """A fetch that gives `bodies` in turn."""
    left: Iterator[bytes] = iter(bodies)
    return lambda site, path: Reply(site.base + path, next(left))


def error_of(query: Query, fetch: Callable[[Site, str], Reply]) -> SourceError:
    with pytest.raises(SourceError) as caught:
        worldbank.lookup(query, fetch)
    error = caught.value
    assert error.source == "World Bank"
    assert error.message
    assert "\n" not in error.message
    return error


# What the cassettes hold


def test_population(replay: Replay) -> None:
    with replay("population-of-kenya"):
        found = worldbank.lookup(POPULATION, fetcher())
    assert [observation.value for observation in found] == [52217334, 53219166, 54252461, 55339003]
    assert found[-1] == Observation(
        value=Decimal(55339003),
        low=Decimal(55339003),
        high=Decimal(55339003),
        unit="person",
        period=Period(date(2023, 1, 1), date(2023, 12, 31)),
        source="World Bank, World Development Indicators",
        url="https://data.worldbank.org/indicator/SP.POP.TOTL?locations=KE",
        edition="2025-01-28",
    )


def test_growth_is_exact_and_years_without_a_value_are_left_out(replay: Replay) -> None:
    with replay("gdp-growth-of-kenya"):
        found = worldbank.lookup(GROWTH, fetcher())
    assert [str(observation.value) for observation in found] == [
        "7.59048947333467",
        "4.8466348557707",
        "5.42581615130304",
    ]
    assert {observation.unit for observation in found} == {"percent"}


def test_no_rows_is_no_failure(replay: Replay) -> None:
    with replay("no-rows"):
        assert worldbank.lookup(Query("worldbank", "AG.SRF.TOTL.K2", "KEN"), fetcher()) == ()


@pytest.mark.parametrize(
    ("cassette", "series", "place", "message"),
    [
        ("unknown-indicator", "EN.ATM.CO2E.KT", "KEN", "it no longer has the indicator EN.ATM.CO2E.KT"),
        ("unknown-place", "SP.POP.TOTL", "QQQ", "it does not know the indicator SP.POP.TOTL, or not for the"),
        ("another-place", "SP.POP.TOTL", "KEN", "it answered for another place than SP.POP.TOTL of KEN"),
    ],
)
def test_errors_that_come_with_status_200(replay: Replay, cassette: str, series: str, place: str, message: str) -> None:
    with replay(cassette):
        error = error_of(Query("worldbank", series, place), fetcher())
    assert error.message.startswith(message)
    assert error.url.startswith(f"https://api.worldbank.org/v2/country/{place}/indicator/{series}?")


# Real responses


@pytest.mark.parametrize(
    ("file", "place", "first", "pages"),
    [
        ("data_US_NY.GNP.PCAP.CD_1990-1997.json", "USA", "31270", 1),
        ("data_UKR_SP.POP.TOTL_trimmed.json", "UKR", "38000000", 2),
        ("data_USA_NY.GDP.MKTP.CD_rows.json", "USA", "25439700000000", 1),
    ],
)
def test_captured_rows(shared: Path, file: str, place: str, first: str, pages: int) -> None:
    body = (shared / "captures" / "worldbank" / file).read_bytes()
    if file.endswith("_rows.json"):
        body = b'[{"pages": 1, "sourceid": "2"}, ' + body + b"]"
    found = worldbank.read(Reply("", body), Query("worldbank", file.split("_")[2], place))
    assert str(found[0].value) == first
    assert worldbank._pages(Reply("", body), Query("worldbank", file.split("_")[2], place), worldbank.SITE) == pages
    assert all(observation.period and observation.source.startswith("World Bank") for observation in found)


def test_captured_answer_for_several_places_is_refused(shared: Path) -> None:
    file = shared / "captures" / "worldbank" / "data_multi_country_EG.ELC.RNEW.ZS_trimmed.json"
    error = error_of(Query("worldbank", "EG.ELC.RNEW.ZS", "CAN"), answers(file.read_bytes()))
    assert "another place" in error.message


@pytest.mark.parametrize("file", ["error_invalid_indicator_175.json", "error_invalid_value_120.json"])
def test_captured_errors(shared: Path, file: str) -> None:
    body = (shared / "captures" / "worldbank" / file).read_bytes()
    assert "indicator" in error_of(POPULATION, answers(body)).message


def test_captured_no_rows(shared: Path) -> None:
    body = (shared / "captures" / "worldbank" / "data_no_rows.json").read_bytes()
    assert worldbank.lookup(POPULATION, answers(body)) == ()


# Reading


def test_pages_are_read_to_the_last() -> None:
    first, second = rows(3, 2, pages=2), rows(1, pages="2").replace(b'"2023"', b'"2021"')
    found = worldbank.lookup(POPULATION, answers(first, second))
    assert [observation.value for observation in found] == [1, 2, 3]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html><title>Sign in</title></html>", "whole JSON"),
        (b'[{"page":1,"pages":1},[{"indica', "whole JSON"),
        (b"", "whole JSON"),
        (b"\xff\xfe", "whole JSON"),
        (b"[" * 100_000, "whole JSON"),
        (rows(float("nan")), "whole JSON"),
        (b"{}", "form"),
        (b"[]", "form"),
        (b"null", "form"),
        (b"[1, 2]", "form"),
        (b'[{"message": []}]', "form"),
        (rows("38000000"), "form"),
        (rows(True), "form"),
        (rows(1).replace(b'"2023"', b'"2023Q1"'), "form"),
        (rows(1).replace(b'"2023"', b'"0000"'), "form"),
        (rows(1).replace(b'"value": 1', b'"value": 1e999999999'), "form"),
        (rows(1, pages=[]), "form"),
        (rows(1).replace(b'"pages": 1', b'"pages": 1e999999999'), "form"),
        (rows(1, pages=9999), "runs to 9999 pages"),
        (rows(1, place="UKR"), "another place"),
        (rows(1, place=""), "another place"),
        (rows(1, code="NY.GDP.MKTP.CD"), "another indicator"),
        (rows(5_500_000_000, 54_252_461, 53_219_166), "its value for 2023 is 100 times its neighbours"),
        (rows(55_339_003, 54_252_461_000, 53_219_166), "its value for 2022 is 100 times its neighbours"),
        (rows(55_339_003, 54_252, 53_219_166), "its value for 2022 is 100 times its neighbours"),
    ],
)
def test_nonsense_is_not_believed(body: bytes, message: str) -> None:
    assert message in error_of(POPULATION, answers(body)).message


@pytest.mark.parametrize("values", [(5.2, 0.004, -3), (153.5, -29.8), (0.9, 0.0007), (80.5, -21.4, 23.5), (0, 0)])
def test_rates_may_move(values: tuple[float, ...]) -> None:
    body = rows(*values, code="NY.GDP.MKTP.KD.ZG")
    assert len(worldbank.lookup(GROWTH, answers(body))) == len(values)


def test_other_databases_are_not_called_world_development_indicators() -> None:
    found = worldbank.lookup(POPULATION, answers(rows(1, sourceid="15")))
    assert found[0].source == "World Bank"


@pytest.mark.parametrize("place", ["TWN", "VAT", "COK"])
def test_places_that_the_world_bank_has_not_are_not_asked_for(place: str) -> None:
    assert worldbank.lookup(Query("worldbank", "SP.POP.TOTL", place), answers()) == ()


@pytest.mark.parametrize("query", [("SP.POP.TOTL", ""), ("population", "KEN"), ("SP.POP.TOTL", "../x")])
def test_questions_that_make_no_sense_are_not_asked(query: tuple[str, str]) -> None:
    assert "needs a country" in error_of(Query("worldbank", *query), answers()).message


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("SP.POP.TOTL", True),
        ("EN.GHG.CO2.PC.CE.AR5", True),
        ("DT.AMT.DLTT.CD.OT.AR.1824.US", True),
        ("population", False),
        ("sp.pop.totl", False),
        ("SP.POP.TOTL/../x", False),
        ("SP", False),
    ],
)
def test_codes(name: str, known: bool) -> None:
    assert (name in worldbank.series()) is known


# The way there


def test_the_question_names_us_and_carries_no_cookie(exchange: Replay) -> None:
    with exchange((200, JSON | {"Set-Cookie": "id=1", "Date": "Mon, 23 Nov 2026 08:00:00 GMT"}, rows(1))) as tape:
        fetch = fetcher()
        found = worldbank.lookup(POPULATION, fetch)
        assert not fetch.session().cookies
        assert tape.play_count == 1
    assert found[0].retrieved == date(2026, 11, 23)
    agent = fetch.session().headers["User-Agent"]
    assert str(agent).startswith(f"factcheck-figures/{factcheck.__version__}")


def test_a_busy_server_is_asked_again(exchange: Replay) -> None:
    busy = (503, {"Retry-After": "0"}, b"")
    with exchange(busy, busy, (200, JSON, rows(1))) as tape:
        assert len(worldbank.lookup(POPULATION, fetcher())) == 1
        assert tape.play_count == 3


@pytest.mark.parametrize(
    ("reply", "message"),
    [
        (
            (429, {"Retry-After": "3600"}, b""),
            "HTTP status 429 (Too Many Requests) and asks to wait 3600 s",
        ),
        ((429, {"Retry-After": "soon\x1b[31m"}, b""), "HTTP status 429 (Too Many Requests)"),
        ((404, JSON, b"{}"), "HTTP status 404 (Not Found)"),
        (
            (200, JSON | {"Content-Encoding": "gzip"}, b"\x1f\x8b"),
            "it answered with compressed data, unasked",
        ),
        (
            (200, {"Content-Type": "text/html"}, b"<html>"),
            "it answered with text/html in place of application/json",
        ),
        ((200, {"Content-Type": "\x1b[31m"}, b""), "it answered with data of no type"),
        ((200, {}, b""), "it answered with data of no type"),
        ((302, {"Location": "https://login.example/"}, b""), "it redirects to another host"),
        ((302, {"Location": "http://api.worldbank.org/v2/"}, b""), "it redirects to another host"),
        ((301, {"Location": "//169.254.169.254/"}, b""), "it redirects to another host"),
        ((200, JSON, b" " * (session.MOST_BYTES + 1)), "its answer is longer than 10 MB"),
    ],
)
def test_faults_of_servers(exchange: Replay, reply: tuple[int, dict[str, str], bytes], message: str) -> None:
    with exchange(*[reply] * (3 if "soon" in str(reply) else 1)):
        error = error_of(POPULATION, fetcher())
    assert error.message.startswith((message, f"it answered with {message}"))
    assert error.message.isprintable()
    assert error.status == reply[0]
    assert error.url.startswith("https://api.worldbank.org/")
    assert error.hint or "10 MB" in message


def test_circles_end(exchange: Replay) -> None:
    url = "https://api.worldbank.org/v2/country/KEN/indicator/SP.POP.TOTL?format=json&per_page=200"
    with exchange(*[(301, {"Location": url}, b"")] * 4):
        assert error_of(POPULATION, fetcher()).message == "it redirects in circles"


class Broken(BaseAdapter):
    """A transport that fails, or gives a body that does; it counts how often it is asked."""

    def __init__(self, failure: Exception | None = None, body: Any = None) -> None:
        super().__init__()
        self.asked, self.failure, self.body = 0, failure, body

    def send(self, request: requests.PreparedRequest, **_: Any) -> requests.Response:  # type: ignore[override]
        self.asked += 1
        if self.failure is not None:
            raise self.failure
        response = requests.Response()
        response.status_code, response.url, response.request = 200, str(request.url), request
        response.headers.update(JSON)
        response.raw = HTTPResponse(self.body, headers=response.headers, preload_content=False)
        return response

    def close(self) -> None: ...


SECRET = "https://user:hunter2@proxy.example/?key=abc"  # noqa: S105
READ_TIMEOUT = MaxRetryError(None, "", ReadTimeoutError(None, "", ""))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (requests.exceptions.ConnectTimeout(SECRET), "no connection came about within 3 seconds"),
        (requests.exceptions.ReadTimeout(SECRET), "it did not answer within 10 seconds"),
        (requests.exceptions.ConnectionError(READ_TIMEOUT), "it did not answer within 10 seconds"),
        (requests.exceptions.ProxyError(SECRET), "the proxy of this network did not pass the request on"),
        (requests.exceptions.SSLError(SECRET), "its certificate could not be verified"),
        (requests.exceptions.ConnectionError(SECRET), "no connection came about"),
        (requests.exceptions.InvalidHeader(), "no connection came about"),
    ],
)
def test_a_host_that_fails_is_not_asked_again(failure: Exception, message: str) -> None:
    fetch, broken = fetcher(), Broken(failure)
    fetch.session().mount("https://", broken)
    error = error_of(POPULATION, fetch)
    assert error.message == message
    assert error_of(GROWTH, fetch) is error
    assert broken.asked == 1
    assert "hunter2" not in repr((error.args, error.url, error.hint))
    assert "abc" not in repr((error.args, error.url, error.hint))


def test_a_name_that_leads_nowhere_is_looked_up_once() -> None:
    asked: list[str] = []
    fetch = Fetcher(resolves=lambda host: bool(asked.append(host)))
    error = error_of(POPULATION, fetch)
    assert error.message == "the name api.worldbank.org leads nowhere; there may be no network"
    assert error.hint.endswith("run with --offline to leave this source out.")
    assert error_of(GROWTH, fetch) is error
    assert asked == ["api.worldbank.org"]


def test_names_are_looked_up_once_and_not_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    held = Event()
    answers: dict[str, Callable[[], list[int]]] = {
        "up": lambda: [1],
        "down": list,
        "slow": lambda: [held.wait(9)],
    }
    monkeypatch.setattr("socket.getaddrinfo", lambda host, port: answers[host]())
    monkeypatch.setattr(fetching, "CONNECT", 0.05)
    assert [fetching.has_address(host) for host in answers] == [True, False, False]
    held.set()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, False),
        ({"https_proxy": "http://proxy.example:3128"}, True),
        ({"https_proxy": "http://proxy.example:3128", "no_proxy": "api.example"}, False),
    ],
)
def test_a_proxy_looks_names_up(monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], expected: bool) -> None:
    def fail(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("socket.getaddrinfo", fail)
    for key, value in settings.items():
        monkeypatch.setenv(key, value)
    assert fetching.has_address("api.example") is expected


class Dripping(BytesIO):
    """A body that never ends, and a clock that each piece of it moves by a second."""

    clock = 0.0

    def read1(self, size: int | None = -1, /) -> bytes:
        del size
        Dripping.clock += 1
        return b" "


def test_a_body_that_drips_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "monotonic", lambda: Dripping.clock)
    fetch = fetcher()
    fetch.session().mount("https://", Broken(body=Dripping()))
    assert error_of(POPULATION, fetch).message == "its answer took longer than 30 seconds"
    assert Dripping.clock < 40


class Cut(BytesIO):
    def read1(self, size: int | None = -1, /) -> bytes:
        del size
        raise ConnectionResetError


def test_a_body_that_breaks_off() -> None:
    fetch = fetcher()
    fetch.session().mount("https://", Broken(body=Cut()))
    assert error_of(POPULATION, fetch).message == "its answer broke off"


@pytest.mark.parametrize(
    ("base", "owned"),
    [
        ("https://api.example/", True),
        ("http://127.0.0.1:8000/", True),
        ("http://localhost/", True),
        ("http://api.example/", False),
        ("ftp://api.example/", False),
        ("file:///etc/", False),
        ("https://user@api.example/", False),
    ],
)
def test_only_https_or_this_machine(base: str, owned: bool) -> None:
    assert Site("x", base).owns(base + "path") is owned
    if not owned:
        with pytest.raises(SourceError, match="not one of this source's own"):
            fetcher()(Site("x", base), "path")


@pytest.mark.parametrize(
    "url",
    [
        "https://api.example.evil/",
        "https://api.example@evil/",
        "https://api.example:444/",
        "https://evil/",
        "http://api.example/",
    ],
)
def test_other_hosts_are_not_the_sites_own(url: str) -> None:
    assert not Site("x", "https://api.example/v1/").owns(url)


def test_keys_do_not_stand_in_errors() -> None:
    error = Site("x", "https://api.example/").error("m", url="https://api.example/?api_key=s3cret&page=2")
    assert error.url == "https://api.example/?api_key=...&page=2"


# The registry and the line


def test_offline_asks_no_live_source() -> None:
    never = Fetcher(resolves=pytest.fail, offline=True)
    assert registry.make_lookup(offline=True, fetch=never)(POPULATION) == ()
    assert registry.lookup(POPULATION) == ()


def test_errors_come_back_as_values() -> None:
    found = registry.make_lookup(offline=False, fetch=Fetcher(resolves=lambda host: False))(POPULATION)
    assert isinstance(found, SourceError)
    unknown = registry.lookup(Query("nowhere", "x"))
    assert isinstance(unknown, SourceError)


RULES = shipped()


def checked(text: str, fetch: Callable[[Site, str], Reply], day: date = DAY) -> factcheck.Report:
    lookup = registry.make_lookup(offline=False, fetch=fetch)
    return Engine(RULES, lookup).check(text, given=day)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Kenya has a population of 53 million.", Verdict.MATCH),
        ("Kenya has a population of 35 million.", Verdict.MISMATCH),
    ],
)
def test_the_network_is_asked_for_what_the_books_lack(replay: Replay, text: str, verdict: Verdict) -> None:
    with replay("population-of-kenya"):
        report = checked(text, fetcher())
    (finding,) = report.findings
    assert finding.verdict is verdict
    assert finding.reference is not None
    assert finding.reference.value == 54252461
    assert finding.reference.source == "World Bank, World Development Indicators"
    assert report.failures == ()


def test_growth_of_a_year_that_the_draft_names(replay: Replay) -> None:
    with replay("gdp-growth-of-kenya"):
        report = checked("Kenya's economy grew by 5.4% in 2023.", fetcher(), date(2024, 8, 16))
    assert [finding.verdict for finding in report.findings if finding.rule] == [Verdict.MATCH]


def test_what_the_books_have_is_not_asked_for() -> None:
    report = checked("Germany has a population of 84 million.", answers())
    assert [finding.verdict for finding in report.findings] == [Verdict.MATCH]


FIVE = " ".join(
    f"{name} has a population of {number} million."
    for name, number in {"Kenya": 53, "Peru": 33, "Norway": 5, "Chile": 19, "Ghana": 33}.items()
)


def test_without_a_network_the_figures_are_unavailable_and_one_failure_is_told() -> None:
    report = checked(FIVE, Fetcher(resolves=lambda host: False))
    assert [finding.verdict for finding in report.findings] == [Verdict.UNAVAILABLE] * 5
    (failure,) = report.failures
    assert failure.what == "World Bank"
    assert failure.url == "https://api.worldbank.org/"


def test_offline_the_figures_have_no_data() -> None:
    report = Engine(RULES, offline=True).check(FIVE, given=DAY)
    assert [finding.verdict for finding in report.findings] == [Verdict.NO_DATA] * 5
    assert report.failures == ()


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["--offline", "draft.txt"], ["draft.txt"]])
def test_requests_is_imported_only_to_ask(tmp_path: Path, arguments: list[str]) -> None:
    """A draft with all its figures in the books leaves it out without --offline, too."""
    text = FIVE if "--offline" in arguments else "Germany has a population of 84 million."
    (tmp_path / "draft.txt").write_text(text, encoding="utf-8")
    code = (
        "import sys\n"
        "from factcheck.cli import main\n"
        f"sys.argv = ['factcheck', *{arguments!r}]\n"
        "try:\n"
        "    main()\n"
        "except SystemExit as end:\n"
        "    assert end.code == 0, end.code\n"
        "heavy = {'requests', 'urllib3', 'http.client', 'vcr'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
