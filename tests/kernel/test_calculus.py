"""Derivatives: each rule with a true instance and the false ones next to it that it must refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lrproof.kernel.calculus import chain, differentiate, intermediate_value, mean_value
from lrproof.kernel.rules import arithmetic, assume, discharge, exists_elim, forall_intro
from lrproof.kernel.syntax import (
    cos,
    derivative_is,
    eq,
    exp,
    function,
    implies,
    integer,
    log,
    ne,
    random_variable,
    rational,
    real,
    sequence,
    sin,
    sqrt,
    tanh,
)
from lrproof.kernel.terms import Expr, term
from lrproof.kernel.theorem import Refused, Theorem

x, y, z, p, q, a, b = (real(name) for name in ("x", "y", "z", "p", "q", "a", "b"))
t = integer("t")
f, g, df, dg = (function(name) for name in ("f", "g", "df", "dg"))
u = sequence("u")
X = random_variable("X")


def every(var: Expr, body: Expr) -> Expr:
    return Expr("forall", (body,), var=var)


def refused(step: Callable[..., Theorem], *args: Any) -> bool:
    with pytest.raises((Refused, TypeError)):
        step(*args)
    return True


def slope(body: Expr, *premises: Expr, at: Expr = p) -> Expr:
    """The derivative that the rule finds."""
    return differentiate(x, at, body, *map(assume, premises)).concl.args[0]


def equal(left: Expr, right: Expr, *premises: Expr) -> bool:
    from lrproof.kernel.rules import algebra

    return bool(algebra(eq(left, right), *map(assume, premises)))


def test_the_rules_of_the_calculus() -> None:
    assert slope(3 * x - x * x / 2 + 7) == slope(3 * x - x * x / 2) and equal(slope(3 * x - x * x / 2), 3 - p)
    assert equal(slope(x**3), 3 * p**2) and slope(x**1) == term(1) and slope(x**0) == term(0) == slope(y**2)
    assert equal(slope(1 / x, ne(p, 0)), -1 / p**2, ne(p, 0))
    assert equal(slope(x**t, t >= 1), t * p ** (t - 1), t >= 1)
    assert equal(slope(exp(2 * x)), 2 * exp(2 * p)) and equal(slope(sin(x)), cos(p)) and equal(slope(cos(x)), -sin(p))
    assert equal(slope(log(x), p > 0), 1 / p, p > 0) and equal(slope(tanh(x)), 1 - tanh(p) ** 2)
    assert equal(slope(sqrt(x), p > 0), 1 / (2 * sqrt(p)), p > 0)


@pytest.mark.parametrize("body", [1 / x, log(x), sqrt(x), abs(x), f(x), x**t, x ** (-1), X * x, u(t) * f(x)], ids=str)
def test_where_a_body_is_not_smooth_it_has_no_derivative(body: Expr) -> None:
    assert refused(differentiate, x, p, body)


def test_at_the_edge_of_its_domain_a_body_has_no_derivative() -> None:
    for body in (sqrt(x), log(x)):
        assert refused(differentiate, x, p, body, assume(p >= 0))
    assert refused(differentiate, x, p, x**t, assume(t >= 0))  # t = 0 and p = 0 would ask for 0**-1
    assert refused(differentiate, x, x, x**2) and refused(differentiate, t, p, x**2)


def test_a_premise_gives_the_derivative_of_a_part() -> None:
    known = derivative_is(df(p), f(y), y, p)
    assert equal(slope(x * f(x), known), f(p) + p * df(p))
    assert refused(differentiate, x, q, f(x), assume(known))  # at another place
    assert refused(differentiate, x, p, f(2 * x), assume(known))
    mixed = assume(derivative_is(a, f(y) + x, y, p))  # here x is another number
    assert refused(differentiate, x, p, f(x) + x, mixed)


def test_the_chain_rule() -> None:
    outer, inside = derivative_is(a, f(z), z, g(p)), derivative_is(b, g(x), x, p)
    assert chain(assume(outer), assume(inside)).concl == derivative_is(a * b, f(g(x)), x, p)
    assert refused(chain, assume(derivative_is(a, f(z), z, p)), assume(inside))  # f at p, not at g(p)
    assert refused(chain, assume(derivative_is(a, f(z) * x, z, g(p))), assume(inside))  # x would be captured
    assert refused(chain, assume(eq(a, b)), assume(inside))


def square() -> Theorem:
    """For all p: the derivative of x² is 2p."""
    return forall_intro(p, differentiate(x, p, x**2))


def test_the_mean_value_theorem() -> None:
    th = mean_value(square(), a, b, assume(a < b))
    assert th.hyps == {a < b} and th.concl.head == "exists"
    assert th.concl.args[0] == ((a < p) & (p < b)) & eq(b**2 - a**2, 2 * p * (b - a))
    body = th.concl.args[0]
    grows = exists_elim(th, p, arithmetic(a**2 < b**2, assume(body), assume(a >= 0), assume(a < b)))
    assert grows.concl == (a**2 < b**2) and grows.hyps == {a >= 0, a < b}


def test_the_mean_value_theorem_refuses() -> None:
    assert refused(mean_value, square(), a, b) and refused(mean_value, square(), a, b, assume(a <= b))
    inside = (a <= p) & (p <= b)
    there = assume(every(p, implies(inside, derivative_is(df(p), f(x), x, p))))
    assert mean_value(there, a, b, assume(a < b)).hyps == {there.concl, a < b}
    assert refused(mean_value, there, a, b + 1, assume(a < b + 1))  # beyond what is known
    narrow = assume(every(p, implies((a < p) & (p < b), derivative_is(df(p), f(x), x, p))))
    assert refused(mean_value, narrow, a, b, assume(a < b))  # perhaps not continuous at the ends
    assert refused(mean_value, assume(every(p, derivative_is(df(p), f(x), x, a))), a, b, assume(a < b))
    assert refused(mean_value, assume(every(p, derivative_is(0, f(p) + 0 * x, x, p))), a, b, assume(a < b))
    assert refused(mean_value, assume(derivative_is(2 * p, x**2, x, p)), a, b, assume(a < b))
    assert refused(mean_value, assume(every(p, derivative_is(X, X * x, x, p))), a, b, assume(a < b))


def test_the_bound_place_does_not_capture_the_ends() -> None:
    """Hole if it did: with f = p q the new place must not be the free q."""
    body = differentiate(x, p, x * q)
    th = mean_value(forall_intro(p, body), a, b, assume(a < b))
    assert q in th.concl.free
    th = mean_value(square(), q, b, assume(q < b))
    assert th.concl.free == {q, b}
    assert mean_value(square(), y, p, assume(y < p)).concl.free == {y, p}


def test_the_intermediate_value_theorem() -> None:
    slopes = forall_intro(p, differentiate(x, p, x**2 - 2))
    th = intermediate_value(slopes, term(1), term(2))
    assert th.concl.args[0] == ((term(1) <= p) & (p <= 2)) & eq(p**2 - 2, 0) and not th.hyps
    assert refused(intermediate_value, slopes, rational("1.5"), term(2))  # no root there
    assert refused(intermediate_value, slopes, term(2), term(1)) and refused(intermediate_value, slopes, a, b)
    jump = assume(every(p, implies(ne(p, 0), derivative_is(0, f(x), x, p))))
    assert refused(intermediate_value, jump, term(-1), term(1), assume(f(-1) <= 0), assume(f(1) >= 0))


def test_discharged_hypotheses_stay_discharged() -> None:
    cond = (a <= p) & (p <= b)
    inside = discharge(cond, differentiate(x, p, log(x), assume(cond), assume(a > 0)))
    th = mean_value(forall_intro(p, inside), a, b, assume(a < b))
    assert th.hyps == {a > 0, a < b}
