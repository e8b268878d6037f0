"""The largest spectral radius over a spectrum, in floating point: what is made small in the search for the best."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from lrproof.analysis.family import Family
from lrproof.kernel.terms import Expr

_GRID: Final = 17


class Objective:
    """The largest spectral radius over a grid of curvatures in [low, high]; unknowns as floats."""

    def __init__(self, family: Family, unknowns: Sequence[Expr], low: float, high: float) -> None:
        import numpy as np

        self.family, self.unknowns, self.low, self.high = family, tuple(unknowns), low, high
        self.grid = np.geomspace(low, high, _GRID)
        self.order = tuple(family.names)
        self.made = [[(_terms(c.numer), _terms(c.denom)) for c in f] for f in family.factors]

    def at(self, values: Mapping[Expr, float], curvature: Any) -> list[list[Any]]:
        """The coefficients of each factor; ``curvature`` a number or an array."""
        put = dict(values)
        v, lam = self.family.variable, self.family.mode.curvature
        if self.family.kind == "product":
            put[v] = values[v] * (curvature / self.low)
        else:
            put[lam] = curvature
        point = [put[name] for name in self.order]
        return [[_value(top, point) / _value(bottom, point) for top, bottom in f] for f in self.made]

    def rho(self, values: Mapping[Expr, float], curvatures: Any = None) -> Any:
        """The spectral radius at each curvature of the grid."""
        import numpy as np

        grid = self.grid if curvatures is None else curvatures
        largest = np.zeros(len(grid))
        with np.errstate(all="ignore"):
            for a in self.at(values, grid):
                largest = np.maximum(largest, _size([np.broadcast_to(c, grid.shape).astype(float) for c in a]))
        return np.where(np.isfinite(largest), largest, 1e9)


def _terms(p: Any) -> list[tuple[tuple[int, ...], float]]:
    return [(m, float(int(c.numerator)) / float(int(c.denominator))) for m, c in p.terms()]


def _value(terms: list[tuple[tuple[int, ...], float]], point: Sequence[Any]) -> Any:
    total: Any = 0.0
    for monomial, c in terms:
        part: Any = c
        for x, k in zip(point, monomial, strict=True):
            if k:
                part = part * x**k
        total = total + part
    return total


def _size(a: Sequence[Any]) -> Any:
    import numpy as np

    if len(a) == 1:
        return np.abs(a[0])
    if len(a) == 2:
        d = a[0] ** 2 - 4 * a[1]
        return np.where(d >= 0, (np.abs(a[0]) + np.sqrt(np.maximum(d, 0))) / 2, np.sqrt(np.abs(a[1])))
    n = len(a)
    companion = np.zeros((len(a[0]), n, n))
    companion[:, 0, :] = -np.stack(a, axis=1)
    for k in range(n - 1):
        companion[:, k + 1, k] = 1
    bad = ~np.isfinite(companion).all(axis=(1, 2))
    companion[bad] = 0
    return np.where(bad, 1e9, np.abs(np.linalg.eigvals(companion)).max(axis=1))
