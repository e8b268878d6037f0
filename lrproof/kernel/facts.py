"""A fixed table of facts of powers, exp, log, sin, cos and tanh, and the comparison of numbers by ball arithmetic."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, Final

import flint

from lrproof.kernel.normal import canonical
from lrproof.kernel.rules import granted
from lrproof.kernel.terms import INT, Expr, term
from lrproof.kernel.theorem import Refused, Sequent, Theorem, joint, need, rule

ZERO, ONE = term(0), term(1)


def _f(head: str) -> Callable[[Expr], Expr]:
    return lambda e: Expr(head, (e,))


def _eq(a: Expr, b: Expr) -> Expr:
    return Expr("eq", (a, b))


def _iff(a: Expr, b: Expr) -> Expr:
    return Expr("iff", (a, b))


def _positive(*terms: Expr) -> tuple[Expr, ...]:
    return tuple(ZERO < t for t in terms)


exp, log, sin, cos, tanh = map(_f, ("exp", "log", "sin", "cos", "tanh"))
# name -> (number of terms, what is needed of them, what then holds)
FACTS: Final[dict[str, tuple[int, Callable[..., tuple[Expr, ...]], Callable[..., Expr]]]] = {
    "abs_power": (2, lambda x, k: ((k >= 0) | ~_eq(x, ZERO),), lambda x, k: _eq(abs(x**k), abs(x) ** k)),
    "power_order": (3, lambda x, y, k: (x >= 0, x <= y, k >= 0), lambda x, y, k: x**k <= y**k),
    "power_product": (3, lambda x, y, k: (k >= 0,), lambda x, y, k: _eq((x * y) ** k, x**k * y**k)),
    "power_power": (3, lambda x, j, k: (j >= 0, k >= 0), lambda x, j, k: _eq((x**j) ** k, x ** (j * k))),
    "log_one": (0, lambda: (), lambda: _eq(log(ONE), ZERO)),
    "log_product": (2, _positive, lambda x, y: _eq(log(x * y), log(x) + log(y))),
    "log_quotient": (2, _positive, lambda x, y: _eq(log(x / y), log(x) - log(y))),
    "log_power": (2, lambda x, k: _positive(x), lambda x, k: _eq(log(x**k), k * log(x))),
    "log_order": (2, _positive, lambda x, y: _iff(log(x) <= log(y), x <= y)),
    "log_exp": (1, lambda x: (), lambda x: _eq(log(exp(x)), x)),
    "exp_log": (1, _positive, lambda x: _eq(exp(log(x)), x)),
    "exp_zero": (0, lambda: (), lambda: _eq(exp(ZERO), ONE)),
    "exp_sum": (2, lambda x, y: (), lambda x, y: _eq(exp(x + y), exp(x) * exp(y))),
    "exp_order": (2, lambda x, y: (), lambda x, y: _iff(exp(x) <= exp(y), x <= y)),
    "sin_zero": (0, lambda: (), lambda: _eq(sin(ZERO), ZERO)),
    "cos_zero": (0, lambda: (), lambda: _eq(cos(ZERO), ONE)),
    "sin_pi": (0, lambda: (), lambda: _eq(sin(Expr("pi")), ZERO)),
    "cos_pi": (0, lambda: (), lambda: _eq(cos(Expr("pi")), -ONE)),
    "sin_positive": (1, lambda x: (ZERO < x, x < Expr("pi")), lambda x: ZERO < sin(x)),
    "circle": (1, lambda x: (), lambda x: _eq(sin(x) ** 2 + cos(x) ** 2, ONE)),
    "sin_sum": (2, lambda x, y: (), lambda x, y: _eq(sin(x + y), sin(x) * cos(y) + cos(x) * sin(y))),
    "cos_sum": (2, lambda x, y: (), lambda x, y: _eq(cos(x + y), cos(x) * cos(y) - sin(x) * sin(y))),
    "sin_minus": (1, lambda x: (), lambda x: _eq(sin(-x), -sin(x))),
    "cos_minus": (1, lambda x: (), lambda x: _eq(cos(-x), cos(x))),
    "tanh_zero": (0, lambda: (), lambda: _eq(tanh(ZERO), ZERO)),
    "tanh_minus": (1, lambda x: (), lambda x: _eq(tanh(-x), -tanh(x))),
    "tanh_order": (2, lambda x, y: (), lambda x, y: _iff(tanh(x) <= tanh(y), x <= y)),
    "tanh_exp": (1, lambda x: (), lambda x: _eq(tanh(x), (exp(2 * x) - 1) / (exp(2 * x) + 1))),
}


@rule
def fact(name: str, terms: tuple[Expr, ...], *premises: Theorem) -> Sequent:
    """⊢ the fact of this name for these terms; what it needs of them must follow from the premises."""
    need(name in FACTS, "fact", f"there is no fact {name!r}; there are {', '.join(FACTS)}")
    count, conditions, conclusion = FACTS[name]
    numbers = len(terms) == count and all(type(t) is Expr and t.sort in (INT, "real") for t in terms)
    need(numbers, "fact", f"{name} takes {count} numbers")
    try:
        needed, then = conditions(*terms), conclusion(*terms)
    except TypeError as error:  # a power whose exponent is no integer
        raise Refused("fact", str(error)) from error
    for condition in needed:
        need(granted(premises, condition), "fact", f"it must first be shown that {condition}")
    return joint(premises), then


_PRECISIONS: Final = (64, 256, 1024)
_BALLS: Final[dict[str, Callable[..., Any]]] = {
    "add": lambda x, y: x + y, "sub": lambda x, y: x - y, "mul": lambda x, y: x * y, "neg": lambda x: -x,
    "abs": abs, "max": lambda x, y: x.max(y), "min": lambda x, y: x.min(y), "exp": lambda x: x.exp(),
    "sin": lambda x: x.sin(), "cos": lambda x: x.cos(), "tanh": lambda x: x.tanh(), "pi": flint.arb.pi,
}  # fmt: skip


class _Unclear(ValueError):
    """A ball that does not tell whether a function is defined on it."""


def _ball(e: Expr) -> Any:
    if e.head == "num":
        value: Fraction = e.data
        return flint.arb(flint.fmpq(value.numerator, value.denominator))
    if e.head == "pow":
        k = canonical(e.args[1])
        base = _ball(e.args[0])
        if k.head != "num" or abs(k.data) > 10_000 or (k.data < 0 and base.contains(0)):
            raise _Unclear
        whole = flint.arb(1)
        for _ in range(abs(int(k.data))):
            whole = whole * base
        return whole if k.data >= 0 else 1 / whole
    inside = [_ball(a) for a in e.args]
    if e.head == "div":
        if inside[1].contains(0):
            raise _Unclear
        return inside[0] / inside[1]
    if e.head in ("sqrt", "log"):
        if not inside[0] > 0:
            raise _Unclear
        return inside[0].sqrt() if e.head == "sqrt" else inside[0].log()
    if e.head not in _BALLS:
        raise _Unclear
    return _BALLS[e.head](*inside)


@rule
def numeric(goal: Expr) -> Sequent:
    """⊢ x < y or x ≤ y, for terms without variables, by balls that enclose both sides and lie apart."""
    good = goal.head in ("lt", "le") and not goal.free
    need(good, "numeric", f"{goal} does not compare two numbers")
    for precision in _PRECISIONS:
        with flint.ctx.workprec(precision):
            try:
                left, right = map(_ball, goal.args)
                if left < right:
                    return frozenset(), goal
                if right < left:
                    break
            except _Unclear:
                continue
    need(False, "numeric", f"ball arithmetic does not show that {goal}")
    raise AssertionError
