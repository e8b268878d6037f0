"""How large Adam's first moment can be against its second: the inequality of Cauchy and Schwarz, step by step."""

from lrproof import (
    adam,
    at,
    by,
    claim,
    eq,
    forall,
    iff,
    implies,
    integer,
    natural,
    near_miss,
    nonnegative,
    positive,
    real,
    recurrence,
    sequence,
    suppose,
)

PREFIX = "adam"
PLACE = (4, 25)  # in the report: Part 4, twenty-fifth

t, i, j = natural("t"), natural("i"), integer("j")
eta, eps, beta1, beta2 = positive("eta"), nonnegative("eps"), real("beta1", "[0, 1)"), real("beta2", "(0, 1)")
theta, m, v, g, k = map(sequence, ("theta", "m", "v", "g", "k"))
moves, m_step, v_step = recurrence(
    adam, {"x": theta, "m": m, "v": v}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, beta1=beta1, beta2=beta2,
    eps=eps,
)  # fmt: skip
starts = (eq(m(0), 0), eq(v(0), 0))
c, d, ratio = 1 - beta1, 1 - beta2, beta1**2 / beta2
k_starts, k_step = eq(k(0), 0), forall(t, eq(k(t + 1), ratio * k(t) + c**2 / d))
SYMBOLS = {
    eta: "the learning rate", eps: "the small number in the denominator", beta1: "the weight of the past in m",
    beta2: "the weight of the past in v", theta: "the parameter after t steps", m: "the average of t gradients",
    v: "the average of their squares", g: "the gradient of step t", k: "the largest m²/v that t gradients can give",
}  # fmt: skip


def in_ratio(n, one=beta1, other=beta2):
    """Each of the first n + 1 gradients is β₂/β₁ times the one before; for β₁ = 0: all but the last are 0."""
    return forall(i, implies(i < n, eq(one * g(i + 2), other * g(i + 1))))


def bounded(n, room=k, equal=in_ratio):
    """The statement for n + 1 gradients, or a near miss."""
    most = room(n + 1) * v(n + 1)
    return (0 < k(n + 1)) & (m(n + 1) ** 2 <= most) & iff(eq(m(n + 1) ** 2, most), equal(n))


known = (*starts, m_step, v_step, k_starts, k_step)


