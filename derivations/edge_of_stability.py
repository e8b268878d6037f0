"""At the edge of stability and beyond it: which starts converge all the same."""

from directions import H, along, e, eigenvector, eta, lam, moves, v
from quadratic import a, closed_form, theta

from lrproof import (
    at,
    by,
    claim,
    eq,
    exists,
    followed,
    forall,
    function,
    gradient_descent,
    grows,
    holds_under,
    iff,
    implies,
    inner,
    integer,
    larger,
    natural,
    ne,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    row,
    sequence,
    simulated,
    suppose,
    tends,
)

PREFIX = "gen"
PLACE = (2, 12)  # in the report: Part 2, twelfth

t, x0, L = natural("t"), real("x0"), positive("L")
SYMBOLS = {
    eta: "the learning rate", lam: "the eigenvalue of v", H: "the Hessian", v: "an eigenvector of H",
    e: "the parameters after t steps",
}  # fmt: skip
start = inner(v, e(0))
goes = tends(along, t, 0)
which = iff(goes, (abs(1 - eta * lam) < 1) | eq(start, 0))
leaves = implies((0 < lam) & (2 / lam < eta) & ne(start, 0), grows(abs(along), t))
flat = {H: lambda z: 10 * z, lam: 10, v: 1, eta: rational("3/10")}
bowl = {**flat, H: lambda z: z, lam: 1}


@claim(
    which & leaves,
    given=(eigenvector, moves),
    uses=(closed_form,),
    examples=(
        {**flat, e: lambda k: rational(-2) ** k},
        {**flat, e: lambda k: 0 * k},
        {**bowl, e: lambda k: rational("7/10") ** k},
        {**flat, eta: rational("1/5"), e: lambda k: rational(-1) ** k},
    ),
    printed=holds_under(
        "Part 2", r"\text{Convergence requires: } \eta < \frac{2}{\lambda_{\max}}",
        "the function is quadratic, and the start is off the minimum along the top eigenvector",
    ),
    near_misses=(
        near_miss(iff(goes, abs(1 - eta * lam) < 1) & leaves, "whatever the start"),
        near_miss(iff(goes, (abs(1 - eta * lam) <= 1) | eq(start, 0)) & leaves, "≤ for < at 2/λ"),
        near_miss(which & implies((0 < lam) & (1 / lam < eta) & ne(start, 0), grows(abs(along), t)), "1/λ for 2/λ",
                  examples=({**bowl, eta: rational("3/2"), e: lambda k: rational("-1/2") ** k},)),
        near_miss(which & implies((0 < lam) & (2 / lam < eta), grows(abs(along), t)), "also from the minimum"),
    ),
    tried=(
        simulated(
            gradient_descent, (1 - eta * lam) ** t * x0,
            reads={lam: "curvature", x0: "start", t: "steps", eta: "eta", L: "L"},
            hyper={"eta": rational("2.01") / L}, control="eta", condition=100, steps=300,
            inside={"eta": rational("1.99") / L}, outside={"eta": rational("2.01") / L},
        ),
    ),
    cheat_sheet=(
        row("Diverges along an eigenvector of λ > 0 for", 2 / lam < eta, "the start is not orthogonal to it"),
    ),
)  # fmt: skip
def divergence_ae():
    """Past 2/λ a quadratic diverges from every start but those without a component along the eigenvector."""
    yield inner(v, e(t + 1))
    yield "=", inner(v, e(t)) - eta * inner(v, H(e(t))), by.algebra(at(moves, t))
    one = yield "=", inner(v, e(t)) - eta * (lam * inner(v, e(t))), by.algebra(at(eigenvector, e(t)))
    steps = yield forall(t, eq(inner(v, e(t + 1)), inner(v, e(t)) - eta * (lam * inner(v, e(t))))), by.generalize(one)
    factor = 1 - eta * lam
    closed = forall(t, eq(along, factor**t * start))
    same = yield closed, by.cite(at(closed_form, {theta: lambda k: inner(v, e(k)), a: lam}, given=(steps,)))

    moving = yield suppose(ne(start, 0))
    yield goes
    yield "<=>", tends(factor**t * start, t, 0), by.limit_terms(same)
    yield "<=>", tends(factor**t, t, 0), by.limit_scale(moving)
    inside = yield "<=>", abs(factor) < 1, by.limit_of_powers()
    one = yield implies(ne(start, 0), iff(goes, abs(factor) < 1)), by.discharge(moving, inside)
    still = yield suppose(eq(start, 0))
    zero = yield eq(along, 0), by.algebra(at(same, t), still)
    zeros = yield forall(t, eq(along, 0)), by.generalize(zero)
    yield goes
    equal = yield "<=>", tends(0, t, 0), by.limit_terms(zeros)
    nothing = yield tends(0, t, 0), by.limit()
    here = yield goes, by.logic(equal, nothing)
    two = yield implies(eq(start, 0), goes), by.discharge(still, here)
    first = yield which, by.logic(one, two)

    beyond = yield suppose((0 < lam) & (2 / lam < eta) & ne(start, 0))
    size = yield eq(abs(factor**t), abs(factor) ** t), by.fact("abs_power", factor, t)
    one = yield eq(abs(along), abs(start) * abs(factor**t)), by.arithmetic(at(same, t))
    one = yield eq(abs(along), abs(start) * abs(factor) ** t), by.algebra(one, size)
    sizes = yield forall(t, eq(abs(along), abs(start) * abs(factor) ** t)), by.generalize(one)
    length = yield 0 < abs(start), by.arithmetic(beyond)
    yield grows(abs(along), t)
    yield "<=>", grows(abs(start) * abs(factor) ** t, t), by.limit_terms(sizes)
    yield "<=>", grows(abs(factor) ** t, t), by.limit_scale(length)
    powers = yield "<=>", 1 < abs(factor), by.limit_of_powers()
    large = yield 1 < abs(factor), by.arithmetic(beyond)
    here = yield grows(abs(along), t), by.logic(powers, large)
    second = yield leaves, by.discharge(beyond, here)
    yield which & leaves, by.logic(first, second)


