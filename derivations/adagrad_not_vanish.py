"""AdaGrad without noise: its learning rate does not vanish."""

from adagrad import eps, eta, squares, t
from adagrad import g as slopes
from adagrad import theta as path
from adagrad_coordinates import G, a, e, each, i, inside, n, one_of_many, over
from adagrad_gain import potential_line, u
from adagrad_potential import (
    accumulates,
    arrives,
    f,
    g,
    line,
    potential,
    potential_bound,
    root,
    smooth,
    starts,
    step,
    theta,
)
from descent import L, x

from lrproof import (
    adagrad,
    at,
    by,
    claim,
    eq,
    exists,
    fails,
    followed,
    forall,
    implies,
    inner,
    log,
    natural,
    near_miss,
    not_tried,
    rational,
    real,
    row,
    simulated,
    sqrt,
    suppose,
    tends,
    total,
)

PREFIX = "ada"
PLACE = (4, 8)  # in the report: Part 4, eighth

bottom, l, k = real("b"), real("l"), natural("k")  # noqa: E741
SYMBOLS = {
    eta: "the learning rate before it is adapted", eps: "the constant in the root", L: "a bound of the curvature",
    f: "the loss", g: "the gradient of the loss", bottom: "a lower bound of the loss", e: "an orthonormal basis",
    theta: "the parameters after t steps", n: "the number of parameters",
    G: "the accumulated squares of a coordinate of the gradient, after t steps",
}  # fmt: skip
above = forall(x, bottom <= f(x))


def most(count=n, loss=2):
    """What the roots of all coordinates together never exceed."""
    return loss * (f(theta(0)) - bottom) / eta + 2 * count * (sqrt(eps) + L * eta * (log(2 * L * eta / sqrt(eps)) - 1))


def rate(k=t):
    """The learning rate of a coordinate after k steps."""
    return eta / root(k)


def stated(most, least=eta, end=None):
    """The roots are bounded, so every learning rate stays above a positive number, and tends to another."""
    bounded = forall(t, over(root(t)) <= most)
    stays = (0 < most) & each(forall(t, least / most <= rate()))
    return bounded & stays & (settles if end is None else each(tends(rate(), t, end)))


settles = each(exists(l, (0 <= l) & tends(G(t, i), t, l) & tends(rate(), t, eta / sqrt(l + eps))))
still = {**arrives, bottom: 0, f: lambda z: 0 * z, g: lambda z: 0 * z, G: lambda k, i: 0 * k, theta: lambda k: 0 * k}


