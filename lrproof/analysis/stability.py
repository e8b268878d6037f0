"""The statement of the stability interval, and its proof in three steps.

All roots of the characteristic polynomial inside the unit circle ⇔ the Schur-Cohn conditions (a lemma) ⇔ the interval
of x (real arithmetic) ⇔ the interval of η.
"""

from __future__ import annotations

from typing import Any

from lrproof import by
from lrproof.analysis.family import Family
from lrproof.analysis.region import Region
from lrproof.analysis.schur import conditions, inside, instance, lemma, positive_all
from lrproof.analysis.stated import Proof, stated
from lrproof.claim import Claim
from lrproof.kernel.syntax import conj, eq, iff
from lrproof.kernel.terms import Expr, substitute, term
from lrproof.line import at


def interval(family: Family, region: Region) -> Claim:
    """The Schur-Cohn conditions of all factors hold exactly in the region; both in the family's variable."""
    name, v = family.mode.rule.name, family.variable
    statement = iff(_judged(family), region.formula(v))

    def proof() -> Proof:
        yield statement, by.arithmetic()

    near = []
    if region.upper:
        wider = Region(region.lower, tuple(e * term(21) / 20 for e in region.upper), region.side)
        near = [(iff(_judged(family), wider.formula(v)), "5 % beyond the upper end")]
    title = f"The Schur-Cohn conditions of {name} hold exactly in this interval."
    return stated(f"{name}.interval", title, statement, proof, near=tuple(near), rule=family.mode.rule)


def stability(family: Family, region: Region, ends: Claim) -> Claim:
    """Every eigenvalue of the mode has absolute value < 1 exactly in the region, of η if there is a step size."""
    rule, v = family.mode.rule, family.variable
    steps = family.steps
    factors = [[substitute(c, {v: steps}) for c in family.terms(f)] for f in family.factors]
    in_disc = conj(*(inside(a) for a in factors))
    judged = [positive_all(conditions(a)) for a in factors]
    last = of_step(family, region)
    statement = iff(in_disc, last)

    def proof() -> Proof:
        cites: list[Any] = []
        for a, condition in zip(factors, judged, strict=True):
            cites.append((yield iff(inside(a), condition), by.cite(instance(a, term(1)))))
        yield in_disc
        yield "<=>", conj(*judged), by.logic(*cites)
        yield "<=>", substitute(region.formula(v), {v: steps}), by.cite(at(ends, {v: steps}))
        yield "<=>", last, by.arithmetic()

    near = []
    if region.upper and family.kind == "product":
        near = [(iff(in_disc, _closed(last)), "the upper end included")]
    lemmas = tuple(dict.fromkeys(lemma(len(a)) for a in factors))
    if not factors:

        def proof() -> Proof:
            yield statement, by.arithmetic()

    title = f"Every eigenvalue of {rule.name} on the mode λ has absolute value below 1 exactly for these values."
    return stated(f"{rule.name}.stability", title, statement, proof, uses=(*lemmas, ends), near=tuple(near), rule=rule)


def unreduced(family: Family) -> Claim:
    """Every eigenvalue of the mode has absolute value < 1 exactly where the Schur-Cohn conditions hold, as they are."""
    rule = family.mode.rule
    factors = [[substitute(c, {family.variable: family.steps}) for c in family.terms(f)] for f in family.factors]
    judged = [positive_all(conditions(a)) for a in factors]
    statement = iff(conj(*(inside(a) for a in factors)), conj(*judged))

    def proof() -> Proof:
        cites: list[Any] = []
        for a, condition in zip(factors, judged, strict=True):
            cites.append((yield iff(inside(a), condition), by.cite(instance(a, term(1)))))
        if len(cites) > 1:
            yield statement, by.logic(*cites)

    lemmas = tuple(dict.fromkeys(lemma(len(a)) for a in factors))
    title = f"Every eigenvalue of {rule.name} on the mode λ has absolute value below 1 exactly where these hold."
    return stated(f"{rule.name}.conditions", title, statement, proof, uses=lemmas, rule=rule)


def of_step(family: Family, region: Region) -> Expr:
    """The region as a condition on η (on λ where there is no step size)."""
    if family.kind != "product":
        return region.formula(family.variable)
    assert family.step is not None
    lam, x = family.mode.curvature, family.variable
    if region.never or any(x in side.free for side in region.side):
        return substitute(region.formula(x), {x: family.steps})
    lower, upper = (tuple(over(e, lam) for e in ends) for ends in (region.lower, region.upper))
    return Region(lower, upper, region.side).formula(family.step)


def over(end: Expr, divisor: Expr) -> Expr:
    """``end``/``divisor``, as one quotient."""
    if end == term(0):
        return end
    return end.args[0] / (end.args[1] * divisor) if end.head == "div" else end / divisor


def _judged(family: Family) -> Expr:
    return conj(*(positive_all(conditions(family.terms(f))) for f in family.factors))


def _closed(formula: Expr) -> Expr:
    """The last "<" of a conjunction made "≤"."""
    if formula.head == "and":
        return formula.args[0] & _closed(formula.args[1])
    return Expr("le", formula.args)


def polynomial(family: Family) -> Claim:
    """det(zI - M) is the characteristic polynomial whose factors are analysed, for every z."""
    from lrproof.analysis.written import expanded
    from lrproof.kernel.syntax import real

    mode = family.mode
    z = real("z")
    entries = [
        [(z - expanded(c, mode.gens)) if i == j else -expanded(c, mode.gens) for j, c in enumerate(row)]
        for i, row in enumerate(mode.matrix)
    ]
    n, product = mode.size, None
    for f, often in zip(family.factors, family.powers, strict=True):
        coefficients = [substitute(c, {family.variable: family.steps}) for c in family.terms(f)]
        part: Expr = z ** len(coefficients) if len(coefficients) > 1 else z
        for k, c in enumerate(coefficients, 1):
            power = len(coefficients) - k
            minus = c.head == "neg" or (c.head == "num" and c.data < 0)
            size = c if not minus else c.args[0] if c.head == "neg" else term(-c.data)
            if size == term(0):
                continue
            size = size if power == 0 else size * (z if power == 1 else z**power)
            part = part - size if minus else part + size
        part = part if often == 1 else part**often
        product = part if product is None else product * part
    zeros = n - sum(len(f) * k for f, k in zip(family.factors, family.powers, strict=True))
    if zeros:
        only = z if zeros == 1 else z**zeros
        product = only if product is None else only * product
    assert product is not None
    statement = eq(_determinant(entries), product)

    def proof() -> Proof:
        yield statement, by.algebra()

    title = f"The characteristic polynomial of {mode.rule.name}'s iteration matrix on the mode λ."
    return stated(f"{mode.rule.name}.polynomial", title, statement, proof, rule=mode.rule)


def _determinant(m: list[list[Expr]]) -> Expr:
    """By its first row (Laplace)."""
    if len(m) == 1:
        return m[0][0]
    result: Expr | None = None
    for j, entry in enumerate(m[0]):
        if entry in (term(0), -term(0)):
            continue
        minor = [[*row[:j], *row[j + 1 :]] for row in m[1:]]
        part = entry * _determinant(minor)
        signed = part if j % 2 == 0 else -part
        result = signed if result is None else result + part if j % 2 == 0 else result - part
    return term(0) if result is None else result
