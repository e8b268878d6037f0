"""Warmup: what the claims rest on, and the numbers in their statements."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from claims import CLAIMS, Pin, part, rests_on, value

PINNED: dict[str, Pin] = {
    "warm.first-step": ("FAILS", set(), 4, set()),
    "warm.cap": ("FAILS", set(), 5, set()),
    "warm.sum": ("NOT PRINTED", set(), 4, set()),
    "warm.torch-linear": ("NOT PRINTED", set(), 4, set()),
    "warm.stabilises": ("HOLDS UNDER", set(), 5, {"gen.local-not-global"}),
}


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def test_what_only_an_experiment_decides() -> None:
    assert (CLAIMS["warm.unreliable"].theorem, CLAIMS["warm.unreliable"].printed.verdict) == ("NONE", "EMPIRICAL")


def test_the_first_rate_and_the_rate_at_twice_the_length() -> None:
    """0 at t = 0, and as printed twice the target at 2T."""
    assert value(part("warm.first-step", 0, 0, 0, 0), eta=1, T=10) == 0
    doubled, named = part("warm.cap", 0, 0, 0, 1).args
    assert value(doubled, eta=F(3, 10), T=10) == value(named, eta=F(3, 10)) == F(6, 10)


def test_the_sums_over_ten_steps() -> None:
    """5.5 from 1 to T, 4.5 from 0 to T − 1."""
    for (steps, closed), total in ((part("warm.sum", 0).args, F("5.5")), (part("warm.sum", 1).args, F("4.5"))):
        assert value(steps, eta=1, T=10) == value(closed, eta=1, T=10) == total


def test_pytorch_starts_at_a_tenth() -> None:
    """LinearLR with s = 1/10, total_iters = 9 is the warmup of ten steps from t = 1."""
    closed, warmup = part("warm.torch-linear", 1, 0, 1).args
    assert [value(closed, eta=1, T=9, t=t) for t in (0, 1, 9, 20)] == [F(1, 10), F(2, 10), 1, 1]
    assert [value(warmup, eta=1, T=9, t=t) for t in (0, 1, 9, 20)] == [F(1, 10), F(2, 10), 1, 1]


def test_two_warm_steps_from_three() -> None:
    """1.0125 after two steps; the statement's number is what the recurrence gives."""
    x = F(3)
    for t in (1, 2):
        x -= F(t, 20) * (x + x**3)
    assert value(part("warm.stabilises", 0, 0, 1, 1)) == x == F("1.0125")
