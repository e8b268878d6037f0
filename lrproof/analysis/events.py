"""Which roots have the greatest size at the best parameters: sets of events that determine them.

An event is that at an end of the spectrum r or -r is a root, or a double one, or that a pair has size r. As many as
there are unknowns give equations for the parameters and r; a set fits when their solution next to the best point in
floating point is as good as that point.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Any, Final

from lrproof.analysis.family import Family
from lrproof.analysis.objective import Objective
from lrproof.kernel.terms import Expr

KINDS: Final = ("R-", "R+", "C", "D+", "D-")
Event = tuple[int, int, str]
"""End (0: μ, 1: L), factor, kind: "R+"/"R-" r or -r is a root, "D+"/"D-" a double one, "C" a pair of size r."""
_CLOSE: Final = 1e-7


Fit = tuple[dict[Expr, float], dict[Expr, Any], float, tuple[Event, ...]]


def fitting(
    objective: Objective, start: dict[Expr, float], value: float, held: Mapping[Expr, Any] | None = None
) -> Iterator[Fit]:
    """Sets of events that determine the parameters, whose solution is as good as ``start``, the simplest first.

    ``held``: parameters that keep their value.
    """
    family = objective.family
    if any(len(f) > 2 for f in family.factors):
        return
    pins: list[list[tuple[Expr, Any]]] = [list((held or {}).items())]
    for v in [v for v in start if v not in (held or {})]:
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
    if not held:
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
    if not 0 <= rate < 1 or any(not _inside(objective, v, x) for v, x in point.items()):
        return None
    fine = np.geomspace(*ends, 200)
    if abs(float(np.max(objective.rho(point, fine))) - rate) > 3e-7:
        return None
    return {v: point[v] for v in start}, rate


def _inside(objective: Objective, v: Expr, x: float) -> bool:
    family = objective.family
    if v == family.variable and family.step is not None:
        v, x = family.step, x / objective.low if family.kind == "product" else x
    d = v.data[1]
    return (d.low is None or x >= float(d.low) - _CLOSE) and (d.high is None or x <= float(d.high) + _CLOSE)
