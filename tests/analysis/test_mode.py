"""The traced matrix is what the rule does; what has no matrix is told apart, with the reason."""

from __future__ import annotations

from fractions import Fraction as F

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from linear_rules import REFUSED, USERS

from lrproof import rules
from lrproof.analysis.mode import Mode, NotLinear, mode
from lrproof.analysis.ranges import declared
from lrproof.analysis.written import fraction
from lrproof.rule import Rule, rule

LINEAR = [
    rules.gradient_descent, rules.heavy_ball, rules.ema_momentum, rules.nesterov, rules.torch_nesterov,
    rules.quasi_hyperbolic, rules.triple_momentum,
]  # fmt: skip
ADAPTIVE = [r for r in vars(rules).values() if isinstance(r, Rule) and r not in LINEAR]
FAST = settings(max_examples=10, derandomize=True, deadline=None, database=None)


def of(rule_: Rule) -> Mode:
    return mode(rule_, declared(rule_, "eta", {}, {})[0])


def at(entry: object, point: list[F]) -> F:
    parts = []
    for p in (entry.numer, entry.denom):  # type: ignore[attr-defined]
        total = F(0)
        for monomial, c in p.terms():
            value = fraction(c)
            for x, k in zip(point, monomial, strict=True):
                value *= x**k
            total += value
        parts.append(total)
    return parts[0] / parts[1]


@pytest.mark.parametrize("rule_", [*LINEAR, *USERS], ids=lambda r: r.name)
@FAST
@given(st.data())
def test_the_matrix_is_what_a_step_does(rule_: Rule, data: st.DataObject) -> None:
    found = of(rule_)
    numbers = st.fractions(-2, 2, max_denominator=9)
    values = {v: data.draw(numbers) for v in found.gens}
    values[found.curvature] = abs(values[found.curvature]) + 1
    point = list(values.values())
    state = [data.draw(numbers) for _ in rule_.state]
    hyper = {name: values[v] for name, v in found.hyper.items()}
    new = rule_(*state, lambda z: values[found.curvature] * z, **hyper)
    new = new if isinstance(new, tuple) else (new,)
    assert [sum(at(c, point) * s for c, s in zip(row, state, strict=True)) for row in found.matrix] == list(new)


def test_errors_of_the_gradients_enter_where_they_are_used() -> None:
    found = of(rules.torch_nesterov)
    beta, eta = found.gens[found.hyper["beta"]], found.gens[found.hyper["eta"]]
    assert found.noise == ((-eta - eta * beta,), (found.field(1),))
    two = of(next(r for r in USERS if r.name == "extragradient"))
    assert len(two.noise[0]) == 2


@pytest.mark.parametrize("rule_", list(REFUSED), ids=lambda r: r.name)
def test_a_rule_without_a_matrix_says_why(rule_: Rule) -> None:
    with pytest.raises(NotLinear, match=REFUSED[rule_]):
        of(rule_)


@pytest.mark.parametrize("rule_", ADAPTIVE, ids=lambda r: r.name)
def test_adaptive_rules_are_told_apart_by_their_square(rule_: Rule) -> None:
    with pytest.raises(NotLinear, match=r"the next [vG] has the term .*\*\*2, which is not linear"):
        of(rule_)


def test_what_cancels_is_linear() -> None:
    @rule
    def cancels(x, /, grad, *, eta):  # type: ignore[no-untyped-def]
        return (x + 1) ** 2 - x**2 - 1 - x - eta * grad(x)

    assert str(of(cancels).matrix[0][0]) == "-k0*k1 + 1"


def test_five_states_and_roots_of_parameters_are_refused() -> None:
    @rule
    def five(a, b, c, d, e, /, grad, *, eta):  # type: ignore[no-untyped-def]
        return a - eta * grad(a), a, b, c, d

    @rule
    def rooted(x, /, grad, *, eta):  # type: ignore[no-untyped-def]
        from lrproof.rule import sqrt

        return x - sqrt(eta) * grad(x)

    with pytest.raises(ValueError, match="5 state variables"):
        of(five)
    with pytest.raises(ValueError, match="no quotient of polynomials"):
        of(rooted)
