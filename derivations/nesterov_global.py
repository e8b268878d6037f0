"""Nesterov's momentum on every strongly convex, smooth loss: the rate 1 − 1/√κ, from every start."""

from convex import smooth
from descent import L, f, g
from general import mu
from strongly_convex import strong

from lrproof import (
    at,
    by,
    claim,
    eq,
    forall,
    inner,
    natural,
    near_miss,
    nesterov,
    norm,
    origin,
    rational,
    real,
    recurrence,
    sequence,
    simulated,
    sqrt,
    suppose,
    torch_nesterov,
    vector,
    vectors,
)

PREFIX = "nag"
PLACE = (3, 28)  # in the report: Part 3, twenty-eighth

t, s, kappa = natural("t"), vector("s"), real("kappa")
theta, v = vectors("theta"), vectors("v")
k = sqrt(kappa)
eta, beta, path, slopes = real("eta"), real("beta"), sequence("theta"), sequence("g")
usual = (k - 1) / (k + 1)
moves = recurrence(nesterov, {"x": theta, "v": v}, gradient=g, step=t + 1, eta=1 / L, beta=usual)
known = (mu <= L, eq(kappa, L / mu), strong, smooth, *moves, eq(v(0), origin))
first = f(theta(0)) - f(s) + mu / 2 * norm(theta(0) - s) ** 2
bound = forall(t, f(theta(t)) - f(s) <= (1 - 1 / k) ** t * first)
# on z²/2, where μ = 1 and L = 4, the roots of a step are one double root 1/2
half = rational("1/2")
slow = {f: lambda u: u**2 / 2, g: lambda u: u, mu: rational(1), L: rational(4), kappa: rational(4) / 1, s: 0,
        theta: lambda j: (1 + j / 2) * half**j, v: lambda j: 2 * j * half**j}  # fmt: skip
pushed = {**slow, theta: lambda j: (1 + 2 * j) * half**j, v: lambda j: 4 * (2 * j - 3) * half**j}


def falls_like(rate, start=first):
    """The loss is at most ``start`` times the rate to the t."""
    return forall(t, f(theta(t)) - f(s) <= rate**t * start)


@claim(
    bound,
    given=known,
    examples=(slow,),
    near_misses=(
        near_miss(falls_like((k - 1) / (k + 1)), "the rate of heavy ball"),
        near_miss(falls_like((1 - 1 / k) ** 2), "the square of the rate"),
        near_miss(falls_like(1 - 1 / k, f(theta(0)) - f(s)), "without the distance of the start"),
        near_miss(bound, "not from rest", given=known[:-1], examples=(pushed,)),
    ),
    tried=(
        simulated(  # κ is 100, so that √κ is 10; PyTorch's parameter is the point at which the gradient is taken
            torch_nesterov,
            (1 + beta) * (path(t - 1) - eta * slopes(t - 1)) - beta * (path(t - 2) - eta * slopes(t - 2)),
            reads={path: "iterate", slopes: "gradient", t: "steps", eta: "eta", beta: "beta", L: "L"},
            hyper={"eta": 1 / L, "beta": rational("9/11")}, control="eta", condition=100, steps=100,
            inside={"eta": 1 / L}, outside={"eta": rational("1.5") / L},
        ),
    ),
)  # fmt: skip
def global_():
    """On a μ-strongly convex, L-smooth loss Nesterov's momentum with η = 1/L falls to the minimum like (1 − 1/√κ)ᵗ."""
    order = yield (0 < mu) & (mu <= L), by.arithmetic()
    q, w = 1 / k, v(t)
    size = yield (1 <= k) & (0 < q) & (q <= 1) & eq(mu * k**2, L), by.arithmetic(order)
    flat = yield eq(mu, L / k**2), by.arithmetic(size)
    d, ahead, after = theta(t) - s, theta(t) - 1 / L * usual * w, theta(t + 1)
    slope, share = g(ahead), usual / L
    lands = yield eq(after, ahead - 1 / L * slope), by.algebra(at(moves[0], t), size)
    one = yield eq(f(after), f(ahead - 1 / L * slope)), by.equal_arguments(lands)
    two = yield (
        f(ahead - 1 / L * slope) <= f(ahead) - inner(slope, slope) / (2 * L),
        by.arithmetic(at(smooth, ahead, ahead - 1 / L * slope)),
    )
    drop = yield f(after) <= f(ahead) - inner(slope, slope) / (2 * L), by.arithmetic(one, two)
    rise = share * inner(slope, w) + mu / 2 * share**2 * inner(w, w)
    one = yield f(ahead) + rise <= f(theta(t)), by.arithmetic(at(strong, ahead, theta(t)))
    here = yield (1 - q) * (f(ahead) + rise) <= (1 - q) * f(theta(t)), by.arithmetic(one, size)
    gap = mu / 2 * inner(d - share * w, d - share * w) - inner(slope, d - share * w)
    one = yield f(ahead) + gap <= f(s), by.arithmetic(at(strong, ahead, s))
    there = yield q * (f(ahead) + gap) <= q * f(s), by.arithmetic(one, size)

    def far(j):
        z = theta(j) - (k - 1) / L * v(j) - s
        return inner(z, z)

    moved = yield (
        eq(far(t + 1), inner(d - k * share * w - k / L * slope, d - k * share * w - k / L * slope)),
        by.algebra(at(moves[0], t), at(moves[1], t), size),
    )
    rest = (k - 1) ** 3 / (k * (k + 1)) * inner(w, w)
    same = yield (
        eq(
            mu / 2 * far(t + 1) - inner(slope, slope) / (2 * L) - (1 - q) * rise - q * gap,
            (1 - q) * (mu / 2) * far(t) - mu / (2 * L**2) * rest,
        ),
        by.algebra(moved, flat, size),
    )
    long = yield 0 <= inner(w, w), by.square(w)
    one = yield 0 <= mu / (2 * L**2) * rest, by.arithmetic(long, size)

    def energy(j):
        return f(theta(j)) - f(s) + mu / 2 * far(j)

    falls = yield energy(t + 1) <= (1 - q) * energy(t), by.arithmetic(drop, here, there, same, one)

    start = yield eq(v(0), origin), by.given(known[-1])
    same = yield eq(far(0), inner(theta(0) - s, theta(0) - s)), by.algebra(start)
    total = f(theta(0)) - f(s) + mu / 2 * inner(theta(0) - s, theta(0) - s)
    base = yield energy(0) <= (1 - q) ** 0 * total, by.arithmetic(same)
    now = yield suppose(energy(t) <= (1 - q) ** t * total)
    less = yield (1 - q) * energy(t) <= (1 - q) * ((1 - q) ** t * total), by.arithmetic(now, size)
    then = yield energy(t + 1) <= (1 - q) ** (t + 1) * total, by.arithmetic(falls, less)
    every = yield forall(t, energy(t) <= (1 - q) ** t * total), by.induction(base, then)
    least = yield 0 <= mu / 2 * far(t), by.square(theta(t) - (k - 1) / L * v(t) - s)
    one = yield f(theta(t)) - f(s) <= (1 - q) ** t * first, by.arithmetic(at(every, t), least)
    yield bound, by.generalize(one)
