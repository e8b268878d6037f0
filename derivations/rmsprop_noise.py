"""RMSprop's average of squares under noise."""

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    eq,
    expect,
    forall,
    implies,
    integer,
    natural,
    near_miss,
    nonnegative,
    positive,
    rational,
    real,
    recurrence,
    rmsprop,
    row,
    sampled,
    sequence,
    suppose,
    tends,
    total,
)

PREFIX = "rms"
PLACE = (4, 16)

t, i, j, k = natural("t"), integer("i", "[1, oo)"), integer("j", "[1, oo)"), integer("k")
eta, beta, eps = positive("eta"), real("beta", "[0, 1)"), positive("eps")
s, w = real("s"), nonnegative("w")
G, g = sequence("G", random=True, moments=2), sequence("g", random=True, moments=4)
SYMBOLS = {
    beta: "the weight of the past", G: "the average of t squared gradients", g: "the gradient of step t",
    s: "the mean of a squared gradient", w: "the variance of a squared gradient",
}  # fmt: skip
starts = eq(G(0), 0)
(steps,) = recurrence(
    rmsprop, {"G": G}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, beta=beta, eps=eps
)  # fmt: skip
steady = forall(i, eq(expect(g(i) ** 2), s))
spread = forall(i, eq(expect(g(i) ** 4), s**2 + w))
uncorrelated = forall(
    i, forall(j, implies(i < j, eq(expect(g(i) ** 2 * g(j) ** 2), expect(g(i) ** 2) * expect(g(j) ** 2))))
)
GIVEN = (starts, steps, steady, spread, uncorrelated)


def variance(x):
    """E (x − E x)²."""
    return expect((x - expect(x)) ** 2)


def together(value):
    """The mean of an average of the past times a later square."""
    return forall(t, forall(j, implies(t < j, eq(expect(G(t) * g(j) ** 2), value))))


@claim(
    together((1 - beta**t) * s * s),
    given=GIVEN,
    near_misses=(
        near_miss(together(s * s), "without the factor 1 − βᵗ"),
        near_miss(together((1 - beta ** (t + 1)) * s * s), "one power too many"),
        near_miss(forall(t, forall(j, eq(expect(G(t) * g(j) ** 2), (1 - beta**t) * s * s))), "of any square"),
    ),
    examples=({s: 2, w: 4},),
)  # fmt: skip
def past_and_new():
    """What was averaged is uncorrelated with squares that come later."""
    nothing = yield eq(G(0) * g(j) ** 2, 0), by.arithmetic(starts)
    yield expect(G(0) * g(j) ** 2)
    base = yield "=", (1 - beta**0) * s * s, by.expectation(nothing)
    later = yield suppose(0 < j)
    base = yield implies(0 < j, eq(expect(G(0) * g(j) ** 2), (1 - beta**0) * s * s)), by.discharge(later, base)
    base = yield forall(j, implies(0 < j, eq(expect(G(0) * g(j) ** 2), (1 - beta**0) * s * s))), by.generalize(base)
    now = yield suppose(forall(j, implies(t < j, eq(expect(G(t) * g(j) ** 2), (1 - beta**t) * s * s))))
    later = yield suppose(t + 1 < j)
    before = yield eq(expect(G(t) * g(j) ** 2), (1 - beta**t) * s * s), by.arithmetic(at(now, j), later)
    apart = yield (
        eq(expect(g(t + 1) ** 2 * g(j) ** 2), expect(g(t + 1) ** 2) * expect(g(j) ** 2)),
        by.arithmetic(at(uncorrelated, t + 1, j), later),
    )
    means = yield eq(expect(g(t + 1) ** 2), s) & eq(expect(g(j) ** 2), s), by.logic(at(steady, t + 1), at(steady, j))
    step = yield (
        eq(G(t + 1) * g(j) ** 2, beta * (G(t) * g(j) ** 2) + (1 - beta) * (g(t + 1) ** 2 * g(j) ** 2)),
        by.algebra(at(steps, t)),
    )
    yield expect(G(t + 1) * g(j) ** 2)
    yield "=", beta * expect(G(t) * g(j) ** 2) + (1 - beta) * expect(g(t + 1) ** 2 * g(j) ** 2), by.expectation(step)
    yield "=", beta * ((1 - beta**t) * s * s) + (1 - beta) * (s * s), by.arithmetic(before, apart, means)
    then = yield "=", (1 - beta ** (t + 1)) * s * s, by.algebra()
    then = yield (
        implies(t + 1 < j, eq(expect(G(t + 1) * g(j) ** 2), (1 - beta ** (t + 1)) * s * s)),
        by.discharge(later, then),
    )
    then = yield (
        forall(j, implies(t + 1 < j, eq(expect(G(t + 1) * g(j) ** 2), (1 - beta ** (t + 1)) * s * s))),
        by.generalize(then),
    )
    yield together((1 - beta**t) * s * s), by.induction(base, then)


