"""Steps that vary: the best T of them."""

from fractions import Fraction
from math import prod

from chebyshev_extremes import faster_than_fixed, i, unbeatable
from chebyshev_extremes import r as between_0_and_1
from chebyshev_extremes import value as value_of
from chebyshev_nodes import T, cosine, every, sine, w
from chebyshev_products import d, eta, lam, m, moves, p, starts, t
from chebyshev_zeros import attained

from lrproof import (
    at,
    between,
    by,
    claim,
    conj,
    cos,
    derive,
    derived,
    drawn,
    enclosed,
    eq,
    exists,
    fails,
    forall,
    implies,
    larger,
    maximum_is,
    near_miss,
    pi,
    positive,
    rational,
    real,
    sequence,
    sin,
    sqrt,
    suppose,
)

PREFIX = "gen"
PLACE = (2, 10)  # in the report: Part 2, tenth

mu, L, kappa, r = positive("mu"), positive("L"), real("kappa"), real("r")
condition, ratio = eq(kappa, L / mu), eq(r, (sqrt(kappa) - 1) / (sqrt(kappa) + 1))
middle, width = (L + mu) / 2, (L - mu) / 2
s = sequence("s")
rate = (kappa - 1) / (kappa + 1)  # of the best fixed step


def chebyshev_step(k, steps=T):
    """Step number k = 0, 1, …, T − 1 of so many."""
    return one_over((2 * k + 1) * (pi / (2 * steps)))


def one_over(angle):
    """The reciprocal of the curvature at an angle."""
    return 1 / (middle - width * cos(angle))


def value(power=T):
    """The worst factor of these steps."""
    return value_of(power, r)


def steps(shift=1):
    """s(0), s(1), … are Chebyshev's steps, or other ones in a near miss."""
    return forall(t, eq(s(t), one_over((2 * t + shift) * (pi / (2 * T)))))


schedule = forall(i, implies((0 <= i) & (i < T), eq(eta(i), s(i))))


def lower(bound, relation=lambda x, y: x <= y):
    """Some curvature is multiplied by ``bound`` or more."""
    return exists(lam, between(mu, lam, L) & relation(bound, abs(p(T, lam))))


def worst(bound):
    """``bound`` is the worst factor of these steps."""
    return implies(schedule, maximum_is(bound, abs(p(T, lam)), lam, mu, L))


def beyond(least):
    """From so many steps on the first of them is more than 2/L."""
    return implies((rational(least) <= T) & (rational(3) <= kappa), 2 / L < s(0))


def faster(least):
    """From so many steps on they are better than as many steps of the best fixed size."""
    return implies(rational(least) <= T, value() < rate**T)


known = (mu < L, condition, ratio, starts, moves)
needed = implies(
    forall(lam, implies(between(mu, lam, L), abs(p(T, lam)) < 1)),
    forall(i, implies((0 <= i) & (i < T), eta(i) < 2 / L)),
)

# one step, the best; and two steps of fractions near the best two, of which the first is more than 2/L = 1/2
quarter = {mu: 1, L: 4, kappa: 4, r: rational("1/3")}
single = {**quarter, T: 1, eta: lambda k: rational("2/5"), p: lambda k, z: (1 - 2 * z / 5) ** k}
longest = {**quarter, T: 1, eta: lambda k: rational(1), p: lambda k, z: (1 - z) ** k}
high, low = rational("7/10"), rational("7/25")


def first(k):
    """1 for k = 0, and 0 for k = 1, 2, …."""
    return rational(0) ** k


def both(k):
    """1 for k = 0 and k = 1, and 0 for k = 2, 3, …."""
    return rational(0) ** larger(k - 1, 0)


pair = {
    **quarter, T: 2, eta: lambda k: high * first(k) + low * (both(k) - first(k)),
    p: lambda k, z: first(k) + (1 - high * z) * (both(k) - first(k) + (1 - low * z) * (1 - both(k))),
}  # fmt: skip

