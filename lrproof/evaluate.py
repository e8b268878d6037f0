"""The value of a term in a number system: exact fractions, enclosing balls, many-digit floats.

One walk over the term serves them all; a :class:`Numbers` says how its numbers are made and how the functions without
a Python operator are computed. A partial operation outside its domain (``x/0``, an empty sum that runs backwards, a
root that is no fraction) raises :class:`Undefined`: nothing is made up.
"""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from lrproof.chance import Chance, by_outcome
from lrproof.kernel.terms import Expr, Fn
from lrproof.undefined import Undefined

Values = Mapping[Expr, Any]
Functions = Mapping[Fn, Callable[..., Any]]

_BINARY: Final[dict[str, Callable[[Any, Any], Any]]] = {
    "add": operator.add, "sub": operator.sub, "mul": operator.mul
}  # fmt: skip
MOST_TERMS: Final = 1_000_000
"""A sum of more terms is not evaluated."""


@dataclass(frozen=True)
class Numbers:
    """A number system. ``functions``: head (sqrt, exp, log, sin, cos, tanh, pi, floor, max, min) -> implementation."""

    name: str
    number: Callable[[Fraction], Any]
    functions: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    is_zero: Callable[[Any], bool] = lambda value: bool(value == 0)
    """Whether a divisor may be zero; for balls: whether the ball contains zero."""
    nan: bool = False
    """Whether roots and logarithms give nan where they are not defined."""


def _root(x: Fraction) -> Fraction:
    top, bottom = (math.isqrt(max(n, 0)) for n in (x.numerator, x.denominator))
    if Fraction(top * top, bottom * bottom) != x:
        raise Undefined(f"sqrt({x}) is no fraction")
    return Fraction(top, bottom)


def _only(head: str, place: int, value: int) -> Callable[[Fraction], Fraction]:
    """The function that is rational at one rational place alone (Lindemann), where it has this value."""

    def apply(x: Fraction) -> Fraction:
        if x != place:
            raise Undefined(f"{head}({x}) is no fraction")
        return Fraction(value)

    return apply


def _logarithm(x: Fraction, base: Fraction, e: Expr) -> Fraction:
    """log x / log base where it is a fraction p/q with a small q: x**q = base**p."""
    if x <= 0 or base <= 0 or base == 1:
        raise Undefined(f"{e}: there is no logarithm of {x} to the base {base}")
    for q in range(1, 5):
        p = round(q * _log2(x) / _log2(base))
        if abs(p) <= 200 and x**q == base**p:
            return Fraction(p, q)
    raise Undefined(f"{e} is no fraction")


def _log2(x: Fraction) -> float:
    return math.log2(x.numerator) - math.log2(x.denominator)


EXACT: Final = Numbers(
    "exact",
    Fraction,
    {"sqrt": _root, "floor": lambda x: Fraction(math.floor(x)), "max": max, "min": min,
     "exp": _only("exp", 0, 1), "log": _only("log", 1, 0), "sin": _only("sin", 0, 0), "cos": _only("cos", 0, 1),
     "tanh": _only("tanh", 0, 0)},
)  # fmt: skip
"""Fractions. exp 0, log 1, sin 0, cos 0, tanh 0, rational roots, log 8 / log 4, and sine and cosine of those fractions
of π where they are fractions themselves (multiples of a quarter or a sixth of the turn); others are Undefined."""

_COSINES: Final = {k: Fraction(twice, 2) for k, twice in {0: 2, 2: 1, 3: 0, 4: -1, 6: -2, 8: -1, 9: 0, 10: 1}.items()}
"""The cosines of k sixths of π that are fractions; by Niven's theorem there are no others at fractions of π."""


def balls(precision: int = 128) -> Numbers:
    """Real balls of python-flint with ``precision`` bits: every value encloses the true one."""
    from flint import arb, ctx, fmpq

    ctx.prec = precision

    def floor(x: Any) -> Any:
        below = x.floor()
        if not below.is_exact():
            raise Undefined(f"floor({x}): the ball reaches past a whole number")
        return below

    def larger(x: Any, y: Any) -> Any:
        return x.max(y)

    def smaller(x: Any, y: Any) -> Any:
        return x.min(y)

    return Numbers(
        "balls",
        lambda q: arb(fmpq(q.numerator, q.denominator)),
        {"sqrt": arb.sqrt, "exp": arb.exp, "log": arb.log, "sin": arb.sin, "cos": arb.cos, "tanh": arb.tanh,
         "pi": arb.pi, "floor": floor, "max": larger, "min": smaller},
        lambda x: x.contains(0),
    )  # fmt: skip


def digits(count: int = 50) -> Numbers:
    """mpmath's floats with ``count`` decimal digits: no enclosure, but a second opinion on one."""
    from mpmath import MPContext

    mp = MPContext()
    mp.dps = count
    return Numbers(
        "digits",
        lambda q: mp.mpf(q.numerator) / q.denominator,
        {"sqrt": mp.sqrt, "exp": mp.exp, "log": mp.log, "sin": mp.sin, "cos": mp.cos, "tanh": mp.tanh,
         "pi": lambda: mp.pi + 0, "floor": mp.floor, "max": max, "min": min},
    )  # fmt: skip


def evaluate(e: Expr, values: Values, functions: Functions | None = None, numbers: Numbers = EXACT) -> Any:
    """The value of the term ``e`` where its variables and function symbols are as given.

    Integer terms (indices, exponents, limits of sums) are evaluated as Python ints: an integer variable's value is an
    int or a whole Fraction. Raises :class:`Undefined`, and KeyError for a variable or function without a value.
    """
    return _Walk(dict(values), functions or {}, numbers).value(e)


