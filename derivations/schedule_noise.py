"""Noisy gradients on one curvature: the best schedule falls like 1/t."""

from schedule_noisy_step import a, after, best, choice_at, noisy_step, sigma

from lrproof import (
    at,
    by,
    claim,
    drawn,
    eq,
    forall,
    holds_under,
    iff,
    implies,
    integer,
    natural,
    near_miss,
    not_tried,
    row,
    sequence,
    suppose,
)

PREFIX = "sched"
PLACE = (5, 12)  # in the report: Part 5, twelfth

t, i, k, V, eta = natural("t"), integer("i"), integer("k"), sequence("V"), sequence("eta")
SYMBOLS = {
    a: "the curvature", sigma: "the standard deviation of the noise in the gradients",
    V: "the mean of θ² after t steps", eta: "the learning rate of the step from t to t + 1",
}  # fmt: skip


def least(steps, V=V):
    """The least that so many steps can make of V(0)."""
    return 1 / (1 / V(0) + steps * a**2 / sigma**2)


def rate(n, V=V):
    """The step number n of the best schedule."""
    return 1 / (a * (n + 1 + sigma**2 / (a**2 * V(0))))


moves, noisy = forall(t, eq(V(t + 1), after(V(t), eta(t)))), 0 < V(0)


def chosen(steps, rate):
    """The first steps are as said."""
    return forall(i, implies((0 <= i) & (i < steps), eq(eta(i), rate(i))))


def schedule(least, rate, V=V):
    """No schedule is better than ``least``, for any number of steps, and only the ``rate`` is as good."""
    return forall(t, (least(t) <= V(t)) & iff(eq(V(t), least(t)), chosen(t, rate)))


falling = forall(t, (0 < rate(t + 1)) & (rate(t + 1) < rate(t)))
decay = {a: 1, sigma: 1, V: lambda k: 1 / (k + 1), eta: lambda k: 1 / (k + 2)}
level = {a: 1, sigma: 1, V: lambda k: 1 + 0 * k, eta: lambda k: 1 + 0 * k}


def schedules(axes):
    """The mean of θ² against the step, for a = σ = V(0) = 1."""
    steps = range(200)
    for label, rate_ in (
        ("0.5", lambda n: 0.5), ("0.05", lambda n: 0.05), (r"$1/(t + 2)$", lambda n: 1 / (n + 2)),
    ):  # fmt: skip
        squares = [1.0]
        for n in steps:
            squares.append((1 - rate_(n)) ** 2 * squares[-1] + rate_(n) ** 2)
        axes.loglog(range(1, 202), squares, label=rf"$\eta_t = $ {label}")
    axes.set(xlabel="$t + 1$", ylabel=r"$\mathrm{E}\,\theta_t^2$")
    axes.legend()


