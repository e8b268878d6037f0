"""Strongly convex losses: the best constant step is that of the quadratics, and so is its rate."""

from convex import smooth, square, tangent
from descent import L, f, g, x, y
from general import best, eta, factor, mu, t, x0

from lrproof import (
    at,
    between,
    by,
    claim,
    eq,
    forall,
    gradient_descent,
    implies,
    inner,
    ne,
    near_miss,
    norm,
    rational,
    real,
    row,
    simulated,
    suppose,
)

PREFIX = "gen"
PLACE = (2, 7)  # in the report: Part 2, seventh

steep = {f: lambda u: u**2, g: lambda u: 2 * u, mu: rational(1), L: rational(2)}
gentle = {**steep, f: lambda u: u**2 / 2, g: lambda u: u}
lam, z, w = real("lam"), real("z"), real("w")
SYMBOLS = {
    mu: "the smallest curvature", L: "the largest curvature", eta: "the learning rate", f: "the loss",
    g: "the gradient of the loss", lam: "a curvature between μ and L",
}  # fmt: skip
c, p, q, n = real("c"), real("p"), real("q"), real("n")
strong = forall(x, forall(y, tangent + mu / 2 * norm(y - x) ** 2 <= f(y)))
moved = x - eta * g(x) - (y - eta * g(y))
contracts = norm(moved) <= factor(eta) * norm(x - y)
plane = lam * z**2 / 2 + lam * z * (w - z)
fits = (plane + mu / 2 * (w - z) ** 2 <= lam * w**2 / 2) & (lam * w**2 / 2 <= plane + L / 2 * (w - z) ** 2)
scales = eq(abs(z - eta * (lam * z) - (w - eta * (lam * w))), abs(1 - eta * lam) * abs(z - w))
sharp = implies(between(mu, lam, L), fits & scales)  # no smaller factor will do: f = λz²/2 is in the class
rate = (L - mu) / (L + mu)
optimal = eq(factor(best), rate) & implies(ne(eta, best), rate < factor(eta))


