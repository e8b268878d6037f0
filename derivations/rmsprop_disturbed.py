"""A stable recurrence with a small disturbance, θ(t+2) ≈ pθ(t+1) − qθ(t), still tends to 0."""

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
PLACE = (4, 16)  # in the report: Part 4, sixteenth

x, y, z, t = real("x"), real("y"), real("z"), natural("t")
u, v, w, k, m, s = real("u"), real("v"), real("w"), real("k"), real("m"), real("s")
r, d = positive("r"), sequence("d")
share, rate = loss / 48, 1 - loss / 20


def form(x, y):
    """Lyapunov's function: a step from (x, y) to (y, py − qx) lessens it by ``loss`` times x² + y²."""
    return (loss + 2 * (1 + q) * q**2) * x**2 - 4 * (p * q) * (x * y) + 2 * (1 + q) * y**2


signs = (0 < loss) & (loss <= 2)


def bounds(x, y):
    """The form is 0 at the origin only."""
    return (loss * (x**2 + y**2) <= form(x, y)) & (form(x, y) <= 10 * (x**2 + y**2))


def falls(x, y, z):
    """A step that is disturbed by a small share lessens the form."""
    return implies(abs(z - (p * y - q * x)) <= share * (abs(x) + abs(y)), form(y, z) <= rate * form(x, y))


whole_form = conj(signs, bounds(x, y), falls(x, y, z))


