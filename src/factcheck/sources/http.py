"""Questions over HTTP: one session a run, bounded in time and size, and only to the hosts of declared sources.

``requests`` is imported when the first question leaves the machine, so that a run that asks nothing does not pay
for it. Every failure is a SourceError in this module's own words: no text of an exception or of a server reaches a
report, and with it no key, cookie or proxy password.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from factcheck.errors import SourceError

if TYPE_CHECKING:
    from requests import Response, Session

CONNECT, READ = 3, 10
"""Seconds to wait for a name or a connection, and for each part of an answer."""

WHOLE = 30
"""Seconds that a body may take altogether: a server that drips stays within READ for ever."""

WAIT = 10
"""Seconds of Retry-After that a run will sit through; a server that asks for more is given up."""

MOST_BYTES = 10_000_000
RETRIES, BACKOFF, REDIRECTS = 2, 0.5, 3
_PIECE = 16_384
_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SECRET = re.compile(r"([?&][^=&#]*(?:key|token|secret|password|auth)[^=&#]*=)[^&#]*", re.IGNORECASE)
_OFFLINE = "Check the connection, or run with --offline to leave this source out."
_LATER = "Run again later, or with --offline to leave this source out."


class Site(NamedTuple):
    """A declared source: `name` as reports print it, `base` of its URLs with a final slash, types it answers in.

    Plain http is allowed only for a base on this machine, which is how tests stand in for a server.
    """

    name: str
    base: str
    kinds: tuple[str, ...] = ("application/json",)

    @property
    def root(self) -> str:
        """Scheme and host of the base, with a final slash; every URL that is asked begins with it."""
        parts = urlsplit(self.base)
        return f"{parts.scheme}://{parts.netloc}/"

    def owns(self, url: str) -> bool:
        """Whether `url` is of this source's host, over https (or over http to this machine)."""
        parts = urlsplit(self.base)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
        return safe and "@" not in parts.netloc and url.startswith(self.root)

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


class Fetcher:
    """The HTTP of one run. A host that fails is not asked again: its error comes back at once."""

    def __init__(self, resolves: Callable[[str], bool] | None = None) -> None:
        """`resolves` says whether a host has an address; tests and replays need no name server."""
        self._resolves = resolves or _resolves
        self._session: Session | None = None
        self._up: set[str] = set()
        self._down: dict[str, SourceError] = {}

    def __call__(self, site: Site, path: str) -> Reply:
        """The reply to a GET of `path` below the site's base. Raises SourceError."""
        url = site.base + path
        if not site.owns(url):
            raise site.error("the address is not one of this source's", url=url)
        if site.root in self._down:
            raise self._down[site.root]
        if site.root not in self._up and not self._resolves(urlsplit(site.base).hostname or ""):
            host = urlsplit(site.base).hostname
            raise self._give_up(site, f"the name {host} leads nowhere; there may be no network", hint=_OFFLINE)
        self._up.add(site.root)
        for _ in range(REDIRECTS + 1):
            with self._sent(site, url) as response:
                if not response.is_redirect:
                    return self._reply(site, url, response)
                url = _moved(site, url, response)
        raise site.error("it redirects in circles", url=url)

    def session(self) -> Session:
        """The one session of the run, made when it is first needed."""
        if self._session is None:
            self._session = _new_session()
        return self._session

    def _sent(self, site: Site, url: str) -> Response:
        session = self.session()
        from requests import RequestException

        try:
            return session.get(url, timeout=(CONNECT, READ), stream=True, allow_redirects=False)
        except RequestException as error:
            raise self._give_up(site, _reason(error), url=url, hint=_OFFLINE) from None

    def _reply(self, site: Site, url: str, response: Response) -> Reply:
        status = response.status_code
        if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise self._give_up(site, _said(response), url=url, status=status, hint=_LATER)
        if status != HTTPStatus.OK:
            raise site.error(_said(response), url=url, status=status, hint="Open the address in a browser.")
        kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind not in site.kinds:
            message = f"it answered with {kind or 'no content type'} in place of {site.kinds[0]}"
            hint = "A login page or proxy may have answered for it; open the address in a browser."
            raise site.error(message if kind.isprintable() else "it answered with no data", url=url, hint=hint)
        return Reply(url, self._body(site, url, response), _day(response.headers.get("Date", "")))

    def _body(self, site: Site, url: str, response: Response) -> bytes:
        from http.client import HTTPException

        from urllib3.exceptions import HTTPError

        body, until = bytearray(), monotonic() + WHOLE
        try:
            # One receive at a time: a longer read would wait, past any deadline, for a server that drips.
            while piece := response.raw.read1(_PIECE, decode_content=True):
                body += piece
                if len(body) > MOST_BYTES:
                    raise site.error(f"its answer is longer than {MOST_BYTES // 1_000_000} MB", url=url)
                if monotonic() > until:
                    raise self._give_up(site, f"its answer took longer than {WHOLE} seconds", url=url, hint=_LATER)
        except (HTTPError, HTTPException, OSError):
            raise self._give_up(site, "its answer broke off", url=url, hint=_LATER) from None
        return bytes(body)

    def _give_up(self, site: Site, message: str, **more: Any) -> SourceError:
        """The error, remembered for the rest of the run."""
        error = site.error(message, **({"url": site.root} | more))
        self._down[site.root] = error
        return error


