"""Phrases of a row as patterns: words from the data table, slots by kind, and what silences a check."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any

from factcheck.tables import tables, wordset

SLOT = re.compile(r"<(\w+):(\d+)>")
"""A figure in a shape: its kind and number."""


def slot(name: str, *kinds: str) -> str:
    """A pattern for a figure of one of `kinds`, as the group `name`."""
    return rf"(?P<{name}><(?:{'|'.join(kinds)}):\d+>)"


@cache
def words(name: str) -> str:
    """One list of the tables ``data/consistency*.yaml`` as alternatives."""
    return "|".join(re.escape(word) for word in tables("consistency")[name])


@cache
def word_set(name: str) -> frozenset[str]:
    """One list of the tables as a set."""
    return frozenset(tables("consistency")[name])


@cache
def word_classes(name: str) -> tuple[frozenset[str], ...]:
    """One list of the tables, each entry as the set of its words."""
    return tuple(frozenset(entry.split()) for entry in tables("consistency")[name])


def share_a_class(name: str, mine: Iterable[str], theirs: Iterable[str]) -> bool:
    """Whether a word of the one text and a word of the other are of one entry of a list."""
    known = _entries_with(name)
    first = {number for word in mine for number in known.get(word, ())}
    return bool(first) and any(not first.isdisjoint(known.get(word, ())) for word in theirs)


@cache
def _entries_with(name: str) -> Mapping[str, Sequence[int]]:
    """The words of a list's entries, with the numbers of those that each is in."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(word_classes(name)):
        for word in line:
            found.setdefault(word, []).append(number)
    return found


@cache
def rarest(*names: str) -> frozenset[str]:
    """The word of each entry of some lists that tells it best: a text without any of these has none of the entries."""
    return frozenset(_telling(entry) for name in names for entry in tables("consistency")[name])


def _telling(entry: str) -> str:
    """The longest word of an entry that is none of common prose, or of all news, if it has one."""
    common, frequent = wordset("words", "stop"), word_set("frequent_words")
    return max(entry.split(), key=lambda word: (word not in common, word not in frequent, len(word)))


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words and signs of a shape, or of a part of one."""
    return frozenset(text.split())


class AnyOf:
    """Finds any entry of a list as words of their own, between spaces; its methods are those of ``re.Pattern``.

    Most texts hold none of the words that tell its entries, which is soon found: the pattern is built when one does.
    """

    def __init__(self, entries: Iterable[str]) -> None:
        self._all = tuple(entries)
        self._told: dict[str, list[str]] = {}
        for entry in self._all:
            self._told.setdefault(_telling(entry), []).append(f" {entry} ")
        self._rarest = frozenset(self._told)
        self._endings = tuple(f" {entry}" for entry in self._all)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """All entries as one pattern."""
        return re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, self._all))})(?!\S)")

    def is_in(self, text: str) -> bool:
        """Whether any of the entries is in `text`."""
        said = words_of(text)
        if self._rarest.isdisjoint(said):
            return False
        spaced = f" {text} "
        return any(entry in spaced for word in self._rarest & said for entry in self._told[word])

    def search(self, text: str) -> re.Match[str] | None:
        """The first of the entries in `text`."""
        return self.pattern.search(text) if self.is_in(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        """The entry that `text` begins with."""
        return self.pattern.match(text) if self.is_in(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """The entry that `text` is."""
        return self.pattern.fullmatch(text) if self.is_in(text) else None

    def ends(self, text: str) -> bool:
        """Whether `text` ends with one of the entries."""
        return f" {text}".endswith(self._endings)

    def findall(self, text: str) -> list[str]:
        """All of the entries in `text`."""
        return [found[0] for found in self.finditer(text)]

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        """All of the entries in `text` with their places."""
        return self.pattern.finditer(text) if self.is_in(text) else iter(())

    def sub(self, to: str, text: str) -> str:
        """The text with `to` in place of each of the entries."""
        return self.pattern.sub(to, text) if self.is_in(text) else text


@cache
def any_of(name: str) -> AnyOf:
    """Finds any word of a list as a word of its own."""
    return AnyOf(tables("consistency")[name])


class Later:
    """A pattern that is compiled when it is first asked for: most drafts need few of all there are."""

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self._pattern, self._flags = pattern, flags

    @cached_property
    def _made(self) -> re.Pattern[str]:
        return re.compile(self._pattern, self._flags)

    @cached_property
    def search(self) -> Callable[..., re.Match[str] | None]:
        """As that of ``re.Pattern``, and so are the others."""
        return self._made.search

    @cached_property
    def match(self) -> Callable[..., re.Match[str] | None]:
        """At the beginning."""
        return self._made.match

    @cached_property
    def fullmatch(self) -> Callable[..., re.Match[str] | None]:
        """All of the text."""
        return self._made.fullmatch

    @cached_property
    def finditer(self) -> Callable[..., Iterator[re.Match[str]]]:
        """All places."""
        return self._made.finditer

    @cached_property
    def findall(self) -> Callable[..., list[Any]]:
        """All that is found."""
        return self._made.findall

    @cached_property
    def split(self) -> Callable[..., list[str]]:
        """The text between."""
        return self._made.split

    @cached_property
    def sub(self) -> Callable[..., str]:
        """The text with something else in each place."""
        return self._made.sub
