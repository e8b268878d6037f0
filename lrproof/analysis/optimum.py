"""The best fixed parameters for a spectrum in [μ, L]: the closed form as terms in μ and L, as a person writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt
from typing import Any

from lrproof.analysis.elimination import Closed
from lrproof.analysis.family import Family
from lrproof.analysis.minimax import Statements
from lrproof.analysis.written import factored
from lrproof.claim import Claim
from lrproof.kernel.syntax import positive, real, sqrt
from lrproof.kernel.terms import Expr, term


@dataclass(frozen=True, eq=False)
class Optimum:
    """The best parameters and their rate as terms in μ and L (or numbers)."""

    family: Family
    closed: Closed
    low: Expr
    high: Expr
    values: Mapping[Expr, Expr]
    """Of the step size and of every free parameter."""
    rate: Expr
    attained: Claim
    unbeatable: Claim
    lemmas: tuple[Claim, ...]
    """Those in s and x on which the two rest; none with numbers."""
    allowed: tuple[Claim, ...]
    """That the parameters lie in their ranges, if these say anything."""


def optimum(
    family: Family, closed: Closed, low: Fraction | None, high: Fraction | None, general: Closed | None = None,
    ascending: bool = True,
) -> Optimum:  # fmt: skip
    """The statements of a closed form. ``general``: with numbers, the closed form for every κ, if there is one.

    ``ascending``: the step size is positive. What is proved in s is then taken to these numbers, which is less work
    than to prove it of them.
    """
    mu = positive("mu" if "mu" not in family.mode.hyper else "mu_min") if low is None else term(low)
    top = positive("L") if high is None else term(high)
    shown = _Shown(family, closed, mu, top)
    step = family.step if family.step is not None else None
    values: dict[Expr, Expr] = {}
    for v, value in closed.values.items():
        if v == family.variable and family.kind == "product":
            assert step is not None
            values[step] = shown.per_low(value)
        else:
            values[v] = shown.term(value)
    rate = shown.term(closed.rate)
    root = shown.root if closed.symbolic else None
    if general is not None and low is not None and high is not None:
        root = _Shown(family, general, mu, top).number(high / low)
    in_s = closed if closed.symbolic else general
    parts = Statements(family, closed, mu, top, values, rate, in_s, root, ascending)
    attained, unbeatable, lemmas = parts.claims()
    return Optimum(family, closed, mu, top, values, rate, attained, unbeatable, lemmas, parts.allowed())


class _Shown:
    """Elements of the closed form's field as terms in μ and L."""

    def __init__(self, family: Family, closed: Closed, low: Expr, high: Expr) -> None:
        self.closed, self.low, self.high = closed, low, high
        square = closed.square
        ratio = high / low
        self.split = square == {1: Fraction(1)}  # s = √L/√μ
        if square is None:
            self.root: Expr | None = ratio if closed.symbolic else None
        elif self.split:
            self.root = sqrt(high) / sqrt(low)
        elif not closed.symbolic:
            self.root = sqrt(term(square[0]))
        else:
            constant = square.get(0, Fraction(0))
            slope = square[1]
            part = ratio if slope == 1 else term(slope) * ratio
            self.root = sqrt(
                part if constant == 0 else part + term(constant) if constant > 0 else part - term(-constant)
            )

    def number(self, ratio: Fraction) -> Expr:
        """The value of s (or κ) where κ is ``ratio``."""
        square = self.closed.square
        if square is None:
            return term(ratio)
        value = sum((c * ratio**k for k, c in square.items()), Fraction(0))
        top, bottom = isqrt(value.numerator), isqrt(value.denominator)
        return term(Fraction(top, bottom)) if Fraction(top * top, bottom * bottom) == value else sqrt(term(value))

    def per_low(self, value: Any) -> Expr:
        """The value divided by μ."""
        return self._made(value, True)

    def term(self, value: Any) -> Expr:
        """The value."""
        return self._made(value, False)

    def _made(self, value: Any, divided: bool) -> Expr:
        from sympy import QQ
        from sympy.polys.fields import field

        closed = self.closed
        if not closed.symbolic:
            value = value / _rational(closed.field, self.low.data) if divided else value
            root = real("(unused)") if self.root is None else self.root
            return factored(value, {root: closed.field.gens[0]})
        two, m, big = field("m,L", QQ)
        even = closed.square is None or _even(value)
        if even:
            result = _put(_halved(value, closed.square), big / m, two)
            return factored(result / m if divided else result, {self.low: m, self.high: big}, (1, 2))
        if self.split:
            result = _put(value, big / m, two)
            return factored(result / m**2 if divided else result, {sqrt(self.low): m, sqrt(self.high): big}, (1, 2))
        assert self.root is not None
        if not divided:
            return factored(value, {self.root: closed.field.gens[0]})
        two, s, m = field("s,m", QQ)
        return factored(_put(value, s, two) / m, {self.root: s, self.low: m})


def _rational(field: Any, q: Fraction) -> Any:
    from sympy import QQ

    return field(QQ(q.numerator, q.denominator))


def _even(value: Any) -> bool:
    return all(k % 2 == 0 for p in (value.numer, value.denom) for (k,) in p.monoms())


def _halved(value: Any, square: Mapping[int, Fraction] | None) -> Any:
    """A function of s² as a function of κ."""
    if square is None:
        return value
    field = value.field
    k = field.gens[0]
    of_kappa = _rational(field, square.get(0, Fraction(0))) + _rational(field, square[1]) * k
    parts = []
    for p in (value.numer, value.denom):
        total = field(0)
        for (power,), c in p.terms():
            total += field(c) * of_kappa ** (power // 2)
        parts.append(total)
    return parts[0] / parts[1]


def _put(value: Any, image: Any, field: Any) -> Any:
    parts = []
    for p in (value.numer, value.denom):
        total = field(0)
        for (power,), c in p.terms():
            total += field(c) * image**power
        parts.append(total)
    return parts[0] / parts[1]
