"""Learning rates as functions of the step t, each once and as its source writes it.

``t`` may be a number, an array, a SymPy expression or an lrproof term, and so may every parameter; what comes back is
of the same kind. No schedule branches: where it changes course it takes the larger or the smaller of two. A parameter
that is a plain number outside its range raises ValueError, which names it. ``lambda t: cosine(t, ...)`` is a schedule
for :func:`lrproof.simulate`, whose t is 1 in the first step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lrproof.elementary import cos, exp, floor, larger, number, pi, root, smaller


def _check(schedule: str, **conditions: tuple[Any, Callable[[float], bool], str]) -> None:
    """Refuse plain numbers out of range: parameter -> (its value, what is wanted of it, that in words)."""
    for name, (value, wanted, said) in conditions.items():
        plain = number(value)
        if plain is not None and not wanted(plain):
            raise ValueError(f"schedules.{schedule}: {name} = {value}; {said} is expected")


def _positive(value: Any, name: str) -> tuple[Any, Callable[[float], bool], str]:
    return value, lambda v: v > 0, f"{name} > 0"


def _not_negative(value: Any, name: str) -> tuple[Any, Callable[[float], bool], str]:
    return value, lambda v: v >= 0, f"{name} ≥ 0"


def _ordered(schedule: str, low: Any, high: Any) -> None:
    _check(schedule, eta_min=_not_negative(low, "eta_min"))
    top = number(high)
    if top is not None:
        _check(schedule, eta_min=(low, lambda v: v <= top, f"eta_min ≤ eta_max = {high}"))


def constant(t: Any, *, eta0: Any) -> Any:
    """η_t = η₀ > 0."""
    _check("constant", eta0=_positive(eta0, "eta0"))
    return eta0 + 0 * t


def step_decay(t: Any, *, eta0: Any, gamma: Any, s: Any) -> Any:
    """η_t = η₀ γ^⌊t/s⌋ for t ≥ 0: every s > 0 steps the rate is multiplied by γ in (0, 1).  [Tutorial 11, Part 5]"""
    _check("step_decay", eta0=_positive(eta0, "eta0"), s=_positive(s, "s"),
           gamma=(gamma, lambda v: 0 < v < 1, "0 < gamma < 1"))  # fmt: skip
    return eta0 * gamma ** floor(t / s)


def exponential(t: Any, *, eta0: Any, k: Any) -> Any:
    """η_t = η₀ e^(−kt), k > 0.  [Tutorial 11, Part 5]"""
    _check("exponential", eta0=_positive(eta0, "eta0"), k=_positive(k, "k"))
    return eta0 * exp(-(k * t))


def cosine(t: Any, *, eta_min: Any, eta_max: Any, T: Any) -> Any:
    """η_t = η_min + (η_max − η_min)(1 + cos(tπ/T))/2, from η_max at t = 0 to η_min at t = T > 0.

    The formula as printed: after T the rate rises again, and is η_max at 2T.  [Tutorial 11, Part 5; Loshchilov and
    Hutter 2017, eq. 5]
    """
    _check("cosine", T=_positive(T, "T"))
    _ordered("cosine", eta_min, eta_max)
    return eta_min + (eta_max - eta_min) * (1 + cos(t * pi(t, T) / T)) / 2


def linear_warmup(t: Any, *, eta: Any, T: Any, capped: bool = True) -> Any:
    """η_t = η min(1, t/T), for T > 0: the rate rises in a straight line and stays at η from T on.

    ``capped=False``: η t/T as the tutorial prints it, which goes on rising.  [Tutorial 11, Part 5]
    """
    _check("linear_warmup", eta=_positive(eta, "eta"), T=_positive(T, "T"))
    return eta * smaller(1, t / T) if capped else eta * (t / T)


def one_cycle(t: Any, *, eta_min: Any, eta_max: Any, peak: Any, T: Any, phase: str = "linear") -> Any:
    """Up from η_min at t = 0 to η_max at ``peak``, and down to η_min at T; 0 < peak < T, 0 ≤ t ≤ T.

    ``phase``: "linear", or "cosine" for half a wave each way.  [Tutorial 11, Part 5; Smith 2018]
    """
    _check("one_cycle", T=_positive(T, "T"), peak=_positive(peak, "peak"))
    end = number(T)
    if end is not None:
        _check("one_cycle", peak=(peak, lambda v: v < end, f"peak < T = {T}"))
    _ordered("one_cycle", eta_min, eta_max)
    if phase not in ("linear", "cosine"):
        raise ValueError(f"schedules.one_cycle: phase = {phase!r}; 'linear' or 'cosine' is expected")
    share = smaller(t / peak, (T - t) / (T - peak))
    if phase == "cosine":
        share = (1 - cos(pi(t, T, peak) * share)) / 2
    return eta_min + (eta_max - eta_min) * share


def inverse_time(t: Any, *, eta0: Any, k: Any) -> Any:
    """η_t = η₀/(1 + kt), k > 0, t ≥ 0.  [Robbins and Monro 1951 for such sequences]"""
    _check("inverse_time", eta0=_positive(eta0, "eta0"), k=_positive(k, "k"))
    return eta0 / (1 + k * t)


def inverse_sqrt(t: Any, *, eta0: Any) -> Any:
    """η_t = η₀/√t, for t ≥ 1."""
    _check("inverse_sqrt", eta0=_positive(eta0, "eta0"))
    return eta0 / root(t)


def chebyshev(t: Any, *, mu: Any, L: Any, T: Any) -> Any:
    """η_t = 1/((L + μ)/2 − (L − μ)/2 cos((2t − 1)π/(2T))) for t = 1, ..., T and curvatures in [μ, L], μ > 0.

    The T steps whose product ∏(1 − η_t λ) is smallest at its largest over [μ, L].  [Young 1953]
    """
    _check("chebyshev", mu=_positive(mu, "mu"), T=_positive(T, "T"))
    top = number(L)
    if top is not None:
        _check("chebyshev", mu=(mu, lambda v: v <= top, f"mu ≤ L = {L}"))
    return 1 / ((L + mu) / 2 - (L - mu) / 2 * cos((2 * t - 1) * pi(t, T) / (2 * T)))


def warmup_stable_decay(t: Any, *, eta: Any, warmup: Any, decay: Any, T: Any) -> Any:
    """η min(1, t/warmup, (T − t)/decay): up, level, and down to 0 in the last ``decay`` steps of T; 0 ≤ t ≤ T.

    warmup + decay ≤ T, both > 0.  [Hu et al. 2024, MiniCPM]
    """
    _check("warmup_stable_decay", eta=_positive(eta, "eta"), warmup=_positive(warmup, "warmup"),
           decay=_positive(decay, "decay"))  # fmt: skip
    up, down = number(warmup), number(decay)
    if up is not None and down is not None:
        _check("warmup_stable_decay", T=(T, lambda v: up + down <= v, f"T ≥ warmup + decay = {up + down:g}"))
    return eta * smaller(smaller(1, t / warmup), (T - t) / decay)


def warmup_then(schedule: Callable[[Any], Any], *, T: Any) -> Callable[[Any], Any]:
    """The schedule that rises in a straight line to ``schedule(0)`` at t = T > 0, and is ``schedule(t − T)`` after."""
    _check("warmup_then", T=_positive(T, "T"))
    return lambda t: smaller(1, t / T) * schedule(larger(0, t - T))
