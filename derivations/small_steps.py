"""Small steps end at the next stationary point downhill."""

from lrproof import (
    at,
    by,
    claim,
    drawn,
    eq,
    exists,
    followed,
    forall,
    function,
    gradient_descent,
    grows,
    holds,
    implies,
    natural,
    near_miss,
    not_tried,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    suppose,
    tends,
)

PREFIX = "gd"
PLACE = (1, 3)  # in the report: Part 1, third

# g is the derivative of the loss, a function of one real variable; s is where it is 0
g, theta, t = function("g"), sequence("theta"), natural("t")
x, y, s, l = real("x"), real("y"), real("s"), real("l")  # noqa: E741
eta, L = positive("eta"), positive("L")
SYMBOLS = {
    eta: "the learning rate", L: "a bound of the curvature", theta: "the parameter after t steps",
    g: "the derivative of the loss", s: "a stationary point",
}  # fmt: skip
(step,) = recurrence(gradient_descent, {"x": theta}, gradient=g, step=t + 1, eta=eta)


def lipschitz(low, high):
    """The derivative is Lipschitz with constant L between ``low`` and ``high``."""
    inside = (low <= x) & (x <= high) & (low <= y) & (y <= high)
    return forall(x, forall(y, implies(inside, abs(g(x) - g(y)) <= L * abs(x - y))))


rises = forall(x, implies((s < x) & (x <= theta(0)), 0 < g(x)))
falls = forall(x, implies((theta(0) <= x) & (x < s), g(x) < 0))
downwards = forall(t, (s < theta(t + 1)) & (theta(t + 1) < theta(t)))
upwards = forall(t, (theta(t) < theta(t + 1)) & (theta(t + 1) < s))
ends = tends(theta(t), t, s)
stationary, small = eq(g(s), 0), eta * L < 1
double = {g: lambda z: 2 * z, s: rational(0), L: rational(2)}


@claim(
    downwards & ends,
    given=(stationary, small, s < theta(0), rises, lipschitz(s, theta(0)), step),
    examples=(
        {**double, eta: rational("1/4"), theta: lambda k: rational("1/2") ** k},
        {**double, eta: rational("1/10"), theta: lambda k: rational("4/5") ** k},
    ),
    near_misses=(
        near_miss(downwards & tends(theta(t), t, s + 1), "another limit"),
        near_miss(forall(t, (s < theta(t + 1)) & (theta(t + 1) < theta(t) / 2)) & ends, "halved at every step"),
        near_miss(upwards & ends, "uphill"),
        near_miss(
            downwards & ends, "ηL up to 2",
            given=(stationary, eta * L < 2, s < theta(0), rises, lipschitz(s, theta(0)), step),
            examples=({**double, eta: rational("3/4"), theta: lambda k: rational("-1/2") ** k},),
        ),
    ),
)  # fmt: skip
def falls_to():
    """From the right of a stationary point, steps with ηL < 1 go down to it and never across it."""
    inside = (s < theta(t)) & (theta(t) <= theta(0))
    base = yield (s < theta(0)) & (theta(0) <= theta(0)), by.arithmetic()
    now = yield suppose(inside)
    up = yield 0 < g(theta(t)), by.given(at(rises, theta(t), given=(now,)))
    change = abs(g(theta(t)) - g(s)) <= L * abs(theta(t) - s)
    near = yield change, by.given(at(lipschitz(s, theta(0)), theta(t), s, given=(now,)))
    bound = yield eta * g(theta(t)) <= eta * L * (theta(t) - s), by.arithmetic(near, now)
    less = yield eta * L * (theta(t) - s) < theta(t) - s, by.arithmetic(now)
    gain = yield 0 < eta * g(theta(t)), by.arithmetic(up)
    lower = yield (s < theta(t + 1)) & (theta(t + 1) < theta(t)), by.arithmetic(at(step, t), bound, less, gain)
    then = yield (s < theta(t + 1)) & (theta(t + 1) <= theta(0)), by.arithmetic(lower, now)
    stays = yield forall(t, inside), by.induction(base, then)
    here = yield inside, by.cite(at(stays, t))
    moves = yield implies(inside, (s < theta(t + 1)) & (theta(t + 1) < theta(t))), by.discharge(now, lower)
    each = yield (s < theta(t + 1)) & (theta(t + 1) < theta(t)), by.logic(here, moves)
    first = yield downwards, by.generalize(each)

    one = yield theta(t + 1) <= theta(t), by.arithmetic(each)
    falling = yield forall(t, theta(t + 1) <= theta(t)), by.generalize(one)
    one = yield s <= theta(t), by.arithmetic(here)
    above = yield forall(t, s <= theta(t)), by.generalize(one)
    one = yield theta(t) <= theta(0), by.arithmetic(here)
    below = yield forall(t, theta(t) <= theta(0)), by.generalize(one)
    some = yield exists(l, tends(theta(t), t, l)), by.limit_monotone(falling, above)
    limit = yield suppose(tends(theta(t), t, l))
    least = yield s <= l, by.limit_order(above, limit)
    most = yield l <= theta(0), by.limit_order(below, limit)
    change = abs(g(theta(t)) - g(l)) <= L * abs(theta(t) - l)
    close = yield change, by.given(at(lipschitz(s, theta(0)), theta(t), l, given=(here, least, most)))
    small_slope = L * abs(theta(t) - l) + (theta(t) - theta(t + 1)) / eta
    one = yield abs(g(l)) <= small_slope, by.arithmetic(close, at(step, t), here, each)
    slopes = yield forall(t, abs(g(l)) <= small_slope), by.generalize(one)
    vanishes = yield tends(small_slope, t, L * abs(l - l) + (l - l) / eta), by.limit(limit)
    zero = yield abs(g(l)) <= L * abs(l - l) + (l - l) / eta, by.limit_order(slopes, vanishes)
    apart = yield suppose(s < l)
    uphill = yield 0 < g(l), by.given(at(rises, l, given=(apart, most)))
    sign = yield implies(s < l, 0 < g(l)), by.discharge(apart, uphill)
    same = yield eq(l, s), by.arithmetic(zero, sign, least, most)
    at_l = yield ends, by.limit(limit, same)
    second = yield ends, by.choose(some, limit, at_l)
    yield downwards & ends, by.logic(first, second)


