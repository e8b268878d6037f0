"""Chebyshev's polynomials at their zeros and extremes, as sums."""

from chebyshev_nodes import (
    N,
    T,
    cosines,
    d,
    eta,
    g,
    interpolation,
    j,
    k,
    lam,
    m,
    moves,
    n,
    orthogonal,
    p,
    phi,
    resolvent,
    starts,
    t,
    turns,
    w,
    z,
)

from lrproof import (
    at,
    between,
    by,
    claim,
    cos,
    derivative_is,
    derive,
    derived,
    eq,
    exists,
    forall,
    implies,
    integer,
    maximum_is,
    ne,
    near_miss,
    pi,
    rational,
    real,
    sequence,
    sin,
    suppose,
    total,
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
    near_misses=(near_miss(eq(r**T * total(1 / peak, j, 0, 2 * T - 1), over_peaks(T)), "rᵀ for the value"),),
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
        eq(cos((T - 1) * (2 * j * w)) * (1 / peak), cos(angle) * (1 / peak))
        & eq(cos((T + T) * (2 * j * w)) * (1 / peak), 1 / peak),
        by.arithmetic(mirror, ends, around),
    )
    one = yield implies(range_.formula, term.formula), by.discharge(range_, term)
    terms = yield forall(j, one.formula), by.generalize(one)
    symmetric = yield eq(over_peaks(T - 1), over_peaks(T + 1)), by.sum_terms(terms)
    last = yield eq(over_peaks(T + T), total(1 / peak, j, 0, 2 * T - 1)), by.sum_terms(terms)

    ratio = yield eq(2 * (m - 0) / d, r + 1 / r), by.arithmetic(width)
    at_zero = yield (
        eq(
            over_peaks(T + 0 + 1) + over_peaks(T + 0 - 1),
            2 * (m - 0) / d * over_peaks(T + 0) - 2 / d * total(cos((T + 0) * (2 * j * w)), j, 0, 2 * T - 1),
        ),
        by.cite(at(recurs, 0)),
    )
    first = yield eq(over_peaks(T + 1), c(1) * over_peaks(T)), by.arithmetic(at_zero, zero, symmetric, ratio)
    unit = yield eq(over_peaks(T), c(0) * over_peaks(T)), by.arithmetic()
    both = eq(over_peaks(T + i), c(i) * over_peaks(T)) & eq(over_peaks(T + i + 1), c(i + 1) * over_peaks(T))
    base = yield (
        implies(
            rational(0) + 1 <= T,
            eq(over_peaks(T + 0), c(0) * over_peaks(T)) & eq(over_peaks(T + 0 + 1), c(0 + 1) * over_peaks(T)),
        ),
        by.arithmetic(unit, first),
    )
    now = yield suppose(implies(i + 1 <= T, both))
    from_ = yield suppose(0 <= i)
    within = yield suppose(i + 1 + 1 <= T)
    vanishes = yield (
        eq(total(cos((T + (i + 1)) * (2 * j * w)), j, 0, 2 * T - 1), 0),
        by.cite(at(orthogonal, T + (i + 1), given=(from_, within))),
    )
    step = yield (
        eq(
            over_peaks(T + (i + 1) + 1) + over_peaks(T + (i + 1) - 1),
            2 * (m - 0) / d * over_peaks(T + (i + 1))
            - 2 / d * total(cos((T + (i + 1)) * (2 * j * w)), j, 0, 2 * T - 1),
        ),
        by.cite(at(recurs, i + 1)),
    )
    grows = yield eq((r + 1 / r) * c(i + 1) - c(i), c(i + 2)), by.algebra()
    known = yield both, by.arithmetic(now, within)
    main = yield (
        eq(over_peaks(T + (i + 1) + 1), (r + 1 / r) * (c(i + 1) * over_peaks(T)) - c(i) * over_peaks(T)),
        by.arithmetic(step, vanishes, ratio, known),
    )
    next_ = yield eq(over_peaks(T + (i + 1) + 1), c(i + 2) * over_peaks(T)), by.arithmetic(main, grows)
    two = yield (
        eq(over_peaks(T + (i + 1)), c(i + 1) * over_peaks(T))
        & eq(over_peaks(T + (i + 1) + 1), c(i + 1 + 1) * over_peaks(T)),
        by.arithmetic(known, next_),
    )
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
    found = yield (
        eq(sums, p(T, rational(0)) * over_peaks(T)),
        by.arithmetic(at(interpolation, {**peaks, n: 0}, T, given=(units, evens))),
    )
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
    every = yield (
        forall(j, (abs(p(T, peak)) < value) & (0 < peak)),
        by.generalize((yield small.formula & inside.formula, by.logic(small, inside))),
    )
    first = m - d * cos(2 * rational(0) * w)
    there = yield (abs(p(T, first)) < value) & (0 < first), by.cite(at(every, 0))
    level = yield p(T, first) * cos(T * (2 * rational(0) * w)) < value, by.arithmetic(there)
    strict = yield (
        p(T, first) * cos(T * (2 * rational(0) * w)) * (1 / first) < value * (1 / first),
        by.arithmetic(level, there),
    )
    left = yield (
        eq(sums, p(T, first) * cos(T * (2 * rational(0) * w)) * (1 / first) + total(term, j, 1, 2 * T - 1)),
        by.sum_first(there),
    )
    right = yield (
        eq(
            total(value * (1 / peak), j, 0, 2 * T - 1), value * (1 / first) + total(value * (1 / peak), j, 1, 2 * T - 1)
        ),
        by.sum_first(there),
    )
    scaled = yield (
        eq(total(value * (1 / peak), j, 0, 2 * T - 1), value * total(1 / peak, j, 0, 2 * T - 1)),
        by.sum_scale(),
    )
    bad = yield (
        some,
        by.arithmetic(whole, rest, strict, left, right, scaled),
        "which would make the sum smaller than it is",
    )
    one = yield implies(~some, some), by.discharge(none, bad)
    yield some, by.logic(one)


