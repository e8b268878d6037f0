"""What is multiplied by 1 − x(t) in step t dies out if the x(t) have an infinite sum, and outlasts a finite one."""

from schedule_sums import S, c, endless, from_on, half, i, k, l, n, passes, rising, t

from lrproof import (
    at,
    by,
    claim,
    eq,
    exists,
    forall,
    implies,
    larger,
    natural,
    near_miss,
    positive,
    rational,
    sequence,
    suppose,
    tends,
)

PREFIX = "sched"
PLACE = (5, 2)  # in the report: Part 5, second

m, eps, x, y = natural("m"), positive("eps"), sequence("x"), sequence("y")
SYMBOLS = {x: "what a step takes away, as a share", y: "what is left", S: "the sum of the shares so far"}
even = {S: lambda k: k / 2, x: lambda k: half + 0 * k}

sums = forall(t, eq(S(t + 1), S(t) + x(t)))
shares = forall(t, (0 <= x(t)) & (x(t) <= 1))
shrinks = forall(i, implies(m <= i, y(i + 1) <= (1 - x(i)) * y(i)))
spent = forall(i, implies(m <= i, y(i) * (1 + S(i) - S(m)) <= larger(y(m), 0)))
vanishes = implies(endless & forall(t, 0 <= y(t)), tends(y(t), t, 0))


@claim(
    spent & vanishes,
    given=(sums, shares, shrinks),
    uses=(rising,),
    examples=({**even, y: lambda k: half**k, m: 0}, {**even, y: lambda k: -(half**k), m: 1}),
    near_misses=(
        near_miss(forall(i, implies(m <= i, y(i) * (1 + 3 * (S(i) - S(m))) <= larger(y(m), 0))) & vanishes,
                  "three times the sum"),
        near_miss(forall(i, implies(m <= i, y(i) * (1 + S(i) - S(m)) <= y(m))) & vanishes, "also from below 0"),
        near_miss(forall(i, implies(m <= i, y(i) * (1 + S(i + 1) - S(m)) <= larger(y(m), 0))) & vanishes,
                  "one share too many"),
        near_miss(spent & vanishes, "shares up to 3", given=(sums, forall(t, (0 <= x(t)) & (x(t) <= 3)), shrinks),
                  examples=({x: lambda k: 3 + 0 * k, S: lambda k: 3 * k, y: lambda k: -(rational(-2) ** k), m: 0},)),
    ),
)  # fmt: skip
def dies_out():
    """What a step multiplies by 1 − x(t), at most, is divided by 1 and the sum of the x(t): an infinite sum ends it."""
    zero = yield 0 <= x(t), by.arithmetic(at(shares, t))
    one = yield S(t) <= S(t + 1), by.arithmetic(at(sums, t), zero)
    up = yield forall(t, S(t) <= S(t + 1)), by.generalize(one)
    top = larger(y(m), 0)
    done = 1 + S(i) - S(m)
    claimed = (0 <= S(i) - S(m)) & (y(i) * done <= top)
    base = yield (0 <= S(m) - S(m)) & (y(m) * (1 + S(m) - S(m)) <= top), by.arithmetic()
    now = yield suppose(claimed)
    late = yield suppose(m <= i)
    start = yield 0 <= i, by.arithmetic(late)
    share = yield (0 <= x(i)) & (x(i) <= 1), by.cite(at(shares, i, given=(start,)))
    sum_ = yield eq(S(i + 1), S(i) + x(i)), by.cite(at(sums, i, given=(start,)))
    less = yield y(i + 1) <= (1 - x(i)) * y(i), by.cite(at(shrinks, i, given=(late,)))
    more = yield 0 < done + x(i), by.arithmetic(now, share)
    whole = yield y(i + 1) * (done + x(i)) <= (1 - x(i)) * y(i) * (done + x(i)), by.arithmetic(less, more)
    rest = yield eq((1 - x(i)) * (done + x(i)), done - x(i) * (done - 1) - x(i) ** 2), by.algebra()
    factor = yield (
        (0 <= (1 - x(i)) * (done + x(i))) & ((1 - x(i)) * (done + x(i)) <= done),
        by.arithmetic(rest, more, now, share),
    )
    part = yield (1 - x(i)) * (done + x(i)) * y(i) <= top, by.arithmetic(factor, now)
    one = yield y(i + 1) * (1 + S(i + 1) - S(m)) <= top, by.arithmetic(whole, part, sum_)
    then = yield (
        (0 <= S(i + 1) - S(m)) & (y(i + 1) * (1 + S(i + 1) - S(m)) <= top),
        by.arithmetic(one, now, share, sum_),
    )
    every = yield forall(i, implies(m <= i, claimed)), by.induction(base, then)
    late = yield suppose(m <= i)
    one = yield claimed, by.cite(at(every, i, given=(late,)))
    one = yield y(i) * done <= top, by.logic(one)
    one = yield implies(m <= i, y(i) * done <= top), by.discharge(late, one)
    first = yield spent, by.generalize(one)

    both = yield suppose(endless & forall(t, 0 <= y(t)))
    growing = yield endless, by.logic(both)
    least = yield forall(t, 0 <= y(t)), by.logic(both)
    grown = yield implies(endless, passes), by.cite(at(rising, {}, given=(up,)))
    beyond = yield passes, by.logic(grown, growing)
    bound = top / eps + S(m)
    some = yield from_on(bound < S(i)), by.cite(at(beyond, bound))
    inside = forall(i, implies(k <= i, bound < S(i)))
    there = yield suppose((0 <= k) & inside)
    far = yield inside, by.logic(there)
    late = yield suppose(k + m <= i)
    reached = yield (k <= i) & (m <= i) & (0 <= i), by.arithmetic(late, there)
    high = yield bound < S(i), by.cite(at(far, i, given=(reached,)))
    low = yield y(i) * done <= top, by.cite(at(first, i, given=(reached,)))
    some_left = yield 0 <= y(i), by.cite(at(least, i, given=(reached,)))
    high = yield top < eps * (S(i) - S(m)), by.arithmetic(high)
    one = yield y(i) < eps, by.arithmetic(high, low)
    one = yield abs(y(i) - 0) < eps, by.arithmetic(one, some_left)
    one = yield implies(k + m <= i, abs(y(i) - 0) < eps), by.discharge(late, one)
    one = yield forall(i, implies(k + m <= i, abs(y(i) - 0) < eps)), by.generalize(one)
    near = exists(k, forall(i, implies(k <= i, abs(y(i) - 0) < eps)))
    one = yield near, by.witness(k + m, given=(one,))
    one = yield near, by.choose(some, there, one)
    close = yield forall(eps, near), by.generalize(one)
    yield tends(y(t), t, 0)
    means = yield "<=>", forall(eps, near), by.limit_definition()
    one = yield tends(y(t), t, 0), by.logic(means, close)
    second = yield vanishes, by.discharge(both, one)
    yield spent & vanishes, by.logic(first, second)


