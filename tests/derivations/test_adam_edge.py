"""Adam at the edge of stability: what the claims rest on, and the figures at the default parameters."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from claims import CLAIMS, Pin, rests_on, value

PINNED: dict[str, Pin] = {
    "adam.stability-38": ("NOT PRINTED", set(), 5, {"hb.stability"}),
    "adam.two-cycle": ("NOT PRINTED", set(), 4, set()),
    "adam.eps-guard": ("NOT PRINTED", set(), 3, {"hb.stability"}),
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
