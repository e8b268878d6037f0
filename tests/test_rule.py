"""@rule: what is accepted, what a trace says, and that running, tracing, stating and typesetting agree."""

from __future__ import annotations

import dataclasses
import inspect
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrproof import rules
from lrproof.kernel.syntax import eq, forall, function, integer, natural, positive, real, sequence
from lrproof.kernel.syntax import sqrt as sqrt_term
from lrproof.kernel.terms import Expr
from lrproof.rule import GRADIENT, Rule, recurrence, rule, sqrt
from lrproof.rules import adam, ema_momentum, gradient_descent, heavy_ball, nesterov

x, v, eta, beta = real("x"), real("v"), real("eta"), real("beta")
FAST = settings(max_examples=40, derandomize=True, deadline=None, database=None)


def value(e: Expr, at: dict[Expr, Fraction], gradient: Callable[[Fraction], Fraction]) -> Fraction:
    """The exact value of a term, in which the only function is the opaque gradient."""
    if e.head == "num":
        return Fraction(e.data)
    if e.head == "var":
        return at[e]
    a = [value(arg, at, gradient) for arg in e.args]
    if e.head == "app":
        return gradient(a[0])
    return {
        "add": lambda: a[0] + a[1],
        "sub": lambda: a[0] - a[1],
        "mul": lambda: a[0] * a[1],
        "div": lambda: a[0] / a[1],
        "neg": lambda: -a[0],
        "pow": lambda: a[0] ** int(a[1]),
    }[e.head]()


# --- what a rule is
def test_a_rule_knows_its_parameters_and_its_place() -> None:
    assert (adam.name, adam.state, adam.hyper, adam.uses_t) == (
        "adam", ("x", "m", "v"), ("eta", "beta1", "beta2", "eps"), True)  # fmt: skip
    assert not nesterov.uses_t
    assert nesterov.doc.startswith("Nesterov momentum")
    assert nesterov.source_file == rules.__file__
    lines = Path(nesterov.source_file).read_text().splitlines()
    assert "def nesterov" in "".join(lines[nesterov.line - 1 : nesterov.line + 1])
    assert repr(nesterov) == "<rule nesterov(x, v; eta, beta)>"
    assert repr(adam) == "<rule adam(x, m, v; eta, beta1, beta2, eps, t)>"
    assert list(inspect.signature(nesterov).parameters) == ["x", "v", "grad", "eta", "beta"]


def test_a_rule_is_frozen_and_travels_between_processes() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        nesterov.name = "other"  # type: ignore[misc]
    assert pickle.loads(pickle.dumps(nesterov)) is nesterov


def test_reading_rules_loads_nothing_heavy() -> None:
    """``lrproof --help`` and the collection of claims stay quick."""
    code = (
        "import sys, lrproof.rules, lrproof.problem, lrproof.simulate\n"
        "print({'numpy', 'numba', 'sympy', 'z3', 'flint'} & {*sys.modules})"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "set()\n"


# --- malformed rules: the message says which rule, where, and what is wrong
def no_state(grad: Any, *, eta: Any) -> Any: ...
def no_grad(x: Any, /, *, eta: Any) -> Any: ...
def grad_last(x: Any, /, *, eta: Any, grad: Any) -> Any: ...
def two_middle(x: Any, /, grad: Any, eta: Any) -> Any: ...
def other_middle(x: Any, /, gradient: Any, *, eta: Any) -> Any: ...
def star_args(x: Any, /, grad: Any, *more: Any, eta: Any) -> Any: ...
def star_kwargs(x: Any, /, grad: Any, **more: Any) -> Any: ...
def with_default(x: Any, /, grad: Any, *, eta: Any = 1) -> Any: ...
def state_default(x: Any, v: Any = 0, /, grad: Any = None, *, eta: Any) -> Any: ...
def counter_as_state(x: Any, t: Any, /, grad: Any, *, eta: Any) -> Any: ...
def taken_name(x: Any, /, grad: Any, *, steps: Any) -> Any: ...
def equality(x: Any, /, grad: Any, *, t: Any) -> Any:
    return x - grad(x) if t == 1 else x


def membership(x: Any, /, grad: Any, *, t: Any) -> Any:
    return x - grad(x) if t in (1, 2) else x


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (no_state, "it has no state"),
        (no_grad, "between / and * stands grad alone, not nothing"),
        (grad_last, "between / and * stands grad alone, not nothing"),
        (two_middle, "stands grad alone, not grad, eta"),
        (other_middle, "stands grad alone, not gradient"),
        (star_args, "*more is not allowed"),
        (star_kwargs, "**more is not allowed"),
        (with_default, "eta has a default"),
        (state_default, "v has a default"),
        (counter_as_state, "t is the step counter"),
        (taken_name, "cannot be called steps"),
        (equality, "the body compares by =="),
        (membership, "the body compares by =="),
    ],
)
def test_a_malformed_rule_is_refused_where_it_is_written(bad: Callable[..., Any], says: str) -> None:
    with pytest.raises(TypeError, match=re.escape(says)) as error:
        rule(bad)
    assert f"{__file__}:{bad.__code__.co_firstlineno}: rule {bad.__name__}: " in str(error.value)


