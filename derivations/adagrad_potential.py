"""AdaGrad on a smooth loss of several parameters: what all steps together cost the loss."""

from adagrad import eps, eta, t
from adagrad_coordinates import G, basis, e, each, i, inside, n, over
from adagrad_gain import gain, u, w
from descent import L, d, f, g, gradient, lipschitz, quadratic_bound, x

from lrproof import (
    adagrad,
    at,
    by,
    claim,
    eq,
    forall,
    implies,
    inner,
    log,
    near_miss,
    norm,
    rational,
    recurrence,
    smaller,
    sqrt,
    suppose,
    total,
    vectors,
)

PREFIX = "ada"
PLACE = (4, 7)  # in the report: Part 4, seventh

theta = vectors("theta")
SYMBOLS = {
    eta: "the learning rate before it is adapted", eps: "the constant in the root", L: "a bound of the curvature",
    f: "the loss", g: "the gradient of the loss", theta: "the parameters after t steps", e: "an orthonormal basis",
    G: "the accumulated squares of a coordinate of the gradient, after t steps", n: "the number of parameters",
}  # fmt: skip
moves, adds = recurrence(
    adagrad, {"x": lambda k: inner(theta(k), e(i)), "G": lambda k: G(k, i)},
    gradient=lambda z: inner(g(theta(t)), e(i)), step=t + 1, eta=eta, eps=eps,
)  # fmt: skip


starts, accumulates, step = each(eq(G(0, i), 0)), each(adds), each(moves)
smooth = (gradient, lipschitz, basis)


def root(k):
    """What divides η in a coordinate after k steps."""
    return sqrt(G(k, i) + eps)


def potential(k, first=eta, second=L * eta**2):
    """The potential of a coordinate after k steps."""
    return first * (root(k) - sqrt(eps)) - second * log(root(k) / sqrt(eps))


def paid(**changed):
    """All the potentials together are at most what the loss has fallen by."""
    return forall(t, over(potential(t, **changed)) <= f(theta(0)) - f(theta(t)))


line = {n: 1, e: lambda k: rational(1), f: lambda z: 3 * z, g: lambda z: rational(3), L: rational("1/100"), eta: 1,
        eps: 16, G: lambda k, i: 9 * k, theta: lambda k: -3 * total(1 / sqrt(9 * i + 16), i, 1, k)}  # fmt: skip
# on z²/2 from 3, with η = 5 and ε = 16, the first step arrives, and nothing is added any more
arrives = {n: 1, e: lambda k: rational(1), f: lambda z: z**2 / 2, g: lambda z: z, L: 1, eta: 5, eps: 16,
           G: lambda k, i: 9 * smaller(k, 1), theta: lambda k: 3 * (1 - smaller(k, 1))}  # fmt: skip