# no stationary point downhill
slopes_up = forall(x, implies(x <= theta(0), 0 < g(x)))
slopes_down = forall(x, implies(theta(0) <= x, g(x) < 0))
smooth_left = forall(x, forall(y, implies((x <= theta(0)) & (y <= theta(0)), abs(g(x) - g(y)) <= L * abs(x - y))))
smooth_right = forall(x, forall(y, implies((theta(0) <= x) & (theta(0) <= y), abs(g(x) - g(y)) <= L * abs(x - y))))
leaves, down = grows(-theta(t), t), forall(t, theta(t + 1) < theta(t))
straight = {g: lambda z: 1 + 0 * z, L: rational(1), eta: rational("1/2"), theta: lambda k: -rational("1/2") * k}


@claim(
    down & leaves,
    given=(slopes_up, smooth_left, step),
    examples=(straight,),
    near_misses=(
        near_miss(down & grows(theta(t), t), "uphill"),
        near_miss(down & tends(theta(t), t, 0), "to 0"),
        near_miss(forall(t, theta(t + 1) <= theta(t) - 1) & leaves, "by 1 at least"),
        near_miss(down & leaves, "the slope may be 0", given=(
            forall(x, implies(x <= theta(0), 0 <= g(x))), smooth_left, step
        ), examples=({**straight, g: lambda z: 0 * z, theta: lambda k: 0 * k},)),
    ),
)  # fmt: skip
def runs_off():
    """Where no stationary point lies downhill, gradient descent goes down beyond all bounds."""
    base = yield theta(0) <= theta(0), by.arithmetic()
    now = yield suppose(theta(t) <= theta(0))
    up = yield 0 < g(theta(t)), by.given(at(slopes_up, theta(t), given=(now,)))
    less = yield theta(t + 1) < theta(t), by.arithmetic(at(step, t), up)
    then = yield theta(t + 1) <= theta(0), by.arithmetic(less, now)
    stays = yield forall(t, theta(t) <= theta(0)), by.induction(base, then)
    moves = yield implies(theta(t) <= theta(0), theta(t + 1) < theta(t)), by.discharge(now, less)
    here = yield theta(t) <= theta(0), by.cite(at(stays, t))
    each = yield theta(t + 1) < theta(t), by.logic(moves, here)
    first = yield down, by.generalize(each)
    one = yield theta(t + 1) <= theta(t), by.arithmetic(each)
    falling = yield forall(t, theta(t + 1) <= theta(t)), by.generalize(one)
    either = yield exists(l, tends(theta(t), t, l)) | leaves, by.limit_monotone(falling)
    some = yield suppose(exists(l, tends(theta(t), t, l)))
    limit = yield suppose(tends(theta(t), t, l))
    most = yield l <= theta(0), by.limit_order(stays, limit)
    change = abs(g(theta(t)) - g(l)) <= L * abs(theta(t) - l)
    close = yield change, by.given(at(smooth_left, theta(t), l, given=(here, most)))
    small_slope = L * abs(theta(t) - l) + (theta(t) - theta(t + 1)) / eta
    one = yield abs(g(l)) <= small_slope, by.arithmetic(close, at(step, t), here, each)
    slopes = yield forall(t, abs(g(l)) <= small_slope), by.generalize(one)
    vanishes = yield tends(small_slope, t, L * abs(l - l) + (l - l) / eta), by.limit(limit)
    zero = yield abs(g(l)) <= L * abs(l - l) + (l - l) / eta, by.limit_order(slopes, vanishes)
    uphill = yield 0 < g(l), by.given(at(slopes_up, l, given=(most,)))
    one = yield leaves, by.arithmetic(zero, uphill), "g(l) = 0 and g(l) > 0 cannot be"
    one = yield leaves, by.choose(some, limit, one)
    never = yield implies(exists(l, tends(theta(t), t, l)), leaves), by.discharge(some, one)
    second = yield leaves, by.logic(either, never)
    yield down & leaves, by.logic(first, second)


