"""Momentum under a gradient that changes its sign at every step."""

from momentum_response import beta, constant, effective_lr, eta, g, gathered, k, t, v

from lrproof import (
    at,
    by,
    claim,
    derived,
    enclosed,
    eq,
    forall,
    heavy_ball,
    holds,
    implies,
    inner,
    ne,
    near_miss,
    norm,
    not_tried,
    origin,
    rational,
    recurrence,
    suppose,
    tends,
    total,
    vectors,
)
from lrproof.analysis.candidates import transfer

PREFIX = "mom"
PLACE = (3, 8)  # in the report: Part 3, eighth

# v is the velocity under the constant gradient g, u under g, −g, g, ...
u, w = vectors("u"), vectors("w")
turn_starts = eq(u(0), origin)
turn, _ = recurrence(heavy_ball, {"v": u, "x": w}, gradient=lambda z: (-1) ** t * g, step=t + 1, eta=eta, beta=beta)
sign = -((-1) ** t)


def dampened(share):
    """The velocity under the alternating gradient, as a share of g."""
    return forall(t, eq(u(t), sign * share * g))


share = (1 - (-beta) ** t) / (1 + beta)
small = tends(norm(u(t)), t, norm(g) / (1 + beta))


def compared(factor):
    """Consistent gradients move the parameter ``factor`` times as fast: exactly, after an even number of steps."""
    ratio = tends(norm(v(t + 1)) / norm(u(t + 1)), t, factor)
    return forall(t, eq(norm(v(2 * t)), factor * norm(u(2 * t)))) & implies(ne(g, origin), ratio)


gains = (1 + beta) / (1 - beta)


