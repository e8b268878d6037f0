"""The engine "enclose": a formula at the points of a grid, decided by balls that enclose both of its sides.

Arb computes a ball in which the true value of each side lies; two balls that are apart decide an inequality for good.
The precision is doubled until they are. An equation cannot be proved so: balls that overlap and are narrow say that the
sides agree as far as was looked, and the record says just that. mpmath, which shares no code with Arb, must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import Any, Final

from flint import arb, ctx

from lrproof.claim import Enclosed
from lrproof.evaluate import Numbers, balls, digits, evaluate
from lrproof.evidence.rounding import outward
from lrproof.kernel.terms import Expr
from lrproof.undefined import Undefined
from lrproof.verdict import Record

PRECISIONS: Final = (128, 256, 512, 1024, 2048)
_NARROW: Final = arb((1, -64))
_CONNECTIVES: Final = ("not", "and", "or", "implies", "iff", "true", "false")


def check(request: Enclosed) -> list[Record]:
    """Two records: what the balls decide at all points of the grid, and whether mpmath's values lie in them.

    Raises ValueError for a formula that is no combination of =, < and ≤, and for a variable without values.
    """
    relations = list(_relations(request.formula))
    if missing := sorted(str(v) for v in request.formula.free if v not in request.grid):
        raise ValueError(f"enclosed: the grid has no values for {', '.join(missing)}")
    points = [dict(zip(request.grid, at, strict=True)) for at in product(*request.grid.values())]
    if not points:
        raise ValueError("enclosed: the grid has no points")
    seen = _Seen()
    with ctx.workprec(PRECISIONS[0]):
        for values in points:
            _point(request.formula, relations, values, seen)
    if not seen.fault and seen.void == len(points):
        seen.fault = "the premise holds at no point of the grid, so nothing was tried"
    return _records(request, len(points), seen)


@dataclass
class _Seen:
    """What the points have shown so far."""

    fault: str = ""
    """The first point at which the formula is false or undecided, with both sides."""
    stray: str = ""
    """The first point at which mpmath is not in a ball."""
    compared: int = 0
    """How many of mpmath's values were held against a ball."""
    void: int = 0
    """Points at which the premise of an implication is false."""
    agree: list[Any] = field(default_factory=list)
    """For each point at which equations pass by agreement, how far apart their sides may be, relative."""
    gaps: list[Any] = field(default_factory=list)
    """For each point at which inequalities pass, the least distance of their sides, relative."""


def _point(formula: Expr, relations: list[Expr], values: Mapping[Expr, Fraction], seen: _Seen) -> None:
    verdict: bool | None = None
    for precision in PRECISIONS:
        sides = _Sides(values, balls(precision))
        if (verdict := _decide(formula, sides)) is not None:
            break
    place = "at " + ", ".join(f"{v} = {q}" for v, q in values.items()) if values else "without variables"
    if not verdict and not seen.fault:
        why = "false" if verdict is False else f"undecided at {PRECISIONS[-1]} bits"
        seen.fault = "; ".join([f"{why} {place}", *(sides.shown(r) for r in relations)])
    if verdict is None:
        return
    seen.void += formula.head == "implies" and _decide(formula.args[0], sides, weak=False) is False
    if verdict:
        seen.agree += [max(sides.agree)] if sides.agree else []
        seen.gaps += [min(sides.gaps)] if sides.gaps else []
    opinion = _many_digits(precision)
    for side, ball in sides.known.items():
        if ball is None or not ball.is_finite():
            continue
        try:
            value = evaluate(side, values, numbers=opinion)
            inside = ball.overlaps(_as_ball(value))
        except Undefined as error:
            value, inside = error, False
        seen.compared += 1
        if not inside and not seen.stray:
            seen.stray = f"{place}: {side} is {value} in mpmath, not in {ball.str(20)}"


@dataclass
class _Sides:
    """The balls of a formula's terms at one point, at one precision."""

    values: Mapping[Expr, Fraction]
    numbers: Numbers
    known: dict[Expr, Any] = field(default_factory=dict)
    why: dict[Expr, str] = field(default_factory=dict)
    agree: list[Any] = field(default_factory=list)
    gaps: list[Any] = field(default_factory=list)

    def ball(self, side: Expr) -> Any:
        """The enclosure of ``side``; None where it has none."""
        if side not in self.known:
            try:
                self.known[side] = evaluate(side, self.values, numbers=self.numbers)
            except Undefined as error:
                self.known[side], self.why[side] = None, str(error)
        return self.known[side]

    def shown(self, relation: Expr) -> str:
        """Both sides of a relation, for a reason."""
        parts = []
        for side in relation.args:
            ball = self.ball(side)
            parts.append(f"{side} " + (f"has no value: {self.why[side]}" if ball is None else f"is {ball.str(25)}"))
        return " and ".join(parts)


