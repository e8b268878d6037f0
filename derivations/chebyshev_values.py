"""Chebyshev's polynomials at their zeros and extremes, as sums."""

from chebyshev_nodes import (
    N,
    T,
    cosines,
    d,
    eta,
    g,
    inverse,
    j,
    k,
    n,
    lam,
    m,
    moves,
    orthogonal,
    p,
    phi,
    pole,
    resolvent,
    starts,
    sum_of,
    t,
    turns,
    w,
    wave,
    z,
    interpolation,
)

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
    pi,
    rational,
    real,
    sequence,
    sin,
    suppose,
    total,
    ne,
)

PREFIX = "cheb"
PLACE = (2, 9)

r, i, x = real("r", "(0, 1)"), integer("i"), real("x")
width = eq(d * (1 + r**2), 2 * r * m)  # m/d = (r + 1/r)/2
value = 2 * r**T / (1 + r ** (2 * T))
peak = m - d * cos(2 * j * w)  # the curvatures at which Chebyshev's polynomial is 1 or -1
peaks = {N: 2 * T - 1, phi: lambda n: 2 * n * w, z: rational(0), g: lambda n: 1 / (m - d * cos(2 * n * w))}


def over_peaks(n):
    """The sum of cos(nφ)/λ over them."""
    return total(cos(n * (2 * j * w)) * (1 / peak), j, 0, 2 * T - 1)


def c(n):
    """Chebyshev's polynomial at m/d."""
    return (r**n + r ** (-n)) / 2


def reciprocals():
    """Lines that show: these curvatures are positive, and have reciprocals."""
    inside = yield 0 < peak, by.arithmetic(width)
    one = yield eq((peak - 0) * (1 / peak), 1), by.algebra(inside)
    rest = yield implies((0 <= j) & (j <= 2 * T - 1), one.formula), by.arithmetic(one)
    return inside, (yield forall(j, rest.formula), by.generalize(rest))


def still():
    """Lines that show: on curvature 0 nothing moves."""
    base = yield eq(p(0, rational(0)), 1), by.given(at(starts, 0))
    now = yield suppose(eq(p(t, rational(0)), 1))
    then = yield eq(p(t + 1, rational(0)), 1), by.arithmetic(now, at(moves, 0, t))
    always = yield forall(t, eq(p(t, rational(0)), 1)), by.induction(base, then)
    return (yield eq(p(T, rational(0)), 1), by.cite(at(always, T)))


alternating = eq(value * total(1 / peak, j, 0, 2 * T - 1), over_peaks(T))


