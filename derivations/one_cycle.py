"""The one-cycle policy: up and down in straight lines."""

from lrproof import (
    at,
    by,
    claim,
    conj,
    derivative_is,
    empirical,
    enclosed,
    eq,
    forall,
    holds,
    implies,
    larger,
    near_miss,
    nonnegative,
    not_tried,
    positive,
    rational,
    real,
    row,
    smaller,
    suppose,
)
from lrproof.schedules import one_cycle

PREFIX = "onecycle"
PLACE = (5, 40)  # in the report: Part 5, fortieth

low, high = nonnegative("eta_min", latex=r"\eta_{\min}"), real("eta_max", latex=r"\eta_{\max}")
T, m, p, s, x, y = positive("T"), positive("m"), real("p"), real("s"), real("x"), real("y")
SYMBOLS = {low: "the learning rate at both ends", high: "the learning rate at the peak", T: "the length of the cycle",
           m: "the peak"}  # fmt: skip
a, b, c, d, r = (real(name) for name in "abcdr")
inside, middle = m < T, (low + high) / 2


def rate(step):
    """The learning rate at this step."""
    return one_cycle(step, eta_min=low, eta_max=high, peak=m, T=T)


def through(top=high):
    """From η_min to η_max and back."""
    return conj(eq(rate(rational(0)), low), eq(rate(m), top), eq(rate(T), low))


steep = larger(1 / m, 1 / (T - m))


def steady(steepest=steep):
    """No jump anywhere: the rate changes by no more than the steeper of both slopes allows."""
    return forall(x, forall(y, abs(rate(x) - rate(y)) <= (high - low) * steepest * abs(x - y)))


def up(z):
    """An antiderivative of the first phase, 0 at 0."""
    return low * z + (high - low) * z**2 / (2 * m)


def down(z):
    """An antiderivative of the second phase, that goes on where the first ends."""
    return up(m) + low * (z - m) + (high - low) * ((T - m) ** 2 - (T - z) ** 2) / (2 * (T - m))


def area(first=up, second=down, mean=middle, turn=m):
    """The antiderivatives of both phases meet at the peak, and together grow by T times the mean rate."""
    phases = (
        forall(p, implies((0 <= p) & (p <= turn), derivative_is(rate(p), first(s), s, p))),
        forall(p, implies((turn <= p) & (p <= T), derivative_is(rate(p), second(s), s, p))),
    )
    return conj(*phases, eq(first(m), second(m)), eq(second(T) - first(rational(0)), T * mean))


