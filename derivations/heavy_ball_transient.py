"""The best heavy ball is not monotone: it first rises, by as much as √κ/e."""

from heavy_ball_hump import K, high, hump, hump_height, low
from heavy_ball_optimum import best, condition, kappa, r, rho, weight
from heavy_ball_stability import L, beta, eta, lam, moves, mu, recurrence_of_theta, starts, t, theta, v

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    drawn,
    eq,
    forall,
    grows,
    implies,
    natural,
    ne,
    near_miss,
    rational,
    real,
    sqrt,
    suppose,
)

PREFIX = "hb"
PLACE = (3, 18)  # in the report: Part 3, eighteenth

z, n = real("z"), natural("n")
double = eq(eta * lam, (1 - z) ** 2) & eq(beta, z**2)
closed = forall(t, eq(theta(t), (1 + (1 - z) * t) * z**t * theta(0)))


def solution(root):
    """What SymPy makes of the recurrence with this double root, from rest."""
    return derive.solve_double_root(root, theta(0), lambda z: (1 - (1 - z) ** 2) * theta(0), t)


@claim(
    closed,
    given=(double, *moves, starts),
    uses=(recurrence_of_theta,),
    near_misses=(
        near_miss(forall(t, eq(theta(t), (1 + t) * z**t * theta(0))), "t for (1 − z)t"),
        near_miss(forall(t, eq(theta(t), z**t * theta(0))), "the root alone"),
        near_miss(forall(t, eq(theta(t), (1 + (1 + z) * t) * z**t * theta(0))), "+ for −"),
        near_miss(closed, "not started at rest", given=(double, *moves)),
    ),
    derived=(derived("the solution of the recurrence", lambda: solution(z), (1 + (1 - z) * t) * z**t * theta(0)),),
)
def double_root():
    """Where its roots are one double root z, heavy ball is θ(t) = (1 + (1 − z)t) zᵗ θ(0)."""
    begins = recurrence_of_theta.statement.args[1]
    moved = yield recurrence_of_theta.statement.args[0], by.cite(recurrence_of_theta)
    begin = yield begins, by.cite(recurrence_of_theta)
    rest = yield starts, by.given(starts)
    start = yield begins.args[1], by.logic(begin, rest)
    then = eq(theta(t + 1), (1 + (1 - z) * (t + 1)) * z ** (t + 1) * theta(0))
    one = yield eq(theta(0), (1 + (1 - z) * 0) * z**0 * theta(0)), by.algebra()
    two = yield eq(theta(1), (1 + (1 - z) * (0 + 1)) * z ** (0 + 1) * theta(0)), by.arithmetic(start)
    base = yield one.formula & two.formula, by.logic(one, two)
    now = yield suppose(eq(theta(t), (1 + (1 - z) * t) * z**t * theta(0)) & then)
    here = yield eq(theta(t), (1 + (1 - z) * t) * z**t * theta(0)), by.logic(now)
    after = yield then, by.logic(now)
    one = yield eq(theta(t + 2), 2 * z * theta(t + 1) - z**2 * theta(t)), by.arithmetic(at(moved, t))
    two = yield eq(theta(t + 2), (1 + (1 - z) * (t + 2)) * z ** (t + 2) * theta(0)), by.algebra(one, here, after)
    both = yield after.formula & two.formula, by.logic(after, two)
    every = yield forall(t, here.formula & after.formula), by.induction(base, both)
    one = yield here.formula, by.cite(at(every, t))
    yield closed, by.generalize(one)


flat, steep = eq(lam, mu), eq(lam, L)
tuned = eq(eta, best) & eq(beta, weight)
moving = ne(theta(0), 0)
slow = implies(flat, forall(t, eq(theta(t), (1 + (1 - r) * t) * r**t * theta(0))))
quick = implies(steep, forall(t, eq(theta(t), (1 + (1 + r) * t) * (-r) ** t * theta(0))))
endless = implies((flat | steep) & moving, grows(abs(theta(t)) / r**t, t))
k = sqrt(kappa)
leap = implies(
    steep,
    eq(theta(1), -((2 * r + r**2) * theta(0))) & (abs(theta(1) + 3 * theta(0)) <= 8 / (k + 1) * abs(theta(0))),
)
middle = (k / 2 - 1 < n) & (n <= k / 2)
peak = implies(
    steep,
    forall(t, abs(theta(t)) <= high(k) * abs(theta(0)))
    & forall(n, implies(middle, low(k) * abs(theta(0)) <= abs(theta(n)))),
)


