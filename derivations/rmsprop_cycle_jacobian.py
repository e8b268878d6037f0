"""RMSprop's cycle of two points on a parabola: the Jacobian of a step there, and its eigenvalues."""

from rmsprop import beta, eps, eta
from rmsprop_escape import large_step
from rmsprop_quadratic import a
from second_order import R, inside, jury, p, q, roots_in_disc

from lrproof import (
    at,
    by,
    claim,
    conj,
    derivative_is,
    eq,
    iff,
    near_miss,
    rational,
    real,
    row,
    sqrt,
)

PREFIX = "rms"
PLACE = (4, 18)  # in the report: Part 4, eighteenth

x, g = real("x"), real("y")
SYMBOLS = {
    a: "the curvature", eta: "the learning rate before it is adapted", beta: "the weight of the past in G",
    eps: "the constant in the root", x: "the parameter", g: "the average of squared gradients",
}  # fmt: skip
half_step = eta * a / 2
level = half_step**2 - eps  # G at the cycle, where √(G + ε) = ηa/2
c = sqrt(eta**2 / 4 - eps / a**2)
w = 1 - 4 * eps / (eta * a) ** 2
slopes = (1 - 2 * (1 - beta) * w, -4 * beta * c / (eta * a) ** 2, 2 * (1 - beta) * a**2 * c, beta)


def new(x, g):
    """G after a step."""
    return beta * g + (1 - beta) * (a * x) ** 2


def flipped(x, g):
    """θ after a step and a change of sign."""
    return -(x - eta / sqrt(new(x, g) + eps) * (a * x))


# each part of the map by each variable, where the other is as in the cycle
jacobian_parts = (
    derivative_is(slopes[0], flipped(x, level), x, c), derivative_is(slopes[1], flipped(c, g), g, level),
    derivative_is(slopes[2], new(x, level), x, c), derivative_is(slopes[3], new(c, g), g, level),
)  # fmt: skip
jacobian = conj(*jacobian_parts)
trace = 1 + beta - 2 * (1 - beta) * w
linear = conj(
    eq(slopes[0] + slopes[3], trace), eq(slopes[0] * slopes[3] - slopes[1] * slopes[2], beta), (0 < w) & (w < 1),
    inside(trace, beta),
)  # fmt: skip

# c and √(G + ε) are rational there
swings = (
    {a: 2, eta: rational("5/2"), eps: rational("9/4"), beta: rational("1/2")},
    {a: 1, eta: 10, eps: 16, beta: rational("9/10")},
)


@claim(
    conj(jacobian, linear),
    given=(large_step,),
    uses=(roots_in_disc,),
    examples=swings,
    near_misses=(
        near_miss(conj(jacobian, linear.args[0] & eq(trace, beta)), "the trace is β"),
        near_miss(conj(jacobian, (0 < w) & (w < rational("1/2"))), "w < 1/2"),
        near_miss(conj(jacobian, inside(1 + beta, beta)), "without w"),
    ),
    cheat_sheet=(row("Trace of RMSprop's cycle (its determinant is β)", trace),),
)
def cycle_jacobian():
    """The map of a step and a change of sign has at the cycle determinant β, and both its eigenvalues in the disc."""
    inside_ = yield 0 < eta**2 / 4 - eps / a**2, by.arithmetic()
    far = yield (0 < c) & eq(c**2, eta**2 / 4 - eps / a**2), by.arithmetic(inside_)
    square = yield eq(a**2 * c**2, level), by.algebra(far)
    under = yield eq(beta * level + (1 - beta) * (a * c) ** 2 + eps, half_step**2), by.algebra(square)
    positive_step = yield 0 < half_step, by.arithmetic()
    root = yield (
        eq(sqrt(beta * level + (1 - beta) * (a * c) ** 2 + eps), half_step),
        by.arithmetic(under, positive_step),
    )
    parts = []
    for part in jacobian_parts:
        parts.append((yield part, by.derivative(root, under, positive_step)))
    one = yield conj(*jacobian_parts), by.logic(*parts)
    sums = yield (
        eq(slopes[0] + slopes[3], trace) & eq(slopes[0] * slopes[3] - slopes[1] * slopes[2], beta),
        by.algebra(far),
    )
    small = yield 4 * eps < (eta * a) ** 2, by.arithmetic(positive_step)
    share = yield (0 < w) & (w < 1), by.arithmetic(small)
    low = yield 0 < (1 - beta) * w, by.arithmetic(share)
    high = yield (1 - beta) * w < 1 - beta, by.arithmetic(share)
    stable = yield jury(trace, beta), by.arithmetic(low, high)
    same = yield (
        iff(inside(trace, beta), jury(trace, beta)),
        by.cite(at(roots_in_disc, {p: trace, q: beta, R: rational(1)})),
    )
    disc = yield inside(trace, beta), by.logic(same, stable)
    two = yield linear, by.logic(sums, share, disc)
    yield conj(jacobian, linear), by.logic(one, two)
