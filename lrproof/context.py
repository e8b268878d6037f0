"""What a line of a proof may use, and how its rule reaches the goal.

None of this is trusted: whatever happens here, a theorem is made by the kernel's rules only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

from lrproof.claim import Claim
from lrproof.kernel.rules import (
    algebra,
    arithmetic,
    assume,
    congruence,
    cut,
    discharge,
    forall_elim,
    forall_intro,
    instantiate,
    tidy,
)  # fmt: skip
from lrproof.kernel.syntax import domain_fact, integer, real
from lrproof.kernel.terms import INT, Expr, Fn, _fits, fresh, substitute, term
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.line import At, Fact

GIVEN: Final = "what is given"
Leaf = Callable[..., Theorem]


class NotGiven(ValueError):
    """A premise that is none: not a fact, not given, not a claim of ``uses``."""


@dataclass(eq=False)
class Context:
    """The claim's assumptions, and the theorems of the claims that it uses."""

    claim: Claim
    theorem_of: Callable[[Claim], Theorem]
    cited: set[str] = field(default_factory=set)

    def theorem(self, premise: Any) -> Theorem:
        """The theorem that a premise stands for. Raises NotGiven, and Refused for an instance that does not hold."""
        if isinstance(premise, Fact):
            return premise.theorem
        if isinstance(premise, At):
            th = self._bare(premise.premise)
            if premise.replaced:
                pairs = tuple((k, term(v)) for k, v in premise.replaced.items() if isinstance(k, Expr))
                defined = tuple(definition(k, v) for k, v in premise.replaced.items() if isinstance(k, Fn))
                th = instantiate(th, pairs, defined)
            lines = tuple(fact.theorem for fact in premise.given)
            th = self._settled(th, lines) if isinstance(premise.premise, Claim) else th
            for value in premise.values:
                th = without_guards(self, forall_elim(th, value), lines)
            return th
        return self._settled(self._bare(premise)) if isinstance(premise, Claim) else self._bare(premise)

    def _bare(self, premise: Any) -> Theorem:
        if isinstance(premise, Claim):
            if premise not in self.claim.uses:
                raise NotGiven(f"{premise.id} is cited, but does not stand in uses=(...) of {self.claim.id}")
            self.cited.add(premise.id)
            return self.theorem_of(premise)
        if isinstance(premise, Expr):
            if premise in self.claim.assumptions:
                return assume(premise)
            raise NotGiven(f"'{premise}' is not given, and no line has proved it; cite the line that did")
        if isinstance(premise, (Fact, At)):
            return self.theorem(premise)
        raise NotGiven(f"{premise!r} is no premise: cite a line, a given formula, a claim of uses, or at(...) of these")

    def known(self, *formulas: Expr) -> tuple[Theorem, ...]:
        """The domains of the variables that are free in ``formulas``, and what is given without "for every"."""
        free = frozenset().union(*(f.free for f in formulas))
        facts = [domain_fact(v) for v in sorted(free, key=str)]
        plain = [g for g in self.claim.given if g.head != "forall"]
        return tuple(assume(f) for f in (*facts, *plain) if f is not None)

    def _settled(self, th: Theorem, lines: tuple[Theorem, ...] = ()) -> Theorem:
        """``th`` without those hypotheses that follow from the claim's assumptions and ``lines``."""
        for hyp in sorted(th.hyps, key=str):
            if hyp not in self.claim.assumptions:
                th = cut(settle(self, hyp, lines), th)
        return th


def definition(fn: Fn, given: Any) -> tuple[Fn, tuple[Expr, ...], Expr]:
    """A function symbol with parameters and the term that ``given`` makes of them."""
    params = tuple(integer(f"·{k}") if sort == INT else real(f"·{k}") for k, sort in enumerate(fn.args))
    return fn, params, term(given(*params))


def label(premise: Any) -> str:
    """How a reason names a premise."""
    if isinstance(premise, Fact):
        return f"({premise.number})"
    if isinstance(premise, Claim):
        return premise.id
    return label(premise.premise) if isinstance(premise, At) else GIVEN


