"""Equally spaced angles: the sums of cosines that stand behind Chebyshev's polynomials."""

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
    near_miss,
    pi,
    rational,
    real,
    sin,
    suppose,
    total,
)

PREFIX = "cheb"
PLACE = (2, 10)  # in the report: Part 2, tenth

n, j, k, x, y, T = natural("n"), integer("j"), integer("k"), real("x"), real("y"), integer("T", "[1, oo)")
w = pi / (2 * T)


def top(i):
    """An angle φ where cos Tφ is 1 or −1."""
    return 2 * i * w


def middle(i):
    """An angle φ where cos Tφ is 0."""
    return (2 * i + 1) * w


peak, zero = top(j), middle(j)


def every(index, supposed, line):
    """Lines that show it for every ``index`` for which the supposition holds."""
    one = yield implies(supposed.formula, line.formula), by.discharge(supposed, line)
    return (yield forall(index, one.formula), by.generalize(one))


def cosine(angle, other, sign=1):
    """A line that shows what cos(angle + other) is; with ``sign`` −1, lines that show it for angle − other."""
    if sign > 0:
        wanted = eq(cos(angle + other), cos(angle) * cos(other) - sin(angle) * sin(other))
        return (yield wanted, by.fact("cos_sum", angle, other))
    spelt = yield from cosine(angle, -other)
    even = yield eq(cos(-other), cos(other)), by.fact("cos_minus", other)
    odd = yield eq(sin(-other), -sin(other)), by.fact("sin_minus", other)
    return (
        yield (
            eq(cos(angle - other), cos(angle) * cos(other) + sin(angle) * sin(other)),
            by.arithmetic(spelt, even, odd),
        )
    )


def sine(angle, other):
    """A line that shows what sin(angle + other) is."""
    wanted = eq(sin(angle + other), sin(angle) * cos(other) + cos(angle) * sin(other))
    return (yield wanted, by.fact("sin_sum", angle, other))


def neighbours(angle, times):
    """Lines that show 2 cos φ cos nφ = cos (n + 1)φ + cos (n − 1)φ."""
    up = yield from cosine(times * angle, angle)
    down = yield from cosine(times * angle, angle, -1)
    wanted = eq(2 * (cos(angle) * cos(times * angle)), cos((times + 1) * angle) + cos((times - 1) * angle))
    return (yield wanted, by.arithmetic(up, down))


turned = forall(n, eq(sin(n * pi), 0) & eq(cos(2 * n * pi), 1))


@claim(
    turned,
    near_misses=(
        near_miss(forall(n, eq(sin(n * pi / 2), 0) & eq(cos(2 * n * pi), 1)), "quarter turns"),
        near_miss(forall(n, eq(sin(n * pi), 0) & eq(cos(n * pi), 1)), "half turns"),
    ),
)
def turns():
    """After half turns sine is 0, and after whole turns cosine is 1."""
    half = yield eq(sin(pi), 0), by.fact("sin_pi")
    back = yield eq(cos(pi), -1), by.fact("cos_pi")
    base = yield eq(sin(0 * pi), 0), by.fact("sin_zero")
    now = yield suppose(eq(sin(n * pi), 0))
    more = yield from sine(n * pi, pi)
    then = yield eq(sin((n + 1) * pi), 0), by.arithmetic(more, now, half, back)
    always = yield forall(n, eq(sin(n * pi), 0)), by.induction(base, then)
    here = yield eq(sin(n * pi), 0), by.cite(at(always, n))
    twice = yield from cosine(n * pi, n * pi)
    circle = yield eq(sin(n * pi) ** 2 + cos(n * pi) ** 2, 1), by.fact("circle", n * pi)
    one = yield eq(sin(n * pi), 0) & eq(cos(2 * n * pi), 1), by.arithmetic(here, twice, circle)
    yield turned, by.generalize(one)


def at_angles(top, bottom):
    """Cosine and sine of 2T times the angles, and the cosine of T times those in the middle."""
    peaks = eq(cos(2 * T * peak), top) & eq(sin(2 * T * peak), 0)
    zeros = eq(cos(2 * T * zero), bottom) & eq(sin(2 * T * zero), 0) & eq(cos(T * zero), 0)
    return forall(j, implies(0 <= j, peaks & zeros))