def numbers(high_, root, step, momentum, curvature):
    """Numbers for L, r, η, β and λ, where μ = 1."""
    return {mu: rational(1), L: rational(high_), kappa: rational(high_) / 1, r: rational(root), eta: rational(step),
            beta: rational(momentum), lam: rational(curvature)}  # fmt: skip


def humps(axes):
    """|θ(t)/θ(0)| in the steepest mode, for three condition numbers, with √κ/e and the asymptotic rᵗ."""
    import numpy as np

    from lrproof import heavy_ball, simulate

    for number, colour in ((100, "C0"), (1000, "C1"), (10_000, "C2")):
        k = np.sqrt(number)
        rate, steps = (k - 1) / (k + 1), 400
        path = simulate(heavy_ball, np.array([float(number)]), np.ones(1), steps, history=True,
                        eta=4 / (k + 1) ** 2, beta=rate**2)  # fmt: skip
        axes.semilogy(abs(path[:, 0]), color=colour, linestyle="-", label=rf"$\kappa = {number}$")
        axes.semilogy(rate ** np.arange(steps + 1), color=colour, linestyle="--", linewidth=0.8)
        axes.axhline(k / np.e, color=colour, linestyle=":", linewidth=0.8)
    axes.set(ylim=(1e-4, 100), xlabel="$t$", ylabel=r"$|\theta_t| \,/\, |\theta_0|$")
    axes.legend()


third, half = rational("1/3"), rational("1/2")
of_four, of_nine = ("4", "1/3", "4/9", "1/9"), ("9", "1/2", "1/4", "1/4")
in_flat = {**numbers(*of_four, "1"), theta: lambda k: (1 + 2 * third * k) * third**k, v: lambda k: 3 * k * third**k}
in_steep = {
    **numbers(*of_nine, "9"), theta: lambda k: (1 + 3 * half * k) * (-half) ** k, v: lambda k: -18 * k * (-half) ** k,
}  # fmt: skip


