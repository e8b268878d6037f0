"""Momentum loses energy, for every smooth loss."""

from descent import L, d, f, g, gradient, lipschitz, quadratic_bound, t, theta, x
from momentum_motion import beta, eta, path, slopes, starts, step, step_v, still, v

from lrproof import (
    at,
    by,
    claim,
    eq,
    exists,
    forall,
    heavy_ball,
    implies,
    inner,
    integer,
    near_miss,
    norm,
    rational,
    real,
    simulated,
    suppose,
    tends,
    total,
)

PREFIX = "mom"
PLACE = (3, 10)  # in the report: Part 3, tenth


moves = theta(t + 1) - theta(t)
bottom, i, l = real("m"), integer("i"), real("l")  # noqa: E741


def energy(k, share=beta / (2 * eta)):
    """The loss, and the energy of the last displacement."""
    return f(theta(k)) + share * norm(theta(k) - theta(k - 1)) ** 2


def lost(loss, energy=energy):
    """At every step the energy falls at least by ``loss`` times the squared displacement."""
    return forall(t, energy(t + 1) <= energy(t) - loss * norm(moves) ** 2)


def gone(loss, condition):
    """Then all displacements together are bounded, and parameter and gradient come to rest."""
    whole = total(norm(theta(i + 1) - theta(i)) ** 2, i, 0, t - 1)
    bounded = forall(t, loss * whole <= f(theta(0)) - bottom)
    return implies(condition, bounded & tends(norm(moves) ** 2, t, 0) & tends(norm(g(theta(t))) ** 2, t, 0))


loss = (1 - beta) / eta - L / 2
small, above = eta < 2 * (1 - beta) / L, forall(x, bottom <= f(x))
known = (gradient, lipschitz, starts, still, step_v, step)
bowl = {f: lambda z: L * z**2 / 2, g: lambda z: L * z, bottom: rational(0)}
slope = {f: lambda z: 3 * z, g: lambda z: 3 + 0 * z}


