"""Robbins and Monro's conditions, on a noisy quadratic: which schedules bring the mean of θ² to 0."""

from schedule_contraction import outlasts, x, y
from schedule_noise import V, eta, moves
from schedule_noise_fades import (
    alive,
    begins,
    close,
    endless,
    eps,
    fades,
    falls,
    level,
    n,
    noise_fades,
    share_sum,
    small,
    summed,
)
from schedule_noisy_step import a, sigma
from schedule_sums import S, c, from_on, i, k, l, rising, t

from lrproof import (
    at,
    by,
    claim,
    eq,
    exists,
    forall,
    grows,
    iff,
    implies,
    larger,
    near_miss,
    not_tried,
    rational,
    row,
    suppose,
    tends,
)

PREFIX = "sched"
PLACE = (5, 17)  # in the report: Part 5, seventeenth

SYMBOLS = {
    a: "the curvature", sigma: "the standard deviation of the noise", V: "the mean of θ² after t steps",
    eta: "the learning rate of the step from t to t + 1",
}  # fmt: skip


@claim(
    alive & iff(fades, falls & endless),
    given=(moves, begins, small),
    uses=(noise_fades, rising, outlasts),
    examples=(level,),
    near_misses=(
        near_miss(alive & iff(tends(V(t), t, rational("1/3")), falls & endless), "the mean of θ² tends to 1/3"),
        near_miss(alive & iff(fades, grows(S(t), t)), "the steps need not tend to 0",
                  given=(moves, begins, small, *summed), examples=({**level, S: lambda j: j / 2},)),
        near_miss(forall(t, (0 < V(t + 1)) & (eta(t) * sigma**2 <= V(t + 1))) & iff(fades, falls & endless),
                  "η for η²"),
        near_miss(forall(t, (0 < V(t + 1)) & (V(t + 1) < V(t))) & iff(fades, falls & endless), "in every step"),
    ),
    tried=(
        not_tried("simulate", "the compiled runs have exact gradients"),
        not_tried("derive", "SymPy solves no recurrence of this form"),
        not_tried("sample", "nothing here is random: the claims on noisy gradients sample runs whose mean square V is"),
        not_tried("enclose", "no closed form: the tests of this claim follow the recurrence"),
    ),
    cheat_sheet=(row("With noise a schedule reaches the minimum", falls & endless, "η(t)a in (0, 1)"),),
)  # fmt: skip
def robbins_monro():
    """With noise the mean of θ² tends to 0 exactly if the steps tend to 0 and have an infinite sum."""
    known = yield alive & implies(falls & endless, fades), by.cite(noise_fades)
    first = yield alive, by.logic(known)
    enough = yield implies(falls & endless, fades), by.logic(known)
    yield share_sum(t + 1)
    one = yield "=", share_sum(t) + eta(t) * a, by.sum_last()
    sums = yield forall(t, one.formula), by.generalize(one)
    one = yield (0 <= eta(t) * a) & (eta(t) * a <= 1), by.arithmetic(at(small, t))
    shares = yield forall(t, one.formula), by.generalize(one)
    one = yield share_sum(t) <= share_sum(t + 1), by.arithmetic(at(sums, t), at(shares, t))
    up = yield forall(t, one.formula), by.generalize(one)
    yield grows(share_sum(t), t)
    same = yield "<=>", endless, by.limit_scale()

    # the noise of a step stays: the steps must tend to 0
    goes = yield suppose(fades)
    yield fades
    means = yield "<=>", forall(eps, close(V)), by.limit_definition()
    all_ = yield forall(eps, close(V)), by.logic(means, goes)
    tight = eps**2 * sigma**2
    some = yield 0 < tight, by.arithmetic()
    late = yield close(V, tight), by.cite(at(all_, tight, given=(some,)))
    from_k = yield suppose(forall(i, implies(k <= i, abs(V(i) - 0) < tight)))
    begin = larger(k, 0)
    after = yield suppose(begin <= i)
    reached = yield (k <= i + 1) & (0 <= i), by.arithmetic(after)
    near = yield abs(V(i + 1) - 0) < tight, by.cite(at(from_k, i + 1, given=(reached,)))
    part = yield (0 < V(i + 1)) & (eta(i) ** 2 * sigma**2 <= V(i + 1)), by.cite(at(first, i, given=(reached,)))
    size = yield 0 < eta(i), by.arithmetic(at(small, i, given=(reached,)))
    square = yield 0 < (eps**2 - eta(i) ** 2) * sigma**2, by.arithmetic(near, part)
    square = yield eta(i) ** 2 < eps**2, by.arithmetic(square)
    one = yield abs(eta(i) - 0) < eps, by.arithmetic(square, size)
    one = yield implies(begin <= i, one.formula), by.discharge(after, one)
    one = yield forall(i, one.formula), by.generalize(one)
    one = yield close(eta), by.witness(begin, given=(one,))
    one = yield close(eta), by.choose(late, from_k, one)
    every = yield forall(eps, close(eta)), by.generalize(one)
    yield falls
    means = yield "<=>", forall(eps, close(eta)), by.limit_definition()
    fall = yield falls, by.logic(means, every)

    # a finite sum would leave a share of V(1)
    either = yield (
        exists(l, tends(share_sum(t), t, l)) | grows(share_sum(t), t),
        (by.cite(at(rising, {S: share_sum}, given=(up,)))),
    )
    limit = yield suppose(tends(share_sum(t), t, l))

    def twice(v):
        return 2 * share_sum(v + 1)

    one = yield eq(twice(t + 1), twice(t) + 2 * (eta(t + 1) * a)), by.arithmetic(at(sums, t + 1))
    doubled = yield forall(t, one.formula), by.generalize(one)
    one = yield 0 <= 2 * (eta(t + 1) * a), by.arithmetic(at(shares, t + 1))
    gains = yield forall(t, one.formula), by.generalize(one)
    one = yield 0 <= V(t + 1), by.arithmetic(at(first, t))
    left = yield forall(t, one.formula), by.generalize(one)
    one = yield 0 < V(t + 1 + 1), by.arithmetic(at(first, t + 1))
    lives = yield forall(t, one.formula), by.generalize(one)
    part = yield 0 <= eta(t + 1) ** 2 * a**2 * V(t + 1) + eta(t + 1) ** 2 * sigma**2, by.arithmetic(at(left, t))
    one = yield (1 - 2 * (eta(t + 1) * a)) * V(t + 1) <= V(t + 1 + 1), by.arithmetic(at(moves, t + 1), part)
    lasts = yield forall(t, one.formula), by.generalize(one)
    kept = exists(c, (0 < c) & from_on(c <= V(i + 1)))
    stay = yield (
        forall(l, implies(tends(twice(t), t, l) & lives.formula, kept)),
        by.cite(
            at(
                outlasts,
                {y: lambda j: V(j + 1), x: lambda j: 2 * (eta(j + 1) * a), S: twice},
                given=(doubled, gains, left, lasts),
            )
        ),
    )
    moved = yield tends(twice(t), t, 2 * l), by.limit(limit)
    one = yield tends(twice(t), t, 2 * l) & lives.formula, by.logic(moved, lives)
    some = yield kept, by.cite(at(stay, 2 * l, given=(one,)))
    part = yield suppose((0 < c) & from_on(c <= V(i + 1)))
    from_ = yield from_on(c <= V(i + 1)), by.logic(part)
    there = yield suppose((0 <= n) & forall(i, implies(n <= i, c <= V(i + 1))))
    far = yield forall(i, implies(n <= i, c <= V(i + 1))), by.logic(there)
    low = yield c <= 0, by.limit_order(far, goes)
    low = yield c <= 0, by.choose(from_, there, low)
    absurd = yield rational(1) < 0, by.arithmetic(low, part), "a contradiction"
    absurd = yield rational(1) < 0, by.choose(some, part, absurd)
    found = yield suppose(exists(l, tends(share_sum(t), t, l)))
    absurd = yield rational(1) < 0, by.choose(found, limit, absurd)
    absurd = yield implies(found.formula, rational(1) < 0), by.discharge(found, absurd)
    false = yield ~(rational(1) < 0), by.arithmetic()
    one = yield falls & endless, by.logic(fall, either, absurd, false, same)
    needed = yield implies(fades, falls & endless), by.discharge(goes, one)
    second = yield iff(fades, falls & endless), by.logic(enough, needed)
    yield alive & iff(fades, falls & endless), by.logic(first, second)
