"""Adam's moments of random gradients: what the claims rest on, and the biases, lags and variances that people quote."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F

import pytest
from claims import Pin, part, rests_on, shown, value

from lrproof.evaluate import EXACT, evaluate
from lrproof.kernel.terms import Expr, functions
from lrproof.rules import adam

PINNED: dict[str, Pin] = {
    "adam.average-of-a-ramp": ("NOT PRINTED", set(), 3, {"adam.moving-average"}),
    "adam.drifting": ("NOT PRINTED", set(), 3, {"adam.weight-sum"}),
    "adam.drift-bound": ("NOT PRINTED", set(), 3, {"adam.average-of-a-ramp", "adam.drifting"}),
    "adam.bias-m": ("FAILS", set(), 5, {"adam.drift-bound", "adam.drifting", "adam.moving-average"}),
    "adam.bias-v": ("HOLDS UNDER", set(), 4, {"adam.drifting", "adam.moving-average"}),
    "adam.drift-lag": ("NOT PRINTED", set(), 3, set()),
    "adam.update-biased": ("FAILS", set(), 3, set()),
    "rms.past-and-new": ("NOT PRINTED", set(), 3, set()),
    "rms.stationary-noise": ("NOT PRINTED", set(), 4, {"rms.past-and-new"}),
    "warm.adam-variance": ("HOLDS UNDER", set(), 4, {"rms.stationary-noise"}),
    "warm.adam-inverse-moment": ("NOT PRINTED", set(), 3, set()),
}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def along(e: Expr, values: Callable[[F], F], **names: F | int) -> F:
    """The exact value of a term where its one function symbol is ``values``, variables named."""
    (symbol,) = functions(e)
    found = evaluate(e, {v: names[v.data[0]] for v in e.free}, {symbol: values}, EXACT)
    assert isinstance(found, F)
    return found


def test_the_first_moment_after_the_gradients_0_and_1() -> None:
    """m₂ = 1/10; as printed it were 19/100; what the printed equation misses is −9/100."""
    right = part("adam.bias-m", 0, 0, 0, 1, 1)
    printed, drift = right.args
    found = [along(e, lambda k: k - 1, beta1=F(9, 10), t=2) for e in (right, printed, drift)]
    assert found == [F(1, 10), F(19, 100), F(-9, 100)]
    _, m, _ = adam(F(0), F(0), F(0), lambda z: 0, eta=1, beta1=F(9, 10), beta2=F(9, 10), eps=F(1), t=1)
    _, m, _ = adam(F(0), m, F(0), lambda z: 1, eta=1, beta1=F(9, 10), beta2=0, eps=F(1), t=2)
    assert m == F(1, 10)


def test_the_second_moment_after_the_gradients_0_and_1() -> None:
    right = part("adam.bias-v", 0, 0, 0, 1, 1)
    found = [along(e, lambda k: k - 1, beta2=F(999, 1000), t=2) for e in (right, right.args[0])]
    assert found == [F(1, 1000), F(1999, 1_000_000)]


def test_the_lag_on_a_ramp() -> None:
    """With β₁ = 0.9 and gradients 1, 2, ...: 13.768… after 20 steps, and 9 behind in the end."""
    lagged = part("adam.drift-lag", 0, 1, 1)
    assert shown(lagged, A=0, B=1, beta1=F(9, 10), n=20).startswith("13.7680651983")
    assert abs(1000 - value(lagged, A=0, B=1, beta1=F(9, 10), n=1000) - 9) < F(1, 10**40)


def test_a_ramp_comes_near_the_bound_on_the_drift() -> None:
    """The drift of 1, 2, ..., t tends to β/(1 − β), the bound for c = 1, in size."""
    drift, bound = part("adam.drift-bound", 0, 0, 1, 1, 0, 0), part("adam.drift-bound", 0, 0, 1, 1, 1)
    most = value(bound, c=1, beta=F(9, 10))
    sizes = [abs(along(drift, lambda k: k, beta=F(9, 10), t=t)) for t in (1, 10, 100)]
    assert sizes[0] < sizes[1] < sizes[2] < most == 9
    assert most - sizes[2] < F(1, 100)


def test_the_mean_of_the_first_step_is_not_that_of_the_gradient() -> None:
    """The gradient is 3 with probability 1/4, else −1: its mean is 0, its sign's −1/2, and the step goes against it."""
    mean, step = part("adam.update-biased", 0, 1), part("adam.update-biased", 1, 1)
    assert (value(mean), value(step, eta=1)) == (0, F(1, 2))
    outcomes = {F(3): F(1, 4), F(-1): F(3, 4)}
    assert sum(p * g for g, p in outcomes.items()) == 0
    steps = {
        g: adam(F(0), F(0), F(0), lambda z, g=g: g, eta=1, beta1=F(9, 10), beta2=F(999, 1000), eps=0, t=1)[0]
        for g in outcomes
    }
    assert sum(p * steps[g] for g, p in outcomes.items()) == F(1, 2)


def test_the_variance_of_an_average_of_normal_squares() -> None:
    """2/19 in the end: the square of a standard normal gradient has the variance 2."""
    in_the_end = part("rms.stationary-noise", 1, 0)
    assert value(in_the_end, beta=F(9, 10), w=2) == F(2, 19)
    assert shown(in_the_end, beta=F(9, 10), w=2).startswith("0.10526315789")


def test_of_how_many_squares_the_second_moment_is_the_mean() -> None:
    limit, count = part("warm.adam-variance", 1, 0), part("warm.adam-variance", 1, 1)
    assert shown(count, beta2=F(999, 1000), n=10).startswith("9.9999174182")
    assert value(count, beta2=F(999, 1000), n=1) == 1
    assert value(limit, beta2=F(999, 1000)) == 1999


def test_the_mean_of_the_inverse_of_three_squares() -> None:
    assert value(part("warm.adam-inverse-moment", 1), t=3, sigma2=1) == 3
