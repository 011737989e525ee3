"""Questions over HTTP: one session a run, bounded in time and size, to the hosts of declared sources only.

``requests`` is imported when the first question leaves the machine: a run that asks nothing pays nothing.
Every failure is a SourceError in this project's own words. No text of an exception or of a server goes into a
report, and with it no key, cookie or proxy's password.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin, urlsplit

from factcheck.errors import SourceError
from factcheck.version import VERSION

if TYPE_CHECKING:
    from requests import Response, Session

CONNECT, READ = 3, 10
"""Seconds to wait for a name or a connection, and for each part of an answer."""

WHOLE = 30
"""Seconds that a body may take altogether: a server that drips stays within READ for ever."""

MOST_BYTES = 10_000_000
REDIRECTS = 3
_PIECE = 16_384
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SECRET = re.compile(r"([?&][^=&#]*(?:key|token|secret|password|auth)[^=&#]*=)[^&#]*", re.IGNORECASE)
_OFFLINE = "Check the connection, or run with --offline to leave this source out."
_LATER = "Run again later, or with --offline to leave this source out."
_BROWSER = "A login page of this network may have answered for it; open the address in a browser."


class Site(NamedTuple):
    """A declared source: `name` as reports print it, `base` of its URLs up to a slash, types of its answers.

    `header` is one that the source asks for, such as a token; it goes to this source's own host only.

    Plain http is allowed only for a base on this machine, which is how tests stand in for a server.
    """

    name: str
    base: str
    kinds: tuple[str, ...] = ("application/json",)
    header: tuple[str, str] | None = None

    @property
    def host(self) -> str:
        """The host's name, without a port."""
        return urlsplit(self.base).hostname or ""

    @property
    def root(self) -> str:
        """Scheme and host of the base, with a final slash; every URL that is asked begins with it."""
        parts = urlsplit(self.base)
        return f"{parts.scheme}://{parts.netloc}/"

    def owns(self, url: str) -> bool:
        """Whether `url` is of this source's host, over https (or over http to this machine)."""
        scheme = urlsplit(self.base).scheme
        safe = scheme == "https" or (scheme == "http" and self.host in _LOOPBACK)
        return safe and "@" not in self.root and url.startswith(self.root)

    def error(self, message: str, *, url: str = "", status: int = 0, hint: str = "") -> SourceError:
        """A SourceError of this source; values of parameters that look like keys are left out of its URL."""
        return SourceError(self.name, message, url=_SECRET.sub(r"\1...", url), status=status, hint=hint)


class Reply(NamedTuple):
    """An answer with status 200: where it came from, its bytes, and the server's own day of it."""

    url: str
    body: bytes
    day: date | None = None


Fetch = Callable[[Site, str], Reply]
"""Asks a site for a path below its base; raises SourceError."""

AGENT = f"factcheck-figures/{VERSION} (checks the figures of news drafts)"
"""What a source is told of who asks."""


class Fetcher:
    """The HTTP of one run. A host that fails is not asked again: its error comes back at once."""

    def __init__(self, resolves: Callable[[str], bool] | None = None) -> None:
        """`resolves` says whether a host has an address; tests and replays bring their own."""
        self._resolves = resolves or has_address
        self._session: Session | None = None
        self._resolved: set[str] = set()
        self._down: dict[str, SourceError] = {}

    def __call__(self, site: Site, path: str) -> Reply:
        """The reply to a GET of `path` below the site's base. Raises SourceError."""
        url = site.base + path
        if not site.owns(url):
            raise site.error("the address is not one of this source's own", url=url)
        if site.root in self._down:
            raise self._down[site.root]
        if site.host not in self._resolved:
            if not self._resolves(site.host):
                message = f"the name {site.host} leads nowhere; there may be no network"
                raise self._give_up(site, message, hint=_OFFLINE)
            self._resolved.add(site.host)
        for _ in range(REDIRECTS + 1):
            with self._sent(site, url) as response:
                if not response.is_redirect:
                    return self._reply(site, url, response)
                url = _moved(site, url, response)
        raise site.error("it redirects in circles", url=url)

    def session(self) -> Session:
        """The one session of the run, made when it is first needed."""
        if self._session is None:
            from factcheck.sources.session import new_session

            self._session = new_session(AGENT)
        return self._session

    def _sent(self, site: Site, url: str) -> Response:
        session = self.session()
        from requests import RequestException

        from factcheck.sources.session import reason

        try:
            headers = dict([site.header]) if site.header else None
            return session.get(url, timeout=(CONNECT, READ), stream=True, allow_redirects=False, headers=headers)
        except RequestException as error:
            raise self._give_up(site, reason(error, CONNECT, READ), url=url, hint=_OFFLINE) from None

    def _reply(self, site: Site, url: str, response: Response) -> Reply:
        from factcheck.sources.session import BUSY

        status = response.status_code
        if status in BUSY:
            raise self._give_up(site, _said(response), url=url, status=status, hint=_LATER)
        if status != 200:
            raise site.error(_said(response), url=url, status=status, hint="Open the address in a browser.")
        kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind not in site.kinds:
            kind = kind if re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", kind) else "data of no type"
            message = f"it answered with {kind} in place of {site.kinds[0]}"
            raise site.error(message, url=url, status=status, hint=_BROWSER)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise site.error("it answered with compressed data, unasked", url=url, status=status, hint=_BROWSER)
        return Reply(url, self._body(site, url, response), _day(response.headers.get("Date", "")))

    def _body(self, site: Site, url: str, response: Response) -> bytes:
        from http.client import HTTPException

        from urllib3.exceptions import HTTPError

        body, until = bytearray(), monotonic() + WHOLE
        try:
            # One receive at a time: a longer read would wait, past any deadline, for a server that drips.
            while piece := response.raw.read1(_PIECE):
                body += piece
                if len(body) > MOST_BYTES:
                    message = f"its answer is longer than {MOST_BYTES // 1_000_000} MB"
                    raise site.error(message, url=url, status=200)
                if monotonic() > until:
                    message = f"its answer took longer than {WHOLE} seconds"
                    raise self._give_up(site, message, url=url, status=200, hint=_LATER)
        except (HTTPError, HTTPException, OSError):
            raise self._give_up(site, "its answer broke off", url=url, status=200, hint=_LATER) from None
        return bytes(body)

    def _give_up(self, site: Site, message: str, *, url: str = "", status: int = 0, hint: str = "") -> SourceError:
        """The error, remembered for the rest of the run."""
        error = site.error(message, url=url or site.root, status=status, hint=hint)
        self._down[site.root] = error
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


def _day(text: str) -> date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None
