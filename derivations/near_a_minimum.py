"""Near a minimum: the parabola that approximates the loss, and why its step sizes work there."""

from lrproof import (
    at,
    by,
    claim,
    derivative_is,
    enclosed,
    eq,
    exp,
    followed,
    forall,
    function,
    gradient_descent,
    holds_under,
    implies,
    inner,
    larger,
    natural,
    near_miss,
    norm,
    not_tried,
    positive,
    rational,
    real,
    recurrence,
    row,
    scalar_field,
    suppose,
    vector,
    vector_field,
    vectors,
)

PREFIX = "gen"
PLACE = (2, 5)  # in the report: Part 2, fifth

f, g, M = scalar_field("f"), vector_field("g"), positive("M")
x, d, p, s, q, u = vector("x"), vector("d"), real("p"), real("s"), real("q"), real("u")

# g is the gradient of f, and h(p) is the second derivative of f at x + p d along d: ⟨d, ∇²f(x + p d) d⟩
h = function("h")
SYMBOLS = {
    f: "the loss", g: "the gradient of the loss", x: "a point", d: "the way to another point",
    M: "a Lipschitz constant of the Hessian", h: "the second derivative of the loss along d, at x + p·d",
}  # fmt: skip
slope = inner(g(x + p * d), d)
first = forall(p, derivative_is(slope, f(x + s * d), s, p))
second = forall(p, derivative_is(h(p), inner(g(x + s * d), d), s, p))
cube = M * norm(d) ** 3
smooth = forall(p, implies((0 <= p) & (p <= 1), abs(h(p) - h(0)) <= cube * p))
minimum = eq(inner(g(x), d), 0)
within = abs(f(x + d) - f(x) - h(0) / 2) <= cube / 6
cubic = {x: 0, d: 1, M: 1, f: lambda z: z**2 / 2 + z**3 / 6, g: lambda z: z + z**2 / 2, h: lambda z: 1 + z}


