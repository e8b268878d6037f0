"""Warmup: where it ends, and what it adds up to."""

from warmup import T, eta, printed_formula, rate, t

from lrproof import (
    at,
    by,
    claim,
    conj,
    derive,
    derived,
    enclosed,
    eq,
    fails,
    forall,
    grows,
    implies,
    natural,
    near_miss,
    not_tried,
    rational,
    real,
    row,
    suppose,
    total,
)
from lrproof.schedules import linear_warmup

PREFIX = "warm"
PLACE = (5, 31)  # in the report: Part 5, thirty-first

n, x, y = natural("n"), real("x"), real("y")
SYMBOLS = {eta: "the target, the learning rate after warmup", T: "the length of the warmup"}


def straight(step):
    """The learning rate as printed, which never stops rising."""
    return linear_warmup(step, eta=eta, T=T, capped=False)


def same(until=T):
    """Up to the end of the warmup the printed formula is right."""
    return forall(x, implies((0 <= x) & (x <= until), eq(rate(x), straight(x))))


def level(since=T, value=eta):
    """After it the capped rate stays at the target."""
    return forall(x, implies(since <= x, eq(rate(x), value)))


climbs = forall(x, forall(y, implies(x <= y, rate(x) <= rate(y))))
runaway = grows(straight(t), t) & eq(straight(2 * T), 2 * eta)


@claim(
    conj(runaway, same(), level(), climbs),
    printed=fails("Part 5", printed_formula + r"\text{: increase to target}", forall(t, straight(t) <= eta)),
    near_misses=(
        near_miss(
            conj(runaway, same(), level(), forall(x, forall(y, implies(x < y, rate(x) < rate(y))))), "always rising"
        ),
        near_miss(conj(grows(straight(t), t) & eq(rate(2 * T), 2 * eta), same(), level(), climbs), "2η with the cap"),
        near_miss(conj(runaway, same(2 * T), level(), climbs), "as printed up to 2T"),
        near_miss(conj(runaway, same(), level(T - 1), climbs), "at the target a step early"),
        near_miss(conj(runaway, same(), level(T, 2 * eta), climbs), "level at 2η"),
    ),
    tried=(
        enclosed(implies(T < x, rate(x) < straight(x)), {eta: ("0.1", "1"), T: ("1", "10"), x: ("5", "20", "20.5")}),
        not_tried("derive", "the rates are the formula at single steps"),
        not_tried("simulate", "the statement is about the schedule alone; no step is taken"),
    ),
    cheat_sheet=(row("Warmup", rate(x), "0 ≤ x; the printed η x/T holds up to T only"),),
)
def cap():
    """As printed the rate of warmup goes on rising, to 2η at 2T; min(1, t/T) stops it at the target η."""
    one = yield eq(straight(t), eta / T * t), by.algebra()
    lines = yield forall(t, one.formula), by.generalize(one)
    pace = yield 0 < eta / T, by.arithmetic()
    yield grows(straight(t), t)
    yield "<=>", grows(eta / T * t, t), by.limit_terms(lines)
    scaled = yield "<=>", grows(t, t), by.limit_scale(pace)
    clock = yield grows(t, t), by.limit()
    one = yield grows(straight(t), t), by.logic(scaled, clock)
    two = yield eq(straight(2 * T), 2 * eta), by.algebra()
    share = yield eq(x / T * T, x), by.algebra()
    inside = yield suppose((0 <= x) & (x <= T))
    below = yield x / T <= 1, by.arithmetic(inside, share)
    here = yield eq(rate(x), straight(x)), by.arithmetic(below)
    here = yield implies((0 <= x) & (x <= T), here.formula), by.discharge(inside, here)
    second = yield same(), by.generalize(here)
    beyond = yield suppose(T <= x)
    above = yield 1 <= x / T, by.arithmetic(beyond, share)
    here = yield eq(rate(x), eta), by.arithmetic(above)
    here = yield implies(T <= x, here.formula), by.discharge(beyond, here)
    third = yield level(), by.generalize(here)
    ordered = yield suppose(x <= y)
    shares = yield x / T <= y / T, by.arithmetic(ordered)
    here = yield rate(x) <= rate(y), by.arithmetic(shares)
    here = yield implies(x <= y, here.formula), by.discharge(ordered, here)
    here = yield forall(y, here.formula), by.generalize(here)
    fourth = yield climbs, by.generalize(here)
    yield conj(runaway, same(), level(), climbs), by.logic(one, two, second, third, fourth)


