"""How far Adam moves in a step: no bound, for β₂ ≤ β₁²."""

from adam_step_bound_moments import beta1, beta2, eps, eta, g, i, in_ratio, k, m_step, starts, t, theta, v_step
from adam_step_bound_steps import alive, divided, run, step_bound, step_defined, y

from lrproof import (
    at,
    by,
    claim,
    conj,
    derive,
    derived,
    eq,
    exists,
    forall,
    grows,
    iff,
    implies,
    near_miss,
    not_tried,
    rational,
    real,
    sqrt,
    suppose,
    tends,
    total,
)

PREFIX = "adam"
PLACE = (4, 29)  # in the report: Part 4, twenty-ninth

c, d, ratio = 1 - beta1, 1 - beta2, beta1**2 / beta2
z, l = real("z", "(1, oo)"), real("l")  # noqa: E741
as_fast = beta2 <= beta1**2
known = (*starts, m_step, v_step, as_fast, alive, *run)


def powers(n, base=ratio):
    """The sum of the first n powers of ϱ."""
    return total(base ** (i - 1), i, 1, n)


def most(n):
    """k: the largest m²/v that n gradients can give."""
    return c**2 / d * powers(n)


def bound(n):
    """R: the largest step number n, in units of η."""
    return sqrt(most(n) * (1 - beta2**n)) / (1 - beta1**n)


change, plain = abs(theta(t + 1) - theta(t)), abs(y(t + 1) - y(t))
for_ever = forall(t, eq(beta1 * g(t + 2), beta2 * g(t + 1)))


def claimed(bound=bound, equal=in_ratio, one=t, closed=(z**t - 1) / (z - 1), least=c):
    """The statement, or a near miss."""
    step = conj(
        change <= eta * bound(t + 1),
        plain <= eta * sqrt(most(t + 1)),
        implies(eq(eps, 0), iff(eq(change, eta * bound(t + 1)), equal(t))),
    )
    sums = implies(eq(beta2, beta1**2), forall(t, eq(powers(t), one))) & forall(z, forall(t, eq(powers(t, z), closed)))
    return conj(
        forall(t, step),
        forall(t, least * sqrt(t + 1) <= bound(t + 1)) & grows(bound(t + 1), t),
        implies(eq(eps, 0) & for_ever, grows(change, t)),
        sums,
    )


