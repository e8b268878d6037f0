"""Why no T steps are better than Chebyshev's: the curvatures at which his polynomial is ±1."""

from chebyshev_nodes import T, angles, cosine, every, j, k, n, orthogonal, over_peaks, peak, top
from chebyshev_products import N, d, eta, g, interpolation, lam, m, moves, p, phi, resolvent, starts, t, z

from lrproof import (
    at,
    between,
    by,
    claim,
    cos,
    eq,
    exists,
    forall,
    implies,
    integer,
    near_miss,
    rational,
    real,
    sin,
    suppose,
    total,
)

PREFIX = "cheb"
PLACE = (2, 10)  # in the report: Part 2, tenth

# curvatures from m − d to m + d, of which m/d = (r + 1/r)/2
r, i = real("r", "(0, 1)"), integer("i")
shape = eq(d * (1 + r**2), 2 * r * m)
high = m - d * cos(peak)


def value(steps, ratio=r):
    """The least worst factor of so many steps."""
    return 2 * ratio**steps / (1 + ratio ** (2 * steps))


def polynomial(degree):
    """Chebyshev's polynomial at (r + 1/r)/2."""
    return (r**degree + r ** (-degree)) / 2


def faster(least):
    """n steps that vary, against the n-th power of the best factor of one step, for n ≥ ``least``."""
    return forall(i, implies(rational(least) <= i, value(i) < (2 * r / (1 + r**2)) ** i))


@claim(
    faster(2),
    near_misses=(
        near_miss(faster(1), "one step, too"),
        near_miss(forall(i, implies(rational(2) <= i, value(i) < r**i)), "rⁿ for the power"),
    ),
)
def faster_than_fixed():
    """Two or more steps that vary are better than as many equal ones."""
    rate, power = 2 * r / (1 + r**2), r**i
    base = yield value(rational(2)) < rate**2, by.arithmetic()
    now = yield suppose(value(i) < rate**i)
    start = yield suppose(2 <= i)
    small = yield (0 < power) & (power < 1), by.arithmetic(start)
    here = yield eq(value(i), 2 * power / (1 + power**2)), by.algebra()
    after = yield eq(value(i + 1), 2 * (r * power) / (1 + (r * power) ** 2)), by.algebra()
    gap = yield 0 < (1 - r**2) * (1 - power**2), by.arithmetic(small)
    one = yield (
        2 * (r * power) / (1 + (r * power) ** 2) < rate * (2 * power / (1 + power**2)),
        by.arithmetic(gap, small),
    )
    two = yield rate * value(i) < rate * rate**i, by.arithmetic(now)
    then = yield value(i + 1) < rate ** (i + 1), by.arithmetic(one, two, here, after)
    yield faster(2), by.induction(base, then)


peaks = {N: 2 * T - 1, phi: top, z: rational(0), g: lambda i: 1 / (m - d * cos(top(i)))}


def weighed(times):
    """The sum of cos(times φ)/λ over the curvatures at which Chebyshev's polynomial is ±1."""
    return over_peaks(cos(times * peak) * (1 / high))


reciprocals = over_peaks(1 / high)


def reciprocal():
    """Lines that show: these curvatures are positive, and have reciprocals."""
    above = yield 0 < high, by.arithmetic(shape)
    guard = yield suppose((0 <= j) & (j <= 2 * T - 1))
    one = yield eq((high - 0) * (1 / high), 1), by.algebra(above)
    return above, (yield from every(j, guard, one))


