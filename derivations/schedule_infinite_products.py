"""Products of factors 1 − x(t): when they tend to 0."""

from schedule_contraction import dies_out, m, outlasts, sums, x, y
from schedule_sums import S, c, endless, from_on, half, i, k, l, n, passes, rises, rising, settles, t

from lrproof import (
    at,
    by,
    claim,
    eq,
    exists,
    forall,
    iff,
    implies,
    larger,
    near_miss,
    rational,
    sequence,
    suppose,
    tends,
)

PREFIX = "sched"
PLACE = (5, 3)  # in the report: Part 5, third

P = sequence("P")
starts, begun = eq(P(0), 1), eq(S(0), 0)
factors = forall(t, eq(P(t + 1), (1 - x(t)) * P(t)))
shares = forall(t, (0 <= x(t)) & (x(t) < 1))
falls = forall(t, (0 < P(t)) & (P(t + 1) <= P(t)))


def bounded(sum_):
    """The sums stay below some number."""
    return exists(c, forall(t, sum_ <= c))


def ends(which):
    """The product has a limit above 0 exactly if ``which``."""
    return iff(exists(l, (0 < l) & tends(P(t), t, l)), which)


finite = ends(bounded(S(t)))
halves = {x: lambda k: half + 0 * k, S: lambda k: k / 2, P: lambda k: half**k}
still = {x: lambda k: 0 * k, S: lambda k: 0 * k, P: lambda k: 1 + 0 * k}


