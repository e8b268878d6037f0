"""The truth of a formula in one exact instance: TRUE, FALSE, UNKNOWN, or SURVIVED.

TRUE and FALSE are exact. A "for all" whose tried places all held has SURVIVED: that is no truth, only the count of it.
What is not decided exactly (x/0, an irrational root) is UNKNOWN. A comparison of random things says that it holds in
every outcome; in a negation, an alternative, a condition or after "for some" it would say something else, and is
UNKNOWN. Connectives follow Kleene; under a
negation, before an arrow and beside a FALSE half of an equivalence SURVIVED is UNKNOWN.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from lrproof.chance import Chance, in_every_outcome
from lrproof.falsify import limits, ranges
from lrproof.falsify.assumptions import Definitions, conjuncts, guarded
from lrproof.falsify.model import Env, Instance
from lrproof.falsify.places import places
from lrproof.kernel.terms import INT, Expr, Fn, deterministic, substitute, term
from lrproof.undefined import Undefined

FURTHER: Final = 6
"""How many steps past its start a "for all t" is tried."""
_COMPARE: Final[dict[str, Callable[[Fraction, Fraction], bool]]] = {
    "eq": operator.eq, "lt": operator.lt, "le": operator.le
}  # fmt: skip


class Truth(Enum):
    """What is known of a formula."""

    TRUE = "true"
    FALSE = "false"
    SURVIVED = "survived"
    UNKNOWN = "unknown"


TRUE, FALSE, SURVIVED, UNKNOWN = Truth.TRUE, Truth.FALSE, Truth.SURVIVED, Truth.UNKNOWN


def truth(formula: Expr, values: Mapping[Expr, Fraction], defined: Mapping[Fn, Callable[..., Fraction]]) -> bool | None:
    """Whether ``formula`` is true where its variables and functions are as given; None: not decided exactly."""
    at = Instance(Definitions(), values, ())
    at.functions = dict(defined)
    return {TRUE: True, FALSE: False}.get(judge(at, formula, at.values))


def judge(at: Instance, e: Expr, env: Env) -> Truth:
    """The truth of ``e`` in the instance, bound variables as in ``env``."""
    h = e.head
    if h in ("true", "false"):
        return TRUE if h == "true" else FALSE
    if h in _COMPARE:
        try:
            return _known(_compared(_COMPARE[h], *(at.value(a, env) for a in e.args)))
        except Undefined:
            return _by_balls(at, e, env)
    alone = e.args if h in ("not", "or", "iff", "exists") else e.args[:1] if h == "implies" else ()
    if not all(map(deterministic, alone)):
        return UNKNOWN
    if h == "not":
        return _opposite(judge(at, e.args[0], env))
    if h == "and":
        return _both(at, e.args, env)
    if h in ("or", "implies"):
        left = judge(at, e.args[0], env)
        left = _opposite(left) if h == "implies" else left
        if left is TRUE:
            return TRUE
        right = judge(at, e.args[1], env)
        if right is TRUE or left is FALSE:
            return right
        return left if right is FALSE else UNKNOWN
    if h == "iff":
        left, right = (judge(at, a, env) for a in e.args)
        if FALSE in (left, right):
            return _opposite(right if left is FALSE else left)
        if UNKNOWN in (left, right):
            return UNKNOWN
        return TRUE if left is right is TRUE else SURVIVED
    assert e.var is not None
    if e.var.data[3]:
        return UNKNOWN
    try:
        if h in ("tends", "grows"):
            if not deterministic(e):
                return UNKNOWN
            body = e.args[-1]
            if h == "grows":
                return _known(limits.grows(at, env, e.var, body))
            return _known(limits.tends(at, env, e.var, body, at.value(e.args[0], env)))
        if h == "derivative":
            return _slope(at, e, env)
        if h in ("maximum", "minimum"):
            return _extreme(at, e, env) if deterministic(e) else UNKNOWN
    except Undefined:
        return UNKNOWN
    return _every(at, e, env) if h == "forall" else _some(at, e, env)


def _compared(test: Callable[[Any, Any], bool], left: Any, right: Any) -> bool:
    if isinstance(left, Chance) or isinstance(right, Chance):
        return in_every_outcome(test, left, right)
    return test(left, right)


def _by_balls(at: Instance, e: Expr, env: Env) -> Truth:
    """A comparison of irrational numbers, where balls that enclose both sides lie apart."""
    try:
        left, right = (at.ball(a, env) for a in e.args)
    except Undefined:
        return UNKNOWN
    if left < right:
        return FALSE if e.head == "eq" else TRUE
    if right < left:
        return FALSE
    if left.is_exact() and right.is_exact():  # floors of irrational numbers
        return FALSE if e.head == "lt" else TRUE
    return SURVIVED if e.head != "lt" and left.is_finite() and right.is_finite() else UNKNOWN


def _known(answer: bool | None) -> Truth:
    return UNKNOWN if answer is None else TRUE if answer else FALSE


def _opposite(t: Truth) -> Truth:
    return {TRUE: FALSE, FALSE: TRUE}.get(t, UNKNOWN)


def _both(at: Instance, parts: Sequence[Expr], env: Env) -> Truth:
    found = []
    for part in parts:
        found.append(judge(at, part, env))
        if found[-1] is FALSE:
            return FALSE
    return next((t for t in (UNKNOWN, SURVIVED) if t in found), TRUE)


def _slope(at: Instance, e: Expr, env: Env) -> Truth:
    """A derivative by SymPy, which shares no rule with the kernel's; what a function symbol does is not known to it."""
    from lrproof.derive import NotFound, slope

    try:
        found = slope(e.args[2], _var(e))
    except NotFound:
        return UNKNOWN
    there = {**env, _var(e): at.value(e.args[1], env)}
    equal = Expr("eq", (e.args[0], found))
    # the value is read outside, the derivative at the place
    try:
        if at.value(equal.args[0], env) != at.value(found, there):
            return FALSE
        return TRUE if _differentiable(e, env, at.value(e.args[1], env)) else SURVIVED
    except Undefined:
        try:
            left, right = at.ball(e.args[0], env), at.ball(found, there)
        except Undefined:
            return UNKNOWN
        return SURVIVED if left.overlaps(right) else FALSE


