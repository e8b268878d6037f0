"""The elementary functions on whatever a formula is written in: numbers and arrays, SymPy expressions, lrproof terms.

A formula that uses them is written once, and then computed, derived with and proved.
"""

from __future__ import annotations

import sys
from typing import Any

from lrproof.kernel import syntax
from lrproof.kernel.terms import Expr, term


def _symbolic(values: tuple[Any, ...]) -> Any:
    """SymPy where one of the values is SymPy's, else None."""
    sympy = sys.modules.get("sympy")  # a value of SymPy's has imported it
    return sympy if sympy is not None and any(isinstance(v, sympy.Basic) for v in values) else None


def _apply(on_terms: Any, in_sympy: str, in_numpy: str, values: tuple[Any, ...]) -> Any:
    if any(isinstance(v, Expr) for v in values):
        return on_terms(*map(term, values))
    if (sympy := _symbolic(values)) is not None:
        return getattr(sympy, in_sympy)(*values)
    import numpy as np

    found = getattr(np, in_numpy)(*(np.asarray(v, dtype=np.float64) for v in values))
    return found if found.ndim else found[()]


def exp(x: Any) -> Any:
    """e to the x."""
    return _apply(syntax.exp, "exp", "exp", (x,))


def cos(x: Any) -> Any:
    """The cosine."""
    return _apply(syntax.cos, "cos", "cos", (x,))


def root(x: Any) -> Any:
    """The square root."""
    return _apply(syntax.sqrt, "sqrt", "sqrt", (x,))


def floor(x: Any) -> Any:
    """The largest whole number that is at most x."""
    return _apply(syntax.floor, "floor", "floor", (x,))


def larger(x: Any, y: Any) -> Any:
    """The larger of two."""
    return _apply(syntax.larger, "Max", "maximum", (x, y))


def smaller(x: Any, y: Any) -> Any:
    """The smaller of two."""
    return _apply(syntax.smaller, "Min", "minimum", (x, y))


def pi(*like: Any) -> Any:
    """π, in what ``like`` are written in."""
    if any(isinstance(v, Expr) for v in like):
        return syntax.pi
    if (sympy := _symbolic(like)) is not None:
        return sympy.pi
    import math

    return math.pi


def number(x: Any) -> float | None:
    """``x`` as a float where it is a plain number; None for arrays, symbols and terms."""
    if isinstance(x, Expr) or _symbolic((x,)) is not None or getattr(x, "ndim", 0) > 0:
        return None
    try:
        return float(x)
    except (TypeError, ValueError):
        return None
