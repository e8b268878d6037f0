"""AdamW: what the claims rest on, and numbers to recompute."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from claims import Pin, part, rests_on

from lrproof.evaluate import evaluate
from lrproof.rules import adam_l2, adamw

PINNED: dict[str, Pin] = {
    "adamw.decay": ("NOT PRINTED", set(), 5, set()),
    "adamw.sgd-l2": ("NOT PRINTED", set(), 5, {"adam.average-of-squares"}),
}
USUAL = {"beta1": F("0.9"), "beta2": F("0.999"), "eps": F("1e-8")}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def test_ten_steps_of_decay() -> None:
    """adamw.decay: from 2, with ηw = 10⁻⁵, by the formula and by the rule."""
    after = part("adamw.decay", 0, 0, 1, 1)
    start = {n.data: lambda k: 2 for n in after.walk() if n.head == "app"}
    names = {"t": 10, "eta": F("0.001"), "decay": F("0.01")}
    found = evaluate(after, {v: names[v.data[0]] for v in after.free}, start)
    assert f"{float(found):.9f}" == "1.999800009"
    state = (F(2), F(0), F(0))
    for t in range(1, 11):
        state = adamw(*state, lambda x: F(0), eta=F("0.001"), decay=F("0.01"), t=t, **USUAL)
    assert state[0] == found


def test_one_step_of_gradient_descent_with_decay() -> None:
    """adamw.sgd-l2: the factor of the statement, and 2 → 1.88 with η = w = 0.1 at the gradient 1."""
    step = part("adamw.sgd-l2", 0, 0, 0, 1, 1, 1)
    factor = step.args[0].args[0]
    share = evaluate(factor, {v: F("0.1") for v in factor.free})
    assert share * 2 - F("0.1") == F("1.88")


def test_adam_divides_the_penalty_too() -> None:
    """adamw.sgd-l2: the first steps are as stated, and the penalty takes almost nothing from Adam's."""
    hyper = {"eta": F("0.1"), "decay": F("0.1"), "t": 1, **USUAL}
    coupled = adam_l2(F(1), F(0), F(0), lambda x: F(1), **hyper)[0]
    apart = adamw(F(1), F(0), F(0), lambda x: F(1), **hyper)[0]
    known = {"h": lambda x: 1, "q": lambda k: 1}
    names = {"eta": F("0.1"), "decay": F("0.1"), "eps": USUAL["eps"]}
    for place, taken in enumerate((coupled, apart)):
        stated = part("adamw.sgd-l2", 0, 1, place, 1)
        functions = {n.data: known[n.data.name] for n in stated.walk() if n.head == "app"}
        assert evaluate(stated, {v: names[v.data[0]] for v in stated.free}, functions) == taken
    assert apart < coupled and coupled - apart == pytest.approx(F("0.01"), abs=1e-8)
