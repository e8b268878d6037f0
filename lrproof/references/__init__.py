"""Reference trajectories of torch.optim: recorded, and made anew by ``make.py`` where torch is installed.

A *run* of an optimizer has its parameters (``hyper``), a start (n,), the gradients (T, n) at each of its own iterates,
or the curvatures (n,) that they are made of, and the iterates (T, n). A run of a scheduler has its parameters and the
learning rates (T + 1,) of steps t = 0, ..., T.
"""

from __future__ import annotations

import functools
import hashlib
import json
from pathlib import Path
from typing import Any, Final

RECORDED: Final = Path(__file__).with_name("torch.json")
SCRIPT: Final = Path(__file__).with_name("make.py")

_SCHEDULER: Final = "torch.optim.lr_scheduler."
_CYCLE: Final = "max_lr total_steps pct_start div_factor"
PARAMETERS: Final[dict[str, tuple[str, ...]]] = {
    name: tuple(parameters.split())
    for name, parameters in {
        "torch.optim.SGD": "lr",
        "torch.optim.SGD(momentum)": "lr momentum",
        "torch.optim.SGD(nesterov=True)": "lr momentum",
        "torch.optim.Adagrad": "lr eps",
        "torch.optim.RMSprop": "lr alpha eps",
        "torch.optim.Adam": "lr beta1 beta2 eps",
        "torch.optim.Adam()": "",
        "torch.optim.Adam(weight_decay)": "lr beta1 beta2 eps weight_decay",
        "torch.optim.AdamW": "lr beta1 beta2 eps weight_decay",
        f"{_SCHEDULER}StepLR": "lr step_size gamma",
        f"{_SCHEDULER}ExponentialLR": "lr gamma",
        f"{_SCHEDULER}CosineAnnealingLR": "lr T_max eta_min",
        f"{_SCHEDULER}LinearLR": "lr start_factor end_factor total_iters",
        f"{_SCHEDULER}OneCycleLR": f"{_CYCLE} final_div_factor",
        f"{_SCHEDULER}OneCycleLR(final_div_factor=1)": _CYCLE,
        f"{_SCHEDULER}OneCycleLR(final_div_factor=1, anneal_strategy='linear')": _CYCLE,
    }.items()
}
"""The references, and what their parameters are called: ``betas`` are beta1, beta2. "Adam()" has torch's defaults."""


def schedules(name: str) -> bool:
    """Whether the reference is a scheduler."""
    return name.startswith(_SCHEDULER)


@functools.lru_cache(maxsize=1)
def recorded() -> dict[str, Any]:
    """The recorded file: ``torch``, the version; ``seed``, ``settings``; ``runs``, by the name of the reference."""
    found: dict[str, Any] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return found


def digest() -> str:
    """The hash of the recorded file."""
    return hashlib.sha256(RECORDED.read_bytes()).hexdigest()
