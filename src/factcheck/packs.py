"""Where rule files come from: those that ship, files and folders, and installed packages with rules in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from factcheck.errors import Fault, FileError
from factcheck.rules.load import read_files, rule_files

SHIPPED = "shipped"
PACK = "pack:"
GROUP = "factcheck.rules"
"""The entry points of packages with rules: each names a module or package whose folder holds rule files."""
ENDINGS = (".yaml", ".yml")


def read_texts(names: Sequence[str | Path] | None = None) -> tuple[list[tuple[str, str]], tuple[Fault, ...]]:
    """The names and texts of the rule files that `names` name, and the faults of unreadable ones.

    A name is a file or folder, the word ``shipped`` for the rules that come with factcheck, or ``pack:NAME`` for those
    of an installed package; ``None`` stands for ``shipped``. Raises FileError for a path or package that is not there.
    """
    texts: list[tuple[str, str]] = []
    faults: tuple[Fault, ...] = ()
    for name in [SHIPPED] if names is None else names:
        if name == SHIPPED:
            texts += _shipped()
        elif isinstance(name, str) and name.startswith(PACK):
            texts += _of_package(name.removeprefix(PACK))
        else:
            found, wrong = read_files(rule_files([Path(name)]))
            texts, faults = texts + found, faults + wrong
    return list(dict(texts).items()), faults


def is_word(name: str) -> bool:
    """Whether a name stands for rules that are no path."""
    return name == SHIPPED or name.startswith(PACK)


def _shipped() -> list[tuple[str, str]]:
    """The rule files inside the wheel, or at the top of a source checkout."""
    folder: Traversable = files("factcheck") / "data" / "rules"
    if not folder.is_dir():
        folder = Path(__file__).resolve().parents[2] / "rules"
    return list(_texts(folder, "rules"))


def _of_package(name: str) -> list[tuple[str, str]]:
    from importlib.metadata import entry_points

    found = {one.name: one for one in entry_points(group=GROUP)}
    if name not in found:
        known = f"There are: {', '.join(sorted(found))}." if found else "None is."
        raise FileError(Fault(PACK + name, 0, 0, "no package with rules of this name is installed", known))
    return list(_texts(files(found[name].value), PACK + name))


def _texts(folder: Traversable, name: str) -> Iterator[tuple[str, str]]:
    """The rule files of a folder and of those in it, by name."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.is_dir():
            yield from _texts(item, f"{name}/{item.name}")
        elif item.name.endswith(ENDINGS):
            yield f"{name}/{item.name}", item.read_text(encoding="utf-8")
