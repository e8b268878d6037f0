"""A statement part by part: what is false of one part is false of the whole.

"and" is split, also behind a condition and under "for every". A part that begins with "for every" is then also looked
at with that variable free, where its conditions guide the search as assumptions do. A mutant differs from a statement
that is known to hold in some parts only, and only these are looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from lrproof.claim import Model
from lrproof.context import close
from lrproof.falsify.search import Falsified, falsify
from lrproof.kernel.definedness import conditions
from lrproof.kernel.rules import arithmetic
from lrproof.kernel.syntax import conj, implies
from lrproof.kernel.terms import INT, Expr, fresh, substitute
from lrproof.kernel.theorem import Refused


def parts(e: Expr) -> list[Expr]:
    """Formulas that together say the same."""
    if e.head == "and":
        return [p for a in e.args for p in parts(a)]
    if e.head == "implies":
        return [implies(e.args[0], p) for p in parts(e.args[1])]
    if e.head == "forall":
        return [Expr("forall", (p,), var=e.var) for p in parts(e.args[0])]
    return [e]


def against(
    mutant: Expr,
    statement: Expr | None,
    given: tuple[Expr, ...],
    *,
    seed: int = 0,
    tries: int = 200,
    models: Sequence[Model] = (),
) -> Falsified | None:
    """Exact values that speak against a part of ``mutant`` which is no part of ``statement``."""
    known = frozenset() if statement is None else frozenset(parts(statement))
    looked = [p for p in parts(mutant) if p not in known]
    for part in (*looked, *(f for f in map(freed, looked) if f is not None)):
        found = falsify(part, given, seed=seed, tries=tries, models=models)
        if isinstance(found, Falsified):
            return found
    return None


def freed(e: Expr) -> Expr | None:
    """``e`` without the "for every" that it begins with, also behind a condition; None where it begins with none."""
    if e.head == "implies":
        inside = freed(e.args[1])
        return None if inside is None else implies(e.args[0], inside)
    if e.head != "forall" or e.var is None or e.var.sort == INT:  # whole numbers are tried one after the other anyway
        return None
    var = fresh(e.var, e.free | (e.args[0].free - {e.var}))
    body = substitute(e.args[0], {e.var: var})
    inside = freed(body)
    return body if inside is None else inside


def undefined(
    mutant: Expr,
    statement: Expr | None,
    assumed: tuple[Expr, ...],
    *,
    seed: int = 0,
    tries: int = 200,
    models: Sequence[Model] = (),
) -> tuple[Expr, Falsified] | None:
    """A condition without which ``mutant`` speaks of something undefined, and values at which it is not met.

    What the defined ``statement`` needs too is met.
    """
    fine = frozenset(() if statement is None else conditions(implies(conj(*assumed), statement)))
    for condition in conditions(implies(conj(*assumed), mutant)):
        if condition not in fine and not _shown(condition):
            found = against(condition, None, (), seed=seed, tries=tries, models=models)
            if found is not None:
                return condition, found
    return None


def _shown(condition: Expr) -> bool:
    try:
        close(condition, arithmetic, ())
    except Refused:
        return False
    return True
