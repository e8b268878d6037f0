"""Lyapunov's quadratic form of a stable recurrence θ(t+2) = pθ(t+1) − qθ(t): every step lessens it."""

from second_order import loss, p, q, stable

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    implies,
    near_miss,
    real,
    suppose,
)

PREFIX = "rms"
PLACE = (4, 16)  # in the report: Part 4, sixteenth

x, y, z = real("x"), real("y"), real("z")
SYMBOLS = {
    p: "the factor of the last value", q: "the factor of the value before, subtracted", x: "a value", y: "the next",
    z: "the one after that",
}  # fmt: skip
u, v, w, k, m, s = real("u"), real("v"), real("w"), real("k"), real("m"), real("s")
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
