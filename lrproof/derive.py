"""SymPy at work: it finds closed forms, ends of intervals and best parameters, as candidates.

Nothing found here is believed. A candidate comes back as a term, and the kernel must prove it equal to what the claim
states. Symbols are mapped by identity, to nameless dummies with the assumptions that their domains allow.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from lrproof.kernel.syntax import pi, real
from lrproof.kernel.terms import INT, Expr, substitute, term
from lrproof.rule import Rule


class NotFound(ValueError):
    """SymPy has no candidate, or one that no term expresses."""


class Translation:
    """Terms to SymPy and back; a variable keeps its dummy for the life of the translation."""

    def __init__(self) -> None:
        self.dummies: dict[Expr, Any] = {}

    def symbol(self, var: Expr) -> Any:
        """The dummy of a variable, or of a function symbol's value such as θ(0)."""
        import sympy

        if var not in self.dummies and var.head == "app":
            self.dummies[var] = sympy.Dummy(str(var), real=True)
        if var not in self.dummies:
            d = var.data[1]
            assumed: dict[str, bool] = {"integer": True} if d.sort == INT else {"real": True}
            if d.low is not None and (d.low > 0 or (d.low == 0 and d.low_strict)):
                assumed["positive"] = True
            elif d.low is not None and d.low >= 0:
                assumed["nonnegative"] = True
            if d.nonzero:
                assumed["nonzero"] = True
            self.dummies[var] = sympy.Dummy(var.data[0], **assumed)
        return self.dummies[var]

    def to(self, e: Expr) -> Any:
        """``e`` in SymPy. Raises NotFound for a head that is not translated."""
        import sympy

        h = e.head
        if h == "num":
            return sympy.Rational(e.data.numerator, e.data.denominator)
        if h == "var" or (h == "app" and not e.free and not e.data.random):
            return self.symbol(e)
        if h == "sum":
            low, high = map(self.to, e.args[:2])
            assert e.var is not None
            return sympy.Sum(self.to(e.args[2]), (self.symbol(e.var), low, high))
        made: dict[str, Callable[..., Any]] = {
            "add": lambda x, y: x + y, "sub": lambda x, y: x - y, "mul": lambda x, y: x * y, "div": lambda x, y: x / y,
            "neg": lambda x: -x, "pow": sympy.Pow, "abs": sympy.Abs, "sqrt": sympy.sqrt, "exp": sympy.exp,
            "log": sympy.log, "sin": sympy.sin, "cos": sympy.cos, "tanh": sympy.tanh, "max": sympy.Max,
            "min": sympy.Min, "pi": lambda: sympy.pi,
        }  # fmt: skip
        if h not in made:
            raise NotFound(f"SymPy is not given {e}")
        return made[h](*map(self.to, e.args))

    def back(self, s: Any) -> Expr:
        """A SymPy expression as a term. Raises NotFound for what no term expresses (a Piecewise, a Float)."""
        import sympy

        if s.is_Rational:
            return term(Fraction(int(s.p), int(s.q)))
        if s is sympy.pi:
            return pi
        for var, dummy in self.dummies.items():
            if s == dummy:
                return var
        if s.is_Add or s.is_Mul:
            parts = [self.back(a) for a in s.as_ordered_terms()] if s.is_Add else [self.back(a) for a in s.args]
            result = parts[0]
            for part in parts[1:]:
                result = result + part if s.is_Add else result * part
            return result
        if s.is_Pow:
            base, exponent = s.as_base_exp()
            if exponent == sympy.Rational(1, 2):
                return Expr("sqrt", (self.back(base),))
            power = self.back(exponent)
            if power.head == "num" and power.data < 0 and power.sort == INT:
                return 1 / (self.back(base) if power.data == -1 else self.back(base) ** (-power.data))
            if power.sort == INT:
                return self.back(base) ** power
        for head in ("exp", "log", "sin", "cos", "tanh", "Abs"):
            if s.func is getattr(sympy, head):
                return Expr(head.lower(), (self.back(s.args[0]),))
        raise NotFound(f"SymPy found {s}, which no term expresses")


