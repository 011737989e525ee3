"""A JSON Schema of rule files, from the models, for editors that complete and check YAML as it is typed.

The models take what `rules/schema.py` turns into figures and lists: a percentage, a time, one word for a list of one.
Their own schema does not know those forms; they are put in here.
"""

from __future__ import annotations

import re
from typing import Any

from pydantic import TypeAdapter

from factcheck.rules.declared import KEY as SOURCE
from factcheck.rules.declared import PLACES, keys
from factcheck.rules.extend import KEY, KEYS, OFF
from factcheck.rules.schema import Rule
from factcheck.tables import table
from factcheck.yamlfile import load

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHARE = {"type": "string", "pattern": r"^\d+(\.\d+)?\s*%$", "examples": ["10%"]}
_TIME = {"type": "string", "pattern": r"^\d+\s*[dwmy]$", "examples": ["2d", "3w", "6m", "1y"]}
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_BLOCKS = {
    "rule": "Rule",
    "claim": "ClaimPart",
    "check": "CheckPart",
    "allow": "AllowPart",
    "examples": "ExamplesPart",
    "example": "Example",
    "period": "PeriodBounds",
    "otherwise": "SecondSource",
}
"""The blocks of `rule_keys.yaml`, each with its model."""
_WRITTEN = {"about": _SHARE, "revision": _SHARE, "age": _TIME, "stale": _TIME}


def schema(sources: tuple[str, ...] = ()) -> dict[str, Any]:
    """The schema of a rule file, a list of rules; `sources` are the names that `source` may have."""
    found = TypeAdapter(tuple[Rule, ...]).json_schema(mode="validation")
    allow = found["$defs"]["AllowPart"]["properties"]
    allow |= {key: form | {"title": key.title()} for key, form in _WRITTEN.items() if key in allow}
    for part in found["$defs"].values():
        for key, value in part.get("properties", {}).items():
            part["properties"][key] = _loosened(value)
    for name in ("CheckPart", "SecondSource"):
        if sources:
            source = found["$defs"][name]["properties"]["source"]
            found["$defs"][name]["properties"]["source"] = source | {
                "anyOf": [{"enum": list(sources)}, {"type": "string"}]
            }
    for block, name in _BLOCKS.items():
        _describe(found["$defs"][name]["properties"], block)
    found["$defs"]["Adjustment"] = _adjustment(found["$defs"]["Rule"]["properties"])
    rule = found["items"]
    found["$defs"]["Source"] = _declaration()
    other = {"if": {"required": [SOURCE]}, "then": {"$ref": "#/$defs/Source"}, "else": rule}
    found["items"] = {"if": {"required": [KEY]}, "then": {"$ref": "#/$defs/Adjustment"}, "else": other}
    head = {"$schema": DIALECT, "title": "factcheck rules", "description": "A list of rules, a topic a file."}
    return head | found


def _adjustment(rule: dict[str, Any]) -> dict[str, Any]:
    """The schema of an entry that adjusts a rule."""
    severity = rule["severity"] | {"enum": [*rule["severity"]["enum"], OFF]}
    severity.pop("default")
    keys = {key: severity if key == "severity" else rule[key] for key in KEYS if key != KEY}
    name = {"type": "string", "description": "the id of the rule that this entry adjusts"}
    return {"type": "object", "properties": {KEY: name} | keys, "required": [KEY], "additionalProperties": False}


def _declaration() -> dict[str, Any]:
    """The schema of an entry that declares a source."""
    meanings = {
        key: {"type": ["string", "number"], "description": _LINK.sub(r"\1", text)} for key, text in keys().items()
    }
    where = [{"required": [key]} for key in PLACES]
    required = [SOURCE, "about", "value"]
    return {
        "type": "object",
        "properties": meanings,
        "required": required,
        "oneOf": where,
        "additionalProperties": False,
    }


def _describe(properties: dict[str, Any], block: str) -> None:
    """Put into the schema of a block's keys what each means, and how its value may look."""
    meanings, forms = table("rule_keys")[block], table("rule_keys")["forms"].get(block, {})
    for key, value in properties.items():
        value["description"] = _LINK.sub(r"\1", meanings[key])
        if key in forms:
            value["examples"] = [load(forms[key], key).plain()]


def _word(string: dict[str, Any]) -> dict[str, Any]:
    """A word of a rule, which may look like a number: 2014 is one that may stand in a sentence."""
    return string | {"type": ["string", "number"]} if string.get("type") == "string" else string


def _loosened(value: dict[str, Any]) -> dict[str, Any]:
    """The schema of a key: where it asks for a list, one entry alone will do, and a sentence alone for an example."""
    items = value.get("items")
    if value.get("type") != "array" or not isinstance(items, dict):
        return value
    one: list[dict[str, Any]] = [items]
    if items.get("$ref", "").endswith("/Example"):
        one = [items, {"type": "string"}]
    elif items.get("type") == "array":
        word = _word(items["items"])
        one = [items | {"items": word}, word]
    elif items.get("type") == "string":
        items = _word(items)
        one = [items]
    entries = {"anyOf": one} if len(one) > 1 else items
    loose = {"anyOf": [value | {"items": entries}, *one[:1]]}
    return loose | {key: loose["anyOf"][0].pop(key) for key in ("title", "default") if key in value}
