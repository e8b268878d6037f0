"""Convex, smooth losses, quadratic or not: steps that converge from every start."""

from descent import L, curvature, eta, f, g, start, step, steps, t, theta, x, y

from lrproof import (
    at,
    by,
    claim,
    eq,
    exists,
    forall,
    gradient_descent,
    holds_under,
    implies,
    inner,
    integer,
    larger,
    natural,
    near_miss,
    norm,
    origin,
    rational,
    real,
    row,
    simulated,
    suppose,
    tends,
    vector,
)

PREFIX = "gen"
PLACE = (2, 6)  # in the report: Part 2, sixth
SYMBOLS = {
    L: "the largest curvature", eta: "the learning rate", theta: "the parameters after t steps", f: "the loss",
    g: "the gradient of the loss",
}  # fmt: skip

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


s, l = vector("s"), real("l")  # noqa: E741
SYMBOLS |= {s: "a minimiser"}
here, slope = theta(t) - s, g(theta(t))
gain = eta * (2 / L - eta)
nearer = forall(t, norm(theta(t + 1) - s) ** 2 <= norm(here) ** 2 - gain * norm(slope) ** 2)
stills, reaches = tends(norm(slope), t, 0), tends(f(theta(t)), t, f(s))
known = (convex, smooth, eq(g(s), origin), 0 < eta, step)
double = {f: lambda z: z**2, g: lambda z: 2 * z, L: rational(2), s: rational(0)}
halved = {**double, eta: rational("1/4")}
level = {f: lambda z: 0 * z, g: lambda z: 0 * z, s: rational(0), eta: rational(1)}


def apart(k):
    """The squared distance of the k-th parameter from the minimiser."""
    return inner(theta(k) - s, theta(k) - s)


@claim(
    nearer,
    given=known,
    uses=(cocoercive,),
    examples=(halved, {**double, eta: rational("3/4")}, level),
    near_misses=(
        near_miss(
            forall(t, norm(theta(t + 1) - s) ** 2 <= norm(here) ** 2 - eta * (3 / L - eta) * norm(slope) ** 2),
            "3/L for 2/L",
        ),
        near_miss(
            forall(t, norm(theta(t + 1) - s) ** 2 <= norm(here) ** 2 - eta * 2 / L * norm(slope) ** 2),
            "without the square of η",
        ),
        near_miss(forall(t, norm(theta(t + 1) - s) < norm(here)), "strictly"),
        near_miss(
            nearer, "f need not be convex", given=(smooth, *known[2:]),
            examples=({f: lambda z: -(z**2), g: lambda z: -2 * z, L: rational(1), s: rational(0), eta: rational(1)},),
        ),
    ),
)  # fmt: skip
def fejer():
    """On a convex, L-smooth loss a step changes the distance from every minimiser by at least this much."""
    stationary = known[2]
    turn = yield (
        norm(slope - g(s)) ** 2 <= L * inner(slope - g(s), here),
        by.cite(at(cocoercive, {x: theta(t), y: s})),
    )
    across = yield eq(inner(slope - g(s), slope - g(s)), inner(slope, slope)), by.algebra(stationary)
    along = yield eq(inner(slope - g(s), here), inner(slope, here)), by.algebra(stationary)
    bound = yield inner(slope, slope) <= L * inner(slope, here), by.arithmetic(turn, across, along)
    moved = yield (
        eq(apart(t + 1), apart(t) - 2 * eta * inner(slope, here) + eta**2 * inner(slope, slope)),
        by.algebra(at(step, t)),
    )
    scaled = yield 2 * eta / L * inner(slope, slope) <= 2 * eta * inner(slope, here), by.arithmetic(bound)
    each = yield apart(t + 1) <= apart(t) - gain * inner(slope, slope), by.arithmetic(moved, scaled)
    one = yield norm(theta(t + 1) - s) ** 2 <= norm(here) ** 2 - gain * norm(slope) ** 2, by.arithmetic(each)
    yield nearer, by.generalize(one)


z, eps, k = vector("z"), real("eps"), natural("k")
i, j, m = integer("i"), integer("j"), integer("m")


def near(n):
    """The n-th parameter, not before the k-th, is within ε of z."""
    return (k <= n) & (norm(theta(n) - z) < eps)