zero = m - d * cos((2 * j + 1) * w)  # the curvatures at which Chebyshev's polynomial is 0
zeros = {N: T - 1, phi: lambda n: (2 * n + 1) * w}
u = sequence("u")
apart = forall(j, implies((0 <= j) & (j <= T - 1), eq((zero - z) * g(j), 1)))
bends = forall(k, eq(u(k + 1) + u(k - 1), 2 * (m - z) / d * u(k)))
ends = eq(u(T), 1) & eq(d * u(T - 1), m - z)


def over_zeros(n):
    """The sum of cos(nφ)/(ν − z) over them."""
    return total(cos(n * ((2 * j + 1) * w)) * g(j), j, 0, T - 1)


@claim(
    eq(u(0) * over_zeros(T + 1), -(T / d)),
    given=(apart, bends, ends),
    uses=(turns, orthogonal, resolvent),
    examples=({T: 1, m: 2, d: 1, z: 1, g: lambda n: 1 + 0 * n, u: lambda n: 1 + 0 * n},),
    near_misses=(
        near_miss(eq(u(0) * over_zeros(T + 1), T / d), "another sign"),
        near_miss(eq(u(1) * over_zeros(T + 1), -(2 * T / d)), "twice as much"),
    ),
)
def casorati():
    """Of two solutions of Chebyshev's recurrence: what the sums of sin φ sin Tφ/(ν − z) are the reciprocal of."""
    range_ = yield suppose((0 <= j) & (j <= T - 1))
    around = yield eq(sin(j * pi), 0) & eq(cos(2 * j * pi), 1), by.cite(at(turns, j, given=(range_,)))
    closed = yield eq(sin(2 * j * pi), 0) & eq(cos(2 * (2 * j) * pi), 1), by.cite(at(turns, 2 * j, given=(range_,)))
    half = yield eq(sin(pi), 0), by.fact("sin_pi")
    back = yield eq(cos(pi), -1), by.fact("cos_pi")
    on = 2 * j * pi
    up = yield eq(cos(on + pi), cos(on) * cos(pi) - sin(on) * sin(pi)), by.fact("cos_sum", on, pi)
    to = yield eq(sin(on + pi), sin(on) * cos(pi) + cos(on) * sin(pi)), by.fact("sin_sum", on, pi)
    angle = (2 * j + 1) * w
    same = yield eq(cos((T + T) * angle), cos(on + pi)), by.equal_arguments()
    too = yield eq(sin((T + T) * angle), sin(on + pi)), by.equal_arguments()
    opposite = yield (
        eq(cos((T + T) * angle), -1) & eq(sin((T + T) * angle), 0),
        by.arithmetic(same, too, up, to, half, back, around, closed),
    )
    twice = yield (
        eq(cos(T * angle + T * angle), cos(T * angle) * cos(T * angle) - sin(T * angle) * sin(T * angle)),
        by.fact("cos_sum", T * angle, T * angle),
    )
    circle = yield eq(sin(T * angle) ** 2 + cos(T * angle) ** 2, 1), by.fact("circle", T * angle)
    square = yield eq(cos(T * angle) ** 2, 0), by.arithmetic(twice, circle, opposite)
    nothing = yield eq(cos(T * angle), 0), by.arithmetic(square)
    after = yield (
        eq(cos((T + T) * angle + angle), cos((T + T) * angle) * cos(angle) - sin((T + T) * angle) * sin(angle)),
        by.fact("cos_sum", (T + T) * angle, angle),
    )
    before = yield (
        eq(cos((T + T) * angle + -angle), cos((T + T) * angle) * cos(-angle) - sin((T + T) * angle) * sin(-angle)),
        by.fact("cos_sum", (T + T) * angle, -angle),
    )
    even = yield eq(cos(-angle), cos(angle)), by.fact("cos_minus", angle)
    mirror = yield eq(cos((T + T + 1) * angle), cos((T + T - 1) * angle)), by.arithmetic(after, before, even, opposite)
    term = yield (
        eq(cos(T * angle) * g(j), 0 * g(j))
        & eq(cos((T + T) * angle), -1 * rational(1))
        & eq(cos((T + T + 1) * angle) * g(j), cos((T + T - 1) * angle) * g(j)),
        by.arithmetic(nothing, opposite, mirror),
    )
    one = yield implies(range_.formula, term.formula), by.discharge(range_, term)
    terms = yield forall(j, one.formula), by.generalize(one)
    one = yield eq(over_zeros(T), total(0 * g(j), j, 0, T - 1)), by.sum_terms(terms)
    two = yield eq(total(0 * g(j), j, 0, T - 1), 0 * total(g(j), j, 0, T - 1)), by.sum_scale()
    empty = yield eq(over_zeros(T), 0), by.arithmetic(one, two)
    symmetric = yield eq(over_zeros(T + T + 1), over_zeros(T + T - 1)), by.sum_terms(terms)
    base = yield eq(total(rational(1), j, 0, rational(0) - 1), 0), by.sum_empty()
    now = yield suppose(eq(total(rational(1), j, 0, t - 1), t))
    more = yield eq(total(rational(1), j, 0, t + 1 - 1), total(rational(1), j, 0, t - 1) + 1), by.sum_last()
    then = yield eq(total(rational(1), j, 0, t + 1 - 1), t + 1), by.arithmetic(now, more)
    counted = yield forall(t, eq(total(rational(1), j, 0, t - 1), t)), by.induction(base, then)
    count = yield eq(total(rational(1), j, 0, T - 1), T), by.cite(at(counted, T))
    around_ = total(cos((T + T) * angle), j, 0, T - 1)
    one = yield eq(around_, total(-1 * rational(1), j, 0, T - 1)), by.sum_terms(terms)
    two = yield eq(total(-1 * rational(1), j, 0, T - 1), -1 * total(rational(1), j, 0, T - 1)), by.sum_scale()
    all_ = yield eq(around_, -T), by.arithmetic(one, two, count)

    recurs = yield (
        forall(
            k,
            eq(
                over_zeros(T + k + 1) + over_zeros(T + k - 1),
                2 * (m - z) / d * over_zeros(T + k) - 2 / d * total(cos((T + k) * angle), j, 0, T - 1),
            ),
        ),
        by.cite(at(resolvent, zeros)),
    )
    at_end = yield (
        eq(
            over_zeros(T + T + 1) + over_zeros(T + T - 1),
            2 * (m - z) / d * over_zeros(T + T) - 2 / d * around_,
        ),
        by.cite(at(recurs, T)),
    )
    last = yield (
        eq(over_zeros(T + T - 1), (m - z) / d * over_zeros(T + T) + T / d),
        by.arithmetic(at_end, symmetric, all_),
    )
    wronskian = over_zeros(T + i) * u(i - 1) - over_zeros(T + i - 1) * u(i)
    start = u(0) * over_zeros(T + 1)
    base = yield (
        implies(rational(1) <= T, eq(over_zeros(T + 1) * u(1 - 1) - over_zeros(T + 1 - 1) * u(1), start)),
        by.arithmetic(empty),
    )
    now = yield suppose(implies(i <= T, eq(wronskian, start)))
    from_ = yield suppose(1 <= i)
    within = yield suppose(i + 1 <= T)
    vanishes = yield (
        eq(total(cos((T + i) * angle), j, 0, T - 1), 0),
        by.arithmetic(at(orthogonal, T + i, given=(from_, within))),
    )
    step = yield (
        eq(
            over_zeros(T + i + 1) + over_zeros(T + i - 1),
            2 * (m - z) / d * over_zeros(T + i) - 2 / d * total(cos((T + i) * angle), j, 0, T - 1),
        ),
        by.cite(at(recurs, i)),
    )
    other = yield eq(u(i + 1) + u(i - 1), 2 * (m - z) / d * u(i)), by.given(at(bends, i))
    known = yield eq(wronskian, start), by.arithmetic(now, within)
    one = yield (
        eq(over_zeros(T + i + 1), 2 * (m - z) / d * over_zeros(T + i) - over_zeros(T + i - 1)),
        by.arithmetic(step, vanishes),
    )
    two = yield eq(u(i + 1), 2 * (m - z) / d * u(i) - u(i - 1)), by.arithmetic(other)
    next_ = yield (
        eq(over_zeros(T + i + 1) * u(i) - over_zeros(T + i) * u(i + 1), wronskian),
        by.algebra(one, two),
    )
    three = yield (
        eq(over_zeros(T + (i + 1)) * u(i + 1 - 1) - over_zeros(T + (i + 1) - 1) * u(i + 1), start),
        by.arithmetic(next_, known),
    )
    then = yield implies(i + 1 <= T, three.formula), by.discharge(within, three)
    always = yield forall(i, implies(1 <= i, implies(i <= T, eq(wronskian, start)))), by.induction(base, then)
    end = yield eq(over_zeros(T + T) * u(T - 1) - over_zeros(T + T - 1) * u(T), start), by.arithmetic(at(always, T))
    one = yield eq(u(T - 1), (m - z) / d), by.arithmetic()
    yield eq(u(0) * over_zeros(T + 1), -(T / d)), by.arithmetic(end, one, last)


