"""RMSprop: a moving average of squared gradients, and how long its steps are."""

from adam import beta as weight
from adam import e as averaged
from adam import moving_average, weight_sum
from adam import u as values

from lrproof import (
    at,
    by,
    claim,
    conj,
    derive,
    derived,
    eq,
    exists,
    forall,
    holds,
    implies,
    integer,
    larger,
    natural,
    ne,
    near_miss,
    positive,
    rational,
    real,
    recurrence,
    rmsprop,
    row,
    sequence,
    simulated,
    sqrt,
    suppose,
    total,
)

PREFIX = "rms"
PLACE = (4, 11)  # in the report: Part 4, eleventh

t, i = natural("t"), integer("i")
eta, eps, beta = positive("eta"), positive("eps"), real("beta", "[0, 1)")
theta, G, g = sequence("theta"), sequence("G"), sequence("g")
SYMBOLS = {
    eta: "the learning rate before it is adapted", beta: "the weight of the past in G", eps: "the constant in the root",
    theta: "the parameter after t steps", G: "the average of t squared gradients", g: "the gradient of step t",
}  # fmt: skip
starts = eq(G(0), 0)


def runs(gradient, constant=eps):
    """The formulas for θ and G of RMSprop on these gradients."""
    return recurrence(rmsprop, {"x": theta, "G": G}, gradient=gradient, step=t + 1, eta=eta, beta=beta, eps=constant)


step, collects = runs(lambda z: g(t + 1))


def squares(weight_of=lambda k: beta ** (t - k), scale=1 - beta, power=2):
    """The weighted sum of the squares of t gradients."""
    return scale * total(weight_of(i) * g(i) ** power, i, 1, t)


weights = total((1 - beta) * beta ** (t - i), i, 1, t)
is_sum, add_up = eq(G(t), squares()), eq(weights, 1 - beta**t)


@claim(
    forall(t, is_sum & add_up),
    given=(starts, collects),
    printed=holds("Part 4", r"G_t = \beta G_{t-1} + (1-\beta) g_t^2"),
    uses=(moving_average, weight_sum),
    derived=(derived("the sum of the weights", lambda: derive.summed(weights), 1 - beta**t),),
    near_misses=(
        near_miss(forall(t, eq(G(t), squares(scale=1)) & add_up), "without the factor 1 − β"),
        near_miss(forall(t, eq(G(t), squares(lambda k: beta**k)) & add_up), "the oldest gradient weighs most"),
        near_miss(forall(t, eq(G(t), squares(power=1)) & add_up), "g for g²"),
        near_miss(forall(t, is_sum & eq(weights, 1)), "weights that sum to 1"),
        near_miss(forall(t, is_sum & add_up), "not started at 0", given=(collects,)),
    ),
    tried=(
        simulated(
            rmsprop, theta(t - 1) - eta / sqrt(squares() + eps) * g(t),
            reads={theta: "iterate", g: "gradient of step", t: "steps", eta: "eta", beta: "beta", eps: "eps"},
            hyper={"eta": rational("0.01"), "beta": rational("0.9"), "eps": rational("1e-8")}, control="eta",
            condition=10**8, steps=100,
        ),
    ),
    cheat_sheet=(row("RMSprop's accumulator after t steps", is_sum),),
)  # fmt: skip
def closed_form():
    """RMSprop's G is a weighted sum of all squared gradients; its weights sum to 1 − βᵗ, for there is no correction."""
    first = yield (
        is_sum,
        by.cite(at(moving_average, {weight: beta, averaged: G, values: lambda k: g(k) ** 2})),
    )
    second = yield add_up, by.cite(at(weight_sum, {weight: beta}))
    both = yield is_sum & add_up, by.logic(first, second)
    yield forall(t, is_sum & add_up), by.generalize(both)


def length(k):
    """How far step k goes."""
    return abs(theta(k) - theta(k - 1))


y, bound, small = real("y"), real("c"), positive("s")
most = eta / sqrt(1 - beta)
below = forall(t, length(t + 1) < most)


def longest(gradient, constant):
    """The length of a step on this gradient when all before it were 0."""
    return eta * abs(gradient) / sqrt((1 - beta) * gradient**2 + constant)


quiet = forall(t, implies(eq(G(t), 0), eq(length(t + 1), longest(g(t + 1), eps))))


def reached(most=most):
    """No smaller bound than ``most`` holds: ε may be so small that the step is longer."""
    return implies(ne(y, 0) & (bound < most), exists(small, bound < longest(y, small)))


