"""Limits: each rule with a true instance and the false one that it must refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lrproof.kernel.limits import (
    growth_bounded,
    growth_compare,
    growth_diverges,
    growth_index,
    growth_power,
    growth_reciprocal,
    growth_scale,
    growth_terms,
    limit_average,
    limit_combine,
    limit_constant,
    limit_continuous,
    limit_definition,
    limit_monotone,
    limit_order,
    limit_power,
    limit_reciprocal,
    limit_scale,
    limit_shift,
    limit_squeeze,
    limit_terms,
    limit_unique,
)
from lrproof.kernel.rules import assume
from lrproof.kernel.syntax import (
    cos,
    eq,
    exists,
    function,
    grows,
    iff,
    implies,
    integer,
    log,
    ne,
    random_variable,
    real,
    sequence,
    sqrt,
    tends,
)
from lrproof.kernel.terms import Expr, substitute, term
from lrproof.kernel.theorem import Refused, Theorem

x, b = real("x"), real("b")
t, s = integer("t"), integer("s")
u, v, w, f = sequence("u"), sequence("v"), sequence("w"), function("f")


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


def test_a_continuous_function_of_a_limit() -> None:
    th = assume(tends(u(t), t, b))
    assert limit_continuous("abs", th).concl == tends(abs(u(t)), t, abs(b))
    assert limit_continuous("cos", th).concl == tends(cos(u(t)), t, cos(b))
    assert limit_continuous("sqrt", th, assume(b > 0)).concl == tends(sqrt(u(t)), t, sqrt(b))
    for head in ("sqrt", "log"):
        assert refused(limit_continuous, head, th) and refused(limit_continuous, head, th, assume(b >= 0))
    assert refused(limit_continuous, "floor", th) and refused(limit_continuous, "abs", assume(x > 0))
    assert limit_continuous("log", th, assume(b > 0)).concl == tends(log(u(t)), t, log(b))


def below(left: Expr, right: Expr, start: int = 3) -> Theorem:
    return assume(every(t, implies(term(start) <= t, left <= right)))


def test_limit_squeeze() -> None:
    low, high = assume(tends(u(t), t, x)), assume(tends(v(t), t, x))
    th = limit_squeeze(below(u(t), w(t)), below(w(t), v(t)), low, high)
    assert th.concl == tends(w(t), t, x) and len(th.hyps) == 4
    assert refused(limit_squeeze, below(u(t), w(t)), below(w(t), v(t)), low, assume(tends(v(t), t, b)))
    assert refused(limit_squeeze, below(u(t), w(t)), below(w(t + 1), v(t)), low, high)
    assert refused(limit_squeeze, below(w(t), u(t)), below(w(t), v(t)), low, high)
    early = assume(every(t, implies(t <= 9, w(t) <= v(t))))
    assert refused(limit_squeeze, below(u(t), w(t)), early, low, high)


def test_limit_order() -> None:
    first, second = assume(tends(u(t), t, x)), assume(tends(v(s), s, b))
    assert limit_order(below(u(t), v(t)), first, second).concl == (x <= b)
    assert refused(limit_order, below(v(t), u(t)), first, second)
    assert refused(limit_order, assume(u(t) <= v(t)), first, second)
    assert refused(limit_order, assume(every(t, u(t) < v(t))), first, second)


def test_what_falls_has_a_limit_or_falls_for_ever() -> None:
    th = limit_monotone(below(u(t + 1), u(t)))
    assert th.concl == exists(x, tends(u(t), t, x)) | grows(-u(t), t)
    assert refused(limit_monotone, below(u(t), u(t + 1))) and refused(limit_monotone, below(u(t + 2), u(t)))
    assert refused(limit_monotone, below(u(t + 1), v(t)))
    noise = sequence("X", random=True)
    assert refused(limit_monotone, below(noise(t + 1), noise(t)))
    same = limit_monotone(below(real("l") * u(t + 1), real("l") * u(t)))  # the new l is not the old one
    assert real("l") in same.concl.free
    assert refused(limit_monotone, assume(every(t, implies(random_variable("n") <= t, u(t + 1) <= u(t)))))


def test_the_definition_of_a_limit() -> None:
    eps, n = real("eps"), integer("n")
    near = every(eps, implies(0 < eps, exists(n, every(t, implies(n <= t, abs(u(t) - x) < eps)))))
    assert limit_definition(tends(u(t), t, x)).concl == iff(tends(u(t), t, x), near)
    th = limit_definition(tends(eps * u(t) + n, t, x))  # the new names are not the old ones
    assert {eps, n, x} == th.concl.args[1].free and th.concl.args[0].free == th.concl.args[1].free
    same = limit_definition(Expr("tends", (u(t), v(t)), var=t))  # u(t) -> l for v: the limit speaks of another t
    assert same.concl.args[1].free == {t}
    noise = sequence("X", random=True)
    assert refused(limit_definition, tends(noise(t), t, x)) and refused(limit_definition, grows(u(t), t))


def test_the_average_of_increments() -> None:
    """n² has the increments 2n + 1, of which nothing like 2 is the limit; nor is the sum of u the average of u."""
    th = limit_average(t, u(t), assume(tends(u(t + 1) - u(t), t, x)))
    assert th.concl == tends(u(t) / t, t, x) and th.hyps == {tends(u(t + 1) - u(t), t, x)}
    assert limit_average(s, u(s), assume(tends(-u(t) + u(1 + t), t, x))).concl == tends(u(t) / t, t, x)
    for other in (u(t + 2) - u(t), u(t + 1) + u(t), u(t) - u(t + 1), u(t + 1) - v(t), u(t), (u(t + 1) - u(t)) / t):
        assert refused(limit_average, t, u(t), assume(tends(other, t, x)))
    assert refused(limit_average, x, f(x), assume(tends(u(t + 1) - u(t), t, x)))
    assert refused(limit_average, t, u(t), assume(eq(x, 0)))


def test_growth_beyond_all_bounds() -> None:
    up = assume(grows(u(t), t))
    assert growth_index(t).concl == grows(t, t)
    assert growth_compare(below(u(t), v(t)), up).concl == grows(v(t), t)
    assert refused(growth_compare, below(v(t), u(t)), up) and refused(growth_compare, below(u(t + 1), v(t)), up)
    assert growth_bounded(up, below(u(t), x)).concl == Expr("false")
    assert refused(growth_bounded, up, below(u(t), v(t))) and refused(growth_bounded, up, below(x, u(t)))
    assert growth_diverges(up, assume(tends(u(s), s, x))).hyps == {grows(u(t), t), tends(u(t), t, x)}
    assert refused(growth_diverges, up, assume(tends(v(t), t, x)))
    assert growth_reciprocal(up).concl == tends(1 / u(t), t, 0)
    assert refused(growth_reciprocal, assume(tends(u(t), t, x)))
