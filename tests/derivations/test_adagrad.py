"""AdaGrad: what the claims rest on, and numbers that a reader can recompute, read off the statements."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F
from typing import Any

import pytest
from claims import CLAIMS, Pin, part, rests_on, shown, value

from lrproof.evaluate import EXACT, Numbers, digits, evaluate
from lrproof.falsify.models import on_the_line
from lrproof.kernel.terms import Expr, functions
from lrproof.rules import adagrad

PINNED: dict[str, Pin] = {
    "adapt.frequency": ("FAILS", set(), 5, set()),
    "ada.accumulator": ("HOLDS", set(), 4, set()),
    "ada.step-bound": ("NOT PRINTED", set(), 5, {"ada.accumulator"}),
    "ada.eps-placement": ("NOT PRINTED", set(), 5, {"ada.accumulator"}),
    "ada.lr-limit": ("HOLDS UNDER", set(), 5, {"ada.accumulator"}),
    "ada.const-gradient": ("NOT PRINTED", set(), 6, {"ada.lr-limit"}),
    "ada.coordinates": ("NOT PRINTED", set(), 3, set()),
    "ada.one-of-many": ("NOT PRINTED", set(), 3, set()),
    "ada.gain": ("NOT PRINTED", set(), 4, set()),
    "ada.potential-line": ("NOT PRINTED", set(), 3, set()),
    "ada.potential-bound": ("NOT PRINTED", set(), 3, {"ada.gain", "gd.quadratic-bound"}),
    "ada.lr-not-vanish": (
        "FAILS", set(), 4, {"ada.one-of-many", "ada.potential-bound", "ada.potential-line"}
    ),
    "ada.scale-invariance": ("NOT PRINTED", set(), 4, {"ada.coordinates"}),
    "ada.noise-vanish": ("HOLDS UNDER", set(), 6, set()),
    "ada.squares-over-roots": ("NOT PRINTED", set(), 3, {"ada.accumulator"}),
    "ada.best-rate": ("NOT PRINTED", set(), 3, set()),
    "ada.regret-coordinate": ("NOT PRINTED", set(), 4, {"ada.accumulator"}),
    "ada.regret-lemma": (
        "NOT PRINTED", set(), 4, {"ada.accumulator", "ada.best-rate", "ada.regret-coordinate", "ada.squares-over-roots"}
    ),
}  # fmt: skip


@pytest.mark.parametrize("id_", PINNED)
def test_what_a_claim_rests_on(id_: str) -> None:
    rests_on(id_, PINNED[id_])


def where(e: Expr, numbers: Numbers, *, values: dict[str, F | int], **known: Callable[..., Any]) -> Any:
    """The value of a term where its variables and function symbols, by name, are as given."""
    made = {f: known[f.name] for f in functions(e)}
    return evaluate(e, {v: values[v.data[0]] for v in e.free}, made, numbers)


def test_dates_are_no_theorem() -> None:
    made = CLAIMS["adapt.dates"]
    assert (made.statement, made.theorem, made.printed.verdict) == (None, "NONE", "EMPIRICAL")


@pytest.mark.parametrize(("size", "times", "rate"), [(F(1, 100), 100, 10), (1, 1, 1), (1, 100, F(1, 10))])
def test_the_rate_of_a_feature_after_its_gradients(size: F, times: int, rate: F) -> None:
    """A hundred gradients of 1/100 leave ten times the learning rate, one gradient of 1 all of it."""
    stated = part("adapt.frequency", 0, 0, 0, 1, 1, 1)
    assert where(stated, EXACT, values={"eta": 1, "c": size, "t": times}, a=lambda k: 1) == rate


def test_the_longest_step_for_a_small_gradient() -> None:
    longest = part("ada.step-bound", 1, 1)
    found = where(longest, digits(30), values={"eta": 1, "eps": F(1, 10**8)}, g=lambda k: F(1, 10**4))
    assert str(found).startswith("0.7071067811")


def test_one_eps_in_both_places() -> None:
    assert shown(part("ada.eps-placement", 1, 1, 0)).startswith("99.01485")


def test_what_is_left_of_the_rate_when_the_squares_sum_up_to_a_third() -> None:
    assert shown(part("ada.lr-limit", 1, 1, 1, 0), eta=1, eps=0).startswith("1.7320508075")


def test_a_hundred_steps_under_a_constant_gradient() -> None:
    """18.0997… ≤ 18.5896… ≤ 19, in units of η."""
    low, far = (part("ada.const-gradient", 0, 0, 0, 1, 0, 1, k) for k in (0, 1))
    high = part("ada.const-gradient", 0, 0, 1, 0, 1, 1)
    assert shown(low, t=100).startswith("18.0997512422")
    assert shown(far, t=100).startswith("18.5896038247")
    assert float(shown(high, n=100)) == 19


def test_the_rate_times_the_root_of_the_step_under_unit_noise() -> None:
    """With s = η = 1 the limit is 1; a run with gradients ±1 and ε = 0 is at it from the first step on."""
    limit = part("ada.noise-vanish", 0, 0, 0, 0)
    assert value(limit, eta=F(1), s=F(1)) == 1
    assert value(limit, eta=F(1, 10), s=F(2)) == F(1, 20)
    squares = 0.0
    for k in range(1, 1001):
        _, squares = adagrad(0.0, squares, lambda z, k=k: (-1.0) ** k, eta=1.0, eps=0.0)
        assert (k / squares) ** 0.5 == 1


def test_the_squares_over_their_roots() -> None:
    """With gradients of 1 and ε = 0: 10 ≤ 18.5896… ≤ 20."""
    for path, digits_ in (((0, 1, 0, 0), "10.0"), ((0, 1, 0, 1), "18.5896038247"), ((0, 1, 1, 1), "20.0")):
        stated = part("ada.squares-over-roots", *path)
        found = where(stated, digits(30), values={"t": 100, "eps": 0}, g=lambda k: 1, G=lambda k: k)
        assert str(found).startswith(digits_)


def test_the_best_learning_rate_for_regret() -> None:
    """At D/√2 the constant is √2 D; a little to either side it is larger."""
    least = part("ada.regret-lemma", 1, 1, 1, 0, 1, 0)
    assert shown(least.args[0], D=3).startswith("4.24264068711")
    assert all(float(shown(least.args[1], D=3, v=F(v, 100))) > 4.2427 for v in (205, 220))


def test_the_learning_rate_stays_above_its_bound() -> None:
    """On x²/2 from 1 with η = 0.1: it stays at 0.0315…, and the bound of the theorem is 0.0088…."""
    most = on_the_line(part("ada.lr-not-vanish", 0, 1, 0, 1))
    values: dict[str, F | int] = {"eta": F(1, 10), "eps": F(1, 10**8), "L": 1, "n": 1, "b": 0}
    bound = 0.1 / float(where(most, digits(30), values=values, f=lambda x: x**2 / 2, theta=lambda k: 1))
    x, squares = 1.0, 0.0
    for _ in range(2000):
        x, squares = adagrad(x, squares, lambda z: z, eta=0.1, eps=1e-8)
    assert 0.0088 < bound < 0.0089 < 0.0315 < 0.1 / (squares + 1e-8) ** 0.5 < 0.0316
