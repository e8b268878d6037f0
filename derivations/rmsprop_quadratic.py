"""RMSprop on a parabola aθ²/2: up to ηa = 2√ε it converges from every start, beyond that it never settles."""

from adam import beta as weight
from adam import e as averaged
from adam import u as values
from rmsprop import G, beta, eps, eta, runs, t, theta
from rmsprop_rate import average_vanishes

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    exists,
    followed,
    forall,
    implies,
    larger,
    near_miss,
    positive,
    rational,
    real,
    rmsprop,
    row,
    sqrt,
    suppose,
    tends,
)

PREFIX = "rms"
PLACE = (4, 14)  # in the report: Part 4, fourteenth

a, l, s = positive("a"), real("l"), real("s")  # noqa: E741
SYMBOLS = {
    a: "the curvature", eta: "the learning rate before it is adapted", beta: "the weight of the past in G",
    eps: "the constant in the root", theta: "the parameter after t steps", G: "the average of t squared gradients",
    s: "a bound on G",
}  # fmt: skip
moves, collects = runs(lambda z: a * z)
starts = 0 <= G(0)


def defined():
    """Lines that show: G is never below 0, and no step divides by 0. Returns the former, for every t."""
    base = yield 0 <= G(0), by.arithmetic()
    now = yield suppose(0 <= G(t))
    then = yield 0 <= G(t + 1), by.arithmetic(at(collects, t), now)
    least = yield forall(t, 0 <= G(t)), by.induction(base, then)
    inner = beta * G(t) + (1 - beta) * (a * theta(t)) ** 2 + eps
    one = yield (0 < inner) & (0 < sqrt(inner)), by.arithmetic(at(least, t))
    yield forall(t, one.formula), by.generalize(one), "no step divides by 0"
    return least


# the largest that G can become, and the rate of the slowest step before that
most = larger(G(0), a**2 * theta(0) ** 2)
slowest = larger(abs(1 - eta * a / sqrt(eps)), 1 - eta * a / sqrt(most + eps))
small_step = eta * a <= 2 * sqrt(eps)
goes, settles = tends(theta(t), t, 0), tends(G(t), t, 0)
nearer = forall(t, (abs(theta(t)) <= abs(theta(0))) & (G(t) <= most))
fast = (slowest < 1) & forall(t, abs(theta(t)) <= slowest**t * abs(theta(0)))


