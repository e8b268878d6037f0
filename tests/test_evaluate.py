"""The value of a term: exact where it can be, enclosed by balls, to many digits; never made up."""

from __future__ import annotations

import math
from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrproof.chance import Chance
from lrproof.evaluate import EXACT, MOST_TERMS, Numbers, balls, digits, evaluate
from lrproof.kernel.syntax import (
    cos,
    exp,
    expect,
    floor,
    integer,
    larger,
    log,
    natural,
    pi,
    random_variable,
    rational,
    real,
    sequence,
    sin,
    smaller,
    sqrt,
    tanh,
    total,
)
from lrproof.kernel.terms import Expr
from lrproof.undefined import Undefined

FAST = settings(max_examples=40, derandomize=True, deadline=None, database=None)
x, y, n, i, j = real("x"), real("y"), natural("n"), integer("i"), integer("j")
u = sequence("u")


def at(e: Expr, numbers: Numbers = EXACT, **values: Any) -> Any:
    names = {"x": x, "y": y, "n": n}
    return evaluate(e, {names[k]: v for k, v in values.items()}, {u: lambda k: F(k, 2)}, numbers)


@pytest.mark.parametrize(
    ("e", "value"),
    [
        (x + y * 2 - x / y, F(2, 3) + 10 - F(2, 15)),
        (-x, F(-2, 3)),
        (abs(-x), F(2, 3)),
        (x**3, F(8, 27)),
        (x**-2, F(9, 4)),
        (x**n, F(16, 81)),
        ((x - x) ** 0, F(1)),  # 0**0 is 1, as in the kernel
        ((x - x) ** 2, F(0)),
        (sqrt(x * 6), F(2)),
        (floor(-x), F(-1)),
        (larger(x, y), F(5)),
        (smaller(x, y), F(2, 3)),
        (u(n + 1), F(5, 2)),
        (total(i, i, 1, n), F(10)),
        (total(i, i, 1, 0), F(0)),
        (total(x, i, n, n), F(2, 3)),
        (total(total(i * j, j, 1, i), i, 1, n), F(1 + 2 * 3 + 3 * 6 + 4 * 10)),
        (total(u(i) + total(i, i, 1, 2), i, 1, 2), F(3, 2) + 6),  # the inner i is another
        (rational("1.5"), F(3, 2)),
        (exp(x - x) + cos(x - x) + sin(x - x) + tanh(x - x) + log(x / x), F(2)),  # rational at one place each
    ],
    ids=str,
)
def test_exact(e: Expr, value: F) -> None:
    """By hand; a value is a Fraction, so nothing is rounded."""
    found = at(e, x=F(2, 3), y=5, n=4)
    assert found == value and isinstance(found, (F, int))


@pytest.mark.parametrize("sixths", range(-13, 14))
def test_sine_and_cosine_are_exact_at_fractions_of_the_turn(sixths: int) -> None:
    """At k sixths of π: the fraction where the float is next to one, and undefined where it is no fraction (Niven)."""
    for made, near in ((cos, math.cos), (sin, math.sin)):
        e, float_ = made((2 * n - x) * (pi / y) - pi), near(sixths * math.pi / 6 - math.pi)
        (half,) = [F(k, 2) for k in range(-2, 3) if abs(float_ - k / 2) < 1e-9] or [None]
        if half is None:
            with pytest.raises(Undefined, match="is no fraction"):
                at(e, x=-sixths, y=6, n=0)
        else:
            assert at(e, x=-sixths, y=6, n=0) == half


