"""Gradient descent: what a step does."""

from lrproof import (
    at,
    by,
    claim,
    derivative_is,
    derive,
    derived,
    eq,
    forall,
    gradient_descent,
    holds,
    holds_under,
    implies,
    inner,
    natural,
    ne,
    near_miss,
    norm,
    not_tried,
    oracle,
    origin,
    positive,
    rational,
    real,
    recurrence,
    row,
    scalar_field,
    simulated,
    vector,
    vector_field,
    vectors,
)

PREFIX = "gd"
PLACE = (1, 1)  # in the report: Part 1, first
PART = "Gradient descent basics"

t, s, p = natural("t"), real("s"), real("p")
eta, L = real("eta"), positive("L")
x, y, d = vector("x"), vector("y"), vector("d")
f, g, theta = scalar_field("f"), vector_field("g"), vectors("theta")
SYMBOLS = {
    eta: "the learning rate", L: "a bound of the curvature", theta: "the parameters after t steps", f: "the loss",
    g: "the gradient of the loss",
}  # fmt: skip
(step,) = recurrence(gradient_descent, {"x": theta}, gradient=g, step=t + 1, eta=eta)

# g is the gradient of f: along every line x + s d the derivative of f is ⟨g, d⟩
gradient = forall(x, forall(d, forall(p, derivative_is(inner(g(x + p * d), d), f(x + s * d), s, p))))
lipschitz = forall(x, forall(y, norm(g(x) - g(y)) <= L * norm(x - y)))
quadratic = {f: lambda z: L * z**2 / 2, g: lambda z: L * z}  # in one dimension
linear = {f: lambda z: 3 * z, g: lambda z: 3 + 0 * z}

moved = eq(theta(t + 1) - theta(t), -(eta * g(theta(t))))
length = eq(norm(theta(t + 1) - theta(t)), eta * norm(g(theta(t))))
curvature, start, steps = positive("a"), real("x0"), natural("T")


@claim(
    forall(t, moved & length),
    given=(0 <= eta, step),
    printed=holds("Part 1", r"\theta_{t+1} = \theta_t - \eta \nabla L(\theta_t)"),
    near_misses=(
        near_miss(forall(t, moved & eq(norm(theta(t + 1) - theta(t)), eta**2 * norm(g(theta(t))))), "η² for η"),
        near_miss(forall(t, moved & eq(norm(theta(t + 1) - theta(t)), norm(g(theta(t))))), "without η"),
        near_miss(forall(t, moved & eq(norm(theta(t + 1) - theta(t)), eta)), "a step of length η, as Adam's almost is"),
        near_miss(forall(t, eq(theta(t + 1) - theta(t), eta * g(theta(t)))), "uphill"),
        near_miss(forall(t, moved & length), "η may be negative", given=(step,)),
    ),
    tried=(
        simulated(
            gradient_descent, (1 - eta * curvature) ** steps * start,
            reads={curvature: "curvature", start: "start", steps: "steps", eta: "eta"},
            hyper={"eta": rational("0.1")}, control="eta", condition=10, steps=20,
        ),
        not_tried("derive", "a definition: there is no closed form to find"),
        oracle("torch.optim.SGD", gradient_descent, {"eta": "lr"}),
    ),
)  # fmt: skip
def update():
    """A step of gradient descent goes against the gradient, and its length is η times that of the gradient."""
    one = yield moved, by.algebra(at(step, t))
    change = theta(t + 1) - theta(t)
    square = yield eq(inner(change, change), eta**2 * inner(g(theta(t)), g(theta(t)))), by.algebra(at(step, t))
    two = yield length, by.arithmetic(square), "neither side is negative"
    both = yield moved & length, by.logic(one, two)
    yield forall(t, moved & length), by.generalize(both)


bound = f(x + d) <= f(x) + inner(g(x), d) + L / 2 * norm(d) ** 2


