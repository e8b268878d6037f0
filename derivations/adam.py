"""Adam."""

from lrproof import (
    adam,
    at,
    by,
    claim,
    derive,
    derived,
    eq,
    forall,
    holds,
    integer,
    natural,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    row,
    sequence,
    simulated,
    sqrt,
    suppose,
    total,
)

PREFIX = "adam"
PLACE = (4, 20)

t, i = natural("t"), integer("i")
beta = real("beta", "[0, 1)")
e, u = sequence("e"), sequence("u")
SYMBOLS = {beta: "the weight of the past", e: "the average of t values", u: "the values"}


def average(weight, values, n):
    """The exponential moving average of values(1), ..., values(n), started at 0."""
    return (1 - weight) * total(weight ** (n - i) * values(i), i, 1, n)


starts = eq(e(0), 0)
averages = forall(t, eq(e(t + 1), beta * e(t) + (1 - beta) * u(t + 1)))


def shifted(first, last, offset):
    """The sum of a near miss: other ends, or another exponent."""
    return forall(t, eq(e(t), (1 - beta) * total(beta ** (t - i + offset) * u(i), i, first, last)))


@claim(
    forall(t, eq(e(t), average(beta, u, t))),
    given=(starts, averages),
    near_misses=(
        near_miss(shifted(0, t, 0), "the sum starts at 0"),
        near_miss(shifted(1, t, 1), "the exponent one larger"),
        near_miss(forall(t, eq(e(t), total(beta ** (t - i) * u(i), i, 1, t))), "without the factor 1 − β"),
        near_miss(forall(t, eq(e(t), average(beta, u, t))), "not started at 0", given=(averages,)),
    ),
)
def moving_average():
    """An exponential moving average that starts at 0 is a weighted sum, in which recent values count most."""
    yield e(0)
    yield "=", 0, by.given(starts)
    base = yield "=", average(beta, u, 0), by.sum_empty()
    now = yield suppose(eq(e(t), average(beta, u, t)))
    yield e(t + 1)
    yield "=", beta * e(t) + (1 - beta) * u(t + 1), by.given(averages)
    yield "=", beta * average(beta, u, t) + (1 - beta) * u(t + 1), by.algebra(now)
    yield "=", (1 - beta) * (total(beta * (beta ** (t - i) * u(i)), i, 1, t) + u(t + 1)), by.sum_scale()
    yield "=", (1 - beta) * (total(beta ** (t + 1 - i) * u(i), i, 1, t) + u(t + 1)), by.sum_terms()
    then = yield "=", average(beta, u, t + 1), by.sum_last()
    yield forall(t, eq(e(t), average(beta, u, t))), by.induction(base, then)


weights = total((1 - beta) * beta ** (t - i), i, 1, t)


@claim(
    forall(t, eq(weights, 1 - beta**t)),
    uses=(moving_average,),
    derived=(derived("the sum of a geometric progression", lambda: derive.summed(weights), 1 - beta**t),),
    near_misses=(
        near_miss(forall(t, eq(weights, 1)), "that they sum to 1"),
        near_miss(forall(t, eq(weights, 1 - beta ** (t + 1))), "one power too many"),
        near_miss(forall(t, eq(total(beta ** (t - i), i, 1, t), 1 - beta**t)), "without the factor 1 − β"),
    ),
    cheat_sheet=(row("The weights of t values sum to", 1 - beta**t),),
)
def weight_sum():
    """The weights of t values sum to 1 − βᵗ, which is less than 1: what bias correction divides by."""
    ones = yield (
        forall(t, eq(1 - beta**t, (1 - beta) * total(beta ** (t - i) * 1, i, 1, t))),
        by.cite(at(moving_average, {e: lambda n: 1 - beta**n, u: lambda n: 1})),
        "1 − βᵗ is the average of ones",
    )
    yield weights
    yield "=", total((1 - beta) * (beta ** (t - i) * 1), i, 1, t), by.sum_terms()
    yield "=", (1 - beta) * total(beta ** (t - i) * 1, i, 1, t), by.sum_scale()
    one = yield "=", 1 - beta**t, by.algebra(at(ones, t))
    yield forall(t, eq(weights, 1 - beta**t)), by.generalize(one)