@claim(
    within,
    given=(first, second, smooth, minimum),
    examples=(cubic, {**cubic, d: 2, h: lambda z: 4 + 8 * z}),
    printed=holds_under(
        "Part 2",
        r"L(\theta) \approx L(\theta^{*}) + \tfrac12 (\theta - \theta^{*})^{T} H (\theta - \theta^{*})",
        "the Hessian is Lipschitz with constant M between the two points, and the gradient is 0 at θ*",
    ),
    near_misses=(
        near_miss(abs(f(x + d) - f(x) - h(0) / 2) <= cube / 7, "7 for 6"),
        near_miss(abs(f(x + d) - f(x) - h(0)) <= cube / 6, "without the ½"),
        near_miss(abs(f(x + d) - f(x) - h(0) / 2) < cube / 6, "< for ≤"),
        near_miss(within, "where the gradient is not 0", given=(first, second, smooth),
                  examples=({**cubic, x: 1, h: lambda z: 2 + z},)),
    ),
    tried=(
        enclosed(  # cosh u within sinh u · u³/6 of 1 + u²/2, for sinh u is the largest third derivative up to u
            abs((exp(u) + exp(-u)) / 2 - 1 - u**2 / 2) <= (exp(u) - exp(-u)) / 2 * u**3 / 6,
            {u: ("0.01", "0.5", 1, 3)},
        ),
        not_tried("derive", "1/6 comes out of the proof, which integrates twice by the mean value theorem"),
    ),
    cheat_sheet=(row("Error of the quadratic approximation", within),),
)  # fmt: skip
def taylor():
    """The loss is within M‖d‖³/6 of its second-order approximation at a stationary point."""
    start = yield eq(inner(g(x + 0 * d), d), 0), by.algebra(minimum)
    unit = yield suppose((0 <= q) & (q <= 1))
    inside = (0 <= p) & (p <= q)
    bounds = {}
    for side, sign in (("above", 1), ("below", -1)):
        gap = cube / 2 * s**2 + sign * (h(0) * s - inner(g(x + s * d), d))
        rate = cube * p + sign * (h(0) - h(p))
        slopes = yield forall(p, derivative_is(rate, gap, s, p)), by.derivative(second)
        here = yield suppose(inside)
        near = yield abs(h(p) - h(0)) <= cube * p, by.given(at(smooth, p, given=(here, unit)))
        one = yield 0 <= rate, by.arithmetic(near)
        one = yield implies(inside, 0 <= rate), by.discharge(here, one)
        rising = yield forall(p, implies(inside, 0 <= rate)), by.generalize(one)
        ends = cube / 2 * q**2 + sign * (h(0) * q - inner(g(x + q * d), d))
        zero = cube / 2 * 0**2 + sign * (h(0) * 0 - inner(g(x + 0 * d), d))
        rise = yield zero <= ends, by.increasing(slopes, rising, unit, between=(0, q))
        one = yield 0 <= ends, by.arithmetic(rise, start)
        one = yield implies((0 <= q) & (q <= 1), 0 <= ends), by.discharge(unit, one)
        bounds[side] = yield forall(q, implies((0 <= q) & (q <= 1), 0 <= ends)), by.generalize(one)
        gap = cube / 6 * s**3 + sign * (h(0) / 2 * s**2 - f(x + s * d))
        rate = cube / 2 * p**2 + sign * (h(0) * p - slope)
        slopes = yield forall(p, derivative_is(rate, gap, s, p)), by.derivative(first)
        here = yield suppose((0 <= p) & (p <= 1))
        one = yield 0 <= rate, by.arithmetic(at(bounds[side], p, given=(here,)))
        one = yield implies((0 <= p) & (p <= 1), 0 <= rate), by.discharge(here, one)
        rising = yield forall(p, implies((0 <= p) & (p <= 1), 0 <= rate)), by.generalize(one)
        bounds[side] = yield (
            cube / 6 * 0**3 + sign * (h(0) / 2 * 0**2 - f(x + 0 * d))
            <= cube / 6 * 1**3 + sign * (h(0) / 2 * 1**2 - f(x + 1 * d)),
            by.increasing(slopes, rising, between=(0, 1)),
        )
    yield within, by.arithmetic(bounds["above"], bounds["below"])


# H is the derivative of g at the minimum c: within δ(ε) of c, g is as H(x − c) up to ε‖x − c‖. The spectrum of H lies
# in [μ, L]: (H − μ)(L − H) is positive semi-definite
H, c, theta, t = vector_field("H"), vector("c"), vectors("theta"), natural("t")
mu, L, eta, eps = positive("mu"), positive("L"), positive("eta"), real("eps")
delta = function("delta")
SYMBOLS |= {
    H: "the Hessian at the minimum", c: "the minimum", theta: "the parameters after t steps", eta: "the learning rate",
    mu: "the smallest curvature at the minimum", L: "the largest curvature at the minimum",
    delta: "the distance from c within which g is H up to a share ε",
}  # fmt: skip
spectrum = forall(x, 0 <= inner(H(x) - mu * x, L * x - H(x)))
derivative = forall(
    eps,
    implies(
        0 < eps,
        (0 < delta(eps)) & forall(x, implies(norm(x - c) <= delta(eps), norm(g(x) - H(x - c)) <= eps * norm(x - c))),
    ),
)
(step,) = recurrence(gradient_descent, {"x": theta}, gradient=g, step=t + 1, eta=eta)
rho = larger(abs(1 - eta * mu), abs(1 - eta * L))
radius = delta((q - rho) / eta)


def attracts(least, power):
    """At every rate q between ``least`` and 1: steps in a ball shrink by q, and sequences by q to that ``power``."""
    shrinks = forall(x, implies(norm(x - c) <= radius, norm(x - eta * g(x) - c) <= q * norm(x - c)))
    goes = forall(t, norm(theta(t) - c) <= q**power * norm(theta(0) - c))
    near = norm(theta(0) - c) <= radius
    return forall(q, implies((least < q) & (q < 1), (0 < radius) & shrinks & implies(near, goes)))


