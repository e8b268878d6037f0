"""Statements that differ from one in a single place: what a check that can fail should tell from it.

A number is one larger or smaller, a strictness is turned, a sign is turned, max and min change places, a sum is one
term longer or shorter, a condition is dropped. Some mutants say the same or less than the statement, and are true.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lrproof.kernel.terms import Expr, term

_TURNED: Final = {"lt": "le", "le": "lt", "add": "sub", "sub": "add", "max": "min", "min": "max",
                  "maximum": "minimum", "minimum": "maximum"}  # fmt: skip


def mutants(statement: Expr) -> Iterator[Expr]:
    """Every mutant once, in a fixed order; none is the statement itself."""
    seen = {statement}
    for mutant in _changed(statement):
        if mutant not in seen:
            seen.add(mutant)
            yield mutant


def _changed(e: Expr) -> Iterator[Expr]:
    if e.head == "num":
        yield term(e.data + 1)
        yield term(e.data - 1)
        return
    if e.head in _TURNED:
        yield _like(e, e.args, _TURNED[e.head])
    if e.head == "implies":
        yield e.args[1]
    if e.head == "iff":
        yield e.args[0]
        yield e.args[1]
    if e.head == "sum":
        low, high, body = e.args
        yield _like(e, (low, high + 1, body))
        yield _like(e, (low, high - 1, body))
    for k, arg in enumerate(e.args):
        for other in _changed(arg):
            try:
                yield _like(e, (*e.args[:k], other, *e.args[k + 1 :]))
            except TypeError:  # of another sort: no statement
                continue


def _like(e: Expr, args: tuple[Expr, ...], head: str | None = None) -> Expr:
    return Expr(head or e.head, args, var=e.var, data=e.data if e.head == "app" else None)
