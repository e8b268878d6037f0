"""Classical steepest descent: the best step is sought anew each time, and the worst case is that of one fixed step."""

from lrproof import (
    at,
    by,
    claim,
    eq,
    forall,
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
    sequence,
    suppose,
    vector,
    vector_field,
    vectors,
)

PREFIX = "gen"
PLACE = (2, 9)  # in the report: Part 2, ninth

mu, L, c, e = positive("mu"), positive("L"), real("c"), real("e")
x, y, theta, t = vector("x"), vector("y"), vectors("theta"), natural("t")
H, eta = vector_field("H"), sequence("eta")
SYMBOLS = {
    mu: "the smallest curvature", L: "the largest curvature", theta: "the parameters after t steps", H: "the Hessian",
    eta: "the learning rate of step t + 1",
}  # fmt: skip

# the loss is ½⟨θ, Hθ⟩, for a linear, self-adjoint H with its spectrum in [μ, L]; its gradient is Hθ
linear = forall(x, forall(y, forall(c, eq(H(x + c * y), H(x) + c * H(y)))))
adjoint = forall(x, forall(y, eq(inner(H(x), y), inner(x, H(y)))))
spectrum = forall(x, (mu * norm(x) ** 2 <= inner(x, H(x))) & (inner(x, H(x)) <= L * norm(x) ** 2))
(step,) = recurrence(gradient_descent, {"x": theta}, gradient=H, step=t + 1, eta=eta(t))
now, after, g = theta(t), theta(t + 1), H(theta(t))


def loss(z):
    """The quadratic loss of a vector."""
    return inner(z, H(z)) / 2


searched = forall(t, forall(e, loss(after) <= loss(now - e * g)))
known = (mu < L, linear, adjoint, spectrum, step, searched)
rate = (L - mu) / (L + mu)


def formula(high):
    """The step that the search finds, and its range up to ``high``."""
    found = eq(eta(t) * inner(g, H(g)), norm(g) ** 2) & (1 / L <= eta(t)) & (eta(t) <= high)
    return forall(t, implies(0 < norm(g), found))


falls = forall(t, loss(now) <= rate ** (2 * t) * loss(theta(0)))

# for H = diag(μ, L): from (uL, vμ) with |u| = |v| the search finds 2/(μ + L), which leads to such a point again
u, v = real("u"), real("v")
sought = (mu**2 * (u * L) ** 2 + L**2 * (v * mu) ** 2) / (mu**3 * (u * L) ** 2 + L**3 * (v * mu) ** 2)


def zigzag(by_):
    """From (uL, vμ) with |u| = |v| the best step leads to (uL, −vμ) times ``by_``."""
    lands = eq(u * L - sought * (mu * (u * L)), by_ * u * L) & eq(v * mu - sought * (L * (v * mu)), -(by_ * v * mu))
    return implies(eq(u**2, v**2) & (0 < u**2), eq(sought, 2 / (mu + L)) & lands)


one_step = {
    H: lambda z: z,
    mu: rational(1),
    L: rational(3),
    eta: lambda k: 1 + 0 * k,
    theta: lambda k: larger(1 - k, 0),
}
half = {**one_step, H: lambda z: 2 * z, eta: lambda k: rational("1/2") + 0 * k}