gains = forall(t, 0 <= x(t))
left, lives = forall(t, 0 <= y(t)), forall(t, 0 < y(t + 1))
lasts = forall(t, (1 - x(t)) * y(t) <= y(t + 1))
remains = forall(n, forall(i, implies(n <= i, y(n) * (1 - (S(i) - S(n))) <= y(i))))


stays = exists(c, (0 < c) & from_on(c <= y(i)))
outlasted = forall(l, implies(tends(S(t), t, l) & lives, stays))


@claim(
    remains & outlasted,
    given=(sums, gains, left, lasts),
    examples=({x: lambda k: half**k / 4, S: lambda k: (1 - half**k) / 2, y: lambda k: (1 + half**k) / 2},
              {**even, y: lambda k: half**k}),
    near_misses=(
        near_miss(forall(n, forall(i, implies(n <= i, y(n) * (1 - (S(i) - S(n)) / 4) <= y(i))))
                  & outlasted, "a quarter of the sum"),
        near_miss(forall(n, forall(i, implies(n <= i, y(n) <= y(i)))) & outlasted,
                  "nothing is lost"),
        near_miss(forall(n, forall(i, implies(n <= i, y(n) * (1 - (S(i) - S(n))) < y(i))))
                  & outlasted, "< for ≤"),
        near_miss(forall(n, forall(i, implies(n <= i, y(n) * (1 - (S(i) - S(n + 1))) <= y(i))))
                  & outlasted, "one share too few"),
    ),
)  # fmt: skip
def outlasts():
    """What a step multiplies by 1 − x(t), at least, keeps 1 less the sum of the x(t), and all but a finite sum."""
    claimed = (0 <= S(i) - S(n)) & (y(n) * (1 - (S(i) - S(n))) <= y(i))
    base = yield (0 <= S(n) - S(n)) & (y(n) * (1 - (S(n) - S(n))) <= y(n)), by.arithmetic()
    now = yield suppose(claimed)
    late = yield suppose(n <= i)
    start = yield 0 <= i, by.arithmetic(late)
    share = yield 0 <= x(i), by.cite(at(gains, i, given=(start,)))
    sum_ = yield eq(S(i + 1), S(i) + x(i)), by.cite(at(sums, i, given=(start,)))
    more = yield (1 - x(i)) * y(i) <= y(i + 1), by.cite(at(lasts, i, given=(start,)))
    after = yield 0 <= i + 1, by.arithmetic(start)
    some = yield 0 <= y(i + 1), by.cite(at(left, i + 1, given=(after,)))
    begun = yield 0 <= y(n), by.cite(at(left, n))
    part = S(i) - S(n)
    scaled = yield implies(x(i) <= 1, (1 - x(i)) * (y(n) * (1 - part)) <= (1 - x(i)) * y(i)), by.arithmetic(now)
    both = yield 0 <= x(i) * part * y(n), by.arithmetic(share, now, begun)
    none = yield implies(1 <= x(i), y(n) * (1 - part - x(i)) <= 0), by.arithmetic(now, begun)
    one = yield y(n) * (1 - part - x(i)) <= y(i + 1), by.arithmetic(scaled, both, none, more, some)
    then = yield (
        (0 <= S(i + 1) - S(n)) & (y(n) * (1 - (S(i + 1) - S(n))) <= y(i + 1)),
        by.arithmetic(one, now, share, sum_),
    )
    every = yield forall(i, implies(n <= i, claimed)), by.induction(base, then)
    late = yield suppose(n <= i)
    one = yield claimed, by.cite(at(every, i, given=(late,)))
    one = yield y(n) * (1 - (S(i) - S(n))) <= y(i), by.logic(one)
    one = yield implies(n <= i, y(n) * (1 - (S(i) - S(n))) <= y(i)), by.discharge(late, one)
    one = yield forall(i, implies(n <= i, y(n) * (1 - (S(i) - S(n))) <= y(i))), by.generalize(one)
    first = yield remains, by.generalize(one)

    limit = yield suppose(tends(S(t), t, l) & lives)
    goes = yield tends(S(t), t, l), by.logic(limit)
    alive = yield lives, by.logic(limit)
    near = forall(eps, exists(k, forall(i, implies(k <= i, abs(S(i) - l) < eps))))
    yield tends(S(t), t, l)
    means = yield "<=>", near, by.limit_definition()
    close = yield near, by.logic(means, goes)
    quarter = rational("1/4")
    some = yield exists(k, forall(i, implies(k <= i, abs(S(i) - l) < quarter))), by.cite(at(close, quarter))
    there = yield suppose(forall(i, implies(k <= i, abs(S(i) - l) < quarter)))
    from_ = larger(k, 0) + 1
    reached = yield (k <= from_) & (0 <= from_ - 1) & (0 <= from_), by.arithmetic()
    here = yield abs(S(from_) - l) < quarter, by.cite(at(there, from_, given=(reached,)))
    some_left = yield 0 < y(from_), by.cite(at(alive, from_ - 1, given=(reached,)))
    late = yield suppose(from_ <= i)
    reached = yield k <= i, by.arithmetic(late)
    later = yield abs(S(i) - l) < quarter, by.cite(at(there, i, given=(reached,)))
    begun = yield 0 <= from_, by.arithmetic()
    one = yield y(from_) * (1 - (S(i) - S(from_))) <= y(i), by.cite(at(first, from_, i, given=(begun, late)))
    one = yield y(from_) / 2 <= y(i), by.arithmetic(one, here, later, some_left)
    one = yield implies(from_ <= i, y(from_) / 2 <= y(i)), by.discharge(late, one)
    one = yield forall(i, implies(from_ <= i, y(from_) / 2 <= y(i))), by.generalize(one)
    one = yield from_on(y(from_) / 2 <= y(i)), by.witness(from_, given=(one, begun))
    one = yield stays, by.witness(y(from_) / 2, given=(one, some_left))
    one = yield stays, by.choose(some, there, one)
    one = yield implies(tends(S(t), t, l) & lives, stays), by.discharge(limit, one)
    second = yield outlasted, by.generalize(one)
    yield remains & outlasted, by.logic(first, second)
