"""At the edge of stability and beyond it: which starts converge all the same."""

from directions import H, along, e, eigenvector, eta, lam, moves, v
from quadratic import a, closed_form, theta

from lrproof import (
    at,
    by,
    claim,
    derivative_is,
    eq,
    exists,
    forall,
    gradient_descent,
    grows,
    holds_under,
    iff,
    implies,
    inner,
    natural,
    ne,
    near_miss,
    rational,
    real,
    recurrence,
    row,
    sequence,
    suppose,
    tanh,
    tends,
)

PREFIX = "gen"
PLACE = (2, 9)  # in the report: Part 2, ninth

t = natural("t")
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


x, p, l, path = real("x"), real("p"), real("l"), sequence("y")  # noqa: E741
(turns,) = recurrence(gradient_descent, {"x": path}, gradient=tanh, step=t + 1, eta=rational(2))
curved = derivative_is(1, tanh(x), x, 0)
nearer = forall(x, implies(ne(x, 0), abs(x - 2 * tanh(x)) < abs(x)))
settles = tends(path(t), t, 0)


@claim(
    curved & nearer & settles,
    given=(turns,),
    printed=holds_under(
        "Part 2", r"\text{Convergence requires: } \eta < \frac{2}{\lambda_{\max}}",
        "the function is quadratic; on ln cosh, η = 2 = 2/λmax converges from every start",
    ),
    near_misses=(
        near_miss(derivative_is(2, tanh(x), x, 0) & nearer & settles, "curvature 2 at the minimum"),
        near_miss(curved & forall(x, abs(x - 2 * tanh(x)) < abs(x)) & settles, "at the minimum too"),
        near_miss(curved & forall(x, implies(ne(x, 0), abs(x - 3 * tanh(x)) < abs(x))) & settles, "the step 3"),
        near_miss(curved & nearer & tends(path(t), t, 1), "another limit"),
    ),
)  # fmt: skip
def boundary_nonquad():
    """On ln cosh, whose curvature at the minimum is 1, the step 2 = 2/1 converges from every start."""
    zero = yield eq(tanh(rational(0)), 0), by.fact("tanh_zero")
    first = yield curved, by.derivative(zero)
    odd = yield eq(tanh(-x), -tanh(x)), by.fact("tanh_minus", x)

    slopes = yield forall(p, derivative_is(1 - (1 - tanh(p) ** 2), x - tanh(x), x, p)), by.derivative()
    order = yield iff(tanh(p) <= tanh(rational(0)), p <= 0), by.fact("tanh_order", p, 0)
    rising = yield implies(0 < p, 0 < 1 - (1 - tanh(p) ** 2)), by.arithmetic(order, zero)
    flat_or = yield 0 <= 1 - (1 - tanh(p) ** 2), by.arithmetic()
    never = yield forall(p, 0 <= 1 - (1 - tanh(p) ** 2)), by.generalize(flat_or)
    above = yield suppose(0 < x)
    half = x / 2
    inside = (half <= p) & (p <= x)
    there = yield suppose(inside)
    one = yield 0 < 1 - (1 - tanh(p) ** 2), by.arithmetic(rising, there, above)
    one = yield implies(inside, 0 < 1 - (1 - tanh(p) ** 2)), by.discharge(there, one)
    strict = yield forall(p, implies(inside, 0 < 1 - (1 - tanh(p) ** 2))), by.generalize(one)
    low = yield 0 - tanh(rational(0)) <= half - tanh(half), by.increasing(slopes, never, above, between=(0, half))
    high = yield half - tanh(half) < x - tanh(x), by.increasing(slopes, strict, above, between=(half, x))
    sign = yield iff(tanh(x) <= tanh(rational(0)), x <= 0), by.fact("tanh_order", x, 0)
    both = yield (0 < tanh(x)) & (tanh(x) < x), by.arithmetic(low, high, zero, sign, above)
    one = yield implies(0 < x, (0 < tanh(x)) & (tanh(x) < x)), by.discharge(above, both)
    positive = yield forall(x, implies(0 < x, (0 < tanh(x)) & (tanh(x) < x))), by.generalize(one)
    right = yield implies(0 < x, abs(x - 2 * tanh(x)) < abs(x)), by.arithmetic(one)
    below = yield suppose(x < 0)
    turned = yield 0 < -x, by.arithmetic(below)
    other = yield (0 < tanh(-x)) & (tanh(-x) < -x), by.cite(at(positive, -x, given=(turned,)))
    one = yield abs(x - 2 * tanh(x)) < abs(x), by.arithmetic(other, odd)
    left = yield implies(x < 0, abs(x - 2 * tanh(x)) < abs(x)), by.discharge(below, one)
    one = yield implies(ne(x, 0), abs(x - 2 * tanh(x)) < abs(x)), by.arithmetic(right, left)
    second = yield nearer, by.generalize(one)

    there = yield suppose(ne(path(t), 0))
    one = yield abs(path(t) - 2 * tanh(path(t))) < abs(path(t)), by.cite(at(second, path(t), given=(there,)))
    one = yield implies(ne(path(t), 0), abs(path(t) - 2 * tanh(path(t))) < abs(path(t))), by.discharge(there, one)
    same = yield implies(eq(path(t), 0), eq(tanh(path(t)), tanh(rational(0)))), by.equal_arguments()
    less = yield abs(path(t + 1)) <= abs(path(t)), by.arithmetic(one, same, zero, at(turns, t))
    falling = yield forall(t, abs(path(t + 1)) <= abs(path(t))), by.generalize(less)
    one = yield 0 <= abs(path(t)), by.arithmetic()
    bounded = yield forall(t, 0 <= abs(path(t))), by.generalize(one)
    some = yield exists(l, tends(abs(path(t)), t, l)), by.limit_monotone(falling, bounded)
    limit = yield suppose(tends(abs(path(t)), t, l))
    least = yield 0 <= l, by.limit_order(bounded, limit)
    y = path(t)
    mirror = yield eq(tanh(-y), -tanh(y)), by.fact("tanh_minus", y)
    plain = yield implies(0 <= y, eq(tanh(abs(y)), tanh(y))), by.equal_arguments()
    minus = yield implies(y <= 0, eq(tanh(abs(y)), tanh(-y))), by.equal_arguments()
    after = abs(abs(y) - 2 * tanh(abs(y)))
    one = yield abs(path(t + 1)) <= after, by.arithmetic(mirror, plain, minus, at(turns, t))
    pointwise = yield forall(t, abs(path(t + 1)) <= after), by.generalize(one)
    shifted = yield tends(abs(path(t + 1)), t, l), by.limit(limit)
    onward = yield tends(after, t, abs(l - 2 * tanh(l))), by.limit(limit)
    fixed = yield l <= abs(l - 2 * tanh(l)), by.limit_order(pointwise, shifted, onward)
    apart = yield suppose(ne(l, 0))
    one = yield abs(l - 2 * tanh(l)) < abs(l), by.cite(at(second, l, given=(apart,)))
    one = yield implies(ne(l, 0), abs(l - 2 * tanh(l)) < abs(l)), by.discharge(apart, one)
    nought = yield eq(l, 0), by.arithmetic(fixed, one, least)
    sizes = yield tends(abs(path(t)), t, 0), by.limit(limit, nought)
    one = yield path(t) <= abs(path(t)), by.arithmetic()
    upper = yield forall(t, path(t) <= abs(path(t))), by.generalize(one)
    one = yield -abs(path(t)) <= path(t), by.arithmetic()
    lower = yield forall(t, -abs(path(t)) <= path(t)), by.generalize(one)
    here = yield settles, by.squeeze(lower, upper, sizes)
    third = yield settles, by.choose(some, limit, here)
    yield curved & nearer & settles, by.logic(first, second, third)
