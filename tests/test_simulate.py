"""simulate: the compiled run is the textbook function's run, bit for bit, and says what is wrong with its input."""

from __future__ import annotations

import re
import sys
import warnings
from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lrproof.problem import random_quadratic
from lrproof.rule import Rule, rule, sqrt
from lrproof.rules import adam, ema_momentum, gradient_descent, heavy_ball, nesterov
from lrproof.simulate import simulate

MOMENTUM = {"eta": 0.07, "beta": 0.9}
HYPER: dict[Rule, dict[str, Any]] = {
    gradient_descent: {"eta": 0.07},
    heavy_ball: MOMENTUM,
    ema_momentum: MOMENTUM,
    nesterov: MOMENTUM,
    adam: {"eta": 0.07, "beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
}
RULES = pytest.mark.parametrize("which", HYPER, ids=lambda r: r.name)
FAST = settings(max_examples=40, derandomize=True, deadline=None, database=None)


def plain(
    which: Rule, curvature: Any, x0: Any, steps: int, hyper: Mapping[str, Any], init: Mapping[str, Any] | None = None
) -> Any:
    """The iterates (steps + 1, n) by the rule's own function on NumPy arrays."""
    start = {which.state[0]: np.array(x0, dtype=float), **(init or {})}
    state = tuple(start.get(name, np.zeros(len(x0))) for name in which.state)
    iterates = [state[0]]
    with np.errstate(all="ignore"):
        for t in range(1, steps + 1):
            now = {name: value(t) if callable(value) else value for name, value in hyper.items()}
            if which.uses_t:
                now["t"] = t
            new = which(
                *state, (lambda z: curvature * z) if np.ndim(curvature) == 1 else (lambda z: curvature @ z), **now
            )
            state = new if isinstance(new, tuple) else (new,)
            iterates.append(state[0])
    return np.array(iterates)


# --- the arithmetic is the textbook function's
@RULES
@FAST
@given(data=st.data())
def test_diagonal_runs_are_bit_for_bit_the_plain_function(which: Rule, data: st.DataObject) -> None:
    """Numbers, arrays per coordinate and functions of t as hyper-parameters; converging and diverging runs."""
    n, steps = data.draw(st.integers(1, 9)), data.draw(st.integers(1, 60))
    rng = np.random.default_rng(data.draw(st.integers(0, 2**32)))
    curvature, x0 = np.exp(rng.normal(0, 3, n)), rng.normal(size=n)
    hyper = dict(HYPER[which])
    kinds = data.draw(st.sampled_from(["number", "lanes", "schedule", "lanes number schedule"])).split()
    for k, (name, value) in enumerate(hyper.items()):  # few combinations: each is compiled
        if kinds[k % len(kinds)] == "lanes":
            hyper[name] = value * rng.uniform(0.5, 1, n)
        elif kinds[k % len(kinds)] == "schedule":
            hyper[name] = lambda t, value=value: value / (1 + t / 10)
    got = simulate(which, curvature, x0, steps, history=True, **hyper)
    np.testing.assert_array_equal(got, plain(which, curvature, x0, steps, hyper))


@RULES
def test_a_hyper_parameter_may_change_by_step_and_by_coordinate(which: Rule) -> None:
    """All of them at once functions of t that give arrays."""
    scale = np.array([0.5, 0.9, 1.0])
    hyper = {name: lambda t, v=value: v * scale ** (1 / t) for name, value in HYPER[which].items()}
    got = simulate(which, [1, 2, 3], [1, 1, 1], 50, history=True, **hyper)
    np.testing.assert_array_equal(got, plain(which, np.array([1.0, 2, 3]), [1, 1, 1], 50, hyper))


@pytest.mark.parametrize("steps", [4095, 4096, 4097, 9000])
def test_long_runs_are_continued_where_they_were_left(steps: int) -> None:
    """The kernel is called for some thousand steps at a time; the counter and the state go on."""
    got = simulate(adam, [1.0, 30.0], [1.0, 2.0], steps, history=True, **HYPER[adam])
    np.testing.assert_array_equal(got, plain(adam, np.array([1.0, 30.0]), [1.0, 2.0], steps, HYPER[adam]))


def test_a_run_without_history_ends_where_the_history_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = simulate(heavy_ball, [1.0, 30.0], [1.0, 2.0], 100, history=True, **MOMENTUM)
    assert whole.shape == (101, 2)
    np.testing.assert_array_equal(whole[0], [1.0, 2.0])
    np.testing.assert_array_equal(simulate(heavy_ball, [1.0, 30.0], [1.0, 2.0], 100, **MOMENTUM), whole[-1])
    monkeypatch.setattr(sys.modules["lrproof.simulate"], "_WORK", 14)  # seven steps a call
    np.testing.assert_array_equal(simulate(heavy_ball, [1.0, 30.0], [1.0, 2.0], 100, history=True, **MOMENTUM), whole)


class Running:
    """A float64 array with a bound on its distance from the exact value: running error analysis (Wilkinson).

    A rule that is run on it gives its own rounding bound: fl(a ∘ b) = (a ∘ b)(1 + d), |d| ≤ u.
    """

    __array_ufunc__ = None
    u = 2.0**-53

    def __init__(self, value: Any, error: Any = 0.0) -> None:
        self.value, self.error = value, error + np.zeros_like(value)

    def _of(self, value: Any, error: Any) -> Running:
        return Running(value, (error + self.u * abs(value)) * (1 + 1e-12))

    @staticmethod
    def _both(other: Any) -> tuple[Any, Any]:
        return (other.value, other.error) if isinstance(other, Running) else (other, 0.0)

    def __add__(self, other: Any) -> Running:
        b, e = self._both(other)
        return self._of(self.value + b, self.error + e)

    def __rsub__(self, other: Any) -> Running:
        return self._of(other - self.value, self.error)

    def __sub__(self, other: Any) -> Running:
        b, e = self._both(other)
        return self._of(self.value - b, self.error + e)

    def __mul__(self, other: Any) -> Running:
        b, e = self._both(other)
        return self._of(self.value * b, abs(self.value) * e + abs(b) * self.error + self.error * e)

    def __truediv__(self, other: Any) -> Running:
        b, e = self._both(other)
        return self._of(self.value / b, (self.error + abs(self.value / b) * e) / (abs(b) - e))

    def __rtruediv__(self, other: Any) -> Running:
        return Running(other) / self

    def __pow__(self, other: int) -> Running:
        assert other == 2
        return self * self

    def sqrt(self) -> Running:
        assert (self.value >= self.error).all()
        return self._of(np.sqrt(self.value), np.sqrt(self.value) - np.sqrt(self.value - self.error))

    __radd__, __rmul__ = __add__, __mul__

    def through(self, h: Any) -> Running:
        """h @ self: each entry a sum of n products, in any order, errs by at most γ_n Σ|h||x|."""
        gamma = len(h) * self.u / (1 - len(h) * self.u)
        value = h @ self.value
        return Running(value, (abs(h) @ self.error + gamma * (abs(h) @ (abs(self.value) + self.error))) * (1 + 1e-12))


def long_run(which: Rule, h: Any, x0: Any, steps: int, hyper: Mapping[str, Any]) -> Any:
    """The end of the plain function's run in long double."""
    state = tuple(np.array(x0 if k == 0 else 0 * x0, dtype=np.longdouble) for k in range(len(which.state)))
    for t in range(1, steps + 1):
        new = which(*state, lambda z: h.astype(np.longdouble) @ z, **hyper, **({"t": t} if which.uses_t else {}))
        state = new if isinstance(new, tuple) else (new,)
    return state[0]


def within(which: Rule, h: Any, x0: Any, steps: int, hyper: Mapping[str, Any], bound: Any) -> None:
    """The compiled run keeps the bound, twice since long double may be double; eta wrong by 1 % is far outside."""
    exact = long_run(which, h, x0, steps, hyper)
    assert (abs(simulate(which, h, x0, steps, **hyper) - exact) <= 2 * bound).all()
    wrong = simulate(which, h, x0, steps, **{**hyper, "eta": 1.01 * hyper["eta"]})
    assert not (abs(wrong - exact) <= 1000 * bound).any()


@pytest.mark.parametrize("which", [r for r in HYPER if r is not adam], ids=lambda r: r.name)
@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_dense_runs_of_linear_rules_are_within_the_derived_rounding_bound(which: Rule, n: int) -> None:
    """After T steps at most Σ_k |M^(T-k)| d_k, where M is the iteration matrix and d_k the rounding of step k."""
    h = random_quadratic(n, 100 if n > 1 else 1, seed=n).matrix
    hyper, x0, steps = HYPER[which] | {"eta": 0.007}, np.random.default_rng(n).normal(size=n), 50
    size = n * len(which.state)

    def step(state: tuple[Any, ...], gradient: Any) -> tuple[Any, ...]:
        new = which(*state, gradient, **hyper)
        return new if isinstance(new, tuple) else (new,)

    matrix = np.vstack(step(tuple(np.split(np.eye(size), len(which.state))), lambda z: h @ z))
    state, rounding = (x0, *(np.zeros(n) for _ in which.state[1:])), []
    for _ in range(steps):
        new = step(tuple(Running(part) for part in state), lambda z: z.through(h))
        rounding.append(np.concatenate([part.error for part in new]))
        state = tuple(part.value for part in new)
    bound, power = np.zeros(size), np.eye(size)
    for d in reversed(rounding):
        bound += abs(power) @ d
        power = matrix @ power
    within(which, h, x0, steps, hyper, 1.01 * bound[:n])


@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_dense_runs_of_adam_are_within_the_derived_rounding_bound(n: int) -> None:
    """Three steps: running error analysis forgets how errors are correlated, so it soon exaggerates."""
    h = random_quadratic(n, 100 if n > 1 else 1, seed=n).matrix
    hyper, x0 = HYPER[adam] | {"eta": 0.007}, np.random.default_rng(n).normal(size=n)
    state = (Running(x0), Running(np.zeros(n)), Running(np.zeros(n)))
    for t in range(1, 4):
        state = adam(*state, lambda z: z.through(h), t=t, **hyper)
    within(adam, h, x0, 3, hyper, state[0].error)


def test_dense_and_diagonal_agree_where_every_product_is_exact() -> None:
    """A diagonal matrix adds zeros only, so even the bits agree."""
    for which, hyper in HYPER.items():
        diagonal = simulate(which, [1.0, 2.0, 3.5], [1.0, -2.0, 3.0], 40, history=True, **hyper)
        dense = simulate(which, np.diag([1.0, 2.0, 3.5]), [1.0, -2.0, 3.0], 40, history=True, **hyper)
        np.testing.assert_array_equal(dense, diagonal)


def test_a_rule_of_ones_own_with_two_looks_powers_and_a_copy() -> None:
    @rule
    def odd(x: Any, old: Any, /, grad: Any, *, eta: Any, t: Any) -> Any:
        g = grad(x) - grad(old - eta * grad(x)) / 3
        return -(x - eta * g * abs(x) ** 2 / (2 + sqrt(abs(g))) - 1 / t), x

    rng = np.random.default_rng(5)
    curvature, x0 = rng.uniform(1, 2, 6), rng.normal(size=6)
    expected = plain(odd, curvature, x0, 30, {"eta": 0.1})
    np.testing.assert_array_equal(simulate(odd, curvature, x0, 30, history=True, eta=0.1), expected)
    np.testing.assert_array_equal(simulate(odd, np.diag(curvature), x0, 30, history=True, eta=0.1), expected)


def test_a_rule_that_never_looks() -> None:
    @rule
    def shrink(x: Any, /, grad: Any, *, t: Any) -> Any:
        return x / t

    np.testing.assert_array_equal(simulate(shrink, [1.0], [24.0], 4, history=True)[:, 0], [24, 24, 12, 4, 1])


# --- state, counter and hyper-parameters
@RULES
def test_init_starts_the_other_state(which: Rule) -> None:
    init = {name: np.array([0.5, 2.0]) for name in which.state[1:]}
    got = simulate(which, [1.0, 2.0], [3.0, 4.0], 9, history=True, init=init, **HYPER[which])
    np.testing.assert_array_equal(got, plain(which, np.array([1.0, 2.0]), [3.0, 4.0], 9, HYPER[which], init))


def test_a_schedule_is_called_once_for_each_t_in_order() -> None:
    seen: list[Any] = []

    def eta(t: int) -> float:
        seen.append(t)
        return 0.1 / t

    simulate(gradient_descent, [1.0], [1.0], 5000, eta=eta)
    assert seen == list(range(1, 5001)) and all(type(t) is int for t in seen)


def test_the_same_name_with_another_body_is_another_rule() -> None:
    """A kernel kept from before would answer for the old body."""

    def make(factor: int) -> Rule:
        @rule
        def scaled(x: Any, /, grad: Any, *, eta: Any) -> Any:
            return x - factor * eta * grad(x)

        return scaled

    assert [simulate(make(k), [1.0], [1.0], 1, eta=0.125)[0] for k in (1, 2, 4)] == [0.875, 0.75, 0.5]


# --- input and output
def test_nothing_passed_in_is_changed_and_nothing_returned_is_shared() -> None:
    given = [np.array([1.0, 2.0]), np.array([3.0, 4.0]), np.array([0.1, 0.2]), np.array([1.0, 1.0])]
    kept = [a.copy() for a in given]
    for a in given:
        a.setflags(write=False)
    for steps in (0, 3):
        out = simulate(heavy_ball, given[0], given[1], steps, eta=given[2], beta=0.5, init={"v": given[3]})
        out[:] = 7
    for a, before in zip(given, kept, strict=True):
        np.testing.assert_array_equal(a, before)


def test_zero_steps_return_the_start() -> None:
    assert simulate(gradient_descent, [1], [5], 0, eta=0.1).tolist() == [5.0]
    assert simulate(gradient_descent, [1], [5], 0, history=True, eta=lambda t: 1 / 0).tolist() == [[5.0]]


def test_lists_ints_and_other_layouts_are_accepted() -> None:
    expected = simulate(gradient_descent, np.array([1.0, 2.0]), np.array([1.0, 1.0]), 3, eta=0.5)
    np.testing.assert_array_equal(
        simulate(gradient_descent, [1, 2], (1, 1), np.int64(3), eta=np.float32(0.5)), expected
    )
    np.testing.assert_array_equal(simulate(gradient_descent, np.arange(4.0)[1:3], [1, 1], 3, eta=0.5), expected)
    turned = np.asfortranarray(random_quadratic(3, 10, seed=0).matrix)
    np.testing.assert_array_equal(
        simulate(gradient_descent, turned, [1, 2, 3], 9, eta=0.1),
        simulate(gradient_descent, np.ascontiguousarray(turned), [1, 2, 3], 9, eta=0.1),
    )


@RULES
@pytest.mark.parametrize("dense", [False, True])
def test_divergence_comes_back_as_inf_or_nan_without_a_warning(which: Rule, dense: bool) -> None:
    """Not Adam: there g² overflows and stops it."""
    hyper = HYPER[which] | {"eta": 1e300}
    curvature = np.array([1e300, 1.0])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        end = simulate(which, np.diag(curvature) if dense else curvature, [1.0, 0.0], 40, **hyper)
    if dense:
        assert which is adam or not np.isfinite(end).any()  # 0 · inf reaches every coordinate
    else:
        np.testing.assert_array_equal(end, plain(which, curvature, [1.0, 0.0], 40, hyper)[-1])
        assert end[1] == 0 and (which is adam or not np.isfinite(end[0]))


def test_divisions_by_zero_do_not_raise() -> None:
    got = simulate(adam, [1.0, 1.0], [0.0, 1.0], 2, eta=0.1, beta1=1.0, beta2=lambda t: 1.0, eps=0)
    assert np.isnan(got).all()


@pytest.mark.parametrize(
    ("changed", "error", "says"),
    [
        ({"rule": lambda x, grad: x}, TypeError, "the first argument is an update rule"),
        ({"curvatures": 1.0}, ValueError, "curvatures are (n,) or (n, n), n ≥ 1, not of shape ()"),
        ({"curvatures": []}, ValueError, "not of shape (0,)"),
        ({"curvatures": np.ones((2, 3))}, ValueError, "not of shape (2, 3)"),
        ({"curvatures": np.ones((2, 2, 2))}, ValueError, "not of shape (2, 2, 2)"),
        ({"curvatures": [1.0, np.nan]}, ValueError, "every curvature is a finite number"),
        ({"curvatures": [[1.0, np.nan], [np.nan, 1.0]]}, ValueError, "every curvature is a finite number"),
        ({"curvatures": [1.0, np.inf]}, ValueError, "every curvature is a finite number"),
        ({"curvatures": [[1, 2], [3, 4]]}, ValueError, "symmetric; [0, 1] is 2.0 and [1, 0] is 3.0"),
        ({"curvatures": [[1, 2], [2 + 1e-12, 4]]}, ValueError, "the curvature matrix is symmetric"),
        ({"curvatures": ["1", "2"]}, TypeError, "curvatures needs real numbers"),
        ({"curvatures": [1j, 2]}, TypeError, "curvatures needs real numbers"),
        ({"curvatures": [[1, 2], [3]]}, TypeError, "curvatures needs real numbers"),
        ({"x0": [1.0]}, ValueError, "x0 has shape (1,); (2,) is expected"),
        ({"x0": 1.0}, ValueError, "x0 has shape (); (2,) is expected"),
        ({"x0": [[1.0, 2.0]]}, ValueError, "x0 has shape (1, 2); (2,) is expected"),
        ({"x0": None}, TypeError, "x0 needs real numbers, not None"),
        ({"steps": -1}, ValueError, "steps ≥ 0 is expected, not -1"),
        ({"steps": 2.0}, TypeError, "steps is an int, not 2.0"),
        ({"steps": True}, TypeError, "steps is an int, not True"),
        ({"steps": "3"}, TypeError, "steps is an int, not '3'"),
        ({"init": {"w": [1, 1]}}, ValueError, "init names 'w', but the other state of heavy_ball is: v"),
        ({"init": {"x": [1, 1]}}, ValueError, "the parameter starts at x0"),
        ({"init": {"v": [1]}}, ValueError, "init['v'] has shape (1,); (2,) is expected"),
        ({"init": [1, 1]}, TypeError, "init is a mapping"),
        ({"eta": ...}, TypeError, "the hyper-parameter eta is missing; heavy_ball has eta, beta"),
        ({"gamma": 1}, TypeError, "no hyper-parameter gamma; heavy_ball has eta, beta"),
        ({"t": 1}, TypeError, "no hyper-parameter t"),
        ({"eta": "0.1"}, TypeError, "eta needs real numbers, not '0.1'"),
        ({"eta": None}, TypeError, "eta needs real numbers"),
        ({"eta": [0.1]}, ValueError, "eta is a number or an array of shape (2,), not of (1,)"),
        ({"eta": np.ones((1, 2))}, ValueError, "eta is a number or an array of shape (2,), not of (1, 2)"),
        ({"eta": lambda t: [1, 2, 3]}, ValueError, "eta(1) is a number or an array of shape (2,), not of (3,)"),
        ({"eta": lambda t: 1 if t < 3 else [1, 2]}, ValueError, "eta(3) has shape (2,), but before it was ()"),
    ],
)
def test_wrong_input_is_refused_with_what_was_expected(
    changed: dict[str, Any], error: type[Exception], says: str
) -> None:
    arguments = {"rule": heavy_ball, "curvatures": [1.0, 2.0], "x0": [1.0, 1.0], "steps": 5, **MOMENTUM, **changed}
    with pytest.raises(error, match=re.escape(says)):
        simulate(**{name: value for name, value in arguments.items() if value is not ...})


def test_the_counter_is_not_a_hyper_parameter() -> None:
    with pytest.raises(TypeError, match="t is counted here"):
        simulate(adam, [1.0], [1.0], 1, t=1, **HYPER[adam])