@claim(
    paid(),
    given=(*smooth, starts, accumulates, step),
    uses=(gain, quadratic_bound),
    examples=(line, arrives),
    near_misses=(
        near_miss(paid(first=2 * eta), "2 for 1 in the first term"),
        near_miss(paid(second=0 * eta), "without the logarithm"),
        near_miss(forall(t, over(potential(t)) <= f(theta(t)) - f(theta(0))), "the loss rises"),
    ),
)
def potential_bound():
    """On a smooth loss AdaGrad's potentials, Σ [η(u − √ε) − Lη² ln(u/√ε)], are at most what the loss has fallen by."""
    here = yield suppose(inside)
    base = yield 0 <= G(0, i), by.arithmetic(at(starts, i, given=(here,)))
    now = yield suppose(0 <= G(t, i))
    slope = inner(g(theta(t)), e(i))
    more = yield eq(G(t + 1, i), G(t, i) + slope**2), by.given(at(accumulates, i, t, given=(here,)))
    then = yield 0 <= G(t + 1, i), by.arithmetic(more, now)
    low = yield forall(t, 0 <= G(t, i)), by.induction(base, then)
    under = G(t, i) + slope**2 + eps
    above = yield (0 <= G(t, i)) & (0 < under), by.arithmetic(at(low, t))
    roots = yield (0 < sqrt(eps)) & (0 < root(t)) & (0 < sqrt(under)), by.arithmetic(above)
    ratio = yield 0 < root(t) / sqrt(eps), by.arithmetic(roots)
    all_of_it = (0 <= G(t, i)) & (0 < under) & (0 < sqrt(under)) & (0 < root(t)) & (0 < root(t) / sqrt(eps))
    one = yield all_of_it, by.logic(above, roots, ratio)
    one = yield implies(inside, all_of_it), by.discharge(here, one)
    one = yield forall(t, implies(inside, all_of_it)), by.generalize(one)
    yield forall(i, forall(t, implies(inside, all_of_it))), by.generalize(one)

    same = yield eq(sqrt(under), root(t + 1)), by.arithmetic(more, above)
    change = theta(t + 1) - theta(t)
    go = yield (
        eq(inner(change, e(i)), -(eta / root(t + 1) * slope)),
        by.algebra(at(step, i, t, given=(here,)), same, roots),
    )
    after = yield (0 < root(t + 1)) & (root(t) <= root(t + 1)), by.arithmetic(more, above, roots)
    one = yield 0 < root(t), by.logic(roots)
    two = yield 0 < root(t + 1), by.logic(after)
    rises = yield root(t) <= root(t + 1), by.logic(after)
    square = root(t + 1) ** 2 - root(t) ** 2
    gained, spent = eta * (square / root(t + 1)), L / 2 * eta**2 * (square / root(t + 1) ** 2)
    kept = eta * (root(t + 1) - root(t)) - L * eta**2 * (log(root(t + 1)) - log(root(t)))
    least = yield (
        implies(root(t) <= root(t + 1), kept <= gained - spent),
        by.cite(at(gain, {w: root(t), u: root(t + 1)}, given=(one, two))),
    )
    least = yield kept <= gained - spent, by.logic(least, rises)
    part = slope * inner(change, e(i)) + L / 2 * inner(change, e(i)) ** 2
    plain = -(eta * (slope**2 / root(t + 1))) + L / 2 * eta**2 * (slope**2 / root(t + 1) ** 2)
    spelt = yield eq(part, plain), by.algebra(go, two)
    squares = yield eq(slope**2, square), by.arithmetic(more, above, roots)
    whole = yield eq(plain, spent - gained), by.algebra(squares, two)
    now = yield (
        eq(log(root(t) / sqrt(eps)), log(root(t)) - log(sqrt(eps))),
        by.fact("log_quotient", root(t), sqrt(eps), given=(roots,)),
    )
    soon = yield (
        eq(log(root(t + 1) / sqrt(eps)), log(root(t + 1)) - log(sqrt(eps))),
        by.fact("log_quotient", root(t + 1), sqrt(eps), given=(roots, after)),
    )
    one = yield part <= potential(t) + -1 * potential(t + 1), by.arithmetic(least, spelt, whole, now, soon)
    one = yield implies(inside, part <= potential(t) + -1 * potential(t + 1)), by.discharge(here, one)
    parts = yield each(part <= potential(t) + -1 * potential(t + 1)), by.generalize(one)

    near = yield (
        f(theta(t) + change) <= f(theta(t)) + inner(g(theta(t)), change) + L / 2 * norm(change) ** 2,
        by.cite(at(quadratic_bound, {x: theta(t), d: change})),
    )
    arrived = yield eq(f(theta(t) + change), f(theta(t + 1))), by.algebra()
    along = yield (
        eq(inner(g(theta(t)), change), over(slope * inner(change, e(i)))),
        by.given(at(basis, g(theta(t)), change)),
    )
    length = yield eq(inner(change, change), over(inner(change, e(i)) ** 2)), by.given(at(basis, change, change))
    one = yield eq(over(L / 2 * inner(change, e(i)) ** 2), L / 2 * over(inner(change, e(i)) ** 2)), by.sum_scale()
    two = yield (
        eq(over(part), over(slope * inner(change, e(i))) + over(L / 2 * inner(change, e(i)) ** 2)),
        by.sum_add(),
    )
    order = yield over(part) <= over(potential(t) + -1 * potential(t + 1)), by.sum_order(parts)
    three = yield (
        eq(over(potential(t) + -1 * potential(t + 1)), over(potential(t)) + over(-1 * potential(t + 1))),
        by.sum_add(),
    )
    four = yield eq(over(-1 * potential(t + 1)), -1 * over(potential(t + 1))), by.sum_scale()
    fall = yield (
        over(potential(t + 1)) + f(theta(t + 1)) <= over(potential(t)) + f(theta(t)),
        by.arithmetic(near, arrived, along, length, one, two, order, three, four),
    )

    one = yield eq(root(0), sqrt(eps)), by.arithmetic(at(starts, i, given=(here,)))
    two = yield eq(root(0) / sqrt(eps), 1), by.algebra(one, roots)
    three = yield eq(log(root(0) / sqrt(eps)), log(rational(1))), by.equal_arguments(two)
    four = yield eq(log(rational(1)), 0), by.fact("log_one")
    one = yield eq(potential(0), 0 * potential(0)), by.arithmetic(one, three, four)
    one = yield implies(inside, eq(potential(0), 0 * potential(0))), by.discharge(here, one)
    zero = yield each(eq(potential(0), 0 * potential(0))), by.generalize(one)
    one = yield eq(over(potential(0)), over(0 * potential(0))), by.sum_terms(zero)
    two = yield eq(over(0 * potential(0)), 0 * over(potential(0))), by.sum_scale()
    base = yield over(potential(0)) + f(theta(0)) <= f(theta(0)), by.arithmetic(one, two)
    now = yield suppose(over(potential(t)) + f(theta(t)) <= f(theta(0)))
    then = yield over(potential(t + 1)) + f(theta(t + 1)) <= f(theta(0)), by.arithmetic(now, fall)
    falls = yield forall(t, over(potential(t)) + f(theta(t)) <= f(theta(0))), by.induction(base, then)
    one = yield over(potential(t)) <= f(theta(0)) - f(theta(t)), by.arithmetic(at(falls, t))
    yield paid(), by.generalize(one)
