"""At the edge of stability, on ln cosh: η = 2/λmax converges all the same, but slowly."""

from lrproof import (
    at,
    between,
    by,
    claim,
    derivative_is,
    eq,
    exists,
    fails,
    followed,
    forall,
    gradient_descent,
    iff,
    implies,
    integer,
    natural,
    ne,
    near_miss,
    rational,
    real,
    recurrence,
    sequence,
    suppose,
    tanh,
    tends,
)

PREFIX = "gen"
PLACE = (2, 13)  # in the report: Part 2, thirteenth

t = natural("t")
x, p, l, path, n = real("x"), real("p"), real("l"), sequence("y"), integer("n", "[1, oo)")  # noqa: E741
SYMBOLS = {path: "the parameter after t steps"}
(turns,) = recurrence(gradient_descent, {"x": path}, gradient=tanh, step=t + 1, eta=rational(2))
curved = derivative_is(1, tanh(x), x, 0)
nearer = forall(x, implies(ne(x, 0), abs(x - 2 * tanh(x)) < abs(x)))
settles = tends(path(t), t, 0)
slowly = implies(forall(t, ne(path(t), 0)), tends(t * path(t) ** 2, t, rational("3/4")))


@claim(
    curved & nearer & settles & slowly,
    given=(turns,),
    printed=fails(
        "Part 2", r"\text{Convergence requires: } \eta < \frac{2}{\lambda_{\max}}",
        implies(ne(x, 0) & (abs(x - 2 * tanh(x)) < abs(x)), rational(2) < rational(2) / 1),
    ),
    near_misses=(
        near_miss(derivative_is(2, tanh(x), x, 0) & nearer & settles & slowly, "curvature 2 at the minimum"),
        near_miss(curved & forall(x, abs(x - 2 * tanh(x)) < abs(x)) & settles & slowly, "at the minimum too"),
        near_miss(curved & forall(x, implies(ne(x, 0), abs(x - 3 * tanh(x)) < abs(x))) & settles & slowly,
                  "the step 3"),
        near_miss(curved & nearer & tends(path(t), t, 1) & slowly, "another limit"),
        near_miss(curved & nearer & settles & slowly.args[1], "also from the minimum"),
    ),
    tried=(
        followed(gradient_descent, tanh, start=1, steps=2000, hyper={"eta": 2},
                 ends=lambda x: between(rational("0.745"), 2000 * x**2, rational("0.755"))),
    ),
)  # fmt: skip
def boundary_nonquad():
    """On ln cosh, with curvature 1 at the minimum, the step 2 = 2/1 converges from every start, as √(3/4t)."""
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

    # with y = tanh x: y³/3 ≤ x − y ≤ x³/3 for x > 0, for both differences are 0 at 0 and rise
    y = tanh(p)
    one = yield 0 <= y**2 - y**2 * (1 - y**2), by.arithmetic()
    rises = yield forall(p, 0 <= y**2 - y**2 * (1 - y**2)), by.generalize(one)
    gap = x - tanh(x) - tanh(x) ** 3 / 3
    slopes = yield forall(p, derivative_is(y**2 - y**2 * (1 - y**2), gap, x, p)), by.derivative()
    there = yield suppose(0 < x)
    low = yield (
        0 - tanh(rational(0)) - tanh(rational(0)) ** 3 / 3 <= gap,
        by.increasing(slopes, rises, there, between=(0, x)),
    )
    inside = (0 <= p) & (p <= x)
    here = yield suppose(inside)
    right_of = yield suppose(0 < p)
    one = yield (0 < tanh(p)) & (tanh(p) < p), by.cite(at(positive, p, given=(right_of,)))
    one = yield implies(0 < p, (0 < tanh(p)) & (tanh(p) < p)), by.discharge(right_of, one)
    same = yield implies(eq(p, 0), eq(tanh(p), tanh(rational(0)))), by.equal_arguments()
    one = yield 0 <= p**2 - (1 - (1 - y**2)), by.arithmetic(one, same, zero, here)
    one = yield implies(inside, 0 <= p**2 - (1 - (1 - y**2))), by.discharge(here, one)
    rises = yield forall(p, implies(inside, 0 <= p**2 - (1 - (1 - y**2)))), by.generalize(one)
    other = x**3 / 3 - (x - tanh(x))
    slopes = yield forall(p, derivative_is(p**2 - (1 - (1 - y**2)), other, x, p)), by.derivative()
    high = yield (
        rational(0) ** 3 / 3 - (0 - tanh(rational(0))) <= other,
        by.increasing(slopes, rises, there, between=(0, x)),
    )
    cubic = (tanh(x) ** 3 / 3 <= x - tanh(x)) & (x - tanh(x) <= x**3 / 3)
    one = yield cubic, by.arithmetic(low, high, zero)
    one = yield implies(0 < x, cubic), by.discharge(there, one)
    cubes = yield forall(x, implies(0 < x, cubic)), by.generalize(one)

    # so s = (x − y)/x³ → 1/3 as x → 0
    def share(z):
        return (z - tanh(z)) / z**3

    floor_ = (1 - x**2 / 3) ** 3 / 3
    bounds = (floor_ <= share(x)) & (share(x) <= rational("1/3"))
    there = yield suppose(0 < x)
    one = yield cubic, by.cite(at(cubes, x, given=(there,)))
    two = yield 1 - x**2 / 3 <= tanh(x) / x, by.arithmetic(one, there)
    two = yield (1 - x**2 / 3) ** 3 <= (tanh(x) / x) ** 3, by.arithmetic(two)
    three = yield eq((tanh(x) / x) ** 3 * x**3, tanh(x) ** 3), by.algebra(there)
    cube = yield 0 < x**3, by.arithmetic(there)
    four = yield (tanh(x) / x) ** 3 / 3 <= share(x), by.arithmetic(one, three, cube)
    five = yield share(x) <= rational("1/3"), by.arithmetic(one, cube)
    one = yield bounds, by.arithmetic(two, four, five)
    above = yield implies(0 < x, bounds), by.discharge(there, one)
    right = yield forall(x, implies(0 < x, bounds)), by.generalize(above)
    there = yield suppose(x < 0)
    turned = yield 0 < -x, by.arithmetic(there)
    mirror = (1 - (-x) ** 2 / 3) ** 3 / 3
    one = yield (mirror <= share(-x)) & (share(-x) <= rational("1/3")), by.cite(at(right, -x, given=(turned,)))
    two = yield eq(share(-x), share(x)), by.algebra(odd, there)
    three = yield eq(mirror, floor_), by.algebra()
    one = yield bounds, by.arithmetic(one, two, three)
    left = yield implies(x < 0, bounds), by.discharge(there, one)
    one = yield implies(ne(x, 0), bounds), by.arithmetic(above, left)
    shares = yield forall(x, implies(ne(x, 0), bounds)), by.generalize(one)

    # 1/x² grows by (4s − 4s²x²)/(1 − 2sx²)² → 4/3 in a step
    never = yield suppose(forall(t, ne(path(t), 0)))
    here = yield ne(path(t), 0), by.logic(at(never, t))
    low, most = (1 - path(t) ** 2 / 3) ** 3 / 3, rational("1/3")
    one = yield (low <= share(path(t))) & (share(path(t)) <= most), by.cite(at(shares, path(t), given=(here,)))
    two = yield low <= share(path(t)), by.logic(one)
    below = yield forall(t, low <= share(path(t))), by.generalize(two)
    two = yield share(path(t)) <= most, by.logic(one)
    above = yield forall(t, share(path(t)) <= most), by.generalize(two)
    limit = yield tends(share(path(t)), t, rational("1/3")), by.squeeze(below, above, third)
    rise = (4 * share(path(t)) - 4 * share(path(t)) ** 2 * path(t) ** 2) / (1 - 2 * share(path(t)) * path(t) ** 2) ** 2
    goes = yield tends(rise, t, rational("4/3")), by.limit(limit, third)
    after = yield ne(path(t + 1), 0), by.logic(at(never, t + 1))
    there = yield eq(path(t + 1), path(t) - 2 * tanh(path(t))), by.given(at(turns, t))
    apart = yield ne(path(t) - 2 * tanh(path(t)), 0), by.arithmetic(after, there)
    one = yield (eq(1 - 2 * share(path(t)) * path(t) ** 2, (2 * tanh(path(t)) - path(t)) / path(t)), by.algebra(here))
    solid = yield ne(1 - 2 * share(path(t)) * path(t) ** 2, 0), by.arithmetic(one, apart, here)
    two = yield eq(rise, 1 / (path(t) - 2 * tanh(path(t))) ** 2 - 1 / path(t) ** 2), by.algebra(here, apart, solid)
    one = yield eq(rise, 1 / path(t + 1) ** 2 - 1 / path(t) ** 2), by.algebra(two, there, after, here)
    equal = yield forall(t, eq(rise, 1 / path(t + 1) ** 2 - 1 / path(t) ** 2)), by.generalize(one)
    yield tends(rise, t, rational("4/3"))
    steps = yield "<=>", tends(1 / path(t + 1) ** 2 - 1 / path(t) ** 2, t, rational("4/3")), by.limit_terms(equal)
    one = yield tends(1 / path(t + 1) ** 2 - 1 / path(t) ** 2, t, rational("4/3")), by.logic(steps, goes)
    mean = yield tends(1 / path(t) ** 2 / t, t, rational("4/3")), by.limit_average(one)
    inverse = yield tends(1 / (1 / path(t) ** 2 / t), t, rational("3/4")), by.limit(mean)
    here = yield ne(path(n), 0), by.logic(at(never, n))
    one = yield eq(1 / (1 / path(n) ** 2 / n), n * path(n) ** 2), by.algebra(here)
    equal = yield forall(n, eq(1 / (1 / path(n) ** 2 / n), n * path(n) ** 2)), by.generalize(one)
    yield tends(1 / (1 / path(t) ** 2 / t), t, rational("3/4"))
    same = yield "<=>", tends(t * path(t) ** 2, t, rational("3/4")), by.limit_terms(equal)
    one = yield tends(t * path(t) ** 2, t, rational("3/4")), by.logic(same, inverse)
    fourth = yield slowly, by.discharge(never, one)
    yield curved & nearer & settles & slowly, by.logic(first, second, third, fourth)
