"""Heavy ball beyond quadratics: tuned for [μ, L], it can miss the minimum of a function with curvatures in [μ, L]."""

from fractions import Fraction

from second_order import p, q, vanishes_inside
from second_order import theta as solution
from second_order_rates import e, geometric, z

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    fails,
    forall,
    function,
    gradient_descent,
    heavy_ball,
    implies,
    larger,
    natural,
    near_miss,
    rational,
    real,
    recurrence,
    sequence,
    smaller,
    sqrt,
    suppose,
    tends,
)

PREFIX = "hb"
PLACE = (3, 20)  # in the report: Part 3, twentieth

t, n = natural("t"), natural("n")
a, b = real("a"), real("b")
theta, v, x = sequence("theta"), sequence("v"), sequence("x")


# g(z) is 25z below 1, z + 24 between 1 and 2, 25z − 24 above: the curvature is 25, 1, 25
g, y = function("g"), real("y")
slope = forall(y, eq(g(y), 25 * y - 24 * larger(0, smaller(y - 1, 1))))
step, momentum = rational("1/9"), rational("4/9")
moves = recurrence(heavy_ball, {"x": theta, "v": v}, gradient=g, step=t + 1, eta=step, beta=momentum)
places = tuple(map(rational, ("792/1225", "-2208/1225", "2592/1225")))


def lag(k):
    """Where k is a multiple of 3 after n: how far θ(k + 1) is from where the double root −2/3 would lead."""
    return theta(k + 1) - places[1] + rational("2/3") * (theta(k) - places[0])


def near(k, far="1/10", off="1/30"):
    """At step k the iterates are near the first point of the cycle."""
    return (abs(theta(k) - places[0]) <= rational(far)) & (abs(lag(k)) <= rational(off))


def index(first, k):
    """3t + first + k, without zeros."""
    later = first + k if k else first
    return 3 * t if type(later) is int and later == 0 else 3 * t + later


def reaches(first):
    """Every third iterate from ``first`` on tends to one of the three points."""
    return conj(*(tends(theta(index(first, k)), t, place) for k, place in enumerate(places)))


shrink = rational("-8/27")
turned = implies(
    near(n),
    eq(theta(n + 3) - places[0], shrink * (theta(n) - places[0]) + rational("4/3") * lag(n))
    & eq(lag(n + 3), shrink * lag(n)),
)


still = {theta: lambda k: 0 * k, v: lambda k: 0 * k, g: lambda z: 25 * z - 24 * larger(0, smaller(z - 1, 1)), n: 0}  # at the minimum it stays


