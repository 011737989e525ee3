"""Questions put once each and, where they leave the machine, all that a draft asks at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from factcheck.errors import SourceError
from factcheck.model import Answer, Lookup, Query, Wait

Answers = Mapping[Query, Answer | SourceError]
AskMany = Callable[[Sequence[Query]], Answers]
"""Answers questions about one series of one source; errors come back as values."""

AT_ONCE = 32
"""Series that are asked for at the same time; see also ``fetcher.PER_HOST``."""


class Asking:
    """A lookup that asks each question once, and beforehand together what it is told will be asked."""

    def __init__(self, ask: Lookup, many: AskMany, is_live: Callable[[Query], bool]) -> None:
        """`ask` answers one question, `many` all about a series; `is_live` says which are worth to be put together."""
        self._ask, self._many, self._is_live = ask, many, is_live
        self._answers: dict[Query, Answer | SourceError] = {}

    def __call__(self, query: Query) -> Answer | SourceError:
        """The answer, remembered."""
        if query not in self._answers:
            self._answers[query] = self._ask(query)
        return self._answers[query]

    def ahead(self, queries: Iterable[Query], wait: Wait | None = None) -> None:
        """Ask what will be asked of live sources: all about a series in one question, all series at the same time."""
        groups: dict[tuple[str, str], list[Query]] = {}
        for query in dict.fromkeys(queries):
            if query not in self._answers and self._is_live(query):
                groups.setdefault((query.source, query.series), []).append(query)
        if not groups:
            return
        done = self._all(list(groups.values()))
        if wait is not None:
            wait(done, sum(map(len, groups.values())))
        for _ in done:
            pass

    def _all(self, groups: list[list[Query]]) -> Iterator[int]:
        """Each group's number of questions, once they are answered."""
        if len(groups) == 1:
            self._answers.update(self._many(groups[0]))
            yield len(groups[0])
            return
        from concurrent.futures import ThreadPoolExecutor, as_completed

        pool = ThreadPoolExecutor(min(len(groups), AT_ONCE))
        try:
            for future in as_completed([pool.submit(self._many, group) for group in groups]):
                self._answers.update(future.result())
                yield len(future.result())
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
