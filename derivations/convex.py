"""Convex losses, quadratic or not: steps that converge from every start, and the best of them."""

from descent import L, eta, f, g, step, t, theta, x, y

from lrproof import (
    at,
    between,
    by,
    claim,
    eq,
    exists,
    forall,
    holds_under,
    implies,
    inner,
    larger,
    ne,
    near_miss,
    norm,
    origin,
    positive,
    rational,
    real,
    suppose,
    tends,
    vector,
)

PREFIX = "gen"
PLACE = (2, 4)  # in the report: Part 2, fourth

# f lies above its tangent planes, and below parabolas of curvature L that touch it: g is its gradient
tangent = f(x) + inner(g(x), y - x)
convex = forall(x, forall(y, tangent <= f(y)))
smooth = forall(x, forall(y, f(y) <= tangent + L / 2 * norm(y - x) ** 2))
square = {f: lambda z: L * z**2 / 2, g: lambda z: L * z}  # in one dimension
flat = {f: lambda z: 3 * z, g: lambda z: 3 + 0 * z}
cocoercivity = norm(g(x) - g(y)) ** 2 <= L * inner(g(x) - g(y), x - y)


@claim(
    cocoercivity,
    given=(convex, smooth),
    examples=(square, flat),
    near_misses=(
        near_miss(norm(g(x) - g(y)) ** 2 <= L / 2 * inner(g(x) - g(y), x - y), "L/2 for L"),
        near_miss(norm(g(x) - g(y)) ** 2 < L * inner(g(x) - g(y), x - y), "< for ≤"),
        near_miss(
            cocoercivity, "f need not be convex", given=(smooth,),
            examples=({f: lambda z: -(z**2), g: lambda z: -2 * z, L: rational(1)},),
        ),
        near_miss(
            cocoercivity, "f need not be smooth", given=(convex,),
            examples=({f: lambda z: z**2, g: lambda z: 2 * z, L: rational(1)},),
        ),
    ),
)  # fmt: skip
def cocoercive():
    """The gradient of a convex, L-smooth function turns with the parameter: ‖Δg‖² ≤ L ⟨Δg, Δx⟩."""
    change = g(x) - g(y)
    low, high = y + 1 / L * change, x - 1 / L * change
    one = yield f(x) + inner(g(x), low - x) <= f(low), by.given(at(convex, x, low))
    two = yield f(low) <= f(y) + inner(g(y), low - y) + L / 2 * norm(low - y) ** 2, by.given(at(smooth, y, low))
    first = yield tangent + norm(change) ** 2 / (2 * L) <= f(y), by.arithmetic(one, two)
    one = yield f(y) + inner(g(y), high - y) <= f(high), by.given(at(convex, y, high))
    two = yield f(high) <= f(x) + inner(g(x), high - x) + L / 2 * norm(high - x) ** 2, by.given(at(smooth, x, high))
    second = yield f(y) + inner(g(y), x - y) + norm(change) ** 2 / (2 * L) <= f(x), by.arithmetic(one, two)
    yield cocoercivity, by.arithmetic(first, second)


s, l = vector("s"), real("l")
here, slope = theta(t) - s, g(theta(t))
gain = eta * (2 / L - eta)
nearer = forall(t, norm(theta(t + 1) - s) ** 2 <= norm(here) ** 2 - gain * norm(slope) ** 2)
stills, reaches = tends(norm(slope), t, 0), tends(f(theta(t)), t, f(s))
known = (convex, smooth, eq(g(s), origin), 0 < eta, step)
steps = {**square, L: rational(2), s: rational(0)}
halved = {**steps, eta: rational("1/4")}
level = {f: lambda z: 0 * z, g: lambda z: 0 * z, s: rational(0), eta: rational(1)}


@claim(
    nearer & stills & reaches,
    given=(*known, eta < 2 / L),
    uses=(cocoercive,),
    examples=(halved, {**steps, eta: rational("3/4")}, level),
    printed=holds_under(
        "Part 2", r"\text{convergence requires } \eta < \frac{2}{\lambda_{\max}}",
        "f is convex and L-smooth, with L for λmax, and has a minimiser; what converges is the loss",
    ),
    near_misses=(
        near_miss(
            nearer & stills & reaches, "η = 2/L too", given=(*known, eta <= 2 / L),
            examples=({**steps, eta: rational(1)},),
        ),
        near_miss(
            nearer & stills & reaches, "f need not be convex", given=(smooth, *known[2:], eta < 2 / L),
            examples=({f: lambda z: -(z**2), g: lambda z: -2 * z, L: rational(1), s: rational(0), eta: rational(1)},),
        ),
        near_miss(
            forall(t, norm(theta(t + 1) - s) ** 2 <= norm(here) ** 2 - eta * 2 / L * norm(slope) ** 2)
            & stills & reaches, "without the square of η",
        ),
        near_miss(forall(t, norm(theta(t + 1) - s) < norm(here)) & stills & reaches, "strictly nearer at every step"),
        near_miss(nearer & stills & tends(norm(here), t, 0), "to every minimiser, not to one of them"),
    ),
)  # fmt: skip
def global_smooth():
    """On a convex, L-smooth loss η < 2/L suffices from every start: the gradient tends to 0, the loss to its minimum."""
    stationary = known[2]
    turn = yield (
        norm(slope - g(s)) ** 2 <= L * inner(slope - g(s), here),
        by.cite(at(cocoercive, {x: theta(t), y: s})),
    )
    same = yield eq(slope - g(s), slope), by.algebra(stationary)
    bound = yield inner(slope, slope) <= L * inner(slope, here), by.arithmetic(turn, same)
    yield nearer & stills & reaches, by.logic(bound)