# eight steps: what they make of the curvature (L + μ)/2 − (L − μ)/2 cos ψ, and which of them are larger than 2/L
eight, psi = rational(8), real("psi")
sizes = [chebyshev_step(rational(k), eight) for k in range(8)]
factors = [1 - size * (middle - width * cos(psi)) for size in sizes]
halves = conj(*(2 / L < size for size in sizes[:4]), *(size < 2 / L for size in sizes[4:]))


def against_fixed(axes):
    """The factor of eight steps by curvature, for steps that vary and for the best fixed one; and the steps."""
    import numpy as np

    smallest, largest, count = 1.0, 25.0, 8
    center, half = (largest + smallest) / 2, (largest - smallest) / 2
    steps = 1 / (center - half * np.cos((2 * np.arange(count) + 1) * np.pi / (2 * count)))
    curvature = np.linspace(smallest, largest, 1201)
    varied = np.abs(np.prod(1 - np.outer(steps, curvature), axis=0))
    axes.plot(curvature, np.abs(1 - curvature / center) ** count, label=r"eight steps $2/(\mu + L)$")
    axes.plot(curvature, varied, label="eight steps that vary")
    axes.set(xlabel=r"$\lambda$", ylabel="factor", ylim=(0, 0.62))
    axes.legend(loc="upper center")
    inset = axes.inset_axes((0.36, 0.36, 0.36, 0.34))
    inset.semilogy(range(count), steps, "o", color="#1a1a1a", markersize=3)
    inset.axhline(2 / largest, color="#1a1a1a", linewidth=0.6, linestyle="-")
    inset.annotate(r"$2/L$", (6.3, 2.3 / largest), fontsize=8)
    inset.set(xlabel="$k$", ylabel=r"$\eta_k$", ylim=(0.02, 1.5))
    inset.tick_params(labelsize=7)


