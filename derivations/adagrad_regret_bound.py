"""AdaGrad's regret, for convex losses of several parameters."""

from adagrad import G as squares
from adagrad import accumulator, eta, t
from adagrad import g as slopes
from adagrad import theta as path
from adagrad_coordinates import G, basis, e, each, i, inside, n, over
from adagrad_potential import theta
from adagrad_regret import D, best, best_rate, chosen, constant, regret_coordinate
from adagrad_regret import x as place
from adagrad_squares import eps, squares_over_roots
from descent import x, y

from lrproof import (
    Fn,
    adagrad,
    at,
    by,
    claim,
    eq,
    forall,
    implies,
    inner,
    integer,
    near_miss,
    not_tried,
    positive,
    rational,
    recurrence,
    row,
    smaller,
    sqrt,
    suppose,
    total,
    vectors,
)

PREFIX = "ada"
PLACE = (4, 10)  # in the report: Part 4, tenth

# the loss of step k is f(k, ·), and g(k) is a gradient of it, or a subgradient, where the step is taken: at θ(k − 1)
f, g, j, v = Fn("f", ("int", "vector"), "real"), vectors("g"), integer("j"), positive("v")
SYMBOLS = {
    eta: "the learning rate before it is adapted", eps: "the constant in the root", D: "a bound of the distance from x",
    f: "the convex loss of a step", g: "its gradient there", theta: "the parameters after t steps", n: "their number",
    x: "the parameters to compare with", e: "an orthonormal basis",
    G: "the accumulated squares of a coordinate of the gradients, after t steps",
}  # fmt: skip
slope = inner(g(t + 1), e(i))
moves, adds = recurrence(
    adagrad, {"x": lambda k: inner(theta(k), e(i)), "G": lambda k: G(k, i)}, gradient=lambda z: slope, step=t + 1,
    eta=eta, eps=eps,
)  # fmt: skip
starts, accumulates, step = each(eq(G(0, i), 0)), each(adds), each(moves)
begun = each(0 < inner(g(1), e(i)) ** 2 + eps)
convex = forall(t, forall(y, f(t + 1, theta(t)) + inner(g(t + 1), y - theta(t)) <= f(t + 1, y)))
near = each(forall(t, abs(inner(theta(t) - x, e(i))) <= D))
given = (basis, starts, accumulates, begun, step, convex, near)


def root(k):
    """What divides η in a coordinate in step k."""
    return sqrt(G(k, i) + eps)


def over_roots():
    """The sum of g²/√(G + ε) over t steps, in a coordinate."""
    return total(inner(g(j), e(i)) ** 2 / root(j), j, 1, t)


def regret(bound):
    """What the losses of t steps exceed those at x by, all together."""
    return forall(t, total(f(j, theta(j - 1)) - f(j, x), j, 1, t) <= bound * over(root(t)))


def between_roots(high):
    """In each coordinate the sum lies between what the root has grown by and a multiple of it."""
    grown = root(t) - sqrt(eps)
    return each(forall(t, (grown <= over_roots()) & (over_roots() <= high * grown)))


first = {n: 1, e: lambda k: rational(1), g: lambda k: 1 - smaller(k - 1, 1), x: 0, eps: 0, D: 1,
         f: lambda k, z: (1 - smaller(k - 1, 1)) * z, G: lambda k, i: smaller(k, 1)}  # fmt: skip
far, short = (
    {**first, eta: rational(step), theta: lambda k, step=step: 1 - rational(step) * smaller(k, 1)}
    for step in ("1", "1/2")
)


