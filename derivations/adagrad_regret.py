"""AdaGrad's regret, in one coordinate, and the learning rate for which the bound is least."""

from adagrad import G, accumulates, accumulator, eta, g, starts, t, theta
from adagrad_squares import begun, eps, i, root

from lrproof import (
    adagrad,
    at,
    by,
    claim,
    enclosed,
    eq,
    forall,
    iff,
    implies,
    near_miss,
    nonnegative,
    positive,
    rational,
    real,
    recurrence,
    row,
    smaller,
    sqrt,
    suppose,
    total,
)

PREFIX = "ada"
PLACE = (4, 10)  # in the report: Part 4, tenth

x, D, v = real("x"), nonnegative("D"), positive("v")
step, _ = recurrence(adagrad, {"x": theta, "G": G}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, eps=eps)
SYMBOLS = {
    eta: "the learning rate before it is adapted", eps: "the constant in the root", g: "the gradient of step t",
    theta: "the parameter after t steps", G: "the accumulated squares", x: "the parameter to compare with",
    D: "a bound of the distance from it", v: "any learning rate",
}  # fmt: skip
near = forall(t, abs(theta(t) - x) <= D)
first = {g: lambda k: 1 - smaller(k - 1, 1), G: lambda k: smaller(k, 1), x: 0, eps: 0, D: 1}  # one gradient, then none
far, short = (
    {**first, eta: rational(step), theta: lambda k, step=step: 1 - rational(step) * smaller(k, 1)}
    for step in ("1", "1/2")
)


def regret(bound):
    """The gradients, each times the distance from x at which it was taken, sum up to ``bound`` roots at most."""
    return forall(t, total(g(i) * (theta(i - 1) - x), i, 1, t) <= bound * root(t))


@claim(
    regret(D**2 / (2 * eta) + eta),
    given=(starts, accumulates, begun, step, near),
    uses=(accumulator,),
    examples=(far, short),
    near_misses=(
        near_miss(regret(D**2 / (2 * eta)), "without η"),
        near_miss(regret(eta), "without the distance"),
        near_miss(regret(D**2 / (4 * eta) + eta / 4), "half of the first, a quarter of the second"),
        near_miss(regret(D**2 / (2 * eta) + eta), "any distance", given=(starts, accumulates, begun, step),
                  examples=({**short, D: 0},)),
    ),
)  # fmt: skip
def regret_coordinate():
    """In a coordinate that stays within D of x, AdaGrad's regret against x is at most (D²/(2η) + η)√(G + ε)."""
    base = yield 0 < G(1) + eps, by.arithmetic(at(accumulates, 0), starts)
    low = yield forall(t, 0 <= G(t)), by.cite(accumulator)
    rises = yield forall(t, G(t) <= G(t + 1)), by.cite(accumulator)
    now = yield suppose(0 < G(t + 1) + eps)
    then = yield 0 < G(t + 1 + 1) + eps, by.arithmetic(at(rises, t + 1), now)
    solid = yield forall(t, 0 < G(t + 1) + eps), by.induction(base, then)
    one = yield (0 <= G(t)) & (0 <= G(t) + eps), by.arithmetic(at(low, t))
    yield forall(t, (0 <= G(t)) & (0 <= G(t) + eps)), by.generalize(one)
    under = G(t) + g(t + 1) ** 2 + eps
    one = yield (0 < under) & (0 < sqrt(under)), by.arithmetic(at(solid, t), at(accumulates, t))
    yield forall(t, (0 < under) & (0 < sqrt(under))), by.generalize(one)

    fine = yield (
        (0 <= root(t)) & (root(t) <= root(t + 1)) & (0 < root(t + 1)),
        by.arithmetic(at(low, t), at(rises, t), at(solid, t)),
    )
    same = yield eq(sqrt(under), root(t + 1)), by.arithmetic(at(accumulates, t), one)
    off, then_off, new = theta(t) - x, theta(t + 1) - x, root(t + 1)
    go = yield eq(then_off, off - eta / new * g(t + 1)), by.algebra(at(step, t), same, fine)
    square = yield eq(g(t + 1) ** 2, new**2 - root(t) ** 2), by.arithmetic(at(accumulates, t), at(low, t), at(solid, t))
    spelt = yield (
        eq(g(t + 1) * off, new / (2 * eta) * (off**2 - then_off**2) + eta / 2 * (g(t + 1) ** 2 / new)),
        by.algebra(go, fine),
    )
    whole = yield eq(g(t + 1) ** 2 / new * new, new**2 - root(t) ** 2), by.algebra(square, fine)
    short = yield g(t + 1) ** 2 / new <= 2 * (new - root(t)), by.arithmetic(whole, fine)
    inside = yield off**2 <= D**2, by.arithmetic(at(near, t))
    wide = yield (new - root(t)) * off**2 <= (new - root(t)) * D**2, by.arithmetic(inside, fine)
    scaled = yield (new - root(t)) * off**2 / (2 * eta) <= (new - root(t)) * D**2 / (2 * eta), by.arithmetic(wide)
    sums = total(g(i) * (theta(i - 1) - x), i, 1, t)

    def bound(k):
        return root(k) / (2 * eta) * (D**2 - (theta(k) - x) ** 2) + eta * root(k)

    half = yield eta / 2 * (g(t + 1) ** 2 / new) <= eta * (new - root(t)), by.arithmetic(short)
    more = yield eq(total(g(i) * (theta(i - 1) - x), i, 1, t + 1), sums + g(t + 1) * off), by.sum_last()
    step_up = new / (2 * eta) * (off**2 - then_off**2) + eta * (new - root(t))
    gap = yield (
        eq(
            bound(t + 1) - (bound(t) + step_up),
            (new - root(t)) * D**2 / (2 * eta) - (new - root(t)) * off**2 / (2 * eta),
        ),
        by.algebra(),
    )
    enough = yield bound(t) + step_up <= bound(t + 1), by.arithmetic(gap, scaled)
    gained = yield g(t + 1) * off <= step_up, by.arithmetic(spelt, half)
    empty = yield eq(total(g(i) * (theta(i - 1) - x), i, 1, 0), 0), by.sum_empty()
    zero = yield 0 <= root(0), by.arithmetic(starts)
    one = yield (theta(0) - x) ** 2 <= D**2, by.arithmetic(at(near, 0))
    two = yield 0 <= root(0) / (2 * eta), by.arithmetic(zero)
    three = yield 0 <= root(0) / (2 * eta) * (D**2 - (theta(0) - x) ** 2), by.arithmetic(one, two)
    four = yield 0 <= eta * root(0), by.arithmetic(zero)
    base = yield total(g(i) * (theta(i - 1) - x), i, 1, 0) <= bound(0), by.arithmetic(empty, three, four)
    now = yield suppose(sums <= bound(t))
    then = yield total(g(i) * (theta(i - 1) - x), i, 1, t + 1) <= bound(t + 1), by.arithmetic(now, more, gained, enough)
    every = yield forall(t, sums <= bound(t)), by.induction(base, then)
    one = yield 0 <= root(t) / (2 * eta) * off**2, by.arithmetic(fine)
    two = yield eq((D**2 / (2 * eta) + eta) * root(t), bound(t) + root(t) / (2 * eta) * off**2), by.algebra()
    one = yield sums <= (D**2 / (2 * eta) + eta) * root(t), by.arithmetic(at(every, t), one, two)
    yield regret(D**2 / (2 * eta) + eta), by.generalize(one)


