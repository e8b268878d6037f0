"""Normal forms: a term as a quotient of polynomials (python-flint) over atoms.

``canonical(e)`` uses only what holds for *all* reals (a commutative ring), so it may be used anywhere: a division by
something that is no number stays an atom. :class:`Fractions` also cancels denominators, joins powers of one base and
squares roots; each such step asks its ``oracle`` for the side condition that makes it true and is not taken otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Any

import flint

from lrproof.kernel.terms import VEC, Expr, deterministic, plainly_bound, term
from lrproof.kernel.vectors import combination, expanded

Monomial = tuple[tuple[Expr, int], ...]
Poly = dict[Monomial, Fraction]
_LARGEST_POWER = 64
_MOST_ATOMS = 60


def order(e: Expr) -> str:
    """A fixed order of atoms."""
    return repr(e.key)


def _times(p: Poly, q: Poly) -> Poly:
    result: Poly = {}
    for m, c in p.items():
        for n, d in q.items():
            powers = dict(m)
            for atom, k in n:
                powers[atom] = powers.get(atom, 0) + k
            key = tuple(sorted(powers.items(), key=lambda item: order(item[0])))
            result[key] = result.get(key, Fraction(0)) + c * d
    return {m: c for m, c in result.items() if c}


def _plus(p: Poly, q: Poly, sign: int = 1) -> Poly:
    result = dict(p)
    for m, c in q.items():
        result[m] = result.get(m, Fraction(0)) + sign * c
    return {m: c for m, c in result.items() if c}


def _atom(e: Expr) -> Poly:
    return {((e, 1),): Fraction(1)}


@lru_cache(maxsize=20_000)
def polynomial(e: Expr) -> Any:
    """``e`` as {monomial over atoms: coefficient}, by ring laws only. Read-only, for it is shared."""
    return MappingProxyType(_polynomial(e))


def _polynomial(e: Expr) -> Any:
    if e.head == "num":
        return {(): e.data} if e.data else {}
    if e.head in ("add", "sub"):
        return _plus(polynomial(e.args[0]), polynomial(e.args[1]), 1 if e.head == "add" else -1)
    if e.head == "neg":
        return _plus({}, polynomial(e.args[0]), -1)
    if e.head == "mul":
        return _times(polynomial(e.args[0]), polynomial(e.args[1]))
    if e.head == "div":
        below = polynomial(e.args[1])
        if set(below) == {()}:
            return {m: c / below[()] for m, c in polynomial(e.args[0]).items()}
    if e.head == "pow":
        exponent = polynomial(e.args[1])
        if set(exponent) <= {()} and 0 <= exponent.get((), 0) <= _LARGEST_POWER:
            result: Poly = {(): Fraction(1)}
            for _ in range(int(exponent.get((), 0))):
                result = _times(result, polynomial(e.args[0]))
            return result
    if e.head == "expect" and deterministic(e.args[0]):
        return polynomial(e.args[0])
    if e.head == "inner":
        whole = inner(e)
        return _atom(whole) if whole.head == "inner" else polynomial(whole)
    return _atom(_inside(e))


def inner(e: Expr) -> Expr:
    """⟨x, y⟩ by linearity and symmetry: a sum of multiples of inner products of two atoms, or one of these itself."""
    whole = expanded(e, _inside, order)
    plain = whole.head == "mul" and whole.args[0] == term(1) * term(1)
    return whole.args[1] if plain else whole


def _inside(e: Expr) -> Expr:
    if e.head == "var" or not e.args:
        return e
    e = e if e.var is None else plainly_bound(e)
    args = tuple(a if a.sort == "prop" else canonical(a) for a in e.args)
    # ring laws never make a real of an integer term, so exponents and indices stay what they are
    return Expr(e.head, args, var=e.var, data=e.data if e.head == "app" else None)


@lru_cache(maxsize=20_000)
def canonical(e: Expr) -> Expr:
    """A term equal to ``e`` for all values: two terms with the same canonical form are equal by the ring laws."""
    return _vector(e) if e.sort == VEC else rebuild(polynomial(e))


def _vector(e: Expr) -> Expr:
    pieces = {a: canonical(c) for a, c in combination(e, _inside).items()}
    result: Expr | None = None
    for a in sorted((a for a, c in pieces.items() if c != term(0)), key=order):
        part = a if pieces[a] == term(1) else pieces[a] * a
        result = part if result is None else result + part
    return Expr("origin") if result is None else result


def rebuild(p: Poly) -> Expr:
    """The polynomial as a term."""
    result: Expr | None = None
    for monomial, coefficient in sorted(p.items(), key=lambda item: tuple((order(a), k) for a, k in item[0])):
        product: Expr | None = None if coefficient == 1 and monomial else term(coefficient)
        for atom, k in monomial:
            for _ in range(k):
                product = atom if product is None else product * atom
        assert product is not None
        result = product if result is None else result + product
    return term(0) if result is None else result


def constant_part(e: Expr) -> tuple[Expr, int]:
    """The integer term ``e`` as (part without constant, constant)."""
    p = dict(polynomial(e))
    k = p.pop((), Fraction(0))
    rest = rebuild(p)
    if k.denominator != 1 or rest.sort != "int":
        return canonical(e), 0
    return rest, int(k)


def _opened(e: Expr) -> Expr:
    """``e`` with the inner products expanded that stand in its arithmetic, and expectations of numbers dropped."""
    if e.head == "expect" and deterministic(e.args[0]):
        return _opened(e.args[0])
    if e.head == "inner":
        return inner(e)
    if e.head in ("add", "sub", "neg", "mul", "div", "pow"):
        return Expr(e.head, tuple(map(_opened, e.args)))
    return e


Oracle = Callable[[Expr], bool]
REWRITTEN = frozenset("app var sum pow sqrt expect abs inner".split())
"""The heads of terms that an equation may replace."""


@lru_cache(maxsize=1)
def _context() -> Any:
    return flint.fmpq_mpoly_ctx.get([f"x{k}" for k in range(_MOST_ATOMS)], "lex")


class Fractions:
    """Numerators and denominators of terms, as flint polynomials, under side conditions that the oracle grants.

    ``rewrites``: atoms to be replaced by equal terms. :meth:`same` is the only question asked of it.
    """

    def __init__(self, oracle: Oracle, rewrites: Mapping[Expr, Expr]) -> None:
        self.oracle, self.rewrites = oracle, {canonical(k): v for k, v in rewrites.items()}
        self.atoms: dict[Expr, int] = {}
        self.missing: list[Expr] = []
        self._answers: dict[Expr, bool] = {}
        self._offsets: dict[tuple[Expr, Expr], int] = {}

    def holds(self, condition: Expr) -> bool:
        """Whether the oracle grants ``condition`` (asked once)."""
        if condition not in self._answers:
            self._answers[condition] = self.oracle(condition)
        return self._answers[condition]

    def need(self, condition: Expr) -> bool:
        """As :meth:`holds`, and remembered as missing if it does not."""
        if not self.holds(condition):
            self.missing.append(condition)
            return False
        return True

    def same(self, left: Expr, right: Expr) -> bool:
        """Whether left = right by field laws under conditions that hold. False is no disproof."""
        if left.sort == VEC:
            return self._same_vectors(left, right)
        left, right = (_opened(self._rewrite(e, self.rewrites)) for e in (left, right))
        for e in (left, right):
            self._powers(e)
        num_l, den_l = self._split(left)
        num_r, den_r = self._split(right)
        if self.missing:
            return False
        return self._reduce(num_l * den_r - num_r * den_l)

    def _same_vectors(self, left: Expr, right: Expr) -> bool:
        apart = combination(self._rewrite(left - right, self.rewrites), _inside)
        return all(self.same(c, term(0)) for c in apart.values())

    # --- replace equals by equals
    def _rewrite(self, e: Expr, rules: Mapping[Expr, Expr]) -> Expr:
        if e.head in REWRITTEN:
            form = canonical(e)
            if form in rules:
                return self._rewrite(rules[form], {k: v for k, v in rules.items() if k != form})
        if e.head in ("vadd", "vsub", "vneg", "scale", "inner"):
            return Expr(e.head, tuple(self._rewrite(a, rules) for a in e.args))
        if e.head == "app" and any(a.sort == VEC for a in e.args):
            return Expr(e.head, tuple(self._rewrite(a, rules) for a in e.args), data=e.data)
        if e.head in ("add", "sub", "neg", "mul", "div", "pow"):
            return Expr(e.head, tuple(self._rewrite(a, rules) for a in e.args[:1]) + tuple(
                a if e.head == "pow" else self._rewrite(a, rules) for a in e.args[1:]
            ))  # fmt: skip
        return e

    # --- powers with symbolic exponents: choose for each base and shape of exponent the least constant
    def _powers(self, e: Expr) -> None:
        if e.head == "pow" and constant_part(e.args[1])[0] != term(0):
            shape, k = constant_part(e.args[1])
            where = (canonical(e.args[0]), shape)
            self._offsets[where] = min(k, self._offsets.get(where, k))
        if e.head in ("add", "sub", "neg", "mul", "div", "pow"):
            for a in e.args:
                self._powers(a)

    def _generator(self, atom: Expr) -> Any:
        index = self.atoms.setdefault(atom, len(self.atoms))
        if index >= _MOST_ATOMS:
            raise ValueError(f"more than {_MOST_ATOMS} different atoms in one identity: split it into lines")
        return _context().gens()[index]

    def _number(self, value: Fraction) -> Any:
        return _context().constant(flint.fmpq(value.numerator, value.denominator))

    def _split(self, e: Expr) -> tuple[Any, Any]:
        one = self._number(Fraction(1))
        if e.head == "num":
            return self._number(e.data), one
        if e.head == "neg":
            num, den = self._split(e.args[0])
            return -num, den
        if e.head in ("add", "sub", "mul", "div"):
            (a, b), (c, d) = self._split(e.args[0]), self._split(e.args[1])
            if e.head == "mul":
                return a * c, b * d
            if e.head == "div":
                self.need(~Expr("eq", (e.args[1], term(0))))
                return a * d, b * c
            return (a * d + c * b if e.head == "add" else a * d - c * b), b * d
        if e.head == "pow":
            return self._power(e)
        return self._generator(_inside(e)), one

    def _power(self, e: Expr) -> tuple[Any, Any]:
        base, exponent = e.args
        shape, k = constant_part(exponent)
        one = self._number(Fraction(1))
        if shape == term(0):
            if abs(k) > _LARGEST_POWER:
                return self._generator(_inside(e)), one
            num, den = self._split(base)
            if k < 0:
                self.need(~Expr("eq", (base, term(0))))
                num, den = den, num
            return num ** abs(k), den ** abs(k)
        pieces = polynomial(shape)
        apart = {rebuild({m: Fraction(1)}): c for m, c in pieces.items()}
        whole = all(c.denominator == 1 for c in apart.values()) and all(m.sort == "int" for m in apart)
        nonzero = ~Expr("eq", (base, term(0)))
        if whole and self.holds(nonzero):
            up, down = self._split(_literal(base, k))
            for m, c in apart.items():
                g = self._generator(Expr("pow", (canonical(base), m)))
                up, down = (up * g ** int(c), down) if c > 0 else (up, down * g ** int(-c))
            return up, down
        if whole and k >= 0 and all(c > 0 and self.holds(Expr("le", (term(0), m))) for m, c in apart.items()):
            up, down = self._split(_literal(base, k))
            for m, c in apart.items():
                up = up * self._generator(Expr("pow", (canonical(base), m))) ** int(c)
            return up, down
        least = self._offsets.get((canonical(base), shape), k)
        lowest = canonical(shape + term(least))
        if self.holds(Expr("le", (term(0), lowest))):
            up, down = self._split(_literal(base, k - least))
            return up * self._generator(Expr("pow", (canonical(base), lowest))), down
        return self._generator(_inside(e)), one

    # --- roots: sqrt(x)^2 = x where x >= 0
    def _reduce(self, p: Any) -> bool:
        context = _context()
        roots = [a for a in self.atoms if a.head == "sqrt"]
        for root in reversed(roots):
            radicand = polynomial(root.args[0])
            if not all(a in self.atoms for m in radicand for a, _ in m) or not self.holds(
                Expr("le", (term(0), root.args[0]))
            ):
                continue
            square = context.constant(0)
            for m, c in radicand.items():
                part = context.constant(flint.fmpq(c.numerator, c.denominator))
                for a, k in m:
                    part = part * context.gens()[self.atoms[a]] ** k
                square = square + part
            index, reduced = self.atoms[root], context.constant(0)
            for powers, coefficient in p.terms():
                even, odd = divmod(int(powers[index]), 2)
                rest = list(powers)
                rest[index] = odd
                reduced = reduced + context.term(coeff=coefficient, exp_vec=tuple(rest)) * square**even
            p = reduced
        return bool(p == 0)


def _literal(base: Expr, k: int) -> Expr:
    return base ** term(k)
