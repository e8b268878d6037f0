"""The condition number: how many steps, and why the flat directions are slow."""

from step_size import eps, r, steps

from lrproof import (
    at,
    between,
    by,
    ceiling,
    claim,
    derivative_is,
    drawn,
    empirical,
    enclosed,
    eq,
    forall,
    gradient_descent,
    holds,
    holds_under,
    iff,
    implies,
    log,
    natural,
    near_miss,
    positive,
    rational,
    real,
    row,
    simulated,
)

PREFIX = "cond"
PLACE = (2, 3)  # in the report: Part 2, third

mu, L, eta, kappa = positive("mu"), positive("L"), real("eta"), real("kappa")
condition = eq(kappa, L / mu)
best = 2 / (mu + L)
rate = (kappa - 1) / (kappa + 1)
x0, lam, t = real("x0", latex=r"\theta_0"), real("lam"), natural("t")
SYMBOLS = {
    mu: "the smallest curvature", L: "the largest curvature", kappa: "the condition number", eta: "the learning rate",
    eps: "the wanted share of the first distance",
}  # fmt: skip


def errors(axes):
    """The error against the number of steps at the best fixed step, for three condition numbers."""
    import numpy as np

    from lrproof import simulate

    for ratio in (10, 100, 1000):
        walk = simulate(gradient_descent, np.array([1.0, ratio]), np.ones(2), 200, history=True, eta=2 / (1 + ratio))
        axes.semilogy(np.hypot(*walk.T) / np.sqrt(2), label=rf"$\kappa = {ratio}$")
    axes.set(ylim=(1e-8, 2), xlabel="steps", ylabel="share of the first distance")
    axes.legend()


slow = forall(eta, implies(eta < 2 / L, 1 - 2 / kappa < 1 - eta * mu))
alike = eq(1 - best * L, -rate) & eq(1 - best * mu, rate)


@claim(
    slow & alike,
    given=(mu <= L, condition),
    printed=holds_under(
        "Part 2", r"\text{slow in small-}\lambda\text{ directions: must use small } \eta",
        "small means small against 1/μ; at the best step the steepest direction is as slow",
    ),
    near_misses=(
        near_miss(forall(eta, implies(eta < 2 / L, 1 - 1 / kappa < 1 - eta * mu)) & alike, "1/κ for 2/κ"),
        near_miss(forall(eta, implies(eta <= 2 / L, 1 - 2 / kappa < 1 - eta * mu)) & alike, "≤ for < at 2/L"),
        near_miss(forall(eta, implies(eta < 2 / mu, 1 - 2 / kappa < 1 - eta * mu)) & alike, "2/μ for 2/L"),
        near_miss(slow & eq(1 - best * L, rate) & eq(1 - best * mu, rate), "both directions keep their sign"),
    ),
    tried=(
        simulated(
            gradient_descent, (1 - eta * lam) ** t * x0,
            reads={lam: "curvature", x0: "start", t: "steps", eta: "eta", mu: "mu", L: "L"},
            hyper={"eta": rational("1.99") / L}, control="eta", condition=100, steps=300,
        ),
    ),
    figures=(drawn(errors, "The distance from the minimum at the best fixed step, from a start equally far along the "
                   "flattest and the steepest direction: compiled runs. At ten times the condition number the same "
                   "gain takes about ten times the steps."),),
    cheat_sheet=(row("The flattest direction, at a stable η", 1 - 2 / kappa < 1 - eta * mu),),
)  # fmt: skip
def slow_direction():
    """No stable step shrinks the flattest direction by more than 2/κ; the best step treats both ends alike."""
    one = yield slow, by.arithmetic(), "ημ < 2μ/L = 2/κ"
    two = yield eq(1 - best * L, -rate), by.algebra(condition)
    three = yield eq(1 - best * mu, rate), by.algebra(condition)
    yield slow & alike, by.logic(one, two, three)


k = real("k", "(1, oo)", latex=r"\kappa")
SYMBOLS |= {k: "the condition number"}
contraction = (k - 1) / (k + 1)
count = log(eps) / log(contraction)
first = forall(t, iff(contraction**t <= eps, ceiling(count) <= t))
bounds = between((k - 1 / k) / 2 * log(1 / eps), count, k / 2 * log(1 / eps))


def counts(axes):
    """The number of steps to ε = 10⁻⁶, between its bounds, against κ."""
    import numpy as np

    kappas = np.logspace(0.15, 4, 300)
    digits = 6 * np.log(10)
    axes.loglog(kappas, digits / np.log((kappas + 1) / (kappas - 1)), label="steps")
    axes.loglog(kappas, kappas / 2 * digits, label=r"$\frac{\kappa}{2} \ln \frac{1}{\varepsilon}$")
    axes.loglog(kappas, (kappas - 1 / kappas) / 2 * digits,
                label=r"$\frac{1}{2}(\kappa - \frac{1}{\kappa}) \ln \frac{1}{\varepsilon}$")  # fmt: skip
    axes.set(xlabel=r"$\kappa$", ylabel=r"steps to $\varepsilon = 10^{-6}$")
    axes.legend()


s, p, y = real("s"), real("p"), 1 / k


def slopes_are(slope, gap):
    """The derivative of ``gap`` in s, at every p from 0 to 1/κ."""
    return forall(p, implies((0 <= p) & (p <= y), derivative_is(slope, gap, s, p)))


