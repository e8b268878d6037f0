"""Gradient descent with noisy gradients on one curvature: how the mean of θ² moves."""

from schedule_noisy_step import a, after, sigma

from lrproof import (
    at,
    by,
    claim,
    eq,
    expect,
    forall,
    gradient_descent,
    implies,
    integer,
    natural,
    near_miss,
    not_tried,
    rational,
    recurrence,
    row,
    sampled,
    sequence,
    suppose,
)

PREFIX = "sched"
PLACE = (5, 10)  # in the report: Part 5, tenth

t, s, k, j = natural("t"), natural("s"), natural("k"), integer("j")
theta, xi = sequence("theta", random=True, moments=2), sequence("xi", random=True, moments=2)
eta = sequence("eta")
SYMBOLS = {
    a: "the curvature", sigma: "the standard deviation of the noise", theta: "the parameter after t steps",
    xi: "the noise in the gradient of the step from t to t + 1", eta: "the learning rate of that step",
}  # fmt: skip
(steps,) = recurrence(gradient_descent, {"x": theta}, gradient=lambda z: a * z + xi(t), step=t + 1, eta=eta(t))
centred = forall(t, eq(expect(xi(t)), 0))
apart = forall(s, forall(k, implies(s < k, eq(expect(xi(s) * xi(k)), expect(xi(s)) * expect(xi(k))))))
start_apart = forall(k, eq(expect(theta(0) * xi(k)), expect(theta(0)) * expect(xi(k))))
spread = forall(t, eq(expect(xi(t) ** 2), sigma**2))
again = eq(theta(0), 1), eq(expect(xi(0)), 0), eq(expect(xi(0) ** 2), sigma**2), forall(t, eq(xi(t + 1), xi(t)))
NOISY = (steps, centred, apart, start_apart)


def square(k):
    """The mean of θ² after k steps."""
    return expect(theta(k) ** 2)


new = forall(t, forall(j, implies(t <= j, eq(expect(theta(t) * xi(j)), 0))))


@claim(
    new,
    given=NOISY,
    near_misses=(
        near_miss(forall(t, forall(k, eq(expect(theta(t) * xi(k)), 0))), "with noise that is older"),
        near_miss(forall(t, forall(j, implies(t <= j + 1, eq(expect(theta(t) * xi(j)), 0)))), "one step older"),
        near_miss(new, "the noise has some mean", given=(steps, apart, start_apart)),
        near_miss(new, "noise that comes again", given=(steps, *again)),
        near_miss(new, "a start that knows the noise", given=(steps, centred, apart, eq(theta(0), xi(0)))),
    ),
)  # fmt: skip
def noise_is_new():
    """The noise of a step is uncorrelated with the parameter at which it comes."""
    late = yield suppose(0 <= j)
    known = yield eq(expect(xi(j)), 0), by.given(at(centred, j, given=(late,)))
    base = yield eq(expect(theta(0) * xi(j)), 0), by.arithmetic(at(start_apart, j, given=(late,)), known)
    base = yield implies(0 <= j, base.formula), by.discharge(late, base)
    base = yield forall(j, base.formula), by.generalize(base)
    now = yield suppose(forall(j, implies(t <= j, eq(expect(theta(t) * xi(j)), 0))))
    late = yield suppose(t + 1 <= j)
    begun = yield (0 <= j) & (t < j) & (t <= j), by.arithmetic(late)
    before = yield eq(expect(theta(t) * xi(j)), 0), by.cite(at(now, j, given=(begun,)))
    known = yield eq(expect(xi(j)), 0), by.given(at(centred, j, given=(begun,)))
    none = yield (
        eq(expect(xi(t) * xi(j)), expect(xi(t)) * expect(xi(j))),
        by.logic(at(apart, t, j, given=(begun,)), begun),
    )
    none = yield eq(expect(xi(t) * xi(j)), 0), by.algebra(none, known)
    step = yield (
        eq(theta(t + 1) * xi(j), (1 - eta(t) * a) * (theta(t) * xi(j)) - eta(t) * (xi(t) * xi(j))),
        by.algebra(at(steps, t)),
    )
    yield expect(theta(t + 1) * xi(j))
    yield "=", (1 - eta(t) * a) * expect(theta(t) * xi(j)) - eta(t) * expect(xi(t) * xi(j)), by.expectation(step)
    then = yield "=", 0, by.algebra(before, none)
    then = yield implies(t + 1 <= j, then.formula), by.discharge(late, then)
    then = yield forall(j, then.formula), by.generalize(then)
    yield new, by.induction(base, then)


def moves(value):
    """The mean of θ² after a step."""
    return forall(t, eq(square(t + 1), value))


recursion = moves(after(square(t), eta(t)))


def run(x, noise):
    """Three steps with the rates 1/2, 1/3, 1/4 where a = 1."""
    for k in range(3):
        x = x - rational(f"1/{k + 2}") * (x + noise(k))
    return x


def squares(step):
    """The mean of θ² after the three steps, from 1, by ``step``."""
    value = rational(1)
    for k in range(3):
        value = step(value, rational(f"1/{k + 2}"))
    return value


@claim(
    recursion,
    given=(*NOISY, spread),
    uses=(noise_is_new,),
    near_misses=(
        near_miss(moves((1 - eta(t) * a) ** 2 * square(t) + eta(t) * sigma**2), "η for η²"),
        near_miss(moves((1 - eta(t) * a) * square(t) + eta(t) ** 2 * sigma**2), "the factor is not squared"),
        near_miss(moves((1 - eta(t) * a) ** 2 * square(t)), "without noise"),
        near_miss(moves((1 - eta(t) * a) ** 2 * square(t) + eta(t) ** 2 * sigma), "σ for σ²"),
        near_miss(recursion, "noise that comes again", given=(steps, *again)),
    ),
    tried=(
        sampled(run(theta(0), xi) ** 2,
                squares(lambda v, h: (1 - h) ** 2 * v + h**2 * 4),
                wrong=squares(lambda v, h: (1 - h) ** 2 * v + h * 4),
                draws={theta: ("normal", 0, 1), xi: ("normal", 0, 2)}, values={}),
        not_tried("simulate", "the compiled runs have exact gradients"),
    ),
    cheat_sheet=(row("With noise σ in the gradients: the mean of θ² after a step", after(square(t), eta(t)),
                     "quadratic of curvature a"),),
)  # fmt: skip
def noisy_mode():
    """With noise in the gradients the mean of θ² shrinks by (1 − ηa)², and η²σ² is added, in every step."""
    same = yield eq(expect(theta(t) * xi(t)), 0), by.arithmetic(at(noise_is_new, t, t))
    h = eta(t)
    step = yield (
        eq(
            theta(t + 1) ** 2,
            (1 - h * a) ** 2 * theta(t) ** 2 - 2 * h * (1 - h * a) * (theta(t) * xi(t)) + h**2 * xi(t) ** 2,
        ),
        by.algebra(at(steps, t)),
    )
    yield square(t + 1)
    yield (
        "=",
        (1 - h * a) ** 2 * square(t) - 2 * h * (1 - h * a) * expect(theta(t) * xi(t)) + h**2 * expect(xi(t) ** 2),
        by.expectation(step),
    )
    one = yield "=", after(square(t), h), by.algebra(same, at(spread, t))
    yield recursion, by.generalize(one)
