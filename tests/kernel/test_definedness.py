"""Conditions of definedness: complete, and each read where its guards hold."""

from __future__ import annotations

import pytest

from lrproof.context import close
from lrproof.kernel.definedness import conditions, of_claim
from lrproof.kernel.rules import arithmetic
from lrproof.kernel.syntax import (
    conj,
    derivative_is,
    eq,
    exp,
    expect,
    floor,
    function,
    implies,
    integer,
    log,
    ne,
    random_variable,
    real,
    sqrt,
    tends,
    total,
)
from lrproof.kernel.terms import Expr, term
from lrproof.kernel.theorem import Refused

x, y = real("x"), real("y")
t, n, f = integer("t"), integer("n"), function("f")


def every(var: Expr, body: Expr) -> Expr:
    return Expr("forall", (body,), var=var)


@pytest.mark.parametrize(
    ("formula", "wanted"),
    [
        (eq(x / x, 1), (ne(x, 0),)),
        (eq(x / (y - y), 0), (ne(y - y, 0),)),
        (eq(x / 2, 0), ()),
        (sqrt(x) >= 0, (x >= 0,)),
        (log(x) >= 0, (x > 0,)),
        (eq(x**2, 0), ()),
        (eq(x**-1, 0), ((term(0) <= -1) | ne(x, 0),)),
        (eq(x**t, 0), ((t >= 0) | ne(x, 0),)),
        (eq(total(x, t, 1, n), 0), (term(1) <= n + 1,)),
        (implies(ne(x, 0), eq(x / x, 1)), (implies(ne(x, 0), ne(x, 0)),)),
        (eq(x, 0) | eq(x / x, 1), (implies(~eq(x, 0), ne(x, 0)),)),
        (conj(x > 0, sqrt(x) > 0), (implies(x > 0, x >= 0),)),
        (conj(sqrt(x) > 0, x > 0), (x >= 0,)),  # the guard stands behind: of no use
        (~eq(1 / x, 0), (ne(x, 0),)),
        (every(x, eq(1 / x, 0)), (every(x, ne(x, 0)),)),
        (tends(1 / t, t, 0), (every(t, implies(t >= 1, ne(t, 0))),)),
        (eq(total(term(1) / t, t, 1, 3), 0), (
            term(1) <= term(3) + 1, every(t, implies((t >= 1) & (t <= 3), ne(t, 0))))),
        (eq(1 / (1 / x), x), (ne(1 / x, 0), ne(x, 0))),
    ],
)  # fmt: skip
def test_conditions(formula: Expr, wanted: tuple[Expr, ...]) -> None:
    assert set(conditions(formula)) == set(wanted)


def test_a_guard_captures_nothing() -> None:
    """Hole: of Σ n/0 for n = n + 1, ..., n + 1 it was asked that no n with n + 1 ≤ n be bad."""
    for head, ends in (("sum", (n + 1, n + 1)), ("maximum", (term(0), x, x + 1)), ("minimum", (term(0), x, x + 1))):
        var = n if head == "sum" else x
        bound = Expr(head, (*ends, var / term(0)), var=var)
        formula = eq(bound, 0) if head == "sum" else bound
        (found,) = [c for c in conditions(formula) if c.head == "forall"]
        assert found.free == {var} and found.args[0].args[0] != found.args[0].args[1]
        with pytest.raises(Refused):
            close(found, arithmetic, ())


def test_a_derivative_needs_a_neighbourhood() -> None:
    """Hole: x + 0·√(−x²), defined at 0 alone, was said to have the slope 1 there."""
    at_zero = [
        (sqrt(x), (term(0) < term(0),)),
        (x + 0 * sqrt(-(x**2)), (term(0) < -(term(0) ** 2),)),
        (1 / (1 + x), (ne(1 + term(0), 0),)),
        (log(1 + x), (term(0) < 1 + term(0),)),
        (1 / (1 + floor(x)), (every(x, ne(1 + floor(x), 0)),)),
        (1 / f(x), (every(x, ne(f(x), 0)),)),
        (1 / f(y) + x, (ne(f(y), 0),)),
    ]
    for body, wanted in at_zero:
        assert conditions(derivative_is(1, body, x, 0)) == wanted


def test_an_expectation_is_of_what_has_one() -> None:
    """Hole: E exp(X²) was spoken of, whatever X."""
    X = random_variable("X")
    never = (Expr("false"),)
    assert conditions(eq(expect(y * X + X / 2 - 3), 0)) == () == conditions(eq(expect(exp(y)), 0))
    assert conditions(eq(expect(exp(X * X)), 0)) == never == conditions(eq(expect(X * X), 0))
    assert conditions(eq(expect(1 / X), 0))[0] == never[0]


def test_conditions_are_not_lost_by_cancelling() -> None:
    """x/0 - x/0 is 0 by the ring laws, and still undefined."""
    assert ne(term(0), 0) in conditions(eq(x / 0 - x / 0, 0))
    assert ne(x, 0) in conditions(eq(0 * (1 / x), 0))
    assert ne(x, 0) in conditions(eq(y / (1 / x - 1 / x + 1), y))


def test_random_assumptions_guard_by_order() -> None:
    """1/X may be spoken of after X ≠ 0 in every outcome is assumed, not before."""
    X, Y = random_variable("X"), random_variable("Y")
    inverse, apart = eq(Y, 1 / X), X > 0
    needed = Expr("implies", (Expr("true"), ne(X, 0)))
    assert of_claim((apart, inverse), eq(y, y)) == {needed: {apart}}
    assert of_claim((inverse, apart), eq(y, y)) == {needed: frozenset()}
    assert of_claim((y > 0,), eq(x / y, x / y)) == {Expr("implies", (y > 0, ne(y, 0))): frozenset()}
