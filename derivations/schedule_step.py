"""Step decay of the learning rate: what happens in a block, from block to block, and in all."""

from schedule_exponential import exp_
from schedule_exponential import k as speed
from schedule_step_exponential import curve, eta0, floor_is, gamma, step_exp
from schedule_step_exponential import s as span

from lrproof import (
    at,
    by,
    claim,
    derive,
    derived,
    enclosed,
    eq,
    exp,
    floor,
    forall,
    holds_under,
    iff,
    implies,
    integer,
    log,
    natural,
    near_miss,
    not_tried,
    oracle,
    rational,
    row,
    suppose,
    tends,
    total,
)
from lrproof.schedules import step_decay

PREFIX = "sched"
PLACE = (5, 8)  # in the report: Part 5, eighth

s, t, i, m = integer("s", "[1, oo)"), natural("t"), integer("i"), integer("m")
j, n = natural("j"), natural("n")
SYMBOLS = {eta0: "the first learning rate", gamma: "by what it is multiplied", s: "the number of steps in a block"}


def rate(v):
    """The learning rate of the step from v to v + 1."""
    return step_decay(v, eta0=eta0, gamma=gamma, s=s)


def so_far(v):
    """The sum of the first v rates."""
    return total(rate(i), i, 0, v - 1)


def blocks(power):
    """The rate of step i of block j."""
    return forall(j, forall(i, implies((0 <= i) & (i < s), eq(rate(j * s + i), eta0 * power))))


def summed(blockwise, whole):
    """The sum of n whole blocks, and of all, which no sum exceeds."""
    return forall(n, eq(so_far(n * s), blockwise)) & forall(t, so_far(t) <= whole) & tends(so_far(t), t, whole)


later = forall(t, eq(rate(t + s), gamma * rate(t)))
some, all_ = eta0 * s * ((1 - gamma**n) / (1 - gamma)), eta0 * s / (1 - gamma)
level, sums = blocks(gamma**j), summed(some, all_)


