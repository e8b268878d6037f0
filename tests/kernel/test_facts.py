"""The table of facts against many digits, what each needs, and comparisons that must be refused."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from mpmath import mp

from lrproof.evaluate import digits, evaluate
from lrproof.falsify import truth
from lrproof.kernel.facts import FACTS, fact, numeric
from lrproof.kernel.rules import assume
from lrproof.kernel.syntax import cos, eq, exp, function, iff, integer, log, pi, rational, real, sin, sqrt, tanh
from lrproof.kernel.terms import Expr, term
from lrproof.kernel.theorem import Refused

x, y, j, k = real("x"), real("y"), integer("j"), integer("k")


@pytest.mark.parametrize("name", FACTS)
def test_every_fact_is_true_where_it_is_granted(name: str) -> None:
    """Ten random places each, with fifty digits."""
    count, needed, conclusion = FACTS[name]
    variables = {"log_power": (x, k), "abs_power": (x, k), "power_order": (x, y, k), "power_product": (x, y, k),
                 "power_power": (x, j, k)}.get(name, (x, y)[:count])  # fmt: skip
    rng, seen = random.Random(name), 0
    while seen < 10:
        values = {v: Fraction(rng.randint(-400, 400), 100) for v in variables}
        values |= {j: Fraction(rng.randint(-5, 5)), k: Fraction(rng.randint(-5, 5))}
        if not all(truth(c, values, {}) for c in needed(*variables)):
            continue
        seen += 1
        formula = conclusion(*variables)
        sides = [[evaluate(side, values, numbers=digits(50)) for side in e.args] for e in relations(formula)]
        if formula.head in ("le", "lt"):
            ((a, b),) = sides
            assert a <= b if formula.head == "le" else a < b
        elif formula.head == "iff":
            (a, b), (c, d) = sides
            assert (a <= b) == (c <= d)
        else:
            ((a, b),) = sides
            assert abs(a - b) < mp.mpf(10) ** -40


def relations(e: Expr) -> list[Expr]:
    return [e] if e.head in ("eq", "le", "lt") else [r for a in e.args for r in relations(a)]


def test_what_a_fact_needs() -> None:
    assert fact("log_product", (x, y), assume(x > 0), assume(y > 0)).concl == eq(log(x * y), log(x) + log(y))
    assert fact("log_order", (x, y), assume(x > 0), assume(y > 0)).concl == iff(log(x) <= log(y), x <= y)
    assert fact("sin_positive", (x,), assume(x > 0), assume(x < pi)).concl == (0 < sin(x))
    for held in ((x >= 0, x < pi), (x > 0, x <= pi), (x > 0,), (x < pi,)):
        with pytest.raises(Refused):
            fact("sin_positive", (x,), *map(assume, held))
    for name in ("log_product", "log_quotient", "log_order"):
        with pytest.raises(Refused):
            fact(name, (x, y), assume(x > 0), assume(y >= 0))
    for name, terms in (("exp_log", (x,)), ("log_power", (x, k)), ("log_power", (term(2), x)), ("exp_sum", (x,)),
                        ("exp_summ", (x, y)), ("circle", (eq(x, y),)), ("abs_power", (x, k)),
                        ("power_order", (x, y, k)), ("power_product", (x, y, k)),
                        ("power_power", (x, j, k))):  # fmt: skip
        with pytest.raises(Refused):
            fact(name, terms)


@pytest.mark.parametrize(
    "goal",
    [log(2) < rational("0.6931471805599454"), sqrt(term(2)) <= rational("1.4142135623730951"), 3 < pi,
     tanh(term(1)) < rational("0.76159415595577"), exp(-term(1)) ** 2 < 1,
     term(2) ** -3 <= rational("1/8") + sin(term(1)),
     cos(pi / 3) < rational("0.5000001"), log(2) + log(3) < log(7)],
    ids=str,
)  # fmt: skip
def test_balls_decide(goal: Expr) -> None:
    assert numeric(goal).concl == goal


@pytest.mark.parametrize(
    "goal",
    [rational("0.6931471805599454") < log(2), cos(pi / 3) <= rational("0.5"), x < x + 1, log(term(0)) < 5,
     log(term(-1)) < 5,
     1 / (pi - pi) < 5, sqrt(term(-1)) <= 7, eq(pi, pi), function("f")(1) <= function("f")(1) + 1, pi < pi,
     (pi - pi) ** -1 < 5, 2 ** integer("t") < 3],
    ids=str,
)  # fmt: skip
def test_balls_do_not_decide(goal: Expr) -> None:
    with pytest.raises(Refused):
        numeric(goal)