def added(until=T, since=1, value=eta * (T + 1) / 2):
    """The sum of the rates over these steps."""
    return eq(total(rate(t), t, since, until), value)


early, late = added(), added(T - 1, 0, eta * (T - 1) / 2)


@claim(
    early & late,
    derived=(
        derived("the sum from 1 to T", lambda: derive.summed(total(straight(t), t, 1, T)), eta * (T + 1) / 2),
        derived("the sum from 0 to T − 1", lambda: derive.summed(total(straight(t), t, 0, T - 1)), eta * (T - 1) / 2),
    ),
    near_misses=(
        near_miss(added(T, 1, eta * T / 2) & late, "T for T + 1"),
        near_miss(early & added(T - 1, 0), "as much from 0 to T − 1"),
        near_miss(added(T + 1, 1) & late, "one step more"),
        near_miss(early & added(T - 1, 0, eta * T / 2), "T for T − 1"),
    ),
    tried=(
        enclosed(early & late, {eta: ("0.1", "1"), T: ("1", "2", "10", "1000")}),
        not_tried("simulate", "the statement is about the schedule alone; no step is taken"),
    ),
)
def sum_():
    """The rates of a warmup add up to η(T + 1)/2 over t = 1, ..., T, and to η(T − 1)/2 over t = 0, ..., T − 1."""

    def value(k):
        return eta * (k * (k + 1)) / (2 * T)

    yield total(rate(t), t, 1, 0)
    zero = yield "=", 0, by.sum_empty()
    base = yield implies(rational(0) <= T, eq(total(rate(t), t, 1, 0), value(rational(0)))), by.algebra(zero)
    now = yield suppose(implies(n <= T, eq(total(rate(t), t, 1, n), value(n))))
    inside = yield suppose(n + 1 <= T)
    before = yield eq(total(rate(t), t, 1, n), value(n)), by.arithmetic(now, inside)
    share = yield eq((n + 1) / T * T, n + 1), by.algebra()
    below = yield (n + 1) / T <= 1, by.arithmetic(inside, share)
    next_ = yield eq(rate(n + 1), straight(n + 1)), by.arithmetic(below)
    yield total(rate(t), t, 1, n + 1)
    yield "=", total(rate(t), t, 1, n) + rate(n + 1), by.sum_last()
    one = yield "=", value(n + 1), by.algebra(before, next_)
    then = yield implies(n + 1 <= T, eq(total(rate(t), t, 1, n + 1), value(n + 1))), by.discharge(inside, one)
    every = yield (
        forall(n, implies(n <= T, eq(total(rate(t), t, 1, n), value(n)))),
        by.induction(base, then),
    )
    whole = yield implies(T <= T, eq(total(rate(t), t, 1, T), value(T))), by.given(at(every, T))
    whole = yield eq(total(rate(t), t, 1, T), value(T)), by.logic(whole)
    first = yield early, by.algebra(whole)
    split = yield eq(total(rate(t), t, 1, T), total(rate(t), t, 1, T - 1) + rate(T)), by.sum_last()
    last = yield eq(rate(T), eta), by.arithmetic()
    nought = yield eq(rate(rational(0)), 0), by.arithmetic()
    yield total(rate(t), t, 0, T - 1)
    yield "=", rate(rational(0)) + total(rate(t), t, 1, T - 1), by.sum_first()
    one = yield "=", total(rate(t), t, 1, T) - eta, by.algebra(split, last, nought)
    second = yield late, by.algebra(one, first)
    yield early & late, by.logic(first, second)
