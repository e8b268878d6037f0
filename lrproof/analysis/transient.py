"""The transient: how much ‖Mᵗ‖ grows before it shrinks, enclosed by balls.

A matrix with spectral radius below 1 may first enlarge its state (it is not normal). With ‖M^T‖ ≤ 1/2 for one T, the
peak over all t is the peak over t < T, for ‖M^(qT + s)‖ ≤ 2^-q ‖M^s‖ (Trefethen and Embree 2005, part IV). Floating
point finds T; balls then enclose every power up to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from lrproof.analysis.mode import Mode
from lrproof.analysis.written import fraction
from lrproof.evaluate import balls, evaluate
from lrproof.kernel.terms import Expr

LONGEST: Final = 4_000
"""No more powers than these are enclosed."""


@dataclass(frozen=True)
class Transient:
    """The peak of ‖Mᵗ‖₂ over all t ≥ 0 lies in [low, high], at step ``step``; |x_t|/|x_0| from rest stays ≤ ``x``."""

    curvature: Fraction
    low: float
    high: float
    step: int
    x: float
    halved: int
    """A T with ‖Mᵀ‖ ≤ 1/2."""


def transient(mode: Mode, values: Mapping[Expr, Expr], curvature: Fraction) -> Transient | None:
    """The transient at these values (numbers) of the hyper-parameters; None if it is too long, or not stable."""
    import numpy as np

    def matrix(precision: int) -> list[list[Any]]:
        numbers = balls(precision)
        point = [evaluate(values.get(v, v), {mode.curvature: curvature}, numbers=numbers) for v in mode.gens]
        return [[_at(entry, point, numbers) for entry in row] for row in mode.matrix]

    from flint import arb, arb_mat, ctx

    before = ctx.prec
    try:
        rough = np.array([[float(e.mid()) for e in row] for row in matrix(64)])
        last = _halving(rough)
        if last is None:
            return None
        ctx.prec = precision = 128 + 3 * last
        m = arb_mat(matrix(precision))
        power = arb_mat([[arb(i == j) for j in range(mode.size)] for i in range(mode.size)])
        peak, where, x = arb(0), 0, arb(0)
        for t in range(last):
            size = _norm(power)
            if size > peak:
                where = t
            peak = peak.max(size)
            x = x.max(abs(power[0, 0]))
            power = power * m
        if not _norm(power) <= arb(0.5):
            return None
        return Transient(curvature, _down(peak), _up(peak), where, _up(x), last)
    finally:
        ctx.prec = before


def _at(entry: Any, point: Sequence[Any], numbers: Any) -> Any:
    parts = []
    for p in (entry.numer, entry.denom):
        total = numbers.number(Fraction(0))
        for monomial, c in p.terms():
            part = numbers.number(fraction(c))
            for x, k in zip(point, monomial, strict=True):
                part = part * x**k if k else part
            total = total + part
        parts.append(total)
    return parts[0] / parts[1]


def _halving(m: Any) -> int | None:
    import numpy as np

    power = np.eye(len(m))
    for t in range(LONGEST):
        if np.linalg.norm(power, 2) <= 0.49:
            return t
        power = power @ m
        if not np.isfinite(power).all() or np.abs(power).max() > 1e12:
            return None
    return None


def _norm(a: Any) -> Any:
    """A ball around the largest singular value: exactly up to 2 x 2, from traces of powers of AᵀA beyond."""
    from flint import arb

    n = a.nrows()
    if n == 1:
        return abs(a[0, 0])
    gram = a.transpose() * a
    trace = _trace(gram)
    if n == 2:
        gap = trace * trace - 4 * gram.det()
        return ((trace + gap.nonnegative_part().sqrt()) / 2).sqrt()
    scale, doublings = arb(1), 10
    for k in range(doublings):  # gram^(2^k), its trace kept at 1
        trace = _trace(gram)
        if not trace > 0:
            return trace.nonnegative_part().sqrt()
        gram = gram * (1 / trace)
        scale = scale * trace.root(2**k) if k else trace
        gram = gram * gram
    final = _trace(gram)
    upper = (scale * final.root(2**doublings)).sqrt()
    lower = (scale * (final / n).root(2**doublings)).sqrt()
    return lower.union(upper)


def _trace(a: Any) -> Any:
    total = a[0, 0]
    for k in range(1, a.nrows()):
        total = total + a[k, k]
    return total


def _up(ball: Any) -> float:
    value = float(ball.upper())
    return value * (1 + 2**-52) if value else value


def _down(ball: Any) -> float:
    value = float(ball.lower())
    return value * (1 - 2**-52)
