"""Heavy ball on a quadratic: which step sizes converge, and when it turns."""

from second_order import inside, jury
from second_order import p as trace
from second_order import q as product
from second_order import theta as solution
from second_order_momentum import f
from second_order_momentum import stability as momentum_stability

from lrproof import (
    at,
    by,
    claim,
    derived,
    drawn,
    eq,
    forall,
    heavy_ball,
    iff,
    implies,
    natural,
    ne,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    sequence,
    simulated,
    sqrt,
    suppose,
    tends,
)
from lrproof.analysis.candidates import coefficients, stable_end

PREFIX = "hb"
PLACE = (3, 14)  # in the report: Part 3, fourteenth

# f(θ) = λθ²/2, whose gradient is λθ; v is the velocity
eta, beta, lam, t = real("eta"), real("beta"), real("lam"), natural("t")
mu, L, x0 = positive("mu"), positive("L"), real("x0")
theta, v = sequence("theta"), sequence("v")
moves = recurrence(heavy_ball, {"x": theta, "v": v}, gradient=lambda z: lam * z, step=t + 1, eta=eta, beta=beta)
starts, off = eq(v(0), 0), ne(theta(0), 0)
p = 1 + beta - eta * lam
second_order = forall(t, eq(theta(t + 2), p * theta(t + 1) - beta * theta(t)))
begins = eq(theta(1), (1 - eta * lam) * theta(0))


@claim(
    second_order & implies(starts, begins),
    given=moves,
    near_misses=(
        near_miss(
            forall(t, eq(theta(t + 2), (1 - eta * lam) * theta(t + 1) - beta * theta(t))) & implies(starts, begins),
            "without β",
        ),
        near_miss(forall(t, eq(theta(t + 2), p * theta(t + 1) + beta * theta(t))) & implies(starts, begins), "+ for −"),
        near_miss(second_order & implies(starts, eq(theta(1), p * theta(0))), "another first step"),
        near_miss(second_order & begins, "not started at rest"),
    ),
    derived=(
        derived("the trace of the iteration matrix", lambda: -coefficients(heavy_ball, eta * lam, beta=beta)[0], p),
        derived("its determinant", lambda: coefficients(heavy_ball, eta * lam, beta=beta)[1], beta),
    ),
)
def recurrence_of_theta():
    """Without its velocity, heavy ball is θ(t+2) = (1 + β − ηλ)θ(t+1) − βθ(t); from rest, θ(1) = (1 − ηλ)θ(0)."""
    move, speed = moves
    one = yield (
        eq(theta(t + 2), p * theta(t + 1) - beta * theta(t)),
        by.algebra(at(move, t + 1), at(move, t), at(speed, t)),
    )
    first = yield second_order, by.generalize(one)
    rest = yield suppose(starts)
    one = yield begins, by.algebra(at(move, 0), rest)
    second = yield implies(starts, begins), by.discharge(rest, one)
    yield second_order & implies(starts, begins), by.logic(first, second)


interval = (abs(beta) < 1) & (0 < eta * lam) & (eta * lam < 2 * (1 + beta))
goes = tends(theta(t), t, 0)
of_roots = iff(inside(p, beta), interval)
of_iterates = implies(interval, goes) & implies(starts & off, iff(goes, interval))
every = iff(
    forall(lam, implies((mu <= lam) & (lam <= L), interval)), (abs(beta) < 1) & (0 < eta) & (eta < 2 * (1 + beta) / L)
)


def numbers(step, weight):
    """Numbers for η and β, where λ = μ = L = 1."""
    return {eta: rational(step), beta: rational(weight), lam: rational(1), mu: rational(1), L: rational(1)}


half = rational("1/2")
double_root = {**numbers("1/4", "1/4"), theta: lambda k: (1 + k / 2) * half**k, v: lambda k: 2 * k * half**k}
at_the_edge = {
    **numbers("3", "1/2"),
    theta: lambda k: 3 * (-1) ** k - 2 * (-half) ** k,
    v: lambda k: 2 * (-half) ** k - 2 * (-1) ** k,
}


# for ηL < (1 − √β)² all roots are real
disc = sqrt(p**2 - 4 * beta)
large, small = (p + disc) / 2, (p - disc) / 2
by_roots = ((1 - eta * lam - small) * large**t - (1 - eta * lam - large) * small**t) / disc * x0
reads = {lam: "curvature", x0: "start", t: "steps", eta: "eta", beta: "beta", mu: "mu", L: "L"}


def with_(conditions):
    """The first part of the claim, were these the conditions on β and ηλ."""
    return iff(inside(p, beta), conditions) & implies(conditions, goes) & implies(starts & off, iff(goes, conditions))


