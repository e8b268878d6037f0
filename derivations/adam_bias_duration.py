"""How long Adam's bias correction matters: until the weights of the gradients seen sum to almost 1."""

from adam import t
from step_size import eps, r, steps

from lrproof import (
    at,
    by,
    ceiling,
    claim,
    enclosed,
    eq,
    forall,
    iff,
    implies,
    log,
    near_miss,
    not_tried,
    rational,
    real,
    row,
)

PREFIX = "adam"
PLACE = (4, 25)  # in the report: Part 4, after what bias correction is for

beta = real("beta", "(0, 1)")
SYMBOLS = {beta: "the weight of the past, β₁ or β₂"}
share = rational("0.01")
count = log(share) / log(beta)
most = rational("0.99")


def lasts(first, most=most):
    """The weights of n values sum to almost 1 exactly from n = ``first`` on."""
    return forall(t, iff(most <= 1 - beta**t, first <= t))


def steps_for(weight, number):
    """The number of steps for this weight."""
    return eq(ceiling(log(share) / log(rational(weight))), number)


defaults = steps_for("0.9", 44) & steps_for("0.999", 4603)


@claim(
    lasts(ceiling(count)) & defaults,
    uses=(steps,),
    near_misses=(
        near_miss(lasts(ceiling(count) + 1) & defaults, "one step later"),
        near_miss(lasts(ceiling(log(beta) / log(share))) & defaults, "the quotient upside down"),
        near_miss(lasts(ceiling(count)) & steps_for("0.9", 43) & steps_for("0.999", 4603), "43 steps for β₁ = 0.9"),
        near_miss(lasts(ceiling(count)) & steps_for("0.9", 44) & steps_for("0.999", 1000), "1/(1 − β₂) steps"),
        near_miss(lasts(ceiling(count), most=rational("0.999")) & defaults, "0.999 in as many steps"),
    ),
    tried=(
        enclosed(most <= 1 - beta**t, {beta: ("0.9",), t: (44, 45, 100)}),
        enclosed(1 - beta**t < most, {beta: ("0.999",), t: (1, 43, 4602)}),
        not_tried("simulate", "it speaks of the weights alone, not of a run"),
    ),
    cheat_sheet=(row("The weights of n gradients sum to 0.99 from n =", ceiling(count)),),
)
def bias_duration():
    """1 − βᵗ is at least 0.99 from step ⌈ln 0.01 / ln β⌉ on: 44 for β₁ = 0.9, 4603 for β₂ = 0.999."""
    enough = yield iff(beta**t <= share, ceiling(count) <= t), by.cite(at(steps, {r: beta, eps: share}, t))
    here = yield iff(most <= 1 - beta**t, ceiling(count) <= t), by.arithmetic(enough)
    every = yield lasts(ceiling(count)), by.generalize(here)
    numbers = []
    for weight, number in (("0.9", 44), ("0.999", 4603)):
        often = log(share) / log(rational(weight))
        low = yield number - 1 < often, by.numeric()
        high = yield often <= number, by.numeric()
        up = yield implies((t - 1 < often) & (often <= t), eq(ceiling(often), t)), by.arithmetic()
        up = yield forall(t, up.formula), by.generalize(up)
        whole = yield steps_for(weight, number), by.arithmetic(at(up, number), low, high)
        numbers.append(whole)
    yield lasts(ceiling(count)) & defaults, by.logic(every, *numbers)
