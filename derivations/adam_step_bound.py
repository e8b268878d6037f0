"""How far Adam moves in a step: the sharp bound, for β₁² < β₂."""

from adam_step_bound_moments import (
    beta1,
    beta2,
    eps,
    eta,
    g,
    i,
    in_ratio,
    k,
    m,
    m_step,
    moment_bound,
    starts,
    t,
    theta,
    v,
    v_step,
)
from adam_step_bound_steps import alive, divided, run, step_bound, step_defined, y

from lrproof import (
    adam,
    at,
    by,
    claim,
    conj,
    derive,
    derived,
    enclosed,
    eq,
    forall,
    iff,
    implies,
    near_miss,
    not_tried,
    oracle,
    rational,
    real,
    row,
    sqrt,
    suppose,
    tends,
)

PREFIX = "adam"
PLACE = (4, 27)  # in the report: Part 4, twenty-seventh

c, d, ratio = 1 - beta1, 1 - beta2, beta1**2 / beta2
slower, x = beta1**2 < beta2, real("x")
known = (*starts, m_step, v_step, slower, alive, *run)


def most(n):
    """k: the largest m²/v that n gradients can give."""
    return c**2 / d * ((1 - ratio**n) / (1 - ratio))


def bound(n):
    """R: the largest step number n, in units of η."""
    return c / (1 - beta1**n) * sqrt((1 - beta2**n) / d * ((1 - ratio**n) / (1 - ratio)))


limit = sqrt(1 + (beta1 - beta2) ** 2 / (d * (beta2 - beta1**2)))
change, plain = abs(theta(t + 1) - theta(t)), abs(y(t + 1) - y(t))


def claimed(bound=bound, limit=limit, equal=in_ratio, one=None):
    """The statement, or a near miss."""
    one = eq(beta1, beta2) | eq(t, 0) if one is None else one
    step = conj(
        change <= eta * bound(t + 1),
        (1 <= bound(t + 1)) & (bound(t + 1) <= limit),
        plain <= eta * limit,
        implies(eq(eps, 0), iff(eq(change, eta * bound(t + 1)), equal(t))),
        iff(eq(bound(t + 1), 1), one),
    )
    return forall(t, step) & tends(bound(t + 1), t, limit)


