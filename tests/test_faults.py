"""A server that plays every fault, for every provider: told as what it is, in bounded time, and never a verdict."""

from __future__ import annotations

from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from threading import Event
from time import monotonic

import pytest

from factcheck.engine import Engine
from factcheck.errors import SourceError
from factcheck.model import Query, Verdict
from factcheck.sources import fetcher, registry, session
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Fetch, Reply, Site
from local_server import replied, serving
from shipped_rules import shipped
from test_sources import CASES, Case, bodies

pytestmark = pytest.mark.enable_socket
EVERY = [
    *CASES,
    Case("wikidata", "", "population", "UKR", "", "", "person"),  # no cassette: its queries are run, see test_sources
    Case("worldbank", "worldbank/population-of-kenya", "SP.POP.TOTL", "KEN", "2022", "54252461", "person"),
]
KEYS = dict.fromkeys(registry.KEYS, "s3cret")
GAVE_UP = Event()


def body_of(case: Case) -> bytes:
    return bodies(case)[0][1] if case.cassette else b'{"head": {}, "results": {"bindings": []}}'


def types(case: Case) -> dict[str, str]:
    """The type that the source's answers have."""
    kinds = {"usgs": "application/geo+json", "sdmx": "application/vnd.sdmx.genericdata+xml"}
    return {"Content-Type": kinds.get(case.source, "application/json")}


def slow(handler: BaseHTTPRequestHandler, _: Case) -> None:
    GAVE_UP.wait(5)
    handler.close_connection = True


def dripping(handler: BaseHTTPRequestHandler, case: Case) -> None:
    handler.send_response(200)
    for name, value in types(case).items():
        handler.send_header(name, value)
    handler.end_headers()
    while not GAVE_UP.wait(0.02):
        handler.wfile.write(b" ")


def endless(handler: BaseHTTPRequestHandler, case: Case) -> None:
    handler.send_response(200)
    for name, value in types(case).items():
        handler.send_header(name, value)
    handler.end_headers()
    for _ in range(400):
        handler.wfile.write(b" " * 100_000)


def cut(handler: BaseHTTPRequestHandler, case: Case) -> None:
    body = body_of(case)
    replied(handler, 200, types(case) | {"Content-Length": str(len(body) * 2)}, body)
    handler.close_connection = True


FAULTS: dict[str, tuple[Callable[[BaseHTTPRequestHandler, Case], None], str, int]] = {
    "slow": (slow, "did not answer within", 0),
    "drips": (dripping, "its answer took longer than", 200),
    "endless": (endless, "its answer is longer than 10 MB", 200),
    "cut off": (cut, "its answer broke off", 200),
    "rate limit": (
        lambda handler, case: replied(handler, 429, {"Retry-After": "3600"}),
        "HTTP status 429 (Too Many Requests) and asks to wait 3600 s",
        429,
    ),
    "broken": (lambda handler, case: replied(handler, 500, {}), "HTTP status 500 (Internal Server Error)", 500),
    "no key": (lambda handler, case: replied(handler, 403, {}), "HTTP status 403 (Forbidden)", 403),
    "moved": (
        lambda handler, case: replied(handler, 302, {"Location": "https://login.example/"}),
        "redirects to another host",
        302,
    ),
    "private": (
        lambda handler, case: replied(handler, 301, {"Location": "http://169.254.169.254/"}),
        "redirects to another host",
        301,
    ),
    "page": (
        lambda handler, case: replied(handler, 200, {"Content-Type": "text/html"}, b"<html>Sign in</html>"),
        "answered with text/html",
        200,
    ),
    "half": (
        lambda handler, case: replied(handler, 200, types(case), body_of(case)[: len(body_of(case)) // 2]),
        "",
        0,
    ),
    "null": (lambda handler, case: replied(handler, 200, types(case), b"null"), "", 0),
    "error": (lambda handler, case: replied(handler, 200, types(case), b'{"error": "no"}'), "", 0),
}


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits of a fraction of a second, so that the tests do not take those of a user."""
    GAVE_UP.clear()
    monkeypatch.setattr(fetcher, "READ", 0.2)
    monkeypatch.setattr(session, "WHOLE", 0.3)
    monkeypatch.setattr(session, "BACKOFF", 0)


def at(base: str) -> Fetch:
    """A fetch that asks this machine in place of each source."""
    real = Fetcher()

    def fetch(site: Site, path: str) -> Reply:
        return real(site._replace(base=base), path)

    return fetch


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("case", EVERY, ids=lambda case: case.source)
def test_a_fault_is_told_as_what_it_is(case: Case, fault: str) -> None:
    play, message, status = FAULTS[fault]
    start = monotonic()
    with serving(lambda handler: play(handler, case)) as base:
        lookup = registry.make_lookup(offline=False, fetch=at(base), keys=KEYS)
        error = lookup(Query(case.source, case.series, case.place))
        GAVE_UP.set()
    assert monotonic() - start < 5
    assert isinstance(error, SourceError), error
    assert message in error.message
    assert error.message.isprintable()
    assert error.source
    assert error.url.startswith("http")
    assert "s3cret" not in repr((error.args, error.url, error.hint))
    assert not status or error.status == status
    assert error.hint or not status or status == 200


def test_a_server_that_is_not_there() -> None:
    with serving(lambda handler: None) as base:
        pass
    for case in EVERY:
        error = registry.make_lookup(offline=False, fetch=at(base), keys=KEYS)(
            Query(case.source, case.series, case.place)
        )
        assert isinstance(error, SourceError)
        assert error.message == "no connection came about"


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_makes_no_verdict_and_the_report_names_it(fault: str) -> None:
    case = EVERY[-1]
    play, message, _ = FAULTS[fault]
    with serving(lambda handler: play(handler, case)) as base:
        engine = Engine(RULES, registry.make_lookup(offline=False, fetch=at(base)))
        report = engine.check("Kenya has a population of 35 million.")
        GAVE_UP.set()
    (finding,) = report.findings
    assert finding.verdict is Verdict.UNAVAILABLE
    (failure,) = report.failures
    assert failure.what == "World Bank"
    assert message in failure.message


RULES = shipped()
