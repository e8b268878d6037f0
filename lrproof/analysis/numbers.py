"""The numbers that a program asks for: the largest stable step, the best parameters, the rate, how many iterations."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, isfinite
from typing import Any

from lrproof.analysis.answers import Answer
from lrproof.analysis.best import Best
from lrproof.analysis.family import Family
from lrproof.analysis.region import Region
from lrproof.analysis.samples import stable_intervals, univariate
from lrproof.analysis.schur import conditions
from lrproof.analysis.transient import Transient, transient
from lrproof.evaluate import balls, evaluate
from lrproof.kernel.terms import Expr, term
from lrproof.undefined import Undefined


def numbers(family: Family, region: Region, best: Best, low: Fraction, high: Fraction, eps: Fraction) -> dict[str, Any]:
    """``stable``, ``optimal``, ``rate``, ``iterations``: floats, and exact texts where there are any."""
    told: dict[str, Any] = {"mu": float(low), "L": float(high)}
    told["stable"] = stable = _stable(family, region, best, low, high)
    if best.values is None or best.rate is None:
        return {**told, "stable": stable, "optimal": None, "rate": None, "iterations": None}
    told["optimal"] = {family.mode.name(v): _float(e) for v, e in best.values.items()}
    rate = best.rate[1]
    told["rate"] = _float(rate)
    told["exact"] = {family.mode.name(v): str(e) for v, e in best.values.items()} | (
        {"rate": str(rate)} if best.closed else {}
    )
    if not best.closed:
        told["rate_enclosure"] = [_float(e) for e in best.rate]
    told["iterations"] = iterations(rate, eps)
    told["eps"] = float(eps)
    return told


def iterations(rate: Expr, eps: Fraction) -> int | None:
    """The least t with rateᵗ ≤ eps, in the long run (a transient adds to it)."""
    from flint import arb, fmpq

    size = evaluate(rate, {}, numbers=balls(256))
    if not size < 1:
        return None
    if not size > 0:
        return 1
    count = arb(fmpq(eps.numerator, eps.denominator)).log() / size.log()
    return max(1, ceil(float(count.mid() - count.rad())) if count.contains_integer() else ceil(float(count.mid())))


def _stable(family: Family, region: Region, best: Best, low: Fraction, high: Fraction) -> dict[str, Any]:
    """The ends of the values of the step size that are stable on all modes, at the best or the set parameters."""
    name = family.mode.name(family.step) if family.step is not None else str(family.mode.curvature)
    others = {v: e for v, e in (best.values or {}).items() if v != family.step}
    at = {family.mode.name(v): _float(e) for v, e in others.items()}
    told: dict[str, Any] = {"of": name, "at": at, "which": "the best parameters" if others else "the set parameters"}
    missing = [v for v in family.params if v not in others and v != family.mode.curvature]
    if region.never or missing:
        return {**told, "lower": None, "upper": None}
    if region.side and not region.upper:
        return {**told, **_approximate(family, others, low, high)}
    ends: dict[str, Any] = {}
    for side, bounds in (("lower", region.lower), ("upper", region.upper)):
        found = []
        for curvature in (low, high):
            for end in bounds:
                value = _ball(end, {**others, family.mode.curvature: term(curvature)})
                found.append(value / float(curvature) if family.kind == "product" else value)
        pick = max if side == "lower" else min
        ends[side] = pick(found) if found and all(map(isfinite, found)) else None
    if len(region.upper) == 1 and not region.side and not others and family.kind == "product":
        ends["upper_exact"] = str(_exact(region.upper[0], high))
    return {**told, **ends}


def _approximate(family: Family, others: dict[Expr, Expr], low: Fraction, high: Fraction) -> dict[str, Any]:
    """Where no ends are known as terms: the interval next to 0 at rational values close to the parameters."""
    if family.kind == "step":
        return {"lower": None, "upper": None}
    point = {v: Fraction(_float(e)) for v, e in others.items()}
    judged = [c for f in family.factors for c in conditions(f)]
    found = stable_intervals([univariate(c.numer * c.denom, family.params, point) for c in judged])
    first = next(((a, b) for a, b in found if abs(a) < 1e-9), None)
    if first is None:
        return {"lower": None, "upper": None, "approximate": True}
    return {
        "lower": 0.0,
        "upper": first[1] / float(high) if family.kind == "product" else first[1],
        "approximate": True,
    }


def _exact(end: Expr, curvature: Fraction) -> Fraction | str:
    try:
        return Fraction(evaluate(end, {})) / curvature
    except (Undefined, KeyError):
        return f"({end})/{curvature}"


def _ball(e: Expr, values: dict[Expr, Expr]) -> float:
    from lrproof.kernel.terms import substitute

    return _float(substitute(e, values))


def _float(e: Expr) -> float:
    return float(evaluate(e, {}, numbers=balls(128)).mid())


def transient_answer(family: Family, best: Best, low: Fraction, high: Fraction) -> Answer:
    """The larger of the peaks of ‖Mᵗ‖ at both ends of the spectrum, at the best or the set parameters."""
    title = "transient: the peak of ‖Mᵗ‖₂ over all t, on the modes μ and L"
    if best.values is None:
        return Answer("transient", title, "none: no stable parameters", "", "NONE")
    found: list[Transient] = []
    for curvature in (low, high):
        one = transient(family.mode, best.values, curvature)
        if one is None:
            why = f"on the mode {curvature} the powers do not fall below 1/2 in the steps that are looked at"
            return Answer("transient", title, "not computed", "", "UNKNOWN", reason=why)
        found.append(one)
    worst = max(found, key=lambda one: one.high)
    x = max(one.x for one in found)
    text = f"{worst.high:.9g} at step {worst.step} on the mode {worst.curvature}"
    text += f"; from rest, |x_t| stays below {x:.9g} |x_0|"
    values = {
        "peak": [worst.low, worst.high], "step": worst.step, "curvature": float(worst.curvature), "from_rest": x,
        "norms_halve_in": [one.halved for one in found],
    }  # fmt: skip
    tex = rf"\max_t \|M^t\|_2 = {worst.high:.9g}"
    why = "a rigorous enclosure by balls, which is no proof of the kernel"
    return Answer("transient", title, text, tex, "SUPPORTED", reason=why, values=values)
