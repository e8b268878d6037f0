"""Induction and sums: each rule with a true instance and the false one that it must refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lrproof.kernel.rules import algebra, arithmetic, assume, axiom, discharge, forall_intro
from lrproof.kernel.sequences import (
    induction,
    sum_add,
    sum_empty,
    sum_first,
    sum_last,
    sum_order,
    sum_scale,
    sum_shift,
    sum_terms,
)  # fmt: skip
from lrproof.kernel.syntax import eq, expect, function, implies, integer, real, sequence, total
from lrproof.kernel.terms import INT, Domain, Expr, term
from lrproof.kernel.theorem import Refused, Theorem

x, b = real("x"), real("b")
t, s, i, j, n, m = (integer(name) for name in "tsijnm")
u, v, f = sequence("u"), sequence("v"), function("f")
T = Expr("var", data=("T", Domain(INT), None, 1))  # a random integer


def every(var: Expr, body: Expr) -> Expr:
    return Expr("forall", (body,), var=var)


def refused(step: Callable[..., Theorem], *args: Any) -> bool:
    with pytest.raises((Refused, TypeError)):
        step(*args)
    return True


# --- induction
P = b**t >= 1
BASE, STEP = arithmetic(b**0 >= 1), arithmetic(b ** (t + 1) >= 1, assume(P), assume(t >= 0), assume(b >= 1))


def test_induction() -> None:
    th = induction(t, term(0), P, BASE, STEP)
    assert th.concl == every(s, implies(s >= 0, b**s >= 1)) and th.hyps == {b >= 1}


def test_induction_refuses() -> None:
    assert refused(induction, x, term(0), x >= 0, arithmetic(term(0) >= 0), arithmetic(x + 1 >= 0, assume(x >= 0)))
    assert refused(induction, t, term(1), P, BASE, STEP)  # a base for another start
    assert refused(induction, t, term(0), b**t > 1, BASE, STEP)
    assert refused(induction, t, term(0), P, arithmetic(b**0 >= 0), STEP)  # a base that says less
    weak = arithmetic(b ** (t + 1) >= 0, assume(P), assume(t >= 0), assume(b >= 1))
    assert refused(induction, t, term(0), P, BASE, weak)  # a step that says less
    late = arithmetic(b ** (t + 1) >= 1, assume(P), assume(t >= T), assume(T >= 0), assume(b >= 1))
    assert refused(induction, t, T, P, assume(b**T >= 1), late)  # a random start
    assert refused(induction, t, t, eq(t, t), arithmetic(eq(t, t)), arithmetic(eq(t + 1, t + 1)))
    more = arithmetic(b ** (t + 1) >= 1, assume(P), assume(t >= 0), assume(b >= 1), assume(t <= 5))
    assert refused(induction, t, term(0), P, BASE, more)  # a step that assumes t <= 5
    low = arithmetic(t + 1 <= 5, assume(t <= 5), assume(t <= 4))
    assert refused(induction, t, term(0), t <= 5, arithmetic(term(0) <= 5), low)


def test_induction_runs_over_numbers_not_random_ones() -> None:
    """Hole: from linearity it gave E(T) = T for every random T."""
    base = axiom("a", "b", eq(expect(0), 0))
    step = axiom("c", "d", eq(expect(T + 1), T + 1))
    assert refused(induction, T, term(0), eq(expect(T), T), base, step)


def test_induction_with_the_variable_in_the_base_hypotheses() -> None:
    """A hypothesis of the base speaks of another t: it stays."""
    base = arithmetic(b**0 >= 1, assume(t <= 5))
    assert induction(t, term(0), P, base, STEP).hyps == {b >= 1, t <= 5}


# --- sums
def test_sum_empty() -> None:
    assert sum_empty(total(u(i), i, 0, -1)).concl == eq(total(u(i), i, 0, -1), 0)
    assert sum_empty(total(u(i), i, n, n - 1)).hyps == frozenset()
    for low, high in ((0, 0), (0, -2), (3, 1), (n, m)):
        assert refused(sum_empty, total(u(i), i, low, high))  # type: ignore[arg-type]
    assert refused(sum_empty, x)


def test_sum_last_needs_a_term() -> None:
    e = total(u(i), i, 1, n)
    assert sum_last(e, n - 1, assume(n >= 1)).concl == eq(e, total(u(i), i, 1, n - 1) + u(n))
    assert refused(sum_last, e, n - 1, assume(n >= 0))  # an empty range
    assert refused(sum_last, e, n - 1) and refused(sum_last, e, n, assume(n >= 1))


def test_sum_first_needs_a_term() -> None:
    e = total(u(i), i, n, 9)
    assert sum_first(e, n + 1, assume(n <= 9)).concl == eq(e, u(n) + total(u(i), i, n + 1, 9))
    assert refused(sum_first, e, n + 1, assume(n <= 10)) and refused(sum_first, e, n, assume(n <= 9))


def test_sums_have_no_random_ends() -> None:
    """Hole: the last term of the sum of E(i) up to a random T is T, not E(T)."""
    e = Expr("sum", (term(1), T, expect(i)), var=i)
    assert refused(sum_last, e, T - 1, assume(T >= 1))
    e = Expr("sum", (T, term(9), expect(i)), var=i)
    assert refused(sum_first, e, T + 1, assume(T <= 9))


def test_sum_last_does_not_capture() -> None:
    e = total(total(u(i) * u(j), j, 0, i), i, 0, j)  # the free j goes under the bound j
    th = sum_last(e, j - 1, assume(j >= 0))
    assert th.concl.args[1].args[1] == total(u(j) * u(s), s, 0, j)


def pointwise(low: Expr, high: Expr, left: Expr, right: Expr, var: Expr = i) -> Theorem:
    guard = (low <= var) & (var <= high)
    return forall_intro(var, discharge(guard, algebra(eq(left, right), assume(guard))))


def test_sum_terms() -> None:
    th = pointwise(term(1), n, u(i) / i * i, u(i))
    got = sum_terms(th, assume(n >= 0))
    assert got.concl == eq(total(u(i) / i * i, i, 1, n), total(u(i), i, 1, n)) and got.hyps == {n >= 0}
    assert refused(sum_terms, th) and refused(sum_terms, th, assume(n >= -1))  # perhaps an empty range, upside down
    assert refused(sum_terms, assume(every(i, eq(u(i), v(i)))), assume(n >= 0))
    ends = (assume(i + 1 + 1 >= 0), assume(n >= 0), assume(n + 1 >= 0))
    assert refused(sum_terms, assume(every(i, implies((i >= 0) & (i <= i + 1), eq(u(i), v(i))))), *ends)
    inside = (i >= 0) & (i <= n)
    assert refused(sum_terms, assume(every(i, implies(inside, u(i) <= v(i)))), *ends)
    assert refused(sum_terms, assume(Expr("exists", (implies(inside, eq(u(i), v(i))),), var=i)), *ends)
    assert refused(sum_terms, assume(every(x, implies((term(0) <= x) & (x <= 1), eq(x, x)))))
    assert refused(sum_terms, assume(every(i, implies((i >= 0) | (i <= 9), eq(u(i), v(i))))))
    assert refused(sum_terms, assume(every(i, implies((i >= 0) & (i <= x), eq(u(i), v(i))))))


def test_sum_order() -> None:
    inside = (term(1) <= i) & (i <= n)
    th = assume(every(i, implies(inside, u(i) <= v(i))))
    assert sum_order(th, assume(n >= 0)).concl == (total(u(i), i, 1, n) <= total(v(i), i, 1, n))
    assert refused(sum_order, th) and refused(sum_order, th, assume(n >= -1))
    assert refused(sum_order, assume(every(i, implies(inside, eq(u(i), v(i))))), assume(n >= 0))
    assert refused(sum_order, assume(every(i, u(i) <= v(i))), assume(n >= 0))
    assert refused(sum_terms, th, assume(n >= 0))


def test_sum_scale() -> None:
    e = total(u(i), i, 0, n)
    assert sum_scale(x, e, assume(n >= 0)).concl == eq(x * e, total(x * u(i), i, 0, n))
    assert refused(sum_scale, i, e, assume(n >= 0)) and refused(sum_scale, x, e)


def test_sum_add() -> None:
    a, c = total(u(i), i, 0, n), total(v(j), j, 0, n)
    assert sum_add(a, c, assume(n >= 0)).concl == eq(a + c, total(u(s) + v(s), s, 0, n))
    assert refused(sum_add, a, total(v(j), j, 1, n), assume(n >= 0)) and refused(sum_add, a, c)
    assert refused(sum_add, a, total(v(j) * i, j, 0, n), assume(n >= 0))  # the free i would be captured


def test_sum_shift() -> None:
    e = total(u(i), i, 0, n)
    assert sum_shift(e, m, assume(n >= 0)).concl == eq(e, total(u(j - m), j, 0 + m, n + m))
    assert refused(sum_shift, e, i, assume(n >= 0)) and refused(sum_shift, e, m) and refused(sum_shift, e, T)
    assert refused(sum_shift, e, x, assume(n >= 0))
