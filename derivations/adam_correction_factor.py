"""How much longer a step of Adam is without bias correction."""

from adam import beta1, beta2, t

from lrproof import (
    at,
    by,
    claim,
    conj,
    enclosed,
    forall,
    iff,
    implies,
    near_miss,
    not_tried,
    rational,
    sqrt,
    suppose,
    tends,
)

PREFIX = "adam"
PLACE = (4, 23)  # in the report: Part 4, after the first step


def factor(n, b1=beta1, b2=beta2):
    """How much longer step n is without bias correction."""
    return (1 - b1**n) / sqrt(1 - b2**n)


def longer(condition):
    """Every step is too long exactly under this condition."""
    return iff(forall(t, 1 < factor(t + 1)), condition)


def shorter(condition, to=1):
    """Under this condition every step is too short."""
    return implies(condition, forall(t, factor(t + 1) < to))


slow, fast = 1 - beta2 < (1 - beta1) ** 2, (beta2 <= beta1) & (0 < beta1)
fades = tends(factor(t + 1), t, 1)


@claim(
    longer(slow) & shorter(fast) & fades,
    near_misses=(
        near_miss(longer(beta1 < beta2) & shorter(fast) & fades, "whenever β₁ < β₂"),
        near_miss(longer(1 - beta2 <= (1 - beta1) ** 2) & shorter(fast) & fades, "≤ for <"),
        near_miss(longer(1 - beta2 < 1 - beta1) & shorter(fast) & fades, "without the square"),
        near_miss(longer(slow) & shorter(beta2 <= beta1) & fades, "without any memory, too"),
        near_miss(longer(slow) & shorter(fast, to=rational("0.9")) & fades, "short by a tenth"),
    ),
    tried=(
        enclosed(1 < factor(t), {beta1: ("0.9",), beta2: ("0.999", "0.9901"), t: (1, 2, 10, 100, 1000)}),
        enclosed(factor(t) < 1, {beta1: ("0.9",), beta2: ("0.9", "0.5"), t: (1, 2, 10, 100)}),
        not_tried("simulate", "it compares numbers; the two rules are run in adam.bias-crucial"),
    ),
)
def correction_factor():
    """(1 − β₁ᵗ)/√(1 − β₂ᵗ) is above 1 for every t ≥ 1 exactly when it is for t = 1: when 1 − β₂ < (1 − β₁)²."""
    x, y = beta1 ** (t + 1), beta2 ** (t + 1)
    less = yield conj(0 <= x, x <= beta1, 0 <= y, y <= beta2), by.arithmetic()
    above = yield iff(1 < factor(t + 1), 1 - y < (1 - x) ** 2), by.arithmetic(less)
    below = yield iff(factor(t + 1) < 1, (1 - x) ** 2 < 1 - y), by.arithmetic(less)
    every = yield forall(t, above.formula), by.generalize(above)

    given = yield suppose(slow)
    start = beta1 ** (rational(0) + 1)
    base = yield 1 - beta2 ** (rational(0) + 1) < (1 - start) ** 2, by.arithmetic(given)
    now = yield suppose(1 - y < (1 - x) ** 2)
    slack = yield 0 <= 2 * (beta2 - beta1) - x * (beta2 - beta1**2), by.arithmetic(given, less)
    room = yield 0 <= x * (2 * (beta2 - beta1) - x * (beta2 - beta1**2)), by.arithmetic(slack, less)
    then = yield 1 - beta2 ** (t + 1 + 1) < (1 - beta1 ** (t + 1 + 1)) ** 2, by.arithmetic(now, given, room)
    large = yield forall(t, now.formula), by.induction(base, then)
    one = yield 1 < factor(t + 1), by.logic(above, at(large, t))
    one = yield forall(t, one.formula), by.generalize(one)
    there = yield implies(slow, one.formula), by.discharge(given, one)
    given = yield suppose(one.formula)
    one = yield slow, by.arithmetic(at(every, 0), at(given, 0))
    back = yield implies(given.formula, slow), by.discharge(given, one)
    first = yield longer(slow), by.logic(there, back)

    given = yield suppose(fast)
    order = yield y <= x, by.fact("power_order", beta2, beta1, t + 1, given=(given,))
    alive = yield 0 < x, by.arithmetic(given)
    one = yield factor(t + 1) < 1, by.arithmetic(below, order, alive, less)
    one = yield forall(t, one.formula), by.generalize(one)
    second = yield shorter(fast), by.discharge(given, one)
    one = yield tends(beta1**t, t, 0), by.limit()
    two = yield tends(beta2**t, t, 0), by.limit()
    third = yield fades, by.limit(one, two)
    yield longer(slow) & shorter(fast) & fades, by.logic(first, second, third)
