"""The harmonic sums 1 + 1/2 + ... + 1/t grow beyond every bound."""

from schedule_sums import S, i, l, n, rising, t

from lrproof import (
    at,
    by,
    ceiling,
    claim,
    enclosed,
    eq,
    exists,
    exp,
    forall,
    grows,
    iff,
    implies,
    log,
    near_miss,
    rational,
    suppose,
    tends,
    total,
)

PREFIX = "sched"
PLACE = (5, 19)  # in the report: Part 5, nineteenth


def harmonic(m):
    """1 + 1/2 + ... + 1/m."""
    return total(1 / (i + 1), i, 0, m - 1)


def above(least, sums=harmonic):
    """The sums are that large."""
    return forall(t, least(t) <= sums(t))


@claim(
    above(lambda m: log(m + 1)) & grows(harmonic(t), t),
    uses=(rising,),
    near_misses=(
        near_miss(above(lambda m: log(m + 2)) & grows(harmonic(t), t), "the logarithm of t + 2"),
        near_miss(above(lambda m: 2 * log(m + 1)) & grows(harmonic(t), t), "twice the logarithm"),
        near_miss(forall(t, harmonic(t) <= log(t + 1)) & grows(harmonic(t), t), "not more than the logarithm"),
    ),
    tried=(
        enclosed(log(t + 1) <= harmonic(t), {t: ("0", "1", "10", "300")}),
    ),
)  # fmt: skip
def harmonic_sums():
    """1 + 1/2 + ... + 1/t is at least log(t + 1), and grows beyond every bound."""
    none = yield eq(harmonic(0), 0), by.sum_empty()
    one = yield eq(log(rational(1)), 0), by.fact("log_one")
    base = yield log(rational(0) + 1) <= harmonic(0), by.arithmetic(none, one)
    now = yield suppose(log(t + 1) <= harmonic(t))
    more = yield eq(harmonic(t + 1), harmonic(t) + 1 / (t + 1)), by.sum_last()
    some = yield (0 < t + 1) & (0 < t + 1 + 1), by.arithmetic()
    ratio = (t + 1 + 1) / (t + 1)
    size = yield 0 < ratio, by.arithmetic(some)
    parts = yield eq(log(ratio), log(t + 1 + 1) - log(t + 1)), by.fact("log_quotient", t + 1 + 1, t + 1)
    below = yield log(ratio) <= ratio - 1, by.arithmetic(size)
    gap = yield eq(ratio - 1, 1 / (t + 1)), by.algebra(some)
    then = yield log(t + 1 + 1) <= harmonic(t + 1), by.arithmetic(now, more, parts, below, gap)
    first = yield above(lambda m: log(m + 1)), by.induction(base, then)

    one = yield harmonic(t) <= harmonic(t + 1), by.arithmetic(more, some)
    up = yield forall(t, harmonic(t) <= harmonic(t + 1)), by.generalize(one)
    known = at(rising, {S: harmonic}, given=(up,))
    either = yield exists(l, tends(harmonic(t), t, l)) | grows(harmonic(t), t), by.logic(known)
    behind = yield forall(n, forall(i, implies(n <= i, harmonic(n) <= harmonic(i)))), by.logic(known)
    limit = yield suppose(tends(harmonic(t), t, l))
    after = yield forall(i, implies(n <= i, harmonic(n) <= harmonic(i))), by.cite(at(behind, n))
    low = yield harmonic(n) <= l, by.limit_order(after, limit)
    low = yield forall(n, harmonic(n) <= l), by.generalize(low)
    far = ceiling(exp(l))
    count = yield (0 < exp(l)) & (0 <= far) & (exp(l) <= far) & (0 < far + 1), by.arithmetic()
    there = yield log(far + 1) <= harmonic(far), by.cite(at(first, far, given=(count,)))
    here = yield harmonic(far) <= l, by.cite(at(low, far, given=(count,)))
    back = yield eq(log(exp(l)), l), by.fact("log_exp", l)
    order = yield iff(log(far + 1) <= log(exp(l)), far + 1 <= exp(l)), by.fact("log_order", far + 1, exp(l))
    absurd = yield rational(1) < 0, by.arithmetic(there, here, back, order, count), "a contradiction"
    found = yield suppose(exists(l, tends(harmonic(t), t, l)))
    absurd = yield rational(1) < 0, by.choose(found, limit, absurd)
    never = yield implies(found.formula, rational(1) < 0), by.discharge(found, absurd)
    false = yield ~(rational(1) < 0), by.arithmetic()
    second = yield grows(harmonic(t), t), by.logic(either, never, false)
    yield above(lambda m: log(m + 1)) & grows(harmonic(t), t), by.logic(first, second)
