"""Cosine annealing step by step, as PyTorch computes it."""

from momentum_frequency import cosine_falls, x, y

from lrproof import (
    at,
    by,
    claim,
    cos,
    eq,
    forall,
    implies,
    integer,
    natural,
    ne,
    near_miss,
    nonnegative,
    not_tried,
    pi,
    rational,
    real,
    sequence,
    sin,
    suppose,
)
from lrproof.schedules import cosine

PREFIX = "cos"
PLACE = (5, 21)  # in the report: Part 5, twenty-first

low, high = nonnegative("eta_min", latex=r"\eta_{\min}"), real("eta_max", latex=r"\eta_{\max}")
T, t, eta = integer("T", "[1, oo)"), natural("t"), sequence("eta")
SYMBOLS = {low: "the learning rate at T", high: "the learning rate at 0", T: "the length of the schedule",
           eta: "the learning rate, step by step"}  # fmt: skip


def wave(step):
    """1 + cos(tπ/T)."""
    return 1 + cos(step * pi / T)


def rate(step):
    """The learning rate at this step."""
    return cosine(step, eta_min=low, eta_max=high, T=T)


def steps(factor):
    """Below T each step multiplies what is left above η_min by ``factor``."""
    return forall(t, implies(t < T, eq(eta(t + 1), low + factor * (eta(t) - low))))


starts, before = eq(eta(0), high), steps(wave(t + 1) / wave(t))
beyond = eq(eta(T + 1), eta(T) + (high - low) * (1 - cos(pi / T)) / 2)


def closed(until=T):
    """The closed form up to this step, and after the step that PyTorch takes from T."""
    return forall(t, implies(t <= until, eq(eta(t), rate(t)))) & eq(eta(T + 1), rate(T + 1))


never = eq(wave(T), 0) & forall(t, implies(t < T, ne(wave(t), 0)))


@claim(
    closed() & never,
    given=(starts, beyond, before),
    uses=(cosine_falls,),
    near_misses=(
        near_miss(closed() & never, "no step of its own after T", given=(starts, before)),
        near_miss(closed(T + 2) & never, "two steps after T"),
        near_miss(closed() & never, "the factor not divided", given=(starts, beyond, steps(wave(t + 1)))),
        near_miss(closed() & never, "from the lowest rate", given=(eq(eta(0), low), beyond, before)),
        near_miss(closed() & eq(wave(T), 0) & forall(t, implies(t <= T, ne(wave(t), 0))), "T, too"),
    ),
    tried=(not_tried("simulate", "the statement is about the schedule alone; no step of an optimizer is taken"),),
)
def recursion():
    """PyTorch's CosineAnnealingLR, which multiplies step by step and adds once after T, has the closed form."""
    turned = yield eq(cos(pi), -1), by.fact("cos_pi")
    zero = yield eq(cos(rational(0)), 1), by.fact("cos_zero")
    half = yield eq(cos(T * pi / T), cos(pi)), by.equal_arguments()
    last = yield eq(wave(T), 0), by.algebra(half, turned)
    inside = yield suppose(t < T)
    pace = yield 0 < pi / T, by.arithmetic()
    left = yield 0 <= t * (pi / T), by.arithmetic(pace)
    right = yield t * (pi / T) < T * (pi / T), by.arithmetic(pace, inside)
    one = yield eq(t * pi / T, t * (pi / T)), by.algebra()
    two = yield eq(T * (pi / T), pi), by.algebra()
    placed = yield (0 <= t * pi / T) & (t * pi / T < pi) & (pi <= pi), by.arithmetic(left, right, one, two)
    falls = yield cos(pi) < cos(t * pi / T), by.logic(at(cosine_falls, {x: t * pi / T, y: pi}), placed)
    apart = yield ne(wave(t), 0), by.arithmetic(falls, turned)
    one = yield implies(t < T, ne(wave(t), 0)), by.discharge(inside, apart)
    nonzero = yield forall(t, one.formula), by.generalize(one)

    start = yield eq(cos(rational(0) * pi / T), cos(rational(0))), by.equal_arguments()
    base = yield implies(rational(0) <= T, eq(eta(0), rate(rational(0)))), by.algebra(starts, start, zero)
    now = yield suppose(implies(t <= T, eq(eta(t), rate(t))))
    here = yield suppose(t + 1 <= T)
    one = yield eq(eta(t), rate(t)), by.arithmetic(now, here)
    two = yield implies(t < T, eq(eta(t + 1), low + wave(t + 1) / wave(t) * (eta(t) - low))), by.given(at(before, t))
    two = yield eq(eta(t + 1), low + wave(t + 1) / wave(t) * (eta(t) - low)), by.arithmetic(two, here)
    less = yield t < T, by.arithmetic(here)
    apart = yield ne(wave(t), 0), by.logic(at(nonzero, t), less)
    one = yield eq(eta(t + 1), rate(t + 1)), by.algebra(two, one, apart)
    then = yield implies(t + 1 <= T, eq(eta(t + 1), rate(t + 1))), by.discharge(here, one)
    every = yield forall(t, implies(t <= T, eq(eta(t), rate(t)))), by.induction(base, then)

    ends = yield implies(T <= T, eq(eta(T), rate(T))), by.given(at(every, T))
    one = yield eq((T + 1) * pi / T, pi + pi / T), by.algebra()
    same = yield eq(cos((T + 1) * pi / T), cos(pi + pi / T)), by.equal_arguments(one)
    added = yield (
        eq(cos(pi + pi / T), cos(pi) * cos(pi / T) - sin(pi) * sin(pi / T)),
        by.fact("cos_sum", pi, pi / T),
    )
    nought = yield eq(sin(pi), 0), by.fact("sin_pi")
    one = yield eq(eta(T), rate(T)), by.logic(ends)
    after = yield eq(eta(T + 1), rate(T + 1)), by.algebra(beyond, one, half, same, added, turned, nought)
    yield closed() & never, by.logic(every, after, last, nonzero)