@claim(
    implies(small_step, conj(nearer, goes, settles)) & implies(eta * a < 2 * sqrt(eps), fast),
    given=(starts, collects, moves),
    uses=(average_vanishes,),
    near_misses=(
        near_miss(nearer, "any step", examples=({a: 1, eta: 40, eps: 1, beta: rational("1/2")},)),
        near_miss(implies(small_step, forall(t, abs(theta(t + 1)) < abs(theta(t)))), "from the minimum too"),
        near_miss(implies(small_step, forall(t, G(t) <= G(0))), "G does not rise"),
    ),
    tried=(
        followed(  # ηa = 2√ε
            rmsprop,
            lambda z: rational("0.02") * z,
            start=1,
            steps=2000,
            hyper={"eta": rational("0.01"), "beta": rational("0.9"), "eps": rational("1e-8")},
            ends=lambda x: abs(x) < rational("0.001"),
        ),
    ),
    cheat_sheet=(row("RMSprop converges on aθ²/2 for", small_step),),
)
def converges():
    """For ηa ≤ 2√ε RMSprop converges from every start, for ηa < 2√ε at a geometric rate."""
    least = yield from defined()
    old, new = (yield 0 <= G(t), by.given(at(least, t))), (yield 0 <= G(t + 1), by.given(at(least, t + 1)))
    inner = beta * G(t) + (1 - beta) * (a * theta(t)) ** 2 + eps
    one = yield 0 < inner, by.arithmetic(old)
    root = sqrt(G(t + 1) + eps)
    same = yield eq(sqrt(inner), root), by.arithmetic(at(collects, t), one)
    positive_root = yield (0 < root) & (sqrt(eps) <= root) & (0 < sqrt(eps)), by.arithmetic(new)
    factor = 1 - eta * a / root
    moved = yield eq(theta(t + 1), factor * theta(t)), by.arithmetic(at(moves, t), same, positive_root)

    slow = yield suppose(small_step)
    size = yield (-1 <= factor) & (factor < 1), by.arithmetic(slow, positive_root)
    less = yield abs(theta(t + 1)) <= abs(theta(t)), by.arithmetic(size, moved)
    bound = (abs(theta(t)) <= abs(theta(0))) & (G(t) <= most)
    base = yield (abs(theta(0)) <= abs(theta(0))) & (G(0) <= most), by.arithmetic()
    now = yield suppose(bound)
    square = yield theta(t) ** 2 <= theta(0) ** 2, by.arithmetic(now)
    scaled = yield a**2 * theta(t) ** 2 <= most, by.arithmetic(square)
    kept = yield (
        (beta * G(t) <= beta * most) & ((1 - beta) * (a**2 * theta(t) ** 2) <= (1 - beta) * most),
        by.arithmetic(now, scaled),
    )
    then = yield (
        (abs(theta(t + 1)) <= abs(theta(0))) & (G(t + 1) <= most),
        by.arithmetic(now, less, kept, at(collects, t)),
    )
    first = yield nearer, by.induction(base, then)
    falling = yield forall(t, abs(theta(t + 1)) <= abs(theta(t))), by.generalize(less)
    one = yield 0 <= abs(theta(t)), by.arithmetic()
    bounded = yield forall(t, 0 <= abs(theta(t))), by.generalize(one)
    some = yield exists(l, tends(abs(theta(t)), t, l)), by.limit_monotone(falling, bounded)
    limit = yield suppose(tends(abs(theta(t)), t, l))
    level = yield 0 <= l, by.limit_order(bounded, limit)
    sizes = yield tends(abs(theta(t - 1)), t, l), by.limit(limit)
    square = yield tends(a**2 * abs(theta(t - 1)) ** 2 - a**2 * l**2, t, a**2 * l**2 - a**2 * l**2), by.limit(sizes)
    square = yield tends(a**2 * abs(theta(t - 1)) ** 2 - a**2 * l**2, t, 0), by.arithmetic(square)
    one = yield (
        eq(
            G(t + 1) - a**2 * l**2, beta * (G(t) - a**2 * l**2) + (1 - beta) * (a**2 * abs(theta(t)) ** 2 - a**2 * l**2)
        ),
        by.arithmetic(at(collects, t)),
    )
    averaging = yield forall(t, one.formula), by.generalize(one)
    put = {
        weight: beta,
        averaged: lambda k: G(k) - a**2 * l**2,
        values: lambda k: a**2 * abs(theta(k - 1)) ** 2 - a**2 * l**2,
    }
    one = yield (
        implies(square.formula, tends(G(t) - a**2 * l**2, t, 0)),
        by.cite(at(average_vanishes, put, given=(averaging,))),
    )
    gap = yield tends(G(t) - a**2 * l**2, t, 0), by.logic(one, square)
    gap = yield tends(G(t) - a**2 * l**2 + a**2 * l**2, t, a**2 * l**2), by.limit(gap)
    whole = yield tends(G(t), t, a**2 * l**2), by.arithmetic(gap)
    under = yield (0 < a**2 * l**2 + eps) & (0 < sqrt(a**2 * l**2 + eps)), by.arithmetic()
    after = abs(1 - eta * a / sqrt(G(t + 1) + eps)) * abs(theta(t))
    ends = abs(1 - eta * a / sqrt(a**2 * l**2 + eps)) * l
    one = yield abs(theta(t + 1)) <= after, by.arithmetic(moved)
    pointwise = yield forall(t, one.formula), by.generalize(one)
    later = yield tends(G(t + 1), t, a**2 * l**2), by.limit(whole)
    onward = yield tends(after, t, ends), by.limit(later, limit, under)
    shifted = yield tends(abs(theta(t + 1)), t, l), by.limit(limit)
    fixed = yield l <= ends, by.limit_order(pointwise, shifted, onward)
    away = yield suppose(0 < l)
    area = yield 0 < a**2 * l**2, by.arithmetic(away)
    wider = yield sqrt(eps) < sqrt(a**2 * l**2 + eps), by.arithmetic(area)
    inside = yield abs(1 - eta * a / sqrt(a**2 * l**2 + eps)) < 1, by.arithmetic(wider, slow, under)
    one = yield ends < l, by.arithmetic(inside, away)
    never = yield implies(0 < l, ends < l), by.discharge(away, one)
    zero = yield eq(l, 0), by.arithmetic(never, fixed, level)
    one = yield tends(abs(theta(t)), t, 0), by.limit(limit, zero)
    turned = yield tends(-abs(theta(t)), t, 0), by.limit(one)
    low = yield -abs(theta(t)) <= theta(t), by.arithmetic()
    low = yield forall(t, low.formula), by.generalize(low)
    high = yield theta(t) <= abs(theta(t)), by.arithmetic()
    high = yield forall(t, high.formula), by.generalize(high)
    there = yield goes, by.squeeze(low, high, one, turned)
    rest = yield settles, by.limit(whole, zero)
    both = yield goes & settles, by.logic(there, rest)
    both = yield goes & settles, by.choose(some, limit, both)
    one = yield conj(nearer, goes, settles), by.logic(first, both)
    global_ = yield implies(small_step, one.formula), by.discharge(slow, one)

    strict = yield suppose(eta * a < 2 * sqrt(eps))
    one = yield small_step, by.arithmetic(strict)
    known = yield conj(nearer, goes, settles), by.logic(global_, one)
    inside = yield nearer, by.logic(known)
    above = yield (0 <= most) & (0 < sqrt(most + eps)), by.arithmetic()
    below = yield 0 < sqrt(eps), by.arithmetic()
    one = yield slowest < 1, by.arithmetic(strict, above, below)
    later = yield G(t + 1) <= most, by.logic(at(inside, t + 1))
    roots = yield root <= sqrt(most + eps), by.arithmetic(later, new, above)
    low = yield -abs(1 - eta * a / sqrt(eps)) <= factor, by.arithmetic(positive_root)
    high = yield factor <= 1 - eta * a / sqrt(most + eps), by.arithmetic(roots, positive_root, above)
    shrinks = yield abs(factor) <= slowest, by.arithmetic(low, high)
    shrinks = yield abs(factor) * abs(theta(t)) <= slowest * abs(theta(t)), by.arithmetic(shrinks)
    less = yield abs(theta(t + 1)) <= slowest * abs(theta(t)), by.arithmetic(shrinks, moved)
    base = yield abs(theta(0)) <= slowest**0 * abs(theta(0)), by.arithmetic()
    now = yield suppose(abs(theta(t)) <= slowest**t * abs(theta(0)))
    positive_rate = yield 0 <= slowest, by.arithmetic()
    power = yield slowest * abs(theta(t)) <= slowest * (slowest**t * abs(theta(0))), by.arithmetic(now, positive_rate)
    then = yield abs(theta(t + 1)) <= slowest ** (t + 1) * abs(theta(0)), by.arithmetic(less, power)
    every = yield fast.args[1], by.induction(base, then)
    both = yield fast, by.logic(one, every)
    geometric = yield implies(eta * a < 2 * sqrt(eps), fast), by.discharge(strict, both)
    yield (
        implies(small_step, conj(nearer, goes, settles)) & implies(eta * a < 2 * sqrt(eps), fast),
        by.logic(global_, geometric),
    )