@claim(
    conj(below, quiet, reached()),
    given=(starts, collects, step),
    near_misses=(
        near_miss(conj(forall(t, length(t + 1) < eta), quiet, reached()), "η, as for AdaGrad"),
        near_miss(conj(forall(t, length(t + 1) < eta / 2 / sqrt(1 - beta)), quiet, reached()), "half of it"),
        near_miss(conj(below, forall(t, eq(length(t + 1), longest(g(t + 1), eps))), reached()), "whatever came before",
                  examples=({g: lambda k: 1 + 0 * k, beta: rational("3/4"), eta: 1, eps: rational("57/256")},)),
        near_miss(conj(below, quiet, implies(reached().args[0], forall(small, bound < longest(y, small)))),
                  "for every ε"),
        near_miss(conj(below, quiet, reached()), "without G(0) = 0", given=(collects, step)),
    ),
    tried=(
        simulated(
            rmsprop, theta(t - 1) - eta / sqrt(squares() + eps) * g(t),
            reads={theta: "iterate", g: "gradient of step", t: "steps", eta: "eta", beta: "beta", eps: "eps"},
            hyper={"eta": rational("0.1"), "beta": rational("0.999"), "eps": rational("1e-2")}, control="eps",
            condition=10, steps=1,
        ),
    ),
    cheat_sheet=(row("Every step of RMSprop is shorter than", most),),
)  # fmt: skip
def step_bound():
    """A step of RMSprop is shorter than η/√(1 − β), and comes as near to it as one likes after gradients of 0."""
    base = yield 0 <= G(0), by.arithmetic(starts)
    now = yield suppose(0 <= G(t))
    then = yield 0 <= G(t + 1), by.arithmetic(at(collects, t), now)
    least = yield forall(t, 0 <= G(t)), by.induction(base, then)
    old = yield 0 <= G(t), by.given(at(least, t))
    share = yield 0 < sqrt(1 - beta), by.arithmetic()
    inner = beta * G(t) + (1 - beta) * g(t + 1) ** 2 + eps
    one = yield (0 < inner) & (0 < sqrt(inner)), by.arithmetic(old)
    yield forall(t, one.formula), by.generalize(one), "no step divides by 0"
    past = yield 0 <= beta * G(t), by.arithmetic(old)
    long = yield eq(length(t + 1), eta * abs(g(t + 1)) / sqrt(inner)), by.arithmetic(at(step, t), one)
    squared = yield (sqrt(1 - beta) * abs(g(t + 1))) ** 2 < inner, by.arithmetic(past, share)
    root = yield sqrt(1 - beta) * abs(g(t + 1)) < sqrt(inner), by.arithmetic(squared, one, share)
    bound_ = yield eta * abs(g(t + 1)) / sqrt(inner) < most, by.arithmetic(root, share, one)
    one = yield length(t + 1) < most, by.arithmetic(long, bound_)
    first = yield below, by.generalize(one)
    zero = yield suppose(eq(G(t), 0))
    alone = (1 - beta) * g(t + 1) ** 2 + eps
    same = yield eq(sqrt(inner), sqrt(alone)), by.arithmetic(zero)
    one = yield eq(length(t + 1), longest(g(t + 1), eps)), by.arithmetic(long, same)
    one = yield implies(eq(G(t), 0), one.formula), by.discharge(zero, one)
    second = yield quiet, by.generalize(one)
    case = yield suppose(ne(y, 0) & (bound < most))
    middle = larger(bound, most / 2)
    near = yield (0 < middle) & (bound <= middle) & (middle * sqrt(1 - beta) < eta), by.arithmetic(case, share)
    squared = yield middle**2 * (1 - beta) < eta**2, by.arithmetic(near, share)
    area = yield 0 < y**2, by.arithmetic(case)
    room = yield middle**2 * (1 - beta) * y**2 < eta**2 * y**2, by.arithmetic(squared, area)
    tiny = (eta**2 * y**2 - middle**2 * (1 - beta) * y**2) / (2 * middle**2)
    size = yield 0 < tiny, by.arithmetic(room, near)
    inner = (1 - beta) * y**2 + tiny
    whole = yield eq(middle**2 * inner, (middle**2 * (1 - beta) * y**2 + eta**2 * y**2) / 2), by.algebra(near)
    under = yield 0 < inner, by.arithmetic(size)
    one = yield (middle * sqrt(inner)) ** 2 < (eta * abs(y)) ** 2, by.arithmetic(whole, room, under)
    root = yield (0 < sqrt(inner)) & (middle * sqrt(inner) < eta * abs(y)), by.arithmetic(one, near, under)
    one = yield middle < longest(y, tiny), by.arithmetic(root)
    both = yield (0 < tiny) & (bound < longest(y, tiny)), by.arithmetic(one, near, size)
    found = yield exists(small, bound < longest(y, small)), by.witness(tiny, given=(both,))
    third = yield reached(), by.discharge(case, found)
    yield conj(below, quiet, reached()), by.logic(first, second, third)
