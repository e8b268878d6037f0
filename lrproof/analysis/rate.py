"""The asymptotic rate: the spectral radius ρ of a mode as a function of x = ηλ, up to degree 2 in closed form.

A real root: ρ = |a0|. Two: ρ = (|a1| + √(a1² - 4 a0))/2 while the discriminant is not negative. When it is, they are a
conjugate pair of absolute value √a0 (Polyak 1964 for heavy ball; Lessard, Recht and Packard 2016, section 2).
From degree 3 on no closed form is sought: the radius is enclosed at given numbers.
"""

from __future__ import annotations

import functools
from typing import Any

from lrproof import by
from lrproof.analysis.family import Family
from lrproof.analysis.schur import U, W, coefficients, conditions, not_negative, root, within
from lrproof.analysis.stated import Proof, stated
from lrproof.claim import Claim
from lrproof.kernel.syntax import conj, eq, exists, forall, implies, sqrt
from lrproof.kernel.terms import Expr, Fn, term
from lrproof.line import at, suppose


def _pair(a: list[Expr]) -> Expr:
    return forall(U, forall(W, implies(root(a), eq(U**2 + W**2, a[1]))))


def _attained(a: list[Expr], size: Expr) -> Expr:
    return exists(U, root(a, U, term(0)) & eq(abs(U), size))


def real_size(a: list[Expr]) -> Expr:
    """The larger absolute value of two real roots."""
    return (abs(a[0]) + sqrt(a[0] ** 2 - 4 * a[1])) / 2


def said(a: list[Expr]) -> Expr:
    """What the spectral radius of a factor of degree 1 or 2 is."""
    if len(a) == 1:
        return within(a, abs(a[0])) & _attained(a, abs(a[0]))
    d = a[0] ** 2 - 4 * a[1]
    size = real_size(a)
    return implies(d >= 0, within(a, size) & _attained(a, size)) & implies(d < 0, _pair(a))


@functools.cache
def radius_lemma(n: int) -> Claim:
    """The spectral radius of a polynomial of degree 1 or 2."""
    a = coefficients(n)
    statement = said(a)

    def linear() -> Proof:
        one = yield within(a, abs(a[0])), by.arithmetic()
        two = yield _attained(a, abs(a[0])), by.witness(-a[0])
        yield statement, by.logic(one, two)

    def quadratic() -> Proof:
        d, size = a[0] ** 2 - 4 * a[1], real_size(a)
        s = yield suppose(d >= 0)
        judged = yield (size >= 0) & not_negative(conditions(a, size)), by.arithmetic(s)
        one = yield within(a, size), by.arithmetic(s, judged)
        two = yield _attained(a, size), by.witness((-a[0] - sqrt(d)) / 2, (-a[0] + sqrt(d)) / 2, given=(s,))
        both = yield within(a, size) & _attained(a, size), by.logic(one, two)
        first = yield implies(d >= 0, within(a, size) & _attained(a, size)), by.discharge(s, both)
        second = yield implies(d < 0, _pair(a)), by.arithmetic()
        yield statement, by.logic(first, second)

    title = f"The largest absolute value of a root of a polynomial of degree {n}."
    return stated(f"radius-degree-{n}", title, statement, linear if n == 1 else quadratic)


def rate(family: Family) -> Claim | None:
    """ρ of every factor, in the family's variable; None if a factor has a degree above 2."""
    factors = [family.terms(f) for f in family.factors]
    if not factors or any(len(a) > 2 for a in factors):
        return None
    parts = [said(a) for a in factors]
    statement = conj(*parts)

    def proof() -> Proof:
        cites: list[Any] = []
        for a, part in zip(factors, parts, strict=True):
            values: dict[Expr | Fn, Any] = dict(zip(coefficients(len(a)), a, strict=True))
            cites.append((yield part, by.cite(at(radius_lemma(len(a)), values))))
        if len(cites) > 1:
            yield statement, by.logic(*cites)

    name = family.mode.rule.name
    title = f"The largest absolute value of an eigenvalue of {name} on a mode."
    uses = tuple(dict.fromkeys(radius_lemma(len(a)) for a in factors))
    return stated(f"{name}.rate", title, statement, proof, uses=uses, rule=family.mode.rule)
