"""The one ``requests`` session of a run: patient within bounds, and without cookies or passwords.

A body is read here, below the cache, so that what is kept between runs is bounded and of the right type as well.
"""

from __future__ import annotations

import re
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from io import BytesIO
from time import monotonic
from typing import Any

from requests import PreparedRequest, RequestException, Response, Session, exceptions
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse, HTTPResponse
from urllib3.exceptions import HTTPError, InvalidHeader, MaxRetryError, ReadTimeoutError
from urllib3.util.retry import Retry

from factcheck.sources.http import Site

WHOLE = 30
"""Seconds that a body may take altogether: a server that drips stays within any wait for its next piece for ever."""

MOST_BYTES = 10_000_000
_PIECE = 16_384

RETRIES = 2
BACKOFF = 0.5
"""Seconds before a second retry, doubled for each one after it; the first is at once (urllib3's way)."""

WAIT = 10
"""Seconds of Retry-After that a run will sit through; a server that asks for more is given up."""

Passed = Any
"""What urllib3 hands from one of its methods to the next."""

BUSY = (429, 500, 502, 503, 504)
"""The statuses that may pass by themselves."""


class Patience(Retry):
    """Retries that keep the server's Retry-After, and end where it is longer than WAIT."""

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """Seconds that `response` asks to wait; ``None`` where it does not say so, or not clearly."""
        try:
            return super().get_retry_after(response)
        except InvalidHeader:
            return None

    def increment(self, *args: Passed, **more: Passed) -> Patience:
        """What is left after one more attempt. Raises MaxRetryError where it is not worth one."""
        response = more.get("response")
        if response is not None and (self.get_retry_after(response) or 0) > WAIT:
            raise MaxRetryError(more["_pool"], "")
        return super().increment(*args, **more)


class UnfitError(RequestException):
    """An answer that cannot be used; `what` says why in our own words, `later` whether it may pass by itself."""

    def __init__(self, what: str, *, later: bool = False, login: bool = False) -> None:
        super().__init__(what)
        self.what, self.later, self.login = what, later, login


class BoundedSession(Session):
    """A session whose answers with status 200 are of the types in `kinds`, and read whole within bounds.

    It asks for plain answers: a compressed one can unpack to any size, and nobody can read a cassette of it. It keeps
    no cookie and does not look into the user's ``.netrc``.
    """

    def __init__(self) -> None:
        super().__init__()
        self.kinds: dict[str, tuple[str, ...]] = {}
        self._keyed: dict[str, Site] = {}
        self.headers["Accept-Encoding"] = "identity"
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.auth = _nobody
        for scheme in ("https://", "http://"):
            self.mount(scheme, HTTPAdapter(max_retries=_patience()))

    def admit(self, site: Site) -> None:
        """Take answers of the site's types from its addresses, and know its key."""
        self.kinds[site.root] = site.kinds
        if site.secret:
            self._keyed[site.root] = site

    def cut(self, url: str) -> str:
        """`url` without the key of its site."""
        site = next((site for root, site in self._keyed.items() if url.startswith(root)), None)
        return site.keyless(url) if site is not None else url

    def send(self, request: PreparedRequest, **more: Passed) -> Response:
        """The answer with its body read. Raises UnfitError, and what ``requests`` raises."""
        response = super().send(request, **more | {"stream": True})
        with response:
            body = self._body(response) if response.status_code == 200 else b""
        response.headers.pop("Set-Cookie", None)
        response.cookies.clear()
        # what stands in for the connection knows no address, which may hold a key
        response.raw = HTTPResponse(BytesIO(body), response.headers, response.status_code, preload_content=False)
        response.request = request.copy()
        response.url = response.request.url = self.cut(str(response.url))  # what is kept of it holds no key
        response._content = body  # noqa: SLF001  as requests' own adapters do
        return response

    def _body(self, response: Response) -> bytes:
        wanted = next((kinds for root, kinds in self.kinds.items() if str(response.url).startswith(root)), ())
        kind = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
        if kind not in wanted:
            kind = kind if re.fullmatch(r"[a-z]+/[a-z0-9.+-]+", kind) else "data of no type"
            raise UnfitError(f"it answered with {kind} in place of {wanted[0] if wanted else 'nothing'}", login=True)
        if response.headers.get("Content-Encoding", "identity") != "identity":
            raise UnfitError("it answered with compressed data, unasked", login=True)
        body, until = bytearray(), monotonic() + WHOLE
        try:
            # One receive at a time: a longer read would wait, past any deadline, for a server that drips.
            while piece := response.raw.read1(_PIECE):
                body += piece
                if len(body) > MOST_BYTES:
                    raise UnfitError(f"its answer is longer than {MOST_BYTES // 1_000_000} MB")
                if monotonic() > until:
                    raise UnfitError(f"its answer took longer than {WHOLE} seconds", later=True)
        except (HTTPError, HTTPException, OSError) as error:
            if isinstance(error, UnfitError):
                raise
            raise UnfitError("its answer broke off", later=True) from None
        return bytes(body)


def _patience() -> Patience:
    return Patience(
        total=RETRIES,
        connect=0,
        read=1,
        status=RETRIES,
        backoff_factor=BACKOFF,
        status_forcelist=BUSY,
        raise_on_status=False,
    )


def _nobody(request: PreparedRequest) -> PreparedRequest:
    return request


def reason(error: RequestException, connect: int, read: int) -> str:
    """What went wrong, in our own words; `connect` and `read` are the seconds that were allowed."""
    # A read that timed out on its last retry comes as a ConnectionError around urllib3's own.
    cause = getattr(error.args[0], "reason", None) if error.args else None
    if isinstance(error, exceptions.ConnectTimeout):
        return f"no connection came about within {connect} seconds"
    if isinstance(error, exceptions.ReadTimeout) or isinstance(cause, ReadTimeoutError):
        return f"it did not answer within {read} seconds"
    if isinstance(error, exceptions.ProxyError):
        return "the proxy of this network did not pass the request on"
    if isinstance(error, exceptions.SSLError):
        return "its certificate could not be verified"
    return "no connection came about"
