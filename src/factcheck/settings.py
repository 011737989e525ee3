"""Settings of a run: defaults, a profile, ``factcheck.toml`` or ``[tool.factcheck]``, and options: the last wins."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from factcheck.errors import Fault, SettingsError
from factcheck.model import Verdict
from factcheck.packs import is_word
from factcheck.profiles import PROFILES, FailOn, Profile, Severity
from factcheck.report import REPORTERS

FILE = "factcheck.toml"
SHARED_FILE = "pyproject.toml"
_TABLE = "tool.factcheck"


class Settings(BaseModel):
    """What a run may be told; in TOML with hyphens in the names. Paths count from the file that names them."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=lambda name: name.replace("_", "-"))

    profile: Profile = "default"
    rules: list[str] | None = None
    fail_on: FailOn = "mismatch"
    least: Severity = "warning"
    only: list[Verdict] | None = None
    format: str = "text"
    output: list[str] = []
    offline: bool = False
    cache: bool = True
    store: str | None = None
    store_age: Annotated[int, Field(ge=0, le=36_500)] = 30
    require_sources: bool = False
    waivers: str | None = None
    baseline: str | None = None
    exclude: list[str] = []
    severity: dict[str, Literal["error", "warning", "note", "off"]] = {}


PATHS, LISTED_PATHS = ("waivers", "baseline", "store"), ("rules", "output")
KEYS = {(one.alias or name): name for name, one in Settings.model_fields.items()}
"""The names of settings in a file, each with the field's."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The settings of a run, and where each value comes from."""

    settings: Settings
    origins: Mapping[str, str] = field(default_factory=dict)


def find(start: Path) -> Path | None:
    """The settings file nearest to `start`, a draft or folder: in its folder or one above."""
    near = () if ".." in start.parts else (start, *start.parents)  # names that are short to read
    for folder in (*near, *start.absolute().parents):
        if (folder / FILE).is_file():
            return folder / FILE
        shared = folder / SHARED_FILE
        if shared.is_file() and f"[{_TABLE}" in shared.read_text(encoding="utf-8", errors="replace"):
            return shared
    return None


def choose(options: Mapping[str, object], path: Path | None) -> Chosen:
    """`options`, by field and without those not given, over the file at `path` over a profile over defaults.

    Raises SettingsError with every fault of the file.
    """
    in_file, lines = read(path) if path is not None else ({}, {})
    profile = options.get("profile") or in_file.get("profile") or "default"
    values: dict[str, object] = {}
    origins = dict.fromkeys(KEYS.values(), "default")
    steps: tuple[tuple[Mapping[str, object], str], ...] = (
        (PROFILES[profile], f"profile {profile}"),  # type: ignore[index]
        (in_file, f"{path}, line {{line}}"),
        (options, "option --{key}"),
    )
    for given, origin in steps:
        for name, value in given.items():
            values[name] = value
            origins[name] = origin.format(line=lines.get(name), key=name.replace("_", "-"))
    return Chosen(Settings.model_validate(values, by_alias=False, by_name=True), origins)


def read(path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """The settings in a file by field, and the line of each. Raises SettingsError with every fault of it."""
    try:
        text = path.read_text(encoding="utf-8")
        content: dict[str, Any] = tomllib.loads(text)
    except (OSError, UnicodeDecodeError):
        raise SettingsError(Fault(str(path), 0, 0, "these settings cannot be read", "Check the file's name.")) from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(_syntax(path, error)) from None
    if path.name == SHARED_FILE:
        content = content.get("tool", {}).get("factcheck", {})
    places = _Places(path, text)
    try:
        settings = Settings.model_validate(content)
    except ValidationError as error:
        raise SettingsError(*sorted(map(places.fault, error.errors()), key=lambda one: one.line)) from None
    faults = [places.unknown_format(name) for name in _formats(settings) if name not in REPORTERS]
    if faults:
        raise SettingsError(*faults)
    given = {name: getattr(settings, name) for name in settings.model_fields_set}
    for name in PATHS:
        if given.get(name):
            given[name] = str(path.parent / given[name])
    for name in LISTED_PATHS:
        if given.get(name):
            given[name] = [one if is_word(one) else _beside(path, one) for one in given[name]]
    alias = {name: key for key, name in KEYS.items()}
    return given, {name: places.of(alias[name])[0] for name in given}


def _beside(path: Path, name: str) -> str:
    """A path in a file of settings, which may stand behind a format and ``=``, as seen from where the run is."""
    head, equals, last = name.rpartition("=")
    return f"{head}{equals}{path.parent / last}"


def _formats(settings: Settings) -> list[str]:
    return [settings.format, *(one.partition("=")[0] for one in settings.output)]


def _syntax(path: Path, error: tomllib.TOMLDecodeError) -> Fault:
    message, _, where = str(error).partition(" (at line ")
    line, column = (int(part) for part in re.findall(r"\d+", where)[:2]) if where and "," in where else (0, 0)
    hint = 'This file is TOML: NAME = "value", a list in [brackets].'
    return Fault(str(path), line, column, message[:1].lower() + message[1:], hint)


class _Places:
    """Where keys stand in the text of a TOML file, which its parser does not tell."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()

    def of(self, key: str) -> tuple[int, int]:
        """Line and column of a key or table of that name; 0, 0 for one that is not found."""
        wanted = re.compile(rf"\s*(?:\[[\w.\"'-]*?(?<![\w-]))?[\"']?(?P<key>{re.escape(key)})[\"']?\s*[=.\]]")
        inside = self.path.name != SHARED_FILE
        for number, line in enumerate(self.lines, 1):
            if line.lstrip().startswith("["):
                inside = inside if self.path.name != SHARED_FILE else line.strip().startswith(f"[{_TABLE}")
            if inside and (found := wanted.match(line)):
                return number, found.start("key") + 1
        return 0, 0

    def fault(self, what: Mapping[str, Any]) -> Fault:
        """A fault that pydantic found, in words."""
        where = [str(part) for part in what["loc"]]
        key = where[-1] if what["type"] == "extra_forbidden" else next((one for one in where if one in KEYS), where[0])
        line, column = self.of(where[1] if where[0] == "severity" and len(where) > 1 else key)
        if what["type"] == "extra_forbidden":
            near = get_close_matches(key.replace("_", "-"), KEYS, 1)
            hint = f'Did you mean "{near[0]}"?' if near else f"Keys: {', '.join(KEYS)}."
            return Fault(str(self.path), line, column, f'there is no setting "{key}"', hint)
        said = str(what["msg"])
        return Fault(str(self.path), line, column, f'"{".".join(where)}": {said[:1].lower()}{said[1:]}', "")

    def unknown_format(self, name: str) -> Fault:
        """A report format that there is not."""
        line, column = self.of("output" if not any(f'"{name}"' in one for one in self.lines) else "format")
        return Fault(str(self.path), line, column, f'there is no format "{name}"', f"Formats: {', '.join(REPORTERS)}.")