@claim(
    bound,
    given=(gradient, lipschitz),
    examples=(quadratic, linear),
    near_misses=(
        near_miss(f(x + d) <= f(x) + inner(g(x), d) + L / 3 * norm(d) ** 2, "L/3 for L/2"),
        near_miss(f(x + d) <= f(x) + inner(g(x), d), "without the square"),
        near_miss(f(x + d) < f(x) + inner(g(x), d) + L / 2 * norm(d) ** 2, "< for ≤"),
        near_miss(f(x + d) <= f(x) - inner(g(x), d) + L / 2 * norm(d) ** 2, "the sign of the slope"),
    ),
)
def quadratic_bound():
    """A function whose gradient is Lipschitz with constant L lies below a parabola of curvature L that touches it."""
    change = g(x + p * d) - g(x)
    small = yield norm(change) <= L * norm(x + p * d - x), by.given(lipschitz)
    square = yield norm(x + p * d - x) ** 2 - p**2 * norm(d) ** 2 <= 0, by.arithmetic()
    squares = yield norm(change) ** 2 <= (L * p) ** 2 * norm(d) ** 2, by.arithmetic(small, square)
    product = yield (
        implies(0 <= p, inner(change, d) <= L * p * norm(d) ** 2),
        by.cauchy_schwarz(change, d, given=(squares,)),
    )
    gap = inner(g(x), d) * s + L / 2 * norm(d) ** 2 * s**2 - f(x + s * d)
    slope = inner(g(x), d) + L * norm(d) ** 2 * p - inner(g(x + p * d), d)
    slopes = yield forall(p, derivative_is(slope, gap, s, p)), by.derivative(at(gradient, x, d))
    one = yield implies((0 <= p) & (p <= 1), 0 <= slope), by.arithmetic(product)
    sign = yield forall(p, implies((0 <= p) & (p <= 1), 0 <= slope)), by.generalize(one)
    rise = yield (
        0 - f(x + 0 * d) <= inner(g(x), d) + L / 2 * norm(d) ** 2 - f(x + 1 * d),
        by.increasing(slopes, sign, between=(0, 1)),
    )
    yield bound, by.arithmetic(rise)


after = f(x - eta * g(x))
decrease = after <= f(x) - eta * (1 - eta * L / 2) * norm(g(x)) ** 2
strict = implies((0 < eta) & (eta < 2 / L) & ne(g(x), origin), after < f(x))
z = real("z")


def parabola(u):
    """The function of curvature L, for which the bound is attained."""
    return L / 2 * u**2


attained = forall(z, eq(parabola(z - eta * (L * z)), parabola(z) - eta * (1 - eta * L / 2) * (L * z) ** 2))


@claim(
    decrease & strict & attained,
    given=(gradient, lipschitz),
    uses=(quadratic_bound,),
    examples=(quadratic, linear),
    printed=holds_under(
        "Part 1", r"\text{just right: converges efficiently}",
        "the gradient is Lipschitz with constant L, and η < 2/L",
    ),
    near_misses=(
        near_miss((after <= f(x) - eta * (1 - eta * L / 3) * norm(g(x)) ** 2) & strict & attained, "L/3 for L/2"),
        near_miss((after <= f(x) - eta * norm(g(x)) ** 2) & strict & attained, "to first order in η"),
        near_miss(
            decrease & implies((0 < eta) & (eta <= 2 / L) & ne(g(x), origin), after < f(x)) & attained, "≤ for < at 2/L"
        ),
        near_miss(decrease & implies((0 < eta) & (eta < 3 / L) & ne(g(x), origin), after < f(x)) & attained, "3/L"),
        near_miss(decrease & implies((0 < eta) & (eta < 2 / L), after < f(x)) & attained, "where the gradient is 0"),
        near_miss(decrease & strict & attained, "the gradient need not be Lipschitz", given=(gradient,),
                  examples=({f: lambda u: u**2, g: lambda u: 2 * u, L: rational("1/2")},)),
    ),
    derived=(derived("the slope of Lz²/2", lambda: derive.slope(L / 2 * z**2, z), L * z),),
    tried=(
        simulated(
            gradient_descent, (1 - eta * curvature) ** steps * start,
            reads={curvature: "curvature", start: "start", steps: "steps", eta: "eta", L: "L"},
            hyper={"eta": rational("1.9") / L}, control="eta", condition=10**4, steps=1000,
            inside={"eta": rational("1.9") / L}, outside={"eta": rational("2.1") / L},
        ),
    ),
    cheat_sheet=(
        row("The loss after a step", decrease, "the gradient is L-Lipschitz"),
        row("Every step lowers the loss when", (0 < eta) & (eta < 2 / L), "the gradient is L-Lipschitz, not 0"),
    ),
)  # fmt: skip
def descent_lemma():
    """A step lowers the loss by at least η(1 − ηL/2) times the squared gradient, and no larger bound holds."""
    at_step = yield (
        f(x + -(eta * g(x))) <= f(x) + inner(g(x), -(eta * g(x))) + L / 2 * norm(-(eta * g(x))) ** 2,
        by.cite(at(quadratic_bound, {d: -(eta * g(x))})),
    )
    same = yield eq(f(x - eta * g(x)), f(x + -(eta * g(x)))), by.algebra()
    one = yield decrease, by.arithmetic(at_step, same)
    positive_square = yield implies(ne(g(x), origin), 0 < inner(g(x), g(x))), by.definite(g(x))
    gain = yield implies((0 < eta) & (eta < 2 / L), 0 < eta * (1 - eta * L / 2)), by.arithmetic()
    two = yield strict, by.arithmetic(one, positive_square, gain)
    three = yield attained, by.algebra()
    yield decrease & strict & attained, by.logic(one, two, three)
