"""What pyproject.toml promises and what requirements-dev.txt pins."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PIN = r"([\w.-]+)(?:\[[\w,.-]+\])?==([\w.]+)"
"""A name and its version. Extras stay in the lock: without them pip takes a newer release for ``coverage[toml]``."""


@pytest.fixture(scope="module")
def project(repository: Path) -> dict[str, list[str]]:
    """Runtime and developers' requirements, as pyproject.toml has them."""
    with (repository / "pyproject.toml").open("rb") as file:
        table = tomllib.load(file)
    return {
        "runtime": table["project"]["dependencies"],
        "dev": table["dependency-groups"]["dev"],
        "build": table["build-system"]["requires"],
    }


@pytest.fixture(scope="module")
def locked(repository: Path) -> str:
    return (repository / "requirements-dev.txt").read_text(encoding="utf-8")


def test_the_lock_names_no_index_and_no_host(locked: str) -> None:
    assert not re.search(r"://|^\s*-(?!-hash=)|^\s*--(?!hash=)|@ ", locked, re.MULTILINE)


def test_every_locked_version_is_exact_and_has_hashes(locked: str) -> None:
    entries = re.split(r"^(?=[a-z0-9])", locked, flags=re.MULTILINE | re.IGNORECASE)[1:]
    assert entries
    for entry in entries:
        assert re.match(rf"{PIN} ", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("kind", ["runtime", "dev", "build"])
def test_every_requirement_is_locked_within_its_range(kind: str, project: dict[str, list[str]], locked: str) -> None:
    versions = dict(re.findall(rf"^{PIN}", locked, re.MULTILINE))
    for requirement in map(Requirement, project[kind]):
        assert requirement.specifier.contains(versions[canonicalize_name(requirement.name)]), requirement


def test_every_runtime_range_is_closed_on_both_sides(project: dict[str, list[str]]) -> None:
    for requirement in map(Requirement, project["runtime"]):
        assert {part.operator for part in requirement.specifier} == {">=", "<"}, requirement
