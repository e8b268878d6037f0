"""Models: what a statement says where its function symbols are known, and its vectors are numbers.

The real line is an inner-product space, so what fails there fails. A model names functions (and perhaps values) for
which assumptions that no finite search could check, such as convexity, are *proved* to hold; these are then dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from lrproof.claim import Model
from lrproof.context import close, definition
from lrproof.falsify.assumptions import conjuncts
from lrproof.falsify.explain import TEXT, Style
from lrproof.kernel.normal import canonical
from lrproof.kernel.rules import algebra, arithmetic, assume
from lrproof.kernel.sequences import sum_empty, sum_last
from lrproof.kernel.syntax import conj, domain_fact, implies, integer, real
from lrproof.kernel.terms import INT, REAL, VEC, Domain, Expr, Fn, replace, term
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.tactics.calculus import derived
from lrproof.tactics.limits import attained


def _summed(goal: Expr, *known: Theorem) -> Theorem:
    """``goal`` by algebra, the last term of each of its sums being split off; what is left of a sum may be empty."""
    found: list[Theorem] = []
    for e in dict.fromkeys(node for node in goal.walk() if node.head == "sum"):
        low, high, body = e.args
        before = canonical(high - term(1))
        with suppress(Refused):
            found.append(sum_last(e, before, *known))
        for part in (e, Expr("sum", (low, before, body), var=e.var)):
            with suppress(Refused):
                found.append(sum_empty(part))
    return algebra(goal, *found, *known)


_LEAVES: Final = (arithmetic, algebra, derived, attained, _summed)
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
        return replace(replace(on_the_line(e), {}, known), values, {})  # a function may mention the values

    assumed = tuple(map(put, given))
    if not model:
        return put(statement), assumed
    domains = (domain_fact(on_the_line(k)) for k in model if isinstance(k, Expr))
    assumed = (*assumed, *(put(fact) for fact in domains if fact is not None))
    plain = [g for g in assumed if g.head not in _FIRM]

    def open_(formula: Expr) -> bool:
        free = formula.free.union(*(g.free for g in plain))
        facts = [f for f in map(domain_fact, sorted(free, key=str)) if f is not None]
        known = (*facts, *plain)
        return formula.head not in _FIRM or not any(_proved(formula, leaf, known) for leaf in _LEAVES)

    return _without(put(statement), open_), tuple(filter(open_, assumed))


def scaled(model: Model) -> Iterator[Model]:
    """The model with all its sequences 0, turned round and doubled, to look for counterexamples in."""
    sequences = [k for k in model if isinstance(k, Fn) and k.args == (INT,)]
    for factor in (0, -1, 2) if sequences else ():
        yield {**model, **{k: _Times(factor, model[k]) for k in sequences}}


@dataclass(frozen=True)
class _Times:
    factor: int
    of: Callable[..., Any]

    def __call__(self, *args: Expr) -> Expr:
        value = on_the_line(term(self.of(*args)))
        return term(0) if self.factor == 0 else self.factor * value


def said(model: Model, style: Style = TEXT) -> str:
    """The functions and values of a model: "g(x) = 2 * x, L = 2"."""
    parts = []
    for key, value in model.items():
        if isinstance(key, Fn):
            fn = _symbol(key)
            names = {INT: iter("kijm"), REAL: iter("xyzw")}
            args = [(integer if sort == INT else real)(next(names[sort])) for sort in fn.args]
            parts.append(style.relation(fn(*args), "=", term(value(*args))))
        else:
            parts.append(style.relation(on_the_line(key), "=", term(value)))
    return ", ".join(parts)


def _without(e: Expr, open_: Callable[[Expr], bool]) -> Expr:
    """The statement without those conditions of its "⇒" that are proved to hold."""
    if e.head == "and":
        return _without(e.args[0], open_) & _without(e.args[1], open_)
    if e.head != "implies":
        return e
    left = [part for part in conjuncts(e.args[0]) if open_(part)]
    return implies(conj(*left), e.args[1]) if left else e.args[1]


@lru_cache(maxsize=2048)
def _proved(formula: Expr, leaf: Callable[..., Theorem], known: tuple[Expr, ...]) -> bool:
    try:
        close(formula, leaf, tuple(map(assume, known)))
    except Refused:
        return False
    return True
