"""Rows of the cheat sheet: the formulas by which a person picks a learning rate, taken from what is proved.

A row names a part of its claim, a term or a formula, and says in plain words what it is. It cannot state anything
else: what occurs neither in the statement nor in its assumptions is refused when the claim is made.
"""

from __future__ import annotations

from dataclasses import dataclass

from lrproof.kernel.terms import Expr, Number, term


@dataclass(frozen=True)
class Row:
    """A row: what is looked for, the part of the claim that answers, and where it holds."""

    label: str
    part: Expr
    where: str = ""


def row(label: str, part: Number, where: str = "") -> Row:
    """``part`` of the claim is what ``label`` asks for; ``where``: for which losses, from which start, in words."""
    return Row(label, part if isinstance(part, Expr) else term(part), where)


def check(rows: tuple[Row, ...], stated: tuple[Expr, ...], where: str) -> tuple[Row, ...]:
    """``rows``, all of ``stated``. Raises TypeError or ValueError, beginning with ``where``."""
    for entry in rows:
        if not isinstance(entry, Row):
            raise TypeError(f'{where}: cheat_sheet is a tuple of rows, (row("Best step", formula), ...), not {entry!r}')
        if not any(node == entry.part for formula in stated for node in formula.walk()):
            raise ValueError(
                f"{where}: the row '{entry.label}' shows {entry.part}, which is no part of the claim: the cheat sheet "
                "repeats what is proved"
            )
    return tuple(rows)