@claim(
    claimed(),
    given=known,
    uses=(moment_bound, step_defined, step_bound),
    derived=(
        derived("R² where k no longer grows", lambda: derive.root(ratio * x + c**2 / d - x, x), limit.args[0]),
    ),
    near_misses=(
        near_miss(claimed(limit=sqrt(1 + (beta1 - beta2) ** 2 / (beta2 - beta1**2))), "without the factor 1 − β₂"),
        near_miss(claimed(equal=lambda n: in_ratio(n + 1)), "one gradient more"),
        near_miss(claimed(one=eq(beta1, beta2)), "it is 1 also in the first step"),
        near_miss(claimed(lambda n: bound(n) * (1 - beta1**n)), "without m's bias correction"),
        near_miss(claimed(lambda n: bound(n + 1)), "one step later"),
    ),
    tried=(
        enclosed(bound(t + 1) < limit, {beta1: ("0", "0.5", "0.9"), beta2: ("0.95", "0.99", "0.999"),
                                        t: ("0", "1", "59", "999")}),
        not_tried("simulate", "the runs are on quadratics, whose gradients come nowhere near the extreme ones"),
        oracle("torch.optim.Adam", adam, {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}),
        not_tried("sample", "the bound holds for every sequence of gradients; no expectation is stated"),
    ),
    cheat_sheet=(row("No step of Adam is longer than η times", limit, "β₁² < β₂"),),
)  # fmt: skip
def step_bound_sharp():
    """Adam's step t is at most ηR(t), and equal for gradients in the ratio β₂/β₁; R(t) tends to its supremum."""
    p, q, w = 1 - beta1 ** (t + 1), 1 - beta2 ** (t + 1), 1 - ratio ** (t + 1)
    yield divided(), by.cite(step_defined)
    share = yield (0 <= ratio) & (ratio < 1) & eq(ratio * beta2, beta1**2), by.arithmetic(slower)
    zero = yield eq(most(0), 0), by.algebra(share)
    one = yield eq(most(t + 1), ratio * most(t) + c**2 / d), by.algebra(share)
    grows = yield forall(t, one.formula), by.generalize(one)
    one = yield beta1 ** (t + 1) <= beta1, by.arithmetic()
    two = yield (0 < beta2 ** (t + 1)) & (beta2 ** (t + 1) <= beta2), by.arithmetic()
    three = yield (0 <= ratio ** (t + 1)) & (ratio ** (t + 1) <= ratio), by.arithmetic(share)
    parts = yield conj(0 < p, p <= 1, 0 < q, q < 1, 0 < w, w <= 1), by.arithmetic(one, two, three, share)
    inner = q / d * (w / (1 - ratio))
    apart = yield (0 < 1 - ratio) & (0 < d * (1 - ratio)), by.arithmetic(share)
    solid = yield (0 < 1 - ratio) & (0 < d * (1 - ratio)) & (0 < inner) & ~eq(p, 0), by.arithmetic(parts, apart)
    yield forall(t, solid.formula), by.generalize(solid)
    root = yield (0 < sqrt(inner)) & eq(sqrt(inner) ** 2, inner), by.arithmetic(solid)
    high = yield eq(bound(t + 1) * p, c * sqrt(inner)), by.algebra(solid)
    square = yield eq(c**2 * inner, most(t + 1) * q), by.algebra(share, solid)
    one = yield eq((c * sqrt(inner)) ** 2, most(t + 1) * q), by.arithmetic(root, square)
    room = yield 0 <= most(t + 1) * q, by.arithmetic(one)
    two = yield eq(sqrt(most(t + 1) * q), c * sqrt(inner)), by.arithmetic(one, root, room)
    three = yield eq(sqrt(most(t + 1) * q) / p, bound(t + 1)), by.arithmetic(two, high, solid)
    here = at(step_bound, {k: most}, given=(zero, grows))
    steps = conj(
        change <= eta * (sqrt(most(t + 1) * q) / p),
        plain <= eta * sqrt(most(t + 1)),
        implies(eq(eps, 0), iff(eq(change, eta * (sqrt(most(t + 1) * q) / p)), in_ratio(t))),
    )
    step = yield steps, by.cite(at(here, t))
    first = yield change <= eta * bound(t + 1), by.arithmetic(step, three)
    fourth = yield implies(eq(eps, 0), iff(eq(change, eta * bound(t + 1)), in_ratio(t))), by.arithmetic(step, three)

    # β₂ⁿ + ϱⁿ ≥ 2β₁ⁿ, for the product of the two is the square of β₁ⁿ
    n = t + 1
    product = yield eq((beta2 * ratio) ** n, beta2**n * ratio**n), by.fact("power_product", beta2, ratio, n)
    double = yield eq((beta1 * beta1) ** n, beta1**n * beta1**n), by.fact("power_product", beta1, beta1, n)
    one = yield eq((beta2 * ratio) ** n, (beta1 * beta1) ** n), by.equal_arguments(share)
    whole = yield eq((1 - p) ** 2, (1 - q) * (1 - w)), by.arithmetic(product, double, one)
    mean = yield 2 * (1 - p) <= (1 - q) + (1 - w), by.arithmetic(whole, parts)
    less = yield q * w <= p**2, by.arithmetic(whole, mean)
    gap = yield 0 < beta2 - beta1**2, by.arithmetic(slower)
    inside = limit.args[0]
    one = yield eq(inside, c**2 / (d * (1 - ratio))), by.algebra(share, gap)
    two = yield 0 < inside, by.arithmetic(one, solid)
    top = yield (0 < limit) & eq(limit**2, c**2 / (d * (1 - ratio))), by.arithmetic(one, two)
    three = yield eq(c**2 * inner, limit**2 * (q * w)), by.arithmetic(top, solid)
    four = yield limit**2 * (q * w) <= limit**2 * p**2, by.arithmetic(less, top)
    five = yield (bound(n) * p) ** 2 <= (limit * p) ** 2, by.arithmetic(high, root, three, four)
    six = yield bound(n) * p <= limit * p, by.arithmetic(five, top, parts)
    second = yield bound(n) <= limit, by.arithmetic(six, parts)
    one = yield eq(most(n), limit**2 * w), by.arithmetic(top, solid)
    two = yield (0 <= most(n)) & (most(n) <= limit**2), by.arithmetic(one, top, parts)
    three = yield sqrt(most(n)) <= limit, by.arithmetic(two, top)
    third = yield plain <= eta * limit, by.arithmetic(step, three)

    # R is 1 where n equal gradients, whose step is η, are in the ratio β₂/β₁
    ones = at(moment_bound, {k: most, m: lambda s: 1 - beta1**s, v: lambda s: 1 - beta2**s, g: lambda s: rational(1)},
              given=(zero, grows))  # fmt: skip
    alike = forall(i, implies(i < t, eq(beta1 * 1, beta2 * 1)))
    same = yield (p**2 <= most(n) * q) & iff(eq(p**2, most(n) * q), alike), by.logic(at(ones, t))
    now = yield suppose(alike)
    two = yield implies(0 < t, eq(beta1, beta2)), by.arithmetic(at(now, 0))
    three = yield eq(beta1, beta2) | eq(t, 0), by.arithmetic(two)
    onward = yield implies(alike, three.formula), by.discharge(now, three)
    now = yield suppose(three.formula)
    two = yield implies(i < t, eq(beta1 * 1, beta2 * 1)), by.arithmetic(now)
    two = yield alike, by.generalize(two)
    back = yield implies(now.formula, alike), by.discharge(now, two)
    two = yield eq((bound(n) * p) ** 2, most(n) * q), by.arithmetic(high, root, square)
    three = yield 0 <= bound(n), by.arithmetic(high, root, parts)
    four = yield iff(eq(bound(n), 1), eq(p**2, most(n) * q)), by.arithmetic(two, three, parts)
    fifth = yield iff(eq(bound(n), 1), back.formula.args[0]), by.logic(four, same, onward, back)
    sixth = yield 1 <= bound(n), by.arithmetic(two, three, same, parts)
    every = yield claimed().args[0].args[0].args[1], by.logic(sixth, first, second, third, fourth, fifth)
    every = yield claimed().args[0], by.generalize(every)

    fades = []
    for base in (beta1, beta2, ratio):
        fades.append((yield tends(base**t, t, 0), by.limit(share)))
    to = c / (1 - 0) * sqrt((1 - rational(0)) / d * ((1 - rational(0)) / (1 - ratio)))
    one = yield tends(bound(n), t, to), by.limit(*fades, apart)
    two = yield eq(inside, c**2 / (d * (1 - ratio))), by.algebra(share, gap)
    two = yield eq(to, limit), by.arithmetic(two, apart)
    last = yield tends(bound(n), t, limit), by.limit(one, two)
    yield claimed(), by.logic(every, last)