schedule = forall(t, implies(t < T, eq(eta(t), 1 / (m - d * cos((2 * t + 1) * w)))))
y = real("y")
there = m - d * cos(y)  # between m - d and m + d
meets = exists(j, (0 <= j) & (j <= T - 1) & eq(zero, there))


def over(body):
    """The sum over the zeros."""
    return total(body, j, 0, T - 1)


def waves(n):
    """The cosine of nφ."""
    return cos(n * ((2 * j + 1) * w))


def seen_from(point, units, evens, none):
    """Lines that show how p(T, point) and the sum of cos((T + 1)φ)/(ν − point) are tied together."""
    sub = {**zeros, z: point, g: lambda n: 1 / (m - d * cos((2 * n + 1) * w) - point), n: 1}
    tied = yield (
        eq(
            over(p(T - 1 + 1, zero) * waves(T + 1) * (1 / (zero - point))),
            p(T - 1 + 1, point) * over(waves(T + 1) * (1 / (zero - point)))
            - eta(T - 1) * over(p(T - 1, zero) * waves(T + 1)),
        ),
        by.arithmetic(at(interpolation, sub, T - 1, given=(units, evens))),
    )
    inside = yield suppose((0 <= j) & (j <= T - 1))
    one = yield (
        eq(p(T, zero) * waves(T + 1) * (1 / (zero - point)), 0 * rational(1)),
        by.arithmetic(at(none, j, given=(inside,))),
    )
    one = yield implies(inside.formula, one.formula), by.discharge(inside, one)
    every = yield forall(j, one.formula), by.generalize(one)
    one = yield eq(over(p(T, zero) * waves(T + 1) * (1 / (zero - point))), over(0 * rational(1))), by.sum_terms(every)
    two = yield eq(over(0 * rational(1)), 0 * over(rational(1))), by.sum_scale()
    return (
        yield (
            eq(
                p(T, point) * over(waves(T + 1) * (1 / (zero - point))),
                eta(T - 1) * over(p(T - 1, zero) * waves(T + 1)),
            ),
            by.arithmetic(tied, one, two),
        )
    )