@claim(
    forall(t, bounded(t)),
    given=known,
    near_misses=(
        near_miss(forall(t, bounded(t, lambda n: k(n) / 2)), "half of it"),
        near_miss(forall(t, bounded(t, lambda n: k(n) * (1 - beta2**n))), "with v's bias correction"),
        near_miss(forall(t, bounded(t, equal=lambda n: in_ratio(n, beta2, beta1))), "β₁/β₂ for β₂/β₁"),
        near_miss(forall(t, bounded(t, equal=lambda n: in_ratio(n + 1))), "one gradient more"),
        near_miss(forall(t, bounded(t)), "β₁ for β₁² in k",
                  given=(*known[:-1], forall(t, eq(k(t + 1), beta1 / beta2 * k(t) + c**2 / d)))),
    ),
)  # fmt: skip
def moment_bound():
    """The first moment's square is at most k times the second moment, and equal for gradients in the ratio β₂/β₁."""

    def step(n):
        """What is given, from n to n + 1."""
        return at(m_step, n), at(v_step, n), at(k_step, n)

    base = yield 0 <= k(0), by.arithmetic(k_starts)
    now = yield suppose(0 <= k(t))
    share = yield 0 < c**2 / d, by.arithmetic()
    old = yield 0 <= ratio * k(t), by.arithmetic(now)
    then = yield 0 <= k(t + 1), by.arithmetic(at(k_step, t), old, share)
    least = yield forall(t, 0 <= k(t)), by.induction(base, then)
    old = yield 0 <= ratio * k(t), by.arithmetic(at(least, t))
    one = yield 0 < k(t + 1), by.arithmetic(at(k_step, t), old, share)
    room = yield forall(t, 0 < k(t + 1)), by.generalize(one)

    # what the first moment lacks, and how far the last gradient is from the one that would not add to it
    def gap(n):
        return k(n) * v(n) - m(n) ** 2

    def miss(n):
        return beta1 * k(n) * d * g(n + 1) - c * beta2 * m(n)

    same = yield (
        eq(d * beta2 * k(t) * gap(t + 1), (d * beta2 * k(t) * beta1**2 + c**2 * beta2**2) * gap(t) + miss(t) ** 2),
        by.algebra(*step(t)),
    )
    gaps = yield forall(t, same.formula), by.generalize(same)

    # for n + 1 gradients in that ratio, c m = d k g
    def last(n):
        return eq(c * m(n + 1), d * k(n + 1) * g(n + 1))

    def whole(n):
        return (0 <= gap(n + 1)) & iff(eq(gap(n + 1), 0), in_ratio(n)) & implies(in_ratio(n), last(n))

    one = yield eq(m(1), c * g(1)), by.algebra(at(m_step, 0), starts[0])
    two = yield eq(v(1), d * g(1) ** 2), by.algebra(at(v_step, 0), starts[1])
    three = yield eq(k(1), c**2 / d), by.algebra(at(k_step, 0), k_starts)
    zero = yield eq(gap(1), 0), by.algebra(one, two, three)
    four = yield eq(c * m(1), d * k(1) * g(1)), by.algebra(one, three)
    none = yield implies(i < 0, eq(beta1 * g(i + 2), beta2 * g(i + 1))), by.arithmetic()
    five = yield in_ratio(0), by.generalize(none)
    base = yield whole(0), by.arithmetic(zero, four, five)

    one = yield implies(j < 1, j <= 0), by.arithmetic()
    whole_numbers = yield forall(j, implies(j < 1, j <= 0)), by.generalize(one)
    now = yield suppose(whole(t))
    # the condition for one gradient more
    more = yield suppose(in_ratio(t + 1))
    near = yield t < t + 1, by.arithmetic()
    there = yield eq(beta1 * g(t + 2), beta2 * g(t + 1)), by.logic(at(more, t), near)
    inside = yield suppose(i < t)
    wider = yield i < t + 1, by.arithmetic(inside)
    one = yield eq(beta1 * g(i + 2), beta2 * g(i + 1)), by.logic(at(more, i), wider)
    one = yield implies(i < t, eq(beta1 * g(i + 2), beta2 * g(i + 1))), by.discharge(inside, one)
    fewer = yield in_ratio(t), by.generalize(one)
    both = in_ratio(t) & eq(beta1 * g(t + 2), beta2 * g(t + 1))
    one = yield both, by.logic(fewer, there)
    onward = yield implies(in_ratio(t + 1), both), by.discharge(more, one)
    less = yield suppose(both)
    here = yield in_ratio(t), by.logic(less)
    there = yield eq(beta1 * g(t + 2), beta2 * g(t + 1)), by.logic(less)
    inside = yield suppose(i < t + 1)
    before = yield implies(i < t, eq(beta1 * g(i + 2), beta2 * g(i + 1))), by.logic(at(here, i))
    two = yield implies(eq(i, t), eq(g(i + 2), g(t + 2))), by.equal_arguments()
    three = yield implies(eq(i, t), eq(g(i + 1), g(t + 1))), by.equal_arguments()
    one_less = yield i - t < 1, by.arithmetic(inside)
    none_more = yield i - t <= 0, by.given(at(whole_numbers, i - t, given=(one_less,)))
    side = yield i <= t, by.arithmetic(none_more)
    one = yield eq(beta1 * g(i + 2), beta2 * g(i + 1)), by.arithmetic(before, two, three, side, there)
    one = yield implies(i < t + 1, eq(beta1 * g(i + 2), beta2 * g(i + 1))), by.discharge(inside, one)
    one = yield in_ratio(t + 1), by.generalize(one)
    back = yield implies(both, in_ratio(t + 1)), by.discharge(less, one)
    split = yield iff(in_ratio(t + 1), both), by.logic(onward, back)

    high = yield 0 < d * beta2 * k(t + 1), by.arithmetic(at(room, t))
    weight = yield 0 < d * beta2 * k(t + 1) * beta1**2 + c**2 * beta2**2, by.arithmetic(high)
    grows = (0 <= gap(t + 2)) & iff(eq(gap(t + 2), 0), eq(gap(t + 1), 0) & eq(miss(t + 1), 0))
    add = yield grows, by.arithmetic(at(gaps, t + 1), now, high, weight)
    turn, rest = beta1 * g(t + 2) - beta2 * g(t + 1), d * k(t + 1) * g(t + 1) - c * m(t + 1)
    meets = yield eq(miss(t + 1), d * k(t + 1) * turn + beta2 * rest), by.algebra()
    factor = yield 0 < d * k(t + 1), by.arithmetic(at(room, t))
    exact = yield (
        implies(last(t), iff(eq(miss(t + 1), 0), eq(beta1 * g(t + 2), beta2 * g(t + 1)))),
        by.arithmetic(meets, factor),
    )
    first = yield iff(eq(gap(t + 2), 0), in_ratio(t + 1)), by.logic(add, now, exact, split)
    less = yield suppose(both)
    there = yield eq(beta1 * g(t + 2), beta2 * g(t + 1)), by.logic(less)
    here = yield last(t), by.logic(less, now)
    one = yield eq(ratio * g(t + 2), beta1 * g(t + 1)), by.arithmetic(there)
    yield c * m(t + 2)
    yield "=", beta1 * (c * m(t + 1)) + c**2 * g(t + 2), by.algebra(at(m_step, t + 1))
    yield "=", beta1 * (d * k(t + 1) * g(t + 1)) + c**2 * g(t + 2), by.arithmetic(here)
    yield "=", d * k(t + 1) * (ratio * g(t + 2)) + c**2 * g(t + 2), by.arithmetic(one)
    two = yield "=", d * k(t + 2) * g(t + 2), by.algebra(at(k_step, t + 1))
    one = yield implies(both, two.formula), by.discharge(less, two)
    then = yield whole(t + 1), by.logic(add, first, one, split)
    every = yield forall(t, whole(t)), by.induction(base, then)
    lie = yield whole(t), by.logic(at(every, t))
    one = yield bounded(t), by.arithmetic(lie, at(room, t))
    yield forall(t, bounded(t)), by.generalize(one)