@claim(
    contracts & sharp & optimal,
    given=(mu <= L, strong, smooth),
    examples=(square,),
    near_misses=(
        near_miss(
            (norm(moved) <= abs(1 - eta * mu) * norm(x - y)) & sharp & optimal, "|1 − ημ| alone",
            examples=(steep,),
        ),
        near_miss(
            (norm(moved) <= abs(1 - eta * L) * norm(x - y)) & sharp & optimal, "|1 − ηL| alone",
            examples=(gentle,),
        ),
        near_miss(contracts & sharp & (rate < factor(eta)), "the best step beats itself", examples=(steep,)),
        near_miss(
            contracts & sharp & optimal, "f need not be strongly convex", given=(mu <= L, smooth),
            examples=({**steep, f: lambda z: 3 * z, g: lambda z: 3 + 0 * z, mu: rational(1), L: rational(1)},),
        ),
    ),
    tried=(
        simulated(
            gradient_descent, (1 - eta * lam) ** t * x0,
            reads={lam: "curvature", x0: "start", t: "steps", eta: "eta", mu: "mu", L: "L"},
            hyper={"eta": best}, control="eta", condition=1000, steps=500, inside={"eta": best},
        ),
    ),
    cheat_sheet=(
        row("Best fixed step", best, "f is μ-strongly convex and L-smooth"),
        row("Its factor per step", rate, "f is μ-strongly convex and L-smooth"),
    ),
)  # fmt: skip
def opt_eta_strongly_convex():
    """On a μ-strongly convex, L-smooth loss the step 2/(μ + L) is still the best, with the factor (L − μ)/(L + μ)."""
    turn = g(x) - g(y) - mu * (x - y)
    size, along = inner(turn, turn), inner(turn, x - y)
    low, high = y + c * turn, x - c * turn
    one = yield tangent + mu / 2 * inner(y - x, y - x) <= f(y), by.arithmetic(at(strong, x, y))
    one = yield forall(y, tangent + mu / 2 * inner(y - x, y - x) <= f(y)), by.generalize(one)
    under = yield forall(x, forall(y, tangent + mu / 2 * inner(y - x, y - x) <= f(y))), by.generalize(one)
    one = yield f(y) <= tangent + L / 2 * inner(y - x, y - x), by.arithmetic(at(smooth, x, y))
    one = yield forall(y, f(y) <= tangent + L / 2 * inner(y - x, y - x)), by.generalize(one)
    over = yield forall(x, forall(y, f(y) <= tangent + L / 2 * inner(y - x, y - x))), by.generalize(one)
    most = (c - (L - mu) * c**2 / 2) * size
    rest = mu / 2 * inner(x - y, x - y)
    part = inner(g(x), low - x) + mu / 2 * inner(low - x, low - x) - inner(g(y), low - y)
    same = yield eq(part - L / 2 * inner(low - y, low - y), inner(g(x), y - x) + rest + most), by.algebra()
    up = yield tangent + rest + most <= f(y), by.arithmetic(at(under, x, low), at(over, y, low), same)
    part = inner(g(y), high - y) + mu / 2 * inner(high - y, high - y) - inner(g(x), high - x)
    same = yield eq(part - L / 2 * inner(high - x, high - x), inner(g(y), x - y) + rest + most), by.algebra()
    down = yield (
        f(y) + inner(g(y), x - y) + rest + most <= f(x),
        by.arithmetic(at(under, y, high), at(over, x, high), same),
    )
    one = yield (2 * c - (L - mu) * c**2) * size <= along, by.arithmetic(up, down)
    every = yield forall(c, (2 * c - (L - mu) * c**2) * size <= along), by.generalize(one)
    apart_ends = yield suppose(mu < L)
    one = yield size <= (L - mu) * along, by.arithmetic(at(every, 1 / (L - mu)), apart_ends)
    wide = yield implies(mu < L, size <= (L - mu) * along), by.discharge(apart_ends, one)
    none = yield suppose(eq(mu, L) & (0 < size))
    one = yield size <= (L - mu) * along, by.arithmetic(at(every, (along + 1) / (2 * size)), none)
    narrow = yield implies(eq(mu, L) & (0 < size), size <= (L - mu) * along), by.discharge(none, one)
    least = yield 0 <= size, by.square(turn)
    bound = yield size <= (L - mu) * along, by.arithmetic(wide, narrow, least)

    held = (0 <= p) & (n + mu * L * p <= (L + mu) * q) & (mu * p <= q) & (q <= L * p)
    now = yield suppose(held)
    small, large = (1 - eta * mu) ** 2 * p, (1 - eta * L) ** 2 * p
    after = p - 2 * eta * q + eta**2 * n
    less = yield after <= p - 2 * eta * q + eta**2 * ((L + mu) * q - mu * L * p), by.arithmetic(now)
    short, long = (0 <= eta) & (eta * (L + mu) <= 2), (eta <= 0) | (2 <= eta * (L + mu))
    one = yield implies(short, 0 <= eta * (2 - eta * (L + mu)) * (q - mu * p)), by.arithmetic(now)
    two = yield implies(long, 0 <= eta * (eta * (L + mu) - 2) * (L * p - q)), by.arithmetic(now)
    either = yield (after <= small) | (after <= large), by.arithmetic(one, two, less)
    ends = yield (small <= factor(eta) ** 2 * p) & (large <= factor(eta) ** 2 * p), by.arithmetic(now)
    one = yield after <= factor(eta) ** 2 * p, by.arithmetic(either, ends)
    one = yield implies(held, after <= factor(eta) ** 2 * p), by.discharge(now, one)
    one = yield forall(n, implies(held, after <= factor(eta) ** 2 * p)), by.generalize(one)
    one = yield forall(q, forall(n, implies(held, after <= factor(eta) ** 2 * p))), by.generalize(one)
    squares = yield forall(p, forall(q, forall(n, implies(held, after <= factor(eta) ** 2 * p)))), by.generalize(one)

    d, change = x - y, g(x) - g(y)
    one = yield 0 <= inner(d, d), by.square(d)
    two = yield mu * inner(d, d) <= inner(change, d), by.arithmetic(at(under, x, y), at(under, y, x))
    three = yield inner(change, d) <= L * inner(d, d), by.arithmetic(at(over, x, y), at(over, y, x))
    four = yield inner(change, change) + mu * L * inner(d, d) <= (L + mu) * inner(change, d), by.arithmetic(bound)
    values = inner(d, d), inner(change, d), inner(change, change)
    within = yield (
        inner(d, d) - 2 * eta * inner(change, d) + eta**2 * inner(change, change) <= factor(eta) ** 2 * inner(d, d),
        by.arithmetic(at(squares, *values, given=(one, two, three, four))),
    )
    same = yield eq(inner(moved, moved), values[0] - 2 * eta * values[1] + eta**2 * values[2]), by.algebra()
    one = yield inner(moved, moved) <= factor(eta) ** 2 * inner(d, d), by.arithmetic(within, same)
    first = yield contracts, by.arithmetic(one)
    second = yield sharp, by.arithmetic()
    third = yield optimal, by.arithmetic()
    yield contracts & sharp & optimal, by.logic(first, second, third)