class _Walk:
    def __init__(self, values: dict[Expr, Any], functions: Functions, numbers: Numbers) -> None:
        self.values, self.functions, self.numbers = values, functions, numbers

    def whole(self, e: Expr) -> int:
        """An index, an exponent or a limit of a sum: an int, whatever the number system."""
        exact = _Walk(self.values, self.functions, EXACT).value(e)
        if isinstance(exact, (int, Fraction)) and Fraction(exact).denominator == 1:
            return int(exact)
        raise Undefined(f"{e} = {exact} is no whole number")

    def value(self, e: Expr) -> Any:
        h = e.head
        if h == "num":
            return self.numbers.number(e.data)
        if h == "var":
            value = self.values[e]
            if isinstance(value, Chance) and self.numbers is not EXACT:
                raise Undefined(f"{e} rests on chance")
            return self.numbers.number(Fraction(value)) if isinstance(value, (int, Fraction)) else value
        if h in _BINARY:
            return _BINARY[h](self.value(e.args[0]), self.value(e.args[1]))
        if h == "neg":
            return -self.value(e.args[0])
        if h == "abs":
            return abs(self.value(e.args[0]))
        if h == "div" and self.numbers is EXACT and e.args[0].head == e.args[1].head == "log":
            return _logarithm(self.value(e.args[0].args[0]), self.value(e.args[1].args[0]), e)
        if h == "div":
            top, bottom = self.value(e.args[0]), self.value(e.args[1])
            if not isinstance(bottom, Chance) and self.numbers.is_zero(bottom):
                raise Undefined(f"{e}: the divisor is 0")
            return top / bottom
        if h == "pow":
            base, k = self.value(e.args[0]), self.whole(e.args[1])
            if isinstance(base, Chance):
                return base**k
            if k < 0 and self.numbers.is_zero(base):
                raise Undefined(f"{e}: a negative power of 0")
            return base**k if k >= 0 else 1 / base ** (-k)
        if h == "app":
            args = [self.whole(a) if s == "int" else self.value(a) for a, s in zip(e.args, e.data.args, strict=True)]
            result = self.functions[e.data](*args)
            if isinstance(result, Chance) and self.numbers is not EXACT:
                raise Undefined(f"{e} rests on chance")
            return self.numbers.number(Fraction(result)) if isinstance(result, (int, Fraction)) else result
        if h == "sum":
            return self._sum(e)
        if h in ("sin", "cos") and self.numbers is EXACT and any(a.head == "pi" for a in e.args[0].walk()):
            return self._of_turns(e)
        if h == "expect":
            return self._mean(e)
        if h in self.numbers.functions:
            args = [self.value(a) for a in e.args]
            if any(isinstance(a, Chance) for a in args):
                return by_outcome(lambda *there: self._function(e, there), *args)
            return self._function(e, args)
        raise Undefined(f"{e} has no value among {self.numbers.name} numbers")

    def _mean(self, e: Expr) -> Any:
        """An expectation: exactly, of what rests on chance; a number is its own."""
        try:
            value = _Walk(self.values, self.functions, EXACT).value(e.args[0])
        except Undefined:
            value = self.value(e.args[0])
            if isinstance(value, Chance):
                raise
            return value
        return self.numbers.number(value.mean if isinstance(value, Chance) else Fraction(value))

    def _function(self, e: Expr, args: Sequence[Any]) -> Any:
        if not self.numbers.nan and ((e.head == "sqrt" and args[0] < 0) or (e.head == "log" and args[0] <= 0)):
            raise Undefined(f"{e}: not defined at {args[0]}")
        return self.numbers.functions[e.head](*args)

    def _of_turns(self, e: Expr) -> Fraction:
        """The sine or cosine of a fraction of π."""
        rest, turns = self._angle(e.args[0])
        sixths = 6 * turns - (3 if e.head == "sin" else 0)  # sin x = cos(x - π/2)
        if rest == 0 and sixths.denominator == 1 and sixths % 12 in _COSINES:
            return _COSINES[int(sixths % 12)]
        raise Undefined(f"{e} is no fraction")

    def _angle(self, e: Expr) -> tuple[Fraction, Fraction]:
        """a and b, for the exact value a + bπ of the term."""
        if not any(a.head == "pi" for a in e.walk()):
            return Fraction(self.value(e)), Fraction(0)
        if e.head == "pi":
            return Fraction(0), Fraction(1)
        if e.head in ("add", "sub", "neg", "mul", "div"):
            (a, b), (c, d) = (self._angle(part) for part in (e.args * 2)[:2])
            if e.head == "neg":
                return -a, -b
            if e.head in _BINARY and e.head != "mul":
                return _BINARY[e.head](a, c), _BINARY[e.head](b, d)
            if e.head == "mul" and not (b and d):
                return a * c, a * d + b * c
            if e.head == "div" and c and not d:
                return a / c, b / c
        raise Undefined(f"{e} has no value among exact numbers")

    def _sum(self, e: Expr) -> Any:
        low, high, body, var = self.whole(e.args[0]), self.whole(e.args[1]), e.args[2], e.var
        assert var is not None
        if high < low - 1:
            raise Undefined(f"{e} runs backwards, from {low} to {high}")
        if high - low >= MOST_TERMS:
            raise Undefined(f"{e} has {high - low + 1} terms")
        inner = _Walk({**self.values, var: low}, self.functions, self.numbers)
        result = self.numbers.number(Fraction(0))
        for k in range(low, high + 1):
            inner.values[var] = k
            result = result + inner.value(body)
        return result
