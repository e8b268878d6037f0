"""When a solution of θ(t+2) = pθ(t+1) − qθ(t) tends to 0, and how fast."""

from second_order import (
    double,
    halves,
    p,
    q,
    stable,
    step,
    still,
    t,
    theta,
    vanishes,
    vanishes_inside,
    x,
    y,
)

from lrproof import (
    at,
    by,
    claim,
    eq,
    forall,
    iff,
    implies,
    ne,
    near_miss,
    rational,
    real,
    sequence,
    sqrt,
    suppose,
    tends,
)

PREFIX = "lin"
PLACE = (3, 11)  # in the report: Part 3, eleventh

z, e = real("z"), sequence("e")
multiplied = forall(t, eq(e(t + 1), z * e(t)))
powers = forall(t, eq(e(t), z**t * e(0)))
fades = implies(ne(e(0), 0), iff(tends(e(t), t, 0), abs(z) < 1))


@claim(
    powers & fades,
    given=(multiplied,),
    near_misses=(
        near_miss(forall(t, eq(e(t), z ** (t + 1) * e(0))) & fades, "one step too many"),
        near_miss(powers & iff(tends(e(t), t, 0), abs(z) < 1), "0 itself too"),
        near_miss(powers & implies(ne(e(0), 0), iff(tends(e(t), t, 0), abs(z) <= 1)), "≤ for <"),
        near_miss(powers & implies(ne(e(0), 0), iff(tends(e(t), t, 0), z < 1)), "z for |z|"),
    ),
)  # fmt: skip
def geometric():
    """What is multiplied by z at every step tends to 0, unless it is 0, exactly when |z| < 1."""
    base = yield eq(e(0), z**0 * e(0)), by.algebra()
    now = yield suppose(eq(e(t), z**t * e(0)))
    one = yield eq(e(t + 1), z * e(t)), by.given(multiplied)
    then = yield eq(e(t + 1), z ** (t + 1) * e(0)), by.algebra(one, now)
    first = yield powers, by.induction(base, then)
    some = yield suppose(ne(e(0), 0))
    yield tends(e(t), t, 0)
    yield "<=>", tends(z**t * e(0), t, 0), by.limit_terms(first)
    yield "<=>", tends(z**t, t, 0), by.limit_scale(some)
    one = yield "<=>", abs(z) < 1, by.limit_of_powers()
    second = yield fades, by.discharge(some, one)
    yield powers & fades, by.logic(first, second)


def square(x, y):
    """0 exactly for the two geometric solutions, y = zx with z a root; every step multiplies it by q."""
    return y**2 - p * (x * y) + q * x**2


mixed = ne(square(theta(0), theta(1)), 0)


@claim(
    iff(vanishes, stable),
    given=(mixed, step),
    uses=(vanishes_inside, geometric),
    examples=(halves, double, still, {p: rational(4), q: rational(4), theta: lambda k: k * 2**k},
              {p: rational("5/2"), q: rational(1), theta: lambda k: 2**k + rational("1/2") ** k}),
    near_misses=(
        near_miss(iff(vanishes, (abs(p) <= 1 + q) & (abs(q) < 1)), "|p| ≤ 1 + q"),
        near_miss(iff(vanishes, abs(p) < 1 + q), "without |q| < 1"),
        near_miss(iff(vanishes, abs(q) < 1), "without |p| < 1 + q"),
        near_miss(iff(vanishes, (abs(p) < 1) & (abs(q) < 1)), "1 for 1 + q"),
        near_miss(iff(vanishes, stable), "a geometric solution too", given=(step,),
                  examples=({**still, theta: lambda k: rational("1/2") ** k},)),
    ),
)  # fmt: skip
def converges():
    """A solution that is not geometric tends to 0 exactly under Jury's conditions: it holds both roots."""
    good = yield suppose(stable)
    one = yield vanishes, by.cite(at(vanishes_inside, given=(good,)))
    enough = yield implies(stable, vanishes), by.discharge(good, one)

    goes = yield suppose(vanishes)
    one = yield eq(square(y, theta(t + 2)), q * square(x, y)), by.algebra(at(step, t))
    moves = yield forall(t, eq(square(y, theta(t + 2)), q * square(x, y))), by.generalize(one)
    size = yield (
        implies(mixed, iff(tends(square(x, y), t, 0), abs(q) < 1)),
        by.cite(at(geometric, {z: q, e: lambda k: square(theta(k), theta(k + 1))}, given=(moves,))),
    )
    zero = yield tends(square(x, y), t, 0), by.limit(goes)
    apart = yield mixed, by.given(mixed)
    first = yield abs(q) < 1, by.logic(size, apart, zero)

    outside = []
    for sign in (1, -1):
        far = yield suppose(1 + q <= sign * p)
        s = sqrt(p**2 - 4 * q)
        real_ = yield 0 <= p**2 - 4 * q, by.arithmetic(far, first)
        large, small = (p + sign * s) / 2, (p - sign * s) / 2
        both = yield eq(large + small, p) & eq(large * small, q), by.arithmetic(real_)
        size = yield 1 <= abs(large), by.arithmetic(real_, far, first)
        one = yield eq(theta(t + 2) - small * y, large * (y - small * x)), by.arithmetic(at(step, t), both)
        moves = yield forall(t, eq(theta(t + 2) - small * y, large * (y - small * x))), by.generalize(one)
        part = yield ne(theta(1) - small * theta(0), 0), by.arithmetic(both, mixed)
        one = yield (
            implies(ne(theta(1) - small * theta(0), 0), iff(tends(y - small * x, t, 0), abs(large) < 1)),
            by.cite(
                at(geometric, {z: large, e: lambda k, small=small: theta(k + 1) - small * theta(k)}, given=(moves,))
            ),
        )
        zero = yield tends(y - small * x, t, 0), by.limit(goes)
        one = yield p < p, by.arithmetic(one, part, zero, size)
        outside.append((yield implies(1 + q <= sign * p, p < p), by.discharge(far, one)))
    second = yield abs(p) < 1 + q, by.arithmetic(*outside)
    one = yield stable, by.logic(first, second)
    needed = yield implies(vanishes, stable), by.discharge(goes, one)
    yield iff(vanishes, stable), by.logic(enough, needed)
