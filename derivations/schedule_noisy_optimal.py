"""The best schedule for gradient descent with noisy gradients on one curvature."""

from schedule_noise import V, eta, i, least, noisy_optimal, rate, schedule, t
from schedule_noisy_mode import NOISY, noisy_mode, recursion, spread, square, theta, xi
from schedule_noisy_step import a, sigma

from lrproof import (
    at,
    by,
    claim,
    forall,
    near_miss,
    not_tried,
    sampled,
    total,
)

PREFIX = "sched"
PLACE = (5, 13)  # in the report: Part 5, thirteenth

SYMBOLS = {
    a: "the curvature", sigma: "the standard deviation of the noise", theta: "the parameter after t steps",
    xi: "the noise in the gradient of the step from t to t + 1", eta: "the learning rate of that step",
}  # fmt: skip


def lowest(n):
    """The least that so many steps can make of E θ(0)²."""
    return least(n, square)


def fall(n):
    """The step number n of the best schedule."""
    return rate(n, square)


falls = forall(t, (0 < fall(t + 1)) & (fall(t + 1) < fall(t)))


@claim(
    schedule(lowest, fall, square) & falls,
    given=(*NOISY, spread, 0 < square(0)),
    uses=(noisy_mode, noisy_optimal),
    near_misses=(
        near_miss(schedule(lambda n: lowest(n - 1), fall, square) & falls, "one step too few"),
        near_miss(schedule(lowest, lambda n: fall(n - 1), square) & falls, "one step too early"),
        near_miss(schedule(lambda n: 1 / (1 / square(0) + n * a / sigma**2), fall, square) & falls, "a for a²"),
        near_miss(schedule(lowest, fall, square) & forall(t, fall(t) < fall(t + 1)), "it rises"),
    ),
    tried=(
        sampled(((theta(0) - total(xi(i), i, 0, t - 1)) / (t + 1)) ** 2, 1 / (t + 1), wrong=1 / t,
                draws={theta: ("normal", 0, 1), xi: ("normal", 0, 1)}, values={t: 10}),
        not_tried("simulate", "the compiled runs have exact gradients"),
    ),
)  # fmt: skip
def noisy_gradients_optimal():
    """With noisy gradients the steps 1/(a(t + 1 + σ²/(a² E θ₀²))) make E θ² the least, after any number of steps."""
    moves = yield recursion, by.cite(noisy_mode)
    yield schedule(lowest, fall, square) & falls, by.cite(at(noisy_optimal, {V: square}, given=(moves,)))
