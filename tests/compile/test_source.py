"""The generated source: the order of operations, what is computed once and where, and what cannot be written."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from lrproof.compile import kernels
from lrproof.compile.source import coefficients, module_source, stage
from lrproof.kernel.syntax import exp, floor, larger, pi, real, smaller, total
from lrproof.kernel.syntax import integer as integer_symbol
from lrproof.rule import Rule, rule
from lrproof.rules import adam, heavy_ball, nesterov

NONE: frozenset[str] = frozenset()


def source(which: Rule, lanes: set[str] | frozenset[str] = NONE, varying: set[str] | frozenset[str] = NONE) -> str:
    return module_source(which, lanes=frozenset(lanes), varying=frozenset(varying))


def inner(text: str) -> str:
    """The body of the loop over coordinates of the diagonal kernel."""
    return text.split("def diagonal")[1].split("range(state.shape[1]):\n")[1].split("        if history")[0]


def test_the_source_is_a_function_of_the_rule() -> None:
    """Not of dictionaries or addresses: it names the file that holds it."""
    assert source(adam) == source(adam)
    compile(source(adam, {"eta"}, {"beta1"}), "generated", "exec")


def test_operations_keep_the_order_of_the_body() -> None:
    """(eta beta) v is not eta (beta v): the roundings differ."""
    assert "curvature[i] * (s_x[i] - (c_numbers0 * s_v[i]))" in inner(source(nesterov))
    assert "return (h_eta * h_beta, h_eta, h_beta, ), ()" in source(nesterov)

    @rule
    def nested(x: Any, /, grad: Any, *, a: Any, b: Any) -> Any:
        return x - (a - (b - (x - (x + grad(x)))))

    assert "s_x[i] - (c_numbers0 - (c_numbers1 - (s_x[i] - (s_x[i] + g0))))" in inner(source(nested))


def test_what_depends_on_no_state_leaves_the_inner_loop() -> None:
    """A power of beta inside it costs more than all the rest."""
    b2, t = real("beta2"), integer_symbol("t", "[1, oo)")
    assert 1 - b2**t in coefficients(stage(adam))
    for lanes, varying in ((NONE, NONE), ({"beta1", "eta"}, {"beta2"})):
        assert "**" not in inner(source(adam, lanes, varying))


def test_coefficients_are_sorted_by_what_they_depend_on() -> None:
    text = source(adam, {"beta1"}, {"eta"})
    fixed, at = (re.search(rf"def {name}.*\n    return (.*)", text) for name in ("fixed", "at"))
    assert fixed is not None and at is not None
    assert fixed[1] == "(h_beta2, 1.0 - h_beta2, h_eps, ), (h_beta1, 1.0 - h_beta1, )"
    assert at[1] == "(h_eta, 1.0 - (h_beta2 ** int(t)), ), (1.0 - (h_beta1 ** int(t)), )"


def test_a_part_that_occurs_twice_is_computed_once() -> None:
    body = inner(source(adam))
    assert body.count("np.sqrt") == 1 and body.count("curvature[i]") == 1
    assert inner(source(heavy_ball)).count("c_numbers1 * s_v[i]") == 1


def test_all_new_values_are_computed_before_any_is_stored() -> None:
    @rule
    def swap(x: Any, y: Any, /, grad: Any) -> Any:
        return y, x

    state = np.array([[1.0], [2.0]])
    none = np.empty((0, 1))
    kernels(swap).diagonal(np.ones(1), state, np.empty(0), none, np.empty((3, 0)), np.empty((3, 0, 1)), 3, none)
    assert state.tolist() == [[2.0], [1.0]]


@pytest.mark.parametrize("exponent", [0, 1, 2, 3, 4, 5, 7, 8, 13, -1, -2, -3])
def test_powers_with_a_literal_exponent_are_products(exponent: int) -> None:
    @rule
    def power(x: Any, /, grad: Any) -> Any:
        return (x + 1) ** exponent

    body = inner(source(power))
    assert "**" not in body and "pow" not in body
    state, none = np.array([[0.5, -3.0]]), np.empty((0, 2))
    kernels(power).diagonal(np.ones(2), state, np.empty(0), none, np.empty((1, 0)), np.empty((1, 0, 2)), 1, none)
    assert state[0].tolist() == [1.5**exponent, (-2.0) ** exponent]  # exact in float64


def test_the_functions_of_the_language() -> None:
    @rule
    def functions(x: Any, /, grad: Any, *, eta: Any) -> Any:
        return larger(smaller(abs(-x), 2), floor(eta)) + exp(x - x) + Fraction(1, 2) * pi - (x - x) * Fraction(-3)

    state, none = np.array([[-1.5]]), np.empty((0, 1))
    module = kernels(functions)
    numbers = np.array(module.fixed(np.float64(0.25))[0])
    module.diagonal(np.ones(1), state, numbers, none, np.empty((1, 0)), np.empty((1, 0, 1)), 1, none)
    assert state[0, 0] == 1.5 + 1 + np.pi / 2


def test_what_cannot_be_compiled_names_the_rule() -> None:
    @rule
    def summing(x: Any, /, grad: Any) -> Any:
        k = integer_symbol("k")
        return x - total(grad(x) * k, k, 1, 3)

    with pytest.raises(TypeError, match=r"test_source.py:\d+: rule summing: .*\(sum\) cannot be compiled"):
        source(summing)


def test_nothing_is_contracted_or_reassociated() -> None:
    """No fast math, and a product is rounded before it is added: fma(a, b, -a·b) would not be 0."""
    assert "fastmath" not in source(adam)

    @rule
    def residue(x: Any, /, grad: Any, *, a: Any, b: Any) -> Any:
        return a * x - b

    x = np.random.default_rng(0).normal(size=64)
    state, none = x[None].copy(), np.empty((0, 64))
    module = kernels(residue, lanes=frozenset({"a", "b"}))
    lanes = np.array(module.fixed(x, x * x)[1])
    module.diagonal(np.ones(64), state, np.empty(0), lanes, np.empty((1, 0)), np.empty((1, 0, 64)), 1, none)
    assert (state == 0).all()
