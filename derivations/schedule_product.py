"""Gradient descent with a schedule, on one curvature: the steps multiply, and must have an infinite sum."""

from schedule_contraction import x
from schedule_infinite_products import P, bounded, product_limit
from schedule_sums import S, i, l, t

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    drawn,
    eq,
    exists,
    forall,
    gradient_descent,
    grows,
    iff,
    implies,
    ne,
    near_miss,
    not_tried,
    positive,
    rational,
    real,
    recurrence,
    row,
    schedules,
    sequence,
    suppose,
    tends,
    total,
)

PREFIX = "sched"
PLACE = (5, 4)  # in the report: Part 5, fourth

lam, eta, theta = positive("lam"), sequence("eta"), sequence("theta")
SYMBOLS = {
    lam: "the curvature", eta: "the learning rate of the step from t to t + 1", theta: "the parameter after t steps",
    P: "the product of the first t factors 1 − η(i)λ",
}  # fmt: skip
(step,) = recurrence(gradient_descent, {"x": theta}, gradient=lambda z: lam * z, step=t + 1, eta=eta(t))
starts, factors = eq(P(0), 1), forall(t, eq(P(t + 1), (1 - eta(t) * lam) * P(t)))
small = forall(t, (0 <= eta(t) * lam) & (eta(t) * lam < 1))
gone = total(eta(i), i, 0, t - 1)
endless = grows(gone, t)
closed = forall(t, eq(theta(t), P(t) * theta(0)))
alive = forall(t, (0 < P(t)) & (P(t) <= 1))
reaches = iff(tends(P(t), t, 0), endless) & implies(ne(theta(0), 0), iff(tends(theta(t), t, 0), endless))
stalls = iff(exists(l, (0 < l) & tends(P(t), t, l)), bounded(gone))


def inverse(shares, product):
    """With the shares η(t)λ the product is as said."""
    return implies(forall(t, eq(eta(t) * lam, shares)), forall(t, eq(P(t), product)))


slower = inverse(1 / (t + 2), 1 / (t + 1))
half = rational("1/2")


def constant(share):
    """The example of a constant step."""
    return {eta: lambda k: share + 0 * k, lam: 1, P: lambda k: (1 - share) ** k, theta: lambda k: 2 * (1 - share) ** k}


def telescoped():
    """SymPy's closed form of the product."""
    import sympy

    translation, k = derive.Translation(), sympy.Dummy(integer=True)
    found = sympy.product(1 - 1 / (k + 2), (k, 0, translation.symbol(t) - 1))
    return translation.back(sympy.simplify(sympy.gammasimp(found)))


def plots(axes, shown):
    """The schedules by name, for 100 steps."""
    import numpy as np

    t = np.linspace(0, 100, 801)
    for axis, (name, schedule) in zip(axes, shown, strict=True):
        axis.plot(t, schedule(t))
        axis.set(title=name, xlabel="t", ylim=(-0.05, 1.05))


def falling(*axes):
    """Schedules that never rise."""
    plots(axes, (
        ("constant", lambda t: schedules.constant(t, eta0=0.7)),
        ("step decay", lambda t: schedules.step_decay(t, eta0=1, gamma=0.5, s=25)),
        ("exponential", lambda t: schedules.exponential(t, eta0=1, k=0.03)),
        ("cosine", lambda t: schedules.cosine(t, eta_min=0.05, eta_max=1, T=100)),
    ))  # fmt: skip


def inverse_powers(*axes):
    """Schedules that fall like a power, and Chebyshev's steps, scaled to 1 at most."""
    import numpy as np

    plots(axes, (
        ("inverse time", lambda t: schedules.inverse_time(t, eta0=1, k=0.1)),
        ("inverse root", lambda t: schedules.inverse_sqrt(t + 1, eta0=1)),
        ("Chebyshev, T = 100", lambda t: schedules.chebyshev(np.minimum(t + 1, 100), mu=1, L=20, T=100)),
        ("warm-up, inverse root", schedules.warmup_then(lambda t: schedules.inverse_sqrt(t / 20 + 1, eta0=1), T=20)),
    ))  # fmt: skip


def rising(*axes):
    """Schedules that begin with a small step."""
    plots(axes, (
        ("linear warm-up", lambda t: schedules.linear_warmup(t, eta=1, T=20)),
        ("one cycle", lambda t: schedules.one_cycle(t, eta_min=0.1, eta_max=1, peak=30, T=100)),
        ("one cycle, cosine", lambda t: schedules.one_cycle(t, eta_min=0.1, eta_max=1, peak=30, T=100, phase="cosine")),
        ("warm-up, stable, decay", lambda t: schedules.warmup_stable_decay(t, eta=1, warmup=10, decay=30, T=100)),
    ))  # fmt: skip


