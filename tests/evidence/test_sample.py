"""Samples: a claimed expectation lies in the interval, a wrong one out of it, and the engine can say no."""

from __future__ import annotations

import pytest

from lrproof.claim import Sampled, sampled
from lrproof.evidence.sample import _BLOCK, check
from lrproof.kernel.syntax import integer, natural, random_variable, real, sequence, sqrt, total
from lrproof.kernel.terms import Number

X, g = random_variable("X", moments=2), sequence("g", random=True, moments=4)
t, i, beta, s = natural("t"), integer("i"), real("beta", "[0, 1)"), real("s")
SIGN = {X: ("two values", -1, 1, "1/2")}


def passed(request: Sampled, seed: int = 0) -> list[bool]:
    return [record.passed for record in check(request, seed=seed)]


@pytest.mark.parametrize(
    ("law", "mean", "square"),
    [(("normal", 2, 3), 2, 13), (("uniform", 0, 6), 3, 12), (("two values", 3, -1, "3/4"), 0, 3)],
    ids=lambda v: str(v),
)
def test_the_laws(law: tuple[object, ...], mean: Number, square: Number) -> None:
    """Mean and mean square of each law, to a thousandth or so; wrong by 5 % is noticed."""
    assert passed(sampled(X, mean, wrong=mean + s, draws={X: law}, values={s: "1/5"})) == [True, True]
    assert passed(sampled(X**2, square, wrong=square * s, draws={X: law}, values={s: "21/20"})) == [True, True]


def test_an_average_of_squares() -> None:
    """E((1 − β) Σ β^(t−i) g_i²) = 1 − β^t for normal g, and 1 without the correction is rejected."""
    average = (1 - beta) * total(beta ** (t - i) * g(i) ** 2, i, 1, t)
    request = sampled(average, 1 - beta**t, wrong=1, draws={g: ("normal", 0, 1)}, values={beta: "9/10", t: 10})
    assert passed(request) == [True, True] == passed(request, seed=1)
    assert passed(sampled(average, 1, wrong=0, draws={g: ("normal", 0, 1)}, values={beta: "9/10", t: 10})) == [
        False, True,
    ]  # fmt: skip


def test_a_wrong_value_too_near_is_said_to_be_so() -> None:
    (right, near) = check(sampled(X, 0, wrong=s, draws=SIGN, values={s: "1/1000"}, samples=2000), seed=0)
    assert right.passed and not near.passed and "take more samples" in near.reason


def test_samples_that_are_no_numbers_support_nothing() -> None:
    assert passed(sampled(sqrt(X), 1, wrong=0, draws=SIGN, samples=1000))[0] is False


def test_a_block_is_drawn_alike_whatever_else_is_drawn() -> None:
    """The first block of many samples is that of few; the order in which values are asked does not matter."""
    one = sampled(g(1) - g(2), 0, wrong=1, draws={g: ("normal", 0, 1)}, samples=_BLOCK)
    other = sampled(-g(2) + g(1), 0, wrong=1, draws={g: ("normal", 0, 1)}, samples=_BLOCK)
    assert [r.bound for r in check(one, seed=3)] == [r.bound for r in check(other, seed=3)]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: sampled(X, 0, wrong=1, draws={X: ("gamma", 1)}), "X is drawn by"),
        (lambda: sampled(X * s, 0, wrong=1, draws=SIGN), "neither draws nor values say what s is"),
        (lambda: sampled(g(1), 0, wrong=1, draws=SIGN), "say what g is"),
        (lambda: sampled(X, 0, wrong=1, draws=SIGN, samples=10), "at least 1000 samples"),
    ],
)
def test_what_is_asked_wrongly(make: object, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        make()  # type: ignore[operator]
