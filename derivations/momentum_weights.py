"""Momentum: the weights of the gradients."""

from lrproof import (
    at,
    by,
    claim,
    conj,
    derive,
    derived,
    enclosed,
    eq,
    exp,
    forall,
    holds,
    iff,
    log,
    natural,
    near_miss,
    rational,
    real,
    sqrt,
    suppose,
    tends,
    total,
)

PREFIX = "mom"
PLACE = (3, 6)  # in the report: Part 3, sixth

beta, t, k, x = real("beta", "(0, 1)"), natural("t"), natural("k"), real("x")
q = real("q", "(0, 1)")
slowly, fades = forall(t, t * (1 - beta) * beta**t <= 1 - beta**t), tends(t * beta**t, t, 0)


@claim(
    slowly & fades,
    near_misses=(
        near_miss(forall(t, t * (1 - beta) * beta**t < 1 - beta**t) & fades, "< for ≤"),
        near_miss(forall(t, (t + 1) * (1 - beta) * beta**t <= 1 - beta**t) & fades, "t + 1 for t"),
        near_miss(forall(t, t * (1 - beta) * beta**t <= 1 - beta ** (t + 1)) & tends(t * beta**t, t, 1), "tends to 1"),
        near_miss(slowly & tends(t * (1 / beta) ** t, t, 0), "1/β for β"),
    ),
)
def fading():
    """The index may grow, a power of β < 1 falls faster: t βᵗ tends to 0."""
    positive = yield forall(t, 0 < q**t), by.arithmetic()
    base = yield q**0 <= 1, by.arithmetic()
    now = yield suppose(q**t <= 1)
    then = yield q ** (t + 1) <= 1, by.arithmetic(now, positive)
    below = yield forall(t, q**t <= 1), by.induction(base, then)
    base = yield 0 * (1 - q) * q**0 <= 1 - q**0, by.arithmetic()
    now = yield suppose(t * (1 - q) * q**t <= 1 - q**t)
    scaled = yield q * (t * (1 - q) * q**t) <= q * (1 - q**t), by.arithmetic(now)
    small = yield 0 <= (1 - q) * (1 - q * q**t), by.arithmetic(at(below, t), at(positive, t))
    sides = q * (t * (1 - q) * q**t) + (1 - q) * (q * q**t)
    one = yield sides <= 1 - q * q**t, by.arithmetic(scaled, small)
    same = yield eq((t + 1) * (1 - q) * q ** (t + 1), sides), by.algebra()
    then = yield (t + 1) * (1 - q) * q ** (t + 1) <= 1 - q ** (t + 1), by.arithmetic(same, one)
    every = yield forall(t, t * (1 - q) * q**t <= 1 - q**t), by.induction(base, then)
    general = yield forall(q, forall(t, t * (1 - q) * q**t <= 1 - q**t)), by.generalize(every)
    one = yield t * (1 - beta) * beta**t <= 1 - beta**t, by.given(at(general, beta, t))
    first = yield slowly, by.generalize(one)

    # the square root of β is below 1 too
    s = sqrt(beta)
    root = yield (0 < s) & (s < 1) & eq(s * s, beta), by.arithmetic()
    rooted = yield t * (1 - s) * s**t <= 1 - s**t, by.given(at(general, s, t, given=(root,)))
    high = yield 0 < s**t, by.arithmetic(root)
    square = yield eq((s * s) ** t, s**t * s**t), by.fact("power_product", s, s, t)
    same = yield eq(beta**t, (s * s) ** t), by.equal_arguments(root)
    one = yield t * (1 - s) * s**t * s**t <= (1 - s**t) * s**t, by.arithmetic(rooted, high)
    two = yield (1 - s) * (t * beta**t) <= s**t, by.arithmetic(one, same, square, high)
    one = yield t * beta**t <= 1 / (1 - s) * s**t, by.arithmetic(two, root)
    above = yield forall(t, t * beta**t <= 1 / (1 - s) * s**t), by.generalize(one)
    one = yield 0 <= t * beta**t, by.arithmetic(same, square, high)
    least = yield forall(t, 0 <= t * beta**t), by.generalize(one)
    second = yield fades, by.squeeze(least, above, root)
    yield slowly & fades, by.logic(first, second)


half = rational("1/2")
weights, aged = total(beta**k, k, 0, t), total(k * beta**k, k, 0, t)
half_life = log(half) / log(beta)
falling = forall(k, (0 < beta ** (k + 1)) & (beta ** (k + 1) < beta**k))


def halved(life):
    """After ``life`` steps half the weight is left: as a real number, where βˣ is exp(x ln β), and in whole steps."""
    return forall(x, iff(eq(exp(x * log(beta)), half), eq(x, life))) & forall(k, iff(beta**k <= half, life <= k))


def closed(n):
    """Σ βᵏ and Σ k βᵏ for k = 0, ..., n."""
    whole = (1 - beta ** (n + 1)) / (1 - beta)
    return whole, beta / (1 - beta) ** 2 * (1 - (n + 1) * beta**n + n * beta ** (n + 1))


def summed(moment):
    """The sums of the weights, and of the weighted ages."""
    return forall(t, eq(weights, closed(t)[0]) & eq(aged, moment))


ages = summed(closed(t)[1]) & tends(aged / weights, t, beta / (1 - beta))


