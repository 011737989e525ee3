"""The wheel, installed into an empty environment outside the repository, is a working `factcheck`.

No index is asked. Of the packages that run these tests, the environment sees only those that the wheel
names as its dependencies (and theirs), by links: what is missing from `dependencies` in pyproject.toml is
missing there too, and neither a developer's tool nor the checkout can stand in for it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from collections.abc import Iterator
from email.parser import HeaderParser
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

pytestmark = pytest.mark.slow

DRAFT = "The bridge is 1,298 metres long.\n\nMore than 3 million refugees had fled Ukraine by Friday.\n"


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run `command` in `cwd` with nothing of this process's Python in its environment."""
    environment = {"PATH": os.defpath, "HOME": str(cwd), "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1"}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=120, check=False)


def must(done: subprocess.CompletedProcess[str]) -> str:
    """Return what the command printed, or fail with what it said."""
    assert done.returncode == 0, f"{done.args} ended with {done.returncode}:\n{done.stdout}\n{done.stderr}"
    return done.stdout


def pip(*arguments: str | Path, cwd: Path) -> None:
    must(run(sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments, cwd=cwd))


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """The wheel of this checkout, built with the hatchling that is installed here."""
    folder = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, repository, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


def required(lines: list[str]) -> Iterator[str]:
    """Yield the names of the distributions that `lines` of requirements ask for here, without extras."""
    for line in lines:
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement.name


def closure(wheel: Path) -> set[str]:
    """The names of the wheel's dependencies and of all of theirs."""
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = [name for name in archive.namelist() if name.endswith(".dist-info/METADATA")]
        header = HeaderParser().parsestr(archive.read(metadata).decode())
    names: set[str] = set()
    waiting = list(required(header.get_all("Requires-Dist", [])))
    while waiting:
        name = waiting.pop()
        if name not in names:
            names.add(name)
            waiting += required(distribution(name).requires or [])
    return names


def link(name: str, packages: Path) -> None:
    """Link what the distribution `name` has put into the packages of this Python into `packages`."""
    installed = distribution(name)
    for top in {file.parts[0] for file in installed.files or []} - {"..", "__pycache__"}:
        if not (packages / top).exists():
            (packages / top).symlink_to(Path(str(installed.locate_file(top))).resolve())


@pytest.fixture(scope="session")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and what it depends on, and not even pip besides."""
    folder = tmp_path_factory.mktemp("environment")
    must(run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=folder))
    python = folder / "bin" / "python"
    packages = Path(sysconfig.get_path("purelib", vars={"base": str(folder)}))
    for name in closure(wheel):
        link(name, packages)
    pip("--python", python, "install", "--no-index", "--no-deps", wheel, cwd=folder)
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with a draft in it and nothing of the project."""
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return tmp_path


def test_the_wheel_has_rules_books_and_types(wheel: Path, repository: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    shipped = repository / "rules"
    rules = {f"factcheck/data/rules/{path.relative_to(shipped).as_posix()}" for path in shipped.rglob("*.yaml")}
    package = repository / "src" / "factcheck"
    data = {f"factcheck/{path.relative_to(package)}" for path in (package / "data").rglob("*") if path.is_file()}
    assert rules
    assert rules <= names
    assert data <= names
    assert "factcheck/py.typed" in names
    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"factcheck"}


def test_the_environment_has_no_developers_tools(environment: Path, elsewhere: Path) -> None:
    code = "from importlib.util import find_spec; print(*map(find_spec, ['pip', 'pytest', 'hatchling', 'mypy']))"
    assert must(run(environment / "bin" / "python", "-c", code, cwd=elsewhere)).split() == ["None"] * 4


def test_it_runs_outside_the_repository(environment: Path, elsewhere: Path, repository: Path) -> None:
    code = "import factcheck, factcheck.cli; print(factcheck.__file__)"
    found = Path(must(run(environment / "bin" / "python", "-c", code, cwd=elsewhere)).strip())
    assert environment in found.parents
    assert repository not in found.parents


def test_version(environment: Path, elsewhere: Path) -> None:
    printed = must(run(environment / "bin" / "factcheck", "--version", cwd=elsewhere))
    assert distribution("factcheck-figures").version in printed


def test_help(environment: Path, elsewhere: Path) -> None:
    assert "--date" in must(run(environment / "bin" / "factcheck", "--help", cwd=elsewhere))


def test_a_draft_is_checked_with_the_rules_and_books_of_the_wheel(environment: Path, elsewhere: Path) -> None:
    command = [environment / "bin" / "factcheck", "draft.txt", "--date", "2022-03-18"]
    done = run(*command, cwd=elsewhere)
    assert done.returncode in {0, 1}, done.stderr
    assert "3 million" in done.stdout
    (draft,) = json.loads(run(*command, "--format", "json", cwd=elsewhere).stdout)["drafts"]
    assert "1,298 metres" in " ".join(finding["text"] for finding in draft["findings"])
    assert draft["coverage"]["checked"] >= 1


def test_a_missing_draft_is_status_3_and_no_traceback(environment: Path, elsewhere: Path) -> None:
    done = run(environment / "bin" / "factcheck", "nowhere.txt", cwd=elsewhere)
    assert done.returncode == 3
    assert "nowhere.txt" in done.stderr
    assert "Traceback" not in done.stderr
