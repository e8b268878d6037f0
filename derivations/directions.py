"""A quadratic in several directions: curvature below 0, curvature 0, and a start along one of them."""

from quadratic import a, a_sign, closed_form, eta, multiplied, rho, step, t, theta

from lrproof import (
    at,
    between,
    by,
    claim,
    eq,
    fails,
    forall,
    gradient_descent,
    grows,
    holds,
    iff,
    implies,
    inner,
    ne,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    simulated,
    suppose,
    tends,
    vector,
    vector_field,
    vectors,
)

PREFIX = "gen"
PLACE = (2, 4)  # in the report: Part 2, fourth

mu, L, lam, x0 = positive("mu"), positive("L"), real("lam"), real("x0")
reads = {a: "curvature", x0: "start", t: "steps", eta: "eta", mu: "mu", L: "L"}

# H is the Hessian of a quadratic with minimum or saddle at the origin, v an eigenvector of it
H, v, w, e = vector_field("H"), vector("v"), vector("w"), vectors("e")
SYMBOLS = {
    a: "a curvature", mu: "the smallest curvature that is not 0", L: "the largest curvature", eta: "the learning rate",
    lam: "the eigenvalue of v", theta: "the parameter after t steps", H: "the Hessian", v: "an eigenvector of H",
    e: "the parameters after t steps",
}  # fmt: skip
eigenvector = forall(w, eq(inner(v, H(w)), lam * inner(v, w)))
(moves,) = recurrence(gradient_descent, {"x": e}, gradient=H, step=t + 1, eta=eta)
along = inner(v, e(t))
leaves = implies(ne(inner(v, e(0)), 0), grows(abs(along), t))
saddle = {H: lambda z: -z, lam: -1, v: 1, eta: 1, e: lambda k: rational(2) ** k}


@claim(
    (1 < abs(1 - eta * lam)) & leaves,
    given=(lam < 0, 0 < eta, eigenvector, moves),
    uses=(a_sign,),
    examples=(saddle, {**saddle, eta: rational("1/2"), e: lambda k: 3 * rational("3/2") ** k}),
    printed=holds("Part 2", r"\text{near a minimum, with Hessian } H \succeq 0"),
    near_misses=(
        near_miss((1 < abs(1 - eta * lam)) & implies(ne(inner(v, e(0)), 0), tends(along, t, 0)), "it converges"),
        near_miss((2 < abs(1 - eta * lam)) & leaves, "by a factor of at least 2"),
        near_miss((1 < abs(1 + eta * lam)) & leaves, "the sign of the step"),
        near_miss((1 < abs(1 - eta * lam)) & leaves, "λ = 0", given=(lam <= 0, 0 < eta, eigenvector, moves),
                  examples=({**saddle, H: lambda z: 0 * z, lam: 0, e: lambda k: 1 + 0 * k},)),
    ),
)  # fmt: skip
def indefinite():
    """Along an eigenvector of negative curvature every step size diverges, so that none is stable at a saddle."""
    one = yield 1 < abs(1 - eta * lam), by.arithmetic()
    yield inner(v, e(t + 1))
    yield "=", inner(v, e(t)) - eta * inner(v, H(e(t))), by.algebra(at(moves, t))
    then = yield "=", inner(v, e(t)) - eta * (lam * inner(v, e(t))), by.algebra(at(eigenvector, e(t)))
    steps = yield forall(t, eq(inner(v, e(t + 1)), inner(v, e(t)) - eta * (lam * inner(v, e(t))))), by.generalize(then)
    start = yield suppose(ne(inner(v, e(0)), 0))
    outward = at(a_sign, {theta: lambda k: inner(v, e(k)), a: lam}, given=(steps,))
    far = yield (
        implies((lam < 0) & (0 < eta) & ne(inner(v, e(0)), 0), grows(abs(along), t)),
        by.cite(outward),
    )
    here = yield grows(abs(along), t), by.arithmetic(far, start)
    two = yield leaves, by.discharge(start, here)
    yield (1 < abs(1 - eta * lam)) & leaves, by.logic(one, two)


rate = (L - mu) / (L + mu)
flips = implies(eq(eta, 2 / L) & eq(a, L), forall(t, eq(theta(t + 1), -theta(t))))
stays = implies(eq(a, 0), forall(t, eq(theta(t), theta(0))))
converges = tends(theta(t), t, 0)
nonzero = implies(eq(eta, 2 / (mu + L)) & between(mu, a, L), (abs(1 - eta * a) <= rate) & converges)


