"""Why a formula is false (or true) in an instance, in a line: the values, the place, the two sides there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from lrproof.chance import Chance
from lrproof.falsify.assumptions import guarded
from lrproof.falsify.model import Env, Instance
from lrproof.falsify.truth import FALSE, TRUE, extreme_place, extreme_points, judge, tried
from lrproof.kernel.terms import Expr, Number, term
from lrproof.undefined import Undefined

Value = Number | str | Chance
LONGEST: Final = 90
"""A term that is longer is named by its place in the formula only."""


@dataclass(frozen=True)
class Style:
    """How terms and relations are written."""

    of: Callable[[Expr], str]
    signs: dict[str, str]
    mark: str = ""

    def relation(self, left: Value, sign: str, right: Value) -> str:
        """left sign right, as one formula; a text is the decimal value of what is irrational."""
        one, two = (self._value(v) for v in (left, right))
        return f"{self.mark}{one} {self.signs.get(sign, sign)} {two}{self.mark}"

    def _value(self, v: Value) -> str:
        if isinstance(v, Chance):
            return str(v).replace("±", r"\pm ") if self.mark else str(v)
        return v if isinstance(v, str) else self.of(term(v))

    def formula(self, e: Expr) -> str:
        """A term or formula by itself."""
        return f"{self.mark}{self.of(e)}{self.mark}"


TEXT: Final = Style(str, {})


def latex_style() -> Style:
    """Formulas between dollar signs."""
    from lrproof.latex import latex

    return Style(latex, {"≠": r"\ne", "≤": r"\le", "≥": r"\ge", "≈": r"\approx"}, "$")


def because(at: Instance, statement: Expr, variables: Iterable[Expr], style: Style = TEXT) -> str:
    """The witness: values of variables, drawn values of functions that matter, and what fails."""
    reason = why(at, statement, at.values, style)
    named = [style.relation(v, "=", at.values[v]) for v in (*variables, *at.randoms)]
    used = sorted(at.shown.items(), key=lambda item: (item[0][0].name, item[0][1:]))
    drawn = [style.relation(key[0](*key[1:]), "=", value) for key, value in used[:8]]
    by_chance = any(isinstance(value, Chance) for value in (*at.shown.values(), *(at.values[v] for v in at.randoms)))
    told = ", ".join((*named, *drawn)) + (" (each ± a fair coin)" if by_chance else "")
    return ": ".join(part for part in (told, reason) if part)


def why(at: Instance, e: Expr, env: Env, style: Style = TEXT) -> str:
    """What makes the decided formula true or false."""
    h = e.head
    holds = judge(at, e, env) is TRUE
    if h in ("eq", "lt", "le"):
        left, right = (_value(at, a, env) for a in e.args)
        sign = {"eq": ("=", "≠"), "lt": ("<", "≥"), "le": ("≤", ">")}[h][not holds]
        named = zip(e.args, ("the left side", "the right side"), (left, right), strict=True)
        shown = ", ".join(_equals(a, value, name, style) for a, name, value in named if a.head != "num")
        relation = style.relation(left, sign, right)
        return f"{shown}; {relation}" if shown else relation
    if h == "not":
        return why(at, e.args[0], env, style)
    if h in ("and", "or"):
        telling = [a for a in e.args if judge(at, a, env) is (TRUE if holds else FALSE)]
        if (h == "or") == holds:
            return why(at, telling[0], env, style)
        return "; ".join(why(at, a, env, style) for a in telling)
    if h == "implies":
        return why(at, e.args[1], env, style) if not holds else f"{style.formula(e)} holds"
    if h == "iff":
        sides = [(a, judge(at, a, env) is TRUE) for a in e.args]
        return "; ".join(f"{_short(a, 'one side', style)} is {'true' if t else 'false'}" for a, t in sides)
    if h in ("forall", "exists") and (h == "exists") == holds:
        assert e.var is not None
        for value in tried(at, e, env)[0]:
            inner = {**env, e.var: value}
            if judge(at, e.args[0], inner) is (TRUE if holds else FALSE):
                _, rest = guarded(e.args[0])
                return f"{style.relation(e.var, '=', value)}: {why(at, rest, inner, style)}"
    if h in ("maximum", "minimum") and not holds:
        return _extreme(at, e, env, style)
    if h in ("tends", "grows"):  # again, to see which draws it rests on
        at.memo, at.drawn, at.used = {}, {}, {}
        judge(at, e, env)
        at.shown.update(at.used)
    return f"{_short(e, 'it', style)} is {'true' if holds else 'false'}"


def _extreme(at: Instance, e: Expr, env: Env, style: Style) -> str:
    claimed, low, high = (at.value(a, env) for a in e.args[:3])
    if low > high:
        return f"the interval from {style.formula(term(low))} to {style.formula(term(high))} is empty"
    assert e.var is not None
    place = extreme_place(at, e, env)
    points = extreme_points(at, e, env, claimed)
    if place is not None:
        _value(at, e.args[3], {**env, e.var: place})  # for the draws that it rests on
        points = [(place, at.value(e.args[3], {**env, e.var: place}))]
    sign = 1 if e.head == "maximum" else -1
    x, here = max(points, key=lambda point: sign * point[1])
    what = f"{_equals(e.args[3], here, 'the body', style)} at {style.relation(e.var, '=', x)}"
    if place is None and sign * here <= sign * claimed:
        what = "the value is nowhere attained"
    said = style.formula(term(claimed)) if e.args[0].head == "num" else _equals(e.args[0], claimed, "the value", style)
    return f"{what}, where the {e.head} is said to be {said}"


def _value(at: Instance, e: Expr, env: Env) -> Fraction | str | Chance:
    """The value again, to see which draws it rests on: these are the same each time."""
    at.memo, at.drawn, at.used = {}, {}, {}
    try:
        value: Fraction | str | Chance = at.value(e, env)
    except Undefined:
        value = at.ball(e, env).mid().str(12, radius=False)
    at.shown.update(at.used)
    return value


def _equals(e: Expr, value: Value, otherwise: str, style: Style) -> str:
    if isinstance(value, str):
        return style.relation(e, "≈", value) if len(str(e)) <= LONGEST else f"{otherwise} is about {value}"
    if len(str(e)) > LONGEST:
        return f"{otherwise} is {value if isinstance(value, Chance) else style.formula(term(value))}"
    return style.relation(e, "=", value)


def _short(e: Expr, otherwise: str, style: Style) -> str:
    return style.formula(e) if len(str(e)) <= LONGEST else otherwise


__all__ = ["TEXT", "Style", "because", "latex_style", "why"]
