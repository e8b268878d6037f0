"""pytest collects claims: one item for each claim and engine, ``quad.convergence-interval[prove]``.

Only files that somebody named are looked at: a file on the command line, or one that lies under the ini option
``lrproof_derivations``. A file without ``@claim``, or named like a test file (``test_*.py``), is left to pytest.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from lrproof.claim import Claim


def pytest_addoption(parser: pytest.Parser) -> None:
    """The two options of the ini file."""
    parser.addini("lrproof_derivations", "files and folders of lrproof derivations, relative to the rootdir", "paths")
    parser.addini("lrproof_instances", "random instances of each simulated trial", default="8")


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A collector for a named file of derivations; None for any other."""
    if file_path.suffix != ".py" or not _named(file_path, parent.config) or not _has_claims(file_path):
        return None
    return DerivationFile.from_parent(parent, path=file_path)


def _named(path: Path, config: pytest.Config) -> bool:
    """Whether somebody named the file as derivations; one that is called like a test file is pytest's."""
    if any(path.match(pattern) for pattern in config.getini("python_files")):
        return False
    asked = [Path(config.invocation_params.dir, str(arg).split("::")[0]).resolve() for arg in config.args]
    listed = [p.resolve() for p in config.getini("lrproof_derivations")]
    path = path.resolve()
    return path in asked or any(path == p or p in path.parents for p in listed)


def _has_claims(path: Path) -> bool:
    """Whether a function of the file is decorated by ``claim``; nothing is imported to find out."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if "@claim" not in text:
        return False
    try:
        body = ast.parse(text).body
    except SyntaxError:
        return False
    marks = [mark for node in body if isinstance(node, ast.FunctionDef) for mark in node.decorator_list]
    return any(isinstance(m, ast.Call) and isinstance(m.func, ast.Name) and m.func.id == "claim" for m in marks)


@pytest.hookimpl(tryfirst=True)
def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """A named file of derivations is ours: pytest does not look for test functions in it."""
    if _named(module_path, parent.config) and _has_claims(module_path):
        return _Nothing.from_parent(parent, path=module_path)
    return None


class _Nothing(pytest.File):
    def collect(self) -> Iterable[pytest.Item]:
        return ()


class DerivationFile(pytest.File):
    """A file of derivations."""

    def collect(self) -> Iterable[pytest.Item]:
        """An item for each claim and engine that the claim asks for."""
        from lrproof.discover import DiscoveryError, discover
        from lrproof.engines import engines

        try:
            claims = discover([str(self.path)])
        except DiscoveryError as error:
            raise self.CollectError(str(error)) from error
        for claim in claims:
            for engine in engines(claim):
                yield ClaimItem.from_parent(self, name=f"{claim.id}[{engine}]", claim=claim, engine=engine)


class ClaimFailed(Exception):
    """What the engine found does not pass; the text says why."""


class ClaimItem(pytest.Item):
    """One claim, one engine."""

    def __init__(self, *, claim: Claim, engine: str, **more: Any) -> None:
        super().__init__(**more)
        self.claim, self.engine = claim, engine

    def runtest(self) -> None:
        """Run the engine; a record that did not pass is a failure."""
        from lrproof.engines import run

        records = run(self.claim, self.engine, instances=int(self.config.getini("lrproof_instances")))
        failed = [f"{r.engine}: {r.reason or r.what}" for r in records if not r.passed]
        if failed:
            raise ClaimFailed("\n".join(failed))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *args: Any, **more: Any) -> Any:
        """The reasons, without a traceback of lrproof's own code."""
        if isinstance(excinfo.value, ClaimFailed):
            return f"{self.claim.id}: {self.claim.title}\n{excinfo.value}"
        return super().repr_failure(excinfo, *args, **more)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Where the claim stands."""
        return self.path, self.claim.line - 1, self.name
