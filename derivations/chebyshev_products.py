"""Products of factors 1 − ηλ at curvatures m − d cos φ, where the cosines of kφ sum to 0."""

from chebyshev_nodes import T, every, j, k, n, neighbours

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
    natural,
    near_miss,
    pi,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    suppose,
    total,
)

PREFIX = "cheb"
PLACE = (2, 10)  # in the report: Part 2, tenth

# gradient descent with the steps η(0), η(1), … multiplies the start by p(t, λ) in t steps, on the curvature λ
t, lam, p, eta = natural("t"), real("lam"), Fn("p", ("int", "real"), "real"), sequence("eta")
(step,) = recurrence(gradient_descent, {"x": lambda i: p(i, lam)}, gradient=lambda v: lam * v, step=t + 1, eta=eta(t))
starts, moves = forall(lam, eq(p(0, lam), 1)), forall(lam, step)

# the cosines of kφ(j) sum to 0 over j = 0, …, N, for 0 < k < 2T; and g(j) is 1/(node − z)
m, d, z, N, phi, g = positive("m"), positive("d"), real("z"), natural("N"), sequence("phi"), sequence("g")
node = m - d * cos(phi(j))
within = (0 <= j) & (j <= N)


def over(body):
    """The sum over the angles."""
    return total(body, j, 0, N)


def wave(times):
    """The cosine of a multiple of the angle φ(j)."""
    return cos(times * phi(j))


even = forall(k, implies((0 < k) & (k < 2 * T), eq(over(wave(k)), 0)))
inverse = forall(j, implies(within, eq((node - z) * g(j), 1)))


def moment(steps, times):
    """The sum of p(steps, node) cos(times φ)."""
    return over(p(steps, node) * wave(times))


def pole(times):
    """The sum of cos(times φ)/(node − z)."""
    return over(wave(times) * g(j))


def poles(steps, times):
    """The sum of p(steps, node) cos(times φ)/(node − z)."""
    return over(p(steps, node) * wave(times) * g(j))


def combined(parts):
    """The sum of products c u, for pairs (c, u)."""
    (factor, body), *rest = parts
    return factor * body + combined(rest) if rest else factor * body


def split(parts):
    """Lines that show that the sum over j of such products is the products of c and the sum of u."""
    (factor, body), *rest = parts
    one = yield eq(over(factor * body), factor * over(body)), by.sum_scale()
    if not rest:
        return one
    apart = yield eq(over(combined(parts)), over(factor * body) + over(combined(rest))), by.sum_add()
    others = yield from split(rest)
    whole = eq(over(combined(parts)), combined([(c, over(u)) for c, u in parts]))
    return (yield whole, by.arithmetic(apart, one, others))


def moments_vanish(first, last):
    """The moments T + k after t steps are 0, for t + k < ``first`` and t − k < ``last``."""
    return forall(t, forall(k, implies((t + k < first) & (t - k < last), eq(moment(t, T + k), 0))))


single = {
    T: 1, N: 0, phi: lambda i: pi / 2, m: 1, d: 1, eta: lambda i: rational("1/2"), p: lambda i, v: (1 - v / 2) ** i,
    z: -1, g: lambda i: rational("1/2"),
}  # fmt: skip


@claim(
    moments_vanish(T, T),
    given=(starts, moves, even),
    examples=(single,),
    near_misses=(
        near_miss(moments_vanish(T + 1, T), "t + k up to T"),
        near_miss(moments_vanish(T, T + 1), "t − k up to T"),
    ),
)
def moments():
    """In cos φ a product of t factors 1 − ηλ is a polynomial of degree t, and orthogonal to cosines between."""
    guard = yield suppose((0 + k < T) & (0 - k < T))
    one = yield eq(p(0, node), 1), by.given(at(starts, node))
    unit = yield eq(p(0, node) * wave(T + k), wave(T + k)), by.algebra(one)
    same = yield forall(j, unit.formula), by.generalize(unit)
    yield moment(0, T + k)
    yield "=", over(wave(T + k)), by.sum_terms(same)
    nothing = yield "=", 0, by.cite(at(even, T + k, given=(guard,)))
    base = yield from every(k, guard, nothing)

    now = yield suppose(moments_vanish(T, T).args[0].args[1])
    guard = yield suppose((t + 1 + k < T) & (t + 1 - k < T))
    moved = yield eq(p(t + 1, node), p(t, node) - eta(t) * (node * p(t, node))), by.given(at(moves, node, t))
    bend = yield from neighbours(phi(j), T + k)
    times = yield (
        eq(p(t, node) * (cos(phi(j)) * wave(T + k)), p(t, node) * ((wave(T + k + 1) + wave(T + k - 1)) / 2)),
        by.arithmetic(bend),
    )
    parts = [(1 - eta(t) * m, p(t, node) * wave(T + k))]
    parts += [(eta(t) * d / 2, p(t, node) * wave(T + k + side)) for side in (1, -1)]
    one = yield eq(p(t + 1, node) * wave(T + k), combined(parts)), by.arithmetic(moved, times)
    same = yield forall(j, one.formula), by.generalize(one)
    apart = yield from split(parts)
    zeros = []
    for index in (k, k + 1, k - 1):
        zeros.append((yield eq(moment(t, T + index), 0), by.cite(at(now, index, given=(guard,)))))
    yield moment(t + 1, T + k)
    yield "=", over(combined(parts)), by.sum_terms(same)
    nothing = yield "=", 0, by.arithmetic(apart, *zeros)
    then = yield from every(k, guard, nothing)
    yield moments_vanish(T, T), by.induction(base, then)


