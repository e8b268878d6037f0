"""Momentum under a constant gradient."""

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    drawn,
    enclosed,
    eq,
    forall,
    heavy_ball,
    holds,
    implies,
    inner,
    integer,
    natural,
    ne,
    near_miss,
    norm,
    not_tried,
    origin,
    rational,
    real,
    recurrence,
    suppose,
    tends,
    total,
    vector,
    vectors,
)

PREFIX = "mom"
PLACE = (3, 7)  # in the report: Part 3, seventh

t, k, eta, beta = natural("t"), integer("k"), real("eta"), real("beta", "[0, 1)")
theta, v, g = vectors("theta"), vectors("v"), vector("g")
starts = eq(v(0), origin)
step_v, step = recurrence(heavy_ball, {"v": v, "x": theta}, gradient=lambda z: g, step=t + 1, eta=eta, beta=beta)
constant = (starts, step_v, step)
gathered = (1 - beta**t) / (1 - beta)
builds_up = forall(t, eq(v(t), gathered * g))


def settles(rate):
    """In the end a step is one of gradient descent with the learning rate ``rate``."""
    step_taken = forall(t, eq(theta(t) - theta(t + 1), eta * v(t + 1)))
    return step_taken & tends(norm(eta * v(t) - rate * g), t, 0)


gain = 1 / (1 - beta)
final = tends(norm(v(t) - gain * g), t, 0)
steady = real("v (steady)")


@claim(
    builds_up & final & settles(eta / (1 - beta)),
    given=constant,
    derived=(
        derived("the velocity that a step keeps", lambda: derive.root(beta * steady + 1 - steady, steady), gain),
        derived(
            "the velocity after t steps",
            lambda: derive.solve_recurrence(lambda u: beta * u + 1, rational(0), t), gathered,
        ),
    ),
    near_misses=(
        near_miss(builds_up & final & settles(eta), "the step η g of gradient descent"),
        near_miss(builds_up & final & settles(eta * (1 - beta)), "times 1 − β"),
        near_miss(builds_up & tends(norm(v(t) - g), t, 0) & settles(eta / (1 - beta)), "an average: the velocity g"),
        near_miss(forall(t, eq(v(t), gain * g)) & final & settles(eta / (1 - beta)), "from the first step on"),
        near_miss(
            forall(t, eq(v(t), (1 - beta ** (t + 1)) * gain * g)) & final & settles(eta / (1 - beta)), "a step late"
        ),
    ),
    tried=(not_tried("simulate", "the runs are on quadratics, whose gradient changes with the parameter"),),
)  # fmt: skip
def effective_lr():
    """Under a constant gradient the velocity tends to g/(1 − β): steps as long as with the learning rate η/(1 − β)."""
    base = yield eq(v(0), (1 - beta**0) / (1 - beta) * g), by.algebra(starts)
    now = yield suppose(eq(v(t), gathered * g))
    then = yield eq(v(t + 1), (1 - beta ** (t + 1)) / (1 - beta) * g), by.algebra(at(step_v, t), now)
    first = yield builds_up, by.induction(base, then)

    gap, size = v(t) - gain * g, beta**t / (1 - beta) * norm(g)
    high = yield 0 <= size, by.arithmetic()
    square = yield eq(inner(gap, gap), (beta**t / (1 - beta)) ** 2 * inner(g, g)), by.algebra(at(first, t))
    one = yield eq(norm(gap), size), by.arithmetic(square, high)
    gaps = yield forall(t, eq(norm(gap), size)), by.generalize(one)
    fades = yield tends(size, t, 0), by.limit()
    yield final
    both = yield "<=>", tends(size, t, 0), by.limit_terms(gaps)
    second = yield final, by.logic(both, fades)
    one = yield eq(theta(t) - theta(t + 1), eta * v(t + 1)), by.algebra(at(step, t), at(step_v, t))
    moves = yield forall(t, eq(theta(t) - theta(t + 1), eta * v(t + 1))), by.generalize(one)
    gap, long = eta * v(t) - eta / (1 - beta) * g, abs(eta) * size
    square = yield eq(inner(gap, gap), eta**2 * (beta**t / (1 - beta)) ** 2 * inner(g, g)), by.algebra(at(first, t))
    high = yield 0 <= long, by.arithmetic(high)
    one = yield eq(norm(gap), long), by.arithmetic(square, high)
    gaps = yield forall(t, eq(norm(gap), long)), by.generalize(one)
    fades = yield tends(long, t, 0), by.limit(fades)
    yield tends(norm(gap), t, 0)
    both = yield "<=>", tends(long, t, 0), by.limit_terms(gaps)
    third = yield settles(eta / (1 - beta)), by.logic(moves, both, fades)
    yield builds_up & final & settles(eta / (1 - beta)), by.logic(first, second, third)


