"""The answer to "which fixed parameters are best for curvatures in [μ, L]": a closed form, an enclosure, or neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from lrproof.analysis import enclosure
from lrproof.analysis.answers import Answer, Judge, Judgement
from lrproof.analysis.elimination import Closed, closed_form
from lrproof.analysis.family import Family
from lrproof.analysis.optimum import Optimum, optimum
from lrproof.analysis.region import Region
from lrproof.analysis.schur import lemma
from lrproof.analysis.search import Found, best, free
from lrproof.analysis.spectrum import not_beaten
from lrproof.analysis.tied import value_at
from lrproof.kernel.terms import Expr, term
from lrproof.latex import latex
from lrproof.verdict import Record

_RATIO = 100.0
"""κ at which the closed form is sought where the ends are symbols."""


@dataclass(frozen=True, eq=False)
class Best:
    """``values`` (of step size and free parameters) and ``rate`` are None where nothing stable was found."""

    answer: Answer
    values: Mapping[Expr, Expr] | None = None
    rate: tuple[Expr, Expr] | None = None
    """The least rate lies between these; the same term twice for a closed form."""
    closed: bool = False


def best_parameters(
    judge: Judge, family: Family, region: Region, low: Fraction | None, high: Fraction | None, tied: Any = None
) -> Best:
    """The best parameters, proved, enclosed, or labelled as what they are.

    ``tied``: with symbolic ends, what ημ is set to, a rational function of κ; then the others are sought.
    """
    symbolic = low is None or high is None
    title = f"best parameters for curvatures in [{'μ' if low is None else low}, {'L' if high is None else high}]"
    if symbolic and family.kind != "product":
        why = "its modes depend on more than ηλ" if family.step is not None else "it has no free step size"
        return Best(_none(title, f"with symbolic ends none is sought, for {why}; give --mu and --L"))
    ends = (1.0, _RATIO) if low is None or high is None else (float(low), float(high))
    if not symbolic and not free(family):
        title = f"rate at the set values for curvatures in [{low}, {high}]"
    held = {} if tied is None else {family.variable: value_at(tied, int(_RATIO))}
    if tied is not None:
        title = f"best parameters with the step size that is set, for {title.partition('for ')[2]}"
    found = None if region.never else best(family, *ends, descending=region.upper == (term(0),), held=held)
    if found is None:
        return Best(_none(title, "no stable parameters were found in their ranges"))
    closed = closed_form(family, found, low, high, ends[1] / ends[0], tied) if found.events else None
    if closed is not None:
        general: Closed | None = None
        if not symbolic and family.kind == "product" and family.variable not in found.pinned:
            general = closed_form(family, found, None, None, ends[1] / ends[0])
        one, other = (Fraction(1), Fraction(int(_RATIO))) if low is None or high is None else (low, high)
        checked = not_beaten(family, found.values, found.rate, one, other, held=held)
        ascending = family.kind != "product" or found.values[family.variable] > 0
        answer = _closed(judge, title, optimum(family, closed, low, high, general, ascending), checked)
        if symbolic or answer.answer.verdict in ("PROVED", "PROVED GIVEN"):
            return answer
    if low is None or high is None:
        return Best(_none(title, "no closed form for every κ = L/μ was found; with --mu and --L it is enclosed"))
    return _enclosed(judge, title, family, found, low, high)


def _none(title: str, why: str) -> Answer:
    return Answer("best", title, "none", "", "UNKNOWN", reason=why)


def _closed(judge: Judge, title: str, found: Optimum, checked: Record) -> Best:
    lemmas = tuple(dict.fromkeys(lemma(len(f), True) for f in found.family.factors))
    judged = judge(*lemmas, *found.lemmas, *found.allowed, found.attained, found.unbeatable, checked=(checked,))
    statements = tuple(s for c in (*found.allowed[-1:], found.attained, found.unbeatable) for s in c.stated)
    text = ", ".join(f"{v} = {value}" for v, value in found.values.items()) + f", with rate {found.rate}"
    tex = r",\quad ".join(f"{latex(v)} = {latex(value)}" for v, value in found.values.items())
    tex += rf",\quad \rho = {latex(found.rate)}"
    if judged.verdict not in ("PROVED", "PROVED GIVEN"):
        text = f"a candidate, not proved to be best: {text}"
    values = {
        "closed_form": True,
        "parameters": {found.family.mode.name(v): {"text": str(e), "latex": latex(e)} for v, e in found.values.items()},
        "rate_form": {"text": str(found.rate), "latex": latex(found.rate)},
    }
    answer = Answer(
        "best", f"{title}, in closed form", text, tex, judged.verdict, statements, judged.axioms, judged.reason,
        judged.records, values,
    )  # fmt: skip
    return Best(answer, found.values, (found.rate, found.rate), True)


def _enclosed(judge: Judge, title: str, family: Family, found: Found, low: Fraction, high: Fraction) -> Best:
    near = enclosure.candidate(family, found, low, high)
    if near.rate >= 1:
        text = "the values are not stable on all of the spectrum"
        return Best(Answer("best", title, text, "", "UNKNOWN", reason=f"the largest rate is about {near.rate:.6g}"))
    top, upper = Fraction(0), Judgement("UNKNOWN")
    for slack in enclosure.SLACKS:
        top = enclosure.bound_above(near.rate, slack)
        claim = enclosure.above(family, near.values, low, high, top)
        upper = judge(*claim.uses, claim)
        if upper.verdict in ("PROVED", "PROVED GIVEN"):
            break
    bottom, lower = Fraction(0), Judgement("UNKNOWN", reason="no lower bound was proved")
    for gap in enclosure.GAPS:
        bottom = enclosure.bound_below(near.rate, gap)
        below = enclosure.below(family, near.active, bottom)
        expected = enclosure.possible(family, near.active, bottom)
        if expected.status == "refuted":
            lower = Judgement("UNKNOWN", reason=f"below {float(bottom):.9g} is reached, for example {expected.witness}")
        elif expected.status == "proved":
            lower = judge(*below.uses, below)
        if lower.verdict in ("PROVED", "PROVED GIVEN"):
            break
        bottom = Fraction(0)
        if expected.status == "unknown":  # a wider gap is no easier
            break
    proved = all(j.verdict in ("PROVED", "PROVED GIVEN") for j in (upper, lower))
    axioms = tuple(sorted({*upper.axioms, *lower.axioms}))
    verdict = ("PROVED GIVEN" if axioms else "PROVED") if proved else "UNKNOWN"
    values = {v: term(q) for v, q in near.values.items()}
    at = ", ".join(f"{v} = {q}" for v, q in near.values.items()) or "the values that are set"
    text = f"at {at} the rate is below {float(top):.12g}; none is below {float(bottom):.12g}"
    reason = ""
    if not proved:
        which = upper if upper.verdict not in ("PROVED", "PROVED GIVEN") else lower
        said = "that the rate is so small" if which is upper else "that no parameters do better"
        reason = f"not proved: {said} ({which.reason})"
        text = (
            f"{at}, with rate about {near.rate:.12g} (a candidate)"
            if which is upper
            else (f"at {at} the rate is below {float(top):.12g} (proved); whether others do better is open")
        )
    statements = tuple(s for c in (claim, below) for s in c.stated)
    tex = rf"{float(bottom):.9g} \le \rho < {float(top):.9g}" if proved else ""
    answer = Answer(
        "best", f"{title}, as an enclosure", text, tex, verdict, statements, axioms, reason,
        (*upper.records, *lower.records),
        {"closed_form": False, "enclosure": [str(bottom), str(top)]},
    )  # fmt: skip
    return Best(answer, values, (term(bottom), term(top)), False)
