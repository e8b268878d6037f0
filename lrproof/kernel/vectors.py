"""Vectors as linear combinations of atoms, and inner products expanded by linearity and symmetry."""

from __future__ import annotations

from collections.abc import Callable

from lrproof.kernel.terms import Expr, term

Combination = dict[Expr, Expr]
"""atom -> coefficient"""


def combination(e: Expr, atom: Callable[[Expr], Expr]) -> Combination:
    """The vector ``e`` as a sum of multiples of atoms, each written as ``atom`` writes it; an atom occurs once."""
    if e.head == "origin":
        return {}
    if e.head == "vneg":
        return {a: -c for a, c in combination(e.args[0], atom).items()}
    if e.head == "scale":
        return {a: e.args[0] * c for a, c in combination(e.args[1], atom).items()}
    if e.head in ("vadd", "vsub"):
        left, right = (combination(a, atom) for a in e.args)
        for a, c in right.items():
            if a in left:
                left[a] = left[a] + c if e.head == "vadd" else left[a] - c
            else:
                left[a] = c if e.head == "vadd" else -c
        return left
    return {atom(e): term(1)}


def expanded(e: Expr, atom: Callable[[Expr], Expr], order: Callable[[Expr], str]) -> Expr:
    """⟨x, y⟩ as a sum of products of coefficients with inner products of two atoms, the earlier one first."""
    left, right = (combination(a, atom) for a in e.args)
    result: Expr | None = None
    for a, c in left.items():
        for b, d in right.items():
            pair = Expr("inner", (a, b) if order(a) <= order(b) else (b, a))
            part = c * d * pair
            result = part if result is None else result + part
    return term(0) if result is None else result
