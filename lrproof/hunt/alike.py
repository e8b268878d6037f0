"""A proof that is changed alike: wherever its lines say what was changed in a statement, they say the mutant's instead.

A prover that only compared the last line with the statement would be content with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from lrproof.by import By
from lrproof.kernel.terms import Expr
from lrproof.line import At, Suppose
from lrproof.mutants import put

Alike = Mapping[Expr, Expr]


def alike(yielded: Any, changed: Alike, premises: Alike | None = None) -> Any:
    """A line of a proof with ``changed`` in its formulas and its rule's terms, and ``premises`` in its premises."""
    if isinstance(yielded, Expr):
        return put(yielded, changed)
    if isinstance(yielded, Suppose):
        return Suppose(put(yielded.formula, changed))
    if isinstance(yielded, By):
        named = tuple(_premise(p, changed, premises or {}) for p in yielded.premises)
        return By(yielded.rule, named, tuple(alike(o, changed) for o in yielded.options))
    if isinstance(yielded, tuple):
        return tuple(alike(part, changed, premises) for part in yielded)
    return yielded


def _premise(premise: Any, changed: Alike, premises: Alike) -> Any:
    if isinstance(premise, Expr):
        return put(premise, premises)
    if isinstance(premise, At):
        replaced = {k: put(v, changed) if isinstance(v, Expr) else v for k, v in premise.replaced.items()}
        values = tuple(put(v, changed) if isinstance(v, Expr) else v for v in premise.values)
        return replace(premise, premise=_premise(premise.premise, changed, premises), values=values, replaced=replaced)
    return premise