def test_only_functions_become_rules() -> None:
    with pytest.raises(TypeError, match="decorates a function"):
        rule(len)
    with pytest.raises(TypeError, match="decorates a function"):
        rule(gradient_descent)


@rule
def too_few(x: Any, v: Any, /, grad: Any, *, eta: Any) -> Any:
    return x - eta * grad(x)


@rule
def too_many(x: Any, /, grad: Any, *, eta: Any) -> Any:
    return x - eta * grad(x), x


@rule
def one_in_a_tuple(x: Any, /, grad: Any) -> Any:
    return (x - grad(x),)


@rule
def branches(x: Any, /, grad: Any, *, eta: Any) -> Any:
    return x - eta * grad(x) if x > 0 else x


@rule
def inexact(x: Any, /, grad: Any) -> Any:
    return x - 0.1 * grad(x)


@rule
def nothing(x: Any, /, grad: Any) -> Any:
    return None


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (too_few, "it returns one value, but should return a tuple, the new (x, v)"),
        (too_many, "it returns a tuple of 2, but should return the new x alone"),
        (one_in_a_tuple, "it returns a tuple of 1, but should return the new x alone"),
        (branches, "is an expression, not a yes or no"),
        (inexact, "write rational('0.1')"),
        (nothing, "the new x = None"),
    ],
)
def test_what_only_running_shows_is_refused_at_the_first_trace(bad: Rule, says: str) -> None:
    with pytest.raises(TypeError, match=re.escape(says)) as error:
        bad.trace()
    assert f"{__file__}:{bad.line}: rule {bad.name}: " in str(error.value)


# --- tracing
def test_a_trace_says_where_the_rule_looks_and_what_it_does() -> None:
    traced = nesterov.trace()
    look = x - eta * beta * v
    velocity = beta * v + GRADIENT(look)
    assert traced.looks == (look,)
    assert traced.next == {"x": x - eta * velocity, "v": velocity}
    assert traced.state == {"x": x, "v": v}
    assert traced.hyper == {"eta": eta, "beta": beta}
    assert traced.t is None


def test_a_trace_takes_gradient_state_counter_and_values() -> None:
    a, p, n = positive("a"), real("p"), natural("n")
    traced = gradient_descent.trace(gradient=lambda z: a * z, state={"x": p}, eta=Fraction(1, 3))
    assert traced.next == {"x": p - Fraction(1, 3) * (a * p)}
    assert gradient_descent.trace(gradient=lambda z: 1).next == {"x": x - eta * 1}
    counted = adam.trace(t=n + 1)
    assert counted.t == n + 1
    assert any(e == 1 - real("beta1") ** (n + 1) for e in counted.next["x"].walk())
    assert adam.trace().t == integer("t", "[1, oo)")


