"""Replies kept between runs: ``requests-cache`` over SQLite, in a file that holds no key and no cookie.

A reply is taken from the file for a day; after that the server is asked whether it still holds (by ``ETag`` or
``Last-Modified``, where it gives one). A source that fails is stood in for by a reply of up to a month.
"""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from requests import Request
from requests_cache import CacheMixin
from requests_cache.models import AnyRequest
from requests_cache.models.response import CachedResponse

from factcheck.sources.http import Kept, Reply, Site, day_of
from factcheck.sources.session import BoundedSession

FRESH = timedelta(days=1)
"""How long a reply is taken without asking: no source here publishes more often."""

STALE = timedelta(days=30)
"""How old a reply may be that stands in for a source that fails."""


class KeptSession(CacheMixin, BoundedSession):
    """A session that keeps its answers in a file."""

    def admit(self, site: Site) -> None:
        """As in ``BoundedSession``; the value of the site's own header is not kept."""
        super().admit(site)
        secret = site.header[0] if site.header else ""
        if secret and secret not in self.settings.ignored_parameters:
            self.settings.ignored_parameters = [*self.settings.ignored_parameters, secret]

    def key(self, request: AnyRequest, **_: object) -> str:
        """The key of a question: its address without keys, which are known by their values and not by a name."""
        return sha256(self.cut(str(request.url)).encode()).hexdigest()


def new_session(path: Path) -> KeptSession:
    """A session over the file `path`, made if need be. Raises OSError or sqlite3.Error where it cannot be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    session = KeptSession(
        cache_name=str(path),
        backend="sqlite",
        serializer="json",  # a pickle could run code
        wal=True,  # several processes read and write
        busy_timeout=5000,
        expire_after=FRESH,
        ignored_parameters=["Authorization", "Cookie", "Set-Cookie"],
    )
    session.settings.key_fn = session.key
    return session


def kept(session: KeptSession, url: str, site: Site) -> Kept | None:
    """The reply to `url` that is in the file, of any age; ``None`` where there is none that can be read."""
    session.admit(site)
    request = session.prepare_request(Request("GET", url, headers=dict([site.header]) if site.header else None))
    response = session.cache.get_response(session.cache.create_key(request))
    if response is None or response.content is None:
        return None
    day = day_of(response.headers.get("Date", "")) or response.created_at.date()
    reply = Reply(url, response.content, day, response.headers.get("Content-Type", ""))
    return Kept(reply, not response.is_expired, not response.is_older_than(STALE))


class Held(NamedTuple):
    """What the file holds of one host: how many replies, their bytes, the first and last day they were read."""

    host: str
    replies: int
    size: int
    first: str
    last: str


def held(path: Path) -> list[Held]:
    """What the file holds, host by host."""
    found: dict[str, list[CachedResponse]] = {}
    with new_session(path) as session:
        for response in session.cache.filter(expired=True):
            found.setdefault(urlsplit(response.url).hostname or "", []).append(response)
    return [
        Held(host, len(replies), sum(map(_size, replies)), min(map(_day, replies)), max(map(_day, replies)))
        for host, replies in sorted(found.items())
    ]


def clear(path: Path) -> int:
    """Empty the file; how many replies were in it."""
    with new_session(path) as session:
        count = sum(1 for _ in session.cache.filter(expired=True))
        session.cache.clear()  # type: ignore[no-untyped-call]
    return count


def _size(response: CachedResponse) -> int:
    return len(response.content or b"")


def _day(response: CachedResponse) -> str:
    return str(response.created_at.date())
