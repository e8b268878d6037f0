"""Arithmetic by z3: every fact told to the solver is true of the total functions, and nothing more is told."""

from __future__ import annotations

import pytest

from lrproof.kernel import smt
from lrproof.kernel.smt import prove
from lrproof.kernel.syntax import (
    conj,
    cos,
    eq,
    exp,
    floor,
    forall,
    function,
    iff,
    implies,
    integer,
    larger,
    log,
    ne,
    pi,
    real,
    sin,
    smaller,
    sqrt,
    tanh,
    tends,
    total,
)  # fmt: skip
from lrproof.kernel.terms import Expr, term

x, y, b, e = real("x"), real("y"), real("b"), real("e")
t, s = integer("t"), integer("s")
f = function("f")
p, q = forall(x, f(x) < 1), forall(x, f(x) < 2)


def proved(goal: Expr, *premises: Expr) -> bool:
    return prove(premises, goal).status == "proved"


TRUE: list[tuple[Expr, tuple[Expr, ...]]] = [
    (2 * x * y <= x**2 + y**2, ()),
    (eq(x / y * y, x), (ne(y, 0),)),
    (eq(x / 4, x - 3 * x / 4), ()),
    (eq(sqrt(x) ** 2, x), (x >= 0,)),
    (sqrt(x**2 + 1) >= 1, ()),
    (eq(sqrt(x**2), abs(x)), ()),
    (eq(larger(x, y) + smaller(x, y), x + y), ()),
    (abs(x + y) <= abs(x) + abs(y), ()),
    (implies(p, p), ()),
    (q, (implies(p, q), p)),
    (p | ~p, ()),
    (iff(p & q, q & p), ()),
    (1 - x <= exp(-x), ()),
    (log(x) <= x - 1, (x > 0,)),
    (larger(sin(x), cos(x)) <= 1, ()),
    (tanh(x) < 1, ()),
    (conj(pi > 3, pi < 4), ()),
    (eq(t, 0), (t > -1, t < 1)),
    (eq(floor(x), t), (x >= t, x < t + 1)),
    (b**t > 0, (b > 0,)),
    (b**t <= 1, (b >= 0, b <= 1, t >= 0)),
    (eq(b ** (t + 1), b**t * b), (t >= 0,)),
    (eq(b ** (t + 1), b**t * b), (ne(b, 0),)),
    (eq(b**-2 * b**2, 1), (ne(b, 0),)),
    (eq(b**t, 1), (eq(t, 0),)),
    (eq(f(x + 1), f(1 + x)), ()),
    (eq(total(f(t), t, 0, s), total(f(t + 0), t, 0, s)), ()),
]
FALSE: list[tuple[Expr, tuple[Expr, ...]]] = [
    (2 * x * y < x**2 + y**2, ()),
    (eq(x / x, 1), ()),
    (eq(x / 0, 0), ()),
    (ne(x / 0, 7), ()),  # x/0 == 7 is possible
    (eq(x / 0, y / 0), ()),
    (eq(x / y * y, x), ()),
    (eq(sqrt(x) ** 2, x), ()),
    (sqrt(x) >= 0, ()),
    (eq(sqrt(x**2), x), ()),
    (log(x) <= x - 1, ()),
    (eq(log(x), 0), (x <= 0,)),
    (p, (q,)),  # an opaque proposition is no proof of another (nor of itself)
    (p, ()),
    (~p, ()),
    (eq(t, 0), (t >= 0,)),
    (eq(x, 0), (x > -1, x < 1)),  # a real is no integer
    (b**t > 0, (t >= 0,)),
    (b**t <= 1, (b >= 0, b <= 1)),
    (b**t > 0, (b >= 0,)),
    (eq(b ** (t + 1), b**t * b), ()),  # b = 0, t < 0
    (eq(b ** (t + 1), b**t * b), (t + 1 >= 0,)),
    (eq(b**-2 * b**2, 1), ()),
    (eq((b**-1) * 0, 1), ()),
    (eq(b ** (2 * t), b**t), ()),
    (eq(b**t, 1), (eq(b, 1) | (t >= 0),)),
    (eq(f(x), f(y)), ()),
    (tends(1 / t, t, 0), ()),
    (eq(total(f(t), t, 1, 0), 0), ()),
    (pi < term(314) / 100, ()),
    (tanh(x) < tanh(y), (x < y,)),
]  # fmt: skip


@pytest.mark.parametrize(("goal", "premises"), TRUE, ids=lambda v: str(v)[:40])
def test_true_is_proved(goal: Expr, premises: tuple[Expr, ...]) -> None:
    assert proved(goal, *premises)


@pytest.mark.parametrize(("goal", "premises"), FALSE, ids=lambda v: str(v)[:40])
def test_false_is_never_proved(goal: Expr, premises: tuple[Expr, ...]) -> None:
    assert not proved(goal, *premises)


def test_the_facts_do_not_contradict_each_other() -> None:
    """All facts at once, at points where nothing is defined: no contradiction follows."""
    z = x - x
    for goal in (
        eq(sqrt(-1 + z) + log(z) + 1 / z + z**-1 + z**t + z ** (t + 1) + z ** (t + 3) + exp(z) + floor(z), 12345),
        eq(b**t + b ** (t + 1) + b ** (t + 2) + b ** (2 * t), 7),
    ):
        assert not proved(goal) and not proved(~goal)


def test_contradictory_premises_prove_all() -> None:
    """... which is why they stay visible as hypotheses of the theorem."""
    assert proved(eq(1, 0), x > 0, x < 0)


def test_one_name_two_symbols() -> None:
    assert not proved(real("a") > 0, real("a", "(0, oo)") > 0)
    assert not proved(eq(real("a"), integer("a")))
    assert not proved(implies(tends(f(t * 1 + 0 * x), t, 0), tends(f(t + 1), t, 0)))


def test_a_refutation_has_a_witness_and_verdicts_repeat() -> None:
    first, again = prove((x > 0,), x > 1), prove((x > 0,), x > 1)
    assert first.status == "refuted" and "x = " in first.witness and first == again
    values = dict(first.values)
    assert values[x] <= 1 and values[x] > 0


def test_questions_that_share_a_budget() -> None:
    """What is asked when it is spent stays unknown; outside of it, and by itself, the same is proved."""
    x, y = real("x"), real("y")
    goal = 0 <= (x - y) ** 2 + x**2 * y**2
    assert smt.prove((), goal).status == "proved"
    with smt.budget(10**6, 10**6):
        assert smt.prove((), goal).status == "proved"
    with smt.budget(1, 10**6):
        answers = [smt.prove((), goal) for _ in range(3)]
    assert answers[-1] == smt.Answer("unknown", "the resources of the proof are spent")
    assert smt.prove((), goal).status == "proved"