def test_every_look_is_recorded_in_order() -> None:
    @rule
    def extragradient(x: Any, /, grad: Any, *, eta: Any) -> Any:
        return x - eta * grad(x - eta * grad(x))

    assert extragradient.trace().looks == (x, x - eta * GRADIENT(x))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"gamma": 1}, "no hyper-parameter 'gamma'; it has eta, beta"),
        ({"x": 1}, "no hyper-parameter 'x'"),
        ({"state": {"m": x}}, "no state variable 'm'; it has x, v"),
        ({"eta": 0.1}, "0.1 is a float"),
        ({"eta": None}, "eta = None"),
        ({"eta": x < 1}, "but 'x < 1' is a formula"),
    ],
)
def test_a_trace_refuses_what_the_rule_has_not(arguments: dict[str, Any], says: str) -> None:
    with pytest.raises(TypeError, match=re.escape(says)):
        heavy_ball.trace(**arguments)


def test_the_counter_is_an_integer() -> None:
    with pytest.raises(TypeError, match="the step counter t is an integer term"):
        adam.trace(t=x)


NUMBERS = st.fractions(-5, 5, max_denominator=20)


@FAST
@given(st.sampled_from([gradient_descent, heavy_ball, ema_momentum, nesterov]), st.data())
def test_the_trace_and_the_plain_function_agree_exactly(which: Rule, data: st.DataObject) -> None:
    """Proofs are about the trace, exact runs about the function: they are one rule, also for a nonlinear gradient."""

    def gradient(z: Any) -> Any:
        return z * z * z - 2 * z

    at = {real(name): data.draw(NUMBERS) for name in (*which.state, *which.hyper)}
    run = which(*(at[real(s)] for s in which.state), gradient, **{h: at[real(h)] for h in which.hyper})
    traced = which.trace()
    assert tuple(value(traced.next[s], at, gradient) for s in which.state) == (run if which.state[1:] else (run,))


# --- recurrences
theta, vel, g = sequence("theta"), sequence("v"), sequence("g")


def test_recurrence_with_the_new_index_t_plus_1_has_the_old_index_t() -> None:
    t, a = natural("t"), real("a")
    for step in (t + 1, 1 + t):
        (formula,) = recurrence(gradient_descent, {"x": theta}, lambda z: a * z, step, eta=eta)
        assert formula == forall(t, eq(theta(step), theta(t) - eta * (a * theta(t))))


def test_recurrence_with_the_new_index_t_has_the_old_index_t_minus_1() -> None:
    t, m, s = integer("t", "[1, oo)"), sequence("m"), sequence("s")
    names = {"m": m, "v": s}
    b1, b2 = real("beta1"), real("beta2")
    first, second = recurrence(adam, names, lambda z: g(t), t, beta1=b1, beta2=b2)
    assert first == forall(t, eq(m(t), b1 * m(t - 1) + (1 - b1) * g(t)))
    assert second == forall(t, eq(s(t), b2 * s(t - 1) + (1 - b2) * g(t) ** 2))


def test_recurrence_gives_the_rule_the_new_index_as_its_counter() -> None:
    @rule
    def counting(x: Any, /, grad: Any, *, t: Any) -> Any:
        return x - grad(x) / t

    n = natural("n")
    (formula,) = recurrence(counting, {"x": theta}, lambda z: z, n + 1)
    assert formula == forall(n, eq(theta(n + 1), theta(n) - theta(n) / (n + 1)))


def test_recurrence_takes_hyper_parameters_that_change_with_t() -> None:
    t, rate = natural("t"), sequence("eta")
    names = {"x": theta, "v": vel}
    first, second = recurrence(heavy_ball, names, lambda z: g(t), t + 1, eta=rate(t), beta=beta)
    velocity = beta * vel(t) + g(t)
    assert first == forall(t, eq(theta(t + 1), theta(t) - rate(t) * velocity))
    assert second == forall(t, eq(vel(t + 1), velocity))


def test_recurrence_refuses_to_leave_out_a_state_that_is_needed() -> None:
    t = natural("t")
    with pytest.raises(ValueError, match="the next x of heavy_ball depends on v"):
        recurrence(heavy_ball, {"x": theta}, lambda z: g(t), t + 1)
    with pytest.raises(ValueError, match="the next v of heavy_ball depends on x"):
        recurrence(heavy_ball, {"v": vel}, lambda z: z, t + 1)
    assert len(recurrence(heavy_ball, {"v": vel}, lambda z: g(t), t + 1)) == 1


