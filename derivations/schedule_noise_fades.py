"""Noisy gradients on one curvature: steps that tend to 0 and have an infinite sum bring the mean of θ² to 0."""

from schedule_contraction import dies_out, m, x, y
from schedule_noise import V, eta, moves
from schedule_noisy_step import a, sigma
from schedule_sums import S, c, from_on, half, i, k, rising, t

from lrproof import (
    at,
    by,
    claim,
    eq,
    exists,
    forall,
    grows,
    implies,
    integer,
    larger,
    near_miss,
    not_tried,
    positive,
    rational,
    suppose,
    tends,
    total,
)

PREFIX = "sched"
PLACE = (5, 16)  # in the report: Part 5, sixteenth

eps, n = positive("eps"), integer("n")
SYMBOLS = {
    a: "the curvature", sigma: "the standard deviation of the noise", V: "the mean of θ² after t steps",
    eta: "the learning rate of the step from t to t + 1",
}  # fmt: skip
begins, small = 0 <= V(0), forall(t, (0 < eta(t) * a) & (eta(t) * a < 1))
gone = total(eta(i), i, 0, t - 1)
falls, endless, fades = tends(eta(t), t, 0), grows(gone, t), tends(V(t), t, 0)
alive = forall(t, (0 < V(t + 1)) & (eta(t) ** 2 * sigma**2 <= V(t + 1)))
level = {a: 1, sigma: 1, eta: lambda j: half + 0 * j, V: lambda j: rational("1/3") + 0 * j}


def share_sum(v):
    """The sum of the first v shares η(i)a."""
    return a * total(eta(i), i, 0, v - 1)


def close(body, eps=eps):
    """From some step on the sequence is within ε of 0."""
    return exists(k, forall(i, implies(k <= i, abs(body(i) - 0) < eps)))


enough = implies(falls & endless, fades)
summed = eq(S(0), 0), forall(t, eq(S(t + 1), S(t) + eta(t)))


