"""Gradient descent on a quadratic."""

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    drawn,
    eq,
    fails,
    forall,
    gradient_descent,
    grows,
    holds,
    holds_under,
    iff,
    implies,
    natural,
    ne,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    row,
    sequence,
    simulated,
    suppose,
    tends,
)

PREFIX = "quad"
PLACE = (2, 1)  # in the report: Part 2, first
PART = "Deriving the optimal learning rate"

# f(θ) = a θ²/2, whose gradient is a θ
a, eta, t = real("a"), real("eta"), natural("t")
theta = sequence("theta")
SYMBOLS = {a: "the curvature", eta: "the learning rate", theta: "the parameter after t steps"}
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
    cheat_sheet=(row("The parameter after t steps", eq(theta(t), multiplied)),),
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
edges = forall(t, implies(eq(eta, 2 / a), eq(theta(t + 1), -theta(t)))) & forall(
    t, implies(eq(eta, 0), eq(theta(t + 1), theta(t)))
)


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
    iff(converges, (0 < eta) & (eta < 2 / a)) & edges,
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
        near_miss(iff(converges, (0 < eta) & (eta < 3 / a)) & edges, "3/a for 2/a"),
        near_miss(iff(converges, (0 < eta) & (eta < rational("1.999") / a)) & edges, "1.999/a for 2/a"),
        near_miss(iff(converges, (0 < eta) & (eta <= 2 / a)) & edges, "≤ for < at 2/a"),
        near_miss(iff(converges, (0 <= eta) & (eta < 2 / a)) & edges, "≤ for < at 0"),
        near_miss(
            iff(converges, (0 < eta) & (eta < 2 / a)) & forall(t, implies(eq(eta, 2 / a), eq(theta(t + 1), theta(t)))),
            "that it stays where it is at 2/a",
        ),
        near_miss(iff(converges, (0 < eta) & (eta < 2 / a)) & edges, "without a > 0", given=(ne(theta(0), 0), step)),
        near_miss(iff(converges, (0 < eta) & (eta < 2 / a)) & edges, "without θ₀ ≠ 0", given=(a > 0, step)),
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
    cheat_sheet=(row("Converges exactly when", (0 < eta) & (eta < 2 / a), "a > 0"),),
)  # fmt: skip
def convergence_interval():
    """Gradient descent from θ₀ ≠ 0 converges to the minimum exactly when 0 < η < 2/a; at 2/a it jumps to and fro."""
    same = yield forall(t, eq(theta(t), multiplied)), by.cite(closed_form)
    yield converges
    yield "<=>", tends(multiplied, t, 0), by.limit_terms(same)
    yield "<=>", tends(rho**t, t, 0), by.limit_scale()
    yield "<=>", abs(rho) < 1, by.limit_of_powers()
    yield "<=>", (-1 < rho) & (rho < 1), by.arithmetic()
    inside = yield "<=>", (0 < eta) & (eta < 2 / a), by.arithmetic(), "divide by a > 0"
    one = yield implies(eq(eta, 2 / a), eq(theta(t + 1), -theta(t))), by.algebra(at(step, t))
    turns = yield forall(t, implies(eq(eta, 2 / a), eq(theta(t + 1), -theta(t)))), by.generalize(one)
    one = yield implies(eq(eta, 0), eq(theta(t + 1), theta(t))), by.algebra(at(step, t))
    stays = yield forall(t, implies(eq(eta, 0), eq(theta(t + 1), theta(t)))), by.generalize(one)
    yield iff(converges, (0 < eta) & (eta < 2 / a)) & edges, by.logic(inside, turns, stays)


def multipliers(axes):
    """|1 − ηa| against η, with compiled steps as dots."""
    import numpy as np

    from lrproof import simulate

    line, dots = np.linspace(-0.25, 2.5, 276), np.linspace(-0.25, 2.5, 23)
    axes.axvspan(0, 2, color="#eaf3ee", linewidth=0)
    axes.plot(line, abs(1 - line), label=r"$|1 - \eta a|$")
    axes.plot(dots, abs(simulate(gradient_descent, np.ones(23), np.ones(23), 1, eta=dots)), "o", markersize=3,
              label="compiled steps")  # fmt: skip
    axes.axhline(1, color="#5f6368", linewidth=0.8, linestyle="--")
    for at_, text in ((0.25, "no crossing"), (1.05, "crosses, and comes nearer"), (2.03, "leaves")):
        axes.text(at_, 0.86 if text == "leaves" else 1.1, text, fontsize=9)
    axes.set(ylim=(0, 1.5), xlim=(-0.25, 2.5), xlabel=r"$\eta$", ylabel=r"$|\theta_1| \,/\, |\theta_0|$")
    axes.set_xticks([0, 1, 2], ["$0$", "$1/a$", "$2/a$"])
    axes.legend(loc="lower left")


grown = grows(abs(theta(t)), t)
flat = implies(eq(a, 0), forall(t, eq(theta(t), theta(0))))