def labels(premises: Iterable[Any]) -> str:
    """The names of all of them: "(2), (3) and what is given"."""
    names = list(dict.fromkeys(map(label, premises)))
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def close(goal: Expr, leaf: Leaf, premises: tuple[Theorem, ...]) -> Theorem:
    """``goal`` by ``leaf(goal, *premises)``: what stands under "for every" is made arbitrary, a condition supposed."""
    if goal.head == "forall":
        var, body = goal.var, goal.args[0]
        assert var is not None
        taken = goal.free.union(*(f.free for p in premises for f in (p.concl, *p.hyps)))
        if any(v.data[0] == var.data[0] for v in taken):
            new = fresh(var, taken | body.free)
            body, var = substitute(body, {var: new}), new
        return forall_intro(var, close(body, leaf, premises))
    if goal.head == "implies":
        condition, then = goal.args
        return discharge(condition, close(then, leaf, (*premises, assume(condition))))
    if goal.head == "and":
        return arithmetic(goal, *(close(part, leaf, premises) for part in goal.args))
    return leaf(goal, *premises)


def with_instances(goal: Expr, premises: tuple[Theorem, ...]) -> tuple[Theorem, ...]:
    """``premises``, and those "for every x" among them at each free variable of ``goal`` that x can be.

    Where "for every y" follows at once, that is taken too.
    """
    every = [arithmetic(part, th) for th in premises for part in _conjuncts(th.concl)]
    found: list[Theorem] = []
    while every:
        every = [
            forall_elim(th, var)
            for th in every
            if th.concl.head == "forall" and th.concl.var is not None
            for var in sorted(goal.free, key=str)
            if var.sort == th.concl.var.sort and not var.data[3]
        ]
        found += every
    return (*premises, *found)


def _conjuncts(e: Expr) -> list[Expr]:
    return [part for a in e.args for part in _conjuncts(a)] if e.head == "and" else [e]


def settle(context: Context, formula: Expr, lines: tuple[Theorem, ...] = ()) -> Theorem:
    """``formula`` from the claim's assumptions and ``lines``: as they are up to ring laws, by arithmetic or algebra."""
    for th in (*lines, *map(assume, context.claim.assumptions)):
        if tidy(th.concl) == tidy(formula):
            return congruence(formula, th)
    known = (*lines, *context.known(formula))
    witness = None
    for leaf in (arithmetic, algebra):
        try:
            return close(formula, leaf, known)
        except Refused as refused:
            witness = witness or refused.witness
    raise Refused("cite", f"'{formula}' is needed for what is cited, and does not follow from what is given", witness)


def without_guards(context: Context, th: Theorem, lines: tuple[Theorem, ...] = ()) -> Theorem:
    """From Γ ⊢ guard ⇒ p, where the guard follows from what is known: Γ ⊢ p. Anything else is left as it is."""
    if th.concl.head != "implies":
        return th
    guard, then = th.concl.args
    return arithmetic(then, th, settle(context, guard, lines))


def fit(context: Context, th: Theorem, goal: Expr) -> Theorem:
    """``goal`` from ``th``: the same, a part of its "and", an instance of its "for every", or so up to ring laws."""
    if th.concl.head == "and" and goal.head != "and":
        for part in _conjuncts(th.concl):
            with suppress(Refused):
                return fit(context, arithmetic(part, th), goal)
    unknown: list[Expr] = []
    body = th.concl
    while body != goal and body.head in ("forall", "implies"):
        if body.head == "implies":
            body = body.args[1]
            continue
        assert body.var is not None
        name = fresh(body.var, goal.free.union(unknown, th.concl.free, body.free))
        unknown.append(name)
        body = substitute(body.args[0], {body.var: name})
    values = _values(body, goal, frozenset(unknown))
    if unknown and len(values) == len(unknown) and tidy(substitute(body, values)) == tidy(goal):
        for name in unknown:
            th = forall_elim(th, values[name])
            while th.concl.head == "implies" and th.concl != goal:
                th = without_guards(context, th)
    if th.concl == goal:
        return th
    if tidy(th.concl) == tidy(goal):
        return congruence(goal, th)
    raise Refused("instance", f"'{goal}' is no instance of '{th.concl}'")


def _values(pattern: Expr, wanted: Expr, unknown: frozenset[Expr]) -> dict[Expr, Expr]:
    """Values for ``unknown`` at which ``pattern`` may be ``wanted``: what stands in their places, met first."""
    found: dict[Expr, Expr] = {}

    def match(p: Expr, w: Expr) -> None:
        if p in unknown:
            found.setdefault(p, w)
        elif p.free & unknown and p.head == w.head and len(p.args) == len(w.args):
            if p.var is not None and w.var is not None:
                p = Expr(p.head, (*p.args[:-1], substitute(p.args[-1], {p.var: w.var})), var=w.var)
            for inner, there in zip(p.args, w.args, strict=True):
                match(inner, there)

    match(pattern, wanted)
    return {name: value for name, value in found.items() if _fits(value.sort, name.sort)}
