"""The rules of inner products beyond linearity and symmetry, which normal forms know."""

from __future__ import annotations

from lrproof.kernel.terms import VEC, Expr, term
from lrproof.kernel.theorem import Sequent, need, rule


def _inner(name: str, x: Expr, y: Expr) -> Expr:
    need(x.sort == y.sort == VEC, name, f"{x} and {y} must be vectors")
    return Expr("inner", (x, y))


@rule
def gram_positive(x: Expr) -> Sequent:
    """⊢ 0 ≤ ⟨x, x⟩."""
    return frozenset(), Expr("le", (term(0), _inner("gram_positive", x, x)))


@rule
def gram_definite(x: Expr) -> Sequent:
    """⊢ ⟨x, x⟩ = 0 ⇔ x = 0."""
    square = _inner("gram_definite", x, x)
    return frozenset(), Expr("iff", (Expr("eq", (square, term(0))), Expr("same", (x, Expr("origin")))))


@rule
def cauchy_schwarz(x: Expr, y: Expr) -> Sequent:
    """⊢ ⟨x, y⟩² ≤ ⟨x, x⟩ ⟨y, y⟩."""
    name = "cauchy_schwarz"
    square = _inner(name, x, y) ** 2
    return frozenset(), Expr("le", (square, _inner(name, x, x) * _inner(name, y, y)))
