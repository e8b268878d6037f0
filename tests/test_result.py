"""A result in the reader's own tools: the same numbers, and a refusal where SymPy would say something else."""

from __future__ import annotations

import inspect

import numpy as np
import pytest
import sympy

from lrproof.derive import NotFound
from lrproof.discover import DiscoveryError
from lrproof.result import Result, result


def test_a_result_says_what_its_claim_says() -> None:
    """Statement, LaTeX and title are the claim's."""
    found = result("quad.closed-form")
    assert isinstance(found, Result) and found.id == "quad.closed-form" and found.claim.id == found.id
    assert found.statement == found.claim.statement and r"\theta" in found.latex and found.title == found.claim.title
    assert found._repr_latex_().startswith("$") and "quad.closed-form" in repr(found)


def test_sympy_has_the_names_and_domains() -> None:
    """A recurrence's solution put in as numbers; an interval read off the formula."""
    eta, a = sympy.Symbol("eta", real=True), sympy.Symbol("a", real=True)
    (equation,) = result("quad.closed-form").sympy.atoms(sympy.Eq)
    t = sympy.Symbol("t", integer=True, nonnegative=True)
    assert equation.rhs.subs({eta: sympy.Rational(1, 4), a: 2, t: 10}) == sympy.Function("theta")(0) / 1024
    interval = result("quad.convergence-interval").sympy
    assert {eta < 2 / a, sympy.Lt(0, eta, evaluate=False)} <= interval.atoms(sympy.core.relational.Relational)
    assert any(isinstance(limit, sympy.Limit) for limit in interval.atoms(sympy.Limit))


def test_what_sympy_cannot_say_is_refused() -> None:
    """A maximum over an interval, a vector; and what states nothing has no statement."""
    for id_ in ("gen.opt-eta", "gd.descent-lemma"):
        with pytest.raises(NotFound, match="SymPy"):
            _ = result(id_).sympy
    with pytest.raises(ValueError, match="matter of experiment"):
        _ = result("cond.deep-nets").statement
    with pytest.raises(DiscoveryError, match="is no id"):
        result("opt-eta")


def test_functions_of_numbers() -> None:
    """The best step for κ = 100; θ₁₀ = 5 · 2⁻¹⁰ by arrays; a term must be named where there are several."""
    best = result("gen.opt-eta").lambdify("the step at which the factors at both ends are opposite")
    assert best(mu=1, L=100) == pytest.approx(2 / 101)
    closed = result("quad.closed-form").lambdify()
    assert list(inspect.signature(closed).parameters) == ["eta", "a", "t", "theta_0"]
    assert closed(eta=0.25, a=2.0, t=np.array([0, 10]), theta_0=5.0) == pytest.approx([5, 5 / 1024])
    with pytest.raises(ValueError, match="name one of"):
        result("gen.opt-eta").lambdify()
    with pytest.raises(ValueError, match="name one of"):
        result("gen.opt-eta").lambdify("the worst step")