@claim(
    falls & iff(tends(P(t), t, 0), endless) & finite,
    given=(starts, begun, factors, sums, shares),
    uses=(rising, dies_out, outlasts),
    examples=(halves, still),
    near_misses=(
        near_miss(falls & iff(tends(P(t), t, 1), endless) & finite, "1 as the limit"),
        near_miss(forall(t, (0 < P(t)) & (P(t + 1) < P(t))) & iff(tends(P(t), t, 0), endless) & finite,
                  "it falls strictly, also by no share"),
        near_miss(falls & iff(tends(P(t), t, 0), endless) & finite, "a share of 1",
                  given=(starts, begun, factors, sums, forall(t, (0 <= x(t)) & (x(t) <= 1))),
                  examples=({x: lambda k: 1 + 0 * k, S: lambda k: k, P: lambda k: rational(0) ** k},)),
        near_miss(falls & iff(tends(P(t), t, 0), tends(S(t), t, 0)) & finite, "exactly if the sum tends to 0"),
    ),
)  # fmt: skip
def product_limit():
    """A product of factors 1 − x(t), 0 ≤ x(t) < 1, tends to 0 exactly if the sum of the x(t) is infinite."""
    base = yield 0 < P(0), by.arithmetic(starts)
    now = yield suppose(0 < P(t))
    then = yield 0 < P(t + 1), by.arithmetic(now, at(factors, t), at(shares, t))
    alive = yield forall(t, 0 < P(t)), by.induction(base, then)
    after = yield 0 < P(t + 1), by.cite(at(alive, t + 1))
    lives = yield forall(t, 0 < P(t + 1)), by.generalize(after)
    one = yield (0 < P(t)) & (P(t + 1) <= P(t)), by.arithmetic(at(alive, t), at(factors, t), at(shares, t))
    first = yield falls, by.generalize(one)
    one = yield 0 <= P(t), by.arithmetic(at(alive, t))
    left = yield forall(t, 0 <= P(t)), by.generalize(one)
    one = yield P(t + 1) <= P(t), by.arithmetic(at(first, t))
    down = yield forall(t, P(t + 1) <= P(t)), by.generalize(one)
    one = yield 0 <= x(t), by.arithmetic(at(shares, t))
    gains = yield forall(t, 0 <= x(t)), by.generalize(one)
    one = yield (0 <= x(t)) & (x(t) <= 1), by.arithmetic(at(shares, t))
    weak = yield forall(t, (0 <= x(t)) & (x(t) <= 1)), by.generalize(one)
    one = yield S(t) <= S(t + 1), by.arithmetic(at(sums, t), at(gains, t))
    up = yield rises, by.generalize(one)
    either = yield settles | endless, by.cite(at(rising, {}, given=(up,)))
    late = yield suppose(0 <= i)
    one = yield P(i + 1) <= (1 - x(i)) * P(i), by.arithmetic(at(factors, i, given=(late,)))
    one = yield implies(0 <= i, P(i + 1) <= (1 - x(i)) * P(i)), by.discharge(late, one)
    shrinks = yield forall(i, implies(0 <= i, P(i + 1) <= (1 - x(i)) * P(i))), by.generalize(one)
    one = yield (1 - x(t)) * P(t) <= P(t + 1), by.arithmetic(at(factors, t))
    lasts = yield forall(t, (1 - x(t)) * P(t) <= P(t + 1)), by.generalize(one)

    # an infinite sum
    growing = yield suppose(endless)
    gone = yield (
        implies(endless & left.formula, tends(P(t), t, 0)),
        by.cite(at(dies_out, {y: P, m: 0}, given=(weak, shrinks))),
    )
    gone = yield tends(P(t), t, 0), by.logic(gone, growing, left)
    infinite = yield implies(endless, tends(P(t), t, 0)), by.discharge(growing, gone)

    # a finite one
    kept = exists(c, (0 < c) & from_on(c <= P(i)))
    stay = yield (
        forall(l, implies(tends(S(t), t, l) & lives.formula, kept)),
        by.cite(at(outlasts, {y: P}, given=(gains, left, lasts))),
    )
    converging = yield suppose(settles)
    limit = yield suppose(tends(S(t), t, l))
    both = yield tends(S(t), t, l) & lives.formula, by.logic(limit, lives)
    one = yield kept, by.cite(at(stay, l, given=(both,)))
    one = yield kept, by.choose(converging, limit, one)
    where = yield exists(l, tends(P(t), t, l)), by.limit_monotone(down, left)
    there = yield suppose(tends(P(t), t, l))
    part = yield suppose((0 < c) & from_on(c <= P(i)))
    from_ = yield from_on(c <= P(i)), by.logic(part)
    after = yield suppose((0 <= k) & forall(i, implies(k <= i, c <= P(i))))
    after_k = yield forall(i, implies(k <= i, c <= P(i))), by.logic(after)
    low = yield c <= l, by.limit_order(after_k, there)
    low = yield c <= l, by.choose(from_, after, low)
    some = yield 0 < l, by.arithmetic(low, part)
    some = yield 0 < l, by.choose(one, part, some)
    found = yield exists(l, (0 < l) & tends(P(t), t, l)), by.witness(l, given=(some, there))
    found = yield exists(l, (0 < l) & tends(P(t), t, l)), by.choose(where, there, found)
    some_left = yield implies(settles, exists(l, (0 < l) & tends(P(t), t, l))), by.discharge(converging, found)

    # a limit above 0 bounds the sum
    high = yield suppose((0 < l) & tends(P(t), t, l))
    goes = yield tends(P(t), t, l), by.logic(high)
    late = yield suppose(n <= i)
    now = yield suppose(P(i) <= P(n))
    start = yield 0 <= i, by.arithmetic(late)
    then = yield P(i + 1) <= P(n), by.arithmetic(now, at(down, i, given=(start,)))
    base = yield P(n) <= P(n), by.arithmetic()
    before = yield forall(i, implies(n <= i, P(i) <= P(n))), by.induction(base, then)
    below = yield l <= P(n), by.limit_order(before, goes)
    below = yield forall(n, l <= P(n)), by.generalize(below)
    spent = forall(i, implies(0 <= i, P(i) * (1 + S(i) - S(0)) <= larger(P(0), 0)))
    bound = yield spent, by.cite(at(dies_out, {y: P, m: 0}, given=(weak, shrinks)))
    size = yield P(t) * (1 + S(t)) <= 1, by.arithmetic(at(bound, t), starts, begun)
    positive_ = yield 0 < l, by.logic(high)
    one = yield S(t) <= 1 / l, by.arithmetic(size, at(below, t), positive_)
    one = yield forall(t, S(t) <= 1 / l), by.generalize(one)
    one = yield bounded(S(t)), by.witness(1 / l, given=(one,))
    some = yield suppose(exists(l, (0 < l) & tends(P(t), t, l)))
    one = yield bounded(S(t)), by.choose(some, high, one)
    limited = yield implies(exists(l, (0 < l) & tends(P(t), t, l)), bounded(S(t))), by.discharge(some, one)

    # and an infinite sum has no bound
    growing = yield suppose(endless)
    beyond = yield implies(endless, passes), by.cite(at(rising, {}, given=(up,)))
    beyond = yield passes, by.logic(beyond, growing)
    cap = yield suppose(bounded(S(t)))
    cap_c = yield suppose(forall(t, S(t) <= c))
    some = yield from_on(c < S(i)), by.cite(at(beyond, c))
    after = yield suppose((0 <= k) & forall(i, implies(k <= i, c < S(i))))
    after_k = yield forall(i, implies(k <= i, c < S(i))), by.logic(after)
    least = yield 0 <= k, by.logic(after)
    one = yield c < S(k), by.cite(at(after_k, k))
    one = yield rational(1) < 0, by.arithmetic(one, at(cap_c, k, given=(least,))), "a contradiction"
    one = yield rational(1) < 0, by.choose(some, after, one)
    one = yield rational(1) < 0, by.choose(cap, cap_c, one)
    one = yield implies(bounded(S(t)), rational(1) < 0), by.discharge(cap, one)
    never = yield implies(endless, implies(bounded(S(t)), rational(1) < 0)), by.discharge(growing, one)
    nothing = yield suppose(tends(P(t), t, 0))
    one = yield l <= 0, by.limit_order(below, nothing)
    one = yield rational(1) < 0, by.arithmetic(one, high), "a contradiction"
    some = yield suppose(exists(l, (0 < l) & tends(P(t), t, l)))
    one = yield rational(1) < 0, by.choose(some, high, one)
    one = yield implies(exists(l, (0 < l) & tends(P(t), t, l)), rational(1) < 0), by.discharge(some, one)
    apart = yield implies(tends(P(t), t, 0), implies(some.formula, rational(1) < 0)), by.discharge(nothing, one)
    false = yield ~(rational(1) < 0), by.arithmetic()
    second = yield iff(tends(P(t), t, 0), endless), by.logic(infinite, some_left, either, apart, false)
    third = yield finite, by.logic(limited, some_left, either, never, false)
    yield falls & iff(tends(P(t), t, 0), endless) & finite, by.logic(first, second, third)
