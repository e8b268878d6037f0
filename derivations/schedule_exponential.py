"""Exponential decay of the learning rate: its sum, its integral, its half-life."""

from lrproof import (
    at,
    by,
    claim,
    derivative_is,
    derive,
    derived,
    enclosed,
    eq,
    exp,
    forall,
    holds,
    iff,
    integer,
    log,
    natural,
    near_miss,
    not_tried,
    oracle,
    positive,
    rational,
    real,
    row,
    suppose,
    tends,
    total,
)
from lrproof.schedules import exponential

PREFIX = "sched"
PLACE = (5, 6)  # in the report: Part 5, sixth

eta0, k, t, i, x, p, h = positive("eta0"), positive("k"), natural("t"), integer("i"), real("x"), real("p"), real("h")
SYMBOLS = {eta0: "the first learning rate", k: "by how much its logarithm falls in a step"}
factor = exp(-k)
gamma = real("gamma", "(0, 1)")  # what PyTorch calls this factor


def rate(n):
    """The learning rate of the step from n to n + 1."""
    return exponential(n, eta0=eta0, k=k)


def antiderivative(v):
    """A function whose slope is the learning rate."""
    return -rate(v) / k


def repeated(factor):
    """Each step multiplies the rate by the same factor."""
    return forall(t, eq(rate(t + 1), factor * rate(t)) & eq(rate(t), eta0 * factor**t))


def summed(sum_, whole):
    """The sum of the first t rates, and of all."""
    first = total(rate(i), i, 0, t - 1)
    return forall(t, eq(first, sum_)) & tends(first, t, whole)


def area(antiderivative, whole):
    """The integral of the rate from 0 on, by an antiderivative."""
    return forall(p, derivative_is(rate(p), antiderivative(x), x, p)) & tends(
        antiderivative(t) - antiderivative(0), t, whole
    )


some, all_ = eta0 * (1 - factor**t) / (1 - factor), eta0 / (1 - factor)
sums, integral = summed(some, all_), area(antiderivative, eta0 / k)


@claim(
    repeated(factor) & sums & integral,
    printed=holds("Part 5", r"\eta_t = \eta_0 \cdot e^{-kt}"),
    near_misses=(
        near_miss(repeated(1 - k) & sums & integral, "1 − k for e⁻ᵏ"),
        near_miss(repeated(factor) & summed(eta0 * (1 - factor ** (t + 1)) / (1 - factor), all_) & integral,
                  "one step too many"),
        near_miss(repeated(factor) & sums & area(lambda v: -rate(v), eta0 / k), "1/k is left out"),
        near_miss(repeated(factor) & summed(eta0 / k * (1 - factor**t), all_) & integral, "the integral for the sum"),
    ),
    derived=(derived("the slope of the antiderivative", lambda: derive.slope(antiderivative(p), p), rate(p)),),
    tried=(
        enclosed((eta0 / k < all_) & (all_ < eta0 / k + eta0), {eta0: ("0.1", "1"), k: ("0.001", "0.05", "1", "7")}),
        not_tried("simulate", "a statement of the schedule alone"),
        oracle("torch.optim.lr_scheduler.ExponentialLR", exponential(t, eta0=eta0, k=-log(gamma)),
               {t: "t", eta0: "lr", gamma: "gamma"}),
    ),
    cheat_sheet=(row("Sum of all steps, exponential decay", all_), row("Its integral", eta0 / k)),
)  # fmt: skip
def exp_():
    """Exponential decay multiplies the rate by e⁻ᵏ each step; all rates sum to η₀/(1 − e⁻ᵏ), their integral is η₀/k."""
    one = rational(1)
    zero = yield eq(exp(rational(0)), one), by.fact("exp_zero")
    order = yield iff(exp(rational(0)) <= factor, 0 <= -k), by.fact("exp_order", 0, -k)
    share = yield (0 < factor) & (factor < 1), by.arithmetic(order, zero)
    added = yield eq(exp(-(k * t) + -k), exp(-(k * t)) * factor), by.fact("exp_sum", -(k * t), -k)
    same = yield eq(exp(-(k * (t + 1))), exp(-(k * t) + -k)), by.equal_arguments()
    next_ = yield eq(rate(t + 1), factor * rate(t)), by.algebra(same, added)
    start = yield eq(exp(-(k * 0)), exp(rational(0))), by.equal_arguments()
    base = yield eq(rate(0), eta0 * factor**0), by.algebra(start, zero)
    now = yield suppose(eq(rate(t), eta0 * factor**t))
    yield rate(t + 1)
    yield "=", factor * rate(t), by.given(next_)
    then = yield "=", eta0 * factor ** (t + 1), by.algebra(now)
    powers = yield forall(t, eq(rate(t), eta0 * factor**t)), by.induction(base, then)
    both = yield eq(rate(t + 1), factor * rate(t)) & eq(rate(t), eta0 * factor**t), by.logic(next_, at(powers, t))
    first = yield repeated(factor), by.generalize(both)

    yield total(rate(i), i, 0, -1)
    yield "=", 0, by.sum_empty()
    base = yield "=", eta0 * (1 - factor**0) / (1 - factor), by.algebra(share)
    now = yield suppose(eq(total(rate(i), i, 0, t - 1), some))
    yield total(rate(i), i, 0, t)
    yield "=", total(rate(i), i, 0, t - 1) + rate(t), by.sum_last()
    then = yield "=", eta0 * (1 - factor ** (t + 1)) / (1 - factor), by.algebra(now, at(powers, t), share)
    closed = yield forall(t, eq(total(rate(i), i, 0, t - 1), some)), by.induction(base, then)
    size = yield abs(factor) < 1, by.arithmetic(share)
    goes = yield tends(some, t, all_), by.limit(size, share)
    yield tends(total(rate(i), i, 0, t - 1), t, all_)
    means = yield "<=>", tends(some, t, all_), by.limit_terms(closed)
    ends = yield tends(total(rate(i), i, 0, t - 1), t, all_), by.logic(means, goes)
    second = yield sums, by.logic(closed, ends)

    slopes = yield forall(p, derivative_is(rate(p), antiderivative(x), x, p)), by.derivative()
    yield antiderivative(t) - antiderivative(0)
    one = yield "=", eta0 / k * (1 - factor**t), by.algebra(at(powers, t), start, zero)
    each = yield forall(t, one.formula), by.generalize(one)
    goes = yield tends(eta0 / k * (1 - factor**t), t, eta0 / k), by.limit(size)
    yield tends(antiderivative(t) - antiderivative(0), t, eta0 / k)
    means = yield "<=>", tends(eta0 / k * (1 - factor**t), t, eta0 / k), by.limit_terms(each)
    ends = yield tends(antiderivative(t) - antiderivative(0), t, eta0 / k), by.logic(means, goes)
    third = yield integral, by.logic(slopes, ends)
    yield repeated(factor) & sums & integral, by.logic(first, second, third)


