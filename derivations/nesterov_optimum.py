"""The best momentum of Nesterov's method for a range of curvatures, with the step 1/L and with the best step."""

from fractions import Fraction

from heavy_ball_optimum import condition, kappa, s
from nesterov_stability import L, eta, lam, mu
from second_order import R, jury_closed, largest_root, roots_in_disc, within
from second_order import p as trace
from second_order import q as product

from lrproof import (
    at,
    by,
    claim,
    derived,
    enclosed,
    eq,
    forall,
    iff,
    implies,
    larger,
    near_miss,
    nesterov,
    rational,
    real,
    sqrt,
    suppose,
)
from lrproof.analysis.candidates import best_parameters

PREFIX = "nag"
PLACE = (3, 27)  # in the report: Part 3, twenty-seventh

beta, r = real("beta"), real("r")


def rate(s, step, momentum, curvature):
    """On this curvature both roots lie within s: the method shrinks at least as fast as sᵗ, for any larger s."""
    factor = 1 - step * curvature
    return jury_closed((1 + momentum) * factor, momentum * factor, s)


factor = 1 - eta * lam
means = iff(within((1 + beta) * factor, beta * factor, s), rate(s, eta, beta, lam))


def attained(value, step, momentum):
    """With this step and momentum the rate is at least this good for every curvature."""
    return forall(lam, implies((mu <= lam) & (lam <= L), rate(value, step, momentum, lam)))


def at_curvature(product):
    """The largest root of Nesterov's method where ηλ is ``product``."""
    return largest_root((1 + beta) * (1 - product), beta * (1 - product))


def numbers(high, step, momentum, radius, value):
    """Numbers for L, η, β, s and r, where μ = 1."""
    return {mu: rational(1), L: rational(high), kappa: rational(high) / 1, lam: rational(1), eta: rational(step),
            beta: rational(momentum), s: rational(radius), r: rational(value)}  # fmt: skip


k = sqrt(kappa)
usual = (k - 1) / (k + 1)
at_mu = implies(rate(s, 1 / L, beta, mu), r <= s)
alone = implies(rate(r, 1 / L, beta, mu), eq(beta, usual))


@claim(
    means & attained(r, 1 / L, usual) & at_mu & alone,
    given=(mu < L, condition, eq(r, 1 - 1 / k)),
    uses=(roots_in_disc,),
    examples=(numbers("4", "1/4", "1/3", "1/2", "1/2"), numbers("4", "1/4", "0", "3/4", "1/2")),
    near_misses=(
        near_miss(means & attained(r, 1 / L, 1 - 1 / k) & at_mu & alone, "the momentum 1 − 1/√κ"),
        near_miss(means & attained((k - 1) / (k + 1), 1 / L, usual) & at_mu & alone, "the rate of heavy ball"),
        near_miss(means & attained(r, 1 / L, usual) & implies(rate(s, 1 / L, beta, mu), r < s) & alone,
                  "r is not reached"),
        near_miss(means & attained(r, 1 / L, usual) & at_mu & implies(rate(s, 1 / L, beta, mu), eq(beta, usual)),
                  "alone at every rate"),
        near_miss(means & attained(r, 2 / L, usual) & at_mu & alone, "the step 2/L"),
    ),
    derived=(
        derived("the best momentum", lambda: best_parameters(nesterov, "1/L").in_root("beta", k), usual),
        derived("its rate", lambda: best_parameters(nesterov, "1/L").in_root("rate", k), 1 - 1 / k),
    ),
    tried=(
        enclosed(  # for κ = 100 the best momentum is 9/11
            rational("9/10") < at_curvature(rational("1/100")),
            {beta: tuple(Fraction(j, 110) for j in (-50, 0, 40, 70, 80, 85, 89, 91, 95, 100, 109, 130))},
        ),
    ),
)  # fmt: skip
def opt_beta():
    """With the step 1/L the momentum (√κ − 1)/(√κ + 1), and no other, has the best rate, 1 − 1/√κ."""
    spread = {trace: (1 + beta) * factor, product: beta * factor, R: s}
    first = yield means, by.cite(at(roots_in_disc, spread))
    order = yield (0 < mu) & (mu < L), by.arithmetic()
    size = yield (1 < k) & (1 < kappa), by.arithmetic(order)
    share = yield eq(1 / L * mu, 1 / kappa), by.arithmetic()
    square = yield eq(1 / kappa * k**2, 1), by.arithmetic(size)
    one = yield eq(1 / kappa, (1 - r) ** 2), by.arithmetic(square, size)
    flat = yield eq(1 / L * mu, (1 - r) ** 2), by.arithmetic(one, share)
    range_ = yield (0 < r) & (r < 1), by.arithmetic(size)
    best = yield eq(usual * (2 - r), r), by.arithmetic(size)
    some = yield suppose((mu <= lam) & (lam <= L))
    ends = yield ((1 - r) ** 2 <= 1 / L * lam) & (1 / L * lam <= 1), by.arithmetic(flat, some)
    one = yield rate(r, 1 / L, usual, lam), by.arithmetic(ends, best, range_)
    one = yield implies((mu <= lam) & (lam <= L), one.formula), by.discharge(some, one)
    second = yield attained(r, 1 / L, usual), by.generalize(one)
    third = yield at_mu, by.arithmetic(flat, range_)
    one = yield implies(rate(r, 1 / L, beta, mu), eq(beta * (2 - r), r)), by.arithmetic(flat, range_)
    fourth = yield alone, by.arithmetic(one, best, range_)
    yield means & attained(r, 1 / L, usual) & at_mu & alone, by.logic(first, second, third, fourth)


