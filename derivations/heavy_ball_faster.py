"""Is momentum faster? Tuned, always; with the step 1/L and a given β, for large condition numbers only."""

from heavy_ball_optimum import condition, kappa, r, rho
from heavy_ball_stability import L, lam, mu
from second_order import jury, jury_closed

from lrproof import (
    at,
    by,
    claim,
    enclosed,
    eq,
    exists,
    forall,
    heavy_ball,
    holds_under,
    iff,
    implies,
    maximum_is,
    natural,
    near_miss,
    rational,
    real,
    sequence,
    simulated,
    sqrt,
    suppose,
)

PREFIX = "hb"
PLACE = (3, 21)  # in the report: Part 3, twenty-first

beta = real("beta", "(0, 1)")
b, decay = sqrt(beta), 1 - 1 / kappa
eta, path, slopes, steps = real("eta"), sequence("theta"), sequence("g"), natural("t")
inside = (mu <= lam) & (lam <= L)
tuned = r < (kappa - 1) / (kappa + 1)
descent = maximum_is(decay, abs(1 - 1 / L * lam), lam, mu, L)


def everywhere(conditions, radius):
    """With the step 1/L both roots lie within the radius for every curvature."""
    return forall(lam, implies(inside, conditions(1 + beta - 1 / L * lam, beta, radius)))


def crossing(end):
    """Heavy ball is faster than gradient descent on every curvature exactly above this condition number."""
    return iff(everywhere(jury, decay), end < kappa)


def turning(end):
    """Its rate is √β, that of complex roots, exactly up to this condition number."""
    return iff(everywhere(jury_closed, b), kappa <= end)


def numbers(high, weight, root):
    """Numbers for L, β and r, where μ = 1."""
    return {mu: rational(1), L: rational(high), kappa: rational(high) / 1, beta: rational(weight), r: root}


def best(k):
    """(k − 1)/(k + 1), k being √κ."""
    return (sqrt(rational(k)) - 1) / (sqrt(rational(k)) + 1)


@claim(
    tuned & descent & crossing(1 / (1 - b)) & turning(1 / (1 - b) ** 2),
    given=(mu < L, condition, rho),
    examples=(numbers("3", "1/4", best("3")), numbers("2", "1/4", best("2")), numbers("3/2", "1/4", best("3/2"))),
    printed=holds_under(
        "Summary",
        r"\text{Momentum: faster}",
        "step and momentum are tuned; with the step 1/L, only for κ > 1/(1 − √β), which is 19.5 for β = 0.9",
    ),
    near_misses=(
        near_miss(tuned & descent & crossing(1 / (1 - beta)) & turning(1 / (1 - b) ** 2), "β for √β"),
        near_miss(
            tuned & descent & iff(everywhere(jury, decay), 1 / (1 - b) <= kappa) & turning(1 / (1 - b) ** 2), "≤"
        ),
        near_miss(
            tuned & descent & crossing(1 / (1 - b)) & turning(2 / (1 - b) ** 2),
            "complex roots twice as far",
            examples=(numbers("5", "1/4", best("5")),),
        ),
        near_miss(
            (r < (kappa - 1) / (kappa + 5)) & descent & crossing(1 / (1 - b)) & turning(1 / (1 - b) ** 2), "5 for 1"
        ),
    ),
    tried=(
        enclosed(
            (sqrt(kappa) - 1) / (sqrt(kappa) + 1) < (kappa - 1) / (kappa + 1), {kappa: ("1.001", "2", "100", "1e8")}
        ),
        enclosed(1 / (1 - b) < rational("19.49"), {beta: ("0.9",)}),
        enclosed(rational("19.48") < 1 / (1 - b), {beta: ("0.9",)}),
        simulated(
            heavy_ball,
            path(steps - 1) - eta * slopes(steps - 1) + beta * (path(steps - 1) - path(steps - 2)),
            reads={path: "iterate", slopes: "gradient", steps: "steps", eta: "eta", beta: "beta", L: "L"},
            hyper={"eta": 1 / L, "beta": rational("0.9")},
            control="beta",
            condition=100,
            steps=100,
            inside={"eta": 1 / L},
            outside={"eta": rational("3.9") / L},
        ),
    ),
)
def faster():
    """Tuned momentum is always faster; with the step 1/L and a fixed β it is faster exactly for κ > 1/(1 − √β)."""
    order = yield (0 < mu) & (mu < L), by.arithmetic()
    size = yield (1 < kappa) & (1 < sqrt(kappa)), by.arithmetic(order)
    first = yield tuned, by.arithmetic(size, rho)
    ratio = yield eq(1 / L * mu, 1 / kappa), by.arithmetic(order)
    ends = yield eq(1 / L * mu, 1 - decay) & (0 < decay) & (decay < 1), by.arithmetic(ratio, size)
    one = yield forall(lam, implies(inside, abs(1 - 1 / L * lam) <= decay)), by.arithmetic(ends)
    hit = yield exists(lam, inside & eq(abs(1 - 1 / L * lam), decay)), by.witness(mu, given=(ends, order))
    second = yield descent, by.maximum(one, hit)
    root = yield (0 < b) & (b < 1) & eq(b**2, beta), by.arithmetic()
    beyond = yield iff(1 / (1 - b) < kappa, b < decay), by.arithmetic(root, size)
    later = yield iff(kappa <= 1 / (1 - b) ** 2, (1 - b) ** 2 <= 1 - decay), by.arithmetic(root, size)

    proved = []
    for stated, lower, conditions, radius in (
        (crossing(1 / (1 - b)), beyond, jury, decay), (turning(1 / (1 - b) ** 2), later, jury_closed, b),
    ):  # fmt: skip
        all_, bound = stated.args
        known = yield suppose(all_)
        one = yield (conditions(1 + beta - 1 / L * mu, beta, radius), by.arithmetic(at(known, mu, given=(order,))))
        one = yield bound, by.arithmetic(one, lower, ends, root)
        there = yield implies(all_, bound), by.discharge(known, one)
        known = yield suppose(bound)
        some = yield suppose(inside)
        share = yield (1 - decay <= 1 / L * lam) & (1 / L * lam <= 1), by.arithmetic(some, ends)
        one = yield conditions(1 + beta - 1 / L * lam, beta, radius), by.arithmetic(known, lower, share, ends, root)
        one = yield implies(inside, one.formula), by.discharge(some, one)
        one = yield all_, by.generalize(one)
        back = yield implies(bound, all_), by.discharge(known, one)
        proved.append((yield stated, by.logic(there, back)))
    yield first.formula & second.formula & proved[0].formula & proved[1].formula, by.logic(first, second, *proved)
