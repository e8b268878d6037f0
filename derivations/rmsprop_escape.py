"""RMSprop on a parabola beyond ηa = 2√ε: it does not settle at the minimum."""

from rmsprop import G, beta, eps, eta, t, theta
from rmsprop_quadratic import a, collects, defined, moves, starts

from lrproof import (
    at,
    by,
    claim,
    eq,
    exists,
    forall,
    implies,
    integer,
    larger,
    natural,
    ne,
    near_miss,
    rational,
    real,
    sqrt,
    suppose,
    tends,
)

PREFIX = "rms"
PLACE = (4, 15)  # in the report: Part 4, fifteenth

n, i, j, s, r = natural("n"), integer("i"), integer("j"), real("s"), real("r")
SYMBOLS = {
    a: "the curvature", eta: "the learning rate before it is adapted", beta: "the weight of the past in G",
    eps: "the constant in the root", theta: "the parameter after t steps", G: "the average of t squared gradients",
    s: "a bound on G", r: "a distance from the minimum",
}  # fmt: skip
half = rational("1/2")
large_step = 2 * sqrt(eps) < eta * a
edge = (eta * a) ** 2 / 4 - eps
leaves = exists(i, (n <= i) & (s < G(i)))


@claim(
    (0 < edge) & implies(ne(theta(n), 0) & (s < edge), leaves),
    given=(large_step, starts, collects, moves),
    near_misses=(
        near_miss((eps < edge) & implies(ne(theta(n), 0) & (s < edge), leaves), "a larger edge"),
        near_miss(implies(ne(theta(n), 0) & (s < edge), s < G(n)), "at once"),
        near_miss(implies(ne(theta(n), 0) & (s < edge), eq(G(n), edge)), "G is at the edge"),
    ),
)
def escapes():
    """Beyond 2√ε each run that is off the minimum gets G above every bound below (ηa)²/4 − ε, again and again."""
    least = yield from defined()
    off = yield suppose(ne(theta(n), 0) & (s < edge))
    stays = yield suppose(~leaves)
    there = yield suppose(s < G(n + t))
    index = yield n <= n + t, by.arithmetic()
    both = yield (n <= n + t) & (s < G(n + t)), by.logic(index, there)
    one = yield leaves, by.witness(n + t, given=(both,))
    one = yield implies(s < G(n + t), leaves), by.discharge(there, one)
    one = yield G(n + t) <= s, by.arithmetic(one, stays)
    small = yield forall(t, G(n + t) <= s), by.generalize(one)
    level = yield 0 <= s, by.arithmetic(at(small, 0), at(least, n))
    known = yield (0 < sqrt(s + eps)) & (2 * sqrt(s + eps) < eta * a), by.arithmetic(level, off)
    rate = eta * a / sqrt(s + eps) - 1
    fast = yield 1 < rate, by.arithmetic(known)
    k = n + t
    here, after = theta(k), theta(k + 1)
    root = sqrt(G(k + 1) + eps)
    inner = beta * G(k) + (1 - beta) * (a * here) ** 2 + eps
    fine = yield (0 <= inner) & (0 <= G(k + 1)), by.arithmetic(at(least, k), at(least, k + 1))
    same = yield eq(sqrt(inner), root), by.arithmetic(at(collects, k), fine)
    size = yield (0 < root) & (root <= sqrt(s + eps)), by.arithmetic(at(small, t + 1), at(least, k + 1))
    moved = yield eq(after, (1 - eta * a / root) * here), by.arithmetic(at(moves, k), same, size)
    over = yield rate <= eta * a / root - 1, by.arithmetic(size, known)
    signed = yield eq(abs(after), (eta * a / root - 1) * abs(here)), by.arithmetic(moved, over, fast)
    scaled = yield rate * abs(here) <= (eta * a / root - 1) * abs(here), by.arithmetic(over)
    grown = yield rate * abs(here) <= abs(after), by.arithmetic(signed, scaled)
    most = s / ((1 - beta) * a**2) + 1
    square = yield (1 - beta) * a**2 * here**2 <= s, by.arithmetic(at(collects, k), at(small, t + 1), at(least, k))
    square = yield here**2 <= s / ((1 - beta) * a**2), by.arithmetic(square)
    bounded = yield abs(here) <= most, by.arithmetic(square)
    base = yield abs(theta(n)) <= (1 / rate) ** 0 * abs(theta(n + 0)), by.arithmetic()
    now = yield suppose(abs(theta(n)) <= (1 / rate) ** t * abs(here))
    share = yield (0 < 1 / rate) & (1 / rate < 1), by.arithmetic(fast)
    less = yield abs(here) <= 1 / rate * abs(after), by.arithmetic(grown, fast)
    power = yield 0 < (1 / rate) ** t, by.arithmetic(share)
    less = yield (1 / rate) ** t * abs(here) <= (1 / rate) ** t * (1 / rate * abs(after)), by.arithmetic(less, power)
    then = yield abs(theta(n)) <= (1 / rate) ** (t + 1) * abs(theta(n + (t + 1))), by.arithmetic(now, less)
    every = yield forall(t, abs(theta(n)) <= (1 / rate) ** t * abs(here)), by.induction(base, then)
    bounded = yield (1 / rate) ** t * abs(here) <= (1 / rate) ** t * most, by.arithmetic(bounded, power)
    one = yield abs(theta(n)) <= (1 / rate) ** t * most, by.arithmetic(at(every, t), bounded)
    pointwise = yield forall(t, one.formula), by.generalize(one)
    fades = yield tends((1 / rate) ** t * most, t, 0), by.limit(share)
    zero = yield abs(theta(n)) <= 0, by.limit_order(pointwise, fades)
    one = yield leaves, by.arithmetic(zero, off)
    one = yield implies(~leaves, leaves), by.discharge(stays, one)
    one = yield leaves, by.logic(one)
    two = yield implies(ne(theta(n), 0) & (s < edge), leaves), by.discharge(off, one)
    one = yield 0 < edge, by.arithmetic()
    yield one.formula & two.formula, by.logic(one, two)