def constant(rate):
    """The constant, for a learning rate."""
    return D**2 / (2 * rate) + rate


def best(rate):
    """The constant is least at ``rate``, and nowhere else."""
    least = forall(v, (constant(rate) <= constant(v)) & iff(eq(constant(v), constant(rate)), eq(v, rate)))
    return implies(0 < D, eq(constant(rate), sqrt(rational(2)) * D) & least)


chosen = D / sqrt(rational(2))


@claim(
    best(chosen),
    near_misses=(
        near_miss(best(D), "D for D/√2"),
        near_miss(best(D / 2), "2 for √2"),
        near_miss(implies(0 < D, rational("1.42") * D <= constant(v)), "1.42 for √2"),
    ),
    tried=(
        enclosed(sqrt(rational(2)) * D < constant(v), {D: (1, 3), v: ("1/10", "7/10", "8/10", 5)}),
    ),
    cheat_sheet=(row("The learning rate for which AdaGrad's regret bound is least", chosen),),
)  # fmt: skip
def best_rate():
    """The constant of AdaGrad's regret bound, D²/(2η) + η, is least at η = D/√2, where it is √2 D."""
    apart = yield suppose(0 < D)
    two = yield (0 < sqrt(rational(2))) & eq(sqrt(rational(2)) ** 2, 2), by.arithmetic()
    value = yield eq(constant(chosen), sqrt(rational(2)) * D), by.algebra(two, apart)
    gap = yield eq(constant(v) - sqrt(rational(2)) * D, (v - chosen) ** 2 / v), by.algebra(two)
    square = yield 0 <= (v - chosen) ** 2 / v, by.arithmetic()
    zero = yield iff(eq((v - chosen) ** 2 / v, 0), eq(v, chosen)), by.arithmetic()
    one = yield constant(chosen) <= constant(v), by.arithmetic(value, gap, square)
    two = yield iff(eq(constant(v), constant(chosen)), eq(v, chosen)), by.arithmetic(value, gap, zero)
    one = yield (constant(chosen) <= constant(v)) & two.formula, by.logic(one, two)
    one = yield best(chosen).args[1].args[1], by.generalize(one)
    one = yield best(chosen).args[1], by.logic(value, one)
    yield best(chosen), by.discharge(apart, one)
