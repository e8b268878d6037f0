"""The rules of logic, algebra and arithmetic. Each discharges its own side conditions or refuses."""

from __future__ import annotations

from lrproof.kernel import smt
from lrproof.kernel.normal import REWRITTEN, Fractions, canonical
from lrproof.kernel.terms import (
    PROP,
    Expr,
    Fn,
    _fits,
    deterministic,
    moments,
    plainly_bound,
    replace,
    substitute,
)
from lrproof.kernel.theorem import Refused, Sequent, Theorem, joint, need, rule


@rule
def assume(formula: Expr) -> Sequent:
    """p ⊢ p."""
    need(formula.sort == PROP, "assume", f"{formula} is no formula")
    return frozenset((formula,)), formula


@rule
def discharge(formula: Expr, th: Theorem) -> Sequent:
    """From Γ ⊢ q: Γ without p ⊢ p ⇒ q. A random p is assumed of every outcome, which "p ⇒ q" does not say."""
    need(deterministic(formula), "discharge", f"{formula} is random")
    return th.hyps - {formula}, Expr("implies", (formula, th.concl))


@rule
def cut(first: Theorem, second: Theorem) -> Sequent:
    """From Γ ⊢ p and Δ ⊢ q: Γ ∪ (Δ without p) ⊢ q."""
    return first.hyps | (second.hyps - {first.concl}), second.concl


@rule
def forall_intro(var: Expr, th: Theorem) -> Sequent:
    """From Γ ⊢ p, x not free in Γ: Γ ⊢ for all x: p."""
    need(var.head == "var", "forall_intro", f"{var} is no variable")
    need(all(var not in h.free for h in th.hyps), "forall_intro", f"{var} is not arbitrary: a hypothesis speaks of it")
    return th.hyps, Expr("forall", (th.concl,), var=var)


def _value(name: str, var: Expr, value: Expr, by_outcome: bool) -> None:
    """Refuse what ``var`` cannot be. ``by_outcome``: a number may be another one in each outcome."""
    need(value.sort != PROP and _fits(value.sort, var.sort), name, f"{value} is no value for the {var.sort} {var}")
    _random(name, var, var.data[3], value, by_outcome)


def _random(name: str, what: object, declared: int, value: Expr, by_outcome: bool) -> None:
    order = moments(value)
    if declared:
        good = order is None or order >= declared
        need(good, name, f"it is not known that {value} has the {declared} moment(s) of {what}")
    else:
        need(deterministic(value) or by_outcome, name, f"{value} is random, and {what} is not")


def _averaged(*formulas: Expr) -> list[Expr]:
    return [node for formula in formulas for node in formula.walk() if node.head == "expect"]


@rule
def forall_elim(th: Theorem, value: Expr) -> Sequent:
    """From Γ ⊢ for all x: p(x): Γ ⊢ p(value)."""
    need(th.concl.head == "forall", "forall_elim", f"{th.concl} is not 'for all'")
    var = th.concl.var
    assert var is not None
    _value("forall_elim", var, value, not any(var in e.free for e in _averaged(th.concl.args[0])))
    return th.hyps, substitute(th.concl.args[0], {var: value})


@rule
def exists_intro(formula: Expr, value: Expr, th: Theorem) -> Sequent:
    """From Γ ⊢ p(value): Γ ⊢ for some x: p(x), where ``formula`` is that conclusion."""
    need(formula.head == "exists", "exists_intro", f"{formula} is not 'for some'")
    var = formula.var
    assert var is not None
    _value("exists_intro", var, value, False)
    wanted = substitute(formula.args[0], {var: value})
    need(th.concl == wanted, "exists_intro", f"this needs {wanted}, but {th.concl} is given")
    return th.hyps, formula


@rule
def exists_elim(some: Theorem, var: Expr, th: Theorem) -> Sequent:
    """From Γ ⊢ for some x: p(x) and Δ, p(y) ⊢ q, y in neither Δ nor q: Γ ∪ Δ ⊢ q."""
    need(some.concl.head == "exists" and var.head == "var", "exists_elim", f"{some.concl} is not 'for some'")
    bound = some.concl.var
    assert bound is not None
    need(deterministic(some.concl), "exists_elim", f"{some.concl} is random")
    same = bound.sort == var.sort and bound.data[3] == var.data[3]
    need(same, "exists_elim", f"{var} must be of the kind of {bound}")
    left = th.hyps - {substitute(some.concl.args[0], {bound: var})}
    free = any(var in f.free for f in (*left, th.concl, some.concl))
    need(not free, "exists_elim", f"{var} is not arbitrary")
    return some.hyps | left, th.concl