@claim(
    dampened(share) & small & compared(gains),
    given=(*constant, turn_starts, turn),
    uses=(effective_lr,),
    printed=holds("Part 3", r"\\text{Dampens oscillations in inconsistent directions}"),
    near_misses=(
        near_miss(dampened(share) & small & compared(1 / (1 - beta)), "1/(1 − β), as against no momentum"),
        near_miss(dampened(share) & small & compared((1 + beta) ** 2 / (1 - beta) ** 2), "squared"),
        near_miss(dampened((1 - beta**t) / (1 + beta)) & small & compared(gains), "β for −β"),
        near_miss(dampened((1 - (-beta) ** t) / (1 - beta)) & small & compared(gains), "1 − β for 1 + β"),
        near_miss(dampened(1 / (1 + beta)) & small & compared(gains), "from the first step on"),
    ),
    derived=(
        derived(
            "by how much the answers to the frequencies 0 and π differ",
            lambda: transfer(heavy_ball, "v", rational(1), rational(0), beta=beta)[0]
            / -transfer(heavy_ball, "v", rational(-1), rational(0), beta=beta)[0],
            gains,
        ),
    ),
    tried=(
        enclosed(
            eq(total(beta ** (t - 1 - k) * (-1) ** k, k, 0, t - 1), sign * share),
            {beta: ("0.5", "0.9", "0.99"), t: (1, 2, 11, 1000)},
        ),
        not_tried("simulate", "the runs are on quadratics, whose gradient changes with the parameter"),
    ),
)  # fmt: skip
def alternating():
    """A gradient that alternates moves momentum by |g|/(1 + β), a consistent one by (1 + β)/(1 − β) times as much."""
    base = yield eq(u(0), -((-1) ** rational(0)) * ((1 - (-beta) ** 0) / (1 + beta)) * g), by.algebra(turn_starts)
    now = yield suppose(eq(u(t), sign * share * g))
    then = yield (
        eq(u(t + 1), -((-1) ** (t + 1)) * ((1 - (-beta) ** (t + 1)) / (1 + beta)) * g),
        by.algebra(at(turn, t), now),
    )
    first = yield dampened(share), by.induction(base, then)

    one = yield eq((rational(-1) * rational(-1)) ** t, (-1) ** t * (-1) ** t), by.fact("power_product", -1, -1, t)
    unit = yield eq((-1) ** t * (-1) ** t, 1), by.arithmetic(one)
    size = yield eq(abs((-beta) ** t), abs(-beta) ** t), by.fact("abs_power", -beta, t)
    less = yield (-beta) ** t <= 1, by.arithmetic(size)
    high = yield 0 <= share, by.arithmetic(less)
    square = yield eq(inner(u(t), u(t)), (-1) ** t * (-1) ** t * share**2 * inner(g, g)), by.algebra(at(first, t))
    one = yield eq(norm(u(t)), share * norm(g)), by.arithmetic(square, unit, high)
    sizes = yield forall(t, eq(norm(u(t)), share * norm(g))), by.generalize(one)
    goes = yield tends(share * norm(g), t, norm(g) / (1 + beta)), by.limit()
    yield small
    both = yield "<=>", tends(share * norm(g), t, norm(g) / (1 + beta)), by.limit_terms(sizes)
    second = yield small, by.logic(both, goes)

    speeds = yield forall(t, eq(v(t), gathered * g)), by.logic(effective_lr)
    high = yield 0 <= gathered, by.arithmetic()
    square = yield eq(inner(v(t), v(t)), gathered**2 * inner(g, g)), by.algebra(at(speeds, t))
    one = yield eq(norm(v(t)), gathered * norm(g)), by.arithmetic(square, high)
    steady = yield forall(t, eq(norm(v(t)), gathered * norm(g))), by.generalize(one)
    one = yield eq(((-beta) ** 2) ** t, (-beta) ** (2 * t)), by.fact("power_power", -beta, 2, t)
    two = yield eq((beta**2) ** t, beta ** (2 * t)), by.fact("power_power", beta, 2, t)
    same = yield eq(((-beta) ** 2) ** t, (beta**2) ** t), by.equal_arguments()
    even = yield eq((-beta) ** (2 * t), beta ** (2 * t)), by.arithmetic(one, two, same)
    one = yield (
        eq(norm(v(2 * t)), gains * norm(u(2 * t))),
        by.algebra(at(steady, 2 * t), at(sizes, 2 * t), even),
    )
    third = yield forall(t, eq(norm(v(2 * t)), gains * norm(u(2 * t)))), by.generalize(one)

    moving = yield suppose(ne(g, origin))
    long = yield 0 < inner(g, g), by.definite(g, given=(moving,))
    shares = (1 - beta * beta**t) / (1 - beta) / ((1 + beta * (-beta) ** t) / (1 + beta))
    one = yield -beta <= beta * (-beta) ** t, by.arithmetic(size)
    some = yield 0 < 1 + beta * (-beta) ** t, by.arithmetic(one)
    after = yield eq(norm(u(t + 1)), (1 + beta * (-beta) ** t) / (1 + beta) * norm(g)), by.algebra(at(sizes, t + 1))
    apart = yield 0 < norm(u(t + 1)), by.arithmetic(after, some, long)
    one = yield implies(ne(g, origin), 0 < norm(u(t + 1))), by.discharge(moving, apart)
    yield forall(t, implies(ne(g, origin), 0 < norm(u(t + 1)))), by.generalize(one)
    above = yield eq(norm(v(t + 1)), (1 - beta * beta**t) / (1 - beta) * norm(g)), by.algebra(at(steady, t + 1))
    one = yield eq(norm(v(t + 1)) / norm(u(t + 1)), shares), by.algebra(above, after, apart, some, long)
    ratios = yield forall(t, eq(norm(v(t + 1)) / norm(u(t + 1)), shares)), by.generalize(one)
    goes = yield tends(shares, t, gains), by.limit()
    yield tends(norm(v(t + 1)) / norm(u(t + 1)), t, gains)
    both = yield "<=>", tends(shares, t, gains), by.limit_terms(ratios)
    one = yield tends(norm(v(t + 1)) / norm(u(t + 1)), t, gains), by.logic(both, goes)
    fourth = yield implies(ne(g, origin), tends(norm(v(t + 1)) / norm(u(t + 1)), t, gains)), by.discharge(moving, one)
    yield dampened(share) & small & compared(gains), by.logic(first, second, third, fourth)