@claim(
    whole_form,
    given=(stable,),
    near_misses=(
        near_miss(conj(signs, (form(x, y) <= x**2 + y**2), falls(x, y, z)), "1 for 10 in the upper bound"),
        near_miss(conj(signs, (2 * loss * (x**2 + y**2) <= form(x, y)), falls(x, y, z)), "twice the lower bound"),
        near_miss(conj(signs, bounds(x, y), form(y, z) <= rate * form(x, y)), "any disturbance"),
        near_miss(conj(loss <= 1, bounds(x, y), falls(x, y, z)), "a smaller loss"),
        near_miss(whole_form, "without |q| < 1", given=(abs(p) < 1 + q,)),
    ),
)
def quadratic_form():
    """A quadratic form that every step of a stable recurrence lessens by a factor, with a small disturbance too."""
    parts = yield (0 < 1 - q) & (0 < 1 + q) & (abs(p) < 1 + q) & (abs(q) < 1) & (abs(p) < 2), by.arithmetic()
    gap = yield (0 < (1 + q) ** 2 - p**2) & ((1 + q) ** 2 - p**2 <= (1 + q) ** 2), by.arithmetic(parts)
    positive_loss = yield 0 < loss, by.arithmetic(gap, parts)
    most = yield loss <= (1 - q) * (1 + q) ** 2, by.arithmetic(gap, parts)
    up = yield (1 - q) * (1 + q) ** 2 <= 2, by.arithmetic(parts)
    most = yield loss <= 2, by.arithmetic(most, up)
    first = yield signs, by.logic(positive_loss, most)
    n = x**2 + y**2
    flat = p * y - q * x
    change = yield eq(form(y, flat), form(x, y) - loss * n), by.algebra()
    whole = yield (
        eq(
            2 * (1 + q) * form(u, w),
            (2 * (1 + q) * w - 2 * (p * q) * u) ** 2 + (2 * (1 + q) * loss + 4 * q**2 * ((1 + q) ** 2 - p**2)) * u**2,
        ),
        by.algebra(),
    )
    part = yield 0 <= 2 * (1 + q) * loss + 4 * q**2 * ((1 + q) ** 2 - p**2), by.arithmetic(parts, gap, positive_loss)
    one = yield 0 <= (2 * (1 + q) * loss + 4 * q**2 * ((1 + q) ** 2 - p**2)) * u**2, by.arithmetic(part)
    one = yield 0 <= 2 * (1 + q) * form(u, w), by.arithmetic(whole, one)
    least = yield 0 <= form(u, w), by.arithmetic(one, parts)
    least = yield (
        forall(u, forall(w, 0 <= form(u, w))),
        by.generalize((yield forall(w, least.formula), by.generalize(least))),
    )
    one = yield 0 <= form(y, flat), by.cite(at(least, y, flat))
    low = yield loss * n <= form(x, y), by.arithmetic(change, one)
    two = yield (2 * (1 + q) * q**2 <= 4) & (2 * (1 + q) <= 4) & (abs(p * q) <= 2), by.arithmetic(parts)
    mixed = yield -4 * (p * q) * (x * y) <= 4 * abs(p * q) * (abs(x) * abs(y)), by.arithmetic()
    mixed = yield -4 * (p * q) * (x * y) <= 2 * abs(p * q) * n, by.arithmetic(mixed)
    one = yield (loss + 2 * (1 + q) * q**2) * x**2 <= 6 * x**2, by.arithmetic(two, most)
    other = yield 2 * (1 + q) * y**2 <= 4 * y**2, by.arithmetic(two)
    scaled = yield 2 * abs(p * q) * n <= 4 * n, by.arithmetic(two)
    high = yield form(x, y) <= 10 * n, by.arithmetic(one, other, mixed, scaled)
    second = yield bounds(x, y), by.logic(low, high)

    near = yield suppose(falls(x, y, z).args[0])
    off, sum_ = z - flat, abs(x) + abs(y)
    turned = yield (
        eq(form(y, z), form(y, flat) + 4 * off * (p * y - (1 + q) * q * x) + 2 * (1 + q) * off**2),
        by.algebra(),
    )
    one = yield abs(p * y) <= 2 * abs(y), by.arithmetic(parts)
    product = yield abs((1 + q) * q) <= 2, by.arithmetic(parts)
    two = yield abs((1 + q) * q * x) <= 2 * abs(x), by.arithmetic(product)
    lean = yield abs(p * y - (1 + q) * q * x) <= 2 * sum_, by.arithmetic(one, two)
    small = (abs(u) <= k) & (abs(w) <= m)
    one = yield suppose(small)
    two = yield 4 * u * w <= 4 * (abs(u) * abs(w)), by.arithmetic()
    three = yield abs(u) * abs(w) <= k * m, by.arithmetic(one)
    two = yield 4 * u * w <= 4 * k * m, by.arithmetic(two, three)
    one = yield implies(small, two.formula), by.discharge(one, two)
    for name in (m, k, w, u):
        one = yield forall(name, one.formula), by.generalize(one)
    both = yield (abs(off) <= share * sum_) & (abs(p * y - (1 + q) * q * x) <= 2 * sum_), by.logic(near, lean)
    linear = yield (
        4 * off * (p * y - (1 + q) * q * x) <= 8 * (share * sum_**2),
        by.cite(at(one, off, p * y - (1 + q) * q * x, share * sum_, 2 * sum_, given=(both,))),
    )
    one = yield off**2 <= (share * sum_) ** 2, by.arithmetic(near)
    two = yield (share * sum_) ** 2 <= share / 24 * sum_**2, by.arithmetic(most, positive_loss)
    three = yield 2 * (1 + q) * off**2 <= 4 * off**2, by.arithmetic(parts)
    rest = yield 2 * (1 + q) * off**2 <= share * sum_**2, by.arithmetic(one, two, three, positive_loss)
    one = yield sum_**2 <= 2 * n, by.arithmetic()
    two = yield 9 * (share * sum_**2) <= loss / 2 * n, by.arithmetic(one, positive_loss)
    sums = (eq(u, v + w + k)) & (w <= 8 * m) & (k <= m) & (9 * m <= s)
    one = yield implies(sums, u <= v + s), by.arithmetic()
    for name in (s, m, k, w, v, u):
        one = yield forall(name, one.formula), by.generalize(one)
    lean_, turn = 4 * off * (p * y - (1 + q) * q * x), 2 * (1 + q) * off**2
    three = yield eq(form(y, z), form(x, y) - loss * n + lean_ + turn), by.algebra(turned, change)
    both = yield (
        eq(form(y, z), form(x, y) - loss * n + lean_ + turn)
        & (lean_ <= 8 * (share * sum_**2))
        & (turn <= share * sum_**2)
        & (9 * (share * sum_**2) <= loss / 2 * n),
        by.logic(three, linear, rest, two),
    )
    less = yield (
        form(y, z) <= form(x, y) - loss * n + loss / 2 * n,
        by.cite(at(one, form(y, z), form(x, y) - loss * n, lean_, turn, share * sum_**2, loss / 2 * n, given=(both,))),
    )
    one = yield loss / 20 * form(x, y) <= loss / 2 * n, by.arithmetic(high, positive_loss)
    both = yield (
        (form(y, z) <= form(x, y) - 2 * (loss / 2 * n) + loss / 2 * n) & one.formula,
        by.logic(one, (yield form(y, z) <= form(x, y) - 2 * (loss / 2 * n) + loss / 2 * n, by.cite(less))),
    )
    one = yield implies((u <= v - 2 * w + w) & (k <= w), u <= v - k), by.arithmetic()
    for name in (k, w, v, u):
        one = yield forall(name, one.formula), by.generalize(one)
    one = yield (
        form(y, z) <= rate * form(x, y),
        by.cite(at(one, form(y, z), form(x, y), loss / 2 * n, loss / 20 * form(x, y), given=(both,))),
    )
    third = yield falls(x, y, z), by.discharge(near, one)
    yield whole_form, by.logic(first, second, third)


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
