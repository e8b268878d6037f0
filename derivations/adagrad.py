"""AdaGrad: what it accumulates, and how long its steps are."""

from lrproof import (
    adagrad,
    at,
    by,
    claim,
    eq,
    forall,
    holds,
    integer,
    natural,
    near_miss,
    positive,
    rational,
    recurrence,
    row,
    sequence,
    simulated,
    sqrt,
    suppose,
    total,
)

PREFIX = "ada"
PLACE = (4, 2)  # in the report: Part 4, second

t, i = natural("t"), integer("i")
eta, eps = positive("eta"), positive("eps")
theta, G, g = sequence("theta"), sequence("G"), sequence("g")
SYMBOLS = {
    eta: "the learning rate before it is adapted", eps: "the constant in the root", g: "the gradient of step t",
    theta: "the parameter after t steps", G: "the accumulated squares",
}  # fmt: skip
step, accumulates = recurrence(adagrad, {"x": theta, "G": G}, gradient=lambda z: g(t + 1), step=t + 1, eta=eta, eps=eps)
starts = eq(G(0), 0)


def squares(k=t, first=1):
    """The sum of the squares of the gradients of k steps."""
    return total(g(i) ** 2, i, first, k)


collected = forall(t, eq(G(t), squares()))
grows = forall(t, 0 <= G(t)) & forall(t, G(t) <= G(t + 1))


@claim(
    collected & grows,
    given=(starts, accumulates),
    printed=holds("Part 4", r"G_t = G_{t-1} + g_t^2"),
    near_misses=(
        near_miss(forall(t, eq(G(t), squares(first=0))) & grows, "the sum starts at 0"),
        near_miss(forall(t, eq(G(t), total(g(i), i, 1, t) ** 2)) & grows, "the square of the sum"),
        near_miss(collected & grows.args[0] & forall(t, G(t) < G(t + 1)), "< for ≤: a gradient may be 0"),
        near_miss(collected & grows, "not started at 0", given=(accumulates,)),
    ),
    tried=(
        simulated(
            adagrad, theta(t - 1) - eta / sqrt(squares() + eps) * g(t),
            reads={theta: "iterate", g: "gradient of step", t: "steps", eta: "eta", eps: "eps"},
            hyper={"eta": rational("0.1"), "eps": rational("1e-8")}, control="eta", condition=10**8, steps=100,
        ),
    ),
)  # fmt: skip
def accumulator():
    """AdaGrad's G is the sum of all squared gradients: it never falls."""
    empty = yield eq(squares(0), 0), by.sum_empty()
    base = yield eq(G(0), squares(0)), by.algebra(starts, empty)
    now = yield suppose(eq(G(t), squares()))
    more = yield eq(squares(t + 1), squares() + g(t + 1) ** 2), by.sum_last()
    then = yield eq(G(t + 1), squares(t + 1)), by.algebra(at(accumulates, t), now, more)
    first = yield collected, by.induction(base, then)
    base = yield 0 <= G(0), by.arithmetic(starts)
    now = yield suppose(0 <= G(t))
    then = yield 0 <= G(t + 1), by.arithmetic(at(accumulates, t), now)
    least = yield forall(t, 0 <= G(t)), by.induction(base, then)
    one = yield G(t) <= G(t + 1), by.arithmetic(at(accumulates, t))
    more = yield forall(t, G(t) <= G(t + 1)), by.generalize(one)
    yield collected & grows, by.logic(first, least, more)


def length(k):
    """How far the step after step k goes."""
    return abs(theta(k + 1) - theta(k))


def longest(gradient, power=2):
    """The length of a step when nothing has been accumulated before."""
    return eta * abs(gradient) / sqrt(gradient**power + eps)


bounded = forall(t, (length(t) <= longest(g(t + 1))) & (longest(g(t + 1)) < eta))
attained = eq(length(0), longest(g(1)))


@claim(
    bounded & attained,
    given=(starts, accumulates, step),
    uses=(accumulator,),
    near_misses=(
        near_miss(forall(t, eq(length(t), longest(g(t + 1)))) & attained, "every step as long as the first"),
        near_miss(
            forall(t, (length(t) <= longest(g(t + 1))) & (longest(g(t + 1)) < eta / 2)) & attained, "η/2 for η",
        ),
        near_miss(bounded & eq(length(0), eta), "a first step of length η, as Adam's almost is"),
        near_miss(bounded & attained, "G need not start at 0", given=(accumulates, step)),
        near_miss(
            forall(t, (length(t) <= eta * abs(g(t + 1))) & (longest(g(t + 1)) < eta)) & attained,
            "shorter than gradient descent's",
        ),
    ),
    tried=(
        simulated(
            adagrad, theta(t - 1) - eta / sqrt(squares() + eps) * g(t),
            reads={theta: "iterate", g: "gradient of step", t: "steps", eta: "eta", eps: "eps"},
            hyper={"eta": rational("0.1"), "eps": rational("1e-2")}, control="eps", condition=10, steps=1,
        ),
    ),
    cheat_sheet=(row("No step of AdaGrad is longer than", longest(g(t + 1))),),
)  # fmt: skip
def step_bound():
    """A step of AdaGrad is shorter than η, whatever the gradient, and the first one is the longest for its gradient."""
    before = yield 0 <= G(t), by.cite(accumulator)
    gradient = abs(g(t + 1))
    under = G(t) + g(t + 1) ** 2 + eps
    one = yield (0 < under) & (0 < sqrt(under)), by.arithmetic(before)
    yield forall(t, (0 < under) & (0 < sqrt(under))), by.generalize(one)
    sizes = yield (0 < g(t + 1) ** 2 + eps) & eq(g(t + 1) ** 2, gradient**2), by.arithmetic()
    roots = yield (
        (0 < sqrt(g(t + 1) ** 2 + eps)) & (sqrt(g(t + 1) ** 2 + eps) <= sqrt(under)),
        by.arithmetic(before, sizes),
    )
    whole = yield eq(length(t), eta / sqrt(under) * gradient), by.arithmetic(at(step, t), roots)
    less = yield eta / sqrt(under) <= eta / sqrt(g(t + 1) ** 2 + eps), by.arithmetic(roots)
    one = yield length(t) <= longest(g(t + 1)), by.arithmetic(whole, less, roots)
    smaller = yield gradient < sqrt(g(t + 1) ** 2 + eps), by.arithmetic(sizes)
    two = yield longest(g(t + 1)) < eta, by.arithmetic(smaller, roots)
    both = yield (length(t) <= longest(g(t + 1))) & (longest(g(t + 1)) < eta), by.logic(one, two)
    every = yield bounded, by.generalize(both)
    root = yield 0 < sqrt(g(1) ** 2 + eps), by.arithmetic()
    same = yield eq(sqrt(G(0) + g(1) ** 2 + eps), sqrt(g(1) ** 2 + eps)), by.arithmetic(starts)
    first = yield attained, by.arithmetic(at(step, 0), same, root)
    yield bounded & attained, by.logic(every, first)
