"""Is Nesterov's momentum a better correction? Where both turn, yes; with large steps it diverges first."""

from heavy_ball_stability import beta as hb_beta
from heavy_ball_stability import stability as heavy_ball_converges
from heavy_ball_stability import theta as hb_theta
from heavy_ball_stability import v as hb_v
from nesterov_stability import L, beta, eta, lam, moves, mu, off, recurrence_of_theta, starts, t, theta
from second_order import largest_root
from second_order_rates import e, geometric, z

from lrproof import (
    at,
    by,
    claim,
    enclosed,
    eq,
    fails,
    forall,
    grows,
    heavy_ball,
    implies,
    larger,
    near_miss,
    rational,
    recurrence,
    sequence,
    sqrt,
    suppose,
    tends,
)

PREFIX = "nag"
PLACE = (3, 29)  # in the report: Part 3, twenty-ninth

x, y = sequence("x"), sequence("y")  # heavy ball: its parameter and its velocity
others = recurrence(heavy_ball, {"x": x, "v": y}, gradient=lambda z: lam * z, step=t + 1, eta=eta, beta=beta)
begins = (starts, off, eq(y(0), 0), eq(x(0), theta(0)))
a, factor = eta * lam, 1 - eta * lam
ours, theirs = tends(theta(t), t, 0), tends(x(t), t, 0)
turning = ((1 + beta - a) ** 2 < 4 * beta) & (((1 + beta) * factor) ** 2 < 4 * (beta * factor))
# where both turn, the roots are √β and √(β(1 − ηλ)) in size: hb.complex-rate, nag.complex-rate
faster = implies((0 < a) & (a < 1) & turning, (0 <= beta * factor) & (sqrt(beta * factor) < sqrt(beta)))
limit = 2 * (1 + beta) / (1 + 2 * beta)
between_limits = (0 < beta) & (limit < a) & (a < 2 * (1 + beta))
size = larger(abs(theta(t)), abs(theta(t + 1)))
slips = implies(between_limits, theirs & grows(size, t))


def numbers(step, weight):
    """Numbers for η and β, where λ = 1."""
    return {eta: rational(step), beta: rational(weight), lam: rational(1)}


@claim(
    faster & slips,
    given=(*moves, *others, *begins),
    uses=(heavy_ball_converges, recurrence_of_theta, geometric),
    examples=(numbers("1/2", "1/2"), numbers("2", "1/2")),
    printed=fails("Part 3", r"\text{provides better correction, especially near minima}", implies(theirs, ours)),
    near_misses=(
        near_miss(
            faster & implies((0 < beta) & (limit < a), theirs & grows(size, t)),
            "heavy ball bears any step",
            examples=(numbers("7/2", "1/2"),),
        ),
        near_miss(implies((0 < a) & (a < 1), sqrt(beta) < sqrt(beta * factor)) & slips, "the other is faster"),
        near_miss(faster & implies(between_limits, theirs & ours), "both converge"),
        near_miss(faster & implies(between_limits, ours), "Nesterov's converges"),
        near_miss(
            implies(turning, (0 <= beta * factor) & (sqrt(beta * factor) < sqrt(beta * factor**2))) & slips,
            "1 − ηλ for its root",
        ),
    ),
    tried=(
        enclosed(faster, {eta: ("0.05", "0.1", "0.5", "0.9"), lam: (1,), beta: ("0.3", "0.81", "0.9", "0.99")}),
        enclosed(
            (largest_root(1 + beta - a, beta) < 1) & (1 < largest_root((1 + beta) * factor, beta * factor)),
            {eta: ("2.2", "3", "3.7"), lam: (1,), beta: ("0.9", "0.95")},
        ),
    ),
)
def better_correction():
    """Where both turn, Nesterov's momentum shrinks faster; above 2(1 + β)/(1 + 2β) it diverges, heavy ball not."""
    first = yield faster, by.arithmetic()
    wide = yield suppose(between_limits)
    ratio = yield eq(limit * (1 + 2 * beta), 2 * (1 + beta)), by.algebra()
    here = {hb_beta: beta, mu: rational(1), L: rational(1), hb_theta: lambda k: x(k), hb_v: lambda k: y(k)}
    ready = yield (abs(beta) < 1) & (0 < a) & (a < 2 * (1 + beta)), by.arithmetic(wide, ratio)
    good = yield implies(ready.formula, theirs), by.cite(at(heavy_ball_converges, here))
    one = yield theirs, by.logic(good, ready)

    p, q = (1 + beta) * factor, beta * factor
    both = yield recurrence_of_theta.statement, by.cite(recurrence_of_theta)
    rest = yield starts, by.given(starts)
    step = yield recurrence_of_theta.statement.args[0], by.logic(both)
    start = yield eq(theta(1), factor * theta(0)), by.logic(both, rest)
    s = sqrt(p**2 - 4 * q)
    far, near = (p - s) / 2, (p + s) / 2
    steep = yield factor * (1 + 2 * beta) < -1, by.arithmetic(wide, ratio)
    real_ = yield 0 < p**2 - 4 * q, by.arithmetic(steep)
    sums = yield eq(far + near, p) & eq(far * near, q), by.arithmetic(real_)
    sizes = yield (far < -1) & (0 < near) & (near < 1), by.arithmetic(real_, steep, wide)
    part = theta(t + 1) - near * theta(t)
    two = yield eq(theta(t + 2) - near * theta(t + 1), far * part), by.arithmetic(at(step, t), sums)
    moved = yield forall(t, two.formula), by.generalize(two)
    powers = yield (
        forall(t, eq(part, far**t * (theta(1) - near * theta(0)))),
        by.cite(at(geometric, {z: far, e: lambda k: theta(k + 1) - near * theta(k)}, given=(moved,))),
    )
    length = yield eq(abs(far**t), abs(far) ** t), by.fact("abs_power", far, t)
    begin = yield (
        eq(abs(theta(1) - near * theta(0)), (near - factor) * abs(theta(0))),
        by.arithmetic(start, sizes, steep),
    )
    two = yield eq(abs(part), abs(far**t) * abs(theta(1) - near * theta(0))), by.arithmetic(at(powers, t))
    two = yield eq(abs(part), (near - factor) * abs(theta(0)) * abs(far) ** t), by.algebra(two, length, begin)
    most = yield abs(part) <= 2 * size, by.arithmetic(sizes)
    scale = (near - factor) * abs(theta(0)) / 2
    two = yield scale * abs(far) ** t <= size, by.arithmetic(two, most)
    below = yield forall(t, two.formula), by.generalize(two)
    large = yield 1 < abs(far), by.arithmetic(sizes)
    positive_ = yield 0 < scale, by.arithmetic(sizes, steep)
    two = yield grows(scale * abs(far) ** t, t), by.limit(large, positive_)
    two = yield grows(size, t), by.grows_beyond(below, two)
    both = yield theirs & grows(size, t), by.logic(one, two)
    second = yield slips, by.discharge(wide, both)
    yield faster & slips, by.logic(first, second)
