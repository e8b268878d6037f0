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


def witness(*values: Number, given: tuple[Any, ...] = ()) -> By:
    """For some x: p(x), because one of ``values`` is such an x; which of them may depend on the case.

    ``given``: premises from which p(x) follows.
    """
    return By("witness", tuple(given), tuple(term(v) for v in values))


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
    """Two sums over one range are equal, term by term, by algebra, or by a premise for every index."""
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


def limit(*premises: Any) -> By:
    """u → l, piece by piece: constants, 1/t, bᵗ for |b| < 1, sums, products, quotients, |u|, exp, ..., and the limits
    among the premises, 1/u for u → ∞ too; u → ∞: t, bᵗ for b > 1, a positive factor, and what is cited."""
    return By("limit", premises)


def squeeze(below: Any, above: Any, *limits: Any) -> By:
    """u → l, from a ≤ u and u ≤ b for every t (from some n on), for a → l and b → l (found as by :func:`limit`)."""
    return By("squeeze", (below, above, *limits))


def limit_order(pointwise: Any, *limits: Any) -> By:
    """k ≤ l, from u ≤ v for every t (from some n on), for u → k and v → l (found as by :func:`limit`)."""
    return By("limit_order", (pointwise, *limits))


def limit_monotone(falling: Any, *bounded: Any) -> By:
    """u → l for some l, or −u → ∞, from u(t + 1) ≤ u(t) for every t; with a bound c ≤ u(t) for every t, the former."""
    return By("limit_monotone", (falling, *bounded))


def limit_definition() -> By:
    """u → l ⇔ for every ε > 0 and some n: |u(t) − l| < ε for every t ≥ n."""
    return By("limit_definition")


def limit_average(increments: Any) -> By:
    """u(t)/t → l, from u(t + 1) − u(t) → l (Stolz and Cesàro)."""
    return By("limit_average", (increments,))


def grows_beyond(pointwise: Any, growing: Any) -> By:
    """v → ∞, from u ≤ v for every t (from some n on) and u → ∞."""
    return By("grows_beyond", (pointwise, growing))


def sum_order(*premises: Any) -> By:
    """Σ u ≤ Σ v over one range, for u ≤ v term by term, by arithmetic."""
    return By("sum_order", premises)


def derivative(*premises: Any) -> By:
    """A derivative by the rules of the calculus; those of function symbols are premises ("for every x: ...")."""
    return By("derivative", premises)


def increasing(slopes: Any, sign: Any, *premises: Any, between: tuple[Number, Number] | None = None) -> By:
    """f(a) ≤ f(b) or f(a) < f(b), from the derivative of f ("for every p, a ≤ p ≤ b: ...") and its sign.

    ``sign``: for every p (between a and b): 0 ≤ f'(p), or 0 < f'(p). ``between``: the ends, where the derivative is
    known everywhere.
    """
    ends = () if between is None else tuple(map(term, between))
    return By("increasing", (slopes, sign, *premises), ends)


def intermediate_value(slopes: Any, *premises: Any, between: tuple[Number, Number] | None = None) -> By:
    """For some p with a ≤ p ≤ b: f(p) = 0, from f(a) ≤ 0 ≤ f(b) and the derivative of f between a and b."""
    ends = () if between is None else tuple(map(term, between))
    return By("intermediate_value", (slopes, *premises), ends)


def fact(name: str, *terms: Number, given: tuple[Any, ...] = ()) -> By:
    """A law of exp, log, sin, cos, tanh for these terms, see lrproof/kernel/facts.py: ``fact("log_power", x, t)``.

    ``given``: premises from which what it needs follows.
    """
    return By("fact", tuple(given), (name, *map(term, terms)))


def equal_arguments(*premises: Any) -> By:
    """f(x) = f(y), because x = y by algebra (or arithmetic)."""
    return By("equal_arguments", premises)


def numeric() -> By:
    """An inequality between numbers, by ball arithmetic."""
    return By("numeric")


def cauchy_schwarz(*vectors: Any, given: tuple[Any, ...] = ()) -> By:
    """What follows by arithmetic from ⟨x, y⟩² ≤ ⟨x, x⟩⟨y, y⟩ for these vectors, and from the premises ``given``."""
    return By("cauchy_schwarz", tuple(given), tuple(map(term, vectors)))


def square(*vectors: Any, given: tuple[Any, ...] = ()) -> By:
    """What follows by arithmetic from ⟨x, x⟩ ≥ 0 for these vectors, and from the premises ``given``."""
    return By("square", tuple(given), tuple(map(term, vectors)))


def definite(*vectors: Any, given: tuple[Any, ...] = ()) -> By:
    """What follows from ⟨x, x⟩ = 0 ⇔ x = 0 and ⟨x, x⟩ ≥ 0 for these vectors, and from the premises ``given``."""
    return By("definite", tuple(given), tuple(map(term, vectors)))


def choose(some: Any, supposed: Any, then: Any) -> By:
    """q, from "for some x: p(x)" and q that was proved supposing p(y), y being in neither q nor what else is used."""
    return By("choose", (some, supposed, then))


def axiom(name: str, reference: str) -> By:
    """Not proved here: the theorem ``name`` of the literature. Every claim that rests on it bears its name."""
    return By("axiom", (), (name, reference))
