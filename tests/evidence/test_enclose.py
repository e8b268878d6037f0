"""The engine "enclose" decides by balls, says how far it looked, and is never content with overlap alone."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from lrproof.claim import enclosed
from lrproof.evaluate import Numbers, digits
from lrproof.evidence import enclose
from lrproof.evidence.enclose import check
from lrproof.kernel.syntax import cos, eq, exp, forall, iff, implies, integer, ne, pi, rational, real, sin, sqrt, total
from lrproof.kernel.terms import Expr
from lrproof.verdict import Record

x, y, n, k = real("x"), real("y"), integer("n"), integer("k")
X = {x: ("1/3", "0.5", 2)}
ROOT = "1.41421356237309504880168872420969807856967187537694807317667973799074"  # of 2, in the last digit a little more


def balls(formula: Expr, grid: Any) -> Record:
    return check(enclosed(formula, grid))[0]


@pytest.mark.parametrize(
    ("formula", "grid"),
    [
        (eq(exp(x + y), exp(x) * exp(y)), {**X, y: (1, "7/3")}),
        (eq(total(x**k, k, 0, n), (1 - x ** (n + 1)) / (1 - x)), {**X, n: (0, 3, 20)}),
        (exp(x) < exp(x) * (1 + rational("1e-60")), X),
        (sqrt(x) < rational(ROOT), {x: (2,)}),
        ((cos(x) <= 1) & (cos(x) >= -1), {x: (0, 1, 3)}),
        (implies(x < 1, x**2 < x), X),
        (ne(x, y) | eq(sin(x), sin(y)), {x: (1, 2), y: (1, 2)}),
        (iff(x < 1, x**3 < 1), X),
        (~(x < 0), X),
        (exp(pi) < 24, {}),
    ],
)
def test_what_is_true_passes(formula: Expr, grid: Any) -> None:
    for record in check(enclosed(formula, grid)):
        assert (record.passed, record.reason, record.engine) == (True, "", "enclose")


@pytest.mark.parametrize(
    ("formula", "grid", "reason"),
    [
        (eq(exp(x), exp(x) * (1 + rational("1e-20"))), X, "false at x = 1/3"),
        (eq(exp(x), exp(x) * (1 + rational("1e-60"))), {x: (1, 2)}, None),
        (x**2 < 2 * x, {x: ("1/3", 1, "1.9", "2.1")}, "false at x = 21/10; x**2 is [4.41"),
        (x**2 < 2 * x, {x: (1, 2)}, "false at x = 2"),
        (sqrt(x) * sqrt(x) <= x, {x: (2,)}, "undecided at 2048 bits at x = 2"),
        (eq(sin(pi), 0), {}, "undecided at 2048 bits"),
        (eq(1 / (x - 1), 0), {x: (1,)}, "the divisor is 0"),
        (sqrt(x) < 1, {x: (-1,)}, "not defined"),
        (implies(x > 5, x < 0), X, "the premise holds at no point"),
        (implies(eq(sqrt(x) * sqrt(x), x), x < 3), {x: (3,)}, "undecided"),
        (~eq(sqrt(x) * sqrt(x), x), {x: (2,)}, "undecided"),
        (iff(x < 1, x < 2), {x: ("3/2",)}, "false"),
    ],
)
def test_what_is_false_or_undecided_fails_with_the_point(formula: Expr, grid: Any, reason: str | None) -> None:
    record = balls(formula, grid)
    if reason is None:  # beyond 2^-64 nothing is looked at, and the record says so
        assert record.passed and "agree to 2^-64 relative at 2 points" in record.what
    else:
        assert not record.passed and reason in record.reason


def test_the_worst_figure_of_the_grid_is_recorded() -> None:
    assert balls(x < 2 * x, {x: (1, "1/3")}).bound in ("4.9e-1", "5.0e-1")
    record = balls(eq(exp(x) * exp(-x), 1), X)
    assert float(record.bound) < 1e-37 and f"agree to 2^-64 relative at 3 points (to {record.bound}" in record.what


def test_mpmath_is_asked_and_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    formula = enclosed(exp(x) < exp(x) + 1, X)
    assert check(formula)[1].what == "the same sides by mpmath, with 50 digits or more: 6 values lie in the balls"

    def wrong(count: int) -> Numbers:
        good = digits(count)
        functions = {
            **good.functions,
            "exp": lambda v: good.functions["exp"](v) * (1 + good.number(Fraction(1)) / 10**30),
        }
        return Numbers("digits", good.number, functions)

    enclose._many_digits.cache_clear()
    monkeypatch.setattr(enclose, "digits", wrong)
    try:
        in_balls, by_mpmath = check(formula)
    finally:
        enclose._many_digits.cache_clear()
    assert in_balls.passed and not by_mpmath.passed
    assert "at x = 1/3: exp(x) is 1.39" in by_mpmath.reason


def test_a_request_that_cannot_be_tried_is_refused() -> None:
    for match, formula, grid in (
        ("no values for y", x < y, X),
        ("no points", x < 1, {x: ()}),
        ("forall", forall(y, x < y), X),
    ):
        with pytest.raises(ValueError, match=match):
            check(enclosed(formula, grid))
