"""Cosine annealing: a smooth way down."""

from momentum_frequency import cosine_falls

from lrproof import (
    at,
    by,
    claim,
    conj,
    cos,
    derivative_is,
    derive,
    derived,
    enclosed,
    eq,
    forall,
    holds_under,
    implies,
    near_miss,
    nonnegative,
    not_tried,
    oracle,
    pi,
    positive,
    rational,
    real,
    row,
    sin,
    suppose,
)
from lrproof.schedules import cosine

PREFIX = "cos"
PLACE = (5, 20)  # in the report: Part 5, twentieth

low, high = nonnegative("eta_min", latex=r"\eta_{\min}"), real("eta_max", latex=r"\eta_{\max}")
T, p, s, x, y = positive("T"), real("p"), real("s"), real("x"), real("y")
SYMBOLS = {low: "the learning rate at T", high: "the learning rate at 0", T: "the length of the schedule"}


def rate(step, length=T):
    """The learning rate at this step."""
    return cosine(step, eta_min=low, eta_max=high, T=length)


ends = eq(rate(rational(0)), high) & eq(rate(T), low)
slope = -((high - low) * (pi / T) * sin(p * pi / T) / 2)


def falls(until=T, since=0):
    """The rate falls strictly from ``since`` to ``until``."""
    ordered = (since <= x) & (x < y) & (y <= until)
    return forall(x, forall(y, implies(ordered, rate(y) < rate(x))))


def sloped(value=slope):
    """The derivative of the rate, as a function of p."""
    return forall(p, derivative_is(value, rate(s), s, p))


def flat(last=T):
    """The rate is level at both ends."""
    return derivative_is(0, rate(s), s, 0) & derivative_is(0, rate(s), s, last)


@claim(
    conj(ends, falls(), sloped(), flat()),
    given=(low < high,),
    uses=(cosine_falls,),
    printed=holds_under(
        "Part 5",
        r"\eta_t = \eta_{min} + \tfrac{1}{2}(\eta_{max} - \eta_{min})\left(1 + \cos\frac{t\pi}{T}\right) \text{: "
        r"smooth decay from } \eta_{max} \text{ to } \eta_{min}",
        "0 ≤ t ≤ T",
    ),
    derived=(
        derived("the slope at the start", lambda: derive.slope(rate(p), p, rational(0)), 0),
        derived("the slope at the end", lambda: derive.slope(rate(p), p, T), 0),
    ),
    tried=(
        enclosed(implies((0 <= x) & (x < y) & (y <= T), rate(y) < rate(x)),
                 {low: ("0", "0.1"), high: ("1",), T: ("10",), x: ("0", "0.001", "5", "9.999"), y: ("1", "9", "10")}),
        not_tried("simulate", "the statement is about the schedule alone; no step is taken"),
        oracle("torch.optim.lr_scheduler.CosineAnnealingLR", rate(s), {s: "t", low: "eta_min", high: "lr", T: "T_max"}),
    ),
    near_misses=(
        near_miss(conj(ends, falls(2 * T), sloped(), flat()), "up to 2T"),
        near_miss(conj(ends, falls(T, -T), sloped(), flat()), "from −T on"),
        near_miss(conj(ends, falls(), sloped(), flat(T / 2)), "level in the middle"),
        near_miss(conj(ends, falls(), sloped(-slope), flat()), "the slope without its sign"),
        near_miss(conj(eq(rate(rational(0)), high), eq(rate(T), 0), falls(), sloped(), flat()), "down to 0"),
        near_miss(conj(ends, falls(), sloped(), flat()), "both ends equal", given=(low <= high,)),
    ),
    cheat_sheet=(row("Cosine annealing", rate(x), "0 ≤ x ≤ T; strictly decreasing"),),
)  # fmt: skip
def endpoints():
    """Cosine annealing falls strictly, from its highest rate at t = 0 to its lowest at t = T, level at both ends."""
    zero = yield eq(cos(rational(0)), 1), by.fact("cos_zero")
    start = yield eq(cos(0 * pi / T), cos(rational(0))), by.equal_arguments()
    end = yield eq(cos(T * pi / T), cos(pi)), by.equal_arguments()
    turned = yield eq(cos(pi), -1), by.fact("cos_pi")
    one = yield eq(rate(rational(0)), high), by.algebra(start, zero)
    two = yield eq(rate(T), low), by.algebra(end, turned)
    first = yield ends, by.logic(one, two)

    ordered = (0 <= x) & (x < y) & (y <= T)
    given = yield suppose(ordered)
    pace = yield 0 < pi / T, by.arithmetic()
    left = yield 0 <= x * (pi / T), by.arithmetic(given, pace)
    apart = yield x * (pi / T) < y * (pi / T), by.arithmetic(given, pace)
    right = yield y * (pi / T) <= T * (pi / T), by.arithmetic(given, pace)
    angle, next_angle = x * pi / T, y * pi / T
    one = yield eq(angle, x * (pi / T)), by.algebra()
    two = yield eq(next_angle, y * (pi / T)), by.algebra()
    whole = yield eq(T * (pi / T), pi), by.algebra()
    placed = yield (
        (0 <= angle) & (angle < next_angle) & (next_angle <= pi),
        by.arithmetic(left, apart, right, whole, one, two),
    )
    less = yield cos(next_angle) < cos(angle), by.logic(at(cosine_falls, {x: angle, y: next_angle}), placed)
    one = yield rate(y) < rate(x), by.arithmetic(less)
    one = yield implies(ordered, rate(y) < rate(x)), by.discharge(given, one)
    one = yield forall(y, one.formula), by.generalize(one)
    second = yield falls(), by.generalize(one)

    third = yield sloped(), by.derivative()
    nought, half_turn = rational(0) * pi / T, T * pi / T
    same = yield eq(sin(nought), sin(rational(0))), by.equal_arguments()
    one = yield eq(sin(rational(0)), 0), by.fact("sin_zero")
    start = yield derivative_is(0, rate(s), s, 0), by.derivative(same, one)
    same = yield eq(sin(half_turn), sin(pi)), by.equal_arguments()
    one = yield eq(sin(pi), 0), by.fact("sin_pi")
    end = yield derivative_is(0, rate(s), s, T), by.derivative(same, one)
    yield conj(ends, falls(), sloped(), flat()), by.logic(first, second, third, start, end)