best = maximum_is(value, abs(p(T, lam)), lam, m - d, m + d)


@claim(
    best,
    given=(starts, moves, width, schedule),
    uses=(interpolation, orthogonal, casorati),
    examples=(chosen,),
    derived=(
        derived(
            "the reciprocal of Chebyshev's polynomial at (r + 1/r)/2, from its recurrence",
            lambda: 1 / derive.chebyshev_value(r, T),
            value,
        ),
    ),
    near_misses=(
        near_miss(maximum_is(r**T, abs(p(T, lam)), lam, m - d, m + d), "rᵀ for the value"),
        near_miss(maximum_is(2 * r**T, abs(p(T, lam)), lam, m - d, m + d), "2rᵀ for the value"),
    ),
)
def attained():
    """The steps that are the reciprocals of the zeros attain 2rᵀ/(1 + r²ᵀ)."""
    start = yield from still()
    range_ = yield suppose((0 < k) & (k < 2 * T))
    one = yield eq(over(waves(k)), 0), by.arithmetic(at(orthogonal, k, given=(range_,)))
    one = yield implies(range_.formula, one.formula), by.discharge(range_, one)
    evens = yield forall(k, one.formula), by.generalize(one)
    above = yield 0 < zero, by.arithmetic(width)

    inside = yield suppose((0 <= j) & (j <= T - 1))
    here = yield eq(eta(j), 1 / zero), by.arithmetic(at(schedule, j, given=(inside,)), inside)
    moved = yield (
        eq(p(j + 1, zero), p(j, zero) - eta(j) * (zero * p(j, zero))),
        by.given(at(moves, zero, j, given=(inside,))),
    )
    base = yield eq(p(j + 1, zero), 0), by.arithmetic(here, moved, above)
    now = yield suppose(eq(p(i, zero), 0))
    from_ = yield suppose(j + 1 <= i)
    moved = yield (
        eq(p(i + 1, zero), p(i, zero) - eta(i) * (zero * p(i, zero))),
        by.given(at(moves, zero, i, given=(inside, from_))),
    )
    then = yield eq(p(i + 1, zero), 0), by.arithmetic(now, moved)
    after = yield forall(i, implies(j + 1 <= i, eq(p(i, zero), 0))), by.induction(base, then)
    one = yield eq(p(T, zero), 0), by.cite(at(after, T, given=(inside,)))
    one = yield implies(inside.formula, one.formula), by.discharge(inside, one)
    none = yield forall(j, one.formula), by.generalize(one)

    # from curvature 0
    one = yield eq((zero - 0) * (1 / (zero - 0)), 1), by.algebra(above)
    one = yield implies(inside.formula, one.formula), by.arithmetic(one)
    units = yield forall(j, one.formula), by.generalize(one)
    origin = yield from seen_from(rational(0), units, evens, none)
    ratio = yield eq(2 * (m - 0) / d, r + 1 / r), by.arithmetic(width)
    grows = yield eq(c(T - (k + 1)) + c(T - (k - 1)), (r + 1 / r) * c(T - k)), by.algebra()
    one = yield eq(c(T - (k + 1)) + c(T - (k - 1)), 2 * (m - 0) / d * c(T - k)), by.arithmetic(grows, ratio)
    bent = yield forall(k, one.formula), by.generalize(one)
    one = yield eq(c(T - T), 1), by.algebra()
    two = yield eq(c(T - (T - 1)), (r + 1 / r) / 2), by.algebra()
    end = yield eq(c(T - T), 1) & eq(d * c(T - (T - 1)), m - 0), by.arithmetic(one, two, ratio)
    at_zero = yield (
        eq(c(T - 0) * over(waves(T + 1) * (1 / (zero - 0))), -(T / d)),
        by.cite(
            at(
                casorati,
                {z: rational(0), g: lambda n: 1 / (m - d * cos((2 * n + 1) * w) - 0), u: lambda n: c(T - n)},
                given=(units, bent, end),
            )
        ),
    )

    # from a curvature that is no zero
    away = yield suppose(~meets)
    same = yield suppose(eq(zero, there))
    one = yield meets, by.witness(j, given=(inside, same))
    one = yield implies(same.formula, meets), by.discharge(same, one)
    clear = yield ne(zero, there), by.logic(one, away)
    one = yield eq((zero - there) * (1 / (zero - there)), 1), by.arithmetic(clear)
    one = yield implies(inside.formula, one.formula), by.discharge(inside, one)
    units = yield forall(j, one.formula), by.generalize(one)
    point = yield from seen_from(there, units, evens, none)
    product = yield from cosines(y, T - k)
    one = yield (
        eq(cos((T - (k + 1)) * y) + cos((T - (k - 1)) * y), 2 * (m - there) / d * cos((T - k) * y)),
        by.arithmetic(product),
    )
    bent = yield forall(k, one.formula), by.generalize(one)
    one = yield eq(cos((T - T) * y), 1), by.fact("cos_zero")
    end = yield eq(cos((T - T) * y), 1) & eq(d * cos((T - (T - 1)) * y), m - there), by.arithmetic(one)
    at_point = yield (
        eq(cos((T - 0) * y) * over(waves(T + 1) * (1 / (zero - there))), -(T / d)),
        by.cite(
            at(
                casorati,
                {z: there, g: lambda n: 1 / (m - d * cos((2 * n + 1) * w) - there), u: lambda n: cos((T - n) * y)},
                given=(units, bent, end),
            )
        ),
    )
    some = yield 0 < T / d, by.arithmetic()
    closed = yield eq(p(T, there) * c(T), cos(T * y)), by.arithmetic(origin, at_zero, point, at_point, start, some)
    scale = yield eq(value * c(T), 1), by.algebra()
    known = yield eq(p(T, there), value * cos(T * y)), by.arithmetic(closed, scale)
    wave_ = yield implies(~meets, known.formula), by.discharge(away, known)

    # at a zero
    place = yield suppose((0 <= j) & (j <= T - 1) & eq(zero, there))
    same = yield eq(p(T, zero), p(T, there)), by.equal_arguments(place)
    flat = yield eq(p(T, there), 0), by.arithmetic(at(none, j, given=(place,)), same)
    met = yield suppose(meets)
    one = yield eq(p(T, there), 0), by.choose(met, place, flat)
    flat = yield implies(meets, one.formula), by.discharge(met, one)

    positive_ = yield 0 < value, by.arithmetic()
    low = yield abs(value * cos(T * y)) <= value, by.arithmetic(positive_)
    one = yield abs(p(T, there)) <= value, by.arithmetic(wave_, flat, low, positive_)
    bounded = yield forall(y, one.formula), by.generalize(one)

    # every curvature is there for some angle
    between_ = yield suppose(between(m - d, lam, m + d))
    gap = (m - lam) / d - cos(x)
    slopes = yield forall(x, derivative_is(sin(x), (m - lam) / d - cos(y), y, x)), by.derivative()
    one = yield eq(cos(rational(0)), 1), by.fact("cos_zero")
    two = yield eq(cos(pi), -1), by.fact("cos_pi")
    low = yield (m - lam) / d - cos(rational(0)) <= 0, by.arithmetic(one, between_)
    high = yield 0 <= (m - lam) / d - cos(pi), by.arithmetic(two, between_)
    found = yield (
        exists(x, between(0, x, pi) & eq(gap, 0)),
        by.intermediate_value(slopes, low, high, between=(rational(0), pi)),
    )
    angle = yield suppose(between(0, x, pi) & eq(gap, 0))
    reached = yield eq(m - d * cos(x), lam), by.arithmetic(angle)
    same = yield eq(p(T, m - d * cos(x)), p(T, lam)), by.equal_arguments(reached)
    one = yield abs(p(T, lam)) <= value, by.arithmetic(at(bounded, x), same)
    one = yield one.formula, by.choose(found, angle, one)
    one = yield implies(between_.formula, one.formula), by.discharge(between_, one)
    bound = yield forall(lam, one.formula), by.generalize(one)

    # the smallest curvature is no zero
    always = yield forall(y, wave_.formula), by.generalize(wave_)
    lowest = m - d * cos(rational(0))
    touched = exists(j, (0 <= j) & (j <= T - 1) & eq(zero, lowest))
    place = yield suppose((0 <= j) & (j <= T - 1) & eq(zero, lowest))
    corner = yield eq(cos(rational(0)), 1), by.fact("cos_zero")
    turn = (2 * j + 1) * w
    quarter = yield (0 < w) & eq(2 * T * w, pi), by.arithmetic()
    positive_ = yield 0 < turn, by.arithmetic(quarter, place)
    below = yield turn < pi, by.arithmetic(quarter, place)
    rising = yield 0 < sin(turn), by.fact("sin_positive", turn, given=(positive_, below))
    circle = yield eq(sin(turn) ** 2 + cos(turn) ** 2, 1), by.fact("circle", turn)
    no = yield rational(1) <= 0, by.arithmetic(place, corner, rising, circle)
    hit = yield suppose(touched)
    no = yield rational(1) <= 0, by.choose(hit, place, no)
    one = yield implies(touched, rational(1) <= 0), by.discharge(hit, no)
    free = yield ~touched, by.arithmetic(one)
    one = yield eq(p(T, lowest), value * cos(T * rational(0))), by.arithmetic(at(always, 0, given=(free,)))
    two = yield eq(cos(T * rational(0)), 1), by.fact("cos_zero")
    same = yield eq(p(T, lowest), p(T, m - d)), by.equal_arguments(corner)
    top = yield eq(abs(p(T, m - d)), value), by.arithmetic(one, two, same)
    reached = yield exists(lam, between(m - d, lam, m + d) & eq(abs(p(T, lam)), value)), by.witness(m - d, given=(top,))
    yield best, by.maximum(bound, reached)


