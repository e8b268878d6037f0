"""Sums of cosines over equally spaced angles: how Chebyshev's polynomials are reached without polynomials."""

from lrproof import (
    Fn,
    at,
    by,
    claim,
    cos,
    eq,
    forall,
    gradient_descent,
    implies,
    integer,
    natural,
    near_miss,
    pi,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    sin,
    suppose,
    total,
)

PREFIX = "cheb"
PLACE = (2, 9)

n, j, k, x, y = natural("n"), integer("j"), integer("k"), real("x"), real("y")
T = integer("T", "[1, oo)")
w = pi / (2 * T)  # a 4T-th part of the whole turn


turned = forall(n, eq(sin(n * pi), 0) & eq(cos(2 * n * pi), 1))


@claim(
    turned,
    near_misses=(
        near_miss(forall(n, eq(sin(n * pi / 2), 0) & eq(cos(2 * n * pi), 1)), "quarter turns"),
        near_miss(forall(n, eq(sin(n * pi), 0) & eq(cos(n * pi), 1)), "half turns"),
    ),
)
def turns():
    """After half turns sine is 0, and after whole turns cosine is 1."""
    half = yield eq(sin(pi), 0), by.fact("sin_pi")
    back = yield eq(cos(pi), -1), by.fact("cos_pi")
    base = yield eq(sin(0 * pi), 0), by.fact("sin_zero")
    now = yield suppose(eq(sin(n * pi), 0))
    more = yield (
        eq(sin(n * pi + pi), sin(n * pi) * cos(pi) + cos(n * pi) * sin(pi)),
        by.fact("sin_sum", n * pi, pi),
    )
    then = yield eq(sin((n + 1) * pi), 0), by.arithmetic(more, now, half, back)
    always = yield forall(n, eq(sin(n * pi), 0)), by.induction(base, then)
    here = yield eq(sin(n * pi), 0), by.cite(at(always, n))
    twice = yield (
        eq(cos(n * pi + n * pi), cos(n * pi) * cos(n * pi) - sin(n * pi) * sin(n * pi)),
        by.fact("cos_sum", n * pi, n * pi),
    )
    circle = yield eq(sin(n * pi) ** 2 + cos(n * pi) ** 2, 1), by.fact("circle", n * pi)
    one = yield eq(sin(n * pi), 0) & eq(cos(2 * n * pi), 1), by.arithmetic(here, twice, circle)
    yield turned, by.generalize(one)


def progression(terms):
    """The cosines of ``terms`` angles y, y + 2x, y + 4x, ..."""
    return total(cos(2 * j * x + y), j, 0, terms - 1)


lagrange = forall(n, eq(2 * sin(x) * progression(n), sin((2 * n - 1) * x + y) - sin(y - x)))


@claim(
    lagrange,
    near_misses=(
        near_miss(forall(n, eq(sin(x) * progression(n), sin((2 * n - 1) * x + y) - sin(y - x))), "without the 2"),
        near_miss(forall(n, eq(2 * sin(x) * progression(n), sin((2 * n + 1) * x + y) - sin(y - x))), "one term more"),
    ),
)
def cosine_sum():
    """Lagrange's identity: 2 sin x times the sum of cos(2jx + y) over j = 0, …, n − 1 telescopes."""
    base = yield (
        eq(2 * sin(x) * progression(rational(0)), sin((2 * rational(0) - 1) * x + y) - sin(y - x)),
        by.sum_empty(),
    )
    now = yield suppose(eq(2 * sin(x) * progression(n), sin((2 * n - 1) * x + y) - sin(y - x)))
    last = 2 * n * x + y
    more = yield eq(progression(n + 1), progression(n) + cos(last)), by.sum_last()
    up = yield eq(sin(last + x), sin(last) * cos(x) + cos(last) * sin(x)), by.fact("sin_sum", last, x)
    down = yield eq(sin(last + -x), sin(last) * cos(-x) + cos(last) * sin(-x)), by.fact("sin_sum", last, -x)
    even = yield eq(cos(-x), cos(x)), by.fact("cos_minus", x)
    odd = yield eq(sin(-x), -sin(x)), by.fact("sin_minus", x)
    term = yield eq(2 * sin(x) * cos(last), sin(last + x) - sin(last - x)), by.arithmetic(up, down, even, odd)
    then = yield (
        eq(2 * sin(x) * progression(n + 1), sin((2 * (n + 1) - 1) * x + y) - sin(y - x)),
        by.arithmetic(now, more, term),
    )
    yield lagrange, by.induction(base, then)


