"""What questions over HTTP are made of: the sites of declared sources, and their replies.

Every failure is a SourceError in this project's own words. No text of an exception or of a server goes into a report,
and with it no key, cookie or proxy's password.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from factcheck.errors import SourceError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")
_SECRET = re.compile(r"([?&][^=&#]*(?:key|token|secret|password|auth)[^=&#]*=)[^&#]*", re.IGNORECASE)


class Site(NamedTuple):
    """A declared source: `name` as reports print it, `base` of its URLs up to a slash, types of its answers.

    `header` is one that the source asks for, such as a token; it goes to this source's own host only. `secret` is a key
    that stands in its addresses.

    Plain http is allowed only for a base on this machine, which is how tests stand in for a server.
    """

    name: str
    base: str
    kinds: tuple[str, ...] = ("application/json",)
    header: tuple[str, str] | None = None
    secret: str = ""

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
        """A SourceError of this source, without a key in its URL."""
        return SourceError(self.name, message, url=self.cut(url), status=status, hint=hint)

    def keyless(self, url: str) -> str:
        """`url` without this site's own key, wherever a parameter holds it."""
        if not self.secret:
            return url
        written = "|".join(re.escape(one) for one in {self.secret, quote(self.secret, safe="")})
        return re.sub(rf"([?&][^=&#]*=)(?:{written})(?=[&#]|$)", r"\1...", url)

    def cut(self, url: str) -> str:
        """`url` without this site's own key, and without values of parameters that look like keys."""
        return masked(self.keyless(url))


class Reply(NamedTuple):
    """An answer with status 200: where it came from, its bytes, the server's own day of it, and its type."""

    url: str
    body: bytes
    day: date | None = None
    kind: str = ""


Fetch = Callable[[Site, str], Reply]
"""Asks a site for a path below its base; raises SourceError."""


class Kept(NamedTuple):
    """A reply of an earlier run: `fresh` if the source need not be asked, `usable` where that fails."""

    reply: Reply
    fresh: bool
    usable: bool


def masked(url: str) -> str:
    """`url` without the values of parameters that look like keys."""
    return _SECRET.sub(r"\1...", url)


def day_of(text: str) -> date | None:
    """The day in a header of HTTP; ``None`` where it holds none."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(text).date()
    except ValueError:
        return None
