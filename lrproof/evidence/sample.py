"""Engine "sample": the expectation that a claim states is estimated from independent samples.

The claimed value must lie in the confidence interval of the mean, and a wrong one that the claim names must lie out of
it. The interval is that of the central limit theorem, mean ± z s/√n, with the level 1 − 10⁻⁶: of a million claims one
would be rejected by chance. Samples come in blocks, each with a seed of its own, so that no result depends on who
draws them.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

import numpy as np
from flint import arb

from lrproof.claim import Sampled
from lrproof.evaluate import Numbers, digits, evaluate
from lrproof.evidence.rounding import outward
from lrproof.kernel.terms import Expr, Fn
from lrproof.verdict import Record

ENGINE: Final = "sample"
LEVEL: Final = "1 − 10⁻⁶"
_Z: Final = 4.891638475699  # the two-sided quantile of the normal distribution for 10⁻⁶
_BLOCK: Final = 1 << 14
_ROUNDING: Final = 1e-12  # relative to the mean size of a sample: far above what float64 loses, far below any interval

_LAWS: Final[dict[str, Callable[[np.random.Generator, int, list[float]], Any]]] = {
    "normal": lambda rng, n, p: p[0] + p[1] * rng.standard_normal(n),
    "uniform": lambda rng, n, p: p[0] + (p[1] - p[0]) * rng.random(n),
    "two values": lambda rng, n, p: np.where(rng.random(n) < p[2], p[1], p[0]),
}


def check(request: Sampled, *, seed: int) -> list[Record]:
    """One record for the claimed value, one for the wrong one."""
    values = {v: Fraction(c) for v, c in request.values.items()}
    claimed, wrong = (float(evaluate(e, values, None, digits())) for e in (request.expected, request.wrong))
    mean, half = _interval(request, values, seed)
    what = f"E({request.what}) by {request.samples} samples, {_said(request)}"
    close, apart = abs(mean - claimed) <= half, abs(mean - wrong) > half
    bound = outward(arb(half))
    reason = f"the mean of the samples is {mean:.6g} ± {half:.2g}, the claimed value {claimed:.6g}"
    control = f"the wrong value {request.wrong} lies outside"
    return [
        Record(ENGINE, f"{what}: the claimed value lies in the interval of the level {LEVEL}", close, seed=seed,
               bound=bound, reason="" if close else reason),
        Record(ENGINE, control, apart, seed=seed,
               reason="" if apart else f"{wrong:.6g} lies within {mean:.6g} ± {half:.2g}, too: take more samples"),
    ]  # fmt: skip


def _interval(request: Sampled, values: Mapping[Expr, Fraction], seed: int) -> tuple[float, float]:
    """The mean of all samples and half the width of its interval; a sample that is not finite makes both nan."""
    sums, squares, size = [], [], 0.0
    with np.errstate(all="ignore"):
        for block, start in enumerate(range(0, request.samples, _BLOCK)):
            count = min(_BLOCK, request.samples - start)
            drawn = np.broadcast_to(_Draws(request, values, (seed, block), count).value(), (count,))
            sums.append(float(drawn.sum()))
            squares.append(float((drawn * drawn).sum()))
            size += float(abs(drawn).sum())
    n = request.samples
    mean = math.fsum(sums) / n
    variance = max(0.0, math.fsum(squares) / n - mean * mean) * n / (n - 1)
    return mean, _Z * math.sqrt(variance / n) + _ROUNDING * size / n


class _Draws:
    """The samples of one block."""

    def __init__(self, request: Sampled, values: Mapping[Expr, Fraction], seed: tuple[int, int], count: int) -> None:
        self.request, self.values, self.seed, self.count = request, values, seed, count
        self.memo: dict[tuple[Any, ...], Any] = {}

    def value(self) -> Any:
        """The random term in each sample."""
        functions = {s: self._sequence(s) for s in self.request.draws if isinstance(s, Fn)}
        known: dict[Expr, Any] = dict(self.values)
        known |= {s: self._draw(k) for k, s in enumerate(self.request.draws) if isinstance(s, Expr)}
        return evaluate(self.request.what, known, functions, _ARRAYS)

    def _sequence(self, symbol: Fn) -> Callable[[int], Any]:
        place = list(self.request.draws).index(symbol)
        return lambda index: self._draw(place, int(index))

    def _draw(self, place: int, index: int = 0) -> Any:
        """The draws of one symbol at one index, whatever else has been asked before."""
        key = (place, index)
        if key not in self.memo:
            law, *parameters = list(self.request.draws.values())[place]
            rng = np.random.default_rng((*self.seed, place, index + (1 << 20)))
            numbers = [float(evaluate(p, self.values, None, digits())) for p in parameters]
            self.memo[key] = _LAWS[law](rng, self.count, numbers)
        return self.memo[key]


_ARRAYS: Final = Numbers(
    "sampled",
    float,
    {"sqrt": np.sqrt, "exp": np.exp, "log": np.log, "sin": np.sin, "cos": np.cos, "tanh": np.tanh,
     "pi": lambda: math.pi, "floor": np.floor, "max": np.maximum, "min": np.minimum},
    is_zero=lambda value: bool(np.any(value == 0)),
    nan=True,
)  # fmt: skip


def _said(request: Sampled) -> str:
    """From what is drawn, at which values."""
    shown = []
    for symbol, (law, *parameters) in request.draws.items():
        name = str(symbol) if isinstance(symbol, Expr) else f"{symbol.name}(t)"
        a, b, *p = map(str, parameters)
        said = {"normal": f"normal with mean {a} and deviation {b}", "uniform": f"uniform between {a} and {b}",
                "two values": f"{a} or {b}, {b} with probability {p[0] if p else ''}"}[law]  # fmt: skip
        shown.append(f"{name} independent, {said}")
    shown += [f"{v} = {c}" for v, c in request.values.items()]
    return ", ".join(shown)
