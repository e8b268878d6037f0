"""The engine "simulate": random ill-conditioned quadratics are run, and the parameter must be where the claim says.

Every problem is run with a diagonal and with a rotated H. Its last parameter must lie in the ball that the formula
gives at the exact floats of the run, widened by a bound on the rounding errors that is derived (:mod:`.runs`), never
guessed. That this bound is sharp enough to mean something is tried on the same runs: the formula with one
hyper-parameter wrong by 1 % must be refused in each of them. A trial supports a claim or refutes it; it proves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final, Literal

import numpy as np
from flint import arb, ctx

from lrproof.claim import Simulated
from lrproof.evaluate import EXACT, balls, evaluate
from lrproof.evidence.linear_runs import LinearRun, linear
from lrproof.evidence.rounding import outward
from lrproof.evidence.runs import PRECISION, ModeRun, Run, SumsRun, exact, floats, largest, norm, step_size
from lrproof.kernel.syntax import real
from lrproof.kernel.terms import Expr, Fn, functions
from lrproof.problem import Quadratic, random_quadratic
from lrproof.undefined import Undefined
from lrproof.verdict import Record

_SEQUENCES: Final = ("iterate", "gradient", "gradient of step")
_SINGLES: Final = ("curvature", "start", "steps", "mu", "L")
_SPECTRA: Final[tuple[Literal["log", "clustered"], ...]] = ("log", "clustered")
_GREEK: Final = {"eta": "η", "beta": "β", "beta1": "β₁", "beta2": "β₂", "eps": "ε", "nu": "ν", "gamma": "γ", "rho": "ρ"}


def trial(request: Simulated, *, seed: int, instances: int) -> list[Record]:
    """One record for the prediction, one for its control, and one each for ``inside`` and ``outside`` if asked for.

    Problem k of ``instances`` is drawn from ``seed + k``. Raises ValueError when no error model fits the request.
    """
    if instances < 1:
        raise ValueError(f"simulated: at least one instance is expected, not {instances}")
    kind = model(request)
    found = _Found(request, 2 * instances)
    with ctx.workprec(PRECISION):
        for place, problem, start in _problems(request, seed, instances):
            value = _hyper(request, problem, request.hyper)
            found.compare(place, kind(request, problem, start, value))
            for where, other in (("inside", request.inside), ("outside", request.outside)):
                if other is not None:
                    changed = value | _hyper(request, problem, other)
                    getattr(found, where)(place, kind(request, problem, start, changed))
    return found.records(seed, instances)


@dataclass
class _Found:
    """What the runs have shown so far: the first fault of each sort, and the largest allowances."""

    request: Simulated
    runs: int
    faults: dict[str, str] = field(default_factory=dict)
    allowances: dict[str, Any] = field(default_factory=dict)
    noticed: int = 0

    def compare(self, place: str, run: Run) -> None:
        """The prediction, and the control."""
        right = {name: Fraction(value) for name, value in run.hyper.items()}
        if not run.finite:
            self._fault("prediction", f"{place}: the run is not finite")
            self._fault("control", f"{place}: the run is not finite")
            return
        try:
            for i, got in enumerate(run.got):
                expected = run.predicted(i, right)
                self._allowance("prediction", run, expected.rad())
                if not (expected.is_finite() and expected.overlaps(got)):
                    what = f"{place}, {run.coordinate} {i}: expected {expected.str(20)}, got {got.str(20)}"
                    self._fault("prediction", what)
                    break
        except Undefined as error:
            self._fault("prediction", f"{place}: the prediction has no value: {error}")
        try:
            wrong = {**right, self.request.control: _wrong(right[self.request.control])}
            apart = any(not run.predicted(i, wrong).overlaps(got) for i, got in enumerate(run.got))  # nan overlaps
        except Undefined:
            apart = False
        self.noticed += apart
        if not apart:
            self._fault("control", f"{place}: the check cannot see an error of 1 %")

    def inside(self, place: str, run: Run) -> None:
        """Every mode is smaller than at the start, by more than rounding explains."""
        if not run.finite:
            self._fault("inside", f"{place}: the run is not finite")
            return
        for i, (x0, x, off) in enumerate(zip(run.modes(run.start), run.modes(run.last), run.reach(), strict=True)):
            self._allowance("inside", run, off)
            if not abs(x) + off < abs(x0):
                what = f"{place}, mode {i}: from {x0.str(20)} to {x.str(20)}, give or take {off.str(3, radius=False)}"
                self._fault("inside", f"{what}: it has not shrunk")

    def outside(self, place: str, run: Run) -> None:
        """The parameter is farther from the minimum than at the start, by more than rounding explains."""
        if run.finite and not norm(floats(run.last)) - norm(run.reach()) > norm(floats(run.start)):
            ends = " to ".join(norm(floats(x)).str(10, radius=False) for x in (run.start, run.last))
            self._fault("outside", f"{place}: the norm went from {ends}: it has not grown")

    def records(self, seed: int, instances: int) -> list[Record]:
        # Not recorded: how far the runs were from their predictions. That is the machine's rounding (the order of sums
        # in its BLAS, the last bit of its Q). An allowance depends on the machine by a few units in 10^-14 of itself
        # only, which rounding outward to two digits hides.
        request = self.request
        size = f"T = {_count(request.steps)} steps"
        many = f"{instances} random quadratic{'s' * (instances > 1)}, diagonal and rotated, "
        many += f"condition number {_count(request.condition)}, {size}, "
        control = _GREEK.get(request.control, request.control)
        rejected = f"rejected in {self.noticed} of {self.runs} runs"
        said = {
            "prediction": f"{many}{_values(request.hyper)}: the parameter lies in the enclosure of the claimed formula",
            "control": f"the same prediction with {control} wrong by 1 %: {rejected}",
        }
        if request.inside is not None:
            said["inside"] = f"{many}{_values({**request.hyper, **request.inside})}: every mode shrinks"
        if request.outside is not None:
            said["outside"] = f"{many}{_values({**request.hyper, **request.outside})}: the parameter diverges"
        return [
            Record("simulate", what, sort not in self.faults, reason=self.faults.get(sort, ""), seed=seed,
                   bound=outward(self.allowances[sort]) if sort in self.allowances else "")
            for sort, what in said.items()
        ]  # fmt: skip

    def _fault(self, sort: str, reason: str) -> None:
        self.faults.setdefault(sort, reason)

    def _allowance(self, sort: str, run: Run, radius: Any) -> None:
        """Relative to the largest coordinate of the start."""
        off = radius / largest([abs(v) for v in floats(run.start)])
        off = off if off.is_finite() else arb("inf")
        self.allowances[sort] = largest([off, self.allowances.get(sort, off)])


def model(request: Simulated) -> type[Run]:
    """The error model that fits what the prediction reads. Raises ValueError, with what is missing, if none does."""
    kinds, rule = set(request.reads.values()), request.rule
    for symbol, kind in request.reads.items():
        known = _SEQUENCES if isinstance(symbol, Fn) else (*_SINGLES, *rule.hyper)
        if kind not in known:
            name = symbol.name if isinstance(symbol, Fn) else symbol
            raise ValueError(f"simulated: {name} reads {kind!r}, but can read {', '.join(known)}")
    for needed in (*request.predicts.free, *functions(request.predicts)):
        if needed not in request.reads:
            raise ValueError(f"simulated: reads does not say what {getattr(needed, 'name', needed)} is")
    if missing := [name for name in rule.hyper if name not in request.hyper]:
        raise ValueError(f"simulated: hyper has no value for {', '.join(missing)} of {rule.name}")
    if request.steps < 1:
        raise ValueError(f"simulated: steps ≥ 1 is expected, not {request.steps}")
    if kinds & set(_SEQUENCES):
        if "curvature" in kinds:
            raise ValueError("simulated: no error model for a prediction from both the curvature and the history")
        traced = rule.trace()
        if traced.looks != (traced.state[rule.state[0]],):
            raise ValueError(
                f"simulated: no error model for a prediction from the history of {rule.name}, which takes its gradient "
                "elsewhere than at its own parameter"
            )
        return SumsRun
    if "curvature" not in kinds:
        raise ValueError("simulated: no error model for a prediction from neither the curvature nor the history")
    if len(rule.state) > 1 and linear(rule):
        return LinearRun
    step_size(rule)
    return ModeRun


def _problems(request: Simulated, seed: int, instances: int) -> Iterator[tuple[str, Quadratic, Any]]:
    """What to call it, the quadratic, and a start no mode of which is small."""
    for k in range(instances):
        rng = np.random.default_rng((seed + k, 1))  # not the stream that draws the quadratic
        modes = rng.choice([-1.0, 1.0], request.size) * rng.uniform(1.0, 2.0, request.size)
        for rotated in (False, True):
            problem = random_quadratic(
                request.size, request.condition, seed=seed + k, spectrum=_SPECTRA[k % 2], rotated=rotated
            )
            start = modes if problem.rotation is None else problem.rotation @ modes
            yield f"seed {seed + k}, {'rotated' if rotated else 'diagonal'}", problem, start


def _hyper(request: Simulated, problem: Quadratic, given: Mapping[str, Expr]) -> dict[str, float]:
    """The float64 next to each value, a term in the symbols that are read as mu and L."""
    ends = {"mu": float(problem.eigenvalues.min()), "L": float(problem.eigenvalues.max())}
    values = {s: Fraction(ends[kind]) for s, kind in request.reads.items() if isinstance(s, Expr) and kind in ends}
    result = {}
    for name, e in given.items():
        if strange := [str(symbol) for symbol in e.free if symbol not in values]:
            raise ValueError(f"simulated: {name} = {e}: what is {', '.join(strange)}? It must be read as mu or L")
        try:
            result[name] = float(evaluate(e, values, numbers=EXACT))
        except Undefined:  # a root, say; whichever float comes out is exact from here on
            result[name] = float(evaluate(e, {s: exact(v) for s, v in values.items()}, numbers=balls(PRECISION)).mid())
    return result


def _wrong(value: Fraction) -> Fraction:
    """1 % larger, or smaller where that would cross 1, the end of the domain of a weight such as β."""
    larger = value * Fraction(101, 100)
    return value * Fraction(99, 100) if value < 1 <= larger else larger


def _values(hyper: Mapping[str, Expr]) -> str:
    return ", ".join(f"{_GREEK.get(name, name)} = {_decimal(e)}" for name, e in hyper.items())


def _decimal(e: Expr) -> Expr:
    """The term for print, with 1.999 in place of 1999/1000."""
    if e.head == "num" and e.data.denominator > 1 and not 10**12 % e.data.denominator:
        return real(f"{float(e.data):g}" if Fraction(f"{float(e.data):g}") == e.data else str(e.data))
    return Expr(e.head, tuple(map(_decimal, e.args)), data=e.data) if e.args and e.var is None else e


def _count(n: int) -> str:
    """100000 as 10⁵."""
    power = len(str(n)) - 1
    raised = "10" + str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return raised if n == 10**power and n > 100 else str(n)
