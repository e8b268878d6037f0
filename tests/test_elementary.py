"""One formula on numbers, arrays, SymPy expressions and terms: the same value, and the kind that was given."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
import sympy
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from lrproof import elementary as e
from lrproof.evaluate import balls, evaluate
from lrproof.kernel.syntax import real
from lrproof.kernel.terms import Expr, term

ONE: dict[str, tuple[Any, Any]] = {
    "exp": (e.exp, math.exp), "cos": (e.cos, math.cos), "root": (e.root, math.sqrt), "floor": (e.floor, math.floor),
}  # fmt: skip
x = real("x")


@pytest.mark.parametrize("name", ONE)
@given(numerator=st.integers(0, 400))
def test_functions_of_one(name: str, numerator: int) -> None:
    ours, known = ONE[name]
    q = Fraction(numerator, 16)  # exact as a float
    assert ours(float(q)) == pytest.approx(known(float(q)), rel=1e-15, abs=1e-15)
    assert isinstance(ours(float(q)), float)
    array = ours(np.array([float(q), 1.0]))
    assert array.shape == (2,) and array[0] == ours(float(q))
    assert float(ours(sympy.Rational(numerator, 16))) == pytest.approx(known(float(q)), rel=1e-14, abs=1e-14)
    found = ours(x)
    assert isinstance(found, Expr)
    ball = evaluate(found, {x: arb(numerator) / 16}, numbers=balls(100))
    assert abs(ball - known(float(q))) <= 1e-13 * (1 + abs(known(float(q))))


@given(a=st.integers(-99, 99), b=st.integers(-99, 99))
def test_the_larger_and_the_smaller(a: int, b: int) -> None:
    for ours, known in ((e.larger, max), (e.smaller, min)):
        assert ours(a, b) == ours(np.array([a]), b)[0] == int(ours(sympy.Integer(a), b)) == known(a, b)
        assert evaluate(ours(x, b), {x: arb(a)}, numbers=balls(100)) == known(a, b)


def test_pi_is_of_its_company() -> None:
    assert e.pi(1, 2.0) == math.pi and e.pi(sympy.Symbol("t"), 1) is sympy.pi and isinstance(e.pi(x, 1), Expr)


def test_alike() -> None:
    """Beside a term numbers are exact, beside SymPy SymPy's, else float64."""
    assert e.alike(x, 3) == (x, Fraction(3)) and e.alike(x, np.int64(3))[1] == 3
    s, three = e.alike(sympy.Symbol("s"), 3)
    assert isinstance(three, sympy.Integer) and s == sympy.Symbol("s")
    one, several = e.alike(Fraction(1, 2), [1, 2])
    assert isinstance(one, float) and one == 0.5 and several.dtype == np.float64


def test_like() -> None:
    assert e.like(Fraction(1, 2), 3) == Fraction(1, 2) and e.like(Fraction(1, 2), x) == term(Fraction(1, 2))


def test_plain_is_what_is_known() -> None:
    assert e.plain(Fraction(1, 2)) == (0.5,) and e.plain([1, 2.5]) == (1, 2.5) and e.plain(term(3)) == (3,)
    assert e.plain(sympy.pi) == (math.pi,) and e.plain(x) == e.plain(sympy.Symbol("s")) == ()
    for wrong in (None, "1", [None], 1j, False):
        with pytest.raises(TypeError, match="is expected, not"):
            e.plain(wrong)
