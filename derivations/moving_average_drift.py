"""Moving averages of values that change."""

from adam import average, beta, e, moving_average, u, weight_sum

from lrproof import (
    at,
    by,
    claim,
    eq,
    forall,
    implies,
    integer,
    natural,
    near_miss,
    nonnegative,
    sequence,
    suppose,
    total,
)

PREFIX = "adam"
PLACE = (4, 29)

t, i = natural("t"), integer("i")
a, c = sequence("a"), nonnegative("c")
SYMBOLS = {beta: "the weight of the past", a: "the values that are averaged", c: "how far a value may be from the next"}


def drift(weight, values, n):
    """What the average of values misses of its last value, weighted: ζ."""
    return (1 - weight) * total(weight ** (n - i) * (values(i) - values(n)), i, 1, n)


lagging = forall(t, eq(average(beta, lambda k: k, t), t - beta * (1 - beta**t) / (1 - beta)))


@claim(
    lagging,
    uses=(moving_average,),
    near_misses=(
        near_miss(forall(t, eq(average(beta, lambda k: k, t), t - beta / (1 - beta))), "the limit for the value"),
        near_miss(forall(t, eq(average(beta, lambda k: k, t), t - (1 - beta**t) / (1 - beta))), "without the factor β"),
        near_miss(forall(t, eq(average(beta, lambda k: k, t), t * (1 - beta**t))), "no lag"),
    ),
)
def average_of_a_ramp():
    """The moving average of 1, 2, ..., t is t less β(1 − βᵗ)/(1 − β)."""
    found = yield (
        forall(t, eq(t - beta * (1 - beta**t) / (1 - beta), average(beta, lambda k: k, t))),
        by.cite(at(moving_average, {e: lambda n: n - beta * (1 - beta**n) / (1 - beta), u: lambda n: n})),
        "the right side obeys the recurrence",
    )
    one = yield eq(average(beta, lambda k: k, t), t - beta * (1 - beta**t) / (1 - beta)), by.algebra(at(found, t))
    yield lagging, by.generalize(one)


split = forall(t, eq(average(beta, a, t), (1 - beta**t) * a(t) + drift(beta, a, t)))


@claim(
    split,
    uses=(weight_sum,),
    near_misses=(
        near_miss(forall(t, eq(average(beta, a, t), a(t) + drift(beta, a, t))), "the weights sum to 1"),
        near_miss(forall(t, eq(average(beta, a, t), (1 - beta**t) * a(t) - drift(beta, a, t))), "minus the drift"),
        near_miss(forall(t, eq(average(beta, a, t), (1 - beta**t) * a(t))), "no drift"),
    ),
)
def drifting():
    """A moving average is its last value times the sum of the weights, and a weighted drift."""
    weights = yield eq(total((1 - beta) * beta ** (t - i), i, 1, t), 1 - beta**t), by.cite(at(weight_sum, t))
    moved, constant = beta ** (t - i) * (a(i) - a(t)), beta ** (t - i) * a(t)
    apart = yield eq(total(beta ** (t - i) * a(i), i, 1, t), total(moved + constant, i, 1, t)), by.sum_terms()
    added = yield (
        eq(total(moved + constant, i, 1, t), total(moved, i, 1, t) + total(constant, i, 1, t)),
        by.sum_add(),
    )
    same = yield eq(total(constant, i, 1, t), total(beta ** (t - i), i, 1, t) * a(t)), by.sum_scale()
    scaled = yield (
        eq(total((1 - beta) * beta ** (t - i), i, 1, t), (1 - beta) * total(beta ** (t - i), i, 1, t)),
        by.sum_scale(),
    )
    one = yield (
        eq(average(beta, a, t), (1 - beta**t) * a(t) + drift(beta, a, t)),
        by.arithmetic(apart, added, same, scaled, weights),
    )
    yield split, by.generalize(one)


