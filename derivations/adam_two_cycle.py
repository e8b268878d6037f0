"""Adam without ε on a parabola: at every curvature it has a cycle of two points, where a/√v is at the edge."""

from adam_edge import beta1, eta, half, limit, t

from lrproof import (
    at,
    by,
    claim,
    conj,
    eq,
    forall,
    implies,
    ne,
    near_miss,
    not_tried,
    positive,
    rational,
    real,
    recurrence,
    row,
    sequence,
    sqrt,
    suppose,
    uncorrected_adam,
)

PREFIX = "adam"
PLACE = (4, 39)  # in the report: Part 4, after the edge

# the loss is aθ²/2; without ε, and without bias correction
a, x, mean, square = positive("a"), sequence("theta"), sequence("m"), sequence("v")
beta2 = real("beta2", "[0, 1)")
SYMBOLS = {
    a: "the curvature", x: "the parameter after t steps", mean: "the average of t gradients",
    square: "the average of t squared gradients", eta: "the learning rate", beta1: "the weight of the past in m",
    beta2: "the weight of the past in v",
}  # fmt: skip
runs = recurrence(
    uncorrected_adam, {"m": mean, "v": square, "x": x}, gradient=lambda z: a * z, step=t + 1, eta=eta, beta1=beta1,
    beta2=beta2, eps=rational(0),
)  # fmt: skip
c = eta * (1 - beta1) / (2 * (1 + beta1))
level = (1 - beta1) / (1 + beta1) * (a * c)
begins = conj(eq(x(0), c), eq(mean(0), -level), eq(square(0), (a * c) ** 2))
some = (0 < square(0)) & (0 < beta2)


def there(k, turn=-1, far=c):
    """After k steps all three are where the cycle has them."""
    sign = rational(turn) ** k
    return conj(eq(x(k), sign * far), eq(mean(k), -(sign * level)), eq(square(k), (a * c) ** 2))


numbers = {a: 1, eta: 6, beta1: half, beta2: half}
still_ = {**numbers, x: lambda k: 0 * k, mean: lambda k: 0 * k, square: lambda k: half**k}
alternates = conj(eq(x(1), -x(0)), eq(mean(1), -mean(0)), eq(square(1), square(0)), ne(x(0), 0))
only = implies(alternates, eq(abs(x(0)), c) & eq(square(0), (a * c) ** 2))
at_edge = eq(a / sqrt((a * c) ** 2), limit)


