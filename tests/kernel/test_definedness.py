"""Conditions of definedness: complete, and each read where its guards hold."""

from __future__ import annotations

import pytest

from lrproof.kernel.definedness import conditions
from lrproof.kernel.syntax import conj, eq, implies, integer, log, ne, real, sqrt, tends, total
from lrproof.kernel.terms import Expr, term

x, y = real("x"), real("y")
t, n = integer("t"), integer("n")


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


def test_conditions_are_not_lost_by_cancelling() -> None:
    """x/0 - x/0 is 0 by the ring laws, and still undefined."""
    assert ne(term(0), 0) in conditions(eq(x / 0 - x / 0, 0))
    assert ne(x, 0) in conditions(eq(0 * (1 / x), 0))
    assert ne(x, 0) in conditions(eq(y / (1 / x - 1 / x + 1), y))
