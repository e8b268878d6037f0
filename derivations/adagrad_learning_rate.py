"""AdaGrad: when its learning rate tends to 0."""

from adagrad import G, accumulates, accumulator, eta, g, starts, t

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    eq,
    exists,
    forall,
    grows,
    holds_under,
    iff,
    implies,
    integer,
    near_miss,
    nonnegative,
    rational,
    real,
    row,
    sqrt,
    suppose,
    tends,
    total,
)

PREFIX = "ada"
PLACE = (4, 4)  # in the report: Part 4, fourth

eps, l, m, n, i = nonnegative("eps"), real("l"), real("m"), integer("n", "[1, oo)"), integer("i")  # noqa: E741
begun = 0 < g(1) ** 2 + eps  # from the first step on there is something to divide by
SYMBOLS = {
    eta: "the learning rate before it is adapted", eps: "the constant in the root", G: "the accumulated squares",
    g: "the gradient of step t", l: "the limit of G",
}  # fmt: skip
two, four = rational(2), rational(4)


def rate(k=t):
    """The learning rate after k steps."""
    return eta / sqrt(G(k) + eps)


vanishes, unbounded = tends(rate(), t, 0), grows(G(t), t)


def settles(value):
    """Or G has a limit, and the learning rate has one, which is ``value`` of it."""
    return unbounded | exists(l, (0 < l + eps) & tends(G(t), t, l) & tends(rate(), t, value(l)))


def left(l):  # noqa: E741
    """What is left of the learning rate when the squares sum up to l."""
    return eta / sqrt(l + eps)


exactly = iff(vanishes, unbounded)
fading = forall(n, eq(g(n), 1 / two**n))
summed = forall(t, eq(G(t), (1 - 1 / four**t) / 3))


def example(value):
    """With the gradients 1/2, 1/4, 1/8, ... the learning rate tends to ``value``."""
    return implies(fading, summed & tends(rate(), t, value))


fades = example(left(rational("1/3")))
shrinking = {g: lambda k: 1 / two**k, G: lambda k: (1 - 1 / (two**k) ** 2) / 3, eta: 1, eps: rational("2/3")}
constant = {g: lambda k: rational(3), G: lambda k: 9 * k, eta: 1, eps: 0}


