"""Each rule against what is known of it, in exact rationals."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrproof import rules
from lrproof.rule import Rule
from lrproof.rules import (
    adam,
    ema_momentum,
    gradient_descent,
    heavy_ball,
    nesterov,
    quasi_hyperbolic,
    torch_nesterov,
    triple_momentum,
)

FAST = settings(max_examples=30, derandomize=True, deadline=None, database=None)
NUMBERS = st.fractions(-3, 3, max_denominator=10)


def run(rule: Rule, x0: Any, steps: int, gradient: Any, **hyper: Any) -> list[Any]:
    """The iterates from x0, the other state variables starting at 0. ``gradient(x, t)``."""
    state, iterates = (x0, *(0 for _ in rule.state[1:])), [x0]
    for t in range(1, steps + 1):
        new = rule(*state, lambda z, t=t: gradient(z, t), **hyper, **({"t": t} if rule.uses_t else {}))
        state = new if isinstance(new, tuple) else (new,)
        iterates.append(state[0])
    return iterates


def test_every_rule_says_where_it_comes_from() -> None:
    found = [value for value in vars(rules).values() if isinstance(value, Rule)]
    tutorial = {
        "gradient_descent", "heavy_ball", "ema_momentum", "nesterov", "adagrad", "rmsprop", "adam", "uncorrected_adam"
    }  # fmt: skip
    others = {
        "torch_nesterov": "torch.optim", "quasi_hyperbolic": "Ma and Yarats", "triple_momentum": "Van Scoy",
        "torch_adagrad": "torch.optim", "torch_rmsprop": "torch.optim", "adam_l2": "torch.optim", "adamw": "Loshchilov",
    }  # fmt: skip
    assert {r.name for r in found} == tutorial | set(others)
    assert all(f"[{others.get(r.name, 'Tutorial 11, Part')}" in r.doc for r in found)


@FAST
@given(NUMBERS, NUMBERS, NUMBERS)
def test_gradient_descent_on_a_quadratic_is_a_power(a: F, eta: F, x0: F) -> None:
    """Against the closed form (1 - eta a)^t x0."""
    assert run(gradient_descent, x0, 6, lambda z, t: a * z, eta=eta) == [(1 - eta * a) ** t * x0 for t in range(7)]


@FAST
@given(st.fractions(0, 1, max_denominator=10), NUMBERS, st.lists(NUMBERS, min_size=6, max_size=6))
def test_heavy_ball_sums_up_past_gradients(beta: F, eta: F, g: list[F]) -> None:
    """Against x_t = x_0 - eta Σ_s Σ_{i≤s} beta^(s-i) g_i, whatever the gradients."""
    x, expected = F(0), [F(0)]
    for s in range(6):
        x -= eta * sum((beta ** (s - i) * g[i] for i in range(s + 1)), F(0))
        expected.append(x)
    assert run(heavy_ball, F(0), 6, lambda z, t: g[t - 1], eta=eta, beta=beta) == expected


@FAST
@given(st.fractions(0, F(9, 10), max_denominator=10), NUMBERS, NUMBERS, NUMBERS)
def test_both_momenta_agree_at_a_rescaled_rate(beta: F, eta: F, a: F, x0: F) -> None:
    """The average form with eta/(1 - beta) has heavy ball's iterates."""
    ema = run(ema_momentum, x0, 6, lambda z, t: a * z, eta=eta / (1 - beta), beta=beta)
    assert ema == run(heavy_ball, x0, 6, lambda z, t: a * z, eta=eta, beta=beta)


@FAST
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_nesterov_in_its_two_sequence_form(beta: F, eta: F, a: F, x0: F) -> None:
    """Against y = x + beta (x - x_previous), x⁺ = y - eta ∇f(y)."""
    x = [x0, x0 - eta * a * x0]
    for _ in range(5):
        y = x[-1] + beta * (x[-1] - x[-2])
        x.append(y - eta * a * y)
    assert run(nesterov, x0, 6, lambda z, t: a * z, eta=eta, beta=beta) == x


@FAST
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_pytorchs_nesterov_looks_ahead_of_the_tutorials(beta: F, eta: F, a: F, x0: F) -> None:
    """Against x - eta beta v of the tutorial's form, which is where that takes its next gradient."""
    state: Any = (x0, F(0))
    ahead = [x0]
    for _ in range(5):
        state = nesterov(*state, lambda z: a * z, eta=eta, beta=beta)
        ahead.append(state[0] - eta * beta * state[1])
    assert run(torch_nesterov, x0, 5, lambda z, t: a * z, eta=eta, beta=beta) == ahead


@FAST
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_quasi_hyperbolic_momentum_is_a_mean_of_its_two_ends(beta: F, nu: F, eta: F, a: F, x0: F) -> None:
    """nu = 1 is the moving average, nu = 0 gradient descent; a step in between is the mean of both steps."""

    def step(nu: F) -> Any:
        return quasi_hyperbolic(x0, F(2), lambda z: a * z, eta=eta, beta=beta, nu=nu)

    assert step(F(1)) == ema_momentum(x0, F(2), lambda z: a * z, eta=eta, beta=beta)
    assert step(F(0))[0] == gradient_descent(x0, lambda z: a * z, eta=eta)
    assert step(nu)[0] == (1 - nu) * step(F(0))[0] + nu * step(F(1))[0]


@FAST
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_triple_momentum_without_its_gamma_is_heavy_ball(beta: F, eta: F, a: F, x0: F) -> None:
    state, expected = (x0, x0), run(heavy_ball, x0, 5, lambda z, t: a * z, eta=eta, beta=beta)
    for x in expected[1:]:
        state = triple_momentum(*state, lambda z: a * z, eta=eta, beta=beta, gamma=F(0))
        assert state[0] == x


@pytest.mark.parametrize("rule", [heavy_ball, ema_momentum, nesterov, torch_nesterov])
def test_without_momentum_every_rule_is_gradient_descent(rule: Rule) -> None:
    plain = run(gradient_descent, F(2), 5, lambda z, t: 3 * z, eta=F(1, 7))
    assert run(rule, F(2), 5, lambda z, t: 3 * z, eta=F(1, 7), beta=F(0)) == plain


@FAST
@given(NUMBERS.filter(bool), st.fractions(F(1, 100), 1, max_denominator=100))
def test_adam_in_a_constant_gradient_steps_by_eta_sign_g(g: F, eta: F) -> None:
    """Bias correction is exact there, and the roots are rational: x_t = x_0 - t eta g/(|g| + eps)."""
    eps, b = F(1, 1000), {"beta1": F(9, 10), "beta2": F(999, 1000)}
    iterates = run(adam, F(1), 4, lambda z, t: g, eta=eta, eps=eps, **b)
    assert iterates == [1 - t * eta * g / (abs(g) + eps) for t in range(5)]


def test_adams_eps_stands_outside_the_root() -> None:
    """Inside it, the first step for g = 3, eps = 7 would be eta·3/4, not eta·3/10."""
    hyper = {"eta": F(1), "beta1": F(1, 2), "beta2": F(1, 2)}
    assert run(adam, F(0), 1, lambda z, t: F(3), eps=F(7), **hyper)[1] == -F(3, 10)
