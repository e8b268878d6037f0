"""A cycle of heavy ball that attracts: three points about the minimum of a function with curvatures 1 and 25."""

from second_order import p, q, vanishes_inside
from second_order import theta as solution
from second_order_rates import e, geometric, z

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    function,
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
    suppose,
    tends,
)

PREFIX = "hb"
PLACE = (3, 22)  # in the report: Part 3, twenty-second

t, n = natural("t"), natural("n")
theta, v = sequence("theta"), sequence("v")


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


still = {  # at the minimum it stays
    theta: lambda k: 0 * k, v: lambda k: 0 * k, g: lambda z: 25 * z - 24 * larger(0, smaller(z - 1, 1)), n: 0,
}  # fmt: skip


@claim(
    implies(near(n), reaches(n)) & turned,
    given=(slope, *moves),
    uses=(vanishes_inside, geometric),
    examples=(still,),
    near_misses=(
        near_miss(reaches(n) & turned, "from every start"),
        near_miss(implies(near(n, "7/10", "3/2"), reaches(n)) & turned, "from farther away"),
        near_miss(implies(abs(theta(n) - places[0]) <= rational("7/10"), reaches(n)) & turned, "any next iterate"),
        near_miss(implies(near(n), reaches(n)) & turned.args[1], "two turns alike from every start"),
    ),
)  # fmt: skip
def attracting_cycle():
    """For η = 1/9, β = 4/9 the points 792/1225, −2208/1225, 2592/1225 attract all iterates that come near them."""
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
    two, three = theta(k + 2), theta(k + 3)
    one = yield (
        eq(two - places[2], rational("4/9") * d - rational("4/3") * lagging),
        by.arithmetic(now, after[0], at(slope, theta(k + 1))),
    )
    next_ = yield (
        eq(three - places[0], -(rational("8/27") * d) + rational("4/3") * lagging),
        by.arithmetic(now, one, after[1], at(slope, two)),
    )
    last = yield (
        eq(lag(k + 3), -(rational("8/27") * lagging)),
        by.arithmetic(now, one, next_, after[2], at(slope, three)),
    )
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
