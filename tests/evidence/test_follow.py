"""The engine "follow": a true end passes, a false one fails with the value, and one that shows nothing is refused."""

from __future__ import annotations

from typing import Any

import pytest

from lrproof.claim import Followed, followed
from lrproof.evidence.follow import check
from lrproof.kernel.syntax import eq, rational, tanh
from lrproof.rules import adam, gradient_descent, heavy_ball, rmsprop


def cubic(x: Any) -> Any:
    return (x - 1) * x * (x + 2)


def run(ends: Any, steps: int = 300, start: str = "1/2", gradient: Any = cubic) -> Followed:
    hyper = {"eta": rational("1/10")}
    return followed(gradient_descent, gradient, start=rational(start), steps=steps, hyper=hyper, ends=ends)


def test_where_a_run_ends() -> None:
    """f′ = (x − 1) x (x + 2), from 1/2 with η = 1/10: to 1, not to the deeper minimum −2."""
    record = check(run(lambda x: abs(x - 1) < rational("1e-12")))
    assert record.passed and record.engine == "follow" and record.measured.startswith(("1.000", "0.999"))
    wrong = check(run(lambda x: abs(x + 2) < 1))
    assert not wrong.passed and wrong.reason.startswith("false: x is [1.0")


def test_what_is_true_of_the_start_shows_nothing() -> None:
    assert "already" in check(run(lambda x: 0 < x)).reason


def test_many_steps_that_stretch_the_balls() -> None:
    """x − 2 tanh x triples a ball at every step; more bits make up for it."""
    record = check(
        followed(
            gradient_descent, tanh, start=1, steps=400, hyper={"eta": 2},
            ends=lambda x: (rational("0.72") < 400 * x**2) & (400 * x**2 < rational("0.78")),
        )
    )  # fmt: skip
    assert record.passed, record.reason


def test_a_ball_that_grows_over_a_divisor_of_0() -> None:
    """RMSprop's swing about the minimum stretches the balls: with 128 bits one reaches 0 under the root."""
    hyper = {"eta": rational("0.01"), "beta": rational("0.9"), "eps": rational("1e-8")}
    record = check(
        followed(
            rmsprop, lambda z: z, start=1, steps=200, hyper=hyper,
            ends=lambda x: (rational("2.777e-5") < x) & (x < rational("2.778e-5")),
        )
    )  # fmt: skip
    assert record.passed, record.reason


def test_a_divisor_that_is_0() -> None:
    """0/0: no bits make up for it, and nothing is made up."""
    hyper = {"eta": 1, "beta1": rational("0.9"), "beta2": rational("0.999"), "eps": 0}
    record = check(followed(adam, lambda z: z, start=0, steps=1, hyper=hyper, ends=lambda x: 1 < x))
    assert not record.passed and "the divisor is 0" in record.reason


def test_a_run_that_diverges() -> None:
    assert check(run(lambda x: rational("1e6") < abs(x), steps=8, start="9")).passed


def test_other_state_starts_at_zero() -> None:
    record = check(
        followed(heavy_ball, lambda x: x, start=1, steps=2, hyper={"eta": rational("1/2"), "beta": rational("1/2")},
                 ends=lambda x: (x <= rational("1e-9")) & (rational("-1e-9") <= x))
    )  # fmt: skip
    assert record.passed  # 1, 1/2, 1/2 - (1/4 + 1/4) = 0


def test_misuse() -> None:
    with pytest.raises(ValueError, match="at least one step"):
        run(lambda x: x < 1, steps=0)
    with pytest.raises(ValueError, match="hyper-parameters eta"):
        followed(gradient_descent, cubic, start=1, steps=1, hyper={}, ends=lambda x: x < 1)
    with pytest.raises(ValueError, match="cannot be decided in balls"):
        check(run(lambda x: eq(x, 1)))