@claim(
    formula(1 / mu) & falls & zigzag(rate),
    given=known,
    examples=(one_step, half),
    printed=holds_under(
        "Part 2", r"\text{optimal for steepest descent: } \eta^{*} = \frac{2}{\lambda_{\max} + \lambda_{\min}}",
        "one fixed step is meant; the steepest descent of the textbooks seeks the best step anew each time, "
        "and its worst case is no better",
    ),
    near_misses=(
        near_miss(formula(2 / (mu + L)) & falls & zigzag(rate), "steps up to 2/(μ + L)"),
        near_miss(formula(1 / mu) & falls & zigzag((L - mu) / (L + 2 * mu)), "another rate from (uL, vμ)"),
        near_miss(formula(1 / mu) & falls & zigzag(rate**2), "the square of the rate from (uL, vμ)"),
        near_miss(
            formula(1 / mu) & forall(t, loss(now) < rate ** (2 * t) * loss(theta(0))) & zigzag(rate), "< for ≤",
        ),
        near_miss(
            formula(1 / mu) & falls & zigzag(rate), "any step", given=known[:-1],
            examples=({**one_step, eta: lambda k: 3 + 0 * k, theta: lambda k: (-2) ** k},),
        ),
    ),
    tried=(
        not_tried("simulate", "the simulators compile rules that treat each coordinate by itself, and the best step "
                  "along the gradient depends on all of them"),
    ),
    cheat_sheet=(
        row("Best step along the gradient", eq(eta(t) * inner(g, H(g)), norm(g) ** 2), "the loss is ½⟨θ, Hθ⟩"),
        row("The loss after t such steps", loss(now) <= rate ** (2 * t) * loss(theta(0)), "the loss is ½⟨θ, Hθ⟩"),
    ),
)  # fmt: skip
def exact_line_search():
    """The best step along the gradient lies in [1/L, 1/μ]; its worst case, (κ − 1)/(κ + 1), is that of 2/(μ + L)."""
    turn = H(g)
    a, b, d, n = inner(now, g), inner(g, g), inner(g, turn), inner(now, now)
    self_ = yield eq(inner(now, turn), b), by.arithmetic(at(adjoint, now, g))
    change = yield eq(H(now - e * g), g - e * turn), by.cite(at(linear, now, g, -e))
    spelt = yield (eq(inner(now - e * g, H(now - e * g)), inner(now - e * g, g - e * turn)), by.algebra(change))
    parts = yield eq(inner(now - e * g, g - e * turn), a - 2 * e * b + e**2 * d), by.arithmetic(self_)
    one = yield eq(2 * loss(now - e * g), a - 2 * e * b + e**2 * d), by.arithmetic(spelt, parts)
    along_line = yield forall(e, eq(2 * loss(now - e * g), a - 2 * e * b + e**2 * d)), by.generalize(one)
    one = yield loss(after) <= loss(now - e * g), by.given(at(searched, t, e))
    best = yield forall(e, loss(after) <= loss(now - e * g)), by.generalize(one)
    taken = yield eq(2 * loss(after), 2 * loss(now - eta(t) * g)), by.algebra(at(step, t))
    here = yield eq(2 * loss(after), a - 2 * eta(t) * b + eta(t) ** 2 * d), by.arithmetic(taken, at(along_line, eta(t)))

    some = yield suppose(0 < norm(g))
    size = yield 0 < b, by.arithmetic(some)
    bend = yield (mu * b <= d) & (d <= L * b), by.arithmetic(at(spectrum, g))
    up = yield 0 < d, by.arithmetic(bend, size)
    least = yield 2 * loss(after) <= a - b**2 / d, by.arithmetic(at(best, b / d), at(along_line, b / d), up)
    square = yield (eta(t) * d - b) ** 2 / d <= 0, by.arithmetic(least, here, up)
    gap = yield (eta(t) * d - b) ** 2 <= 0, by.arithmetic(square, up)
    same = yield eq(eta(t) * d, b), by.arithmetic(gap)
    found = eq(eta(t) * inner(g, H(g)), norm(g) ** 2) & (1 / L <= eta(t)) & (eta(t) <= 1 / mu)
    value = yield eq(eta(t) * inner(g, H(g)), norm(g) ** 2), by.arithmetic(same, up)
    low = yield 1 / L <= eta(t), by.arithmetic(same, bend, up)
    high = yield eta(t) <= 1 / mu, by.arithmetic(same, bend, up)
    one = yield found, by.logic(value, low, high)
    one = yield implies(0 < norm(g), found), by.discharge(some, one)
    first = yield formula(1 / mu), by.generalize(one)

    none = yield suppose(eq(norm(g), 0))
    zero = yield eq(b, 0), by.arithmetic(none)
    flat = yield a**2 <= n * b, by.cauchy_schwarz(now, g)
    one = yield eq(a, 0), by.arithmetic(flat, zero)
    two = yield (mu * b <= d) & (d <= L * b), by.arithmetic(at(spectrum, g))
    three = yield 2 * loss(after) <= rate**2 * a, by.arithmetic(here, one, two, zero)
    still = yield implies(eq(norm(g), 0), 2 * loss(after) <= rate**2 * a), by.discharge(none, three)
    pairs = []
    for end in (L, mu):
        z = now - 1 / end * g
        one = yield eq(H(z), g - 1 / end * turn), by.cite(at(linear, now, g, -(1 / end)))
        two = yield eq(inner(z, H(z)), inner(z, g - 1 / end * turn)), by.algebra(one)
        bend = yield eq(inner(z, H(z)), a - 2 / end * b + d / end**2), by.arithmetic(two, self_)
        size = yield eq(inner(z, z), n - 2 / end * a + b / end**2), by.algebra()
        within = yield (
            (mu * inner(z, z) <= inner(z, H(z))) & (inner(z, H(z)) <= L * inner(z, z)),
            (by.arithmetic(at(spectrum, z))),
        )
        pairs.append(
            (
                yield (
                    (
                        (mu * (n - 2 / end * a + b / end**2) <= a - 2 / end * b + d / end**2)
                        & (a - 2 / end * b + d / end**2 <= L * (n - 2 / end * a + b / end**2))
                    ),
                    by.arithmetic(within, bend, size),
                )
            )
        )
    low = yield mu * (L**2 * n - 2 * L * a + b) <= L**2 * a - 2 * L * b + d, by.arithmetic(pairs[0])
    high = yield mu**2 * a - 2 * mu * b + d <= L * (mu**2 * n - 2 * mu * a + b), by.arithmetic(pairs[1])
    one = yield mu * mu * (L**2 * n - 2 * L * a + b) <= mu * (L**2 * a - 2 * L * b + d), by.arithmetic(low)
    two = yield L * (mu**2 * a - 2 * mu * b + d) <= L * L * (mu**2 * n - 2 * mu * a + b), by.arithmetic(high)
    same = yield (
        eq(
            mu * (L**2 * a - 2 * L * b + d) - mu * mu * (L**2 * n - 2 * L * a + b)
            + L * L * (mu**2 * n - 2 * mu * a + b) - L * (mu**2 * a - 2 * mu * b + d),
            (L - mu) * ((L + mu) * b - mu * L * a - d),
        ),
        by.algebra(),
    )  # fmt: skip
    both = yield 0 <= (L - mu) * ((L + mu) * b - mu * L * a - d), by.arithmetic(same, one, two)
    spread = yield d + mu * L * a <= (L + mu) * b, by.arithmetic(both)
    some = yield suppose(0 < norm(g))
    size = yield 0 < b, by.arithmetic(some)
    bend = yield mu * b <= d, by.arithmetic(at(spectrum, g))
    up = yield 0 < d, by.arithmetic(bend, size)
    least = yield 2 * loss(after) <= a - b**2 / d, by.arithmetic(at(best, b / d), at(along_line, b / d), up)
    bound = yield mu * norm(now) ** 2 <= a, by.given(at(spectrum, now))
    length = yield 0 <= n, by.square(now)
    sign = yield 0 <= a, by.arithmetic(bound, length)
    one = yield (d + mu * L * a) ** 2 <= ((L + mu) * b) ** 2, by.arithmetic(spread, sign, up)
    two = yield 0 <= (d - mu * L * a) ** 2, by.arithmetic()
    kantorovich = yield 4 * mu * L * a * d <= (L + mu) ** 2 * b**2, by.arithmetic(one, two)
    one = yield 4 * mu * L / (L + mu) ** 2 * a <= b**2 / d, by.arithmetic(kantorovich, up)
    two = yield eq(a - 4 * mu * L / (L + mu) ** 2 * a, rate**2 * a), by.algebra()
    three = yield 2 * loss(after) <= rate**2 * a, by.arithmetic(least, one, two)
    moves = yield implies(0 < norm(g), 2 * loss(after) <= rate**2 * a), by.discharge(some, three)
    least = yield 0 <= norm(g), by.arithmetic()
    each = yield loss(after) <= rate**2 * loss(now), by.arithmetic(still, moves, least)
    base = yield loss(theta(0)) <= rate ** (2 * 0) * loss(theta(0)), by.arithmetic()
    so_far = yield suppose(loss(now) <= rate ** (2 * t) * loss(theta(0)))
    one = yield rate**2 * loss(now) <= rate**2 * (rate ** (2 * t) * loss(theta(0))), by.arithmetic(so_far)
    two = yield eq(rate**2 * (rate ** (2 * t) * loss(theta(0))), rate ** (2 * (t + 1)) * loss(theta(0))), by.algebra()
    then = yield loss(after) <= rate ** (2 * (t + 1)) * loss(theta(0)), by.arithmetic(each, one, two)
    second = yield falls, by.induction(base, then)

    third = yield zigzag(rate), by.arithmetic()
    yield formula(1 / mu) & falls & zigzag(rate), by.logic(first, second, third)
