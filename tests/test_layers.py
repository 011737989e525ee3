"""The layers of the package, read from its imports: arrows go down only, and the world is met at the top.

An import counts wherever it stands: in a function, or for types only.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "src/factcheck"

# Lowest first; a package stands for all its modules. A module may import what stands in a row below its own, and the
# other modules of its package where that closes no circle.
LAYERS = (
    ("errors", "terms", "version"),
    ("model", "charset", "yamlsyntax"),
    ("yamlfile", "document", "intervals", "report"),
    ("marks", "tables"),
    ("formats",),
    ("text", "gazetteer"),
    ("extraction", "clauses", "periods", "sources"),
    ("wording", "claims"),
    ("rules",),
    ("checks", "consistency"),
    ("dating", "packs"),
    ("trials",),
    ("pipeline",),
    ("engine", "selftest", "listing", "waivers", "evidence", "sync"),
    ("rulekit", "baseline", "changes", "corrections", "many", "meanings", "profiles"),
    ("settings",),
    ("terminal",),
    ("outputs",),
    ("cli_rules", "options", "runs"),
    ("preparing",),
    ("syncing",),
    ("checking", "cli_more"),
    ("__init__",),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: level for level, row in enumerate(LAYERS) for name in row}

# The families of checks of a draft against itself. A module of one may import what all share and its own family, and
# those that stand before it here; what all share imports no family.
FAMILIES = ("again", "changes", "lists", "lives", "order", "polls", "totals", "units", "dates", "shares", "tolls")

LINES, FUNCTION_LINES = 250, 40
OVER = 1.1  # of the aim, at most
WORLD = {
    *("datetime.now", "datetime.utcnow", "date.today", "os.environ", "os.getenv", "os.getcwd", "Path.cwd", "Path.home"),
    *("sys.stdin", "sys.stdout", "sys.stderr", "sys.argv", "input", "print", "time.time"),
}
NETWORK = {"requests", "socket", "ssl", "urllib", "urllib3", "http", "subprocess"}
MEETS_WORLD = ("cli", "runs", "terminal")
MEETS_NETWORK = ("sources.http", "sources.fetcher", "sources.session", "sources.cache", "changes")


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


PATHS = {name_of(path): path for path in sorted(ROOT.rglob("*.py"))}
MODULES = sorted(PATHS)
EXACT = [name for name in MODULES if name == "intervals" or name.startswith(("extraction", "checks", "consistency"))]


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(PATHS[module].read_text(encoding="utf-8"))


@cache
def nodes(module: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(module)))


def imported(module: str) -> Iterator[str]:
    """The full names of all that `module` imports."""
    for node in nodes(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@cache
def own(module: str) -> frozenset[str]:
    """The modules of the package that `module` imports, and the packages whose ``__init__`` that runs."""
    found = set()
    for name in imported(module):
        short = name.removeprefix("factcheck.")
        if name.startswith("factcheck.") and short in PATHS:
            parts = short.split(".")
            found |= {".".join(parts[:end]) for end in range(1, len(parts) + 1)}
    for node in nodes(module):  # what the package itself holds is its __init__'s
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module == "factcheck":
            found |= {"__init__"} if any(name not in PATHS for name in names) else set()
        elif isinstance(node, ast.Import) and "factcheck" in names:
            found.add("__init__")
    around = {module.rsplit(".", end)[0] for end in range(1, module.count(".") + 1)}
    return frozenset(found - around - {module})


def test_every_module_has_its_layer() -> None:
    assert {name.split(".")[0] for name in MODULES} == set(LEVEL)


@pytest.mark.parametrize("module", MODULES)
def test_arrows_go_down_only(module: str) -> None:
    top = module.split(".", maxsplit=1)[0]
    wrong = [to for to in own(module) if to.split(".")[0] != top and LEVEL[to.split(".")[0]] >= LEVEL[top]]
    assert not wrong, f"{module} imports {wrong}, which is not below it"


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("consistency.")])
def test_a_family_of_checks_knows_only_those_before_it(module: str) -> None:
    used = {to.split(".")[1] for to in own(module) if to.startswith("consistency.")} & set(FAMILIES)
    family = module.split(".")[1]
    assert used <= set(FAMILIES[: FAMILIES.index(family) + 1] if family in FAMILIES else ())


def test_every_family_of_checks_has_its_place() -> None:
    packages = {name.split(".")[1] for name in MODULES if name.startswith("consistency.") and name.count(".") > 1}
    assert packages == set(FAMILIES)


def test_no_import_comes_back_to_where_it_began() -> None:
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " imports ".join((*way, module))
        if module not in done:
            for to in sorted(own(module)):
                visit(to, (*way, module))
            done.add(module)

    for module in MODULES:
        visit(module, ())


def test_nobody_imports_the_command_line_and_the_line_knows_no_source() -> None:
    assert [name for name in MODULES if "cli" in own(name)] == ["__main__"]
    for name in MODULES:
        if not name.startswith("sources") and name not in ("engine", "evidence", "preparing", "runs", "sync"):
            assert not any(to.startswith("sources") for to in own(name)), name


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("report")])
def test_a_report_knows_only_the_model_and_parses_nothing(module: str) -> None:
    assert all(to in ("model", "errors", "version") or to.startswith("report") for to in own(module))
    assert "re" not in imported(module)


@pytest.mark.parametrize("module", ["model", "errors", "charset", "intervals", "report.safe"])
def test_the_lowest_need_only_the_standard_library(module: str) -> None:
    used = {name.split(".")[0] for name in imported(module)} - {"factcheck", "__future__"}
    assert used - {"charset_normalizer"} <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("module", [name for name in MODULES if name not in MEETS_WORLD])
def test_below_the_command_line_nothing_reads_the_world(module: str) -> None:
    last = {name.rsplit(".", maxsplit=1)[-1] for name in WORLD}
    used = {
        f".{ast.unparse(node)}"
        for node in nodes(module)
        if (isinstance(node, ast.Attribute) and node.attr in last) or (isinstance(node, ast.Name) and node.id in last)
    }
    found = sorted(name for name in used if name.endswith(tuple(f".{name}" for name in WORLD)))
    assert not found, f"{module} uses {found}"


@pytest.mark.parametrize("module", [name for name in MODULES if name not in MEETS_NETWORK])
def test_one_module_meets_the_network(module: str) -> None:
    """``urllib.parse`` only writes addresses; ``changes`` runs git, which does not leave the machine."""
    assert not {name.split(".")[0] for name in imported(module) if not name.startswith("urllib.parse")} & NETWORK


@pytest.mark.parametrize("module", EXACT)
def test_figures_are_never_floats(module: str) -> None:
    for node in nodes(module):
        called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        assert not called and not literal, f"{module}, line {getattr(node, 'lineno', 0)}"


@pytest.mark.parametrize("module", MODULES)
def test_modules_and_functions_are_short(module: str) -> None:
    assert len(PATHS[module].read_text(encoding="utf-8").splitlines()) <= LINES * OVER
    for node in nodes(module):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= FUNCTION_LINES * OVER, f"{module}.{node.name} has {length} lines"
