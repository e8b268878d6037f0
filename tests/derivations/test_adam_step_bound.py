"""How far Adam moves in a step: what the claims rest on, and the bound in numbers, against runs of the rule."""

from __future__ import annotations

import math
from fractions import Fraction as F

import pytest
from claims import Pin, part, rests_on, shown

PINNED: dict[str, Pin] = {
    "adam.moment-bound": ("NOT PRINTED", set(), 5, set()),
    "adam.step-defined": ("NOT PRINTED", set(), 3, set()),
    "adam.step-bound": ("NOT PRINTED", set(), 5, {"adam.moment-bound", "adam.step-defined"}),
    "adam.step-bound-sharp": (
        "NOT PRINTED", set(), 5, {"adam.moment-bound", "adam.step-bound", "adam.step-defined"},
    ),
    "adam.distance": ("NOT PRINTED", set(), 4, {"adam.step-bound-sharp", "adam.step-defined"}),
    "adam.step-bound-unbounded": ("NOT PRINTED", set(), 5, {"adam.step-bound", "adam.step-defined"}),
    "adam.step-bound-default": ("NOT PRINTED", set(), 4, set()),
    "adam.step-bound-paper": (
        "FAILS", set(), 5, {"adam.step-bound-default", "adam.step-bound-sharp", "adam.step-defined"},
    ),
}  # fmt: skip
USUAL = {"beta1": F("0.9"), "beta2": F("0.999")}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def longest_steps(count: int, beta1: float, beta2: float) -> list[float]:
    """The steps over η of a run with the gradients (β₂/β₁)ⁱ; m and v are divided by the gradient and its square."""
    m = v = 0.0
    steps = []
    for n in range(1, count + 1):
        m = beta1 * m * (beta1 / beta2) + (1 - beta1)
        v = beta2 * v * (beta1 / beta2) ** 2 + (1 - beta2)
        steps.append(m / (1 - beta1**n) / math.sqrt(v / (1 - beta2**n)))
    return steps


@pytest.mark.parametrize(("step", "wanted"), [(2, "1.00135791609"), (10, "1.04310771743"), (60, "1.75805072787")])
def test_the_bound_with_the_defaults(step: int, wanted: str) -> None:
    bound = shown(part("adam.step-bound-sharp", 1, 1), t=step - 1, **USUAL)
    assert abs(F(bound) - F(wanted)) < F("1e-11")
    assert longest_steps(step, 0.9, 0.999)[-1] == pytest.approx(float(wanted), rel=1e-10)


def test_the_supremum_with_the_defaults() -> None:
    assert abs(F(shown(part("adam.step-bound-sharp", 1, 0), **USUAL)) - F("7.2702918")) < F("1e-8")
    assert longest_steps(20_000, 0.9, 0.999)[-1] == pytest.approx(7.2702918, rel=1e-7)


def test_the_printed_bound_is_passed_at_the_210th_step() -> None:
    passed = [n for n, step in enumerate(longest_steps(2000, 0.9, 0.999), start=1) if step > 0.1 / math.sqrt(0.001)]
    assert passed == list(range(210, 2001))


def test_the_other_case_of_the_printed_bound_is_passed_at_the_second_step() -> None:
    """β₁ = 0.9, β₂ = 0.99: 1 − β₁ is not above √(1 − β₂), and η is printed as the bound."""
    first, *later = longest_steps(50, 0.9, 0.99)
    assert first == pytest.approx(1, rel=1e-14) and min(later) > 1.0001


def test_a_step_without_bound() -> None:
    """β₁ = 0.9, β₂ = 0.81: the 400th step is longer than (1 − β₁)√400 = 2."""
    assert longest_steps(400, 0.9, 0.81)[-1] > 2


def test_steps_to_move_by_one_with_the_default_learning_rate() -> None:
    steps = part("adam.distance", 0, 1, 0, 1, 0)
    assert float(shown(steps, D=1, eta=F("0.001"), **USUAL)) == 138
