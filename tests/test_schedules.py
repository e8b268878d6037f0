"""Schedules: each against a formula written otherwise, in every kind of number; ranges are refused by name."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy

from lrproof import gradient_descent, real, schedules, simulate
from lrproof.evaluate import balls, evaluate
from lrproof.kernel.terms import Expr, term

Schedule = Callable[..., Any]


def one_cycle_by_cases(t: float, wave: bool = False) -> float:
    share = t / 12 if t <= 12 else 1 - (t - 12) / 28
    return 0.02 + 0.5 * (math.sin(math.pi * share / 2) ** 2 if wave else share)


CYCLE = {"eta_min": Fraction(1, 50), "eta_max": Fraction(13, 25), "peak": 12, "T": 40}
# schedule, its parameters (exact, so that terms take them), the same rate written otherwise, the steps
CASES: dict[str, tuple[Schedule, dict[str, Any], Callable[[float], float], range]] = {
    "constant": (schedules.constant, {"eta0": Fraction(1, 4)}, lambda t: 0.25, range(0, 41)),
    "step": (schedules.step_decay, {"eta0": Fraction(1, 4), "gamma": Fraction(1, 2), "s": 7},
             lambda t: math.ldexp(1, -2 - int(t) // 7), range(0, 41)),
    "exponential": (schedules.exponential, {"eta0": Fraction(1, 4), "k": Fraction(1, 10)},
                    lambda t: math.pow(math.e, -t / 10) / 4, range(0, 41)),
    "cosine": (schedules.cosine, {"eta_min": Fraction(1, 50), "eta_max": Fraction(13, 25), "T": 40},
               lambda t: 0.02 + 0.5 * math.cos(math.pi * t / 80) ** 2, range(0, 81)),
    "warmup": (schedules.linear_warmup, {"eta": Fraction(1, 4), "T": 10}, lambda t: t / 40 if t < 10 else 0.25,
               range(0, 41)),
    "uncapped": (schedules.linear_warmup, {"eta": Fraction(1, 4), "T": 10, "capped": False}, lambda t: t / 40,
                 range(0, 41)),
    "one-cycle": (schedules.one_cycle, CYCLE, one_cycle_by_cases, range(0, 41)),
    "one-cycle, cosine": (schedules.one_cycle, {**CYCLE, "phase": "cosine"}, lambda t: one_cycle_by_cases(t, True),
                          range(0, 41)),
    "inverse time": (schedules.inverse_time, {"eta0": Fraction(1, 4), "k": 3}, lambda t: 1 / (4 + 12 * t),
                     range(0, 41)),
    "inverse root": (schedules.inverse_sqrt, {"eta0": Fraction(1, 4)}, lambda t: 0.25 * t**-0.5, range(1, 41)),
    "chebyshev": (schedules.chebyshev, {"mu": 1, "L": 9, "T": 8},
                  lambda t: 1 / (5 - 4 * math.sin(math.pi / 2 - math.pi * (t - 0.5) / 8)), range(1, 9)),
    "up, level, down": (schedules.warmup_stable_decay, {"eta": Fraction(1, 4), "warmup": 8, "decay": 16, "T": 40},
                        lambda t: t / 32 if t < 8 else 0.25 if t < 24 else (40 - t) / 64, range(0, 41)),
}  # fmt: skip
every = pytest.mark.parametrize("name", CASES)


@every
def test_a_number_and_an_array(name: str) -> None:
    schedule, given, expected, steps = CASES[name]
    wanted = np.array([expected(t) for t in steps])
    one_by_one = [schedule(t, **given) for t in steps]
    assert all(isinstance(v, float) for v in one_by_one)
    np.testing.assert_allclose(one_by_one, wanted, rtol=1e-13, atol=1e-16)
    at_once = schedule(np.array(steps), **given)
    assert at_once.dtype == np.float64 and at_once.shape == wanted.shape
    np.testing.assert_allclose(at_once, wanted, rtol=1e-13, atol=1e-16)


@every
def test_a_sympy_symbol(name: str) -> None:
    schedule, given, expected, steps = CASES[name]
    t = sympy.Symbol("t", real=True)
    found = schedule(t, **given)
    for k in (steps[0], steps[5], steps[-1]):
        assert float(found.subs(t, k)) == pytest.approx(expected(k), rel=1e-13, abs=1e-16)


@every
def test_a_term(name: str) -> None:
    """In balls, so that a term that means something else cannot agree by chance."""
    schedule, given, expected, steps = CASES[name]
    t = real("t")
    found = schedule(t, **given)
    assert isinstance(found, Expr)
    for k in (steps[0], steps[5], steps[-1]):
        ball = evaluate(found, {t: k}, numbers=balls(120))
        assert abs(ball - expected(k)) < 1e-13


@every
def test_a_parameter_that_is_a_symbol_makes_the_rate_one(name: str) -> None:
    """Numbers beside it stay exact: 3/10 is no float."""
    schedule, given, expected, steps = CASES[name]
    for parameter in given.keys() - {"capped", "phase"}:
        for symbol in (real("p"), sympy.Symbol("p", positive=True)):
            rate = schedule(steps[3], **{**given, parameter: symbol})
            if isinstance(symbol, Expr):
                ball = evaluate(term(rate), {symbol: Fraction(given[parameter])}, numbers=balls(120))
                assert abs(ball - expected(steps[3])) < 1e-13
            else:
                assert float(rate.subs(symbol, sympy.Rational(given[parameter]))) == pytest.approx(expected(steps[3]))


def test_warmup_then() -> None:
    """From nothing to the first rate of the schedule, then the schedule from its own beginning."""
    rate = schedules.warmup_then(lambda t: schedules.cosine(t, eta_min=0, eta_max=1, T=20), T=5)
    np.testing.assert_allclose([rate(t) for t in (0, 1, 5, 15, 25)], [0, 0.2, 1, 0.5, 0], atol=1e-15)
    np.testing.assert_allclose(rate(np.array([0, 1, 5, 15, 25])), [0, 0.2, 1, 0.5, 0], atol=1e-15)
    t = real("t")
    assert abs(evaluate(rate(t), {t: 15}, numbers=balls(120)) - 0.5) < 1e-30
    twice = schedules.warmup_then(schedules.warmup_then(lambda t: schedules.constant(t, eta0=2), T=2), T=2)
    assert [twice(t) for t in (1, 2, 3, 4, 9)] == [0, 0, 1, 2, 2]  # the inner one begins at nothing


def test_chebyshev_steps_are_the_best_product() -> None:
    """∏(1 − η_t λ) is 1/T_n((L + μ)/(L − μ)) at most, and reaches it at both ends."""
    rates = schedules.chebyshev(np.arange(1, 7), mu=1.0, L=10.0, T=6)
    products = np.abs(np.prod(1 - rates[:, None] * np.linspace(1, 10, 2001), axis=0))
    best = 1 / np.cosh(6 * np.arccosh(11 / 9))
    np.testing.assert_allclose([products.max(), products[0], products[-1]], best, rtol=1e-12)


def test_a_schedule_for_the_simulator() -> None:
    """t is 1 in the first step; the product of 1 − η_t λ is what is left."""
    rates = [schedules.cosine(t, eta_min=0.1, eta_max=0.5, T=9) for t in range(1, 10)]
    end = simulate(gradient_descent, [1.5], [1.0], 9,
                   eta=lambda t: schedules.cosine(t, eta_min=0.1, eta_max=0.5, T=9))  # fmt: skip
    assert end[0] == pytest.approx(math.prod(1 - 1.5 * rate for rate in rates), rel=1e-14)


@pytest.mark.parametrize(
    ("name", "changed", "says"),
    [
        ("cosine", {"T": 0}, "cosine: T = 0; T > 0 is expected"),
        ("cosine", {"T": -3}, "cosine: T = -3; T > 0"),
        ("cosine", {"T": math.inf}, "cosine: T = inf; T > 0"),
        ("cosine", {"T": math.nan}, "cosine: T = nan; T > 0"),
        ("cosine", {"T": np.array([3.0, -1.0])}, "cosine: T = -1; T > 0"),
        ("cosine", {"T": term(-3)}, "cosine: T = -3; T > 0"),
        ("cosine", {"T": sympy.Integer(0)}, "cosine: T = 0; T > 0"),
        ("cosine", {"eta_min": 1, "eta_max": 0.5}, "cosine: eta_max - eta_min = -0.5; eta_min ≤ eta_max"),
        ("cosine", {"eta_min": -1}, "cosine: eta_min = -1; eta_min ≥ 0"),
        ("step", {"gamma": 1}, "step_decay: gamma = 1; 0 < gamma < 1"),
        ("step", {"gamma": 0}, "step_decay: gamma = 0; 0 < gamma < 1"),
        ("step", {"s": 0}, "step_decay: s = 0; s > 0"),
        ("step", {"eta0": 0}, "step_decay: eta0 = 0; eta0 > 0"),
        ("constant", {"eta0": -1}, "constant: eta0 = -1; eta0 > 0"),
        ("exponential", {"k": 0}, "exponential: k = 0; k > 0"),
        ("warmup", {"T": 0}, "linear_warmup: T = 0; T > 0"),
        ("one-cycle", {"peak": 40}, "one_cycle: T - peak = 0; peak < T"),
        ("one-cycle", {"peak": 0}, "one_cycle: peak = 0; peak > 0"),
        ("one-cycle", {"t": 41}, "one_cycle: T - t = -1; t ≤ T"),
        ("one-cycle", {"t": -1}, "one_cycle: t = -1; t ≥ 0"),
        ("one-cycle", {"phase": "cubic"}, "phase = 'cubic'; 'linear' or 'cosine'"),
        ("inverse time", {"k": -1}, "inverse_time: k = -1; k > 0"),
        ("inverse root", {"t": 0}, "inverse_sqrt: t = 0; t > 0"),
        ("chebyshev", {"mu": 10}, "chebyshev: L - mu = -1; mu ≤ L"),
        ("chebyshev", {"t": 0}, "chebyshev: t = 0; t ≥ 1"),
        ("up, level, down", {"T": 23}, "T - warmup+decay = -1; warmup+decay ≤ T"),
    ],
)
def test_what_is_out_of_range_is_named(name: str, changed: dict[str, Any], says: str) -> None:
    schedule, given, _, steps = CASES[name]
    arguments = {"t": steps[1], **given, **changed}
    with pytest.raises(ValueError, match=re.escape(f"schedules.{says}" if ":" in says else says)):
        schedule(arguments.pop("t"), **arguments)


def test_warmup_then_checks_its_length() -> None:
    with pytest.raises(ValueError, match=re.escape("warmup_then: T = 0; T > 0")):
        schedules.warmup_then(lambda t: t, T=0)


@pytest.mark.parametrize("wrong", [None, "3", [None], 1j, True])
def test_what_is_no_number_is_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match="a number, an array, a SymPy expression or a term is expected"):
        schedules.cosine(1, eta_min=0, eta_max=1, T=wrong)


def test_a_float_beside_a_term_is_refused() -> None:
    with pytest.raises(TypeError, match="floats are not exact"):
        schedules.constant(real("t"), eta0=0.5)


def test_symbols_are_taken_on_trust() -> None:
    """What is not known cannot be refused; the assumptions of a claim say it."""
    t, T = real("t"), real("T")
    schedules.one_cycle(t, eta_min=real("a"), eta_max=real("b"), peak=real("p"), T=T)
    schedules.chebyshev(t, mu=real("mu"), L=real("L"), T=T)
