"""AdaGrad under noise: its learning rate falls as 1/√t.

The statement is of one sequence of gradients whose squares have a mean over t steps that tends to s² > 0. By the strong
law of large numbers almost every sequence of independent, identically distributed gradients with E g² = s² is such a
sequence; that law is neither stated nor used here.
"""

from adagrad import G, accumulates, eta, g, starts, t
from adagrad_learning_rate import begun, eps, rate, shrinking

from lrproof import (
    adagrad,
    at,
    by,
    claim,
    conj,
    eq,
    exists,
    expect,
    forall,
    holds_under,
    iff,
    implies,
    integer,
    near_miss,
    not_tried,
    positive,
    rational,
    real,
    recurrence,
    row,
    sampled,
    sequence,
    sqrt,
    suppose,
    tends,
    total,
)

PREFIX = "ada"
PLACE = (4, 9)  # in the report: Part 4, ninth

s, m, i, n = positive("s"), real("m"), integer("i", "[1, oo)"), integer("n", "[1, oo)")
h, H = sequence("h", random=True, moments=2), sequence("H", random=True)
SYMBOLS = {
    eta: "the learning rate before it is adapted", eps: "the constant in the root", g: "the gradient of step t",
    G: "the accumulated squares", s: "the root of the mean square of the gradients", h: "a random gradient",
    H: "its accumulated squares",
}  # fmt: skip
(random_steps,) = recurrence(adagrad, {"G": H}, gradient=lambda z: h(t + 1), step=t + 1, eta=eta, eps=eps)
random_starts, steady = eq(H(0), 0), forall(i, eq(expect(h(i) ** 2), s**2))
averages = tends(G(t) / t, t, s**2)
known = starts, accumulates, begun, averages, random_starts, random_steps, steady
root, to = sqrt(t), eta / s


def settles(limit=to, scale=root):
    """The learning rate times √t, which is η by the root of a mean, tends to ``limit``."""
    return tends(rate() * scale, t, limit) & tends(eta / sqrt((G(t) + eps) / t), t, limit)


def mean(value=s**2, over=n):
    """The mean of the accumulated squares, divided by ``over``."""
    return forall(n, eq(expect(H(n) / over), value))


vanishes = tends(rate(), t, 0)


