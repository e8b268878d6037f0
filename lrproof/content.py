"""What a claim's verification depends on, as one key: the claim, its proof line by line, and all that checks it.

The proof is run with facts that prove nothing, so that its lines are read and not its source: renaming a variable in
the file changes no key, and a helper that gives another formula does. The engines count by the text of this package
and the versions of the libraries under them.
"""

from __future__ import annotations

import functools
import hashlib
import inspect
import json
from collections.abc import Mapping
from fractions import Fraction
from importlib import metadata
from pathlib import Path
from typing import Any, Final

from lrproof.claim import Claim, Derived, Drawn, Enclosed, NearMiss, Printed, Simulated
from lrproof.kernel.syntax import integer, real
from lrproof.kernel.terms import INT, Expr, Fn, encode, term
from lrproof.line import At, Fact, Suppose
from lrproof.rule import Rule

_NOT_CHECKING: Final = ("report", "cli.py", "pytest_plugin.py", "discover.py", "ledger.py", "__init__.py")


@functools.lru_cache(maxsize=1)
def engines_key() -> str:
    """The hash of everything that checks: this package's own text, and the versions of the libraries it trusts."""
    root = Path(__file__).parent
    files = [p for p in sorted(root.rglob("*.py")) if p.relative_to(root).parts[0] not in _NOT_CHECKING]
    parts = [f"{p.relative_to(root).as_posix()}\n{p.read_text(encoding='utf-8')}" for p in files]
    versions = [f"{name} {metadata.version(name)}" for name in ("z3-solver", "python-flint", "mpmath", "sympy", "numba")]
    return hashlib.sha256("\0".join([*parts, *versions]).encode()).hexdigest()


def key(claim: Claim, seed: int, instances: int) -> str:
    """The key of a claim's verification: 64 hexadecimal digits."""
    told = [engines_key(), seed, instances, _plain(claim)]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def lines(claim: Claim) -> list[Any]:
    """The lines of the proof as plain data, unproved."""
    proof, told, fact, number = claim.proof(), [], None, 0
    try:
        while True:
            yielded = proof.send(fact)  # type: ignore[attr-defined]
            number += 1
            told.append(_plain(yielded))
            parts = yielded if isinstance(yielded, tuple) else (yielded,)
            formula = next((p.formula if isinstance(p, Suppose) else p for p in parts
                            if isinstance(p, (Expr, Suppose))), None)  # fmt: skip
            fact = _Unproved(formula, number)
    except StopIteration:
        return told
    except Exception as error:  # the prover will say what is wrong, and where
        return [*told, f"{type(error).__name__}: {error}"]


class _Unproved(Fact):
    """Stands for a line's fact where nothing is proved."""

    def __init__(self, formula: Expr | None, number: int) -> None:
        object.__setattr__(self, "theorem", None)
        object.__setattr__(self, "number", number)
        object.__setattr__(self, "stated", formula)

    @property
    def formula(self) -> Any:
        return getattr(self, "stated")  # noqa: B009


def _plain(value: Any) -> Any:
    """``value`` as JSON data in which everything that matters shows."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, Expr):
        return encode(value)
    if isinstance(value, Fn):
        return [value.name, list(value.args), value.sort, value.latex, value.random]
    if isinstance(value, Rule):
        return ["rule", value.name, inspect.getsource(value.function)]
    if isinstance(value, Claim):
        used = [_plain(u) for u in value.uses]
        shown = (value.id, value.title, value.module_title, value.theorem, Path(value.file).name)
        told = (value.statement, value.given, value.printed, value.near_misses, value.derived, value.tried, value.figures)
        return ["claim", *map(_plain, (*shown, *told)), used, lines(value)]
    if isinstance(value, Fact):
        return ["line", value.number]
    if isinstance(value, At):
        return ["at", _plain(value.premise), _plain(value.values), _plain(value.replaced)]
    if isinstance(value, Drawn):
        return value.caption
    if isinstance(value, Derived):
        return ["derived", value.what, encode(value.target), _function(value.find)]
    if isinstance(value, (NearMiss, Printed, Simulated, Enclosed, Suppose)) or type(value).__name__ == "By":
        return [type(value).__name__, *(_plain(v) for v in vars(value).values())]
    if isinstance(value, Mapping):
        return [[_plain(k), _image(k, v)] for k, v in value.items()]
    if isinstance(value, (tuple, list)):
        return [_plain(v) for v in value]
    if callable(value):
        return _function(value)
    return repr(value)


def _image(symbol: Any, value: Any) -> Any:
    """What is put for a symbol; a function of terms by what it gives."""
    if isinstance(symbol, Fn) and callable(value):
        params = [integer(f"·{k}") if sort == INT else real(f"·{k}") for k, sort in enumerate(symbol.args)]
        return encode(term(value(*params)))
    return _plain(value)


def _function(function: Any) -> Any:
    """A function by its code and by the terms among the names that it uses."""
    code = getattr(function, "__code__", None)
    if code is None:
        return repr(function)
    around = {**function.__globals__, **inspect.getclosurevars(function).nonlocals}
    plain = (Expr, Fn, Rule, int, str)
    used = {n: _plain(around[n]) for n in code.co_names if isinstance(around.get(n), plain)}
    for name in (*code.co_names, *code.co_freevars):  # helpers of the file itself, not of this package
        helper = around.get(name)
        if inspect.isfunction(helper) and helper is not function and not helper.__module__.startswith("lrproof"):
            used[name] = _function(helper)
    return [code.co_code.hex(), repr([c for c in code.co_consts if isinstance(c, (int, str))]), list(code.co_names), used]


__all__ = ["engines_key", "key", "lines"]
