"""What all tests share: no network, a plain environment, and the folder of shared material."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = ["golden_option"]

REPOSITORY = Path(__file__).resolve().parents[1]

# Variables that change how a terminal program writes or where it connects.
_SETTINGS = (
    *("CI", "CLICOLOR", "CLICOLOR_FORCE", "COLORTERM", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "LINES"),
    *("NO_COLOR", "PY_COLORS", "TERM", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "TZ"),
    *("LANG", "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_TIME"),
    *("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY"),
)


@pytest.fixture(autouse=True, scope="session")
def plain_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test says itself what it wants of the environment, and what is kept between runs stays with the tests."""
    with pytest.MonkeyPatch.context() as patch:
        for name in (*_SETTINGS, *map(str.lower, _SETTINGS)):
            patch.delenv(name, raising=False)
        for name in [name for name in os.environ if name.startswith(("FACTCHECK_", "_TYPER_", "TYPER_"))]:
            patch.delenv(name)
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top of the source checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material beside the checkout: the real article, facts and evaluation sets."""
    folder = REPOSITORY.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder ../shared, which is not part of the repository, is not here")
    return folder
