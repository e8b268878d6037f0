"""Our rules and schedules as torch.optim has them: what its parameters are called here, and where they differ.

``lrproof oracles`` holds each pair against torch.
"""

from __future__ import annotations

from typing import Final

from lrproof import rules, schedules
from lrproof.claim import Oracle, oracle
from lrproof.kernel.syntax import integer, log, natural, rational, real, smaller
from lrproof.kernel.terms import Expr, Number

_MOMENTUM: Final = {"eta": "lr", "beta": "momentum"}
_ADAM: Final = {"eta": "lr", "beta1": "beta1", "beta2": "beta2", "eps": "eps"}
DEFAULTS: Final = {name: rational(value) for name, value in
                   {"eta": "0.001", "beta1": "0.9", "beta2": "0.999", "eps": "1e-8"}.items()}  # fmt: skip
"""What torch's Adam takes where nothing is said."""
_DECAYED: Final = {**_ADAM, "decay": "weight_decay"}
_t, _s, _T = natural("t"), integer("s", "[1, oo)"), integer("T", "[1, oo)")
_eta, _gamma, _low, _first, _last = (real(name) for name in ("eta", "gamma", "eta_min", "first", "last"))
_peak = real("peak")
_PREFIX: Final = "torch.optim.lr_scheduler."
_CYCLE: Final[dict[Expr, Number | str]] = {
    _t: "t", _low: real("max_lr") / real("div_factor"), _eta: "max_lr",
    _peak: real("pct_start") * real("total_steps") - 1, _last: real("total_steps") - 1,
}  # fmt: skip

OPTIMIZERS: Final[tuple[Oracle, ...]] = (
    oracle("torch.optim.SGD", rules.gradient_descent, {"eta": "lr"}),
    oracle("torch.optim.SGD(momentum)", rules.heavy_ball, _MOMENTUM),
    oracle(
        "torch.optim.SGD(momentum)", rules.ema_momentum,
        {"eta": real("lr") / (1 - real("momentum")), "beta": "momentum"},
    ),
    oracle("torch.optim.SGD(nesterov=True)", rules.torch_nesterov, _MOMENTUM),
    oracle(
        "torch.optim.SGD(nesterov=True)", rules.nesterov, _MOMENTUM,
        observes=lambda x, v, eta, beta: x - eta * beta * v,
    ),
    oracle("torch.optim.Adagrad", rules.torch_adagrad, {"eta": "lr", "eps": "eps"}),
    oracle("torch.optim.RMSprop", rules.torch_rmsprop, {"eta": "lr", "beta": "alpha", "eps": "eps"}),
    oracle("torch.optim.Adam", rules.adam, _ADAM),
    oracle("torch.optim.Adam()", rules.adam, DEFAULTS),
    oracle("torch.optim.Adam(weight_decay)", rules.adam_l2, _DECAYED),
    oracle("torch.optim.AdamW", rules.adamw, _DECAYED),
)  # fmt: skip
SCHEDULERS: Final[tuple[Oracle, ...]] = (
    oracle(
        f"{_PREFIX}StepLR", schedules.step_decay(_t, eta0=_eta, gamma=_gamma, s=_s),
        {_t: "t", _eta: "lr", _gamma: "gamma", _s: "step_size"},
    ),
    oracle(f"{_PREFIX}CosineAnnealingLR", schedules.cosine(_t, eta_min=_low, eta_max=_eta, T=_T),
           {_t: "t", _low: "eta_min", _eta: "lr", _T: "T_max"}),
    oracle(f"{_PREFIX}ExponentialLR", schedules.exponential(_t, eta0=_eta, k=-log(_gamma)),
           {_t: "t", _eta: "lr", _gamma: "gamma"}),
    oracle(
        f"{_PREFIX}LinearLR", _eta * (_first + (_last - _first) * smaller(1, _t / _T)),
        {_t: "t", _eta: "lr", _first: "start_factor", _last: "end_factor", _T: "total_iters"},
    ),
    *(
        oracle(name, schedules.one_cycle(_t, eta_min=_low, eta_max=_eta, peak=_peak, T=_last, phase=phase), _CYCLE)
        for name, phase in (
            (f"{_PREFIX}OneCycleLR(final_div_factor=1)", "cosine"),
            (f"{_PREFIX}OneCycleLR(final_div_factor=1, anneal_strategy='linear')", "linear"),
        )
    ),
)  # fmt: skip
CONVENTIONS: Final = OPTIMIZERS + SCHEDULERS
