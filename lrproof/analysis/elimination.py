"""Closed forms from events: elimination down to one equation for the rate, of degree 1 or 2.

The unknowns (the step size, further parameters, the rate r) satisfy as many polynomial equations as they are. One that
is linear in an unknown gives it in terms of the others; of what remains only the factor that vanishes at the numerical
solution is kept. The last equation is for r. With symbolic ends of the spectrum its coefficients are polynomials in
κ = L/μ, and s is the root of its discriminant: κ becomes a polynomial in s where it can, so that everything is
rational in s. Nothing here is trusted; the kernel proves that what comes out is attained and cannot be beaten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lrproof.analysis.events import equations
from lrproof.analysis.family import Family
from lrproof.analysis.search import Found
from lrproof.analysis.written import fraction
from lrproof.kernel.terms import Expr


@dataclass(frozen=True, eq=False)
class Closed:
    """Parameters and rate in the field of rational functions in s (or of κ, or of numbers)."""

    field: Any
    """Over the rationals, one generator: s where ``square`` is given, else κ (unused with numbers)."""
    rate: Any
    values: Mapping[Expr, Any]
    """Of the step size (for "product": of x at μ) and of every free parameter."""
    square: Any
    """s² as a polynomial in κ, {power: coefficient}; None: no root is needed."""
    kappa: Any
    """κ in ``field``."""
    symbolic: bool
    tied: bool = False
    """The step size is not the best one, but set in terms of μ and L."""


def closed_form(
    family: Family, found: Found, low: Fraction | None, high: Fraction | None, ratio: float, tied: Any = None
) -> Closed | None:
    """The closed form behind ``found``, whose numbers belong to κ = ``ratio``; None if elimination does not give one.

    ``low`` and ``high``: exact ends of the spectrum, or None for symbolic ones (then the variable is x = ηλ).
    ``tied``: with symbolic ends, what ημ is set to, a rational function of κ.
    """
    from sympy import QQ
    from sympy.polys.fields import field

    free = [v for v in found.values if v not in found.pinned]
    if low is None and family.variable in found.pinned and tied is None:
        return None  # a step size that fits these numbers only
    n = len(free)
    whole, *gens = field(["k", *(f"q{i}" for i in range(n)), "r"], QQ)
    kappa, unknowns, r = gens[0], gens[1:-1], gens[-1]
    numeric = [ratio, *(found.values[v] for v in free), found.rate]
    put: dict[Expr, Any] = {v: whole(QQ(e.numerator, e.denominator)) for v, e in found.pinned.items()}
    if tied is not None:
        put[family.variable] = _compose(tied, [kappa], whole)
    put.update(zip(free, unknowns, strict=True))
    ends = []
    for end in (0, 1):
        point = dict(put)
        if family.kind == "product":
            times = whole(1) if end == 0 else kappa if low is None else _rational(whole, high) / _rational(whole, low)
            point[family.variable] = put[family.variable] * times
        else:
            point[family.mode.curvature] = _rational(whole, low if end == 0 else high)
        order = [point[v] for v in family.names]
        ends.append([[_compose(c, order, whole) for c in f] for f in family.factors])
    system = [whole(1) * e for end, k, kind in found.events for e in equations(ends[end][k], r, kind)]
    solved: list[tuple[int, Any]] = []  # (place among the generators, its value in those that are left)
    polys = [p for p in (_kept(e.numer, numeric) for e in system) if p is not None]
    left = set(range(1, n + 2))
    while len(left) > 1:
        choice = _linear(polys, left, numeric)
        if choice is None:
            return None
        place, value = choice
        left.remove(place)
        solved.append((place, value))
        images = [whole(g) if i != place else value for i, g in enumerate(whole.ring.gens)]
        polys = [p for p in (_kept(_compose(whole(q), images, whole).numer, numeric) for q in polys) if p is not None]
    (place,) = left
    remaining = [p for p in polys if p.degree(place) > 0]
    if not remaining:
        return None
    last = min(remaining, key=lambda p: (p.degree(place), len(p.terms())))
    given = {} if tied is None else {family.variable: tied}
    return _Finish(found, place, last, solved, free, numeric, low is None, given).closed()


def _rational(field: Any, q: Fraction | None) -> Any:
    from sympy import QQ

    assert q is not None
    return field(QQ(q.numerator, q.denominator))


def _compose(value: Any, images: Sequence[Any], field: Any) -> Any:
    """An element of one field where its generators are elements of another."""
    parts = []
    for p in (value.numer, value.denom):
        total = field(0)
        for monomial, c in p.terms():
            part = field(c)
            for image, k in zip(images, monomial, strict=True):
                if k:
                    part *= image**k
            total += part
        parts.append(total)
    return parts[0] / parts[1]


def _number(p: Any, point: Sequence[float]) -> float:
    total = 0.0
    for monomial, c in p.terms():
        part = float(fraction(c))
        for x, k in zip(point, monomial, strict=True):
            part *= x**k
        total += part
    return total


def _scale(p: Any, point: Sequence[float]) -> float:
    total = 0.0
    for monomial, c in p.terms():
        part = abs(float(fraction(c)))
        for x, k in zip(point, monomial, strict=True):
            part *= abs(x) ** k
        total += part
    return total or 1.0


def _kept(p: Any, numeric: Sequence[float]) -> Any:
    """The factor of an equation that vanishes at the numerical solution; None for one that says nothing."""
    if p == 0:
        return None
    factors = [f for f, _ in p.factor_list()[1]]
    if not factors:
        return None
    return min(factors, key=lambda f: abs(_number(f, numeric)) / _scale(f, numeric))


def _linear(polys: Sequence[Any], left: set[int], numeric: Sequence[float]) -> tuple[int, Any] | None:
    """An unknown in which some equation is linear, with its value; the simplest such."""
    best: tuple[int, int, Any] | None = None
    for p in polys:
        for place in left:
            if p.degree(place) != 1:
                continue
            with_it = {m: c for m, c in p.terms() if m[place] == 1}
            slope = p.ring.from_dict({(*m[:place], 0, *m[place + 1 :]): c for m, c in with_it.items()})
            rest = p.ring.from_dict({m: c for m, c in p.terms() if m[place] == 0})
            if abs(_number(slope, numeric)) <= 1e-9 * _scale(slope, numeric):
                continue
            cost = len(p.terms()) + 5 * len(slope.terms()) + (1000 if place == len(numeric) - 1 else 0)
            if best is None or cost < best[0]:
                field = p.ring.to_field()
                best = (cost, place, -field(rest) / field(slope))
    return None if best is None else best[1:]


@dataclass(frozen=True, eq=False)
class _Finish:
    """The last equation, of degree 1 or 2 in the unknown at ``place``, and the way back to the others."""

    found: Found
    place: int
    last: Any
    solved: list[tuple[int, Any]]
    free: list[Expr]
    numeric: list[float]
    symbolic: bool
    tied: Mapping[Expr, Any]
    """Unknowns that are set to a rational function of κ."""

    def closed(self) -> Closed | None:
        from sympy import QQ
        from sympy.polys.fields import field

        last, place = self.last, self.place
        if last.degree(place) > 2 or any(k and i not in (0, place) for m in last.monoms() for i, k in enumerate(m)):
            return None
        parts: dict[int, dict[int, Any]] = {}
        for m, c in last.terms():
            parts.setdefault(m[place], {})[m[0]] = c
        single, k = field("k", QQ)
        c, b, a = (single(single.ring.from_dict({(e,): q for e, q in parts.get(i, {}).items()})) for i in range(3))
        if a == 0:
            return self._result(single, [-c / b], None, k, self.numeric[0])
        outer, inner = _squarefree((b**2 - 4 * a * c).numer)
        if inner == 1:
            return self._result(
                single, [(-b + sign * single(outer)) / (2 * a) for sign in (1, -1)], None, k, self.numeric[0]
            )
        square = {m[0]: fraction(q) for m, q in inner.terms()}
        if max(square) > 1 or (self.symbolic and max(square) == 0):
            return None
        one, s = field("s", QQ)
        at = sum(float(q) * self.numeric[0] ** e for e, q in square.items()) ** 0.5
        constant = _rational(one, square.get(0, Fraction(0)))
        kappa = (s**2 - constant) / _rational(one, square[1]) if 1 in square else one(0)
        c, b, a = (_compose(q, [kappa], one) for q in (c, b, a))
        root = _compose(single(outer), [kappa], one) * s
        return self._result(one, [(-b + sign * root) / (2 * a) for sign in (1, -1)], square, kappa, at)

    def _result(
        self, one: Any, roots: list[Any], square: dict[int, Fraction] | None, kappa: Any, at: float
    ) -> Closed | None:
        value = min(roots, key=lambda e: abs(_float(e, at) - self.numeric[self.place]))
        if abs(_float(value, at) - self.numeric[self.place]) > 1e-6:
            return None
        images: list[Any] = [kappa] + [one(0)] * (len(self.free) + 1)
        images[self.place] = value
        for place, expression in reversed(self.solved):
            images[place] = _compose(expression, images, one)
            if square is not None and set(square) == {0}:  # numbers: s is a fixed root
                images[place] = _reduced(images[place], square[0], one, one.gens[0])
        values = {v: images[i + 1] for i, v in enumerate(self.free)}
        pinned = {v: _rational(one, e) for v, e in self.found.pinned.items()}
        tied = {v: _compose(e, [kappa], one) for v, e in self.tied.items()}
        return Closed(one, images[-1], {**tied, **values, **pinned, **tied}, square, kappa, self.symbolic, bool(tied))


def _reduced(value: Any, square: Fraction, field: Any, s: Any) -> Any:
    """a + b s for a quotient of polynomials in s."""
    parts = []
    for p in (value.numer, value.denom):
        even, odd = Fraction(0), Fraction(0)
        for (k,), c in p.terms():
            amount = fraction(c) * square ** (k // 2)
            even, odd = (even + amount, odd) if k % 2 == 0 else (even, odd + amount)
        parts.append((even, odd))
    (a, b), (c, d) = parts
    norm = c * c - d * d * square
    return _rational(field, (a * c - b * d * square) / norm) + _rational(field, (b * c - a * d) / norm) * s


def _squarefree(p: Any) -> tuple[Any, Any]:
    """p = outer² · inner, inner without square factors (also of integers)."""
    c, factors = p.factor_list()
    ring = p.ring
    outer, inner = ring(1), ring(1)
    for f, k in factors:
        outer *= f ** (k // 2)
        inner *= f ** (k % 2)
    number = fraction(c)
    top, bottom = _square_part(number.numerator), _square_part(number.denominator)
    scale = Fraction(top, bottom)
    rest = number / scale**2
    inner *= ring.domain(rest.numerator) * ring.domain(rest.denominator)
    outer *= ring.domain(scale.numerator) / ring.domain(scale.denominator * rest.denominator)
    return outer, inner


def _square_part(n: int) -> int:
    from sympy import factorint

    result = 1
    for p, k in factorint(abs(n)).items():
        result *= int(p) ** (k // 2)
    return result


def _float(value: Any, at: float) -> float:
    top, bottom = _number(value.numer, [at]), _number(value.denom, [at])
    return top / bottom if bottom else float("nan")
