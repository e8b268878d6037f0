"""What each rule of :mod:`lrproof.by` does: a goal, its premises, and the one rule of the kernel that decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from typing import Any, Final

from lrproof.context import GIVEN, Context, close, fit, label, labels
from lrproof.kernel import rules, sequences
from lrproof.kernel.normal import canonical
from lrproof.kernel.syntax import conj, eq, implies
from lrproof.kernel.terms import Expr, substitute, term
from lrproof.kernel.theorem import Refused, Theorem

Tactic = Callable[..., tuple[Theorem, str]]
"""(context, goal, premises, options) -> the theorem, and the reason as a reader reads it."""
TACTICS: Final[dict[str, Tactic]] = {}


def _tactic(function: Tactic) -> Tactic:
    TACTICS[function.__name__.strip("_")] = function
    return function


def _and(text: str, premises: tuple[Any, ...]) -> str:
    return f"{text}, by {labels(premises)}" if premises else text


@_tactic
def given(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    named = label(premises[0])
    return fit(context, context.theorem(premises[0]), goal), "assumed" if named == GIVEN else f"by {named}"


@_tactic
def cite(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    return fit(context, context.theorem(premises[0]), goal), f"by {label(premises[0])}"


@_tactic
def algebra(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))
    known = context.known(goal, *(th.concl for th in cited))
    try:
        return close(goal, rules.algebra, (*cited, *known)), _and("algebra", premises)
    except Refused:
        if not cited:
            raise
        with suppress(Refused):  # equations that are not read from left to right
            return close(goal, rules.arithmetic, (*cited, *known)), _and("algebra", premises)
        raise


@_tactic
def arithmetic(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    cited = tuple(map(context.theorem, premises))
    known = context.known(goal, *(th.concl for th in cited))
    return close(goal, rules.arithmetic, (*cited, *known)), _and("real arithmetic", premises)


@_tactic
def logic(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    return rules.arithmetic(goal, *map(context.theorem, premises)), f"together, {labels(premises)}"


@_tactic
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


@_tactic
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


@_tactic
def discharge(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    supposed, th = map(context.theorem, premises)
    done = rules.discharge(supposed.concl, th)
    if done.concl != goal:
        raise Refused("discharge", f"this gives '{done.concl}', not '{goal}'")
    return done, f"{label(premises[1])}, where {label(premises[0])} was supposed"


@_tactic
def witness(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    if goal.head == "forall" or goal.head == "implies":
        return close(goal, lambda g, *known: _witness(g, known, options), context.known(goal)), _shown(options)
    return _witness(goal, context.known(goal), options), _shown(options)


def _shown(values: tuple[Expr, ...]) -> str:
    return "take " + " or ".join(map(str, values))


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


# --- finite sums: the kernel's equations for the sums of the goal are put in by algebra
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
    return close(goal, leaf, known), _and(reason, premises)


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
    """Σ u = Σ v, for two sums of the goal over one range whose terms are equal by algebra."""

    def equal(first: Expr, second: Expr) -> Theorem:
        var = first.var
        assert var is not None and second.var is not None
        inside = Expr("and", (Expr("le", (first.args[0], var)), Expr("le", (var, first.args[1]))))
        same = eq(first.args[2], substitute(second.args[2], {second.var: var}))
        pointwise = Expr("forall", (Expr("implies", (inside, same)),), var=var)
        return sequences.sum_terms(close(pointwise, rules.algebra, known), *known)

    for first, second in _pairs(goal):
        yield partial(equal, first, second)
        return  # both ways would put each for the other


def _shift(by: Expr, goal: Expr, known: tuple[Theorem, ...]) -> Iterator[Callable[[], Theorem]]:
    for e in _sums(goal):
        yield partial(sequences.sum_shift, e, by, *known)
        return


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


@_tactic
def sum_shift(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    return _by_sums("sum_shift", "the index is shifted", partial(_shift, options[0]), context, goal, premises, ())


# --- limits
def _sides(name: str, goal: Expr) -> tuple[Expr, Expr]:
    if goal.head != "iff" or goal.args[0].head != "tends":
        raise Refused(name, f"the goal must be 'u -> l <=> ...', but it is '{goal}'")
    return goal.args[0], goal.args[1]


@_tactic
def limit_terms(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    left, _ = _sides("limit_terms", goal)
    th = sequences.limit_terms(context.theorem(premises[0]), left.args[0])
    return fit(context, th, goal), f"the same sequence, by {labels(premises)}"


@_tactic
def limit_scale(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    left, _ = _sides("limit_scale", goal)
    var, (to, body) = left.var, left.args
    if body.head != "mul" or var is None:
        raise Refused("limit_scale", f"{body} is no product with a constant")
    factor, rest = next(((c, r) for c, r in (body.args, body.args[::-1]) if var not in c.free), body.args)
    known = (*map(context.theorem, premises), *context.known(goal))
    small = goal.args[1].args[0] if goal.args[1].head == "tends" else to
    th = sequences.limit_scale(factor, var, rest, small, *known)
    return fit(context, th, goal), _and("the constant factor is not 0", premises)


@_tactic
def limit_of_powers(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    left, _ = _sides("limit_of_powers", goal)
    if left.args[1].head != "pow" or left.var is None:
        raise Refused("limit_of_powers", f"{left.args[1]} is no power")
    th = sequences.limit_power(left.var, left.args[1].args[0])
    return fit(context, th, goal), "a power tends to 0 exactly when its base is below 1 in absolute value"


@_tactic
def axiom(context: Context, goal: Expr, premises: Any, options: Any) -> tuple[Theorem, str]:
    known = dict.fromkeys((*(th.concl for th in context.known(goal)), *context.claim.given))
    stated = implies(conj(*known), goal) if known else goal  # no further than the claim goes
    th = rules.axiom(*options, stated)
    return rules.arithmetic(goal, th, *map(rules.assume, known)), f"{options[0]} ({options[1]})"
