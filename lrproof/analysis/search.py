"""The best fixed parameters in floating point, and which roots have the greatest size there.

What is found here is a proposal. At the best parameters several roots share the greatest absolute value r: at the ends
μ and L of the spectrum, r or -r is a root, or a double one, or a pair has size r. These *events* are polynomial
equations for the parameters and r, from which :mod:`lrproof.analysis.optimum` gets closed forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any, Final

from lrproof.analysis.family import Family
from lrproof.kernel.terms import Expr

_GRID: Final = 17
_CLOSE: Final = 1e-7
KINDS: Final = ("R-", "R+", "C", "D+", "D-")
Event = tuple[int, int, str]
"""End (0: μ, 1: L), factor, kind: "R+"/"R-" r or -r is a root, "D+"/"D-" a double one, "C" a pair of size r."""


@dataclass(frozen=True, eq=False)
class Found:
    """The best parameters, as floats; ``events`` is empty if no set of events fits."""

    values: dict[Expr, float]
    """Of the step size (for "product": of x at μ) and the free parameters."""
    pinned: dict[Expr, Any]
    """Parameters that are best at an end of their range, with that end (a Fraction)."""
    rate: float
    events: tuple[Event, ...]
    active: tuple[float, ...]
    """The curvatures at which the rate is attained, to within a thousandth."""


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


def best(family: Family, low: float, high: float, *, descending: bool = False, seed: int = 0) -> Found | None:
    """The best parameters for curvatures in [low, high]; None if nothing stable is found.

    ``descending``: the step size is sought below 0.
    """
    import numpy as np
    from scipy.optimize import differential_evolution, minimize

    unknowns = free(family)
    objective = Objective(family, unknowns, low, high)
    maps = [_mapping(family, v, low, high, -1 if descending else 1) for v in unknowns]

    def values(point: Any) -> dict[Expr, float]:
        return {v: f(float(t)) for v, f, t in zip(unknowns, maps, point, strict=True)}

    def worst(point: Any) -> float:
        return float(np.max(objective.rho(values(np.clip(point, 0, 1)))))

    if not unknowns:
        return _nothing_free(objective)
    wide = differential_evolution(worst, [(0, 1)] * len(unknowns), rng=seed, popsize=20, maxiter=120, tol=1e-8, polish=False)
    point, value = wide.x, float(wide.fun)
    for size in (0.05, 0.01, 1e-3, 1e-4):
        simplex = np.vstack([point, *(np.clip(point + size * e, 0, 1) for e in np.eye(len(point)))])
        options = {"xatol": 1e-13, "fatol": 1e-14, "maxiter": 2000, "initial_simplex": simplex}
        finer = minimize(worst, point, method="Nelder-Mead", options=options)
        if finer.fun <= value:
            point, value = np.clip(finer.x, 0, 1), float(finer.fun)
    if value >= 1:
        return None
    start = values(point)
    found = next(_fitting(objective, start, value), None)
    final, pinned, rate, events = found or (start, {}, value, ())
    if found is not None and value < rate - 1e-6:
        final, pinned, rate, events = start, {}, value, ()
    fine = np.geomspace(low, high, 400)
    rho = objective.rho(final, fine)
    active = tuple(float(c) for c, r in zip(fine, rho, strict=True) if r >= max(rho) * (1 - 1e-3))
    return Found(final, pinned, rate, events, active)


def _nothing_free(objective: Objective) -> Found:
    import numpy as np

    fine = np.geomspace(objective.low, objective.high, 2000)
    rho = objective.rho({}, fine)
    worst = int(np.argmax(rho))
    return Found({}, {}, float(rho[worst]), (), (float(fine[worst]),))


def free(family: Family) -> tuple[Expr, ...]:
    """What there is to choose: the step size (for "product" as x at μ) and the free parameters."""
    step = () if family.kind == "curvature" else (family.variable,)
    return (*step, *(p for p in family.params if p != family.mode.curvature))


def _mapping(family: Family, v: Expr, low: float, high: float, sign: int) -> Callable[[float], float]:
    """[0, 1] onto the range of an unknown; a free step size is sought in its logarithm."""
    from math import exp

    domain = v.data[1]
    if v == family.variable and family.step is not None:
        domain = family.step.data[1]
        scale = low if family.kind == "product" else 1.0
        if domain.high is None and (domain.low is None or domain.low == 0):
            return lambda t: sign * exp(-4 + 11 * t) * scale / high
        inner = _box(domain)
        return lambda t: inner(t) * scale
    return _box(domain)


def _box(domain: Any) -> Callable[[float], float]:
    low = None if domain.low is None else float(domain.low)
    high = None if domain.high is None else float(domain.high)
    if low is not None and high is not None:
        return lambda t: low + (high - low) * min(max(t, 1e-9 if domain.low_strict else 0), 1 - 1e-9 if domain.high_strict else 1)
    if low is not None:
        return lambda t: low + t / (1 - min(t, 1 - 1e-6))
    if high is not None:
        return lambda t: high - t / (1 - min(t, 1 - 1e-6))
    return lambda t: (t - 0.5) / (0.2501 - (t - 0.5) ** 2)


Fit = tuple[dict[Expr, float], dict[Expr, Any], float, tuple[Event, ...]]


def _fitting(objective: Objective, start: dict[Expr, float], value: float) -> Iterator[Fit]:
    """Sets of events that determine the parameters, whose solution is as good as ``start``, the simplest first."""
    family = objective.family
    if any(len(f) > 2 for f in family.factors):
        return
    pins: list[list[tuple[Expr, Any]]] = [[]]
    for v in start:
        d = v.data[1]
        ends = [e for e, strict in ((d.low, d.low_strict), (d.high, d.high_strict)) if e is not None and not strict]
        near = [e for e in ends if v != family.variable and abs(start[v] - float(e)) < 0.05]
        pins = [[*p, (v, e)] for p in pins for e in near] + pins
    for pinned in sorted(pins, key=len, reverse=True):
        free = [v for v in start if v not in dict(pinned)]
        fixed = {v: float(e) for v, e in pinned}
        for events in _event_sets(family, len(free) + 1):
            solved = _solved(objective, events, free, fixed, start, value)
            if solved is not None and solved[1] <= value + 1e-6:
                yield solved[0], dict(pinned), solved[1], events
    yield from _flat(objective, start, value)


def _flat(objective: Objective, start: dict[Expr, float], value: float) -> Iterator[Fit]:
    """The rate does not depend on the step size near the best one: a simple step size is taken."""
    from fractions import Fraction

    family, step = objective.family, objective.family.variable
    if family.kind == "curvature" or not any(len(f) == 2 for f in family.factors):
        return
    for size in (10, 100, 1000, 10**4, 10**5, 10**6):
        simple = Fraction(start[step]).limit_denominator(size)
        point = {**start, step: float(simple)}
        if simple and float(objective.rho(point).max()) <= value + 1e-9:
            free = [v for v in start if v != step]
            for events in _event_sets(family, len(free) + 1):
                solved = _solved(objective, events, free, {step: float(simple)}, start, value)
                if solved is not None and solved[1] <= value + 1e-6:
                    yield solved[0], {step: simple}, solved[1], events


def _event_sets(family: Family, count: int) -> Iterator[tuple[Event, ...]]:
    costs = {"R+": 1, "R-": 1, "C": 1, "D+": 2, "D-": 2}
    every = [
        (end, k, kind)
        for end, (k, f), kind in product((0, 1), enumerate(family.factors), KINDS)
        if len(f) == 2 or kind in ("R+", "R-")
    ]
    for size in range(1, count + 1):
        for events in combinations(every, size):
            places = [(end, k) for end, k, _ in events]
            if sum(costs[kind] for *_, kind in events) == count and (size == 1 or len(set(places)) == size or size > 2):
                yield events


def equations(a: Sequence[Any], r: Any, kind: str) -> list[Any]:
    """What an event says of a monic polynomial of degree 1 or 2 and r; each is 0."""
    z = r if kind[-1] == "+" else -r
    if kind == "C":
        return [a[1] - r * r]
    if len(a) == 1:
        return [z + a[0]]
    whole = [z * z + a[0] * z + a[1]]
    return whole if kind[0] == "R" else [2 * z + a[0], a[1] - r * r]


def _solved(
    objective: Objective, events: tuple[Event, ...], free: list[Expr], fixed: dict[Expr, float],
    start: dict[Expr, float], value: float,
) -> tuple[dict[Expr, float], float] | None:  # fmt: skip
    import warnings

    import numpy as np
    from scipy.optimize import root

    ends = (objective.low, objective.high)

    def residual(u: Any) -> Any:
        point = {**fixed, **dict(zip(free, map(float, u[:-1]), strict=True))}
        try:
            at = [objective.at(point, end) for end in ends]
        except ZeroDivisionError:
            return np.full(len(u), 1e9)
        return np.array([e for end, k, kind in events for e in equations(at[end][k], float(u[-1]), kind)])

    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        solution = root(residual, np.array([*(start[v] for v in free), value]), tol=1e-14)
    if not np.isfinite(solution.x).all() or np.max(np.abs(residual(solution.x))) > 1e-10:
        return None
    point = {**fixed, **dict(zip(free, map(float, solution.x[:-1]), strict=True))}
    rate = float(solution.x[-1])
    if not 0 <= rate < 1 or any(not _inside(objective.family, v, x) for v, x in point.items()):
        return None
    fine = np.geomspace(*ends, 200)
    if abs(float(np.max(objective.rho(point, fine))) - rate) > 3e-7:
        return None
    return {v: point[v] for v in start}, rate


def _inside(family: Family, v: Expr, x: float) -> bool:
    d = v.data[1]
    if v == family.variable:
        return True
    return (d.low is None or x >= float(d.low) - _CLOSE) and (d.high is None or x <= float(d.high) + _CLOSE)
