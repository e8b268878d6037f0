"""What authors write: symbols with their domains, and the connectives that have no Python operator."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from fractions import Fraction

from lrproof.kernel.terms import INT, REAL, VEC, Domain, Expr, Fn, Number, term

_INTERVAL = re.compile(r"\s*([\[(])\s*([^,\s]+)\s*,\s*([^,\s]+)\s*([\])])\s*")


def rational(text: str | int | Fraction) -> Expr:
    """An exact number: ``rational("0.999")``, ``rational("2/3")``. A float is refused (TypeError)."""
    if isinstance(text, float) or not isinstance(text, (str, int, Fraction)):
        raise TypeError(f"{text!r} is not exact: write it as a string, rational('{text}')")
    return term(Fraction(text))


def _domain(sort: str, within: str | None, nonzero: bool) -> Domain:
    if within is None:
        return Domain(sort, nonzero=nonzero)
    match = _INTERVAL.fullmatch(within)
    if match is None:
        raise ValueError(f"an interval is written like '[0, 1)' or '(0, oo)', not {within!r}")
    left, low, high, right = match.groups()
    lower = None if low in ("-oo", "oo") else Fraction(low)
    upper = None if high in ("-oo", "oo") else Fraction(high)
    if lower is not None and upper is not None and (lower > upper or (lower == upper and left + right != "[]")):
        raise ValueError(f"the interval {within} is empty")
    if sort == INT and lower is not None and upper is not None:
        first = math.floor(lower) + 1 if left == "(" else math.ceil(lower)
        if not (first < upper or (first == upper and right == "]")):
            raise ValueError(f"there is no integer in {within}")
    return Domain(sort, lower, left == "(" and lower is not None, upper, right == ")" and upper is not None, nonzero)


def _symbol(name: str, domain: Domain, latex: str | None, random: int = 0) -> Expr:
    if not isinstance(name, str) or not name:
        raise TypeError(f"a symbol has a name, not {name!r}")
    return Expr("var", data=(name, domain, latex, random))


def real(name: str, within: str | None = None, *, nonzero: bool = False, latex: str | None = None) -> Expr:
    """A real variable; ``within`` is an interval such as ``"[0, 1)"``. ValueError if that is empty or unreadable."""
    return _symbol(name, _domain(REAL, within, nonzero), latex)


def positive(name: str, *, latex: str | None = None) -> Expr:
    """A real variable greater than 0."""
    return real(name, "(0, oo)", latex=latex)


def nonnegative(name: str, *, latex: str | None = None) -> Expr:
    """A real variable, at least 0."""
    return real(name, "[0, oo)", latex=latex)


def integer(name: str, within: str | None = None, *, latex: str | None = None) -> Expr:
    """An integer variable; ``within`` as in :func:`real`."""
    return _symbol(name, _domain(INT, within, False), latex)


def natural(name: str, *, latex: str | None = None) -> Expr:
    """An integer variable, 0, 1, 2, ..."""
    return integer(name, "[0, oo)", latex=latex)


def random_variable(name: str, *, moments: int = 1, latex: str | None = None) -> Expr:
    """A real random variable X whose E|X|^``moments`` is finite: E(X²) needs two moments, E(X² Y²) four of each."""
    return _symbol(name, Domain(REAL), latex, random=_moments(name, moments))


def sequence(name: str, *, latex: str | None = None, random: bool = False, moments: int = 1) -> Fn:
    """A sequence of reals: ``theta = sequence("theta")``, then ``theta(t)``.

    ``random``: of random variables, each with so many ``moments`` (see :func:`random_variable`).
    """
    return Fn(name, (INT,), REAL, latex, _moments(name, moments) if random else 0)


def _moments(name: str, moments: int) -> int:
    if isinstance(moments, bool) or not isinstance(moments, int) or moments < 1:
        raise ValueError(f"{name}: moments is the order p ≥ 1 of E|{name}|^p, a whole number, not {moments!r}")
    return moments


def function(name: str, arity: int = 1, *, latex: str | None = None) -> Fn:
    """A function of ``arity`` reals, of which nothing is known."""
    return Fn(name, (REAL,) * arity, REAL, latex)


def vector(name: str, *, latex: str | None = None) -> Expr:
    """A vector of a real inner-product space, of any dimension: ``x + y``, ``2 * x``, :func:`inner`, :func:`norm`."""
    return _symbol(name, Domain(VEC), latex)


def vectors(name: str, *, latex: str | None = None) -> Fn:
    """A sequence of vectors: ``theta = vectors("theta")``, then ``theta(t)``."""
    return Fn(name, (INT,), VEC, latex)


def scalar_field(name: str, *, latex: str | None = None) -> Fn:
    """A real function of a vector, such as a loss."""
    return Fn(name, (VEC,), REAL, latex)


def vector_field(name: str, *, latex: str | None = None) -> Fn:
    """A vector function of a vector, such as a gradient."""
    return Fn(name, (VEC,), VEC, latex)


def inner(left: Expr, right: Expr) -> Expr:
    """The inner product of two vectors."""
    return Expr("inner", (left, right))


def norm(value: Expr) -> Expr:
    """The norm of a vector, the root of its inner product with itself."""
    return Expr("sqrt", (inner(value, value),))


origin = Expr("origin")
"""The vector 0."""


def domain_fact(var: Expr) -> Expr | None:
    """The formula that says where ``var`` lives, or None for an unrestricted variable."""
    d, facts = var.data[1], []
    if d.low is not None:
        facts.append(Expr("lt" if d.low_strict else "le", (term(d.low), var)))
    if d.high is not None:
        facts.append(Expr("lt" if d.high_strict else "le", (var, term(d.high))))
    if d.nonzero:
        facts.append(ne(var, 0))
    return conj(*facts) if facts else None


def eq(left: Number, right: Number) -> Expr:
    """The formula left = right, for two numbers or two vectors."""
    one, two = term(left), term(right)
    return Expr("same" if VEC in (one.sort, two.sort) else "eq", (one, two))


def ne(left: Number, right: Number) -> Expr:
    """The formula left ≠ right."""
    return ~eq(left, right)


def conj(*formulas: Expr) -> Expr:
    """All of them; true if there is none."""
    if not formulas:
        return Expr("true")
    result = formulas[0]
    for f in formulas[1:]:
        result = result & f
    return result


def implies(given: Expr, then: Expr) -> Expr:
    """The formula given ⇒ then."""
    return Expr("implies", (given, then))


def iff(left: Expr, right: Expr) -> Expr:
    """The formula left ⇔ right."""
    return Expr("iff", (left, right))


def forall(var: Expr, body: Expr) -> Expr:
    """For every ``var`` of its domain (the domain becomes a guard in the formula): body."""
    fact = domain_fact(var)
    return Expr("forall", (body if fact is None else implies(fact, body),), var=var)


def exists(var: Expr, body: Expr) -> Expr:
    """For some ``var`` of its domain: body."""
    fact = domain_fact(var)
    return Expr("exists", (body if fact is None else fact & body,), var=var)


def between(low: Number, middle: Number, high: Number) -> Expr:
    """low ≤ middle ≤ high."""
    return (term(low) <= term(middle)) & (term(middle) <= term(high))


def total(body: Number | Callable[[Expr], Number], var: Expr, low: Number, high: Number) -> Expr:
    """The sum of ``body`` for var = low, ..., high (both included; var is an integer variable)."""
    inside = body(var) if callable(body) and not isinstance(body, Expr) else body
    return Expr("sum", (term(low), term(high), term(inside)), var=var)


def tends(body: Number, var: Expr, to: Number) -> Expr:
    """body → to as the integer ``var`` → ∞."""
    return Expr("tends", (term(to), term(body)), var=var)


def grows(body: Number, var: Expr) -> Expr:
    """body → +∞ as the integer ``var`` → ∞."""
    return Expr("grows", (term(body),), var=var)


def maximum_is(value: Number, body: Number, var: Expr, low: Number, high: Number) -> Expr:
    """``value`` is the maximum of ``body`` over low ≤ var ≤ high: a bound, and attained."""
    return Expr("maximum", (term(value), term(low), term(high), term(body)), var=var)


def minimum_is(value: Number, body: Number, var: Expr, low: Number, high: Number) -> Expr:
    """``value`` is the minimum of ``body`` over low ≤ var ≤ high: a bound, and attained."""
    return Expr("minimum", (term(value), term(low), term(high), term(body)), var=var)


def _function(head: str, meaning: str) -> Callable[[Number], Expr]:
    def build(value: Number) -> Expr:
        return Expr(head, (term(value),))

    build.__name__ = head
    build.__doc__ = meaning
    return build


sqrt = _function("sqrt", "The square root (its argument must be shown not to be negative).")
exp = _function("exp", "The exponential function.")
log = _function("log", "The natural logarithm (its argument must be shown to be positive).")
sin = _function("sin", "Sine.")
cos = _function("cos", "Cosine.")
tanh = _function("tanh", "Hyperbolic tangent.")
floor = _function("floor", "The largest integer that is not larger.")
expect = _function("expect", "The expectation.")
pi = Expr("pi")


def ceiling(value: Number) -> Expr:
    """The least integer that is not smaller."""
    return -floor(-term(value))


def derivative_is(value: Number, body: Number, var: Expr, point: Number) -> Expr:
    """``body``, as a function of the real ``var``, has the derivative ``value`` where ``var`` is ``point``."""
    return Expr("derivative", (term(value), term(point), term(body)), var=var)


def larger(left: Number, right: Number) -> Expr:
    """max(left, right)."""
    return Expr("max", (term(left), term(right)))


def smaller(left: Number, right: Number) -> Expr:
    """min(left, right)."""
    return Expr("min", (term(left), term(right)))
