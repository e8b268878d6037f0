"""The lines of a proof, and what a line may cite.

A proof is a generator. What it yields is a line; what ``yield`` gives back is the :class:`Fact` that the line proved,
to be cited by later ones:

    h = yield formula, by.rule(premises)      a formula and the rule by which it follows
    h = yield suppose(formula)                a supposition, to be discharged by by.induction, by.discharge, ...
    yield term                                a chain starts: of terms, or of formulas
    h = yield "=", term, by.rule(premises)    a link: "=", "<=", "<" between terms, "<=>", "=>" between formulas;
                                              h says that the chain's first member has this relation to its last

A text after the rule is a remark. The last line must be the claim's statement. A premise is a Fact, a formula that is
``given``, or a claim of ``uses``; ``at(premise, values)`` is an instance of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lrproof.kernel.terms import PROP, Expr, Fn, Number, term
from lrproof.kernel.theorem import Theorem


@dataclass(frozen=True, eq=False)
class Fact:
    """What a line proved; ``number`` is its line's."""

    theorem: Theorem
    number: int

    @property
    def formula(self) -> Expr:
        """The proved formula."""
        return self.theorem.concl

    def __iter__(self) -> Any:
        raise TypeError("a fact is one premise, not several")


@dataclass(frozen=True)
class Suppose:
    """A supposition: see :func:`suppose`."""

    formula: Expr


def suppose(formula: Expr) -> Suppose:
    """A line that supposes ``formula``; what is proved from it holds only where it does, until it is discharged."""
    if not isinstance(formula, Expr) or formula.sort != PROP:
        raise TypeError(f"suppose takes a formula, not {formula!r}")
    return Suppose(formula)


Values = Mapping[Expr | Fn, Any]


@dataclass(frozen=True, eq=False)
class At:
    """An instance of a premise: see :func:`at`."""

    premise: Any
    values: tuple[Number, ...]
    replaced: Values
    given: tuple[Fact, ...] = ()


def at(premise: Any, *values: Number | Values, given: tuple[Fact, ...] = ()) -> At:
    """``premise`` with ``values`` for what its leading "for every" bind, in order.

    A mapping as the first value replaces free symbols before that: ``at(ema, {beta: beta1, e: m, u: lambda i:
    g(i)**2}, t)``, where a function symbol is replaced by another or by a function that gives a term. Guards and
    assumptions of the instance must follow from what is known, or from the lines ``given``, else the line is refused.
    """
    mapping, rest = ({}, values) if not values or not isinstance(values[0], Mapping) else (values[0], values[1:])
    strange = [k for k in mapping if not (isinstance(k, Fn) or (isinstance(k, Expr) and k.head == "var"))]
    if strange:
        raise TypeError(f"at(premise, {{symbol: value}}) replaces variables and function symbols, not {strange[0]!r}")
    if any(not isinstance(fact, Fact) for fact in given):
        raise TypeError("at(..., given=(h, ...)) takes lines of the proof")
    return At(premise, tuple(term(v) for v in rest), mapping, tuple(given))  # type: ignore[arg-type]
