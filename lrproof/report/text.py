r"""Text that is not ours, made harmless and legible for LaTeX.

Every sentence of a ledger passes through :func:`escape`: the characters that TeX reads as commands come out as
themselves, Greek letters and mathematical signs in plain text (``0 < η ≤ 2/a``, ``10⁻⁸``, ``θ₀``) come out as in
mathematics, and a character that the fonts lack comes out as its code, never as an error.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TEX: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "%": r"\%", "_": r"\_",
    "^": r"\textasciicircum{}", "~": r"\textasciitilde{}", "|": r"\textbar{}", "`": r"\textasciigrave{}",
    '"': r"\textquotedbl{}", "<": r"\textless{}", ">": r"\textgreater{}",
    "\n": " ", "\t": " ", "\u00a0": "~", "\u202f": r"\,", "\u2009": r"\,",
}  # fmt: skip
_GREEK: Final = dict(
    zip(
        "αβγδεζηθικλμνξπρσςτυφχψωΓΔΘΛΞΠΣΥΦΨΩ",
        (
            "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma varsigma tau "
            "upsilon phi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
        ).split(),
        strict=True,
    )
)
_SIGNS: Final = {
    "≤": "le", "≥": "ge", "≠": "ne", "≈": "approx", "≡": "equiv", "≪": "ll", "≫": "gg", "∼": "sim", "∝": "propto",
    "⇒": "Rightarrow", "⇐": "Leftarrow", "⇔": "Leftrightarrow", "→": "to", "←": "leftarrow", "↔": "leftrightarrow",
    "↦": "mapsto", "∞": "infty", "∇": "nabla", "∂": "partial", "∑": "sum", "∏": "prod", "∫": "int", "∈": "in",
    "∉": "notin", "⊂": "subset", "⊆": "subseteq", "∪": "cup", "∩": "cap", "∅": "emptyset", "∀": "forall",
    "∃": "exists", "∧": "wedge", "∨": "vee", "¬": "neg", "⊢": "vdash", "±": "pm", "∓": "mp", "×": "times",
    "÷": "div", "·": "cdot", "⋅": "cdot", "∘": "circ", "⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil",
    "‖": "Vert", "∥": "Vert", "⟨": "langle", "⟩": "rangle", "ϵ": "epsilon", "ϑ": "vartheta", "ℓ": "ell",
    "★": "star", "⊤": "top", "⊥": "bot", "ϕ": "phi", "µ": "mu", "⊕": "oplus", "⊗": "otimes",
}  # fmt: skip
_OTHER: Final = {
    "−": r"\ensuremath{-}", "√": r"\ensuremath{\surd}", "ℝ": r"\ensuremath{\mathbf{R}}",
    "ℕ": r"\ensuremath{\mathbf{N}}",
    "ℤ": r"\ensuremath{\mathbf{Z}}", "𝔼": r"\ensuremath{\mathbf{E}}", "…": r"\dots{}",
    "–": r"\textendash{}", "—": r"\textemdash{}", "“": "``",
    "”": r"\textquotedblright{}", "‘": "`", "’": "'", "°": r"\textdegree{}", "§": r"\S{}",
    "½": r"\ensuremath{\frac{1}{2}}",
    "¼": r"\ensuremath{\frac{1}{4}}", "«": r"\guillemotleft{}", "»": r"\guillemotright{}", "†": r"\dag{}",
    "‑": "-", "€": r"\texteuro{}", "✓": r"\ensuremath{\surd}", "′": r"\ensuremath{'}", "ı": r"\i{}",
}  # fmt: skip
_RAISED: Final = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵗᵀᵏ", "0123456789+-=()nitTk", strict=True))
_LOWERED: Final = dict(zip("₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₜᵢₙₖₘ", "0123456789+-=()tinkm", strict=True))
_FONT: Final = frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿ"
    "ĂăĄąĆćČčĎďĐđĒēĘęĚěĞğĪīİŁłŃńŇňŌōŐőŒœŔŕŘřŚśŞşŠšŢţŤťŮůŰűŸŹźŻżŽžŪū"
)
_SCRIPTS: Final = re.compile(f"([{''.join(map(re.escape, _RAISED))}]+)|([{''.join(map(re.escape, _LOWERED))}]+)")


def escape(text: object) -> str:
    """``text`` as LaTeX that prints exactly it, outside mathematics."""
    shown, parts, at = unicodedata.normalize("NFC", str(text)).replace("\r\n", "\n"), [], 0
    for found in _SCRIPTS.finditer(shown):
        table, sign = (_RAISED, "^") if found[1] else (_LOWERED, "_")
        inside = "".join(table[c] for c in found[0])
        parts += [_piece(shown[at : found.start()]), rf"\ensuremath{{{sign}{{{inside}}}}}"]
        at = found.end()
    return "".join([*parts, _piece(shown[at:])])


def _piece(text: str) -> str:
    return re.sub(r"([-,'])(?=\1)", r"\1{}", "".join(_character(c) for c in text))


def _character(c: str) -> str:
    if c in _TEX:
        return _TEX[c]
    if c in _GREEK or c in _SIGNS:
        return rf"\ensuremath{{\{_GREEK.get(c) or _SIGNS[c]}}}"
    if c in _OTHER:
        return _OTHER[c]
    if (c.isascii() and c.isprintable()) or c in _FONT:
        return c
    return rf"{{\footnotesize[U+{ord(c):04X}]}}" if unicodedata.category(c)[0] not in "CM" else ""