@claim(
    alternating,
    given=(width,),
    uses=(turns, orthogonal, resolvent),
    near_misses=(
        near_miss(eq(r**T * total(1 / peak, j, 0, 2 * T - 1), over_peaks(T)), "rᵀ for the value"),
    ),
)
def extremes():
    """Where Chebyshev's polynomial is ±1: the alternating sum of 1/λ over the sum of 1/λ."""
    _, units = yield from reciprocals()
    recurs = yield (
        forall(
            k,
            eq(
                over_peaks(T + k + 1) + over_peaks(T + k - 1),
                2 * (m - 0) / d * over_peaks(T + k) - 2 / d * total(cos((T + k) * (2 * j * w)), j, 0, 2 * T - 1),
            ),
        ),
        by.cite(at(resolvent, peaks, given=(units,))),
    )
    zero = yield eq(total(cos(T * (2 * j * w)), j, 0, 2 * T - 1), 0), by.cite(at(orthogonal, T))
    range_ = yield suppose((0 <= j) & (j <= 2 * T - 1))
    around = yield eq(sin(j * pi), 0) & eq(cos(2 * j * pi), 1), by.cite(at(turns, j, given=(range_,)))
    closed = yield eq(sin(2 * j * pi), 0) & eq(cos(2 * (2 * j) * pi), 1), by.cite(at(turns, 2 * j, given=(range_,)))
    angle = (T + 1) * (2 * j * w)
    back = yield (
        eq(cos(2 * j * pi + -angle), cos(2 * j * pi) * cos(-angle) - sin(2 * j * pi) * sin(-angle)),
        by.fact("cos_sum", 2 * j * pi, -angle),
    )
    even = yield eq(cos(-angle), cos(angle)), by.fact("cos_minus", angle)
    same = yield eq(cos((T - 1) * (2 * j * w)), cos(2 * j * pi + -angle)), by.equal_arguments()
    mirror = yield eq(cos((T - 1) * (2 * j * w)), cos(angle)), by.arithmetic(back, even, same, around, closed)
    ends = yield eq(cos((T + T) * (2 * j * w)), cos(2 * j * pi)), by.equal_arguments()
    term = yield (
        eq(cos((T - 1) * (2 * j * w)) * (1 / peak), cos(angle) * (1 / peak)) & eq(cos((T + T) * (2 * j * w)) * (1 / peak), 1 / peak),
        by.arithmetic(mirror, ends, around),
    )
    one = yield implies(range_.formula, term.formula), by.discharge(range_, term)
    terms = yield forall(j, one.formula), by.generalize(one)
    symmetric = yield eq(over_peaks(T - 1), over_peaks(T + 1)), by.sum_terms(terms)
    last = yield eq(over_peaks(T + T), total(1 / peak, j, 0, 2 * T - 1)), by.sum_terms(terms)

    ratio = yield eq(2 * (m - 0) / d, r + 1 / r), by.arithmetic(width)
    at_zero = yield (
        eq(over_peaks(T + 0 + 1) + over_peaks(T + 0 - 1), 2 * (m - 0) / d * over_peaks(T + 0) - 2 / d * total(cos((T + 0) * (2 * j * w)), j, 0, 2 * T - 1)),
        by.cite(at(recurs, 0)),
    )
    first = yield eq(over_peaks(T + 1), c(1) * over_peaks(T)), by.arithmetic(at_zero, zero, symmetric, ratio)
    unit = yield eq(over_peaks(T), c(0) * over_peaks(T)), by.arithmetic()
    both = eq(over_peaks(T + i), c(i) * over_peaks(T)) & eq(over_peaks(T + i + 1), c(i + 1) * over_peaks(T))
    base = yield implies(rational(0) + 1 <= T, eq(over_peaks(T + 0), c(0) * over_peaks(T)) & eq(over_peaks(T + 0 + 1), c(0 + 1) * over_peaks(T))), by.arithmetic(unit, first)
    now = yield suppose(implies(i + 1 <= T, both))
    from_ = yield suppose(0 <= i)
    within = yield suppose(i + 1 + 1 <= T)
    vanishes = yield eq(total(cos((T + (i + 1)) * (2 * j * w)), j, 0, 2 * T - 1), 0), by.cite(at(orthogonal, T + (i + 1), given=(from_, within)))
    step = yield (
        eq(over_peaks(T + (i + 1) + 1) + over_peaks(T + (i + 1) - 1), 2 * (m - 0) / d * over_peaks(T + (i + 1)) - 2 / d * total(cos((T + (i + 1)) * (2 * j * w)), j, 0, 2 * T - 1)),
        by.cite(at(recurs, i + 1)),
    )
    grows = yield eq((r + 1 / r) * c(i + 1) - c(i), c(i + 2)), by.algebra()
    known = yield both, by.arithmetic(now, within)
    main = yield eq(over_peaks(T + (i + 1) + 1), (r + 1 / r) * (c(i + 1) * over_peaks(T)) - c(i) * over_peaks(T)), by.arithmetic(step, vanishes, ratio, known)
    next_ = yield eq(over_peaks(T + (i + 1) + 1), c(i + 2) * over_peaks(T)), by.arithmetic(main, grows)
    two = yield eq(over_peaks(T + (i + 1)), c(i + 1) * over_peaks(T)) & eq(over_peaks(T + (i + 1) + 1), c(i + 1 + 1) * over_peaks(T)), by.arithmetic(known, next_)
    then = yield implies(i + 1 + 1 <= T, two.formula), by.discharge(within, two)
    always = yield forall(i, implies(0 <= i, implies(i + 1 <= T, both))), by.induction(base, then)
    end = yield eq(over_peaks(T + (T - 1) + 1), c(T) * over_peaks(T)), by.arithmetic(at(always, T - 1))
    scale = yield eq(value * c(T), 1), by.algebra()
    yield alternating, by.arithmetic(end, last, scale)


