"""Schedules: what the claims rest on, and the numbers in their statements."""

from __future__ import annotations

from fractions import Fraction as F
from itertools import product

import numpy as np
import pytest
from claims import Pin, part, rests_on, shown, value

from lrproof import gradient_descent, schedules, simulate

PINNED: dict[str, Pin] = {
    "sched.rising": ("NOT PRINTED", set(), 4, set()),
    "sched.dies-out": ("NOT PRINTED", set(), 4, {"sched.rising"}),
    "sched.outlasts": ("NOT PRINTED", set(), 4, set()),
    "sched.product-limit": ("NOT PRINTED", set(), 4, {"sched.rising", "sched.dies-out", "sched.outlasts"}),
    "sched.finite-sum": ("NOT PRINTED", set(), 4, {"sched.rising", "sched.outlasts", "sched.product-limit"}),
    "sched.product": ("NOT PRINTED", set(), 4, {"sched.product-limit"}),
    "sched.exp": ("HOLDS", set(), 4, set()),
    "sched.halflife": ("NOT PRINTED", set(), 4, set()),
    "sched.floor-is": ("NOT PRINTED", set(), 3, set()),
    "sched.step-exp": ("NOT PRINTED", set(), 4, {"sched.floor-is"}),
    "sched.step": ("HOLDS UNDER", set(), 5, {"sched.floor-is", "sched.step-exp", "sched.exp"}),
    "sched.exp-stall": ("NOT PRINTED", set(), 4, {"sched.finite-sum", "sched.exp", "sched.step"}),
    "sched.noisy-step": ("NOT PRINTED", set(), 4, set()),
    "sched.noisy-optimal": ("HOLDS UNDER", set(), 4, {"sched.noisy-step"}),
    "sched.order-irrelevant": ("FAILS", set(), 3, set()),
    "sched.noise-fades": ("NOT PRINTED", set(), 4, {"sched.rising", "sched.dies-out"}),
    "sched.robbins-monro": ("NOT PRINTED", set(), 4, {"sched.noise-fades", "sched.rising", "sched.outlasts"}),
    "sched.noise-is-new": ("NOT PRINTED", set(), 5, set()),
    "sched.noisy-mode": ("NOT PRINTED", set(), 5, {"sched.noise-is-new"}),
    "sched.noisy-gradients-optimal": ("NOT PRINTED", set(), 4, {"sched.noisy-mode", "sched.noisy-optimal"}),
    "sched.noisy-gradients-fade": ("NOT PRINTED", set(), 3, {"sched.noisy-mode", "sched.robbins-monro"}),
    "sched.harmonic-sums": ("NOT PRINTED", set(), 3, {"sched.rising"}),
    "sched.square-root-decay": ("NOT PRINTED", set(), 4, {"sched.harmonic-sums", "sched.noisy-gradients-fade"}),
    "sched.reversed": ("NOT PRINTED", set(), 4, set()),
}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def test_step_decay_in_numbers() -> None:
    """Every third step a tenth: the rate of step 7, and all steps together."""
    seventh = part("sched.step", 0, 0, 0, 1, 0, 1, 1)  # η₀ γʲ, the rate of step i of block j: 7 = 2 · 3 + 1
    assert value(seventh, eta0=1, gamma=F(1, 10), j=2) == F(1, 100)
    assert value(part("sched.step", 1, 1, 0), eta0=1, gamma=F(1, 10), s=3) == F(10, 3)


def test_exponential_decay_in_numbers() -> None:
    """All steps together for k = 0.05; the k of step decay; a half-life."""
    assert shown(part("sched.exp", 0, 1, 1, 0), eta0=1, k=F(1, 20)).startswith("20.5041664930")
    lower = part("sched.step-exp", 0, 0, 0, 0)  # η₀ e^(−kt) ≤ …, at t = −1 e to the k
    assert float(np.log(float(shown(lower, eta0=1, gamma=F(1, 10), s=30, t=-1)))) == pytest.approx(
        0.0767528364331, rel=1e-12
    )


def test_the_product_of_inverse_steps() -> None:
    """With η(t)λ = 1/(t + 2) the share 1/11 is left after ten steps."""
    assert value(part("sched.product", 1, 1, 0, 1, 1), t=10) == F(1, 11)
    left = F(1)
    for t in range(10):
        left *= 1 - F(1, t + 2)
    assert left == F(1, 11)


def test_the_best_noisy_schedule_in_numbers() -> None:
    """For a = σ = E₀ = 1 the steps are 1/(t + 2); no one schedule in a hundred does better than the stated least."""
    least = part("sched.noisy-optimal", 0, 0, 1, 0, 0)
    rate = part("sched.noisy-optimal", 1, 0, 1, 1, 1)
    assert (str(least), str(rate).count("t + 1")) == ("1 / (1 / V(0) + t * a**2 / σ**2)", 1)
    rng = np.random.default_rng(0)
    best, square = 1 / (1 + 10), 1.0
    for t in range(10):
        square = (1 - 1 / (t + 2)) ** 2 * square + (1 / (t + 2)) ** 2
    assert square == pytest.approx(best, rel=1e-13)
    for _ in range(100):
        square = 1.0
        for t in range(10):
            step = (1 / (t + 2)) * rng.uniform(0.5, 1.5)
            square = (1 - step) ** 2 * square + step**2
        assert square > best


