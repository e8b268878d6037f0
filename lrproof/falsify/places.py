"""Where to look: values of one variable at which formulas are likely to change their truth, then simple numbers.

A comparison of two quotients of low-degree polynomials in the variable changes where they cross; a mutant with one
strictness changed fails exactly there, one with a constant changed fails next to it. Nothing here is trusted: a place
is only a proposal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import pairwise, product
from math import isqrt

from lrproof.falsify.model import POOL
from lrproof.kernel.terms import PROP, Expr
from lrproof.undefined import Undefined

Value = Callable[[Expr], Fraction]
Poly = tuple[Fraction, ...]
Piece = tuple[Poly, Poly]
_ONE: Poly = (Fraction(1),)
_NEAR = Fraction(1, 10_000)


def places(x: Expr, formulas: Iterable[Expr], value: Value, most: int = 32) -> list[Fraction]:
    """Values for ``x``, the telling ones first. ``value`` gives the value of a term without x, or raises Undefined."""
    found = dict.fromkeys(list(_thresholds(x, formulas, value))[:12])
    ends = sorted(found)
    between = [(a + b) / 2 for a, b in pairwise(ends)]
    around = [t + d for t in ends for d in (t * _NEAR or _NEAR, -t * _NEAR or -_NEAR)]
    wide = [t + d for t in ends for d in (Fraction(1, 2), Fraction(-1, 2))]
    return list(dict.fromkeys((*found, *POOL[:4], *around, *between, *POOL[4:6], *POOL[6:9], *wide, *POOL[9:])))[:most]


def _thresholds(x: Expr, formulas: Iterable[Expr], value: Value) -> Iterator[Fraction]:
    for formula in formulas:
        for node in formula.walk():
            pairs: list[tuple[Piece, Piece]] = []
            if node.head in ("eq", "lt", "le") and x in node.free:
                pairs = list(product(_pieces(node.args[0], x, value), _pieces(node.args[1], x, value)))
            elif node.head in ("max", "min", "abs") and x in node.free:
                own = _pieces(node, x, value)
                pairs = [(p, q) for k, p in enumerate(own) for q in own[:k]]
            elif node.head in ("maximum", "minimum"):
                for side in node.args[:3]:
                    if x not in side.free:
                        yield from _try(value, side)
            elif node.head in ("div", "mul") and node.sort != PROP and x not in node.free:
                yield from _try(value, node)
            for p, q in pairs[:16]:
                yield from _crossings(p, q)


def _try(value: Value, e: Expr) -> list[Fraction]:
    try:
        return [value(e)]
    except Undefined:
        return []


def _crossings(one: Piece, two: Piece) -> list[Fraction]:
    (a, b), (c, d) = one, two
    poly = list(_minus(_times(a, d), _times(c, b)))
    while poly and poly[-1] == 0:
        poly.pop()
    if len(poly) == 2:
        return [-poly[0] / poly[1]]
    if len(poly) == 3:
        free, linear, square = poly
        root = linear * linear - 4 * square * free
        if root >= 0:
            top, bottom = isqrt(root.numerator), isqrt(root.denominator)
            exact = Fraction(top, bottom)  # where it is no root, a number near it is as good a proposal
            return [(-linear + s * exact) / (2 * square) for s in (1, -1)]
    return []


def _times(p: Poly, q: Poly) -> Poly:
    found = [Fraction(0)] * (len(p) + len(q) - 1)
    for i, a in enumerate(p):
        for j, b in enumerate(q):
            found[i + j] += a * b
    return tuple(found)


def _minus(p: Poly, q: Poly) -> Poly:
    size = max(len(p), len(q))
    wide = [(*r, *[Fraction(0)] * (size - len(r))) for r in (p, q)]
    return tuple(a - b for a, b in zip(*wide, strict=True))


def _pieces(e: Expr, x: Expr, value: Value) -> list[Piece]:
    """Quotients of polynomials in x, one of which ``e`` is at each point; empty when e is of no such form."""
    found = _all_pieces(e, x, value)
    return [(p, q) for p, q in found if len(p) <= 4 and len(q) <= 3 and any(q)][:4]


def _all_pieces(e: Expr, x: Expr, value: Value) -> list[Piece]:
    h = e.head
    if x not in e.free:
        return [((c,), _ONE) for c in _try(value, e)]
    if e == x:
        return [((Fraction(0), Fraction(1)), _ONE)]
    if h == "pow" and e.args[1].head == "num" and 1 <= e.args[1].data <= 3:
        e = _repeated(e.args[0], int(e.args[1].data))
        return _all_pieces(e, x, value)
    if h not in ("neg", "abs", "add", "sub", "mul", "div", "max", "min"):
        return []
    sides = [_pieces(a, x, value) for a in e.args]
    if h in ("neg", "abs"):
        minus = [(tuple(-c for c in p), q) for p, q in sides[0]]
        return minus if h == "neg" else sides[0] + minus
    if h in ("max", "min"):
        return sides[0] + sides[1]
    found: list[Piece] = []
    for (a, b), (c, d) in product(*sides):
        if h in ("add", "sub"):
            minus_c = tuple(-v for v in c) if h == "add" else c
            crosswise = (_minus(_times(a, d), _times(minus_c, b)), _times(b, d))
            found.append((_minus(a, minus_c), b) if b == d else crosswise)
        else:
            found.append((_times(a, c), _times(b, d)) if h == "mul" else (_times(a, d), _times(b, c)))
    return found


def _repeated(base: Expr, k: int) -> Expr:
    result = base
    for _ in range(k - 1):
        result = Expr("mul", (result, base))
    return result
