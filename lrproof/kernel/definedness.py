"""Which conditions make a formula speak of defined things only: no x/0, no root of a negative number, no 0**-1.

A condition may use what stands before it: in p ⇒ q and in p ∧ q, q is read where p holds; in p ∨ q, where p fails.
A claim counts as proved when its statement *and* all its conditions are proved.
"""

from __future__ import annotations

from typing import Final

from lrproof.kernel.normal import canonical
from lrproof.kernel.syntax import conj, implies
from lrproof.kernel.terms import Expr, deterministic, fresh, moments, substitute, term


def conditions(e: Expr) -> tuple[Expr, ...]:
    """The conditions as closed-off formulas (guards in front); trivially true ones are left out."""
    return tuple(dict.fromkeys(_conditions(e)))


def of_claim(assumptions: tuple[Expr, ...], statement: Expr) -> dict[Expr, frozenset[Expr]]:
    """The conditions of a statement and of what it rests on, each with the random assumptions that it may rest on.

    What is random is assumed of every outcome, so it cannot stand before "⇒"; what is assumed before it may be used.
    """
    plain = [a for a in assumptions if deterministic(a)]
    before, found = frozenset[Expr](), dict.fromkeys(_conditions(conj(*plain)), frozenset[Expr]())
    for formula in (*(a for a in assumptions if a not in plain), statement):
        for condition in _conditions(implies(conj(*plain), formula)):
            found.setdefault(condition, before)
        before |= {formula}
    return found


def _apart(e: Expr) -> Expr:
    """The same binder with a variable that is not free outside its last argument, where a guard would capture it."""
    if e.var is None or all(e.var not in a.free for a in e.args[:-1]):
        return e
    new = fresh(e.var, e.free | {e.var})
    return Expr(e.head, (*e.args[:-1], substitute(e.args[-1], {e.var: new})), var=new)


_CONTINUOUS: Final = frozenset("num var add sub neg mul div abs max min sqrt exp log sin cos tanh pi".split())


def _nearby(condition: Expr, var: Expr, point: Expr) -> Expr:
    """``condition`` on all of some interval around the point: at the point, if it is open there, else everywhere.

    Where continuous functions are apart at a point they are apart around it; √u is asked to have 0 < u.
    """
    wanted = condition
    if condition.head == "le" and condition.args[0] == term(0):
        wanted = Expr("lt", condition.args)
    opened = wanted.args[0] if wanted.head == "not" else wanted
    plain = wanted.head == "lt" or (wanted.head == "not" and opened.head == "eq")
    if plain and all(n.head in _CONTINUOUS or _is_power(n) or var not in n.free for n in opened.walk() if n != opened):
        return substitute(wanted, {var: point})
    return Expr("forall", (condition,), var=var) if var in condition.free else condition


def _is_power(e: Expr) -> bool:
    return e.head == "pow" and canonical(e.args[1]).head == "num"


def _conditions(e: Expr) -> list[Expr]:
    e = _apart(e)
    own: list[Expr] = []
    if e.head == "div" and not _number_not(e.args[1], 0):
        own.append(~Expr("eq", (e.args[1], term(0))))
    elif e.head == "sqrt":
        own.append(Expr("le", (term(0), e.args[0])))
    elif e.head == "log":
        own.append(Expr("lt", (term(0), e.args[0])))
    elif e.head == "pow" and not (canonical(e.args[1]).head == "num" and canonical(e.args[1]).data >= 0):
        own.append(Expr("le", (term(0), e.args[1])) | ~Expr("eq", (e.args[0], term(0))))
    elif e.head == "expect" and (order := moments(e.args[0])) is not None and order < 1:
        own.append(Expr("false"))  # no formula says that a random variable has an expectation; its declaration does
    elif e.head == "sum":
        own.append(Expr("le", (e.args[0], e.args[1] + term(1))))
    if e.head in ("and", "implies", "or"):
        left, right = e.args
        guard = ~left if e.head == "or" else left
        return _conditions(left) + [Expr("implies", (guard, c)) for c in _conditions(right)]
    inner = [c for a in e.args[: -1 if e.var is not None else None] for c in _conditions(a)]
    if e.head == "derivative" and e.var is not None:
        inner += [_nearby(c, e.var, e.args[1]) for c in _conditions(e.args[-1])]
    elif e.var is not None:
        below = _conditions(e.args[-1])
        inside: Expr | None = None
        if e.head in ("sum", "maximum", "minimum"):
            low, high = e.args[-3:-1]
            inside = Expr("le", (low, e.var)) & Expr("le", (e.var, high))
        elif e.head in ("tends", "grows"):
            inside = Expr("le", (term(1), e.var))  # finitely many terms do not matter to a limit
        inner += [Expr("forall", (c if inside is None else Expr("implies", (inside, c)),), var=e.var) for c in below]
    return own + inner


def _number_not(e: Expr, value: int) -> bool:
    form = canonical(e)
    return form.head == "num" and form.data != value