def regions(axes):
    """The largest root against ηλ and β, of three methods side by side."""
    import numpy as np

    steps, weights = np.meshgrid(np.linspace(-0.25, 4.25, 361), np.linspace(0, 1, 161))
    keep = 1 - steps
    methods = (
        ("gradient descent", keep, 0 * keep),
        ("heavy ball", 1 + weights - steps, weights),
        ("Nesterov", (1 + weights) * keep, weights * keep),
    )
    axes.set_axis_off()
    for k, (name, trace_, product_) in enumerate(methods):
        disc = np.sqrt((trace_**2 - 4 * product_).astype(complex))
        rate = np.maximum(abs(trace_ + disc), abs(trace_ - disc)) / 2
        panel = axes.inset_axes((0.34 * k, 0, 0.32, 1))
        shown = np.ma.masked_where(rate >= 1, rate)
        panel.pcolormesh(steps, weights, shown, vmin=0, vmax=1, cmap="viridis", rasterized=True)
        panel.set_title(name, fontsize=8)
        panel.set(xlabel=r"$\eta\lambda$", xticks=(0, 2, 4), yticks=(0, 1) if k == 0 else ())
        if k == 0:
            panel.set_ylabel(r"$\beta$")


@claim(
    of_roots & of_iterates & every,
    given=(*moves, mu <= L),
    uses=(recurrence_of_theta, momentum_stability),
    examples=(double_root, at_the_edge),
    near_misses=(
        near_miss(
            of_roots & of_iterates & iff(every.args[0], (abs(beta) < 1) & (0 < eta) & (eta < 2 / L)),
            "2/L",
            examples=(numbers("5/2", "1/2"),),
        ),
        near_miss(
            of_roots & implies(interval, goes) & implies(starts, iff(goes, interval)) & every,
            "from 0 too",
            examples=(numbers("3", "1/2"),),
        ),
        near_miss(
            of_roots & implies(interval, goes) & implies(off, iff(goes, interval)) & every,
            "not from rest",
            examples=(numbers("3", "1/2"),),
        ),
        near_miss(
            with_((abs(beta) <= 1) & (0 < eta * lam) & (eta * lam < 2 * (1 + beta))) & every,
            "|β| ≤ 1",
            examples=(numbers("2", "1"),),
        ),
        near_miss(with_((abs(beta) < 1) & (0 < eta * lam) & (eta * lam <= 2 * (1 + beta))) & every, "≤ at 2(1 + β)"),
        near_miss(
            with_((abs(beta) < 1) & (0 < eta * lam) & (eta * lam < 2)) & every,
            "2/λ, as for gradient descent",
            examples=(numbers("5/2", "1/2"),),
        ),
    ),
    derived=(derived("the end of the stable steps", lambda: stable_end(heavy_ball, beta=beta), 2 * (1 + beta)),),
    tried=(
        simulated(
            heavy_ball,
            by_roots,
            reads=reads,
            hyper={"eta": rational("0.24") / L, "beta": rational("0.25")},
            control="eta",
            condition=100,
            steps=1000,
            inside={"eta": rational("2.498") / L},
            outside={"eta": rational("2.502") / L},
        ),
    ),
    figures=(
        drawn(
            regions,
            "Where gradient descent, heavy ball and Nesterov's momentum converge, against ηλ and β; the "
            "shade is the asymptotic rate, from 0 (dark) to 1 (light), and the white is divergence. Heavy ball "
            "bears steps up to ηλ = 2(1 + β), Nesterov's momentum only up to 2(1 + β)/(1 + 2β).",
        ),
    ),
)
def stability():
    """Heavy ball converges exactly when |β| < 1 and 0 < ηλ < 2(1 + β): the limit of descent, 2/λ, times 1 + β."""
    moved = yield second_order, by.logic(recurrence_of_theta)
    put = {trace: p, product: beta, f: 1 - eta * lam, solution: lambda k: theta(k)}
    decided = at(momentum_stability, put, given=(moved,))
    conditions = yield iff(jury(p, beta), interval), by.arithmetic()
    added = yield eq(p, 1 - eta * lam + beta), by.algebra()
    first = yield of_roots & of_iterates, by.logic(decided, recurrence_of_theta, conditions, added)
    known = yield suppose(every.args[0])
    one = yield every.args[1], by.arithmetic(at(known, L))
    there = yield implies(*every.args), by.discharge(known, one)
    known = yield suppose(every.args[1])
    one = yield every.args[0], by.arithmetic(known)
    back = yield implies(every.args[1], every.args[0]), by.discharge(known, one)
    second = yield every, by.logic(there, back)
    yield of_roots & of_iterates & every, by.logic(first, second)
