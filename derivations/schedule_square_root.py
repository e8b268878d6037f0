"""Learning rates that fall like 1/√t: the sum of their squares is infinite, and noise is overcome all the same."""

from schedule_harmonic import above, harmonic, harmonic_sums
from schedule_noise import eta
from schedule_noise_fades import close, eps
from schedule_noisy_fades import fades, noisy_gradients_fade
from schedule_noisy_mode import NOISY, spread, square, theta, xi
from schedule_noisy_step import a, sigma
from schedule_sums import half, i, k, t

from lrproof import (
    at,
    by,
    claim,
    eq,
    forall,
    grows,
    implies,
    larger,
    log,
    near_miss,
    not_tried,
    rational,
    row,
    sampled,
    schedules,
    sqrt,
    suppose,
    tends,
    total,
)

PREFIX = "sched"
PLACE = (5, 19, 1)  # in the report: Part 5, after the harmonic sums

SYMBOLS = {
    a: "the curvature", sigma: "the standard deviation of the noise", theta: "the parameter after t steps",
    xi: "the noise in the gradient of the step from t to t + 1", eta: "the learning rate of that step",
}  # fmt: skip

rate = schedules.inverse_sqrt(t + 1, eta0=half)
decays = forall(t, eq(eta(t), rate))


def squares(m):
    """The sum of the first m squared learning rates."""
    return total(eta(i) ** 2, i, 0, m - 1)


def shown(least=lambda m: log(m + 1) / 4, limit=fades):
    """How large the sums of squares are, that they have no bound, and where E θ² tends."""
    return above(least, squares) & grows(squares(t), t) & limit


def run(step, x):
    """What three steps make of x where a = 1, with their rates."""
    for m in range(3):
        x = step(x, half / sqrt(rational(m + 1)), m)
    return x