Pairs = tuple[tuple[Expr, Expr], ...]
Definitions = tuple[tuple[Fn, tuple[Expr, ...], Expr], ...]


@rule
def instantiate(th: Theorem, values: Pairs, functions: Definitions = ()) -> Sequent:
    """Put terms for free variables, and for function symbols: (symbol, parameters, body). Hypotheses change too."""
    formulas = (*th.hyps, th.concl)
    averaged = _averaged(*formulas)
    plain = all(map(deterministic, formulas))  # then it holds of the numbers that random things are in an outcome
    outcomes = False
    for var, value in values:
        need(var.head == "var", "instantiate", f"{var} is no variable")
        _value("instantiate", var, value, plain and not any(var in e.free for e in averaged))
        outcomes |= not (var.data[3] or deterministic(value))
    fns: dict[Fn, tuple[tuple[Expr, ...], Expr]] = {}
    for fn, params, body in functions:
        good = len(params) == len(fn.args) and len(set(params)) == len(params) and body.sort != PROP
        good = good and all(p.head == "var" and p.sort == s for p, s in zip(params, fn.args, strict=True))
        need(good and _fits(body.sort, fn.sort), "instantiate", f"{body} is no definition of {fn.name}")
        by_outcome = plain and not any(n.data == fn for e in averaged for n in e.walk())
        _random("instantiate", fn.name, fn.random, body, by_outcome)
        outcomes |= not (fn.random or deterministic(body))
        fns[fn] = (params, body)
    local = {f for f, (ps, b) in fns.items() if any(n.head == "expect" and n.free & set(ps) for n in b.walk())}
    need(not (outcomes and local), "instantiate", "an expectation is no function of the value in an outcome")
    for node in (n for f in (*th.hyps, th.concl) for n in f.walk() if n.head == "app" and n.data in local):
        why = f"{node} is random, and {node.data.name} is to be an expectation over its argument"
        need(all(map(deterministic, node.args)), "instantiate", why)
    to = dict(values)
    return frozenset(replace(h, to, fns) for h in th.hyps), replace(th.concl, to, fns)


def meaning(formula: Expr) -> Expr:
    """What "maximum" and "minimum" abbreviate: a bound for all, attained by one."""
    value, low, high, body = formula.args
    var = formula.var
    assert var is not None
    if any(var in e.free for e in (value, low, high)):
        raise Refused("unfold", f"rename the bound variable {var}: it also occurs free")
    inside = Expr("and", (Expr("le", (low, var)), Expr("le", (var, high))))
    bound = Expr("le", (body, value) if formula.head == "maximum" else (value, body))
    every = Expr("forall", (Expr("implies", (inside, bound)),), var=var)
    some = Expr("exists", (Expr("and", (inside, Expr("eq", (body, value)))),), var=var)
    return Expr("and", (every, some))


@rule
def unfold(formula: Expr) -> Sequent:
    """⊢ (value is the maximum) ⇔ (it is a bound and attained)."""
    need(formula.head in ("maximum", "minimum"), "unfold", f"{formula} abbreviates nothing")
    return frozenset(), Expr("iff", (formula, meaning(formula)))


@rule
def arithmetic(goal: Expr, *premises: Theorem) -> Sequent:
    """Γ ⊢ goal when it follows from the premises by logic and real arithmetic (z3)."""
    need(goal.sort == PROP, "arithmetic", f"{goal} is no formula")
    answer = smt.prove(tuple(p.concl for p in premises), goal)
    if answer.status == "refuted":
        raise Refused("arithmetic", f"{goal} does not follow", answer.witness)
    need(answer.status == "proved", "arithmetic", f"{goal} is left undecided ({answer.witness})")
    return joint(premises), goal