@claim(
    claimed(),
    given=known,
    uses=(step_defined, step_bound),
    derived=(
        derived("the sum of the powers", lambda: derive.summed(powers(t, z)), (z**t - 1) / (z - 1)),
    ),
    near_misses=(
        near_miss(claimed(lambda n: bound(n) * (1 - beta1**n)), "without m's bias correction"),
        near_miss(claimed(equal=lambda n: in_ratio(n + 1)), "one gradient more"),
        near_miss(claimed(one=t + 1), "one power more for ϱ = 1"),
        near_miss(claimed(closed=(z ** (t + 1) - 1) / (z - 1)), "one power more for ϱ > 1"),
        near_miss(claimed(least=rational(1)), "without the factor 1 − β₁"),
    ),
    tried=(not_tried("simulate", "the runs are on quadratics, whose gradients come nowhere near the extreme ones"),),
)  # fmt: skip
def step_bound_unbounded():
    """For β₂ ≤ β₁² the largest step of Adam grows beyond all bounds, at least as η(1 − β₁)√t."""
    yield divided(), by.cite(step_defined)
    here = yield divided().args[0].args[1], by.cite(at(step_defined, t))
    share = yield (1 <= ratio) & eq(ratio * beta2, beta1**2) & (0 < c**2 / d), by.arithmetic(as_fast)
    yield powers(0)
    none = yield "=", rational(0), by.sum_empty()
    zero = yield eq(most(0), 0), by.arithmetic(none)

    sums = []
    for base in (ratio, z):
        yield powers(0, base)
        empty = yield "=", rational(0), by.sum_empty()
        first = yield eq((base - 1) * powers(0, base), base**0 - 1), by.algebra(empty)
        longer = yield eq(powers(t + 1, base), powers(t, base) + base**t), by.sum_last()
        now = yield suppose(eq((base - 1) * powers(t, base), base**t - 1))
        then = yield eq((base - 1) * powers(t + 1, base), base ** (t + 1) - 1), by.algebra(longer, now)
        sums.append((yield forall(t, now.formula), by.induction(first, then)))
    one = yield eq(powers(t, z), (z**t - 1) / (z - 1)), by.arithmetic(at(sums[1], t))
    one = yield forall(t, one.formula), by.generalize(one)
    closed = yield forall(z, one.formula), by.generalize(one)
    longer = yield eq(powers(t + 1), powers(t) + ratio**t), by.sum_last()
    longer = yield forall(t, longer.formula), by.generalize(longer)
    base = yield (0 <= powers(0)) & implies(eq(beta2, beta1**2), eq(powers(0), 0)), by.arithmetic(none)
    now = yield suppose((t <= powers(t)) & implies(eq(beta2, beta1**2), eq(powers(t), t)))
    one = yield (1 <= ratio**t) & implies(eq(beta2, beta1**2), eq(ratio**t, 1)), by.arithmetic(share)
    then = yield (
        (t + 1 <= powers(t + 1)) & implies(eq(beta2, beta1**2), eq(powers(t + 1), t + 1)),
        by.arithmetic(now, one, at(longer, t)),
    )
    many = yield forall(t, now.formula), by.induction(base, then)
    equal = yield suppose(eq(beta2, beta1**2))
    one = yield eq(powers(t), t), by.logic(at(many, t), equal)
    one = yield forall(t, eq(powers(t), t)), by.generalize(one)
    flat = yield implies(equal.formula, one.formula), by.discharge(equal, one)

    one = yield eq(ratio * powers(t) + 1, powers(t + 1)), by.arithmetic(at(sums[0], t), at(longer, t))
    one = yield eq(most(t + 1), ratio * most(t) + c**2 / d), by.arithmetic(one)
    steps = yield forall(t, one.formula), by.generalize(one)
    bounds = claimed().args[0].args[0].args[0]
    step = yield bounds.args[0].args[1], by.cite(at(at(step_bound, {k: most}, given=(zero, steps)), t))
    first = yield bounds, by.generalize(step)

    n, q, p = t + 1, 1 - beta2 ** (t + 1), 1 - beta1 ** (t + 1)
    one = yield beta2**n <= beta2, by.arithmetic()
    two = yield (0 < p) & (p <= 1), by.arithmetic(here)
    full = yield n * c**2 <= most(n) * q, by.arithmetic(one, at(many, n), share)
    one = yield (0 <= most(n) * q) & (0 <= most(n)), by.arithmetic(full, share, at(many, n))
    yield forall(t, one.formula), by.generalize(one)
    square = yield (0 <= sqrt(most(n) * q)) & eq(sqrt(most(n) * q) ** 2, most(n) * q), by.arithmetic(one)
    root = yield (0 <= sqrt(n)) & eq(sqrt(n) ** 2, n), by.arithmetic()
    one = yield (c * sqrt(n)) ** 2 <= sqrt(most(n) * q) ** 2, by.arithmetic(full, square, root)
    one = yield (0 <= c * sqrt(n)) & (c * sqrt(n) <= sqrt(most(n) * q)), by.arithmetic(one, square, root)
    two = yield sqrt(most(n) * q) <= bound(n), by.arithmetic(two, square)
    one = yield c * sqrt(n) <= bound(n), by.arithmetic(one, two)
    least = yield forall(t, one.formula), by.generalize(one)

    # the root of t + 1 rises; if it had a limit l, then 1 = (t + 1)/(t + 1) would tend to l²·0
    down = -sqrt(n)
    one = yield -sqrt(n + 1) <= down, by.arithmetic()
    falls = yield forall(t, one.formula), by.generalize(one)
    either = yield exists(l, tends(down, t, l)) | grows(-down, t), by.limit_monotone(falls)
    there = yield suppose(tends(down, t, l))
    one = yield 1 <= down**2 * (1 / n), by.arithmetic(root)
    ones = yield forall(t, one.formula), by.generalize(one)
    small = yield tends(1 / t, t, 0), by.limit()
    one = yield 1 <= l**2 * 0, by.limit_order(ones, there, small)
    never = yield grows(sqrt(n), t), by.arithmetic(one)
    some = yield suppose(either.formula.args[0])
    one = yield grows(sqrt(n), t), by.choose(some, there, never)
    one = yield implies(some.formula, one.formula), by.discharge(some, one)
    rises = yield grows(sqrt(n), t), by.arithmetic(one, either)
    one = yield grows(c * sqrt(n), t), by.limit(rises)
    large = yield grows(bound(n), t), by.grows_beyond(least, one)
    second = yield claimed().args[0].args[0].args[1], by.logic(least, large)

    now = yield suppose(eq(eps, 0) & for_ever)
    always = yield for_ever, by.logic(now)
    one = yield implies(i < t, eq(beta1 * g(i + 2), beta2 * g(i + 1))), by.logic(at(always, i))
    one = yield in_ratio(t), by.generalize(one)
    one = yield eq(change, eta * bound(n)), by.logic(step, one, now)
    same = yield forall(t, eq(change, eta * bound(n))), by.generalize(one)
    yield grows(change, t)
    both = yield "<=>", grows(eta * bound(n), t), by.limit_terms(same)
    one = yield grows(eta * bound(n), t), by.limit(large)
    one = yield grows(change, t), by.logic(both, one)
    third = yield claimed().args[0].args[1], by.discharge(now, one)
    yield claimed(), by.logic(first, second, third, flat, closed)
