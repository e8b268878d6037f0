"""Nesterov's momentum on a quadratic: which step sizes converge, and when it turns."""

from nesterov_forms import torch_nesterov
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
    eq,
    forall,
    iff,
    implies,
    natural,
    ne,
    near_miss,
    nesterov,
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

PREFIX = "nag"
PLACE = (3, 25)  # in the report: Part 3, twenty-fifth

# f(θ) = λθ²/2, whose gradient is λθ; v is the velocity
eta, beta, lam, t = real("eta"), real("beta", "[0, 1)"), real("lam"), natural("t")
mu, L, x0 = positive("mu"), positive("L"), real("x0")
theta, v = sequence("theta"), sequence("v")
moves = recurrence(nesterov, {"x": theta, "v": v}, gradient=lambda z: lam * z, step=t + 1, eta=eta, beta=beta)
starts, off = eq(v(0), 0), ne(theta(0), 0)
factor = 1 - eta * lam
p, q = (1 + beta) * factor, beta * factor
second_order = forall(t, eq(theta(t + 2), p * theta(t + 1) - q * theta(t)))
begins = eq(theta(1), factor * theta(0))


@claim(
    second_order & implies(starts, begins),
    given=moves,
    near_misses=(
        near_miss(forall(t, eq(theta(t + 2), p * theta(t + 1) - beta * theta(t))) & implies(starts, begins), "β alone"),
        near_miss(
            forall(t, eq(theta(t + 2), (1 + beta - eta * lam) * theta(t + 1) - q * theta(t))) & implies(starts, begins),
            "the middle term of heavy ball",
        ),
        near_miss(second_order & implies(starts, eq(theta(1), p * theta(0))), "another first step"),
        near_miss(second_order & begins, "not started at rest"),
    ),
    derived=(
        derived("the trace of the iteration matrix", lambda: -coefficients(nesterov, eta * lam, beta=beta)[0], p),
        derived("its determinant", lambda: coefficients(nesterov, eta * lam, beta=beta)[1], q),
    ),
)
def recurrence_of_theta():
    """Without its velocity, Nesterov's momentum is θ(t+2) = (1 + β)(1 − ηλ)θ(t+1) − β(1 − ηλ)θ(t)."""
    move, speed = moves
    one = yield (
        eq(theta(t + 2), p * theta(t + 1) - q * theta(t)),
        by.algebra(at(move, t + 1), at(move, t), at(speed, t)),
    )
    first = yield second_order, by.generalize(one)
    rest = yield suppose(starts)
    one = yield begins, by.algebra(at(move, 0), rest)
    second = yield implies(starts, begins), by.discharge(rest, one)
    yield second_order & implies(starts, begins), by.logic(first, second)


limit = 2 * (1 + beta) / (1 + 2 * beta)
interval = (0 < eta * lam) & (eta * lam < limit)
goes = tends(theta(t), t, 0)
of_roots = iff(inside(p, q), interval)
of_iterates = implies(interval, goes) & implies(starts & off, iff(goes, interval))
every = iff(forall(lam, implies((mu <= lam) & (lam <= L), interval)), (0 < eta) & (eta < limit / L))
less = implies(0 < beta, (limit < 2) & (limit < 2 * (1 + beta)))


def numbers(step, weight):
    """Numbers for η and β, where λ = μ = L = 1."""
    return {eta: rational(step), beta: rational(weight), lam: rational(1), mu: rational(1), L: rational(1)}


# PyTorch's form, whose parameter is the look-ahead point; for ηL < ((1 − β)/(1 + β))² all roots are real
disc = sqrt(p**2 - 4 * q)
large, small, first = (p + disc) / 2, (p - disc) / 2, 1 - (1 + beta) * (eta * lam)
by_roots = ((first - small) * large**t - (first - large) * small**t) / disc * x0
reads = {lam: "curvature", x0: "start", t: "steps", eta: "eta", beta: "beta", mu: "mu", L: "L"}