def granted(premises: tuple[Theorem, ...], condition: Expr) -> bool:
    """Whether a side condition follows from the premises."""
    return smt.prove(tuple(p.concl for p in premises), condition, smt.LIMIT // 4).status == "proved"


@rule
def algebra(goal: Expr, *premises: Theorem) -> Sequent:
    """Γ ⊢ left = right by the laws of a field; equations among the premises are put in, left side for right side."""
    need(goal.head in ("eq", "same"), "algebra", f"{goal} is no equation")
    put = {
        p.concl.args[0]: p.concl.args[1]
        for p in premises
        if p.concl.head in ("eq", "same") and p.concl.args[0].head in REWRITTEN
    }
    fractions = Fractions(lambda condition: granted(premises, condition), put)
    try:
        same = fractions.same(*goal.args)
    except ValueError as error:
        raise Refused("algebra", str(error)) from error
    if fractions.missing:
        raise Refused("algebra", f"it must first be shown that {' and '.join(map(str, fractions.missing))}")
    need(same, "algebra", f"{goal.args[0]} and {goal.args[1]} are not the same by the laws of a field")
    return joint(premises), goal


@rule
def congruence(goal: Expr, th: Theorem) -> Sequent:
    """From Γ ⊢ p: Γ ⊢ goal, when the two differ only by ring laws inside their terms (t + 1 - 1 for t, say)."""
    need(tidy(goal) == tidy(th.concl), "congruence", f"{goal} and {th.concl} differ by more than ring laws")
    return th.hyps, goal


def tidy(formula: Expr) -> Expr:
    """The formula with every term in it in canonical form."""
    if formula.sort != PROP:
        return canonical(formula)
    if not formula.args:
        return formula
    formula = formula if formula.var is None else plainly_bound(formula)
    return Expr(formula.head, tuple(tidy(a) for a in formula.args), var=formula.var)


_WEAKER = {"same": 0, "eq": 0, "le": 1, "lt": 2, "iff": 0, "implies": 1}


@rule
def transitivity(first: Theorem, second: Theorem) -> Sequent:
    """From x R y and y S z: x T z, T the stricter of =, ≤, <; likewise from ⇔ and ⇒."""
    one, two = first.concl, second.concl
    kinds = {"eq", "le", "lt"} if one.head in ("eq", "le", "lt") else {"iff", "implies"}
    need(one.head in kinds and two.head in kinds, "transitivity", f"{one} and {two} are no chain")
    need(one.args[1] == two.args[0], "transitivity", f"{one.args[1]} is not {two.args[0]}")
    head = max(one.head, two.head, key=_WEAKER.__getitem__)
    return joint((first, second)), Expr(head, (one.args[0], two.args[1]))


@rule
def replace_equal(equal: Theorem, var: Expr, pattern: Expr, th: Theorem) -> Sequent:
    """From a = b and p(a): p(b), where ``pattern`` is p, with ``var`` for a. Neither a nor b may be random."""
    name = "replace_equal"
    need(equal.concl.head in ("eq", "same") and var.head == "var", name, f"{equal.concl} is no equation")
    a, b = equal.concl.args
    need(deterministic(a) and deterministic(b), name, f"{equal.concl} may hold for some outcomes only")
    need(_fits(a.sort, var.sort) and _fits(b.sort, var.sort), name, f"{var} cannot stand for {a} and {b}")
    wanted = substitute(pattern, {var: a})
    need(th.concl == wanted, name, f"this needs {wanted}, but {th.concl} is given")
    return joint((equal, th)), substitute(pattern, {var: b})


@rule
def axiom(name: str, reference: str, statement: Expr) -> Sequent:
    """⊢ statement, on the word of ``reference``. Every theorem that uses it bears the axiom's name."""
    good = type(name) is type(reference) is str and bool(name and reference) and statement.sort == PROP
    need(good, "axiom", "an axiom has a name, a reference, a statement")
    return frozenset(), statement


__all__ = ["algebra", "arithmetic", "assume", "axiom", "congruence", "cut", "discharge", "exists_elim",
           "exists_intro", "forall_elim", "forall_intro", "instantiate", "meaning", "replace_equal", "tidy",
           "transitivity", "unfold"]  # fmt: skip