misses = forall(t, ne(theta(t), 0))
far = exists(i, (n <= i) & (r < abs(theta(i))))


away = implies(misses, implies((0 <= r) & (a**2 * r**2 < edge), far) & ~tends(theta(t), t, 0))


@claim(
    (0 < edge) & away,
    given=(large_step, starts, collects, moves),
    uses=(escapes,),
    near_misses=(
        near_miss((eps < edge) & away, "a larger edge"),
        near_miss((0 < edge) & implies((0 <= r) & (a**2 * r**2 < edge), r < abs(theta(n))), "at once"),
        near_miss((edge < 0) & away, "no edge"),
    ),
    examples=({a: 1, eta: rational("9/4"), eps: 1, beta: half, theta: lambda j: 0 * j, G: lambda j: half**j},),
)
def keeps_away():
    """Beyond 2√ε a run that never lands on the minimum exactly comes back to distances up to √(η²/4 − ε/a²)."""
    yield from defined()
    never = yield suppose(misses)
    close = yield suppose((0 <= r) & (a**2 * r**2 < edge))
    stays = yield suppose(~far)
    there = yield suppose(r < abs(theta(n + t)))
    index = yield n <= n + t, by.arithmetic()
    both = yield (n <= n + t) & (r < abs(theta(n + t))), by.logic(index, there)
    one = yield far, by.witness(n + t, given=(both,))
    one = yield implies(r < abs(theta(n + t)), far), by.discharge(there, one)
    small = yield abs(theta(n + t)) <= r, by.arithmetic(one, stays)
    square = yield a**2 * theta(n + t) ** 2 <= a**2 * r**2, by.arithmetic(small, close)
    part = beta**t * G(n) + a**2 * r**2
    base = yield G(n + 0) <= beta**0 * G(n) + a**2 * r**2, by.arithmetic()
    now = yield suppose(G(n + t) <= part)
    kept = yield beta * G(n + t) <= beta * part, by.arithmetic(now)
    new = yield (1 - beta) * (a**2 * theta(n + t) ** 2) <= (1 - beta) * (a**2 * r**2), by.arithmetic(square)
    then = yield G(n + (t + 1)) <= beta ** (t + 1) * G(n) + a**2 * r**2, by.arithmetic(at(collects, n + t), kept, new)
    every = yield forall(t, G(n + t) <= part), by.induction(base, then)
    fades = yield tends(beta**t * G(n), t, 0), by.limit()
    room = yield 0 < (edge - a**2 * r**2) / 2, by.arithmetic(close)
    near = exists(i, forall(j, implies(i <= j, abs(beta**j * G(n) - 0) < s)))
    yield tends(beta**t * G(n), t, 0)
    means = yield "<=>", forall(s, implies(0 < s, near)), by.limit_definition()
    always = yield forall(s, implies(0 < s, near)), by.logic(means, fades)
    tight = forall(j, implies(i <= j, abs(beta**j * G(n) - 0) < (edge - a**2 * r**2) / 2))
    found = yield exists(i, tight), by.cite(at(always, (edge - a**2 * r**2) / 2, given=(room,)))
    late = yield suppose(tight)
    m = n + larger(i, 0)
    first = yield ne(theta(m), 0), by.cite(at(never, m))
    level = (edge + a**2 * r**2) / 2
    below = yield level < edge, by.arithmetic(close)
    out = yield (
        implies(ne(theta(m), 0) & (level < edge), exists(j, (m <= j) & (level < G(j)))),
        by.cite(at(escapes, {n: m, s: level})),
    )
    out = yield exists(j, (m <= j) & (level < G(j))), by.logic(out, first, below)
    high = yield suppose((m <= j) & (level < G(j)))
    index = yield (0 <= j - n) & (i <= j - n), by.arithmetic(high)
    one = yield abs(beta ** (j - n) * G(n) - 0) < (edge - a**2 * r**2) / 2, by.cite(at(late, j - n, given=(index,)))
    two = yield G(n + (j - n)) <= beta ** (j - n) * G(n) + a**2 * r**2, by.cite(at(every, j - n, given=(index,)))
    one = yield far, by.arithmetic(one, two, high), "G would be below the level and above it"
    one = yield far, by.choose(out, high, one)
    one = yield far, by.choose(found, late, one)
    one = yield implies(~far, far), by.discharge(stays, one)
    one = yield far, by.logic(one)
    first = yield implies(close.formula, far), by.discharge(close, one)
    every = yield forall(r, first.formula), by.generalize(first)
    every = yield forall(n, every.formula), by.generalize(every)

    goes = yield suppose(tends(theta(t), t, 0))
    radius = sqrt(edge) / (2 * a)
    size = yield 0 < edge, by.arithmetic()
    size = yield (0 < radius) & (a**2 * radius**2 < edge), by.arithmetic(size)
    near = exists(i, forall(j, implies(i <= j, abs(theta(j) - 0) < s)))
    yield tends(theta(t), t, 0)
    means = yield "<=>", forall(s, implies(0 < s, near)), by.limit_definition()
    always = yield forall(s, implies(0 < s, near)), by.logic(means, goes)
    tight = forall(j, implies(i <= j, abs(theta(j) - 0) < radius))
    found = yield exists(i, tight), by.cite(at(always, radius, given=(size,)))
    late = yield suppose(tight)
    m = larger(i, 0)
    ready = yield (0 <= radius) & (a**2 * radius**2 < edge), by.arithmetic(size)
    out = yield exists(j, (m <= j) & (radius < abs(theta(j)))), by.cite(at(every, m, radius, given=(ready,)))
    high = yield suppose((m <= j) & (radius < abs(theta(j))))
    index = yield i <= j, by.arithmetic(high)
    one = yield abs(theta(j) - 0) < radius, by.cite(at(late, j, given=(index,)))
    one = yield ~goes.formula, by.arithmetic(one, high), "θ would be near 0 and far from it"
    one = yield ~goes.formula, by.choose(out, high, one)
    one = yield ~goes.formula, by.choose(found, late, one)
    one = yield implies(goes.formula, ~goes.formula), by.discharge(goes, one)
    second = yield ~goes.formula, by.logic(one)
    both = yield first.formula & second.formula, by.logic(first, second)
    two = yield implies(misses, both.formula), by.discharge(never, both)
    one = yield 0 < edge, by.arithmetic()
    yield (0 < edge) & away, by.logic(one, two)