def multiplier(rule: Rule, curvature: Expr, **hyper: Expr) -> Expr:
    """By what one step of ``rule`` (with one state variable) multiplies the parameter, where the gradient is a x."""
    x = real("x (the parameter)")
    if len(rule.state) != 1:
        raise NotFound(f"{rule.name} has {len(rule.state)} state variables: it has a matrix, not a multiplier")
    traced = rule.trace(gradient=lambda z: curvature * z, state={rule.state[0]: x}, **hyper)
    translation = Translation()
    symbol = translation.symbol(x)
    polynomial = translation.to(traced.next[rule.state[0]]).expand()
    if polynomial.coeff(symbol, 0) != 0 or polynomial.diff(symbol, 2) != 0:
        raise NotFound(f"a step of {rule.name} is not linear in the parameter")
    return translation.back(polynomial.coeff(symbol, 1))


def stable_ends(factor: Expr, step: Expr) -> tuple[Expr, Expr]:
    """The values of ``step`` where ``factor``, affine in it, is 1 and −1: the ends of the set where |factor| < 1."""
    import sympy

    translation = Translation()
    f, x = translation.to(factor), translation.symbol(step)
    ends = [sympy.solve(sympy.Eq(f, side), x) for side in (1, -1)]
    if any(len(found) != 1 for found in ends):
        raise NotFound(f"{factor} does not take the values 1 and -1 once each")
    return translation.back(sympy.cancel(ends[0][0])), translation.back(sympy.cancel(ends[1][0]))


def root(factor: Expr, step: Expr) -> Expr:
    """The one value of ``step`` at which ``factor`` is 0."""
    import sympy

    translation = Translation()
    found = sympy.solve(translation.to(factor), translation.symbol(step))
    if len(found) != 1:
        raise NotFound(f"{factor} is not 0 at exactly one value of {step}")
    return translation.back(sympy.cancel(found[0]))


def roots(polynomial: Expr, unknown: Expr) -> tuple[Expr, ...]:
    """The values of ``unknown`` at which ``polynomial`` is 0, each once, in SymPy's order.

    Raises NotFound where SymPy does not find them, or finds none that a term expresses.
    """
    import sympy

    translation = Translation()
    found = sympy.solve(translation.to(polynomial), translation.symbol(unknown))
    if not found:
        raise NotFound(f"SymPy finds no {unknown} at which {polynomial} is 0")
    return tuple(translation.back(sympy.expand(value)) for value in found)


def root_series(polynomial: Expr, unknown: Expr, small: Expr, at_zero: Expr, order: int) -> Expr:
    """The root of ``polynomial`` in ``unknown`` that is ``at_zero`` where ``small`` is 0, as a series in ``small``.

    Up to the power ``order`` ≥ 0, by undetermined coefficients: each is determined where the root is simple. Raises
    NotFound where it is not, and where ``at_zero`` is no root.
    """
    import sympy

    translation = Translation()
    p, x, z = translation.to(polynomial), translation.symbol(small), translation.symbol(unknown)
    series = translation.to(at_zero)
    if sympy.cancel(p.subs({x: 0, z: series})) != 0:
        raise NotFound(f"{at_zero} is no root of {polynomial} where {small} is 0")
    for power in range(1, order + 1):
        coefficient = sympy.Dummy()
        put = sympy.expand(p.subs(z, series + coefficient * x**power))
        found = sympy.solve(put.coeff(x, power), coefficient)
        if len(found) != 1:
            raise NotFound(f"{at_zero} is a multiple root of {polynomial} where {small} is 0")
        series += sympy.factor(found[0]) * x**power
    return translation.back(series)


def times(factor: Expr, share: Expr) -> Expr:
    """How often 1 must be multiplied by ``factor`` to be ``share``, as a real number."""
    import sympy

    translation = Translation()
    base, power, often = sympy.symbols("base power often")
    found = sympy.solve(sympy.Eq(base**often, power), often)
    if len(found) != 1:
        raise NotFound(f"there is not exactly one power of {factor} that is {share}")
    return translation.back(found[0].subs({base: translation.to(factor), power: translation.to(share)}))


def minimax(factor: Expr, step: Expr, curvature: Expr, low: Expr, high: Expr) -> tuple[Expr, Expr]:
    """The ``step`` at which the factors at both ends of [low, high] are opposite, and the factor at ``low`` there.

    For a factor that is affine in step and curvature this is where the larger of the two absolute values is least.
    """
    import sympy

    translation = Translation()
    f, x = translation.to(factor), translation.symbol(step)
    at_low, at_high = (f.subs(translation.symbol(curvature), translation.to(end)) for end in (low, high))
    found = sympy.solve(sympy.Eq(at_low, -at_high), x)
    if len(found) != 1:
        raise NotFound(f"the factors at {low} and {high} are not opposite at exactly one step")
    value = sympy.cancel(at_low.subs(x, found[0]))
    return translation.back(sympy.cancel(found[0])), translation.back(value)


