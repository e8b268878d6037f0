"""The rate on a convex loss without strong convexity: 1/T, with an example on which it is no faster."""

from convex import convex, smooth
from descent import L, f, g, t, theta

from lrproof import (
    at,
    by,
    claim,
    eq,
    followed,
    forall,
    gradient_descent,
    implies,
    inner,
    larger,
    natural,
    near_miss,
    norm,
    positive,
    rational,
    real,
    recurrence,
    row,
    sequence,
    smaller,
    suppose,
    vector,
)

PREFIX = "gen"
PLACE = (2, 8)  # in the report: Part 2, eighth

s = vector("s")
SYMBOLS = {
    L: "the largest curvature", theta: "the parameters after t steps", f: "the loss", g: "the gradient of the loss",
    s: "a minimiser",
}  # fmt: skip
(step,) = recurrence(gradient_descent, {"x": theta}, gradient=g, step=t + 1, eta=1 / L)
falls = forall(t, t * (f(theta(t)) - f(s)) <= L / 2 * norm(theta(0) - s) ** 2)

# Huber's loss: a parabola of curvature L for |z| ≤ δ, straight lines beyond
delta, n, u, v, w = positive("delta"), natural("n"), sequence("u"), real("v"), real("w")
SYMBOLS |= {
    delta: "where Huber's loss becomes straight",
    n: "the number of steps",
    u: "the parameter after t steps, on Huber's loss",
}


def huber(z):
    """L z²/2 for |z| ≤ δ, and L (δ|z| − δ²/2) beyond."""
    return L / 2 * (z**2 - larger(abs(z) - delta, 0) ** 2)


def clipped(z):
    """The derivative of Huber's loss."""
    return L * larger(-delta, smaller(z, delta))


gap = huber(w) - huber(v) - clipped(v) * (w - v)
in_class = (0 <= gap) & (gap <= L / 2 * (w - v) ** 2)


@claim(
    in_class,
    near_misses=(
        near_miss((0 < gap) & (gap <= L / 2 * (w - v) ** 2), "strictly convex"),
        near_miss((0 <= gap) & (gap <= L / 3 * (w - v) ** 2), "L/3 for L/2"),
        near_miss((L / 8 * (w - v) ** 2 <= gap) & (gap <= L / 2 * (w - v) ** 2), "strongly convex"),
    ),
)
def huber_loss():
    """Huber's loss is convex and L-smooth: a parabola around its minimum, straight lines beyond."""
    yield in_class, by.arithmetic(), "by cases: each of the points is left of −δ, between, or right of δ"


(steps,) = recurrence(gradient_descent, {"x": u}, gradient=clipped, step=t + 1, eta=1 / L)
far = eq(u(0), (2 * n + 1) * delta)
slow = implies(far, eq(huber(u(n)) - huber(rational(0)), L * u(0) ** 2 / (4 * n + 2)))
known = (convex, smooth, step, steps)
level = {f: lambda z: 0 * z, g: lambda z: 0 * z, s: rational(0)}
square = {f: lambda z: L * z**2 / 2, g: lambda z: L * z, s: rational(0)}
double = {f: lambda z: z**2, g: lambda z: 2 * z, s: rational(0), L: rational(1)}
bent = {f: huber, g: clipped, s: rational(0), L: rational(1), delta: rational(1)}


