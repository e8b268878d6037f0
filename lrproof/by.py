"""The rules by which a line follows: ``yield formula, by.algebra(h)``.

Each names one step that a reader knows, and leads to one rule of the kernel, which decides. Premises are earlier
lines, given formulas, claims of ``uses``, and instances of these by ``at``. Domains of the variables in a line and
assumptions without "for every" are always known and need not be cited.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lrproof.kernel.terms import Number, term


@dataclass(frozen=True, eq=False)
class By:
    """The rule of a line with its premises; made by the functions of this module."""

    rule: str
    premises: tuple[Any, ...] = ()
    options: tuple[Any, ...] = ()


def given(premise: Any) -> By:
    """An assumption, or an instance of it: ``given(step)`` for θ(t+1) = ... from "for every t: θ(t+1) = ..."."""
    return By("given", (premise,))


def cite(premise: Any) -> By:
    """A claim of ``uses`` (or a line), an instance of it, or the same up to the laws of a ring."""
    return By("cite", (premise,))


def algebra(*premises: Any) -> By:
    """An equation by the laws of a field; equations among the premises are put in, left side for right side.

    Denominators must be nonzero by what is known. Under "for every" and "⇒" it looks inside.
    """
    return By("algebra", premises)


def arithmetic(*premises: Any) -> By:
    """Anything that follows by logic and real arithmetic: inequalities, cases, |x|, max, quotients."""
    return By("arithmetic", premises)


def logic(*premises: Any) -> By:
    """What follows from the premises by "and", "or", "not", "⇒", "⇔" alone, without looking under "for every"."""
    return By("logic", premises)


def induction(base: Any, step: Any) -> By:
    """For every integer t ≥ n: p(t), from p(n) and, supposing p(t), p(t + 1)."""
    return By("induction", (base, step))


def generalize(premise: Any) -> By:
    """For every x: p(x), from p(x) with x arbitrary; its domain becomes the condition."""
    return By("generalize", (premise,))


def discharge(supposed: Any, premise: Any) -> By:
    """p ⇒ q, from q that was proved supposing p."""
    return By("discharge", (supposed, premise))


def witness(*values: Number) -> By:
    """For some x: p(x), because one of ``values`` is such an x; which of them may depend on the case."""
    return By("witness", (), tuple(term(v) for v in values))


def maximum(bound: Any, attained: Any) -> By:
    """The value is the maximum, for it is a bound (for every x ...) and attained (for some x ...)."""
    return By("maximum", (bound, attained))


def minimum(bound: Any, attained: Any) -> By:
    """The value is the minimum, for it is a bound (for every x ...) and attained (for some x ...)."""
    return By("minimum", (bound, attained))


def sum_empty() -> By:
    """A sum from n to n − 1 is 0."""
    return By("sum_empty")


def sum_last(*premises: Any) -> By:
    """The last term of a sum is split off, or joins it."""
    return By("sum_last", premises)


def sum_first(*premises: Any) -> By:
    """The first term of a sum is split off, or joins it."""
    return By("sum_first", premises)


def sum_scale(*premises: Any) -> By:
    """A factor that does not depend on the index moves into a sum, or out of it."""
    return By("sum_scale", premises)


def sum_add(*premises: Any) -> By:
    """Two sums over one range are the sum of the sums of their terms."""
    return By("sum_add", premises)


def sum_terms(*premises: Any) -> By:
    """Two sums over one range are equal, term by term, by algebra."""
    return By("sum_terms", premises)


def sum_shift(shift: Number, *premises: Any) -> By:
    """The index moves: Σ u(i) over n..m is Σ u(i − k) over n+k..m+k; ``shift`` is k, read from left to right."""
    return By("sum_shift", premises, (term(shift),))


def limit_terms(equal: Any) -> By:
    """Two sequences that are equal for every t (from some n on) have the same limit: u → l ⇔ v → l, u → ∞ ⇔ v → ∞."""
    return By("limit_terms", (equal,))


def limit_scale(*premises: Any) -> By:
    """c u → c l ⇔ u → l, for a constant c ≠ 0; c u → ∞ ⇔ u → ∞, for c > 0."""
    return By("limit_scale", premises)


def limit_of_powers() -> By:
    """bᵗ → 0 ⇔ |b| < 1, and |b|ᵗ → ∞ ⇔ 1 < |b|."""
    return By("limit_of_powers")


def axiom(name: str, reference: str) -> By:
    """Not proved here: the theorem ``name`` of the literature. Every claim that rests on it bears its name."""
    return By("axiom", (), (name, reference))
