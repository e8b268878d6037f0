"""Limits: each rule with a true instance and the false one that it must refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lrproof.kernel.limits import (
    growth_power,
    growth_scale,
    growth_terms,
    limit_combine,
    limit_constant,
    limit_power,
    limit_reciprocal,
    limit_scale,
    limit_shift,
    limit_terms,
    limit_unique,
)
from lrproof.kernel.rules import assume
from lrproof.kernel.syntax import eq, function, grows, iff, implies, integer, ne, real, sequence, tends
from lrproof.kernel.terms import Expr, substitute, term
from lrproof.kernel.theorem import Refused, Theorem

x, b = real("x"), real("b")
t, s = integer("t"), integer("s")
u, v, f = sequence("u"), sequence("v"), function("f")


def every(var: Expr, body: Expr) -> Expr:
    return Expr("forall", (body,), var=var)


def refused(step: Callable[..., Theorem], *args: Any) -> bool:
    with pytest.raises((Refused, TypeError)):
        step(*args)
    return True


def test_limit_constant_reciprocal_power() -> None:
    assert limit_constant(t, x).concl == tends(x, t, x)
    assert refused(limit_constant, t, 1 / t)
    assert limit_reciprocal(t).concl == tends(1 / t, t, 0)
    assert refused(limit_reciprocal, x)
    assert limit_power(t, b).concl == iff(tends(b**t, t, 0), abs(b) < 1)
    assert refused(limit_power, t, 1 - term(1) / t) and refused(limit_power, x, b)


def test_limit_scale_needs_a_factor_not_zero() -> None:
    th = limit_scale(x, t, u(t), b, assume(x > 0))
    assert th.concl == iff(tends(x * u(t), t, x * b), tends(u(t), t, b))
    assert refused(limit_scale, x, t, u(t), b) and refused(limit_scale, x, t, u(t), b, assume(x >= 0))
    assert refused(limit_scale, t, t, u(t), b, assume(t > 0))


def test_limit_combine() -> None:
    one, two = assume(tends(u(t), t, x)), assume(tends(v(s), s, b))
    assert limit_combine("mul", one, two).concl == tends(u(t) * v(t), t, x * b)
    assert limit_combine("div", one, two, assume(ne(b, 0))).hyps == {one.concl, two.concl, ne(b, 0)}
    assert refused(limit_combine, "div", one, two) and refused(limit_combine, "pow", one, two)
    assert refused(limit_combine, "add", one, assume(tends(v(s) * t, s, b)))  # the free t would be captured
    assert refused(limit_combine, "add", one, assume(x > 0))


def test_limit_terms() -> None:
    eventually = assume(every(t, implies(t >= 5, eq(u(t), v(t)))))
    assert limit_terms(eventually, x).concl == iff(tends(u(t), t, x), tends(v(t), t, x))
    assert limit_terms(assume(every(t, eq(u(t), v(t)))), x).concl.head == "iff"
    assert refused(limit_terms, assume(every(t, implies(t <= 5, eq(u(t), v(t))))), x)
    assert refused(limit_terms, assume(every(t, implies(u(t) <= t, eq(u(t), v(t))))), x)
    assert refused(limit_terms, assume(every(t, implies(s >= 5, eq(u(t), v(t))))), x)
    assert refused(limit_terms, assume(every(t, implies(eq(5, t), eq(u(t), v(t))))), x)
    assert refused(limit_terms, assume(every(t, u(t) <= v(t))), x)
    assert refused(limit_terms, assume(Expr("exists", (eq(u(t), v(t)),), var=t)), x)
    assert refused(limit_terms, assume(every(x, eq(f(x), f(x)))), b)
    assert refused(limit_terms, assume(eq(u(t), v(t))), x)


def test_limit_unique() -> None:
    assert limit_unique(assume(tends(u(t), t, x)), assume(tends(u(s), s, b))).concl == eq(x, b)
    assert refused(limit_unique, assume(tends(u(t), t, x)), assume(tends(v(t), t, b)))


def test_limit_shift() -> None:
    assert limit_shift(t, u(t), x, 3).concl == iff(tends(u(t + 3), t, x), tends(u(t), t, x))
    assert refused(limit_shift, t, u(t), x, 0.5) and refused(limit_shift, t, u(t), x, True)
    assert refused(limit_shift, t, u(t), x, -t)  # u(0) -> l for u -> l
    assert substitute(u(t), {t: t + 3}) == u(t + 3)


def test_growth_of_powers() -> None:
    assert growth_power(t, b).concl == iff(grows(abs(b) ** t, t), 1 < abs(b))  # not b**t: (-2)**t does not
    assert refused(growth_power, t, 1 + term(1) / t) and refused(growth_power, x, b)


def test_growth_needs_a_positive_factor() -> None:
    th = growth_scale(x, t, u(t), assume(x > 0))
    assert th.concl == iff(grows(x * u(t), t), grows(u(t), t)) and th.hyps == {x > 0}
    assert refused(growth_scale, x, t, u(t)) and refused(growth_scale, x, t, u(t), assume(ne(x, 0)))
    assert refused(growth_scale, x, t, u(t), assume(x >= 0)) and refused(growth_scale, t, t, u(t), assume(t > 0))


def test_growth_terms() -> None:
    eventually = assume(every(t, implies(t >= 5, eq(u(t), v(t)))))
    assert growth_terms(eventually).concl == iff(grows(u(t), t), grows(v(t), t))
    assert refused(growth_terms, assume(every(t, implies(t <= 5, eq(u(t), v(t))))))
    assert refused(growth_terms, assume(every(t, u(t) <= v(t)))) and refused(growth_terms, assume(eq(u(t), v(t))))