@claim(
    stated(most()),
    given=(*smooth, above, starts, accumulates, step),
    uses=(potential_bound, potential_line, one_of_many),
    examples=({**arrives, bottom: 0}, still),
    printed=fails(
        "Part 4", r"G_t \text{ only grows} \to \text{learning rate} \to 0", each(tends(rate(), t, 0)),
    ),
    near_misses=(
        near_miss(stated(most(count=0)), "without ε and L"),
        near_miss(stated(most(), least=2 * eta), "twice the bound"),
        near_miss(stated(most(), end=0), "that it tends to 0 after all"),
        near_miss(stated(most()), "the loss need not be bounded below", given=(*smooth, starts, accumulates, step),
                  examples=({**line, bottom: 0},)),
    ),
    tried=(
        followed(adagrad, lambda x: x, start=1, steps=1000, hyper={"eta": rational("0.1"), "eps": rational("1e-8")},
                 ends=lambda x: abs(x) < rational("1e-14")),
        simulated(
            adagrad, path(t - 1) - eta / sqrt(squares() + eps) * slopes(t),
            reads={path: "iterate", slopes: "gradient of step", t: "steps", eta: "eta", eps: "eps"},
            hyper={"eta": rational("0.1"), "eps": rational("1e-8")}, control="eta", condition=100, steps=300,
        ),
        not_tried("derive", "the bound is found by hand, in the proof"),
    ),
    cheat_sheet=(row("AdaGrad's learning rate without noise never falls below", eta / most()),),
)  # fmt: skip
def lr_not_vanish():
    """On a smooth loss that is bounded below AdaGrad's learning rates stay above a positive bound, without noise."""
    here = yield suppose(inside)
    base = yield 0 <= G(0, i), by.arithmetic(at(starts, i, given=(here,)))
    now = yield suppose(0 <= G(t, i))
    slope = inner(g(theta(t)), e(i))
    more = yield eq(G(t + 1, i), G(t, i) + slope**2), by.given(at(accumulates, i, t, given=(here,)))
    then = yield 0 <= G(t + 1, i), by.arithmetic(more, now)
    low = yield forall(t, 0 <= G(t, i)), by.induction(base, then)
    under = G(t, i) + slope**2 + eps
    all_of_it = (0 <= G(t, i)) & (0 < under) & (0 < sqrt(under)) & (0 < root(t)) & (0 < sqrt(eps))
    solid = yield all_of_it, by.arithmetic(at(low, t))
    one = yield implies(inside, all_of_it), by.discharge(here, solid)
    one = yield forall(t, implies(inside, all_of_it)), by.generalize(one)
    yield forall(i, forall(t, implies(inside, all_of_it))), by.generalize(one)

    kappa = eta * sqrt(eps) + L * eta**2 * (log(2 * L * eta / sqrt(eps)) - 1)
    some = yield 0 < root(t), by.logic(solid)
    line = yield (
        eta / 2 * root(t) - L * eta**2 * (log(2 * L * eta) - 1) <= eta * root(t) - L * eta**2 * log(root(t)),
        by.cite(at(potential_line, {u: root(t)}, given=(some,))),
    )
    one = yield (
        eq(log(2 * L * eta / sqrt(eps)), log(2 * L * eta) - log(sqrt(eps))),
        by.fact("log_quotient", 2 * L * eta, sqrt(eps), given=(solid,)),
    )
    two = yield (
        eq(log(root(t) / sqrt(eps)), log(root(t)) - log(sqrt(eps))),
        by.fact("log_quotient", root(t), sqrt(eps), given=(solid,)),
    )
    one = yield eta / 2 * root(t) + -kappa <= potential(t), by.arithmetic(line, one, two)
    one = yield implies(inside, eta / 2 * root(t) + -kappa <= potential(t)), by.discharge(here, one)
    lines = yield each(eta / 2 * root(t) + -kappa <= potential(t)), by.generalize(one)
    order = yield over(eta / 2 * root(t) + -kappa) <= over(potential(t)), by.sum_order(lines)
    apart = yield eq(over(eta / 2 * root(t) + -kappa), over(eta / 2 * root(t)) + over(-kappa)), by.sum_add()
    scaled = yield eq(over(eta / 2 * root(t)), eta / 2 * over(root(t))), by.sum_scale()
    none = yield eq(total(-kappa, i, 1, 0), 0), by.sum_empty()
    base = yield eq(total(-kappa, i, 1, 0), 0 * -kappa), by.algebra(none)
    now = yield suppose(eq(total(-kappa, i, 1, k), k * -kappa))
    longer = yield eq(total(-kappa, i, 1, k + 1), total(-kappa, i, 1, k) + -kappa), by.sum_last()
    then = yield eq(total(-kappa, i, 1, k + 1), (k + 1) * -kappa), by.algebra(longer, now)
    equal = yield forall(k, eq(total(-kappa, i, 1, k), k * -kappa)), by.induction(base, then)
    fallen = yield over(potential(t)) <= f(theta(0)) - f(theta(t)), by.cite(potential_bound)
    floor = yield bottom <= f(theta(t)), by.given(at(above, theta(t)))
    one = yield (
        eta / 2 * over(root(t)) <= f(theta(0)) - bottom + n * kappa,
        by.arithmetic(order, apart, scaled, at(equal, n), fallen, floor),
    )
    same = yield eq(most(), 2 / eta * (f(theta(0)) - bottom + n * kappa)), by.algebra()
    one = yield over(root(t)) <= most(), by.arithmetic(one, same)
    first = yield forall(t, over(root(t)) <= most()), by.generalize(one)

    one = yield 0 <= root(t), by.arithmetic(some)
    one = yield implies(inside, 0 <= root(t)), by.discharge(here, one)
    all_of_them = yield each(0 <= root(t)), by.generalize(one)
    part = yield (
        implies(inside, root(t) <= over(root(t))),
        by.cite(at(one_of_many, {a: lambda j: sqrt(G(t, j) + eps)}, given=(all_of_them,))),
    )
    part = yield root(t) <= over(root(t)), by.logic(part, here)
    small = yield (0 < root(t)) & (root(t) <= most()), by.arithmetic(part, at(first, t), some)
    one = yield implies(inside, (0 < root(t)) & (root(t) <= most())), by.discharge(here, small)
    one = yield each((0 < root(t)) & (root(t) <= most())), by.generalize(one)
    one = yield 0 < most(), by.arithmetic(at(one, 1))
    one = yield forall(t, 0 < most()), by.generalize(one)
    positive = yield 0 < most(), by.cite(at(one, 0))
    high = yield eta / most() <= rate(), by.arithmetic(small, positive)
    one = yield forall(t, eta / most() <= rate()), by.generalize(high)
    one = yield implies(inside, forall(t, eta / most() <= rate())), by.discharge(here, one)
    second = yield each(forall(t, eta / most() <= rate())), by.generalize(one)

    square = yield eq(root(t) ** 2, G(t, i) + eps), by.arithmetic(solid)
    size = yield root(t) ** 2 <= most() ** 2, by.arithmetic(small)
    one = yield -(most() ** 2) <= -G(t, i), by.arithmetic(square, size)
    bounded = yield forall(t, -(most() ** 2) <= -G(t, i)), by.generalize(one)
    one = yield -G(t + 1, i) <= -G(t, i), by.arithmetic(more)
    falling = yield forall(t, -G(t + 1, i) <= -G(t, i)), by.generalize(one)
    some = yield exists(l, tends(-G(t, i), t, l)), by.limit_monotone(falling, bounded)
    limit = yield suppose(tends(-G(t, i), t, l))
    one = yield -G(t, i) <= 0, by.arithmetic(solid)
    one = yield forall(t, -G(t, i) <= 0), by.generalize(one)
    sign = yield l <= 0, by.limit_order(one, limit)
    least = yield 0 <= -l, by.arithmetic(sign)
    positive_root = yield (0 < -l + eps) & (0 < sqrt(-l + eps)), by.arithmetic(sign)
    opposite = -G(t, i)
    up = yield tends(-opposite, t, -l), by.limit(limit)
    up = yield tends(G(t, i), t, -l), by.cite(up)
    goes = yield tends(rate(), t, eta / sqrt(-l + eps)), by.limit(up, positive_root)
    one = yield (0 <= -l) & tends(G(t, i), t, -l) & tends(rate(), t, eta / sqrt(-l + eps)), by.logic(least, up, goes)
    one = yield settles.args[0].args[1], by.witness(-l, given=(one,))
    one = yield settles.args[0].args[1], by.choose(some, limit, one)
    one = yield implies(inside, settles.args[0].args[1]), by.discharge(here, one)
    third = yield settles, by.generalize(one)
    yield stated(most()), by.logic(first, positive, second, third)
