"""The one-cycle policy: what the claims rest on, and the numbers in their statements."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from claims import CLAIMS, Pin, part, rests_on, shown, value

PINNED: dict[str, Pin] = {
    "onecycle.integral": ("HOLDS", set(), 5, set()),
    "onecycle.cosine-steady": ("NOT PRINTED", set(), 3, set()),
    "onecycle.integral-cosine": ("HOLDS", set(), 5, {"onecycle.integral", "onecycle.cosine-steady"}),
    "onecycle.sum": ("NOT PRINTED", set(), 5, {"cos.mean"}),
    "onecycle.torch": ("FAILS", set(), 4, set()),
    "onecycle.torch-cycle": ("NOT PRINTED", set(), 4, set()),
}
TORCH = {"eta_max": 1, "d": 25, "f": 10_000, "c": F(3, 10), "T": 100, "m": 29}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def test_what_only_an_experiment_decides() -> None:
    assert (CLAIMS["onecycle.better"].theorem, CLAIMS["onecycle.better"].printed.verdict) == ("NONE", "EMPIRICAL")


@pytest.mark.parametrize("peak", [1, 3, 9])
def test_the_mean_from_a_tenth_to_one(peak: int) -> None:
    """0.55, for every peak: of the area, and of the ten rates that are used."""
    gained, named = part("onecycle.integral", 1, 1).args
    assert value(gained, eta_min=F(1, 10), eta_max=1, T=10, m=peak) / 10 == F("0.55")
    assert value(named, eta_min=F(1, 10), eta_max=1, T=10) / 10 == F("0.55")
    steps, closed = part("onecycle.sum", 0).args
    assert value(steps, eta_min=F(1, 10), eta_max=1, T=10, m=peak) / 10 == F("0.55")
    assert value(closed, eta_min=F(1, 10), eta_max=1, T=10) / 10 == F("0.55")


def test_pytorch_for_a_hundred_steps() -> None:
    """OneCycleLR(max_lr=1, total_steps=100): 0.04 first, 0.295 at 10, 4e-6 last."""
    first, last = part("onecycle.torch", 0, 0, 0, 0, 0), part("onecycle.torch", 0, 0, 1)
    rise = part("onecycle.torch-cycle", 0, 0, 1, 0)
    assert float(shown(first.args[0], **TORCH)) == pytest.approx(0.04, rel=1e-12)
    assert value(first.args[1], eta_max=1, d=25) == F(4, 100)
    assert shown(rise, x=10, **TORCH).startswith("0.295163948464")
    assert float(shown(last.args[0], **TORCH)) == pytest.approx(4e-6, rel=1e-12)
    assert value(last.args[1], eta_max=1, d=25, f=10_000) == F(4, 10**6)
    assert value(CLAIMS["onecycle.torch"].given[0].args[1], c=F(3, 10), T=100) == TORCH["m"]