def whole(of):
    """The sum over 2T angles, evenly over the whole turn, from 0."""
    return total(of(2 * j * w), j, 0, 2 * T - 1)


def half(of):
    """The sum over T angles, evenly over the half turn, at the middles of its parts."""
    return total(of((2 * j + 1) * w), j, 0, T - 1)


def vanish(low, high):
    """The cosines of k times these angles sum to 0, for low < k < high."""
    both = eq(whole(lambda a: cos(k * a)), 0) & eq(half(lambda a: cos(k * a)), 0)
    return forall(k, implies((low < k) & (k < high), both))


@claim(
    vanish(0, 2 * T),
    uses=(turns, cosine_sum),
    near_misses=(
        near_miss(vanish(-1, 2 * T), "from k = 0 on"),
        near_miss(vanish(0, 2 * T + 1), "to k = 2T"),
    ),
)
def orthogonal():
    """Over T or 2T equally spaced angles the cosines of multiples sum to 0."""
    range_ = yield suppose((0 < k) & (k < 2 * T))
    step = yield 0 < w, by.arithmetic()
    whole_turn = yield eq(2 * T * w, pi), by.algebra()
    below = yield k * w < pi, by.arithmetic(range_, step, whole_turn)
    above = yield 0 < k * w, by.arithmetic(range_, step)
    some = yield 0 < sin(k * w), by.fact("sin_positive", k * w, given=(below, above))
    odd = yield eq(sin(-(k * w)), -sin(k * w)), by.fact("sin_minus", k * w)
    around = yield eq(sin(k * pi), 0) & eq(cos(2 * k * pi), 1), by.cite(at(turns, k, given=(range_,)))
    closed = yield eq(sin(2 * k * pi), 0) & eq(cos(2 * (2 * k) * pi), 1), by.cite(at(turns, 2 * k, given=(range_,)))
    sums = yield (
        eq(2 * sin(k * w) * whole(lambda a: cos(k * a)), sin((2 * (2 * T) - 1) * (k * w)) - sin(-(k * w))),
        by.cite(at(cosine_sum, {x: k * w, y: rational(0)}, 2 * T)),
    )
    last = yield (
        eq(sin(2 * k * pi + -(k * w)), sin(2 * k * pi) * cos(-(k * w)) + cos(2 * k * pi) * sin(-(k * w))),
        by.fact("sin_sum", 2 * k * pi, -(k * w)),
    )
    same = yield eq(sin((2 * (2 * T) - 1) * (k * w)), sin(2 * k * pi + -(k * w))), by.equal_arguments()
    product = yield eq(2 * sin(k * w) * whole(lambda a: cos(k * a)), 0), by.arithmetic(sums, last, same, around, closed)
    first = yield eq(whole(lambda a: cos(k * a)), 0), by.arithmetic(product, some)
    sums = yield (
        eq(2 * sin(k * w) * half(lambda a: cos(k * a)), sin((2 * T - 1) * (k * w) + k * w) - sin(k * w - k * w)),
        by.cite(at(cosine_sum, {x: k * w, y: k * w}, T)),
    )
    same = yield eq(sin((2 * T - 1) * (k * w) + k * w), sin(k * pi)), by.equal_arguments()
    nothing = yield eq(sin(k * w - k * w), 0), by.fact("sin_zero")
    product = yield eq(2 * sin(k * w) * half(lambda a: cos(k * a)), 0), by.arithmetic(sums, same, nothing, around)
    second = yield eq(half(lambda a: cos(k * a)), 0), by.arithmetic(product, some)
    both = yield eq(whole(lambda a: cos(k * a)), 0) & eq(half(lambda a: cos(k * a)), 0), by.logic(first, second)
    one = yield implies((0 < k) & (k < 2 * T), both.formula), by.discharge(range_, both)
    yield vanish(0, 2 * T), by.generalize(one)