def _decide(e: Expr, sides: _Sides, weak: bool = True) -> bool | None:
    """True, False, or None for undecided. ``weak``: an equation may pass by agreement, as no premise may."""
    if e.head in ("true", "false"):
        return e.head == "true"
    if e.head == "not":
        return _not(_decide(e.args[0], sides, False))
    if e.head in ("and", "or", "implies", "iff"):
        if e.head == "iff":  # both directions use each side as a premise
            left, right = (_decide(a, sides, False) for a in e.args)
            return None if left is None or right is None else left == right
        left = _decide(e.args[0], sides, False) if e.head == "implies" else _decide(e.args[0], sides, weak)
        left = _not(left) if e.head == "implies" else left
        settles = e.head != "and"
        if left is settles:
            return settles
        right = _decide(e.args[1], sides, weak)
        return settles if right is settles else (None if None in (left, right) else right)
    left_ball, right_ball = (sides.ball(a) for a in e.args)
    if left_ball is None or right_ball is None:
        return None
    return (_equal if e.head == "eq" else _less)(e, left_ball, right_ball, sides, weak)


def _equal(e: Expr, left: Any, right: Any, sides: _Sides, weak: bool) -> bool | None:
    if left == right:  # certain: both are exact
        sides.agree.append(arb(0))
        return True
    if not (left.is_finite() and right.is_finite()):
        return None
    if not left.overlaps(right):
        return False
    size = max(left.abs_lower(), right.abs_lower())
    if not weak or not size > 0:
        return None
    apart = (abs(left.mid() - right.mid()) + left.rad() + right.rad()) / size
    if not apart < _NARROW:
        return None
    sides.agree.append(apart.upper())
    return True


def _less(e: Expr, left: Any, right: Any, sides: _Sides, weak: bool) -> bool | None:
    if left < right or (e.head == "le" and left <= right):
        if weak:
            size = max(left.abs_upper(), right.abs_upper())
            sides.gaps.append(((right - left) / size).lower() if size > 0 else arb(0))
        return True
    return False if (right <= left if e.head == "lt" else right < left) else None


def _not(verdict: bool | None) -> bool | None:
    return None if verdict is None else not verdict


def _relations(e: Expr) -> Iterator[Expr]:
    if e.head in ("eq", "lt", "le"):
        yield e
    elif e.head in _CONNECTIVES:
        for arg in e.args:
            yield from _relations(arg)
    else:
        raise ValueError(f"enclosed: '{e}' ({e.head}) cannot be decided at a point; use =, <, <=, and, or, implies")


@lru_cache(maxsize=len(PRECISIONS))
def _many_digits(precision: int) -> Numbers:
    """mpmath with 50 digits (169 bits), or more where the balls needed more: always 9 bits beyond the balls.

    Arb widens a ball by 2^-precision of its size wherever it rounds; mpmath's error there is 2^-9 of that. So what
    rounding makes of mpmath's value is a small part of the ball's radius, whatever the formula makes of errors.
    """
    return digits(max(50, int((precision + 9) * 0.30103) + 2))


def _as_ball(value: Any) -> Any:
    sign, mantissa, exponent, _ = value._mpf_
    if not mantissa and exponent:
        raise Undefined(f"{value} is no number")
    return arb((-int(mantissa) if sign else int(mantissa), exponent))


def _records(request: Enclosed, points: int, seen: _Seen) -> list[Record]:
    # Arb computes with integers, so that these figures are the same on every machine.
    said, bound = [], ""
    if seen.agree:
        bound = outward(max(seen.agree))
        said.append(f"both sides agree to 2^-64 relative at {_points(len(seen.agree))} (to {bound} or better)")
    if seen.gaps:
        least = outward(min(seen.gaps), up=False)
        said.append(f"the sides are apart at {_points(len(seen.gaps))}, by {least} of the larger or more")
        bound = bound or least
    in_balls = f"{request.formula}, in balls at {_points(points)}" + "".join(f"; {part}" for part in said)
    by_mpmath = f"the same sides by mpmath, with 50 digits or more: {seen.compared} values lie in the balls"
    none = "" if seen.compared else "no value could be compared"
    return [
        Record("enclose", in_balls, not seen.fault, bound=bound, reason=seen.fault),
        Record("enclose", by_mpmath, not (seen.stray or none), reason=seen.stray or none),
    ]


def _points(n: int) -> str:
    return f"{n} point{'s' * (n != 1)}"
