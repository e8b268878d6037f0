"""Momentum as a ball that rolls with friction: its equation of motion."""

from descent import g, t, theta, x

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    eq,
    forall,
    heavy_ball,
    holds,
    iff,
    implies,
    inner,
    near_miss,
    origin,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    simulated,
    sqrt,
    suppose,
    vector,
    vectors,
)

PREFIX = "mom"
PLACE = (3, 3)  # in the report: Part 3, third

beta, eta, h, v = real("beta", "[0, 1)"), positive("eta"), positive("h"), vectors("v")
before, after = vector("x_prev"), vector("x_next")
step_v, step = recurrence(heavy_ball, {"v": v, "x": theta}, gradient=g, step=t + 1, eta=eta, beta=beta)
starts, still = eq(v(0), origin), eq(theta(-1), theta(0))
friction = (1 - beta) / h


def motion(before, x, after, friction=friction, h=h):
    """x″ + γ x′ = −∇f, in differences over the time h: the second difference, and the last one for the velocity."""
    return eq(1 / h**2 * (after - 2 * x + before) + friction * (1 / h * (x - before)), -g(x))


def same(motion):
    """A step of momentum, from rest or moving, is a step of this motion, and only that; so is every step of a run."""
    return iff(eq(after, x - eta * g(x) + beta * (x - before)), motion(before, x, after)) & forall(
        t, motion(theta(t - 1), theta(t), theta(t + 1))
    )


def rubs():
    """The friction, by SymPy: with it a step of momentum solves the equation of motion, on a line."""
    here, last, slope, rub = real("x"), real("x_prev"), real("g"), real("gamma")
    after_ = here - h**2 * slope + beta * (here - last)
    return derive.root((after_ - 2 * here + last) / h**2 + rub * ((here - last) / h) + slope, rub)


path, slopes = sequence("theta"), sequence("g")
speed = (path(t - 1) - path(t - 2)) / sqrt(eta)


@claim(
    same(motion),
    given=(eq(eta, h**2), starts, still, step_v, step),
    printed=holds("Part 3", r"\text{Ball rolling down hill with inertia}"),
    near_misses=(
        near_miss(same(lambda a, b, c: motion(a, b, c, friction=beta / h)), "the friction β/h"),
        near_miss(same(lambda a, b, c: motion(a, b, c, friction=1 - beta)), "the friction 1 − β"),
        near_miss(same(lambda a, b, c: motion(a, b, c, friction=0 * h)), "without friction"),
        near_miss(same(lambda a, b, c: motion(a, b, c, h=eta)), "the time η for √η"),
    ),
    derived=(derived("the friction for which a step of momentum is a step of the motion", rubs, friction),),
    tried=(
        simulated(
            heavy_ball,
            path(t - 1) + speed * sqrt(eta) - eta * ((1 - beta) / sqrt(eta) * speed + slopes(t - 1)),
            reads={path: "iterate", slopes: "gradient", t: "steps", eta: "eta", beta: "beta"},
            hyper={"eta": rational("1e-8"), "beta": rational("0.9")}, control="beta", condition=10**8, steps=100,
        ),
    ),
)  # fmt: skip
def physical():
    """Momentum is a ball with friction (1 − β)/√η, seen at the times 0, √η, 2√η, …: exactly, and for every loss."""
    size = eq(eta, h**2)
    target = x - eta * g(x) + beta * (x - before)
    moved = yield suppose(eq(after, target))
    one = yield motion(before, x, after), by.algebra(moved, size)
    there = yield implies(eq(after, target), motion(before, x, after)), by.discharge(moved, one)

    rolls = yield suppose(motion(before, x, after))
    left, right = rolls.formula.args
    rest, gap = left - right, after - target
    part = yield eq(inner(left, rest), inner(right, rest)), by.equal_arguments(rolls)
    split = yield eq(inner(rest, rest), inner(left, rest) - inner(right, rest)), by.algebra()
    scaled = yield eq(inner(gap, gap), h**4 * inner(rest, rest)), by.algebra(size)
    zero = yield eq(inner(gap, gap), 0), by.arithmetic(part, split, scaled)
    none = yield eq(gap, origin), by.definite(gap, given=(zero,))
    one = yield eq(target + gap, target + origin), by.equal_arguments(none)
    one = yield eq(after, target), by.cite(one)
    back = yield implies(motion(before, x, after), eq(after, target)), by.discharge(rolls, one)
    first = yield iff(eq(after, target), motion(before, x, after)), by.logic(there, back)

    base = yield eq(theta(0 - 1), theta(0) + eta * v(0)), by.algebra(still, starts)
    then = yield eq(theta(t + 1 - 1), theta(t + 1) + eta * v(t + 1)), by.algebra(at(step, t), at(step_v, t))
    moves = yield forall(t, eq(theta(t - 1), theta(t) + eta * v(t))), by.induction(base, then)
    one = yield motion(theta(t - 1), theta(t), theta(t + 1)), by.algebra(at(step, t), at(moves, t), size)
    second = yield forall(t, motion(theta(t - 1), theta(t), theta(t + 1))), by.generalize(one)
    yield same(motion), by.logic(first, second)