some = exists(lam, between(m - d, lam, m + d) & (value <= abs(p(T, lam))))
two_steps = {
    T: 2, m: 5, d: 4, r: rational("1/2"), eta: lambda n: rational("1/5"), p: lambda n, v: (1 - v / 5) ** n,
}  # fmt: skip
chosen = {**two_steps, T: 1}


@claim(
    some,
    given=(starts, moves, width),
    uses=(interpolation, orthogonal, extremes),
    examples=(two_steps, chosen),
    near_misses=(
        near_miss(exists(lam, between(m - d, lam, m + d) & (value < abs(p(T, lam)))), "< for ≤"),
        near_miss(exists(lam, between(m - d, lam, m + d) & (r**T <= abs(p(T, lam)) / 2)), "2rᵀ for the value"),
    ),
)
def unbeatable():
    """Whatever the T steps: on some curvature the product is at least 2rᵀ/(1 + r²ᵀ)."""
    inside, units = yield from reciprocals()
    range_ = yield suppose((0 < k) & (k < 2 * T))
    one = yield eq(total(cos(k * (2 * j * w)), j, 0, 2 * T - 1), 0), by.arithmetic(at(orthogonal, k, given=(range_,)))
    one = yield implies(range_.formula, one.formula), by.discharge(range_, one)
    evens = yield forall(k, one.formula), by.generalize(one)
    term = p(T, peak) * cos(T * (2 * j * w)) * (1 / peak)
    sums = total(term, j, 0, 2 * T - 1)
    found = yield eq(sums, p(T, rational(0)) * over_peaks(T)), by.arithmetic(at(interpolation, {**peaks, n: 0}, T, given=(units, evens)))
    start = yield from still()
    whole = yield eq(value * total(1 / peak, j, 0, 2 * T - 1), sums), by.arithmetic(found, start, extremes)
    none = yield suppose(~some)
    far = yield suppose(value <= abs(p(T, peak)))
    there = yield between(m - d, peak, m + d), by.arithmetic()
    one = yield some, by.witness(peak, given=(far, there))
    one = yield implies(far.formula, some), by.discharge(far, one)
    small = yield abs(p(T, peak)) < value, by.arithmetic(one, none)
    product = yield p(T, peak) * cos(T * (2 * j * w)) <= value, by.arithmetic(small)
    weighed = yield term <= value * (1 / peak), by.arithmetic(product, inside)
    every = yield forall(j, term <= value * (1 / peak)), by.generalize(weighed)
    rest = yield total(term, j, 1, 2 * T - 1) <= total(value * (1 / peak), j, 1, 2 * T - 1), by.sum_order(every)
    every = yield forall(j, (abs(p(T, peak)) < value) & (0 < peak)), by.generalize((yield small.formula & inside.formula, by.logic(small, inside)))
    first = m - d * cos(2 * rational(0) * w)
    there = yield (abs(p(T, first)) < value) & (0 < first), by.cite(at(every, 0))
    level = yield p(T, first) * cos(T * (2 * rational(0) * w)) < value, by.arithmetic(there)
    strict = yield p(T, first) * cos(T * (2 * rational(0) * w)) * (1 / first) < value * (1 / first), by.arithmetic(level, there)
    left = yield eq(sums, p(T, first) * cos(T * (2 * rational(0) * w)) * (1 / first) + total(term, j, 1, 2 * T - 1)), by.sum_first(there)
    right = yield eq(total(value * (1 / peak), j, 0, 2 * T - 1), value * (1 / first) + total(value * (1 / peak), j, 1, 2 * T - 1)), by.sum_first(there)
    scaled = yield eq(total(value * (1 / peak), j, 0, 2 * T - 1), value * total(1 / peak, j, 0, 2 * T - 1)), by.sum_scale()
    bad = yield some, by.arithmetic(whole, rest, strict, left, right, scaled), "which would make the sum smaller than it is"
    one = yield implies(~some, some), by.discharge(none, bad)
    yield some, by.logic(one)
