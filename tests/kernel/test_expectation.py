"""Expectations: linear where they exist; and what is said of every outcome is not said of their mean."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from lrproof.kernel.expectation import expect_linear, expect_order
from lrproof.kernel.rules import algebra, arithmetic, assume, discharge, exists_elim, forall_elim, instantiate
from lrproof.kernel.syntax import (
    eq,
    exists,
    expect,
    forall,
    function,
    integer,
    ne,
    random_variable,
    real,
    sequence,
    sin,
    total,
)  # fmt: skip
from lrproof.kernel.terms import Expr, moments
from lrproof.kernel.theorem import Refused, Theorem

X, Y, Z = random_variable("X"), random_variable("Y", moments=2), random_variable("Z", moments=4)
x, y, t, i = real("x"), real("y"), integer("t"), integer("i")
f, g, u = function("f"), sequence("g", random=True, moments=2), sequence("u")


def refused(step: Callable[[], Theorem]) -> bool:
    with pytest.raises(Refused):
        step()
    return True


@pytest.mark.parametrize(
    ("e", "order"),
    [
        (x, None), (X, 1), (Y**2, 1), (Y * Z, Fraction(4, 3)), (Z**2 * Y, 1), (X * Y, Fraction(2, 3)), (X + Z, 1),
        (x * Z - 3, 4), (sin(X), None), (sin(X) * Y, 2), (1 / X, 0), (f(X), 0), (X / y, 1), (g(t) ** 2, 1),
        (total(g(i), i, 1, t), 2), (abs(Y), 2), (expect(X), None), (X**0, 0), (sin(X) * sin(Y), None),
    ],
    ids=str,
)  # fmt: skip
def test_moments(e: Expr, order: Fraction | None) -> None:
    """Hölder for products, Minkowski for sums; of what is not known to have any, none."""
    assert moments(e) == order


def linear(e: Expr, *premises: Expr) -> Expr:
    th = expect_linear(e, *map(assume, premises))
    assert th.concl.args[0] == expect(e) and th.hyps == set(premises)
    return th.concl.args[1]


def test_linearity() -> None:
    """Numbers come out, products of random things stay together."""
    assert linear(3 - x) == 3 - x
    squared = algebra(eq(linear((x * Y + 2) ** 2), x**2 * expect(Y**2) + 4 * x * expect(Y) + 4))
    assert not squared.hyps
    assert algebra(eq(linear((Y - expect(Y)) ** 2), expect(Y**2) - expect(Y) ** 2)).hyps == frozenset()
    assert linear(X / y, ne(y, 0)).head == "div"
    assert refused(lambda: expect_linear(X / y))


def test_sums_come_out_too() -> None:
    """Σ c E(g), and a product of sums as a double sum; the sum may not run backwards."""
    assert refused(lambda: expect_linear(total(u(i) * g(i), i, 1, t)))
    once = linear(total(u(i) * g(i), i, 1, t), t >= 0)
    assert once == total(u(i) * expect(g(i)), i, 1, t)
    twice = linear(total(g(i), i, 1, t) ** 2, t >= 0)
    assert twice.head == twice.args[2].head == "sum"
    inner = linear(total(total(g(i), i, 1, integer("n")), integer("n"), 1, t), t >= 0)
    assert inner.args[2].head == "sum"


def test_what_has_no_expectation() -> None:
    """Hole to keep shut: E(X + (Z - X)) = E(X) + E(Z - X) of a variable that has none."""
    for e in (X * X, 1 / X, f(X), g(t) ** 3, X * Y, x / X):
        assert refused(lambda e=e: expect_linear(e))  # type: ignore[misc]
    assert refused(lambda: expect_order(assume(eq(X, f(Y)))))


def test_in_every_outcome() -> None:
    """X ≤ Y assumed of every outcome gives E(X) ≤ E(Y); but no implication, for that speaks of one outcome."""
    th = expect_order(assume(X <= Y))
    assert (th.concl, th.hyps) == (expect(X) <= expect(Y), {X <= Y})
    assert refused(lambda: discharge(X <= Y, th))
    assert discharge(x <= y, assume(x <= y)).hyps == frozenset()


def test_a_number_that_equals_a_random_variable() -> None:
    """Hole: from x = Z in every outcome x = E(Z); with Z for x, Z = E(Z) from nothing."""
    same = assume(eq(x, Z))
    mean = arithmetic(eq(x, expect(Z)), expect_order(same), algebra(eq(expect(x), x)))
    assert mean.hyps == {eq(x, Z)}
    assert refused(lambda: instantiate(mean, ((x, Z),)))
    free = forall_elim(assume(forall(x, eq(x * x, x**2))), X)
    assert free.concl == eq(X * X, X**2)


def test_what_holds_of_numbers_holds_in_every_outcome() -> None:
    """A theorem about numbers is one about random variables, but not inside an expectation."""
    th = arithmetic(x * x >= 0)
    assert instantiate(th, ((x, X),)).concl == (X * X >= 0)
    inside = algebra(eq(expect(x * Y), expect(x * Y)))
    assert refused(lambda: instantiate(inside, ((x, X),)))
    assert refused(lambda: forall_elim(assume(forall(x, eq(expect(x * Y), x * expect(Y)))), Y))
    sequences = arithmetic(eq(u(t) - u(t), 0))
    assert instantiate(sequences, (), ((u, (i,), g(i)),)).concl == eq(g(t) - g(t), 0)


def test_an_expectation_of_the_value_in_an_outcome() -> None:
    """Hole: f(x) = x for f(p) := E(p), which is p for each number p; with X for x at once, E(X) = X."""
    th = assume(eq(f(x), x))
    assert refused(lambda: instantiate(th, ((x, X),), ((f, (y,), expect(y)),)))


def test_one_number_for_all_outcomes() -> None:
    """Hole: in each outcome some number is X, but no number is X in every outcome."""
    some = assume(exists(x, eq(x, X)))
    inside = expect_order(assume(eq(y, X)))
    goal = arithmetic(eq(expect(X), expect(X)), inside)
    assert refused(lambda: exists_elim(some, y, goal))


def test_a_random_symbol_keeps_its_moments() -> None:
    """Hole to keep shut: Y has two moments, and what is put for it must have them."""
    th = expect_order(assume(eq(Y**2, Y**2)))
    assert refused(lambda: instantiate(th, ((Y, X),)))
    assert instantiate(th, ((Y, Z + x),)).concl == eq(expect((Z + x) ** 2), expect((Z + x) ** 2))
    moved = algebra(eq(expect(g(t) ** 2), expect(g(t) ** 2)))
    assert refused(lambda: instantiate(moved, (), ((g, (i,), X),)))
    assert refused(lambda: forall_elim(assume(forall(Y, eq(expect(Y**2), 0))), X))


def test_a_declaration_is_an_order() -> None:
    for wrong in (0, -1, True, 1.5):
        with pytest.raises(ValueError, match="moments is the order"):
            random_variable("W", moments=wrong)  # type: ignore[arg-type]