def with_(conditions):
    """The first part of the claim, were these the conditions on ηλ."""
    return iff(inside(p, q), conditions) & implies(conditions, goes) & implies(starts & off, iff(goes, conditions))


# β = 1/3: a double root 1/2 for ηλ = 1/4; for ηλ = 8/5, the limit, the roots −1 and 1/5
half, fifth = rational("1/2"), rational("1/5")
double_root = {
    **numbers("1/4", "1/3"), theta: lambda k: (1 + k / 2) * half**k, v: lambda k: 2 * k * half**k,
}  # fmt: skip
at_the_edge = {
    **numbers("8/5", "1/3"),
    theta: lambda k: (2 * (-1) ** k + fifth**k * 1) / 3,
    v: lambda k: ((-1) ** k * -4 + 4 * fifth**k) / 3 / rational("8/5"),
}


@claim(
    of_roots & of_iterates & every & less,
    given=(*moves, mu <= L),
    uses=(recurrence_of_theta, momentum_stability),
    examples=(double_root, at_the_edge),
    near_misses=(
        near_miss(
            with_((0 < eta * lam) & (eta * lam < 2)) & every & less,
            "2/λ, as for gradient descent",
            examples=(numbers("9/5", "1/3"),),
        ),
        near_miss(
            with_((0 < eta * lam) & (eta * lam < 2 * (1 + beta))) & every & less,
            "2(1 + β)/λ, as for heavy ball",
            examples=(numbers("9/5", "1/3"),),
        ),
        near_miss(with_((0 < eta * lam) & (eta * lam <= limit)) & every & less, "≤ at the limit"),
        near_miss(
            of_roots & implies(interval, goes) & implies(starts, iff(goes, interval)) & every & less,
            "from 0",
            examples=(numbers("8/5", "1/3"),),
        ),
        near_miss(
            of_roots & of_iterates & iff(every.args[0], (0 < eta) & (eta < limit)) & less,
            "without L",
            examples=({**numbers("1", "1/3"), L: rational(2), lam: rational(2)},),
        ),
        near_miss(of_roots & of_iterates & every & (limit < 2), "β = 0 too", examples=(numbers("1", "0"),)),
    ),
    derived=(derived("the end of the stable steps", lambda: stable_end(nesterov, beta=beta), limit),),
    tried=(
        simulated(
            torch_nesterov,
            by_roots,
            reads=reads,
            hyper={"eta": rational("0.24") / L, "beta": 1 / rational(3)},
            control="eta",
            condition=100,
            steps=1000,
            inside={"eta": rational("1.599") / L},
            outside={"eta": rational("1.602") / L},
        ),
    ),
)
def stability():
    """Nesterov's momentum converges exactly when 0 < ηλ < 2(1 + β)/(1 + 2β), less than 2 and than 2(1 + β)."""
    moved = yield second_order, by.logic(recurrence_of_theta)
    put = {trace: p, product: q, f: factor, solution: lambda k: theta(k)}
    decided = at(momentum_stability, put, given=(moved,))
    ratio = yield eq(limit * (1 + 2 * beta), 2 * (1 + beta)), by.algebra()
    short = yield iff(eta * lam < limit, eta * lam * (1 + 2 * beta) < 2 * (1 + beta)), by.arithmetic(ratio)
    conditions = yield iff(jury(p, q), interval), by.arithmetic(short)
    added = yield eq(p, factor + q), by.algebra()
    first = yield of_roots & of_iterates, by.logic(decided, recurrence_of_theta, conditions, added)
    known = yield suppose(every.args[0])
    one = yield every.args[1], by.arithmetic(at(known, L))
    there = yield implies(*every.args), by.discharge(known, one)
    known = yield suppose(every.args[1])
    one = yield eta * L < limit, by.arithmetic(known)
    one = yield every.args[0], by.arithmetic(known, one)
    back = yield implies(every.args[1], every.args[0]), by.discharge(known, one)
    second = yield every, by.logic(there, back)
    third = yield less, by.arithmetic(ratio)
    yield of_roots & of_iterates & every & less, by.logic(first, second, third)