double = {
    H: lambda z: 2 * z, g: lambda z: 2 * z, c: 0, mu: 1, L: 3, eta: rational("1/4"), delta: lambda z: 1 + 0 * z,
    theta: lambda k: rational("1/2") ** k,
}  # fmt: skip
saddle = {**double, H: lambda z: -z, g: lambda z: -z, theta: lambda k: rational("5/4") ** k}


@claim(
    attracts(rho, t),
    given=(mu < L, spectrum, derivative, step),
    examples=(double,),
    printed=holds_under(
        "Part 2", r"\text{near a minimum, convergence for } \eta < \frac{2}{\lambda_{\max}}",
        "the gradient is differentiable at the minimum, λmin > 0, and the start is close enough",
    ),
    near_misses=(
        near_miss(attracts(rho / 2, t), "at half the rate"),
        near_miss(attracts(abs(1 - eta * L), t), "at the rate of the largest curvature"),
        near_miss(attracts(rho, t + 1), "one power more"),
        near_miss(attracts(rho, t), "at a saddle", given=(mu < L, derivative, step), examples=(saddle,)),
    ),
    tried=(
        followed(gradient_descent, lambda z: z + z**3, start=rational("1/2"), steps=200,
                 hyper={"eta": rational("1/2")}, ends=lambda z: abs(z) < rational("1/2") ** 190),
    ),
    cheat_sheet=(row("Factor per step, near a minimum: any q above", rho),),
)  # fmt: skip
def local_ostrowski():
    """Close enough to a minimum the steps converge, at every rate above that of the quadratic, max |1 − ηλ|."""
    n, k, m = inner(x, x), inner(x, H(x)), inner(H(x), H(x))
    spread = yield 0 <= L * k - m - mu * L * n + mu * k, by.arithmetic(at(spectrum, x))
    cauchy = yield k**2 <= n * m, by.cauchy_schwarz(x, H(x))
    some = yield 0 <= n, by.square(x)
    scaled = yield n * m <= n * (L * k - mu * L * n + mu * k), by.arithmetic(spread, some)
    product = yield 0 <= (k - mu * n) * (L * n - k), by.arithmetic(cauchy, scaled)
    range_ = yield (mu * n <= k) & (k <= L * n), by.arithmetic(product, some)
    moved = inner(x - eta * H(x), x - eta * H(x))
    spelt = yield eq(moved, n - 2 * eta * k + eta**2 * m), by.algebra()
    bound = n - 2 * eta * k + eta**2 * (L * k - mu * L * n + mu * k)
    worst = yield moved <= bound, by.arithmetic(spelt, spread)
    mixed = yield (
        eq((L - mu) * bound, (L * n - k) * (1 - eta * mu) ** 2 + (k - mu * n) * (1 - eta * L) ** 2),
        by.algebra(),
    )
    low = yield (1 - eta * mu) ** 2 <= rho**2, by.arithmetic()
    high = yield (1 - eta * L) ** 2 <= rho**2, by.arithmetic()
    one = yield (L * n - k) * (1 - eta * mu) ** 2 <= (L * n - k) * rho**2, by.arithmetic(low, range_)
    two = yield (k - mu * n) * (1 - eta * L) ** 2 <= (k - mu * n) * rho**2, by.arithmetic(high, range_)
    joined = yield (L - mu) * bound <= (L - mu) * (rho**2 * n), by.arithmetic(mixed, one, two)
    square = yield moved <= rho**2 * n, by.arithmetic(joined, worst)
    here = yield norm(x - eta * H(x)) <= rho * norm(x), by.arithmetic(square)
    quadratic = yield forall(x, norm(x - eta * H(x)) <= rho * norm(x)), by.generalize(here)

    rate = yield suppose((rho < q) & (q < 1))
    room = yield 0 < (q - rho) / eta, by.arithmetic(rate)
    tight = norm(g(x) - H(x - c)) <= (q - rho) / eta * norm(x - c)
    ball = (0 < radius) & forall(x, implies(norm(x - c) <= radius, tight))
    known = yield ball, by.given(at(derivative, (q - rho) / eta, given=(room,)))
    size = yield 0 < radius, by.logic(known)
    every = yield forall(x, implies(norm(x - c) <= radius, tight)), by.logic(known)
    there = yield suppose(norm(x - c) <= radius)
    rest = yield tight, by.cite(at(every, x, given=(there,)))
    main = yield norm(x - c - eta * H(x - c)) <= rho * norm(x - c), by.cite(at(quadratic, x - c))
    one, two = x - c - eta * H(x - c), g(x) - H(x - c)
    product = yield abs(inner(one, two)) <= norm(one) * norm(two), by.cauchy_schwarz(one, two)
    whole = inner(x - eta * g(x) - c, x - eta * g(x) - c)
    parts = yield eq(whole, inner(one, one) - 2 * eta * inner(one, two) + eta**2 * inner(two, two)), by.algebra()
    above = yield whole <= (norm(one) + eta * norm(two)) ** 2, by.arithmetic(parts, product)
    sum_ = yield norm(x - eta * g(x) - c) <= norm(one) + eta * norm(two), by.arithmetic(above)
    share = yield eta * norm(two) <= (q - rho) * norm(x - c), by.arithmetic(rest)
    shrunk = yield norm(x - eta * g(x) - c) <= q * norm(x - c), by.arithmetic(sum_, main, share)
    one = yield implies(norm(x - c) <= radius, norm(x - eta * g(x) - c) <= q * norm(x - c)), by.discharge(there, shrunk)
    shrinks = yield (
        forall(x, implies(norm(x - c) <= radius, norm(x - eta * g(x) - c) <= q * norm(x - c))),
        (by.generalize(one)),
    )

    near = yield suppose(norm(theta(0) - c) <= radius)
    above = yield 0 < q, by.arithmetic(rate)
    bound = (norm(theta(t) - c) <= q**t * norm(theta(0) - c)) & (norm(theta(t) - c) <= radius)
    base = yield (norm(theta(0) - c) <= q**0 * norm(theta(0) - c)) & (norm(theta(0) - c) <= radius), by.arithmetic(near)
    now = yield suppose(bound)
    inside = yield norm(theta(t) - c) <= radius, by.logic(now)
    moved = yield (
        norm(theta(t) - eta * g(theta(t)) - c) <= q * norm(theta(t) - c),
        (by.cite(at(shrinks, theta(t), given=(inside,)))),
    )
    away, onward = theta(t + 1) - c, theta(t) - eta * g(theta(t)) - c
    squares = yield eq(inner(away, away), inner(onward, onward)), by.algebra(at(step, t))
    same = yield eq(norm(away), norm(onward)), by.equal_arguments(squares)
    power = yield q * norm(theta(t) - c) <= q ** (t + 1) * norm(theta(0) - c), by.arithmetic(now, above)
    less = yield q * norm(theta(t) - c) <= norm(theta(t) - c), by.arithmetic(rate)
    after = (norm(theta(t + 1) - c) <= q ** (t + 1) * norm(theta(0) - c)) & (norm(theta(t + 1) - c) <= radius)
    then = yield after, by.arithmetic(moved, same, power, less, inside)
    always = yield forall(t, bound), by.induction(base, then)
    one = yield norm(theta(t) - c) <= q**t * norm(theta(0) - c), by.logic(at(always, t))
    goes = yield forall(t, norm(theta(t) - c) <= q**t * norm(theta(0) - c)), by.generalize(one)
    linear = yield implies(norm(theta(0) - c) <= radius, goes.formula), by.discharge(near, goes)
    both = yield (0 < radius) & shrinks.formula & linear.formula, by.logic(size, shrinks, linear)
    one = yield implies((rho < q) & (q < 1), both.formula), by.discharge(rate, both)
    yield attracts(rho, t), by.generalize(one)
