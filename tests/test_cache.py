"""Replies kept between runs, against a local server: once a day, revalidated, stood in for a source that fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest

from factcheck.document import from_text
from factcheck.engine import Wanted
from factcheck.errors import NotKeptError, SourceError
from factcheck.model import Answer, Query, Report
from factcheck.preparing import make_run
from factcheck.settings import Settings
from factcheck.sources import cache, fetcher
from factcheck.sources.asking import Asking
from factcheck.sources.fetcher import Fetcher
from factcheck.sources.http import Site

pytestmark = pytest.mark.enable_socket


class Server:
    """A source on this machine: what it was asked, and what it answers."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.most = self.now = 0
        self.status, self.body, self.extra = 200, b'{"value": 1}', {"ETag": '"one"', "Set-Cookie": "id=hunter2"}
        self.pause = 0.0
        self.http = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def site(self, header: tuple[str, str] | None = None) -> Site:
        return Site("A source", f"http://127.0.0.1:{self.http.server_port}/", header=header)

    def _handler(server: Server) -> type[BaseHTTPRequestHandler]:  # noqa: N805  the handler's self is another
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.headers.append(dict(self.headers))
                server.now += 1
                server.most = max(server.most, server.now)
                sleep(server.pause)
                server.now -= 1
                same = self.headers.get("If-None-Match") == server.extra.get("ETag")
                self.send_response(304 if same and server.status == 200 else server.status)
                for name, value in server.extra.items():
                    self.send_header(name, value)
                body = b"" if same else server.body
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None: ...

        return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.http.shutdown()
    made.http.server_close()


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "folder" / "replies.sqlite"


