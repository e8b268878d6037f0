"""The units of a learning rate: what the claims rest on, and numbers to recompute."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from claims import Pin, part, rests_on, value

from lrproof import gradient_descent
from lrproof.rules import adam

PINNED: dict[str, Pin] = {
    "rules.rescaled-adam": ("NOT PRINTED", set(), 4, {"adam.well-defined"}),
    "rules.scale-covariance": (
        "NOT PRINTED", set(), 4,
        {"adam.scale-invariance", "adam.well-defined", "quad.closed-form", "rules.rescaled-adam"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def test_a_loss_21_times_as_large_diverges_at_the_same_rate() -> None:
    """rules.scale-covariance: the multiplier is −1.1 at η = 0.1 for the curvature 21, 1 times 21."""
    power = part("rules.scale-covariance", 1, 0, 1, 1, 0)
    assert value(power.args[0], eta=F("0.1"), c=21, a=1) == F("-1.1")
    assert gradient_descent(F(1), lambda x: 21 * x, eta=F("0.1")) == F("-1.1")


def test_the_rates_in_other_units() -> None:
    """Loss times 5, parameter times 3, for gradient descent and for Adam, two steps each in fractions."""

    def slope(x: F) -> F:
        return x**3 - 2 * x

    x = y = F(3, 2)
    z = 3 * x
    for _ in range(3):
        x = gradient_descent(x, slope, eta=F("0.1"))
        y = gradient_descent(y, lambda p: 5 * slope(p), eta=F("0.1") / 5)
        z = gradient_descent(z, lambda p: slope(p / 3) / 3, eta=9 * F("0.1"))
        assert y == x and z == 3 * x
    usual = {"beta1": F("0.9"), "beta2": F(0)}
    ours = theirs = (F(3, 2), F(0), F(0))
    unit = (F(9, 2), F(0), F(0))
    for t in (1, 2, 3):
        ours = adam(*ours, slope, eta=F("0.1"), eps=F("0.2"), t=t, **usual)
        theirs = adam(*theirs, lambda p: 5 * slope(p), eta=F("0.1"), eps=F(1), t=t, **usual)
        unit = adam(*unit, lambda p: slope(p / 3) / 3, eta=F("0.3"), eps=F("0.2") / 3, t=t, **usual)
        assert theirs[0] == ours[0] and unit[0] == 3 * ours[0]