def test_recurrence_refuses_a_step_without_exactly_one_integer_variable() -> None:
    t, n = natural("t"), natural("n")
    for step in (t + n, t - t + 1 - 1 + Fraction(1, 2), x, n - n + t * 0 + real("y")):
        with pytest.raises(ValueError, match="step is an integer term with one variable"):
            recurrence(gradient_descent, {"x": theta}, lambda z: z, step)
    with pytest.raises(ValueError, match="name at least one sequence"):
        recurrence(gradient_descent, {}, lambda z: z, t + 1)
    with pytest.raises(TypeError, match="no state variable 'y'"):
        recurrence(gradient_descent, {"y": theta}, lambda z: z, t + 1)


# --- LaTeX
def test_latex_writes_the_update_as_the_tutorial_does() -> None:
    assert nesterov.latex() == (
        "\\begin{aligned}\n"
        "v_{t+1} &= \\beta v_{t} + \\nabla f(x_{t} - \\eta \\beta v_{t}) \\\\\n"
        "x_{t+1} &= x_{t} - \\eta v_{t+1}\n"
        "\\end{aligned}"
    )
    assert gradient_descent._repr_latex_() == (
        "$\\displaystyle \\begin{aligned}\nx_{t+1} &= x_{t} - \\eta \\nabla f(x_{t})\n\\end{aligned}$"
    )


def test_latex_of_a_rule_that_counts_its_steps_has_the_new_index_t() -> None:
    lines = adam.latex().splitlines()
    assert [line.split(" &=")[0] for line in lines[1:-1]] == ["m_{t}", "v_{t}", "x_{t}"]
    assert "m_{t}" in lines[3] and "v_{t}" in lines[3] and "nabla" not in lines[3]


def test_latex_does_not_rename_a_state_that_is_only_copied() -> None:
    @rule
    def two_step(x: Any, x_old: Any, /, grad: Any, *, eta: Any) -> Any:
        return 2 * x - x_old - eta * grad(x), x

    shown = two_step.latex()
    assert "{x_{old}}_{t+1} &= x_{t}" in shown or "_{t+1} &= x_{t}" in shown
    assert "x_{t+1} &= 2 x_{t} - " in shown


# --- the root
def test_sqrt_goes_by_the_kind_of_number() -> None:
    assert sqrt(x) == sqrt_term(x)
    assert sqrt(Fraction(4, 9)) == Fraction(2, 3) and isinstance(sqrt(9), Fraction)
    assert sqrt(0) == 0
    assert sqrt(2.0) == np.sqrt(2.0)
    assert sqrt(Decimal(4)) == 2
    np.testing.assert_array_equal(sqrt(np.array([1.0, 4.0])), [1.0, 2.0])
    assert list(sqrt(np.array([Fraction(1, 4), Fraction(9)]))) == [Fraction(1, 2), 3]


@pytest.mark.parametrize(("number", "says"), [(2, "has no exact root"), (Fraction(1, 3), "no exact"), (-4, "negative")])
def test_sqrt_never_rounds_an_exact_number(number: Any, says: str) -> None:
    with pytest.raises(ValueError, match=f"{says}.*ball arithmetic"):
        sqrt(number)


def test_a_rule_runs_in_ball_arithmetic() -> None:
    """The advice that sqrt gives is good: the same function encloses."""
    from flint import arb

    state = adam(arb(1), arb(0), arb(0), lambda z: 3 * z, eta=arb("0.1"), beta1=arb("0.9"), beta2=arb("0.999"),
                 eps=arb("1e-8"), t=1)  # fmt: skip
    assert abs(state[0] - arb("0.9")) < arb("1e-8")


def test_an_opaque_function_may_be_the_gradient() -> None:
    f = function("df")
    assert gradient_descent.trace(gradient=f).next == {"x": x - eta * f(x)}
