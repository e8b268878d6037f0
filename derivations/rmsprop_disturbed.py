"""A stable recurrence with a small disturbance, θ(t+2) ≈ pθ(t+1) − qθ(t), still tends to 0."""

from rmsprop_quadratic_form import bounds, falls, form, quadratic_form, rate, share, signs, whole_form, x, y, z
from second_order import loss, p, q, stable

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    implies,
    natural,
    near_miss,
    positive,
    rational,
    real,
    sequence,
    sqrt,
    suppose,
    tends,
)

PREFIX = "rms"
PLACE = (4, 17)  # in the report: Part 4, seventeenth

t, r, d = natural("t"), positive("r"), sequence("d")
SYMBOLS = {
    p: "the factor of the last value", q: "the factor of the value before, subtracted", r: "a bound on the values",
    d: "the values",
}  # fmt: skip
# b may be anything that is bounded while d is small, such as the average of squares in an adaptive method
b, top = sequence("b"), real("B")


def small(k):
    """Two values in a row are small."""
    return (abs(d(k)) <= r) & (abs(d(k + 1)) <= r) & (b(k) <= top)


before = small(t)
kept = forall(t, implies(before, b(t + 1) <= top))
start = d(0) ** 2 + d(1) ** 2
stays, vanishes = forall(t, abs(d(t)) <= r), tends(d(t), t, 0)
V, c = sequence("V"), real("c")
above = forall(t, c * (d(t) ** 2 + d(t + 1) ** 2) <= V(t))
lessens = forall(t, implies(before, V(t + 1) <= (1 - c / 20) * V(t)))


def geometric(c):
    """At which rate the solution falls."""
    return forall(t, d(t) ** 2 <= 10 / c * (1 - c / 20) ** t * start)


half = rational("1/2")
halves = {d: lambda k: half**k, V: lambda k: 2 * (half**k) ** 2, c: 1, r: 4, b: lambda k: 0 * k, top: 0}
apart = {**halves, d: lambda k: 8 + 0 * k, V: lambda k: 128 + 0 * k, r: 4}
still = {**halves, d: lambda k: 1 + 0 * k, V: lambda k: 2 + 0 * k, r: 5}
fading = {d: lambda k: half**k, p: half, q: 0, r: 8, b: lambda k: 0 * k, top: 0}
begins = (V(0) <= 10 * start) & (start <= c * r**2 / 10) & (b(0) <= top)


@claim(
    implies(begins, conj(stays, geometric(c), vanishes)),
    given=((0 < c) & (c <= 2), above, kept, lessens),
    examples=(halves, apart),
    near_misses=(
        near_miss(implies(begins, conj(stays, geometric(c), tends(d(t), t, 1))), "another limit"),
        near_miss(
            implies(begins, conj(stays, forall(t, d(t) ** 2 <= (1 - c / 20) ** t / 2 * start), vanishes)),
            "a smaller constant",
        ),
        near_miss(conj(stays, geometric(c), vanishes), "from every start", examples=(apart,)),
        near_miss(
            implies(begins, conj(stays, geometric(c), vanishes)),
            "an energy that does not fall",
            given=((0 < c) & (c <= 2), above, kept),
            examples=(still,),
        ),
    ),
)
def energy_falls():
    """What an energy bounds that falls while it is small stays small and tends to 0."""
    rate = 1 - c / 20
    rates = yield (0 < rate) & (rate < 1), by.arithmetic()
    started = yield suppose(begins)
    level = yield V(0) <= c * r**2, by.arithmetic(started)

    def held(n):
        return small(n) & (V(n) <= rate**n * V(0))

    squares = yield start <= r**2, by.arithmetic(started)
    base = yield held(0), by.arithmetic(squares, started)
    now = yield suppose(held(t))
    old = yield before, by.logic(now)
    one = yield implies(before, V(t + 1) <= rate * V(t)), by.given(at(lessens, t))
    fall = yield V(t + 1) <= rate * V(t), by.logic(one, old)
    energy = yield V(t) <= rate**t * V(0), by.logic(now)
    scaled = yield rate * V(t) <= rate * (rate**t * V(0)), by.arithmetic(energy, rates)
    next_ = yield V(t + 1) <= rate ** (t + 1) * V(0), by.arithmetic(fall, scaled)
    power = yield (0 < rate ** (t + 1)) & (rate ** (t + 1) <= 1), by.arithmetic(rates)
    least = yield 0 <= V(0), by.arithmetic(at(above, 0))
    part = yield rate ** (t + 1) * V(0) <= V(0), by.arithmetic(power, least)
    square = yield c * d(t + 2) ** 2 <= c * r**2, by.arithmetic(at(above, t + 1), next_, part, level)
    square = yield d(t + 2) ** 2 <= r**2, by.arithmetic(square)
    last = yield abs(d(t + 2)) <= r, by.arithmetic(square)
    room = yield implies(before, b(t + 1) <= top), by.given(at(kept, t))
    then = yield held(t + 1), by.logic(old, last, room, next_)
    every = yield forall(t, held(t)), by.induction(base, then)
    both = yield held(t), by.cite(at(every, t))
    one = yield abs(d(t)) <= r, by.logic(both)
    first = yield stays, by.generalize(one)
    energy = yield V(t) <= rate**t * V(0), by.logic(both)
    power = yield 0 < rate**t, by.arithmetic(rates)
    one = yield rate**t * V(0) <= rate**t * (10 * start), by.arithmetic(power, started)
    one = yield c * d(t) ** 2 <= 10 * rate**t * start, by.arithmetic(at(above, t), energy, one)
    one = yield d(t) ** 2 <= 10 / c * rate**t * start, by.arithmetic(one)
    second = yield geometric(c), by.generalize(one)
    root, size = sqrt(rate), sqrt(10 / c * start)
    unit = yield (0 < root) & (root < 1) & eq(root**2, rate), by.arithmetic(rates)
    base = yield eq((root**0) ** 2, rate**0), by.arithmetic()
    now = yield suppose(eq((root**t) ** 2, rate**t))
    then = yield eq((root ** (t + 1)) ** 2, rate ** (t + 1)), by.arithmetic(now, unit)
    powers = yield forall(t, eq((root**t) ** 2, rate**t)), by.induction(base, then)
    room = yield 0 <= 10 / c * start, by.arithmetic()
    whole = yield eq(size**2, 10 / c * start), by.arithmetic(room)
    power = yield 0 < root**t, by.arithmetic(unit)
    one = yield eq((root**t * size) ** 2, 10 / c * rate**t * start), by.algebra(at(powers, t), whole)
    least = yield 0 <= size, by.arithmetic(room)
    product = yield 0 <= root**t * size, by.arithmetic(power, least)
    one = yield d(t) ** 2 <= (root**t * size) ** 2, by.arithmetic(one, at(second, t))
    one = yield abs(d(t)) <= root**t * size, by.arithmetic(one, product)
    up = yield d(t) <= root**t * size, by.arithmetic(one)
    up = yield forall(t, up.formula), by.generalize(up)
    low = yield -(root**t * size) <= d(t), by.arithmetic(one)
    low = yield forall(t, low.formula), by.generalize(low)
    third = yield vanishes, by.squeeze(low, up, unit)
    one = yield conj(stays, geometric(c), vanishes), by.logic(first, second, third)
    yield implies(begins, one.formula), by.discharge(started, one)


