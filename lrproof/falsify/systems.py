"""Where two coupled sequences go that are linear in each other, such as parameter and velocity of momentum.

With s(n) = M s(n-1) + c, rational and of size 2, one component u (from its fixed point) obeys
u(n+2) = tr u(n+1) - det u(n). If u is no geometric sequence, u(0) u(2) ≠ u(1)², both roots of z² - tr z + det take
part in it, so it tends to 0 exactly when both are smaller than 1: |det| < 1 and |tr| < 1 + det.
"""

from __future__ import annotations

from fractions import Fraction

from lrproof.falsify.model import Instance
from lrproof.kernel.normal import canonical
from lrproof.kernel.terms import Expr, Fn
from lrproof.undefined import Undefined

Row = dict[Fn | None, Fraction]
"""The coefficient of each sequence at the index before, and under None the constant."""


def limit(at: Instance, fn: Fn) -> tuple[bool, Fraction]:
    """Whether the sequence converges, and where to; raises Undefined when this is not known."""
    own = row(at, fn, frozenset())
    others = [f for f in own if f is not None and f != fn]
    if not others:
        return _alone(at, fn, own.get(fn, Fraction(0)), own.get(None, Fraction(0)))
    if len(others) > 1:
        raise Undefined("more than two coupled sequences")
    other = others[0]
    theirs = row(at, other, frozenset())
    if any(f not in (fn, other, None) for f in theirs):
        raise Undefined("more than two coupled sequences")
    zero = Fraction(0)
    a, b, p = (own.get(f, zero) for f in (fn, other, None))
    c, d, q = (theirs.get(f, zero) for f in (fn, other, None))
    trace, det = a + d, a * d - b * c
    at_one = 1 - trace + det
    fixed = zero
    if p or q:
        if at_one == 0:
            raise Undefined("no fixed point")
        fixed = ((1 - d) * p + b * q) / at_one
    start = max(at.first[fn], at.first[other])
    u0, u1, u2 = (at.value(fn(start + k), at.values) - fixed for k in range(3))
    if u0 * u2 == u1 * u1:
        if u0 == 0 or abs(u1) < abs(u0):  # u0 = 0 gives u1 = 0, and then it stays there
            return True, fixed
        return u1 == u0, fixed + u0
    if abs(det) < 1 and abs(trace) < 1 + det:
        return True, fixed
    if at_one == 0 and abs(det) < 1:  # the roots are 1 and det
        return True, fixed + (u1 - det * u0) / (1 - det)
    return False, zero


def _alone(at: Instance, fn: Fn, factor: Fraction, more: Fraction) -> tuple[bool, Fraction]:
    """u(n) = factor u(n-1) + more, which another sequence's part has left by vanishing."""
    start = at.value(fn(at.first[fn]), at.values)
    if factor == 1:
        return more == 0, start
    fixed = more / (1 - factor)
    return start == fixed or abs(factor) < 1, fixed


def row(at: Instance, fn: Fn, waiting: frozenset[Fn]) -> Row:
    """The linear recurrence of ``fn``: what it takes from the index before."""
    r = at.defs.recurrences.get(fn)
    if r is None or len(r.guard) != 1 or fn in waiting:
        raise Undefined(f"{fn.name} has no recurrence for all t")
    return _linear(at, r.rhs, r.var, r.var + r.shift, waiting | {fn})


def _linear(at: Instance, e: Expr, var: Expr, index: Expr, waiting: frozenset[Fn]) -> Row:
    if e.head == "app" and e.data in at.defs.recurrences:
        behind = canonical(e.args[0] - index)
        if behind == Expr("num", data=Fraction(-1)):
            return {e.data: Fraction(1)}
        if behind == Expr("num", data=Fraction(0)) and at.first[e.data] <= at.first[next(iter(waiting))]:
            return row(at, e.data, waiting)
        raise Undefined(f"{e} is not of the step before")
    if e.var is None and e.head in ("add", "sub", "neg", "mul", "div"):
        sides = [_linear(at, a, var, index, waiting) for a in e.args]
        if e.head in ("add", "sub", "neg"):
            if e.head == "neg":
                sides = [{}, *sides]
            return _sum(sides[0], sides[1], 1 if e.head == "add" else -1)
        left, right = sides if e.head == "div" or not sides[1].keys() - {None} else sides[::-1]
        factor = right.get(None, Fraction(0))
        if right.keys() - {None} or (e.head == "div" and factor == 0):
            raise Undefined(f"{e} is not linear")
        return _sum({}, left, factor if e.head == "mul" else 1 / factor)
    inside = {v: c for v, c in at.values.items() if v != var}
    value = at.value(e, inside)  # raises Undefined where it depends on the index
    return {None: value} if value else {}


def _sum(one: Row, two: Row, factor: Fraction | int) -> Row:
    found = {f: one.get(f, Fraction(0)) + factor * two.get(f, Fraction(0)) for f in (*one, *two)}
    return {f: c for f, c in found.items() if c}