def _differentiable(e: Expr, env: Env, place: Fraction) -> bool:
    """Whether the kernel knows that the body has a derivative there: SymPy differentiates where there is none."""
    from lrproof.kernel.calculus import differentiate
    from lrproof.kernel.theorem import Refused

    body = substitute(e.args[2], {v: term(c) for v, c in env.items() if v != _var(e) and v in e.args[2].free})
    try:
        differentiate(_var(e), term(place), body)
    except (Refused, TypeError):
        return False
    return True


def reach(at: Instance, var: Expr, guard: Sequence[Expr], env: Env) -> tuple[Fraction | None, Fraction | None]:
    """The ends that the conditions set for the variable (for an integer the least and largest value), or None."""
    lows: list[Fraction] = []
    highs: list[Fraction] = []
    for g in guard:
        if g.head not in ("lt", "le") or var not in g.args:
            continue
        end = g.args[0] if g.args[1] == var else g.args[1]
        if var in end.free:
            continue
        try:
            value = at.value(end, env)
        except Undefined:
            continue
        strict, below = g.head == "lt", g.args[1] == var
        if var.sort == INT and below:
            value = Fraction(floor(value) + 1 if strict else ceil(value))
        elif var.sort == INT:
            value = Fraction(ceil(value) - 1 if strict else floor(value))
        (lows if below else highs).append(value)
    return max(lows, default=None), min(highs, default=None)


def tried(at: Instance, e: Expr, env: Env) -> tuple[list[Fraction], bool]:
    """The values to be tried for the variable of a "for all" or "for some", and whether these are all that matter."""
    var, body = e.var, e.args[0]
    assert var is not None
    guard, _ = guarded(body) if e.head == "forall" else (conjuncts(body), body)
    outer = {v: c for v, c in env.items() if v != var}
    low, high = reach(at, var, guard, outer)
    if var.sort == INT:
        first = int(low) if low is not None else int(high) - FURTHER if high is not None else -3
        last = first + FURTHER if high is None else int(high)
        whole = low is not None and high is not None and last <= first + 2 * FURTHER
        return [Fraction(k) for k in range(first, min(last, first + 2 * FURTHER) + 1)], whole
    found = places(var, (body,), lambda t: at.value(t, outer))
    if low is not None and high is not None:
        if low > high:
            return [], True
        found = list(dict.fromkeys((low, high, (low + high) / 2, (3 * low + high) / 4, *found)))
        if low == high:
            return [low], True
    good = [v for v in found if (low is None or v >= low) and (high is None or v <= high)]
    return good, False