@claim(
    alive & enough,
    given=(moves, begins, small),
    uses=(rising, dies_out),
    examples=(level,),
    near_misses=(
        near_miss(alive & implies(grows(S(t), t), fades), "the steps need not tend to 0",
                  given=(moves, begins, small, *summed), examples=({**level, S: lambda j: j / 2},)),
        near_miss(forall(t, (0 < V(t + 1)) & (eta(t) * sigma**2 <= V(t + 1))) & enough, "η for η²"),
        near_miss(forall(t, (0 < V(t + 1)) & (V(t + 1) < V(t))) & enough, "less in every step"),
        near_miss(forall(t, (0 < V(t + 1)) & (2 * eta(t) ** 2 * sigma**2 <= V(t + 1))) & enough, "twice the noise"),
    ),
    tried=(
        not_tried("simulate", "the compiled runs have exact gradients"),
        not_tried("derive", "SymPy solves no recurrence of this form"),
    ),
)  # fmt: skip
def noise_fades():
    """With noise, steps that tend to 0 and have an infinite sum bring the mean of θ² to 0."""
    base = yield 0 <= V(0), by.given(begins)
    now = yield suppose(0 <= V(t))
    noise = yield 0 < eta(t) ** 2 * sigma**2, by.arithmetic(at(small, t))
    kept = yield 0 <= (1 - eta(t) * a) ** 2 * V(t), by.arithmetic(now)
    then = yield 0 <= V(t + 1), by.arithmetic(at(moves, t), kept, noise)
    weak = yield forall(t, 0 <= V(t)), by.induction(base, then)
    kept = yield 0 <= (1 - eta(t) * a) ** 2 * V(t), by.arithmetic(at(weak, t))
    one = yield (0 < V(t + 1)) & (eta(t) ** 2 * sigma**2 <= V(t + 1)), by.arithmetic(at(moves, t), kept, noise)
    first = yield alive, by.generalize(one)

    # small steps with an infinite sum: V − ε/2 shrinks by 1 − η(t)a from some step on
    both = yield suppose(falls & endless)
    fall = yield falls, by.logic(both)
    grow = yield endless, by.logic(both)
    yield falls
    means = yield "<=>", forall(eps, close(eta)), by.limit_definition()
    small_ = yield forall(eps, close(eta)), by.logic(means, fall)
    h = eps / 2
    bound = a * h / sigma**2
    some = yield 0 < bound, by.arithmetic()
    late = yield close(eta, bound), by.cite(at(small_, bound, given=(some,)))
    from_k = yield suppose(forall(i, implies(k <= i, abs(eta(i) - 0) < bound)))
    begin = larger(k, 0)
    after = yield suppose(begin <= i)
    reached = yield (k <= i) & (0 <= i), by.arithmetic(after)
    near = yield abs(eta(i) - 0) < bound, by.cite(at(from_k, i, given=(reached,)))
    share = yield (0 < eta(i) * a) & (eta(i) * a < 1), by.cite(at(small, i, given=(reached,)))
    size = yield 0 < eta(i), by.arithmetic(share)
    noise = yield eta(i) * sigma**2 < a * h, by.arithmetic(near)
    noise = yield eta(i) * (eta(i) * sigma**2) <= eta(i) * (a * h), by.arithmetic(noise, size)
    left = yield 0 <= V(i), by.cite(at(weak, i, given=(reached,)))
    part = yield (1 - eta(i) * a) ** 2 * V(i) <= (1 - eta(i) * a) * V(i), by.arithmetic(share, left)
    one = yield (
        V(i + 1) - h <= (1 - eta(i) * a) * (V(i) - h),
        by.arithmetic(at(moves, i, given=(reached,)), part, noise),
    )
    one = yield implies(begin <= i, one.formula), by.discharge(after, one)
    shrinks = yield forall(i, one.formula), by.generalize(one)
    yield share_sum(t + 1)
    one = yield "=", share_sum(t) + eta(t) * a, by.sum_last()
    sums = yield forall(t, one.formula), by.generalize(one)
    one = yield (0 <= eta(t) * a) & (eta(t) * a <= 1), by.arithmetic(at(small, t))
    shares = yield forall(t, one.formula), by.generalize(one)
    one = yield share_sum(t) <= share_sum(t + 1), by.arithmetic(at(sums, t), at(shares, t))
    up = yield forall(t, one.formula), by.generalize(one)
    top = larger(V(begin) - h, 0)
    spent = forall(i, implies(begin <= i, (V(i) - h) * (1 + share_sum(i) - share_sum(begin)) <= top))
    gone_ = yield (
        spent,
        by.cite(
            at(
                dies_out,
                {y: lambda j: V(j) - h, x: lambda j: eta(j) * a, S: share_sum, m: begin},
                given=(sums, shares, shrinks),
            )
        ),
    )
    yield grows(share_sum(t), t)
    same = yield "<=>", endless, by.limit_scale()
    grown = yield (
        implies(grows(share_sum(t), t), forall(c, from_on(c < share_sum(i)))),
        (by.cite(at(rising, {S: share_sum}, given=(up,)))),
    )
    beyond = yield forall(c, from_on(c < share_sum(i))), by.logic(grown, same, grow)
    need = top / h + share_sum(begin)
    some = yield from_on(need < share_sum(i)), by.cite(at(beyond, need))
    there = yield suppose((0 <= n) & forall(i, implies(n <= i, need < share_sum(i))))
    far = yield forall(i, implies(n <= i, need < share_sum(i))), by.logic(there)
    last = larger(n, begin)
    after = yield suppose(last <= i)
    reached = yield (n <= i) & (begin <= i) & (0 <= i), by.arithmetic(after)
    high = yield need < share_sum(i), by.cite(at(far, i, given=(reached,)))
    rest = yield (V(i) - h) * (1 + share_sum(i) - share_sum(begin)) <= top, by.cite(at(gone_, i, given=(reached,)))
    high = yield top < h * (share_sum(i) - share_sum(begin)), by.arithmetic(high)
    one = yield V(i) < eps, by.arithmetic(high, rest)
    one = yield abs(V(i) - 0) < eps, by.arithmetic(one, at(weak, i, given=(reached,)))
    one = yield implies(last <= i, one.formula), by.discharge(after, one)
    one = yield forall(i, one.formula), by.generalize(one)
    one = yield close(V), by.witness(last, given=(one,))
    one = yield close(V), by.choose(some, there, one)
    one = yield close(V), by.choose(late, from_k, one)
    every = yield forall(eps, close(V)), by.generalize(one)
    yield fades
    means = yield "<=>", forall(eps, close(V)), by.limit_definition()
    one = yield fades, by.logic(means, every)
    enough_ = yield enough, by.discharge(both, one)
    yield alive & enough, by.logic(first, enough_)
