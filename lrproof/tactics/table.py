"""The table of tactics: a rule of :mod:`lrproof.by` by its name, and what it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from lrproof.context import labels
from lrproof.kernel.theorem import Theorem

Tactic = Callable[..., tuple[Theorem, str]]
"""(context, goal, premises, options) -> the theorem, and the reason as a reader reads it."""
TACTICS: Final[dict[str, Tactic]] = {}


def tactic(function: Tactic) -> Tactic:
    """Enter ``function`` under its name."""
    TACTICS[function.__name__.strip("_")] = function
    return function


def citing(text: str, premises: tuple[Any, ...]) -> str:
    """A reason with the names of its premises."""
    return f"{text}, by {labels(premises)}" if premises else text
