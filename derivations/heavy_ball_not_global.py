"""Heavy ball beyond quadratics: tuned for [μ, L], it can miss the minimum of a function with curvatures in [μ, L]."""

from fractions import Fraction

from heavy_ball_cycle import (
    attracting_cycle,
    g,
    index,
    momentum,
    moves,
    n,
    near,
    places,
    reaches,
    slope,
    step,
    t,
    theta,
    v,
)

from lrproof import (
    at,
    by,
    claim,
    drawn,
    eq,
    fails,
    forall,
    gradient_descent,
    implies,
    near_miss,
    rational,
    real,
    recurrence,
    sequence,
    sqrt,
    suppose,
    tends,
)

PREFIX = "hb"
PLACE = (3, 23)  # in the report: Part 3, twenty-third

a, b, x = real("a"), real("b"), sequence("x")


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


def cycle(axes):
    """Heavy ball and gradient descent from 3.3."""
    import numpy as np

    def gradient(z):
        return 25 * z - 24 * min(max(z - 1, 0.0), 1.0)

    place, speed, low = 3.3, 0.0, 3.3
    heavy, plain = [place], [low]
    for _ in range(40):
        speed = 4 / 9 * speed + gradient(place)
        place, low = place - speed / 9, low - gradient(low) / 13
        heavy.append(place)
        plain.append(low)
    axes.plot(heavy, "o-", markersize=3, linewidth=0.7, label="heavy ball, tuned")
    axes.plot(plain, "s-", markersize=2, linewidth=0.7, label="gradient descent, tuned")
    for point in places:
        axes.axhline(float(point.data), color="#5f6368", linewidth=0.6, linestyle=":")
    axes.set(xlabel="$t$", ylabel=r"$\theta_t$", xticks=np.arange(0, 41, 10), ylim=(-3.6, 5))
    axes.legend(ncols=2, loc="upper right")


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
    figures=(drawn(cycle, "Both methods tuned for curvatures from 1 to 25, on a function with such curvatures, from "
                   "3.3: gradient descent finds the minimum 0, heavy ball a cycle of three points (dotted)."),),
)  # fmt: skip
def not_global():
    """On a function with curvatures from 1 to 25 the heavy ball tuned for them runs into a cycle; descent does not."""
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