visited = forall(eps, implies(0 < eps, forall(k, exists(m, near(m)))))
limits = forall(z, implies(visited, eq(g(z), origin) & tends(norm(theta(t) - z), t, 0)))


@claim(
    nearer & stills & reaches & limits,
    given=(*known, eta < 2 / L),
    uses=(cocoercive, fejer),
    examples=(halved, {**double, eta: rational("3/4")}, level),
    printed=holds_under(
        "Part 2", r"\text{convergence requires } \eta < \frac{2}{\lambda_{\max}}",
        "f is convex and L-smooth, with L for λmax, and has a minimiser; in finitely many dimensions the bounded path "
        "clusters somewhere, so it converges",
    ),
    near_misses=(
        near_miss(
            nearer & stills & reaches & limits, "η = 2/L too", given=(*known, eta <= 2 / L),
            examples=({**double, eta: rational(1)},),
        ),
        near_miss(
            nearer & stills & reaches & limits, "f need not be convex", given=(smooth, *known[2:], eta < 2 / L),
            examples=({f: lambda z: -(z**2), g: lambda z: -2 * z, L: rational(1), s: rational(0), eta: rational(1)},),
        ),
        near_miss(
            forall(t, norm(theta(t + 1) - s) ** 2 <= norm(here) ** 2 - eta * 2 / L * norm(slope) ** 2)
            & stills & reaches & limits, "without the square of η",
        ),
        near_miss(forall(t, norm(theta(t + 1) - s) < norm(here)) & stills & reaches & limits,
                  "strictly nearer at every step"),
        near_miss(nearer & stills & tends(norm(here), t, 0) & limits, "to every minimiser, not to one of them"),
    ),
    tried=(
        simulated(
            gradient_descent, (1 - eta * curvature) ** steps * start,
            reads={curvature: "curvature", start: "start", steps: "steps", eta: "eta", L: "L"},
            hyper={"eta": rational("1.9") / L}, control="eta", condition=1000, steps=500,
            inside={"eta": rational("1.9") / L}, outside={"eta": rational("2.1") / L},
        ),
    ),
    cheat_sheet=(
        row("Converges from every start for 0 < η and", eta < 2 / L, "f is convex and L-smooth, with a minimiser"),
    ),
)  # fmt: skip
def global_smooth():
    """On a convex, L-smooth loss steps with η < 2/L reach the least loss; where the path clusters, there it ends."""
    stationary = known[2]
    first = yield nearer, by.cite(fejer)
    each = yield apart(t + 1) <= apart(t) - gain * inner(slope, slope), by.arithmetic(at(first, t))

    sign = yield 0 < gain, by.arithmetic()
    least = yield 0 <= inner(slope, slope), by.square(slope)
    loss = yield 0 <= gain * inner(slope, slope), by.arithmetic(sign, least)
    one = yield apart(t + 1) <= apart(t), by.arithmetic(each, loss)
    falling = yield forall(t, apart(t + 1) <= apart(t)), by.generalize(one)
    one = yield 0 <= apart(t), by.square(here)
    bounded = yield forall(t, 0 <= apart(t)), by.generalize(one)
    some = yield exists(l, tends(apart(t), t, l)), by.limit_monotone(falling, bounded)
    limit = yield suppose(tends(apart(t), t, l))
    one = yield inner(slope, slope) <= (apart(t) - apart(t + 1)) / gain, by.arithmetic(each, sign)
    above = yield forall(t, inner(slope, slope) <= (apart(t) - apart(t + 1)) / gain), by.generalize(one)
    below = yield forall(t, 0 <= inner(slope, slope)), by.generalize(least)
    one = yield tends(inner(slope, slope), t, 0), by.squeeze(below, above, limit, sign)
    squares = yield tends(inner(slope, slope), t, 0), by.choose(some, limit, one)

    after, change = g(theta(t + 1)), theta(t + 1) - theta(t)
    turn = yield (
        norm(after - slope) ** 2 <= L * inner(after - slope, change),
        by.cite(at(cocoercive, {x: theta(t + 1), y: theta(t)})),
    )
    along = yield eq(inner(after - slope, change), -(eta * inner(after - slope, slope))), by.algebra(at(step, t))
    square = yield 0 <= inner(after - slope, after - slope), by.square(after - slope)
    short = yield (
        eta * L * inner(after - slope, after - slope) <= 2 * inner(after - slope, after - slope),
        by.arithmetic(square),
    )
    one = yield (
        inner(after - slope, after - slope) <= -(eta * L * inner(after - slope, slope)),
        by.arithmetic(turn, along),
    )
    two = yield inner(after, after) <= inner(slope, slope), by.arithmetic(one, short, square)
    one = yield norm(after) <= norm(slope), by.arithmetic(two)
    falling = yield forall(t, norm(after) <= norm(slope)), by.generalize(one)
    one = yield 0 <= norm(slope), by.arithmetic()
    bounded = yield forall(t, 0 <= norm(slope)), by.generalize(one)
    some = yield exists(l, tends(norm(slope), t, l)), by.limit_monotone(falling, bounded)
    limit = yield suppose(tends(norm(slope), t, l))
    one = yield norm(slope) ** 2 <= inner(slope, slope), by.arithmetic()
    pointwise = yield forall(t, norm(slope) ** 2 <= inner(slope, slope)), by.generalize(one)
    one = yield l**2 <= 0, by.limit_order(pointwise, limit, squares)
    zero = yield eq(l, 0), by.arithmetic(one)
    one = yield stills, by.limit(limit, zero)
    second = yield stills, by.choose(some, limit, one)

    base = yield apart(0) <= apart(0), by.arithmetic()
    now = yield suppose(apart(t) <= apart(0))
    then = yield apart(t + 1) <= apart(0), by.arithmetic(now, each, loss)
    inside = yield forall(t, apart(t) <= apart(0)), by.induction(base, then)
    one = yield inner(slope, slope) * apart(t) <= inner(slope, slope) * apart(0), by.arithmetic(least, at(inside, t))
    size = yield (
        inner(slope, slope) * apart(0) <= (norm(slope) * norm(theta(0) - s)) ** 2,
        by.arithmetic(),
    )
    two = yield (
        inner(slope, here) <= norm(slope) * norm(theta(0) - s),
        by.cauchy_schwarz(slope, here, given=(one, size)),
    )
    top = yield f(theta(t)) + inner(slope, s - theta(t)) <= f(s), by.given(at(convex, theta(t), s))
    one = yield f(theta(t)) <= f(s) + norm(slope) * norm(theta(0) - s), by.arithmetic(two, top)
    above = yield forall(t, f(theta(t)) <= f(s) + norm(slope) * norm(theta(0) - s)), by.generalize(one)
    bottom = yield f(s) + inner(g(s), here) <= f(theta(t)), by.given(at(convex, s, theta(t)))
    still = yield eq(inner(g(s), here), 0), by.algebra(stationary)
    one = yield f(s) <= f(theta(t)), by.arithmetic(bottom, still)
    below = yield forall(t, f(s) <= f(theta(t))), by.generalize(one)
    third = yield reaches, by.squeeze(below, above, second)

    # a point that the path comes near again and again is a minimiser, and the path tends to it
    again = yield suppose(visited)
    some = yield suppose(0 < norm(g(z)))
    size = norm(g(z)) / (2 * (1 + L))
    small = yield 0 < size, by.arithmetic(some)
    still = abs(norm(g(theta(j))) - 0)
    yield stills
    means = yield (
        "<=>",
        forall(eps, implies(0 < eps, exists(i, forall(j, implies(i <= j, still < eps))))),
        by.limit_definition(),
    )
    ends = yield (
        forall(eps, implies(0 < eps, exists(i, forall(j, implies(i <= j, still < eps))))),
        by.logic(means, second),
    )
    late = yield exists(i, forall(j, implies(i <= j, still < size))), by.cite(at(ends, size, given=(small,)))
    from_i = yield suppose(forall(j, implies(i <= j, still < size)))
    visit = (larger(i, 0) <= m) & (norm(theta(m) - z) < size)
    found = yield exists(m, visit), by.cite(at(again, size, larger(i, 0), given=(small,)))
    there = yield suppose(visit)
    after = yield i <= m, by.arithmetic(there)
    slow = yield abs(norm(g(theta(m))) - 0) < size, by.cite(at(from_i, m, given=(after,)))
    change, away = g(theta(m)) - g(z), theta(m) - z
    turn = yield norm(change) ** 2 <= L * inner(change, away), by.cite(at(cocoercive, {x: theta(m), y: z}))
    bound = yield inner(change, away) <= norm(change) * norm(away), by.cauchy_schwarz(change, away)
    product = yield norm(change) * norm(change) <= L * norm(away) * norm(change), by.arithmetic(turn, bound)
    short = yield norm(change) <= L * norm(away), by.arithmetic(product)
    parts = yield (
        eq(
            inner(g(z), g(z)),
            inner(g(theta(m)), g(theta(m))) - 2 * inner(g(theta(m)), change) + inner(change, change),
        ),
        by.algebra(),
    )
    product = yield (
        -inner(g(theta(m)), change) <= norm(g(theta(m))) * norm(change),
        by.cauchy_schwarz(g(theta(m)), change),
    )
    whole = yield norm(g(z)) ** 2 <= (norm(g(theta(m))) + norm(change)) ** 2, by.arithmetic(parts, product)
    sum_ = yield norm(g(z)) <= norm(g(theta(m))) + norm(change), by.arithmetic(whole)
    one = yield norm(g(z)) <= (1 + L) * size, by.arithmetic(sum_, short, slow, there)
    half = yield eq((1 + L) * size, norm(g(z)) / 2), by.algebra()
    one = yield norm(g(z)) <= 0, by.arithmetic(one, half)
    one = yield norm(g(z)) <= 0, by.choose(found, there, one)
    one = yield norm(g(z)) <= 0, by.choose(late, from_i, one)
    one = yield implies(0 < norm(g(z)), norm(g(z)) <= 0), by.discharge(some, one)
    zero = yield eq(norm(g(z)), 0), by.arithmetic(one)
    square = yield eq(inner(g(z), g(z)), 0), by.arithmetic(zero)
    flat = yield eq(g(z), origin), by.definite(g(z), given=(square,))
    falls = yield (
        forall(t, norm(theta(t + 1) - z) ** 2 <= norm(theta(t) - z) ** 2 - gain * norm(slope) ** 2),
        by.cite(at(fejer, {s: z}, given=(flat,))),
    )
    one = yield norm(theta(t + 1) - z) <= norm(theta(t) - z), by.arithmetic(at(falls, t), sign)
    falling = yield forall(t, norm(theta(t + 1) - z) <= norm(theta(t) - z)), by.generalize(one)
    tight = yield suppose(0 < eps)
    visit = (0 <= m) & (norm(theta(m) - z) < eps)
    found = yield exists(m, visit), by.cite(at(again, eps, 0, given=(tight,)))
    there = yield suppose(visit)
    base = yield norm(theta(m) - z) < eps, by.logic(there)
    later = yield suppose(m <= j)
    now = yield suppose(norm(theta(j) - z) < eps)
    index = yield 0 <= j, by.arithmetic(there, later)
    step_ = yield norm(theta(j + 1) - z) <= norm(theta(j) - z), by.cite(at(falling, j, given=(index,)))
    then = yield norm(theta(j + 1) - z) < eps, by.arithmetic(step_, now)
    every = yield forall(j, implies(m <= j, norm(theta(j) - z) < eps)), by.induction(base, then)
    later = yield suppose(m <= j)
    one = yield norm(theta(j) - z) < eps, by.cite(at(every, j, given=(later,)))
    one = yield abs(norm(theta(j) - z) - 0) < eps, by.arithmetic(one)
    one = yield implies(m <= j, abs(norm(theta(j) - z) - 0) < eps), by.discharge(later, one)
    every = yield forall(j, implies(m <= j, abs(norm(theta(j) - z) - 0) < eps)), by.generalize(one)
    from_ = exists(i, forall(j, implies(i <= j, abs(norm(theta(j) - z) - 0) < eps)))
    one = yield from_, by.witness(m, given=(every,))
    one = yield from_, by.choose(found, there, one)
    one = yield implies(0 < eps, from_), by.discharge(tight, one)
    ends = yield forall(eps, implies(0 < eps, from_)), by.generalize(one)
    yield tends(norm(theta(t) - z), t, 0)
    means = yield "<=>", forall(eps, implies(0 < eps, from_)), by.limit_definition()
    goes = yield tends(norm(theta(t) - z), t, 0), by.logic(means, ends)
    both = yield eq(g(z), origin) & tends(norm(theta(t) - z), t, 0), by.logic(flat, goes)
    one = yield implies(visited, both.formula), by.discharge(again, both)
    fourth = yield limits, by.generalize(one)
    yield nearer & stills & reaches & limits, by.logic(first, second, third, fourth)