@claim(
    shown(),
    given=(*NOISY, spread, decays, a < 2),
    uses=(harmonic_sums, noisy_gradients_fade),
    near_misses=(
        near_miss(shown(lambda m: log(m + 1) / 2), "half the logarithm"),
        near_miss(shown(lambda m: log(m + 2) / 4), "the logarithm of t + 2"),
        near_miss(shown() & forall(t, square(t + 1) < square(t)), "less in every step"),
        near_miss(shown() & forall(t, squares(t) <= log(t + 1) / 4), "not more than the logarithm"),
    ),
    tried=(
        sampled(run(lambda x, h, m: x - h * (x + xi(m)), theta(0)) ** 2,
                run(lambda v, h, m: (1 - h) ** 2 * v + h**2 * 4, rational(1)),
                wrong=run(lambda v, h, m: (1 - h) ** 2 * v + 4 * h**2 / (m + 1), rational(1)),
                draws={theta: ("normal", 0, 1), xi: ("normal", 0, 2)}, values={}),
        not_tried("simulate", "the compiled runs have exact gradients"),
    ),
    cheat_sheet=(row("A schedule that overcomes noise, its squares having an infinite sum", rate, "a < 2"),),
)  # fmt: skip
def square_root_decay():
    """The steps ½/√(t + 1) bring E θ² to 0, and yet the sum of their squares is infinite: it need not be finite."""
    root = yield (1 <= sqrt(t + 1)) & eq(sqrt(t + 1) ** 2, t + 1) & (0 < t + 1), by.arithmetic()
    each = yield eq(eta(t), half / sqrt(t + 1)), by.given(at(decays, t))
    one = yield eq(eta(t) ** 2, 1 / (t + 1) / 4), by.algebra(each, root)
    made = yield forall(t, one.formula), by.generalize(one)
    short = yield (0 < half / sqrt(t + 1)) & (half / sqrt(t + 1) <= half), by.arithmetic(root)
    one = yield (0 < eta(t)) & (eta(t) <= half), by.arithmetic(each, short)
    sizes = yield forall(t, one.formula), by.generalize(one)
    one = yield (0 < eta(t) * a) & (eta(t) * a < 1), by.arithmetic(one)
    small = yield forall(t, one.formula), by.generalize(one)

    part = rational("1/4")
    none = yield eq(squares(0), 0), by.sum_empty()
    empty = yield eq(harmonic(0), 0), by.sum_empty()
    base = yield eq(squares(0), part * harmonic(0)), by.arithmetic(none, empty)
    now = yield suppose(eq(squares(t), part * harmonic(t)))
    more = yield eq(squares(t + 1), squares(t) + eta(t) ** 2), by.sum_last()
    longer = yield eq(harmonic(t + 1), harmonic(t) + 1 / (t + 1)), by.sum_last()
    then = yield eq(squares(t + 1), part * harmonic(t + 1)), by.algebra(more, longer, now, at(made, t))
    quarter = yield forall(t, eq(squares(t), part * harmonic(t))), by.induction(base, then)
    known = yield above(lambda m: log(m + 1)) & grows(harmonic(t), t), by.cite(harmonic_sums)
    low = yield above(lambda m: log(m + 1)), by.logic(known)
    one = yield log(t + 1) / 4 <= squares(t), by.arithmetic(at(low, t), at(quarter, t))
    first = yield above(lambda m: log(m + 1) / 4, squares), by.generalize(one)
    up = yield grows(harmonic(t), t), by.logic(known)
    yield grows(squares(t), t)
    yield "<=>", grows(part * harmonic(t), t), by.limit_terms(quarter)
    same = yield "<=>", grows(harmonic(t), t), by.limit_scale()
    second = yield grows(squares(t), t), by.logic(same, up)

    # Robbins and Monro's two conditions
    rates = total(eta(i), i, 0, t - 1)
    inside = yield suppose((0 <= i) & (i <= t - 1))
    begun = yield 0 <= i, by.logic(inside)
    size = yield (0 < eta(i)) & (eta(i) <= half), by.cite(at(sizes, i, given=(begun,)))
    one = yield eta(i) ** 2 <= eta(i), by.arithmetic(size)
    one = yield implies(inside.formula, one.formula), by.discharge(inside, one)
    every = yield forall(i, one.formula), by.generalize(one)
    one = yield squares(t) <= rates, by.sum_order(every)
    below = yield forall(t, one.formula), by.generalize(one)
    endless = yield grows(rates, t), by.grows_beyond(below, second)
    inverse = yield tends(1 / t, t, 0), by.limit()
    shifted = yield tends(1 / (t + 1), t, 0), by.limit(inverse)
    shrunk = yield tends(1 / (t + 1) / 4, t, 0), by.limit(shifted)
    yield tends(eta(t) ** 2, t, 0)
    same = yield "<=>", tends(1 / (t + 1) / 4, t, 0), by.limit_terms(made)
    fall = yield tends(eta(t) ** 2, t, 0), by.logic(same, shrunk)
    yield tends(eta(t) ** 2, t, 0)
    means = yield "<=>", forall(eps, close(lambda j: eta(j) ** 2)), by.limit_definition()
    fine = yield forall(eps, close(lambda j: eta(j) ** 2)), by.logic(means, fall)
    some = yield 0 < eps**2, by.arithmetic()
    late = yield close(lambda j: eta(j) ** 2, eps**2), by.cite(at(fine, eps**2, given=(some,)))
    from_k = yield suppose(forall(i, implies(k <= i, abs(eta(i) ** 2 - 0) < eps**2)))
    begin = larger(k, 0)
    after_ = yield suppose(begin <= i)
    reached = yield (k <= i) & (0 <= i), by.arithmetic(after_)
    near = yield abs(eta(i) ** 2 - 0) < eps**2, by.cite(at(from_k, i, given=(reached,)))
    size = yield (0 < eta(i)) & (eta(i) <= half), by.cite(at(sizes, i, given=(reached,)))
    one = yield abs(eta(i) - 0) < eps, by.arithmetic(near, size)
    one = yield implies(begin <= i, one.formula), by.discharge(after_, one)
    one = yield forall(i, one.formula), by.generalize(one)
    one = yield close(eta), by.witness(begin, given=(one,))
    one = yield close(eta), by.choose(late, from_k, one)
    every = yield forall(eps, close(eta)), by.generalize(one)
    yield tends(eta(t), t, 0)
    means = yield "<=>", forall(eps, close(eta)), by.limit_definition()
    vanish = yield tends(eta(t), t, 0), by.logic(means, every)
    third = yield fades, by.logic(at(noisy_gradients_fade, {}, given=(small,)), vanish, endless)
    yield shown(), by.logic(first, second, third)
