"""Momentum is a low-pass filter: how it answers a gradient that oscillates."""

from lrproof import (
    at,
    by,
    claim,
    cos,
    derivative_is,
    derived,
    drawn,
    enclosed,
    eq,
    forall,
    heavy_ball,
    implies,
    larger,
    natural,
    near_miss,
    not_tried,
    pi,
    rational,
    real,
    recurrence,
    sequence,
    sin,
    sqrt,
    suppose,
    tends,
)
from lrproof.analysis.candidates import transfer

PREFIX = "mom"
PLACE = (3, 9)  # in the report: Part 3, ninth

x, y, p, s = real("x"), real("y"), real("p"), real("s")
ordered = (0 <= x) & (x < y) & (y <= pi)


@claim(
    implies(ordered, cos(y) < cos(x)),
    near_misses=(
        near_miss(implies((0 <= x) & (x <= y) & (y <= pi), cos(y) < cos(x)), "≤ for <"),
        near_miss(implies((0 <= x) & (x < y) & (y <= 2 * pi), cos(y) < cos(x)), "up to 2π"),
        near_miss(implies((-1 <= x) & (x < y) & (y <= pi), cos(y) < cos(x)), "from −1 on"),
        near_miss(implies(ordered, sin(y) < sin(x)), "sine"),
    ),
)
def cosine_falls():
    """Cosine falls strictly from 0 to π."""
    given = yield suppose(ordered)
    slopes = yield forall(p, derivative_is(sin(p), -cos(s), s, p)), by.derivative()
    inside = yield suppose((x < p) & (p < y))
    one = yield 0 < sin(p), by.fact("sin_positive", p, given=(inside, given))
    one = yield implies((x < p) & (p < y), 0 < sin(p)), by.discharge(inside, one)
    sign = yield forall(p, implies((x < p) & (p < y), 0 < sin(p))), by.generalize(one)
    rise = yield -cos(x) < -cos(y), by.increasing(slopes, sign, given, between=(x, y))
    one = yield cos(y) < cos(x), by.arithmetic(rise)
    yield implies(ordered, cos(y) < cos(x)), by.discharge(given, one)


a, b = real("a"), real("b")
wave = a * cos(x) + b * sin(x)


@claim(
    abs(wave) <= sqrt(a**2 + b**2),
    near_misses=(
        near_miss(abs(wave) < sqrt(a**2 + b**2), "< for ≤"),
        near_miss(abs(wave) <= larger(abs(a), abs(b)), "the larger of the two"),
        near_miss(abs(wave) <= abs(a + b), "their sum"),
    ),
)
def circle_bound():
    """a cos x + b sin x is never larger in size than √(a² + b²), the radius of the circle through (a, b)."""
    c, s = cos(x), sin(x)
    circle = yield eq(s**2 + c**2, 1), by.fact("circle", x)
    whole = yield eq(wave**2 + (a * s - b * c) ** 2, (a**2 + b**2) * (s**2 + c**2)), by.algebra()
    one = yield eq(wave**2 + (a * s - b * c) ** 2, a**2 + b**2), by.algebra(whole, circle)
    yield abs(wave) <= sqrt(a**2 + b**2), by.arithmetic(one)


beta, omega, phi, t = real("beta", "(0, 1)"), real("omega"), real("phi"), natural("t")
v = sequence("v")
(turns,) = recurrence(heavy_ball, {"v": v}, gradient=lambda z: cos(omega * t), step=t + 1, eta=real("eta"), beta=beta)
resistance = 1 + beta**2 - 2 * beta * cos(omega)
gain = 1 / sqrt(resistance)
in_phase, late = (cos(omega) - beta) / resistance, sin(omega) / resistance


def steady(n, b=late):
    """The oscillation that the velocity settles into."""
    return in_phase * cos(omega * n) + b * sin(omega * n)


def response(steady):
    """It is a velocity, and every velocity comes nearer to it by the factor β at each step."""
    is_one = forall(t, eq(steady(t + 1), beta * steady(t) + cos(omega * t)))
    return is_one & forall(t, eq(v(t) - steady(t), beta**t * (v(0) - steady(0)))) & tends(v(t) - steady(t), t, 0)


