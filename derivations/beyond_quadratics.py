"""Beyond quadratics: the curvature at the minimum says nothing of starts far from it."""

from lrproof import (
    at,
    by,
    claim,
    derivative_is,
    derive,
    derived,
    eq,
    exists,
    fails,
    followed,
    forall,
    gradient_descent,
    grows,
    implies,
    natural,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    suppose,
    tends,
)

PREFIX = "gen"
PLACE = (2, 11)  # in the report: Part 2, eleventh

t, theta, x, l = natural("t"), sequence("theta"), real("x"), real("l")  # noqa: E741
SYMBOLS = {theta: "the parameter after t steps"}
(cubed,) = recurrence(gradient_descent, {"x": theta}, gradient=lambda z: z + z**3, step=t + 1, eta=rational(1))
curved = derivative_is(1, x + x**3, x, 0)
far = implies(1 < abs(theta(0)), grows(abs(theta(t)), t))
near = implies(abs(theta(0)) < 1, tends(theta(t), t, 0))


@claim(
    curved & far & near,
    given=(cubed,),
    printed=fails(
        "Part 2", r"\text{near a minimum, convergence for } \eta < \frac{2}{\lambda_{\max}}",
        tends(theta(t), t, 0),
    ),
    near_misses=(
        near_miss(curved & implies(1 <= abs(theta(0)), grows(abs(theta(t)), t)) & near, "from 1 itself"),
        near_miss(curved & far & implies(abs(theta(0)) <= 1, tends(theta(t), t, 0)), "also from 1"),
        near_miss(derivative_is(2, x + x**3, x, 0) & far & near, "curvature 2 at the minimum"),
        near_miss(curved & far & implies(abs(theta(0)) < 2, tends(theta(t), t, 0)), "from everywhere below 2"),
    ),
)  # fmt: skip
def local_not_global():
    """On θ²/2 + θ⁴/4 the curvature at 0 is 1, yet the step 1 < 2/1 diverges from every |θ₀| > 1."""
    first = yield curved, by.derivative()
    size = yield eq(abs(theta(t + 1)), abs(theta(t)) ** 3), by.arithmetic(at(cubed, t))

    away = yield suppose(1 < abs(theta(0)))
    bound = (abs(theta(0)) <= abs(theta(t))) & (abs(theta(0)) ** t <= abs(theta(t)))
    base = yield (abs(theta(0)) <= abs(theta(0))) & (abs(theta(0)) ** 0 <= abs(theta(0))), by.arithmetic(away)
    now = yield suppose(bound)
    square = yield abs(theta(0)) <= abs(theta(t)) ** 2, by.arithmetic(away, now)
    grown = yield abs(theta(0)) * abs(theta(t)) <= abs(theta(t)) ** 3, by.arithmetic(square)
    kept = yield abs(theta(0)) <= abs(theta(t + 1)), by.arithmetic(grown, size, away, now)
    power = yield abs(theta(0)) * abs(theta(0)) ** t <= abs(theta(0)) * abs(theta(t)), by.arithmetic(now, away)
    more = yield abs(theta(0)) ** (t + 1) <= abs(theta(t + 1)), by.arithmetic(power, grown, size)
    both = yield (
        (abs(theta(0)) <= abs(theta(t + 1))) & (abs(theta(0)) ** (t + 1) <= abs(theta(t + 1))),
        (by.logic(kept, more)),
    )
    always = yield forall(t, bound), by.induction(base, both)
    one = yield abs(theta(0)) ** t <= abs(theta(t)), by.logic(at(always, t))
    above = yield forall(t, abs(theta(0)) ** t <= abs(theta(t))), by.generalize(one)
    yield grows(abs(theta(0)) ** t, t)
    powers = yield "<=>", 1 < abs(theta(0)), by.limit_of_powers()
    one = yield grows(abs(theta(0)) ** t, t), by.logic(powers, away)
    one = yield grows(abs(theta(t)), t), by.grows_beyond(above, one)
    second = yield far, by.discharge(away, one)

    inside = yield suppose(abs(theta(0)) < 1)
    below = (abs(theta(t)) <= abs(theta(0))) & (abs(theta(t)) <= abs(theta(0)) ** t)
    base = yield (abs(theta(0)) <= abs(theta(0))) & (abs(theta(0)) <= abs(theta(0)) ** 0), by.arithmetic(inside)
    now = yield suppose(below)
    square = yield abs(theta(t)) ** 2 <= abs(theta(0)), by.arithmetic(inside, now)
    less = yield abs(theta(t)) ** 3 <= abs(theta(0)) * abs(theta(t)), by.arithmetic(square)
    kept = yield abs(theta(t + 1)) <= abs(theta(0)), by.arithmetic(less, size, inside, now)
    power = yield abs(theta(0)) * abs(theta(t)) <= abs(theta(0)) * abs(theta(0)) ** t, by.arithmetic(now)
    more = yield abs(theta(t + 1)) <= abs(theta(0)) ** (t + 1), by.arithmetic(power, less, size)
    both = yield (
        (abs(theta(t + 1)) <= abs(theta(0))) & (abs(theta(t + 1)) <= abs(theta(0)) ** (t + 1)),
        (by.logic(kept, more)),
    )
    always = yield forall(t, below), by.induction(base, both)
    one = yield theta(t) <= abs(theta(0)) ** t, by.arithmetic(at(always, t))
    upper = yield forall(t, theta(t) <= abs(theta(0)) ** t), by.generalize(one)
    one = yield -(abs(theta(0)) ** t) <= theta(t), by.arithmetic(at(always, t))
    lower = yield forall(t, -(abs(theta(0)) ** t) <= theta(t)), by.generalize(one)
    yield tends(abs(theta(0)) ** t, t, 0)
    powers = yield "<=>", abs(abs(theta(0))) < 1, by.limit_of_powers()
    size = yield abs(abs(theta(0))) < 1, by.arithmetic(inside)
    vanishes = yield tends(abs(theta(0)) ** t, t, 0), by.logic(powers, size)
    one = yield tends(theta(t), t, 0), by.squeeze(lower, upper, vanishes)
    third = yield near, by.discharge(inside, one)
    yield curved & far & near, by.logic(first, second, third)


