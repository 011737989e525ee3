"""The HTTP of a run: one session, bounded in time and size, to the hosts of declared sources only.

``requests`` is imported when the first question leaves the machine: a run that asks nothing pays nothing. A reply of an
earlier run is taken where it is fresh, where the source fails, and offline; see ``cache``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from os import getpid
from pathlib import Path
from threading import Lock, Semaphore
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from factcheck.errors import NotKeptError, SourceError
from factcheck.sources.http import Kept, Reply, Site, day_of
from factcheck.version import VERSION

if TYPE_CHECKING:
    from requests import Response

    from factcheck.sources.session import BoundedSession

AGENT = f"factcheck-figures/{VERSION} (checks the figures of news drafts)"
"""What a source is told of who asks."""

CONNECT, READ = 3, 10
"""Seconds to wait for a name or a connection, and for each part of an answer."""

REDIRECTS = 3
PER_HOST = 4
"""Questions at the same time to one host."""

_OFFLINE = "Check the connection, or run with --offline to leave this source out."
_LATER = "Run again later, or with --offline to leave this source out."
_BROWSER = "A login page of this network may have answered for it; open the address in a browser."


class Door:
    """What is known of a host in a run: whether it has an address, what went wrong, and how many ask it at once."""

    def __init__(self) -> None:
        self.lock, self.passes = Lock(), Semaphore(PER_HOST)
        self.found = False
        self.error: SourceError | None = None


class Fetcher:
    """The HTTP of one run, for several threads. A host that fails is not asked again: its error comes back at once."""

    def __init__(
        self, resolves: Callable[[str], bool] | None = None, *, cache: Path | None = None, offline: bool = False
    ) -> None:
        """`resolves` says whether a host has an address; tests and replays bring their own.

        Replies are kept between runs in the file `cache`; when `offline`, they are all that is asked.
        """
        self._resolves = resolves or has_address
        self._cache, self._offline = cache, offline
        self._session: BoundedSession | None = None
        self._process = 0
        self._lock = Lock()
        self._doors: dict[str, Door] = {}

    def __call__(self, site: Site, path: str) -> Reply:
        """The reply to a GET of `path` below the site's base. Raises SourceError, NotKeptError when offline."""
        url = site.base + path
        if not site.owns(url):
            raise site.error("the address is not one of this source's own", url=url)
        kept = self._kept(site, url)
        if kept is not None and (self._offline or kept.fresh):
            return kept.reply
        if self._offline:
            raise NotKeptError(site.name, "nothing is kept of it", url=site.root)
        try:
            return self._asked(site, url)
        except SourceError:
            if kept is not None and kept.usable:
                return kept.reply
            raise

    def _asked(self, site: Site, url: str) -> Reply:
        door = self._door(site)
        with door.lock:
            if door.error is None and not door.found:
                door.found = self._resolves(site.host)
                if not door.found:
                    message = f"the name {site.host} leads nowhere; there may be no network"
                    door.error = site.error(message, url=site.root, hint=_OFFLINE)
        with door.passes:
            if door.error is not None:
                raise door.error
            for _ in range(REDIRECTS + 1):
                response = self._sent(site, url)
                if not response.is_redirect:
                    return self._reply(site, url, response)
                url = _moved(site, url, response)
        raise site.error("it redirects in circles", url=url)

    def _door(self, site: Site) -> Door:
        with self._lock:
            if self._process != getpid():  # what a forked process inherits is not its own
                self._session, self._process = None, getpid()
                self._doors.clear()
            if site.root not in self._doors:
                self._doors[site.root] = Door()
            return self._doors[site.root]

    def session(self) -> BoundedSession:
        """The one session of the run, made when it is first needed."""
        if self._session is None or self._process != getpid():
            self._session, self._process = self._new_session(), getpid()
            self._session.headers["User-Agent"] = AGENT
        return self._session

    def _new_session(self) -> BoundedSession:
        from factcheck.sources.session import BoundedSession

        if self._cache is not None:
            from sqlite3 import Error

            from factcheck.sources.cache import new_session

            try:
                return new_session(self._cache)
            except (OSError, Error):
                self._cache = None  # a cache that cannot be used is no reason to stop
        return BoundedSession()

    def _kept(self, site: Site, url: str) -> Kept | None:
        """The reply to a question that is in the cache, of any age."""
        if self._cache is None or not self._cache.is_file():
            return None
        with self._lock:
            session = self.session()
        from factcheck.sources.cache import KeptSession, kept

        return kept(session, url, site) if isinstance(session, KeptSession) else None

    def _sent(self, site: Site, url: str) -> Response:
        with self._lock:
            session = self.session()
            session.admit(site)
        from requests import RequestException

        from factcheck.sources.session import UnfitError, reason

        try:
            headers = dict([site.header]) if site.header else None
            return session.get(url, timeout=(CONNECT, READ), allow_redirects=False, headers=headers)
        except UnfitError as error:
            if error.later:
                raise self._give_up(site, error.what, url=url, status=200, hint=_LATER) from None
            raise site.error(error.what, url=url, status=200, hint=_BROWSER if error.login else "") from None
        except RequestException as error:
            raise self._give_up(site, reason(error, CONNECT, READ), url=url, hint=_OFFLINE) from None

    def _reply(self, site: Site, url: str, response: Response) -> Reply:
        from factcheck.sources.session import BUSY

        status = response.status_code
        if status in BUSY:
            raise self._give_up(site, _said(response), url=url, status=status, hint=_LATER)
        if status != 200:
            raise site.error(_said(response), url=url, status=status, hint="Open the address in a browser.")
        kind = response.headers.get("Content-Type", "")
        return Reply(url, response.content, day_of(response.headers.get("Date", "")), kind)

    def _give_up(self, site: Site, message: str, *, url: str = "", status: int = 0, hint: str = "") -> SourceError:
        """The error, remembered for the rest of the run."""
        error = site.error(message, url=url or site.root, status=status, hint=hint)
        self._doors[site.root].error = error
        return error


def has_address(host: str) -> bool:
    """Whether `host` has an address, found within CONNECT seconds, or a proxy will look it up for us."""
    import socket
    from threading import Thread

    found: list[object] = []

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(host, None))
        except (OSError, UnicodeError):
            return

    # The system's resolver has no timeout of its own; a thread that it holds up ends with the program.
    thread = Thread(target=ask, daemon=True)
    thread.start()
    thread.join(CONNECT)
    if found:
        return True
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    return bool(proxies.get("https") or proxies.get("all")) and not proxy_bypass(host)


def _moved(site: Site, url: str, response: Response) -> str:
    there = urljoin(url, response.headers["Location"])
    if not site.owns(there):
        raise site.error("it redirects to another host", url=url, status=response.status_code, hint=_BROWSER)
    return there


def _said(response: Response) -> str:
    from http.client import responses

    phrase = responses.get(response.status_code, "of no known meaning")
    wait = response.headers.get("Retry-After", "")
    asks = f" and asks to wait {wait} s" if re.fullmatch("[0-9]{1,9}", wait) else ""
    return f"it answered with HTTP status {response.status_code} ({phrase}){asks}"
