"""Adam's forms, its first steps, and what it combines: what the claims rest on, and numbers to recompute."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F
from typing import Any

import pytest
from claims import Pin, part, rests_on, shown, value

from lrproof.evaluate import EXACT, digits, evaluate
from lrproof.kernel.terms import Expr
from lrproof.rules import adam, rmsprop, torch_rmsprop, uncorrected_adam

PINNED: dict[str, Pin] = {
    "adam.average-of-squares": ("NOT PRINTED", set(), 4, set()),
    "adam.well-defined": ("NOT PRINTED", set(), 4, {"adam.average-of-squares"}),
    "adam.constant-moments": ("NOT PRINTED", set(), 4, set()),
    "adam.const-exact": ("NOT PRINTED", set(), 5, {"adam.constant-moments"}),
    "adam.first-step": ("HOLDS", set(), 5, {"adam.well-defined"}),
    "adam.correction-factor": ("NOT PRINTED", set(), 5, set()),
    "adam.bias-crucial": (
        "HOLDS UNDER", set(), 5, {"adam.const-exact", "adam.constant-moments", "adam.correction-factor"},
    ),
    "adam.bias-duration": ("NOT PRINTED", set(), 5, {"gd.steps"}),
    "adam.effective-form": ("HOLDS", set(), 5, {"adam.well-defined"}),
    "adam.frozen-second-moment": ("NOT PRINTED", set(), 4, set()),
    "adam.without-momentum": ("NOT PRINTED", set(), 4, {"adam.average-of-squares"}),
    "adam.combines": ("FAILS", set(), 5, {"adam.average-of-squares"}),
    "adam.scale-invariance": ("NOT PRINTED", set(), 4, {"adam.well-defined"}),
    "adam.rotation": ("NOT PRINTED", set(), 5, set()),
    "adam.per-param": ("HOLDS", set(), 5, {"adam.well-defined"}),
    "adam.defaults": ("HOLDS", set(), 4, {"adam.first-step", "adam.well-defined"}),
}  # fmt: skip

BETA1, BETA2, EPS = F("0.9"), F("0.999"), F("1e-8")


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def where(e: Expr, functions: dict[str, Callable[[Any], Any]], numbers: Any = EXACT, **names: Any) -> Any:
    """The value of a term with function symbols, which are named."""
    known = {n.data: functions[n.data.name] for n in e.walk() if n.head == "app"}
    return evaluate(e, {v: names[v.data[0]] for v in e.free}, known, numbers)


def test_fifty_equal_gradients_lead_fifty_steps_away() -> None:
    """adam.const-exact: the formula, and the rule itself, whose roots are exact when ε is apart from them."""
    way = part("adam.const-exact", 1, 1, 0, 1, 1, 1)
    assert f"{float(-value(way, t=50, eta=F('0.001'), c=3, eps=EPS)):.13f}" == "0.0499999998333"
    state = (F(0), F(0), F(0))
    for t in range(1, 6):
        state = adam(*state, lambda x: F(3), eta=F("0.001"), beta1=BETA1, beta2=BETA2, eps=EPS, t=t)
    assert state[0] == value(way, t=5, eta=F("0.001"), c=3, eps=EPS)


@pytest.mark.parametrize("gradient", (F(5), F(-5), F("1e-8"), F(10**6)))
def test_the_first_step_is_the_rule_s(gradient: F) -> None:
    change = part("adam.first-step", 1, 0, 0, 1)
    taken = adam(F(0), F(0), F(0), lambda x: gradient, eta=F("0.001"), beta1=BETA1, beta2=BETA2, eps=EPS, t=1)[0]
    assert where(change, {"g": lambda k: gradient}, eta=F("0.001"), eps=EPS) == taken


def test_the_uncorrected_step_is_too_long_by_default() -> None:
    """adam.bias-crucial: √10 times at first, too long later, too; right at first where 1 − β₂ = (1 − β₁)²."""
    factor = part("adam.correction-factor", 1, 1)
    names = {"beta1": BETA1, "beta2": BETA2}
    assert shown(factor, t=0, **names).startswith("3.1622776601683793319988935444327185337195")
    assert all((1 - BETA1**t) ** 2 > 1 - BETA2**t for t in (*range(1, 60), 500, 3000))
    assert value(factor, t=0, beta1=BETA1, beta2=F("0.99")) == 1
    assert float(shown(factor, t=11, **names)) == pytest.approx(6.568520252, abs=1e-8)


def test_how_long_the_correction_matters() -> None:
    """adam.bias-duration, in fractions: 44 and 4603 are the first of which 1 − βᵗ ≥ 0.99 holds."""
    for place, (beta, first) in enumerate(((BETA1, 44), (BETA2, 4603))):
        assert part("adam.bias-duration", 1, place, 1).data == first
        assert 1 - beta**first >= F("0.99") > 1 - beta ** (first - 1)


def test_the_effective_rate_of_step_seven() -> None:
    rate = part("adam.effective-form", 0, 1, 1, 1, 0)
    assert shown(rate, t=6, eta=1, beta1=BETA1, beta2=BETA2).startswith("0.1601305774368")


def test_the_first_steps_of_adam_and_of_rmsprop() -> None:
    """adam.combines: RMSprop's first step is 31.6 η long at β = 0.999, and so is Adam's without bias correction."""
    one = {"g": lambda x: 1, "theta": lambda k: 0}
    ours, bare, theirs = (part("adam.combines", *p) for p in ((1, 0, 0, 1), (1, 0, 1, 1), (1, 1, 1)))
    names = {"eta": 1, "eps": 0}
    assert where(ours, one, **names) == -1
    for term in (bare, theirs):
        assert str(where(term, one, digits(30), beta=BETA2, **names)).startswith("-31.6227766016")
    hyper = {"eta": F(1), "eps": F(0)}
    assert adam(F(0), F(0), F(0), lambda x: F(1), beta1=F(0), beta2=F("0.99"), t=1, **hyper)[0] == -1
    tens = [
        uncorrected_adam(F(0), F(0), F(0), lambda x: F(1), beta1=F(0), beta2=F("0.99"), **hyper)[0],
        rmsprop(F(0), F(0), lambda x: F(1), beta=F("0.99"), **hyper)[0],
        torch_rmsprop(F(0), F(0), lambda x: F(1), beta=F("0.99"), **hyper)[0],
    ]
    assert tens == [-10, -10, -10]


def test_a_rotation_makes_the_first_step_longer() -> None:
    straight, turned = part("adam.rotation", 0, 0, 0, 1), part("adam.rotation", 0, 0, 1, 1)
    assert value(straight, eta=1, eps=0) == 1
    assert shown(turned, eta=1, eps=0).startswith("1.41421356237")


def test_adam_may_go_uphill() -> None:
    """adam.per-param: after the gradients 1 and −1/2 the second step goes on down, where the loss now rises."""
    state, places = (F(0), F(0), F(0)), [F(0)]
    for t, gradient in ((1, F(1)), (2, F(-1, 2))):
        state = adam(*state, lambda x, g=gradient: g, eta=F(1), beta1=BETA1, beta2=F(0), eps=F("0.1"), t=t)
        places.append(state[0])
    assert F(-1, 2) * (places[2] - places[1]) > 0
