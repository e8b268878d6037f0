"""Why warmup: the step divides by what is uncertain at first."""

from lrproof import (
    at,
    by,
    claim,
    eq,
    expect,
    forall,
    implies,
    integer,
    natural,
    near_miss,
    positive,
    random_variable,
    rational,
    row,
    sampled,
    sequence,
    suppose,
    total,
)

PREFIX = "warm"
PLACE = (5, 37)

t, n, i = integer("t", "[3, oo)"), natural("n"), integer("i", "[1, oo)")
variance = positive("sigma2", latex=r"\sigma^2")
g, r = sequence("g", random=True, moments=2), random_variable("r")
y, z = sequence("y", random=True), sequence("z", random=True)
SYMBOLS = {
    g: "the gradient of step i", variance: "its variance", r: "the inverse of the sum of t squares",
    y: "the share of gradient i in that sum", z: "the share times the inverse",
}  # fmt: skip
squares = total(g(i) ** 2, i, 1, t)
inverse, share = eq(r * squares, 1), forall(i, eq(y(i), g(i) ** 2 * r))
shared = forall(i, eq(z(i), y(i) * r))
stein = forall(i, implies(i <= t, eq(expect(y(i)), variance * (expect(r) - 2 * expect(z(i))))))


def mean(value):
    """Of the inverse of the mean of t squares, which is t r."""
    return eq(expect(t * r), value)


@claim(
    mean(t / ((t - 2) * variance)),
    given=(inverse, share, shared, stein),
    near_misses=(
        near_miss(mean(1 / variance), "the inverse of the mean"),
        near_miss(mean(t / ((t - 1) * variance)), "1 for 2"),
        near_miss(mean(t / (t - 2) * variance), "times the variance"),
    ),
    tried=(
        sampled(1 / (total(g(i) ** 2, i, 1, t) / t), rational("1.25"), wrong=1, draws={g: ("normal", 0, 1)},
                values={t: 10}),
    ),
    examples=({t: 3, variance: 3, g: lambda k: 1, r: rational("1/3"), y: lambda k: rational("1/3"),
               z: lambda k: rational("1/9")},),
    cheat_sheet=(row("The mean of 1/v̂ over t normal gradients, plain averages", t / ((t - 2) * variance)),),
)  # fmt: skip
def adam_inverse_moment():
    """Under Stein's identity (normal gradients) 1/(mean of t squares) has the mean t/(t − 2) over the variance."""
    yield total(rational(1), i, 1, 0)
    start = yield "=", 0, by.sum_empty()
    now = yield suppose(eq(total(rational(1), i, 1, n), n))
    yield total(rational(1), i, 1, n + 1)
    then = yield "=", n + 1, by.sum_last(now)
    counted = yield forall(n, eq(total(rational(1), i, 1, n), n)), by.induction(start, then)
    yield total(y(i), i, 1, t)
    yield "=", total(r * g(i) ** 2, i, 1, t), by.sum_terms(share)
    yield "=", r * squares, by.sum_scale()
    all_shares = yield "=", 1, by.given(inverse)
    yield total(z(i), i, 1, t)
    yield "=", total(r * y(i), i, 1, t), by.sum_terms(shared)
    yield "=", r * total(y(i), i, 1, t), by.sum_scale()
    all_inverse = yield "=", r, by.arithmetic(all_shares)
    one = yield eq(total(expect(y(i)), i, 1, t), 1), by.expectation(all_shares)
    two = yield eq(total(expect(z(i)), i, 1, t), expect(r)), by.expectation(all_inverse)
    yield total(expect(y(i)), i, 1, t)
    yield "=", total(variance * expect(r) * 1 + -2 * variance * expect(z(i)), i, 1, t), by.sum_terms(stein)
    yield "=", total(variance * expect(r) * 1, i, 1, t) + total(-2 * variance * expect(z(i)), i, 1, t), by.sum_add()
    sides = variance * expect(r) * total(rational(1), i, 1, t) + -2 * variance * total(expect(z(i)), i, 1, t)
    sums = yield "=", sides, by.sum_scale()
    balance = yield eq(1, variance * expect(r) * (t - 2)), by.arithmetic(one, sums, two, at(counted, t))
    yield expect(t * r)
    yield "=", t * expect(r), by.expectation()
    yield "=", t / ((t - 2) * variance), by.arithmetic(balance)