def test_the_mean_square_moves_as_the_statement_says() -> None:
    """(1 − ηa)² E θ² + η²σ², read off the statement, is what every outcome of three fair signs gives in the mean."""
    later = part("sched.noisy-mode", 0, 1, 1)
    assert str(later) == "(1 - η(t) * a)**2 * E(θ(t)**2) + η(t)**2 * σ**2"
    a, sigma, rates = F(3), F(2), (F(1, 2), F(-1, 3), F(5, 7))
    square = F(25)
    for h in rates:
        square = (1 - h * a) ** 2 * square + h**2 * sigma**2
    outcomes = []
    for signs in product((1, -1), repeat=3):
        theta = F(5)
        for h, sign in zip(rates, signs, strict=True):
            theta -= h * (a * theta + sigma * sign)
        outcomes.append(theta**2)
    assert sum(outcomes) / 8 == square


def test_the_best_noisy_steps_speak_of_the_same_numbers() -> None:
    """What is the least of V in one claim is the least of E θ² in the other."""
    least, square = (part(f"sched.{id_}", 0, 0, 1, 0, 0) for id_ in ("noisy-optimal", "noisy-gradients-optimal"))
    assert str(square) == str(least).replace("V(0)", "E(θ(0)**2)")


def test_the_harmonic_sum_and_its_logarithm() -> None:
    """H₁₀ = 7381/2520, at least log 11 = 2.397895272798."""
    bound = part("sched.harmonic-sums", 0, 0, 1)
    assert value(bound.args[1], t=10) == F(7381, 2520)
    assert shown(bound.args[0], t=10).startswith("2.39789527279")


def test_a_schedule_and_its_reversal() -> None:
    """All steps of the falling schedule backwards: θ(n − t) φ(t) is the same for every t, in exact numbers."""
    rates, a = [F(1, k + 2) for k in range(6)], F(3, 2)
    theta, phi = [F(7)], [F(7)]
    for h, back in zip(rates, rates[::-1], strict=True):
        theta.append((1 - h * a) * theta[-1])
        phi.append((1 - back * a) * phi[-1])
    assert theta[-1] == phi[-1] and theta[3] != phi[3]
    assert {theta[6 - t] * phi[t] for t in range(7)} == {theta[6] * theta[0]}


def test_square_summable_steps_are_not_needed() -> None:
    """½/√t has an infinite sum of squares, and brings E θ² to 0, where it is ησ²/(2a) nearly."""
    square, steps = 1.0, 100_000
    for t in range(1, steps + 1):
        step = schedules.inverse_sqrt(t, eta0=0.5) if t < 4 else 0.5 / t**0.5
        square = (1 - step) ** 2 * square + step**2
    assert square < 1e-3
    assert square / (0.5 / steps**0.5 / 2) == pytest.approx(1, abs=0.003)


def test_exponential_decay_stalls() -> None:
    """∏(1 − 2⁻ⁱ⁻¹) is what is left of the start: 0.288788095087."""
    left = F(1)
    for i in range(60):
        left *= 1 - F(1, 2 ** (i + 1))
    assert float(left) == pytest.approx(0.288788095087, abs=5e-13)


def test_the_order_of_the_steps_does_not_matter() -> None:
    """A falling schedule and the same steps backwards end at the same point, on a rotated ill-conditioned quadratic."""
    rng = np.random.default_rng(3)
    q, _ = np.linalg.qr(rng.normal(size=(6, 6)))
    hessian = (q * np.logspace(-4, 0, 6)) @ q.T
    start, steps = rng.normal(size=6), 40
    ends = [
        simulate(gradient_descent, hessian, start, steps, eta=eta)
        for eta in (lambda t: schedules.exponential(t, eta0=1.5, k=0.05),
                    lambda t: schedules.exponential(steps + 1 - t, eta0=1.5, k=0.05))
    ]  # fmt: skip
    assert np.allclose(ends[0], ends[1], rtol=1e-11, atol=1e-13)
    assert not np.allclose(ends[0], start, rtol=1e-3)


def test_schedules_run_on_quadratics() -> None:
    """η(t)λ = 1/(t + 2) leaves 1/11 after 10 steps; exponential and step decay leave what the bounds enclose."""
    curvatures, start = np.array([0.5, 2.0]), np.array([3.0, -7.0])
    left = simulate(gradient_descent, curvatures, start, 10, eta=lambda t: 1 / (t + 1) / curvatures) / start
    assert np.allclose(left, 1 / 11, rtol=1e-14)  # simulate's t is 1 in the step from 0 to 1
    for schedule, whole in (
        (lambda t: schedules.exponential(t, eta0=0.4, k=0.5), 0.4 / (1 - np.exp(-0.5))),
        (lambda t: schedules.step_decay(t, eta0=0.1, gamma=0.2, s=3), 0.1 * 3 / 0.8),
    ):
        shares = simulate(gradient_descent, curvatures, start, 300, history=True, eta=lambda t, of=schedule: of(t - 1))
        shares /= start
        for n in (0, 5, 20):
            ahead = curvatures * (whole - sum(schedule(i) for i in range(n)))
            assert np.all((1 - ahead) * shares[n] <= shares[-1] + 1e-12)
            assert np.all(shares[-1] <= shares[n]) and np.all(shares[-1] > 0.99 * shares[60])
