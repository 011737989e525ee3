"""Phrases of a row as patterns: words from the data table, slots by kind, and what silences a check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from factcheck.tables import tables, wordset


def slot(name: str, *kinds: str) -> str:
    """A pattern for a figure of one of `kinds`, as the group `name`."""
    return rf"(?P<{name}><(?:{'|'.join(kinds)}):\d+>)"


@cache
def words(name: str) -> str:
    """One list of the tables ``data/consistency*.yaml`` as alternatives."""
    return "|".join(re.escape(word) for word in tables("consistency")[name])


@cache
def rarest(*names: str) -> frozenset[str]:
    """The longest word of each entry of some lists: a text without any of these has none of the entries."""
    return _longest(entry for name in names for entry in tables("consistency")[name])


def _longest(entries: Iterable[str]) -> frozenset[str]:
    common = wordset("words", "stop")
    return frozenset(max(entry.split(), key=lambda word: (word not in common, len(word))) for entry in entries)


class AnyOf:
    """Finds any word of a list as a word of its own, between spaces; ``search`` as ``re.Pattern`` has it.

    Most texts hold none of the words that tell its entries from common prose, which is soon found.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        entries = list(entries)
        self._rarest = _longest(entries)
        self.pattern = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, entries))})(?!\S)")

    def search(self, text: str) -> re.Match[str] | None:
        """The first of the words in `text`."""
        return None if self._rarest.isdisjoint(text.split()) else self.pattern.search(text)

    def match(self, text: str) -> re.Match[str] | None:
        """The word that `text` begins with."""
        return self.pattern.match(text)

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The word that `text` is."""
        return self.pattern.fullmatch(text)

    def findall(self, text: str) -> list[str]:
        """All of the words in `text`."""
        return [found[0] for found in self.finditer(text)]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All of the words in `text` with their places."""
        return iter(()) if self._rarest.isdisjoint(text.split()) else self.pattern.finditer(text)

    def sub(self, to: str, text: str) -> str:
        """The text with `to` in place of each of the words."""
        return text if self._rarest.isdisjoint(text.split()) else self.pattern.sub(to, text)


@cache
def any_of(name: str) -> AnyOf:
    """Finds any word of a list as a word of its own."""
    return AnyOf(tables("consistency")[name])
