"""Warmup as PyTorch computes it: LinearLR, which cannot start at 0."""

from lrproof import (
    at,
    by,
    claim,
    conj,
    enclosed,
    eq,
    forall,
    implies,
    integer,
    natural,
    ne,
    near_miss,
    not_tried,
    oracle,
    positive,
    rational,
    real,
    row,
    sequence,
    smaller,
    suppose,
)
from lrproof.schedules import linear_warmup

PREFIX = "warm"
PLACE = (5, 32)  # in the report: Part 5, thirty-second

base, s, e = positive("eta"), real("s", "(0, 1]"), real("e", "[0, 1]")
T, t, rate = integer("T", "[1, oo)"), natural("t"), sequence("eta_t", latex=r"\hat\eta")
SYMBOLS = {base: "the learning rate that the optimizer is given", s: "start_factor", e: "end_factor", T: "total_iters",
           rate: "the learning rate, step by step"}  # fmt: skip


def closed(step, start=s, end=e, length=T):
    """LinearLR's closed form at this step."""
    return base * (start + (end - start) * smaller(step, length) / length)


def growth(length=T * s):
    """The factor of the step after t."""
    return 1 + (e - s) / (length + t * (e - s))


half = rational("1/2")
starts = eq(rate(0), base * s)
rises = forall(t, implies(t < T, eq(rate(t + 1), rate(t) * growth())))
stays = forall(t, implies(T <= t, eq(rate(t + 1), rate(t))))


def follows(formula=closed):
    """Step by step it is the closed form."""
    return forall(t, eq(rate(t), formula(t)))


first_rate = rate(0)
ends = eq(rate(T), base * e)


def never(first=first_rate):
    """Its first rate is positive, so that it is not the printed warmup, whose rate is 0 at t = 0."""
    return (0 < first) & ne(first, linear_warmup(rational(0), eta=base, T=T))


def from_one(share=1 / (T + 1)):
    """With s = 1/(T + 1) and e = 1 it is the warmup of T + 1 steps, counted from t = 1."""
    return forall(t, eq(closed(t, share, 1), linear_warmup(t + 1, eta=base, T=T + 1)))


@claim(
    conj(follows(), ends, never(), from_one()),
    given=(starts, rises, stays),
    examples=(
        {base: 1, s: half, e: 1, T: 2, rate: lambda k: half + smaller(k, 2) / 4},
        {base: 1, s: 1, e: 0, T: 1, rate: lambda k: 1 - smaller(k, 1)},
    ),
    near_misses=(
        near_miss(conj(follows(lambda k: base * (s + (e - s) * k / T)), ends, never(), from_one()), "without the cap"),
        near_miss(conj(follows(), eq(rate(T - 1), base * e), never(), from_one()), "at the end a step early"),
        near_miss(conj(follows(), ends, never(rate(T)), from_one()), "positive to the end: e may be 0"),
        near_miss(conj(follows(), ends, never(), from_one(1 / T)), "1/T for 1/(T + 1)"),
    ),
    tried=(
        enclosed(from_one().args[0].args[1], {base: ("0.1", "1"), T: ("1", "9", "99"), t: ("0", "1", "8", "9", "200")}),
        not_tried("derive", "the closed form is PyTorch's own; the statement is that both forms agree"),
        not_tried("simulate", "the statement is about the schedule alone; no step of an optimizer is taken"),
        oracle(
            "torch.optim.lr_scheduler.LinearLR",
            closed(t),
            {t: "t", base: "lr", s: "start_factor", e: "end_factor", T: "total_iters"},
        ),
    ),
    cheat_sheet=(
        row("Warmup of T + 1 steps in LinearLR: start_factor", 1 / (T + 1), "total_iters = T, end_factor = 1"),
    ),
)
def torch_linear():
    """LinearLR is η (s + (e − s) min(t, T)/T), with s > 0: it cannot start at 0; s = 1/(T + 1) is warmup from t = 1."""
    inside = yield suppose(t < T)
    left = yield 0 < (T - t) * s, by.arithmetic(inside)
    right = yield 0 <= t * e, by.arithmetic()
    one = yield eq(T * s + t * (e - s), (T - t) * s + t * e), by.algebra()
    apart = yield 0 < T * s + t * (e - s), by.arithmetic(one, left, right)
    one = yield ne(T * s + t * (e - s), 0), by.arithmetic(apart)
    one = yield implies(t < T, one.formula), by.discharge(inside, one)
    yield forall(t, one.formula), by.generalize(one)

    zero = yield eq(smaller(0, T), 0), by.arithmetic()
    base_case = yield eq(rate(0), closed(rational(0))), by.algebra(starts, zero)
    now = yield suppose(eq(rate(t), closed(t)))
    here = yield eq(smaller(t, T), t), by.arithmetic(inside)
    after = yield eq(smaller(t + 1, T), t + 1), by.arithmetic(inside)
    moved = yield eq(rate(t + 1), rate(t) * growth()), by.logic(at(rises, t), inside)
    one = yield eq(rate(t + 1), closed(t + 1)), by.algebra(moved, now, here, after, apart)
    before_end = yield implies(t < T, one.formula), by.discharge(inside, one)
    beyond = yield suppose(T <= t)
    here = yield eq(smaller(t, T), T), by.arithmetic(beyond)
    after = yield eq(smaller(t + 1, T), T), by.arithmetic(beyond)
    moved = yield eq(rate(t + 1), rate(t)), by.logic(at(stays, t), beyond)
    one = yield eq(rate(t + 1), closed(t + 1)), by.algebra(moved, now, here, after)
    after_end = yield implies(T <= t, one.formula), by.discharge(beyond, one)
    cases = yield (t < T) | (T <= t), by.arithmetic()
    then = yield eq(rate(t + 1), closed(t + 1)), by.logic(before_end, after_end, cases)
    first = yield follows(), by.induction(base_case, then)

    full = yield eq(smaller(T, T), T), by.arithmetic()
    second = yield ends, by.algebra(at(first, T), full)
    printed = yield eq(linear_warmup(rational(0), eta=base, T=T), 0), by.arithmetic()
    start = yield 0 < base * s, by.arithmetic()
    third = yield never(), by.arithmetic(printed, start)

    here = yield eq(smaller(t, T), t), by.arithmetic(inside)
    share = yield eq((t + 1) / (T + 1) * (T + 1), t + 1), by.algebra()
    least = yield (t + 1) / (T + 1) <= 1, by.arithmetic(share, inside)
    after = yield eq(smaller(1, (t + 1) / (T + 1)), (t + 1) / (T + 1)), by.arithmetic(least)
    shown = from_one().args[0].args[1]
    one = yield shown, by.algebra(here, after)
    before_end = yield implies(t < T, shown), by.discharge(inside, one)
    here = yield eq(smaller(t, T), T), by.arithmetic(beyond)
    most = yield 1 <= (t + 1) / (T + 1), by.arithmetic(share, beyond)
    after = yield eq(smaller(1, (t + 1) / (T + 1)), 1), by.arithmetic(most)
    one = yield shown, by.algebra(here, after)
    after_end = yield implies(T <= t, shown), by.discharge(beyond, one)
    one = yield shown, by.logic(before_end, after_end, cases)
    fourth = yield from_one(), by.generalize(one)
    yield conj(follows(), ends, never(), from_one()), by.logic(first, second, third, fourth)