@claim(
    implies(near(n), reaches(n)) & turned,
    given=(slope, *moves),
    uses=(vanishes_inside, geometric),
    examples=(still,),
    near_misses=(
        near_miss(reaches(n) & turned, "from every start"),
        near_miss(implies(near(n, "7/10", "3/2"), reaches(n)) & turned, "from farther away"),
        near_miss(implies(abs(theta(n) - places[0]) <= rational("7/10"), reaches(n)) & turned, "wherever the next iterate is"),
        near_miss(implies(near(n), reaches(n)) & turned.args[1], "two turns alike from every start"),
    ),
)  # fmt: skip
def attracting_cycle():
    """For η = 1/9, β = 4/9 the three points 792/1225, −2208/1225, 2592/1225 attract all iterates that come near them."""
    move, speed = moves
    k = 3 * t + n
    after = []
    for j in range(3):
        after.append(
            (
                yield (
                    eq(
                        theta(k + j + 2),
                        theta(k + j + 1) + momentum * (theta(k + j + 1) - theta(k + j)) - step * g(theta(k + j + 1)),
                    ),
                    by.arithmetic(at(move, k + j + 1), at(move, k + j), at(speed, k + j)),
                )
            )
        )
    begin = yield suppose(near(n))
    d, lagging = theta(k) - places[0], lag(k)
    base = yield near(n), by.logic(begin)
    now = yield suppose(near(k))
    two, three, four = theta(k + 2), theta(k + 3), theta(k + 4)
    one = yield eq(two - places[2], rational("4/9") * d - rational("4/3") * lagging), by.arithmetic(now, after[0], at(slope, theta(k + 1)))
    next_ = yield (
        eq(three - places[0], -(rational("8/27") * d) + rational("4/3") * lagging), by.arithmetic(now, one, after[1], at(slope, two))
    )
    last = yield eq(lag(k + 3), -(rational("8/27") * lagging)), by.arithmetic(now, one, next_, after[2], at(slope, three))
    then = yield near(k + 3), by.arithmetic(now, next_, last)
    always = yield forall(t, near(k)), by.induction(base, then)
    there = yield near(k), by.cite(at(always, t))
    eqs = one.formula & next_.formula & last.formula
    one = yield eqs, by.logic(one, next_, last)
    one = yield implies(near(k), eqs), by.discharge(now, one)
    both = yield eqs, by.logic(one, there)
    one = yield eq(lag(k + 3), shrink * lagging), by.arithmetic(both)
    steps = yield forall(t, eq(lag(k + 3), shrink * lagging)), by.generalize(one)
    powers = yield (
        forall(t, eq(lag(k), shrink**t * lag(n))),
        by.cite(at(geometric, {z: shrink, e: lambda j: lag(3 * j + n)}, given=(steps,))),
    )
    yield tends(lag(k), t, 0)
    same = yield "<=>", tends(shrink**t * lag(n), t, 0), by.limit_terms(powers)
    goal = yield tends(shrink**t * lag(n), t, 0), by.limit()
    lags = yield tends(lag(k), t, 0), by.logic(same, goal)
    every = yield forall(t, eqs), by.generalize(both)
    later = yield (
        eq(theta(k + 6) - places[0], -(rational("8/27") * (theta(k + 3) - places[0])) + rational("4/3") * lag(k + 3)),
        by.arithmetic(at(every, t + 1)),
    )
    trace, product = 2 * shrink, shrink**2
    one = yield (
        eq(theta(k + 6) - places[0], trace * (theta(k + 3) - places[0]) - product * d),
        by.arithmetic(both, later),
    )
    steps = yield (
        forall(t, eq(theta(k + 6) - places[0], trace * (theta(k + 3) - places[0]) - product * d)),
        by.generalize(one),
    )
    small = yield (abs(trace) < 1 + product) & (abs(product) < 1), by.arithmetic()
    zero = yield (
        tends(d, t, 0),
        by.cite(at(vanishes_inside, {p: trace, q: product, solution: lambda j: theta(3 * j + n) - places[0]},
                   given=(steps, small))),
    )  # fmt: skip
    ends = []
    for j, sum_ in enumerate(
        (d + places[0], lagging - rational("2/3") * d + places[1],
         rational("4/9") * d - rational("4/3") * lagging + places[2])
    ):  # fmt: skip
        one = yield eq(theta(k + j), sum_), by.arithmetic(both)
        equal = yield forall(t, eq(theta(k + j), sum_)), by.generalize(one)
        yield tends(theta(k + j), t, places[j])
        same = yield "<=>", tends(sum_, t, places[j]), by.limit_terms(equal)
        one = yield tends(sum_, t, places[j]), by.limit(zero, lags)
        ends.append((yield tends(theta(k + j), t, places[j]), by.logic(same, one)))
    one = yield reaches(n), by.logic(*ends)
    first = yield implies(near(n), reaches(n)), by.discharge(begin, one)
    one = yield turned.args[1], by.arithmetic(at(every, 0))
    second = yield turned, by.discharge(begin, one)
    yield implies(near(n), reaches(n)) & turned, by.logic(first, second)


curved = forall(
    a, forall(b, ((a - b) ** 2 <= (g(a) - g(b)) * (a - b)) & ((g(a) - g(b)) * (a - b) <= 25 * (a - b) ** 2))
)
tuned = eq(step, 4 / (sqrt(rational(25)) + 1) ** 2) & eq(
    momentum, ((sqrt(rational(25)) - 1) / (sqrt(rational(25)) + 1)) ** 2
)
(descends,) = recurrence(gradient_descent, {"x": x}, gradient=g, step=t + 1, eta=rational("1/13"))
start = rational("33/10")
starts = (eq(theta(0), start), eq(v(0), 0), eq(x(0), start))
faster = forall(n, implies(40 <= n, abs(theta(n)) <= abs(x(n))))


