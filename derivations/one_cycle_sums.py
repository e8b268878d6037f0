"""The one-cycle policy: the sum of T steps."""

from cosine_annealing_sums import T as length
from cosine_annealing_sums import high, low, mean, t

from lrproof import (
    at,
    by,
    claim,
    cos,
    enclosed,
    eq,
    forall,
    implies,
    integer,
    natural,
    near_miss,
    not_tried,
    pi,
    rational,
    row,
    sin,
    smaller,
    suppose,
    total,
)
from lrproof.schedules import cosine, one_cycle

PREFIX = "onecycle"
PLACE = (5, 42)  # in the report: Part 5, forty-second

T, m, n, k = integer("T", "[1, oo)"), integer("m", "[1, oo)"), natural("n"), integer("k")
SYMBOLS = {low: "the learning rate at both ends", high: "the learning rate at the peak", T: "the number of steps",
           m: "the peak"}  # fmt: skip
middle, span, rest = (low + high) / 2, high - low, T - m


def rate(step, phase):
    """The learning rate at this step."""
    return one_cycle(step, eta_min=low, eta_max=high, peak=m, T=T, phase=phase)


def added(phase, until=T - 1, value=T * middle):
    """The sum of the rates up to this step."""
    return eq(total(rate(t, phase), t, 0, until), value)


both = added("linear") & added("cosine")