close = abs(d(t + 2) - (p * d(t + 1) - q * d(t))) <= share * (abs(d(t)) + abs(d(t + 1)))
disturbed = forall(t, implies(before, close))


@claim(
    conj(stays, geometric(loss), vanishes),
    given=(stable, kept, disturbed, (start <= loss * r**2 / 10) & (b(0) <= top)),
    uses=(quadratic_form, energy_falls),
    examples=(fading,),
    near_misses=(
        near_miss(conj(stays, geometric(loss), tends(d(t), t, 1)), "another limit"),
        near_miss(conj(stays, forall(t, d(t) ** 2 <= rate**t / 2 * start), vanishes), "a smaller constant"),
        near_miss(
            conj(stays, geometric(loss), vanishes),
            "disturbed without a bound",
            given=(stable, kept, (start <= loss * r**2 / 10) & (b(0) <= top)),
            examples=({**fading, d: lambda k: 1 + 0 * k},),
        ),
    ),
)
def disturbed_recurrence():
    """What is within a small share of a stable recurrence while it is small stays small and tends to 0."""
    x_, y_ = d(t), d(t + 1)
    ready = yield (
        conj(signs, bounds(x_, y_), falls(x_, y_, d(t + 2))),
        by.cite(at(quadratic_form, {x: x_, y: y_, z: d(t + 2)})),
    )
    sign = yield whole_form, by.cite(quadratic_form)
    sign = yield signs, by.logic(sign)
    low = yield loss * (x_**2 + y_**2) <= form(x_, y_), by.logic(ready)
    low = yield forall(t, low.formula), by.arithmetic(low)
    high = yield form(x_, y_) <= 10 * (x_**2 + y_**2), by.logic(ready)
    high = yield forall(t, high.formula), by.arithmetic(high)
    high = yield form(d(0), d(1)) <= 10 * start, by.cite(at(high, 0))
    old = yield suppose(before)
    one = yield implies(before, close), by.given(at(disturbed, t))
    one = yield close, by.logic(one, old)
    one = yield form(y_, d(t + 2)) <= rate * form(x_, y_), by.logic(ready, one)
    one = yield implies(before, one.formula), by.discharge(old, one)
    fall = yield forall(t, one.formula), by.generalize(one)
    put = {c: loss, V: lambda k: form(d(k), d(k + 1))}
    known = at(energy_falls, put, given=(sign, low, fall))
    begun = (form(d(0), d(1)) <= 10 * start) & (start <= loss * r**2 / 10) & (b(0) <= top)
    one = yield implies(begun, conj(stays, geometric(loss), vanishes)), by.cite(known)
    ready = (start <= loss * r**2 / 10) & (b(0) <= top)
    two = yield ready, by.given(ready)
    one = yield conj(stays, geometric(loss), vanishes), by.logic(one, high, two)
    every = yield forall(t, one.formula), by.generalize(one)
    yield conj(stays, geometric(loss), vanishes), by.cite(at(every, 0))
