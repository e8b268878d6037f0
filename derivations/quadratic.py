"""Gradient descent on a quadratic."""

from lrproof import (
    by,
    claim,
    derive,
    derived,
    drawn,
    eq,
    forall,
    gradient_descent,
    holds,
    holds_under,
    iff,
    natural,
    ne,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    simulated,
    suppose,
    tends,
)

PREFIX = "quad"
PLACE = (2, 1)  # in the report: Part 2, first

# f(θ) = a θ²/2, whose gradient is a θ
a, eta, t = real("a"), real("eta"), natural("t")
theta = sequence("theta")
rho = 1 - eta * a
multiplied = rho**t * theta(0)
(step,) = recurrence(gradient_descent, {"x": theta}, gradient=lambda z: a * z, step=t + 1, eta=eta)

# 10⁵ steps on quadratics of condition number 10⁸; a is each of their curvatures in turn, μ the least, L the largest
mu, L, x0 = positive("mu"), positive("L"), real("x0")
reads = {a: "curvature", x0: "start", t: "steps", eta: "eta", mu: "mu", L: "L"}


@claim(
    forall(t, eq(theta(t), multiplied)),
    given=(step,),
    printed=holds("Part 2", r"\theta_{t+1} = (1 - \eta a)\,\theta_t"),
    derived=(
        derived(
            "the solution of the recurrence",
            lambda: derive.solve_recurrence(lambda x: derive.multiplier(gradient_descent, a, eta=eta) * x, theta(0), t),
            multiplied,
        ),
    ),
    near_misses=(
        near_miss(forall(t, eq(theta(t), rho ** (t + 1) * theta(0))), "one step too many"),
        near_miss(forall(t, eq(theta(t), (1 + eta * a) ** t * theta(0))), "the sign of the step"),
        near_miss(forall(t, eq(theta(t), rho**t)), "without θ₀"),
        near_miss(forall(t, eq(theta(t), (1 - eta * t * a) * theta(0))), "to first order in η"),
    ),
    tried=(
        simulated(
            gradient_descent, rho**t * x0, reads=reads, hyper={"eta": 1 / L}, control="eta",
            condition=10**8, steps=100_000,
        ),
    ),
)  # fmt: skip
def closed_form():
    """Gradient descent multiplies the parameter by 1 − ηa at every step."""
    base = yield eq(theta(0), rho**0 * theta(0)), by.algebra()
    now = yield suppose(eq(theta(t), multiplied))
    yield theta(t + 1)
    yield "=", theta(t) - eta * (a * theta(t)), by.given(step)
    yield "=", rho * theta(t), by.algebra()
    yield "=", rho * multiplied, by.algebra(now)
    then = yield "=", rho ** (t + 1) * theta(0), by.algebra()
    yield forall(t, eq(theta(t), multiplied)), by.induction(base, then)


converges = tends(theta(t), t, 0)


def shrinking(axes):
    """|θ₂₀/θ₀| against ηa."""
    import numpy as np

    from lrproof import simulate

    line, dots = np.linspace(-0.1, 2.2, 231), np.linspace(-0.1, 2.2, 24)
    axes.plot(line, abs(1 - line) ** 20)
    axes.plot(dots, abs(simulate(gradient_descent, np.ones(24), np.ones(24), 20, eta=dots)), "o", markersize=3)
    axes.axhline(1, color="#5f6368", linewidth=0.8, linestyle="--")
    axes.set(ylim=(0, 3), xlabel=r"$\eta a$", ylabel=r"$|\theta_{20}| \,/\, |\theta_0|$")


@claim(
    iff(converges, (0 < eta) & (eta < 2 / a)),
    given=(a > 0, ne(theta(0), 0), step),
    printed=holds_under("Part 2", r"0 < \eta < \frac{2}{a}", "a > 0"),
    uses=(closed_form,),
    derived=(
        derived(
            "where the multiplier of a step is −1",
            lambda: derive.stable_ends(derive.multiplier(gradient_descent, a, eta=eta), eta)[1],
            2 / a,
        ),
    ),
    near_misses=(
        near_miss(iff(converges, (0 < eta) & (eta < 3 / a)), "3/a for 2/a"),
        near_miss(iff(converges, (0 < eta) & (eta < rational("1.999") / a)), "1.999/a for 2/a"),
        near_miss(iff(converges, (0 < eta) & (eta <= 2 / a)), "≤ for < at 2/a"),
        near_miss(iff(converges, (0 <= eta) & (eta < 2 / a)), "≤ for < at 0"),
        near_miss(iff(converges, (0 < eta) & (eta < 2 / a)), "without a > 0", given=(ne(theta(0), 0), step)),
        near_miss(iff(converges, (0 < eta) & (eta < 2 / a)), "without θ₀ ≠ 0", given=(a > 0, step)),
    ),
    tried=(
        simulated(
            gradient_descent, rho**t * x0, reads=reads, hyper={"eta": rational("1.999") / L}, control="eta",
            condition=10**8, steps=100_000,
            inside={"eta": rational("1.999") / L}, outside={"eta": rational("2.001") / L},
        ),
    ),
    figures=(drawn(shrinking, "The distance from the minimum after 20 steps, as a share of the first, against ηa: the "
                   "formula as a line, compiled runs as dots. It is below 1 exactly for 0 < ηa < 2."),),
)  # fmt: skip
def convergence_interval():
    """Gradient descent from θ₀ ≠ 0 converges to the minimum exactly when 0 < η < 2/a."""
    same = yield forall(t, eq(theta(t), multiplied)), by.cite(closed_form)
    yield converges
    yield "<=>", tends(multiplied, t, 0), by.limit_terms(same)
    yield "<=>", tends(rho**t, t, 0), by.limit_scale()
    yield "<=>", abs(rho) < 1, by.limit_of_powers()
    yield "<=>", (-1 < rho) & (rho < 1), by.arithmetic()
    yield "<=>", (0 < eta) & (eta < 2 / a), by.arithmetic(), "divide by a > 0"
