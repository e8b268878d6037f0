"""Models: what a statement says where its function symbols are known, and its vectors are numbers.

The real line is an inner-product space, so what fails there fails. A model names functions (and perhaps values) for
which assumptions that no finite search could check, such as convexity, are *proved* to hold; these are then dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from lrproof.claim import Model
from lrproof.context import close, definition
from lrproof.kernel.rules import algebra, arithmetic, assume
from lrproof.kernel.syntax import domain_fact
from lrproof.kernel.terms import REAL, VEC, Domain, Expr, Fn, replace, term
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.tactics.calculus import derived
from lrproof.tactics.limits import attained

_LEAVES: Final = (arithmetic, algebra, derived, attained)
_FIRM: Final = ("eq", "same", "forall", "exists", "tends", "grows", "derivative")
"""What is dropped when it is proved; anything else is looked at in each instance."""
_HEADS: Final = {"vadd": "add", "vsub": "sub", "vneg": "neg", "scale": "mul", "inner": "mul", "same": "eq"}


def on_the_line(e: Expr) -> Expr:
    """``e`` in the inner-product space of the real numbers; the same term if no vector occurs."""
    if e.head == "var":
        name, domain, shown, random = e.data
        return e if domain.sort != VEC else Expr("var", data=(name, Domain(REAL), shown, random))
    if e.head == "origin":
        return term(0)
    if e.head == "num":
        return e
    if e.head == "sqrt" and e.args[0].head == "inner" and e.args[0].args[0] == e.args[0].args[1]:
        return abs(on_the_line(e.args[0].args[0]))  # a norm
    args = tuple(map(on_the_line, e.args))
    var = None if e.var is None else on_the_line(e.var)
    return Expr(_HEADS.get(e.head, e.head), args, var=var, data=_symbol(e.data) if e.head == "app" else None)


def _symbol(fn: Fn) -> Fn:
    sorts = tuple(REAL if s == VEC else s for s in fn.args)
    return Fn(fn.name, sorts, REAL if fn.sort == VEC else fn.sort, fn.latex, fn.random)


def within(model: Model, statement: Expr, given: Iterable[Expr]) -> tuple[Expr, tuple[Expr, ...]]:
    """The statement in the model, and those assumptions that are not proved to hold there, both on the line."""
    values = {on_the_line(k): on_the_line(term(v)) for k, v in model.items() if isinstance(k, Expr)}
    known = {_symbol(k): definition(_symbol(k), v)[1:] for k, v in model.items() if isinstance(k, Fn)}

    def put(e: Expr) -> Expr:
        return replace(on_the_line(e), values, known)

    assumed = tuple(map(put, given))
    if not model:
        return put(statement), assumed
    domains = (domain_fact(on_the_line(k)) for k in model if isinstance(k, Expr))
    assumed = (*assumed, *(put(fact) for fact in domains if fact is not None))
    plain = [g for g in assumed if g.head not in _FIRM]
    left = []
    for formula in assumed:
        free = formula.free.union(*(g.free for g in plain))
        facts = [f for f in map(domain_fact, sorted(free, key=str)) if f is not None]
        premises = tuple(assume(f) for f in (*facts, *plain))
        if formula in plain or not any(_proved(formula, leaf, premises) for leaf in _LEAVES):
            left.append(formula)
    return put(statement), tuple(left)


def _proved(formula: Expr, leaf: Callable[..., Theorem], premises: tuple[Theorem, ...]) -> bool:
    try:
        close(formula, leaf, premises)
    except Refused:
        return False
    return True
