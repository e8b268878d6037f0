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
_ATOM: Final = re.compile(
    rf"(?:{_LETTER}(?:max|min)(?![A-Za-z])|{_LETTER}\*|[½¼]|\d+(?:\.\d+)?(?:e[+-]?\d+)?(?!\d)|∞"
    rf"|[A-Za-z]?{_LETTER}+[A-Za-z]?(?![A-Za-z])\d*|[A-Z]{{2}}(?={_SUPER})|[A-Za-z](?![A-Za-z]|{_LETTER}*[A-Za-z]{{2}})\d*)"
    rf"{_SUB}*{_SUPER}*['′]?"
)
_FUNCTION: Final = re.compile(r"(?:ln|exp|tanh|cosh|cos|sin|max|min)(?:\s(?![A-Za-z]{2})|(?=[(|]))")
_RAISE: Final = re.compile(rf"{_SUPER}*")
_BRACKETS: Final = {"(": ")", "|": "|", "‖": "‖", "⌈": "⌉", "⌊": "⌋", "⟨": "⟩"}
_INSIDE: Final = re.compile(r"\s?[−+/·×]\s?|\s-\s|,\s")
_BETWEEN: Final = re.compile(r"\s?[=<>≤≥≠≈≪≫∝+−/·×→∈]\s?|\s-\s")
_OPENING: Final = re.compile(r"[=<>≤≥≈]\s")
_START: Final = re.compile(r"(?<![\w'’.\-(/])(?=[^\W_]|[½¼∞(|‖⌈⌊⟨√∇−\-=<>≤≥≈])")
_END: Final = re.compile(r"(?![\w'’/]|-\w|\.\w)")
_LONE: Final = re.compile(r"\d+(?:\.\d+)?|[aAI]|z3")


def prose(text: object) -> str:
    """``text`` as LaTeX, its formulas in mathematics."""
    shown, parts, at, look = str(text), [], 0, 0
    while (found := _START.search(shown, look)) is not None:
        end = _formula(shown, found.start())
        if end is None:
            look = found.start() + 1
            continue
        run = shown[found.start() : end]
        parts.append(escape(shown[at : found.start()]))
        parts.append(escape(run) if _LONE.fullmatch(run) else f"${_math(run)}$")
        at = look = end
    return "".join([*parts, escape(shown[at:])])


def _formula(text: str, at: int) -> int | None:
    """Where the longest formula that begins at ``at`` ends; None where there is none."""
    opening = _OPENING.match(text, at)
    here, last = _primary(text, opening.end() if opening else at), None
    while here is not None:
        if _END.match(text, here):
            last = here
        sign = _BETWEEN.match(text, here)
        here = _primary(text, sign.end()) if sign else None
    return last


def _primary(text: str, at: int) -> int | None:
    """The end of a product: factors side by side, perhaps with a minus before them."""
    if text[at : at + 1] in ("−", "-"):
        at += 1
    end = _factor(text, at)
    while end is not None and (more := _factor(text, end)) is not None:
        end = more
    return end


def _factor(text: str, at: int, depth: int = 0) -> int | None:
    sign = text[at : at + 1]
    if sign in ("√", "∇"):
        return _factor(text, at + 1, depth)
    if sign in _BRACKETS and depth < 4:
        here = at + 1 + (text[at + 1 : at + 2] in ("−", "-", "+"))
        while (inner := _product(text, here, depth + 1)) is not None:
            if text.startswith(_BRACKETS[sign], inner):
                raised = _RAISE.match(text, inner + 1)
                return raised.end() if raised else inner + 1
            join = _INSIDE.match(text, inner)
            if join is None:
                return None
            here = join.end()
        return None
    called = _FUNCTION.match(text, at)
    if called is not None:
        return _factor(text, called.end(), depth)
    atom = _ATOM.match(text, at)
    return atom.end() if atom else None


def _product(text: str, at: int, depth: int) -> int | None:
    """The end of factors side by side inside a bracket; a bar there closes what it can."""
    end = _factor(text, at, depth)
    while end is not None and text[end : end + 1] not in ("|", "‖", ""):
        more = _factor(text, end, depth)
        if more is None:
            break
        end = more
    return end


def _math(run: str) -> str:
    run = re.sub(r"(\d)e([+-]?)0*(\d+)", lambda m: rf"{m[1]}×10^{{{m[2].replace('+', '')}{m[3]}}}", run)
    run = re.sub(r"(?<![\d.])1×10\^", "10^", run)
    run = re.sub(rf"({_LETTER})(max|min)", r"\1_{\\\2}", run)
    run = re.sub(rf"({_LETTER})\*", r"\1^{*}", run)
    run = re.sub(rf"√\(([^()]*)\)|√({_LETTER}|\w+)", lambda m: rf"\sqrt{{{m[1] or m[2]}}}", run)
    run = re.sub(r"(?<![A-Za-z\\])(ln|exp|tanh|cosh|cos|sin|max|min)\b\s?", r"\\\1 ", run)
    run = re.sub(r"(?<![A-Za-z0-9\\])([A-Za-z])(\d+)", r"\1_{\2}", run)
    run = re.sub(rf"{_SUPER}+", lambda m: "^{" + "".join(_RAISED[c] for c in m[0]) + "}", run)
    run = re.sub(rf"{_SUB}+", lambda m: "_{" + "".join(_LOWERED[c] for c in m[0]) + "}", run)
    return "".join(_sign(c) for c in run)


def _sign(c: str) -> str:
    if c in _GREEK or c in _SIGNS:
        return rf"\{_GREEK.get(c) or _SIGNS[c]} "
    return {"−": "-", "′": "'", "√": r"\surd ", "½": r"\tfrac{1}{2}", "¼": r"\tfrac{1}{4}"}.get(c, c)


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
