"""Adam at the edge of stability: what the claims rest on, and the figures at the default parameters."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from claims import CLAIMS, Pin, part, rests_on, value

from lrproof.evaluate import EXACT, evaluate
from lrproof.kernel.terms import functions

PINNED: dict[str, Pin] = {
    "adam.stability-38": ("NOT PRINTED", set(), 5, {"hb.stability"}),
    "adam.two-cycle": ("NOT PRINTED", set(), 4, set()),
    "adam.half-step": ("NOT PRINTED", set(), 3, {"adam.first-step", "adam.well-defined"}),
    "adam.no-step": ("NOT PRINTED", set(), 3, set()),
    "adam.eps-guard": ("NOT PRINTED", set(), 3, {"adam.half-step", "adam.well-defined", "hb.stability"}),
    "adam.settles-below": ("NOT PRINTED", set(), 4, {"rms.disturbed-recurrence"}),
}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


@pytest.mark.parametrize(
    ("id_", "names", "spot"),
    [("adam.stability-38", {"eta": 1, "beta1": F(9, 10)}, F(38)),
     ("adam.two-cycle", {"eta": 1, "beta1": F(9, 10)}, F(1, 38)),
     ("adam.eps-guard", {"eta": F(1, 1000), "beta1": F(9, 10), "eps": F(1, 10**8)}, F(38, 100000))],
)  # fmt: skip
def test_spot(id_: str, names: dict[str, F | int], spot: F) -> None:
    (row,) = CLAIMS[id_].cheat_sheet
    assert value(row.part, **names) == spot


def test_a_gradient_of_the_size_of_eps_halves_the_first_step() -> None:
    """g = ε = 1e-8: θ(1) − θ(0), by Adam's first step, is −η/2."""
    (row,) = CLAIMS["adam.first-step"].cheat_sheet
    change = row.part.args[1]
    names = {"eta": F(1), "eps": F(1, 10**8)}
    known = {f: lambda k: F(1, 10**8) for f in functions(change)}
    assert evaluate(change, {v: names[v.data[0]] for v in change.free}, known, EXACT) == F(-1, 2)


def test_one_edge() -> None:
    """The linearisation and Adam itself settle below the same curvature."""
    (row,), (whole,) = CLAIMS["adam.eps-guard"].cheat_sheet, CLAIMS["adam.settles-below"].cheat_sheet
    names = {"eta": F(1, 1000), "beta1": F(9, 10), "eps": F(1, 10**8)}
    assert value(row.part, **names) == value(whole.part.args[1], **names) == F(38, 100000)


def test_the_first_step_is_not_defined_without_eps_and_gradient() -> None:
    """The divisor of the first step, as adam.no-step states it, is 0 there."""
    divisor = part("adam.no-step", 0, 0)
    known = {f: lambda k: 0 for f in functions(divisor)}
    values = {v: {"eps": F(0), "beta2": F(999, 1000)}[v.data[0]] for v in divisor.free}
    assert evaluate(divisor, values, known, EXACT) == 0
