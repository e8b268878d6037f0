"""Tactics of derivatives, of known facts and of numbers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from lrproof.context import Context, close, labels, with_instances
from lrproof.kernel import calculus, facts, rules
from lrproof.kernel.syntax import eq
from lrproof.kernel.terms import REAL, VEC, Domain, Expr, fresh, substitute
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.tactics.table import citing, tactic


def field_or_order(goal: Expr, *known: Theorem) -> Theorem:
    """By the laws of a field, or else by real arithmetic."""
    if goal.head in ("eq", "same"):
        with suppress(Refused):
            return rules.algebra(goal, *known)
    return rules.arithmetic(goal, *known)


def with_value(goal: Expr, place: int, th: Theorem, known: tuple[Theorem, ...]) -> Theorem:
    """``goal`` from ``th``, which is the same but for its argument at ``place``, when these two are equal."""
    if rules.tidy(goal) == rules.tidy(th.concl):
        return rules.congruence(goal, th)
    found, wanted = th.concl.args[place], goal.args[place]
    taken = goal.free | th.concl.free
    hole = fresh(Expr("var", data=("(value)", Domain(REAL), None, 0)), taken)
    args = (*th.concl.args[:place], hole, *th.concl.args[place + 1 :])
    same = field_or_order(eq(found, wanted), *known)
    return rules.congruence(goal, rules.replace_equal(same, hole, Expr(goal.head, args, var=th.concl.var), th))


def _real_function(e: Expr) -> bool:
    return e.head == "app" and len(e.args) == 1 and e.args[0].sort == REAL


def _slopes(var: Expr, point: Expr, body: Expr, known: tuple[Theorem, ...]) -> Iterator[Theorem]:
    """Derivatives of f(g) for the f of the body whose derivative is known everywhere (or where a guard holds)."""
    for node in dict.fromkeys(n for n in body.walk() if _real_function(n) and var in n.free):
        for th in known:
            if th.concl.head != "forall" or th.concl.var is None or th.concl.var.sort != REAL:
                continue
            inside = th.concl.args[0]
            slope = inside.args[1] if inside.head == "implies" else inside
            if slope.head != "derivative" or slope.args[2].head != "app" or slope.args[2].data != node.data:
                continue
            at = rules.forall_elim(th, substitute(node.args[0], {var: point}))
            if inside.head == "implies":
                with suppress(Refused):
                    at = rules.arithmetic(at.concl.args[1], at, *known)
            if at.concl.head == "derivative" and at.concl.args[2].args == (at.concl.var,):
                yield at if node.args[0] == var else calculus.chain(at, _derived(var, point, node.args[0], known))


def _derived(var: Expr, point: Expr, body: Expr, known: tuple[Theorem, ...]) -> Theorem:
    return calculus.differentiate(var, point, body, *known, *_slopes(var, point, body, known))


def derived(goal: Expr, *known: Theorem) -> Theorem:
    """A derivative, by the rules of the calculus and those derivatives that are known."""
    if goal.head != "derivative" or goal.var is None:
        raise Refused("derivative", f"the goal must be a derivative, but it is '{goal}'")
    _, point, body = goal.args
    known = with_instances(goal, known)
    var = fresh(goal.var, goal.free | {goal.var})
    th = _derived(var, point, substitute(body, {goal.var: var}), known)
    return with_value(goal, 0, th, known)


@tactic
def derivative(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))
    known = (*cited, *context.known(goal, *(th.concl for th in cited)))
    return close(goal, derived, known), citing("the derivative", premises)


def _ends(slopes: Theorem, options: tuple[Expr, ...]) -> tuple[Expr, Expr]:
    if options:
        return options[0], options[1]
    f = slopes.concl
    if f.head == "forall" and f.args[0].head == "implies" and f.args[0].args[0].head == "and":
        low, high = f.args[0].args[0].args
        if low.head == high.head == "le" and low.args[1] == high.args[0] == f.var:
            return low.args[0], high.args[1]
    raise Refused("increasing", f"name the ends, between=(a, b): '{f}' does not say from where to where")


@tactic
def increasing(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    slopes, sign, *more = map(context.theorem, premises)
    low, high = _ends(slopes, options)
    if slopes.concl.head != "forall" or sign.concl.head != "forall":
        raise Refused("increasing", "derivative and sign are needed for every place between the ends")
    body = slopes.concl.args[0].args[1] if slopes.concl.args[0].head == "implies" else slopes.concl.args[0]
    var = body.var
    if body.head != "derivative" or var is None:
        raise Refused("increasing", f"'{slopes.concl}' is about no derivative")

    def risen(wanted: Expr, *known: Theorem) -> Theorem:
        some = calculus.mean_value(slopes, low, high, *known)
        assert some.concl.var is not None
        taken = wanted.free.union(*(f.free for th in (some, sign, *known) for f in (th.concl, *th.hyps)))
        place = fresh(some.concl.var, taken)
        there = substitute(some.concl.args[0], {some.concl.var: place})
        one = rules.arithmetic(wanted, rules.assume(there), rules.forall_elim(sign, place), *known)
        return rules.exists_elim(some, place, one)

    def leaf(wanted: Expr, *known: Theorem) -> Theorem:
        try:
            return risen(wanted, *known)
        except Refused:
            if wanted.head != "le":
                raise
        apart, equal = low < high, eq(low, high)
        first = rules.discharge(apart, risen(wanted, *known, rules.assume(apart)))
        start = substitute(body.args[2], {var: low})
        pattern = eq(start, substitute(body.args[2], {var: place}))
        flat = rules.replace_equal(rules.assume(equal), place, pattern, rules.algebra(eq(start, start)))
        second = rules.discharge(equal, rules.arithmetic(wanted, flat, *known))
        return rules.arithmetic(wanted, first, second, *known)

    place = fresh(Expr("var", data=("p", Domain(REAL), None, 0)), goal.free | slopes.concl.free)
    known = (*more, *context.known(goal, *(th.concl for th in more)))
    return close(goal, leaf, known), f"the sign of the derivative, by {labels(premises)}"


@tactic
def intermediate_value(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    slopes, *more = map(context.theorem, premises)
    low, high = _ends(slopes, options)
    known = (*more, *context.known(goal, *(th.concl for th in more)))
    th = calculus.intermediate_value(slopes, low, high, *known)
    if rules.tidy(th.concl) != rules.tidy(goal):
        raise Refused("intermediate_value", f"this gives '{th.concl}', not '{goal}'")
    return rules.congruence(goal, th), f"a continuous function takes the values between, by {labels(premises)}"


_SAID = {
    "abs": "powers",
    "power": "powers",
    "log": "the logarithm",
    "exp": "the exponential function",
    "tanh": "the hyperbolic tangent",
}


@tactic
def fact(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    name, *terms = options
    cited = tuple(map(context.theorem, premises))

    def leaf(wanted: Expr, *known: Theorem) -> Theorem:
        th = facts.fact(name, tuple(terms), *known)
        if rules.tidy(th.concl) == rules.tidy(wanted):
            return rules.congruence(wanted, th)
        try:
            return field_or_order(wanted, th, *known)
        except Refused as refused:
            raise Refused(
                "fact", f"{name} says '{th.concl}', which does not give '{wanted}'", refused.witness
            ) from None

    known = (*cited, *context.known(goal, *terms, *(th.concl for th in cited)))
    what = _SAID.get(name.partition("_")[0], "sine and cosine")
    return close(goal, leaf, known), citing(f"a law of {what}", premises)


@tactic
def equal_arguments(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))

    def leaf(wanted: Expr, *known: Theorem) -> Theorem:
        if wanted.head not in ("eq", "same") or not wanted.args[0].args or wanted.args[0].head != wanted.args[1].head:
            raise Refused("equal_arguments", f"the goal must be 'f(x) = f(y)', but it is '{wanted}'")
        left, right = wanted.args
        th = _itself(left, known)
        for k, (one, two) in enumerate(zip(left.args, right.args, strict=True)):
            if one != two:
                hole = fresh(Expr("var", data=("(value)", Domain(one.sort), None, 0)), wanted.free)
                now = th.concl.args[1]
                pattern = Expr(now.head, (*now.args[:k], hole, *now.args[k + 1 :]), var=now.var, data=_symbol(now))
                th = rules.replace_equal(equal(one, two, known), hole, eq(left, pattern), th)
        return rules.congruence(wanted, th)

    def equal(one: Expr, two: Expr, known: tuple[Theorem, ...]) -> Theorem:
        try:
            return field_or_order(eq(one, two), *known)
        except Refused:
            if one.sort != VEC or one.head != two.head or not one.args:
                raise
        return leaf(eq(one, two), *known)  # a vector may be built of vectors and numbers that are equal

    known = (*cited, *context.known(goal, *(th.concl for th in cited)))
    return close(goal, leaf, known), citing("equal arguments", premises)


def _itself(e: Expr, known: tuple[Theorem, ...]) -> Theorem:
    """e = e."""
    if e.sort != VEC:
        return rules.arithmetic(eq(e, e))
    return rules.algebra(eq(e, e), *(fact for fact in known if fact.concl.head not in ("eq", "same")))


def _symbol(e: Expr) -> Any:
    return e.data if e.head == "app" else None


@tactic
def numeric(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    return close(goal, lambda wanted, *known: facts.numeric(wanted), ()), "ball arithmetic"
