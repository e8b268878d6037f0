"""How many steps Adam needs to move a parameter by a given distance."""

from adam_step_bound import known, limit, step_bound_sharp
from adam_step_bound_moments import beta1, beta2, eta, t, theta
from adam_step_bound_steps import divided, step_defined, y

from lrproof import (
    at,
    by,
    ceiling,
    claim,
    conj,
    forall,
    iff,
    implies,
    near_miss,
    not_tried,
    positive,
    rational,
    row,
    sqrt,
    suppose,
)

PREFIX = "adam"
PLACE = (4, 28)  # in the report: Part 4, twenty-eighth

D = positive("D")
SYMBOLS = {D: "the distance to be moved"}


def needed(least):
    """At least so many steps, with bias correction and without."""
    return forall(t, conj(*(implies(D <= abs(z(t) - z(0)), least <= t) for z in (theta, y))))


@claim(
    needed(ceiling(D / (eta * limit))),
    given=known,
    uses=(step_defined, step_bound_sharp),
    near_misses=(
        near_miss(needed(ceiling(D / (eta * limit)) + 1), "one step more"),
        near_miss(needed(ceiling(D / eta)), "as if a step were at most η"),
        near_miss(
            needed(ceiling(D / (eta * sqrt(1 + (beta1 - beta2) ** 2 / (beta2 - beta1**2))))),
            "without 1 − β₂ in R",
            examples=({beta1: 0, beta2: rational("3/4"), eta: 1, D: 2},),
        ),
        near_miss(needed(ceiling(2 * D / (eta * limit))), "half of a step"),
    ),
    tried=(not_tried("simulate", "the runs are on quadratics, whose gradients come nowhere near the extreme ones"),),
    cheat_sheet=(row("Steps of Adam to move by D, at least", ceiling(D / (eta * limit)), "β₁² < β₂"),),
)
def distance():
    """To move a parameter by D takes Adam at least D/(ηR) steps, R the supremum of its steps, with any gradients."""
    yield divided(), by.cite(step_defined)
    every = yield step_bound_sharp.statement.args[0], by.logic(step_bound_sharp)
    step = yield every.formula.args[0].args[1], by.logic(at(every, t))
    far = yield 0 < eta * limit, by.arithmetic()
    count = D / (eta * limit)
    whole = yield iff(count <= t, ceiling(count) <= t), by.arithmetic()
    every = []
    for z in (theta, y):
        one = yield abs(z(t + 1) - z(t)) <= eta * limit, by.arithmetic(step)
        base = yield abs(z(0) - z(0)) <= 0 * (eta * limit), by.arithmetic()
        now = yield suppose(abs(z(t) - z(0)) <= t * (eta * limit))
        then = yield abs(z(t + 1) - z(0)) <= (t + 1) * (eta * limit), by.arithmetic(one, now)
        path = yield forall(t, now.formula), by.induction(base, then)
        moved = yield suppose(D <= abs(z(t) - z(0)))
        one = yield D <= t * (eta * limit), by.arithmetic(moved, at(path, t))
        one = yield count <= t, by.arithmetic(one, far)
        one = yield ceiling(count) <= t, by.logic(one, whole)
        every.append((yield implies(moved.formula, ceiling(count) <= t), by.discharge(moved, one)))
    one = yield every[0].formula & every[1].formula, by.logic(*every)
    yield needed(ceiling(count)), by.generalize(one)
