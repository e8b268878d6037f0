"""RMSprop: what the claims rest on, and the lengths, cycles and eigenvalues that people quote."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from claims import CLAIMS, Pin, rests_on, shown

PINNED: dict[str, Pin] = {
    "rms.closed-form": ("HOLDS", set(), 5, {"adam.moving-average", "adam.weight-sum"}),
    "rms.first-step": ("NOT PRINTED", set(), 6, set()),
    "rms.step-bound": ("NOT PRINTED", set(), 5, set()),
    "rms.average-vanishes": ("NOT PRINTED", set(), 3, set()),
    "rms.lr-not-vanish": ("HOLDS UNDER", set(), 6, {"rms.average-vanishes"}),
    "rms.converges": ("NOT PRINTED", set(), 3, {"rms.average-vanishes"}),
    "rms.escapes": ("NOT PRINTED", set(), 3, set()),
    "rms.keeps-away": ("NOT PRINTED", set(), 3, {"rms.escapes"}),
    "rms.two-cycle": ("NOT PRINTED", set(), 3, {"rms.converges", "rms.escapes", "rms.keeps-away"}),
    "rms.quadratic-form": ("NOT PRINTED", set(), 5, set()),
    "rms.energy-falls": ("NOT PRINTED", set(), 4, set()),
    "rms.disturbed-recurrence": ("NOT PRINTED", set(), 3, {"rms.quadratic-form", "rms.energy-falls"}),
    "rms.cycle-jacobian": ("NOT PRINTED", set(), 3, {"lin.roots-in-disc"}),
    "rms.cycle-stable": ("NOT PRINTED", set(), 3, {"rms.cycle-jacobian", "rms.disturbed-recurrence"}),
}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


@pytest.mark.parametrize(
    ("id_", "beta", "starts"),
    [("rms.first-step", F(9, 10), "3.16227766016"), ("rms.first-step", F(99, 100), "10.0"),
     ("rms.step-bound", F(999, 1000), "31.62277660168")],
)  # fmt: skip
def test_length_of_a_step(id_: str, beta: F, starts: str) -> None:
    """η/√(1 − β) in units of η, as the cheat sheet shows it."""
    (row,) = CLAIMS[id_].cheat_sheet
    assert shown(row.part, eta=1, beta=beta).startswith(starts)
