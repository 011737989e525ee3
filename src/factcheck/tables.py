"""The package's small tables of language: YAML files in ``data/``, read once when first asked for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from factcheck.yamlfile import load


@cache
def table(name: str) -> dict[str, Any]:
    """The content of ``data/<name>.yaml``: plain dicts, lists and strings; numbers stay strings."""
    found: dict[str, Any] = load(text_of(f"{name}.yaml"), f"data/{name}.yaml").plain()
    return found


@cache
def tables(stem: str) -> dict[str, Any]:
    """All tables whose names begin with `stem`, as one, in which an entry of text is a list of words parted by commas.

    YAML reads one long text ten times as fast as a list. Raises ValueError where two tables have an entry of one name.
    """
    joined: dict[str, Any] = {}
    for path in sorted((files("factcheck") / "data").iterdir(), key=lambda path: path.name):
        if path.name.startswith(stem) and path.name.endswith(".yaml"):
            content = table(path.name.removesuffix(".yaml"))
            if twice := joined.keys() & content.keys():
                raise ValueError(f"data/{path.name} has names of another table: {', '.join(sorted(twice))}")
            joined |= {key: entry.split(", ") if isinstance(entry, str) else entry for key, entry in content.items()}
    return joined


def text_of(name: str) -> str:
    """The text of the package's data file `name`."""
    return (files("factcheck") / "data" / name).read_text(encoding="utf-8")


@cache
def verb_forms(kind: str) -> frozenset[str]:
    """Verb forms of ``data/verbs.txt``: those that are `finite`, or the `base` of a verb."""
    rows = dict(line.split(" ", 1) for line in text_of("verbs.txt").splitlines() if not line.startswith("#"))
    return frozenset(rows[kind].split())


@cache
def wordset(name: str, key: str) -> frozenset[str]:
    """The words of a white-space separated entry of a table."""
    return frozenset(table(name)[key].split())
