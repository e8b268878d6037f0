"""The questions in their order, and the answers in words and formulas; a judge gives the verdicts."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from lrproof.analysis.answers import Answer, Judge, Judgement
from lrproof.analysis.family import Family
from lrproof.analysis.noise import checked_exactly, noise_floor, too_large
from lrproof.analysis.rate import radius_lemma, rate, real_size
from lrproof.analysis.region import Region, region
from lrproof.analysis.schur import inside, lemma
from lrproof.analysis.spectrum import compared
from lrproof.analysis.stability import interval, of_step, polynomial, stability, unreduced
from lrproof.claim import Claim
from lrproof.kernel.syntax import conj, sqrt
from lrproof.kernel.terms import Expr
from lrproof.latex import latex


def answers(
    judge: Judge, family: Family, low: Fraction | None, high: Fraction | None, eps: Fraction, tied: Any = None
) -> tuple[dict[str, Answer], dict[str, Any]]:
    """All answers by name, and with numbers for the ends of the spectrum the numbers that a program asks for.

    ``tied``: with symbolic ends, what ημ is set to, a rational function of κ = L/μ.
    """
    from lrproof.analysis.best import best_parameters
    from lrproof.analysis.numbers import numbers, transient_answer

    found = {"polynomial": _polynomial(judge, family)}
    stable = region(family)
    found["stability"] = _stability(judge, family, stable)
    found["spectral_radius"] = _radius(judge, family)
    best = best_parameters(judge, family, stable, low, high, tied)
    found["best"] = best.answer
    found["noise"] = _noise(judge, family, stable)
    if low is None or high is None:
        return found, {}
    told = numbers(family, stable, best, low, high, eps)
    found["transient"] = transient_answer(family, best, low, high)
    return found, told


def _polynomial(judge: Judge, family: Family) -> Answer:
    claim = polynomial(family)
    assert claim.statement is not None
    judged = judge(claim)
    right = claim.statement.args[1]
    name = family.mode.curvature
    return Answer(
        "polynomial", f"characteristic polynomial of the mode {name}", str(right), latex(right), judged.verdict,
        (claim.statement,), judged.axioms, judged.reason, judged.records,
    )  # fmt: skip


def _stability(judge: Judge, family: Family, found: Region) -> Answer:
    ends = interval(family, found)
    claim = stability(family, found, ends)
    assert claim.statement is not None
    lemmas = tuple(dict.fromkeys(lemma(len(f)) for f in family.factors))
    judged = judge(*lemmas, ends, claim, checked=(compared(family, found),))
    formula = of_step(family, found)
    name = family.mode.curvature
    text, shown, statements = str(formula), latex(formula), (claim.statement,)
    if found.never:
        text, shown = "no value is stable", r"\text{no value is stable}"
    elif formula.head == "true":
        text, shown = "every value is stable", r"\text{every value is stable}"
    if judged.verdict not in ("PROVED", "PROVED GIVEN"):
        return _conditions(judge, family, lemmas, judged)
    elif found.side and not found.upper and not found.lower and not found.never:
        text += " (no single interval with explicit ends)"
    return Answer(
        "stability", f"every eigenvalue on the mode {name} is below 1 in size exactly when", text, shown,
        judged.verdict, statements, judged.axioms, judged.reason, judged.records,
        {"upper_text": [str(e) for e in found.upper], "variable": str(family.variable)},
    )  # fmt: skip


def _conditions(judge: Judge, family: Family, lemmas: tuple[Claim, ...], failed: Judgement) -> Answer:
    """What is left where no interval is proved: the Schur-Cohn conditions themselves."""
    claim = unreduced(family)
    assert claim.statement is not None
    judged = judge(*lemmas, claim)
    right = claim.statement.args[1]
    name = family.mode.curvature
    reason = judged.reason or f"not reduced to an interval: {failed.reason}"
    return Answer(
        "stability", f"every eigenvalue on the mode {name} is below 1 in size exactly when these conditions hold",
        str(right), latex(right), judged.verdict, (claim.statement,), judged.axioms, reason,
        (*failed.records, *judged.records), {"upper_text": [], "variable": str(family.variable)},
    )  # fmt: skip


def _radius(judge: Judge, family: Family) -> Answer:
    claim = rate(family)
    v = family.variable
    meaning = f", {v} = {family.steps}" if family.kind == "product" else ""
    title = f"asymptotic rate ρ({v}){meaning}"
    degrees = [len(f) for f in family.factors]
    if not degrees:
        judged = judge(polynomial(family))
        return Answer(
            "spectral_radius", title, "0 (every eigenvalue is 0)", "0", judged.verdict, records=judged.records
        )
    if claim is None:
        why = f"no closed form is sought at degree {max(degrees)}; with numbers it is enclosed"
        return Answer(
            "spectral_radius", title, "the largest |z| among the roots of the polynomial", "", "UNKNOWN", reason=why
        )
    assert claim.statement is not None
    texts, shown, told = [], [], []
    for f in family.factors:
        a = family.terms(f)
        if len(a) == 1:
            texts.append(f"{abs(a[0])}")
            told.append({"rate": str(abs(a[0]))})
            shown.append(latex(abs(a[0])))
            continue
        d = a[0] ** 2 - 4 * a[1]
        real, pair = real_size(a), sqrt(a[1])
        texts.append(f"{real} where {d} >= 0, {pair} where that is negative (a complex pair)")
        told.append({"rate": str(real), "while": f"{d} >= 0", "else": str(pair)})
        cases = rf"{latex(real)} & {latex(d)} \ge 0 \\ {latex(pair)} & \text{{else (a complex pair)}}"
        shown.append(rf"\begin{{cases}} {cases} \end{{cases}}")
    judged = judge(*dict.fromkeys(radius_lemma(n) for n in degrees), claim)
    text, tex = texts[0], shown[0]
    if len(texts) > 1:
        text, tex = f"the larger of: {'; '.join(texts)}", rf"\max\left({', '.join(shown)}\right)"
    return Answer(
        "spectral_radius",
        title,
        text,
        tex,
        judged.verdict,
        (claim.statement,),
        judged.axioms,
        judged.reason,
        judged.records,
        {"factors": told},
    )


def _noise(judge: Judge, family: Family, found: Region) -> Answer:
    title = "noise floor: stationary variance of the parameter, gradient errors of variance σ²"
    if found.never:
        return Answer("noise", title, "none: no value is stable", "", "NONE")
    if too_large(family.mode):
        why = f"with {family.mode.size} state variables and so many parameters its formula is too large; fix some"
        return Answer("noise", title, "not computed", "", "UNKNOWN", reason=why)
    formula = of_step(family, found)
    floor = noise_floor(family, () if formula.head == "true" else (formula,))
    if floor is None:
        return Answer("noise", title, "not computed", "", "UNKNOWN", reason="the Lyapunov equation is singular")
    exact = checked_exactly(family, floor)
    assert floor.claim.statement is not None
    judged = judge(floor.combination, floor.claim, checked=(exact,))
    return Answer(
        "noise", title, str(floor.variance), latex(floor.variance), judged.verdict, (floor.claim.statement,),
        judged.axioms, judged.reason, judged.records,
    )  # fmt: skip


def in_disc(family: Family) -> Expr:
    """That every eigenvalue of the mode is below 1 in size, in the family's variable."""
    return conj(*(inside(family.terms(f)) for f in family.factors))