@functools.lru_cache(maxsize=1000)
def slope(body: Expr, var: Expr, point: Expr | None = None) -> Expr:
    """The derivative of ``body`` by ``var``, where ``var`` is ``point`` if one is named."""
    import sympy

    translation = Translation()
    found = sympy.diff(translation.to(body), translation.symbol(var))
    return translation.back(found if point is None else found.subs(translation.symbol(var), translation.to(point)))


def solve_recurrence(after: Callable[[Expr], Expr], start: Expr, n: Expr) -> Expr:
    """x(n), where x(0) = start and x(n + 1) = after(x(n))."""
    import sympy

    x = real("x (now)")
    translation = Translation()
    following, now = translation.to(after(x)), translation.symbol(x)
    index = translation.symbol(n)
    sequence = sympy.Function("x")
    equation = sequence(index + 1) - following.subs(now, sequence(index))
    first = {sequence(0): translation.to(start)}
    try:
        found = sympy.rsolve(sympy.expand(equation), sequence(index), first)
    except (ValueError, NotImplementedError):
        found = None
    if found is None:
        raise NotFound("SymPy does not solve this recurrence")
    return translation.back(found)


def solve_double_root(root: Expr, first: Expr, second: Callable[[Expr], Expr], n: Expr) -> Expr:
    """x(n), where x(0) is ``first``, x(1) is ``second(root)``, and x(n + 2) = 2 root x(n + 1) - root² x(n)."""
    import sympy

    z, translation = real("z (the root)"), Translation()
    r, index, x = translation.symbol(z), translation.symbol(n), sympy.Function("x")
    starts = {x(0): translation.to(first), x(1): sympy.expand(translation.to(second(z)))}
    found = sympy.rsolve(x(index + 2) - 2 * r * x(index + 1) + r**2 * x(index), x(index), starts)
    if found is None:
        raise NotFound("SymPy does not solve this recurrence")
    return substitute(translation.back(sympy.powsimp(sympy.expand(found))), {z: root})


def chebyshev_value(ratio: Expr, n: Expr) -> Expr:
    """Chebyshev's polynomial of degree n at (r + 1/r)/2, from its recurrence."""
    import sympy

    translation = Translation()
    r, index = translation.to(ratio), translation.symbol(n)
    c = sympy.Function("c")
    equation = c(index + 2) - (r + 1 / r) * c(index + 1) + c(index)
    found = sympy.rsolve(sympy.expand(equation), c(index), {c(0): 1, c(1): (r + 1 / r) / 2})
    if found is None:
        raise NotFound("SymPy does not solve this recurrence")
    return translation.back(found)


def chebyshev_step(n: Expr, k: Expr, low: Expr, high: Expr) -> Expr:
    """The reciprocal of zero number k = 0, 1, … of Chebyshev's polynomial of degree n, from [−1, 1] to [low, high].

    SymPy finds the zeros of cos(n x) as two sequences of angles, which must take turns.
    """
    import sympy

    translation = Translation()
    degree, number, (a, b) = translation.symbol(n), translation.symbol(k), map(translation.to, (low, high))
    x, curvature, cosine = sympy.Dummy("x"), sympy.Dummy("curvature"), sympy.Dummy("cosine", real=True)
    families = sympy.solveset(sympy.cos(degree * x), x, sympy.S.Reals).args
    if len(families) != 2 or not all(isinstance(f, sympy.ImageSet) for f in families):
        raise NotFound(f"SymPy does not find the zeros of cos({n} x)")
    even, odd = (f.lamda for f in families)
    if sympy.simplify(even(number + sympy.Rational(1, 2)) - odd(number)) != 0:
        raise NotFound(f"the zeros of cos({n} x) that SymPy finds do not take turns")
    quarters = sympy.expand(sympy.simplify(even(number / 2) * 2 * degree / sympy.pi))
    (zero,) = sympy.solve((a + b - 2 * curvature) / (b - a) - cosine, curvature)
    translation.dummies[Expr("cos", (translation.back(quarters) * (Expr("pi") / (2 * n)),))] = cosine
    return translation.back(sympy.simplify(1 / zero))


def summed(total: Expr) -> Expr:
    """The closed form of a finite sum; of cases that SymPy separates, the general one."""
    import sympy

    translation = Translation()
    found = translation.to(total).doit()
    found = found.replace(lambda s: s.is_Piecewise, lambda s: s.args[-1][0])
    return translation.back(sympy.simplify(found))
