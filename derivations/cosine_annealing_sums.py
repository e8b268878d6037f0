"""Cosine annealing: the mean learning rate, and the sum of squares."""

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
    integer,
    natural,
    near_miss,
    nonnegative,
    not_tried,
    pi,
    rational,
    real,
    row,
    sin,
    suppose,
    total,
)
from lrproof.schedules import cosine

PREFIX = "cos"
PLACE = (5, 22)  # in the report: Part 5, twenty-second

t, n, x, p, s = natural("t"), natural("n"), real("x"), real("p"), real("s")


twice = 2 * sin(x)


def lagrange(factor=twice, last=2 * n + 1):
    """Twice the sine of x times the sum of cosines."""
    return forall(n, eq(factor * total(cos(2 * t * x), t, 0, n), sin(last * x) + sin(x)))


@claim(
    lagrange(),
    near_misses=(
        near_miss(lagrange(sin(x)), "once, not twice"),
        near_miss(lagrange(2 * cos(x)), "cosine for sine"),
        near_miss(lagrange(last=2 * n + 2), "2n + 2 for 2n + 1"),
        near_miss(lagrange(last=2 * n - 1), "one term too few"),
    ),
    tried=(not_tried("derive", "SymPy leaves a sum of cosines as it stands"),),
)
def lagrange_identity():
    """Lagrange's identity: 2 sin x (1 + cos 2x + ... + cos 2nx) is sin (2n + 1)x + sin x."""
    zero = rational(0)
    one = yield eq(cos(2 * zero * x), cos(zero)), by.equal_arguments()
    two = yield eq(cos(zero), 1), by.fact("cos_zero")
    three = yield eq(sin((2 * zero + 1) * x), sin(x)), by.equal_arguments()
    yield total(cos(2 * t * x), t, 0, 0)
    yield "=", total(cos(2 * t * x), t, 0, -1) + cos(2 * zero * x), by.sum_last()
    first = yield "=", cos(2 * zero * x), by.sum_empty()
    base = yield (
        eq(2 * sin(x) * total(cos(2 * t * x), t, 0, 0), sin((2 * zero + 1) * x) + sin(x)),
        by.algebra(first, one, two, three),
    )
    now = yield suppose(eq(2 * sin(x) * total(cos(2 * t * x), t, 0, n), sin((2 * n + 1) * x) + sin(x)))
    a = 2 * (n + 1) * x
    up = yield eq(sin(a + x), sin(a) * cos(x) + cos(a) * sin(x)), by.fact("sin_sum", a, x)
    down = yield eq(sin(a + -x), sin(a) * cos(-x) + cos(a) * sin(-x)), by.fact("sin_sum", a, -x)
    even, odd = (
        (yield eq(cos(-x), cos(x)), by.fact("cos_minus", x)),
        (yield eq(sin(-x), -sin(x)), by.fact("sin_minus", x)),
    )
    above = yield eq(sin((2 * (n + 1) + 1) * x), sin(a + x)), by.equal_arguments()
    below = yield eq(sin((2 * n + 1) * x), sin(a + -x)), by.equal_arguments()
    yield 2 * sin(x) * total(cos(2 * t * x), t, 0, n + 1)
    yield "=", 2 * sin(x) * (total(cos(2 * t * x), t, 0, n) + cos(a)), by.sum_last()
    yield "=", sin((2 * n + 1) * x) + sin(x) + 2 * sin(x) * cos(a), by.algebra(now)
    then = yield "=", sin((2 * (n + 1) + 1) * x) + sin(x), by.algebra(up, down, even, odd, above, below)
    yield lagrange(), by.induction(base, then)


low, high, T = (
    nonnegative("eta_min", latex=r"\eta_{\min}"),
    real("eta_max", latex=r"\eta_{\max}"),
    integer("T", "[1, oo)"),
)
SYMBOLS = {low: "the learning rate at T", high: "the learning rate at 0", T: "the length of the schedule"}
middle = (low + high) / 2


def rate(step):
    """The learning rate at this step."""
    return cosine(step, eta_min=low, eta_max=high, T=T)


def area(span=high - low):
    """An antiderivative of the rate, and what it gains from 0 to T."""

    def grown(z):
        return z * middle + span * T / (2 * pi) * sin(z * pi / T)

    return forall(p, derivative_is(rate(p), grown(s), s, p)) & eq(grown(T) - grown(rational(0)), T * middle)


mirrored = forall(x, eq(rate(x) + rate(T - x), high + low))
used = eq(total(rate(t), t, 0, T - 1), T * middle + (high - low) / 2)
through = eq(total(rate(t), t, 0, T) / (T + 1), middle)


