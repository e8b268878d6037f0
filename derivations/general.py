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
    row,
    simulated,
)

PREFIX = "gen"
PLACE = (2, 2)  # in the report: Part 2, second

mu, L, eta, lam = positive("mu"), positive("L"), real("eta"), real("lam")
x0, t = real("x0", latex=r"\theta_0"), natural("t")
kappa = real("kappa")
SYMBOLS = {
    mu: "the smallest curvature", L: "the largest curvature", kappa: "the condition number", eta: "the learning rate",
}  # fmt: skip
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


def paths(*panels):
    """Twenty compiled steps on a bowl of curvatures 1 and 10: a small step, the best, and one beyond 2/L."""
    import numpy as np

    from lrproof import simulate

    bowl, start = np.array([1.0, 10.0]), np.array([1.0, 0.3])
    x, y = np.meshgrid(np.linspace(-1.2, 1.2, 121), np.linspace(-0.8, 0.8, 121))
    for axes, step, name in zip(panels, (0.02, 2 / 11, 0.205), ("0.2/L", r"2/(\mu + L)", "2.05/L"), strict=True):
        walk = simulate(gradient_descent, bowl, start, 20, history=True, eta=step)
        axes.contour(x, y, bowl[0] * x**2 / 2 + bowl[1] * y**2 / 2, [0.02, 0.1, 0.25, 0.5, 1, 2], colors="#c9ccd1",
                     linewidths=0.6)  # fmt: skip
        axes.plot(*walk.T, "o-", markersize=2.5, linewidth=0.9)
        axes.plot(0, 0, "+", color="#1a1a1a", markersize=8)
        axes.set(xlim=(-1.2, 1.2), ylim=(-0.8, 0.8), title=rf"$\eta = {name}$", xlabel=r"$\theta$, curvature $\mu = 1$")
        axes.grid(visible=False)
    panels[0].set_ylabel(r"$\theta$, curvature $L = 10$")


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
                   "take turns, and where they meet, at 2/(μ + L), it is smallest."),
             drawn(paths, "Twenty steps from one start on a bowl that is ten times as steep upwards as sideways, μ = 1 "
                   "and L = 10, with its level lines; the minimum is at +. A small step creeps along the valley; the "
                   "best fixed step crosses it to and fro and arrives; a step beyond 2/L is thrown out of it.",
                   panels=3)),
    cheat_sheet=(
        row("Best fixed step for curvatures in [μ, L]", best),
        row("Its worst factor per step", rate),
        row("The worst factor of any step η", factor(eta)),
    ),
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
