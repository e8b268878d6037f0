"""Make reference trajectories with torch: ``python make.py FILE --seed 0 --settings 40``. Needs torch, and only torch.

Every setting is drawn from the seed: parameters, start, and gradients, which are random (some are 0, as of a rare
feature) or those of an ill-conditioned quadratic. float64, one tensor at a time, AMSGrad off.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from pathlib import Path
from typing import Any

STEPS = 6
SIZE = 2


def size(draw: random.Random, low: float, high: float) -> float:
    """A number between 10**low and 10**high, of three digits."""
    return float(f"{10 ** draw.uniform(low, high):.2e}")


def between(draw: random.Random, low: float, high: float) -> float:
    return round(draw.uniform(low, high), 4)


def averages(draw: random.Random) -> dict[str, float]:
    return {"lr": size(draw, -4, -0.5), "beta1": between(draw, 0.05, 0.99), "beta2": between(draw, 0.5, 0.9999),
            "eps": size(draw, -10, -4)}  # fmt: skip


def optimizers(torch: Any) -> dict[str, tuple[Any, Any]]:
    """Name -> (how its parameters are drawn, how it is made of them)."""
    optim = torch.optim

    def sgd(draw: random.Random) -> dict[str, float]:
        return {"lr": size(draw, -4, -0.5)}

    def momentum(draw: random.Random) -> dict[str, float]:
        return {**sgd(draw), "momentum": between(draw, 0.05, 0.999)}

    def decayed(draw: random.Random) -> dict[str, float]:
        return {**averages(draw), "weight_decay": size(draw, -4, -0.5)}

    def adaptive(make: Any) -> Any:
        return lambda p, lr, beta1, beta2, eps, **more: make(
            p, lr=lr, betas=(beta1, beta2), eps=eps, foreach=False, amsgrad=False, **more
        )

    return {
        "torch.optim.SGD": (sgd, lambda p, **h: optim.SGD(p, foreach=False, **h)),
        "torch.optim.SGD(momentum)": (momentum, lambda p, **h: optim.SGD(p, foreach=False, **h)),
        "torch.optim.SGD(nesterov=True)": (momentum, lambda p, **h: optim.SGD(p, foreach=False, nesterov=True, **h)),
        "torch.optim.Adagrad": (
            lambda draw: {**sgd(draw), "eps": size(draw, -10, -2)}, lambda p, **h: optim.Adagrad(p, foreach=False, **h)
        ),
        "torch.optim.RMSprop": (
            lambda draw: {**sgd(draw), "alpha": between(draw, 0.05, 0.999), "eps": size(draw, -10, -2)},
            lambda p, **h: optim.RMSprop(p, foreach=False, **h),
        ),
        "torch.optim.Adam": (averages, adaptive(optim.Adam)),
        "torch.optim.Adam()": (lambda draw: {}, lambda p: optim.Adam(p, foreach=False)),
        "torch.optim.Adam(weight_decay)": (decayed, adaptive(optim.Adam)),
        "torch.optim.AdamW": (decayed, adaptive(optim.AdamW)),
    }  # fmt: skip


def path(torch: Any, draw: random.Random, drawn: Any, make: Any) -> dict[str, Any]:
    """One run of an optimizer."""
    hyper = drawn(draw)
    start = [size(draw, -2, 2) * draw.choice((-1, 1)) for _ in range(SIZE)]
    p = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    run: dict[str, Any] = {"hyper": hyper, "start": start}
    if draw.random() < 0.5:
        run["gradients"] = [
            [0.0 if draw.random() < 0.1 else size(draw, -4, 3) * draw.choice((-1, 1)) for _ in start]
            for _ in range(STEPS)
        ]
    else:
        run["curvatures"] = [size(draw, -6, 2) for _ in start]
        curvatures = torch.tensor(run["curvatures"], dtype=torch.float64)
    optimizer = make([p], **hyper)
    run["iterates"] = []
    for t in range(STEPS):
        if "gradients" in run:
            p.grad = torch.tensor(run["gradients"][t], dtype=torch.float64)
        else:
            p.grad = curvatures * p.detach()
        optimizer.step()
        run["iterates"].append(p.detach().tolist())
    return run


def schedulers(torch: Any) -> dict[str, tuple[Any, Any]]:
    """Name -> (how its parameters and the number of steps are drawn, how it is made of them)."""
    own = torch.optim.lr_scheduler

    def step(draw: random.Random) -> tuple[dict[str, Any], int]:
        s = draw.randint(1, 6)
        return {"lr": size(draw, -4, 0), "step_size": s, "gamma": between(draw, 0.05, 0.99)}, 2 * s + draw.randint(0, 5)

    def exponential(draw: random.Random) -> tuple[dict[str, Any], int]:
        return {"lr": size(draw, -4, 0), "gamma": between(draw, 0.05, 0.999)}, 10

    def cosine(draw: random.Random) -> tuple[dict[str, Any], int]:
        lr, T = size(draw, -4, 0), draw.randint(2, 12)
        return {"lr": lr, "T_max": T, "eta_min": draw.choice((0.0, float(f"{lr * draw.random():.2e}")))}, 2 * T + 1

    def linear(draw: random.Random) -> tuple[dict[str, Any], int]:
        T, ends = draw.randint(1, 12), (between(draw, 0.01, 1), between(draw, 0, 1))
        return {"lr": size(draw, -4, 0), "start_factor": ends[0], "end_factor": ends[1], "total_iters": T}, T + 3

    def cycle(draw: random.Random) -> tuple[dict[str, Any], int]:
        n = draw.randint(5, 16)
        k = draw.randint(1, n - 2)  # the peak lies between two steps, so that no rounding decides on which side one is
        hyper = {"max_lr": size(draw, -4, 0), "total_steps": n, "pct_start": round((k + draw.uniform(0.2, 0.8)) / n, 6),
                 "div_factor": size(draw, 0.1, 2)}  # fmt: skip
        return hyper, n - 1

    def whole(draw: random.Random) -> tuple[dict[str, Any], int]:
        hyper, steps = cycle(draw)
        return {**hyper, "final_div_factor": size(draw, 0, 4)}, steps

    def make(kind: Any, **fixed: Any) -> Any:
        return lambda optimizer, lr=0.1, **hyper: kind(optimizer, **hyper, **fixed)

    level = {"cycle_momentum": False, "final_div_factor": 1}
    prefix = "torch.optim.lr_scheduler."
    return {
        f"{prefix}StepLR": (step, make(own.StepLR)),
        f"{prefix}ExponentialLR": (exponential, make(own.ExponentialLR)),
        f"{prefix}CosineAnnealingLR": (cosine, make(own.CosineAnnealingLR)),
        f"{prefix}LinearLR": (linear, make(own.LinearLR)),
        f"{prefix}OneCycleLR": (whole, make(own.OneCycleLR, cycle_momentum=False)),
        f"{prefix}OneCycleLR(final_div_factor=1)": (cycle, make(own.OneCycleLR, **level)),
        f"{prefix}OneCycleLR(final_div_factor=1, anneal_strategy='linear')": (
            cycle, make(own.OneCycleLR, anneal_strategy="linear", **level)
        ),
    }  # fmt: skip


def rates(torch: Any, draw: random.Random, drawn: Any, make: Any) -> dict[str, Any]:
    """One run of a scheduler."""
    hyper, steps = drawn(draw)
    p = torch.tensor([0.0], dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.SGD([p], lr=hyper.get("lr", 0.1))
    scheduler = make(optimizer, **hyper)
    found = [optimizer.param_groups[0]["lr"]]
    for _ in range(steps):
        optimizer.step()
        scheduler.step()
        found.append(optimizer.param_groups[0]["lr"])
    return {"hyper": hyper, "rates": found}


def make(torch: Any, seed: int, settings: int) -> dict[str, Any]:
    """The whole file: ``settings`` runs of every optimizer and every scheduler."""
    torch.set_num_threads(1)
    runs: dict[str, list[Any]] = {}
    for table, run in ((optimizers(torch), path), (schedulers(torch), rates)):
        for name, (drawn, made) in table.items():
            draw = random.Random(f"{seed} {name}")
            runs[name] = [run(torch, draw, drawn, made) for _ in range(settings)]
    version = torch.__version__.partition("+")[0]
    return {"torch": version, "seed": seed, "settings": settings, "runs": runs}


def text(made: dict[str, Any]) -> str:
    """As JSON, a run on a line."""
    head = ", ".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in made.items() if k != "runs")
    blocks = []
    for name, runs in made["runs"].items():
        lines = ",\n".join(json.dumps(run, separators=(",", ":")) for run in runs)
        blocks.append(f"{json.dumps(name)}: [\n{lines}\n]")
    return f'{{{head}, "runs": {{\n' + ",\n".join(blocks) + "\n}}\n"


def main() -> None:
    """Write the file; 3 is the exit code where there is no torch."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--settings", type=int, default=40)
    given = parser.parse_args()
    try:
        import torch
    except ImportError:
        sys.exit(3)
    given.file.write_text(text(make(torch, given.seed, given.settings)), encoding="utf-8")


if __name__ == "__main__":
    main()