def displaced(lost):
    """The way after t steps: as with the learning rate η/(1 − β), less what is lost at the start."""
    return forall(t, eq(theta(0) - theta(t), eta * (t / (1 - beta) - lost) * g))


lost = beta * (1 - beta**t) / (1 - beta) ** 2
faster = implies(ne(g, origin), forall(t, norm(v(t)) < norm(v(t + 1))))


def ways(axes):
    """The way under the gradient 1, in units of η."""
    import numpy as np

    steps, b = np.arange(41), 0.9
    axes.plot(steps, steps / (1 - b), "--", color="#5f6368", linewidth=0.8, label=r"learning rate $\eta/(1 - \beta)$")
    axes.plot(steps, steps / (1 - b) - b * (1 - b**steps) / (1 - b) ** 2, "o-", markersize=2.5, label="momentum")
    axes.plot(steps, steps, color="#1a1a1a", linewidth=0.8, label=r"learning rate $\eta$")
    axes.set(xlabel="$t$", ylabel=r"$(\theta_0 - \theta_t)/(\eta g)$")
    axes.legend()


summed_way = total((1 - beta ** (k + 1)) / (1 - beta), k, 0, t - 1)


@claim(
    displaced(lost) & faster,
    given=(*constant, 0 < beta),
    uses=(effective_lr,),
    printed=holds("Part 3", r"\text{Builds up velocity in consistent gradient direction}"),
    derived=(
        derived(
            "the way, summed",
            lambda: derive.summed(summed_way),
            t / (1 - beta) - lost,
        ),
    ),
    near_misses=(
        near_miss(displaced(0 * t) & faster, "nothing lost at the start"),
        near_miss(displaced(beta / (1 - beta) ** 2) & faster, "what is lost in the end, from the start on"),
        near_miss(displaced(beta * (1 - beta**t) / (1 - beta)) & faster, "1 − β for its square"),
        near_miss(displaced(lost) & forall(t, norm(v(t)) < norm(v(t + 1))), "where the gradient is 0"),
        near_miss(displaced(lost) & faster, "β may be 0", given=constant),
    ),
    tried=(
        enclosed(eq(summed_way, t / (1 - beta) - lost), {beta: ("0.5", "0.9", "0.99"), t: (1, 10, 1000)}),
        not_tried("simulate", "the runs are on quadratics, whose gradient changes with the parameter"),
    ),
    figures=(drawn(ways, "The way of momentum with β = 0.9 under a constant gradient, in units of ηg: soon as fast as "
                   "gradient descent with the learning rate η/(1 − β), and nearly β/(1 − β)² = 90 units behind it."),),
)  # fmt: skip
def const_displacement():
    """Under a constant gradient the velocity grows at every step, and after t steps the way is as stated."""
    speeds = yield builds_up, by.logic(effective_lr)
    speed = yield eq(v(t), gathered * g), by.cite(at(speeds, t))

    def way(n):
        return eta * (n / (1 - beta) - beta * (1 - beta**n) / (1 - beta) ** 2)

    base = yield eq(theta(0), theta(0) - way(rational(0)) * g), by.algebra()
    now = yield suppose(eq(theta(t), theta(0) - way(t) * g))
    then = yield eq(theta(t + 1), theta(0) - way(t + 1) * g), by.algebra(at(step, t), speed, now)
    every = yield forall(t, eq(theta(t), theta(0) - way(t) * g)), by.induction(base, then)
    one = yield eq(theta(0) - theta(t), way(t) * g), by.algebra(at(every, t))
    first = yield displaced(lost), by.generalize(one)

    high = yield 0 <= gathered, by.arithmetic()
    square = yield eq(inner(v(t), v(t)), gathered**2 * inner(g, g)), by.algebra(speed)
    one = yield eq(norm(v(t)), gathered * norm(g)), by.arithmetic(square, high)
    sizes = yield forall(t, eq(norm(v(t)), gathered * norm(g))), by.generalize(one)
    moving = yield suppose(ne(g, origin))
    long = yield 0 < inner(g, g), by.definite(g, given=(moving,))
    gain_of_a_step = yield (
        eq(norm(v(t + 1)), norm(v(t)) + beta**t * norm(g)),
        by.algebra(at(sizes, t), at(sizes, t + 1)),
    )
    more = yield 0 < beta**t * norm(g), by.arithmetic(long)
    one = yield norm(v(t)) < norm(v(t + 1)), by.arithmetic(gain_of_a_step, more)
    one = yield forall(t, norm(v(t)) < norm(v(t + 1))), by.generalize(one)
    second = yield faster, by.discharge(moving, one)
    yield displaced(lost) & faster, by.logic(first, second)
