"""When the solutions of θ(t+2) = pθ(t+1) − qθ(t) change their sign for ever."""

from second_order import p, q, step, t, theta, x, y

from lrproof import at, by, ceiling, claim, eq, exists, forall, implies, natural, ne, near_miss, rational, sqrt, suppose

PREFIX = "lin"
PLACE = (3, 13)  # in the report: Part 3, thirteenth

n, k = natural("n"), natural("k")
no_positive_root = (0 < q) & (p < 2 * sqrt(q))  # both roots are complex, or negative
begun = ne(theta(0), 0) | ne(theta(1), 0)
below = forall(n, exists(t, (n <= t) & (theta(t) < 0)))
above = forall(n, exists(t, (n <= t) & (0 < theta(t))))
turning = {p: rational(-3), q: rational(2), theta: lambda j: (-1) ** j}
straight = {p: rational(3), q: rational(2), theta: lambda j: 2**j}


def drops(by_):
    """The quotient θ(t + 1)/θ(t), while it is positive, falls by this at every step."""
    return forall(t, theta(t + 2) * x <= y**2 - by_ * (x * y))


gap = 2 * sqrt(q) - p


@claim(
    drops(gap) & below,
    given=(no_positive_root, begun, step),
    examples=(turning, {p: rational(1), q: rational(1)}),
    near_misses=(
        near_miss(drops(3 * sqrt(q) - p) & below, "3√q for 2√q"),
        near_miss(drops(2 * sqrt(q) + p) & below, "+ for −"),
        near_miss(drops(2 * q - p) & below, "q for √q", examples=({p: rational(1), q: rational(4)},)),
        near_miss(forall(t, theta(t + 2) * x < y**2 - gap * (x * y)) & below, "< for ≤", given=(begun, step),
                  examples=({p: rational(2), q: rational(1), theta: lambda j: rational(1) + 0 * j},)),
    ),
)  # fmt: skip
def falls_below():
    """Without a positive root, every solution but 0 is negative again and again: its quotients fall without end."""
    lone = yield begun, by.given(begun)
    alive = ne(x, 0) | ne(y, 0)
    now = yield suppose(alive)
    then = yield ne(y, 0) | ne(theta(t + 2), 0), by.arithmetic(now, at(step, t))
    lives = yield forall(t, alive), by.induction(lone, then)
    some = exists(t, (n <= t) & (theta(t) < 0))
    never = yield suppose(~some)
    here = yield suppose((n <= t) & (x < 0))
    one = yield some, by.witness(t, given=(here,))
    one = yield implies(here.formula, some), by.discharge(here, one)
    one = yield implies(n <= t, 0 <= x), by.arithmetic(one, never)
    up = yield forall(t, one.formula), by.generalize(one)
    root = yield (0 < sqrt(q)) & eq(sqrt(q) ** 2, q), by.arithmetic()
    square = yield 0 <= (y - sqrt(q) * x) ** 2, by.arithmetic()
    one = yield theta(t + 2) * x <= y**2 - gap * (x * y), by.arithmetic(at(step, t), root, square)
    falls = yield drops(gap), by.generalize(one)

    def at_least(j):
        return (yield implies(n <= j, 0 <= theta(j)), by.cite(at(up, j)))

    late = yield suppose(n <= t)
    one = yield from at_least(t + 1)
    two = yield from at_least(t + 2)
    three = yield from at_least(t)
    one = yield 0 < y, by.arithmetic(one, two, three, late, at(step, t), at(lives, t))
    one = yield implies(n <= t, 0 < y), by.discharge(late, one)
    positive = yield forall(t, one.formula), by.generalize(one)

    first, second = theta(n + 1), theta(n + 2)
    start = yield 0 < first, by.arithmetic(at(positive, n))
    ratio = second / first
    inside = theta(n + 2 + k) <= (ratio - gap * k) * theta(n + 1 + k)
    base = yield theta(n + 2 + 0) <= (ratio - gap * 0) * theta(n + 1 + 0), by.arithmetic(start)
    now = yield suppose(inside)
    late = yield (n <= n + 1 + k) & (n <= n + k), by.arithmetic()
    a, b, c = theta(n + 1 + k), theta(n + 2 + k), theta(n + 3 + k)
    one = yield 0 < a, by.arithmetic(at(positive, n + k), late)
    two = yield 0 < b, by.arithmetic(at(positive, n + 1 + k), late)
    three = yield c * a <= b**2 - gap * (a * b), by.cite(at(falls, n + 1 + k))
    slope = yield b * b <= b * ((ratio - gap * k) * a), by.arithmetic(now, two)
    four = yield c * a <= (ratio - gap * (k + 1)) * b * a, by.arithmetic(three, slope)
    then = yield c <= (ratio - gap * (k + 1)) * b, by.arithmetic(four, one)
    every = yield forall(k, inside), by.induction(base, then)
    last = ceiling(ratio / gap)
    open_ = yield 0 < gap, by.arithmetic()
    after = yield 0 < second, by.arithmetic(at(positive, n + 1))
    size = yield (0 < ratio) & (0 < ratio / gap), by.arithmetic(start, after, open_)
    far = yield (0 <= last) & (ratio / gap <= last), by.arithmetic(size)
    one = yield (
        theta(n + 2 + last) <= (ratio - gap * last) * theta(n + 1 + last),
        by.cite(at(every, last, given=(far,))),
    )
    two = yield 0 < theta(n + 1 + last), by.arithmetic(at(positive, n + last, given=(far,)), far)
    three = yield 0 < theta(n + 2 + last), by.arithmetic(at(positive, n + 1 + last, given=(far,)), far)
    four = yield ratio <= gap * last, by.arithmetic(far, open_)
    five = yield (ratio - gap * last) * theta(n + 1 + last) <= 0, by.arithmetic(four, two)
    one = yield some, by.arithmetic(one, three, five)
    one = yield implies(never.formula, some), by.discharge(never, one)
    one = yield some, by.logic(one)
    two = yield below, by.generalize(one)
    yield drops(gap) & below, by.logic(falls, two)
