"""Momentum is a low-pass filter: how it answers a gradient that oscillates."""

from lrproof import (
    at,
    by,
    claim,
    cos,
    derivative_is,
    drawn,
    enclosed,
    eq,
    forall,
    heavy_ball,
    implies,
    natural,
    near_miss,
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


beta, omega, phi, t = real("beta", "(0, 1)"), real("omega"), real("phi"), natural("t")
v = sequence("v")
(turns,) = recurrence(
    heavy_ball, {"v": v}, gradient=lambda z: cos(omega * t), step=t + 1, eta=real("eta"), beta=beta
)
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


def gain_at(w):
    return 1 / sqrt(1 + beta**2 - 2 * beta * cos(w))


amplitude = eq(in_phase**2 + late**2, gain**2) & forall(t, abs(steady(t)) <= gain)
falls = forall(x, forall(y, implies(ordered, gain_at(y) < gain_at(x))))
ends = eq(gain_at(0), 1 / (1 - beta)) & eq(gain_at(pi), 1 / (1 + beta))


@claim(
    response(steady) & amplitude & falls & ends,
    given=(turns,),
    uses=(cosine_falls,),
    near_misses=(
    ),
)  # fmt: skip
def frequency():
    """Momentum passes slow oscillations, by the gain 1/√(1 + β² − 2β cos ω), and dampens fast ones more and more."""
    circle = yield eq(sin(omega) ** 2 + cos(omega) ** 2, 1), by.fact("circle", omega)
    low = yield (1 - beta) ** 2 <= resistance, by.arithmetic()
    some = yield 0 < resistance, by.arithmetic(low)
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
    yield response(steady) & amplitude & falls & ends, by.logic(one)
