"""Candidates that the analysis finds for a claim: from the rule alone, and none where there is none."""

from __future__ import annotations

import pytest
import sympy
from linear_rules import USERS

from lrproof import cos, derive, natural, rational, real, rules, sequence, sin, sqrt
from lrproof.analysis.candidates import best_parameters, coefficients, discriminant, stable_end, transfer
from lrproof.derive import NotFound, Translation
from lrproof.kernel.terms import Expr
from lrproof.rule import Rule

beta, x, t, omega = real("beta"), real("x"), real("t"), real("omega")


def same(found: Expr, wanted: Expr) -> bool:
    """Equal as SymPy sees it."""
    translation = Translation()
    return bool(sympy.simplify(translation.to(found) - translation.to(wanted)) == 0)


def test_the_polynomial_and_where_its_roots_meet() -> None:
    first, last = coefficients(rules.nesterov, x, beta=beta)
    assert same(first, -(1 + beta) * (1 - x)) and same(last, beta * (1 - x))
    meet = derive.roots(discriminant(rules.heavy_ball, x, beta=rational("1/4")), x)
    assert [str(e) for e in meet] == ["1/4", "9/4"]


def test_the_end_of_the_stable_steps() -> None:
    assert same(stable_end(rules.nesterov, beta=beta), 2 * (1 + beta) / (1 + 2 * beta))
    with pytest.raises(NotFound, match="no interval from 0"):
        stable_end(_explosive())


def _explosive() -> Rule:
    return next(r for r in USERS if r.name == "explosive")


def test_the_best_parameters() -> None:
    found = best_parameters(rules.heavy_ball)
    k = sqrt(real("kappa"))
    assert str(found.parameter("eta")) == "4 / (sqrt(μ) + sqrt(L))**2"
    assert same(found.in_root("rate", k), (k - 1) / (k + 1))
    with pytest.raises(NotFound, match="no closed form"):
        best_parameters(rules.triple_momentum, "1/L")


def test_how_a_velocity_answers_an_oscillation() -> None:
    """Heavy ball's is 1/(1 - β) times the answer of the average; at ω = 0 these are 1/(1 - β) and 1."""
    c, s = cos(omega), sin(omega)
    ours, average = (transfer(r, "v", c, s, beta=beta) for r in (rules.heavy_ball, rules.ema_momentum))
    for one, other in zip(ours, average, strict=True):
        assert same(one * (1 - beta), other)
    assert same(transfer(rules.heavy_ball, "v", rational(1), rational(0), beta=beta)[0], 1 / (1 - beta))
    with pytest.raises(NotFound, match="depends on other states"):
        transfer(rules.heavy_ball, "x", c, s, beta=beta)


def test_a_recurrence_with_a_double_root() -> None:
    z, start = real("z"), sequence("theta")(0)
    found = derive.solve_double_root(z, start, lambda r: (2 * r - r**2) * start, natural("n"))
    assert same(found, (1 + (1 - z) * natural("n")) * z ** natural("n") * start)
