"""Tactics of logic, algebra and arithmetic."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from lrproof.context import GIVEN, Context, close, fit, label, labels
from lrproof.kernel import rules, sequences
from lrproof.kernel.syntax import conj, implies
from lrproof.kernel.terms import Expr, substitute, term
from lrproof.kernel.theorem import Refused, Theorem
from lrproof.tactics.table import TACTICS, citing, tactic


@tactic
def given(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    named = label(premises[0])
    return fit(context, context.theorem(premises[0]), goal), "assumed" if named == GIVEN else f"by {named}"


@tactic
def cite(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    return fit(context, context.theorem(premises[0]), goal), f"by {label(premises[0])}"


@tactic
def algebra(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))
    known = context.known(goal, *(th.concl for th in cited))
    try:
        return close(goal, rules.algebra, (*cited, *known)), citing("algebra", premises)
    except Refused:
        if not cited:
            raise
        with suppress(Refused):  # equations that are not read from left to right
            return close(goal, rules.arithmetic, (*cited, *known)), citing("algebra", premises)
        raise


@tactic
def arithmetic(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))
    known = context.known(goal, *(th.concl for th in cited))
    return close(goal, rules.arithmetic, (*cited, *known)), citing("real arithmetic", premises)


@tactic
def logic(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    return rules.arithmetic(goal, *map(context.theorem, premises)), f"together, {labels(premises)}"


@tactic
def induction(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    base, step = map(context.theorem, premises)
    shape = goal.head == "forall" and goal.args[0].head == "implies" and goal.args[0].args[0].head == "le"
    if not shape or goal.var is None or goal.args[0].args[0].args[1] != goal.var:
        raise Refused("induction", f"the goal must be 'for every {goal.var}: n <= {goal.var} => p', but it is '{goal}'")
    guard, statement = goal.args[0].args
    start, var = guard.args[0], goal.var
    first, then = substitute(statement, {var: start}), substitute(statement, {var: var + term(1)})
    th = sequences.induction(var, start, statement, fit(context, base, first), fit(context, step, then))
    return th, f"induction on {var}, from {labels(premises)}"


@tactic
def generalize(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    th = context.theorem(premises[0])
    if goal.head != "forall" or goal.var is None:
        raise Refused("generalize", f"'{goal}' is not 'for every'")
    body = goal.args[0]
    if body != th.concl and body.head == "implies" and body.args[0] in th.hyps:
        th = rules.discharge(body.args[0], th)
    th = rules.forall_intro(goal.var, th)
    if th.concl != goal:
        raise Refused("generalize", f"this gives '{th.concl}', not '{goal}'")
    return th, f"{goal.var} was arbitrary in {labels(premises)}"


@tactic
def discharge(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    supposed, th = map(context.theorem, premises)
    done = rules.discharge(supposed.concl, th)
    if done.concl != goal:
        raise Refused("discharge", f"this gives '{done.concl}', not '{goal}'")
    return done, f"{label(premises[1])}, where {label(premises[0])} was supposed"


@tactic
def witness(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))
    known = (*cited, *context.known(goal, *options, *(th.concl for th in cited)))
    said = citing("take " + " or ".join(map(str, options)), premises)
    if goal.head == "forall" or goal.head == "implies":
        return close(goal, lambda g, *known: _witness(g, known, options), known), said
    return _witness(goal, known, options), said


def _witness(goal: Expr, known: tuple[Theorem, ...], values: tuple[Expr, ...]) -> Theorem:
    if goal.head != "exists" or goal.var is None:
        raise Refused("witness", f"'{goal}' is not 'for some'")
    bodies = [substitute(goal.args[0], {goal.var: value}) for value in values]
    either = bodies[0]
    for body in bodies[1:]:
        either = either | body
    one = rules.arithmetic(either, *known)
    cases = [
        rules.discharge(body, rules.exists_intro(goal, value, rules.assume(body)))
        for body, value in zip(bodies, values, strict=True)
    ]
    return rules.arithmetic(goal, one, *cases)


def _extremum(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    if goal.head == "forall":
        raise Refused("maximum", "state it for one, then by.generalize")
    th = rules.arithmetic(goal, rules.unfold(goal), *map(context.theorem, premises))
    return th, f"a bound by {label(premises[0])}, attained by {label(premises[1])}"


TACTICS["maximum"] = TACTICS["minimum"] = _extremum


@tactic
def choose(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    some, supposed, then = map(context.theorem, premises)
    if some.concl.head != "exists" or some.concl.var is None:
        raise Refused("choose", f"'{some.concl}' is not 'for some'")
    body, bound = some.concl.args[0], some.concl.var
    fitting = [
        v for v in supposed.concl.free if v.sort == bound.sort and substitute(body, {bound: v}) == supposed.concl
    ]
    if not fitting:
        raise Refused("choose", f"what was supposed, '{supposed.concl}', is no instance of '{some.concl}'")
    th = rules.exists_elim(some, fitting[0], then)
    if th.concl != goal:
        raise Refused("choose", f"this gives '{th.concl}', not '{goal}'")
    return th, f"{label(premises[2])}, for the {fitting[0]} that exists by {label(premises[0])}"


@tactic
def axiom(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    known = dict.fromkeys((*(th.concl for th in context.known(goal)), *context.claim.given))
    stated = implies(conj(*known), goal) if known else goal  # no further than the claim goes
    th = rules.axiom(*options, stated)
    return rules.arithmetic(goal, th, *map(rules.assume, known)), f"{options[0]} ({options[1]})"
