"""Adam need not converge: a gradient that is large and rare counts for less than its share."""

from adam_nonconvergence_moment import (
    C,
    beta,
    bounded,
    eta,
    g,
    hat,
    j,
    k,
    known,
    limits,
    moves,
    period,
    periodic_bounds,
    periodic_moment,
    t,
    theta,
    v,
    v_step,
    w1,
    w2,
    w3,
)
from adam_step_bound_moments import beta1, beta2, eps
from adam_step_bound_steps import step_defined

from lrproof import (
    at,
    by,
    ceiling,
    claim,
    conj,
    enclosed,
    eq,
    floor,
    forall,
    grows,
    implies,
    larger,
    near_miss,
    not_tried,
    rational,
    sqrt,
    suppose,
    tends,
)

PREFIX = "adam"
PLACE = (4, 33)  # in the report: Part 4, thirty-third

new, q = beta * v(t) + (1 - beta) * g(t + 1) ** 2, 1 - beta ** (t + 1)
divisors = conj(
    0 < 1 - rational(0) ** (t + 1), 0 < q, 0 <= new / q, 0 <= new, 0 < sqrt(new / q) + 0, 0 < sqrt(new) + 0
)  # fmt: skip
half = rational("1/2")
drift = 1 / sqrt(w2) + 1 / sqrt(w3) - C / sqrt(w1)


def drifts(drift=drift, least=half):
    """What a period adds in the long run, and at least."""
    return conj(
        least * eta <= eta * drift,
        tends(theta(3 * k + 3) - theta(3 * k), k, eta * drift),
        forall(k, theta(0) + k * (least * eta) <= theta(3 * k)),
    )


rises = grows(theta(t), t) & implies(2 < C, grows((C - 2) / 3 * theta(t), t))