def worst(n):
    """2rⁿ/(1 + r²ⁿ)."""
    return 2 * r**n / (1 + r ** (2 * n))


def better(least):
    """The value for n steps is less than the n-th power of that for one, for n ≥ ``least``."""
    return forall(i, implies(rational(least) <= i, worst(i) < (2 * r / (1 + r**2)) ** i))


@claim(
    better(2),
    near_misses=(
        near_miss(better(1), "for one step, too"),
        near_miss(forall(i, implies(rational(2) <= i, worst(i) < r**i)), "rⁿ for the power"),
    ),
)
def beaten():
    """T steps that vary are better than T equal steps."""
    rate = 2 * r / (1 + r**2)
    base = yield worst(rational(2)) < rate**2, by.arithmetic()
    now = yield suppose(worst(i) < rate**i)
    from_ = yield suppose(2 <= i)
    power = yield (0 < r**i) & (r**i < 1), by.arithmetic(from_)
    here = yield eq(worst(i), 2 * r**i / (1 + (r**i) ** 2)), by.algebra()
    after = yield eq(worst(i + 1), 2 * (r * r**i) / (1 + (r * r**i) ** 2)), by.algebra()
    gap = yield 0 < (1 - r**2) * (1 - (r**i) ** 2), by.arithmetic(power)
    one = yield (
        2 * (r * r**i) / (1 + (r * r**i) ** 2) < rate * (2 * r**i / (1 + (r**i) ** 2)),
        by.arithmetic(gap, power),
    )
    two = yield rate * worst(i) < rate * rate**i, by.arithmetic(now)
    then = yield worst(i + 1) < rate ** (i + 1), by.arithmetic(one, two, here, after)
    yield better(2), by.induction(base, then)
