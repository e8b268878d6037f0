"""Where no closed form is found: the least rate between two rational numbers, both of them proved.

*Above*: at these rational parameters every mode in [μ, L] has a spectral radius below ``high``. *Below*: no parameters
have one below ``low`` at a few curvatures of the spectrum. Candidates come from floating point; what is stated of them
is proved in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from lrproof import by
from lrproof.analysis.family import Family
from lrproof.analysis.objective import Objective
from lrproof.analysis.schur import conditions, inside, instance, lemma, positive_all
from lrproof.analysis.search import Found
from lrproof.analysis.stated import Proof, stated
from lrproof.claim import Claim
from lrproof.kernel import smt
from lrproof.kernel.syntax import conj, domain_fact, forall, implies
from lrproof.kernel.terms import Expr, substitute, term
from lrproof.line import at, suppose

SLACKS: Final = (Fraction(1, 10**9), Fraction(1, 10**6), Fraction(1, 10**4))
"""By which share of the rate the upper bound lies above the value in floating point; the first that is proved is it."""
GAPS: Final = (Fraction(1, 10**6), Fraction(1, 10**3), Fraction(1, 20))
"""By which share the lower bound lies below it."""

QUICK: Final = 150_000
"""Resources of z3 for the quick look."""


@dataclass(frozen=True, eq=False)
class Candidate:
    """Rational parameters near the best ones, and what floating point says of the rate there."""

    values: dict[Expr, Fraction]
    """Of the step size η and the free parameters."""
    rate: float
    active: tuple[Fraction, ...]


def candidate(family: Family, found: Found, low: Fraction, high: Fraction) -> Candidate:
    """``found`` in rationals."""
    import numpy as np

    values: dict[Expr, Fraction] = {}
    for v, x in found.values.items():
        value = found.pinned[v] if v in found.pinned else Fraction(x).limit_denominator(10**6)
        if v == family.variable and family.kind == "product":
            assert family.step is not None
            value, v = Fraction(x / float(low)).limit_denominator(10**7), family.step
        values[v] = _allowed(v, value)
    objective = Objective(family, tuple(found.values), float(low), float(high))
    point = {
        (family.variable if family.kind == "product" and v == family.step else v): float(q) * (
            float(low) if family.kind == "product" and v == family.step else 1.0)
        for v, q in values.items()
    }  # fmt: skip
    rate = float(np.max(objective.rho(point, np.geomspace(float(low), float(high), 400))))
    inner = [Fraction(c).limit_denominator(1000) for c in found.active if low < Fraction(c) < high]
    return Candidate(values, rate, tuple(dict.fromkeys((low, *inner[len(inner) // 2 :][:1], high))))


def _allowed(v: Expr, value: Fraction) -> Fraction:
    """``value``, or what lies next to it in the range of ``v``."""
    d, small = v.data[1], Fraction(1, 10**6)
    if d.low is not None and value <= d.low:
        value = d.low + (small if d.low_strict else 0)
    if d.high is not None and value >= d.high:
        value = d.high - (small if d.high_strict else 0)
    return value


def on_mode(family: Family, curvature: Expr, values: Mapping[Expr, Expr]) -> list[list[Expr]]:
    """The coefficients of each factor on the mode ``curvature`` with these values of step size and parameters."""
    put = {**values, family.mode.curvature: curvature}
    whole = {family.variable: substitute(family.steps, put)} if family.kind == "product" else {}
    return [[substitute(c, {**put, **whole}) for c in family.terms(f)] for f in family.factors]


def above(family: Family, values: Mapping[Expr, Fraction], low: Fraction, high: Fraction, bound: Fraction) -> Claim:
    """At these values every mode of [low, high] has a spectral radius below ``bound``."""
    lam, size = family.mode.curvature, term(bound)
    factors = on_mode(family, lam, {v: term(q) for v, q in values.items()})
    judged = conj(*(positive_all(conditions(a, size)) for a in factors))
    in_disc = conj(*(inside(a, size) for a in factors))
    spectrum = (term(low) <= lam) & (lam <= term(high))
    statement = forall(lam, implies(spectrum, in_disc))

    def proof() -> Proof:
        every = yield forall(lam, implies(spectrum, judged)), by.arithmetic()
        sup = yield suppose(spectrum)
        met = yield judged, by.arithmetic(at(every, lam), sup)
        parts: list[Any] = []
        for a in factors:
            parts.append((yield inside(a, size), by.logic(instance(a, size), met)))
        both = yield in_disc, by.logic(*parts)
        then = yield implies(spectrum, in_disc), by.discharge(sup, both)
        yield statement, by.generalize(then)

    name = family.mode.rule.name
    title = f"At these values of {name}'s parameters every mode of the spectrum has a rate below {bound}."
    return stated(f"{name}.rate-above", title, statement, proof, uses=_lemmas(family), rule=family.mode.rule)


def below(family: Family, curvatures: Sequence[Fraction], bound: Fraction) -> Claim:
    """No parameters in their ranges have a spectral radius below ``bound`` at all of these curvatures."""
    size = term(bound)
    modes = [on_mode(family, term(c), {}) for c in curvatures]
    in_disc = [conj(*(inside(a, size) for a in factors)) for factors in modes]
    statement = ~conj(*in_disc)

    def proof() -> Proof:
        sup = yield suppose(conj(*in_disc))
        met: list[Any] = []
        for factors in modes:
            for a in factors:
                mine = yield inside(a, size), by.logic(sup)
                met.append((yield positive_all(conditions(a, size)), by.logic(instance(a, size), mine)))
        never = yield Expr("false"), by.arithmetic(*met)
        then = yield implies(conj(*in_disc), Expr("false")), by.discharge(sup, never)
        yield statement, by.logic(then)

    name = family.mode.rule.name
    where = ", ".join(map(str, curvatures))
    title = f"No parameters of {name} in their ranges have a rate below {bound} at the curvatures {where}."
    return stated(f"{name}.rate-below", title, statement, proof, uses=_lemmas(family), rule=family.mode.rule)


def possible(family: Family, curvatures: Sequence[Fraction], bound: Fraction) -> smt.Answer:
    """Whether :func:`below` can be expected to be proved: a quick look, before anything is stated."""
    modes = [on_mode(family, term(c), {}) for c in curvatures]
    judged = [positive_all(conditions(a, term(bound))) for factors in modes for a in factors]
    domains = [domain_fact(v) for v in frozenset().union(*(j.free for j in judged))]
    return smt.prove((*judged, *(d for d in domains if d is not None)), Expr("false"), QUICK)


def bound_above(rate: float, slack: Fraction) -> Fraction:
    """A short rational a little above ``rate``."""
    return _short(Fraction(rate) * (1 + slack), 1)


def bound_below(rate: float, gap: Fraction) -> Fraction:
    """A short rational a little below ``rate``."""
    return _short(Fraction(rate) * (1 - gap), -1)


def _short(q: Fraction, side: int) -> Fraction:
    scale = 10**12
    whole = q * scale
    return Fraction(-(-whole // 1) if side > 0 else whole // 1, scale)


def _lemmas(family: Family) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(lemma(len(f)) for f in family.factors))
