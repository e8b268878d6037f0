"""The hump of the best heavy ball: how high (1 + (1 + r)t) rᵗ rises before it falls."""

from lrproof import by, claim, eq, exp, forall, iff, implies, log, natural, near_miss, rational, real, suppose, tends

PREFIX = "hb"
PLACE = (3, 17)  # in the report: Part 3, seventeenth

K, t, m, n = real("K", "(1, oo)"), natural("t"), natural("m"), natural("n")
r = (K - 1) / (K + 1)


def hump(t, r=r):
    """What the best heavy ball leaves of the steepest mode after t steps, as a share of the start."""
    return (1 + (1 + r) * t) * r**t


def high(K):
    """An upper bound of the hump's height."""
    return K * exp((K + 1) / (K * (K - 1)) - 1)


def low(K):
    """A lower bound of the hump's height."""
    return (K**2 - K + 1) / (K + 1) * exp(-(K / (K - 1)))


bounded = forall(t, hump(t) <= high(K))
middle = (K / 2 - 1 < m) & (m <= K / 2)
reached = forall(m, implies(middle, low(K) <= hump(m)))
both_are = tends(high(n + 2) / (n + 2), n, exp(rational(-1))) & tends(low(n + 2) / (n + 2), n, exp(rational(-1)))


@claim(
    bounded & reached & both_are,
    near_misses=(
        near_miss(forall(t, hump(t) <= low(K)) & reached & both_are, "the lower bound above"),
        near_miss(bounded & forall(m, implies(middle, high(K) <= hump(m))) & both_are, "the upper bound below"),
        near_miss(forall(t, hump(t) <= K / 3) & reached & both_are, "K/3, not K/e"),
        near_miss(bounded & forall(m, implies(middle, K / 2 <= hump(m))) & both_are, "K/2, not K/e"),
    ),
)  # fmt: skip
def hump_height():
    """The hump is about K/e high, reached at about K/2 steps; K is √κ and r = (K − 1)/(K + 1)."""
    c, z = -log(r), -(t * log(r)) - log(r) / (1 + r) - 1
    share = yield (0 < r) & (r < 1), by.arithmetic()
    shape = yield eq((1 + r) * (K + 1), 2 * K), by.algebra()
    most = yield log(r) <= r - 1, by.arithmetic(share), "ln u ≤ u − 1"
    one = yield eq(log(rational(1)), 0), by.fact("log_one")
    turned = yield eq(log(1 / r), log(rational(1)) - log(r)), by.fact("log_quotient", 1, r, given=(share,))
    upside = yield eq(1 / r - 1, 2 / (K - 1)), by.algebra(share)
    two = yield log(1 / r) <= 1 / r - 1, by.arithmetic(share), "ln u ≤ u − 1"
    small = yield c <= 2 / (K - 1), by.arithmetic(one, turned, upside, two)
    other = yield eq(1 - r, 2 / (K + 1)), by.algebra()
    large = yield 2 / (K + 1) <= c, by.arithmetic(most, other)

    power = yield eq(log(r**t), t * log(r)), by.fact("log_power", r, t, given=(share,))
    above = yield 0 < r**t, by.arithmetic(share)
    whole = yield eq(exp(log(r**t)), r**t), by.fact("exp_log", r**t, given=(above,))
    again = yield eq(exp(t * log(r)), exp(log(r**t))), by.equal_arguments(power)
    parts = yield eq(exp(z + t * log(r)), exp(z) * exp(t * log(r))), by.fact("exp_sum", z, t * log(r))
    tangent = yield c / (1 + r) * (1 + (1 + r) * t) <= exp(z), by.arithmetic(share), "1 + z ≤ eᶻ"
    rest = c / (1 + r) - 1
    same = yield eq(exp(z + t * log(r)), exp(rest)), by.equal_arguments()
    product = yield eq(exp(z) * r**t, exp(rest)), by.arithmetic(same, parts, again, whole)
    one = yield c / (1 + r) * (1 + (1 + r) * t) * r**t <= exp(z) * r**t, by.arithmetic(tangent, above)
    exact = yield c / (1 + r) * hump(t) <= exp(rest), by.arithmetic(one, product)
    ends = (K + 1) / (K * (K - 1)) - 1
    ratio = yield rest <= ends, by.arithmetic(small, shape, share)
    order = yield iff(exp(rest) <= exp(ends), rest <= ends), by.fact("exp_order", rest, ends)
    scale = yield 1 / K <= c / (1 + r), by.arithmetic(large, shape, share)
    size = yield 0 <= hump(t), by.arithmetic(share, above)
    one = yield 1 / K * hump(t) <= exp(ends), by.arithmetic(exact, scale, size, order, ratio)
    one = yield hump(t) <= high(K), by.arithmetic(one)
    first = yield bounded, by.generalize(one)

    range_ = yield suppose(middle)
    power = yield eq(log(r**m), m * log(r)), by.fact("log_power", r, m, given=(share,))
    above = yield 0 < r**m, by.arithmetic(share)
    whole = yield eq(exp(log(r**m)), r**m), by.fact("exp_log", r**m, given=(above,))
    again = yield eq(exp(m * log(r)), exp(log(r**m))), by.equal_arguments(power)
    down = -(K / (K - 1))
    order = yield iff(exp(down) <= exp(m * log(r)), down <= m * log(r)), by.fact("exp_order", down, m * log(r))
    falls = yield m * c <= K / 2 * (2 / (K - 1)), by.arithmetic(range_, small, large)
    one = yield eq(K / 2 * (2 / (K - 1)), -down), by.algebra()
    least = yield exp(down) <= r**m, by.arithmetic(falls, one, order, again, whole)
    front = yield (K**2 - K + 1) / (K + 1) <= 1 + (1 + r) * m, by.arithmetic(range_, shape)
    some = yield 0 <= (K**2 - K + 1) / (K + 1), by.arithmetic()
    one = yield low(K) <= hump(m), by.arithmetic(least, front, some, above)
    one = yield implies(middle, low(K) <= hump(m)), by.discharge(range_, one)
    second = yield reached, by.generalize(one)

    zero = yield tends(1 / n, n, 0), by.limit()
    next_ = yield tends(1 / (n + 1), n, 0), by.limit(zero)
    later = yield tends(1 / (n + 2), n, 0), by.limit(next_)
    last = yield tends(1 / (n + 3), n, 0), by.limit(later)
    simple = exp(2 * (1 / (n + 1)) - 1 / (n + 2) - 1)
    inside = yield eq((n + 2 + 1) / ((n + 2) * (n + 2 - 1)) - 1, 2 * (1 / (n + 1)) - 1 / (n + 2) - 1), by.algebra()
    one = yield eq(exp((n + 2 + 1) / ((n + 2) * (n + 2 - 1)) - 1), simple), by.equal_arguments(inside)
    one = yield eq(high(n + 2) / (n + 2), simple), by.algebra(one)
    same = yield forall(n, eq(high(n + 2) / (n + 2), simple)), by.generalize(one)
    yield tends(high(n + 2) / (n + 2), n, exp(rational(-1)))
    moved = yield "<=>", tends(simple, n, exp(rational(-1))), by.limit_terms(same)
    value = yield eq(exp(2 * rational(0) - 0 - 1), exp(rational(-1))), by.equal_arguments()
    goal = yield tends(simple, n, exp(rational(-1))), by.limit(next_, later, value)
    third = yield tends(high(n + 2) / (n + 2), n, exp(rational(-1))), by.logic(moved, goal)
    simple = (1 - 3 * (1 / (n + 3)) + 1 / (n + 2)) * exp(-1 - 1 / (n + 1))
    inside = yield eq(-((n + 2) / (n + 2 - 1)), -1 - 1 / (n + 1)), by.algebra()
    one = yield eq(exp(-((n + 2) / (n + 2 - 1))), exp(-1 - 1 / (n + 1))), by.equal_arguments(inside)
    one = yield eq(low(n + 2) / (n + 2), simple), by.algebra(one)
    same = yield forall(n, eq(low(n + 2) / (n + 2), simple)), by.generalize(one)
    yield tends(low(n + 2) / (n + 2), n, exp(rational(-1)))
    moved = yield "<=>", tends(simple, n, exp(rational(-1))), by.limit_terms(same)
    value = yield eq(exp(-1 - rational(0)), exp(rational(-1))), by.equal_arguments()
    goal = yield tends(simple, n, exp(rational(-1))), by.limit(next_, later, last, value)
    four = yield tends(low(n + 2) / (n + 2), n, exp(rational(-1))), by.logic(moved, goal)
    yield bounded & reached & both_are, by.logic(first, second, third, four)
