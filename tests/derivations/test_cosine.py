"""Cosine annealing: what the claims rest on, and the numbers in their statements."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from claims import Pin, part, rests_on, shown, value

PINNED: dict[str, Pin] = {
    "cos.endpoints": ("HOLDS UNDER", set(), 6, {"mom.cosine-falls"}),
    "cos.recursion": ("NOT PRINTED", set(), 5, {"mom.cosine-falls"}),
    "cos.lagrange-identity": ("NOT PRINTED", set(), 4, set()),
    "cos.mean": ("NOT PRINTED", set(), 5, {"cos.lagrange-identity"}),
    "cos.sum-squares": ("NOT PRINTED", set(), 5, {"cos.lagrange-identity"}),
    "cos.last-step": ("FAILS", set(), 6, {"cos.endpoints"}),
}
TEN = {"eta_min": F(1, 10), "eta_max": 1, "T": 10}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def test_the_sum_of_ten_steps() -> None:
    """From 1 down to 0.1 in T = 10: both sides of "used" are 5.95."""
    steps, closed = part("cos.mean", 0, 0, 1).args
    assert value(closed, **TEN) == F("5.95")
    assert float(shown(steps, **TEN)) == pytest.approx(5.95, rel=1e-12)


def test_the_sum_of_squares_of_four_steps() -> None:
    """cos tπ/4 = 1, √½, 0, −√½: the squares of (1 + cos)/2 add up to 2."""
    steps, closed = part("cos.sum-squares").args
    assert value(closed, eta_max=1, T=4) == 2
    assert float(shown(steps, eta_max=1, T=4)) == pytest.approx(2, rel=1e-12)


def test_the_last_of_ten_steps_and_two_steps_after_the_end() -> None:
    """The rates at t = 9 and t = 12."""
    last, closed = part("cos.last-step", 0, 0, 0).args
    assert shown(closed, **TEN).startswith("0.1220245676")
    assert shown(last, **TEN).startswith("0.1220245676")
    rate = part("cos.last-step", 1, 0, 0, 0, 1, 0)
    assert shown(rate, x=12, **TEN).startswith("0.1859423525")