@claim(
    flips & stays & nonzero,
    given=(step,),
    uses=(closed_form, a_sign),
    printed=fails(
        "Part 2", r"\eta^{*} = \frac{2}{\lambda_{\max} + \lambda_{\min}} \text{, with } \lambda_{\min} = 0",
        implies(eq(eta, 2 / (L + 0)) & eq(a, L), converges),
    ),
    near_misses=(
        near_miss(implies(eq(eta, 1 / L) & eq(a, L), forall(t, eq(theta(t + 1), -theta(t)))) & stays & nonzero, "1/L"),
        near_miss(flips & implies(eq(a, 0), converges) & nonzero, "that the flat direction converges"),
        near_miss(flips & stays & implies(eq(eta, 2 / (mu + L)) & between(0, a, L), converges), "curvature 0 too"),
        near_miss(flips & stays & implies(eq(eta, 2 / (mu + L)) & between(mu, a, L), abs(1 - eta * a) < rate), "<"),
    ),
    tried=(
        simulated(
            gradient_descent, rho**t * x0, reads=reads, hyper={"eta": 2 / (mu + L)}, control="eta",
            condition=100, steps=300,
        ),
    ),
)  # fmt: skip
def opt_eta_singular():
    """With a curvature 0 the best step is that of the smallest other curvature: 2/λmax would never settle."""
    top = yield suppose(eq(eta, 2 / L) & eq(a, L))
    one = yield eq(eta * a, 2), by.arithmetic(top)
    one = yield eq(theta(t + 1), -theta(t)), by.algebra(at(step, t), one)
    one = yield forall(t, eq(theta(t + 1), -theta(t))), by.generalize(one)
    first = yield flips, by.discharge(top, one)
    second = yield stays, by.cite(a_sign)
    inside = yield suppose(eq(eta, 2 / (mu + L)) & between(mu, a, L))
    bound = yield abs(1 - 2 / (mu + L) * a) <= rate, by.arithmetic(inside)
    bound = yield abs(rho) <= rate, by.algebra(inside, bound)
    small = yield rate < 1, by.arithmetic()
    small = yield abs(rho) < 1, by.arithmetic(small, bound)
    yield tends(rho**t, t, 0)
    powers = yield "<=>", abs(rho) < 1, by.limit_of_powers()
    vanishes = yield tends(rho**t, t, 0), by.logic(powers, small)
    scaled = yield tends(multiplied, t, 0), by.limit(vanishes)
    same = yield forall(t, eq(theta(t), multiplied)), by.cite(closed_form)
    yield converges
    equal = yield "<=>", tends(multiplied, t, 0), by.limit_terms(same)
    one = yield converges, by.logic(equal, scaled)
    one = yield (abs(rho) <= rate) & converges, by.logic(bound, one)
    third = yield nonzero, by.discharge(inside, one)
    yield flips & stays & nonzero, by.logic(first, second, third)


best, x = 2 / (mu + L), real("x")
SYMBOLS |= {
    x: "the distance along a direction",
    lam: "the curvature along that direction",
    mu: "the smallest curvature",
}
at_once = implies(ne(x, 0), iff(eq((1 - eta * lam) * x, 0), eq(eta, 1 / lam)))
slower = eq(abs((1 - best * mu) * x), rate * abs(x))


@claim(
    at_once & slower,
    given=(mu <= L, between(mu, lam, L)),
    printed=fails(
        "Part 2", r"\text{optimal for steepest descent: } \eta^{*} = \frac{2}{\lambda_{\max} + \lambda_{\min}}",
        forall(eta, abs((1 - best * mu) * x) <= abs((1 - eta * mu) * x)),
    ),
    near_misses=(
        near_miss(implies(ne(x, 0), iff(eq((1 - eta * lam) * x, 0), eq(eta, best))) & slower, "the step 2/(μ + L)"),
        near_miss(implies(ne(x, 0), iff(eq((1 - eta * lam) * x, 0), eq(eta, 1 / L))) & slower, "1/L"),
        near_miss(iff(eq((1 - eta * lam) * x, 0), eq(eta, 1 / lam)) & slower, "also from the minimum"),
        near_miss(at_once & eq(abs((1 - best * mu) * x), rate / 2 * abs(x)), "half of that"),
    ),
    tried=(
        simulated(
            gradient_descent, rho**t * x0, reads=reads, hyper={"eta": 1 / L}, control="eta", condition=100, steps=200,
        ),
    ),
)  # fmt: skip
def opt_eta_instance():
    """The best step for the worst start is not the best for each: along one direction 1/λ arrives in one step."""
    curved = yield (0 < mu) & (0 < lam), by.arithmetic()
    inverse = yield eq(lam * (1 / lam), 1), by.algebra(curved)
    one = yield at_once, by.arithmetic(inverse, curved)
    size = yield eq(1 - best * mu, rate), by.algebra()
    above = yield 0 <= rate, by.arithmetic()
    two = yield slower, by.arithmetic(size, above)
    yield at_once & slower, by.logic(one, two)