@claim(
    curved & tuned & reaches(0) & tends(x(t), t, 0),
    given=(slope, *moves, descends, *starts),
    uses=(attracting_cycle,),
    printed=fails("Part 3", r"\text{Momentum: faster}", faster),
    near_misses=(
        near_miss(curved & tuned & (abs(theta(40)) <= rational("1/2")) & tends(x(t), t, 0), "at last near the minimum"),
        near_miss(
            forall(a, forall(b, 2 * (a - b) ** 2 <= (g(a) - g(b)) * (a - b)))
            & tuned & reaches(0) & tends(x(t), t, 0), "curvatures from 2 on",
        ),
        near_miss(
            curved & eq(step, 2 / rational(26)) & reaches(0) & tends(x(t), t, 0), "the step of gradient descent",
        ),
        near_miss(curved & tuned & reaches(0) & (abs(theta(40)) <= abs(x(40))), "faster than descent after 40 steps"),
    ),
)  # fmt: skip
def not_global():
    """On a function with curvatures from 1 to 25 the heavy ball tuned for [1, 25] runs into a cycle; descent does not."""
    one = yield curved.args[0].args[0], by.arithmetic(at(slope, a), at(slope, b))
    one = yield forall(b, one.formula), by.generalize(one)
    first = yield curved, by.generalize(one)
    second = yield tuned, by.arithmetic()
    move, speed = moves
    known = (yield starts[0], by.given(starts[0])), (yield starts[1], by.given(starts[1]))
    here, pace = Fraction(33, 10), Fraction(0)
    path = []
    for j in range(7):
        pace = Fraction(4, 9) * pace + 25 * here - 24 * max(Fraction(0), min(here - 1, Fraction(1)))
        here -= pace / 9
        speeds = yield eq(v(j + 1), rational(pace)), by.arithmetic(at(speed, j), at(slope, theta(j)), *known)
        moved = yield eq(theta(j + 1), rational(here)), by.arithmetic(at(move, j), at(slope, theta(j)), *known)
        known = moved, speeds
        path.append(moved)
    six = yield near(6), by.arithmetic(path[5], path[6])
    attracted = yield implies(near(6), reaches(6)), by.cite(at(attracting_cycle, {n: 6}))
    limits = yield reaches(6), by.logic(attracted, six)
    ends = []
    for k, place in enumerate(places):
        one = yield tends(theta(3 * t + (6 + k)), t, place), by.logic(limits)
        one = yield tends(theta(3 * t + (3 + k)), t, place), by.limit(one)
        ends.append((yield tends(theta(index(0, k)), t, place), by.limit(one)))
    third = yield reaches(0), by.logic(*ends)

    share = rational("12/13")
    fall = yield abs(x(t + 1)) <= share * abs(x(t)), by.arithmetic(at(descends, t), at(slope, x(t)))
    base = yield abs(x(0)) <= share**0 * abs(x(0)), by.arithmetic()
    now = yield suppose(abs(x(t)) <= share**t * abs(x(0)))
    then = yield abs(x(t + 1)) <= share ** (t + 1) * abs(x(0)), by.arithmetic(fall, now)
    every = yield forall(t, abs(x(t)) <= share**t * abs(x(0))), by.induction(base, then)
    one = yield x(t) <= share**t * abs(x(0)), by.arithmetic(at(every, t))
    above = yield forall(t, one.formula), by.generalize(one)
    one = yield -(share**t * abs(x(0))) <= x(t), by.arithmetic(at(every, t))
    below = yield forall(t, one.formula), by.generalize(one)
    last = yield tends(x(t), t, 0), by.squeeze(below, above)
    yield curved & tuned & reaches(0) & tends(x(t), t, 0), by.logic(first, second, third, last)
