"""When the steps of Adam and its kin are defined: they divide by the root of an average of squares."""

from adam import beta, beta2, e, g, starts, t, u, v, v_starts, v_step

from lrproof import (
    at,
    by,
    claim,
    eq,
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

SYMBOLS = {
    beta: "the weight of the past", e: "the average of t squares", u: "the values", g: "the gradient of step t",
}  # fmt: skip
squares = forall(t, eq(e(t + 1), beta * e(t) + (1 - beta) * u(t + 1) ** 2))


moving = (0 < beta) & ne(u(1), 0)


def positive(condition=moving):
    """The average is never negative, and positive from the first step on under the condition."""
    return forall(t, 0 <= e(t)) & implies(condition, forall(t, 0 < e(t + 1)))


@claim(
    positive(),
    given=(starts, squares),
    near_misses=(
        near_miss(forall(t, 0 < e(t)), "positive from the start"),
        near_miss(positive(ne(u(1), 0)), "β = 0: the past is forgotten"),
        near_miss(
            positive(0 < beta), "whatever the first value",
            examples=({beta: rational("1/2"), e: lambda n: 0, u: lambda n: 0},),
        ),
        near_miss(positive(), "any start", given=(squares,)),
    ),
    tried=(not_tried("simulate", "it says of which sign the average is, not where a run goes"),),
)  # fmt: skip
def average_of_squares():
    """A moving average of squares is never negative, and stays positive once a value was not 0, if β > 0."""
    base = yield 0 <= e(0), by.arithmetic(starts)
    now = yield suppose(0 <= e(t))
    then = yield 0 <= e(t + 1), by.arithmetic(at(squares, t), now)
    never = yield forall(t, 0 <= e(t)), by.induction(base, then)
    seen = yield suppose(moving)
    base = yield 0 < e(rational(0) + 1), by.arithmetic(at(squares, 0), starts, seen)
    now = yield suppose(0 < e(t + 1))
    then = yield 0 < e(t + 1 + 1), by.arithmetic(at(squares, t + 1), now, seen)
    later = yield forall(t, 0 < e(t + 1)), by.induction(base, then)
    later = yield implies(seen.formula, later.formula), by.discharge(seen, later)
    yield positive(), by.logic(never, later)


eps = nonnegative("eps")
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
    uses=(average_of_squares,),
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
    both = yield (
        forall(t, 0 <= v(t)) & implies((0 < beta2) & ne(g(1), 0), forall(t, 0 < v(t + 1))),
        by.cite(at(average_of_squares, {beta: beta2, e: v, u: g})),
    )
    never = yield forall(t, 0 <= v(t)), by.logic(both)
    less = yield beta2 ** (t + 1) <= beta2, by.arithmetic()
    some = yield 0 < 1 - beta2 ** (t + 1), by.arithmetic(less)
    top = yield 0 <= beta2 * v(t) + (1 - beta2) * g(t + 1) ** 2, by.arithmetic(at(never, t))
    one = yield 0 <= square(t), by.arithmetic(top, some)

    seen = yield suppose((0 < beta2) & ne(g(1), 0))
    later = yield forall(t, 0 < v(t + 1)), by.logic(both, seen)
    top = yield 0 < beta2 * v(t) + (1 - beta2) * g(t + 1) ** 2, by.arithmetic(at(later, t), at(v_step, t))
    two = yield 0 < square(t), by.arithmetic(top, some)
    two = yield 0 < sqrt(square(t)) + eps, by.arithmetic(two)
    seen = yield implies((0 < beta2) & ne(g(1), 0), two.formula), by.discharge(seen, two)
    given = yield suppose(0 < eps)
    two = yield 0 < sqrt(square(t)) + eps, by.arithmetic(one, given)
    apart = yield implies(0 < eps, two.formula), by.discharge(given, two)
    both = yield safe(), by.logic(one, seen, apart)
    yield divides(), by.generalize(both)