@claim(
    drifts() & rises,
    given=(*known, moves),
    uses=(periodic_moment, periodic_bounds, step_defined),
    examples=({C: 3, beta: rational("1/10")},),
    near_misses=(
        near_miss(drifts(drift - 1) & rises, "one less"),
        near_miss(drifts(least=rational("3/4")) & rises, "three quarters a period"),
        near_miss(drifts(1 / sqrt(w2) + 1 / sqrt(w3) - C / sqrt(w3)) & rises, "w₃ for w₁"),
        near_miss(drifts(1 / sqrt(w2) - C / sqrt(w1)) & rises, "without the third step"),
        near_miss(implies(2 < C, eta * drift <= 0) & rises, "down, as the mean gradient demands"),
    ),
    tried=(
        enclosed(rational("0.680949601993") < drift, {C: ("3",), beta: ("0.1",)}),
        enclosed(drift < rational("0.680949601995"), {C: ("3",), beta: ("0.1",)}),
        not_tried("simulate", "the runs are on quadratics; these gradients are of a loss that changes with the step"),
    ),
)  # fmt: skip
def nonconvergence():
    """With gradients C, −1, −1, C, ... and β₂ = 1/(1 + C²) Adam climbs for ever, although the mean gradient is > 0."""
    first = yield period, by.logic(periodic_moment)
    third = yield limits, by.logic(periodic_moment)
    sizes = yield bounded().args[0].args[1], by.cite(at(periodic_bounds, k))
    values = []
    for n, value in ((1, C), (2, rational(-1)), (3, rational(-1))):
        values.append((yield eq(g(3 * k + n), value), by.logic(at(first, k))))

    # the steps of a period
    some = yield ~eq(g(1), 0), by.arithmetic(at(first, 0))
    here = {beta1: rational(0), beta2: beta, eps: rational(0)}
    solid = yield forall(t, divisors), by.cite(at(step_defined, here, given=(some,)))
    moved, roots, to = [], [], []
    for n, value in ((1, C), (2, rational(-1)), (3, rational(-1))):
        i, h = 3 * k + n, hat(3 * k + n)
        inside = (beta * v(i - 1) + (1 - beta) * g(i) ** 2) / (1 - beta**i)
        good = yield (0 <= inside) & (0 < sqrt(inside) + 0), by.logic(at(solid, i - 1))
        same = yield eq(inside, hat(i)), by.algebra(at(v_step, i - 1))
        one = yield eq(sqrt(inside), sqrt(h)), by.equal_arguments(same)
        root = yield (0 < h) & (0 < sqrt(h)), by.arithmetic(same, one, good)
        one = yield (
            eq(theta(i), theta(i - 1) - eta * (value / sqrt(h))),
            by.algebra(at(moves, i - 1), one, values[n - 1], root, good),
        )
        to.append((yield tends(h, k, (w1, w2, w3)[n - 1]), by.logic(third)))
        moved.append(one)
        roots.append(root)

    r1, r2, r3 = (sqrt(hat(3 * k + n)) for n in (1, 2, 3))
    back = yield (C / r1 <= rational("1.12")), by.arithmetic(sizes, roots[0])
    two = yield rational("0.7") <= 1 / r2, by.arithmetic(sizes, roots[1])
    three = yield rational("0.95") <= 1 / r3, by.arithmetic(sizes, roots[2])
    now_drift = 1 / r2 + 1 / r3 - C / r1
    more = yield rational("1/2") <= now_drift, by.arithmetic(back, two, three)
    added = yield eq(theta(3 * k + 3) - theta(3 * k), eta * now_drift), by.arithmetic(*moved, *roots)
    positive_w = yield conj(0 < w1, 0 < w2, 0 < w3), by.arithmetic()
    below = (1 - beta ** (3 * k + n) for n in (1, 2, 3))
    whole = conj(*(0 < e for e in below), *(r.formula for r in roots))
    one = yield whole, by.arithmetic(*roots)
    yield forall(k, one.formula), by.generalize(one)
    one = yield forall(k, added.formula), by.generalize(added)
    goes = yield tends(eta * now_drift, k, eta * drift), by.limit(*to, positive_w)
    yield tends(theta(3 * k + 3) - theta(3 * k), k, eta * drift)
    both = yield "<=>", tends(eta * now_drift, k, eta * drift), by.limit_terms(one)
    settles = yield tends(theta(3 * k + 3) - theta(3 * k), k, eta * drift), by.logic(both, goes)
    two = yield rational("1/2") * eta <= eta * now_drift, by.arithmetic(more)
    two = yield forall(k, two.formula), by.generalize(two)
    sign = yield rational("1/2") * eta <= eta * drift, by.limit_order(two, goes)
    base = yield theta(0) + 0 * (half * eta) <= theta(3 * 0), by.arithmetic()
    now = yield suppose(theta(0) + k * (half * eta) <= theta(3 * k))
    then = yield theta(0) + (k + 1) * (half * eta) <= theta(3 * (k + 1)), by.arithmetic(now, added, more)
    climbs = yield forall(k, now.formula), by.induction(base, then)
    fourth = yield drifts(), by.logic(sign, settles, climbs)

    # the same at every step, and so without end
    floor_ = theta(0) - 2 * eta
    line = eta / 6
    here = conj(*(floor_ + (3 * k + n) * line <= theta(3 * k + n) for n in (0, 1, 2)))
    up = yield 0 <= eta / r2, by.arithmetic(roots[1])
    down = yield eta * (C / r1) <= rational("1.12") * eta, by.arithmetic(back)
    one = yield here, by.arithmetic(at(climbs, k), moved[0], moved[1], up, down, *roots)
    near = yield forall(k, here), by.generalize(one)
    one = yield implies((0 <= j) & (j < 3), eq(j, 0) | eq(j, 1) | eq(j, 2)), by.arithmetic()
    three_ways = yield forall(j, one.formula), by.generalize(one)
    f = floor(t / 3)
    one = yield (0 <= t - 3 * f) & (t - 3 * f < 3), by.arithmetic()
    ways = yield eq(t - 3 * f, 0) | eq(t - 3 * f, 1) | eq(t - 3 * f, 2), by.logic(at(three_ways, t - 3 * f), one)
    one = yield 0 <= t / 3, by.arithmetic()
    one = yield -1 < f, by.arithmetic(one)
    one = yield 0 <= f, by.arithmetic(one)
    there = yield (
        conj(*(floor_ + (3 * f + n) * line <= theta(3 * f + n) for n in (0, 1, 2))),
        by.logic(at(near, f), one),
    )
    cases = []
    for n in (0, 1, 2):
        cases.append((yield implies(eq(t - 3 * f, n), eq(theta(t), theta(3 * f + n))), by.equal_arguments()))
    one = yield floor_ + t * line <= theta(t), by.arithmetic(there, ways, *cases)
    every = yield forall(t, one.formula), by.generalize(one)
    late = larger(0, ceiling(-12 * floor_ / eta))
    after = yield suppose(late <= j)
    one = yield 0 <= j, by.arithmetic(after)
    two = yield floor_ + j * line <= theta(j), by.given(at(every, j, given=(one,)))
    three = yield -12 * floor_ / eta <= j, by.arithmetic(after)
    one = yield eta / 12 * j <= theta(j), by.arithmetic(two, three)
    one = yield implies(late <= j, one.formula), by.discharge(after, one)
    above = yield forall(j, one.formula), by.generalize(one)
    two = yield grows(eta / 12 * j, j), by.limit()
    goes = yield grows(theta(j), j), by.grows_beyond(above, two)
    goes = yield grows(theta(t), t), by.cite(goes)
    more = yield suppose(2 < C)
    one = yield 0 < (C - 2) / 3, by.arithmetic(more)
    one = yield grows((C - 2) / 3 * theta(t), t), by.limit(goes, one)
    one = yield implies(2 < C, one.formula), by.discharge(more, one)
    fifth = yield rises, by.logic(goes, one)
    yield drifts() & rises, by.logic(fourth, fifth)
