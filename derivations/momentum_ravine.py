"""A ravine: curved across, flat along."""

from conditioning import L, best, condition, eta, kappa, lam, mu, rate, x0

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    drawn,
    eq,
    forall,
    gradient_descent,
    heavy_ball,
    holds_under,
    iff,
    implies,
    natural,
    ne,
    near_miss,
    rational,
    recurrence,
    sequence,
    simulate,
    simulated,
    suppose,
)

PREFIX = "mom"
PLACE = (3, 1)  # in the report: Part 3, first

# across the ravine, where the curvature is L, and along it, where it is μ
t, across, along = natural("t"), sequence("x"), sequence("y")
moving = ne(across(0), 0) & ne(along(0), 0)
(step_across,) = recurrence(gradient_descent, {"x": across}, gradient=lambda z: L * z, step=t + 1, eta=eta)
(step_along,) = recurrence(gradient_descent, {"x": along}, gradient=lambda z: mu * z, step=t + 1, eta=eta)


def turns(x):
    """From side to side, at every step."""
    return forall(t, x(t) * x(t + 1) < 0)


def stays(x):
    """On the side where it started."""
    return forall(t, 0 < x(t) * x(t + 1))


def slowly(factor, reach=2 / L):
    """No stable learning rate shrinks the way that is left along the ravine by more than ``factor`` a step."""
    left = forall(t, factor**t * abs(along(0)) <= abs(along(t)))
    return implies((0 < eta) & (eta < reach) & (2 * mu <= L), left)


def opposite():
    """The step at which the factors of both curvatures are opposite, and that of μ there, by SymPy."""
    return derive.minimax(derive.multiplier(gradient_descent, lam, eta=eta), eta, lam, mu, L)


def paths(axes):
    """Sixty steps with η = 0.019 on (x² + 100 y²)/2, without and with momentum."""
    import numpy as np

    line = np.linspace(-1, 1, 201)
    x, y = np.meshgrid(11 * line, 1.2 * line)
    axes.contour(x, y, (x**2 + 100 * y**2) / 2, levels=[1, 5, 15, 35, 65], colors="#c8ccd0", linewidths=0.6)
    for rule, hyper, label in ((gradient_descent, {}, "gradient descent"), (heavy_ball, {"beta": 0.8}, "momentum")):
        path = simulate(rule, [1.0, 100.0], [-10.0, 1.0], 60, history=True, eta=0.019, **hyper)
        axes.plot(path[:, 0], path[:, 1], "o-", markersize=2, linewidth=0.7, label=label)
    axes.set(xlabel="along the ravine", ylabel="across")
    axes.legend(loc="upper right")


swings = iff(turns(across), 1 < eta * L) & iff(stays(across), eta * L < 1)
drifts = iff(stays(along), eta * mu < 1)
alike = eq(1 - best * L, -rate) & eq(1 - best * mu, rate)