@claim(
    both,
    given=(m + 1 <= T,),
    uses=(mean,),
    near_misses=(
        near_miss(added("linear", T) & added("cosine"), "a step more, in straight lines"),
        near_miss(added("linear") & added("cosine", T), "a step more, in half-waves"),
        near_miss(added("linear", value=T * middle + span / 2) & added("cosine"), "half a span more"),
        near_miss(added("linear", value=T * low + span * m / 2) & added("cosine"), "a sum that depends on the peak"),
        near_miss(added("linear") & added("cosine", value=T * low + span * m / 2), "the same, in half-waves"),
    ),
    tried=(
        enclosed(implies(m < T, both), {low: ("0", "0.1"), high: ("1",), T: ("2", "10", "37"), m: ("1", "3", "9")}),
        not_tried("derive", "SymPy gives the sums by cases of min, which no term expresses"),
        not_tried("simulate", "the statement is about the schedule alone; no step is taken"),
    ),
    cheat_sheet=(row("Sum of T steps of one cycle", T * middle, "t = 0, ..., T − 1; every whole peak"),),
)  # fmt: skip
def sum_():
    """T steps of one cycle, in lines or half-waves, add up to T times the rate half way up, for every whole peak."""
    # before the peak the share of the way up is n/m, after it (T − n)/(T − m)
    before = yield suppose(n + 1 <= m)
    one = yield eq(n / m * m, n), by.algebra()
    two = yield eq((T - n) / rest * rest, T - n), by.algebra()
    least = yield n / m <= 1, by.arithmetic(one, before)
    most = yield 1 <= (T - n) / rest, by.arithmetic(two, before)
    rising = yield eq(smaller(n / m, (T - n) / rest), n / m), by.arithmetic(least, most)
    after = yield suppose(m <= k)
    inside = yield suppose(k + 1 <= T)
    one = yield eq(k / m * m, k), by.algebra()
    two = yield eq((T - k) / rest * rest, T - k), by.algebra()
    most = yield 1 <= k / m, by.arithmetic(one, after)
    least = yield (T - k) / rest <= 1, by.arithmetic(two, after)
    falling = yield eq(smaller(k / m, (T - k) / rest), (T - k) / rest), by.arithmetic(least, most)

    turned = yield eq(cos(pi), -1), by.fact("cos_pi")
    nought = yield eq(sin(pi), 0), by.fact("sin_pi")
    a, b = n * pi / m, (k - m) * pi / rest
    one = yield eq(cos(pi * smaller(n / m, (T - n) / rest)), cos(a)), by.equal_arguments(rising)
    two = yield eq(cos(pi * smaller(k / m, (T - k) / rest)), cos(pi + -b)), by.equal_arguments(falling)
    three = yield eq(cos(pi + -b), cos(pi) * cos(-b) - sin(pi) * sin(-b)), by.fact("cos_sum", pi, -b)
    four = yield eq(cos(-b), cos(b)), by.fact("cos_minus", b)
    five = yield eq(cos(pi * smaller(k / m, (T - k) / rest)), -cos(b)), by.algebra(two, three, four, turned, nought)

    def wave(step, until):
        return cosine(step, eta_min=low, eta_max=high, T=until)

    def ascent(j):
        return j * low + span * (j * (j - 1)) / (2 * m)

    def descent(j):
        return ascent(m) + (j - m) * high - span * ((j - m) * (j - m - 1)) / (2 * rest)

    def mirrored(j):
        return j * (low + high) - total(wave(t, m), t, 0, j - 1)

    def annealed(j):
        return mirrored(m) + total(wave(t, rest), t, 0, j - m - 1)

    halves = []
    for phase, rise, fall, up, down in (
        ("linear", ascent, descent, rising, falling), ("cosine", mirrored, annealed, one, five),
    ):  # fmt: skip
        sums = total(rate(t, phase), t, 0, n - 1)
        empty = yield eq(total(rate(t, phase), t, 0, -1), 0), by.sum_empty()
        none = yield eq(total(wave(t, m), t, 0, -1), 0), by.sum_empty()
        base = yield (
            implies(rational(0) <= m, eq(total(rate(t, phase), t, 0, rational(0) - 1), rise(rational(0)))),
            by.algebra(empty, none),
        )
        now = yield suppose(implies(n <= m, eq(sums, rise(n))))
        here = yield eq(sums, rise(n)), by.arithmetic(now, before)
        last = yield eq(total(rate(t, phase), t, 0, n), sums + rate(n, phase)), by.sum_last()
        more = yield eq(total(wave(t, m), t, 0, n), total(wave(t, m), t, 0, n - 1) + wave(n, m)), by.sum_last()
        there = yield eq(total(rate(t, phase), t, 0, n + 1 - 1), rise(n + 1)), by.algebra(last, here, more, up)
        then = yield implies(n + 1 <= m, there.formula), by.discharge(before, there)
        climbs = yield forall(n, implies(n <= m, eq(sums, rise(n)))), by.induction(base, then)
        whole = yield implies(m <= m, eq(total(rate(t, phase), t, 0, m - 1), rise(m))), by.given(at(climbs, m))
        none = yield eq(total(wave(t, rest), t, 0, m - m - 1), 0), by.sum_empty()
        top = yield eq(total(rate(t, phase), t, 0, m - 1), rise(m)), by.logic(whole)
        top = yield eq(total(rate(t, phase), t, 0, m - 1), fall(m)), by.algebra(top, none)
        base = yield implies(m <= T, top.formula), by.logic(top)
        sums = total(rate(t, phase), t, 0, k - 1)
        now = yield suppose(implies(k <= T, eq(sums, fall(k))))
        here = yield eq(sums, fall(k)), by.arithmetic(now, inside)
        last = yield eq(total(rate(t, phase), t, 0, k), sums + rate(k, phase)), by.sum_last(after)
        more = yield (
            eq(total(wave(t, rest), t, 0, k - m), total(wave(t, rest), t, 0, k - m - 1) + wave(k - m, rest)),
            by.sum_last(after),
        )
        there = yield eq(total(rate(t, phase), t, 0, k + 1 - 1), fall(k + 1)), by.algebra(last, here, more, down)
        then = yield implies(k + 1 <= T, there.formula), by.discharge(inside, there)
        falls = yield forall(k, implies(m <= k, implies(k <= T, eq(sums, fall(k))))), by.induction(base, then)
        halves.append((yield eq(total(rate(t, phase), t, 0, T - 1), fall(T)), by.arithmetic(at(falls, T))))
    one = yield added("linear"), by.algebra(halves[0])
    whole = yield 1 <= rest, by.arithmetic()
    first, second = at(mean, {length: m}), at(mean, {length: rest}, given=(whole,))
    first = yield eq(total(wave(t, m), t, 0, m - 1), m * middle + span / 2), by.logic(first)
    second = yield eq(total(wave(t, rest), t, 0, rest - 1), rest * middle + span / 2), by.logic(second)
    two = yield added("cosine"), by.algebra(halves[1], first, second)
    yield both, by.logic(one, two)
