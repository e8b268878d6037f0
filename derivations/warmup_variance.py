"""Why warmup: Adam's second moment is uncertain at first."""

from rmsprop_noise import G, s, spread, stationary_noise, steady, uncorrelated, variance, w
from rmsprop_noise import beta as weight

from lrproof import (
    adam,
    at,
    by,
    claim,
    drawn,
    eq,
    expect,
    forall,
    holds_under,
    integer,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    row,
    sampled,
    sequence,
    tends,
    total,
)

PREFIX = "warm"
PLACE = (5, 36)

t, n, k = integer("t", "[0, oo)"), integer("n", "[1, oo)"), integer("k")
eta, beta1, beta2, eps = positive("eta"), real("beta1", "[0, 1)"), real("beta2", "(0, 1)"), positive("eps")
v, g = sequence("v", random=True, moments=2), sequence("g", random=True, moments=4)
SYMBOLS = {v: "Adam's second moment after t steps", g: "the gradient of step t", beta2: "the weight of the past in v",
           w: "the variance of a squared gradient"}  # fmt: skip
starts = eq(v(0), 0)
(steps,) = recurrence(
    adam, {"v": v}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, beta1=beta1, beta2=beta2, eps=eps
)
corrected = v(n) / (1 - beta2**n)


def count(m):
    """Of how many independent squares the mean would be as uncertain."""
    return (1 + beta2) * (1 - beta2**m) / ((1 - beta2) * (1 + beta2**m))


def uncertain(size):
    """The variance of the corrected second moment."""
    return forall(n, eq(variance(corrected), size))


growing = forall(n, count(n) < count(n + 1))
ends = tends(count(n), n, (1 + beta2) / (1 - beta2))
right = uncertain(w / count(n))


def uncertainty(axes):
    """The relative deviation of v̂, and the share of the learning rate that warmup allows."""
    import numpy as np

    steps_, b = np.arange(1, 5001), 0.999
    squares = (1 + b) * (1 - b**steps_) / ((1 - b) * (1 + b**steps_))
    axes.loglog(steps_, np.sqrt(2 / squares), label=r"deviation of $\hat{v}_t$, relative")
    axes.loglog(steps_, np.minimum(1, steps_ / 2000), label=r"$\eta_t/\eta$ under warmup", linestyle="--")
    axes.set(xlabel="step $t$")
    axes.legend()


@claim(
    right & growing & ends,
    given=(starts, steps, steady, spread, uncorrelated),
    printed=holds_under("Part 5", r"\text{Adam's moving averages need time to stabilize}",
                        "squared gradients are uncorrelated, with one mean and one variance"),
    uses=(stationary_noise,),
    near_misses=(
        near_miss(uncertain(w * (1 - beta2) / (1 + beta2)), "the variance in the end, at every step"),
        near_miss(uncertain(w / n), "as of a plain mean of the squares"),
        near_miss(right & forall(n, count(n + 1) < count(n)), "ever fewer squares"),
        near_miss(right & forall(n, count(n) <= 1 / (1 - beta2)), "never more than 1/(1 − β₂) squares"),
    ),
    tried=(
        sampled((((1 - beta2) * total(beta2 ** (n - k) * g(k) ** 2, k, 1, n)) / (1 - beta2**n) - 1) ** 2, 2 / count(n),
                wrong=rational("0.5"), draws={g: ("normal", 0, 1)}, values={beta2: "9/10", n: 3}),
    ),
    examples=({s: 2, w: 4},),
    figures=(drawn(uncertainty, "Adam's corrected second moment is uncertain at first, as a mean of few squares is "
                   "(normal gradients, defaults); a linear warmup over 2000 steps takes small steps just then."),),
    cheat_sheet=(row("The variance of Adam's corrected second moment is that of so many squares", count(n)),),
)  # fmt: skip
def adam_variance():
    """Adam's corrected second moment is as uncertain as one square at first, (1 + β₂)/(1 − β₂) squares in the end."""
    known = at(stationary_noise, {G: v, weight: beta2})
    less = yield (0 < beta2**n) & (beta2**n < 1), by.arithmetic()
    share = (1 - beta2) / (1 + beta2)
    plain = yield forall(t, eq(variance(v(t)), share * (1 - beta2 ** (2 * t)) * w)), by.logic(known)
    yield variance(corrected)
    yield "=", (expect(v(n) ** 2) - expect(v(n)) ** 2) / (1 - beta2**n) ** 2, by.expectation(less)
    yield "=", variance(v(n)) / (1 - beta2**n) ** 2, by.expectation(less)
    yield "=", share * (1 - beta2**n * beta2**n) * w / (1 - beta2**n) ** 2, by.algebra(at(plain, n), less)
    one = yield "=", w / count(n), by.algebra(less)
    first = yield right, by.generalize(one)
    here, there = (1 - beta2**n) / (1 + beta2**n), (1 - beta2 ** (n + 1)) / (1 + beta2 ** (n + 1))
    falls = yield (beta2 ** (n + 1) < beta2**n) & (0 < beta2 ** (n + 1)), by.arithmetic(less)
    gap = yield (
        eq(there - here, 2 * (beta2**n - beta2 ** (n + 1)) / ((1 + beta2**n) * (1 + beta2 ** (n + 1)))),
        by.algebra(less, falls),
    )
    more = yield here < there, by.arithmetic(gap, falls, less)
    factor = yield 0 < (1 + beta2) / (1 - beta2), by.arithmetic()
    scaled = yield (1 + beta2) / (1 - beta2) * here < (1 + beta2) / (1 - beta2) * there, by.arithmetic(more, factor)
    left = yield eq(count(n), (1 + beta2) / (1 - beta2) * here), by.algebra(less)
    right_ = yield eq(count(n + 1), (1 + beta2) / (1 - beta2) * there), by.algebra(falls)
    two = yield count(n) < count(n + 1), by.arithmetic(scaled, left, right_)
    second = yield growing, by.generalize(two)
    power = yield tends(beta2**n, n, 0), by.limit()
    limit = yield tends(count(n), n, (1 + beta2) * (1 - 0) / ((1 - beta2) * (1 + 0))), by.limit(power)
    same = yield ends, by.cite(limit)
    yield right & growing & ends, by.logic(first, second, same)
