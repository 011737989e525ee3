"""Questions put once each and, where they leave the machine, all that a run asks at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from factcheck.errors import SourceError
from factcheck.model import Answer, Lookup, Query, Wait

Answers = Mapping[Query, Answer | SourceError]
AskMany = Callable[[Sequence[Query]], Answers]
"""Answers questions about one series of one source; errors come back as values."""
Is = Callable[[Query], bool]

AT_ONCE = 32
"""Series that are asked for at the same time; see also ``fetcher.PER_HOST``."""


class Asking:
    """A lookup that asks each question once, and beforehand together what it is told will be asked."""

    def __init__(self, ask: Lookup, many: AskMany, is_outside: Is, is_stored: Is = lambda _: False) -> None:
        """`ask` answers one question, `many` all about a series.

        `is_outside` says which leave the machine and are worth to be put together, `is_stored` which were answered by a
        store, so that the source itself may know more.
        """
        self._ask, self._many, self._is_outside, self._is_stored = ask, many, is_outside, is_stored
        self._answers: dict[Query, Answer | SourceError] = {}

    def __call__(self, query: Query) -> Answer | SourceError:
        """The answer, remembered."""
        query = self._plain(query)
        if query not in self._answers:
            self._answers[query] = self._ask(query)
        return self._answers[query]

    def lacking(self, queries: Iterable[Query]) -> tuple[Query, ...]:
        """Those that would leave the machine, once each."""
        plain = dict.fromkeys(map(self._plain, queries))
        return tuple(query for query in plain if query not in self._answers and self._is_outside(query))

    def ahead(self, queries: Iterable[Query], wait: Wait | None = None) -> None:
        """Ask what will be asked of live sources: all about a series in one question, all series at the same time."""
        groups: dict[tuple[str, str, bool], list[Query]] = {}
        for query in self.lacking(queries):
            groups.setdefault((query.source, query.series, query.beyond), []).append(query)
        if not groups:
            return
        done = self._all(list(groups.values()))
        if wait is not None:
            wait(done, sum(map(len, groups.values())))
        for _ in done:
            pass

    def _plain(self, query: Query) -> Query:
        """The question; one beyond the store is the usual one where no store answered that."""
        if not query.beyond:
            return query
        usual = replace(query, beyond=False)
        return query if self._is_stored(usual) else usual

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