# Gradient descent with steps η(0), η(1), … multiplies the start by p(t, λ) in t steps, on the curvature λ. The lemmas are
# for curvatures ν_j = m − d cos φ(j), where the cosines of kφ(j) sum to 0 for 0 < k < 2T
t, lam, m, d, z, N = natural("t"), real("lam"), positive("m"), positive("d"), real("z"), natural("N")
p, eta, phi, g = Fn("p", ("int", "real"), "real"), sequence("eta"), sequence("phi"), sequence("g")
starts = forall(lam, eq(p(0, lam), 1))
(step,) = recurrence(gradient_descent, {"x": lambda n: p(n, lam)}, gradient=lambda v: lam * v, step=t + 1, eta=eta(t))
moves = forall(lam, step)
node = m - d * cos(phi(j))


def over(body):
    """The sum over the angles."""
    return total(body, j, 0, N)


def wave(n):
    """The cosine of n times the angle φ(j)."""
    return cos(n * phi(j))


even = forall(k, implies((0 < k) & (k < 2 * T), eq(over(wave(k)), 0)))


def sum_of(parts, given=()):
    """Lines that show: the sum of c u + ... is c times the sum of u, and so on."""
    (factor, first), *rest = parts
    if not rest:
        return (yield eq(over(factor * first), factor * over(first)), by.sum_scale())
    body = _body(rest)
    apart = yield eq(over(factor * first + body), over(factor * first) + over(body)), by.sum_add()
    one = yield eq(over(factor * first), factor * over(first)), by.sum_scale()
    others = yield from sum_of(rest)
    return (
        yield (
            eq(over(factor * first + body), factor * over(first) + others.formula.args[1]),
            by.arithmetic(apart, one, others),
        )
    )


def _body(parts):
    (factor, first), *rest = parts
    return factor * first + _body(rest) if rest else factor * first


def cosines(angle, n):
    """Lines that show: 2 cos φ cos nφ = cos((n + 1)φ) + cos((n − 1)φ)."""
    up = yield (
        eq(cos(n * angle + angle), cos(n * angle) * cos(angle) - sin(n * angle) * sin(angle)),
        by.fact("cos_sum", n * angle, angle),
    )
    down = yield (
        eq(cos(n * angle + -angle), cos(n * angle) * cos(-angle) - sin(n * angle) * sin(-angle)),
        by.fact("cos_sum", n * angle, -angle),
    )
    same = yield eq(cos(-angle), cos(angle)), by.fact("cos_minus", angle)
    odd = yield eq(sin(-angle), -sin(angle)), by.fact("sin_minus", angle)
    return (
        yield (
            eq(2 * (cos(angle) * cos(n * angle)), cos((n + 1) * angle) + cos((n - 1) * angle)),
            by.arithmetic(up, down, same, odd),
        )
    )


def moment(n, at_):
    """The sum of p(n, ν) times the cosine of ``at_`` times the angle."""
    return over(p(n, node) * wave(at_))


def moments_vanish(end):
    """They are 0, for t + k < ``end`` and t − k < T."""
    return forall(t, forall(k, implies((t + k < end) & (t - k < T), eq(moment(t, T + k), 0))))


single = {
    T: 1,
    N: 0,
    phi: lambda n: pi / 2,
    m: 1,
    d: 1,
    eta: lambda n: rational("1/2"),
    p: lambda n, v: (1 - v / 2) ** n,
}


