"""What a CI system or a hook runs, run as it stands on the drafts in ``examples/``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

BIN = Path(sys.executable).parent


def loaded(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def run(*words: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `words` with the tools of this Python on the path."""
    plain = {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(cwd), "PYTHONUTF8": "1"}
    return subprocess.run(
        [str(word) for word in words],
        cwd=cwd,
        env=plain | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not (BIN / tool).exists() and shutil.which(tool) is None, reason=f"{tool} is not installed"
    )


@pytest.fixture
def drafts(tmp_path: Path, repository: Path) -> Path:
    """The drafts of a newsroom with its settings, and one more that has errors, in a git repository."""
    shutil.copytree(repository / "examples/newsroom", tmp_path / "news")
    shutil.copy(repository / "examples/economy.txt", tmp_path / "our economy.txt")
    for words in (["init", "-q"], ["add", "."]):
        assert run("git", *words, cwd=tmp_path).returncode == 0
    return tmp_path


@pytest.mark.parametrize(("file", "schema"), [("action.yml", "github-actions"), ("templates/gitlab.yml", "gitlab-ci")])
def test_files_of_ci_systems_fit_their_schemas(file: str, schema: str, repository: Path) -> None:
    done = run("check-jsonschema", "--builtin-schema", f"vendor.{schema}", repository / file, cwd=repository)
    assert done.returncode == 0, done.stdout


def test_the_rules_fit_the_schema_that_ships(repository: Path) -> None:
    schema = repository / "src/factcheck/data/rules.schema.json"
    done = run(
        "check-jsonschema", "--schemafile", schema, *sorted((repository / "rules").rglob("*.yaml")), cwd=repository
    )
    assert done.returncode == 0, done.stdout


@needs("hadolint")
def test_nothing_is_to_be_said_of_the_dockerfile(repository: Path) -> None:
    done = run("hadolint", repository / "Dockerfile", cwd=repository)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_container_holds_what_the_package_is_built_of(repository: Path) -> None:
    kept = {line[1:] for line in (repository / ".dockerignore").read_text().split() if line.startswith("!")}
    assert {"src", "rules", "pyproject.toml", "README.md", "LICENSE"} == kept
    assert all((repository / name).exists() for name in kept)


@needs("git")
@pytest.mark.parametrize(("files", "status"), [("^news/", 0), ("economy", 1), ("nothing", 0)])
def test_the_hook_runs_under_pre_commit(files: str, status: int, drafts: Path, repository: Path) -> None:
    assert run("pre-commit", "validate-manifest", repository / ".pre-commit-hooks.yaml", cwd=drafts).returncode == 0
    (hook,) = loaded(repository / ".pre-commit-hooks.yaml")
    # As the manifest has it, but for the environment, which would be built from a package index.
    local = hook | {"language": "system", "additional_dependencies": [], "args": ["--offline"]}
    config = {"repos": [{"repo": "local", "hooks": [local | {"files": f"({files}).*{hook['files']}"}]}]}
    (drafts / ".pre-commit-config.yaml").write_text(json.dumps(config))
    done = run("pre-commit", "run", "--all-files", "--verbose", cwd=drafts)
    assert done.returncode == status, done.stdout + done.stderr
    assert ("MISMATCH (" in done.stdout) == (status == 1)


def action(repository: Path, drafts: Path, **inputs: str) -> tuple[int, str, str, str]:
    """The action's own script as Actions runs it: status, what it printed, its outputs, the summary."""
    step = loaded(repository / "action.yml")["runs"]["steps"][1]
    temp = drafts / "temp"
    (temp / "factcheck").mkdir(parents=True)
    (temp / "factcheck/bin").symlink_to(BIN)
    script = temp / "script.sh"
    script.write_text(step["run"], encoding="utf-8")
    done = run(
        *("bash", "--noprofile", "--norc", "-e", "-o", "pipefail", script),
        cwd=drafts,
        RUNNER_TEMP=str(temp),
        GITHUB_ACTIONS="true",
        GITHUB_OUTPUT=str(temp / "output"),
        GITHUB_STEP_SUMMARY=str(temp / "summary"),
        **inputs,
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout, (temp / "output").read_text(), (temp / "summary").read_text(encoding="utf-8")


def test_the_action_annotates_and_fails(repository: Path, drafts: Path) -> None:
    status, printed, output, summary = action(
        repository, drafts, DRAFTS="our economy.txt\n\n", OPTIONS="--offline\n--output=sarif=figures.sarif\n"
    )
    assert status == 1
    assert output == "status=1\n"
    assert printed.count("::error file=our economy.txt,line=") == 2
    assert "2 figures to look at" in summary
    assert len(json.loads((drafts / "figures.sarif").read_text(encoding="utf-8"))["runs"][0]["results"]) == 2


def test_the_action_passes_what_is_waived_or_known(repository: Path, drafts: Path) -> None:
    status, printed, output, _ = action(repository, drafts, DRAFTS="news", OPTIONS="")
    assert (status, output) == (0, "status=0\n")
    assert "::error" not in printed


def test_the_job_for_gitlab_writes_its_reports(repository: Path, drafts: Path) -> None:
    job = loaded(repository / "templates/gitlab.yml")["factcheck"]
    variables = job["variables"] | {"FACTCHECK_DRAFTS": "news", "FACTCHECK_OPTIONS": "--offline --no-waivers"}
    done = run("bash", "-e", "-c", "\n".join(job["script"]), cwd=drafts, **variables)
    assert done.returncode == 1, done.stderr
    reports = job["artifacts"]["reports"]
    entries = json.loads((drafts / reports["codequality"]).read_text(encoding="utf-8"))
    assert {entry["location"]["path"] for entry in entries} == {"news/interview.txt", "news/story.md"}
    assert (drafts / reports["junit"]).is_file()
    assert all((drafts / path).is_file() for path in job["artifacts"]["paths"])


def test_the_workflow_of_this_repository_uses_its_own_action(repository: Path) -> None:
    steps = loaded(repository / ".github/workflows/check.yml")["jobs"]["examples"]["steps"]
    inputs = loaded(repository / "action.yml")["inputs"]
    (own,) = [step for step in steps if step.get("uses") == "./"]
    assert set(own["with"]) <= set(inputs)
    assert (repository / own["with"]["drafts"]).is_dir()