@claim(
    conj(mirrored, used, through, area()),
    uses=(lagrange_identity,),
    near_misses=(
        near_miss(conj(forall(x, eq(rate(x) + rate(2 * T - x), high + low)), used, through, area()), "2T for T"),
        near_miss(conj(mirrored, eq(total(rate(t), t, 0, T - 1), T * middle), through, area()), "no half a span more"),
        near_miss(conj(mirrored, used, eq(total(rate(t), t, 0, T) / T, middle), area()), "T for T + 1"),
        near_miss(conj(mirrored, used, through, area(2 * (high - low))), "the sine twice"),
        near_miss(
            conj(mirrored, eq(total(rate(t), t, 1, T), T * middle + (high - low) / 2), through, area()), "from 1 to T"
        ),
    ),
    tried=(
        enclosed(used, {low: ("0", "0.1"), high: ("1",), T: ("1", "2", "10", "37")}),
        not_tried("derive", "SymPy leaves a sum of cosines as it stands"),
        not_tried("simulate", "the statement is about the schedule alone; no step is taken"),
    ),
    cheat_sheet=(row("Sum of T steps of cosine annealing", T * middle + (high - low) / 2, "t = 0, ..., T − 1"),),
)
def mean():
    """Cosine annealing is half way down in the mean; T steps from 0 on exceed T times that by half the span."""
    turned = yield eq(cos(pi), -1), by.fact("cos_pi")
    nought = yield eq(sin(pi), 0), by.fact("sin_pi")
    a, b = x * pi / T, (T - x) * pi / T
    one = yield eq(cos(b), cos(pi + -a)), by.equal_arguments()
    two = yield eq(cos(pi + -a), cos(pi) * cos(-a) - sin(pi) * sin(-a)), by.fact("cos_sum", pi, -a)
    three = yield eq(cos(-a), cos(a)), by.fact("cos_minus", a)
    one = yield eq(rate(x) + rate(T - x), high + low), by.algebra(one, two, three, turned, nought)
    first = yield mirrored, by.generalize(one)

    half = pi / (2 * T)
    waves = total(cos(2 * t * half), t, 0, n)
    sides = middle * (n + 1) + (high - low) / 2 * waves
    same = yield eq(cos(t * pi / T), cos(2 * t * half)), by.equal_arguments()
    one = yield eq(rate(t), middle + (high - low) / 2 * cos(2 * t * half)), by.algebra(same)
    terms = yield forall(t, one.formula), by.generalize(one)
    yield total(rate(t), t, 0, 0)
    yield "=", total(rate(t), t, 0, -1) + rate(rational(0)), by.sum_last()
    left = yield "=", rate(rational(0)), by.sum_empty()
    yield total(cos(2 * t * half), t, 0, 0)
    yield "=", total(cos(2 * t * half), t, 0, -1) + cos(2 * rational(0) * half), by.sum_last()
    right = yield "=", cos(2 * rational(0) * half), by.sum_empty()
    base = yield (
        eq(total(rate(t), t, 0, 0), middle * (rational(0) + 1) + (high - low) / 2 * total(cos(2 * t * half), t, 0, 0)),
        by.algebra(left, right, at(terms, 0)),
    )
    now = yield suppose(eq(total(rate(t), t, 0, n), sides))
    more = yield eq(total(cos(2 * t * half), t, 0, n + 1), waves + cos(2 * (n + 1) * half)), by.sum_last()
    yield total(rate(t), t, 0, n + 1)
    yield "=", total(rate(t), t, 0, n) + rate(n + 1), by.sum_last()
    then = yield (
        "=",
        middle * (n + 1 + 1) + (high - low) / 2 * total(cos(2 * t * half), t, 0, n + 1),
        by.algebra(now, more, at(terms, n + 1)),
    )
    every = yield forall(n, eq(total(rate(t), t, 0, n), sides)), by.induction(base, then)

    closed = yield (
        eq(2 * sin(half) * total(cos(2 * t * half), t, 0, T), sin((2 * T + 1) * half) + sin(half)),
        by.cite(at(at(lagrange_identity, {x: half}), T)),
    )
    one = yield eq(sin((2 * T + 1) * half), sin(pi + half)), by.equal_arguments()
    two = yield eq(sin(pi + half), sin(pi) * cos(half) + cos(pi) * sin(half)), by.fact("sin_sum", pi, half)
    angle = yield (0 < half) & (half < pi), by.arithmetic()
    sign = yield 0 < sin(half), by.fact("sin_positive", half, given=(angle,))
    one = yield eq(2 * sin(half) * total(cos(2 * t * half), t, 0, T), 0), by.algebra(closed, one, two, turned, nought)
    none = yield eq(total(cos(2 * t * half), t, 0, T), 0), by.arithmetic(one, sign)
    all_ = yield eq(total(rate(t), t, 0, T), middle * (T + 1)), by.algebra(at(every, T), none)
    third = yield through, by.algebra(all_)
    ends = yield eq(cos(T * pi / T), cos(pi)), by.equal_arguments()
    one = yield eq(total(rate(t), t, 0, T), total(rate(t), t, 0, T - 1) + rate(T)), by.sum_last()
    second = yield used, by.arithmetic(one, all_, ends, turned)

    steep = yield area().args[0], by.derivative()
    one = yield eq(sin(T * pi / T), sin(pi)), by.equal_arguments()
    two = yield eq(sin(rational(0) * pi / T), sin(rational(0))), by.equal_arguments()
    three = yield eq(sin(rational(0)), 0), by.fact("sin_zero")
    one = yield area().args[1], by.algebra(one, two, three, nought)
    yield conj(mirrored, used, through, area()), by.logic(first, second, third, steep, one)