average = (1 - beta) * total(beta ** (t - k) * g(k) ** 2, k, 1, t)
mean = forall(t, eq(expect(G(t)), (1 - beta**t) * s))
share = (1 - beta) / (1 + beta)


def noise(value):
    """The variance after t steps."""
    return forall(t, eq(variance(G(t)), value))


right, limit = noise(share * (1 - beta ** (2 * t)) * w), tends(variance(G(t)), t, share * w)


@claim(
    mean & right & limit,
    given=GIVEN,
    uses=(past_and_new,),
    near_misses=(
        near_miss(mean & noise(share * w), "the limit at every step"),
        near_miss(mean & noise((1 - beta) * (1 - beta ** (2 * t)) * w), "1 for 1 + β below"),
        near_miss(forall(t, eq(expect(G(t)), s)), "no bias at the start"),
        near_miss(right, "the mean square may change", given=(starts, steps, spread, uncorrelated), examples=({},)),
    ),
    derived=(
        derived(
            "the variance after t steps, from V⁺ = β²V + (1 − β)²w",
            lambda: derive.solve_recurrence(lambda v: beta**2 * v + (1 - beta) ** 2 * w, rational(0), t),
            share * (1 - beta ** (2 * t)) * w,
        ),
    ),
    tried=(
        sampled((average - (1 - beta**t)) ** 2, 2 * share * (1 - beta ** (2 * t)), wrong=2 * (1 - beta),
                draws={g: ("normal", 0, 1)}, values={beta: "9/10", t: 10}),
    ),
    examples=({s: 2, w: 4},),
    cheat_sheet=(row("The variance of RMSprop's average in the end", share * w),),
)  # fmt: skip
def stationary_noise():
    """Of uncorrelated squares the average has the mean (1 − βᵗ)s, and in the end (1 − β)/(1 + β) of their variance."""
    yield expect(G(0))
    start = yield "=", (1 - beta**0) * s, by.expectation(starts)
    now = yield suppose(eq(expect(G(t)), (1 - beta**t) * s))
    yield expect(G(t + 1))
    yield "=", beta * expect(G(t)) + (1 - beta) * expect(g(t + 1) ** 2), by.expectation(steps)
    then = yield "=", (1 - beta ** (t + 1)) * s, by.algebra(now, at(steady, t + 1))
    first = yield mean, by.induction(start, then)

    def second(n):
        return share * (1 - beta ** (2 * n)) * w + ((1 - beta**n) * s) ** 2

    square = yield eq(G(0) ** 2, 0), by.arithmetic(starts)
    yield expect(G(0) ** 2)
    yield "=", 0, by.expectation(square)
    start = yield "=", second(0), by.algebra()
    now = yield suppose(eq(expect(G(t) ** 2), second(t)))
    new = yield eq(expect(G(t) * g(t + 1) ** 2), (1 - beta**t) * s * s), by.arithmetic(at(past_and_new, t, t + 1))
    fourth = yield eq(expect(g(t + 1) ** 4), s**2 + w), by.given(at(spread, t + 1))
    step = yield (
        eq(
            G(t + 1) ** 2,
            beta**2 * G(t) ** 2 + 2 * beta * (1 - beta) * (G(t) * g(t + 1) ** 2) + (1 - beta) ** 2 * g(t + 1) ** 4,
        ),
        by.algebra(at(steps, t)),
    )
    yield expect(G(t + 1) ** 2)
    yield (
        "=",
        beta**2 * expect(G(t) ** 2)
        + 2 * beta * (1 - beta) * expect(G(t) * g(t + 1) ** 2)
        + (1 - beta) ** 2 * expect(g(t + 1) ** 4),
        by.expectation(step),
    )
    then = yield "=", second(t + 1), by.algebra(now, new, fourth)
    squares = yield forall(t, eq(expect(G(t) ** 2), second(t))), by.induction(start, then)
    yield variance(G(t))
    yield "=", expect(G(t) ** 2) - expect(G(t)) ** 2, by.expectation()
    one = yield "=", share * (1 - beta ** (2 * t)) * w, by.algebra(at(squares, t), at(first, t))
    varied = yield right, by.generalize(one)
    power = yield tends(beta**t, t, 0), by.limit()
    form = share * (1 - beta**t * beta**t) * w
    ends = yield tends(form, t, share * (1 - 0 * 0) * w), by.limit(power)
    here = yield eq(variance(G(t)), form), by.algebra(at(varied, t))
    closed = yield forall(t, eq(variance(G(t)), form)), by.generalize(here)
    yield limit
    both = yield "<=>", tends(form, t, share * w), by.limit_terms(closed)
    same = yield tends(form, t, share * w), by.cite(ends)
    yield mean & right & limit, by.logic(first, varied, both, same)