eta = positive("eta")
SYMBOLS |= {eta: "the learning rate"}
(quartic,) = recurrence(gradient_descent, {"x": theta}, gradient=lambda z: 4 * z**3, step=t + 1, eta=eta)
flat = derivative_is(0, 4 * x**3, x, 0)
diverges = implies(1 < 2 * eta * theta(0) ** 2, grows(abs(theta(t)), t))
settles = implies(2 * eta * theta(0) ** 2 < 1, tends(theta(t), t, 0))


@claim(
    flat & diverges & settles,
    given=(quartic,),
    printed=fails(
        "Part 2", r"L \approx L^{*} + \tfrac12\,\delta^{T} H \delta \;\Rightarrow\; \eta < \frac{2}{\lambda_{\max}} "
        r"\text{, where } H = 0",
        tends(theta(t), t, 0),
    ),
    near_misses=(
        near_miss(flat & implies(1 <= 2 * eta * theta(0) ** 2, grows(abs(theta(t)), t)) & settles, "≤ for < above"),
        near_miss(flat & diverges & implies(2 * eta * theta(0) ** 2 <= 1, tends(theta(t), t, 0)), "≤ below"),
        near_miss(flat & implies(1 < 3 * eta * theta(0) ** 2, grows(abs(theta(t)), t)) & settles, "3 for 2"),
        near_miss(derivative_is(4, 4 * x**3, x, 0) & diverges & settles, "curvature 4 at the minimum"),
    ),
    derived=(derived("the curvature at the minimum", lambda: derive.slope(4 * x**3, x, rational(0)), rational(0)),),
    tried=(
        followed(gradient_descent, lambda x: 4 * x**3, start=rational("2.25"), steps=20,
                 hyper={"eta": rational("0.1")}, ends=lambda x: 100 < abs(x)),
        followed(gradient_descent, lambda x: 4 * x**3, start=rational("2.2"), steps=200,
                 hyper={"eta": rational("0.1")}, ends=lambda x: abs(x) < rational("0.1")),
    ),
)  # fmt: skip
def taylor_degenerate():
    """On θ⁴ the curvature at 0 is 0 and would allow every step, yet from |θ₀| > 1/√(2η) the steps diverge."""
    first = yield flat, by.derivative()
    factor = 1 - 4 * eta * theta(t) ** 2
    moved = yield eq(theta(t + 1), theta(t) * factor), by.algebra(at(quartic, t))
    q = 4 * eta * theta(0) ** 2 - 1

    away = yield suppose(1 < 2 * eta * theta(0) ** 2)
    large = yield 1 < q, by.arithmetic(away)
    start = yield 0 < abs(theta(0)), by.arithmetic(away)
    bound = (abs(theta(0)) <= abs(theta(t))) & (q**t * abs(theta(0)) <= abs(theta(t)))
    base = yield (abs(theta(0)) <= abs(theta(0))) & (q**0 * abs(theta(0)) <= abs(theta(0))), by.arithmetic()
    now = yield suppose(bound)
    square = yield theta(0) ** 2 <= theta(t) ** 2, by.arithmetic(now)
    factors = yield eta * theta(0) ** 2 <= eta * theta(t) ** 2, by.arithmetic(square)
    size = yield q <= abs(factor), by.arithmetic(factors, large)
    product = yield eq(abs(theta(t + 1)), abs(theta(t)) * abs(factor)), by.arithmetic(moved)
    grown = yield q * abs(theta(t)) <= abs(theta(t + 1)), by.arithmetic(product, size)
    more = yield abs(theta(t)) <= q * abs(theta(t)), by.arithmetic(large)
    kept = yield abs(theta(0)) <= abs(theta(t + 1)), by.arithmetic(grown, more, now)
    power = yield q * (q**t * abs(theta(0))) <= q * abs(theta(t)), by.arithmetic(now, large)
    higher = yield q ** (t + 1) * abs(theta(0)) <= abs(theta(t + 1)), by.arithmetic(power, grown)
    both = yield (
        (abs(theta(0)) <= abs(theta(t + 1))) & (q ** (t + 1) * abs(theta(0)) <= abs(theta(t + 1))),
        (by.logic(kept, higher)),
    )
    always = yield forall(t, bound), by.induction(base, both)
    one = yield q**t * abs(theta(0)) <= abs(theta(t)), by.logic(at(always, t))
    above = yield forall(t, q**t * abs(theta(0)) <= abs(theta(t))), by.generalize(one)
    beyond = yield grows(q**t * abs(theta(0)), t), by.limit(large, start)
    one = yield grows(abs(theta(t)), t), by.grows_beyond(above, beyond)
    second = yield diverges, by.discharge(away, one)

    inside = yield suppose(2 * eta * theta(0) ** 2 < 1)
    base = yield abs(theta(0)) <= abs(theta(0)), by.arithmetic()
    now = yield suppose(abs(theta(t)) <= abs(theta(0)))
    square = yield theta(t) ** 2 <= theta(0) ** 2, by.arithmetic(now)
    factors = yield eta * theta(t) ** 2 <= eta * theta(0) ** 2, by.arithmetic(square)
    size = yield abs(factor) <= 1, by.arithmetic(factors, inside, square)
    product = yield eq(abs(theta(t + 1)), abs(theta(t)) * abs(factor)), by.arithmetic(moved)
    less = yield abs(theta(t + 1)) <= abs(theta(t)), by.arithmetic(product, size)
    then = yield abs(theta(t + 1)) <= abs(theta(0)), by.arithmetic(less, now)
    stays = yield forall(t, abs(theta(t)) <= abs(theta(0))), by.induction(base, then)
    one = yield abs(theta(t)) <= abs(theta(0)), by.cite(at(stays, t))
    falls = yield implies(abs(theta(t)) <= abs(theta(0)), abs(theta(t + 1)) <= abs(theta(t))), by.discharge(now, less)
    one = yield abs(theta(t + 1)) <= abs(theta(t)), by.logic(one, falls)
    falling = yield forall(t, abs(theta(t + 1)) <= abs(theta(t))), by.generalize(one)
    one = yield 0 <= abs(theta(t)), by.arithmetic()
    bounded = yield forall(t, 0 <= abs(theta(t))), by.generalize(one)
    some = yield exists(l, tends(abs(theta(t)), t, l)), by.limit_monotone(falling, bounded)
    limit = yield suppose(tends(abs(theta(t)), t, l))
    least = yield 0 <= l, by.limit_order(bounded, limit)
    most = yield l <= abs(theta(0)), by.limit_order(stays, limit)
    one = yield eq(abs(theta(t + 1)), abs(theta(t)) * abs(1 - 4 * eta * abs(theta(t)) ** 2)), by.arithmetic(moved)
    equal = yield (
        forall(t, eq(abs(theta(t + 1)), abs(theta(t)) * abs(1 - 4 * eta * abs(theta(t)) ** 2))),
        (by.generalize(one)),
    )
    after = abs(theta(t)) * abs(1 - 4 * eta * abs(theta(t)) ** 2)
    goes = yield tends(after, t, l * abs(1 - 4 * eta * l**2)), by.limit(limit)
    one = yield abs(theta(t + 1)) <= after, by.arithmetic(at(equal, t))
    pointwise = yield forall(t, abs(theta(t + 1)) <= after), by.generalize(one)
    shifted = yield tends(abs(theta(t + 1)), t, l), by.limit(limit)
    fixed = yield l <= l * abs(1 - 4 * eta * l**2), by.limit_order(pointwise, shifted, goes)
    square = yield l**2 <= theta(0) ** 2, by.arithmetic(least, most)
    small = yield 2 * eta * l**2 < 1, by.arithmetic(square, inside)
    sign = yield implies(0 < l, 0 < eta * l**2), by.arithmetic()
    less = yield implies(0 < l, abs(1 - 4 * eta * l**2) < 1), by.arithmetic(small, sign)
    zero = yield eq(l, 0), by.arithmetic(fixed, less, least)
    sizes = yield tends(abs(theta(t)), t, 0), by.limit(limit, zero)
    one = yield theta(t) <= abs(theta(t)), by.arithmetic()
    upper = yield forall(t, theta(t) <= abs(theta(t))), by.generalize(one)
    one = yield -abs(theta(t)) <= theta(t), by.arithmetic()
    lower = yield forall(t, -abs(theta(t)) <= theta(t)), by.generalize(one)
    here = yield tends(theta(t), t, 0), by.squeeze(lower, upper, sizes)
    one = yield tends(theta(t), t, 0), by.choose(some, limit, here)
    third = yield settles, by.discharge(inside, one)
    yield flat & diverges & settles, by.logic(first, second, third)
