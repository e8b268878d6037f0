"""Reference trajectories made now, by a Python that has torch, and what our rules and schedules say to them."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from lrproof import references
from lrproof.claim import Claim, Oracle
from lrproof.conventions import CONVENTIONS
from lrproof.evidence.comparison import compare, drift


class NoTorch(Exception):
    """There is no torch where it was looked for."""


def made(python: str, seed: int, settings: int) -> dict[str, Any]:
    """The runs of every reference, as ``python`` makes them.

    Raises NoTorch, FileNotFoundError where there is no such Python, and RuntimeError for a run that fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "torch.json"
        command = [python, "-W", "error", str(references.SCRIPT), str(file)]
        command += ["--seed", str(seed), "--settings", str(settings)]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        except OSError:
            raise FileNotFoundError(f"there is no Python at {python}") from None
        if done.returncode == 3:
            raise NoTorch
        if done.returncode != 0:
            raise RuntimeError(f"no runs were made: {done.stderr.strip().rpartition(chr(10))[2]}")
        found: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return found


def compared(
    python: str, seed: int, settings: int, claims: Callable[[], Sequence[Claim]]
) -> Iterator[tuple[bool, str]]:
    """For each pair of rule and reference, ours and those of the claims, whether they agree, and that in a line.

    Last, whether the recorded runs are those that torch makes now.
    """
    live = made(python, seed, settings)
    runs = live["runs"]
    asked: list[tuple[str, Oracle]] = [("", request) for request in CONVENTIONS]
    asked += [(f", as {c.id} asks", q) for c in claims() for q in c.tried if isinstance(q, Oracle)]
    yield True, f"torch {live['torch']}, seed {seed}: {sum(map(len, runs.values()))} random settings"
    for whose, request in asked:
        found = compare(request, runs[request.reference])
        name = "schedule" if request.rule is None else request.rule.name
        pair = f"{request.reference}: {name}{whose}"
        yield (
            not found.first,
            f"{pair}: "
            + (found.first or f"{found.runs} runs agree, {found.nearness:.2f} of the rounding bound at most"),
        )
    known = references.recorded()
    again = made(python, known["seed"], known["settings"])
    moved = {name: drift(name, known["runs"][name], again["runs"][name]) for name in known["runs"]}
    differing = "; ".join(f"{name}, {what}" for name, what in moved.items() if what)
    yield (
        not differing,
        f"the recorded runs, of torch {known['torch']}: "
        + (differing or f"torch {again['torch']} makes the same, up to rounding"),
    )