def interpolates(last):
    """p(t, z) from p(t, node), for t + n ≤ ``last``; and what is left over after one step more."""
    here = eq(poles(t, T + n), p(t, z) * pole(T + n))
    after = eq(poles(t + 1, T + n), p(t + 1, z) * pole(T + n) - eta(t) * moment(t, T + n))
    return forall(t, implies(t + n <= last, here & after))


@claim(
    interpolates(T),
    given=(starts, moves, even, inverse),
    uses=(moments,),
    examples=(single,),
    near_misses=(
        near_miss(interpolates(T + 1), "one step more"),
        near_miss(interpolates(T), "where the cosines do not sum to 0", given=(starts, moves, inverse),
                  examples=({**single, phi: lambda i: 0 * i, g: lambda i: 1 + 0 * i},)),
    ),
)  # fmt: skip
def interpolation():
    """A product of up to T factors 1 − ηλ is known everywhere from its values at the nodes."""
    one = yield eq(p(0, node), 1), by.given(at(starts, node))
    unit = yield eq(p(0, node) * wave(T + n) * g(j), 1 * (wave(T + n) * g(j))), by.algebra(one)
    same = yield forall(j, unit.formula), by.generalize(unit)
    yield poles(0, T + n)
    yield "=", over(1 * (wave(T + n) * g(j))), by.sum_terms(same)
    summed = yield "=", 1 * pole(T + n), by.sum_scale()
    one = yield eq(p(0, z), 1), by.given(at(starts, z))
    base = yield implies(0 + n <= T, eq(poles(0, T + n), p(0, z) * pole(T + n))), by.arithmetic(summed, one)

    inside = yield suppose(within)
    moved = yield eq(p(t + 1, node), p(t, node) - eta(t) * (node * p(t, node))), by.given(at(moves, node, t))
    unit = yield eq((node - z) * g(j), 1), by.given(at(inverse, j, given=(inside,)))
    times = yield (
        eq(p(t, node) * wave(T + n) * ((node - z) * g(j)), p(t, node) * wave(T + n)),
        by.arithmetic(unit),
    )
    parts = [(1 - eta(t) * z, p(t, node) * wave(T + n) * g(j)), (-eta(t), p(t, node) * wave(T + n))]
    one = yield eq(p(t + 1, node) * wave(T + n) * g(j), combined(parts)), by.arithmetic(moved, times)
    same = yield from every(j, inside, one)
    apart = yield from split(parts)
    yield poles(t + 1, T + n)
    summed = yield "=", over(combined(parts)), by.sum_terms(same)
    there = yield eq(p(t + 1, z), p(t, z) - eta(t) * (z * p(t, z))), by.given(at(moves, z, t))
    here, after = interpolates(T).args[0].args[1].args[1].args
    known = yield suppose(here)
    one = yield after, by.arithmetic(summed, apart, there, known)
    follows = yield implies(here, after), by.discharge(known, one)

    now = yield suppose(implies(t + n <= T, here))
    guard = yield suppose(t + 1 + n <= T)
    nothing = yield eq(moment(t, T + n), 0), by.cite(at(moments, t, n, given=(guard,)))
    one = yield eq(poles(t + 1, T + n), p(t + 1, z) * pole(T + n)), by.arithmetic(nothing, now, follows, guard)
    then = yield implies(t + 1 + n <= T, one.formula), by.discharge(guard, one)
    always = yield forall(t, implies(t + n <= T, here)), by.induction(base, then)
    both = yield implies(t + n <= T, here & after), by.logic(at(always, t), follows)
    yield interpolates(T), by.generalize(both)


def three_terms(rest):
    """Two neighbours of a sum of cosines over node − z, from that sum and a ``rest``."""
    return forall(k, eq(pole(T + k + 1) + pole(T + k - 1), 2 * (m - z) / d * pole(T + k) - rest))


@claim(
    three_terms(2 / d * over(wave(T + k))),
    given=(inverse,),
    examples=(single,),
    near_misses=(
        near_miss(three_terms(0), "without the last sum"),
        near_miss(three_terms(1 / d * over(wave(T + k))), "half of the last sum"),
    ),
)
def resolvent():
    """The sums of cos((T + k)φ)/(node − z) obey Chebyshev's recurrence at (m − z)/d, but for a sum that is often 0."""
    inside = yield suppose(within)
    unit = yield eq((node - z) * g(j), 1), by.given(at(inverse, j, given=(inside,)))
    bend = yield from neighbours(phi(j), T + k)
    two = [(rational(1), wave(T + k + 1) * g(j)), (rational(1), wave(T + k - 1) * g(j))]
    parts = [(2 * (m - z) / d, wave(T + k) * g(j)), (-(2 / d), wave(T + k))]
    solved = yield eq(d * cos(phi(j)) * g(j), (m - z) * g(j) - 1), by.arithmetic(unit)
    times = yield eq(wave(T + k) * (d * cos(phi(j)) * g(j)), wave(T + k) * ((m - z) * g(j) - 1)), by.arithmetic(solved)
    left = yield eq(d * combined(two), 2 * (wave(T + k) * (d * cos(phi(j)) * g(j)))), by.arithmetic(bend)
    right = yield eq(d * combined(parts), 2 * (wave(T + k) * ((m - z) * g(j) - 1))), by.algebra()
    one = yield eq(combined(two), combined(parts)), by.arithmetic(times, left, right)
    same = yield from every(j, inside, one)
    summed = yield eq(over(combined(two)), over(combined(parts))), by.sum_terms(same)
    left = yield from split(two)
    right = yield from split(parts)
    one = yield three_terms(2 / d * over(wave(T + k))).args[0], by.arithmetic(left, right, summed)
    yield three_terms(2 / d * over(wave(T + k))), by.generalize(one)
