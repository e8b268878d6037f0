"""The best step for a range of curvatures."""

from fractions import Fraction

from lrproof import (
    between,
    by,
    claim,
    derive,
    derived,
    drawn,
    enclosed,
    eq,
    exists,
    forall,
    gradient_descent,
    holds_under,
    implies,
    larger,
    maximum_is,
    natural,
    ne,
    near_miss,
    positive,
    rational,
    real,
    simulated,
)

PREFIX = "gen"
PLACE = (2, 2)  # in the report: Part 2, second

mu, L, eta, lam = positive("mu"), positive("L"), real("eta"), real("lam")
x0, t = real("x0", latex=r"\theta_0"), natural("t")
kappa = real("kappa")
condition = eq(kappa, L / mu)
best = 2 / (mu + L)
rate = (kappa - 1) / (kappa + 1)


def factor(step):
    """The worst factor of one step over the curvatures from μ to L, which is taken at an end."""
    return larger(abs(1 - step * mu), abs(1 - step * L))


def worst(value, step):
    """``value`` is the worst factor of one step of gradient descent over the curvatures from μ to L."""
    return maximum_is(value, abs(1 - step * lam), lam, mu, L)


at_ends = forall(eta, worst(factor(eta), eta))
attained = worst(rate, best)
unbeatable = forall(eta, implies(ne(eta, best), rate < factor(eta)))


def found():
    """What SymPy finds by making the factors at both ends opposite."""
    return derive.minimax(derive.multiplier(gradient_descent, lam, eta=eta), eta, lam, mu, L)


def factors(axes):
    """max(|1 − ημ|, |1 − ηL|) against η."""
    import numpy as np

    low, high = 1.0, 4.0
    steps = np.linspace(0, 0.6, 301)
    axes.plot(steps, abs(1 - steps * low), label=r"$|1 - \eta\mu|$")
    axes.plot(steps, abs(1 - steps * high), label=r"$|1 - \eta L|$")
    axes.plot(2 / (low + high), (high - low) / (high + low), "o", color="#1a1a1a", markersize=5)
    axes.annotate(r"$\eta = 2/(\mu + L)$", (0.4, 0.6), (0.42, 0.25), arrowprops={"arrowstyle": "-", "linewidth": 0.6})
    axes.set(ylim=(0, 1.45), xlabel=r"$\eta$", ylabel="factor")
    axes.legend()


@claim(
    at_ends & attained & unbeatable,
    given=(mu <= L, condition),
    printed=holds_under(
        "Part 2",
        r"\eta^{*} = \frac{2}{\lambda_{\max} + \lambda_{\min}}",
        "0 < μ ≤ L, for one fixed step and the worst curvature",
    ),
    derived=(
        derived("the step at which the factors at both ends are opposite", lambda: found()[0], best),
        derived("the factor at that step", lambda: found()[1], rate),
    ),
    near_misses=(
        near_miss(at_ends & worst(rate, 2 / L) & unbeatable, "the step 2/L"),
        near_miss(at_ends & worst(rate, rational("1.99") / (mu + L)) & unbeatable, "1.99 for 2 in the step"),
        near_miss(at_ends & worst((kappa - 1) / kappa, best) & unbeatable, "the factor (κ − 1)/κ of the step 1/L"),
        near_miss(at_ends & attained & forall(eta, rate < factor(eta)), "the best step beats itself"),
        near_miss(at_ends & attained & forall(eta, implies(ne(eta, 1 / L), rate < factor(eta))), "unique at 1/L"),
        near_miss(at_ends & attained & unbeatable, "without μ ≤ L", given=(condition,)),
    ),
    tried=(
        simulated(
            gradient_descent, (1 - eta * lam) ** t * x0,
            reads={lam: "curvature", x0: "start", t: "steps", eta: "eta", mu: "mu", L: "L"},
            hyper={"eta": best}, control="eta", condition=100, steps=500,
        ),
        enclosed(
            (L - mu) / (L + mu) <= factor(eta),
            {mu: (1,), L: (1, 2, 100, 10**8), eta: tuple(Fraction(k, 100) for k in range(-10, 211, 7))},
        ),
    ),
    figures=(drawn(factors, "The worst factor of one step against the step, for μ = 1 and L = 4: the ends of the range "
                   "take turns, and where they meet, at 2/(μ + L), it is smallest."),),
)  # fmt: skip
def opt_eta():
    """The step 2/(μ + L) has the smallest worst-case factor, (κ − 1)/(κ + 1), and every other step has a larger one."""
    inside = between(mu, lam, L)
    bound = yield forall(lam, implies(inside, abs(1 - eta * lam) <= factor(eta))), by.arithmetic()
    hit = yield exists(lam, inside & eq(abs(1 - eta * lam), factor(eta))), by.witness(mu, L)
    one = yield worst(factor(eta), eta), by.maximum(bound, hit)
    every = yield at_ends, by.generalize(one)
    bound = yield forall(lam, implies(inside, abs(1 - best * lam) <= rate)), by.arithmetic()
    hit = yield exists(lam, inside & eq(abs(1 - best * lam), rate)), by.witness(mu)
    value = yield attained, by.maximum(bound, hit)
    others = yield unbeatable, by.arithmetic(), "1 − ημ and ηL − 1 cannot both be as small"
    yield at_ends & attained & unbeatable, by.logic(every, value, others)
