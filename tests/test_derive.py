"""SymPy's candidates: right where the answer is known, a refusal where it has none, and names never confused."""

from __future__ import annotations

from fractions import Fraction as F
from random import Random

import pytest

from lrproof.derive import (
    NotFound,
    Translation,
    chebyshev_step,
    chebyshev_value,
    minimax,
    multiplier,
    root,
    root_series,
    slope,
    solve_recurrence,
    stable_ends,
    summed,
    times,
)
from lrproof.evaluate import balls, evaluate
from lrproof.kernel.syntax import (
    exp,
    expect,
    floor,
    function,
    integer,
    larger,
    log,
    natural,
    nonnegative,
    pi,
    positive,
    random_variable,
    rational,
    real,
    sequence,
    smaller,
    sqrt,
    tanh,
    total,
)
from lrproof.kernel.terms import Expr, term
from lrproof.rules import gradient_descent, heavy_ball

x, y, p = real("x"), real("y", nonzero=True), positive("p")
a, eta, lam, mu, L = real("a"), real("eta"), real("lam"), positive("mu"), positive("L")
t, i = natural("t"), integer("i")


def same(found: Expr, wanted: Expr) -> bool:
    """Equal at random points; the kernel's proof is the engine's task."""
    dice, symbols = Random("derive"), sorted(found.free | wanted.free, key=str)
    points = [
        {s: F(dice.randint(2, 5)) if s.sort == "int" else F(dice.randint(1, 60), 7) for s in symbols} for _ in range(12)
    ]
    return all(evaluate(found, at) == evaluate(wanted, at) for at in points)


@pytest.mark.parametrize(
    "e",
    [
        x**3 - 2 * x / (p + 1), abs(x) + sqrt(p), exp(x) * log(p) + tanh(x), (x + 1) ** t, x ** (t + 1), 1 / p**2,
        rational("2/3") * x, x / y,
    ],
    ids=str,
)  # fmt: skip
def test_there_and_back(e: Expr) -> None:
    """A term survives the way through SymPy: SymPy itself says that the two are equal."""
    translation = Translation()
    there = translation.to(e)
    assert (translation.to(translation.back(there)) - there).simplify() == 0


def test_symbols_are_told_apart_by_identity() -> None:
    """Two variables of one name and two domains are two symbols, with what their domains say of them."""
    translation = Translation()
    mine, other = translation.to(real("s")), translation.to(positive("s"))
    assert mine != other and other.is_positive and mine.is_positive is None
    assert translation.to(nonnegative("q")).is_nonnegative and translation.to(y).is_nonzero
    assert translation.to(t).is_integer and translation.to(integer("k", "[1, oo)")).is_positive
    assert translation.to(real("m", "(-1, 1)")).is_positive is None
    assert translation.back(other) == positive("s")


@pytest.mark.parametrize(
    "e", [floor(x), sequence("u")(t), function("f")(x), expect(random_variable("X"))], ids=str
)  # fmt: skip
def test_what_is_not_translated(e: Expr) -> None:
    """SymPy is given nothing that it would understand otherwise."""
    with pytest.raises(NotFound, match="SymPy is not given"):
        Translation().to(e)


def test_what_no_term_expresses() -> None:
    """A float, a case distinction, a complex number or a strange symbol does not come back."""
    import sympy

    translation, s = Translation(), sympy.Symbol("s")
    strange = (sympy.Float("0.5"), sympy.Piecewise((s, s > 0), (1, True)), sympy.I, s, sympy.oo, sympy.gamma(s))
    for found in strange:
        with pytest.raises(NotFound, match="which no term expresses"):
            translation.back(found)


def test_extremes_go_there() -> None:
    """max, min and pi are known to SymPy, and pi comes back."""
    translation = Translation()
    both = translation.to(larger(x, 2)), translation.to(smaller(x, 2)), translation.to(pi)
    assert [str(s.func) for s in both[:2]] == ["Max", "Min"] and both[2].is_positive
    assert translation.back(2 * both[2] * translation.to(x)) == 2 * pi * x


def test_multiplier() -> None:
    """Gradient descent on a x²/2 multiplies by 1 − ηa; a rule with two state variables has a matrix instead."""
    assert same(multiplier(gradient_descent, a, eta=eta), 1 - eta * a)
    with pytest.raises(NotFound, match="2 state variables"):
        multiplier(heavy_ball, a, eta=eta, beta=x)
    with pytest.raises(NotFound, match="is not linear"):
        multiplier(gradient_descent, real("x (the parameter)"), eta=eta)


