"""The one-cycle policy in half-waves of the cosine."""

from one_cycle import T, high, inside, integral, low, m, middle, p, s, steep, x, y

from lrproof import (
    at,
    by,
    claim,
    conj,
    cos,
    derivative_is,
    enclosed,
    eq,
    forall,
    holds,
    implies,
    near_miss,
    not_tried,
    pi,
    rational,
    real,
    sin,
    smaller,
    suppose,
)
from lrproof.schedules import one_cycle

PREFIX = "onecycle"
PLACE = (5, 41)  # in the report: Part 5, forty-first

a, b = real("a"), real("b")
SYMBOLS = {low: "the learning rate at both ends", high: "the learning rate at the peak", T: "the length of the cycle",
           m: "the peak"}  # fmt: skip


apart = abs(a - b)


def slow(bound=apart, pace=1):
    """A cosine changes by no more than ``bound``."""
    wave = cos if pace == 1 else lambda z: cos(pace * z)
    return forall(a, forall(b, abs(wave(a) - wave(b)) <= bound))


@claim(
    slow(),
    near_misses=(
        near_miss(slow(apart / 2), "half as much"),
        near_miss(slow(pace=2), "twice as fast"),
        near_miss(slow(a - b), "without |·|"),
    ),
    tried=(enclosed(abs(cos(a) - cos(b)) <= abs(a - b), {a: ("0", "1.5"), b: ("1", "2", "-3")}),),
)
def cosine_steady():
    """Cosine changes by no more than its argument."""
    ordered = yield suppose(a <= b)
    circle = yield eq(sin(p) ** 2 + cos(p) ** 2, 1), by.fact("circle", p)
    small = yield (-1 <= sin(p)) & (sin(p) <= 1), by.arithmetic(circle)
    one = yield 0 <= 1 - sin(p), by.arithmetic(small)
    rises = yield forall(p, one.formula), by.generalize(one)
    one = yield 0 <= 1 + sin(p), by.arithmetic(small)
    gains = yield forall(p, one.formula), by.generalize(one)
    slopes = yield forall(p, derivative_is(1 - sin(p), s + cos(s), s, p)), by.derivative()
    left = yield a + cos(a) <= b + cos(b), by.increasing(slopes, rises, ordered, between=(a, b))
    slopes = yield forall(p, derivative_is(1 + sin(p), s - cos(s), s, p)), by.derivative()
    right = yield a - cos(a) <= b - cos(b), by.increasing(slopes, gains, ordered, between=(a, b))
    one = yield abs(cos(a) - cos(b)) <= abs(a - b), by.arithmetic(left, right, ordered)
    before = yield implies(a <= b, one.formula), by.discharge(ordered, one)
    one = yield forall(b, before.formula), by.generalize(before)
    every = yield forall(a, one.formula), by.generalize(one)
    turned = yield suppose(b <= a)
    one = yield abs(cos(b) - cos(a)) <= abs(b - a), by.cite(at(every, b, a, given=(turned,)))
    one = yield abs(cos(a) - cos(b)) <= abs(a - b), by.arithmetic(one)
    after = yield implies(b <= a, one.formula), by.discharge(turned, one)
    one = yield abs(cos(a) - cos(b)) <= abs(a - b), by.arithmetic(before, after)
    one = yield forall(b, one.formula), by.generalize(one)
    yield slow(), by.generalize(one)


def rate(step):
    """The learning rate at this step."""
    return one_cycle(step, eta_min=low, eta_max=high, peak=m, T=T, phase="cosine")


def through(top=high):
    """From η_min to η_max and back."""
    return conj(eq(rate(rational(0)), low), eq(rate(m), top), eq(rate(T), low))


def steady(steepest=steep, share=pi / 2):
    """No jump anywhere: the rate changes by no more than the steeper of both half-waves allows."""
    return forall(x, forall(y, abs(rate(x) - rate(y)) <= share * (high - low) * steepest * abs(x - y)))


def up(z):
    """An antiderivative of the first phase, 0 at 0."""
    return middle * z - (high - low) / 2 * (m / pi) * sin(pi * (z / m))


def down(z):
    """An antiderivative of the second phase, that goes on where the first ends."""
    return middle * z + (high - low) / 2 * ((T - m) / pi) * sin(pi * ((T - z) / (T - m)))


def area(mean=middle, turn=m, second=down):
    """The antiderivatives of both phases meet at the peak, and together grow by T times the mean rate."""
    phases = (
        forall(p, implies((0 <= p) & (p <= turn), derivative_is(rate(p), up(s), s, p))),
        forall(p, implies((turn <= p) & (p <= T), derivative_is(rate(p), second(s), s, p))),
    )
    return conj(*phases, eq(up(m), second(m)), eq(second(T) - up(rational(0)), T * mean))