def gain_at(w, b=beta):
    """The gain at the frequency w."""
    return 1 / sqrt(1 + b**2 - 2 * b * cos(w))


def amplitude(gain):
    """The amplitude of the oscillation: cosine and sine part make a circle of this radius, which it never leaves."""
    return eq(in_phase**2 + late**2, gain**2) & never_larger


never_larger = forall(t, abs(steady(t)) <= gain)


def falls(gain_at, domain=ordered):
    """The gain falls strictly."""
    return forall(x, forall(y, implies(domain, gain_at(y) < gain_at(x))))


ends = eq(gain_at(0), 1 / (1 - beta)) & eq(gain_at(pi), 1 / (1 + beta))


def gains(axes):
    """The gain against the frequency, for three β."""
    import numpy as np

    frequencies = np.linspace(0, np.pi, 400)
    for b in (0.5, 0.9, 0.99):
        axes.semilogy(frequencies, 1 / np.sqrt(1 + b**2 - 2 * b * np.cos(frequencies)), label=rf"$\beta = {b}$")
    axes.axhline(1, color="#5f6368", linewidth=0.6)
    axes.set(xlabel=r"$\omega$", ylabel="gain", xticks=(0, np.pi / 2, np.pi))
    axes.set_xticklabels(("0", r"$\pi/2$", r"$\pi$"))
    axes.legend()