def _every(at: Instance, e: Expr, env: Env) -> Truth:
    var = e.var
    assert var is not None
    values, whole = tried(at, e, env)
    guard, rest = guarded(e.args[0])
    outer = {v: c for v, c in env.items() if v != var}
    if any(var not in g.free and judge(at, g, outer) is FALSE for g in guard):
        return TRUE  # a condition that no value of the variable meets
    found = set()
    for value in values:
        inner = {**env, var: value}
        inside = _both(at, guard, inner) if guard else TRUE
        if inside is FALSE:
            continue
        here = judge(at, rest, inner)
        if here is FALSE and inside is TRUE:
            return FALSE
        found.add(here if inside is TRUE else TRUE if here is TRUE else UNKNOWN)
    if whole and UNKNOWN not in found:
        return SURVIVED if SURVIVED in found else TRUE
    return SURVIVED if found & {TRUE, SURVIVED} else UNKNOWN


def _some(at: Instance, e: Expr, env: Env) -> Truth:
    var = e.var
    assert var is not None
    values, whole = tried(at, e, env)
    found = set()
    for value in values:
        found.add(judge(at, e.args[0], {**env, var: value}))
        if TRUE in found:
            return TRUE
    if whole and found <= {FALSE}:
        return FALSE
    parts = conjuncts(e.args[0])
    outer = {v: c for v, c in env.items() if v != var}
    low, high = reach(at, var, parts, outer)
    if var.sort == INT or low is None or high is None or not all(map(deterministic, parts)):
        return UNKNOWN
    nowhere = low > high or ranges.nowhere(parts, var, low, high, lambda t: at.value(t, outer))
    return FALSE if nowhere else UNKNOWN


def _extreme(at: Instance, e: Expr, env: Env) -> Truth:
    """An extreme value, of a piecewise linear body exactly; else by a point beyond it, or if it is certainly missed."""
    claimed, low, high = (at.value(a, env) for a in e.args[:3])
    if low > high:
        return FALSE
    place = extreme_place(at, e, env)
    if place is not None:
        return _known(claimed == at.value(e.args[3], {**env, _var(e): place}))
    found = extreme_points(at, e, env, claimed)
    if any(here > claimed if e.head == "maximum" else here < claimed for _, here in found):
        return FALSE
    if any(here == claimed for _, here in found):
        return SURVIVED
    var = _var(e)
    outer = {v: c for v, c in env.items() if v != var}
    wanted = Expr("eq", (e.args[3], Expr("num", data=claimed)))
    return FALSE if ranges.nowhere((wanted,), var, low, high, lambda t: at.value(t, outer)) else UNKNOWN


def extreme_place(at: Instance, e: Expr, env: Env) -> Any:
    """Where the body of a "maximum" or "minimum" is extreme, when it is piecewise linear or found beyond the claim."""
    low, high = (at.value(a, env) for a in e.args[1:3])
    outer = {v: c for v, c in env.items() if v != e.var}
    if low == high:
        return low
    try:
        graph = ranges.knots(e.args[3], _var(e), low, high, lambda t: at.value(t, outer))
    except Undefined:
        return None
    return (max if e.head == "maximum" else min)(graph, key=lambda knot: knot[1])[0]


def extreme_points(at: Instance, e: Expr, env: Env, claimed: Fraction) -> list[tuple[Fraction, Fraction]]:
    """Some points of the interval with the body's values there."""
    var = _var(e)
    outer = {v: c for v, c in env.items() if v != var}
    low, high = (at.value(a, env) for a in e.args[1:3])
    wanted = Expr("eq", (e.args[3], Expr("num", data=claimed)))
    points = places(var, (wanted,), lambda t: at.value(t, outer))
    found = []
    for x in dict.fromkeys((low, high, (low + high) / 2, *points)):
        if low <= x <= high:
            try:
                found.append((x, at.value(e.args[3], {**env, var: x})))
            except Undefined:
                continue
    return found


def _var(e: Expr) -> Expr:
    assert e.var is not None
    return e.var
