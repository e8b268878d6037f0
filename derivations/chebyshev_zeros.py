"""Chebyshev's steps: the reciprocals of the curvatures at which his polynomial is 0."""

from chebyshev_extremes import fifth, i, polynomial, r, shape, still, value
from chebyshev_nodes import (
    T,
    angles,
    cosine,
    every,
    j,
    k,
    middle,
    multiples,
    n,
    neighbours,
    orthogonal,
    over_zeros,
    x,
    y,
    zero,
)
from chebyshev_products import N, d, eta, g, interpolation, lam, m, moves, p, phi, resolvent, starts, t, z

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
    maximum_is,
    near_miss,
    pi,
    rational,
    sequence,
    sin,
    suppose,
    total,
)

PREFIX = "cheb"
PLACE = (2, 10)  # in the report: Part 2, tenth

low, u = m - d * cos(zero), sequence("u")
inside = (0 <= j) & (j <= T - 1)
inverse = forall(j, implies(inside, eq((low - z) * g(j), 1)))
bends = forall(k, eq(u(k + 1) + u(k - 1), 2 * (m - z) / d * u(k)))
ends = eq(u(T), 1) & eq(d * u(T - 1), m - z)


def pole(times):
    """The sum of cos(times φ)/(λ − z) over the curvatures at which Chebyshev's polynomial is 0."""
    return over_zeros(cos(times * zero) * g(j))


@claim(
    eq(u(0) * pole(T + 1), -(T / d)),
    given=(inverse, bends, ends),
    uses=(angles, orthogonal, resolvent),
    examples=({T: 1, m: 2, d: 1, z: 1, g: lambda i: 1 + 0 * i, u: lambda i: 1 + 0 * i},),
    near_misses=(
        near_miss(eq(u(0) * pole(T + 1), T / d), "another sign"),
        near_miss(eq(u(0) * pole(T + 1), -(2 * T / d)), "twice as much"),
    ),
)
def casorati():
    """Casorati's determinant of two solutions of Chebyshev's recurrence is the same at both ends."""
    guard = yield suppose(inside)
    around = yield (
        eq(cos(2 * T * zero), -1) & eq(sin(2 * T * zero), 0) & eq(cos(T * zero), 0),
        by.arithmetic(at(angles, j, given=(guard,))),
    )
    after = yield from cosine(2 * T * zero, zero)
    before = yield from cosine(2 * T * zero, zero, -1)
    one = yield (
        eq(cos(T * zero) * g(j), 0 * g(j))
        & eq(cos((T + T) * zero), -1 * rational(1))
        & eq(cos((T + T + 1) * zero) * g(j), cos((T + T - 1) * zero) * g(j)),
        by.arithmetic(around, after, before),
    )
    terms = yield from every(j, guard, one)
    one = yield eq(pole(T), over_zeros(0 * g(j))), by.sum_terms(terms)
    two = yield eq(over_zeros(0 * g(j)), 0 * over_zeros(g(j))), by.sum_scale()
    empty = yield eq(pole(T), 0), by.arithmetic(one, two)
    symmetric = yield eq(pole(T + T + 1), pole(T + T - 1)), by.sum_terms(terms)
    base = yield eq(total(rational(1), j, 0, rational(0) - 1), 0), by.sum_empty()
    now = yield suppose(eq(total(rational(1), j, 0, t - 1), t))
    more = yield eq(total(rational(1), j, 0, t + 1 - 1), total(rational(1), j, 0, t - 1) + 1), by.sum_last()
    then = yield eq(total(rational(1), j, 0, t + 1 - 1), t + 1), by.arithmetic(now, more)
    counted = yield forall(t, eq(total(rational(1), j, 0, t - 1), t)), by.induction(base, then)
    count = yield eq(over_zeros(rational(1)), T), by.cite(at(counted, T))
    one = yield eq(over_zeros(cos((T + T) * zero)), over_zeros(-1 * rational(1))), by.sum_terms(terms)
    two = yield eq(over_zeros(-1 * rational(1)), -1 * over_zeros(rational(1))), by.sum_scale()
    whole = yield eq(over_zeros(cos((T + T) * zero)), -T), by.arithmetic(one, two, count)

    def recurrence_at(place):
        rest = 2 / d * over_zeros(cos((T + place) * zero))
        return eq(pole(T + place + 1) + pole(T + place - 1), 2 * (m - z) / d * pole(T + place) - rest)

    recurs = yield forall(k, recurrence_at(k)), by.cite(at(resolvent, {N: T - 1, phi: middle}))
    end = yield recurrence_at(T), by.cite(at(recurs, T))
    last = yield eq(pole(T + T - 1), (m - z) / d * pole(T + T) + T / d), by.arithmetic(end, symmetric, whole)

    def determinant(place):
        return eq(pole(T + place) * u(place - 1) - pole(T + place - 1) * u(place), u(0) * pole(T + 1))

    base = yield implies(rational(1) <= T, determinant(rational(1))), by.arithmetic(empty)
    now = yield suppose(implies(i <= T, determinant(i)))
    start = yield suppose(1 <= i)
    guard = yield suppose(i + 1 <= T)
    nothing = yield (
        eq(over_zeros(cos((T + i) * zero)), 0),
        by.arithmetic(at(orthogonal, T + i, given=(start, guard))),
    )
    step = yield recurrence_at(i), by.cite(at(recurs, i))
    other = yield eq(u(i + 1) + u(i - 1), 2 * (m - z) / d * u(i)), by.given(at(bends, i))
    known = yield determinant(i), by.arithmetic(now, guard)
    one = yield eq(pole(T + i + 1), 2 * (m - z) / d * pole(T + i) - pole(T + i - 1)), by.arithmetic(step, nothing)
    two = yield eq(u(i + 1), 2 * (m - z) / d * u(i) - u(i - 1)), by.arithmetic(other)
    same = yield (
        eq(pole(T + i + 1) * u(i) - pole(T + i) * u(i + 1), pole(T + i) * u(i - 1) - pole(T + i - 1) * u(i)),
        by.algebra(one, two),
    )
    one = yield determinant(i + 1), by.arithmetic(same, known)
    then = yield implies(i + 1 <= T, one.formula), by.discharge(guard, one)
    always = yield forall(i, implies(1 <= i, implies(i <= T, determinant(i)))), by.induction(base, then)
    end = yield determinant(T), by.arithmetic(at(always, T))
    one = yield eq(u(T - 1), (m - z) / d), by.arithmetic()
    yield eq(u(0) * pole(T + 1), -(T / d)), by.arithmetic(end, one, last)


