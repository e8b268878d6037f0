"""AdaGrad's regret, in one coordinate."""

from adagrad import G, accumulates, accumulator, eta, g, starts, t, theta

from lrproof import (
    adagrad,
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
    real,
    recurrence,
    smaller,
    sqrt,
    suppose,
    total,
)

PREFIX = "ada"
PLACE = (4, 10)  # in the report: Part 4, tenth

eps, x, D, i = nonnegative("eps"), real("x"), nonnegative("D"), integer("i")
n = integer("n", "[1, oo)")
step, _ = recurrence(adagrad, {"x": theta, "G": G}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, eps=eps)
begun = 0 < g(1) ** 2 + eps  # from the first step on there is something to divide by
SYMBOLS = {
    eta: "the learning rate before it is adapted", eps: "the constant in the root", g: "the gradient of step t",
    theta: "the parameter after t steps", G: "the accumulated squares", x: "the parameter to compare with",
    D: "a bound of the distance from it",
}  # fmt: skip


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


near = forall(t, abs(theta(t) - x) <= D)
first = {g: lambda k: 1 - smaller(k - 1, 1), G: lambda k: smaller(k, 1), x: 0, eps: 0, D: 1}  # one gradient, then none
far, short = (
    {**first, eta: rational(step), theta: lambda k, step=step: 1 - rational(step) * smaller(k, 1)}
    for step in ("1", "1/2")
)


def regret(bound):
    """The gradients, each times the distance from x at which it was taken, sum up to ``bound`` roots at most."""
    return forall(t, total(g(i) * (theta(i - 1) - x), i, 1, t) <= bound * root(t))


@claim(
    regret(D**2 / (2 * eta) + eta),
    given=(starts, accumulates, begun, step, near),
    uses=(accumulator,),
    examples=(far, short),
    near_misses=(
        near_miss(regret(D**2 / (2 * eta)), "without η"),
        near_miss(regret(eta), "without the distance"),
        near_miss(regret(D**2 / (4 * eta) + eta / 4), "half of the first, a quarter of the second"),
        near_miss(regret(D**2 / (2 * eta) + eta), "any distance", given=(starts, accumulates, begun, step),
                  examples=({**short, D: 0},)),
    ),
)  # fmt: skip
def regret_coordinate():
    """In a coordinate that stays within D of x, AdaGrad's regret against x is at most (D²/(2η) + η)√(G + ε)."""
    base = yield 0 < G(1) + eps, by.arithmetic(at(accumulates, 0), starts)
    low = yield forall(t, 0 <= G(t)), by.cite(accumulator)
    rises = yield forall(t, G(t) <= G(t + 1)), by.cite(accumulator)
    now = yield suppose(0 < G(t + 1) + eps)
    then = yield 0 < G(t + 1 + 1) + eps, by.arithmetic(at(rises, t + 1), now)
    solid = yield forall(t, 0 < G(t + 1) + eps), by.induction(base, then)
    one = yield (0 <= G(t)) & (0 <= G(t) + eps), by.arithmetic(at(low, t))
    yield forall(t, (0 <= G(t)) & (0 <= G(t) + eps)), by.generalize(one)
    under = G(t) + g(t + 1) ** 2 + eps
    one = yield (0 < under) & (0 < sqrt(under)), by.arithmetic(at(solid, t), at(accumulates, t))
    yield forall(t, (0 < under) & (0 < sqrt(under))), by.generalize(one)

    fine = yield (
        (0 <= root(t)) & (root(t) <= root(t + 1)) & (0 < root(t + 1)),
        by.arithmetic(at(low, t), at(rises, t), at(solid, t)),
    )
    same = yield eq(sqrt(under), root(t + 1)), by.arithmetic(at(accumulates, t), one)
    off, then_off, new = theta(t) - x, theta(t + 1) - x, root(t + 1)
    go = yield eq(then_off, off - eta / new * g(t + 1)), by.algebra(at(step, t), same, fine)
    square = yield eq(g(t + 1) ** 2, new**2 - root(t) ** 2), by.arithmetic(at(accumulates, t), at(low, t), at(solid, t))
    spelt = yield (
        eq(g(t + 1) * off, new / (2 * eta) * (off**2 - then_off**2) + eta / 2 * (g(t + 1) ** 2 / new)),
        by.algebra(go, fine),
    )
    whole = yield eq(g(t + 1) ** 2 / new * new, new**2 - root(t) ** 2), by.algebra(square, fine)
    short = yield g(t + 1) ** 2 / new <= 2 * (new - root(t)), by.arithmetic(whole, fine)
    inside = yield off**2 <= D**2, by.arithmetic(at(near, t))
    wide = yield (new - root(t)) * off**2 <= (new - root(t)) * D**2, by.arithmetic(inside, fine)
    scaled = yield (new - root(t)) * off**2 / (2 * eta) <= (new - root(t)) * D**2 / (2 * eta), by.arithmetic(wide)
    sums = total(g(i) * (theta(i - 1) - x), i, 1, t)

    def bound(k):
        return root(k) / (2 * eta) * (D**2 - (theta(k) - x) ** 2) + eta * root(k)

    half = yield eta / 2 * (g(t + 1) ** 2 / new) <= eta * (new - root(t)), by.arithmetic(short)
    more = yield eq(total(g(i) * (theta(i - 1) - x), i, 1, t + 1), sums + g(t + 1) * off), by.sum_last()
    step_up = new / (2 * eta) * (off**2 - then_off**2) + eta * (new - root(t))
    gap = yield (
        eq(
            bound(t + 1) - (bound(t) + step_up),
            (new - root(t)) * D**2 / (2 * eta) - (new - root(t)) * off**2 / (2 * eta),
        ),
        by.algebra(),
    )
    enough = yield bound(t) + step_up <= bound(t + 1), by.arithmetic(gap, scaled)
    gained = yield g(t + 1) * off <= step_up, by.arithmetic(spelt, half)
    empty = yield eq(total(g(i) * (theta(i - 1) - x), i, 1, 0), 0), by.sum_empty()
    zero = yield 0 <= root(0), by.arithmetic(starts)
    one = yield (theta(0) - x) ** 2 <= D**2, by.arithmetic(at(near, 0))
    two = yield 0 <= root(0) / (2 * eta), by.arithmetic(zero)
    three = yield 0 <= root(0) / (2 * eta) * (D**2 - (theta(0) - x) ** 2), by.arithmetic(one, two)
    four = yield 0 <= eta * root(0), by.arithmetic(zero)
    base = yield total(g(i) * (theta(i - 1) - x), i, 1, 0) <= bound(0), by.arithmetic(empty, three, four)
    now = yield suppose(sums <= bound(t))
    then = yield total(g(i) * (theta(i - 1) - x), i, 1, t + 1) <= bound(t + 1), by.arithmetic(now, more, gained, enough)
    every = yield forall(t, sums <= bound(t)), by.induction(base, then)
    one = yield 0 <= root(t) / (2 * eta) * off**2, by.arithmetic(fine)
    two = yield eq((D**2 / (2 * eta) + eta) * root(t), bound(t) + root(t) / (2 * eta) * off**2), by.algebra()
    one = yield sums <= (D**2 / (2 * eta) + eta) * root(t), by.arithmetic(at(every, t), one, two)
    yield regret(D**2 / (2 * eta) + eta), by.generalize(one)