@claim(
    conj(through(), steady(), area()),
    given=(inside, low <= high),
    examples=({low: 0, high: 1, T: 4, m: 1}, {low: 1, high: 3, T: 4, m: 3}),
    uses=(integral, cosine_steady),
    printed=holds(
        "Part 5", r"\text{1. Warmup: } \eta_{min} \to \eta_{max} \quad \text{2. Annealing: } \eta_{max} \to \eta_{min}"
    ),
    near_misses=(
        near_miss(conj(through(middle), steady(), area()), "half way up"),
        near_miss(conj(through(), steady(1 / m), area()), "the first slope for both"),
        near_miss(conj(through(), steady(share=rational(1)), area()), "1 for π/2, the slope of the straight lines"),
        near_miss(conj(through(), steady(), area(mean=low + (high - low) * m / T)), "a mean that depends on the peak"),
        near_miss(conj(through(), steady(), area(turn=T / 2)), "the peak in the middle"),
    ),
    tried=(
        enclosed(steady().args[0].args[0], {low: ("0", "0.1"), high: ("1",), T: ("10",), m: ("2", "9"),
                                            x: ("0", "1"), y: ("9.5", "10")}),
        not_tried("derive", "SymPy gives the area by cases of min, which no term expresses"),
        not_tried("simulate", "the statement is about the schedule alone; no step is taken"),
    ),
)  # fmt: skip
def integral_cosine():
    """One cycle in half-waves has no jump either, and its mean rate is half way up, wherever the peak is."""
    before = yield suppose((0 <= p) & (p <= m))
    one = yield eq(p / m * m, p), by.algebra()
    two = yield eq((T - p) / (T - m) * (T - m), T - p), by.algebra()
    least = yield p / m <= 1, by.arithmetic(one, before)
    most = yield 1 <= (T - p) / (T - m), by.arithmetic(two, before)
    rising = yield eq(smaller(p / m, (T - p) / (T - m)), p / m), by.arithmetic(least, most)
    shape = yield eq(cos(pi * smaller(p / m, (T - p) / (T - m))), cos(pi * (p / m))), by.equal_arguments(rising)
    slope = yield derivative_is(rate(p), up(s), s, p), by.derivative(shape)
    slope = yield implies((0 <= p) & (p <= m), slope.formula), by.discharge(before, slope)
    first = yield area().args[0].args[0].args[0], by.generalize(slope)
    after = yield suppose((m <= p) & (p <= T))
    most = yield 1 <= p / m, by.arithmetic(one, after)
    least = yield (T - p) / (T - m) <= 1, by.arithmetic(two, after)
    falling = yield eq(smaller(p / m, (T - p) / (T - m)), (T - p) / (T - m)), by.arithmetic(least, most)
    shape = yield (
        eq(cos(pi * smaller(p / m, (T - p) / (T - m))), cos(pi * ((T - p) / (T - m)))),
        by.equal_arguments(falling),
    )
    slope = yield derivative_is(rate(p), down(s), s, p), by.derivative(shape)
    slope = yield implies((m <= p) & (p <= T), slope.formula), by.discharge(after, slope)
    second = yield area().args[0].args[0].args[1], by.generalize(slope)

    zero, still = rational(0), (yield eq(sin(rational(0)), 0), by.fact("sin_zero"))
    level = yield eq(cos(zero), 1), by.fact("cos_zero")
    none, turned = (yield eq(sin(pi), 0), by.fact("sin_pi")), (yield eq(cos(pi), -1), by.fact("cos_pi"))
    lines = at(integral, {low: 0, high: 1})  # of the share itself

    def share_of(step):
        return one_cycle(step, eta_min=zero, eta_max=rational(1), peak=m, T=T)

    values = []
    for place, angle, share in ((zero, zero, 0), (m, pi, 1), (T, zero, 0)):
        part = smaller(place / m, (T - place) / (T - m))
        one = yield eq(part, share), by.arithmetic(lines)
        one = yield eq(cos(pi * part), cos(angle)), by.equal_arguments(one)
        values.append((yield eq(rate(place), low if share == 0 else high), by.algebra(one, level, turned)))
    waves = []
    for term_, angle in ((m / m, pi), ((T - m) / (T - m), pi), ((T - T) / (T - m), zero), (zero / m, zero)):
        one = yield eq(sin(pi * term_), sin(angle)), by.equal_arguments()
        waves.append(one)
    meet = yield area().args[0].args[1], by.algebra(*waves, none, still)
    gain = yield area().args[1], by.algebra(*waves, none, still)

    here, there = smaller(x / m, (T - x) / (T - m)), smaller(y / m, (T - y) / (T - m))
    span = rational(1) - rational(0)
    one = yield forall(x, forall(y, abs(share_of(x) - share_of(y)) <= span * steep * abs(x - y))), by.logic(lines)
    near = yield abs(here - there) <= steep * abs(x - y), by.arithmetic(at(one, x, y))
    one = yield (
        abs(cos(pi * here) - cos(pi * there)) <= abs(pi * here - pi * there),
        by.cite(at(cosine_steady, pi * here, pi * there)),
    )
    two = yield eq(abs(pi * here - pi * there), pi * abs(here - there)), by.arithmetic()
    three = yield pi * abs(here - there) <= pi * (steep * abs(x - y)), by.arithmetic(near)
    wave = yield abs(cos(pi * here) - cos(pi * there)) <= pi * steep * abs(x - y), by.arithmetic(one, two, three)
    one = yield eq(rate(x) - rate(y), -((high - low) / 2) * (cos(pi * here) - cos(pi * there))), by.algebra()
    two = yield eq(abs(rate(x) - rate(y)), (high - low) / 2 * abs(cos(pi * here) - cos(pi * there))), by.arithmetic(one)
    one = yield steady().args[0].args[0], by.arithmetic(two, wave)
    one = yield forall(y, one.formula), by.generalize(one)
    third = yield steady(), by.generalize(one)
    yield conj(through(), steady(), area()), by.logic(*values, third, first, second, meet, gain)
