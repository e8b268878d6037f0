"""Exact points of the parameters' ranges, and the stable values of the variable at such a point.

What is read off here is a proposal: which of several expressions is the end of the interval. The kernel decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from random import Random
from typing import Any

from lrproof.analysis.written import fraction
from lrproof.kernel.terms import Domain, Expr

Point = Mapping[Expr, Fraction]


def point_of(domain: Domain, dice: Random) -> Fraction:
    """A rational in the domain, sometimes near an end or at one."""
    low, high = domain.low, domain.high
    share = Fraction(dice.choice((0, 1, 2, 5, 10, 19, 20)) * 5 + dice.randint(0, 5), 101)
    if low is not None and high is not None:
        value = min(low + share * (high - low), high)
        if value == low and domain.low_strict:
            value = low + (high - low) / 97
        if value == high and domain.high_strict:
            value = high - (high - low) / 97
        return value
    far = Fraction(dice.choice((1, 2, 3, 7, 20, 100)), dice.choice((1, 2, 3, 7, 50)))
    if low is not None:
        return low if share == 0 and not domain.low_strict else low + far
    if high is not None:
        return high if share == 0 and not domain.high_strict else high - far
    return far * dice.choice((1, -1))


def points(variables: Sequence[Expr], count: int = 40, seed: int = 0) -> list[dict[Expr, Fraction]]:
    """Exact values for ``variables``, each in its domain; one point if there are no variables."""
    dice = Random(f"points {seed}")
    found = [{v: point_of(v.data[1], dice) for v in variables} for _ in range(count if variables else 1)]
    unique = {tuple(p.values()): p for p in found if not any(v.data[1].nonzero and q == 0 for v, q in p.items())}
    return list(unique.values())


def univariate(polynomial: Any, order: Sequence[Expr], point: Point) -> list[Fraction]:
    """A polynomial in (variable, params) where the params have values: its coefficients, constant first."""
    found: dict[int, Fraction] = {}
    for monomial, c in polynomial.terms():
        value = fraction(c)
        for v, k in zip(order, monomial[1:], strict=True):
            value *= point[v] ** k
        found[monomial[0]] = found.get(monomial[0], Fraction(0)) + value
    return [found.get(k, Fraction(0)) for k in range(max(found, default=0) + 1)]


def value_at(p: Sequence[Fraction], x: Fraction) -> Fraction:
    """The value of a polynomial, its coefficients constant first."""
    result = Fraction(0)
    for c in reversed(p):
        result = result * x + c
    return result


def stable_intervals(conditions: Sequence[Sequence[Fraction]]) -> list[tuple[float, float]]:
    """The open intervals on which all these polynomials are positive, exactly separated; ends as floats."""
    from sympy import QQ, Poly, Symbol

    x = Symbol("x")
    product = Poly(1, x, domain=QQ)
    for p in conditions:
        if not any(p):
            return []
        coefficients = [QQ(c.numerator, c.denominator) for c in reversed(p)]
        product *= Poly(coefficients, x, domain=QQ)
    cuts: list[tuple[Fraction, Fraction]] = []
    if product.degree() > 0:
        isolated = product.sqf_part().intervals(eps=QQ(1, 10**12))
        cuts = [(Fraction(int(a.p), int(a.q)), Fraction(int(b.p), int(b.q))) for (a, b), _ in isolated]
    if not cuts:
        tests = [(float("-inf"), Fraction(0), float("inf"))]
    else:
        mids = [float((a + b) / 2) for a, b in cuts]
        tests = [(float("-inf"), cuts[0][0] - 1, mids[0])]
        tests += [
            (m, (one[1] + two[0]) / 2, n) for (one, two), (m, n) in zip(pairwise(cuts), pairwise(mids), strict=True)
        ]
        tests += [(mids[-1], cuts[-1][1] + 1, float("inf"))]
    return [(a, b) for a, x0, b in tests if all(value_at(p, x0) > 0 for p in conditions)]
