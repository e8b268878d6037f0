"""Heavy ball on a quadratic: which step sizes converge, and when it turns."""

from second_order import R, inside, jury, roots_in_disc, vanishes_inside
from second_order import p as trace
from second_order import q as product
from second_order import theta as solution
from second_order_starts import f, from_first_step

from lrproof import (
    at,
    by,
    claim,
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
    suppose,
    tends,
)

PREFIX = "hb"
PLACE = (3, 12)  # in the report: Part 3, twelfth

# f(θ) = λθ²/2, whose gradient is λθ; v is the velocity
eta, beta, lam, t = real("eta"), real("beta"), real("lam"), natural("t")
mu, L = positive("mu"), positive("L")
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
)  # fmt: skip
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


def interval_at(curvature):
    """The conditions for this curvature."""
    return (abs(beta) < 1) & (0 < eta * curvature) & (eta * curvature < 2 * (1 + beta))


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


def with_(conditions):
    """The first part of the claim, were these the conditions on β and ηλ."""
    return iff(inside(p, beta), conditions) & implies(conditions, goes) & implies(starts & off, iff(goes, conditions))


@claim(
    of_roots & of_iterates & every,
    given=(*moves, mu <= L),
    uses=(recurrence_of_theta, roots_in_disc, vanishes_inside, from_first_step),
    examples=(double_root, at_the_edge),
    near_misses=(
        near_miss(
            of_roots & of_iterates & iff(every.args[0], (abs(beta) < 1) & (0 < eta) & (eta < 2 / L)), "2/L",
            examples=(numbers("5/2", "1/2"),),
        ),
        near_miss(of_roots & implies(interval, goes) & implies(starts, iff(goes, interval)) & every, "from 0 too",
                  examples=(numbers("3", "1/2"),)),
        near_miss(of_roots & implies(interval, goes) & implies(off, iff(goes, interval)) & every, "not from rest",
                  examples=(numbers("3", "1/2"),)),
        near_miss(with_((abs(beta) <= 1) & (0 < eta * lam) & (eta * lam < 2 * (1 + beta))) & every, "|β| ≤ 1",
                  examples=(numbers("2", "1"),)),
        near_miss(with_((abs(beta) < 1) & (0 < eta * lam) & (eta * lam <= 2 * (1 + beta))) & every, "≤ at 2(1 + β)"),
        near_miss(with_((abs(beta) < 1) & (0 < eta * lam) & (eta * lam < 2)) & every, "2/λ, as for gradient descent",
                  examples=(numbers("5/2", "1/2"),)),
    ),
)  # fmt: skip
def stability():
    """Heavy ball converges exactly when |β| < 1 and 0 < ηλ < 2(1 + β): the limit of descent, 2/λ, times 1 + β."""
    both = yield second_order & implies(starts, begins), by.cite(recurrence_of_theta)
    moved = yield second_order, by.logic(both)
    here = {trace: p, product: beta}
    same = yield iff(inside(p, beta), jury(p, beta)), by.cite(at(roots_in_disc, {**here, R: rational(1)}))
    conditions = yield iff(jury(p, beta), interval), by.arithmetic()
    first = yield of_roots, by.logic(same, conditions)

    good = yield suppose(interval)
    ready = yield jury(p, beta), by.logic(good, conditions)
    put = {**here, solution: lambda k: theta(k)}
    one = yield goes, by.cite(at(vanishes_inside, put, given=(moved, ready)))
    enough = yield implies(interval, goes), by.discharge(good, one)

    start = yield suppose(starts & off)
    one = yield begins, by.logic(both, start)
    moving = yield off, by.logic(start)
    factor = 1 - eta * lam
    first_step = at(from_first_step, {**put, f: factor, R: rational(1)}, given=(moved, one, moving))
    of_factor = factor**2 - p * factor + beta
    both_roots = yield implies(ne(of_factor, 0), iff(goes, jury(p, beta))), by.cite(first_step)
    one_root = yield implies(eq(of_factor, 0), iff(goes, abs(factor) < 1)), by.cite(first_step)
    value = yield eq(of_factor, beta * (eta * lam)), by.algebra()
    alone = yield implies(eq(beta * (eta * lam), 0), iff(abs(factor) < 1, interval)), by.arithmetic()
    two = yield iff(goes, interval), by.arithmetic(both_roots, one_root, value, conditions, alone)
    exactly = yield implies(starts & off, iff(goes, interval)), by.discharge(start, two)

    known = yield suppose(every.args[0])
    one = yield interval_at(L), by.cite(at(known, L))
    two = yield every.args[1], by.arithmetic(one)
    three = yield implies(*every.args), by.discharge(known, two)
    known = yield suppose(every.args[1])
    one = yield every.args[0], by.arithmetic(known)
    four = yield implies(every.args[1], every.args[0]), by.discharge(known, one)
    third = yield every, by.logic(three, four)
    yield of_roots & of_iterates & every, by.logic(first, enough, exactly, third)