@claim(
    moments_vanish(T),
    given=(starts, moves, even),
    examples=(single,),
    near_misses=(near_miss(moments_vanish(T + 1), "one step more"),),
)
def moments():
    """A product of t factors 1 − ηλ is orthogonal to cosines, as a polynomial of degree t in cos φ is."""
    range_ = yield suppose((0 + k < T) & (0 - k < T))
    one = yield eq(p(0, node), 1), by.given(at(starts, node))
    unit = yield eq(p(0, node) * wave(T + k), wave(T + k)), by.algebra(one)
    every = yield forall(j, unit.formula), by.generalize(unit)
    yield moment(0, T + k)
    yield "=", over(wave(T + k)), by.sum_terms(every)
    zero = yield "=", 0, by.cite(at(even, T + k, given=(range_,)))
    one = yield implies(range_.formula, eq(moment(0, T + k), 0)), by.discharge(range_, zero)
    base = yield forall(k, one.formula), by.generalize(one)

    now = yield suppose(moments_vanish(T).args[0].args[1])
    range_ = yield suppose((t + 1 + k < T) & (t + 1 - k < T))
    moved = yield eq(p(t + 1, node), p(t, node) - eta(t) * (node * p(t, node))), by.given(at(moves, node, t))
    product = yield from cosines(phi(j), T + k)
    parts = [
        (1 - eta(t) * m, p(t, node) * wave(T + k)),
        (eta(t) * d / 2, p(t, node) * wave(T + k + 1)),
        (eta(t) * d / 2, p(t, node) * wave(T + k - 1)),
    ]
    spelt = yield (
        eq(p(t, node) * (cos(phi(j)) * wave(T + k)), p(t, node) * ((wave(T + k + 1) + wave(T + k - 1)) / 2)),
        by.arithmetic(product),
    )
    one = yield eq(p(t + 1, node) * wave(T + k), _body(parts)), by.arithmetic(moved, spelt)
    every = yield forall(j, one.formula), by.generalize(one)
    apart = yield from sum_of(parts)
    zeros = []
    for n in (k, k + 1, k - 1):
        zeros.append((yield eq(moment(t, T + n), 0), by.cite(at(now, n, given=(range_,)))))
    yield moment(t + 1, T + k)
    yield "=", over(_body(parts)), by.sum_terms(every)
    zero = yield "=", 0, by.arithmetic(apart, *zeros)
    one = yield implies(range_.formula, zero.formula), by.discharge(range_, zero)
    then = yield forall(k, one.formula), by.generalize(one)
    yield moments_vanish(T), by.induction(base, then)


inverse = forall(j, implies((0 <= j) & (j <= N), eq((node - z) * g(j), 1)))  # g(j) = 1/(ν_j − z)


def poles(n, at_):
    """The sum of p(n, ν) times the cosine of ``at_`` times the angle, divided by ν − z."""
    return over(p(n, node) * wave(at_) * g(j))


def pole(at_):
    """The same without p."""
    return over(wave(at_) * g(j))


def interpolates(last):
    """What p(t, z) has to do with p(t, ν): the first is the second's interpolation."""
    here = eq(poles(t, T + n), p(t, z) * pole(T + n))
    next_ = eq(poles(t + 1, T + n), p(t + 1, z) * pole(T + n) - eta(t) * moment(t, T + n))
    return forall(t, implies(t + n <= last, here & next_))