def age(monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """Let `days` pass for the cache."""

    def later() -> datetime:
        return datetime.now(UTC) + timedelta(days=days)

    for module in ("models.response", "policy.actions", "policy.expiration"):
        monkeypatch.setattr(f"requests_cache.{module}.utcnow", later)


def test_a_reply_is_asked_for_once(server: Server, kept: Path) -> None:
    for _ in range(3):
        reply = Fetcher(cache=kept)(server.site(), "x?a=1")
        assert reply.body == b'{"value": 1}'
        assert reply.day is not None
    assert server.asked == ["/x?a=1"]
    Fetcher(cache=kept)(server.site(), "x?a=2")
    Fetcher()(server.site(), "x?a=1")
    assert server.asked == ["/x?a=1", "/x?a=2", "/x?a=1"]


def test_an_old_reply_is_asked_after(server: Server, kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = Fetcher(cache=kept)(server.site(), "x")
    age(monkeypatch, 2)
    assert Fetcher(cache=kept)(server.site(), "x").body == first.body
    assert server.headers[1]["If-None-Match"] == '"one"'
    server.extra, server.body = {"ETag": '"two"'}, b'{"value": 2}'
    age(monkeypatch, 4)
    assert Fetcher(cache=kept)(server.site(), "x").body == b'{"value": 2}'


@pytest.mark.parametrize(("status", "body"), [(500, b""), (404, b""), (200, b" " * 10_000_001)])
def test_an_old_reply_stands_in_for_a_source_that_fails(
    status: int, body: bytes, server: Server, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factcheck.sources.session.BACKOFF", 0)
    Fetcher(cache=kept)(server.site(), "x")
    server.status, server.body, server.extra = status, body, {}
    age(monkeypatch, 2)
    assert Fetcher(cache=kept)(server.site(), "x").body == b'{"value": 1}'
    age(monkeypatch, 40)
    with pytest.raises(SourceError):
        Fetcher(cache=kept)(server.site(), "x")


def test_offline_what_is_kept_is_taken_and_nothing_is_asked(
    server: Server, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Fetcher(cache=kept)(server.site(), "x")
    age(monkeypatch, 400)
    offline = Fetcher(cache=kept, offline=True)
    assert offline(server.site(), "x").body == b'{"value": 1}'
    with pytest.raises(NotKeptError):
        offline(server.site(), "y")
    with pytest.raises(NotKeptError):
        Fetcher(cache=kept.with_name("none.sqlite"), offline=True)(server.site(), "x")
    assert server.asked == ["/x"]
    assert not kept.with_name("none.sqlite").exists()


def test_a_name_that_leads_nowhere_is_no_matter_where_a_reply_is_kept(
    server: Server, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Fetcher(cache=kept)(server.site(), "x")
    age(monkeypatch, 2)
    nowhere = Fetcher(cache=kept, resolves=lambda host: False)
    assert nowhere(server.site(), "x").body == b'{"value": 1}'
    with pytest.raises(SourceError, match="leads nowhere"):
        nowhere(server.site(), "y")


def test_neither_keys_nor_cookies_are_kept(server: Server, kept: Path) -> None:
    def site(key: str) -> Site:
        return server.site(("x-source-token", key))._replace(secret=key)

    Fetcher(cache=kept)(site("hunter2"), "x?api_key=hunter2&appid=hunter2&a=1")
    assert server.headers[0]["x-source-token"] == "hunter2"
    assert server.asked == ["/x?api_key=hunter2&appid=hunter2&a=1"]
    for path in kept.parent.iterdir():
        assert b"hunter2" not in path.read_bytes(), path
    reply = Fetcher(cache=kept)(site("another"), "x?api_key=another&appid=another&a=1")
    assert reply.body == b'{"value": 1}'
    assert len(server.asked) == 1


def test_what_only_looks_like_a_key_tells_questions_apart(server: Server, kept: Path) -> None:
    for key in ("population", "area"):
        Fetcher(cache=kept)(server.site(), f"x?key={key}&token={key}")
    assert len(server.asked) == 2


def test_what_is_kept_can_be_counted_and_forgotten(server: Server, kept: Path) -> None:
    fetch = Fetcher(cache=kept)
    for path in ("x", "y"):
        fetch(server.site(), path)
    (held,) = cache.held(kept)
    assert (held.host, held.replies, held.size) == ("127.0.0.1", 2, 24)
    assert cache.clear(kept) == 2
    assert cache.held(kept) == []


def test_a_cache_that_cannot_be_used_is_left_out(server: Server, tmp_path: Path) -> None:
    (tmp_path / "folder").write_text("no folder", encoding="utf-8")
    assert Fetcher(cache=tmp_path / "folder" / "x.sqlite")(server.site(), "x").body
    broken = tmp_path / "broken.sqlite"
    broken.write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    assert Fetcher(cache=broken)(server.site(), "x").body


def test_a_host_is_not_asked_more_than_so_many_things_at_once(server: Server) -> None:
    server.pause = 0.05
    fetch = Fetcher()
    asking = Asking(lambda query: (), lambda queries: ask(fetch, server, queries[0]), lambda query: True)
    asking.ahead(Query("source", f"series{number}") for number in range(12))
    assert len(server.asked) == 12
    assert 1 < server.most <= fetcher.PER_HOST


def ask(fetch: Fetcher, server: Server, query: Query) -> dict[Query, Answer | SourceError]:
    fetch(server.site(), query.series)
    return {query: ()}


@pytest.mark.parametrize("shows", [True, False])
def test_hosts_are_asked_at_the_same_time(shows: bool, server: Server) -> None:
    servers = [server, *(Server() for _ in range(4))]
    for one in servers:
        one.pause = 0.2
    fetch = Fetcher()
    by_source = {f"source{number}": one for number, one in enumerate(servers)}
    asking = Asking(
        lambda query: pytest.fail("asked again"),
        lambda queries: ask(fetch, by_source[queries[0].source], queries[0]),
        lambda query: True,
    )
    queries = [Query(source, "series") for source in by_source]
    seen: list[int] = []

    def wait(done: Iterator[int], length: int) -> None:
        assert length == 5
        seen.extend(done)

    start = monotonic()
    asking.ahead(queries, wait if shows else None)
    assert monotonic() - start < 0.9  # one after the other is a second
    assert seen == ([1] * 5 if shows else [])
    assert [asking(query) for query in queries] == [()] * 5
    for one in servers[1:]:
        one.http.shutdown()
        one.http.server_close()


Ask = Callable[[Query], Answer | SourceError]


def test_all_about_a_series_is_one_question() -> None:
    asked: list[list[str]] = []

    def many(queries: Any) -> dict[Query, Answer | SourceError]:
        asked.append([query.place for query in queries])
        return dict.fromkeys(queries, ())

    asking = Asking(lambda query: (), many, lambda query: query.source == "far")
    queries = [Query("far", "a", "KEN"), Query("near", "a", "KEN"), Query("far", "a", "UGA"), Query("far", "a", "KEN")]
    asking.ahead(queries)
    asking.ahead(queries)
    assert asked == [["KEN", "UGA"]]
    assert json.dumps(sorted(asked[0])) == '["KEN", "UGA"]'


@pytest.mark.parametrize(("offline", "made"), [(True, Report), (False, Wanted)])
def test_offline_without_kept_replies_no_draft_is_read_twice(
    offline: bool,
    made: type,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    engine = make_run(Settings(offline=offline)).engine
    draft = from_text("Kenya has a population of 53 million.", "-")
    assert isinstance(engine.try_draft(draft, given=date(2022, 3, 16)), made)
