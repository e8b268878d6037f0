"""Real arithmetic by z3, under a resource limit and in a context of its own for each question.

So the answer is the same on every run, whatever was asked before.

Nothing partial reaches the solver: a quotient, a root, a power with a symbolic exponent becomes a fresh constant that
is tied down by *conditional* facts (``d != 0`` implies ``q d = n``), each true of the total functions of
:mod:`lrproof.kernel.terms`. What arithmetic does not understand (quantifiers, limits, sums, unknown functions) becomes
a fresh constant too, the same one for terms that the ring laws make equal. Integers are first taken for reals (which
can only lose proofs), then as integers.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import z3

from lrproof.kernel.normal import canonical, constant_part, inner, order
from lrproof.kernel.terms import INT, PROP, Expr, term

LIMIT = 4_000_000
_UNROLL = 12
_PI = (Fraction("3.14159265358979"), Fraction("3.14159265358980"))


@dataclass(frozen=True, slots=True)
class Answer:
    """``status`` is "proved", "refuted" (with the values as text) or "unknown" (with the solver's reason)."""

    status: str
    witness: str = ""
    values: tuple[tuple[Expr, Fraction], ...] = ()


class _Encoding:
    def __init__(self, integers: bool) -> None:
        self.integers = integers
        self.context = z3.Context()
        self.known: dict[Expr, Any] = {}
        self.facts: list[Any] = []
        self.powers: dict[tuple[Expr, Expr], list[tuple[int, Any]]] = {}

    def _new(self, e: Expr) -> Any:
        name = f"k{len(self.known)}"
        if e.sort == PROP:
            return z3.Bool(name, self.context)
        if self.integers and e.sort == INT:
            return z3.ToReal(z3.Int(name, self.context))
        return z3.Real(name, self.context)

    def rational(self, value: object) -> Any:
        """An exact constant."""
        return z3.RealVal(str(value), self.context)

    def _opaque(self, e: Expr) -> tuple[Any, bool]:
        args = tuple(a if a.sort == PROP else canonical(a) for a in e.args)
        same = Expr(e.head, args, var=e.var, data=e.data) if e.args else e
        isnew = same not in self.known
        if isnew:
            self.known[same] = self._new(same)
        return self.known[same], isnew

    def formula(self, e: Expr) -> Any:
        h = e.head
        if h in ("true", "false"):
            return z3.BoolVal(h == "true", self.context)
        if h in ("eq", "lt", "le"):
            a, b = self.number(e.args[0]), self.number(e.args[1])
            return a == b if h == "eq" else a < b if h == "lt" else a <= b
        if h in ("not", "and", "or", "implies", "iff"):
            parts = [self.formula(a) for a in e.args]
            if h == "not":
                return z3.Not(parts[0])
            return {"and": z3.And, "or": z3.Or, "implies": z3.Implies, "iff": lambda p, q: p == q}[h](*parts)
        return self._opaque(e)[0]

    def number(self, e: Expr) -> Any:
        h = e.head
        if h == "num":
            return self.rational(e.data)
        if h in ("add", "sub", "mul"):
            a, b = self.number(e.args[0]), self.number(e.args[1])
            return a + b if h == "add" else a - b if h == "sub" else a * b
        if h == "neg":
            return -self.number(e.args[0])
        if h == "abs":
            a = self.number(e.args[0])
            return z3.If(a >= 0, a, -a)
        if h in ("max", "min"):
            a, b = self.number(e.args[0]), self.number(e.args[1])
            return z3.If((a >= b) if h == "max" else (a <= b), a, b)
        if h == "div" and canonical(e.args[1]).head == "num" and canonical(e.args[1]).data != 0:
            return self.number(e.args[0]) / self.rational(canonical(e.args[1]).data)
        if h == "pow":
            return self._power(e)
        if h == "inner" and (whole := inner(e)) != e:
            value = self.number(whole)
            if e.args[0] == e.args[1]:
                self.facts.append(value >= 0)
            return value
        value, isnew = self._opaque(e)
        if isnew:
            self._facts(e, value)
        return value

    def _facts(self, e: Expr, value: Any) -> None:
        say, h = self.facts.append, e.head
        inside = [self.number(a) for a in e.args] if h in ("div", "sqrt", "exp", "log", "floor") else []
        if h == "div":
            say(z3.Implies(inside[1] != 0, value * inside[1] == inside[0]))
        elif h == "sqrt":
            say(z3.Implies(inside[0] >= 0, z3.And(value >= 0, value * value == inside[0])))
        elif h == "floor":
            say(z3.And(value <= inside[0], inside[0] < value + 1))
        elif h == "exp":
            say(z3.And(value > 0, value >= 1 + inside[0]))
        elif h == "log":
            say(z3.Implies(inside[0] > 0, value <= inside[0] - 1))
        elif h in ("sin", "cos"):
            say(z3.And(value >= -1, value <= 1))
        elif h == "tanh":
            say(z3.And(value > -1, value < 1))
        elif h == "inner" and e.args[0] == e.args[1]:
            say(value >= 0)
        elif h == "pi":
            say(z3.And(value > self.rational(_PI[0]), value < self.rational(_PI[1])))

    def _power(self, e: Expr) -> Any:
        base, (shape, k) = e.args[0], constant_part(e.args[1])
        b = self.number(base)
        if shape == term(0) and 0 <= k <= _UNROLL:
            result = self.rational(1)
            for _ in range(k):
                result = result * b
            return result
        value, isnew = self._opaque(e)
        if not isnew:
            return value
        exponent = self.number(e.args[1])
        self.facts += [
            z3.Implies(b > 0, value > 0),
            z3.Implies(z3.And(b >= 0, exponent >= 0), value >= 0),
            z3.Implies(b != 0, value != 0),
            z3.Implies(exponent == 0, value == 1),
            z3.Implies(exponent == 1, value == b),
            z3.Implies(z3.And(b >= 0, b <= 1, exponent >= 0), value <= 1),
            z3.Implies(z3.And(b >= 0, b <= 1, exponent >= 1), value <= b),
            z3.Implies(z3.And(b > 0, b < 1, exponent >= 1), value < 1),
            z3.Implies(z3.And(b >= 1, exponent >= 0), value >= 1),
            z3.Implies(z3.And(b >= 1, exponent >= 1), value >= b),
        ]
        if shape == term(0) and -_UNROLL <= k < 0:
            below = self.rational(1)
            for _ in range(-k):
                below = below * b
            self.facts.append(z3.Implies(b != 0, value * below == 1))
        family = self.powers.setdefault((canonical(base), shape), [])
        for other, theirs in family:
            (low, small), (high, large) = sorted(((k, value), (other, theirs)), key=lambda item: item[0])
            if high - low <= _UNROLL:
                step = self.rational(1)
                for _ in range(high - low):
                    step = step * b
                start = exponent if low == k else exponent - (k - low)
                self.facts.append(z3.Implies(z3.Or(b != 0, start >= 0), large == small * step))
        family.append((k, value))
        return value


@dataclass
class _Spent:
    """What is left of the resources of all questions together; None: each has its own limit only."""

    left: int | None = None
    each: int = 0
    """What one question may use of them."""


_SPENT = _Spent()


@contextmanager
def budget(resources: int, each: int) -> Iterator[None]:
    """All questions within share ``resources``, in z3's own unit, and none gets more than ``each`` of them.

    What is asked when they are spent stays unknown.

    Unlike a time-out this gives the same answers on every machine.
    """
    before = (_SPENT.left, _SPENT.each)
    _SPENT.left, _SPENT.each = resources, each
    try:
        yield
    finally:
        _SPENT.left, _SPENT.each = before


def prove(premises: tuple[Expr, ...], goal: Expr, limit: int = LIMIT) -> Answer:
    """Whether ``goal`` follows from ``premises`` for all values."""
    wanted = sorted(set(premises), key=order)
    variables = frozenset().union(goal.free, *(p.free for p in wanted))
    answer = _ask(wanted, goal, False, limit)
    if answer.status != "proved" and any(v.sort == INT for v in variables):
        return _ask(wanted, goal, True, limit)
    return answer


def _ask(premises: list[Expr], goal: Expr, integers: bool, limit: int) -> Answer:
    encoding = _Encoding(integers)
    given = [encoding.formula(p) for p in premises]
    negated = z3.Not(encoding.formula(goal))
    claims = [*encoding.facts, *given, negated]
    reason = ""
    for logic in (None,) if integers else ("QF_NRA", None):
        left = _SPENT.left
        if left is not None and left <= 0:
            return Answer("unknown", "the resources of the proof are spent")
        solver = z3.Solver(ctx=encoding.context) if logic is None else z3.SolverFor(logic, encoding.context)
        solver.set("rlimit", limit if left is None else min(limit, left, _SPENT.each))
        solver.set("random_seed", 0)
        solver.add(*claims)
        before = _count(solver) if left is not None else 0
        result = solver.check()
        if left is not None:
            _SPENT.left = left - max(_count(solver) - before, 1)
        if result == z3.unsat:
            _second_opinion(solver, goal)
            return Answer("proved")
        if result == z3.sat:
            return _witness(encoding, solver.model())
        reason = str(solver.reason_unknown())
    return Answer("unknown", reason)


def _count(solver: Any) -> int:
    """How many resources z3 has used in the context of this solver."""
    statistics = solver.statistics()
    return next((int(n) for key, n in map(statistics.__getitem__, range(len(statistics))) if key == "rlimit count"), 0)


def _witness(encoding: _Encoding, model: Any) -> Answer:
    text, values = [], []
    for e, constant in encoding.known.items():
        if e.sort == PROP:
            continue
        value = model.eval(constant, model_completion=True)
        shown = str(value.as_decimal(12)) if z3.is_algebraic_value(value) else str(value)
        text.append(f"{e} = {shown}")
        if z3.is_rational_value(value):
            values.append((e, Fraction(value.numerator_as_long(), value.denominator_as_long())))
    return Answer("refuted", ", ".join(sorted(text)), tuple(values))


def _second_opinion(solver: Any, goal: Expr) -> None:
    """In strict mode (LRPROOF_STRICT=1) ask cvc5 too: a time-out is let pass, a disagreement is an error."""
    if os.environ.get("LRPROOF_STRICT") != "1":
        return
    import cvc5

    other = cvc5.Solver()
    other.setOption("tlimit-per", "10000")
    parser = cvc5.InputParser(other)
    text = "(set-logic ALL)\n" + solver.sexpr() + "\n(check-sat)\n"
    parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "lrproof")
    symbols, answer = parser.getSymbolManager(), ""
    while not (command := parser.nextCommand()).isNull():
        answer = str(command.invoke(other, symbols)).strip() or answer
    if answer == "sat":
        raise RuntimeError(f"z3 proves, but cvc5 refutes: {goal}. One of the two is wrong: please report this.")