schedule = forall(i, implies((0 <= i) & (i < T), eq(eta(i), 1 / (m - d * cos(middle(i))))))
there = m - d * cos(y)


def seen(point):
    """The sum of cos(T + 1)φ/(λ − point)."""
    return over_zeros(cos((T + 1) * zero) * (1 / (low - point)))


left = over_zeros(p(T - 1, low) * cos((T + 1) * zero))


def seen_from(point, units, zeros, none, solution):
    """Lines that show p(T, point) · seen(point) = η(T − 1) · left, and u(0) · seen(point) = −T/d.

    From: the reciprocals of λ − point, sums that are 0, p(T, λ) = 0, and what shows that u is a solution.
    """
    reciprocal = {z: point, g: lambda i: 1 / (m - d * cos(middle(i)) - point)}
    term = p(T, low) * cos((T + 1) * zero) * (1 / (low - point))
    tied = yield (
        eq(over_zeros(term), p(T, point) * seen(point) - eta(T - 1) * left),
        by.arithmetic(at(interpolation, {**reciprocal, N: T - 1, phi: middle, n: 1}, T - 1, given=(units, zeros))),
    )
    guard = yield suppose(inside)
    one = yield eq(term, 0 * rational(1)), by.arithmetic(at(none, j, given=(guard,)))
    terms = yield from every(j, guard, one)
    one = yield eq(over_zeros(term), over_zeros(0 * rational(1))), by.sum_terms(terms)
    two = yield eq(over_zeros(0 * rational(1)), 0 * over_zeros(rational(1))), by.sum_scale()
    product = yield eq(p(T, point) * seen(point), eta(T - 1) * left), by.arithmetic(tied, one, two)
    u_, bent, end = solution
    ratio = yield (
        eq(u_(rational(0)) * seen(point), -(T / d)),
        by.cite(at(casorati, {**reciprocal, u: u_}, given=(units, bent, end))),
    )
    return product, ratio


def follows(factor, multiple=T):
    """What these steps make of each curvature."""
    return forall(y, eq(p(T, there), factor * cos(multiple * y)))


