"""Adam's moments: what the claims rest on."""

from __future__ import annotations

import pytest
from claims import Pin, rests_on

PINNED: dict[str, Pin] = {
    "adam.moving-average": ("NOT PRINTED", set(), 4, set()),
    "adam.weight-sum": ("NOT PRINTED", set(), 3, {"adam.moving-average"}),
    "adam.closed-form": ("HOLDS", set(), 5, {"adam.moving-average", "adam.weight-sum"}),
}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])
