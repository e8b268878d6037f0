"""The best constant step and momentum of heavy ball for a range of curvatures."""

from fractions import Fraction

from heavy_ball_stability import L, beta, eta, lam, mu, p
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
    heavy_ball,
    iff,
    implies,
    larger,
    near_miss,
    positive,
    rational,
    real,
    sqrt,
    suppose,
)
from lrproof.analysis.candidates import best_parameters

PREFIX = "hb"
PLACE = (3, 16)  # in the report: Part 3, sixteenth

kappa, r, s = real("kappa"), real("r"), positive("s")
condition, rho = eq(kappa, L / mu), eq(r, (sqrt(kappa) - 1) / (sqrt(kappa) + 1))
best, weight = 4 / (sqrt(L) + sqrt(mu)) ** 2, r**2


def rate(s, step, momentum, curvature):
    """On this curvature both roots lie within s: heavy ball shrinks at least as fast as sᵗ, for any larger s."""
    return jury_closed(1 + momentum - step * curvature, momentum, s)


means = iff(within(p, beta, s), rate(s, eta, beta, lam))


def attained(value, step=best, momentum=weight):
    """With this step and momentum the rate is at least this good for every curvature."""
    return forall(lam, implies((mu <= lam) & (lam <= L), rate(value, step, momentum, lam)))


def least(smallest):
    """Whatever the step and the momentum, the rate at the worse of the two ends is not below this."""
    return implies(rate(s, eta, beta, mu) & rate(s, eta, beta, L), smallest <= s)


only = implies(rate(r, eta, beta, mu) & rate(r, eta, beta, L), eq(eta, best) & eq(beta, weight))


def at_curvature(curvature):
    """The largest root of heavy ball on this curvature."""
    return largest_root(1 + beta - eta * curvature, beta)


def numbers(low, high, step, momentum, radius):
    """Numbers for μ, L, η, β and s."""
    return {mu: rational(low), L: rational(high), kappa: rational(high) / rational(low), lam: rational(low),
            eta: rational(step), beta: rational(momentum), s: rational(radius), r: rational("1/3")}  # fmt: skip


@claim(
    means & attained(r) & least(r) & only,
    given=(mu < L, condition, rho),
    uses=(roots_in_disc,),
    examples=(numbers("1", "4", "4/9", "1/9", "1/3"), numbers("1", "4", "2/5", "0", "3/5")),
    near_misses=(
        near_miss(means & attained(r) & least(r + rational("1/100")) & only, "a better bound"),
        near_miss(means & attained((kappa - 1) / (kappa + 1) - rational("1/3")) & least(r) & only, "κ for √κ"),
        near_miss(means & attained(r, 2 / (L + mu)) & least(r) & only, "the step of gradient descent"),
        near_miss(means & attained(r, best, r) & least(r) & only, "the momentum r"),
        near_miss(
            means & attained(r) & least(r)
            & implies(rate(s, eta, beta, mu) & rate(s, eta, beta, L), eq(eta, best) & eq(beta, weight)),
            "alone at every rate",
        ),
    ),
    derived=(
        derived("the best step", lambda: best_parameters(heavy_ball).parameter("eta"), best),
        derived("the best momentum", lambda: best_parameters(heavy_ball).in_root("beta", sqrt(kappa)), weight),
        derived("its rate", lambda: best_parameters(heavy_ball).in_root("rate", sqrt(kappa)), rho.args[1]),
    ),
    tried=(
        enclosed(  # for κ = 100 the best pair is 4/121 and 81/121
            rational("9/11") < larger(at_curvature(1), at_curvature(100)),
            {eta: tuple(Fraction(k, 1210) for k in (-5, 1, 5, 10, 20, 30, 35, 39, 41, 45, 50)),
             beta: tuple(Fraction(k, 121) for k in (-60, 0, 40, 70, 80, 81, 82, 90, 110, 121, 150))},
        ),
    ),
)  # fmt: skip
def optimal():
    """Only η = 4/(√L + √μ)² with β = r² has the rate r = (√κ − 1)/(√κ + 1), and no other pair is faster."""
    small, large = sqrt(mu), sqrt(L)
    linked = {trace: p, product: beta, R: s}
    first = yield means, by.cite(at(roots_in_disc, linked))
    signs = yield (0 < small) & (small < large), by.arithmetic()
    ratio = yield eq(sqrt(kappa) * small, large), by.arithmetic()
    share = yield eq(r * (large + small), large - small), by.arithmetic(ratio, signs, rho)
    step = yield eq(best * (large + small) ** 2, 4), by.algebra(signs)
    range_ = yield (0 < r) & (r < 1), by.arithmetic(share, signs)
    second = yield attained(r), by.arithmetic(share, step, signs, range_)
    both = yield suppose(rate(s, eta, beta, mu) & rate(s, eta, beta, L))
    low = yield (s - beta) * (1 - s) <= eta * mu * s, by.arithmetic(both)
    high = yield eta * L * s <= (s + beta) * (1 + s), by.arithmetic(both)
    one = yield implies(s < 1, L * (1 - s) ** 2 <= mu * (1 + s) ** 2), by.arithmetic(low, high, both)
    one = yield implies(s < 1, large * (1 - s) <= small * (1 + s)), by.arithmetic(one, signs)
    two = yield r <= s, by.arithmetic(one, share, signs, range_)
    third = yield least(r), by.discharge(both, two)
    both = yield suppose(only.args[0])
    one = yield eq(beta, weight) & eq(eta * (large + small) ** 2, 4), by.arithmetic(both, share, signs, range_)
    two = yield eq(eta, best) & eq(beta, weight), by.arithmetic(one, step, signs)
    fourth = yield only, by.discharge(both, two)
    yield means & attained(r) & least(r) & only, by.logic(first, second, third, fourth)
