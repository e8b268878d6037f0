"""The order in which torch.optim 2.13 computes, so that rounding errors are bounded operation by operation.

Only the *bound* is taken from here, never a value: these run on :class:`.rounding.Running`, whose error bounds the
distance between torch's float64 result and the same formula in exact arithmetic. That the formula is our rule's is what
the engine "oracle" finds out. Fused operations round less and stay within the bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import numpy as np

from lrproof.evidence.rounding import Running

Hyper = Mapping[str, Any]
Order = Callable[[Hyper, Running, list[Any]], Iterator[Running]]


def _lerp(start: Running, end: Any, weight: Any) -> Running:
    """Tensor.lerp: one of two ways, by the size of the weight; the worse bound."""
    low = start + weight * (end - start)
    high = end - (end - start) * (1 - weight)
    return Running(low.value, np.maximum(low.error, high.error))


def _root(x: Any) -> Running:
    """Python's x ** 0.5, which is pow of the C library and no rounded root: 8 units for the root's one."""
    root = x.sqrt()
    return Running(root.value, root.error + 8 * 2.0**-53 * root.value)


def _sgd(h: Hyper, x: Running, gradients: list[Any]) -> Iterator[Running]:
    for g in gradients:
        x = x + g * -h["lr"]
        yield x


def _momentum(h: Hyper, x: Running, gradients: list[Any]) -> Iterator[Running]:
    buffer = None
    for g in gradients:
        buffer = g if buffer is None else buffer * h["momentum"] + g
        x = x + buffer * -h["lr"]
        yield x


def _nesterov(h: Hyper, x: Running, gradients: list[Any]) -> Iterator[Running]:
    buffer = None
    for g in gradients:
        buffer = g if buffer is None else buffer * h["momentum"] + g
        x = x + (g + buffer * h["momentum"]) * -h["lr"]
        yield x


def _adagrad(h: Hyper, x: Running, gradients: list[Any]) -> Iterator[Running]:
    total = 0 * x
    for g in gradients:
        total = total + g * g
        x = x + -h["lr"] * g / (total.sqrt() + h["eps"])
        yield x


def _rmsprop(h: Hyper, x: Running, gradients: list[Any]) -> Iterator[Running]:
    average = 0 * x
    for g in gradients:
        average = average * h["alpha"] + (1 - h["alpha"]) * g * g
        x = x + -h["lr"] * g / (average.sqrt() + h["eps"])
        yield x


def _adam(h: Hyper, x: Running, gradients: list[Any], decoupled: bool = False) -> Iterator[Running]:
    m, v = 0 * x, 0 * x
    for t, g in enumerate(gradients, 1):
        if "weight_decay" in h:
            if decoupled:
                x = x * (1 - h["lr"] * h["weight_decay"])
            else:
                g = g + x * h["weight_decay"]
        m = _lerp(m, g, 1 - h["beta1"])
        v = v * h["beta2"] + (1 - h["beta2"]) * g * g
        size = h["lr"] / (1 - h["beta1"] ** t)
        x = x + -size * m / (v.sqrt() / _root(1 - h["beta2"] ** t) + h["eps"])
        yield x


def _adamw(h: Hyper, x: Running, gradients: list[Any]) -> Iterator[Running]:
    return _adam(h, x, gradients, decoupled=True)


def _defaults(h: Hyper, x: Running, gradients: list[Any]) -> Iterator[Running]:
    known = {"lr": 0.001, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8}  # these only say how large rounding errors are
    return _adam({name: Running(value) for name, value in known.items()}, x, gradients)


OPTIMIZERS: Final[dict[str, Order]] = {
    "torch.optim.SGD": _sgd,
    "torch.optim.SGD(momentum)": _momentum,
    "torch.optim.SGD(nesterov=True)": _nesterov,
    "torch.optim.Adagrad": _adagrad,
    "torch.optim.RMSprop": _rmsprop,
    "torch.optim.Adam": _adam,
    "torch.optim.Adam()": _defaults,
    "torch.optim.Adam(weight_decay)": _adam,
    "torch.optim.AdamW": _adamw,
}
"""Name -> the iterates after each step: given the parameters, the start, and a gradient for each step."""


def _step(h: Hyper, steps: int) -> Iterator[Any]:
    rate = h["lr"]
    yield rate
    for t in range(1, steps + 1):
        rate = rate if t % int(h["step_size"].value) else rate * h["gamma"]
        yield rate


def _exponential(h: Hyper, steps: int) -> Iterator[Any]:
    rate = h["lr"]
    for _ in range(steps + 1):
        yield rate
        rate = rate * h["gamma"]


_PI: Final = Running(np.pi, 2.0**-52)


def _cosine(h: Hyper, steps: int) -> Iterator[Any]:
    rate, low, T = h["lr"], h["eta_min"], h["T_max"]
    yield rate
    for t in range(1, steps + 1):
        if (t - 1 - int(T.value)) % (2 * int(T.value)) == 0:
            rate = rate + (h["lr"] - low) * (1 - (_PI / T).cos()) / 2
        else:
            rate = (1 + (_PI * t / T).cos()) / (1 + (_PI * (t - 1) / T).cos()) * (rate - low) + low
        yield rate


def _linear(h: Hyper, steps: int) -> Iterator[Any]:
    start, T = h["start_factor"], h["total_iters"]
    rate, rise = h["lr"] * start, h["end_factor"] - start
    yield rate
    for t in range(1, steps + 1):
        if t <= T.value:
            rate = rate * (1 + rise / (T * start + (t - 1) * rise))
        yield rate


def _cycle(h: Hyper, steps: int, wave: bool = True) -> Iterator[Any]:
    top, last = h["max_lr"], h["total_steps"] - 1
    first = top / h["div_factor"]
    peak = h["pct_start"] * h["total_steps"] - 1
    end = first / h.get("final_div_factor", Running(1.0))
    for t in range(steps + 1):
        up = t <= peak.value
        a, b = (first, top) if up else (top, end)
        share = t / peak if up else (t - peak) / (last - peak)
        yield b + (a - b) / 2 * ((_PI * share).cos() + 1) if wave else (b - a) * share + a


SCHEDULERS: Final[dict[str, Callable[[Hyper, int], Iterator[Any]]]] = {
    "torch.optim.lr_scheduler.StepLR": _step,
    "torch.optim.lr_scheduler.ExponentialLR": _exponential,
    "torch.optim.lr_scheduler.CosineAnnealingLR": _cosine,
    "torch.optim.lr_scheduler.LinearLR": _linear,
    "torch.optim.lr_scheduler.OneCycleLR": _cycle,
    "torch.optim.lr_scheduler.OneCycleLR(final_div_factor=1)": _cycle,
    "torch.optim.lr_scheduler.OneCycleLR(final_div_factor=1, anneal_strategy='linear')": (
        lambda h, steps: _cycle(h, steps, wave=False)
    ),
}
"""Name -> the learning rates of steps 0, ..., T."""
