"""Momentum."""

from lrproof import (
    by,
    claim,
    eq,
    fails,
    forall,
    heavy_ball,
    integer,
    natural,
    near_miss,
    not_tried,
    rational,
    real,
    recurrence,
    row,
    sequence,
    simulated,
    suppose,
    total,
)

PREFIX = "mom"
PLACE = (3, 4)  # in the report: Part 3, fourth
PART = "Momentum"

# v is 0 at first; g(t) is the gradient at θ(t), whatever it is
t, i, beta, eta = natural("t"), integer("i"), real("beta"), real("eta")
v, g, theta = sequence("v"), sequence("g"), sequence("theta")
SYMBOLS = {v: "the velocity after t steps", g: "the gradient after t steps", beta: "the momentum coefficient"}
starts = eq(v(0), 0)
(step,) = recurrence(heavy_ball, {"v": v}, gradient=lambda z: g(t), step=t + 1, eta=eta, beta=beta)


def weighted(n):
    """The sum of the gradients 0, ..., n, where the last counts once and each earlier one β times the next."""
    return total(beta ** (n - i) * g(i), i, 0, n)


velocity = eq(v(t), total(beta ** (t - 1 - i) * g(i), i, 0, t - 1))
printed = forall(t, eq(v(t), weighted(t)))


@claim(
    forall(t, velocity & eq(v(t + 1), weighted(t))),
    given=(starts, step),
    printed=fails("Part 3", r"v_t = \sum_{i=0}^{t} \beta^{t-i} g_i", printed),
    near_misses=(
        near_miss(printed, "the sum as printed"),
        near_miss(forall(t, velocity & eq(v(t + 1), total(beta ** (t - i) * g(i), i, 0, t - 1))), "one term too few"),
        near_miss(forall(t, velocity & eq(v(t + 1), total(beta ** (t + 1 - i) * g(i), i, 0, t))), "one power too many"),
        near_miss(forall(t, velocity & eq(v(t + 1), (1 - beta) * weighted(t))), "an average: the factor 1 − β"),
        near_miss(forall(t, velocity & eq(v(t + 1), weighted(t))), "not started at 0", given=(step,)),
    ),
    tried=(
        simulated(
            heavy_ball, theta(t - 1) - eta * total(beta ** (t - 1 - i) * g(i), i, 0, t - 1),
            reads={theta: "iterate", g: "gradient", t: "steps", eta: "eta", beta: "beta"},
            hyper={"eta": rational("1e-9"), "beta": rational("0.9")}, control="beta",
            condition=10**8, steps=100,
        ),
        not_tried("derive", "the gradients are any numbers: SymPy has no closed form of such a recurrence"),
    ),
    cheat_sheet=(row("The velocity after t steps", velocity, "v₀ = 0"),),
)  # fmt: skip
def sum_index():
    """The velocity after t steps is the weighted sum of the gradients 0, …, t − 1; the sum up to t is the next one."""
    yield v(0)
    yield "=", 0, by.given(starts)
    base = yield "=", total(beta ** (0 - 1 - i) * g(i), i, 0, 0 - 1), by.sum_empty()
    now = yield suppose(velocity)
    yield v(t + 1)
    yield "=", beta * v(t) + g(t), by.given(step)
    yield "=", beta * total(beta ** (t - 1 - i) * g(i), i, 0, t - 1) + g(t), by.algebra(now)
    yield "=", total(beta * (beta ** (t - 1 - i) * g(i)), i, 0, t - 1) + g(t), by.sum_scale()
    yield "=", total(beta ** (t - i) * g(i), i, 0, t - 1) + g(t), by.sum_terms()
    then = yield "=", weighted(t), by.sum_last()
    every = yield forall(t, velocity), by.induction(base, then)
    here = yield velocity, by.cite(every)
    after = yield eq(v(t + 1), weighted(t)), by.cite(every), "at t + 1"
    both = yield velocity & eq(v(t + 1), weighted(t)), by.logic(here, after)
    yield forall(t, velocity & eq(v(t + 1), weighted(t))), by.generalize(both)
