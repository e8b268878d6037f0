"""Sentences: what is a formula is set as one, hostile text is text, and no sentence takes long."""

from __future__ import annotations

import time

import pytest

from lrproof.report.prose import linked, prose
from lrproof.report.text import escape


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("50 % of $x_1 & #", r"50 \% of \$x\_1 \& \#"),
        ("η ≤ 2/a", r"\ensuremath{\eta} \ensuremath{\le} 2/a"),
        ("10⁻⁸ θ₀", r"10\ensuremath{^{-8}} \ensuremath{\theta}\ensuremath{_{0}}"),
        ("a -- b ,,", "a -{}- b ,{},"),
        ("Rényi, Øksendal", "Rényi, Øksendal"),
        ("🎓\x07", r"{\footnotesize[U+1F393]}"),
    ],
)
def test_escape(text: str, wanted: str) -> None:
    assert escape(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("from x0 ≠ 0 exactly when 0 < η < 2/a.", r"from $x_{0} \ne  0$ exactly when $0 < \eta  < 2/a$."),
        ("the step 2/(L + μ) is a best one", r"the step $2/(L + \mu )$ is a best one"),
        ("β₁βᵏ = βᵏ⁺¹", r"$\beta _{1}\beta ^{k} = \beta ^{k+1}$"),
        ("Adam's error of 2.3e-11", r"Adam's error of $2.3\times 10^{-11}$"),
        ("24 of 24, e.g. L-smooth and/or z3", "24 of 24, e.g. L-smooth and/or z3"),
        ("$t", r"\$$t$"),
        ("after ⌈ln ε / ln((κ−1)/(κ+1))⌉ steps",
         r"after $\lceil \ln \epsilon  / \ln ((\kappa -1)/(\kappa +1))\rceil $ steps"),
        ("for λmin > 0, at θ*", r"for $\lambda _{\min} > 0$, at $\theta ^{*}$"),
        ("LR²/2T, from 1/√(2η)", r"$LR^{2}/2T$, from $1/\sqrt{2\eta }$"),
        ("steps on f′(x) = x", r"steps on $f'(x) = x$"),
        ("on ln cosh, by sine and cosine", "on ln cosh, by sine and cosine"),
        ("½⟨θ, Hθ⟩ and max |1 − ηλ|",
         r"$\tfrac{1}{2}\langle \theta , H\theta \rangle $ and $\max |1 - \eta \lambda |$"),
    ],
)  # fmt: skip
def test_prose(text: str, wanted: str) -> None:
    assert prose(text) == wanted


@pytest.mark.parametrize("piece", ["12", "θ", "a'", "(a+", "√", "η₁", "|a|", "(a)", "((", "ln ", "a = ", "‖⌈"])
def test_no_sentence_takes_long(piece: str) -> None:
    """A pattern that tries all ways to divide a run of digits would take centuries here."""
    began = time.process_time()
    prose(piece * 60 + "xy")
    assert time.process_time() - began < 5


def test_reason_leads_to_its_lines_and_claims() -> None:
    assert linked("from (2) and (9)", "c:x", frozenset((1, 2))) == r"from \hyperlink{c:x:2}{(2)} and (9)"
    assert linked("by quad.one-step", "c:x", (), {"quad.one-step"}) == (
        r"by \hyperlink{c:quad-one-step}{{\ttfamily quad.one-step}}"
    )
    assert linked("by quad.one-step", "c:x", ()) == "by quad.one-step"