@claim(
    lower(value()) & worst(value()) & beyond(2) & faster(2),
    given=(*known, steps()),
    uses=(unbeatable, attained, faster_than_fixed),
    examples=(single, pair),
    printed=fails("Part 2", r"\text{Convergence requires: } \eta < \frac{2}{\lambda_{\max}}", needed),
    derived=(
        derived("the reciprocals of the zeros of Chebyshev's polynomial between μ and L",
                lambda: derive.chebyshev_step(T, t, mu, L), chebyshev_step(t)),
    ),
    near_misses=(
        near_miss(lower(value(), lambda x, y: x < y) & worst(value()) & beyond(2) & faster(2), "< for ≤"),
        near_miss(lower(value(T - 1)) & worst(value()) & beyond(2) & faster(2), "the value for one step fewer"),
        near_miss(lower(rate**T) & worst(value()) & beyond(2) & faster(2), "as if the fixed step were the best"),
        near_miss(lower(2 * r**T) & worst(value()) & beyond(2) & faster(2), "without the denominator"),
        near_miss(lower(value()) & worst(r**T) & beyond(2) & faster(2), "the rate of the limit, rᵀ"),
        near_miss(lower(value()) & worst(value(T + 1)) & beyond(2) & faster(2), "the value for one step more"),
        near_miss(lower(value()) & worst(value()) & beyond(2) & faster(2), "2t for 2t + 1 in the steps",
                  given=(*known, steps(0)), examples=(longest,)),
        near_miss(lower(value()) & worst(value()) & beyond(1) & faster(2), "already the only step is more than 2/L"),
        near_miss(lower(value()) & worst(value()) & beyond(2) & faster(1), "one step that is better than the best"),
    ),
    tried=(
        enclosed(
            eq(prod(factors), value(eight) * cos(8 * psi)),
            {mu: (1,), L: (100,), r: ("9/11",), psi: tuple(Fraction(k, 10) for k in range(32))},
        ),
        enclosed(halves, {mu: (1,), L: (100, 1000, 10**6)}),
    ),
    figures=(drawn(against_fixed, "By what eight steps multiply each curvature, for μ = 1 and L = 25: steps that vary "
                   "are better on the worst one, 0.078 for 0.527. Inset: the steps, the first four larger than 2/L."),),
)  # fmt: skip
def chebyshev():
    """The best T steps vary: their worst factor is 2rᵀ/(1 + r²ᵀ); for T ≥ 2 and κ ≥ 3 the first is larger than 2/L."""
    root = sqrt(kappa)
    lengths = yield (1 < kappa) & eq(L, kappa * mu), by.arithmetic()
    size = yield eq(root**2, kappa) & (0 <= root), by.arithmetic(lengths)
    large = yield 1 < root, by.arithmetic(size, lengths)
    inside = yield (0 < r) & (r < 1), by.arithmetic(large)
    quotient = yield eq(r * (root + 1), root - 1), by.arithmetic(large)
    shaped = yield eq(width * (1 + r**2), 2 * r * middle), by.arithmetic(quotient, lengths, size, large)
    sub = {m: middle, d: width, between_0_and_1: r}
    best = yield lower(value()), by.cite(at(unbeatable, sub, given=(inside, shaped)))
    some = yield suppose(schedule)
    guard = yield suppose((0 <= i) & (i < T))
    one = yield (
        eq(eta(i), chebyshev_step(i)),
        by.arithmetic(at(some, i, given=(guard,)), at(steps(), i, given=(guard,))),
    )
    those = yield from every(i, guard, one)
    one = yield (
        maximum_is(value(), abs(p(T, lam)), lam, mu, L),
        by.cite(at(attained, sub, given=(inside, shaped, those))),
    )
    attains = yield worst(value()), by.discharge(some, one)

    guard = yield suppose((2 <= T) & (3 <= kappa))
    whole = yield eq(2 * T * w, pi), by.algebra()
    angle = yield (0 < w) & (3 * w < pi), by.arithmetic(whole, guard)
    up = yield 0 < sin(w), by.fact("sin_positive", w, given=(angle,))
    double = yield 0 < sin(2 * w), by.fact("sin_positive", 2 * w, given=(angle,))
    triple = yield 0 < sin(3 * w), by.fact("sin_positive", 3 * w, given=(angle,))
    two = yield from sine(w, w)
    also = yield from cosine(w, w)
    three = yield from sine(2 * w, w)
    circle = yield eq(sin(w) ** 2 + cos(w) ** 2, 1), by.fact("circle", w)
    right = yield 0 < cos(w), by.arithmetic(up, double, two)
    product = yield eq(sin(3 * w), sin(w) * (4 * cos(w) ** 2 - 1)), by.arithmetic(two, also, three, circle)
    square = yield 1 < 4 * cos(w) ** 2, by.arithmetic(product, triple, up)
    half = yield rational("1/2") < cos(w), by.arithmetic(square, right)
    below = yield middle - width * cos(w) < L / 2, by.arithmetic(half, guard, lengths)
    above = yield 0 < middle - width * cos(w), by.arithmetic()
    start = yield eq(s(0), chebyshev_step(rational(0))), by.given(at(steps(), 0))
    one = yield 2 / L < one_over(w), by.arithmetic(below, above)
    one = yield 2 / L < s(0), by.arithmetic(one, start)
    longer = yield beyond(2), by.discharge(guard, one)

    fixed = yield eq(rate, 2 * r / (1 + r**2)) & (0 < rate), by.arithmetic(quotient, lengths, size, large)
    always = yield (
        forall(i, implies(rational(2) <= i, value(i) < (2 * r / (1 + r**2)) ** i)),
        by.cite(at(faster_than_fixed, {between_0_and_1: r}, given=(inside,))),
    )
    long = yield suppose(rational(2) <= T)
    one = yield value() < (2 * r / (1 + r**2)) ** T, by.cite(at(always, T, given=(long,)))
    same = yield eq((2 * r / (1 + r**2)) ** T, rate**T), by.equal_arguments(fixed)
    one = yield value() < rate**T, by.arithmetic(one, same)
    small = yield faster(2), by.discharge(long, one)
    yield lower(value()) & worst(value()) & beyond(2) & faster(2), by.logic(best, attains, longer, small)
