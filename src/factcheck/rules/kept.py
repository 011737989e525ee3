"""Rules kept ready from one run to the next: JSON in which each rule waits as text until a figure comes near it.

What is kept holds for one content only: `key` is of the rule files and of the code that reads them. It can be deleted
at any time, and what cannot be read back counts as not there.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, overload

from factcheck.rules.index import Index, index_of
from factcheck.rules.load import RuleSet
from factcheck.version import VERSION

if TYPE_CHECKING:
    from factcheck.rules.schema import Rule

_FORMAT = 2
_PACKAGES = ("rules", "data")
"""What a change of makes kept rules worthless: the models and checks of rules, and the tables of words."""


class Rules(Sequence[Any]):
    """Rules that are made when they are first asked for, from the text that their file had."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Take the rules as JSON, a text each."""
        self._texts = texts
        self._made: dict[int, Rule] = {}

    def __len__(self) -> int:
        return len(self._texts)

    @overload
    def __getitem__(self, at: int) -> Any: ...  # noqa: ANN401  a rule; its model is imported when one is made
    @overload
    def __getitem__(self, at: slice) -> Sequence[Any]: ...
    def __getitem__(self, at: int | slice) -> Any:
        """The rule at this place, or the rules of a slice."""
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        number = range(len(self))[at]
        if number not in self._made:
            from factcheck.rules.schema import Rule

            self._made[number] = Rule.model_validate(json.loads(self._texts[number]))
        return self._made[number]

    def __iter__(self) -> Iterator[Any]:
        return (self[number] for number in range(len(self)))


def key(texts: Iterable[tuple[str, str]]) -> str:
    """The name of what is kept for these rule files: their names and contents, and the code that reads them."""
    digest = hashlib.sha256(_code().encode())
    for name, text in texts:
        for part in (name, text):
            digest.update(f"{len(part)}\0{part}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:32]


@cache
def _code() -> str:
    digest = hashlib.sha256(f"{VERSION} {_FORMAT}".encode())
    for package in _PACKAGES:
        for item in sorted((files("factcheck") / package).iterdir(), key=lambda item: item.name):
            if item.name.endswith((".py", "word_lists.yaml")):
                digest.update(item.read_bytes())
    return digest.hexdigest()


def written(rules: RuleSet) -> str | None:
    """A rule set as text to keep; ``None`` for one with faults, which have to be told every time."""
    if rules.faults or not rules.rules:
        return None
    index = index_of(rules.rules)
    content = {
        "format": _FORMAT,
        "digest": rules.digest,
        "places": rules.places,
        "adjusted": rules.adjusted,
        "declared": rules.declared,
        "index": [index.counted, index.named, index.always, index.consistency],
        "rules": [json.dumps(one) for one in rules.written],
    }
    return json.dumps(content)


def read_back(text: str) -> RuleSet | None:
    """The rule set that was kept as `text`; ``None`` for a text that is not one of these."""
    try:
        content = json.loads(text)
        if content["format"] != _FORMAT:
            return None
        places = {name: (path, line) for name, (path, line) in content["places"].items()}
        adjusted = {name: tuple((p, n) for p, n in found) for name, found in content["adjusted"].items()}
        index = Index(*content["index"])
        return RuleSet(Rules(content["rules"]), places, (), content["digest"], (), adjusted, index, content["declared"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
