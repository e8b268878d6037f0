"""A step size that is set in terms of the ends of the spectrum, such as 1/L or 2/(mu + L).

On a mode only ηλ matters, so such a step has to scale as 1/curvature; then ημ is a function of κ = L/μ alone.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

LOW, HIGH = ("mu", "μ"), ("L",)
_BINARY: Final[dict[type[ast.operator], Callable[[Any, Any], Any]]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv
}  # fmt: skip


def is_tied(text: object) -> bool:
    """Whether the text speaks of μ or L."""
    return isinstance(text, str) and any(name in text for name in (*LOW, *HIGH))


def at_ends(text: str, low: Any, high: Any, number: Callable[[Fraction], Any]) -> Any:
    """The value of the text in a number system (or a field), where μ and L have these values.

    Raises ValueError for what is not made of mu, L, numbers, + - * / and brackets, and where it divides by 0.
    """
    names: Mapping[str, Any] = {**dict.fromkeys(LOW, low), **dict.fromkeys(HIGH, high)}
    error = ValueError(f"{text!r} is no quotient of mu, L and numbers, such as 1/L or 2/(mu + L)")

    def value(node: ast.expr) -> Any:
        if isinstance(node, ast.Name) and node.id in names:
            return names[node.id]
        if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)) and node.value is not True:
            return number(Fraction(ast.get_source_segment(text.strip(), node) or ""))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
            return -value(node.operand)
        if isinstance(node, ast.BinOp) and type(node.op) in _BINARY:
            return _BINARY[type(node.op)](value(node.left), value(node.right))
        raise error

    try:
        return value(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ZeroDivisionError) as wrong:
        raise error from wrong


def times_low(text: str) -> Any:
    """ημ as an element of SymPy's field of rational functions in κ. Raises ValueError where it depends on more."""
    from sympy import QQ
    from sympy.polys.fields import field

    one, kappa = field("k", QQ)
    two, scale, ratio = field("c,k", QQ)
    found = at_ends(text, one(1), kappa, lambda q: one(QQ(q.numerator, q.denominator)))
    both = [
        at_ends(text, low, low * ratio, lambda q: two(QQ(q.numerator, q.denominator))) * low for low in (two(1), scale)
    ]
    if both[0] != both[1]:
        raise ValueError(f"a step size has the dimension 1/curvature, as 1/L has; {text!r} has not")
    return found


def value_at(product: Any, kappa: int) -> Fraction:
    """The value of what :func:`times_low` gave, at a κ."""
    top, bottom = (p.evaluate(0, kappa) for p in (product.numer, product.denom))
    return Fraction(int(top.numerator), int(top.denominator)) / Fraction(int(bottom.numerator), int(bottom.denominator))