@claim(
    conj(settles(), vanishes, mean()),
    given=known,
    printed=holds_under(
        "Part 4", r"\text{learning rate} \to 0", "the mean of g² over t steps tends to some s² > 0, as under noise"
    ),
    examples=({s: 3, eta: 1, eps: 0, g: lambda k: 3, G: lambda k: 9 * k, h: lambda k: 3, H: lambda k: 9 * k},),
    near_misses=(
        near_miss(conj(settles(eta / s**2), vanishes, mean()), "s² for s"),
        near_miss(conj(settles(scale=1), vanishes, mean()), "without √t"),
        near_miss(conj(settles(), tends(rate(), t, eta), mean()), "that it stays as it was"),
        near_miss(conj(settles(), vanishes, mean(s)), "the mean of the squares is s"),
        near_miss(conj(settles(), vanishes, mean(over=n + 1)), "a step more"),
        near_miss(conj(settles(), vanishes, mean()), "the gradients may fade: 1/2, 1/4, ...",
                  given=tuple(p for p in known if p is not averages),
                  examples=({**shrinking, s: 1, h: lambda k: 1, H: lambda k: k},)),
    ),
    tried=(
        sampled(total(h(i) ** 2, i, 1, t) / t, 5, wrong=rational("50/11"), draws={h: ("normal", 1, 2)}, values={t: 10}),
        not_tried("simulate", "the runs are on quadratics, whose gradients tend to 0"),
        not_tried("derive", "nothing is solved for: the gradients are any with this mean square"),
    ),
    cheat_sheet=(row("AdaGrad's learning rate times √t, under noise", settles().args[0], "the mean of g² is s² > 0"),),
)  # fmt: skip
def noise_vanish():
    """Where the squared gradients have the mean s² in the long run, AdaGrad's learning rate is about η/(s√t)."""
    base = yield 0 < G(1) + eps, by.arithmetic(at(accumulates, 0), starts)
    now = yield suppose(0 < G(n) + eps)
    then = yield 0 < G(n + 1) + eps, by.arithmetic(at(accumulates, n), now)
    solid = yield forall(n, 0 < G(n) + eps), by.induction(base, then)
    one = yield 0 < sqrt(G(n) + eps), by.arithmetic(at(solid, n))
    roots = yield forall(n, 0 < sqrt(G(n) + eps)), by.generalize(one)
    sure = conj(0 < G(t) + eps, 0 < sqrt(G(t) + eps), 0 < (G(t) + eps) / t, 0 < sqrt((G(t) + eps) / t))
    later = yield suppose(1 <= t)
    least = yield 0 < G(t) + eps, by.cite(at(solid, t, given=(later,)))
    least = yield sure, by.arithmetic(least, later)
    least = yield implies(1 <= t, sure), by.discharge(later, least)
    yield forall(t, implies(1 <= t, sure)), by.generalize(least), "no rate divides by 0"

    share = (G(n) + eps) / n
    some = yield 0 < share, by.arithmetic(at(solid, n))
    same = yield eq(share * n, G(n) + eps), by.algebra()
    parts = yield (
        (0 < share) & (0 < sqrt(share)) & (0 < sqrt(n)) & eq(sqrt(share) * sqrt(n), sqrt(G(n) + eps)),
        by.arithmetic(same, some, one),
    )
    yield forall(n, parts.formula), by.generalize(parts)
    equal = yield eq(rate(n) * sqrt(n), eta / sqrt(share)), by.algebra(parts)
    every = yield forall(n, equal.formula), by.generalize(equal)
    small = yield tends(1 / t, t, 0), by.limit()
    apart = G(t) / t + eps * (1 / t)
    inside = yield tends(apart, t, s**2 + eps * 0), by.limit(averages, small)
    two = yield eq(share, G(n) / n + eps * (1 / n)), by.algebra()
    two = yield forall(n, two.formula), by.generalize(two)
    both = yield iff(tends((G(t) + eps) / t, t, s**2 + eps * 0), tends(apart, t, s**2 + eps * 0)), by.limit_terms(two)
    inside = yield tends((G(t) + eps) / t, t, s**2 + eps * 0), by.logic(both, inside)
    inside = yield tends((G(t) + eps) / t, t, s**2), by.limit(inside)
    over, base = eta / sqrt((G(t) + eps) / t), (yield eq(sqrt(s**2), s), by.arithmetic())
    goes = yield tends(over, t, eta / sqrt(s**2)), by.limit(inside, base)
    goes = yield tends(over, t, to), by.limit(goes, base)
    both = yield iff(tends(rate() * root, t, to), tends(over, t, to)), by.limit_terms(every)
    first = yield settles(), by.logic(both, goes)

    more = yield G(n) <= G(n + 1), by.arithmetic(at(accumulates, n))
    less = yield rate(n + 1) <= rate(n), by.arithmetic(more, at(solid, n), at(roots, n), at(roots, n + 1))
    falling = yield forall(n, less.formula), by.generalize(less)
    least = yield 0 <= rate(n), by.arithmetic(one)
    bounded = yield forall(n, least.formula), by.generalize(least)
    some = yield exists(m, tends(rate(), t, m)), by.limit_monotone(falling, bounded)
    limit = yield suppose(tends(rate(), t, m))
    square = yield rate(n) ** 2 <= eta / sqrt(share) * (eta / sqrt(share)) * (1 / n), by.arithmetic(equal, parts)
    square = yield forall(n, square.formula), by.generalize(square)
    flat = yield tends(over * over * (1 / t), t, eta / s * (eta / s) * 0), by.limit(goes, small)
    flat = yield m**2 <= eta / s * (eta / s) * 0, by.limit_order(square, limit, flat)
    nought = yield eq(m, 0), by.arithmetic(flat)
    zero = yield vanishes, by.limit(limit, nought)
    second = yield vanishes, by.choose(some, limit, zero)

    yield expect(H(0))
    base = yield "=", 0 * s**2, by.expectation(random_starts)
    now = yield suppose(eq(expect(H(t)), t * s**2))
    here = yield eq(expect(h(t + 1) ** 2), s**2), by.given(at(steady, t + 1))
    yield expect(H(t + 1))
    yield "=", expect(H(t)) + expect(h(t + 1) ** 2), by.expectation(random_steps)
    then = yield "=", (t + 1) * s**2, by.algebra(now, here)
    sums = yield forall(t, eq(expect(H(t)), t * s**2)), by.induction(base, then)
    yield expect(H(n) / n)
    yield "=", expect(H(n)) / n, by.expectation()
    one = yield "=", s**2, by.algebra(at(sums, n))
    third = yield mean(), by.generalize(one)
    yield conj(settles(), vanishes, mean()), by.logic(first, second, third)
