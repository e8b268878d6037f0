"""From SymPy's quotients of polynomials back to terms, as a person would write them.

A polynomial is written with low powers first, what is added before what is taken away; a quotient is written with its
factors: ``2 (1 + β)/((1 - β) λ)``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from lrproof.kernel.terms import Expr, term

Names = Mapping[Expr, Any]
"""The variables of a field, in the order of its generators."""


def fraction(q: Any) -> Fraction:
    """A rational of SymPy's ground domain as a Fraction."""
    return Fraction(int(q.numerator), int(q.denominator))


def expanded(value: Any, names: Names) -> Expr:
    """An element of a field as a polynomial, or as a polynomial over the factors of another."""
    variables = tuple(names)
    if not _constant(value.denom):
        return factored(value, names)
    return polynomial(value.numer, variables, 1 / fraction(value.denom.LC))


def factored(value: Any, names: Names, at: tuple[int, ...] = ()) -> Expr:
    """An element of a field as a product over a product; each factor is written as positive ``at`` that point."""
    if value.numer == 0:
        return term(0)
    variables = tuple(names)
    number, above = _factors(value.numer, at)
    down, below = _factors(value.denom, at)
    number /= down
    if number < 0:  # (1 - β) -> (β - 1), if there is such a factor
        for k, (factor, power) in enumerate(above):
            if power % 2 and len(factor.terms()) > 1 and any(c < 0 for c in factor.coeffs()):
                above[k], number = (-factor, power), -number
                break
    top = _product(abs(Fraction(number.numerator)), above, variables)
    bottom = _product(Fraction(number.denominator), below, variables)
    if top.head == bottom.head == "num":
        return term(number)
    result = top if bottom == term(1) else top / bottom
    return -result if number < 0 else result


def _factors(p: Any, at: tuple[int, ...]) -> tuple[Fraction, list[tuple[Any, int]]]:
    """A number and primitive factors with a positive first term, so that their product is ``p``."""
    c, factors = p.factor_list()
    number, found = fraction(c), []
    for factor, power in factors:
        denominator, whole = factor.clear_denoms()
        content, whole = whole.primitive()
        scale = fraction(content) / fraction(denominator)
        if (
            whole.evaluate(list(zip(whole.ring.gens, at, strict=True)))
            if at
            else whole[min(whole.monoms(), key=_degree)]
        ) < 0:
            whole, scale = -whole, -scale
        number *= scale**power
        found.append((whole, power))
    found.sort(key=lambda item: (len(item[0].terms()) > 1, item[0].degree() == 0, str(item[0])))
    return number, found


def _product(number: Fraction, factors: Sequence[tuple[Any, int]], variables: tuple[Expr, ...]) -> Expr:
    result: Expr | None = None if number == 1 and factors else term(number)
    for factor, power in sorted(factors, key=lambda item: len(item[0].terms()) == 1 and number != 1):
        part = polynomial(factor, variables)
        part = part if power == 1 else part**power
        result = part if result is None else result * part
    assert result is not None
    return result


def polynomial(p: Any, variables: tuple[Expr, ...], scale: Fraction = Fraction(1)) -> Expr:
    """A polynomial of SymPy's ring times ``scale``, low powers first, negative terms last."""
    terms = sorted(p.terms(), key=lambda t: (fraction(t[1]) * scale < 0, *_degree(t[0])))
    result: Expr | None = None
    for monomial, c in terms:
        number = fraction(c) * scale
        size = abs(number)
        powers = [v if k == 1 else v**k for v, k in zip(variables, monomial, strict=True) if k]
        part: Expr | None = None if size.numerator == 1 and powers else term(size.numerator if powers else size)
        for power in powers:
            part = power if part is None else part * power
        assert part is not None
        if powers and size.denominator != 1:
            part = part / size.denominator
        signed = -part if number < 0 else part
        result = signed if result is None else result - part if number < 0 else result + part
    return term(0) if result is None else result


def _degree(monomial: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    return sum(monomial), tuple(-k for k in monomial)


def _constant(p: Any) -> bool:
    return not any(any(m) for m in p.monoms())
