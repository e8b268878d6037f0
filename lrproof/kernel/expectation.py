"""Expectation, of what surely has one.

A random symbol is declared with moments: of the order p, E|X|^p is finite. By Hölder's and Minkowski's inequalities
sums, products and powers inherit an order, and what has order 1 or more has an expectation. A formula about random
things says that it holds in every outcome; what is assumed of them is assumed of every outcome.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from lrproof.kernel.normal import canonical, polynomial, rebuild
from lrproof.kernel.rules import granted
from lrproof.kernel.terms import Expr, deterministic, fresh, moments, substitute, term
from lrproof.kernel.theorem import Refused, Sequent, Theorem, joint, need, rule

Granted = Callable[[Expr], bool]


@rule
def expect_linear(e: Expr, *premises: Theorem) -> Sequent:
    """⊢ E(e) = the same sum, of numbers times expectations of products of random things that have one.

    A quotient needs a divisor that is a number and not 0, a sum over an index ends that are not random.
    """
    need(e.sort in ("real", "int"), "expect_linear", f"{e} has no expectation")
    left = Expr("expect", (e,))
    return joint(premises), Expr("eq", (left, _mean(e, lambda condition: granted(premises, condition))))


@rule
def expect_order(th: Theorem) -> Sequent:
    """From Γ ⊢ X R Y, R one of =, ≤, <, both with an expectation: Γ ⊢ E(X) R E(Y). It holds in every outcome."""
    e = th.concl
    need(e.head in ("eq", "le", "lt"), "expect_order", f"{e} is no comparison")
    for side in e.args:
        order = moments(side)
        need(order is None or order >= 1, "expect_order", f"it is not known that {side} has an expectation")
    return th.hyps, Expr(e.head, tuple(Expr("expect", (side,)) for side in e.args))


def _mean(e: Expr, allowed: Granted) -> Expr:
    """A term without randomness that equals E(e)."""
    if deterministic(e):
        return e
    result: Expr | None = None
    for monomial, coefficient in sorted(polynomial(e).items(), key=lambda item: str(rebuild({item[0]: Fraction(1)}))):
        fixed = rebuild({tuple((a, k) for a, k in monomial if deterministic(a)): coefficient})
        loose = {a: k for a, k in monomial if not deterministic(a)}
        piece = fixed if not loose else _of_product(loose, allowed)
        if loose and fixed != term(1):
            piece = fixed * piece
        result = piece if result is None else result + piece
    return term(0) if result is None else result


def _of_product(loose: dict[Expr, int], allowed: Granted) -> Expr:
    """The expectation of a product of powers of random atoms."""
    for atom in loose:
        others = rebuild({tuple((a, n - (a == atom)) for a, n in loose.items() if n > (a == atom)): Fraction(1)})
        if atom.head == "div" and deterministic(atom.args[1]):
            divisor = atom.args[1]
            if not allowed(~Expr("eq", (divisor, term(0)))):
                raise Refused("expect_linear", f"it must first be shown that {divisor} is not 0")
            return _mean(atom.args[0] * others, allowed) / divisor
        if atom.head == "sum":
            return _of_sum(atom, others, allowed)
    whole = rebuild({tuple(loose.items()): Fraction(1)})
    order = moments(whole)
    if order is not None and order < 1:
        raise Refused("expect_linear", f"it is not known that {whole} has an expectation: declare more moments")
    return Expr("expect", (whole,))


def _of_sum(e: Expr, others: Expr, allowed: Granted) -> Expr:
    low, high, body = e.args
    assert e.var is not None
    var = fresh(e.var, e.free | others.free | {e.var})
    if not (deterministic(low) and deterministic(high)):
        raise Refused("expect_linear", f"the ends of {e} are random")
    if not allowed(Expr("le", (low, high + term(1)))):
        raise Refused("expect_linear", f"it must first be shown that {low} <= {canonical(high + term(1))}")
    inside = Expr("and", (Expr("le", (low, var)), Expr("le", (var, high))))
    within = _mean(substitute(body, {e.var: var}) * others, lambda p: allowed(Expr("implies", (inside, p))))
    return Expr("sum", (low, high, within), var=var)
