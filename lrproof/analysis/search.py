"""The best fixed parameters in floating point, and which roots have the greatest size there.

What is found here is a proposal. At the best parameters several roots share the greatest absolute value r: at the ends
μ and L of the spectrum, r or -r is a root, or a double one, or a pair has size r. These *events* are polynomial
equations for the parameters and r, from which :mod:`lrproof.analysis.optimum` gets closed forms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lrproof.analysis.events import Event, fitting
from lrproof.analysis.family import Family
from lrproof.analysis.objective import Objective
from lrproof.kernel.terms import Expr


@dataclass(frozen=True, eq=False)
class Found:
    """The best parameters, as floats; ``events`` is empty if no set of events fits."""

    values: dict[Expr, float]
    """Of the step size (for "product": of x at μ) and the free parameters."""
    pinned: dict[Expr, Any]
    """Parameters that are best at an end of their range, or held at a value, with that value (a Fraction)."""
    rate: float
    events: tuple[Event, ...]
    active: tuple[float, ...]
    """The curvatures at which the rate is attained, to within a thousandth."""


def best(
    family: Family, low: float, high: float, *, descending: bool = False, seed: int = 0,
    held: Mapping[Expr, Fraction] | None = None,
) -> Found | None:  # fmt: skip
    """The best parameters for curvatures in [low, high]; None if nothing stable is found.

    ``descending``: the step size is sought below 0. ``held``: unknowns with values that are not to be changed.
    """
    import numpy as np

    held = held or {}
    unknowns = tuple(v for v in free(family) if v not in held)
    objective = Objective(family, unknowns, low, high)
    maps = [_mapping(family, v, low, high, -1 if descending else 1) for v in unknowns]

    def values(point: Any) -> dict[Expr, float]:
        moved = {v: f(float(t)) for v, f, t in zip(unknowns, maps, point, strict=True)}
        return {**{v: float(e) for v, e in held.items()}, **moved}

    def worst(point: Any) -> float:
        return float(np.max(objective.rho(values(np.clip(point, 0, 1)))))

    if not unknowns and not held:
        return _nothing_free(objective)
    point, value = _lowest(worst, len(unknowns), seed) if unknowns else ((), worst(()))
    if value >= 1:
        return None
    start = values(point)
    found = next(fitting(objective, start, value, held), None)
    final, pinned, rate, events = found or (start, dict(held), value, ())
    if found is not None and value < rate - 1e-6:
        final, pinned, rate, events = start, dict(held), value, ()
    fine = np.geomspace(low, high, 400)
    rho = objective.rho(final, fine)
    active = tuple(float(c) for c, r in zip(fine, rho, strict=True) if r >= max(rho) * (1 - 1e-3))
    return Found(final, pinned, rate, events, active)


def _lowest(worst: Callable[[Any], float], size: int, seed: int) -> tuple[Any, float]:
    """A point of the unit cube where ``worst`` is small, and its value there."""
    import numpy as np
    from scipy.optimize import differential_evolution, minimize

    wide = differential_evolution(worst, [(0, 1)] * size, rng=seed, popsize=20, maxiter=120, tol=1e-8, polish=False)
    point, value = wide.x, float(wide.fun)
    for width in (0.05, 0.01, 1e-3, 1e-4):
        simplex = np.vstack([point, *(np.clip(point + width * e, 0, 1) for e in np.eye(size))])
        options = {"xatol": 1e-13, "fatol": 1e-14, "maxiter": 2000, "initial_simplex": simplex}
        finer = minimize(worst, point, method="Nelder-Mead", options=options)
        if finer.fun <= value:
            point, value = np.clip(finer.x, 0, 1), float(finer.fun)
    return point, value


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
        return lambda t: (
            low + (high - low) * min(max(t, 1e-9 if domain.low_strict else 0), 1 - 1e-9 if domain.high_strict else 1)
        )
    if low is not None:
        return lambda t: low + t / (1 - min(t, 1 - 1e-6))
    if high is not None:
        return lambda t: high - t / (1 - min(t, 1 - 1e-6))
    return lambda t: (t - 0.5) / (0.2501 - (t - 0.5) ** 2)