half = rational("1/2")


def halves(life, half=half):
    """From any time on the rate is halved after ``life``, and not at another time; half is left or less from then."""
    after, share = rate(p + h), half * rate(p)
    return forall(p, forall(h, iff(eq(after, share), eq(h, life)) & iff(after <= share, life <= h)))


def half_life():
    """The time at which SymPy finds half of the rate."""
    import sympy

    translation, time = derive.Translation(), sympy.Dummy(real=True)
    (found,) = sympy.solve(sympy.exp(-translation.symbol(k) * time) - sympy.Rational(1, 2), time)
    return translation.back(found)


@claim(
    halves(log(rational(2)) / k),
    near_misses=(
        near_miss(halves(1 / k), "1 for ln 2"),
        near_miss(halves(log(rational(2)) * k), "times k", examples=({eta0: 1, k: 2},)),
        near_miss(halves(log(rational(1) / 2) / k), "ln ½ for ln 2"),
        near_miss(halves(log(rational(2)) / k, rational("1/3")), "a third"),
    ),
    derived=(derived("where half is left", half_life, log(rational(2)) / k),),
    tried=(
        enclosed(eq(rate(p + log(rational(2)) / k), rate(p) / 2), {eta0: ("1",), k: ("0.01", "3"), p: ("0", "7")}),
        not_tried("simulate", "a statement of the schedule alone"),
    ),
    cheat_sheet=(row("Half-life, exponential decay", log(rational(2)) / k),),
)  # fmt: skip
def halflife():
    """Exponential decay halves the learning rate in every ln 2/k steps, whenever one begins to count."""
    two, y = rational(2), log(rational(2))
    added = yield eq(exp(-(k * p) + -(k * h)), exp(-(k * p)) * exp(-(k * h))), by.fact("exp_sum", -(k * p), -(k * h))
    same = yield eq(exp(-(k * (p + h))), exp(-(k * p) + -(k * h))), by.equal_arguments()
    some = yield 0 < eta0 * exp(-(k * p)), by.arithmetic()
    ratio = yield eq(rate(p + h), eta0 * exp(-(k * p)) * exp(-(k * h))), by.algebra(same, added)
    whole = yield eq(exp(y), two), by.fact("exp_log", 2)
    turned = yield eq(exp(y + -y), exp(y) * exp(-y)), by.fact("exp_sum", y, -y)
    zero = yield eq(exp(rational(0)), 1), by.fact("exp_zero")
    none = yield eq(exp(y + -y), exp(rational(0))), by.equal_arguments()
    is_half = yield eq(exp(-y), half), by.arithmetic(whole, turned, zero, none)
    up = yield iff(exp(-(k * h)) <= exp(-y), -(k * h) <= -y), by.fact("exp_order", -(k * h), -y)
    down = yield iff(exp(-y) <= exp(-(k * h)), -y <= -(k * h)), by.fact("exp_order", -y, -(k * h))
    reached = yield iff(eq(exp(-(k * h)), half), eq(k * h, y)), by.arithmetic(up, down, is_half)
    part = yield (
        iff(eq(eta0 * exp(-(k * p)) * exp(-(k * h)), half * rate(p)), eq(exp(-(k * h)), half))
        & iff(eta0 * exp(-(k * p)) * exp(-(k * h)) <= half * rate(p), exp(-(k * h)) <= half),
        by.arithmetic(some),
    )
    moved = yield iff(eq(k * h, y), eq(h, y / k)) & iff(y <= k * h, y / k <= h), by.arithmetic()
    after = yield iff(exp(-(k * h)) <= half, y <= k * h), by.arithmetic(up, is_half)
    each = iff(eq(rate(p + h), half * rate(p)), eq(h, y / k)) & iff(rate(p + h) <= half * rate(p), y / k <= h)
    one = yield each, by.arithmetic(ratio, part, reached, after, moved)
    one = yield forall(h, each), by.generalize(one)
    yield halves(y / k), by.generalize(one)