from_right = (s < theta(0)) & rises & lipschitz(s, theta(0))
from_left = (theta(0) < s) & falls & lipschitz(theta(0), s)
stuck = implies(from_right, downwards & ends) & implies(from_left, upwards & ends)
off_left, off_right = implies(slopes_up & smooth_left, leaves), implies(slopes_down & smooth_right, grows(theta(t), t))
free = off_left & off_right


def stops(axes):
    """Gradient descent with η = 0.1 from four starts on θ⁴/4 + θ³/3 − θ²."""
    import numpy as np

    line = np.linspace(-2.9, 1.9, 300)
    axes.plot(line, line**4 / 4 + line**3 / 3 - line**2, color="#5f6368", linewidth=0.8)
    for start in (-2.8, -0.2, 0.2, 1.8):
        path = [start]
        for _ in range(30):
            path.append(path[-1] - 0.1 * (path[-1] - 1) * path[-1] * (path[-1] + 2))
        here = np.array(path)
        axes.plot(here, here**4 / 4 + here**3 / 3 - here**2, "o-", markersize=3)
    axes.set(xlabel=r"$\theta$", ylabel="loss")


@claim(
    stuck & free,
    given=(stationary, small, step),
    uses=(falls_to, runs_off),
    examples=(
        {**double, eta: rational("1/4"), theta: lambda k: rational("1/2") ** k},
        {**double, eta: rational("1/4"), theta: lambda k: -(rational("1/2") ** k)},
    ),
    printed=holds("Part 1", r"\text{too small: may get stuck in local minima}"),
    near_misses=(
        near_miss(implies(from_right, downwards & ends) & implies(from_left, downwards & ends) & free,
                  "down from the left"),
        near_miss(implies(from_right, upwards & ends) & implies(from_left, upwards & ends) & free,
                  "upwards from the right"),
        near_miss(
            implies(from_right, downwards & tends(theta(t), t, s - 1)) & implies(from_left, upwards & ends) & free,
            "it goes past, to a deeper minimum",
        ),
        near_miss(stuck & free, "ηL up to 2", given=(stationary, eta * L < 2, step),
                  examples=({**double, eta: rational("3/4"), theta: lambda k: rational("-1/2") ** k},)),
    ),
    tried=(
        followed(gradient_descent, lambda x: (x - 1) * x * (x + 2), start=rational("1/2"), steps=200,
                 hyper={"eta": rational("1/10")}, ends=lambda x: abs(x - 1) < rational("1e-12")),
        followed(gradient_descent, lambda x: (x - 1) * x * (x + 2), start=rational("-1/2"), steps=200,
                 hyper={"eta": rational("1/10")}, ends=lambda x: abs(x + 2) < rational("1e-12")),
        not_tried("derive", "the claim is of every loss: there is no closed form to find"),
    ),
    figures=(drawn(stops, "From each start small steps go down to the next place where the slope is 0, and never "
                   "across it: the deeper minimum at −2 is not reached from the right of 0."),),
)  # fmt: skip
def small_stuck():
    """Steps with ηL < 1 go down to the next stationary point, never across it; without one, beyond all bounds."""
    right = yield suppose(from_right)
    start = yield s < theta(0), by.logic(right)
    sign = yield rises, by.logic(right)
    smooth = yield lipschitz(s, theta(0)), by.logic(right)
    one = yield downwards & ends, by.cite(at(falls_to, {}, given=(start, sign, smooth)))
    first = yield implies(from_right, downwards & ends), by.discharge(right, one)

    left = yield suppose(from_left)
    start = yield -s < -theta(0), by.arithmetic(left)
    sign = yield falls, by.logic(left)
    smooth = yield lipschitz(theta(0), s), by.logic(left)
    inside = yield suppose((-s < x) & (x <= -theta(0)))
    one = yield 0 < -g(-x), by.arithmetic(at(sign, -x, given=(inside,)))
    one = yield implies((-s < x) & (x <= -theta(0)), 0 < -g(-x)), by.discharge(inside, one)
    turned = yield forall(x, implies((-s < x) & (x <= -theta(0)), 0 < -g(-x))), by.generalize(one)
    both = (-s <= x) & (x <= -theta(0)) & (-s <= y) & (y <= -theta(0))
    inside = yield suppose(both)
    change = abs(-g(-x) - -g(-y)) <= L * abs(x - y)
    one = yield change, by.arithmetic(at(smooth, -x, -y, given=(inside,)))
    one = yield implies(both, change), by.discharge(inside, one)
    one = yield forall(y, implies(both, change)), by.generalize(one)
    slopes = yield forall(x, forall(y, implies(both, change))), by.generalize(one)
    zero = yield eq(-g(s), 0), by.algebra(stationary)
    one = yield eq(-theta(t + 1), -theta(t) - eta * -g(theta(t))), by.algebra(at(step, t))
    steps = yield forall(t, eq(-theta(t + 1), -theta(t) - eta * -g(theta(t)))), by.generalize(one)
    mirror = {g: lambda z: -g(-z), theta: lambda k: -theta(k), s: -s}
    mirrored = forall(t, (-s < -theta(t + 1)) & (-theta(t + 1) < -theta(t))) & tends(-theta(t), t, -s)
    one = yield mirrored, by.cite(at(falls_to, mirror, given=(start, turned, slopes, zero, steps)))
    moves = yield forall(t, (-s < -theta(t + 1)) & (-theta(t + 1) < -theta(t))), by.logic(one)
    goes = yield tends(-theta(t), t, -s), by.logic(one)
    each = yield (theta(t) < theta(t + 1)) & (theta(t + 1) < s), by.arithmetic(at(moves, t))
    every = yield upwards, by.generalize(each)
    turned_back, end = -theta(t), -s
    back = yield tends(-turned_back, t, -end), by.limit(goes)
    limit = yield ends, by.cite(back)
    one = yield upwards & ends, by.logic(every, limit)
    second = yield implies(from_left, upwards & ends), by.discharge(left, one)

    left = yield suppose(slopes_up & smooth_left)
    sign = yield slopes_up, by.logic(left)
    smooth = yield smooth_left, by.logic(left)
    one = yield down & leaves, by.cite(at(runs_off, {}, given=(sign, smooth)))
    one = yield leaves, by.logic(one)
    third = yield off_left, by.discharge(left, one)
    right = yield suppose(slopes_down & smooth_right)
    sign = yield slopes_down, by.logic(right)
    smooth = yield smooth_right, by.logic(right)
    inside = yield suppose(x <= -theta(0))
    one = yield 0 < -g(-x), by.arithmetic(at(sign, -x, given=(inside,)))
    one = yield implies(x <= -theta(0), 0 < -g(-x)), by.discharge(inside, one)
    turned = yield forall(x, implies(x <= -theta(0), 0 < -g(-x))), by.generalize(one)
    both = (x <= -theta(0)) & (y <= -theta(0))
    inside = yield suppose(both)
    one = yield change, by.arithmetic(at(smooth, -x, -y, given=(inside,)))
    one = yield implies(both, change), by.discharge(inside, one)
    one = yield forall(y, implies(both, change)), by.generalize(one)
    slopes = yield forall(x, forall(y, implies(both, change))), by.generalize(one)
    turned_back = -theta(t)
    one = yield (
        forall(t, -theta(t + 1) < -theta(t)) & grows(-turned_back, t),
        by.cite(at(runs_off, mirror, given=(turned, slopes, steps))),
    )
    away = yield grows(-turned_back, t), by.logic(one)
    away = yield grows(theta(t), t), by.cite(away)
    fourth = yield off_right, by.discharge(right, away)
    yield stuck & free, by.logic(first, second, third, fourth)
