"""The one ``requests`` session of a run: patient within bounds, and without cookies or passwords."""

from __future__ import annotations

from http.cookiejar import DefaultCookiePolicy
from typing import Any

from requests import PreparedRequest, RequestException, Session, exceptions
from requests.adapters import HTTPAdapter
from urllib3 import BaseHTTPResponse
from urllib3.exceptions import InvalidHeader, MaxRetryError, ReadTimeoutError
from urllib3.util.retry import Retry

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


def new_session(agent: str) -> Session:
    """A session that calls itself `agent`, keeps no cookie and does not look into the user's ``.netrc``.

    It asks for plain answers: a compressed one can unpack to any size, and nobody can read a cassette of it.
    """
    session = Session()
    session.headers["User-Agent"] = agent
    session.headers["Accept-Encoding"] = "identity"
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    session.auth = _nobody
    patience = Patience(
        total=RETRIES,
        connect=0,
        read=1,
        status=RETRIES,
        backoff_factor=BACKOFF,
        status_forcelist=BUSY,
        raise_on_status=False,
    )
    for scheme in ("https://", "http://"):
        session.mount(scheme, HTTPAdapter(max_retries=patience))
    return session


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