@claim(
    at_angles(1, -1),
    uses=(turns,),
    near_misses=(
        near_miss(at_angles(1, 1), "cos 2Tφ = 1 in the middle, too"),
        near_miss(at_angles(-1, -1), "cos 2Tφ = −1 everywhere"),
    ),
)
def angles():
    """The angles jπ/T, where cos 2Tφ = 1, and those in the middle between two of them, where cos Tφ = 0."""
    guard = yield suppose(0 <= j)
    once = yield eq(sin(j * pi), 0) & eq(cos(2 * j * pi), 1), by.cite(at(turns, j, given=(guard,)))
    twice = yield eq(sin(2 * j * pi), 0) & eq(cos(2 * (2 * j) * pi), 1), by.cite(at(turns, 2 * j, given=(guard,)))
    full = yield eq(cos(2 * T * peak), cos(2 * j * pi)), by.equal_arguments()
    side = yield eq(sin(2 * T * peak), sin(2 * j * pi)), by.equal_arguments()
    half = yield eq(sin(pi), 0), by.fact("sin_pi")
    back = yield eq(cos(pi), -1), by.fact("cos_pi")
    across = yield from cosine(2 * j * pi, pi)
    along = yield from sine(2 * j * pi, pi)
    bottom = yield eq(cos(2 * T * zero), cos(2 * j * pi + pi)), by.equal_arguments()
    other = yield eq(sin(2 * T * zero), sin(2 * j * pi + pi)), by.equal_arguments()
    low = yield eq(cos(2 * T * zero), -1), by.arithmetic(bottom, across, half, back, once)
    level = yield eq(sin(2 * T * zero), 0), by.arithmetic(other, along, half, back, twice)
    double = yield from cosine(T * zero, T * zero)
    circle = yield eq(sin(T * zero) ** 2 + cos(T * zero) ** 2, 1), by.fact("circle", T * zero)
    square = yield eq(cos(T * zero) ** 2, 0), by.arithmetic(double, circle, low)
    none = yield eq(cos(T * zero), 0), by.arithmetic(square)
    all_ = yield at_angles(1, -1).args[0].args[1], by.arithmetic(full, side, once, twice, low, level, none)
    yield from every(j, guard, all_)


def progression(terms):
    """The cosines of ``terms`` angles y, y + 2x, y + 4x, …, summed."""
    return total(cos(2 * j * x + y), j, 0, terms - 1)


def lagrange(factor, end):
    """Lagrange's identity, or a near miss."""
    return forall(n, eq(factor * sin(x) * progression(n), sin(end * x + y) - sin(y - x)))


@claim(
    lagrange(2, 2 * n - 1),
    near_misses=(
        near_miss(lagrange(1, 2 * n - 1), "without the 2"),
        near_miss(lagrange(2, 2 * n + 1), "one term more"),
    ),
)
def cosine_sum():
    """Lagrange's identity: 2 sin x times the sum of cos(2jx + y) over j = 0, …, n − 1 telescopes."""
    begin = rational(0)
    base = yield eq(2 * sin(x) * progression(begin), sin((2 * begin - 1) * x + y) - sin(y - x)), by.sum_empty()
    now = yield suppose(eq(2 * sin(x) * progression(n), sin((2 * n - 1) * x + y) - sin(y - x)))
    last = 2 * n * x + y
    more = yield eq(progression(n + 1), progression(n) + cos(last)), by.sum_last()
    up = yield from sine(last, x)
    down = yield from sine(last, -x)
    even = yield eq(cos(-x), cos(x)), by.fact("cos_minus", x)
    odd = yield eq(sin(-x), -sin(x)), by.fact("sin_minus", x)
    term = yield eq(2 * sin(x) * cos(last), sin(last + x) - sin(last - x)), by.arithmetic(up, down, even, odd)
    then = yield (
        eq(2 * sin(x) * progression(n + 1), sin((2 * (n + 1) - 1) * x + y) - sin(y - x)),
        by.arithmetic(now, more, term),
    )
    yield lagrange(2, 2 * n - 1), by.induction(base, then)


def over_peaks(body):
    """The sum over j = 0, …, 2T − 1: the whole turn."""
    return total(body, j, 0, 2 * T - 1)


def over_zeros(body):
    """The sum over j = 0, …, T − 1: the half turn."""
    return total(body, j, 0, T - 1)


def vanish(low, high):
    """The cosines of k times the angles sum to 0, for low < k < high."""
    both = eq(over_peaks(cos(k * peak)), 0) & eq(over_zeros(cos(k * zero)), 0)
    return forall(k, implies((low < k) & (k < high), both))


