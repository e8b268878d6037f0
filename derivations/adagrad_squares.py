"""AdaGrad: the squared gradients, each divided by the root of the sum so far."""

from adagrad import G, accumulates, accumulator, g, starts, t

from lrproof import (
    at,
    by,
    claim,
    enclosed,
    eq,
    forall,
    implies,
    integer,
    near_miss,
    nonnegative,
    rational,
    sqrt,
    suppose,
    total,
)

PREFIX = "ada"
PLACE = (4, 10)  # in the report: Part 4, tenth

eps, i, n = nonnegative("eps"), integer("i"), integer("n", "[1, oo)")
begun = 0 < g(1) ** 2 + eps  # from the first step on there is something to divide by
SYMBOLS = {eps: "the constant in the root", g: "the gradient of step t", G: "the accumulated squares"}


def root(k):
    """What divides η in step k."""
    return sqrt(G(k) + eps)


def over_roots(k=t):
    """The sum of g²/√(G + ε) over k steps."""
    return total(g(i) ** 2 / root(i), i, 1, k)


grown = root(t) - sqrt(eps)


def between_roots(low=grown, high=2 * grown):
    """The sum lies between these."""
    return forall(t, (low <= over_roots()) & (over_roots() <= high))


roots = total(1 / sqrt(i), i, 1, n)
same = {g: lambda k: rational(3), G: lambda k: 9 * k}


@claim(
    between_roots(),
    given=(starts, accumulates, begun),
    uses=(accumulator,),
    examples=({**same, eps: 0}, {**same, eps: 1}),
    near_misses=(
        near_miss(between_roots(low=rational("1.01") * grown), "1.01 for 1: attained by one step with ε = 0"),
        near_miss(between_roots(high=rational("1.2") * grown), "1.2 for 2"),
        near_miss(forall(t, over_roots() <= root(t)), "without the factor"),
    ),
    tried=(
        enclosed((sqrt(n) <= roots) & (roots <= 2 * sqrt(n)), {n: (2, 10, 100)}),  # with gradients of 1, and ε = 0
    ),
)  # fmt: skip
def squares_over_roots():
    """The squared gradients, each divided by the root of the sum so far, sum up to one to two times the last root."""
    base = yield 0 < G(1) + eps, by.arithmetic(at(accumulates, 0), starts)
    low = yield forall(t, 0 <= G(t)), by.cite(accumulator)
    rises = yield forall(t, G(t) <= G(t + 1)), by.cite(accumulator)
    now = yield suppose(0 < G(t + 1) + eps)
    then = yield 0 < G(t + 1 + 1) + eps, by.arithmetic(at(rises, t + 1), now)
    solid = yield forall(t, 0 < G(t + 1) + eps), by.induction(base, then)
    one = yield (0 < G(t + 1) + eps) & (0 < root(t + 1)), by.arithmetic(at(solid, t))
    both = yield forall(t, (0 < G(t + 1) + eps) & (0 < root(t + 1))), by.generalize(one)
    within = yield suppose(1 <= i)
    before = yield 0 <= i - 1, by.arithmetic(within)
    one = yield (0 < G(i - 1 + 1) + eps) & (0 < root(i - 1 + 1)), by.cite(at(both, i - 1, given=(before,)))
    one = yield (0 < G(i) + eps) & (0 < root(i)), by.cite(one)
    one = yield implies(1 <= i, (0 < G(i) + eps) & (0 < root(i))), by.discharge(within, one)
    yield forall(i, implies(1 <= i, (0 < G(i) + eps) & (0 < root(i)))), by.generalize(one)
    one = yield (0 <= G(t)) & (0 <= G(t) + eps), by.arithmetic(at(low, t))
    yield forall(t, (0 <= G(t)) & (0 <= G(t) + eps)), by.generalize(one)

    empty = yield eq(over_roots(0), 0), by.sum_empty()
    nought = yield eq(root(0), sqrt(eps)), by.arithmetic(starts)
    base = yield (
        (root(0) - sqrt(eps) <= over_roots(0)) & (over_roots(0) <= 2 * (root(0) - sqrt(eps))),
        by.arithmetic(empty, nought),
    )
    now = yield suppose((grown <= over_roots()) & (over_roots() <= 2 * grown))
    last = g(t + 1) ** 2 / root(t + 1)
    fine = yield (
        (0 <= root(t)) & (root(t) <= root(t + 1)) & (0 < root(t + 1)),
        by.arithmetic(at(low, t), at(rises, t), at(both, t)),
    )
    more = yield eq(over_roots(t + 1), over_roots() + last), by.sum_last(fine)
    square = yield eq(g(t + 1) ** 2, root(t + 1) ** 2 - root(t) ** 2), by.arithmetic(at(accumulates, t), at(low, t))
    whole = yield eq(last * root(t + 1), root(t + 1) ** 2 - root(t) ** 2), by.arithmetic(square, fine)
    small = yield (root(t + 1) - root(t) <= last) & (last <= 2 * (root(t + 1) - root(t))), by.arithmetic(whole, fine)
    after = root(t + 1) - sqrt(eps)
    then = yield (after <= over_roots(t + 1)) & (over_roots(t + 1) <= 2 * after), by.arithmetic(now, more, small)
    yield forall(t, (grown <= over_roots()) & (over_roots() <= 2 * grown)), by.induction(base, then)
