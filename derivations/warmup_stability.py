"""Warmup can save a run that the full step would lose."""

from fractions import Fraction

from beyond_quadratics import cubed, local_not_global, theta

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    followed,
    forall,
    gradient_descent,
    grows,
    holds_under,
    natural,
    near_miss,
    not_tried,
    rational,
    recurrence,
    rule,
    sequence,
    smaller,
    suppose,
    tends,
)
from lrproof.schedules import linear_warmup

PREFIX = "warm"
PLACE = (5, 33)  # in the report: Part 5, thirty-third


@rule
def warmed_descent(x, /, grad, *, eta, T, t):
    """Gradient descent whose first step has t = 1, with a warmup of T steps."""
    return gradient_descent(x, grad, eta=linear_warmup(t, eta=eta, T=T))


def slope(z):
    """The derivative of θ²/2 + θ⁴/4."""
    return z + z**3


t, x = natural("t"), sequence("x")
SYMBOLS = {theta: "the parameter, by steps with η = 1", x: "the parameter, with a warmup of 20 steps"}


def warmed(steps):
    """Step by step with a warmup of this length to the rate 1."""
    return recurrence(warmed_descent, {"x": x}, gradient=slope, step=t + 1, eta=rational(1), T=rational(steps))[0]


warms = warmed(20)
same_start = (eq(theta(0), 3), eq(x(0), 3))
lost = grows(abs(theta(t)), t)
share = rational("4/5")
second = eq(x(2), rational("81/80"))


def shrinks(factor=share, after=3):
    """From step ``after`` on the parameter shrinks by this factor at every step."""
    return forall(t, abs(x(t + after)) <= factor**t * abs(x(after)))


saved = tends(x(t), t, 0)


@claim(
    conj(lost, second, shrinks(), saved),
    given=(cubed, warms, *same_start),
    uses=(local_not_global,),
    printed=holds_under(
        "Part 5", r"\text{Large early steps can destabilize training}",
        "for instance the loss is θ²/2 + θ⁴/4, the start is 3, and the step is 1 at once or after 20 steps of warmup",
    ),
    near_misses=(
        near_miss(conj(lost, eq(x(2), rational("80/81")), shrinks(), saved), "80/81 for 81/80"),
        near_miss(conj(lost, second, shrinks(rational("1/2")), saved), "½ for 4/5"),
        near_miss(conj(lost, second, shrinks(rational("1/5"), 0), saved), "1/5, from the start"),
        near_miss(conj(lost, second, shrinks(), saved), "a warmup of 2 steps", given=(cubed, warmed(2), *same_start)),
        near_miss(conj(lost, second, shrinks(), saved), "from 4", given=(cubed, warms, eq(theta(0), 4), eq(x(0), 4))),
    ),
    tried=(
        followed(gradient_descent, slope, start=3, steps=5, hyper={"eta": 1}, ends=lambda z: 10**9 < abs(z)),
        followed(warmed_descent, slope, start=3, steps=20, hyper={"eta": 1, "T": 20},
                 ends=lambda z: abs(z) < rational("1/100")),
        followed(warmed_descent, slope, start=3, steps=4, hyper={"eta": 1, "T": 2}, ends=lambda z: 10**6 < abs(z)),
        not_tried("simulate", "the runs are on quadratics, on which no start decides between the two"),
    ),
)  # fmt: skip
def stabilises():
    """On θ²/2 + θ⁴/4 from θ₀ = 3 the step 1 diverges, and a warmup of 20 steps to the same step converges."""
    away = yield 1 < abs(theta(0)), by.arithmetic(same_start[0])
    first = yield lost, by.logic(local_not_global, away)

    here, known = Fraction(3), (yield same_start[1], by.given(same_start[1]))
    places = []
    for k in range(3):
        rate = Fraction(k + 1, 20)
        here -= rate * (here + here**3)
        small = yield eq(smaller(1, (rational(k) + 1) / 20), rational(rate)), by.arithmetic()
        known = yield eq(x(k + 1), rational(here)), by.arithmetic(at(warms, k), known, small)
        places.append(known)

    bound = (abs(x(t + 3)) <= rational("4/5") ** t * abs(x(3))) & (abs(x(t + 3)) <= rational("3/4"))
    base = yield (
        (abs(x(3)) <= rational("4/5") ** 0 * abs(x(3))) & (abs(x(3)) <= rational("3/4")),
        by.arithmetic(places[2]),
    )
    now = yield suppose(bound)
    rate = smaller(1, (t + 3 + 1) / rational(20))
    pace = yield (rational("1/5") <= rate) & (rate <= 1), by.arithmetic()
    square = yield x(t + 3) ** 2 <= rational("9/16"), by.arithmetic(now)
    factor = 1 - rate * (1 + x(t + 3) ** 2)
    high = yield factor <= rational("4/5"), by.arithmetic(pace, square)
    low = yield -rational("4/5") <= factor, by.arithmetic(pace, square)
    moved = yield eq(x(t + 4), x(t + 3) * factor), by.algebra(at(warms, t + 3))
    size = yield eq(abs(x(t + 4)), abs(x(t + 3)) * abs(factor)), by.arithmetic(moved)
    less = yield abs(factor) <= rational("4/5"), by.arithmetic(high, low)
    fall = yield abs(x(t + 4)) <= rational("4/5") * abs(x(t + 3)), by.arithmetic(size, less)
    inside = yield abs(x(t + 1 + 3)) <= rational("3/4"), by.arithmetic(fall, now)
    power = yield abs(x(t + 1 + 3)) <= rational("4/5") ** (t + 1) * abs(x(3)), by.arithmetic(fall, now)
    then = yield (
        (abs(x(t + 1 + 3)) <= rational("4/5") ** (t + 1) * abs(x(3))) & (abs(x(t + 1 + 3)) <= rational("3/4")),
        by.logic(power, inside),
    )
    every = yield forall(t, bound), by.induction(base, then)
    one = yield bound.args[0], by.logic(at(every, t))
    third = yield shrinks(), by.generalize(one)

    one = yield x(t + 3) <= rational("4/5") ** t * abs(x(3)), by.arithmetic(at(third, t))
    above = yield forall(t, one.formula), by.generalize(one)
    one = yield -(rational("4/5") ** t * abs(x(3))) <= x(t + 3), by.arithmetic(at(third, t))
    below = yield forall(t, one.formula), by.generalize(one)
    one = yield tends(x(t + 3), t, 0), by.squeeze(below, above)
    one = yield tends(x(t + 2), t, 0), by.limit(one)
    one = yield tends(x(t + 1), t, 0), by.limit(one)
    fourth = yield saved, by.limit(one)
    yield conj(lost, second, shrinks(), saved), by.logic(first, places[1], third, fourth)
