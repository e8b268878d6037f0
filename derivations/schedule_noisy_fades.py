"""Gradient descent with noisy gradients on one curvature comes to the minimum under Robbins and Monro's conditions."""

from schedule_noise import V, eta
from schedule_noise_fades import endless, falls, small
from schedule_noisy_mode import NOISY, noisy_mode, recursion, spread, square, theta, xi
from schedule_noisy_step import a, sigma
from schedule_robbins_monro import robbins_monro
from schedule_sums import half, t

from lrproof import (
    at,
    by,
    claim,
    forall,
    iff,
    near_miss,
    not_tried,
    tends,
)

PREFIX = "sched"
PLACE = (5, 18)  # in the report: Part 5, eighteenth

SYMBOLS = {
    a: "the curvature", sigma: "the standard deviation of the noise", theta: "the parameter after t steps",
    xi: "the noise in the gradient of the step from t to t + 1", eta: "the learning rate of that step",
}  # fmt: skip
fades = tends(square(t), t, 0)
alive = forall(t, (0 < square(t + 1)) & (eta(t) ** 2 * sigma**2 <= square(t + 1)))
level = {a: 1, sigma: 1, eta: lambda j: half + 0 * j}


@claim(
    alive & iff(fades, falls & endless),
    given=(*NOISY, spread, small),
    uses=(noisy_mode, robbins_monro),
    examples=(level,),
    near_misses=(
        near_miss(forall(t, (0 < square(t + 1)) & (eta(t) * sigma**2 <= square(t + 1))) & iff(fades, falls & endless),
                  "η for η²"),
        near_miss(forall(t, (0 < square(t + 1)) & (square(t + 1) < square(t))) & iff(fades, falls & endless),
                  "less in every step"),
        near_miss(forall(t, 2 * eta(t) ** 2 * sigma**2 <= square(t + 1)) & iff(fades, falls & endless),
                  "twice the noise"),
    ),
    tried=(
        not_tried("simulate", "the compiled runs have exact gradients"),
        not_tried("sample", "a limit, which no finite run decides: the claim on ½/√(t + 1) samples one such schedule"),
    ),
)  # fmt: skip
def noisy_gradients_fade():
    """With noisy gradients E θ² tends to 0 exactly if the steps tend to 0 and have an infinite sum."""
    moves = yield recursion, by.cite(noisy_mode)
    size = yield 0 <= theta(0) ** 2, by.arithmetic()
    begins = yield 0 <= square(0), by.expectation(size)
    yield alive & iff(fades, falls & endless), by.cite(at(robbins_monro, {V: square}, given=(moves, begins)))
