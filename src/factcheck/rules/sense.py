"""What makes no sense in a rule though its keys are right: empty values, unknown series, slots and verdicts.

These faults are read off the file itself, so that they are told together with those of the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from string import Formatter

from factcheck.errors import Fault
from factcheck.extraction.places import place_named
from factcheck.extraction.units import units
from factcheck.model import Verdict
from factcheck.rules.declared import TABLE
from factcheck.rules.schema import AllowPart
from factcheck.tables import table
from factcheck.yamlfile import Node, shortened, text_at

KnownSeries = Mapping[str, Callable[[], frozenset[str]]]
"""Source name to a function that gives the names of its series."""

SLOTS = ("value", "period", "source", "place", "printed")
VERDICTS = (*(verdict.value for verdict in Verdict), "silent")
ANY_PLACE = ("country", "city", "town", "world")
_BLOCKS = ("claim", "check", "allow", "examples", "period", "otherwise")
LONGEST_AGE = 36_600
"""Days in a hundred years: no reference is of use for longer."""


def sense_faults(rule: Node, series: KnownSeries) -> Iterator[Fault]:
    """Faults that the shape of the keys does not show, of the rule at `rule`, in no order."""
    claim, check = _child(rule, "claim"), _child(rule, "check")
    yield from _empties(rule, "")
    yield from _lists(claim)
    if text_at(check, "kind") == "consistency":
        yield from _of(check)
    elif text_at(check, "kind") != "calendar":
        yield from _counts(claim)
        yield from _source(check, "check", series)
        if "otherwise" in check.value:
            yield from _source(_child(check, "otherwise"), "otherwise", series)
    yield from _place(claim)
    yield from _units(_child(claim, "unit"))
    yield from _period(_child(claim, "period"))
    yield from _allow(_child(rule, "allow"))
    yield from _message(_child(rule, "message"))
    yield from _verdicts(_child(rule, "examples"))


def _empties(node: Node, key: str) -> Iterator[Fault]:
    """Every key and every entry of a list with nothing behind it."""
    if isinstance(node.value, dict):
        for name, child in node.value.items():
            yield from _empties(child, name)
    elif isinstance(node.value, list):
        for child in node.value:
            yield from _empties(child, "")
    elif not node.value.strip() and key in _BLOCKS:
        hint = "Write its keys on lines of their own, further in than this one."
        yield node.fault(f'the block "{key}" is empty', hint)
    elif not node.value.strip():
        what = f'the key "{shortened(key)}" has no value' if key else "this entry is empty"
        yield node.fault(what, "Write one, or take the key out." if key else "Write it, or take it out.")


def _lists(node: Node) -> Iterator[Fault]:
    """Every entry of the claim that names a word list which is not there."""
    if isinstance(node.value, dict | list):
        for child in node.value.values() if isinstance(node.value, dict) else node.value:
            yield from _lists(child)
    elif node.value.startswith("$") and node.value[1:] not in (known := table("word_lists")):
        near = get_close_matches(node.value[1:100], known, 1)
        hint = f'Did you mean "${near[0]}"?' if near else f"The lists are {', '.join(f'${name}' for name in known)}."
        yield node.fault(f'there is no word list "{shortened(node.value)}"', hint)


def _counts(claim: Node) -> Iterator[Fault]:
    words = [_child(claim, key) for key in ("counts", "names")]
    if isinstance(claim.value, dict) and not any(one.value or one.line for one in words) and not _near(claim, "counts"):
        hint = "Add a line: counts: [...], with the words that the figure counts or measures."
        yield claim.fault('the block "claim" has no counts, so the rule would speak of every figure', hint)


def _near(block: Node, key: str) -> bool:
    """Whether a misspelling of `key` stands in the block, which is told already."""
    return isinstance(block.value, dict) and bool(get_close_matches(key, [word[:100] for word in block.value], 1))


def _source(check: Node, block: str, series: KnownSeries) -> Iterator[Fault]:
    source, asked = text_at(check, "source") or "books", text_at(check, "series")
    if block == "check" and isinstance(check.value, dict) and (source == TABLE) != (TABLE in check.value):
        hint = "Write source: table, and below it table: {file: ..., value: ...}."
        yield check.fault("a table of your own has both keys", hint)
    elif source not in series:
        near = get_close_matches(source[:100], series, 1)
        hint = f'Did you mean "{near[0]}"?' if near else f"The sources are {', '.join(sorted(series))}."
        yield check.at("source").fault(f'there is no source "{shortened(source)}"', hint)
    elif asked and asked not in (known := series[source]()):
        near = get_close_matches(asked[:100], known, 3, 0.5) or sorted(known)[:3]
        hint = f"It has {len(known)}, such as {', '.join(near)}." if near else "Look its name up at the source."
        if get_close_matches(asked[:100], near[:1]):
            hint = f'Did you mean "{near[0]}"?'
        yield check.at("series").fault(f'{source} has no series "{shortened(asked)}"', hint)
    elif "" in series[source]():
        return  # a source of its own rows needs no name of a series
    elif isinstance(check.value, dict) and "series" not in check.value and not _near(check, "series"):
        hint = f"Add a line: series: ..., with the name of a series of {source}."
        yield check.fault(f'the block "{block}" lacks the key "series"', hint)


def _of(check: Node) -> Iterator[Fault]:
    """A check of the draft against itself must say which."""
    if isinstance(check.value, dict) and "of" not in check.value and not _near(check, "of"):
        yield check.fault('the block "check" lacks the key "of"', "Add a line: of: ..., with the name of the check.")


def _place(claim: Node) -> Iterator[Fault]:
    name = text_at(claim, "place")
    if name.strip() and name not in ANY_PLACE and place_named(name) is None:
        hint = "Write the English name of a country or a large city, or one of the words country, city, town and world."
        yield claim.at("place").fault(f'"{shortened(name)}" names no place, or more than one', hint)


def _units(unit: Node) -> Iterator[Fault]:
    """Names that are no unit's: a rule with one would never speak. Units that only quantulum3 knows are not refused."""
    for entry in unit.value if isinstance(unit.value, list) else [unit]:
        name = entry.value if isinstance(entry.value, str) else ""
        if not name.strip() or name in units():
            continue
        near = get_close_matches(name[:100], units(), 1, 0.7)
        if near:
            yield entry.fault(f'there is no unit "{shortened(name)}"', f'Did you mean "{near[0]}"?')