# one parameter, any loss: g is its derivative, differentiable at the minimum c, where the curvature is h
g, h, c, eps, delta = function("g"), positive("h"), real("c"), real("eps"), function("delta")
z, phi, step = real("z"), sequence("theta"), positive("eta")
i, j, m = integer("i"), integer("j"), integer("m")
curved_at = forall(
    eps,
    implies(
        0 < eps,
        (0 < delta(eps)) & forall(z, implies(abs(z - c) <= delta(eps), abs(g(z) - h * (z - c)) <= eps * abs(z - c))),
    ),
)
(descends,) = recurrence(gradient_descent, {"x": phi}, gradient=g, step=t + 1, eta=step)
misses, reaches = forall(t, ne(phi(t), c)), tends(phi(t), t, c)
parabola = {g: lambda z: 2 * z, h: 2, c: 0, delta: lambda e: 1 + 0 * e}


@claim(
    implies(misses, ~reaches),
    given=(curved_at, descends, 2 / h < step),
    examples=(
        {**parabola, step: rational("3/2"), phi: lambda k: rational(-2) ** k},
        {**parabola, step: rational("3/2"), phi: lambda k: 0 * k},
    ),
    printed=holds_under(
        "Part 2", r"\text{Convergence requires: } \eta < \frac{2}{\lambda_{\max}}",
        "no iterate lands on the minimum exactly; one parameter",
    ),
    near_misses=(
        near_miss(~reaches, "also where an iterate lands on the minimum"),
        near_miss(implies(misses, reaches), "it converges"),
        near_miss(implies(misses, ~reaches), "1/h for 2/h", given=(curved_at, descends, 1 / h < step),
                  examples=({**parabola, step: rational("3/4"), phi: lambda k: rational("-1/2") ** k},)),
        near_miss(implies(misses, ~reaches), "any step", given=(curved_at, descends),
                  examples=({**parabola, step: rational("1/4"), phi: lambda k: rational("1/2") ** k},)),
    ),
    tried=(
        followed(gradient_descent, lambda x: x + x**3, start=rational("1e-9"), steps=200,
                 hyper={"eta": rational("2.2")}, ends=lambda x: rational("0.1") < abs(x)),
    ),
)  # fmt: skip
def repelling():
    """Past 2/h gradient descent converges to a minimum of curvature h only by landing on it exactly."""
    room = (step * h - 2) / (2 * step)
    radius = delta(room)
    some = yield 0 < room, by.arithmetic()
    near = forall(z, implies(abs(z - c) <= radius, abs(g(z) - h * (z - c)) <= room * abs(z - c)))
    known = yield (0 < radius) & near, by.given(at(curved_at, room, given=(some,)))
    width = yield 0 < radius, by.logic(known)
    inside = yield near, by.logic(known)
    never = yield suppose(misses)
    ends = yield suppose(reaches)
    definition = forall(eps, implies(0 < eps, exists(i, forall(j, implies(i <= j, abs(phi(j) - c) < eps)))))
    yield reaches
    means = yield "<=>", definition, by.limit_definition()
    always = yield definition, by.logic(means, ends)
    found = yield (
        exists(i, forall(j, implies(i <= j, abs(phi(j) - c) < radius))),
        by.cite(at(always, radius, given=(width,))),
    )
    stays = yield suppose(forall(j, implies(i <= j, abs(phi(j) - c) < radius)))
    late = larger(i, 0)
    first = yield ne(phi(late), c), by.cite(at(never, late))
    base = yield abs(phi(late) - c) <= abs(phi(late) - c), by.arithmetic()
    after = yield suppose(late <= j)
    now = yield suppose(abs(phi(late) - c) <= abs(phi(j) - c))
    index = yield (i <= j) & (0 <= j), by.arithmetic(after)
    small = yield abs(phi(j) - c) < radius, by.cite(at(stays, j, given=(index,)))
    slope = yield (
        abs(g(phi(j)) - h * (phi(j) - c)) <= room * abs(phi(j) - c),
        by.cite(at(inside, phi(j), given=(small,))),
    )
    moved = yield eq(phi(j + 1), phi(j) - step * g(phi(j))), by.given(at(descends, j, given=(index,)))
    share = yield step * abs(g(phi(j)) - h * (phi(j) - c)) <= (step * h - 2) / 2 * abs(phi(j) - c), by.arithmetic(slope)
    rest = step * (g(phi(j)) - h * (phi(j) - c))
    parts = yield eq(phi(j + 1) - c, (1 - step * h) * (phi(j) - c) - rest), by.algebra(moved)
    bent = yield abs(rest) <= (step * h - 2) / 2 * abs(phi(j) - c), by.arithmetic(share)
    past = yield 2 < step * h, by.arithmetic()
    main = yield eq(abs((1 - step * h) * (phi(j) - c)), (step * h - 1) * abs(phi(j) - c)), by.arithmetic(past)
    away = yield (
        (step * h - 1 - (step * h - 2) / 2) * abs(phi(j) - c) <= abs(phi(j + 1) - c),
        by.arithmetic(parts, bent, main),
    )
    growth = yield abs(phi(j) - c) <= (step * h - 1 - (step * h - 2) / 2) * abs(phi(j) - c), by.arithmetic(past)
    then = yield abs(phi(late) - c) <= abs(phi(j + 1) - c), by.arithmetic(now, away, growth)
    apart = yield forall(j, implies(late <= j, abs(phi(late) - c) <= abs(phi(j) - c))), by.induction(base, then)
    gap = yield 0 < abs(phi(late) - c), by.arithmetic(first)
    again = forall(j, implies(m <= j, abs(phi(j) - c) < abs(phi(late) - c)))
    closer = yield exists(m, again), by.cite(at(always, abs(phi(late) - c), given=(gap,)))
    from_m = yield suppose(again)
    k = larger(late, m)
    one = yield m <= k, by.arithmetic()
    two = yield late <= k, by.arithmetic()
    one = yield abs(phi(k) - c) < abs(phi(late) - c), by.cite(at(from_m, k, given=(one,)))
    two = yield abs(phi(late) - c) <= abs(phi(k) - c), by.cite(at(apart, k, given=(two,)))
    one = yield ~reaches, by.arithmetic(one, two), "the two lines contradict each other"
    one = yield ~reaches, by.choose(closer, from_m, one)
    one = yield ~reaches, by.choose(found, stays, one)
    one = yield implies(reaches, ~reaches), by.discharge(ends, one)
    one = yield ~reaches, by.logic(one)
    yield implies(misses, ~reaches), by.discharge(never, one)
