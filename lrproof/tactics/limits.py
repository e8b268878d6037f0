"""Tactics of limits of sequences."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from lrproof.context import Context, close, fit, labels
from lrproof.kernel import limits, rules
from lrproof.kernel.syntax import eq
from lrproof.kernel.terms import REAL, Domain, Expr, fresh, substitute, term
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.tactics.calculus import with_value
from lrproof.tactics.table import citing, tactic


def _sides(name: str, goal: Expr) -> tuple[Expr, Expr, Expr]:
    """The index, and what stands on both sides of "u → l ⇔ ..." or "u → ∞ ⇔ ..."."""
    if goal.head != "iff" or goal.args[0].head not in ("tends", "grows") or goal.args[0].var is None:
        raise Refused(name, f"the goal must be 'u -> l <=> ...' or 'u -> oo <=> ...', but it is '{goal}'")
    return goal.args[0].var, *goal.args  # type: ignore[return-value]


@tactic
def limit_terms(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    _, left, _ = _sides("limit_terms", goal)
    equal = context.theorem(premises[0])
    th = limits.growth_terms(equal) if left.head == "grows" else limits.limit_terms(equal, left.args[0])
    return fit(context, th, goal), f"the same sequence, by {labels(premises)}"


@tactic
def limit_scale(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    var, left, right = _sides("limit_scale", goal)
    body = left.args[-1]
    if body.head != "mul":
        raise Refused("limit_scale", f"{body} is no product with a constant")
    factor, rest = next(((c, r) for c, r in (body.args, body.args[::-1]) if var not in c.free), body.args)
    known = (*map(context.theorem, premises), *context.known(goal))
    if left.head == "grows":
        th = limits.growth_scale(factor, var, rest, *known)
        return fit(context, th, goal), citing("the constant factor is positive", premises)
    small = right.args[0] if right.head == "tends" else left.args[0]
    th = limits.limit_scale(factor, var, rest, small, *known)
    return fit(context, th, goal), citing("the constant factor is not 0", premises)


@tactic
def limit_of_powers(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    var, left, _ = _sides("limit_of_powers", goal)
    power = left.args[-1]
    if left.head == "grows":
        if power.head != "pow" or power.args[0].head != "abs":
            raise Refused("limit_of_powers", f"{power} is no power of an absolute value")
        th = limits.growth_power(var, power.args[0].args[0])
        return fit(context, th, goal), "a power grows beyond all bounds exactly when its base is above 1"
    if power.head != "pow":
        raise Refused("limit_of_powers", f"{power} is no power")
    th = limits.limit_power(var, power.args[0])
    return fit(context, th, goal), "a power tends to 0 exactly when its base is below 1 in absolute value"


def _limit_of(var: Expr, body: Expr, cited: tuple[Theorem, ...], known: tuple[Theorem, ...]) -> Theorem:
    """A limit of the body, from those cited, piece by piece."""
    for th in cited:
        if th.concl.head == "tends" and th.concl.var is not None:
            own = Expr("tends", (th.concl.args[0], body), var=var)
            if rules.tidy(own) == rules.tidy(th.concl):
                return rules.congruence(own, th)
            for by in (1, -1):  # the limit of u(t + 1) is that of u(t)
                moved = substitute(th.concl.args[1], {th.concl.var: var + by})
                if rules.tidy(moved) == rules.tidy(body):
                    here = substitute(th.concl.args[1], {th.concl.var: var})
                    same = rules.congruence(Expr("tends", (th.concl.args[0], here), var=var), th)
                    both = limits.limit_shift(var, here, th.concl.args[0], by)
                    return rules.congruence(own, rules.arithmetic(both.concl.args[0], both, same))
    if var not in body.free:
        return limits.limit_constant(var, body)
    if body == 1 / var:
        return limits.limit_reciprocal(var)
    if body.head == "div" and body.args[0] == term(1) and any(th.concl.head == "grows" for th in cited):
        with suppress(Refused):  # 1/u → 0 for u → ∞
            return limits.growth_reciprocal(_growth_of(var, body.args[1], cited, known))
    if body.head in ("add", "sub", "mul", "div"):
        one, two = (_limit_of(var, a, cited, known) for a in body.args)
        return limits.limit_combine(body.head, one, two, *known)
    if body.head in ("neg", "abs", "exp", "sin", "cos", "tanh", "sqrt", "log"):
        return limits.limit_continuous(body.head, _limit_of(var, body.args[0], cited, known), *known)
    if body.head == "pow" and var not in body.args[0].free and body.args[1] == var:
        power = limits.limit_power(var, body.args[0])
        small = rules.arithmetic(power.concl.args[1], *known)
        return rules.arithmetic(power.concl.args[0], power, small)
    exponent = body.args[1].data if body.head == "pow" and body.args[1].head == "num" else 0
    if 1 <= exponent <= 9:
        one = power = _limit_of(var, body.args[0], cited, known)
        for _ in range(int(exponent) - 1):
            power = limits.limit_combine("mul", power, one)
        return rules.congruence(Expr("tends", (one.concl.args[0] ** int(exponent), body), var=var), power)
    raise Refused("limit", f"nothing is known of the limit of '{body}'; prove it first, and cite it")


def attained(goal: Expr, *known: Theorem) -> Theorem:
    """u → l or u → ∞, piece by piece, from what is known."""
    if goal.head not in ("tends", "grows") or goal.var is None:
        raise Refused("limit", f"the goal must be 'u -> l' or 'u -> oo', but it is '{goal}'")
    if goal.head == "grows":
        return _growth_of(goal.var, goal.args[0], known, known)
    return with_value(goal, 0, _limit_of(goal.var, goal.args[1], known, known), known)


@tactic
def limit(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))
    known = (*cited, *context.known(goal, *(th.concl for th in cited)))
    return close(goal, attained, known), citing("limits, part by part", premises)


@tactic
def squeeze(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    below, above, *cited = map(context.theorem, premises)
    known = (*cited, *context.known(goal, below.concl, above.concl, *(th.concl for th in cited)))
    if goal.head != "tends" or goal.var is None:
        raise Refused("squeeze", f"the goal must be 'u -> l', but it is '{goal}'")

    def bound(pointwise: Theorem, side: int) -> Theorem:
        shape = pointwise.concl.args[0] if pointwise.concl.head == "forall" else pointwise.concl
        shape = shape.args[1] if shape.head == "implies" else shape
        if shape.head != "le" or pointwise.concl.var is None:
            raise Refused("squeeze", f"'{pointwise.concl}' is no bound for all indices")
        body = substitute(shape.args[side], {pointwise.concl.var: goal.var}) if goal.var is not None else shape
        wanted = Expr("tends", (goal.args[0], body), var=goal.var)
        assert goal.var is not None
        return with_value(wanted, 0, _limit_of(goal.var, body, tuple(cited), known), known)

    th = limits.limit_squeeze(below, above, bound(below, 0), bound(above, 1))
    return fit(context, th, goal), f"between two sequences with this limit, by {labels(premises)}"


@tactic
def limit_order(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    pointwise, *cited = map(context.theorem, premises)
    f = pointwise.concl
    shape = f.args[0].args[1] if f.head == "forall" and f.args[0].head == "implies" else f.args[0] if f.args else f
    if f.head != "forall" or shape.head != "le" or f.var is None or goal.head != "le":
        raise Refused("limit_order", "this leads from 'for every t: u <= v' and two limits k, l to 'k <= l'")
    known = (*cited, *context.known(goal, f, *(th.concl for th in cited)))
    sides = [_limit_of(f.var, side, tuple(cited), known) for side in shape.args]
    th = limits.limit_order(pointwise, *sides)
    if rules.tidy(th.concl) != rules.tidy(goal):
        return rules.arithmetic(goal, th, *known), f"limits keep the order, by {labels(premises)}"
    return rules.congruence(goal, th), f"limits keep the order, by {labels(premises)}"


@tactic
def limit_monotone(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    falling, *bounds = map(context.theorem, premises)
    th = limits.limit_monotone(falling)
    said = f"a sequence that never rises, by {labels(premises)}"
    if not bounds:
        if rules.tidy(goal) != rules.tidy(th.concl):
            raise Refused("limit_monotone", f"this gives '{th.concl}', not '{goal}'")
        return rules.congruence(goal, th), said
    some, endless = th.concl.args
    var, f = endless.var, bounds[0].concl
    if f.head != "forall" or f.var is None or var is None:
        raise Refused("limit_monotone", f"'{f}' is no lower bound for all indices")
    inside = f.args[0]
    shape = inside.args[1] if inside.head == "implies" else inside
    if shape.head != "le":
        raise Refused("limit_monotone", f"'{f}' is no lower bound for all indices")
    turned = -shape.args[1] <= -shape.args[0]
    whole = Expr("implies", (inside.args[0], turned)) if inside.head == "implies" else turned
    above = close(Expr("forall", (whole,), var=f.var), lambda g, *k: _turned(g, bounds[0], *k), ())
    never = limits.growth_bounded(rules.assume(endless), above)
    either = rules.arithmetic(some, th, rules.discharge(endless, never))
    return fit(context, either, goal), said + ": bounded below, it has a limit"


def _turned(goal: Expr, bound: Theorem, *known: Theorem) -> Theorem:
    assert bound.concl.var is not None
    return rules.arithmetic(goal, rules.forall_elim(bound, bound.concl.var), *known)


@tactic
def limit_definition(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    _, left, right = _sides("limit_definition", goal)
    th = limits.limit_definition(left if left.head == "tends" else right)
    return fit(context, th, goal), "what a limit is"


@tactic
def limit_average(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    increments = context.theorem(premises[0])
    body = goal.args[1] if goal.head == "tends" else goal
    if goal.var is None or body.head != "div" or body.args[1] != goal.var:
        raise Refused("limit_average", f"the goal must be 'u(t)/t -> l', but it is '{goal}'")
    th = limits.limit_average(goal.var, body.args[0], increments)
    return fit(context, th, goal), f"the average of increments that have this limit, by {labels(premises)}"


@tactic
def grows_beyond(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    pointwise, growth = map(context.theorem, premises)
    return fit(
        context, limits.growth_compare(pointwise, growth), goal
    ), f"it is at least as large, by {labels(premises)}"


def _growth_of(var: Expr, body: Expr, cited: tuple[Theorem, ...], known: tuple[Theorem, ...]) -> Theorem:
    own = Expr("grows", (body,), var=var)
    for th in cited:
        if th.concl.head == "grows" and rules.tidy(th.concl) == rules.tidy(own):
            return rules.congruence(own, th)
    if body == var:
        return limits.growth_index(var)
    if body.head == "pow" and body.args[1] == var and var not in body.args[0].free:
        base = body.args[0]
        if base.head == "abs":
            power = limits.growth_power(var, base.args[0])
            return rules.arithmetic(own, power, rules.arithmetic(power.concl.args[1], *known))
        size = rules.arithmetic(eq(abs(base), base), *known)
        whole = _growth_of(var, abs(base) ** var, cited, known)
        hole = fresh(Expr("var", data=("(base)", Domain(REAL), None, False)), body.free | {var})
        return rules.replace_equal(size, hole, Expr("grows", (hole**var,), var=var), whole)
    if body.head == "mul":
        for factor, rest in (body.args, body.args[::-1]):
            if var not in factor.free:
                scaled = limits.growth_scale(factor, var, rest, *known)
                both = rules.arithmetic(scaled.concl.args[0], scaled, _growth_of(var, rest, cited, known))
                return rules.congruence(own, both)
    raise Refused("growth", f"it is not known that '{body}' grows; prove it first, and cite it")