@claim(
    lost(loss) & gone(loss, small & above),
    given=known,
    uses=(quadratic_bound,),
    examples=(bowl, slope),
    near_misses=(
        near_miss(lost((1 - beta) / eta - L / 3) & gone(loss, small & above), "L/3 for L/2"),
        near_miss(lost(1 / eta - L / 2) & gone(loss, small & above), "1 for 1 − β"),
        near_miss(lost(loss, lambda k: energy(k, 0 * eta)) & gone(loss, small & above), "the loss alone"),
        near_miss(lost(loss, lambda k: energy(k, beta / eta)) & gone(loss, small & above), "β/η for β/(2η)"),
        near_miss(lost(loss) & gone(loss, small), "f need not be bounded below"),
        near_miss(lost(loss) & gone(2 * loss, small & above), "half as far in all"),
        near_miss(
            lost(loss) & gone(loss, small & above), "the gradient need not be Lipschitz", given=(gradient, *known[2:]),
            examples=({f: lambda z: z**2, g: lambda z: 2 * z, L: rational("1/2"), bottom: rational(0)},),
        ),
    ),
    tried=(
        simulated(
            heavy_ball, path(t - 1) - eta * slopes(t - 1) + beta * (path(t - 1) - path(t - 2)),
            reads={path: "iterate", slopes: "gradient", t: "steps", eta: "eta", beta: "beta", L: "L"},
            hyper={"eta": rational("0.19") / L, "beta": rational("0.9")}, control="beta", condition=100, steps=200,
            inside={"eta": rational("0.19") / L}, outside={"eta": rational("3.9") / L},
        ),
    ),
)  # fmt: skip
def lyapunov():
    """The energy f + β/(2η)‖Δθ‖² of momentum falls; below a learning rate of 2(1 − β)/L the gradient vanishes."""
    last = theta(t) - theta(t - 1)
    base = yield eq(theta(0 - 1), theta(0) + eta * v(0)), by.algebra(still, starts)
    then = yield eq(theta(t + 1 - 1), theta(t + 1) + eta * v(t + 1)), by.algebra(at(step, t), at(step_v, t))
    rolls = yield forall(t, eq(theta(t - 1), theta(t) + eta * v(t))), by.induction(base, then)
    slope_is = yield eq(g(theta(t)), 1 / eta * (beta * last - moves)), by.algebra(at(step, t), at(rolls, t))

    near = yield (
        f(theta(t) + moves) <= f(theta(t)) + inner(g(theta(t)), moves) + L / 2 * norm(moves) ** 2,
        by.cite(at(quadratic_bound, {x: theta(t), d: moves})),
    )
    arrived = yield eq(f(theta(t) + moves), f(theta(t + 1))), by.algebra()
    work = yield (
        eq(inner(g(theta(t)), moves), (beta * inner(last, moves) - inner(moves, moves)) / eta),
        by.algebra(slope_is),
    )
    young = yield inner(last, moves) <= (inner(last, last) + inner(moves, moves)) / 2, by.square(last - moves)
    shared = yield (
        beta / eta * inner(last, moves) <= beta / (2 * eta) * (inner(last, last) + inner(moves, moves)),
        by.arithmetic(young),
    )
    spelt = yield (
        eq(inner(g(theta(t)), moves), beta / eta * inner(last, moves) - 1 / eta * inner(moves, moves)),
        by.algebra(work),
    )
    one = yield (
        f(theta(t + 1)) + beta / (2 * eta) * inner(moves, moves)
        <= f(theta(t)) + beta / (2 * eta) * inner(last, last) - loss * inner(moves, moves),
        by.arithmetic(near, arrived, spelt, shared),
    )
    each = yield energy(t + 1) <= energy(t) - loss * norm(moves) ** 2, by.arithmetic(one)
    first = yield lost(loss), by.generalize(each)

    below = yield suppose(small & above)
    floor = yield above, by.logic(below)
    narrow = yield small, by.logic(below)
    sign = yield 0 < loss, by.arithmetic(narrow)
    part = norm(theta(i + 1) - theta(i)) ** 2
    empty = yield eq(total(part, i, 0, 0 - 1), 0), by.sum_empty()
    zero = yield eq(inner(theta(0) - theta(0 - 1), theta(0) - theta(0 - 1)), 0), by.algebra(still)
    base = yield loss * total(part, i, 0, 0 - 1) + energy(0) <= f(theta(0)), by.arithmetic(empty, zero)
    now = yield suppose(loss * total(part, i, 0, t - 1) + energy(t) <= f(theta(0)))
    longer = yield eq(total(part, i, 0, t + 1 - 1), total(part, i, 0, t - 1) + norm(moves) ** 2), by.sum_last()
    then = yield loss * total(part, i, 0, t + 1 - 1) + energy(t + 1) <= f(theta(0)), by.arithmetic(now, longer, each)
    spent = yield forall(t, loss * total(part, i, 0, t - 1) + energy(t) <= f(theta(0))), by.induction(base, then)
    here = yield bottom <= f(theta(t)), by.given(at(floor, theta(t)))
    square = yield 0 <= beta / (2 * eta) * inner(last, last), by.arithmetic()
    least = yield bottom <= energy(t), by.arithmetic(here, square)
    one = yield loss * total(part, i, 0, t - 1) <= f(theta(0)) - bottom, by.arithmetic(at(spent, t), least)
    second = yield forall(t, loss * total(part, i, 0, t - 1) <= f(theta(0)) - bottom), by.generalize(one)

    loses = yield 0 <= loss * norm(moves) ** 2, by.arithmetic(sign)
    one = yield energy(t + 1) <= energy(t), by.arithmetic(each, loses)
    falling = yield forall(t, energy(t + 1) <= energy(t)), by.generalize(one)
    bounded = yield forall(t, bottom <= energy(t)), by.generalize(least)
    some = yield exists(l, tends(energy(t), t, l)), by.limit_monotone(falling, bounded)
    limit = yield suppose(tends(energy(t), t, l))
    one = yield norm(moves) ** 2 <= (energy(t) - energy(t + 1)) / loss, by.arithmetic(each, sign)
    high = yield forall(t, norm(moves) ** 2 <= (energy(t) - energy(t + 1)) / loss), by.generalize(one)
    one = yield 0 <= norm(moves) ** 2, by.arithmetic()
    low = yield forall(t, 0 <= norm(moves) ** 2), by.generalize(one)
    one = yield tends(norm(moves) ** 2, t, 0), by.squeeze(low, high, limit, sign)
    third = yield tends(norm(moves) ** 2, t, 0), by.choose(some, limit, one)

    wide = yield 0 <= inner(beta * last + moves, beta * last + moves), by.square(beta * last + moves)
    both = 2 * (beta**2 * norm(last) ** 2 + norm(moves) ** 2) / eta**2
    whole = yield (
        eq(eta**2 * inner(g(theta(t)), g(theta(t))), inner(beta * last - moves, beta * last - moves)),
        by.algebra(slope_is),
    )
    one = yield eta**2 * norm(g(theta(t))) ** 2 <= eta**2 * both, by.arithmetic(whole, wide)
    one = yield norm(g(theta(t))) ** 2 <= both, by.arithmetic(one)
    high = yield forall(t, norm(g(theta(t))) ** 2 <= both), by.generalize(one)
    one = yield 0 <= norm(g(theta(t))) ** 2, by.arithmetic()
    low = yield forall(t, 0 <= norm(g(theta(t))) ** 2), by.generalize(one)
    fourth = yield tends(norm(g(theta(t))) ** 2, t, 0), by.squeeze(low, high, third)
    rest = gone(loss, small & above).args[1]
    one = yield rest, by.logic(second, third, fourth)
    last_part = yield gone(loss, small & above), by.discharge(below, one)
    yield lost(loss) & gone(loss, small & above), by.logic(first, last_part)
