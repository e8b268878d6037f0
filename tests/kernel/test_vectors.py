"""Vectors: laws that hold in every inner-product space are accepted, what fails in some is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lrproof.kernel.gram import cauchy_schwarz, gram_definite, gram_positive
from lrproof.kernel.normal import canonical
from lrproof.kernel.replay import proof, replay
from lrproof.kernel.rules import algebra, arithmetic, assume, forall_elim, instantiate
from lrproof.kernel.syntax import (
    eq,
    forall,
    implies,
    inner,
    natural,
    ne,
    norm,
    origin,
    real,
    scalar_field,
    vector,
    vector_field,
    vectors,
)
from lrproof.kernel.terms import Domain, decode, encode, substitute, term
from lrproof.kernel.theorem import Refused, Theorem

x, y, z = vector("x"), vector("y"), vector("z")
a, b, L = real("a"), real("b"), real("L")
t = natural("t")
theta, grad, f = vectors("theta"), vector_field("g"), scalar_field("f")


def refused(step: Callable[..., Theorem], *args: Any) -> bool:
    with pytest.raises((Refused, TypeError)):
        step(*args)
    return True


def test_inner_products_are_bilinear_and_symmetric() -> None:
    assert algebra(eq(inner(x + y, x - y), inner(x, x) - inner(y, y)))
    assert algebra(eq(inner(a * x, b * y), a * b * inner(y, x)))
    assert algebra(eq(inner(x - (1 / L) * y, z), inner(x, z) - inner(y, z) / L), assume(ne(L, 0)))
    assert algebra(eq(inner(origin, x), 0)) and algebra(eq(inner(-x, y), -inner(x, y)))
    assert canonical(2 * x - y + x - 3 * x) == canonical(-y) and canonical(x - x) == origin
    assert refused(algebra, eq(inner(x + y, x + y), inner(x, x) + inner(y, y)))
    assert refused(algebra, eq(inner(x, y), inner(x, z))) and refused(
        algebra, eq(inner(x - (1 / L) * y, z), inner(x, z) - inner(y, z) / L)
    )
    assert refused(algebra, eq(inner(a * x, a * y), a * inner(x, y)))


def test_equations_of_vectors() -> None:
    assert algebra(eq(2 * (x + y) - y, x + x + y)) and refused(algebra, eq(x + y, x - y))
    assert algebra(eq((a / a) * x, x), assume(ne(a, 0))) and refused(algebra, eq((a / a) * x, x))
    step = assume(eq(theta(t + 1), theta(t) - a * grad(theta(t))))
    square = inner(theta(t) - z, theta(t) - z) - 2 * a * inner(grad(theta(t)), theta(t) - z)
    square = square + a**2 * inner(grad(theta(t)), grad(theta(t)))
    assert algebra(eq(inner(theta(t + 1) - z, theta(t + 1) - z), square), step)
    assert algebra(eq(f(theta(t + 1)), f(theta(t) - a * grad(theta(t)))), step)
    assert refused(algebra, eq(f(theta(t + 1)), f(theta(t))), step)


def test_arithmetic_knows_that_squares_are_not_negative() -> None:
    assert arithmetic(0 <= inner(x, x) + a**2) and refused(arithmetic, 0 <= inner(x, y))
    assert arithmetic(inner(x + y, x + y) <= 5, assume(inner(x, x) + 2 * inner(x, y) + inner(y, y) <= 5))
    assert refused(arithmetic, 0 < inner(x, x))


def test_cauchy_schwarz_and_definiteness() -> None:
    assert cauchy_schwarz(x, y).concl == (inner(x, y) ** 2 <= inner(x, x) * inner(y, y))
    bound = arithmetic(abs(inner(x, y)) <= norm(x) * norm(y), cauchy_schwarz(x, y), gram_positive(x), gram_positive(y))
    assert not bound.hyps
    assert gram_definite(x - y).concl.args[1] == eq(x - y, origin)
    assert refused(arithmetic, inner(x, y) <= norm(x) * norm(y) - 1, cauchy_schwarz(x, y))
    assert refused(gram_positive, a) and refused(cauchy_schwarz, x, a)


def test_sorts_are_kept_apart() -> None:
    for wrong in (lambda: x + a, lambda: x * y, lambda: x < y, lambda: eq(x, a), lambda: inner(x, a), lambda: f(a),
                  lambda: theta(x), lambda: x**2, lambda: Domain("vector", low=term(0).data)):  # fmt: skip
        with pytest.raises(TypeError):
            wrong()
    assert refused(forall_elim, assume(forall(x, f(x) >= 0)), a) and refused(instantiate, assume(f(x) >= 0), ((x, a),))
    assert forall_elim(assume(forall(x, f(x) >= 0)), y - z).concl == (f(y - z) >= 0)


def test_written_down_and_read_again() -> None:
    formula = forall(x, implies(eq(x, origin), inner(a * x - y, -grad(x)) <= norm(y)))
    assert decode(encode(formula)) == formula and str(formula)
    th = cauchy_schwarz(x - y, grad(x))
    assert replay(proof(th)).concl == th.concl
    assert substitute(inner(x, y), {x: y - z}) == inner(y - z, y)