eta, beta1, beta2, eps = positive("eta"), real("beta1", "[0, 1)"), real("beta2", "[0, 1)"), positive("eps")
m, v, g = sequence("m"), sequence("v"), sequence("g")
SYMBOLS |= {
    beta1: "the weight of the past in m", beta2: "the weight of the past in v", m: "the average of t gradients",
    v: "the average of their squares", g: "the gradient of step t",
}  # fmt: skip
m_starts, v_starts = eq(m(0), 0), eq(v(0), 0)
m_step, v_step = recurrence(
    adam, {"m": m, "v": v}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, beta1=beta1, beta2=beta2, eps=eps
)


def claimed(first=None, second=None, weights=None):
    """The statement at t, or a near miss that differs in one of its three parts."""
    first = average(beta1, g, t) if first is None else first
    second = average(beta2, lambda k: g(k) ** 2, t) if second is None else second
    weights = 1 - beta1**t if weights is None else weights
    return eq(m(t), first) & eq(v(t), second) & eq(total((1 - beta1) * beta1 ** (t - i), i, 1, t), weights)


theta = sequence("theta")
m_hat = average(beta1, g, t) / (1 - beta1**t)
v_hat = average(beta2, lambda k: g(k) ** 2, t) / (1 - beta2**t)


@claim(
    forall(t, claimed()),
    given=(m_starts, v_starts, m_step, v_step),
    printed=holds(
        "Part 4", r"m_t = \beta_1 m_{t-1} + (1 - \beta_1) g_t, \quad v_t = \beta_2 v_{t-1} + (1 - \beta_2) g_t^2"
    ),
    uses=(moving_average, weight_sum),
    near_misses=(
        near_miss(forall(t, claimed(first=average(beta2, g, t))), "β₂ for β₁ in m"),
        near_miss(forall(t, claimed(second=average(beta2, g, t))), "g for g² in v"),
        near_miss(forall(t, claimed(second=average(beta2, g, t) ** 2)), "the square of an average"),
        near_miss(forall(t, claimed(first=total(beta1 ** (t - i) * g(i), i, 1, t))), "without the factor 1 − β₁"),
        near_miss(forall(t, claimed(weights=1 - beta1 ** (t + 1))), "one power too many in the sum of the weights"),
    ),
    tried=(
        simulated(
            adam, theta(t - 1) - eta / (sqrt(v_hat) + eps) * m_hat,
            reads={theta: "iterate", g: "gradient of step", t: "steps", eta: "eta", beta1: "beta1", beta2: "beta2",
                   eps: "eps"},
            hyper={"eta": rational("0.01"), "beta1": rational("0.9"), "beta2": rational("0.999"),
                   "eps": rational("1e-8")},
            control="beta1", condition=10**8, steps=100,
        ),
    ),
    cheat_sheet=(row("The first moment after t steps", eq(m(t), average(beta1, g, t))),),
)  # fmt: skip
def closed_form():
    """Adam's moments are weighted sums of all gradients and of their squares, and the weights sum to 1 − βᵗ."""
    first = yield eq(m(t), average(beta1, g, t)), by.cite(at(moving_average, {beta: beta1, e: m, u: g}))
    second = yield (
        eq(v(t), average(beta2, lambda k: g(k) ** 2, t)),
        by.cite(at(moving_average, {beta: beta2, e: v, u: lambda k: g(k) ** 2})),
    )
    third = yield (
        eq(total((1 - beta1) * beta1 ** (t - i), i, 1, t), 1 - beta1**t),
        by.cite(at(weight_sum, {beta: beta1})),
    )
    all_three = yield claimed(), by.logic(first, second, third)
    yield forall(t, claimed()), by.generalize(all_three)
