"""A product of factors 1 − x(t) whose sum is finite: what is left after n factors, and for ever."""

from schedule_contraction import outlasts, sums, x, y
from schedule_infinite_products import P, begun, bounded, factors, product_limit, shares, starts
from schedule_sums import S, i, l, n, rising, t

from lrproof import (
    at,
    by,
    claim,
    exists,
    forall,
    grows,
    iff,
    implies,
    near_miss,
    rational,
    real,
    suppose,
    tends,
)

PREFIX = "sched"
PLACE = (5, 5)  # in the report: Part 5, fifth

B = real("B")
SYMBOLS = {x: "what a step takes away, as a share", S: "the sum of the shares so far", B: "a bound of all these sums"}
limited = forall(t, S(t) <= B)


def within(later, ahead):
    """``later`` lies between what is left after n factors and that less the shares to come."""
    return ((1 - ahead) * P(n) <= later) & (later <= P(n))


ahead_of_n = B - S(n)


def always(ahead=ahead_of_n):
    """What is left is never 0, and what is left later is known by what is left now."""
    return forall(n, forall(i, implies(n <= i, (0 < P(i)) & within(P(i), ahead))))


stalls = exists(l, (0 < l) & tends(P(t), t, l) & forall(n, within(l, B - S(n))))
half, zero = rational("1/2"), rational(0)
once = {x: lambda k: half * zero**k, S: lambda k: half - half * zero**k, P: lambda k: half + half * zero**k, B: half}


@claim(
    always() & stalls,
    given=(starts, begun, factors, sums, shares, limited),
    uses=(rising, outlasts, product_limit),
    examples=(once,),
    near_misses=(
        near_miss(always((B - S(n)) / 2) & stalls, "half of the shares to come"),
        near_miss(always(B - S(n + 1)) & stalls, "the next share is left out"),
        near_miss(always(S(n)) & stalls, "the shares so far"),
        near_miss(always() & stalls, "a share of 1",
                  given=(starts, begun, factors, sums, forall(t, (0 <= x(t)) & (x(t) <= 1)), limited),
                  examples=({x: lambda k: zero**k, S: lambda k: 1 - zero**k, P: lambda k: zero**k, B: 1},)),
    ),
)  # fmt: skip
def finite_sum():
    """If no sum of the x(t) exceeds B, a product of factors 1 − x(t) never loses a greater share than B − S(n)."""
    falls = forall(t, (0 < P(t)) & (P(t + 1) <= P(t)))
    some_limit = exists(l, (0 < l) & tends(P(t), t, l))
    known = yield (
        falls & iff(tends(P(t), t, 0), grows(S(t), t)) & iff(some_limit, bounded(S(t))),
        by.cite(product_limit),
    )
    one = yield bounded(S(t)), by.witness(B, given=(limited,))
    some = yield some_limit, by.logic(known, one)
    down = yield falls, by.logic(known)
    one = yield -P(t) <= -P(t + 1), by.arithmetic(at(down, t))
    up = yield forall(t, one.formula), by.generalize(one)
    monotone = forall(n, forall(i, implies(n <= i, -P(n) <= -P(i))))
    order = yield monotone, by.cite(at(rising, {S: lambda j: -P(j)}, given=(up,)))
    one = yield 0 <= x(t), by.arithmetic(at(shares, t))
    gains = yield forall(t, one.formula), by.generalize(one)
    one = yield 0 <= P(t), by.arithmetic(at(down, t))
    weak = yield forall(t, one.formula), by.generalize(one)
    one = yield (1 - x(t)) * P(t) <= P(t + 1), by.arithmetic(at(factors, t))
    lasts = yield forall(t, one.formula), by.generalize(one)
    kept = P(n) * (1 - (S(i) - S(n)))
    remains = yield (
        forall(n, forall(i, implies(n <= i, kept <= P(i)))),
        (by.cite(at(outlasts, {y: P}, given=(gains, weak, lasts)))),
    )
    late = yield suppose(n <= i)
    reached = yield 0 <= i, by.arithmetic(late)
    until = yield S(i) <= B, by.cite(at(limited, i, given=(reached,)))
    less = yield kept <= P(i), by.cite(at(remains, n, i, given=(late,)))
    part = yield 0 <= P(n) * (B - S(i)), by.arithmetic(until, at(weak, n))
    above = yield -P(n) <= -P(i), by.cite(at(order, n, i, given=(late,)))
    here = yield 0 < P(i), by.arithmetic(at(down, i, given=(reached,)))
    whole = (0 < P(i)) & within(P(i), B - S(n))
    one = yield whole, by.arithmetic(less, part, above, here)
    one = yield implies(n <= i, whole), by.discharge(late, one)
    every = yield forall(i, one.formula), by.generalize(one)
    first = yield always(), by.generalize(every)

    limit = yield suppose((0 < l) & tends(P(t), t, l))
    goes = yield tends(P(t), t, l), by.logic(limit)
    late = yield suppose(n <= i)
    ends = []
    for low, high in (((1 - (B - S(n))) * P(n), P(i)), (P(i), P(n))):
        one = yield low <= high, by.arithmetic(at(every, i, given=(late,)))
        one = yield implies(n <= i, low <= high), by.discharge(late, one)
        ends.append((yield forall(i, one.formula), by.generalize(one)))
    least = yield (1 - (B - S(n))) * P(n) <= l, by.limit_order(ends[0], goes)
    most = yield l <= P(n), by.limit_order(ends[1], goes)
    one = yield within(l, B - S(n)), by.logic(least, most)
    one = yield forall(n, one.formula), by.generalize(one)
    one = yield stalls, by.witness(l, given=(limit, one))
    second = yield stalls, by.choose(some, limit, one)
    yield always() & stalls, by.logic(first, second)
