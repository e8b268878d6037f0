"""Sums that may be infinite: a sequence that never falls has a limit, or grows beyond every bound."""

from lrproof import (
    at,
    by,
    claim,
    exists,
    forall,
    grows,
    implies,
    integer,
    larger,
    natural,
    near_miss,
    rational,
    real,
    sequence,
    suppose,
    tends,
)

PREFIX = "sched"
PLACE = (5, 1)  # in the report: Part 5, first
PART = "Learning rate schedules"

t, n, i, k = natural("t"), natural("n"), integer("i"), integer("k")
c, l, S = real("c"), real("l"), sequence("S")  # noqa: E741

half = rational("1/2")
rises = forall(t, S(t) <= S(t + 1))


def from_on(formula):
    """From some step on."""
    return exists(n, forall(i, implies(n <= i, formula)))


settles, passes = exists(l, tends(S(t), t, l)), forall(c, from_on(c < S(i)))
above = forall(n, forall(i, implies(n <= i, S(n) <= S(i))))
endless = grows(S(t), t)


@claim(
    above & (settles | endless) & implies(endless, passes),
    given=(rises,),
    examples=({S: lambda k: k / 2}, {S: lambda k: 1 - half**k}),
    near_misses=(
        near_miss(above & (tends(S(t), t, 0) | endless) & implies(endless, passes), "0 as the limit"),
        near_miss(above & (tends(S(t), t, S(1)) | endless) & implies(endless, passes), "an early value as the limit"),
        near_miss(forall(n, forall(i, implies(n <= i, S(n) < S(i)))) & (settles | endless) & implies(endless, passes),
                  "it rises strictly"),
        near_miss(above & (settles | endless) & implies(endless, forall(c, forall(i, implies(0 <= i, c < S(i))))),
                  "beyond every bound from the start on"),
    ),
)  # fmt: skip
def rising():
    """What never falls has a limit, or grows beyond every bound and stays beyond it."""
    now = yield suppose(S(n) <= S(i))
    late = yield suppose(n <= i)
    begun = yield 0 <= i, by.arithmetic(late)
    step = yield S(i) <= S(i + 1), by.cite(at(rises, i, given=(begun,)))
    then = yield S(n) <= S(i + 1), by.arithmetic(now, step)
    base = yield S(n) <= S(n), by.arithmetic()
    one = yield forall(i, implies(n <= i, S(n) <= S(i))), by.induction(base, then)
    first = yield above, by.generalize(one)

    down = -S(t)
    each = yield -S(t + 1) <= down, by.arithmetic(at(rises, t))
    falls = yield forall(t, -S(t + 1) <= down), by.generalize(each)
    either = yield exists(l, tends(down, t, l)) | grows(-down, t), by.limit_monotone(falls)
    some = yield suppose(exists(l, tends(down, t, l)))
    limit = yield suppose(tends(down, t, l))
    back = yield tends(-down, t, -l), by.limit(limit)
    back = yield tends(S(t), t, -l), by.cite(back)
    found = yield settles, by.witness(-l, given=(back,))
    found = yield settles, by.choose(some, limit, found)
    one = yield implies(exists(l, tends(down, t, l)), settles), by.discharge(some, found)
    up = yield suppose(grows(-down, t))
    back = yield grows(S(t), t), by.cite(up)
    two = yield implies(grows(-down, t), endless), by.discharge(up, back)
    second = yield settles | endless, by.logic(either, one, two)

    growing = yield suppose(endless)
    never = yield suppose(forall(n, S(n) <= c))
    top, unit = larger(c, 0) + 1, abs(rational(1))
    high = yield 1 <= unit**t, by.arithmetic()
    some = yield 0 < top, by.arithmetic()
    low = yield S(t) <= top * unit**t, by.arithmetic(at(never, t), high, some)
    low = yield forall(t, S(t) <= top * unit**t), by.generalize(low)
    yield grows(top * unit**t, t)
    yield "<=>", grows(unit**t, t), by.limit_scale(some)
    powers = yield "<=>", 1 < unit, by.limit_of_powers()
    beyond = yield grows(top * unit**t, t), by.grows_beyond(low, growing)
    absurd = yield rational(1) < 0, by.arithmetic(powers, beyond), "1 < |1| cannot be"
    absurd = yield implies(forall(n, S(n) <= c), rational(1) < 0), by.discharge(never, absurd)
    low = yield suppose(~exists(n, c < S(n)))
    there = yield suppose(c < S(n))
    there_is = yield exists(n, c < S(n)), by.witness(n, given=(there,))
    there_is = yield implies(c < S(n), exists(n, c < S(n))), by.discharge(there, there_is)
    below = yield S(n) <= c, by.arithmetic(there_is, low)
    below = yield forall(n, S(n) <= c), by.generalize(below)
    all_low = yield implies(~exists(n, c < S(n)), forall(n, S(n) <= c)), by.discharge(low, below)
    some = yield exists(n, c < S(n)), by.arithmetic(absurd, all_low)
    there = yield suppose((0 <= k) & (c < S(k)))
    late = yield suppose(k <= i)
    begun = yield 0 <= k, by.logic(there)
    one = yield S(k) <= S(i), by.cite(at(first, k, i, given=(begun, late)))
    one = yield c < S(i), by.arithmetic(one, there)
    one = yield implies(k <= i, c < S(i)), by.discharge(late, one)
    every = yield forall(i, implies(k <= i, c < S(i))), by.generalize(one)
    found = yield from_on(c < S(i)), by.witness(k, given=(every, there))
    found = yield from_on(c < S(i)), by.choose(some, there, found)
    every = yield passes, by.generalize(found)
    third = yield implies(endless, passes), by.discharge(growing, every)
    yield above & (settles | endless) & implies(endless, passes), by.logic(first, second, third)