@claim(
    swings & drifts & slowly(1 - 2 / kappa) & alike,
    given=(mu <= L, condition, moving, step_across, step_along),
    printed=holds_under(
        "Part 3", r"\text{Oscillates across narrow dimension; slow progress along ravine}",
        "ηL > 1, for the oscillation: with ηL < 1 there is none",
    ),
    near_misses=(
        near_miss(turns(across) & drifts & slowly(1 - 2 / kappa) & alike, "however small the learning rate"),
        near_miss(
            iff(turns(across), 1 <= eta * L) & iff(stays(across), eta * L < 1) & drifts & slowly(1 - 2 / kappa) & alike,
            "ηL = 1 too",
        ),
        near_miss(swings & iff(turns(along), 1 < eta * L) & slowly(1 - 2 / kappa) & alike, "along as across"),
        near_miss(swings & drifts & slowly(1 - 1 / kappa) & alike, "1/κ for 2/κ"),
        near_miss(swings & drifts & slowly(1 - 2 / kappa, 3 / L) & alike, "3/L for 2/L"),
    ),
    derived=(
        derived("the step at which the factors across and along are opposite", lambda: opposite()[0], best),
        derived("the factor along, at that step", lambda: opposite()[1], rate),
    ),
    tried=(
        simulated(
            gradient_descent, (1 - eta * lam) ** t * x0,
            reads={lam: "curvature", x0: "start", t: "steps", eta: "eta", L: "L"},
            hyper={"eta": rational("1.9") / L}, control="eta", condition=100, steps=60,
        ),
    ),
    figures=(drawn(paths, "Sixty steps with the learning rate 1.9/L in a ravine of condition number 100, from the "
                   "left. Gradient descent swings across the ravine, and a third of the way along it is left; "
                   "momentum with β = 0.8 swings too, and arrives."),),
)  # fmt: skip
def ravine():
    """Across a ravine gradient descent changes sides exactly when ηL > 1; along it, it keeps its side and is slow."""
    parts = []
    for x, a, step in ((across, L, step_across), (along, mu, step_along)):
        product = yield eq(x(t) * x(t + 1), (1 - eta * a) * x(t) ** 2), by.algebra(at(step, t))
        start = yield 0 < x(0) ** 2, by.arithmetic(moving)
        for case, side in ((1 < eta * a, x(t) * x(t + 1) < 0), (eta * a < 1, 0 < x(t) * x(t + 1))):
            given = yield suppose(case)
            base = yield ne(x(0), 0), by.logic(moving)
            now = yield suppose(ne(x(t), 0))
            factor = yield eq(x(t + 1), (1 - eta * a) * x(t)), by.algebra(at(step, t))
            then = yield ne(x(t + 1), 0), by.arithmetic(factor, now, given)
            never = yield forall(t, ne(x(t), 0)), by.induction(base, then)
            square = yield 0 < x(t) ** 2, by.arithmetic(at(never, t))
            one = yield side, by.arithmetic(product, square, given)
            one = yield forall(t, side), by.generalize(one)
            there = yield implies(case, forall(t, side)), by.discharge(given, one)
            every = yield suppose(forall(t, side))
            first = yield eq(x(0) * x(0 + 1), (1 - eta * a) * x(0) ** 2), by.algebra(at(step, 0))
            one = yield case, by.arithmetic(at(every, 0), first, start)
            back = yield implies(forall(t, side), case), by.discharge(every, one)
            one = yield iff(forall(t, side), case), by.logic(there, back)
            parts.append(one)

    stable = yield suppose((0 < eta) & (eta < 2 / L) & (2 * mu <= L))
    shrinks = 1 - 2 / kappa
    turn = yield eq(shrinks, 1 - 2 * mu / L), by.algebra(condition)
    bound = yield (0 <= shrinks) & (shrinks <= 1 - eta * mu), by.arithmetic(turn, stable)
    base = yield shrinks**0 * abs(along(0)) <= abs(along(0)), by.arithmetic()
    now = yield suppose(shrinks**t * abs(along(0)) <= abs(along(t)))
    longer = yield shrinks * (shrinks**t * abs(along(0))) <= shrinks * abs(along(t)), by.arithmetic(now, bound)
    less = yield shrinks * abs(along(t)) <= (1 - eta * mu) * abs(along(t)), by.arithmetic(bound)
    size = yield eq(abs(along(t + 1)), (1 - eta * mu) * abs(along(t))), by.arithmetic(at(step_along, t), bound)
    power = yield eq(shrinks ** (t + 1), shrinks * shrinks**t), by.algebra(bound)
    then = yield shrinks ** (t + 1) * abs(along(0)) <= abs(along(t + 1)), by.arithmetic(longer, less, size, power)
    left = yield forall(t, shrinks**t * abs(along(0)) <= abs(along(t))), by.induction(base, then)
    slow = yield slowly(shrinks), by.discharge(stable, left)
    two = yield eq(1 - best * L, -rate), by.algebra(condition)
    three = yield eq(1 - best * mu, rate), by.algebra(condition)
    yield swings & drifts & slowly(shrinks) & alike, by.logic(*parts, slow, two, three)