z, best, momentum = real("z"), real("eta0", latex=r"\eta^{*}"), real("beta0", latex=r"\beta^{*}")
root, tuned = eq(z, sqrt(3 * kappa + 1)), eq(best, 4 / (3 * L + mu)) & eq(momentum, (z - 2) / (z + 2))
least = implies((0 <= beta) & rate(s, eta, beta, mu) & rate(s, eta, beta, L), r <= s)
only = implies((0 <= beta) & rate(r, eta, beta, mu) & rate(r, eta, beta, L), eq(eta, best) & eq(beta, momentum))
compared = (usual < r) & (r < 1 - 1 / k)  # usual is also the best rate of heavy ball


def scaled(high, root_, *others):
    """Numbers as above, with one for √(3κ + 1)."""
    return {**numbers(high, *others), z: rational(root_), best: 4 / (3 * rational(high) + 1),
            momentum: (rational(root_) - 2) / (rational(root_) + 2)}  # fmt: skip


@claim(
    means & attained(r, best, momentum) & least & only & compared,
    given=(mu < L, condition, root, tuned, eq(r, 1 - 2 / z)),
    uses=(roots_in_disc,),
    examples=(scaled("5", "4", "1/4", "1/3", "1/2", "1/2"), scaled("5", "4", "1/4", "0", "3/4", "1/2")),
    near_misses=(
        near_miss(means & attained(r, 1 / L, momentum) & least & only & compared, "the step 1/L"),
        near_miss(means & attained(r, best, r) & least & only & compared, "the momentum 1 − 2/√(3κ + 1)"),
        near_miss(means & attained(r, best, momentum) & implies(least.args[0], r < s) & only & compared,
                  "r is not reached"),
        near_miss(means & attained(r, best, momentum) & least & implies(least.args[0], only.args[1]),
                  "alone at every rate"),
        near_miss(means & attained(r, best, momentum) & least & only & (r < usual), "faster than heavy ball"),
        near_miss(means & attained((k - 1) / (k + 1), best, momentum) & least & only & compared,
                  "the rate of heavy ball"),
    ),
    derived=(
        derived("the best step", lambda: best_parameters(nesterov).parameter("eta"), 4 / (3 * L + mu)),
        derived("the best momentum", lambda: best_parameters(nesterov).in_root("beta", z), (z - 2) / (z + 2)),
        derived("its rate", lambda: best_parameters(nesterov).in_root("rate", z), 1 - 2 / z),
    ),
    tried=(
        enclosed(  # for κ = 100 the best pair is near 0.01329 and 0.79327, and its rate below 0.88473
            rational("0.88472") < larger(at_curvature(eta), at_curvature(100 * eta)),
            {eta: ("-0.001", "0.001", "0.005", "0.0101", "0.0125", "0.0131", "0.0133", "0.0135", "0.015", "0.02"),
             beta: ("0", "0.3", "0.6", "0.75", "0.79", "0.7932", "0.7934", "0.8", "0.85", "0.95", "1.2")},
        ),
    ),
)  # fmt: skip
def lrp_optimal():
    """Over all η and all β ≥ 0 the best rate is 1 − 2/√(3κ + 1), for η = 4/(3L + μ) alone; heavy ball's is better."""
    spread = {trace: (1 + beta) * factor, product: beta * factor, R: s}
    first = yield means, by.cite(at(roots_in_disc, spread))
    order = yield (0 < mu) & (mu < L), by.arithmetic()
    size = yield (2 < z) & eq(z**2, 3 * kappa + 1), by.arithmetic(order)
    range_ = yield (0 < r) & (r < 1), by.arithmetic(size)
    share = yield eq(r * z, z - 2), by.arithmetic(size)
    back = yield eq(z * (1 - r), 2), by.arithmetic(size)
    ready = yield tuned, by.given(tuned)
    full = yield eq(momentum * (2 - r), r), by.arithmetic(size, ready)
    wide = yield eq(3 * L + mu, z**2 * mu), by.arithmetic(size)
    short = yield eq(best * mu, (1 - r) ** 2), by.arithmetic(back, wide, ready)
    long = yield eq(3 * (best * L), 4 - (1 - r) ** 2), by.arithmetic(short)
    some = yield suppose((mu <= lam) & (lam <= L))
    ends = yield ((1 - r) ** 2 <= best * lam) & (3 * (best * lam) <= 4 - (1 - r) ** 2), by.arithmetic(some, short, long)
    one = yield rate(r, best, momentum, lam), by.arithmetic(ends, full, range_)
    one = yield implies((mu <= lam) & (lam <= L), one.formula), by.discharge(some, one)
    second = yield attained(r, best, momentum), by.generalize(one)

    ratio = yield eq(3 * (eta * L), (z**2 - 1) * (eta * mu)), by.arithmetic(wide)
    both = yield suppose(least.args[0])
    low = yield implies(s < 1, (1 - s) * (s - beta) <= (s - beta * (1 - s)) * (eta * mu)), by.arithmetic(both)
    high = yield implies(s < 1, eta * L * (s + beta * (1 + s)) <= (1 + s) * (s + beta)), by.arithmetic(both)
    one = yield r <= s, by.arithmetic(both, ratio, size, low, high, share)
    third = yield least, by.discharge(both, one)
    both = yield suppose(only.args[0])
    x, y = eta * mu, eta * L
    low = yield (1 - r) * (r - beta) <= (r - beta * (1 - r)) * x, by.arithmetic(both, range_)
    high = yield y * (r + beta * (1 + r)) <= (1 + r) * (r + beta), by.arithmetic(both, range_)
    edge = yield beta * (1 - x) <= r**2, by.arithmetic(both)
    sign = yield 0 <= beta, by.logic(both)
    ends = yield eq(3 * y * (1 - r) ** 2, (4 - (1 - r) ** 2) * x), by.arithmetic(ratio, back)
    one = yield eq(beta * (2 - r), r), by.arithmetic(low, high, edge, sign, ends, range_)
    two = yield eq(x, (1 - r) ** 2), by.arithmetic(low, high, edge, one, ends, range_)
    three = yield eq(eta, best), by.arithmetic(two, short)
    one = yield eq(beta, momentum), by.arithmetic(one, full, range_)
    two = yield eq(eta, best) & eq(beta, momentum), by.logic(one, three)
    fourth = yield only, by.discharge(both, two)
    root_ = yield 1 < k, by.arithmetic(size)
    last = yield compared, by.arithmetic(size, root_, share)
    yield means & attained(r, best, momentum) & least & only & compared, by.logic(first, second, third, fourth, last)
