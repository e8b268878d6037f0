"""Sentences with mathematics in them, typed plainly: ``from x0 ≠ 0, exactly when 0 < η < 2/a`` set as a book sets it.

A run of letters, numbers and signs that can only be a formula becomes one, and so does a letter standing alone; all
else is escaped text. A lone ``a`` or ``I`` is a word, and ``e-notation`` becomes a power of ten.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from lrproof.report.links import link
from lrproof.report.text import _GREEK, _LOWERED, _RAISED, _SIGNS, escape

_SUPER, _SUB = ("[" + "".join(map(re.escape, table)) + "]" for table in (_RAISED, _LOWERED))
_LETTER: Final = "[" + "".join(_GREEK) + "]"
_NUMBER: Final = r"[½¼]|\d+(?:\.\d+)?(?:e[+-]?\d+)?"
_NAME: Final = rf"(?:{_LETTER}|[A-Za-z](?![A-Za-z]|{_LETTER}*[A-Za-z]{{2}}))\d*"
_ENDS: Final = rf"{_LETTER}(?:max|min)(?![A-Za-z])"
_ATOM: Final = (
    rf"(?:(?:{_ENDS}|{_LETTER}\*|{_NUMBER}|{_LETTER}+[A-Za-z]?(?![A-Za-z])|[A-Za-z]?{_LETTER}+|{_NAME}|∞)"
    rf"{_SUB}*{_SUPER}*'?)+"
)
_INNER: Final = rf"[−+-]?(?:{_ATOM})(?:\s?[−+/·×]\s?(?:{_ATOM})|\s-\s(?:{_ATOM}))*"
_PRIMARY: Final = (
    rf"[−-]?(?:{_NUMBER})?(?:(?:{_ATOM}|\({_INNER}\)|\|{_INNER}\||[∇√](?:{_ATOM}|\({_INNER}\))){_SUPER}*)+"
)
_OPERATOR: Final = r"(?:\s?[=<>≤≥≠≈≪≫∝+−/·×→∈]\s?|\s-\s)"
_FORMULA: Final = re.compile(
    rf"(?<![\w'’.\-(/])((?:[=<>≤≥≈]\s)?{_PRIMARY}(?:{_OPERATOR}{_PRIMARY})*)(?![\w'’/]|-\w|\.\w)"
)
_LONE_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?|[aAI]|z3")


def prose(text: object) -> str:
    """``text`` as LaTeX, its formulas in mathematics."""
    shown, parts, at = str(text), [], 0
    while (found := _FORMULA.search(shown, at)) is not None:
        run = found[1]
        parts.append(escape(shown[at : found.start()]))
        parts.append(escape(run) if _LONE_NUMBER.fullmatch(run) else f"${_math(run)}$")
        at = found.end()
    return "".join([*parts, escape(shown[at:])])


def _math(run: str) -> str:
    run = re.sub(r"(\d)e([+-]?)0*(\d+)", lambda m: rf"{m[1]}×10^{{{m[2].replace('+', '')}{m[3]}}}", run)
    run = re.sub(r"(?<![\d.])1×10\^", "10^", run)
    run = re.sub(rf"({_LETTER})(max|min)", r"\1_{\\\2}", run)
    run = re.sub(rf"({_LETTER})\*", r"\1^{*}", run)
    run = re.sub(r"(?<![A-Za-z0-9\\])([A-Za-z])(\d+)", r"\1_{\2}", run)
    run = re.sub(rf"{_SUPER}+", lambda m: "^{" + "".join(_RAISED[c] for c in m[0]) + "}", run)
    run = re.sub(rf"{_SUB}+", lambda m: "_{" + "".join(_LOWERED[c] for c in m[0]) + "}", run)
    return "".join(_sign(c) for c in run)


def _sign(c: str) -> str:
    if c in _GREEK or c in _SIGNS:
        return rf"\{_GREEK.get(c) or _SIGNS[c]} "
    return {"−": "-", "√": r"\surd ", "½": r"\tfrac{1}{2}", "¼": r"\tfrac{1}{4}"}.get(c, c)


def linked(text: object, target: str, numbers: Collection[int], known: Collection[str] = ()) -> str:
    """A reason: ``(4)`` leads to line 4 of the proof whose lines are ``target:1``, ..., a claim's id to the claim."""
    out = []
    for k, part in enumerate(re.split(r"\((\d{1,4})\)", str(text))):
        if k % 2 == 0:
            out.append(_cited(part, known))
        elif int(part) in numbers:
            out.append(rf"\hyperlink{{{target}:{int(part)}}}{{({int(part)})}}")
        else:
            out.append(f"({part})")
    return "".join(out)


def _cited(text: str, known: Collection[str]) -> str:
    pieces = re.split(r"(?<![\w.-])([a-z][a-z0-9]*\.[a-z][a-z0-9-]*[a-z0-9])(?![\w-])", text)
    return "".join(link(p, known) if p in known else prose(p) for p in pieces)