@claim(
    closed & implies(small, alive & reaches & stalls) & slower,
    given=(step, starts, factors),
    uses=(product_limit,),
    examples=(constant(half), constant(rational(0))),
    near_misses=(
        near_miss(forall(t, eq(theta(t), P(t + 1) * theta(0))) & implies(small, alive & reaches & stalls) & slower,
                  "one factor too many"),
        near_miss(closed & implies(small, alive & reaches & stalls) & inverse(1 / (t + 2), 1 / (t + 2)), "1/(t + 2)",
                  examples=({eta: lambda k: 1 / (k + 2), lam: 1, P: lambda k: 1 / (k + 1),
                             theta: lambda k: 1 / (k + 1)},)),
        near_miss(closed & implies(small, forall(t, (0 < P(t)) & (P(t) < 1)) & reaches & stalls) & slower,
                  "it falls in every step"),
        near_miss(closed & implies(forall(t, (0 <= eta(t) * lam) & (eta(t) * lam <= 1)), alive & reaches & stalls)
                  & slower, "also a step of 1/λ", examples=(constant(rational(1)),)),
    ),
    derived=(derived("the product of the factors 1 − 1/(i + 2)", telescoped, 1 / (t + 1)),),
    tried=(not_tried("simulate", "its runs have one step size; the tests of this claim run a schedule"),),
    figures=(
        drawn(falling, "Schedules: the learning rate at step t. The constant one, and three that fall.", panels=4),
        drawn(inverse_powers, "Schedules that fall like a power of t, Chebyshev's T steps for curvatures from 1 to 20, "
              "and a warm-up that is followed by another schedule.", panels=4),
        drawn(rising, "Schedules that begin with small steps.", panels=4),
    ),
    cheat_sheet=(row("A schedule reaches the minimum", endless, "η(t)λ in [0, 1), θ(0) ≠ 0"),),
)  # fmt: skip
def product():
    """With any schedule θ(t) = ∏(1 − η(i)λ) θ(0); for η(t)λ in [0, 1) this tends to 0 exactly if Σ η = ∞."""
    base = yield eq(theta(0), P(0) * theta(0)), by.algebra(starts)
    now = yield suppose(eq(theta(t), P(t) * theta(0)))
    yield theta(t + 1)
    yield "=", theta(t) - eta(t) * (lam * theta(t)), by.given(step)
    yield "=", (1 - eta(t) * lam) * P(t) * theta(0), by.algebra(now)
    then = yield "=", P(t + 1) * theta(0), by.algebra(at(factors, t))
    first = yield closed, by.induction(base, then)

    low = yield suppose(small)
    yield lam * total(eta(i), i, 0, -1)
    empty = yield "=", 0, by.sum_empty()
    yield lam * total(eta(i), i, 0, t)
    one = yield "=", lam * gone + eta(t) * lam, by.sum_last()
    sums = yield forall(t, eq(lam * total(eta(i), i, 0, t), lam * gone + eta(t) * lam)), by.generalize(one)
    found = at(product_limit, {x: lambda k: eta(k) * lam, S: lambda k: lam * total(eta(i), i, 0, k - 1)},
               given=(low, empty, sums))  # fmt: skip
    scaled = exists(l, (0 < l) & tends(P(t), t, l)), bounded(lam * gone)
    falls = forall(t, (0 < P(t)) & (P(t + 1) <= P(t)))
    known = yield falls & iff(tends(P(t), t, 0), grows(lam * gone, t)) & iff(*scaled), by.cite(found)
    each = yield falls, by.logic(known)
    base = yield (0 < P(0)) & (P(0) <= 1), by.arithmetic(starts)
    now = yield suppose((0 < P(t)) & (P(t) <= 1))
    next_ = yield 0 < P(t + 1), by.cite(at(each, t + 1))
    then = yield (0 < P(t + 1)) & (P(t + 1) <= 1), by.arithmetic(now, at(each, t), next_)
    whole = yield alive, by.induction(base, then)
    yield grows(lam * gone, t)
    same = yield "<=>", endless, by.limit_scale()
    goes = yield iff(tends(P(t), t, 0), endless), by.logic(known, same)
    off = yield suppose(ne(theta(0), 0))
    one = yield eq(theta(t), theta(0) * P(t)), by.arithmetic(at(first, t))
    every = yield forall(t, eq(theta(t), theta(0) * P(t))), by.generalize(one)
    yield tends(theta(t), t, 0)
    yield "<=>", tends(theta(0) * P(t), t, theta(0) * 0), by.limit_terms(every)
    both = yield "<=>", tends(P(t), t, 0), by.limit_scale(off)
    one = yield iff(tends(theta(t), t, 0), endless), by.logic(both, goes)
    one = yield implies(ne(theta(0), 0), iff(tends(theta(t), t, 0), endless)), by.discharge(off, one)
    limits = yield reaches, by.logic(goes, one)
    c = real("c")
    one = yield suppose(forall(t, lam * gone <= c))
    more = yield gone <= c / lam, by.arithmetic(at(one, t))
    more = yield forall(t, gone <= c / lam), by.generalize(more)
    more = yield bounded(gone), by.witness(c / lam, given=(more,))
    some = yield suppose(bounded(lam * gone))
    more = yield bounded(gone), by.choose(some, one, more)
    there = yield implies(bounded(lam * gone), bounded(gone)), by.discharge(some, more)
    one = yield suppose(forall(t, gone <= c))
    more = yield lam * gone <= lam * c, by.arithmetic(at(one, t))
    more = yield forall(t, lam * gone <= lam * c), by.generalize(more)
    more = yield bounded(lam * gone), by.witness(lam * c, given=(more,))
    some = yield suppose(bounded(gone))
    more = yield bounded(lam * gone), by.choose(some, one, more)
    back = yield implies(bounded(gone), bounded(lam * gone)), by.discharge(some, more)
    one = yield stalls, by.logic(known, there, back)
    one = yield alive & reaches & stalls, by.logic(whole, limits, one)
    second = yield implies(small, alive & reaches & stalls), by.discharge(low, one)

    given = yield suppose(forall(t, eq(eta(t) * lam, 1 / (t + 2))))
    base = yield eq(P(0), 1 / (rational(0) + 1)), by.arithmetic(starts)
    now = yield suppose(eq(P(t), 1 / (t + 1)))
    yield P(t + 1)
    yield "=", (1 - eta(t) * lam) * P(t), by.given(factors)
    then = yield "=", 1 / (t + 1 + 1), by.algebra(at(given, t), now)
    one = yield forall(t, eq(P(t), 1 / (t + 1))), by.induction(base, then)
    third = yield slower, by.discharge(given, one)
    yield closed & implies(small, alive & reaches & stalls) & slower, by.logic(first, second, third)
