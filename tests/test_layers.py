"""Imports point one way, engines do not know one another, and the kernel knows no SymPy."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1] / "lrproof"
LAYERS = (
    ("kernel", "verdict"),
    ("rule", "rules", "elementary", "schedules", "problem", "chapter", "cheat_sheet", "claim", "evaluate", "line",
     "mistakes", "chance", "undefined", "references", "conventions"),
    ("by", "derive", "context", "tactics", "compile", "simulate", "latex", "layout", "falsify", "mutants", "analysis"),
    ("evidence",),
    ("content", "entry", "engines", "replays", "verify", "ledger", "discover", "result", "analyze", "hunt"),
    ("report", "cli", "pytest_plugin", "new"),
)  # fmt: skip
LEVEL = {name: k for k, layer in enumerate(LAYERS) for name in layer}
# Looks of an object for people, imported only when somebody looks.
LOOKS = {("kernel", "latex"), ("rule", "latex"), ("claim", "latex")}
MODULES = sorted(p for p in ROOT.rglob("*.py") if p != ROOT / "__init__.py")


def component(path: Path) -> str:
    """The first part of a module's name below lrproof."""
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The full names of what a module imports, inside its functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def test_every_component_has_its_layer() -> None:
    """A new module is given a place on purpose."""
    assert {component(p) for p in MODULES} == set(LEVEL)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    """A module imports from its own layer or from one before it."""
    own = component(path)
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "lrproof" and len(parts) > 1 and parts[1] in LEVEL:
            assert LEVEL[parts[1]] <= LEVEL[own] or (own, parts[1]) in LOOKS, f"{own} imports {name}"


@pytest.mark.parametrize("path", sorted((ROOT / "kernel").glob("*.py")), ids=lambda p: p.name)
def test_the_kernel_knows_only_itself(path: Path) -> None:
    """What is trusted: the kernel, z3 and python-flint (cvc5 for a second opinion), and the standard library."""
    others = {n.partition(".")[0] for n in imported(path)} & {"sympy", "numpy", "numba", "scipy", "mpmath"}
    assert not others
    inside = {n for n in imported(path) if n.startswith("lrproof.") and not n.startswith("lrproof.kernel")}
    assert inside <= {"lrproof.latex.latex"}


def test_engines_do_not_know_one_another() -> None:
    """Their independence is what makes their agreement worth something."""
    engines = {"refute", "controls", "prove", "derive", "enclose", "follow", "oracle", "sample", "simulate"}
    for path in (ROOT / "evidence").glob("*.py"):
        known = {n.split(".")[2] for n in imported(path) if n.startswith("lrproof.evidence.")}
        assert not known & engines, f"{path.name} imports {known & engines}"


def test_a_page_reads_the_ledger_only() -> None:
    """The report computes nothing."""
    for path in (ROOT / "report").glob("*.py"):
        known = {n.split(".")[1] for n in imported(path) if n.startswith("lrproof.")}
        assert known <= {"report"}, f"{path.name} imports {known}"
