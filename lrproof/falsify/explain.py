"""Why a formula is false (or true) in an instance, in a line: the values, the place, the two sides there."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from lrproof.falsify.assumptions import guarded
from lrproof.falsify.model import Env, Instance
from lrproof.falsify.truth import FALSE, TRUE, extreme_place, extreme_points, judge, tried
from lrproof.kernel.terms import Expr

LONGEST: Final = 90
"""A term that is longer is named by its place in the formula only."""


def because(at: Instance, statement: Expr, variables: Iterable[Expr]) -> str:
    """The witness: values of variables, drawn values of functions that matter, and what fails."""
    reason = why(at, statement, at.values)
    named = [f"{v} = {at.values[v]}" for v in variables]
    used = sorted(at.shown.items(), key=lambda item: (item[0][0].name, item[0][1:]))
    drawn = [f"{key[0].name}({', '.join(map(str, key[1:]))}) = {value}" for key, value in used[:8]]
    return ": ".join(part for part in (", ".join((*named, *drawn)), reason) if part)


def why(at: Instance, e: Expr, env: Env) -> str:
    """What makes the decided formula true or false."""
    h = e.head
    holds = judge(at, e, env) is TRUE
    if h in ("eq", "lt", "le"):
        left, right = (_value(at, a, env) for a in e.args)
        sign = {"eq": ("=", "≠"), "lt": ("<", "≥"), "le": ("≤", ">")}[h][not holds]
        named = zip(e.args, ("the left side", "the right side"), (left, right), strict=True)
        shown = ", ".join(f"{_short(a, name)} = {value}" for a, name, value in named if a.head != "num")
        return f"{shown}; {left} {sign} {right}" if shown else f"{left} {sign} {right}"
    if h == "not":
        return why(at, e.args[0], env)
    if h in ("and", "or"):
        telling = [a for a in e.args if judge(at, a, env) is (TRUE if holds else FALSE)]
        return why(at, telling[0], env) if (h == "or") == holds else "; ".join(why(at, a, env) for a in telling)
    if h == "implies":
        return why(at, e.args[1], env) if not holds else f"{e} holds"
    if h == "iff":
        sides = [(a, judge(at, a, env) is TRUE) for a in e.args]
        return "; ".join(f"{_short(a, 'one side')} is {'true' if t else 'false'}" for a, t in sides)
    if h in ("forall", "exists") and (h == "exists") == holds:
        assert e.var is not None
        for value in tried(at, e, env)[0]:
            inner = {**env, e.var: value}
            if judge(at, e.args[0], inner) is (TRUE if holds else FALSE):
                _, rest = guarded(e.args[0])
                return f"{e.var} = {value}: {why(at, rest, inner)}"
    if h in ("maximum", "minimum") and not holds:
        return _extreme(at, e, env)
    return f"{_short(e, 'it')} is {'true' if holds else 'false'}"


def _extreme(at: Instance, e: Expr, env: Env) -> str:
    claimed, low, high = (at.value(a, env) for a in e.args[:3])
    if low > high:
        return f"the interval [{low}, {high}] is empty"
    assert e.var is not None
    place = extreme_place(at, e, env)
    points = extreme_points(at, e, env, claimed)
    if place is not None:
        points = [(place, _value(at, e.args[3], {**env, e.var: place}))]
    sign = 1 if e.head == "maximum" else -1
    x, here = max(points, key=lambda point: sign * point[1])
    what = f"{_short(e.args[3], 'the body')} = {here} at {e.var} = {x}"
    if place is None and sign * here <= sign * claimed:
        what = "the value is nowhere attained"
    said = str(claimed) if e.args[0].head == "num" else f"{_short(e.args[0], 'the value')} = {claimed}"
    return f"{what}, where the {e.head} is said to be {said}"


def _value(at: Instance, e: Expr, env: Env) -> Fraction:
    """The value again, to see which draws it rests on: these are the same each time."""
    at.memo, at.drawn, at.used = {}, {}, {}
    value = at.value(e, env)
    at.shown.update(at.used)
    return value


def _short(e: Expr, otherwise: str) -> str:
    shown = str(e)
    return shown if len(shown) <= LONGEST else otherwise


__all__ = ["because", "why"]