@claim(
    eq(value(T) * reciprocals, weighed(T)),
    given=(shape,),
    uses=(angles, orthogonal, resolvent),
    near_misses=(
        near_miss(eq(r**T * reciprocals, weighed(T)), "rᵀ for the value"),
        near_miss(eq(value(T) * reciprocals, weighed(T + 1)), "T + 1 for T"),
    ),
)
def extremes():
    """The sum of ±1/λ over these curvatures, the signs taking turns, is 2rᵀ/(1 + r²ᵀ) times the sum of 1/λ."""
    _, units = yield from reciprocal()
    ratio = yield eq(2 * (m - 0) / d, r + 1 / r), by.arithmetic(shape)

    def recurrence_at(place):
        rest = 2 / d * over_peaks(cos((T + place) * peak))
        return eq(weighed(T + place + 1) + weighed(T + place - 1), 2 * (m - 0) / d * weighed(T + place) - rest)

    recurs = yield forall(k, recurrence_at(k)), by.cite(at(resolvent, peaks, given=(units,)))

    guard = yield suppose((0 <= j) & (j <= 2 * T - 1))
    around = yield eq(cos(2 * T * peak), 1) & eq(sin(2 * T * peak), 0), by.arithmetic(at(angles, j, given=(guard,)))
    back = yield from cosine(2 * T * peak, (T + 1) * peak, -1)
    mirror = yield (
        eq(cos((T - 1) * peak) * (1 / high), cos((T + 1) * peak) * (1 / high))
        & eq(cos((T + T) * peak) * (1 / high), 1 / high),
        by.arithmetic(back, around),
    )
    terms = yield from every(j, guard, mirror)
    symmetric = yield eq(weighed(T - 1), weighed(T + 1)), by.sum_terms(terms)
    whole = yield eq(weighed(T + T), reciprocals), by.sum_terms(terms)

    both = eq(weighed(T + i), polynomial(i) * weighed(T)) & eq(weighed(T + i + 1), polynomial(i + 1) * weighed(T))
    zero = yield eq(over_peaks(cos((T + 0) * peak)), 0), by.arithmetic(at(orthogonal, T))
    first = yield recurrence_at(0), by.cite(at(recurs, 0))
    base = yield (
        implies(
            rational(0) + 1 <= T,
            eq(weighed(T + 0), polynomial(0) * weighed(T)) & eq(weighed(T + 0 + 1), polynomial(0 + 1) * weighed(T)),
        ),
        by.arithmetic(first, zero, symmetric, ratio),
    )
    now = yield suppose(implies(i + 1 <= T, both))
    start = yield suppose(0 <= i)
    guard = yield suppose(i + 1 + 1 <= T)
    known = yield both, by.arithmetic(now, guard)
    zero = yield (
        eq(over_peaks(cos((T + (i + 1)) * peak)), 0),
        by.arithmetic(at(orthogonal, T + (i + 1), given=(start, guard))),
    )
    step = yield recurrence_at(i + 1), by.cite(at(recurs, i + 1))
    bend = yield eq((r + 1 / r) * polynomial(i + 1) - polynomial(i), polynomial(i + 1 + 1)), by.algebra()
    one = yield (
        eq(
            weighed(T + (i + 1) + 1),
            (r + 1 / r) * (polynomial(i + 1) * weighed(T)) - polynomial(i) * weighed(T),
        ),
        by.arithmetic(step, zero, ratio, known),
    )
    two = yield (
        eq(weighed(T + (i + 1)), polynomial(i + 1) * weighed(T))
        & eq(weighed(T + (i + 1) + 1), polynomial(i + 1 + 1) * weighed(T)),
        by.arithmetic(known, one, bend),
    )
    then = yield implies(i + 1 + 1 <= T, two.formula), by.discharge(guard, two)
    always = yield forall(i, implies(0 <= i, implies(i + 1 <= T, both))), by.induction(base, then)
    end = yield eq(weighed(T + (T - 1) + 1), polynomial(T) * weighed(T)), by.arithmetic(at(always, T - 1))
    scale = yield eq(value(T) * polynomial(T), 1), by.algebra()
    yield eq(value(T) * reciprocals, weighed(T)), by.arithmetic(end, whole, scale)