@claim(
    first & bounds,
    uses=(steps,),
    printed=holds("Part 2", r"\kappa = \lambda_{\max} / \lambda_{\min} \gg 1 \Rightarrow \text{slow convergence}"),
    near_misses=(
        near_miss(forall(t, iff(contraction**t <= eps, ceiling(count) < t)) & bounds, "< for ≤"),
        near_miss(forall(t, iff(contraction**t <= eps, ceiling(2 * count) <= t)) & bounds, "twice as many steps"),
        near_miss(first & between((k - 1 / k) / 2 * log(1 / eps), count, k / 3 * log(1 / eps)), "κ/3 for κ/2"),
        near_miss(first & between(k / 2 * log(1 / eps), count, k / 2 * log(1 / eps)), "exactly κ/2 ln 1/ε"),
    ),
    tried=(
        enclosed(
            between((k - 1 / k) / 2 * log(1 / eps), count, k / 2 * log(1 / eps)),
            {k: (rational("1.01").data, 2, 100, 10**8), eps: (rational("1e-6").data, rational("0.5").data)},
        ),
        simulated(
            gradient_descent, (1 - eta * lam) ** t * x0,
            reads={lam: "curvature", x0: "start", t: "steps", eta: "eta", mu: "mu", L: "L"},
            hyper={"eta": best}, control="eta", condition=100, steps=691, inside={"eta": best},
        ),
    ),
    figures=(drawn(counts, "The number of steps that make the error a million times smaller, at the best fixed step, "
                   "and its two bounds: for all but small κ they cannot be told apart."),),
    cheat_sheet=(
        row("Steps to a share ε, at the best fixed step", ceiling(count)),
        row("The same, bounded", bounds),
    ),
)  # fmt: skip
def iterations():
    """At the best fixed step the error is below ε after ⌈ln ε / ln((κ−1)/(κ+1))⌉ steps, about (κ/2) ln(1/ε)."""
    always = yield first, by.cite(at(steps, {r: contraction}))

    # 2y <= ln (1 + y)/(1 - y) <= 2y/(1 - y²) for y = 1/κ: both differences are 0 at 0 and rise
    width = yield (0 < y) & (y < 1), by.arithmetic()
    gap = log(1 + s) - log(1 - s) - 2 * s
    slopes = yield slopes_are(1 / (1 + p) + 1 / (1 - p) - 2, gap), by.derivative(width)
    sign = yield forall(p, implies((0 <= p) & (p <= y), 0 <= 1 / (1 + p) + 1 / (1 - p) - 2)), by.arithmetic(width)
    low = yield (
        log(rational(1) + 0) - log(rational(1) - 0) - 2 * 0 <= log(1 + y) - log(1 - y) - 2 * y,
        by.increasing(slopes, sign, width),
    )
    gap = 2 * s / (1 - s**2) - (log(1 + s) - log(1 - s))
    slope = (2 * (1 - p**2) + 4 * p**2) / (1 - p**2) ** 2 - (1 / (1 + p) + 1 / (1 - p))
    slopes = yield slopes_are(slope, gap), by.derivative(width)
    simple = yield forall(p, implies((0 <= p) & (p <= y), eq(slope, 4 * p**2 / (1 - p**2) ** 2))), by.algebra(width)
    sign = yield forall(p, implies((0 <= p) & (p <= y), 0 <= slope)), by.arithmetic(simple)
    high = yield (
        0 - (log(rational(1) + 0) - log(rational(1) - 0)) <= 2 * y / (1 - y**2) - (log(1 + y) - log(1 - y)),
        by.increasing(slopes, sign, width),
    )
    slower = (1 - y) / (1 + y)
    same = yield eq(log(contraction), log(slower)), by.equal_arguments()
    parts = log(1 - y) - log(1 + y)
    split = yield eq(log(slower), parts), by.fact("log_quotient", 1 - y, 1 + y, given=(width,))
    least = yield log(contraction) <= -(2 / k), by.arithmetic(low, same, split)
    shape = yield eq(2 * y / (1 - y**2), 2 / (k - 1 / k)), by.algebra()
    most = yield -(2 / (k - 1 / k)) <= log(contraction), by.arithmetic(high, same, split, shape)
    one = yield eq(log(rational(1)), 0), by.fact("log_one")
    spelt = yield eq(log(1 / eps), log(rational(1)) - log(eps)), by.fact("log_quotient", 1, eps)
    gain = yield 0 < log(1 / eps), by.arithmetic(spelt, one)
    product = yield eq(-(count * log(contraction)), log(1 / eps)), by.algebra(least, spelt, one)
    later = yield 0 < count, by.arithmetic(product, gain, least)
    lead = yield log(1 / eps) <= count * (2 / (k - 1 / k)), by.arithmetic(most, product, later)
    trail = yield count * (2 / k) <= log(1 / eps), by.arithmetic(least, product, later)
    below = yield (k - 1 / k) / 2 * log(1 / eps) <= count, by.arithmetic(lead)
    above = yield count <= k / 2 * log(1 / eps), by.arithmetic(trail)
    yield first & bounds, by.logic(always, below, above)


@claim(
    None,
    printed=empirical(
        "Part 2", r"\text{This is why vanilla SGD struggles with deep networks}",
        "training runs of the same networks with and without preconditioning, at matched noise, where κ is measured",
    ),
    theorem="NONE",
)  # fmt: skip
def deep_nets() -> None:
    """Whether ill-conditioning is why plain SGD is slow on deep networks is a matter of experiment."""
