"""Statements that differ from one in a single place: what a check that can fail should tell from it.

A number is one larger or smaller, a strictness is turned, a sign is turned, max and min change places, a sum is one
term longer or shorter, a condition is dropped. Some mutants say the same or less than the statement, and are true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lrproof.kernel.terms import Expr, term

_TURNED: Final = {"lt": "le", "le": "lt", "add": "sub", "sub": "add", "vadd": "vsub", "vsub": "vadd", "max": "min",
                  "min": "max", "maximum": "minimum", "minimum": "maximum"}  # fmt: skip


@dataclass(frozen=True)
class Change:
    """A mutant, and where it differs: what stood around that place, from the inside out, with what stands there now."""

    pairs: tuple[tuple[Expr, Expr], ...]

    @property
    def mutant(self) -> Expr:
        """The whole after the change."""
        return self.pairs[-1][1]

    @property
    def told(self) -> str:
        """The place in a few words: the smallest part around it, but no bare number."""
        old, new = next((pair for pair in self.pairs if pair[0].args), self.pairs[0])
        return f"{old} -> {new}"

    @property
    def alike(self) -> Mapping[Expr, Expr]:
        """What else must change with it where it stands again: every part around the place, a bare number excepted."""
        return {old: new for old, new in self.pairs if old.args}


def mutants(statement: Expr) -> Iterator[Expr]:
    """Every mutant once, in a fixed order; none is the statement itself."""
    return (change.mutant for change in changes(statement))


def changes(statement: Expr) -> Iterator[Change]:
    """The same, each with the place where it differs."""
    seen = {statement}
    for pairs in _changed(statement):
        mutant = pairs[-1][1]
        if mutant not in seen:
            seen.add(mutant)
            yield Change(pairs)


def put(e: Expr, alike: Mapping[Expr, Expr]) -> Expr:
    """``e`` with every part that stands in ``alike`` changed; what would be no term or formula then is left."""
    if e in alike:
        return alike[e]
    args = tuple(put(a, alike) for a in e.args)
    if all(a is b for a, b in zip(args, e.args, strict=True)):
        return e
    try:
        return _like(e, args)
    except TypeError:
        return e


def _changed(e: Expr) -> Iterator[tuple[tuple[Expr, Expr], ...]]:
    for new in _here(e):
        yield ((e, new),)
    for k, arg in enumerate(e.args):
        for pairs in _changed(arg):
            try:
                whole = _like(e, (*e.args[:k], pairs[-1][1], *e.args[k + 1 :]))
            except TypeError:  # of another sort: no statement
                continue
            yield (*pairs, (e, whole))


def _here(e: Expr) -> Iterator[Expr]:
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


def _like(e: Expr, args: tuple[Expr, ...], head: str | None = None) -> Expr:
    return Expr(head or e.head, args, var=e.var, data=e.data if e.head == "app" else None)
