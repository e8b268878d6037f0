"""Adam on gradients that are rarely large: what the claims rest on, and the drift of an actual run."""

from __future__ import annotations

import math
from fractions import Fraction as F
from itertools import pairwise

import pytest
from claims import Pin, part, rests_on, shown, value

PINNED: dict[str, Pin] = {
    "adam.periodic-moment": ("NOT PRINTED", set(), 3, set()),
    "adam.periodic-bounds": ("NOT PRINTED", set(), 3, {"adam.periodic-moment"}),
    "adam.nonconvergence": (
        "NOT PRINTED", set(), 5, {"adam.periodic-bounds", "adam.periodic-moment", "adam.step-defined"},
    ),
}  # fmt: skip
OF_THREE = {"C": F(3), "beta": F("0.1")}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def run(large: int, periods: int) -> list[float]:
    """θ/η after each period, from 0, with β₁ = 0 and ε = 0."""
    theta, v, beta, ends = 0.0, 0.0, 1 / (1 + large**2), []
    for n in range(1, 3 * periods + 1):
        g = large if n % 3 == 1 else -1
        v = beta * v + (1 - beta) * g**2
        theta -= g / math.sqrt(v / (1 - beta**n))
        ends += [theta] if n % 3 == 0 else []
    return ends


def test_the_drift_of_a_period_for_three() -> None:
    drift = part("adam.nonconvergence", 0, 0, 0, 1, 1)
    assert shown(drift, **OF_THREE).startswith("0.68094960199")
    ends = run(3, 20)
    assert ends[-1] - ends[-2] == pytest.approx(0.680949601994, rel=1e-11)


@pytest.mark.parametrize("large", [2, 3, 10, 100])
def test_a_run_climbs_by_half_a_step_in_every_period(large: int) -> None:
    ends = [0.0, *run(large, 30)]
    assert all(after - before >= 0.5 for before, after in pairwise(ends))


def test_the_moment_settles_into_its_cycle() -> None:
    paths = ((1, 0, 0, 0), (1, 0, 1, 0), (1, 1, 0))
    cycle = [value(part("adam.periodic-moment", *path), **OF_THREE) for path in paths]
    assert cycle == [F(911, 111), F(191, 111), F(119, 111)]
    beta, v, last = F(1, 10), F(0), []
    for n in range(1, 31):
        v = beta * v + (1 - beta) * (9 if n % 3 == 1 else 1)
        last = [*last[-2:], v / (1 - beta**n)]
    assert all(abs(found - limit) < F(1, 10**25) for found, limit in zip(last, cycle, strict=True))