@claim(
    falls & slow,
    given=known,
    examples=(square, level),
    near_misses=(
        near_miss(
            forall(t, t * (f(theta(t)) - f(s)) <= L / 8 * norm(theta(0) - s) ** 2) & slow, "L/8 for L/2",
            examples=(bent,),
        ),
        near_miss(
            falls & implies(far, huber(u(n)) - huber(rational(0)) <= L * u(0) ** 2 / (4 * n + 3)), "4n + 3"
        ),
        near_miss(falls & slow.args[1], "from any start"),
        near_miss(
            falls & slow, "f need not be smooth", given=(convex, *known[2:]),
            examples=({**double, L: rational("1/2")},),
        ),
    ),
    tried=(
        followed(  # Huber's loss with L = 1, δ = 1/21, from 21δ: after 10 steps 11δ are left
            gradient_descent, lambda x: larger(rational("-1/21"), smaller(x, rational("1/21"))), start=1, steps=10,
            hyper={"eta": 1}, ends=lambda x: abs(x - rational("11/21")) < rational("1e-30"),
        ),
    ),
    cheat_sheet=(
        row("The loss after t steps of size 1/L", falls.args[0].args[1], "f is convex, L-smooth, with a minimiser s"),
    ),
)  # fmt: skip
def convex_rate():
    """On a convex loss the step 1/L gives LR²/2T after T steps at most, and on Huber's loss LR²/(4T + 2)."""
    slope, here, there = g(theta(t)), theta(t) - s, theta(t + 1) - s
    jump = theta(t + 1) - theta(t)
    below = yield (
        f(theta(t + 1)) <= f(theta(t)) + inner(slope, jump) + L / 2 * norm(jump) ** 2,
        by.given(at(smooth, theta(t), theta(t + 1))),
    )
    along = yield eq(inner(slope, jump), -(1 / L * inner(slope, slope))), by.algebra(at(step, t))
    size = yield eq(inner(jump, jump), 1 / L**2 * inner(slope, slope)), by.algebra(at(step, t))
    down = yield f(theta(t + 1)) <= f(theta(t)) - inner(slope, slope) / (2 * L), by.arithmetic(below, along, size)
    plane = yield f(theta(t)) + inner(slope, s - theta(t)) <= f(s), by.given(at(convex, theta(t), s))
    nearer = yield (
        eq(inner(there, there), inner(here, here) - 2 / L * inner(slope, here) + 1 / L**2 * inner(slope, slope)),
        by.algebra(at(step, t)),
    )
    one = yield (
        f(theta(t + 1)) - f(s) <= L / 2 * inner(here, here) - L / 2 * inner(there, there),
        by.arithmetic(down, plane, nearer),
    )
    least = yield 0 <= inner(slope, slope), by.square(slope)
    lower = yield f(theta(t + 1)) <= f(theta(t)), by.arithmetic(down, least)
    energy = t * (f(theta(t)) - f(s)) + L / 2 * inner(here, here)
    top = L / 2 * inner(theta(0) - s, theta(0) - s)
    base = yield 0 * (f(theta(0)) - f(s)) + top <= top, by.arithmetic()
    now = yield suppose(energy <= top)
    more = yield t * (f(theta(t + 1)) - f(s)) <= t * (f(theta(t)) - f(s)), by.arithmetic(lower)
    then = yield (t + 1) * (f(theta(t + 1)) - f(s)) + L / 2 * inner(there, there) <= top, by.arithmetic(now, more, one)
    kept = yield forall(t, energy <= top), by.induction(base, then)
    least = yield 0 <= inner(here, here), by.square(here)
    one = yield t * (f(theta(t)) - f(s)) <= L / 2 * norm(theta(0) - s) ** 2, by.arithmetic(at(kept, t), least)
    first = yield falls, by.generalize(one)

    start = yield suppose(far)
    base = yield implies(0 <= n, eq(u(0), (2 * n + 1 - 0) * delta)), by.arithmetic(start)
    now = yield suppose(implies(t <= n, eq(u(t), (2 * n + 1 - t) * delta)))
    inside = yield suppose(t + 1 <= n)
    place = yield eq(u(t), (2 * n + 1 - t) * delta), by.arithmetic(now, inside)
    beyond = yield delta <= u(t), by.arithmetic(place, inside)
    one = yield eq(u(t + 1), (2 * n + 1 - (t + 1)) * delta), by.arithmetic(at(steps, t), place, beyond)
    then = yield implies(t + 1 <= n, eq(u(t + 1), (2 * n + 1 - (t + 1)) * delta)), by.discharge(inside, one)
    walk = yield forall(t, implies(t <= n, eq(u(t), (2 * n + 1 - t) * delta))), by.induction(base, then)
    end = yield eq(u(n), (2 * n + 1 - n) * delta), by.arithmetic(at(walk, n))
    high = yield eq(huber(u(n)), L * delta**2 * (2 * n + 1) / 2), by.arithmetic(end)
    low = yield eq(huber(rational(0)), 0), by.arithmetic()
    loss = yield eq(L * u(0) ** 2 / (4 * n + 2), L * delta**2 * (2 * n + 1) / 2), by.algebra(start)
    one = yield eq(huber(u(n)) - huber(rational(0)), L * u(0) ** 2 / (4 * n + 2)), by.arithmetic(high, low, loss)
    second = yield slow, by.discharge(start, one)
    yield falls & slow, by.logic(first, second)