@claim(
    schedule(least, rate) & falling,
    given=(moves, noisy),
    uses=(noisy_step,),
    printed=holds_under(
        "Part 5", r"\text{Early training: Large LR to make progress. Late training: Small LR to fine-tune.}",
        "the gradients are noisy, and the loss is quadratic",
    ),
    examples=(decay, level),
    near_misses=(
        near_miss(schedule(lambda n: least(n - 1), rate) & falling, "one step too few"),
        near_miss(schedule(least, lambda n: rate(n - 1)) & falling, "one step too early"),
        near_miss(schedule(lambda n: 1 / (1 / V(0) + n * a / sigma**2), rate) & falling, "a for a²",
                  examples=({**decay, a: 2, V: lambda k: 1 / (4 * k + 1), eta: lambda k: 2 / (4 * k + 5)},)),
        near_miss(schedule(least, rate) & forall(t, rate(t) < rate(t + 1)), "it rises"),
    ),
    tried=(
        not_tried("simulate", "the compiled runs have exact gradients"),
        not_tried("derive", "SymPy solves no recurrence of this form"),
    ),
    figures=(drawn(schedules, "With noise in the gradients a constant step is fast and stops, or goes far and is "
                   "slow; the best schedule, here 1/(t + 2), is below both at every step. (a = σ = V(0) = 1)"),),
    cheat_sheet=(
        row("The best schedule with noise σ", rate(i), "quadratic of curvature a, E θ² = V(0) at the start"),
        row("The best E θ² after t steps", least(t), "the same"),
    ),
)  # fmt: skip
def noisy_optimal():
    """On a noisy quadratic the best steps are 1/(a(t + 1 + σ²/(a²E₀))), strictly falling, and no others do as well."""
    m, s = least(t), sigma**2
    below = yield (0 < V(0)) & (0 < 1 / V(0) + t * a**2 / s), by.arithmetic(noisy)
    later = yield 0 < 1 / V(0) + (t + 1) * a**2 / s, by.arithmetic(below)
    scale = yield (0 < s) & (0 < a**2), by.arithmetic()
    whole = yield 0 < s + t * a**2 * V(0), by.arithmetic(below)
    more = yield 0 < s + (t + 1) * a**2 * V(0), by.arithmetic(below)
    low = yield eq(m, V(0) * s / (s + t * a**2 * V(0))), by.algebra(below, whole)
    up = yield 0 < m, by.arithmetic(below)
    next_ = yield eq(least(t + 1), V(0) * s / (s + (t + 1) * a**2 * V(0))), by.algebra(later, more, below)
    step = yield eq(V(t + 1), after(V(t), eta(t))), by.given(moves)

    claimed = (m <= V(t)) & iff(eq(V(t), m), chosen(t, rate))
    now = yield suppose(claimed)
    some = yield 0 < V(t), by.arithmetic(now, up)
    one = yield (
        (best(V(t)) <= after(V(t), eta(t))) & iff(eq(after(V(t), eta(t)), best(V(t))), eq(eta(t), choice_at(V(t)))),
        by.cite(at(noisy_step, V(t), eta(t), given=(some,))),
    )
    size = yield (0 < s + a**2 * V(t)) & (0 < 1 / V(t) + a**2 / s), by.arithmetic(some)
    made = yield eq(best(V(t)), V(t) * s / (s + a**2 * V(t))), by.algebra(size, some)
    room = yield 0 < s + a**2 * m, by.arithmetic(up)
    chain = yield eq(least(t + 1), m * s / (s + a**2 * m)), by.algebra(next_, low, room, whole, more)
    rise = yield (
        eq(best(V(t)) - least(t + 1), s**2 * (V(t) - m) / ((s + a**2 * V(t)) * (s + a**2 * m))),
        by.algebra(made, chain, size, room),
    )
    under = yield 0 < (s + a**2 * V(t)) * (s + a**2 * m), by.arithmetic(size, room)
    above = yield (
        (least(t + 1) <= best(V(t))) & iff(eq(best(V(t)), least(t + 1)), eq(V(t), m)),
        (by.arithmetic(rise, under, scale, now)),
    )
    bound = yield least(t + 1) <= V(t + 1), by.arithmetic(step, one, above)
    both = yield (
        iff(eq(V(t + 1), least(t + 1)), eq(V(t), m) & eq(eta(t), choice_at(V(t)))),
        (by.arithmetic(step, one, above)),
    )
    wide = yield 0 < a * (t + 1 + s / (a**2 * V(0))), by.arithmetic(below)
    lowest = yield 0 < a**2 * m + s, by.arithmetic(room)
    known = yield eq(choice_at(m), rate(t)), by.algebra(low, lowest, wide, whole, more)
    equal = yield suppose(eq(V(t), m))
    same = yield eq(choice_at(V(t)), choice_at(m)), by.algebra(equal, lowest)
    same = yield eq(choice_at(V(t)), rate(t)), by.arithmetic(same, known)
    same = yield implies(eq(V(t), m), eq(choice_at(V(t)), rate(t))), by.discharge(equal, same)
    turn = yield iff(eq(V(t + 1), least(t + 1)), eq(V(t), m) & eq(eta(t), rate(t))), by.arithmetic(both, same)
    every = yield suppose(chosen(t + 1, rate))
    before = yield suppose((0 <= i) & (i < t))
    inside = yield (0 <= i) & (i < t + 1), by.arithmetic(before)
    each = yield eq(eta(i), rate(i)), by.cite(at(every, i, given=(inside,)))
    each = yield implies((0 <= i) & (i < t), eq(eta(i), rate(i))), by.discharge(before, each)
    each = yield chosen(t, rate), by.generalize(each)
    inside = yield (0 <= t) & (t < t + 1), by.arithmetic()
    last = yield eq(eta(t), rate(t)), by.cite(at(every, t, given=(inside,)))
    each = yield chosen(t, rate) & eq(eta(t), rate(t)), by.logic(each, last)
    ahead = yield implies(chosen(t + 1, rate), chosen(t, rate) & eq(eta(t), rate(t))), by.discharge(every, each)
    every = yield suppose(chosen(t, rate) & eq(eta(t), rate(t)))
    early = yield chosen(t, rate), by.logic(every)
    inside = yield suppose((0 <= i) & (i < t + 1))
    nearer = yield suppose(i < t)
    guard = yield (0 <= i) & (i < t), by.logic(inside, nearer)
    each = yield eq(eta(i), rate(i)), by.cite(at(early, i, given=(guard,)))
    each = yield implies(i < t, eq(eta(i), rate(i))), by.discharge(nearer, each)
    here = yield suppose(eq(i, t))
    last = yield eq(eta(i), eta(t)), by.equal_arguments(here)
    wide_i = yield eq(rate(i), rate(t)), by.algebra(here, wide)
    last = yield eq(eta(i), rate(i)), by.arithmetic(last, wide_i, every)
    last = yield implies(eq(i, t), eq(eta(i), rate(i))), by.discharge(here, last)
    whole_less = yield forall(k, implies(k < 1, k <= 0)), by.arithmetic()
    gap = yield i - t < 1, by.arithmetic(inside)
    top = yield i - t <= 0, by.cite(at(whole_less, i - t, given=(gap,)))
    one_of = yield (i < t) | eq(i, t), by.arithmetic(top)
    each = yield eq(eta(i), rate(i)), by.logic(one_of, each, last)
    each = yield implies((0 <= i) & (i < t + 1), eq(eta(i), rate(i))), by.discharge(inside, each)
    each = yield chosen(t + 1, rate), by.generalize(each)
    back = yield implies(chosen(t, rate) & eq(eta(t), rate(t)), chosen(t + 1, rate)), by.discharge(every, each)
    when = yield iff(eq(V(t + 1), least(t + 1)), chosen(t + 1, rate)), by.logic(turn, now, ahead, back)
    then = yield (least(t + 1) <= V(t + 1)) & when.formula, by.logic(bound, when)
    none = yield suppose((0 <= i) & (i < 0))
    absurd = yield eq(eta(i), rate(i)), by.arithmetic(none)
    absurd = yield implies((0 <= i) & (i < 0), eq(eta(i), rate(i))), by.discharge(none, absurd)
    empty = yield chosen(0, rate), by.generalize(absurd)
    zero = yield 0 < 1 / V(0) + 0 * a**2 / s, by.arithmetic(noisy)
    start = yield eq(V(0), least(0)), by.algebra(zero)
    base = yield (least(0) <= V(0)) & iff(eq(V(0), least(0)), chosen(0, rate)), by.arithmetic(start, empty)
    second = yield schedule(least, rate), by.induction(base, then)

    wider = yield a * (t + 1 + s / (a**2 * V(0))) < a * (t + 1 + 1 + s / (a**2 * V(0))), by.arithmetic(below)
    one = yield (0 < rate(t + 1)) & (rate(t + 1) < rate(t)), by.arithmetic(wide, wider)
    third = yield falling, by.generalize(one)
    yield schedule(least, rate) & falling, by.logic(second, third)
