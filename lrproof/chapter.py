"""What a file of derivations says of itself, for the claims in it and for the report.

    PREFIX = "quad"                       begins the ids of its claims
    PLACE = (2, 1)                        Part 2, first; a file without it stands last, in no Part
    PART = "The best learning rate"       the title of the Part; one file of the Part says it
    SYMBOLS = {eta: "the learning rate"}  what a symbol means, for a reader

Its title is the first line of its docstring. PREFIX and the docstring are needed, the others are not.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lrproof.kernel.terms import Expr, Fn


@dataclass(frozen=True)
class Chapter:
    """A file of derivations, as the report needs it."""

    prefix: str
    title: str
    place: tuple[int, ...] = ()
    """The number of the Part and the place in it; empty for a file that has no PLACE."""
    part: str = ""
    symbols: tuple[tuple[Expr | Fn, str], ...] = ()
    """Each symbol with its meaning."""


def chapter(around: Mapping[str, Any], where: str) -> Chapter:
    """The chapter whose names are ``around``. Raises TypeError or ValueError, beginning with ``where``."""
    prefix = around.get("PREFIX")
    title = inspect.cleandoc(around.get("__doc__") or "").partition("\n")[0].rstrip(".")
    if not isinstance(prefix, str) or not re.fullmatch(r"[a-z][a-z0-9]*", prefix):
        said = f"PREFIX is {prefix!r}" if "PREFIX" in around else "the file has no PREFIX"
        raise ValueError(f'{where}: {said}; the file must say PREFIX = "..." (lower-case letters): it begins its ids')
    if not title:
        raise ValueError(f"{where}: the file has no docstring; begin it with a title, which the report prints")
    part, symbols = around.get("PART", ""), around.get("SYMBOLS", {})
    if not isinstance(part, str):
        raise TypeError(f"{where}: PART is the title of a Part, a text, not {part!r}")
    if not isinstance(symbols, Mapping) or not all(
        isinstance(meaning, str) and (isinstance(symbol, Fn) or (isinstance(symbol, Expr) and symbol.head == "var"))
        for symbol, meaning in symbols.items()
    ):
        raise TypeError(f'{where}: SYMBOLS says what symbols mean, such as {{eta: "the learning rate"}}')
    try:
        return Chapter(prefix, title, place(around), part, tuple(symbols.items()))
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None


def place(around: Mapping[str, Any]) -> tuple[int, ...]:
    """The PLACE of a file, () where it has none. Raises ValueError for one that is no tuple of whole numbers."""
    found = around.get("PLACE", ())
    if not isinstance(found, tuple) or not all(isinstance(k, int) for k in found):
        raise ValueError(f"PLACE is a tuple of whole numbers, such as (2, 1), not {found!r}")
    return found
