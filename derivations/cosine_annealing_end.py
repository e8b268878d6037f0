"""Cosine annealing: T steps end one step before the lowest rate."""

from cosine_annealing import T as length
from cosine_annealing import endpoints, high, low, x, y

from lrproof import (
    at,
    by,
    claim,
    conj,
    cos,
    drawn,
    enclosed,
    eq,
    fails,
    forall,
    implies,
    integer,
    natural,
    near_miss,
    not_tried,
    oracle,
    pi,
    row,
    sin,
    suppose,
)
from lrproof.schedules import cosine

PREFIX = "cos"
PLACE = (5, 24)  # in the report: Part 5, twenty-fourth

T, t = integer("T", "[1, oo)"), natural("t")
SYMBOLS = {low: "the learning rate at T", high: "the learning rate at 0", T: "the number of steps"}


def rate(step):
    """The learning rate at this step."""
    return cosine(step, eta_min=low, eta_max=high, T=T)


def last(angle=pi / (2 * T)):
    """The last of T rates, which stays above η_min."""
    left = low + (high - low) * sin(angle) ** 2
    return eq(rate(T - 1), left) & (low < left)


def above(until=t < T):
    """No rate before T is η_min, and that at T is."""
    return forall(t, implies(until, low < rate(t))) & eq(rate(T), low)


def rises(since=T, until=2 * T):
    """After T the rate rises strictly, to η_max at 2T."""
    ordered = (since <= x) & (x < y) & (y <= until)
    return forall(x, forall(y, implies(ordered, rate(x) < rate(y)))) & eq(rate(2 * T), high)


def wave(axes):
    """Ten steps of the schedule, and what the formula does afterwards."""
    import numpy as np

    def formula(step):
        return cosine(step, eta_min=0.1, eta_max=1.0, T=10)

    time, used, later = np.linspace(0, 20, 400), np.arange(10), np.arange(11, 21)
    axes.plot(time, formula(time), color="#5f6368", linewidth=0.7)
    axes.plot(used, formula(used), "o", markersize=4, label="the $T = 10$ steps")
    axes.plot(10, formula(10), "s", markersize=5, label="$t = T$")
    axes.plot(later, formula(later), "x", markersize=4, label="$t > T$")
    axes.axhline(0.1, color="#5f6368", linewidth=0.6, linestyle=":")
    axes.set(xlabel="$t$", ylabel=r"$\eta_t$", xticks=(0, 5, 9, 10, 15, 20), ylim=(0, 1.05))
    axes.legend()


