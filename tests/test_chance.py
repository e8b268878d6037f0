"""Numbers that rest on fair coins: against every outcome, one by one."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrproof.chance import Chance, by_outcome, in_every_outcome
from lrproof.undefined import Undefined

FAST = settings(max_examples=60, derandomize=True, deadline=None, database=None)
FRACTIONS = st.fractions(-3, 3, max_denominator=5)
CHANCES = st.tuples(FRACTIONS, FRACTIONS, FRACTIONS).map(lambda c: c[0] + c[1] * a + c[2] * a * b)
a, b = Chance.coin("a"), Chance.coin("b")


def outcomes(value: Chance) -> list[F]:
    """The values at (1, 1), (1, -1), (-1, 1), (-1, -1)."""

    def at(coins: frozenset[object], s: int, t: int) -> int:
        return (s if "a" in coins else 1) * (t if "b" in coins else 1)

    return [sum((c * at(k, s, t) for k, c in value.terms.items()), F(0)) for s in (1, -1) for t in (1, -1)]


@FAST
@given(CHANCES, CHANCES)
def test_arithmetic_is_that_of_the_outcomes(x: Chance, y: Chance) -> None:
    """Sums, products and powers, outcome by outcome; the mean is their mean."""
    for got, want in ((x + y, F.__add__), (x - y, F.__sub__), (x * y, F.__mul__)):
        assert outcomes(got) == [want(u, v) for u, v in zip(outcomes(x), outcomes(y), strict=True)]
    assert outcomes(x**3) == [u**3 for u in outcomes(x)]
    assert outcomes(abs(x)) == [abs(u) for u in outcomes(x)]
    assert x.mean == sum(outcomes(x), F(0)) / 4


@FAST
@given(CHANCES, CHANCES)
def test_a_quotient_where_it_is_one(x: Chance, y: Chance) -> None:
    if 0 in outcomes(y):
        with pytest.raises(Undefined):
            x / y
    else:
        assert outcomes(x / y) == [u / v for u, v in zip(outcomes(x), outcomes(y), strict=True)]


def test_coins_are_independent() -> None:
    """E(a²) = 1, E(ab) = 0, and E(f(a) g(b)) = E f(a) · E g(b)."""
    assert (a * a).mean == 1 and (a * b).mean == 0
    f, g = 2 + 3 * a, (1 + b) ** 2
    assert (f * g).mean == f.mean * g.mean


def test_what_holds_in_every_outcome() -> None:
    assert in_every_outcome(lambda x, y: x <= y, a, 1)
    assert not in_every_outcome(lambda x, y: x < y, a, 1)


def test_too_many_coins() -> None:
    """Outcomes are counted, so their number is kept small; sums and products need none."""
    many = sum((Chance.coin(k) for k in range(12)), Chance({}))
    assert (many * many).mean == 12
    with pytest.raises(Undefined, match="12 coins"):
        by_outcome(abs, many)


def test_how_it_is_written() -> None:
    assert (str(1 + 2 * a), str(-a), str(Chance({})), str(a + b)) == ("1 ± 2", "±1", "0", "0 in the mean, by chance")
