"""A term in one real variable over a closed interval, exactly: as a piecewise linear function, or enclosed.

Piecewise linear terms (abs, max, min, sums and multiples of affine ones) have exact knots, so their maximum is decided.
Others are enclosed by interval arithmetic with Fractions; halving shows that no point of an interval satisfies a
formula.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise

from lrproof.kernel.terms import Expr
from lrproof.undefined import Undefined

Value = Callable[[Expr], Fraction]
Knots = list[tuple[Fraction, Fraction]]
Interval = tuple[Fraction, Fraction]


def knots(e: Expr, x: Expr, low: Fraction, high: Fraction, value: Value) -> Knots:
    """The graph of a piecewise linear term over [low, high], low < high; raises Undefined for any other."""
    if x not in e.free:
        c = value(e)
        return [(low, c), (high, c)]
    if e == x:
        return [(low, low), (high, high)]
    h = e.head
    if h in ("neg", "abs"):
        inner = knots(e.args[0], x, low, high, value)
        if h == "neg":
            return [(p, -q) for p, q in inner]
        return [(p, abs(q)) for p, q in _crossed(inner)]
    if h in ("mul", "div"):
        left, right = e.args
        if h == "mul" and x not in left.free:
            left, right = right, left
        if x in right.free:
            raise Undefined(f"{e} is not piecewise linear")
        factor = value(right)
        if h == "div":
            if factor == 0:
                raise Undefined(f"{e}: the divisor is 0")
            factor = 1 / factor
        return [(p, q * factor) for p, q in knots(left, x, low, high, value)]
    if h in ("add", "sub", "max", "min"):
        one, two = (knots(a, x, low, high, value) for a in e.args)
        if h in ("add", "sub"):
            sign = 1 if h == "add" else -1
            return [(p, q + sign * r) for p, q, r in _merged(one, two)]
        apart = _crossed([(p, q - r) for p, q, r in _merged(one, two)])  # with a knot where the two cross
        pick = max if h == "max" else min
        return [(p, pick(_at(one, p), _at(two, p))) for p, _ in apart]
    raise Undefined(f"{e} is not piecewise linear")


def _crossed(graph: Knots) -> Knots:
    found = graph[:1]
    for (p, q), (r, s) in pairwise(graph):
        if q * s < 0:
            found.append((p + (r - p) * q / (q - s), Fraction(0)))
        found.append((r, s))
    return found


def _at(graph: Knots, p: Fraction) -> Fraction:
    for (a, u), (b, v) in pairwise(graph):
        if a <= p <= b:
            return u + (v - u) * (p - a) / (b - a)
    raise AssertionError("outside the interval")


def _merged(one: Knots, two: Knots) -> list[tuple[Fraction, Fraction, Fraction]]:
    places = sorted({p for p, _ in one} | {p for p, _ in two})
    return [(p, _at(one, p), _at(two, p)) for p in places]


def nowhere(parts: Sequence[Expr], x: Expr, low: Fraction, high: Fraction, value: Value, most: int = 120) -> bool:
    """Whether it is certain that no point of [low, high] satisfies all ``parts``; False: not shown."""
    left = [(low, high)]
    for _ in range(most):
        if not left:
            return True
        a, b = left.pop()
        if any(_fails(p, x, (a, b), value) for p in parts):
            continue
        if a == b:
            return False
        middle = (a + b) / 2
        left += [(a, middle), (middle, b)]
    return False


def _fails(p: Expr, x: Expr, within: Interval, value: Value) -> bool:
    if p.head in ("and", "or"):
        found = [_fails(a, x, within, value) for a in p.args]
        return any(found) if p.head == "and" else all(found)
    if p.head not in ("eq", "lt", "le"):
        return p.head == "false"
    try:
        (a, b), (c, d) = (enclose(s, x, within, value) for s in p.args)
    except Undefined:
        return False
    return (a > d or b < c) if p.head == "eq" else a > d if p.head == "le" else a >= d


def enclose(e: Expr, x: Expr, within: Interval, value: Value) -> Interval:
    """An interval that contains every value of ``e``; raises Undefined where none is found."""
    if x not in e.free:
        c = value(e)
        return c, c
    if e == x:
        return within
    h = e.head
    if h == "pow" and x not in e.args[1].free:
        k = value(e.args[1])
        if k.denominator == 1 and abs(k) <= 20:
            a, b = enclose(e.args[0], x, within, value)
            if k < 0 and a <= 0 <= b:
                raise Undefined(f"{e} may be undefined")
            ends = (a ** int(k), b ** int(k))
            return min(Fraction(0), *ends) if a < 0 < b and k % 2 == 0 and k > 0 else min(ends), max(ends)
    if h in ("add", "sub", "neg", "mul", "div", "abs", "max", "min"):
        parts = [enclose(a, x, within, value) for a in e.args]
        (a, b), (c, d) = parts[0], parts[-1]
        if h == "add":
            return a + c, b + d
        if h == "sub":
            return a - d, b - c
        if h == "neg":
            return -b, -a
        if h == "abs":
            return (Fraction(0) if a <= 0 <= b else min(abs(a), abs(b))), max(abs(a), abs(b))
        if h in ("max", "min"):
            pick = max if h == "max" else min
            return pick(a, c), pick(b, d)
        if h == "div":
            if c <= 0 <= d:
                raise Undefined(f"{e} may be undefined")
            c, d = 1 / d, 1 / c
        corners = (a * c, a * d, b * c, b * d)
        return min(corners), max(corners)
    raise Undefined(f"{e} is not enclosed")
