"""The same work for many drafts, in their order: on several cores where there are many."""

from __future__ import annotations

import gc
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, cast

T = TypeVar("T")
W = TypeVar("W")
AT_LEAST = 12
"""From so many drafts on further processes are worth their start."""
_CHUNK = 10
"""Drafts that are worked on together, at most."""
Work = Callable[[Sequence[str]], list[T]]
_work: list[Callable[[Sequence[str]], list[Any]]] = []  # what the forked processes do; they inherit it


def for_each(names: Sequence[str], work: Work[T], jobs: int) -> Iterator[T]:
    """What `work` makes of the names, a few at a time, in order.

    It is done by `jobs` processes where there are many names; they inherit all that was made ready before.
    """
    if jobs < 2 or len(names) < AT_LEAST or not sys.platform.startswith("linux"):
        for some in _chunks(names, _CHUNK):
            yield from work(some)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    yield from work(names[:1])  # warms what is read at first use, so that it is read once
    gc.collect()
    gc.freeze()
    _work[:] = [work]
    context = multiprocessing.get_context("fork")
    chunks = _chunks(names[1:], min(_CHUNK, -(-len(names[1:]) // jobs)))
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_calm) as pool:
        for made in pool.map(_some, chunks):
            yield from made
    _work.clear()


def in_rounds(
    names: Sequence[str], work: Work[T | W], jobs: int, wants: type[W], ask: Callable[[list[W]], None]
) -> Iterator[tuple[int, T]]:
    """What `work` makes of each name, with the number of the name, as it is done.

    Of some it makes a `wants`: when all were tried, `ask` is given those together, and their names are tried again.
    """
    left: Sequence[int] = range(len(names))
    while left:
        wanted: list[W] = []
        again: list[int] = []
        for number, made in zip(left, for_each([names[one] for one in left], work, jobs), strict=True):
            if not isinstance(made, wants):
                yield number, cast("T", made)
                continue
            wanted.append(made)
            again.append(number)
        if wanted:
            ask(wanted)
        left = again


def _chunks(names: Sequence[str], size: int) -> list[Sequence[str]]:
    return [names[start : start + size] for start in range(0, len(names), size)]


def _some(names: Sequence[str]) -> list[Any]:
    return _work[0](names)


def _calm() -> None:
    """An interrupt is told once, by the first process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