@claim(
    exactly & settles(left) & fades,
    given=(starts, accumulates, begun),
    uses=(accumulator,),
    examples=(shrinking, constant),
    printed=holds_under("Part 4", r"\text{learning rate} \to 0", r"\sum_t g_t^2 = \infty"),
    near_misses=(
        near_miss(exactly & settles(left) & example(0), "that it always tends to 0"),
        near_miss(exactly & settles(left) & example(left(rational("1/2"))), "1/2 for 1/3",
                  examples=({**shrinking, eps: rational("337/576")},)),
        near_miss(exactly & settles(left) & example(eta / (rational("1/3") + eps)), "without the root",
                  examples=({**shrinking, eps: rational("11/3")},)),
        near_miss(iff(vanishes, tends(G(t), t, 0)) & settles(left) & fades, "→ 0 for → ∞"),
        near_miss(iff(tends(rate(), t, eta), unbounded) & settles(left) & fades, "it stays as it was"),
    ),
    derived=(derived("the sum of the squares of 1/2, 1/4, …", lambda: derive.summed(total(1 / four**i, i, 1, t)),
                     (1 - 1 / four**t) / 3),),
    cheat_sheet=(row("AdaGrad's learning rate tends to 0 exactly when", unbounded),
                 row("Where G tends to l, it tends to", left(l))),
)  # fmt: skip
def lr_limit():
    """AdaGrad's learning rate tends to 0 exactly when the squared gradients sum up to ∞; else to η/√(G∞ + ε) > 0."""
    rises = yield forall(t, G(t) <= G(t + 1)), by.cite(accumulator)
    base = yield 0 < G(1) + eps, by.arithmetic(at(accumulates, 0), starts)
    now = yield suppose(0 < G(n) + eps)
    then = yield 0 < G(n + 1) + eps, by.arithmetic(at(rises, n), now)
    solid = yield forall(n, 0 < G(n) + eps), by.induction(base, then)
    one = yield 0 < sqrt(G(n) + eps), by.arithmetic(at(solid, n))
    roots = yield forall(n, 0 < sqrt(G(n) + eps)), by.generalize(one)

    both = (0 < G(t) + eps) & (0 < sqrt(G(t) + eps))
    later = yield suppose(1 <= t)
    one = yield 0 < G(t) + eps, by.cite(at(solid, t, given=(later,)))
    one = yield both, by.arithmetic(one)
    one = yield implies(1 <= t, both), by.discharge(later, one)
    yield forall(t, implies(1 <= t, both)), by.generalize(one)

    one = yield rate(n + 1) <= rate(n), by.arithmetic(at(rises, n), at(solid, n), at(roots, n), at(roots, n + 1))
    falling = yield forall(n, rate(n + 1) <= rate(n)), by.generalize(one)
    one = yield 0 <= rate(n), by.arithmetic(at(roots, n))
    positive = yield forall(n, 0 <= rate(n)), by.generalize(one)
    some = yield exists(m, tends(rate(), t, m)), by.limit_monotone(falling, positive)

    endless = yield suppose(unbounded)
    one = yield G(t) <= G(t) + eps, by.arithmetic()
    one = yield forall(t, G(t) <= G(t) + eps), by.generalize(one)
    far = yield grows(G(t) + eps, t), by.grows_beyond(one, endless)
    limit = yield suppose(tends(rate(), t, m))
    one = yield rate(n) ** 2 <= eta**2 * (1 / (G(n) + eps)), by.arithmetic(at(solid, n), at(roots, n))
    bound = yield forall(n, rate(n) ** 2 <= eta**2 * (1 / (G(n) + eps))), by.generalize(one)
    shrinks = yield tends(eta**2 * (1 / (G(t) + eps)), t, 0), by.limit(far)
    small = yield m**2 <= 0, by.limit_order(bound, limit, shrinks)
    nought = yield eq(m, 0), by.arithmetic(small)
    one = yield vanishes, by.limit(limit, nought)
    one = yield vanishes, by.choose(some, limit, one)
    down = yield implies(unbounded, vanishes), by.discharge(endless, one)

    one = yield -G(t + 1) <= -G(t), by.arithmetic(at(rises, t))
    one = yield forall(t, -G(t + 1) <= -G(t)), by.generalize(one)
    opposite = -G(t)
    either = yield exists(m, tends(-G(t), t, m)) | grows(-opposite, t), by.limit_monotone(one)
    endless = yield suppose(grows(-opposite, t))
    one = yield unbounded, by.cite(endless)
    away = yield implies(grows(-opposite, t), unbounded), by.discharge(endless, one)
    turned = yield suppose(exists(m, tends(-G(t), t, m)))
    limit = yield suppose(tends(-G(t), t, m))
    up = yield tends(-opposite, t, -m), by.limit(limit)
    up = yield tends(G(t), t, -m), by.cite(up)
    base = yield G(1) <= G(1), by.arithmetic()
    now = yield suppose(G(1) <= G(n))
    then = yield G(1) <= G(n + 1), by.arithmetic(at(rises, n), now)
    least = yield forall(n, G(1) <= G(n)), by.induction(base, then)
    one = yield G(1) <= -m, by.limit_order(least, up)
    above = yield 0 < -m + eps, by.arithmetic(one, at(solid, 1))
    root = yield 0 < sqrt(-m + eps), by.arithmetic(above)
    goes = yield tends(rate(), t, left(-m)), by.limit(up, above, root)
    here = yield (0 < -m + eps) & tends(G(t), t, -m) & tends(rate(), t, left(-m)), by.logic(above, up, goes)
    rest = settles(left).args[1]
    one = yield rest, by.witness(-m, given=(here,))
    one = yield rest, by.choose(turned, limit, one)
    stays = yield implies(exists(m, tends(-G(t), t, m)), rest), by.discharge(turned, one)
    second = yield settles(left), by.arithmetic(either, stays, away)

    zero = yield suppose(vanishes)
    sizes = yield tends(abs(rate()), t, 0), by.limit(zero)
    one = yield rate(t) <= abs(rate(t)), by.arithmetic()
    one = yield forall(t, rate(t) <= abs(rate(t))), by.generalize(one)
    one = yield left(-m) <= 0, by.limit_order(one, goes, sizes)
    one = yield unbounded, by.arithmetic(one, root), "but η/√(G∞ + ε) > 0"
    one = yield unbounded, by.choose(turned, limit, one)
    never = yield implies(exists(m, tends(-G(t), t, m)), unbounded), by.discharge(turned, one)
    one = yield unbounded, by.arithmetic(either, never, away)
    back = yield implies(vanishes, unbounded), by.discharge(zero, one)
    first = yield exactly, by.logic(down, back)

    now_fading = yield suppose(fading)
    base = yield eq(G(0), (1 - 1 / four**0) / 3), by.algebra(starts)
    now = yield suppose(eq(G(t), (1 - 1 / four**t) / 3))
    last = yield eq(g(t + 1), 1 / two ** (t + 1)), by.cite(at(now_fading, t + 1))
    power = yield (
        eq((two * two) ** (t + 1), two ** (t + 1) * two ** (t + 1)),
        by.fact("power_product", two, two, t + 1),
    )
    then = yield (
        eq(G(t + 1), (1 - 1 / four ** (t + 1)) / 3),
        by.algebra(at(accumulates, t), now, last, power),
    )
    closed = yield forall(t, eq(G(t), (1 - 1 / four**t) / 3)), by.induction(base, then)
    far = yield grows(four**t, t), by.limit()
    goes = yield tends((1 - 1 / four**t) / 3, t, rational("1/3")), by.limit(far)
    yield tends(G(t), t, rational("1/3"))
    up = yield "<=>", tends((1 - 1 / four**t) / 3, t, rational("1/3")), by.limit_terms(closed)
    up = yield tends(G(t), t, rational("1/3")), by.logic(up, goes)
    root = yield 0 < sqrt(rational("1/3") + eps), by.arithmetic()
    one = yield tends(rate(), t, left(rational("1/3"))), by.limit(up, root)
    one = yield summed & tends(rate(), t, left(rational("1/3"))), by.logic(closed, one)
    third = yield fades, by.discharge(now_fading, one)
    yield exactly & settles(left) & fades, by.logic(first, second, third)