@claim(
    conj(implies(begins, forall(t, there(t))), only, at_edge),
    given=(some, runs[1], runs[0], runs[2]),
    examples=(numbers, still_),
    near_misses=(
        near_miss(implies(begins, forall(t, there(t, turn=1))), "it does not turn"),
        near_miss(implies(begins, forall(t, there(t, far=2 * c))), "twice as far apart"),
        near_miss(conj(implies(eq(x(0), c), forall(t, there(t))), only, at_edge), "from any moments"),
        near_miss(conj(implies(begins, forall(t, there(t))), only, eq(a / sqrt((a * c) ** 2), 2 / eta)),
                  "at the edge of descent"),
    ),
    tried=(not_tried("simulate", "the runs start from m = v = 0, from which no cycle starts"),),
    cheat_sheet=(row("Adam without ε can swing between ±c with c =", c),),
)  # fmt: skip
def two_cycle():
    """Without ε Adam has, at every curvature a, a cycle ±c, c = η(1 − β₁)/(2(1 + β₁)): there a/√v is at the edge."""
    first, second, move = runs
    positive_c = yield (0 < c) & (0 < a * c), by.arithmetic()
    base = yield 0 < square(0), by.arithmetic()
    now = yield suppose(0 < square(t))
    then = yield 0 < square(t + 1), by.arithmetic(at(second, t), now)
    least = yield forall(t, 0 < square(t)), by.induction(base, then)
    inner_ = beta2 * square(t) + (1 - beta2) * (a * x(t)) ** 2
    one = yield (0 < inner_) & (0 < sqrt(inner_) + 0), by.arithmetic(at(least, t))
    yield forall(t, one.formula), by.generalize(one), "no step divides by 0"

    positive_c = yield (0 < c) & (0 < a * c), by.arithmetic()
    turn = rational(-1)
    base = yield eq((turn**0) ** 2, 1), by.arithmetic()
    now = yield suppose(eq((turn**t) ** 2, 1))
    then = yield eq((turn ** (t + 1)) ** 2, 1), by.algebra(now)
    signs = yield forall(t, eq((turn**t) ** 2, 1)), by.induction(base, then)
    begin = yield suppose(begins)
    base = yield there(0), by.arithmetic(begin)
    now = yield suppose(there(t))
    past = yield eq(x(t), turn**t * c), by.logic(now)
    means = yield eq(mean(t), -(turn**t * level)), by.logic(now)
    squares = yield eq(square(t), (a * c) ** 2), by.logic(now)
    one = yield eq(mean(t + 1), -(turn ** (t + 1) * level)), by.algebra(at(first, t), past, means)
    here = yield eq((a * x(t)) ** 2, (a * c) ** 2 * (turn**t) ** 2), by.algebra(past)
    here = yield eq((a * x(t)) ** 2, (a * c) ** 2), by.algebra(here, at(signs, t))
    two = yield eq(square(t + 1), (a * c) ** 2), by.algebra(at(second, t), squares, here)
    under = yield eq(inner_, (a * c) ** 2), by.algebra(squares, here)
    root = yield eq(sqrt(inner_), a * c), by.arithmetic(under, positive_c)
    new = yield eq(beta1 * mean(t) + (1 - beta1) * (a * x(t)), turn**t * level), by.algebra(past, means)
    moved = yield (
        eq(x(t + 1), x(t) - eta / (a * c + 0) * (turn**t * level)),
        by.algebra(at(move, t), root, new, positive_c),
    )
    three = yield eq(x(t + 1), turn ** (t + 1) * c), by.algebra(moved, past, positive_c)
    then = yield there(t + 1), by.logic(one, two, three)
    every = yield forall(t, there(t)), by.induction(base, then)
    cycle = yield implies(begins, forall(t, there(t))), by.discharge(begin, every)

    back = yield suppose(alternates)
    size = yield 0 < abs(a * x(0)), by.arithmetic(back)
    one = yield eq((1 - beta2) * square(0), (1 - beta2) * (a * x(0)) ** 2), by.arithmetic(back, at(second, 0))
    one = yield eq(square(0), (a * x(0)) ** 2), by.arithmetic(one)
    inner_ = beta2 * square(0) + (1 - beta2) * (a * x(0)) ** 2
    under = yield eq(inner_, abs(a * x(0)) ** 2), by.arithmetic(one)
    root = yield eq(sqrt(inner_), abs(a * x(0))), by.arithmetic(under, size)
    two = yield eq((1 + beta1) * mean(1), (1 - beta1) * (a * x(0))), by.arithmetic(at(first, 0), back)
    moved = yield (
        eq(x(1), x(0) - eta / (abs(a * x(0)) + 0) * mean(1)),
        by.algebra(at(move, 0), at(first, 0), root, size),
    )
    turned = yield eq(2 * x(0) * abs(a * x(0)), eta * mean(1)), by.arithmetic(moved, back, size)
    long = yield eq(abs(a * x(0)), a * abs(x(0))), by.arithmetic()
    away = yield ne(x(0), 0), by.logic(back)
    scaled = yield (
        eq((2 * (1 + beta1) * abs(x(0)) - eta * (1 - beta1)) * (a * x(0)), 0),
        by.algebra(turned, long, two),
    )
    far = yield eq(2 * (1 + beta1) * abs(x(0)), eta * (1 - beta1)), by.arithmetic(scaled, away)
    far = yield eq(abs(x(0)), c), by.arithmetic(far)
    level_ = yield eq(square(0), (a * abs(x(0))) ** 2), by.arithmetic(one)
    level_ = yield eq(square(0), (a * c) ** 2), by.algebra(level_, far)
    both = yield only.args[1], by.logic(far, level_)
    unique = yield only, by.discharge(back, both)
    root = yield eq(sqrt((a * c) ** 2), a * c), by.arithmetic(positive_c)
    last = yield eq(a / (a * c), limit), by.algebra(positive_c)
    last = yield at_edge, by.algebra(root, last, positive_c)
    yield conj(cycle.formula, only, at_edge), by.logic(cycle, unique, last)
