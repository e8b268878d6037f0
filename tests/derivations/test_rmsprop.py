"""RMSprop: what the claims rest on, and the lengths, cycles and eigenvalues that people quote."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from claims import CLAIMS, Pin, part, rests_on, shown, value

from lrproof.kernel.terms import Expr

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


def row_of(id_: str) -> Expr:
    """The only row of a claim on the cheat sheet."""
    (row,) = CLAIMS[id_].cheat_sheet
    return row.part


def test_how_far_the_cycle_swings() -> None:
    """√(η²/4 − ε/a²) at a = 1, η = 0.01, ε = 1e-8."""
    assert shown(row_of("rms.two-cycle"), a=1, eta=F(1, 100), eps=F(1, 10**8)).startswith("0.00499899989997999")


def test_up_to_which_curvature_the_minimum_is_stable() -> None:
    """ηa = 2√ε: at η = 0.001 and ε = 1e-8 the curvature 0.2; it converges there, and beyond it there is the cycle."""
    step, edge = row_of("rms.converges").args
    spot = {"eta": F(1, 1000), "a": F(1, 5), "eps": F(1, 10**8)}
    assert value(step, **{k: spot[k] for k in ("eta", "a")}) == value(edge, eps=spot["eps"])


def test_the_cycle_s_eigenvalues() -> None:
    """At β = 0.9 the determinant is β and, at a = 1, η = 0.01, ε = 1e-8, the trace 1.70008."""
    spot = {"a": 1, "eta": F(1, 100), "beta": F(9, 10), "eps": F(1, 10**8)}
    determinant = part("rms.cycle-jacobian", 1, 0, 0, 1)
    assert value(row_of("rms.cycle-jacobian"), **spot) == F("1.70008")
    assert value(determinant.args[1], beta=F(9, 10)) == F(9, 10)
    assert shown(determinant.args[0], **spot).startswith(("0.9", "0.8999999999"))