UNDEFINED = {
    "x/0": (x / (y - 5), EXACT),
    "0**-1": ((y - 5) ** -1, EXACT),
    "0**-n": ((y - 5) ** (-n), EXACT),
    "sqrt(-1)": (sqrt(-y), EXACT),
    "an irrational root": (sqrt(y), EXACT),
    "exp, exactly": (exp(x), EXACT),
    "tanh, exactly": (tanh(x), EXACT),
    "pi, exactly": (pi, EXACT),
    "cos of an eighth of the turn": (cos(pi / 4), EXACT),
    "cos of a rational and a turn": (cos(1 + 2 * pi), EXACT),
    "cos of a square of pi": (cos(pi * pi), EXACT),
    "sin of 1/pi": (sin(1 / pi), EXACT),
    "sin of pi/0": (sin(pi / (y - 5)), EXACT),
    "sin of a power of pi": (sin(pi**2), EXACT),
    "a backward sum": (total(i, i, 1, n - 6), EXACT),
    "a sum of too many terms": (total(i, i, 1, MOST_TERMS + 1), EXACT),
    "x/0 inside a sum": (total(1 / (i - 2), i, 1, n), EXACT),
    "log(0)": (log(y - 5), digits()),
    "log(-1)": (log(-y), balls()),
    "sqrt(-1) in balls": (sqrt(-y), balls()),
    "x/0 in balls": (x / (y - 5), balls()),
    "0**-1 in balls": ((y - 5) ** -1, balls()),
    "x/0 in digits": (x / (y - 5), digits()),
    "division by a ball around 0": (1 / (sqrt(y) ** 2 - 5), balls()),
    "a negative power of a ball around 0": ((sqrt(y) ** 2 - 5) ** -1, balls()),
}


@pytest.mark.parametrize(("e", "numbers"), UNDEFINED.values(), ids=UNDEFINED)
def test_undefined(e: Expr, numbers: Numbers) -> None:
    """Outside its domain a term has no value, in no number system: nothing is made up."""
    with pytest.raises(Undefined):
        at(e, numbers, x=F(2, 3), y=5, n=4)


def test_what_has_no_value_is_asked_for() -> None:
    """A variable or function without a value is a KeyError, not 0."""
    with pytest.raises(KeyError):
        at(x + 1)
    with pytest.raises(KeyError):
        evaluate(u(1), {})
    with pytest.raises(Undefined, match="is no whole number"):
        at(x**n, x=1, n=F(1, 2))


@FAST
@given(st.fractions(F(1, 4), 4, max_denominator=50), st.integers(0, 12))
def test_balls_contain_digits(value: F, steps: int) -> None:
    """Two independent libraries: a narrow ball of python-flint holds what mpmath gives with more digits."""
    e = (
        sqrt(x)
        + exp(-x) * log(x + 1)
        + sin(x) * cos(x)
        - tanh(x) / pi
        + larger(x, y) ** n
        + total(x**i, i, 1, n)
        + abs(x - 2)
    )
    ball, many = (at(e, system, x=value, y=1, n=steps) for system in (balls(128), digits(60)))
    from flint import arb, fmpq

    shown = F(str(many))
    assert ball.overlaps(arb(fmpq(shown.numerator, shown.denominator)))
    assert float(ball.rad()) < 1e-25 * max(1.0, abs(float(ball.mid())))


@FAST
@given(st.fractions(-3, 3, max_denominator=20), st.integers(0, 8))
def test_balls_contain_the_exact_value(value: F, steps: int) -> None:
    """For a rational term the exact value and the ball agree, and floats are near it."""
    e = (1 - x / 7) ** n + total((x / 3) ** i, i, 0, n) / (x**2 + 1)
    exact = at(e, x=value, n=steps)
    from flint import arb, fmpq

    assert at(e, balls(), x=value, n=steps).overlaps(arb(fmpq(exact.numerator, exact.denominator)))
    assert math.isclose(float(at(e, digits(), x=value, n=steps)), exact, rel_tol=1e-12, abs_tol=1e-12)


def test_a_floor_of_balls_is_exact_or_undefined() -> None:
    """Where a ball reaches past a whole number the floor is not known."""
    value = evaluate(floor(sqrt(x)), {x: F(10)}, None, balls())
    assert value == 3 and value.is_exact()
    with pytest.raises(Undefined, match="whole number"):
        evaluate(floor(sqrt(x) ** 2), {x: F(10)}, None, balls())


def test_an_expectation() -> None:
    """Exactly, of what rests on fair coins; a number is its own expectation, in balls too."""
    X, s = random_variable("X", moments=2), real("s")
    toss = {X: 1 + 2 * Chance.coin("X"), s: F(3)}
    assert evaluate(expect(s * X**2), toss) == 15
    assert evaluate(expect(abs(X)), toss) == 2
    assert evaluate(expect(X) - expect(s), toss, numbers=balls()).contains(-2)
    assert evaluate(expect(sqrt(s)), {s: F(2)}, numbers=balls()).overlaps(evaluate(sqrt(s), {s: F(2)}, numbers=balls()))
    with pytest.raises(Undefined, match="rests on chance"):
        evaluate(X * sqrt(s), {**toss, s: F(2)}, numbers=balls())
