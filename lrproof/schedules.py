"""Learning rates as functions of the step t, each once and as its source writes it.

``t`` may be a number, an array, a SymPy expression or an lrproof term, and so may every parameter; what comes back is
of the same kind, float64 for numbers and arrays. No schedule branches: where it changes course it takes the larger or
the smaller of two. Whatever is known, as a symbol is not, must lie in its range: else ValueError names it, and
TypeError what is no number. ``lambda t: cosine(t, ...)`` is a schedule for :func:`lrproof.simulate`, whose t is 1 in
the first step.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from lrproof.elementary import alike, cos, exp, floor, larger, like, pi, plain, root, smaller


def _check(schedule: str, name: str, value: Any, wanted: Callable[[float], bool], said: str) -> None:
    """Refuse what is known, or has a known entry, out of range."""
    for known in plain(value):
        if not (math.isfinite(known) and wanted(known)):
            raise ValueError(f"schedules.{schedule}: {name} = {known:g}; {said} is expected")


def _positive(schedule: str, **values: Any) -> None:
    for name, value in values.items():
        _check(schedule, name, value, lambda v: v > 0, f"{name} > 0")


def _ordered(schedule: str, low: Any, high: Any, names: str = "eta_min eta_max", strict: bool = False) -> None:
    """Refuse low > high (or low ≥ high), where the difference is known."""
    below, above = names.split()
    said = f"{below} {'<' if strict else '≤'} {above}"
    _check(schedule, f"{above} - {below}", high - low, lambda v: v > 0 or (v == 0 and not strict), said)


def _rates(schedule: str, eta_min: Any, eta_max: Any) -> None:
    _check(schedule, "eta_min", eta_min, lambda v: v >= 0, "eta_min ≥ 0")
    _ordered(schedule, eta_min, eta_max)


def _within(schedule: str, t: Any, first: int, T: Any) -> None:
    """Refuse a step before ``first`` or after T, where that is known: the formula means nothing there."""
    _check(schedule, "t", t, lambda v: v >= first, f"t ≥ {first}")
    _ordered(schedule, t, T, "t T")


def constant(t: Any, *, eta0: Any) -> Any:
    """η_t = η₀ > 0."""
    t, eta0 = alike(t, eta0)
    _positive("constant", eta0=eta0)
    return eta0 + 0 * t


def step_decay(t: Any, *, eta0: Any, gamma: Any, s: Any) -> Any:
    """η_t = η₀ γ^⌊t/s⌋ for t ≥ 0: every s > 0 steps the rate is multiplied by γ in (0, 1).  [Tutorial 11, Part 5]"""
    t, eta0, gamma, s = alike(t, eta0, gamma, s)
    _positive("step_decay", eta0=eta0, s=s)
    _check("step_decay", "gamma", gamma, lambda v: 0 < v < 1, "0 < gamma < 1")
    return eta0 * like(gamma, t, eta0, s) ** floor(like(t / s, eta0, gamma))


def exponential(t: Any, *, eta0: Any, k: Any) -> Any:
    """η_t = η₀ e^(−kt), k > 0.  [Tutorial 11, Part 5]"""
    t, eta0, k = alike(t, eta0, k)
    _positive("exponential", eta0=eta0, k=k)
    return eta0 * exp(like(-(k * t), eta0))


def cosine(t: Any, *, eta_min: Any, eta_max: Any, T: Any) -> Any:
    """η_t = η_min + (η_max − η_min)(1 + cos(tπ/T))/2, from η_max at t = 0 to η_min at t = T > 0; 0 ≤ η_min ≤ η_max.

    The formula as printed: after T the rate rises again, and is η_max at 2T.  [Tutorial 11, Part 5; Loshchilov and
    Hutter 2017, eq. 5]
    """
    t, eta_min, eta_max, T = alike(t, eta_min, eta_max, T)
    _positive("cosine", T=T)
    _rates("cosine", eta_min, eta_max)
    return eta_min + (eta_max - eta_min) * (1 + cos(t * pi(t, eta_min, eta_max, T) / T)) / 2


def linear_warmup(t: Any, *, eta: Any, T: Any, capped: bool = True) -> Any:
    """η_t = η min(1, t/T), for T > 0 and t ≥ 0: the rate rises in a straight line and stays at η > 0 from T on.

    ``capped=False``: η t/T as the tutorial prints it, which goes on rising.  [Tutorial 11, Part 5]
    """
    t, eta, T = alike(t, eta, T)
    _positive("linear_warmup", eta=eta, T=T)
    return eta * smaller(1, like(t / T, eta)) if capped else eta * (t / T)


def one_cycle(t: Any, *, eta_min: Any, eta_max: Any, peak: Any, T: Any, phase: str = "linear") -> Any:
    """Up from η_min at t = 0 to η_max at ``peak``, and down to η_min at T; 0 < peak < T, 0 ≤ t ≤ T.

    ``phase``: "linear", or "cosine" for half a wave each way.  [Tutorial 11, Part 5; Smith 2018]
    """
    t, eta_min, eta_max, peak, T = alike(t, eta_min, eta_max, peak, T)
    _positive("one_cycle", T=T, peak=peak)
    _ordered("one_cycle", peak, T, "peak T", strict=True)
    _within("one_cycle", t, 0, T)
    _rates("one_cycle", eta_min, eta_max)
    if phase not in ("linear", "cosine"):
        raise ValueError(f"schedules.one_cycle: phase = {phase!r}; 'linear' or 'cosine' is expected")
    share = smaller(like(t / peak, eta_min, eta_max), (T - t) / (T - peak))
    if phase == "cosine":
        share = (1 - cos(pi(t, eta_min, eta_max, peak, T) * share)) / 2
    return eta_min + (eta_max - eta_min) * share


def inverse_time(t: Any, *, eta0: Any, k: Any) -> Any:
    """η_t = η₀/(1 + kt), k > 0, t ≥ 0.  [Robbins and Monro 1951 for such sequences]"""
    t, eta0, k = alike(t, eta0, k)
    _positive("inverse_time", eta0=eta0, k=k)
    _check("inverse_time", "t", t, lambda v: v >= 0, "t ≥ 0")
    return eta0 / (1 + k * t)


def inverse_sqrt(t: Any, *, eta0: Any) -> Any:
    """η_t = η₀/√t, for t > 0."""
    t, eta0 = alike(t, eta0)
    _positive("inverse_sqrt", eta0=eta0, t=t)
    return eta0 / root(like(t, eta0))


def chebyshev(t: Any, *, mu: Any, L: Any, T: Any) -> Any:
    """η_t = 1/((L + μ)/2 − (L − μ)/2 cos((2t − 1)π/(2T))) for t = 1, ..., T and curvatures in [μ, L], 0 < μ ≤ L.

    The T steps whose product ∏(1 − η_t λ) is smallest at its largest over [μ, L].  [Young 1953]
    """
    t, mu, L, T = alike(t, mu, L, T)
    _positive("chebyshev", mu=mu, T=T)
    _ordered("chebyshev", mu, L, "mu L")
    _within("chebyshev", t, 1, T)
    return 1 / ((L + mu) / 2 - (L - mu) / 2 * cos((2 * t - 1) * pi(t, mu, L, T) / (2 * T)))


def warmup_stable_decay(t: Any, *, eta: Any, warmup: Any, decay: Any, T: Any) -> Any:
    """η min(1, t/warmup, (T − t)/decay): up, level, and down to 0 in the last ``decay`` steps of T; 0 ≤ t ≤ T.

    warmup + decay ≤ T, both > 0.  [Hu et al. 2024, MiniCPM]
    """
    t, eta, warmup, decay, T = alike(t, eta, warmup, decay, T)
    _positive("warmup_stable_decay", eta=eta, warmup=warmup, decay=decay)
    _ordered("warmup_stable_decay", warmup + decay, T, "warmup+decay T")
    _within("warmup_stable_decay", t, 0, T)
    return eta * smaller(smaller(1, like(t / warmup, eta, decay, T)), (T - t) / decay)


def warmup_then(schedule: Callable[[Any], Any], *, T: Any) -> Callable[[Any], Any]:
    """The schedule that rises in a straight line to ``schedule(0)`` at t = T > 0, and is ``schedule(t − T)`` after.

    t ≥ 0. Until T it asks for ``schedule(0)``: for one that begins at 1 give ``lambda t: inverse_sqrt(t + 1, ...)``.
    """
    _positive("warmup_then", T=T)

    def warmed(t: Any) -> Any:
        now, length = alike(t, T)
        return smaller(1, now / length) * schedule(larger(0, now - length))

    return warmed
