r"""Long formulas in rows, as a textbook breaks them: before a connective, a relation, a sign of a sum, in this order.

A formula is broken from outside to inside, and only where it is wider than the place it has; what is inside is moved to
the right, and a parenthesis may span rows. Widths are in em and rough: :mod:`lrproof.latex` counts letters. Nothing is
rearranged and nothing is left out.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from lrproof.kernel.terms import Expr
from lrproof.latex import (
    ADD,
    ARROW,
    IMPLIES,
    MUL,
    NEG,
    NOT,
    QUANTIFIER,
    SIGN,
    SUM,
    Box,
    at_level,
    bound,
    box,
    close_minus,
    existing,
    fence,
    flat,
    latex,
    quantified,
    run_box,
    runs,
)

WIDTH: Final = 34.0
"""The width of a displayed formula on the report's page, in em."""


class Row(NamedTuple):
    """A row: how far it stands to the right, in em, its LaTeX and its width."""

    indent: int
    text: str
    em: float


def display(expr: Expr, width: float = WIDTH) -> str:
    """``expr`` for a displayed formula: as it is where it fits, else in an ``aligned`` environment."""
    rows = latex_lines(expr, width)
    return rows[0] if len(rows) == 1 else r"\begin{aligned} " + r" \\ ".join(rows) + r" \end{aligned}"


def latex_lines(expr: Expr, width: float = WIDTH) -> list[str]:
    """``expr`` as rows for ``aligned``, each at most about ``width`` em where that can be; one row without ``&``."""
    rows = _lay(expr, width)
    if len(rows) == 1:
        return [rows[0].text]
    return ["& " + r"\quad " * row.indent + close_minus(row.text) for row in rows]


def _lay(e: Expr, width: float, level: int = 0) -> list[Row]:
    """``e`` in rows, in a place that needs ``level``."""
    b = box(e)
    whole = b if b.level >= level else fence(b)
    if whole.em <= width or e.head not in _BREAK:
        return [Row(0, whole.text, whole.em)]
    if b.level < level:
        return _parenthesized(_lay(e, width - 1), b)
    return _BREAK[e.head](e, width)


def _parenthesized(rows: list[Row], b: Box) -> list[Row]:
    """A parenthesis around rows, as tall as what it holds."""
    if len(rows) == 1:
        whole = fence(b)
        return [Row(0, whole.text, whole.em)]
    size = "bigg" if b.tall else "big"
    first, *_, last = rows
    opened = first._replace(text=rf"\{size}l( {first.text}")
    return [opened, *rows[1:-1], last._replace(text=rf"{last.text} \{size}r)")]


def _after(sign: str, rows: list[Row], hang: int = 1) -> list[Row]:
    """``rows`` one step to the right, ``sign`` before the first and the others ``hang`` further."""
    first, *rest = rows
    text = close_minus(first.text) if sign.startswith(r"\text") else first.text
    return [
        Row(1 + first.indent, f"{sign} {text}", first.em),
        *(r._replace(indent=1 + hang + r.indent) for r in rest),
    ]


def _junction(e: Expr, width: float) -> list[Row]:
    """A conjunction or disjunction, member by member."""
    members = runs(e) if e.head == "and" else [[part] for part in flat(e, "or")]
    rows: list[Row] = []
    for run in members:
        inner = _lay(run[0], width - 3, NOT) if len(run) == 1 else _chain(run, width - 3)
        rows += _after(rf"\text{{{e.head}}}\ ", inner) if rows else inner
    return rows


def _chain(run: list[Expr], width: float) -> list[Row]:
    """x < y ≤ z, broken before a sign only where it does not fit."""
    whole = run_box(run)
    if whole.em <= width:
        return [Row(0, whole.text, whole.em)]
    rows = _lay(run[0], width) if len(run) > 1 else _relation(run[0], width)
    for part in run[1:]:
        rows += _after(SIGN[part.head], _lay(part.args[1], width - 2))
    return rows


def _arrow(e: Expr, width: float) -> list[Row]:
    sign = ARROW[e.head].removeprefix(r"\;").removesuffix(r"\;")
    left = _lay(e.args[0], width, IMPLIES + 1)
    last = QUANTIFIER if e.args[1].head in ("forall", "exists") else IMPLIES + 1
    return [*left, *_after(sign + r"\;", _lay(e.args[1], width - 3, last))]


