"""The interval against eigenvalues of the matrix that the rule itself makes, on both sides of every end."""

from __future__ import annotations

from fractions import Fraction as F
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linear_rules import USERS, exact_radius, random_rule

from lrproof import rules
from lrproof.analysis.family import Family, family, step_size
from lrproof.analysis.mode import mode
from lrproof.analysis.ranges import declared
from lrproof.analysis.region import FLOATS, Region, region
from lrproof.analysis.samples import points
from lrproof.analysis.spectrum import compared
from lrproof.analysis.stability import interval, of_step, over, polynomial, stability
from lrproof.evaluate import balls, evaluate
from lrproof.evidence.prove import ProofError, prove
from lrproof.kernel.terms import Expr, term
from lrproof.rule import Rule

EXPECTED = {
    "gradient_descent": "2 / λ",
    "heavy_ball": "2 * (1 + β) / λ",
    "ema_momentum": "2 * (1 + β) / ((1 - β) * λ)",
    "nesterov": "2 * (1 + β) / ((1 + 2 * β) * λ)",
    "torch_nesterov": "2 * (1 + β) / ((1 + 2 * β) * λ)",
    "quasi_hyperbolic": "2 * (1 + β) / ((1 + β - 2 * β * ν) * λ)",
    "triple_momentum": "2 * (1 + β) / ((1 + 2 * γ) * λ)",
}
FAST = settings(max_examples=15, derandomize=True, deadline=None, database=None)


def of(rule: Rule, ranges: dict[str, str] | None = None) -> tuple[Family, Region]:
    name = step_size(rule)
    found = family(mode(rule, declared(rule, name, ranges or {}, {})[0]), name)
    return found, region(found)


def holds(formula: Expr, values: dict[Expr, Any]) -> bool | None:
    """Decided in balls; None next to an end."""
    if formula.head in ("true", "false"):
        return formula.head == "true"
    if formula.head == "and":
        parts = [holds(a, values) for a in formula.args]
        return False if False in parts else None if None in parts else True
    left, right = (evaluate(a, values, numbers=balls(128)) for a in formula.args)
    return True if left < right else False if left >= right else None


def against_eigenvalues(rule: Rule, found: Family, stable: Region, seed: int = 5, count: int = 6) -> int:
    """At random exact parameters: the formula says "stable" exactly where every eigenvalue is below 1 in size."""
    formula, tried = of_step(found, stable), 0
    variables = [v for v in found.mode.gens if v != found.step]
    for point in points(variables, count, seed):
        ends = [float(evaluate(e, point, numbers=FLOATS)) for e in stable.upper]
        scale = float(point[found.mode.curvature]) if found.kind == "product" else 1.0
        top = F(min(ends, default=2.0) / scale).limit_denominator(10**4)
        steps = [top * k for k in (F(1, 2), F(999, 1000), F(1001, 1000), F(3))] + [F(-1, 3)]
        for step in steps if found.step is not None else [F(0)]:
            values = {**point, **({found.step: step} if found.step is not None else {})}
            hyper = {n: values[v] for n, v in found.mode.hyper.items()}
            rho = exact_radius(rule, values[found.mode.curvature], hyper)
            says = holds(formula, values)
            if says is not None and (rho < 1 or rho > 1):
                assert says == bool(rho < 1), (rule.name, values, rho)
                tried += 1
    return tried


@pytest.mark.parametrize("name", list(EXPECTED))
def test_the_upper_end_is_found(name: str) -> None:
    found, stable = of(getattr(rules, name))
    assert [str(over(e, found.mode.curvature)) for e in stable.upper] == [EXPECTED[name]]
    assert stable.lower == (term(0),) and not stable.side


@pytest.mark.parametrize("name", list(EXPECTED))
def test_the_interval_is_proved_and_a_wider_one_is_not(name: str) -> None:
    found, stable = of(getattr(rules, name))
    ends = interval(found, stable)
    assert not prove(ends).theorem.axioms and not prove(stability(found, stable, ends)).theorem.axioms
    assert prove(polynomial(found))
    wider = Region(stable.lower, (stable.upper[0] * term(F(1001, 1000)),), ())
    with pytest.raises(ProofError):
        prove(interval(found, wider))


@pytest.mark.parametrize("rule", [getattr(rules, n) for n in EXPECTED] + list(USERS), ids=lambda r: r.name)
def test_the_region_against_eigenvalues(rule: Rule) -> None:
    found, stable = of(rule)
    assert against_eigenvalues(rule, found, stable) > 2
    assert compared(found, stable).passed


@FAST
@given(st.lists(st.fractions(-1, 2, max_denominator=4), min_size=4, max_size=4))
def test_random_rules_against_eigenvalues(c: list[F]) -> None:
    """Whatever rule comes: the kernel proves the region that was read off, or what is read off is not believed."""
    rule = random_rule(c)
    found, stable = of(rule)
    try:
        prove(interval(found, stable))
    except ProofError:
        return
    against_eigenvalues(rule, found, stable, count=4)


def test_a_wrong_region_is_noticed_by_the_eigenvalues() -> None:
    found, stable = of(rules.heavy_ball)
    narrow = Region(stable.lower, (stable.upper[0] * term(F(99, 100)),), ())
    assert not compared(found, narrow).passed


def test_ranges_matter() -> None:
    """With β in (1, 2) heavy ball is stable nowhere; with β in (-1, 1) its end is the same formula."""
    assert of(rules.heavy_ball, {"beta": "(1,2)"})[1].never
    assert str(of(rules.heavy_ball, {"beta": "(-1,1)"})[1].upper[0]) == "2 * (1 + β)"


def test_a_side_condition_on_the_parameters() -> None:
    """With β in [0, 2] the interval is there exactly while β < 1."""
    found, stable = of(rules.heavy_ball, {"beta": "[0,2]"})
    assert prove(interval(found, stable)) and against_eigenvalues(rules.heavy_ball, found, stable, count=12)
