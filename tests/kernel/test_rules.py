"""The rules of logic and arithmetic: each takes a true step and refuses the false one next to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from lrproof.kernel import smt
from lrproof.kernel.rules import (
    algebra,
    arithmetic,
    assume,
    axiom,
    congruence,
    cut,
    discharge,
    exists_elim,
    exists_intro,
    forall_elim,
    forall_intro,
    instantiate,
    replace_equal,
    unfold,
)  # fmt: skip
from lrproof.kernel.syntax import (
    eq,
    expect,
    forall,
    function,
    implies,
    integer,
    maximum_is,
    minimum_is,
    positive,
    random_variable,
    real,
    sequence,
    sqrt,
    tends,
    total,
)  # fmt: skip
from lrproof.kernel.terms import Expr, term
from lrproof.kernel.theorem import Refused, Theorem

x, y, z, b = real("x"), real("y"), real("z"), real("b")
t, i = integer("t"), integer("i")
f, theta, X = function("f"), sequence("theta"), random_variable("X")
NONE: frozenset[Expr] = frozenset()


def every(var: Expr, body: Expr) -> Expr:
    return Expr("forall", (body,), var=var)


def some(var: Expr, body: Expr) -> Expr:
    return Expr("exists", (body,), var=var)


def says(th: Theorem, concl: Expr, *hyps: Expr) -> bool:
    return th.concl == concl and th.hyps == frozenset(hyps)


def refused(step: Callable[[], Theorem]) -> bool:
    with pytest.raises((Refused, TypeError)):
        step()
    return True


def test_assume_discharge_cut() -> None:
    p, q = x > 0, x > -1
    th = arithmetic(q, assume(p))
    assert says(th, q, p) and says(discharge(p, th), implies(p, q))
    assert says(discharge(y > 0, th), implies(y > 0, q), p)  # another hypothesis is not taken away
    assert says(cut(assume(p), th), q, p)
    assert says(cut(assume(y > 0), th), q, p, y > 0)
    assert says(cut(axiom("a", "b", p), th), q) and cut(axiom("a", "b", p), th).axioms == {"a"}
    assert refused(lambda: assume(x)) and refused(lambda: discharge(x, th))


def test_forall_intro_needs_an_arbitrary_variable() -> None:
    assert says(forall_intro(x, arithmetic(x**2 >= 0)), every(y, y**2 >= 0))
    assert refused(lambda: forall_intro(x, assume(x > 0)))
    assert refused(lambda: forall_intro(term(1), arithmetic(eq(1, 1))))
    assert says(forall_intro(x, assume(positive("x") > 0)), every(y, positive("x") > 0), positive("x") > 0)


def test_forall_elim_sorts_and_capture() -> None:
    th = assume(every(x, some(y, x < y)))
    assert forall_elim(th, y).concl == some(z, y < z)
    assert refused(lambda: forall_elim(assume(every(t, t >= 0)), x))  # a real is no integer
    assert forall_elim(assume(every(x, x >= 0)), t).concl == (t >= 0)
    assert refused(lambda: forall_elim(assume(every(x, eq(expect(x), x))), X))  # a random variable is no number
    assert refused(lambda: forall_elim(assume(x > 0), y)) and refused(lambda: forall_elim(th, eq(x, x)))


def test_exists_intro() -> None:
    goal = some(y, y < x)
    assert says(exists_intro(goal, x - 1, arithmetic(x - 1 < x)), goal)
    assert refused(lambda: exists_intro(goal, x - 2, arithmetic(x - 1 < x)))
    assert refused(lambda: exists_intro(some(t, eq(t, x)), x, arithmetic(eq(x, x))))  # some integer equals any real
    assert refused(lambda: exists_intro(every(y, y < x), x - 1, arithmetic(x - 1 < x)))


def test_exists_elim_needs_a_new_variable() -> None:
    given = assume(some(x, x > y))
    assert says(exists_elim(given, z, arithmetic(eq(0, 0), assume(z > y))), eq(0, 0), given.concl)
    assert refused(lambda: exists_elim(given, z, assume(z > y)))  # z in the conclusion
    assert refused(
        lambda: exists_elim(given, z, arithmetic(eq(0, 1), assume(z > y), assume(z < y)))
    )  # ... a hypothesis
    assert refused(lambda: exists_elim(given, y, assume(y > y)))
    assert refused(lambda: exists_elim(given, t, arithmetic(eq(0, 0), assume(t > y))))  # not every real is an integer
    assert refused(lambda: exists_elim(given, X, arithmetic(eq(0, 0), assume(y < X))))


def test_instantiate_variables() -> None:
    th = arithmetic(x > 0, assume(x > 1))
    assert says(instantiate(th, ((x, y + 2),)), y + 2 > 0, y + 2 > 1)  # hypotheses change too
    assert says(instantiate(arithmetic(eq(x + y, y + x)), ((x, y), (y, x))), eq(y + x, x + y))  # at once
    assert says(instantiate(th, ((positive("x"), y),)), x > 0, x > 1)  # another symbol of that name
    assert refused(lambda: instantiate(arithmetic(eq(t, t)), ((t, x),)))
    assert refused(lambda: instantiate(th, ((x, eq(x, x)),)))
    assert refused(lambda: instantiate(th, ((x + y, z),)))


def test_instantiate_functions() -> None:
    th = arithmetic(eq(f(x) - f(x), 0), assume(every(y, f(y) > x)))
    got = instantiate(th, (), ((f, (z,), z + y),))
    assert got.concl == eq(x + y - (x + y), 0)
    assert got.hyps == {every(z, z + y > x)}  # y of the body is not captured
    g = instantiate(arithmetic(eq(theta(t), theta(t))), (), ((theta, (i,), b**i),))
    assert says(g, eq(b**t, b**t))
    for params, body in (((x, y), x), ((t,), t), ((term(1),), x), ((x,), eq(x, x))):
        assert refused(lambda params=params, body=body: instantiate(th, (), ((f, params, body),)))  # type: ignore[misc]


def test_instantiate_sees_one_symbol_only() -> None:
    other = sequence("f")
    th = arithmetic(eq(f(t), f(t) + 0 * other(t)))
    assert says(instantiate(th, (), ((other, (i,), i),)), eq(f(t), f(t) + 0 * t))


def test_an_expectation_is_no_function_of_a_random_value() -> None:
    """Hole: f(X) with f(p) := E(p) became E(X), but for each value p of X it is p."""
    th = assume(eq(f(X), X))
    assert refused(lambda: instantiate(th, (), ((f, (x,), expect(x)),)))
    assert says(instantiate(assume(f(y) > 0), (), ((f, (x,), expect(x * X)),)), expect(y * X) > 0, expect(y * X) > 0)


def test_unfold() -> None:
    th = unfold(maximum_is(z, x * x, x, 0, b))
    assert th.hyps == NONE and th.concl.head == "iff"
    inside = (y >= 0) & (y <= b)
    assert th.concl.args[1] == every(y, implies(inside, y * y <= z)) & some(y, inside & eq(y * y, z))
    low = unfold(minimum_is(z, x, x, 0, 1)).concl.args[1].args[0].args[0].args[1]
    assert low == (z <= x)
    assert refused(lambda: unfold(maximum_is(x, x * x, x, 0, 1)))  # capture of the free x
    assert refused(lambda: unfold(maximum_is(z, x, x, 0, x))) and refused(lambda: unfold(x > 0))


def test_arithmetic() -> None:
    assert says(arithmetic(x * y > 0, assume(x > 0), assume(y > 0)), x * y > 0, x > 0, y > 0)
    with pytest.raises(Refused) as caught:
        arithmetic(x > 1, assume(x > 0))
    assert caught.value.rule == "arithmetic" and "x = " in str(caught.value.witness)
    assert refused(lambda: arithmetic(x, assume(x > 0)))
    assert says(arithmetic(eq(1, 0), assume(x < 0), assume(x > 0)), eq(1, 0), x < 0, x > 0)  # hypotheses stay


def test_undecided_is_not_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(smt, "prove", lambda *_: smt.Answer("unknown", "a limit"))
    assert refused(lambda: arithmetic(eq(x, x))) and refused(lambda: algebra(eq(x / x, 1), assume(x > 0)))


def test_algebra_states_what_is_missing() -> None:
    with pytest.raises(Refused, match="not y = 0"):
        algebra(eq(x / y * y, x))
    assert says(algebra(eq(x / y * y, x), assume(y > 0)), eq(x / y * y, x), y > 0)
    assert refused(lambda: algebra(eq(x / x, 1))) and refused(lambda: algebra(eq(sqrt(x) ** 2, x)))
    assert refused(lambda: algebra(eq(x, y), assume(y > 0))) and refused(lambda: algebra(x < y))
    assert refused(lambda: algebra(eq(b ** (2 * t), (b**t) ** 2), assume(b <= 0)))
    assert algebra(eq(b ** (2 * t), (b**t) ** 2), assume(b < 0)).concl.head == "eq"
    assert algebra(eq(b ** (2 * t), (b**t) ** 2), assume(t >= 0)).concl.head == "eq"


def test_algebra_rewrites_by_premises() -> None:
    step = assume(eq(theta(t + 1), theta(t) - x))
    goal = eq(theta(t + 1) - theta(t), -x)
    assert says(algebra(goal, step), goal, step.concl)
    assert refused(lambda: algebra(goal, assume(eq(theta(t + 2), theta(t) - x))))
    bound = eq(total(theta(t), t, 0, 1), total(x, t, 0, 1))
    assert refused(lambda: algebra(bound, assume(eq(theta(t), x))))  # the bound t is another t
    assert refused(lambda: algebra(eq(expect(X), 1), assume(eq(X, 1))))  # X = 1 here and now is not X = 1


def test_congruence() -> None:
    th = assume(every(x, f(x + 1 - 1) > b))
    assert says(congruence(every(y, f(y) > b), th), every(y, f(y) > b), th.concl)
    assert refused(lambda: congruence(every(y, f(y) >= b), th))
    assert refused(lambda: congruence(eq(x / x, 1), arithmetic(eq(1, 1))))
    assert refused(lambda: congruence(eq(sqrt(x) ** 2, x), arithmetic(eq(x, x))))
    assert refused(lambda: congruence(every(y, f(x) > b), th))


def test_axiom_leaves_its_name() -> None:
    th = forall_elim(axiom("monotone", "a book", forall(x, f(x) <= f(x + 1))), y)
    assert th.axioms == {"monotone"} and discharge(x > 0, th).axioms == {"monotone"}
    assert arithmetic(f(y) <= f(y + 1) + 1, th).axioms == {"monotone"}
    assert arithmetic(eq(1, 1)).axioms == NONE
    for bad in (("", "a book", eq(x, x)), ("a", "", eq(x, x)), ("a", "b", x), (1, "b", eq(x, x))):
        assert refused(lambda bad=bad: axiom(*bad))  # type: ignore[misc]


def test_replace_equal() -> None:
    t, hole = integer("t"), real("hole")
    equal, th = assume(eq(x, y + 1)), assume(tends(x**t, t, x))
    assert replace_equal(equal, hole, tends(hole**t, t, x), th).concl == tends((y + 1) ** t, t, x)
    assert replace_equal(equal, hole, tends(x**t, t, hole), th).concl == tends(x**t, t, y + 1)
    assert refused(lambda: replace_equal(equal, hole, tends(hole**t, t, y), th))
    assert refused(lambda: replace_equal(assume(x <= y), hole, hole > 0, assume(x > 0)))
    X, Y = random_variable("X"), random_variable("Y")
    once = assume(eq(X, Y))  # for one outcome: their expectations may differ
    assert refused(lambda: replace_equal(once, hole, eq(expect(hole), expect(Y)), algebra(eq(expect(X), expect(X)))))
    inside = assume(Expr("forall", (x <= y,), var=y))
    got = replace_equal(equal, hole, Expr("forall", (hole <= y,), var=y), inside).concl
    assert got != Expr("forall", (y + 1 <= y,), var=y)  # the y of y + 1 is not captured
