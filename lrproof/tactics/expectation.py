"""The tactic of expectations: linearity for each one in the goal, and the means of what holds in every outcome."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from lrproof.context import Context, close, with_instances, without_guards
from lrproof.kernel import rules
from lrproof.kernel.expectation import expect_linear, expect_order
from lrproof.kernel.terms import Expr, deterministic
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.tactics.table import citing, tactic


@tactic
def expectation(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))
    if not any(node.head == "expect" for node in goal.walk()):
        raise Refused("expectation", f"there is no expectation in '{goal}'")

    def leaf(wanted: Expr, *known: Theorem) -> Theorem:
        means = _means(context, wanted, cited)
        plain = [th for th in (*cited, *known) if deterministic(th.concl)]
        linear, refusals = _linear((wanted, *(th.concl for th in means)), plain)
        used = (*means, *linear, *plain)
        if wanted.head == "eq":
            try:
                return rules.algebra(wanted, *used)
            except Refused as refused:
                refusals.append(refused)
        try:
            return rules.arithmetic(wanted, *used)
        except Refused as refused:
            raise refusals[0] if refusals else refused from None

    known = (*cited, *context.known(goal, *(th.concl for th in cited)))
    return close(goal, leaf, known), citing("linearity of the expectation", premises)


def _means(context: Context, goal: Expr, cited: tuple[Theorem, ...]) -> list[Theorem]:
    """Of premises between random things, at the free variables of the goal: the same between their expectations."""
    found = []
    for th in with_instances(goal, cited):
        while th.concl.head == "implies":
            with suppress(Refused):
                th = without_guards(context, th)
                continue
            break
        if th.concl.head in ("eq", "le", "lt") and not deterministic(th.concl):
            found.append(expect_order(th))
    return found


def _linear(formulas: tuple[Expr, ...], known: list[Theorem]) -> tuple[list[Theorem], list[Refused]]:
    """Each expectation in the formulas by linearity, and why some are not."""
    found, refusals = [], []
    inside = dict.fromkeys(node.args[0] for formula in formulas for node in formula.walk() if node.head == "expect")
    for e in inside:
        try:
            th = expect_linear(e, *known)
        except Refused as refused:
            refusals.append(refused)
        else:
            if th.concl.args[0] != th.concl.args[1]:
                found.append(th)
    return found, refusals