def _new_session() -> Session:
    from http.cookiejar import DefaultCookiePolicy

    from requests import Session
    from requests.adapters import HTTPAdapter
    from urllib3.exceptions import MaxRetryError
    from urllib3.util.retry import Retry

    from factcheck import __version__

    class Patience(Retry):
        """Retries that keep the server's Retry-After, and give up where that is longer than WAIT."""

        def increment(self, *args: Any, **more: Any) -> Patience:
            response = more.get("response")
            if response is not None and (self.get_retry_after(response) or 0) > WAIT:
                raise MaxRetryError(more.get("_pool"), "", None)  # type: ignore[arg-type]
            return super().increment(*args, **more)

    session = Session()
    session.headers["User-Agent"] = f"factcheck-figures/{__version__} (checks the figures of news drafts)"
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.auth = lambda request: request  # else requests would look for a password in the user's .netrc
    patience = Patience(
        total=RETRIES,
        connect=0,
        read=1,
        status=RETRIES,
        backoff_factor=BACKOFF,
        status_forcelist=(429, 500, 502, 503, 504),
        raise_on_status=False,
    )
    session.mount("https://", HTTPAdapter(max_retries=patience))
    session.mount("http://", HTTPAdapter(max_retries=patience))
    return session


def _resolves(host: str) -> bool:
    """Whether `host` has an address, found within CONNECT seconds, or a proxy will look it up in our place."""
    import socket
    from threading import Thread

    found: list[object] = []

    def ask() -> None:
        try:
            found.extend(socket.getaddrinfo(host, None))
        except (OSError, UnicodeError):
            return

    # The system's resolver has no timeout of its own; a thread that it keeps ends with the program.
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
        hint = "A login page of this network may have answered for it; open the address in a browser."
        raise site.error("it redirects to another host", url=url, status=response.status_code, hint=hint)
    return there


def _said(response: Response) -> str:
    status = response.status_code
    phrase = HTTPStatus(status).phrase if status in HTTPStatus else "unknown"
    wait = response.headers.get("Retry-After", "")
    asks = f" and asks to wait {wait} seconds" if re.fullmatch("[0-9]{1,9}", wait) else ""
    return f"it answered with HTTP status {status} ({phrase}){asks}"


def _reason(error: Exception) -> str:
    """What went wrong, in our words; `requests` wraps the cause in one or two layers."""
    from requests import exceptions
    from urllib3.exceptions import ReadTimeoutError

    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, exceptions.ConnectTimeout):
        return f"no connection came about within {CONNECT} seconds"
    if isinstance(error, exceptions.ReadTimeout) or isinstance(cause, ReadTimeoutError):
        return f"it did not answer within {READ} seconds"
    if isinstance(error, exceptions.ProxyError):
        return "the proxy of this network did not pass the request on"
    if isinstance(error, exceptions.SSLError):
        return "its certificate could not be verified"
    return "no connection came about"


def _day(text: str) -> date | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None