@claim(
    between_roots(2) & regret(constant(eta)) & best(chosen),
    given=given,
    uses=(accumulator, squares_over_roots, regret_coordinate, best_rate),
    examples=(far, short),
    near_misses=(
        near_miss(between_roots(rational("0.99")) & regret(constant(eta)) & best(chosen), "0.99 for 2"),
        near_miss(between_roots(2) & regret(D**2 / (2 * eta)) & best(chosen), "without η"),
        near_miss(between_roots(2) & regret(eta) & best(chosen), "without the distance"),
        near_miss(between_roots(2) & regret(constant(eta)) & best(D), "D for D/√2"),
    ),
    tried=(
        not_tried("enclose", "its numbers are enclosed in ada.squares-over-roots and ada.best-rate"),
        not_tried("simulate", "the losses of the steps are any convex ones, while a run has one loss"),
        not_tried("sample", "the bound holds for every sequence of convex losses; no expectation is stated"),
    ),
    cheat_sheet=(
        row("AdaGrad's regret after t steps", regret(constant(eta)), "convex losses, at most D away"),
    ),
)  # fmt: skip
def regret_lemma():
    """AdaGrad's regret against x is at most (D²/(2η) + η) Σ √(G + ε), and the best learning rate is D/√2."""
    here = yield suppose(inside)
    zero = yield eq(G(0, i), 0), by.given(at(starts, i, given=(here,)))
    adding = yield adds, by.given(at(accumulates, i, given=(here,)))
    some = yield 0 < inner(g(1), e(i)) ** 2 + eps, by.given(at(begun, i, given=(here,)))
    moving = yield moves, by.given(at(step, i, given=(here,)))
    close = yield near.args[0].args[1], by.given(at(near, i, given=(here,)))
    put = {squares: lambda k: G(k, i), slopes: lambda k: inner(g(k), e(i))}
    low = yield forall(t, 0 <= G(t, i)), by.cite(at(accumulator, put, given=(zero, adding)))
    rises = yield forall(t, G(t, i) <= G(t + 1, i)), by.cite(at(accumulator, put, given=(zero, adding)))
    base = yield 0 < G(1, i) + eps, by.arithmetic(at(adding, 0), zero, some)
    now = yield suppose(0 < G(t + 1, i) + eps)
    then = yield 0 < G(t + 1 + 1, i) + eps, by.arithmetic(at(rises, t + 1), now)
    solid = yield forall(t, 0 < G(t + 1, i) + eps), by.induction(base, then)
    under = G(t, i) + slope**2 + eps
    fine = (0 <= G(t, i)) & (0 <= G(t, i) + eps) & (0 < under) & (0 < sqrt(under))
    one = yield fine, by.arithmetic(at(low, t), at(solid, t), at(adding, t))
    one = yield implies(inside, fine), by.discharge(here, one)
    one = yield forall(t, implies(inside, fine)), by.generalize(one)
    yield forall(i, forall(t, implies(inside, fine))), by.generalize(one)
    later = yield suppose(1 <= j)
    one = yield 0 <= j - 1, by.arithmetic(later)
    one = yield 0 < G(j, i) + eps, by.cite(at(solid, j - 1, given=(one,)))
    fine = (0 < G(j, i) + eps) & (0 < root(j))
    one = yield fine, by.arithmetic(one)
    one = yield implies(1 <= j, fine), by.discharge(later, one)
    one = yield implies(inside, implies(1 <= j, fine)), by.discharge(here, one)
    one = yield forall(j, implies(inside, implies(1 <= j, fine))), by.generalize(one)
    yield forall(i, forall(j, implies(inside, implies(1 <= j, fine)))), by.generalize(one)

    one = yield (
        between_roots(2).args[0].args[1],
        by.cite(at(squares_over_roots, put, given=(zero, adding, some))),
    )
    one = yield implies(inside, one.formula), by.discharge(here, one)
    first = yield between_roots(2), by.generalize(one)

    def sums(k):
        return total(inner(g(j), e(i)) * (inner(theta(j - 1), e(i)) - inner(x, e(i))), j, 1, k)

    put |= {path: lambda k: inner(theta(k), e(i)), place: inner(x, e(i))}
    bound = constant(eta)
    one = yield (
        forall(t, sums(t) <= bound * root(t)),
        by.cite(at(regret_coordinate, put, given=(zero, adding, some, moving, close))),
    )
    one = yield sums(t) <= bound * root(t), by.cite(at(one, t))
    one = yield implies(inside, sums(t) <= bound * root(t)), by.discharge(here, one)
    parts = yield each(sums(t) <= bound * root(t)), by.generalize(one)
    order = yield over(sums(t)) <= over(bound * root(t)), by.sum_order(parts)
    scaled = yield eq(over(bound * root(t)), bound * over(root(t))), by.sum_scale()

    def excess(k):
        return total(f(j, theta(j - 1)) - f(j, x), j, 1, k)

    empty = yield eq(sums(0), 0), by.sum_empty()
    one = yield eq(sums(0), 0 * sums(0)), by.arithmetic(empty)
    one = yield implies(inside, eq(sums(0), 0 * sums(0))), by.discharge(here, one)
    one = yield each(eq(sums(0), 0 * sums(0))), by.generalize(one)
    one = yield eq(over(sums(0)), over(0 * sums(0))), by.sum_terms(one)
    two = yield eq(over(0 * sums(0)), 0 * over(sums(0))), by.sum_scale()
    three = yield eq(excess(0), 0), by.sum_empty()
    base = yield excess(0) <= over(sums(0)), by.arithmetic(one, two, three)
    now = yield suppose(excess(t) <= over(sums(t)))
    longer = yield eq(excess(t + 1), excess(t) + (f(t + 1, theta(t)) - f(t + 1, x))), by.sum_last()
    below = yield f(t + 1, theta(t)) + inner(g(t + 1), x - theta(t)) <= f(t + 1, x), by.given(at(convex, t, x))
    last = slope * (inner(theta(t), e(i)) - inner(x, e(i)))
    along = yield (
        eq(inner(g(t + 1), theta(t) - x), over(slope * inner(theta(t) - x, e(i)))),
        by.given(at(basis, g(t + 1), theta(t) - x)),
    )
    same = yield eq(over(slope * inner(theta(t) - x, e(i))), over(last)), by.sum_terms()
    one = yield eq(sums(t + 1), sums(t) + last), by.sum_last()
    one = yield implies(inside, eq(sums(t + 1), sums(t) + last)), by.arithmetic(one)
    one = yield each(eq(sums(t + 1), sums(t) + last)), by.generalize(one)
    one = yield eq(over(sums(t + 1)), over(sums(t) + last)), by.sum_terms(one)
    two = yield eq(over(sums(t) + last), over(sums(t)) + over(last)), by.sum_add()
    then = yield excess(t + 1) <= over(sums(t + 1)), by.arithmetic(now, longer, below, along, same, one, two)
    every = yield forall(t, excess(t) <= over(sums(t))), by.induction(base, then)
    one = yield excess(t) <= bound * over(root(t)), by.arithmetic(at(every, t), order, scaled)
    second = yield regret(bound), by.generalize(one)

    third = yield best(chosen), by.cite(best_rate)
    yield between_roots(2) & regret(bound) & best(chosen), by.logic(first, second, third)