@claim(
    level & later & sums,
    printed=holds_under("Part 5", r"\eta_t = \eta_0 \cdot \gamma^{\lfloor t/s \rfloor}", "0 < γ < 1 multiplies η"),
    uses=(floor_is, step_exp, exp_),
    near_misses=(
        near_miss(blocks(gamma ** (j + 1)) & later & sums, "the first block is reduced"),
        near_miss(level & forall(t, eq(rate(t + s), rate(t) / gamma)) & sums, "divided by γ"),
        near_miss(level & forall(t, eq(rate(t + 1), gamma * rate(t))) & sums, "in every step"),
        near_miss(level & later & summed(some / s, all_), "the blocks have one step"),
        near_miss(level & later & summed(eta0 * s * (1 - gamma ** (n + 1)) / (1 - gamma), all_), "a block too many"),
    ),
    derived=(
        derived("the sum of n powers", lambda: derive.summed(total(gamma**i, i, 0, n - 1)),
                (1 - gamma**n) / (1 - gamma)),
    ),
    tried=(
        enclosed(eq(gamma**3 * all_, all_ - eta0 * s * (1 + gamma + gamma**2)),
                 {eta0: ("0.1",), gamma: ("0.1", "0.5", "0.99"), s: ("1", "30")}),
        not_tried("simulate", "a statement of the schedule alone"),
        oracle("torch.optim.lr_scheduler.StepLR", rate(t), {t: "t", eta0: "lr", gamma: "gamma", s: "step_size"}),
    ),
    cheat_sheet=(row("Sum of all steps, step decay", all_),),
)  # fmt: skip
def step():
    """Step decay keeps the rate for s steps, multiplies it by γ each s steps, and all rates sum to η₀s/(1 − γ)."""
    q, x = floor(t / s), (j * s + i) / s
    inside = yield suppose((0 <= i) & (i < s))
    share = yield (0 <= i / s) & (i / s < 1), by.arithmetic(inside)
    split = yield eq(x, j + i / s), by.algebra()
    place = yield (j <= x) & (x < j + 1), by.arithmetic(share, split)
    same = yield iff(eq(floor(x), j), (j <= x) & (x < j + 1)), by.cite(at(floor_is, x, j))
    floored = yield eq(floor(x), j), by.logic(same, place)
    one = yield eq(gamma ** floor(x), gamma**j), by.equal_arguments(floored)
    one = yield eq(rate(j * s + i), eta0 * gamma**j), by.arithmetic(one)
    one = yield implies((0 <= i) & (i < s), eq(rate(j * s + i), eta0 * gamma**j)), by.discharge(inside, one)
    one = yield forall(i, one.formula), by.generalize(one)
    first = yield level, by.generalize(one)

    here = yield (q <= t / s) & (t / s < q + 1), by.arithmetic()
    split = yield eq((t + s) / s, t / s + 1), by.algebra()
    place = yield (q + 1 <= (t + s) / s) & ((t + s) / s < q + 1 + 1), by.arithmetic(here, split)
    same = yield (
        iff(eq(floor((t + s) / s), q + 1), (q + 1 <= (t + s) / s) & ((t + s) / s < q + 1 + 1)),
        by.cite(at(floor_is, (t + s) / s, q + 1)),
    )
    floored = yield eq(floor((t + s) / s), q + 1), by.logic(same, place)
    one = yield eq(gamma ** floor((t + s) / s), gamma ** (q + 1)), by.equal_arguments(floored)
    one = yield eq(rate(t + s), gamma * rate(t)), by.algebra(one)
    second = yield later, by.generalize(one)

    def after(v):
        """The sum of the first v rates, in closed form."""
        return eta0 * (s / (1 - gamma) - gamma ** floor(v / s) * (s / (1 - gamma) - (v - s * floor(v / s))))

    zero = yield eq(floor(rational(0) / s), 0), by.arithmetic()
    none = yield eq(gamma ** floor(rational(0) / s), gamma ** rational(0)), by.equal_arguments(zero)
    yield total(rate(i), i, 0, -1)
    yield "=", 0, by.sum_empty()
    base = yield "=", after(rational(0)), by.algebra(none, zero)
    r = t - s * q
    begun = yield (0 <= r) & (r < s), by.arithmetic(here)
    steps = []
    for next_, case in ((q, r + 1 < s), (q + 1, eq(r + 1, s))):
        here_ = yield suppose(case)
        place = yield (next_ <= (t + 1) / s) & ((t + 1) / s < next_ + 1), by.arithmetic(here_, begun)
        same = yield (
            iff(eq(floor((t + 1) / s), next_), (next_ <= (t + 1) / s) & ((t + 1) / s < next_ + 1)),
            by.cite(at(floor_is, (t + 1) / s, next_)),
        )
        floored = yield eq(floor((t + 1) / s), next_), by.logic(same, place)
        power = yield eq(gamma ** floor((t + 1) / s), gamma**next_), by.equal_arguments(floored)
        one = yield eq(after(t + 1), after(t) + rate(t)), by.algebra(power, floored, here_)
        steps.append((yield implies(case, eq(after(t + 1), after(t) + rate(t))), by.discharge(here_, one)))
    below = yield forall(m, implies(m < 0, m + 1 <= 0)), by.arithmetic()
    short = yield r - s < 0, by.arithmetic(begun)
    one = yield r - s + 1 <= 0, by.cite(at(below, r - s, given=(short,)))
    either = yield (r + 1 < s) | eq(r + 1, s), by.arithmetic(one)
    more = yield eq(after(t + 1), after(t) + rate(t)), by.logic(either, *steps)
    now = yield suppose(eq(so_far(t), after(t)))
    yield so_far(t + 1)
    yield "=", so_far(t) + rate(t), by.sum_last()
    then = yield "=", after(t + 1), by.algebra(now, more)
    closed = yield forall(t, eq(so_far(t), after(t))), by.induction(base, then)
    ratio = yield eq(n * s / s, n), by.algebra()
    same = yield (
        iff(eq(floor(n * s / s), n), (n <= n * s / s) & (n * s / s < n + 1)),
        by.cite(at(floor_is, n * s / s, n)),
    )
    floored = yield eq(floor(n * s / s), n), by.arithmetic(same, ratio)
    power = yield eq(gamma ** floor(n * s / s), gamma**n), by.equal_arguments(floored)
    late = yield 0 <= n * s, by.arithmetic()
    one = yield eq(so_far(n * s), after(n * s)), by.cite(at(closed, n * s, given=(late,)))
    one = yield eq(so_far(n * s), some), by.algebra(one, power, floored)
    whole = yield forall(n, eq(so_far(n * s), some)), by.generalize(one)

    k = -log(gamma) / s
    one = yield eq(log(rational(1)), 0), by.fact("log_one")
    order = yield iff(log(rational(1)) <= log(gamma), 1 <= gamma), by.fact("log_order", 1, gamma)
    sign = yield log(gamma) < 0, by.arithmetic(order, one)
    falls = yield 0 < k, by.arithmetic(sign)
    curves = at(step_exp, {span: s}, t)
    high = yield rate(t) <= curve(t - s, k), by.arithmetic(curves)
    added = yield eq(exp(-(k * t) + k * s), exp(-(k * t)) * exp(k * s)), by.fact("exp_sum", -(k * t), k * s)
    moved = yield eq(exp(-(k * (t - s))), exp(-(k * t) + k * s)), by.equal_arguments()
    known = at(exp_, {speed: k}, given=(falls,))
    powers = yield (
        forall(t, eq(curve(t + 1, k), exp(-k) * curve(t, k)) & eq(curve(t, k), eta0 * exp(-k) ** t)),
        (by.cite(known)),
    )
    scale = eta0 * exp(k * s)
    one = yield rate(t) <= scale * exp(-k) ** t, by.arithmetic(high, added, moved, at(powers, t))
    upper = yield forall(t, rate(t) <= scale * exp(-k) ** t), by.generalize(one)
    one = yield 0 <= rate(t), by.arithmetic()
    lower = yield forall(t, 0 <= rate(t)), by.generalize(one)
    zero = yield eq(exp(rational(0)), 1), by.fact("exp_zero")
    order = yield iff(exp(rational(0)) <= exp(-k), 0 <= -k), by.fact("exp_order", 0, -k)
    size = yield abs(exp(-k)) < 1, by.arithmetic(order, zero, falls)
    fades = yield tends(rate(t), t, 0), by.squeeze(lower, upper, size)
    room = yield 0 < 1 - gamma, by.arithmetic()
    gap = yield eq(so_far(t), all_ - rate(t) * (s / (1 - gamma) - r)), by.algebra(at(closed, t))
    wide = yield 1 <= 1 / (1 - gamma), by.arithmetic(room)
    span_ = yield s <= s / (1 - gamma), by.arithmetic(wide)
    one = yield (0 <= s / (1 - gamma) - r) & (s / (1 - gamma) - r <= s / (1 - gamma)), by.arithmetic(span_, begun)
    some_ = yield 0 <= rate(t), by.given(at(lower, t))
    part = yield (
        (0 <= rate(t) * (s / (1 - gamma) - r)) & (rate(t) * (s / (1 - gamma) - r) <= s / (1 - gamma) * rate(t)),
        by.arithmetic(one, some_),
    )
    one = yield so_far(t) <= all_, by.arithmetic(gap, part)
    above = yield forall(t, so_far(t) <= all_), by.generalize(one)
    one = yield all_ - s / (1 - gamma) * rate(t) <= so_far(t), by.arithmetic(gap, part)
    below = yield forall(t, all_ - s / (1 - gamma) * rate(t) <= so_far(t)), by.generalize(one)
    ends = yield tends(so_far(t), t, all_), by.squeeze(below, above, fades)
    third = yield sums, by.logic(whole, above, ends)
    yield level & later & sums, by.logic(first, second, third)
