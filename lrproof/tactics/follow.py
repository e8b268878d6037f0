"""What follows from theorems without a new idea: their parts, their instances, and real arithmetic.

The goal is taken apart: what stands under "for every" is made arbitrary, a condition is supposed, "⇔" is shown in both
directions, and "for some" from another "for some". What is left must follow by arithmetic from the parts of what is
known, "for every" taken at the goal's variables and at the arguments of its functions.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

from lrproof.kernel import rules
from lrproof.kernel.normal import canonical
from lrproof.kernel.syntax import implies
from lrproof.kernel.terms import INT, Expr, _fits, deterministic, fresh, functions, substitute
from lrproof.kernel.theorem import Refused, Theorem

MOST = 24
"""So many instances are looked at in each round for one goal."""
SMALL = 6
"""A formula of so few parts, such as 0 < t, is always at hand."""


def follow(goal: Expr, known: tuple[Theorem, ...]) -> Theorem:
    """``goal`` from ``known``. Raises Refused when it is not found to follow."""
    if goal.head == "and":
        return rules.arithmetic(goal, *(follow(part, known) for part in goal.args))
    if goal.head == "implies":
        condition, then = goal.args
        return rules.discharge(condition, follow(then, (*known, rules.assume(condition))))
    if goal.head == "iff":
        one, two = goal.args
        with suppress(Refused):
            return _leaf(goal, known)
        return rules.arithmetic(goal, follow(implies(one, two), known), follow(implies(two, one), known))
    if goal.head == "forall":
        assert goal.var is not None
        var = _new(goal.var, goal, known)
        return rules.forall_intro(var, follow(substitute(goal.args[0], {goal.var: var}), known))
    return _leaf(goal, known)


def _new(var: Expr, goal: Expr, known: tuple[Theorem, ...]) -> Expr:
    """A variable like ``var`` whose name nothing here bears."""
    return fresh(
        var, goal.free.union(goal.args[0].free - {var}, *(f.free for th in known for f in (th.concl, *th.hyps)))
    )


def _leaf(goal: Expr, known: tuple[Theorem, ...]) -> Theorem:
    facts: tuple[Theorem, ...] = ()
    new, tidied = known, rules.tidy(goal)
    for _ in range(3):
        new = _parts(new, facts)  # of what the last round found only: "for every" within "for every", say
        facts += new
        for th in new:
            if rules.tidy(th.concl) == tidied:
                return rules.congruence(goal, th)
        plain = tuple(filter(_plain, facts))
        near = tuple(th for th in plain if _near(th.concl, goal))
        for premises in (near, plain) if len(near) < len(plain) else (plain,):  # much else can hide what is simple
            with suppress(Refused):
                return rules.arithmetic(goal, *premises)
        new = tuple(_instances(goal, new))
        if not new:
            break
    if goal.head == "exists":
        return _some(goal, facts)
    raise Refused("follow", f"'{goal}' is not found to follow")


def _plain(th: Theorem) -> bool:
    return th.concl.head not in ("forall", "exists")


def _near(e: Expr, goal: Expr) -> bool:
    """Whether ``e`` speaks, behind its conditions, of what the goal speaks of, or is a small condition itself."""
    while e.head == "implies":
        e = e.args[1]
    return (functions(e) == functions(goal) and e.free == goal.free) or sum(1 for _ in e.walk()) <= SMALL


def _parts(new: tuple[Theorem, ...], facts: tuple[Theorem, ...]) -> tuple[Theorem, ...]:
    """The conjuncts of what is new, and what stands behind a condition that follows, where arithmetic cannot look."""
    seen = {(th.concl, th.hyps) for th in facts}
    found: list[Theorem] = []
    waiting = list(new)
    while waiting:
        th = waiting.pop(0)
        if (th.concl, th.hyps) in seen:
            continue
        seen.add((th.concl, th.hyps))
        if th.concl.head == "and":
            waiting += [rules.arithmetic(part, th) for part in th.concl.args]
            continue
        found.append(th)
        if th.concl.head == "implies" and any(n.head in ("forall", "exists") for n in _outer(th.concl.args[1])):
            with suppress(Refused):
                waiting.append(rules.arithmetic(th.concl.args[1], th, *filter(_plain, (*facts, *new))))
    return tuple(found)


def _outer(e: Expr) -> Iterator[Expr]:
    """The parts of a conjunction, and what stands behind its conditions."""
    yield e
    if e.head == "and":
        for part in e.args:
            yield from _outer(part)
    elif e.head == "implies":
        yield from _outer(e.args[1])


def _instances(goal: Expr, facts: tuple[Theorem, ...]) -> Iterator[Theorem]:
    """What is known for every x, at the goal's variables and at the arguments of its functions."""
    spoken = [a for node in goal.walk() if node.head == "app" for a in node.args]
    before = [canonical(a - 1) for a in spoken if a.sort == INT]  # a recurrence gives a value from the one before it
    places = [p for p in dict.fromkeys((*sorted(goal.free, key=str), *spoken, *before)) if p.free <= goal.free]
    made = 0
    for th in facts:
        if th.concl.head != "forall" or th.concl.var is None:
            continue
        for place in places:
            if _fits(place.sort, th.concl.var.sort) and deterministic(place) and made < MOST:
                made += 1
                yield rules.forall_elim(th, place)


def _some(goal: Expr, facts: tuple[Theorem, ...]) -> Theorem:
    """ "For some x: q(x)" from "for some x: p(x)", where q follows from p."""
    assert goal.var is not None
    for th in facts:
        if th.concl.head != "exists" or th.concl.var is None or th.concl.var.sort != goal.var.sort:
            continue
        var = _new(th.concl.var, th.concl & goal, facts)
        body = substitute(th.concl.args[0], {th.concl.var: var})
        with suppress(Refused):
            here = follow(substitute(goal.args[0], {goal.var: var}), (*facts, rules.assume(body)))
            return rules.exists_elim(th, var, rules.exists_intro(goal, var, here))
    raise Refused("follow", f"'{goal}' is not found to follow")
