"""A rule or a schedule of ours against trajectories that torch.optim computed.

The rule runs in balls, on the reference's own gradients and its parameters as exact numbers, read by the convention
that the request states. Wherever it asks for a gradient must be where the reference took it, and what it makes must be
the reference's iterate: up to a bound on torch's own rounding errors, found operation by operation
(:mod:`.torch_order`), and to nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

import numpy as np
from flint import arb, ctx, fmpq

from lrproof import references
from lrproof.claim import Oracle
from lrproof.evaluate import EXACT, balls, evaluate
from lrproof.evidence.rounding import Running
from lrproof.evidence.torch_order import OPTIMIZERS, SCHEDULERS
from lrproof.kernel.terms import Expr

PRECISION: Final = 200
"""Bits of the balls: far finer than float64, so that torch's rounding decides."""
WRONG: Final = Fraction(101, 100)
"""What a control multiplies a parameter by."""
Run = Mapping[str, Any]


@dataclass
class Comparison:
    """One run against the reference: the first place where they differ, or how near they stayed."""

    differs: str = ""
    nearness: float = 0.0
    """The largest distance, as a share of its bound."""

    def meet(self, ours: Any, theirs: float, bound: float, place: Callable[[], str]) -> bool:
        """Whether our ball is within the bound of their float."""
        distance = abs(ours - arb(theirs)).upper()
        if distance <= arb(bound):
            if bound > 0:
                self.nearness = max(self.nearness, float(distance) / bound)
            return True
        self.differs = f"{place()}: {theirs!r} there, {ours.mid().str(17, radius=False)} here, and rounding explains "
        self.differs += f"{bound:.2g} at most"
        return False


@dataclass
class Agreement:
    """All runs of one reference."""

    runs: int
    first: str = ""
    """The first difference, with its run, step and coordinate; empty where all agree."""
    nearness: float = 0.0
    noticed: dict[str, tuple[int, int]] = field(default_factory=dict)
    """Parameter -> the number of runs in which 1 % of it is noticed, and of those in which it is not 0."""


def compare(request: Oracle, runs: Sequence[Run], *, controls: bool = False) -> Agreement:
    """The rule or schedule against these runs of its reference; with ``controls``, each parameter wrong by 1 %, too."""
    found = Agreement(len(runs))
    limits = bounds(request.reference, runs)
    with ctx.workprec(PRECISION):
        for k, (run, limit) in enumerate(zip(runs, limits, strict=True)):
            given = _read(request, run)
            one = _against(request, run, limit, given)
            if one.differs:
                shown = ", ".join(f"{name} = {value!r}" for name, value in run["hyper"].items()) or "its defaults"
                found.first = f"run {k + 1} ({shown}), {one.differs}"
                return found
            found.nearness = max(found.nearness, one.nearness)
            for name, value in given.items() if controls else ():
                wrong = _against(request, run, limit, {**given, name: value * WRONG})
                count, of = found.noticed.get(str(name), (0, 0))
                found.noticed[str(name)] = (count + bool(wrong.differs), of + (value != 0))
    return found


def drift(reference: str, runs: Sequence[Run], others: Sequence[Run]) -> str:
    """Where two makings of the same runs differ by more than rounding: what, or "" where they do not."""
    key = "rates" if references.schedules(reference) else "iterates"
    for k, (a, b, limit) in enumerate(zip(runs, others, bounds(reference, runs), strict=True)):
        if {n: v for n, v in a.items() if n != key} != {n: v for n, v in b.items() if n != key}:
            return f"run {k + 1} has other parameters"
        apart = abs(np.array(a[key]) - np.array(b[key]))
        if not (apart <= 2 * np.array(limit)).all():
            return f"run {k + 1} has other {key}"
    return ""