def _period(period: Node) -> Iterator[Fault]:
    first, last = _day(period, "from"), _day(period, "to")
    if first and last and last < first:
        yield period.at("to").fault(f"the period ends on {last}, before it begins on {first}", "Swap the two days.")


def _allow(allow: Node) -> Iterator[Fault]:
    for key in ("age", "stale"):
        text = text_at(allow, key)
        try:
            days = getattr(AllowPart.model_validate({key: text}), key)
        except ValueError:  # told by the schema
            continue
        if days > LONGEST_AGE:
            message = f'the key "{key}" must be at most a hundred years, not "{shortened(text)}"'
            yield allow.at(key).fault(message, "Write a shorter time, such as 2d or 1y.")


def _message(message: Node) -> Iterator[Fault]:
    """What ``str.format`` cannot fill in: an unknown slot, or one with more than a name in it."""
    slots = ", ".join(f"{{{slot}}}" for slot in SLOTS)
    try:
        parts = list(Formatter().parse(message.value if isinstance(message.value, str) else ""))
    except ValueError:
        hint = f"Write a slot with both brackets ({slots}) and a bracket that is only text twice."
        yield message.fault('the key "message" has a curly bracket without its partner', hint)
        return
    for name, form, conversion in dict.fromkeys(part[1:] for part in parts):
        if name is None or (name in SLOTS and not form and not conversion):
            continue
        slot = f"{name}!{conversion}" if conversion else name
        near = get_close_matches(name[:100], SLOTS, 1)
        hint = f"Did you mean {{{near[0]}}}?" if near else f"The slots are {slots}."
        shown = shortened(f"{slot}:{form}" if form else slot)
        yield message.fault(f'the key "message" has the unknown slot {{{shown}}}', hint)


def _verdicts(examples: Node) -> Iterator[Fault]:
    if not isinstance(examples.value, dict):
        return
    for name, part in examples.value.items():
        for example in part.value if isinstance(part.value, list) else ():
            given = text_at(example, "verdict")
            if given and given not in VERDICTS:
                near = get_close_matches(given[:100], VERDICTS, 1)
                hint = f'Did you mean "{near[0]}"?' if near else f"The verdicts are {', '.join(VERDICTS)}."
                yield example.at("verdict").fault(f'there is no verdict "{shortened(given)}"', hint)
            elif given and name != "todo":
                message = f'an example in "{name}" has the verdict of its list, and no key "verdict"'
                yield example.fault(message, "Take the key out, or move the example.", key="verdict")


def _day(node: Node, key: str) -> date | None:
    try:
        return date.fromisoformat(text_at(node, key))
    except ValueError:
        return None


def _child(node: Node, key: str) -> Node:
    """The value of a key; an empty one in line 0 where there is none."""
    child = node.value.get(key) if isinstance(node.value, dict) else None
    return child or Node("", 0, 0, node.path, {})
