"""Long formulas break where a reader pauses, row by row no wider than asked, and nothing is left out."""

from __future__ import annotations

import re

from lrproof.kernel.syntax import (
    derivative_is,
    eq,
    exists,
    forall,
    function,
    grows,
    iff,
    implies,
    natural,
    ne,
    real,
    sequence,
    tends,
)
from lrproof.latex import latex
from lrproof.layout import display, latex_lines

a, b, c, t, x = real("a"), real("b"), real("c"), natural("t"), real("x")
g, theta = sequence("g"), sequence("theta")
f = function("f")
LONG = a + b + c
for _ in range(5):
    LONG = LONG + g(t + 100) ** 2 * theta(t + 100)


def plain(text: str) -> str:
    """The signs of a formula without layout: spaces, alignment, sizes of parentheses, a dot where a product breaks."""
    text = text.replace(r"{} \cdot ", "").replace("{-}", "-")
    text = re.sub(
        r"\\\\|\\(begin|end)\{aligned\}|\\(left|right|[bB]igg?[lr])(?![A-Za-z])|\\(quad|[;, ])|&|\s", "", text
    )
    return re.sub(r"\\text\{(\w+)\}", r"\1", text)


def test_what_fits_is_one_row() -> None:
    assert latex_lines(a < b) == [latex(a < b)] and display(a < b) == "a < b"


def test_a_sum_breaks_before_its_signs() -> None:
    rows = latex_lines(eq(theta(t), LONG), 24)
    assert rows[0].startswith(r"& \theta_{t} = a + b + c")
    assert len(rows) > 2 and all(re.match(r"& (\\quad )+\+ ", r) for r in rows[1:])


def test_connectives_come_first() -> None:
    rows = latex_lines(implies(a < LONG, forall(t, (b < LONG) & ne(c, 0))), 34)
    assert [r.count("&") for r in rows] == [1] * len(rows) and len(rows) > 3
    assert any(r"\Rightarrow\;" in r for r in rows) and any(r"\text{and}\ " in r for r in rows)
    for row in rows:
        assert row.count("{") == row.count("}") and row.count(r"\left") == row.count(r"\right")


def test_a_parenthesis_spans_rows_and_is_closed() -> None:
    both = iff(a < LONG, b < LONG) & (implies(b < LONG, c < LONG) | (a < b))
    shown = display(both, 20)
    assert len(re.findall(r"\\bigg?l\(", shown)) == len(re.findall(r"\\bigg?r\)", shown)) > 0


def test_nothing_is_left_out() -> None:
    """In rows, the signs are those of the single row; only the parentheses of an outermost quantifier may go."""
    formulas = (
        eq(theta(t), LONG), LONG < LONG * a, implies(a < LONG, b < LONG) & (c < LONG), eq(a, b * (LONG - c)),
        tends(LONG, t, a), grows(LONG, t), exists(x, (x < LONG) & (LONG < x)), (a < LONG) | (b < LONG),
        derivative_is(LONG, f(x) + LONG, x, a),
    )  # fmt: skip
    for formula in formulas:
        for width in (12, 18, 30):
            assert plain(display(formula, width)) == plain(latex(formula)), formula