def still():
    """Lines that show: on curvature 0 nothing moves."""
    base = yield eq(p(0, rational(0)), 1), by.given(at(starts, 0))
    now = yield suppose(eq(p(t, rational(0)), 1))
    then = yield eq(p(t + 1, rational(0)), 1), by.arithmetic(now, at(moves, 0, t))
    always = yield forall(t, eq(p(t, rational(0)), 1)), by.induction(base, then)
    return (yield eq(p(T, rational(0)), 1), by.cite(at(always, T)))


def reached(bound):
    """Some curvature is multiplied by ``bound`` or more."""
    return exists(lam, between(m - d, lam, m + d) & (bound <= abs(p(T, lam))))


some = reached(value(T))
fifth = {m: 5, d: 4, r: rational("1/2"), eta: lambda i: rational("1/5"), p: lambda i, v: (1 - v / 5) ** i}


@claim(
    some,
    given=(starts, moves, shape),
    uses=(interpolation, orthogonal, extremes),
    examples=({**fifth, T: 1}, {**fifth, T: 2}),
    near_misses=(
        near_miss(exists(lam, between(m - d, lam, m + d) & (value(T) < abs(p(T, lam)))), "< for ≤"),
        near_miss(reached(2 * r**T), "without the denominator"),
        near_miss(reached(value(T - 1)), "the value for one step fewer"),
    ),
)
def unbeatable():
    """Whatever the T steps are, some curvature is multiplied by 2rᵀ/(1 + r²ᵀ) or more."""
    above, units = yield from reciprocal()
    guard = yield suppose((0 < k) & (k < 2 * T))
    one = yield eq(over_peaks(cos(k * peak)), 0), by.arithmetic(at(orthogonal, k, given=(guard,)))
    zeros = yield from every(k, guard, one)
    term = p(T, high) * cos(T * peak) * (1 / high)
    found = yield (
        eq(over_peaks(term), p(T, rational(0)) * weighed(T)),
        by.arithmetic(at(interpolation, {**peaks, n: 0}, T, given=(units, zeros))),
    )
    start = yield from still()
    balance = yield eq(value(T) * reciprocals, over_peaks(term)), by.arithmetic(found, start, extremes)

    none = yield suppose(~some)
    far = yield suppose(value(T) <= abs(p(T, high)))
    inside = yield between(m - d, high, m + d), by.arithmetic()
    one = yield some, by.witness(high, given=(far, inside))
    one = yield implies(far.formula, some), by.discharge(far, one)
    small = yield abs(p(T, high)) < value(T), by.arithmetic(one, none)
    product = yield p(T, high) * cos(T * peak) < value(T), by.arithmetic(small)
    one = yield term < value(T) * (1 / high), by.arithmetic(product, above)
    both = yield one.formula & (0 < high), by.logic(one, above)
    less = yield forall(j, both.formula), by.generalize(both)

    first = m - d * cos(top(rational(0)))
    lead = p(T, first) * cos(T * top(rational(0))) * (1 / first)
    strict = yield (lead < value(T) * (1 / first)) & (0 < first), by.cite(at(less, 0))
    rest = yield total(term, j, 1, 2 * T - 1) <= total(value(T) * (1 / high), j, 1, 2 * T - 1), by.sum_order(less)
    left = yield eq(over_peaks(term), lead + total(term, j, 1, 2 * T - 1)), by.sum_first(strict)
    right = yield (
        eq(
            over_peaks(value(T) * (1 / high)),
            value(T) * (1 / first) + total(value(T) * (1 / high), j, 1, 2 * T - 1),
        ),
        by.sum_first(strict),
    )
    scaled = yield eq(over_peaks(value(T) * (1 / high)), value(T) * reciprocals), by.sum_scale()
    wrong = yield some, by.arithmetic(balance, rest, strict, left, right, scaled), "a sum would be less than itself"
    one = yield implies(~some, some), by.discharge(none, wrong)
    yield some, by.logic(one)