@claim(
    slow & quick & endless & leap & peak,
    given=(mu < L, condition, rho, tuned, *moves, starts),
    uses=(double_root, hump_height),
    examples=(in_flat, in_steep),
    derived=(
        derived("the mode μ, whose double root is r", lambda: solution(r), (1 + (1 - r) * t) * r**t * theta(0)),
        derived("the mode L, whose double root is −r", lambda: solution(-r), (1 + (1 + r) * t) * (-r) ** t * theta(0)),
    ),
    near_misses=(
        near_miss(
            slow
            & implies(steep, forall(t, eq(theta(t), (1 + (1 - r) * t) * (-r) ** t * theta(0))))
            & endless
            & leap
            & peak,
            "1 − r for 1 + r",
        ),
        near_miss(implies(flat, forall(t, eq(theta(t), r**t * theta(0)))) & quick & endless & leap & peak, "rᵗ alone"),
        near_miss(slow & quick & endless & leap & implies(steep, forall(t, abs(theta(t)) <= abs(theta(0)))), "no hump"),
        near_miss(slow & quick & endless & implies(steep, eq(theta(1), -3 * theta(0))) & peak, "−3 for every κ"),
        near_miss(
            slow
            & quick
            & endless
            & leap
            & implies(steep, forall(n, implies(middle, high(k) * abs(theta(0)) <= abs(theta(n))))),
            "the upper bound is reached",
        ),
        near_miss(
            slow & quick & endless & leap & peak,
            "not from rest",
            given=(mu < L, condition, rho, tuned, *moves),
            examples=(numbers(*of_nine, "9"),),
        ),
    ),
    figures=(
        drawn(
            humps,
            "The best heavy ball on the steepest curvature, as compiled runs: it rises to about √κ/e "
            "(dotted) before it falls, and stays far above the rᵗ (dashed) that its rate alone would say.",
        ),
    ),
)
def transient():
    """The best heavy ball shrinks like t rᵗ, not like rᵗ: its first step is to nearly −3θ₀, its hump √κ/e high."""
    large, small = sqrt(L), sqrt(mu)
    signs = yield (0 < small) & (small < large), by.arithmetic()
    ratio = yield eq(k * small, large), by.arithmetic()
    share = yield eq(r * (large + small), large - small), by.arithmetic(ratio, signs, rho)
    scale = yield eq(eta * (large + small) ** 2, 4), by.arithmetic(signs)
    range_ = yield (0 < r) & (r < 1), by.arithmetic(share, signs)
    ends = yield eq(eta * mu, (1 - r) ** 2) & eq(eta * L, (1 + r) ** 2), by.arithmetic(share, scale, signs)
    away = yield 0 < r**t, by.arithmetic(range_)
    minus = yield eq(abs((-r) ** t), abs(-r) ** t), by.fact("abs_power", -r, t)
    plain = yield eq(abs(-r), r), by.arithmetic(range_)
    power = yield eq(abs(-r) ** t, r**t), by.equal_arguments(plain)
    proved, grown, sizes = [], [], {}
    for root, where, stated in ((r, flat, slow), (-r, steep, quick)):
        on = yield suppose(where)
        ready = yield eq(eta * lam, (1 - root) ** 2) & eq(beta, root**2), by.arithmetic(on, ends)
        one = yield stated.args[1], by.cite(at(double_root, {z: root}, given=(ready,)))
        proved.append((yield stated, by.discharge(on, one)))
        front = 1 + (1 - root) * t
        two = yield eq(abs(theta(t)), front * abs(root**t) * abs(theta(0))), by.arithmetic(at(one, t), range_)
        size = yield eq(abs(theta(t)), front * r**t * abs(theta(0))), by.arithmetic(two, minus, power, away)
        sizes[root] = yield implies(where, size.formula), by.discharge(on, size)
        some = yield suppose(moving)
        one = yield eq(abs(theta(t)) / r**t, front * abs(theta(0))), by.algebra(size, away)
        one = yield (1 - root) * abs(theta(0)) * t <= abs(theta(t)) / r**t, by.arithmetic(one)
        below = yield forall(t, (1 - root) * abs(theta(0)) * t <= abs(theta(t)) / r**t), by.generalize(one)
        steeper = yield 0 < (1 - root) * abs(theta(0)), by.arithmetic(some, range_)
        one = yield grows((1 - root) * abs(theta(0)) * t, t), by.limit(steeper)
        one = yield grows(abs(theta(t)) / r**t, t), by.grows_beyond(below, one)
        one = yield implies(moving, one.formula), by.discharge(some, one)
        grown.append((yield implies(where, one.formula), by.discharge(on, one)))
    third = yield endless, by.logic(*grown)

    on = yield suppose(steep)
    every = yield quick.args[1], by.logic(proved[1], on)
    one = yield eq(theta(1), -((2 * r + r**2) * theta(0))), by.arithmetic(at(every, 1))
    above = yield 1 < k, by.arithmetic(ratio, signs)
    gap = yield eq(3 - 2 * r - r**2, (1 - r) * (3 + r)) & eq(1 - r, 2 / (k + 1)), by.arithmetic(rho, above)
    less = yield 3 - 2 * r - r**2 <= 8 / (k + 1), by.arithmetic(gap, range_, above)
    two = yield eq(abs(theta(1) + 3 * theta(0)), (3 - 2 * r - r**2) * abs(theta(0))), by.arithmetic(one, range_)
    three = yield abs(theta(1) + 3 * theta(0)) <= 8 / (k + 1) * abs(theta(0)), by.arithmetic(two, less)
    two = yield leap.args[1], by.logic(one, three)
    fourth = yield leap, by.discharge(on, two)

    spelt = (k - 1) / (k + 1)
    at_k = at(hump_height, {K: k}, given=(above,))
    bounded = yield forall(t, hump(t, spelt) <= high(k)), by.cite(at_k)
    reached = yield forall(n, implies(middle, low(k) <= hump(n, spelt))), by.cite(at_k)
    size = yield eq(abs(theta(t)), hump(t, r) * abs(theta(0))), by.logic(sizes[-r], on)
    same = yield eq(spelt, r), by.algebra(rho)
    powers = yield eq(spelt**t, r**t), by.equal_arguments(same)
    one = yield hump(t, spelt) <= high(k), by.cite(at(bounded, t))
    one = yield hump(t, r) <= high(k), by.arithmetic(one, powers, same)
    one = yield abs(theta(t)) <= high(k) * abs(theta(0)), by.arithmetic(size, one)
    two = yield forall(t, abs(theta(t)) <= high(k) * abs(theta(0))), by.generalize(one)
    there = yield suppose(middle)
    powers = yield eq(spelt**n, r**n), by.equal_arguments(same)
    one = yield low(k) <= hump(n, spelt), by.logic(at(reached, n), there)
    one = yield low(k) <= hump(n, r), by.arithmetic(one, powers, same)
    every = yield forall(t, size.formula), by.generalize(size)
    three = yield eq(abs(theta(n)), hump(n, r) * abs(theta(0))), by.cite(at(every, n))
    one = yield low(k) * abs(theta(0)) <= abs(theta(n)), by.arithmetic(one, three)
    one = yield implies(middle, one.formula), by.discharge(there, one)
    three = yield forall(n, one.formula), by.generalize(one)
    one = yield peak.args[1], by.logic(two, three)
    fifth = yield peak, by.discharge(on, one)
    yield slow & quick & endless & leap & peak, by.logic(*proved, third, fourth, fifth)
