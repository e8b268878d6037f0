"""Tactics of finite sums: the kernel's equations for the sums of the goal are put in by algebra."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, Final

from lrproof.context import Context, close
from lrproof.kernel import rules, sequences
from lrproof.kernel.normal import canonical
from lrproof.kernel.syntax import eq
from lrproof.kernel.terms import INT, Expr, fresh, substitute, term
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.tactics.table import TACTICS, citing, tactic


def _sums(goal: Expr) -> list[Expr]:
    return list(dict.fromkeys(node for node in goal.walk() if node.head == "sum"))


def _by_sums(
    name: str,
    reason: str,
    equations: Callable[[Expr, tuple[Theorem, ...]], Iterator[Callable[[], Theorem]]],
    context: Context,
    goal: Expr,
    premises: Any,
    options: Any,
) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))

    def leaf(wanted: Expr, *known: Theorem) -> Theorem:
        found: list[Theorem] = []
        refusals: list[Refused] = []
        for make in equations(wanted, known):
            try:
                found.append(make())
            except Refused as refused:
                refusals.append(refused)
        if not found:
            raise refusals[0] if refusals else Refused(name, f"there is no sum in '{wanted}' that this applies to")
        plain = [th for th in known if th.concl.head != "eq"]
        return rules.algebra(wanted, *found, *cited, *plain)

    known = (*cited, *context.known(goal, *(th.concl for th in cited)))
    return close(goal, leaf, known), citing(reason, premises)


def _empty(goal: Expr, known: tuple[Theorem, ...]) -> Iterator[Callable[[], Theorem]]:
    for e in _sums(goal):
        yield partial(sequences.sum_empty, e)


def _one_off(end: int, goal: Expr, known: tuple[Theorem, ...]) -> Iterator[Callable[[], Theorem]]:
    """A sum with its last (end 1) or first (end 0) term split off: towards a sum of the goal, or one shorter."""
    step = term(-1) if end else term(1)
    rule = sequences.sum_last if end else sequences.sum_first
    sums = _sums(goal)
    ends = {canonical(e.args[end]) for e in sums}
    for e in sums:
        shorter = canonical(e.args[end] + step)
        other = next((s.args[end] for s in sums if canonical(s.args[end]) == shorter), None)
        if other is not None or len(ends) == 1:
            yield partial(rule, e, shorter if other is None else other, *known)


def _pairs(goal: Expr) -> Iterator[tuple[Expr, Expr]]:
    sums = _sums(goal)
    for first in sums:
        for second in sums:
            same = all(canonical(a) == canonical(b) for a, b in zip(first.args[:2], second.args[:2], strict=True))
            if first is not second and same:
                yield first, second


def _scale(goal: Expr, known: tuple[Theorem, ...]) -> Iterator[Callable[[], Theorem]]:
    """Σ c u = c Σ u, for the sums of the goal whose terms are products with a constant factor."""

    def split(e: Expr) -> Theorem:
        factor, rest = next(
            (c, r) for c, r in (e.args[2].args, e.args[2].args[::-1]) if e.var not in c.free
        )  # fmt: skip
        th = sequences.sum_scale(factor, Expr("sum", (*e.args[:2], rest), var=e.var), *known)
        flipped = eq(th.concl.args[1], th.concl.args[0])
        if th.concl.args[1] != e:
            flipped = eq(e, th.concl.args[0])
        return rules.arithmetic(flipped, th)

    for e in _sums(goal):
        body = e.args[2]
        if body.head == "mul" and any(e.var not in part.free for part in body.args):
            yield partial(split, e)


def _add(goal: Expr, known: tuple[Theorem, ...]) -> Iterator[Callable[[], Theorem]]:
    """Σ (u + v) = Σ u + Σ v, for the sums of the goal whose terms are sums."""

    def split(e: Expr) -> Theorem:
        left, right = (Expr("sum", (*e.args[:2], part), var=e.var) for part in e.args[2].args)
        th = sequences.sum_add(left, right, *known)
        return rules.arithmetic(eq(e, th.concl.args[0]), th)

    for e in _sums(goal):
        if e.args[2].head == "add":
            yield partial(split, e)


def _terms(goal: Expr, known: tuple[Theorem, ...]) -> Iterator[Callable[[], Theorem]]:
    """Σ u = Σ v, for two sums of the goal over one range whose terms are equal by algebra, or by a premise."""

    def equal(first: Expr, second: Expr) -> Theorem:
        index, inside, sides = _inside(first, second, goal, known)
        wanted = eq(*sides)
        there = _there(known, index)
        with suppress(Refused):
            one = rules.algebra(wanted, *known, rules.assume(inside))
            return _summed(sequences.sum_terms, one, index, inside, known)
        one = rules.arithmetic(wanted, *there, *known, rules.assume(inside))
        return _summed(sequences.sum_terms, one, index, inside, known)

    for first, second in _pairs(goal):
        yield partial(equal, first, second)
        return  # both ways would put each for the other


def _inside(first: Expr, second: Expr, goal: Expr, known: tuple[Theorem, ...]) -> tuple[Expr, Expr, list[Expr]]:
    """An index for the terms of both sums, that it lies in the range, and the two terms there."""
    assert first.var is not None
    index = fresh(first.var, goal.free.union(*(f.free for th in known for f in (th.concl, *th.hyps))))
    inside = Expr("and", (Expr("le", (first.args[0], index)), Expr("le", (index, first.args[1]))))
    return index, inside, [substitute(e.args[2], {e.var: index}) for e in (first, second) if e.var is not None]


def _there(known: tuple[Theorem, ...], index: Expr) -> list[Theorem]:
    """What is known for every integer, at the index."""
    every = [th for th in known if th.concl.head == "forall" and th.concl.var is not None]
    return [rules.forall_elim(th, index) for th in every if th.concl.var is not None and th.concl.var.sort == INT]


def _summed(
    rule: Callable[..., Theorem], one: Theorem, index: Expr, inside: Expr, known: tuple[Theorem, ...]
) -> Theorem:
    """Of two terms at an arbitrary index, the same of the two sums."""
    return rule(rules.forall_intro(index, rules.discharge(inside, one)), *known)


def _shift(by: Expr, goal: Expr, known: tuple[Theorem, ...]) -> Iterator[Callable[[], Theorem]]:
    for e in _sums(goal):
        yield partial(sequences.sum_shift, e, by, *known)
        return


@tactic
def sum_order(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))

    def leaf(wanted: Expr, *known: Theorem) -> Theorem:
        if wanted.head != "le" or any(side.head != "sum" for side in wanted.args):
            raise Refused("sum_order", f"the goal must be 'sum of u <= sum of v', but it is '{wanted}'")
        first, second = wanted.args
        index, inside, sides = _inside(first, second, wanted, known)
        one = rules.arithmetic(Expr("le", tuple(sides)), *known, *_there(known, index), rules.assume(inside))
        return rules.congruence(wanted, _summed(sequences.sum_order, one, index, inside, known))

    known = (*cited, *context.known(goal, *(th.concl for th in cited)))
    return close(goal, leaf, known), citing("term by term", premises)


_SUMS: Final[dict[str, tuple[str, Callable[..., Iterator[Callable[[], Theorem]]]]]] = {
    "sum_empty": ("a sum without terms is 0", _empty),
    "sum_last": ("the last term of the sum", partial(_one_off, 1)),
    "sum_first": ("the first term of the sum", partial(_one_off, 0)),
    "sum_scale": ("a constant factor of a sum", _scale),
    "sum_add": ("sums add term by term", _add),
    "sum_terms": ("term by term", _terms),
}
for _name, (_reason, _equations) in _SUMS.items():
    TACTICS[_name] = partial(_by_sums, _name, _reason, _equations)


@tactic
def sum_shift(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    return _by_sums("sum_shift", "the index is shifted", partial(_shift, options[0]), context, goal, premises, ())