@claim(
    vanish(0, 2 * T),
    uses=(turns, cosine_sum),
    near_misses=(near_miss(vanish(-1, 2 * T), "from k = 0 on"), near_miss(vanish(0, 2 * T + 1), "to k = 2T")),
)
def orthogonal():
    """The cosines of k times equally spaced angles sum to 0, for 0 < k < 2T."""
    guard = yield suppose((0 < k) & (k < 2 * T))
    turn = yield (0 < w) & eq(2 * T * w, pi), by.arithmetic()
    inside = yield (0 < k * w) & (k * w < pi), by.arithmetic(guard, turn)
    some = yield 0 < sin(k * w), by.fact("sin_positive", k * w, given=(inside,))
    odd = yield eq(sin(-(k * w)), -sin(k * w)), by.fact("sin_minus", k * w)
    once = yield eq(sin(k * pi), 0) & eq(cos(2 * k * pi), 1), by.cite(at(turns, k, given=(guard,)))
    twice = yield eq(sin(2 * k * pi), 0) & eq(cos(2 * (2 * k) * pi), 1), by.cite(at(turns, 2 * k, given=(guard,)))
    end = (2 * (2 * T) - 1) * (k * w)
    sums = yield (
        eq(2 * sin(k * w) * over_peaks(cos(k * peak)), sin(end) - sin(-(k * w))),
        by.cite(at(cosine_sum, {x: k * w, y: rational(0)}, 2 * T)),
    )
    last = yield from sine(2 * k * pi, -(k * w))
    same = yield eq(sin(end), sin(2 * k * pi + -(k * w))), by.equal_arguments()
    product = yield (
        eq(2 * sin(k * w) * over_peaks(cos(k * peak)), 0),
        by.arithmetic(sums, last, same, once, twice, odd),
    )
    first = yield eq(over_peaks(cos(k * peak)), 0), by.arithmetic(product, some)
    end = (2 * T - 1) * (k * w) + k * w
    sums = yield (
        eq(2 * sin(k * w) * over_zeros(cos(k * zero)), sin(end) - sin(k * w - k * w)),
        by.cite(at(cosine_sum, {x: k * w, y: k * w}, T)),
    )
    same = yield eq(sin(end), sin(k * pi)), by.equal_arguments()
    nothing = yield eq(sin(k * w - k * w), 0), by.fact("sin_zero")
    product = yield eq(2 * sin(k * w) * over_zeros(cos(k * zero)), 0), by.arithmetic(sums, same, nothing, once)
    second = yield eq(over_zeros(cos(k * zero)), 0), by.arithmetic(product, some)
    both = yield eq(over_peaks(cos(k * peak)), 0) & eq(over_zeros(cos(k * zero)), 0), by.logic(first, second)
    yield from every(k, guard, both)


def same_multiples(times):
    """Where the cosines of x and y are equal, so are those of these multiples."""
    return implies(eq(cos(x), cos(y)), forall(n, eq(cos(times * x), cos(times * y))))


@claim(
    same_multiples(n),
    near_misses=(
        near_miss(same_multiples(n).args[1], "any two angles"),
        near_miss(same_multiples(n / 2), "half multiples, too", examples=({x: 0, y: 2 * pi},)),
    ),
)
def multiples():
    """The cosine of nφ depends on the cosine of φ alone: it is Chebyshev's polynomial of degree n there."""
    equal = yield suppose(eq(cos(x), cos(y)))
    both = eq(cos(n * x), cos(n * y)) & eq(cos((n + 1) * x), cos((n + 1) * y))
    still = yield eq(cos(0 * x), cos(0 * y)), by.equal_arguments()
    base = yield eq(cos(0 * x), cos(0 * y)) & eq(cos((0 + 1) * x), cos((0 + 1) * y)), by.arithmetic(still, equal)
    now = yield suppose(both)
    one = yield from neighbours(x, n + 1)
    two = yield from neighbours(y, n + 1)
    then = yield (
        eq(cos((n + 1) * x), cos((n + 1) * y)) & eq(cos((n + 1 + 1) * x), cos((n + 1 + 1) * y)),
        by.arithmetic(now, one, two, equal),
    )
    always = yield forall(n, both), by.induction(base, then)
    one = yield eq(cos(n * x), cos(n * y)), by.arithmetic(at(always, n))
    one = yield forall(n, one.formula), by.generalize(one)
    yield same_multiples(n), by.discharge(equal, one)