def _quantifier(e: Expr, width: float) -> list[Row]:
    head, rest = quantified(e) if e.head == "forall" else existing(e)
    body = _lay(rest, width - 1)
    return [Row(0, head.text, head.em), *(r._replace(indent=r.indent + 1) for r in body)]


def _relation(e: Expr, width: float) -> list[Row]:
    left, right = _terms(e.args[0], width), _terms(e.args[1], width - 2)
    if len(left) == 1 and left[0].em <= width / 3:  # a short left side stays with the first row of the right one
        first, *rest = _terms(e.args[1], width - left[0].em - 2)
        text = f"{left[0].text} {SIGN[e.head]} {first.text}"
        return [Row(0, text, left[0].em + first.em + 1.3), *(r._replace(indent=r.indent + 2) for r in rest)]
    return [*left, *_after(SIGN[e.head], right)]


def _arrival(e: Expr, width: float) -> list[Row]:
    """A limit: what tends, and to what."""
    to = latex(e.args[0]) if e.head == "tends" else r"\infty"
    text = rf"\to {to} \text{{ as }} {bound(e)} \to \infty"
    return [*_terms(e.args[-1], width), Row(1, text, 8.0 + 0.5 * len(to))]


def _equated(e: Expr, width: float) -> list[Row]:
    """A derivative or an extremum: of what, and its value."""
    whole = latex(e)
    value = box(e.args[0])
    left = whole.removesuffix(f" = {value.text}")
    return [Row(0, left, box(e).em - value.em - 1), *_after("=", _terms(e.args[0], width - 2))]


def _terms(e: Expr, width: float) -> list[Row]:
    """A sum, its terms filled into rows; each row but the first begins with its sign."""
    b = at_level(e, ADD, first=True)
    if b.em <= width or e.head not in _SUMS:
        return [Row(0, b.text, b.em)] if b.em <= width else _product(e, width)
    rows: list[Row] = []
    for sign, part in _signed(e):
        piece = at_level(part, NEG if sign else ADD, first=not sign)
        text, em = (f"{sign} {piece.text}", piece.em + 1.3) if sign else (piece.text, piece.em)
        if rows and rows[-1].em + em <= width:
            rows[-1] = rows[-1]._replace(text=f"{rows[-1].text} {text}", em=rows[-1].em + em)
        elif em <= width:
            rows.append(Row(1 if rows else 0, text, em))
        else:
            inner = _product(part, width - 2)
            rows += _after(sign, inner) if rows else inner
    return rows


_SUMS: Final = {"add": "+", "vadd": "+", "sub": "-", "vsub": "-"}


def _signed(e: Expr) -> list[tuple[str, Expr]]:
    """The terms of a sum that is nested to the left, with the signs before them."""
    if e.head not in _SUMS:
        return [("", e)]
    return [*_signed(e.args[0]), (_SUMS[e.head], e.args[1])]


def _product(e: Expr, width: float) -> list[Row]:
    """A product whose last factor is a sum: that sum in rows, the other factors before its parenthesis."""
    if e.head in ("mul", "scale") and e.args[1].head in _SUMS:
        left = at_level(e.args[0], MUL, first=True)
        if left.em <= width / 2:
            first, *rest = _parenthesized(_terms(e.args[1], width - left.em - 1), box(e.args[1]))
            return [Row(0, f"{left.text} {first.text}", left.em + first.em + 0.8), *rest]
    if e.head in ("mul", "scale") and box(e).em > width:
        left, right = at_level(e.args[0], MUL, first=True), at_level(e.args[1], SUM)
        if min(left.em, right.em) > width / 4:
            return [Row(0, left.text, left.em), Row(1, rf"{{}} \cdot {right.text}", right.em + 1)]
    b = at_level(e, SUM, first=True)
    return [Row(0, b.text, b.em)]


_BREAK: Final = {
    "and": _junction, "or": _junction, "implies": _arrow, "iff": _arrow, "forall": _quantifier, "exists": _quantifier,
    "tends": _arrival, "grows": _arrival, "derivative": _equated, "maximum": _equated, "minimum": _equated,
    **dict.fromkeys(SIGN, _relation), **dict.fromkeys(_SUMS, _terms), "mul": _product, "scale": _product,
}  # fmt: skip
