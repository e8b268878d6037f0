"""The file that a new derivation starts from: small, whole, and proved as it stands."""

from __future__ import annotations

import re
from pathlib import Path
from string import Template
from typing import Final

START: Final = Template('''\
"""Gradient descent on a parabola."""

from lrproof import (
    at,
    by,
    claim,
    eq,
    forall,
    gradient_descent,
    natural,
    near_miss,
    rational,
    real,
    recurrence,
    sequence,
    simulated,
    suppose,
)

PREFIX = "$prefix"  # begins the ids of the file's claims

# The loss is a θ²/2, its gradient a θ; the step is traced from the update rule
a, eta, x0, t = real("a"), real("eta"), real("x0"), natural("t")
theta = sequence("theta")
(step,) = recurrence(gradient_descent, {"x": theta}, gradient=lambda z: a * z, step=t + 1, eta=eta)
after = (1 - eta * a) ** t


@claim(
    forall(t, eq(theta(t), after * theta(0))),
    given=(step,),
    near_misses=(
        near_miss(forall(t, eq(theta(t), (1 - eta * a) ** (t + 1) * theta(0))), "one step too many"),
        near_miss(forall(t, eq(theta(t), (1 + eta * a) ** t * theta(0))), "the sign of the step"),
    ),
    tried=(
        simulated(
            gradient_descent, after * x0, reads={a: "curvature", x0: "start", t: "steps", eta: "eta"},
            hyper={"eta": rational("0.1")}, control="eta", condition=10, steps=20,
        ),
    ),
)
def closed_form():
    """Every step multiplies the parameter by 1 − ηa."""
    base = yield eq(theta(0), (1 - eta * a) ** 0 * theta(0)), by.algebra()
    now = yield suppose(eq(theta(t), after * theta(0)))
    yield theta(t + 1)
    yield "=", theta(t) - eta * (a * theta(t)), by.given(at(step, t))
    then = yield "=", (1 - eta * a) ** (t + 1) * theta(0), by.algebra(now)
    yield forall(t, eq(theta(t), after * theta(0))), by.induction(base, then)
''')


def prefix(path: Path) -> str:
    """The PREFIX for a file: letters and figures of its name. Raises ValueError if it does not begin with a letter."""
    found = re.sub(r"[^a-z0-9]", "", path.stem.lower())
    if not re.match(r"[a-z]", found) or path.suffix != ".py":
        raise ValueError(f"{path}: name a file such as derivations/momentum.py; its name begins the ids of its claims")
    return found


def write(path: Path) -> None:
    """Write the file. Raises ValueError for a name that gives no PREFIX, FileExistsError where there is a file."""
    text = START.substitute(prefix=prefix(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