single = {**fifth, T: 1}


@claim(
    follows(value(T)),
    given=(starts, moves, shape, schedule),
    uses=(angles, orthogonal, multiples, interpolation, casorati),
    examples=(single,),
    derived=(
        derived("the reciprocal of Chebyshev's polynomial at (r + 1/r)/2, from its recurrence",
                lambda: 1 / derive.chebyshev_value(r, T), value(T)),
    ),
    near_misses=(
        near_miss(follows(2 * r**T), "without the denominator"),
        near_miss(follows(value(T), T + 1), "one multiple more"),
        near_miss(follows(value(T)), "any steps", given=(starts, moves, shape),
                  examples=({**single, eta: lambda i: rational("1/4"), p: lambda i, v: (1 - v / 4) ** i},)),
    ),
)  # fmt: skip
def polynomials():
    """Chebyshev's steps multiply the curvature m − d cos y by cos Ty, times 2rᵀ/(1 + r²ᵀ)."""
    start = yield from still()
    guard = yield suppose((0 < k) & (k < 2 * T))
    one = yield eq(over_zeros(cos(k * zero)), 0), by.arithmetic(at(orthogonal, k, given=(guard,)))
    zeros = yield from every(k, guard, one)
    above = yield 0 < low, by.arithmetic(shape)

    guard = yield suppose(inside)
    here = yield eq(eta(j), 1 / low), by.given(at(schedule, j, given=(guard,)))
    step = yield eq(p(j + 1, low), p(j, low) - eta(j) * (low * p(j, low))), by.given(at(moves, low, j, given=(guard,)))
    base = yield eq(p(j + 1, low), 0), by.arithmetic(here, step, above)
    now = yield suppose(eq(p(i, low), 0))
    later = yield suppose(j + 1 <= i)
    step = yield (
        eq(p(i + 1, low), p(i, low) - eta(i) * (low * p(i, low))),
        by.given(at(moves, low, i, given=(guard, later))),
    )
    then = yield eq(p(i + 1, low), 0), by.arithmetic(now, step)
    after = yield forall(i, implies(j + 1 <= i, eq(p(i, low), 0))), by.induction(base, then)
    one = yield eq(p(T, low), 0), by.cite(at(after, T, given=(guard,)))
    none = yield from every(j, guard, one)

    # from the curvature 0, where u(k) is Chebyshev's polynomial of degree T − k
    one = yield eq((low - 0) * (1 / (low - 0)), 1), by.algebra(above)
    units = yield from every(j, guard, one)
    ratio = yield eq(2 * (m - 0) / d, r + 1 / r), by.arithmetic(shape)
    bend = yield (
        eq(polynomial(T - (k + 1)) + polynomial(T - (k - 1)), (r + 1 / r) * polynomial(T - k)),
        by.algebra(),
    )
    one = yield (
        eq(polynomial(T - (k + 1)) + polynomial(T - (k - 1)), 2 * (m - 0) / d * polynomial(T - k)),
        by.arithmetic(bend, ratio),
    )
    bent = yield forall(k, one.formula), by.generalize(one)
    one = yield eq(polynomial(T - T), 1), by.algebra()
    two = yield eq(polynomial(T - (T - 1)), (r + 1 / r) / 2), by.algebra()
    end = yield one.formula & eq(d * polynomial(T - (T - 1)), m - 0), by.arithmetic(one, two, ratio)
    origin = yield from seen_from(rational(0), units, zeros, none, (lambda i: polynomial(T - i), bent, end))

    # from a curvature that is none of these, where u(k) is cos (T − k)y
    meets = exists(j, inside & eq(low, there))
    away = yield suppose(~meets)
    same = yield suppose(eq(low, there))
    one = yield meets, by.witness(j, given=(guard, same))
    one = yield implies(same.formula, meets), by.discharge(same, one)
    apart = yield ~same.formula, by.logic(one, away)
    one = yield eq((low - there) * (1 / (low - there)), 1), by.arithmetic(apart)
    units = yield from every(j, guard, one)
    bend = yield from neighbours(y, T - k)
    one = yield (
        eq(cos((T - (k + 1)) * y) + cos((T - (k - 1)) * y), 2 * (m - there) / d * cos((T - k) * y)),
        by.arithmetic(bend),
    )
    bent = yield forall(k, one.formula), by.generalize(one)
    one = yield eq(cos((T - T) * y), 1), by.fact("cos_zero")
    end = yield one.formula & eq(d * cos((T - (T - 1)) * y), m - there), by.arithmetic(one)
    point = yield from seen_from(there, units, zeros, none, (lambda i: cos((T - i) * y), bent, end))
    some = yield 0 < T / d, by.arithmetic()
    one = yield eq(p(T, there) * polynomial(T), cos(T * y)), by.arithmetic(*origin, *point, start, some)
    scale = yield eq(value(T) * polynomial(T), 1), by.algebra()
    known = yield eq(p(T, there), value(T) * cos(T * y)), by.arithmetic(one, scale)
    far = yield implies(~meets, known.formula), by.discharge(away, known)

    # at one of them both sides are 0
    place = yield suppose(inside & eq(low, there))
    equal = yield eq(cos(zero), cos(y)), by.arithmetic(place)
    flat = yield eq(cos(T * zero), 0), by.arithmetic(at(angles, j, given=(place,)))
    turned = yield forall(n, eq(cos(n * zero), cos(n * y))), by.logic(at(multiples, {x: zero}), equal)
    turned = yield eq(cos(T * zero), cos(T * y)), by.cite(at(turned, T))
    moved = yield eq(p(T, low), p(T, there)), by.equal_arguments(place)
    one = yield known.formula, by.arithmetic(at(none, j, given=(place,)), moved, turned, flat)
    met = yield suppose(meets)
    one = yield known.formula, by.choose(met, place, one)
    near = yield implies(meets, known.formula), by.discharge(met, one)
    one = yield known.formula, by.logic(far, near)
    yield follows(value(T)), by.generalize(one)