@claim(
    conj(last(), above(), rises()),
    given=(low < high,),
    uses=(endpoints,),
    printed=fails(
        "Part 5", r"\text{Smooth decay from } \eta_{max} \text{ to } \eta_{min} \text{ over } T \text{ steps}",
        eq(rate(T - 1), low),
    ),
    near_misses=(
        near_miss(conj(last(pi / T), above(), rises()), "π/T for π/(2T)"),
        near_miss(conj(last(pi / (2 * (T + 1))), above(), rises()), "T + 1 for T"),
        near_miss(conj(last(), above(t <= T), rises()), "at T, too"),
        near_miss(conj(last(), above(), rises(T - 1)), "from T − 1 on"),
        near_miss(conj(last(), above(), rises(T, 3 * T)), "up to 3T"),
        near_miss(conj(last(), above(), rises()), "both ends equal", given=(low <= high,)),
    ),
    tried=(
        enclosed(last(), {low: ("0", "0.1"), high: ("1",), T: ("1", "2", "10", "1000")}),
        not_tried("derive", "the last rate is the formula at T − 1 with the half-angle put in"),
        not_tried("simulate", "the statement is about the schedule alone; no step is taken"),
        oracle("torch.optim.lr_scheduler.CosineAnnealingLR", rate(t), {t: "t", low: "eta_min", high: "lr", T: "T_max"}),
    ),
    figures=(drawn(wave, "Cosine annealing from 1 to 0.1 with T = 10. The steps t = 0, ..., 9 end at 0.122; 0.1 is "
                   "reached at t = 10, by an eleventh value. Used beyond T the printed formula rises again."),),
    cheat_sheet=(row("Last of T steps of cosine annealing", low + (high - low) * sin(pi / (2 * T)) ** 2,
                     "t = T − 1; the lowest rate itself needs t = T"),),
)  # fmt: skip
def last_step():
    """T steps, t = 0 to T − 1, end above the lowest rate, by sin²(π/2T) of the span; after T the rate rises again."""
    fall = yield (
        forall(x, forall(y, implies((0 <= x) & (x < y) & (y <= T), rate(y) < rate(x)))),
        by.logic(at(endpoints, {length: T})),
    )
    bottom = yield eq(rate(T), low), by.logic(at(endpoints, {length: T}))
    inside = yield suppose(t < T)
    ordered = yield (0 <= t) & (t < T) & (T <= T), by.arithmetic(inside)
    one = yield low < rate(t), by.arithmetic(at(fall, t, T, given=(ordered,)), bottom)
    one = yield implies(t < T, low < rate(t)), by.discharge(inside, one)
    second = yield forall(t, one.formula), by.generalize(one)

    half, turned = pi / (2 * T), (yield eq(cos(pi), -1), by.fact("cos_pi"))
    nought = yield eq(sin(pi), 0), by.fact("sin_pi")
    one = yield eq(cos((T - 1) * pi / T), cos(pi + -(half + half))), by.equal_arguments()
    a = half + half
    two = yield eq(cos(pi + -a), cos(pi) * cos(-a) - sin(pi) * sin(-a)), by.fact("cos_sum", pi, -a)
    three = yield eq(cos(-a), cos(a)), by.fact("cos_minus", a)
    four = yield eq(cos(a), cos(half) * cos(half) - sin(half) * sin(half)), by.fact("cos_sum", half, half)
    five = yield eq(cos(half) ** 2, 1 - sin(half) ** 2), by.fact("circle", half)
    first = yield last().args[0], by.algebra(one, two, three, four, five, turned, nought)
    angle = yield (0 < half) & (half < pi), by.arithmetic()
    sign = yield 0 < sin(half), by.fact("sin_positive", half, given=(angle,))
    more = yield last().args[1], by.arithmetic(sign)

    a = x * pi / T
    one = yield eq(cos((2 * T - x) * pi / T), cos(2 * pi + -a)), by.equal_arguments()
    two = yield eq(cos(2 * pi + -a), cos(2 * pi) * cos(-a) - sin(2 * pi) * sin(-a)), by.fact("cos_sum", 2 * pi, -a)
    three = yield eq(cos(-a), cos(a)), by.fact("cos_minus", a)
    four = yield eq(cos(2 * pi), cos(pi + pi)), by.equal_arguments()
    five = yield eq(cos(pi + pi), cos(pi) * cos(pi) - sin(pi) * sin(pi)), by.fact("cos_sum", pi, pi)
    six = yield eq(sin(2 * pi), sin(pi + pi)), by.equal_arguments()
    seven = yield eq(sin(pi + pi), sin(pi) * cos(pi) + cos(pi) * sin(pi)), by.fact("sin_sum", pi, pi)
    full = yield eq(cos(2 * pi), 1), by.algebra(four, five, turned, nought)
    none = yield eq(sin(2 * pi), 0), by.algebra(six, seven, turned, nought)
    one = yield eq(rate(2 * T - x), rate(x)), by.algebra(one, two, three, full, none)
    mirror = yield forall(x, one.formula), by.generalize(one)
    ordered = (T <= x) & (x < y) & (y <= 2 * T)
    given = yield suppose(ordered)
    back = yield (0 <= 2 * T - y) & (2 * T - y < 2 * T - x) & (2 * T - x <= T), by.arithmetic(given)
    one = yield rate(2 * T - x) < rate(2 * T - y), by.cite(at(fall, 2 * T - y, 2 * T - x, given=(back,)))
    one = yield rate(x) < rate(y), by.arithmetic(one, at(mirror, x), at(mirror, y))
    one = yield implies(ordered, rate(x) < rate(y)), by.discharge(given, one)
    one = yield forall(y, one.formula), by.generalize(one)
    third = yield rises().args[0], by.generalize(one)
    one = yield eq(cos(2 * T * pi / T), cos(2 * pi)), by.equal_arguments()
    top = yield eq(rate(2 * T), high), by.algebra(one, full)
    yield conj(last(), above(), rises()), by.logic(first, more, second, bottom, third, top)