@claim(
    interpolates(T),
    given=(starts, moves, even, inverse),
    uses=(moments,),
    examples=({**single, z: -1, g: lambda n: rational("1/2")},),
    near_misses=(near_miss(interpolates(T + 1), "one step more"),),
)
def interpolation():
    """A product of up to T factors 1 − ηλ is known everywhere from its values at the nodes."""
    one = yield eq(p(0, node), 1), by.given(at(starts, node))
    unit = yield eq(p(0, node) * wave(T + n) * g(j), 1 * (wave(T + n) * g(j))), by.algebra(one)
    every = yield forall(j, unit.formula), by.generalize(unit)
    yield poles(0, T + n)
    yield "=", over(1 * (wave(T + n) * g(j))), by.sum_terms(every)
    summed = yield "=", 1 * pole(T + n), by.sum_scale()
    one = yield eq(p(0, z), 1), by.given(at(starts, z))
    first = yield eq(poles(0, T + n), p(0, z) * pole(T + n)), by.arithmetic(summed, one)
    base = yield implies(0 + n <= T, first.formula), by.arithmetic(first)

    moved = yield eq(p(t + 1, node), p(t, node) - eta(t) * (node * p(t, node))), by.given(at(moves, node, t))
    parts = [(1 - eta(t) * z, p(t, node) * wave(T + n) * g(j)), (-eta(t), p(t, node) * wave(T + n))]
    inside = yield suppose((0 <= j) & (j <= N))
    unit = yield eq((node - z) * g(j), 1), by.given(at(inverse, j, given=(inside,)))
    same = yield (
        eq(p(t, node) * wave(T + n) * ((node - z) * g(j)), p(t, node) * wave(T + n)),
        by.arithmetic(unit),
    )
    one = yield eq(p(t + 1, node) * wave(T + n) * g(j), _body(parts)), by.arithmetic(moved, same)
    one = yield implies(inside.formula, one.formula), by.discharge(inside, one)
    every = yield forall(j, one.formula), by.generalize(one)
    apart = yield from sum_of(parts)
    yield poles(t + 1, T + n)
    split = yield "=", over(_body(parts)), by.sum_terms(every)
    there = yield eq(p(t + 1, z), p(t, z) - eta(t) * (z * p(t, z))), by.given(at(moves, z, t))
    here, next_ = interpolates(T).args[0].args[1].args[1].args
    known = yield suppose(here)
    follows = yield next_, by.arithmetic(split, apart, there, known)
    known_then = yield implies(here, next_), by.discharge(known, follows)

    now = yield suppose(implies(t + n <= T, here))
    range_ = yield suppose(t + 1 + n <= T)
    zero = yield eq(moment(t, T + n), 0), by.cite(at(moments, t, n, given=(range_,)))
    one = yield eq(poles(t + 1, T + n), p(t + 1, z) * pole(T + n)), by.arithmetic(zero, now, known_then, range_)
    then = yield implies(t + 1 + n <= T, one.formula), by.discharge(range_, one)
    always = yield forall(t, implies(t + n <= T, here)), by.induction(base, then)
    both = yield implies(t + n <= T, here & next_), by.logic(at(always, t), known_then)
    yield interpolates(T), by.generalize(both)


def three_terms(value):
    """The recurrence of Chebyshev's polynomials, but for a term that is 0 for |k| < T."""
    return forall(k, eq(pole(T + k + 1) + pole(T + k - 1), 2 * (m - z) / d * pole(T + k) - value))


@claim(
    three_terms(2 / d * over(wave(T + k))),
    given=(inverse,),
    examples=({**single, z: -1, g: lambda n: rational("1/2")},),
    near_misses=(
        near_miss(three_terms(0), "without the last sum"),
        near_miss(three_terms(1 / d * over(wave(T + k))), "half of the last sum"),
    ),
)
def resolvent():
    """The sums of cos((T + k)φ)/(ν − z) obey the recurrence of Chebyshev's polynomials at x = (m − z)/d."""
    inside = yield suppose((0 <= j) & (j <= N))
    unit = yield eq((node - z) * g(j), 1), by.given(at(inverse, j, given=(inside,)))
    product = yield from cosines(phi(j), T + k)
    parts = [(2 * (m - z) / d, wave(T + k) * g(j)), (-(2 / d), wave(T + k))]
    two = [(rational(1), wave(T + k + 1) * g(j)), (rational(1), wave(T + k - 1) * g(j))]
    turned = yield eq(d * cos(phi(j)) * g(j), (m - z) * g(j) - 1), by.arithmetic(unit)
    times = yield eq(wave(T + k) * (d * cos(phi(j)) * g(j)), wave(T + k) * ((m - z) * g(j) - 1)), by.arithmetic(turned)
    scaled = yield eq(d * _body(two), 2 * (wave(T + k) * (d * cos(phi(j)) * g(j)))), by.arithmetic(product)
    body = yield eq(d * _body(parts), 2 * (wave(T + k) * ((m - z) * g(j) - 1))), by.algebra()
    one = yield eq(_body(two), _body(parts)), by.arithmetic(times, scaled, body)
    one = yield implies(inside.formula, one.formula), by.discharge(inside, one)
    every = yield forall(j, one.formula), by.generalize(one)
    left = yield from sum_of(two)
    right = yield from sum_of(parts)
    same = yield eq(over(_body(two)), over(_body(parts))), by.sum_terms(every)
    one = yield three_terms(2 / d * over(wave(T + k))).args[0], by.arithmetic(left, right, same)
    yield three_terms(2 / d * over(wave(T + k))), by.generalize(one)