def test_stable_ends() -> None:
    """1 − ηa is 1 at 0 and −1 at 2/a; a square takes −1 nowhere."""
    low, high = stable_ends(1 - eta * p, eta)
    assert same(low, rational(0))
    assert same(high, 2 / p)
    with pytest.raises(NotFound, match="once each"):
        stable_ends(eta**2, eta)


def test_root_and_times() -> None:
    """The step that reaches the minimum at once, and how often a factor is needed."""
    assert same(root(1 - eta * p, eta), 1 / p)
    with pytest.raises(NotFound):
        root(1 + eta**2, eta)
    assert times(p, x) == 1 / log(p) * log(x)


def test_root_series() -> None:
    """√(1 + x) = 1 + x/2 − x²/8 + ..., the root of z² = 1 + x that is 1 at 0, and −1 − x/2 + ..., the other one."""
    z, small = real("z"), real("small")
    square = z**2 - 1 - small
    for sign in (1, -1):
        found = root_series(square, z, small, term(sign), 3)
        for value in (F(0), F(1), F(-2), F(1, 3)):
            wanted = sign * (1 + value / 2 - value**2 / 8 + value**3 / 16)
            assert evaluate(found, {small: value}) == wanted
    assert evaluate(root_series(square, z, small, term(1), 0), {small: F(5)}) == 1
    with pytest.raises(NotFound, match="is no root"):
        root_series(square, z, small, term(2), 1)
    with pytest.raises(NotFound, match="multiple root"):
        root_series(z**2 - small, z, small, term(0), 1)


def test_slope() -> None:
    """As a function of the variable, and at a point of it."""
    assert same(slope(x**3 - 2 * x, x), 3 * x**2 - 2)
    assert same(slope(x**3 - 2 * x, x, y), 3 * y**2 - 2)


def test_minimax() -> None:
    """The step 2/(μ + L), and the factor (L − μ)/(L + μ) there."""
    step, factor = minimax(1 - eta * lam, eta, lam, mu, L)
    assert same(step, 2 / (mu + L)) and same(factor, (L - mu) / (L + mu))
    with pytest.raises(NotFound, match="exactly one step"):
        minimax((1 - eta * lam) ** 2 + 1, eta, lam, mu, L)


def test_solve_recurrence() -> None:
    """Geometric, and affine with a constant term; a recurrence without closed form is not found."""
    assert same(solve_recurrence(lambda s: 3 * s, x, t), 3**t * x)
    assert same(solve_recurrence(lambda s: s / 2 + 1, x, t), (x - 2) * rational("1/2") ** t + 2)
    with pytest.raises(NotFound, match="does not solve"):
        solve_recurrence(lambda s: s**2 + 1, x, t)


def test_chebyshev() -> None:
    """The polynomial at (r + 1/r)/2 from its recurrence; the reciprocals of its zeros on [μ, L], by numbers."""
    assert same(chebyshev_value(p, t), (p**t + p ** (-t)) / 2)
    found = chebyshev_step(integer("n", "[1, oo)"), t, mu, L)
    (degree,) = (v for v in found.free if v.data[0] == "n")
    assert evaluate(found, {degree: 1, t: 0, mu: 1, L: 4}) == F(2, 5)  # cos(π/2) = 0
    assert evaluate(found, {degree: 3, t: 1, mu: 1, L: 4}) == F(2, 5)
    ball = evaluate(found, {degree: 2, t: 0, mu: 1, L: 4}, None, balls())
    assert abs(float(ball.mid()) - 1 / (2.5 - 1.5 * 0.5**0.5)) < 1e-12
    with pytest.raises(NotFound):
        chebyshev_value(sequence("u")(t), t)


def test_summed() -> None:
    """A geometric progression; of SymPy's cases the general one. A sum of which it knows nothing is not found."""
    b = real("b", "[0, 1)")
    assert same(summed(total(i, i, 1, t)), t * (t + 1) / 2)
    found, at = summed(total((1 - b) * b ** (t - i), i, 1, t)), {b: F(1, 3), t: 4}
    assert evaluate(found, at) == 1 - F(1, 3) ** 4
    with pytest.raises(NotFound):
        summed(total(sequence("u")(i), i, 1, t))
    with pytest.raises(NotFound):
        summed(total(tanh(i), i, 1, t))