@claim(
    conj(through(), steady(), area()),
    given=(inside, low <= high),
    examples=({low: 0, high: 1, T: 4, m: 1}, {low: 1, high: 3, T: 4, m: 3}),
    printed=holds(
        "Part 5", r"\text{1. Warmup: } \eta_{min} \to \eta_{max} \quad \text{2. Annealing: } \eta_{max} \to \eta_{min}"
    ),
    near_misses=(
        near_miss(conj(through(middle), steady(), area()), "half way up"),
        near_miss(conj(through(), steady(1 / m), area()), "the first slope for both"),
        near_miss(conj(through(), steady(smaller(1 / m, 1 / (T - m))), area()), "the flatter slope"),
        near_miss(conj(through(), steady(), area(mean=low + (high - low) * m / T)), "a mean that depends on the peak"),
        near_miss(conj(through(), steady(), area(turn=T / 2)), "the peak in the middle"),
    ),
    tried=(
        enclosed(steady().args[0].args[0], {low: ("0", "0.1"), high: ("1",), T: ("10",), m: ("2", "9"),
                                            x: ("0", "1"), y: ("9.5", "10")}),
        not_tried("derive", "SymPy gives the area by cases of min, which no term expresses"),
        not_tried("simulate", "the statement is about the schedule alone; no step is taken"),
    ),
    cheat_sheet=(row("Mean learning rate of one cycle", middle, "for every place of the peak"),),
)  # fmt: skip
def integral():
    """One cycle in straight lines has no jump, and its mean rate is half way up, wherever the peak is."""
    # before the peak the first line is the lower one, after it the second
    before = yield suppose((0 <= p) & (p <= m))
    one = yield eq(p / m * m, p), by.algebra()
    two = yield eq((T - p) / (T - m) * (T - m), T - p), by.algebra()
    least = yield p / m <= 1, by.arithmetic(one, before)
    most = yield 1 <= (T - p) / (T - m), by.arithmetic(two, before)
    rising = yield eq(smaller(p / m, (T - p) / (T - m)), p / m), by.arithmetic(least, most)
    slope = yield derivative_is(rate(p), up(s), s, p), by.derivative(rising)
    slope = yield implies((0 <= p) & (p <= m), slope.formula), by.discharge(before, slope)
    first = yield area().args[0].args[0].args[0], by.generalize(slope)
    after = yield suppose((m <= p) & (p <= T))
    most = yield 1 <= p / m, by.arithmetic(one, after)
    least = yield (T - p) / (T - m) <= 1, by.arithmetic(two, after)
    falling = yield eq(smaller(p / m, (T - p) / (T - m)), (T - p) / (T - m)), by.arithmetic(least, most)
    slope = yield derivative_is(rate(p), down(s), s, p), by.derivative(falling)
    slope = yield implies((m <= p) & (p <= T), slope.formula), by.discharge(after, slope)
    second = yield area().args[0].args[0].args[1], by.generalize(slope)
    meet = yield area().args[0].args[1], by.algebra()
    gain = yield area().args[1], by.algebra()

    zero, full = rational(0), (yield eq(m / m, 1), by.algebra())
    one = yield eq(zero / m, 0), by.algebra()
    two = yield 0 < (T - zero) / (T - m), by.arithmetic()
    start = yield eq(rate(zero), low), by.arithmetic(one, two)
    one = yield eq((T - m) / (T - m), 1), by.algebra()
    top = yield eq(rate(m), high), by.arithmetic(full, one)
    one = yield eq((T - T) / (T - m), 0), by.algebra()
    two = yield 0 < T / m, by.arithmetic()
    end = yield eq(rate(T), low), by.arithmetic(one, two)

    near = (abs(a - b) <= r) & (abs(c - d) <= r)
    closer = yield implies(near, abs(smaller(a, c) - smaller(b, d)) <= r), by.arithmetic()
    (up_x, up_y), (down_x, down_y) = (x / m, y / m), ((T - x) / (T - m), (T - y) / (T - m))
    one = yield eq(up_x - up_y, 1 / m * (x - y)), by.algebra()
    rise = yield abs(up_x - up_y) <= steep * abs(x - y), by.arithmetic(one)
    one = yield eq(down_x - down_y, -(1 / (T - m)) * (x - y)), by.algebra()
    two = yield 0 < 1 / (T - m), by.arithmetic()
    fall = yield abs(down_x - down_y) <= steep * abs(x - y), by.arithmetic(one, two)
    here, there = smaller(up_x, down_x), smaller(up_y, down_y)
    for symbol in (r, d, c, b, a):
        closer = yield forall(symbol, closer.formula), by.generalize(closer)
    both = yield rise.formula & fall.formula, by.logic(rise, fall)
    both = yield (
        abs(here - there) <= steep * abs(x - y),
        by.cite(at(closer, up_x, up_y, down_x, down_y, steep * abs(x - y), given=(both,))),
    )
    one = yield eq(rate(x) - rate(y), (high - low) * (here - there)), by.algebra()
    two = yield eq(abs(rate(x) - rate(y)), (high - low) * abs(here - there)), by.arithmetic(one)
    one = yield abs(rate(x) - rate(y)) <= (high - low) * steep * abs(x - y), by.arithmetic(two, both)
    one = yield forall(y, one.formula), by.generalize(one)
    third = yield steady(), by.generalize(one)
    yield conj(through(), steady(), area()), by.logic(start, top, end, third, first, second, meet, gain)


@claim(
    None,
    printed=empirical(
        "Part 5", r"\text{Often achieves better results in fewer epochs}",
        "the same networks trained with one cycle and with other schedules, each with its best peak and length, over "
        "several seeds",
    ),
    theorem="NONE",
)  # fmt: skip
def better() -> None:
    """Whether one cycle gives better results in fewer epochs is a matter of experiment."""