def bounds(reference: str, runs: Sequence[Run]) -> list[Any]:
    """For each run how far torch's float64 may be from exact arithmetic: (T, n), or (T + 1,) for a scheduler."""
    if references.schedules(reference):
        return [np.array([float(rate.error) for rate in _rates(reference, run)]) for run in runs]
    names = references.PARAMETERS[reference]
    lanes = [(run, i) for run in runs for i in range(len(run["start"]))]
    hyper = {name: Running([run["hyper"][name] for run, _ in lanes]) for name in names}
    start = Running([run["start"][i] for run, i in lanes])
    gradients = [np.array([gradient(run, t, i) for run, i in lanes]) for t in range(len(runs[0]["iterates"]))]
    with np.errstate(all="ignore"):
        found = [x.error for x in OPTIMIZERS[reference](hyper, start, [Running(g) for g in gradients])]
    limits = iter(np.array(found).T)
    return [np.array([next(limits) for _ in run["start"]]).T for run in runs]


def _rates(reference: str, run: Run) -> Iterable[Running]:
    hyper = {name: Running(value) for name, value in run["hyper"].items()}
    return map(Running.of, SCHEDULERS[reference](hyper, len(run["rates"]) - 1))


def gradient(run: Run, t: int, i: int) -> float:
    """The gradient that the reference used in step t + 1, coordinate i: as recorded, or λx of its iterate, rounded."""
    if "gradients" in run:
        return float(run["gradients"][t][i])
    return float(run["curvatures"][i] * (run["start"] if t == 0 else run["iterates"][t - 1])[i])


def _read(request: Oracle, run: Run) -> dict[Any, Fraction]:
    """Our parameters as exact numbers, by the convention; a constant is the float next to it, as torch's own is."""
    values = {name: Fraction(value) for name, value in run["hyper"].items()}
    found = {}
    for symbol, e in request.reads.items():
        exact = evaluate(e, {v: values[v.data[0]] for v in e.free}, numbers=EXACT)
        found[symbol] = exact if e.free else Fraction(float(exact))
    return found


def _against(request: Oracle, run: Run, limit: Any, given: Mapping[Any, Fraction]) -> Comparison:
    return (_schedule if request.rule is None else _rule)(request, run, limit, given)


def _schedule(request: Oracle, run: Run, limit: Any, given: Mapping[Expr, Fraction]) -> Comparison:
    assert request.predicts is not None
    clock = {} if request.step is None else {request.step: 0}
    found = Comparison()
    for t, rate in enumerate(run["rates"]):
        ours = evaluate(request.predicts, {**given, **dict.fromkeys(clock, t)}, numbers=balls(PRECISION))
        if not found.meet(_ball(ours), rate, float(limit[t]), lambda t=t: f"step {t}"):  # type: ignore[misc]
            break
    return found


def _rule(request: Oracle, run: Run, limit: Any, given: Mapping[str, Fraction]) -> Comparison:
    rule = request.rule
    assert rule is not None
    found = Comparison()
    hyper = {name: _ball(value) for name, value in given.items()}
    coordinates = range(len(run["start"]))
    states = [[arb(run["start"][i]), *(arb(0) for _ in rule.state[1:])] for i in coordinates]
    for t, iterate in enumerate(run["iterates"], 1):
        before = run["start"] if t == 1 else run["iterates"][t - 2]
        for i in coordinates:
            looks: list[Any] = []

            def look(point: Any, seen: list[Any] = looks, i: int = i, t: int = t) -> Any:
                seen.append(point)
                return arb(gradient(run, t - 1, i))

            new = rule(*states[i], look, **hyper, **({"t": t} if rule.uses_t else {}))
            states[i] = list(new) if isinstance(new, tuple) else [new]
            allowed = 0.0 if t == 1 else float(limit[t - 2][i])
            for point in looks:
                asked = f"step {t}, coordinate {i}: the gradient is asked at another place"
                if not found.meet(point, before[i], allowed, lambda asked=asked: asked):  # type: ignore[misc]
                    return found
            shown = states[i][0] if request.observes is None else request.observes(*states[i], **hyper)
            place = f"step {t}, coordinate {i}"
            if not found.meet(shown, iterate[i], float(limit[t - 1][i]), lambda place=place: place):  # type: ignore[misc]
                return found
    return found


def _ball(value: Any) -> Any:
    return arb(fmpq(value.numerator, value.denominator)) if isinstance(value, Fraction) else arb(value)