@claim(
    response(steady) & amplitude(gain) & falls(gain_at) & ends,
    given=(turns,),
    uses=(cosine_falls, circle_bound),
    near_misses=(
        near_miss(response(lambda n: steady(n, -late)) & amplitude(gain) & falls(gain_at) & ends, "ahead, not behind"),
        near_miss(response(steady) & amplitude(gain_at(omega, -beta)) & falls(gain_at) & ends, "+ for −"),
        near_miss(
            response(steady) & eq(in_phase**2 + late**2, gain**2) & forall(t, abs(steady(t)) <= 1) & falls(gain_at)
            & ends, "never larger than the gradient",
        ),
        near_miss(response(steady) & amplitude(gain) & falls(lambda w: gain_at(w, -beta)) & ends, "β < 0"),
        near_miss(
            response(steady) & amplitude(gain) & falls(gain_at, (0 <= x) & (x < y) & (y <= 2 * pi)) & ends, "up to 2π"
        ),
        near_miss(
            response(steady) & amplitude(gain) & falls(gain_at) & eq(gain_at(0), 1 / (1 - beta**2)), "1/(1 − β²) at 0"
        ),
    ),
    derived=(
        derived("the part in phase", lambda: transfer(heavy_ball, "v", cos(omega), sin(omega), beta=beta)[0], in_phase),
        derived("the part that is late", lambda: transfer(heavy_ball, "v", cos(omega), sin(omega), beta=beta)[1], late),
    ),
    tried=(
        enclosed(
            eq(in_phase**2 + late**2, gain**2), {beta: ("0.5", "0.9", "0.99"), omega: ("0.001", "1", "2", "3.14159")}
        ),
        not_tried("simulate", "the runs are on quadratics, whose gradient changes with the parameter"),
        enclosed(gain_at(y) < gain_at(x), {beta: ("0.01", "0.9"), x: ("0", "1", "2"), y: ("2.001", "3", "3.14")}),
    ),
    figures=(drawn(gains, "How much momentum makes of a gradient that oscillates, cos ωt: from 1/(1 − β) for slow "
                   "ones, on the left, down to 1/(1 + β) for a gradient that changes sign at every step. Without "
                   "momentum it would be 1."),),
)  # fmt: skip
def frequency():
    """Momentum passes slow oscillations, by the gain 1/√(1 + β² − 2β cos ω), and dampens fast ones more and more."""
    circle = yield eq(sin(omega) ** 2 + cos(omega) ** 2, 1), by.fact("circle", omega)
    least = yield (1 - beta) ** 2 <= resistance, by.arithmetic()
    some = yield 0 < resistance, by.arithmetic(least)
    added = yield (
        eq(cos(omega * t + omega), cos(omega * t) * cos(omega) - sin(omega * t) * sin(omega)),
        by.fact("cos_sum", omega * t, omega),
    )
    shifted = yield (
        eq(sin(omega * t + omega), sin(omega * t) * cos(omega) + cos(omega * t) * sin(omega)),
        by.fact("sin_sum", omega * t, omega),
    )
    one = yield eq(cos(omega * (t + 1)), cos(omega * t + omega)), by.equal_arguments()
    two = yield eq(sin(omega * (t + 1)), sin(omega * t + omega)), by.equal_arguments()
    square = yield eq(sin(omega) ** 2, 1 - cos(omega) ** 2), by.arithmetic(circle)
    one = yield eq(steady(t + 1), beta * steady(t) + cos(omega * t)), by.algebra(one, two, added, shifted, square, some)
    moves = yield forall(t, eq(steady(t + 1), beta * steady(t) + cos(omega * t))), by.generalize(one)
    start = v(0) - steady(0)
    base = yield eq(v(0) - steady(0), beta**0 * start), by.algebra(some)
    now = yield suppose(eq(v(t) - steady(t), beta**t * start))
    change = yield eq(v(t + 1) - steady(t + 1), beta * (v(t) - steady(t))), by.arithmetic(at(turns, t), at(moves, t))
    then = yield eq(v(t + 1) - steady(t + 1), beta ** (t + 1) * start), by.arithmetic(change, now)
    nearer = yield forall(t, eq(v(t) - steady(t), beta**t * start)), by.induction(base, then)
    goes = yield tends(beta**t * start, t, 0), by.limit()
    yield tends(v(t) - steady(t), t, 0)
    both = yield "<=>", tends(beta**t * start, t, 0), by.limit_terms(nearer)
    first = yield response(steady), by.logic(moves, nearer, both, goes)

    root = yield (0 < sqrt(resistance)) & eq(sqrt(resistance) ** 2, resistance), by.arithmetic(some)
    radius = yield eq(in_phase**2 + late**2, 1 / resistance), by.algebra(square, some)
    whole = yield eq(gain**2, 1 / resistance), by.arithmetic(root, some)
    size = yield eq(in_phase**2 + late**2, gain**2), by.arithmetic(radius, whole)
    high = yield 0 <= gain, by.arithmetic(root)
    waves = {a: in_phase, b: late, x: omega * t}
    one = yield abs(steady(t)) <= sqrt(in_phase**2 + late**2), by.cite(at(circle_bound, waves))
    two = yield eq(sqrt(in_phase**2 + late**2), gain), by.arithmetic(size, high)
    one = yield abs(steady(t)) <= gain, by.arithmetic(one, two)
    one = yield never_larger, by.generalize(one)
    second = yield amplitude(gain), by.logic(size, one)

    between = yield suppose(ordered)
    lower = yield cos(y) < cos(x), by.logic(cosine_falls, between)
    here, there = 1 + beta**2 - 2 * beta * cos(x), 1 + beta**2 - 2 * beta * cos(y)
    least = yield (1 - beta) ** 2 <= here, by.arithmetic()
    more = yield (0 < here) & (here < there), by.arithmetic(least, lower)
    roots = yield (0 < sqrt(here)) & (sqrt(here) < sqrt(there)), by.arithmetic(more)
    one = yield gain_at(y) < gain_at(x), by.arithmetic(roots)
    one = yield implies(ordered, gain_at(y) < gain_at(x)), by.discharge(between, one)
    one = yield forall(y, implies(ordered, gain_at(y) < gain_at(x))), by.generalize(one)
    third = yield falls(gain_at), by.generalize(one)

    slow = yield eq(cos(rational(0)), 1), by.fact("cos_zero")
    fast = yield eq(cos(pi), -1), by.fact("cos_pi")
    one = yield eq(sqrt(1 + beta**2 - 2 * beta * cos(rational(0))), 1 - beta), by.arithmetic(slow)
    two = yield eq(sqrt(1 + beta**2 - 2 * beta * cos(pi)), 1 + beta), by.arithmetic(fast)
    at_zero = yield eq(gain_at(0), 1 / (1 - beta)), by.algebra(one)
    at_pi = yield eq(gain_at(pi), 1 / (1 + beta)), by.algebra(two)
    yield response(steady) & amplitude(gain) & falls(gain_at) & ends, by.logic(first, second, third, at_zero, at_pi)