@claim(
    conj(falling, halved(half_life), ages),
    uses=(fading,),
    printed=holds("Part 3", r"\text{Recent gradients weighted more, but past gradients contribute.}"),
    derived=(
        derived("the sum of the weights", lambda: derive.summed(weights), closed(t)[0]),
        derived("the sum of the ages, weighted", lambda: derive.summed(aged), closed(t)[1]),
    ),
    tried=(enclosed(eq(exp(half_life * log(beta)), half), {beta: ("0.5", "0.9", "0.99", "0.999")}),),
    near_misses=(
        near_miss(
            conj(forall(k, (0 < beta ** (k + 1)) & (beta ** (k + 1) < beta ** (k + 2))), halved(half_life), ages),
            "the older, the heavier",
        ),
        near_miss(conj(falling, halved(-half_life), ages), "ln 2 for ln ½"),
        near_miss(conj(falling, halved(log(half) / log(1 - beta)), ages), "1 − β for β"),
        near_miss(
            conj(falling, forall(k, iff(beta**k < rational("1/3"), half_life <= k)), ages), "a third for a half"
        ),
        near_miss(conj(falling, halved(half_life), summed(closed(t)[1] / beta)), "the last gradient is a step old"),
        near_miss(conj(falling, halved(half_life), summed(beta / (1 - beta) ** 2)), "the sum of all for the first t"),
    ),
)  # fmt: skip
def recent_weights():
    """The weight of a gradient falls with its age, by half in ln ½ / ln β steps, and the mean age is β/(1 − β)."""
    positive = yield forall(k, 0 < beta**k), by.arithmetic()
    one = yield (0 < beta ** (k + 1)) & (beta ** (k + 1) < beta**k), by.arithmetic(positive)
    first = yield falling, by.generalize(one)

    zero = yield eq(log(rational(1)), 0), by.fact("log_one")
    order = yield iff(log(rational(1)) <= log(beta), 1 <= beta), by.fact("log_order", 1, beta)
    sign = yield log(beta) < 0, by.arithmetic(order, zero)
    back = yield eq(exp(log(half)), half), by.fact("exp_log", half)
    y, z = x * log(beta), log(half)
    up = yield iff(exp(y) <= exp(z), y <= z), by.fact("exp_order", y, z)
    down = yield iff(exp(z) <= exp(y), z <= y), by.fact("exp_order", z, y)
    same = yield iff(eq(exp(y), half), eq(y, z)), by.arithmetic(up, down, back)
    product = yield eq(half_life * log(beta), z), by.algebra(sign)
    factor = yield iff(eq(y, half_life * log(beta)), eq(x, half_life)), by.arithmetic(sign)
    one = yield iff(eq(exp(y), half), eq(x, half_life)), by.logic(same, factor, product)
    unique = yield forall(x, iff(eq(exp(y), half), eq(x, half_life))), by.generalize(one)
    power = yield eq(log(beta**k), k * log(beta)), by.fact("log_power", beta, k)
    order = yield iff(log(beta**k) <= z, beta**k <= half), by.fact("log_order", beta**k, half, given=(positive,))
    one = yield iff(beta**k <= half, half_life <= k), by.arithmetic(order, power, sign)
    whole = yield forall(k, iff(beta**k <= half, half_life <= k)), by.generalize(one)
    second = yield halved(half_life), by.logic(unique, whole)

    sums = []
    for terms, which in ((beta**k, 0), (k * beta**k, 1)):
        yield total(terms, k, 0, 0)
        yield "=", total(terms, k, 0, -1) + closed(rational(0))[which], by.sum_last()
        base = yield "=", closed(rational(0))[which], by.sum_empty()
        now = yield suppose(eq(total(terms, k, 0, t), closed(t)[which]))
        yield total(terms, k, 0, t + 1)
        yield "=", total(terms, k, 0, t) + (closed(t + 1)[which] - closed(t)[which]), by.sum_last()
        then = yield "=", closed(t + 1)[which], by.algebra(now)
        one = yield forall(t, eq(total(terms, k, 0, t), closed(t)[which])), by.induction(base, then)
        sums.append(one)
    less = yield beta ** (t + 1) <= beta, by.arithmetic()
    mass = yield eq(weights, closed(t)[0]), by.given(at(sums[0], t))
    moment = yield eq(aged, closed(t)[1]), by.given(at(sums[1], t))
    gap = yield 1 - beta <= 1 - beta ** (t + 1), by.arithmetic(less)
    some = yield 0 < weights, by.arithmetic(mass, gap)
    yield forall(t, 0 < weights), by.generalize(some)
    both = yield eq(weights, closed(t)[0]) & eq(aged, closed(t)[1]), by.logic(mass, moment)
    third = yield summed(closed(t)[1]), by.generalize(both)
    late = (t + 1) * beta ** (t + 1)
    one = yield 0 <= late / (1 - beta ** (t + 1)), by.arithmetic(gap)
    low = yield forall(t, 0 <= late / (1 - beta ** (t + 1))), by.generalize(one)
    one = yield late / (1 - beta ** (t + 1)) <= late / (1 - beta), by.arithmetic(gap)
    high = yield forall(t, late / (1 - beta ** (t + 1)) <= late / (1 - beta)), by.generalize(one)
    fade = yield fades, by.logic(fading)
    vanish = yield tends(late / (1 - beta ** (t + 1)), t, 0), by.squeeze(low, high, fade)
    age = beta / (1 - beta) - late / (1 - beta ** (t + 1))
    yield aged / weights
    yield "=", closed(t)[1] / closed(t)[0], by.algebra(mass, moment, some)
    one = yield "=", age, by.algebra(gap)
    mean = yield forall(t, eq(aged / weights, age)), by.generalize(one)
    goes = yield tends(age, t, beta / (1 - beta)), by.limit(vanish)
    yield tends(aged / weights, t, beta / (1 - beta))
    both = yield "<=>", tends(age, t, beta / (1 - beta)), by.limit_terms(mean)
    fourth = yield tends(aged / weights, t, beta / (1 - beta)), by.logic(both, goes)
    yield conj(falling, halved(half_life), ages), by.logic(first, second, third, fourth)