def worst(bound):
    """What these steps multiply a curvature by at most."""
    return maximum_is(bound, abs(p(T, lam)), lam, m - d, m + d)


@claim(
    worst(value(T)),
    given=(starts, moves, shape, schedule),
    uses=(polynomials,),
    examples=(single,),
    near_misses=(
        near_miss(worst(r**T), "rᵀ for the value"),
        near_miss(worst(2 * r**T), "without the denominator"),
        near_miss(worst(value(T + 1)), "the value for one step more"),
    ),
)
def attained():
    """The worst factor of Chebyshev's T steps is 2rᵀ/(1 + r²ᵀ)."""
    positive = yield 0 < value(T), by.arithmetic()
    guard = yield suppose(between(m - d, lam, m + d))
    gap = (m - lam) / d - cos(y)
    slopes = yield forall(x, derivative_is(sin(x), gap, y, x)), by.derivative()
    one = yield eq(cos(rational(0)), 1), by.fact("cos_zero")
    two = yield eq(cos(pi), -1), by.fact("cos_pi")
    below = yield (m - lam) / d - cos(rational(0)) <= 0, by.arithmetic(one, guard)
    above = yield 0 <= (m - lam) / d - cos(pi), by.arithmetic(two, guard)
    found = yield (
        exists(y, between(0, y, pi) & eq(gap, 0)),
        by.intermediate_value(slopes, below, above, between=(rational(0), pi)),
    )
    angle = yield suppose(between(0, y, pi) & eq(gap, 0))
    same = yield eq(there, lam), by.arithmetic(angle)
    moved = yield eq(p(T, there), p(T, lam)), by.equal_arguments(same)
    size = yield abs(value(T) * cos(T * y)) <= value(T), by.arithmetic(positive)
    one = yield abs(p(T, lam)) <= value(T), by.arithmetic(at(polynomials, y), moved, size)
    one = yield one.formula, by.choose(found, angle, one)
    bound = yield from every(lam, guard, one)
    corner = yield eq(cos(rational(0)), 1), by.fact("cos_zero")
    flat = yield eq(cos(T * rational(0)), 1), by.fact("cos_zero")
    moved = yield eq(p(T, m - d * cos(rational(0))), p(T, m - d)), by.equal_arguments(corner)
    top = yield eq(abs(p(T, m - d)), value(T)), by.arithmetic(at(polynomials, 0), flat, moved, positive)
    hit = yield (
        exists(lam, between(m - d, lam, m + d) & eq(abs(p(T, lam)), value(T))),
        by.witness(m - d, given=(top,)),
    )
    yield worst(value(T)), by.maximum(bound, hit)
