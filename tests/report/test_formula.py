"""Formulas: what TeX may choke on is text, and in a sentence the words of a formula are words."""

from __future__ import annotations

import pytest

from lrproof.report.formula import formula, inline, readable, top_aligned


@pytest.mark.parametrize("latex", [r"\frac{1}{2} x_1^{2}", r"\left( a \right)", r"x''", r"\sqrt[3]{x}", r"\text{if } x",
    r"\begin{aligned}[t] a & = b \\ & = c \end{aligned}", r"\lambda_\mathrm{max}", r"\bigl( x \bigr)"])  # fmt: skip
def test_mathematics_is_read(latex: str) -> None:
    assert readable(latex) and formula(latex) == latex


@pytest.mark.parametrize("latex", ["", r"\input{x}", r"\frac{1", "a_b_c", "x^2^3", "a & b", r"\left( a", "a $ b",
    r"\foo", r"\begin{equation} a \end{equation}", r"\hat", "x^", r"\big x", r"\text{\input}", "%", "a}", "é"])  # fmt: skip
def test_what_tex_may_choke_on_is_text(latex: str) -> None:
    assert not readable(latex) and formula(latex).startswith(r"\text{\ttfamily")
    assert inline(latex) == f"${formula(latex)}$"


@pytest.mark.parametrize(
    ("latex", "wanted"),
    [
        (r"a = b", "$a = b$"),
        (r"\text{for all } x,\ \text{for all } y\colon x < y", r"for all $x,$ for all $y\colon x < y$"),
        (r"0 < a \text{, with } b", "$0 < a$, with $b$"),
        (r"\kappa \gg 1 \Rightarrow \text{slow}", r"$\kappa \gg 1 \Rightarrow$ slow"),
        (r"\left( \text{if } a \right)", r"$\left( \text{if } a \right)$"),
        (r"\text{a}_b", r"$\text{a}_b$"),
    ],
)
def test_words_of_a_formula_are_words(latex: str, wanted: str) -> None:
    assert inline(latex) == wanted


def test_rows_hang_from_the_first() -> None:
    assert top_aligned(r"\begin{aligned} & a \\ & b \end{aligned}") == r"\begin{aligned}[t] & a \\ & b \end{aligned}"


def test_fractions_of_a_sentence_may_be_large() -> None:
    assert inline(r"\text{at } \frac{1}{a}", style=r"\displaystyle ") == r"at $\displaystyle \frac{1}{a}$"
