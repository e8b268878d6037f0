"""The elementary functions on whatever a formula is written in: numbers and arrays, SymPy expressions, lrproof terms.

A formula that uses them is written once, and then computed, derived with and proved.
"""

from __future__ import annotations

import sys
from fractions import Fraction
from numbers import Integral
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


def alike(*values: Any) -> tuple[Any, ...]:
    """``values`` in one kind: with a term among them plain numbers are exact, with a SymPy expression SymPy's own.

    Else all are float64: numbers, or arrays. A float beside a term is refused by the term, for it is not exact. Raises
    TypeError for what is no number, array, SymPy expression or term.
    """
    for value in values:
        plain(value)
    if any(isinstance(v, Expr) for v in values):
        return tuple(Fraction(int(v)) if isinstance(v, Integral) else v for v in values)
    if (sympy := _symbolic(values)) is not None:
        return tuple(sympy.sympify(v) for v in values)
    import numpy as np

    return tuple(np.asarray(v, dtype=np.float64)[()] for v in values)


def like(x: Any, *others: Any) -> Any:
    """``x`` as a term where one of ``others`` is one, so that its root, say, is a term, too."""
    return term(x) if any(isinstance(v, Expr) for v in others) else x


def plain(x: Any) -> tuple[float, ...]:
    """``x`` as floats where it is known: a number, the entries of an array; () for a symbol or a term with one.

    Raises TypeError for what is no number, array, SymPy expression or term.
    """
    if isinstance(x, Expr):
        return (float(x.data),) if x.head == "num" else ()
    if _symbolic((x,)) is not None:
        return (float(x),) if x.is_real and x.is_number else ()
    if isinstance(x, (int, float, Fraction)) and not isinstance(x, bool):
        return (float(x),)
    import numpy as np

    try:
        given = np.asarray(x)
        if given.dtype == object:  # Fractions, say; NumPy itself would make a nan of None
            given = np.array([float(v) for v in given.flat])
        elif given.dtype.kind not in "iuf":
            raise TypeError
    except (TypeError, ValueError):
        raise TypeError(f"a number, an array, a SymPy expression or a term is expected, not {x!r}") from None
    return tuple(map(float, given.flat))
