"""Adam on gradients C, −1, −1, C, ...: its second moment, with β₁ = 0."""

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    eq,
    floor,
    forall,
    implies,
    integer,
    natural,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    suppose,
    tends,
)

PREFIX = "adam"
PLACE = (4, 32)  # in the report: Part 4, thirty-second

t, k, j = natural("t"), natural("k"), integer("j")
eta, C, beta = positive("eta"), real("C", "[2, oo)"), real("beta", "(0, 1)")
theta, m, v, g = map(sequence, ("theta", "m", "v", "g"))
moves, m_step, v_step = recurrence(
    adam, {"x": theta, "m": m, "v": v}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, beta1=0, beta2=beta, eps=0
)
gradient = forall(t, eq(g(t + 1), (C + 1) * (floor((t + 3) / 3) - floor((t + 2) / 3)) - 1))
known = (eq(beta, 1 / (1 + C**2)), gradient, eq(m(0), 0), eq(v(0), 0), m_step, v_step)
SYMBOLS = {
    C: "the large gradient", beta: "Adam's β₂; its β₁ is 0", eta: "the learning rate", g: "the gradient of step t",
    theta: "the parameter after t steps", v: "the average of the squared gradients",
}  # fmt: skip
s, u = 1 + beta + beta**2, beta ** (3 * k)
w1, w2, w3 = (C**2 + beta + beta**2) / s, (1 + beta * C**2 + beta**2) / s, (1 + beta + beta**2 * C**2) / s
period = forall(k, conj(eq(g(3 * k + 1), C), eq(g(3 * k + 2), -1), eq(g(3 * k + 3), -1)))


def moments(last=w3):
    """The second moment after each step of a period."""
    return forall(k, conj(*(eq(v(3 * k + n), w - last * beta ** (3 * k + n)) for n, w in ((1, w1), (2, w2), (3, w3)))))


def hat(n):
    """The second moment, corrected."""
    return v(n) / (1 - beta**n)


limits = conj(*(tends(hat(3 * k + n), k, w) for n, w in ((1, w1), (2, w2), (3, w3))))


def shape(n, w):
    """The corrected second moment as a fraction."""
    return (w - w3 * (beta**n * u)) / (1 - beta**n * u)