def escapes(condition):
    """Under the condition, gradient descent moves away from the stationary point beyond all bounds."""
    return implies(condition, grown)


@claim(
    escapes((a < 0) & (0 < eta) & ne(theta(0), 0)) & flat,
    given=(step,),
    printed=fails(
        "Part 2", r"\text{converges when } 0 < \eta < \frac{2}{a} \text{, with nothing said of the sign of } a",
        implies(ne(a, 0) & ne(theta(0), 0), iff(converges, (0 < eta) & (eta < 2 / a))),
    ),
    uses=(closed_form,),
    near_misses=(
        near_miss(escapes((a < 1) & (0 < eta) & ne(theta(0), 0)) & flat, "a < 1 for a < 0"),
        near_miss(escapes((a < 0) & (0 <= eta) & ne(theta(0), 0)) & flat, "≤ for < at η = 0"),
        near_miss(escapes((a < 0) & (0 < eta)) & flat, "without θ₀ ≠ 0"),
        near_miss(escapes((a <= 0) & (0 < eta) & ne(theta(0), 0)) & flat, "≤ for < at a = 0"),
    ),
    tried=(
        simulated(
            gradient_descent, rho**t * x0, reads=reads, hyper={"eta": rational("-0.01") / L}, control="eta",
            condition=10, steps=300,
        ),
    ),
)  # fmt: skip
def a_sign():
    """Where the curvature is negative every step size diverges, and where it is 0 nothing moves."""
    same = yield eq(theta(t), multiplied), by.cite(at(closed_form, t))
    size = yield eq(abs(rho**t), abs(rho) ** t), by.fact("abs_power", rho, t)
    product = yield eq(abs(theta(t)), abs(theta(0)) * abs(rho**t)), by.arithmetic(same)
    one = yield eq(abs(theta(t)), abs(theta(0)) * abs(rho) ** t), by.algebra(product, size)
    sizes = yield forall(t, eq(abs(theta(t)), abs(theta(0)) * abs(rho) ** t)), by.generalize(one)
    away = yield suppose((a < 0) & (0 < eta) & ne(theta(0), 0))
    yield grown
    yield "<=>", grows(abs(theta(0)) * abs(rho) ** t, t), by.limit_terms(sizes)
    yield "<=>", grows(abs(rho) ** t, t), by.limit_scale(away)
    larger = yield "<=>", 1 < abs(rho), by.limit_of_powers()
    beyond = yield 1 < abs(rho), by.arithmetic(away), "ρ = 1 − ηa > 1"
    far = yield grown, by.logic(larger, beyond)
    first = yield escapes((a < 0) & (0 < eta) & ne(theta(0), 0)), by.discharge(away, far)
    zero = yield suppose(eq(a, 0))
    still = yield eq(theta(t), theta(0)), by.algebra(same, zero)
    always = yield forall(t, eq(theta(t), theta(0))), by.generalize(still)
    second = yield flat, by.discharge(zero, always)
    yield escapes((a < 0) & (0 < eta) & ne(theta(0), 0)) & flat, by.logic(first, second)


@claim(
    implies(ne(theta(0), 0), iff(eq(theta(1), 0), eq(eta, 1 / a))),
    given=(a > 0, step),
    printed=holds("Part 2", r"\eta^{*} = \frac{1}{a} \;\Rightarrow\; \theta_1 = 0"),
    derived=(
        derived(
            "where the multiplier of a step is 0",
            lambda: derive.root(derive.multiplier(gradient_descent, a, eta=eta), eta), 1 / a,
        ),
    ),
    near_misses=(
        near_miss(implies(ne(theta(0), 0), iff(eq(theta(1), 0), eq(eta, 2 / a))), "2/a for 1/a"),
        near_miss(implies(ne(theta(0), 0), iff(eq(theta(1), 0), eq(eta, rational("0.99") / a))), "0.99/a for 1/a"),
        near_miss(iff(eq(theta(1), 0), eq(eta, 1 / a)), "without θ₀ ≠ 0"),
        near_miss(implies(ne(theta(0), 0), iff(eq(theta(1), 0), eq(eta, a))), "a for 1/a"),
    ),
    tried=(
        simulated(
            gradient_descent, rho**t * x0, reads=reads, hyper={"eta": rational("1/2") / L}, control="eta",
            condition=100, steps=200,
        ),
    ),
    cheat_sheet=(row("Best step: at the minimum at once", eq(eta, 1 / a), "a > 0"),),
    figures=(
        drawn(multipliers, "What one step does to the distance from the minimum, for a > 0. At η = 0 nothing moves, at "
              "1/a the step ends at the minimum, beyond 1/a it crosses it, and from 2/a on it ends no nearer."),
    ),
)  # fmt: skip
def one_step():
    """On a quadratic one step leads to the minimum exactly when η = 1/a."""
    first = yield eq(theta(1), theta(0) - eta * (a * theta(0))), by.given(step)
    yield implies(ne(theta(0), 0), iff(eq(theta(1), 0), eq(eta, 1 / a))), by.arithmetic(first)
