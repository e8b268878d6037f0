"""The bias of Adam's moments, and what its correction corrects."""

from adam import average, beta, e, moving_average, u
from moving_average_drift import a, drift, drift_bound, drifting

from lrproof import (
    adam,
    at,
    by,
    claim,
    eq,
    expect,
    fails,
    forall,
    holds_under,
    implies,
    integer,
    natural,
    near_miss,
    nonnegative,
    positive,
    rational,
    real,
    recurrence,
    row,
    sampled,
    sequence,
    suppose,
)

PREFIX = "adam"
PLACE = (4, 30)

t, i, n = natural("t"), integer("i"), integer("n", "[1, oo)")
eta, beta1, beta2, eps = positive("eta"), real("beta1", "[0, 1)"), real("beta2", "[0, 1)"), positive("eps")
m, v = sequence("m", random=True), sequence("v", random=True)
g = sequence("g", random=True, moments=2)
s, A, B, c = real("s"), real("A"), real("B"), nonnegative("c")
SYMBOLS = {
    beta1: "the weight of the past in m", beta2: "the weight of the past in v", m: "the first moment after t steps",
    v: "the second moment after t steps", g: "the gradient of step t", s: "the mean of a squared gradient",
    A: "the mean gradient, continued to step 0", B: "by how much it grows a step", c: "at most so much a step",
}  # fmt: skip
m_starts, v_starts = eq(m(0), 0), eq(v(0), 0)
m_step, v_step = recurrence(
    adam, {"m": m, "v": v}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, beta1=beta1, beta2=beta2, eps=eps
)


def mean(k):
    """E(g_k)."""
    return expect(g(k))


def square(k):
    """E(g_k^2)."""
    return expect(g(k) ** 2)


biased = forall(t, eq(expect(m(t)), (1 - beta1**t) * mean(t) + drift(beta1, mean, t)))
slow = forall(i, implies((i >= 1) & (i <= t), abs(mean(i) - mean(t)) <= c * (t - i)))
level = forall(i, implies((i >= 1) & (i <= t), eq(mean(i), mean(t))))
small = forall(t, implies(slow, abs(drift(beta1, mean, t)) <= c * (beta1 / (1 - beta1))))
unbiased = forall(t, implies(level, eq(expect(m(t)), (1 - beta1**t) * mean(t))))


@claim(
    biased & small & unbiased,
    given=(m_starts, m_step),
    printed=fails(
        "Part 4", r"\mathbb{E}[m_t] = (1 - \beta_1^t)\, \mathbb{E}[g_t]",
        forall(t, eq(expect(m(t)), (1 - beta1**t) * mean(t))),
    ),
    uses=(moving_average, drifting, drift_bound),
    near_misses=(
        near_miss(forall(t, eq(expect(m(t)), mean(t) + drift(beta1, mean, t))), "without the factor 1 − β₁ᵗ"),
        near_miss(forall(t, eq(expect(m(t)), (1 - beta1**t) * mean(t) - drift(beta1, mean, t))), "minus the drift"),
        near_miss(forall(t, implies(slow, abs(drift(beta1, mean, t)) <= c * beta1)), "without the factor 1/(1 − β₁)"),
        near_miss(forall(t, implies(level, eq(expect(m(t)), mean(t)))), "m itself, not corrected"),
        near_miss(biased, "not started at 0", given=(m_step,)),
    ),
    tried=(
        sampled(average(beta1, g, t), 1 - beta1**t, wrong=1, draws={g: ("normal", 1, 2)},
                values={beta1: "9/10", t: 10}),
    ),
    cheat_sheet=(row("The mean of the first moment", biased.args[0].args[1]),),
)  # fmt: skip
def bias_m():
    """E mₜ is (1 − β₁ᵗ) E gₜ where the mean gradient stands still; else a drift is added, small if it moves slowly."""
    closed = yield forall(t, eq(m(t), average(beta1, g, t))), by.cite(at(moving_average, {beta: beta1, e: m, u: g}))
    yield expect(m(t))
    yield "=", expect(average(beta1, g, t)), by.expectation(closed)
    yield "=", average(beta1, mean, t), by.expectation()
    one = yield "=", (1 - beta1**t) * mean(t) + drift(beta1, mean, t), by.cite(at(drifting, {beta: beta1, a: mean}, t))
    first = yield biased, by.generalize(one)
    bounds = at(drift_bound, {beta: beta1, a: mean})
    second = yield small, by.logic(bounds)
    nothing = yield forall(t, implies(level, eq(drift(beta1, mean, t), 0))), by.logic(bounds)
    still = yield suppose(level)
    none = yield eq(drift(beta1, mean, t), 0), by.logic(at(nothing, t), still)
    same = yield eq(expect(m(t)), (1 - beta1**t) * mean(t)), by.arithmetic(one, none)
    then = yield implies(level, eq(expect(m(t)), (1 - beta1**t) * mean(t))), by.discharge(still, same)
    third = yield unbiased, by.generalize(then)
    yield biased & small & unbiased, by.logic(first, second, third)


steady = forall(i, implies(i >= 1, eq(square(i), s)))
corrected = forall(n, eq(expect(v(n) / (1 - beta2**n)), s))
second_moment = forall(t, eq(expect(v(t)), (1 - beta2**t) * square(t) + drift(beta2, square, t)))


