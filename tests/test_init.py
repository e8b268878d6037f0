"""The package answers at once, and its functions are not hidden by modules of the same name."""

from __future__ import annotations

import subprocess
import sys

import lrproof


def fresh(code: str) -> str:
    """What ``code`` prints in a new interpreter."""
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


HEAVY = "print([m for m in ('z3', 'flint', 'numba', 'sympy', 'matplotlib', 'numpy', 'scipy') if m in sys.modules])"


def test_importing_imports_nothing_heavy() -> None:
    assert fresh(f"import sys, lrproof; {HEAVY}") == "[]"


def test_help_imports_nothing_heavy() -> None:
    code = f"import sys; from lrproof.cli import main; main(['--help'], standalone_mode=False); {HEAVY}"
    assert fresh(code).splitlines()[-1] == "[]"


def test_collecting_claims_imports_neither_solver_nor_compiler() -> None:
    code = f"import sys, lrproof; print(len(lrproof.discover()) > 3); {HEAVY}"
    assert fresh(code).split("\n") == ["True", "[]"]


def test_every_public_name_is_there() -> None:
    for name in lrproof.__all__:
        assert getattr(lrproof, name) is not None
    assert set(lrproof.__all__) <= set(dir(lrproof))


def test_a_function_is_not_hidden_by_its_module() -> None:
    """``import lrproof.simulate`` would bind the module over the function."""
    code = (
        "import lrproof.simulate, lrproof.verify, lrproof.rule, lrproof.claim, lrproof.discover, lrproof.latex; "
        "print(all(type(getattr(lrproof, n)).__name__ == 'function' for n in "
        "('simulate', 'verify', 'rule', 'claim', 'discover', 'latex')))"
    )
    assert fresh(code) == "True"


def test_star_import_is_enough_for_a_derivation() -> None:
    assert fresh("from lrproof import *; print(claim.__module__, by.algebra().rule)") == "lrproof.claim algebra"


def test_a_result_by_its_id() -> None:
    assert lrproof.result("gen.opt-eta").id == "gen.opt-eta"