@claim(
    conj(period, moments(), limits),
    given=known,
    examples=({C: 3, beta: rational("1/10")},),
    near_misses=(
        near_miss(conj(period, moments(w2), limits), "w₂ for w₃ in the transient"),
        near_miss(conj(forall(k, eq(g(3 * k + 2), C)), moments(), limits), "C one step later"),
        near_miss(conj(period, moments(0), limits), "that it starts in its period"),
    ),
)  # fmt: skip
def periodic_moment():
    """The second moment tends to a cycle of three values, from which it differs by a share of β₂ⁿ."""
    one = yield implies((-1 < j) & (j <= 0), eq(j, 0)), by.arithmetic()
    whole = yield forall(j, one.formula), by.generalize(one)
    floors = []
    for n in (2, 3, 4, 5):
        f, to = floor((3 * k + n) / 3), k + (n // 3)
        one = yield (-1 < f - to) & (f - to <= 0), by.arithmetic()
        one = yield eq(f - to, 0), by.logic(at(whole, f - to), one)
        floors.append((yield eq(f, to), by.arithmetic(one)))
    values = []
    for n, value in ((1, C), (2, rational(-1)), (3, rational(-1))):
        values.append((yield eq(g(3 * k + n), value), by.arithmetic(at(gradient, 3 * k + n - 1), *floors)))
    one = yield period.args[0].args[1], by.logic(*values)
    first = yield period, by.generalize(one)

    def one_period(last):
        """The moments after the steps of a period, from the one before."""
        path = []
        for n, w in ((1, w1), (2, w2), (3, w3)):
            said = eq(v(3 * k + n), w - w3 * beta ** (3 * k + n))
            last = yield said, by.algebra(at(v_step, 3 * k + n - 1), values[n - 1], last)
            path.append(last)
        return path

    base = yield eq(v(3 * 0), w3 - w3 * beta ** (3 * 0)), by.algebra(known[3])
    now = yield suppose(eq(v(3 * k), w3 - w3 * beta ** (3 * k)))
    path = yield from one_period(now)
    then = yield eq(v(3 * (k + 1)), w3 - w3 * beta ** (3 * (k + 1))), by.algebra(path[2])
    start = yield forall(k, now.formula), by.induction(base, then)
    path = yield from one_period(at(start, k))
    one = yield moments().args[0].args[1], by.logic(*path)
    second = yield moments(), by.generalize(one)

    # what the corrected moments tend to
    cube = yield (0 < beta**3) & (beta**3 < 1), by.arithmetic()
    fades = yield tends((beta**3) ** k, k, 0), by.limit(cube)
    one = yield eq((beta**3) ** k, u), by.fact("power_power", beta, 3, k)
    same = yield forall(k, one.formula), by.generalize(one)
    yield tends((beta**3) ** k, k, 0)
    both = yield "<=>", tends(u, k, 0), by.limit_terms(same)
    fades = yield tends(u, k, 0), by.logic(both, fades)
    small = yield (0 < u) & (u <= 1) & (0 < s), by.arithmetic()

    tend = []
    for n, w in ((1, w1), (2, w2), (3, w3)):
        below = yield 0 < 1 - beta**n * u, by.arithmetic(small)
        one = yield eq(hat(3 * k + n), shape(n, w)), by.algebra(path[n - 1], below)
        yield forall(k, 0 < 1 - beta ** (3 * k + n)), by.arithmetic()
        every = yield forall(k, one.formula), by.generalize(one)
        goes = yield tends(shape(n, w), k, (w - w3 * (beta**n * 0)) / (1 - beta**n * 0)), by.limit(fades)
        to = yield tends(shape(n, w), k, w), by.limit(goes)
        yield tends(hat(3 * k + n), k, w)
        both = yield "<=>", tends(shape(n, w), k, w), by.limit_terms(every)
        tend.append((yield tends(hat(3 * k + n), k, w), by.logic(both, to)))
    third = yield limits, by.logic(*tend)
    yield conj(period, moments(), limits), by.logic(first, second, third)


def bounded(first="1.2544", second="2", third="1.1"):
    """How large the corrected moment is at least after C, and at most after −1."""
    first, second, third = map(rational, (first, second, third))
    return forall(k, conj(C**2 <= first * hat(3 * k + 1), hat(3 * k + 2) <= second, hat(3 * k + 3) <= third))


@claim(
    bounded(),
    given=known,
    uses=(periodic_moment,),
    examples=({C: 3, beta: rational("1/10")}, {C: 2, beta: rational("1/5")}),
    near_misses=(
        near_miss(bounded(first="1"), "C² itself"),
        near_miss(bounded(second="1"), "1 after the first −1"),
        near_miss(bounded(third="1"), "1 after the second −1"),
    ),
)
def periodic_bounds():
    """The corrected second moment is at least C²/1.2544 after C, at most 2 after the first −1, 1.1 after the second."""
    second = yield moments(), by.logic(periodic_moment)
    small = yield (0 < u) & (u <= 1) & (0 < s), by.arithmetic()
    small_beta = yield (beta <= rational("1/5")) & eq(beta * C**2, 1 - beta), by.arithmetic()
    shapes = []
    for n, w in ((1, w1), (2, w2), (3, w3)):
        below = yield 0 < 1 - beta**n * u, by.arithmetic(small)
        one = yield eq(v(3 * k + n), w - w3 * beta ** (3 * k + n)), by.logic(at(second, k))
        shapes.append((yield eq(hat(3 * k + n), shape(n, w)), by.algebra(one, below)))
        yield forall(k, 0 < 1 - beta ** (3 * k + n)), by.arithmetic()
    one = yield eq(s * w1, C**2 + beta + beta**2), by.arithmetic(small)
    two = yield eq(s * w2, 2 - beta + beta**2), by.arithmetic(small, small_beta)
    three = yield eq(s * w3, 1 + 2 * beta - beta**2), by.arithmetic(small, small_beta)
    y1, y2, y3 = (beta**n * u for n in (1, 2, 3))
    small_y = yield conj(0 < y1, y1 < 1, 0 < y2, y2 <= beta**2, 0 < y3, y3 < 1), by.arithmetic(small, small_beta)
    h1, h2, h3 = shape(1, w1), shape(2, w2), shape(3, w3)
    size = yield s <= rational("1.24"), by.arithmetic(small_beta)
    four = yield s * w3 <= s * w1, by.arithmetic(one, three, small_beta)
    five = yield w3 <= w1, by.arithmetic(four, small)
    six = yield w1 <= h1, by.arithmetic(five, small_y)
    large = yield C**2 <= rational("1.2544") * h1, by.arithmetic(one, six, size, small, small_beta)
    four = yield s * (w2 + (2 - w3) * y2) <= s * 2, by.arithmetic(two, three, small_y, small_beta)
    five = yield w2 + (2 - w3) * y2 <= 2, by.arithmetic(four, small)
    low = yield h2 <= 2, by.arithmetic(five, small_y, small_beta)
    same = yield eq(h3, w3), by.arithmetic(small_y)
    four = yield s * w3 <= s * rational("1.1"), by.arithmetic(three, small_beta)
    least = yield h3 <= rational("1.1"), by.arithmetic(four, small, same)
    one = yield bounded().args[0].args[1], by.arithmetic(large, low, least, *shapes)
    yield bounded(), by.generalize(one)