@claim(
    second_moment & forall(t, eq(expect(v(t)), (1 - beta2**t) * s)) & corrected,
    given=(v_starts, v_step, steady),
    printed=holds_under("Part 4", r"\hat{v}_t = \frac{v_t}{1 - \beta_2^t}",
                        "the mean squared gradient is the same at every step"),
    uses=(moving_average, drifting),
    near_misses=(
        near_miss(forall(t, eq(expect(v(t)), s)), "v itself, not corrected"),
        near_miss(forall(t, eq(expect(v(t)), (1 - beta2 ** (t + 1)) * s)), "one power too many"),
        near_miss(forall(n, eq(expect(v(n) / (1 - beta2 ** (n + 1))), s)), "corrected by the next step's factor"),
        near_miss(forall(n, eq(expect(v(n) / (1 - beta2**n)), s)), "the mean square may change",
                  given=(v_starts, v_step)),
    ),
    tried=(
        sampled(average(beta2, lambda k: g(k) ** 2, t) / (1 - beta2**t), 5, wrong=rational("5.05"),
                draws={g: ("normal", 1, 2)}, values={beta2: "999/1000", t: 10}, samples=1_000_000),
    ),
)  # fmt: skip
def bias_v():
    """Corrected, the second moment has the mean of a squared gradient, if that is the same at every step."""
    closed = yield (
        forall(t, eq(v(t), average(beta2, lambda k: g(k) ** 2, t))),
        by.cite(at(moving_average, {beta: beta2, e: v, u: lambda k: g(k) ** 2})),
    )
    yield expect(v(t))
    yield "=", expect(average(beta2, lambda k: g(k) ** 2, t)), by.expectation(closed)
    yield "=", average(beta2, square, t), by.expectation()
    one = yield (
        "=",
        (1 - beta2**t) * square(t) + drift(beta2, square, t),
        by.cite(at(drifting, {beta: beta2, a: square}, t)),
    )
    first = yield second_moment, by.generalize(one)
    yield expect(v(0))
    start = yield "=", (1 - beta2**0) * s, by.expectation(v_starts)
    now = yield suppose(eq(expect(v(t)), (1 - beta2**t) * s))
    here = yield eq(square(t + 1), s), by.given(at(steady, t + 1))
    yield expect(v(t + 1))
    yield "=", beta2 * expect(v(t)) + (1 - beta2) * square(t + 1), by.expectation(v_step)
    then = yield "=", (1 - beta2 ** (t + 1)) * s, by.algebra(now, here)
    plain = yield forall(t, eq(expect(v(t)), (1 - beta2**t) * s)), by.induction(start, then)
    less = yield beta2**n < 1, by.arithmetic()
    yield expect(v(n) / (1 - beta2**n))
    yield "=", expect(v(n)) / (1 - beta2**n), by.expectation(less)
    right = yield "=", s, by.algebra(at(plain, n), less)
    second = yield corrected, by.generalize(right)
    yield second_moment & forall(t, eq(expect(v(t)), (1 - beta2**t) * s)) & corrected, by.logic(first, plain, second)


ramp = forall(i, implies(i >= 1, eq(mean(i), A + B * i)))
lagged = A + B * (n - beta1 / (1 - beta1) + n * beta1**n / (1 - beta1**n))
lagging = forall(n, eq(expect(m(n) / (1 - beta1**n)), lagged))


@claim(
    lagging,
    given=(m_starts, m_step, ramp),
    uses=(moving_average,),
    near_misses=(
        near_miss(forall(n, eq(expect(m(n) / (1 - beta1**n)), A + B * n)), "no lag"),
        near_miss(forall(n, eq(expect(m(n) / (1 - beta1**n)), A + B * (n - beta1 / (1 - beta1)))), "the lag at once"),
        near_miss(
            forall(n, eq(expect(m(n) / (1 - beta1**n)), A + B * (n - 1 / (1 - beta1) + n * beta1**n / (1 - beta1**n)))),
            "1 for β₁ in the lag",
        ),
    ),
    tried=(
        sampled(average(beta1, lambda k: k + g(k), t) / (1 - beta1**t), rational("13.7680651983"), wrong=20,
                draws={g: ("normal", 0, 1)}, values={beta1: "9/10", t: 20}),
    ),
    examples=({g: lambda k: A + B * k},),
    cheat_sheet=(row("Adam's corrected moment on a ramp A + Bt", lagged),),
)  # fmt: skip
def drift_lag():
    """Where the mean gradient grows by B a step, the corrected moment lags: by β₁/(1 − β₁) steps in the end."""
    form = A * (1 - beta1**t) + B * (t - beta1 * (1 - beta1**t) / (1 - beta1))
    yield expect(m(0))
    start = yield "=", A * (1 - beta1**0) + B * (0 - beta1 * (1 - beta1**0) / (1 - beta1)), by.expectation(m_starts)
    now = yield suppose(eq(expect(m(t)), form))
    here = yield eq(mean(t + 1), A + B * (t + 1)), by.given(at(ramp, t + 1))
    yield expect(m(t + 1))
    yield "=", beta1 * expect(m(t)) + (1 - beta1) * mean(t + 1), by.expectation(m_step)
    yield "=", beta1 * form + (1 - beta1) * (A + B * (t + 1)), by.algebra(now, here)
    then = yield (
        "=",
        A * (1 - beta1 ** (t + 1)) + B * (t + 1 - beta1 * (1 - beta1 ** (t + 1)) / (1 - beta1)),
        by.algebra(),
    )
    every = yield forall(t, eq(expect(m(t)), form)), by.induction(start, then)
    less = yield beta1**n < 1, by.arithmetic()
    yield expect(m(n) / (1 - beta1**n))
    yield "=", expect(m(n)) / (1 - beta1**n), by.expectation(less)
    right = yield (
        "=",
        A + B * (n - beta1 / (1 - beta1) + n * beta1**n / (1 - beta1**n)),
        by.algebra(at(every, n), less),
    )
    yield lagging, by.generalize(right)
