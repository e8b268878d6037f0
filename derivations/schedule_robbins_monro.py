"""Noisy gradients on one curvature: which schedules bring the mean of θ² to 0."""

from schedule_contraction import dies_out, m, outlasts, x, y
from schedule_noise import V, eta, moves
from schedule_noisy_step import a, sigma
from schedule_sums import S, c, from_on, half, i, k, l, rising, t

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
    integer,
    larger,
    near_miss,
    not_tried,
    positive,
    rational,
    row,
    suppose,
    tends,
    total,
)

PREFIX = "sched"
PLACE = (5, 12)  # in the report: Part 5, twelfth

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


@claim(
    alive & iff(fades, falls & endless),
    given=(moves, begins, small),
    uses=(rising, dies_out, outlasts),
    examples=(level,),
    near_misses=(
        near_miss(alive & iff(tends(V(t), t, rational("1/3")), falls & endless), "the mean of θ² tends to 1/3"),
        near_miss(alive & implies(fades | tends(eta(t), t, half), fades), "a constant step"),
        near_miss(forall(t, (0 < V(t + 1)) & (eta(t) * sigma**2 <= V(t + 1))) & iff(fades, falls & endless),
                  "η for η²"),
        near_miss(forall(t, (0 < V(t + 1)) & (V(t + 1) < V(t))) & iff(fades, falls & endless), "in every step"),
    ),
    tried=(
        not_tried("simulate", "the compiled runs have exact gradients"),
        not_tried("derive", "SymPy solves no recurrence of this form"),
        not_tried("enclose", "no closed form: the tests of this claim follow the recurrence"),
    ),
    cheat_sheet=(row("With noise a schedule reaches the minimum", falls & endless, "η(t)a in (0, 1)"),),
)  # fmt: skip
def robbins_monro():
    """With noise the mean of θ² tends to 0 exactly if the steps tend to 0 and have an infinite sum."""
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
            )  # fmt: skip
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
    enough = yield implies(falls & endless, fades), by.discharge(both, one)

    # the noise of a step stays: the steps must tend to 0
    goes = yield suppose(fades)
    all_ = yield forall(eps, close(V)), by.logic(means, goes)
    tight = eps**2 * sigma**2
    some = yield 0 < tight, by.arithmetic()
    late = yield close(V, tight), by.cite(at(all_, tight, given=(some,)))
    from_k = yield suppose(forall(i, implies(k <= i, abs(V(i) - 0) < tight)))
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
            )  # fmt: skip
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