slow = forall(i, implies((i >= 1) & (i <= t), abs(a(i) - a(t)) <= c * (t - i)))
small = forall(t, implies(slow, abs(drift(beta, a, t)) <= c * (beta / (1 - beta))))
level = forall(i, implies((i >= 1) & (i <= t), eq(a(i), a(t))))


@claim(
    small & forall(t, implies(level, eq(drift(beta, a, t), 0))),
    uses=(drifting, average_of_a_ramp),
    near_misses=(
        near_miss(forall(t, implies(slow, abs(drift(beta, a, t)) <= c * (beta / (1 + beta)))), "1 + β for 1 − β"),
        near_miss(
            forall(t, implies(slow, abs(drift(beta, a, t)) <= c * beta)),
            "without the factor 1/(1 − β)",
            examples=({a: lambda k: k, c: 1},),
        ),
        near_miss(forall(t, implies(level, eq(drift(beta, a, t), a(t)))), "the value for 0"),
    ),
)
def drift_bound():
    """If values change by at most c a step, the drift is at most c β/(1 − β); if they do not change, it is 0."""
    yield drift(beta, lambda k: k, t)
    yield "=", average(beta, lambda k: k, t) - (1 - beta**t) * t, by.algebra(at(drifting, {a: lambda k: k}, t))
    ramp = yield "=", -beta * (1 - beta**t) / (1 - beta) + t * beta**t, by.algebra(at(average_of_a_ramp, t))
    moved, bound = beta ** (t - i) * (a(i) - a(t)), -c * (beta ** (t - i) * (i - t))
    slowly = yield suppose(slow)
    powers = yield forall(i, implies((i >= 1) & (i <= t), beta ** (t - i) >= 0)), by.arithmetic()
    above = yield total(moved, i, 1, t) <= total(bound, i, 1, t), by.sum_order(slowly, powers)
    below = yield total(-1 * bound, i, 1, t) <= total(moved, i, 1, t), by.sum_order(slowly, powers)
    most = yield eq(total(bound, i, 1, t), -c * total(beta ** (t - i) * (i - t), i, 1, t)), by.sum_scale()
    least = yield eq(total(-1 * bound, i, 1, t), -1 * total(bound, i, 1, t)), by.sum_scale()
    end = yield eq(total(bound, i, 1, t) * (1 - beta), -c * drift(beta, lambda k: k, t)), by.algebra(most)
    size = yield (
        eq(-drift(beta, lambda k: k, t), beta / (1 - beta) - beta**t * (beta / (1 - beta) + t)),
        by.algebra(ramp),
    )
    rest = yield beta**t * (beta / (1 - beta) + t) >= 0, by.arithmetic()
    less = yield -drift(beta, lambda k: k, t) <= beta / (1 - beta), by.arithmetic(size, rest)
    cap = yield total(bound, i, 1, t) * (1 - beta) <= c * (beta / (1 - beta)), by.arithmetic(end, less)
    one = yield (
        abs(drift(beta, a, t)) <= c * (beta / (1 - beta)),
        by.arithmetic(above, below, least, cap),
    )
    implied = yield implies(slow, abs(drift(beta, a, t)) <= c * (beta / (1 - beta))), by.discharge(slowly, one)
    first = yield small, by.generalize(implied)
    still = yield suppose(level)
    nothing = yield eq(total(moved, i, 1, t), total(0 * moved, i, 1, t)), by.sum_terms(still)
    zero = yield eq(total(0 * moved, i, 1, t), 0 * total(moved, i, 1, t)), by.sum_scale()
    none = yield eq(drift(beta, a, t), 0), by.arithmetic(nothing, zero)
    then = yield implies(level, eq(drift(beta, a, t), 0)), by.discharge(still, none)
    second = yield forall(t, implies(level, eq(drift(beta, a, t), 0))), by.generalize(then)
    yield small & forall(t, implies(level, eq(drift(beta, a, t), 0))), by.logic(first, second)
