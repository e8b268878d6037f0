"""The stability region as an interval: from the Schur-Cohn conditions to "0 < x < U", with U explicit.

The ends are sought among the roots, in the variable, of the conditions' factors of degree 1 and 2; which of them are
the ends is read off at exact points. Where one interval with such ends fits, the kernel has to prove that it *is* the
region. Otherwise the conditions themselves are the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lrproof.analysis.family import Family
from lrproof.analysis.samples import Point, points, stable_intervals, univariate
from lrproof.analysis.schur import conditions
from lrproof.analysis.written import factored, polynomial
from lrproof.evaluate import Numbers, evaluate
from lrproof.kernel.syntax import conj, sqrt
from lrproof.kernel.terms import Expr
from lrproof.undefined import Undefined

FLOATS = Numbers("float", float, {"sqrt": lambda x: x**0.5})
_NEAR = 1e-7


@dataclass(frozen=True, eq=False)
class Region:
    """Lower and upper ends of the variable, each of which bounds it, and further conditions."""

    lower: tuple[Expr, ...]
    upper: tuple[Expr, ...]
    side: tuple[Expr, ...]
    """Of the parameters; of the variable too, where its ends cannot be written down."""
    never: bool = False
    """No value is stable."""

    def formula(self, variable: Expr) -> Expr:
        """That ``variable`` lies in it."""
        if self.never:
            return Expr("false")
        parts = [*self.side, *(end < variable for end in self.lower), *(variable < end for end in self.upper)]
        return conj(*parts)


def judged(family: Family) -> list[Any]:
    """The Schur-Cohn conditions of all factors, in the family's field."""
    return [family.field.one * c for f in family.factors for c in conditions(f)]


def region(family: Family, seed: int = 0) -> Region:
    """The region that fits at all sample points: an interval with explicit ends, else the conditions that matter."""
    needed = judged(family)
    signs = [c.numer * c.denom for c in needed]
    params = family.params
    seen: list[tuple[Point, list[tuple[float, float]]]] = []
    for point in points(params, seed=seed):
        seen.append((point, stable_intervals([univariate(p, params, point) for p in signs])))
    full = [(p, found[0]) for p, found in seen if found]
    if not full:
        return Region((), (), (), never=True)
    explicit = _explicit(family, needed, full, seen)
    return explicit or Region((), (), _needed(family, needed, seen))


Seen = list[tuple[Point, list[tuple[float, float]]]]


def _explicit(
    family: Family, needed: list[Any], full: list[tuple[Point, tuple[float, float]]], seen: Seen
) -> Region | None:
    if any(len(found) > 1 for _, found in seen):
        return None
    factors = list(dict.fromkeys(f for c in needed for p in (c.numer, c.denom) for f, _ in p.factor_list()[1]))
    ends = [e for f in factors for e in _ends(family, f)]
    lower = _cover([(p, a) for p, (a, _) in full], ends, -1)
    upper = _cover([(p, b) for p, (_, b) in full], ends, 1)
    if lower is None or upper is None:
        return None
    empty = [p for p, found in seen if not found and not _crossed(p, lower, upper)]
    side = _sides(family, factors, [p for p, _ in full], empty)
    return None if side is None else Region(lower, upper, side)


def _needed(family: Family, conditions: list[Any], seen: Seen) -> tuple[Expr, ...]:
    """The conditions without which the region would be another one at some point."""
    left = list(dict.fromkeys(conditions))
    for c in sorted(left, key=lambda c: -len(c.numer.terms())):
        rest = [other.numer * other.denom for other in left if other != c]
        if all(_same(stable_intervals([univariate(p, family.params, at) for p in rest]), found) for at, found in seen):
            left.remove(c)
    return tuple(factored(c, family.names) > 0 for c in left)


def _same(one: list[tuple[float, float]], two: list[tuple[float, float]]) -> bool:
    def near(a: float, b: float) -> bool:
        return a == b or abs(a - b) <= _NEAR * max(1.0, min(abs(a), abs(b)))

    return len(one) == len(two) and all(near(a, c) and near(b, d) for (a, b), (c, d) in zip(one, two, strict=True))


def _ends(family: Family, factor: Any) -> list[Expr]:
    """The roots of a factor in the variable, as terms in the parameters."""
    field, degree = family.field, factor.degree()
    if degree not in (1, 2):
        return []
    parts: dict[int, dict[Any, Any]] = {}
    for m, c in factor.terms():
        parts.setdefault(m[0], {})[(0, *m[1:])] = c
    by_power = [field(field.ring.from_dict(parts.get(k, {}))) for k in range(degree + 1)]
    if degree == 1:
        return [factored(-by_power[0] / by_power[1], family.names)]
    c, b, a = by_power
    middle = factored(-b / (2 * a), family.names)
    root = sqrt(factored((b * b - 4 * a * c) / (4 * a * a), family.names))
    return [middle - root, middle + root] if b != 0 else [-root, root]


def _cover(wanted: list[tuple[Point, float]], ends: Sequence[Expr], side: int) -> tuple[Expr, ...] | None:
    """Ends that together are the wanted end at all points: the least of them (side 1), or the greatest (side -1)."""
    infinite = float("inf") * side
    if all(value == infinite for _, value in wanted):
        return ()
    fits: dict[Expr, set[int]] = {}
    for end in ends:
        hit = set()
        for k, (point, value) in enumerate(wanted):
            try:
                at = evaluate(end, point, numbers=FLOATS)
            except (Undefined, ZeroDivisionError):
                break
            if isinstance(at, complex) or (at - value) * side < -_NEAR * max(1.0, abs(at)):
                break
            if abs(at - value) <= _NEAR * max(1.0, abs(value)):
                hit.add(k)
        else:
            fits[end] = hit
    chosen: list[Expr] = []
    open_ = set(range(len(wanted)))
    while open_:
        best = max(fits, key=lambda e: len(fits[e] & open_), default=None)
        if best is None or not fits[best] & open_:
            return None
        chosen.append(best)
        open_ -= fits[best]
    return tuple(chosen)


def _crossed(point: Point, lower: tuple[Expr, ...], upper: tuple[Expr, ...]) -> bool:
    """Whether the ends themselves leave nothing between them."""
    try:
        low, high = ([evaluate(e, point, numbers=FLOATS) for e in ends] for ends in (lower, upper))
        return bool(low and high and max(low) >= min(high))
    except (Undefined, ZeroDivisionError, TypeError):
        return False


def _sides(family: Family, factors: list[Any], full: list[Point], empty: list[Point]) -> tuple[Expr, ...] | None:
    """Signs of factors without the variable that tell the points with a region from those without one."""
    found = []
    for f in factors:
        if f.degree() > 0 or not empty:
            continue
        signs = {_sign(family, f, p) for p in full}
        if len(signs) == 1 and any(_sign(family, f, p) not in signs for p in empty):
            sign = signs.pop()
            term = polynomial(f, tuple(family.names))
            found.append(term > 0 if sign > 0 else term < 0)
            empty = [p for p in empty if _sign(family, f, p) == sign]
    return None if empty else tuple(found)


def _sign(family: Family, factor: Any, point: Point) -> int:
    (value, *_) = univariate(factor, family.params, point) or [Fraction(0)]
    return (value > 0) - (value < 0)
