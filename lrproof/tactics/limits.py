"""Tactics of limits."""

from __future__ import annotations

from typing import Any

from lrproof.context import Context, fit, labels
from lrproof.kernel import limits
from lrproof.kernel.terms import Expr
from lrproof.kernel.theorem import Refused, Theorem
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
