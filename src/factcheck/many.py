"""The same work for many drafts, in their order: on several cores where there are many."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
_AT_LEAST = 12
"""From so many drafts on further processes are worth their start."""
_CHUNK = 4
_work: list[Callable[[str], Any]] = []  # what the forked processes do; they inherit it


def for_each(names: Sequence[str], work: Callable[[str], T], jobs: int) -> Iterator[T]:
    """What `work` makes of each name, in order; by `jobs` processes, which inherit all that was made ready before."""
    if jobs < 2 or len(names) < _AT_LEAST or not sys.platform.startswith("linux"):
        yield from map(work, names)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    yield work(names[0])  # warms what is read at first use, so that it is read once
    gc.collect()
    gc.freeze()
    _work[:] = [work]
    context = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_calm) as pool:
        yield from pool.map(_one, names[1:], chunksize=_CHUNK)
    _work.clear()


def _one(name: str) -> Any:  # noqa: ANN401  what the work makes
    return _work[0](name)


def _calm() -> None:
    """An interrupt is told once, by the first process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
