"""Adam never divides by 0 once it has seen a gradient, and with an ε > 0 not even before."""

from adam import beta2, g, t, v, v_starts, v_step

from lrproof import (
    at,
    by,
    claim,
    forall,
    implies,
    ne,
    near_miss,
    nonnegative,
    not_tried,
    rational,
    sqrt,
    suppose,
)

PREFIX = "adam"
PLACE = (4, 22)  # in the report: Part 4, after the moments

eps = nonnegative("eps")
SYMBOLS = {g: "the gradient of step t"}
guarded = (0 < eps) | ((0 < beta2) & ne(g(1), 0))


def square(n, weight=beta2, values=g, moment=v):
    """The corrected second moment after step n + 1, as the step computes it."""
    return (weight * moment(n) + (1 - weight) * values(n + 1) ** 2) / (1 - weight ** (n + 1))


def safe(condition=guarded):
    """In the step after t the root exists, and what is divided by is positive."""
    return (0 <= square(t)) & implies(condition, 0 < sqrt(square(t)) + eps)


def divides(condition=guarded):
    """At every step."""
    return forall(t, safe(condition))


@claim(
    divides(),
    given=(v_starts, v_step),
    near_misses=(
        near_miss(divides(0 <= eps), "ε = 0 and no gradient yet"),
        near_miss(
            divides((0 < eps) | (0 < beta2)), "whatever the first gradient",
            examples=({eps: 0, beta2: rational("1/2"), v: lambda n: 0, g: lambda n: 0},),
        ),
        near_miss(divides((0 < eps) | ne(g(1), 0)), "β₂ = 0: the past is forgotten"),
        near_miss(forall(t, 0 < square(t)), "a positive second moment"),
    ),
    tried=(not_tried("simulate", "it says what is not divided by, not where the parameter goes"),),
)  # fmt: skip
def well_defined():
    """Adam's step is defined when ε > 0, and for ε = 0 when β₂ > 0 and the first gradient is not 0."""
    base = yield 0 <= v(0), by.arithmetic(v_starts)
    now = yield suppose(0 <= v(t))
    then = yield 0 <= v(t + 1), by.arithmetic(at(v_step, t), now)
    never = yield forall(t, 0 <= v(t)), by.induction(base, then)
    less = yield beta2 ** (t + 1) <= beta2, by.arithmetic()
    some = yield 0 < 1 - beta2 ** (t + 1), by.arithmetic(less)
    top = yield 0 <= beta2 * v(t) + (1 - beta2) * g(t + 1) ** 2, by.arithmetic(at(never, t))
    one = yield 0 <= square(t), by.arithmetic(top, some)

    seen = yield suppose((0 < beta2) & ne(g(1), 0))
    base = yield 0 < v(rational(0) + 1), by.arithmetic(at(v_step, 0), v_starts, seen)
    now = yield suppose(0 < v(t + 1))
    then = yield 0 < v(t + 1 + 1), by.arithmetic(at(v_step, t + 1), now, seen)
    later = yield forall(t, 0 < v(t + 1)), by.induction(base, then)
    top = yield 0 < beta2 * v(t) + (1 - beta2) * g(t + 1) ** 2, by.arithmetic(at(later, t), at(v_step, t))
    two = yield 0 < square(t), by.arithmetic(top, some)
    two = yield 0 < sqrt(square(t)) + eps, by.arithmetic(two)
    seen = yield implies((0 < beta2) & ne(g(1), 0), two.formula), by.discharge(seen, two)
    given = yield suppose(0 < eps)
    two = yield 0 < sqrt(square(t)) + eps, by.arithmetic(one, given)
    apart = yield implies(0 < eps, two.formula), by.discharge(given, two)
    both = yield safe(), by.logic(one, seen, apart)
    yield divides(), by.generalize(both)
